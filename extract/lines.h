/* Tables that came as bare lines, in three steps: the header that the lines spell (line_head.c),
 * what can be said of each piece of a line (line_facts.c), and the best path through them
 * (lines.c).
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
    size_t end, blocks; /* atoms and paragraphs that it takes; 0: there is none */
};
/* The header that the paragraphs from block on spell, name behind name. */
struct line_head line_head_at(struct work *w, size_t block);

/* ---- line_facts.c ---- */

enum { NAME_TOKENS = 6 /* that one name or list may be broken into */ };

/* What can be said of one token. */
struct fact {
    struct str text; /* without white space */
    size_t len, line_len;
    size_t with_next; /* characters of the line with what of the next one could not be parted */
    size_t heading;   /* tokens of the heading that the line is; 0: it is none */
    bool begins, ends_line, sentence, ends, deadline, none, unit;
    double units[NAME_TOKENS];   /* score of it and the next ones as one name or list of names */
    double persons[NAME_TOKENS]; /* the same of people */
};

/* How all bare lines of a document were made. */
struct habits {
    struct lexicon *names; /* as printed whole */
    size_t full;           /* characters of a line that its column's width broke; 0: none was */
    size_t widest;         /* characters of the longest line of units */
    bool nones;            /* empty cells of units say so (——) */
    bool lists;            /* the names of a cell stand between list marks */
};

struct lines {
    const struct habits *habits;
    struct fact *facts;
    bool numbered;  /* rows have running numbers */
    bool officials; /* a column holds people */
};

/* The tokens of the blocks [from, to), page numbers left out, and what can be said of them. */
void find_line_facts(struct lattice *l, size_t from, size_t to);

bool ends_sentence(struct str s);
/* Each piece between list marks is a unit's name. */
bool all_units(const struct work *w, struct str s);

/* ---- line_names.c ---- */

/* fact.units and fact.persons of all tokens. */
void judge_names(struct lattice *l);

/* ---- line_cells.c ---- */

enum {
    TOKENS_MOST = 128, /* of a cell */
    RAGGED = 3         /* characters that full lines may differ by */
};

bool is_unit_column(const struct grid *g, size_t c);

/* What a lattice of lines does: see struct lattice. */
void read_line(struct lattice *l, uint32_t i);
double skip_line(const struct lattice *l, uint32_t i, uint32_t c);
struct gcell line_cell(struct lattice *l, size_t from, size_t to, uint32_t c);

#endif
