/* The lines that a page rules: pieces joined, strokes of letters left out, those of one table
 * known by their touching each other. Lengths are points. */
#ifndef TIAOMU_INGEST_RULINGS_H
#define TIAOMU_INGEST_RULINGS_H

#include "ingest/lines.h"

/* Rulings nearer to each other are one (double lines), and touch; no row of text is so low. */
#define RULING_SNAP 3.0

/* A ruling: where it runs, across its direction, and from where to where along it. */
struct ruling {
    double at, from, to;
    size_t table; /* of those that touch, one stands for all: the index of one across; SIZE_MAX:
                     one across that none down touches */
};
typedef VEC(struct ruling) rulings;

/* Those across and those down, each by place. A page with too many is a drawing: it has none. */
void page_rulings(struct arena *a, const struct page *p, rulings *across, rulings *down);

#endif
