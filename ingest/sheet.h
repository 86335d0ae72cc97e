/* A page on its way to the doc, and the steps that it takes. */
#ifndef TIAOMU_INGEST_SHEET_H
#define TIAOMU_INGEST_SHEET_H

#include "ingest/lattice.h"

/* Which way a page's text runs: across it, or sideways, from foot to head or from head to foot. */
enum turn { TURN_NONE, TURN_UP, TURN_DOWN };

/* What parts columns, from left to right. */
struct gutter {
    double from, to;
};

struct sheet {
    struct page *page;
    bool last;      /* of the pages */
    enum turn turn; /* before the page was set upright */
    double slope;   /* of its lines, before the page was set level */
    lattices tables;
    lines text;                 /* outside of tables */
    VEC(struct gutter) gutters; /* of the unruled table that ends the page; none: there is none */
    struct str head;            /* its header's text */
    bool printed;               /* its rows are to be told from lines */
    struct frame frame;         /* of the text outside of tables */
};

/* Sets a page upright whose text runs sideways. */
enum turn sheet_turn(struct page *p);
/* Sets an upright page level that lies askew; slope becomes what it was. */
void sheet_level(struct arena *a, struct sheet *s);
/* Where a box of a page set level lay while it was askew. */
struct box sheet_askew(const struct sheet *s, struct box b);
/* Where a box lies on the page as it was: "page 3 (x0,y0,x1,y1)". */
struct place sheet_place(struct arena *a, const struct sheet *s, struct box b);

/* These words, by their place on the page, leave it and become furniture of doc. */
void sheet_take_words(struct doc *doc, const struct sheet *s, const bool *which, const char *name);
/* Large words at the same place on several pages leave them and become furniture of doc. */
void pages_take_watermarks(struct doc *doc, struct page *pages, size_t n);
/* Marks that recognition reads in dirt leave the page and become furniture of doc. */
void sheet_take_specks(struct doc *doc, struct sheet *s);
/* Words with a line through them leave the page, with that line, and become furniture of doc. */
void sheet_take_struck(struct doc *doc, struct sheet *s);

/* Tables that no ruling draws, in the text of a sheet: their lines leave it. before: the page
 * before it, or NULL. -1 as lattices_find. */
int sheet_unruled(struct arena *a, struct sheet *s, const struct sheet *before,
                  const struct limits *limits, struct diags *diags);

/* Digits, and nothing else but marks that stand about a page's number. */
bool sheet_is_page_number(struct str s);
/* Names the furniture among the lines of n sheets. */
void sheets_furnish(struct arena *a, struct sheet *sheets, size_t n);

typedef VEC(struct note) notes;

/* Takes the footnotes at the sheet's foot and their marks out of its lines; the marks become
 * furniture of doc. */
void sheet_take_notes(struct doc *doc, struct sheet *s, notes *out);

/* A table that stands first on its page below one that ends the page before goes on with its
 * columns: where some of them are merged in all rows of the page, no ruling shows them there. */
void sheets_share_columns(struct arena *a, struct sheet *sheets, size_t n);

/* What was put into the doc last, where a page's end may have cut it. */
struct seam {
    const struct line *line; /* the last of a paragraph outside of tables, else NULL */
    size_t block;
    struct frame frame;
    struct table *table; /* the last, else NULL, and the lattice it came from */
    const struct lattice *lattice;
    const struct table *first; /* the part of it that its header is on */
    size_t *ink;               /* characters in its columns so far */
};

/* Does the text of line go on with the paragraph that the seam holds? */
bool seam_text_goes_on(const struct seam *seam, const struct line *line, struct frame f);
/* A table of the next page below the seam: text that belongs into the seam's last row is moved
 * there. */
void seam_join_rows(struct doc *doc, struct seam *seam, struct table *t, const struct lattice *l);

#endif
