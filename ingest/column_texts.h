/* What is known of a table's columns from its lines: how wide their text is, and which short texts
 * return in which of them. */
#ifndef TIAOMU_INGEST_COLUMN_TEXTS_H
#define TIAOMU_INGEST_COLUMN_TEXTS_H

#include "base/arena.h"
#include "base/str.h"

struct column_text;
struct wide;

struct column_texts {
    /* By column: of text where it is full, in columns of a terminal; 0: not known. */
    size_t *widths;
    size_t columns, n, cap;
    struct wide *wide;         /* by column */
    struct column_text *texts; /* a hash table with open addressing */
};

struct column_texts *texts_new(struct arena *a, size_t columns);
/* Such a text stood in the column. */
void texts_add(struct arena *a, struct column_texts *h, size_t column, struct str text);
/* Sets the widths, from all texts: few odd ones, such as are of two columns, do not count. */
void texts_settle(struct column_texts *h);
/* What speaks against the text standing in the column, or, below 0, for it: 0 where it is not
 * known. */
double texts_against(const struct column_texts *h, size_t column, struct str text);

#endif
