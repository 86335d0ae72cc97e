/* The lattice of a table: rows, columns and merged cells as its rulings draw them. */
#ifndef TIAOMU_INGEST_LATTICE_H
#define TIAOMU_INGEST_LATTICE_H

#include "ingest/lines.h"

/* A cell, merged ones included; rows and columns count from 0. */
struct site {
    uint32_t row, col, row_span, col_span;
    struct box box;
    words words;
    lines lines; /* of the words; its owner's to fill */
};

typedef VEC(double) edges;

struct lattice {
    edges xs, ys;           /* where columns and rows begin, and where the last ends */
    VEC(struct site) sites; /* by row, then column */
    uint32_t *owner;        /* site of each place, row by row */
    struct box box;
    bool printed;        /* rows are printed lines (doc.h) */
    struct frame *inner; /* by column: where its text may stand */
};

typedef VEC(struct lattice) lattices;

/* The tables that a page's rulings draw, each with its words; all other words go to rest. A side
 * without ruling is closed where the rulings across end, or where the text does. -1 with an error
 * in diags where a table has more columns or cells than limits allow. */
int lattices_find(struct arena *a, struct page *p, const struct limits *limits, struct diags *diags,
                  lattices *out, words *rest);

/* Lays cells between lines at xs and ys: neighbours join where joined says so. joined(ctx, r, c,
 * down): is nothing drawn between the place in row r, column c and the one below it, or, unless
 * down, the one at its right? */
typedef bool lattice_joined(void *ctx, size_t r, size_t c, bool down);
void lattice_lay(struct arena *a, struct lattice *l, lattice_joined *joined, void *ctx);
/* The site at a point; NULL outside. */
struct site *lattice_site(struct lattice *l, double x, double y);

/* Makes columns begin at these edges too, at which l has none yet: its cells span them. Where sites
 * lie stays as it was. */
void lattice_refine(struct arena *a, struct lattice *l, const edges *xs);
void lattice_own(struct arena *a, struct lattice *l); /* fills owner from the sites */
/* Parts merged cells whose lines show that a ruling is missing between them. */
void lattice_split(struct arena *a, struct lattice *l);

void lattices_sort(lattices *all); /* from top to bottom */
/* Finds the columns' inner edges, from the lines of all sites: where cells are ruled, the least
 * padding that one of them has is that of all; else each column is as wide as its text. */
void lattice_frame(struct arena *a, struct lattice *l, bool ruled);
struct frame site_frame(const struct lattice *l, const struct site *s);

#endif
