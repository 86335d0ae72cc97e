/* One document with tables in every layout that text and Word files have: what reaches the program
 * of a Word file depends on who saved, copied or converted it. */
#ifndef TIAOMU_TESTS_LAYOUTS_H
#define TIAOMU_TESTS_LAYOUTS_H

#include "base/arena.h"
#include "base/str.h"

/* A cell; its paragraphs are parted by \n. */
struct laid_cell {
    const char *text;
    unsigned across; /* columns; 0 is 1 */
    bool goes_on;    /* a vertical merge goes on in it */
};

enum { LAID_COLUMNS = 9 };

struct laid_row {
    struct laid_cell cells[LAID_COLUMNS]; /* up to one without text that does not go on */
};

/* A paragraph, or a table. */
struct laid_part {
    const char *para;
    const struct laid_row *rows;
    size_t n, columns;
};

struct laid_document {
    const struct laid_part *parts;
    size_t n;
};

struct layout {
    const char *name;
    struct str (*print)(struct arena *a, const struct laid_document *d);
    bool one_table;  /* it has room for one table and its title alone */
    bool no_end;     /* text behind its last table stands in the last cell */
    bool no_borders; /* a cell's paragraphs and the next cell's are lines alike */
};

extern const struct layout layouts[];
extern const size_t layouts_n;

#endif
