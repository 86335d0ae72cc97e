/* Tables that came as bare lines, in three steps: the header that the lines spell (line_head.c),
 * what can be said of each piece of a line (line_facts.c, line_names.c) and of all (line_habits.c,
 * line_widths.c), and the best path through them (lines.c, line_cells.c, line_paras.c), with what
 * stays unsure of it (line_doubts.c). Where every cell left a line there is more to go by
 * (cell_head.c, cell_lines.c, cell_rows.c).
 */
#ifndef TIAOMU_EXTRACT_LINES_H
#define TIAOMU_EXTRACT_LINES_H

#include "extract/lattice.h"

/* ---- line_head.c ---- */

/* What white space parts in a line, as paragraphs of their own. */
typedef VEC(struct para) atoms;
void add_atoms(struct work *w, const struct para *p, atoms *to);

/* The paragraph of running text at this block of the doc, or NULL. */
const struct para *text_block(const struct work *w, size_t block);

struct line_head {
    VEC(struct str) names;
    VEC(double) lines;    /* ems of the longest piece of each, which its column has room for */
    size_t end, blocks;   /* atoms and paragraphs that it takes; 0: there is none */
    size_t parted, drawn; /* line_head.c: spaces between names of a line, and inside of names */
    struct str group;     /* over the names of group_columns columns from group_at on */
    size_t group_at, group_columns;
    size_t blanks; /* empty lines behind that are cells of the header */
    bool gapped;   /* line_head.c: blank lines stand between its lines */
};
/* The header that the paragraphs from block on spell, name behind name. */
struct line_head line_head_at(struct work *w, size_t block);

/* ---- cell_head.c ---- */

/* The header that the paragraphs from block on spell, each name lines of its own, unknown ones
 * among them. */
struct line_head cell_head_at(struct work *w, size_t block);

/* May a column that no rule knows be called so? */
bool may_name_column(struct work *w, struct str s);

/* ---- line_facts.c ---- */

enum { NAME_TOKENS = 6 /* that one name or list may be broken into */ };

/* What can be said of one token. */
struct fact {
    struct str text; /* without white space */
    size_t len, line_len;
    double width, first; /* in ems: of it, and of its beginning that no line's end could part */
    size_t with_next;    /* characters of the line with what of the next one could not be parted */
    size_t heading;      /* tokens of the heading that the line is; 0: it is none */
    bool begins, ends_line, sentence, ends, deadline, none, unit;
    bool beside;                 /* stands in one printed line with the token before */
    bool date;                   /* of a signature */
    bool group;                  /* a unit that is several (各镇街) */
    bool broken;                 /* and a unit's name goes over the end of the line */
    double units[NAME_TOKENS];   /* score of it and the next ones as one name or list of names */
    double persons[NAME_TOKENS]; /* the same of people */
};

/* Cells of one row whose lines stand at one height are printed as one line, parted by white space:
 * a cell of one line with any behind it where all begin at the row's top, with another of one line
 * where they stand in its middle; or a program parts lines where much room is between them, and
 * those may be that stand near. At first nothing tells. */
enum stands { STANDS_ANYWHERE, STANDS_AT_TOP, STANDS_IN_MIDDLE, STANDS_NEAR, STANDS };

/* Of a row so far, where spaces part cells: what its last cell is; or it is the rest of one that
 * the end of a page cut, or that stands below the line of the others. */
enum row_kind { ROW_OPEN, ROW_LINE, ROW_LINES, ROW_REST, ROW_KINDS };

/* How all bare lines of a document were made. */
struct habits {
    struct lexicon *names; /* as printed whole */
    size_t full;           /* characters of a line that its column's width broke; 0: none was */
    size_t widest;         /* characters of the longest line of units */
    struct lexicon *begun, *left; /* what deadlines of the document begin and end with */
    bool nones;                   /* empty cells of units say so (——) */
    bool lists;                   /* the names of a cell stand between list marks */
    bool merges;                  /* of cells of units beside each other many are one */
    size_t columns;               /* of the first header */
    const struct str *head;       /* and their names */
    const double *least;          /* ems, by column: what its name shows that it has room for */
    bool spaces;        /* cells of one line are parted by white space, and words are not */
    bool beside;        /* and are, in rows of which a cell stands beside another one */
    enum stands stands; /* where beside, what reads best */
    bool blocks;        /* blank lines part the blocks of a page's text */
    bool pages;         /* blank lines are so few that they stand where pages end */
    double *widths;     /* of columns, in ems, by what broke in them; 0: unknown */
};

struct lines {
    const struct habits *habits;
    struct fact *facts;
    bool continued;           /* under a header that pages repeat */
    const struct grow *above; /* the last row of the page before, where it is */
    bool numbered;            /* rows have running numbers */
    bool officials;           /* a column holds people */
    bool merges;              /* cell_lines.c: many cells of units beside each other are one */
    bool tabs;                /* tabs part all cells */
    bool records;             /* and no cell goes on in the next line */
};

/* The tokens of the blocks [from, to) under a header, page numbers left out, and what can be said
 * of them. */
void find_line_facts(struct lattice *l, const struct line_head *h, size_t from, size_t to);

/* fact of all tokens, but for their names. */
void judge_tokens(struct lattice *l);
/* token.numbers of all. */
void find_numbers(struct lattice *l);

bool ends_sentence(struct str s);
/* Each piece between list marks is a unit's name. */
bool all_units(const struct work *w, struct str s);

/* ---- line_habits.c ---- */

/* What all lines under the document's first header show, but for spaces and columns, which are
 * known. */
void find_habits(struct lattice *l, const struct line_head *head, struct habits *h);

/* ---- line_names.c ---- */

/* fact.units and fact.persons of all tokens. */
void judge_names(struct lattice *l);

/* ---- line_widths.c ---- */

/* The lines of a cell as it grows by tokens: what they say of the width of its column. */
struct lines_of {
    double piece;   /* of the last line, in ems */
    double longest; /* line */
    double room;    /* the least that a line would have needed not to break; INFINITY: none broke */
};
/* Adds a token; returns what the line before would have needed, INFINITY where none ended. */
double add_to_lines(struct lines_of *lines, const struct fact *f);
/* What speaks against such lines in columns [c, next), if those that broke needed that much. */
double misfit(const struct lattice *l, const struct lines_of *lines, double room, size_t c,
              size_t next);
/* What broke in the cells of a path, by column and ems. */
struct breaks *breaks_of(struct arena *a, size_t columns);
void count_breaks(const struct lattice *l, struct breaks *b);
/* The widths that agree with most of them, and that hardly a line exceeds. */
void settle_widths(const struct breaks *b, double *widths);

/* ---- line_cells.c ---- */

enum {
    TOKENS_MOST = 128, /* of a cell */
    RAGGED = 3         /* characters that full lines may differ by */
};

bool is_unit_column(const struct grid *g, size_t c);
/* A line inside a text ends where the next piece had no room, or with a sentence: 0, or less. */
double as_inner_line(const struct lines *x, const struct fact *f);

/* What a lattice of lines does: see struct lattice. */
void read_line(struct lattice *l, uint32_t i);
double skip_line(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind);
uint8_t rest_line(const struct lattice *l, uint32_t i, double *cost);

/* ---- line_paras.c ---- */

/* The best cut of tokens [from, to) into names: length[i] tokens from the i-th on. */
void cut_tokens(const struct lattice *l, size_t from, size_t to, bool official, size_t *length);
/* And the cell that it makes of them. */
struct gcell line_cell(struct lattice *l, size_t from, size_t to, uint32_t c);

/* ---- cell_lines.c ---- */

/* fact.broken of all tokens. */
void judge_pieces(struct lattice *l);
/* What a lattice of lines does where every cell has a line of its own, empty ones an empty line. */
void read_cell_line(struct lattice *l, uint32_t i);
double skip_cell_line(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind);
struct gcell lines_cell(struct lattice *l, size_t from, size_t to, uint32_t c);

/* ---- cell_rows.c ---- */

struct lattice cell_lattice(struct work *w, struct grid *g, struct lines *x);
/* Finds the best path through the tokens and where the table ends: l->n becomes the tokens of the
 * table. Steps live in a. Are there tokens behind? */
bool walk_cells(struct lattice *l, struct arena *a);
/* The rows of that path go into the document. */
void build_cells(struct lattice *l, struct arena *a);

/* What is found where all tables of a document are read as lines of which every cell has one. */
struct cell_lines {
    size_t rows, bad, merged; /* bad: steps that do not fit; merged: cells of units over columns */
    struct line_head head;    /* the first */
};

/* Lays out the lines from this block on where a header stands there and each cell below it has a
 * line of its own. Returns the first block behind the table, or block. */
size_t lay_cell_lines(struct work *w, size_t block);

/* ---- line_doubts.c ---- */

/* Notes at the rows which cut may be elsewhere. */
void doubt_cut(struct lattice *l, const struct step *before, const struct step *s, double margin);
/* And which cell may be two, in front of token at. */
void doubt_cell(struct lattice *l, const struct step *s, size_t at, double margin);
/* What other rows say of each: those of its task, and one above that breaks off. */
void doubt_rows(struct lattice *l);
/* The grid goes into the document, with what is unsure of its rows. */
void keep_rows(struct lattice *l);

/* ---- lines.c ---- */

struct grid *grid_under(struct work *w, const struct line_head *h, size_t block);

#endif
