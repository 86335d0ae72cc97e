/* What the steps of extraction share while a document is worked on. */
#ifndef TIAOMU_EXTRACT_WORK_H
#define TIAOMU_EXTRACT_WORK_H

#include "extract/plan.h"
#include "ingest/doc.h"
#include "rules/rules.h"

/* What a paragraph of the source was used for; the ledger of the accounting. */
enum use { USE_NONE, USE_ITEM, USE_HEADING, USE_FURNITURE };

typedef SHORT_VEC(const struct para *) paras;

/* A column of a table as its header row names it. */
struct header {
    struct str name; /* without white space */
    struct column column;
    bool merged; /* it is that of the column at its left */
};

/* A cell of a grid: every row has one for each column. */
struct gcell {
    paras paras;
    struct place at;
    bool beside;              /* covered by the cell at its left (a horizontal merge) */
    bool above;               /* covered by the cell above (a vertical merge of the source) */
    bool ditto;               /* it prints 同上 or the like; paras are those of the cell above */
    const struct str *unsure; /* the line that a paragraph may begin with, or not; mostly NULL */
};

enum grow_kind { ROW_DATA, ROW_SECTION };

struct grow {
    enum grow_kind kind;
    struct gcell *cells; /* as many as the grid has columns; a section row's text is in the first */
    uint8_t way;         /* lattice.h: the kind of row that its first step led to */
    bool rest;           /* of bare lines: what is left of the row above */
    bool number_lost;    /* the source shows that its number was automatic and is lost */
    bool borders_lost;   /* nothing shows which units stand in which column */
    bool borders_unsure; /* nor here, if the document merges cells of units and stacks names */
    SHORT_VEC(struct str)
    doubts;                /* where cells and paragraphs of bare lines may be parted otherwise */
    struct str name_doubt; /* the one of them that its task's other rows share */
    bool ends_page;        /* the last row of a part that another part of the table follows */
};

enum { PERSON_CHARS = 3 /* that names of people mostly have at most */ };

/* A table laid out: one header, then rows of equal width. */
struct grid {
    int table_no;
    struct str title; /* without white space */
    struct place title_at;
    struct header *headers;
    size_t columns;
    bool known;        /* the header names a column that the rules know */
    bool loose;        /* laid out from a table whose rows were lost */
    bool spanless;     /* empty cells may be those that a merge goes on in */
    bool lines;        /* and whose cells were lost too */
    int own_deadlines; /* 1 where each row has a deadline of its own, -1 not, 0 not asked yet */
    bool goes_on;      /* has no header, but the columns of the grid above */
    bool parallel;     /* paragraphs of its cells may run parallel */
    paras head;        /* the header's own paragraphs */
    VEC(struct grow) rows;
    struct place at;
};

/* The document in order: paragraphs of running text and grids. */
struct item {
    const struct para *para;
    struct grid *grid;
};

/* What read_prose made of an item, for the steps behind it. */
enum passage_kind { PASSAGE_HEADING, PASSAGE_CLAUSE, PASSAGE_TABLE };

struct passage {
    enum passage_kind kind;
    size_t at; /* place in plan.outline or plan.clauses; of a table its number */
    bool duty; /* a line that holds nothing but units and dates of the item before it */
    int depth; /* headings above it, its own included */
};

struct lexicon;
struct habits;
struct cell_lines;

struct work {
    struct arena *a;
    struct arena *scratch; /* for one cell or list; reset by who begins with it */
    struct arena *laid;    /* rows and cells of grids, until they are read */
    struct doc *doc;
    const struct rules *rules;
    struct plan *plan;
    VEC(struct item) items;
    VEC(struct grid *) grids;            /* of the items, in order: by table_no, from 1 */
    unsigned char *uses;                 /* enum use by paragraph id */
    struct habits *habits;               /* of the bare lines, once there are some */
    const struct cell_lines *cell_lines; /* once there are headers that spell a name a line */
    double *printed_fit; /* lay_printed: how well tables fit each way to set cells; NULL at first */
    bool printed_known;  /* and one of them has a header that the rules know */
    bool in_order;       /* of bare lines, once habits are known: they can be read as rows */
    int nones; /* 1 where cells of units say that there is none (——), -1 where no cell does */
    struct borders {
        size_t rows, merged, stacked;
    } borders; /* rows of bare lines: with too few lines of units, with several for a column */
    struct lexicon *lex;          /* the names that role cells print */
    VEC(struct passage) passages; /* in document order */
};

/* Enters paragraphs into the ledger. A second entry wins only over none. */
void claim(struct work *w, const struct para *p, enum use use);
void claim_all(struct work *w, const paras *ps, enum use use);

/* A cell of the source on its own. */
struct gcell gcell_of(struct arena *a, const struct cell *c);
/* Text of a cell: paragraphs joined by sep, each with its automatic number in front. */
struct str cell_text(struct arena *a, const paras *ps, struct str sep);
/* The same without any white space. */
struct str cell_squeezed(struct arena *a, const paras *ps);
/* The same with a name that was repeated as whole paragraphs folded to its first printing; *from is
 * the first repeated paragraph, ps->n where there is none. */
struct str cell_folded(struct arena *a, const paras *ps, size_t *from);

/* extract/cut_rows.c */
/* Is the first row on a page the rest of the last one above, of grid g? */
bool is_cut_row(struct work *w, struct grid *g, const struct grow *above, const struct grow *row);
/* It goes into the one above. */
void mend_row(struct work *w, const struct grid *g, struct grow *above, const struct grow *row);
/* The same of all rests of rows within a grid, where no header begins the page. */
void join_rests(struct work *w, struct grid *g);

/* The last grid so far, where nothing but furniture stands behind it; else NULL. */
const struct grid *grid_above(const struct work *w);

/* Steps, in order. */
void lay_tables(struct work *w);       /* items: loose tables laid out, others as grids */
void join_tables(struct work *w);      /* items: parts of one table joined */
void title_tables(struct work *w);     /* grids; grid.table_no, grid.title */
void settle_columns(struct work *w);   /* grid.headers: by what the cells hold */
void fill_dittos(struct work *w);      /* grids: cells that refer to the cell above */
void learn_names(struct work *w);      /* work.lex */
void fold_measures(struct work *w);    /* plan.measures */
void fold_indicators(struct work *w);  /* plan.indicators */
void read_prose(struct work *w);       /* plan.outline, plan.clauses, plan.footnotes */
void find_lost_tables(struct work *w); /* findings on tables that came as running text */
void find_slides(struct work *w);      /* findings on cells of a scan that landed a row off */
void repair_texts(struct work *w);     /* plan.corrections */
void read_facts(struct work *w);       /* plan.document, but for its jurisdiction */
void read_duties(struct work *w);      /* assignments that texts tell */
void read_home(struct work *w);        /* jurisdiction, which units may show */
void find_quantities(struct work *w);  /* quantities of measures and clauses */
void find_citations(struct work *w);   /* references of measures and clauses */
void date_deadlines(struct work *w);   /* deadline_kind, _start, _end of assignments */
void account(struct work *w);          /* plan.coverage */

/* extract/deadline.c: is every part of the list a deadline? */
bool lists_deadlines(const struct rules *rules, struct str s);

/* Do the texts share so many characters in a row? */
bool share_words(struct str a, struct str b, size_t chars);
/* Are the texts the same but for one character, misread or lost? */
bool nearly_equal(struct str a, struct str b);
/* What a cell in the column of numbers prints: 4, 4., ４, （4）, 四, （四）, ④, ㈣. 0: no number.
 * Without white space. */
int row_number(struct str s);
/* How it is written: 1, 一, （1）, （一） are 1 to NUMBER_SORTS - 1; 0 where s is no number.
 * Numbers of one list are of one sort. */
enum { NUMBER_SORTS = 5 };
int number_sort(struct str s);
/* Was the table read from a recognised scan, where cells may land a row or a column off? */
bool is_recognised(const struct work *w, int table_no);
/* Tables of measures have a column for them. */
bool grid_has(const struct grid *g, enum field field);

/* extract/header.c: the header that the n cells spell, or NULL. groups: the row above where it
 * takes two (年度目标 over 2025年 and 2026年), or NULL. misread: recognition may have misread its
 * names. */
struct header *header_of(struct work *w, const struct gcell *groups, const struct gcell *cells,
                         size_t n, bool misread, size_t *known);
void add_head(struct work *w, struct grid *g, const struct gcell *cells, size_t n);
bool same_header(const struct grid *g, const struct header *h, size_t n);
/* extract/lay.c: the cells of a table, row by row, as many in each as it has columns. */
struct gcell *grid_cells(struct work *w, const struct table *t);
/* Lays out a table whose rows and spans are known. */
void lay_ruled(struct work *w, const struct table *t);
/* extract/printed.c: lays out a table of printed lines that begins with this block, with its parts
 * on further pages. Returns the first block behind it. */
size_t lay_printed(struct work *w, size_t block);
/* extract/loose_parts.c: lays out a loose table whose cells stand in one row. */
void lay_loose(struct work *w, const struct table *t);
/* extract/fill.c: the empty cells of row r that a merge goes on in, down from the row above or
 * across from the lead's. */
void fill_merged(struct grid *g, size_t r);
void fill_across(struct grid *g, size_t r);
/* extract/tab_rows.c: lays out a loose table that has a row for each line of the source, where a
 * header stands in it. Says whether one does. */
bool lay_tabs(struct work *w, const struct table *t);
/* extract/line_doubts.c: where measures are sentences, notes at one that ends none, and at the row
 * below, in which it may go on. */
void doubt_ends(struct work *w, struct grid *g);
/* Notes at all rows where cells of too many hold neither deadlines nor units where the header says
 * so: the columns were found wrongly. */
void doubt_columns(struct work *w, struct grid *g);
/* extract/lines.c: lays out the lines from this block of the doc on, where a header stands there.
 * Returns the first block behind the table, or block where there is none. */
size_t lay_lines(struct work *w, size_t block);

/* extract/assign.c: the assignments of measure m from its row and further ones. */
void assign_units(struct work *w, const struct lexicon *lex, const struct grid *g,
                  const struct grow *row, const struct grow *const *more, size_t nmore,
                  struct measure *m);

/* Multiplies the confidence of all mentions of m. */
void lower_confidence(struct measure *m, double confidence);

/* extract/mentions.c */
/* A name that a role cell lists, and what the cell says of it. */
struct listed_name {
    struct mention mention;
    struct str
        before; /* the mark that parts it from the name before: 、, 会同, a line end; or empty */
    struct str label; /* 牵头单位： */
    struct str end;   /* taken off its end: 牵头, 等部门配合 */
};
typedef VEC(struct listed_name) listed_names;
/* Cuts a role cell into names, listed in the scratch. person: the column names people. */
void cut_names(struct work *w, const struct lexicon *lex, const paras *ps, bool person,
               listed_names *out);
bool is_name_mark(int32_t cp); /* 、 , ; */

/* extract/people.c: the same of people. */
void cut_people(struct work *w, const struct lexicon *lex, const paras *ps, listed_names *out);
bool is_people_glued(const struct rules *r, struct str name); /* several names, as it seems */

/* extract/cell_roles.c: appends the roles that a cell in this column tells; more than one where it
 * says of its units who leads and who supports. */
void cell_roles(struct work *w, const struct lexicon *lex, const struct header *h, const paras *ps,
                bool shared, plan_roles *out);

/* Counts n names; times_printed says how often one is among them. */
struct lexicon *lexicon_of(struct arena *a, const struct str *names, size_t n);
unsigned times_printed(const struct lexicon *lex, struct str name);
/* Does the document print the name in the brackets of another: 各区政府(含开发区管委会)? */
bool stands_inside(const struct lexicon *lex, struct str name);

#endif
