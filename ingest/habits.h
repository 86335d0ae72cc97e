/* What is known of a table's columns from its lines: how wide their text is, and which short texts
 * return in which of them. */
#ifndef TIAOMU_INGEST_HABITS_H
#define TIAOMU_INGEST_HABITS_H

#include "base/arena.h"
#include "base/str.h"

struct habit;
struct wide;

struct habits {
    size_t
        *widths; /* by column: of text where it is full, in columns of a terminal; 0: not known */
    size_t columns, n, cap;
    struct wide *wide;   /* by column */
    struct habit *texts; /* a hash table with open addressing */
};

struct habits *habits_new(struct arena *a, size_t columns);
/* Such a text stood in the column. */
void habits_add(struct arena *a, struct habits *h, size_t column, struct str text);
/* Sets the widths, from all texts: few odd ones, such as are of two columns, do not count. */
void habits_settle(struct habits *h);
/* What speaks against the text standing in the column, or, below 0, for it: 0 where it is not
 * known.
 */
double habits_against(const struct habits *h, size_t column, struct str text);

#endif
