/* What is known of a table's columns from its lines: how wide their text is, and which short texts
 * return in which of them. */
#ifndef TIAOMU_INGEST_HABITS_H
#define TIAOMU_INGEST_HABITS_H

#include "base/arena.h"
#include "base/str.h"

struct habit;

struct habits {
    size_t
        *widths; /* by column: of text where it is full, in columns of a terminal; 0: not known */
    size_t columns, n, cap;
    struct habit *texts; /* a hash table with open addressing */
};

struct habits *habits_new(struct arena *a, size_t columns);
/* Such a text stood in the column. */
void habits_add(struct arena *a, struct habits *h, size_t column, struct str text);
/* What speaks against the text standing in the column: 0 where it mostly did, or is not known; else
 * the logarithm of how seldom it does. */
double habits_against(const struct habits *h, size_t column, struct str text);

#endif
