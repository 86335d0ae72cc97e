/* Which lines of a page are a table's, where spaces align its columns. */
#ifndef TIAOMU_INGEST_REGION_H
#define TIAOMU_INGEST_REGION_H

#include "ingest/gutters.h"

enum { LEAST_COLUMNS = 3, REGION_LINES = 300 };

/* Lines [from, end) of a page, of which a table consists. */
struct region {
    size_t from, end;
    const struct aligned_line *head; /* the line with most names of columns; NULL: not here */
    bool titled;                     /* another table's title follows */
    struct columns columns;
};

/* A line with names of columns, and how they were. */
struct head {
    const struct aligned_line *line;
    struct columns columns;
};

/* Those met so far. */
struct heads {
    struct head *at;
    size_t n, cap;
    size_t tries; /* tables that turned out to be none; there is an end to trying */
};

/* Finds the table that begins with line i. open: the columns of the table that the text
 * before, on this page or the last, ended with, and that may go on; else NULL. False: none begins
 * there. */
bool region_find(struct arena *a, struct heads *h, struct aligned_page p, size_t i,
                 const struct columns *open, struct region *r);

#endif
