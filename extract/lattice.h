/* The rows of a table whose source lost them: the best path through its text.
 *
 * Tokens stand in order; each, or several in a row, may be read as a cell of some column. A reading
 * has a score from all the evidence there is, and the rows are the best path through tokens and
 * columns (Viterbi, 1967). What a token is and what speaks for a reading, the source decides:
 * loose.c knows where cells begin, lines.c only where lines do.
 */
#ifndef TIAOMU_EXTRACT_LATTICE_H
#define TIAOMU_EXTRACT_LATTICE_H

#include "extract/work.h"

/* The least piece of text that may be a cell of its own. */
struct token {
    paras paras;
    struct place at;
    bool begins;    /* a cell (loose.c) or a line (lines.c) */
    bool numbers;   /* lines.c: is one of the running numbers */
    uint32_t gap;   /* blank lines above */
    bool parted;    /* lines.c: white space in front parts it from the cell before */
    bool spaced;    /* lines.c: white space in front parts words, or cells */
    bool tab;       /* cell_lines.c: a tab stands in front, so a cell begins and no row */
    bool inside;    /* cell_lines.c: a further paragraph of a cell, which begins none */
    uint32_t block; /* cell_lines.c: the block of the doc, or the row of its table, it is of */
};

enum op { OP_CELL, OP_MERGED, OP_SECTION, OP_SKIP, OP_EXTRA };

struct step {
    double score;
    enum op op;
    uint32_t from, column; /* the state it came from */
    uint32_t cells;        /* columns that the cell covers */
    uint8_t was, kind;     /* of the row before it and with it */
};

/* A step of a reading that has rows of one kind only. */
static inline struct step step_from(double score, enum op op, uint32_t from, uint32_t column,
                                    uint32_t cells) {
    return (struct step){.score = score, .op = op, .from = from, .column = column, .cells = cells};
}

struct lattice {
    struct work *w;
    struct grid *g;
    struct token *tokens;
    size_t n;
    void *more; /* what the source knows besides */
    /* How many sorts of rows begun a reading has to tell apart, by the cells in front; a row begins
     * as the first. 0: one. */
    uint8_t kinds;
    struct step *steps; /* [((i - first) * kinds + kind) * columns + column] */
    size_t first;       /* token; what led there is built */
    double
        *rest; /* the best score from there to the end: [(i * kinds + kind) * columns + column] */
    double *around; /* and of a whole path that has no cut in front of token i */
    double
        *begins; /* or cuts there and reads what follows as this column: [i * columns + column] */
    /* Offers all readings that begin at token i. */
    void (*read)(struct lattice *l, uint32_t i);
    /* What it costs that a row of this kind has no cell for column c in front of token i. */
    double (*skip)(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind);
    /* Where not NULL: the other kind that a row may have which begins with token i and without a
     * cell of the first column, and what that costs; 0: none. */
    uint8_t (*other)(const struct lattice *l, uint32_t i, double *cost);
    /* The cell that tokens [from, to) make in column c. */
    struct gcell (*cell)(struct lattice *l, size_t from, size_t to, uint32_t c);
    /* Where not NULL it is told of each cut: what begins there, behind what, and by how much the
     * path is better than the best one that is cut elsewhere or into other columns. */
    void (*cut)(struct lattice *l, const struct step *before, const struct step *s, double margin);
    /* And, where not NULL too, where the cell could be cut most easily, and by how much the path is
     * better than the best one that cuts it there. */
    void (*inside)(struct lattice *l, const struct step *s, size_t at, double margin);
};

/* Score of the best path to token i and column c so far; -INFINITY where none leads there. */
double lattice_score(const struct lattice *l, size_t i, size_t c);
/* Of those whose row is of this kind. */
double lattice_score_of(const struct lattice *l, size_t i, size_t c, size_t kind);
/* A step to token i and column c; the columns' number is the next row's first. */
void lattice_offer(struct lattice *l, size_t i, size_t c, struct step s);
/* The step of the best path that ends there. */
const struct step *lattice_step(const struct lattice *l, size_t i, size_t c);
/* And in a row of this kind. */
const struct step *lattice_step_of(const struct lattice *l, size_t i, size_t c, size_t kind);
/* Finds the best path and adds its rows to the grid. */
void lattice_rows(struct lattice *l);
/* The same in two: the steps, which live in a; then the rows of the path that ends with token n - 1
 * and the last column. In between n may be made less. */
void lattice_walk(struct lattice *l, struct arena *a);
void lattice_build(struct lattice *l, struct arena *a);
/* As lattice_rows, where no cut is asked for and no cell has more tokens than longest: rows are
 * built while tokens are read, as soon as all paths that may yet be the best have them in common,
 * so that the steps kept do not grow with the table. */
void lattice_rows_by(struct lattice *l, size_t longest);

#endif
