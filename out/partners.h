/* Inside out/: two plans laid out, and which parts of the two are the same part. */
#ifndef TIAOMU_OUT_PARTNERS_H
#define TIAOMU_OUT_PARTNERS_H

#include "out/body.h"
#include "out/splice.h"

/* Where an item of the old plan stands, and the item of the new plan that it became. */
struct spot {
    size_t block, line;
};

struct partners {
    struct arena *a;
    const struct changes *changes;
    struct body old, new;
    struct spot *measures, *cells, *clauses; /* of the old plan's items, by their index */
    struct item *measure, *cell, *clause;    /* old partners of the new plan's items */
    const struct change **measure_change, **clause_change; /* of the new plan's items, or NULL */
};

void partners_of(struct arena *a, const struct changes *changes, struct partners *out);

/* For splice: the blocks of the bodies with the number of their parts that agree, the columns of
 * two tables, and the lines of two tables that are blocks of the bodies. In arena a. */
size_t *partners_blocks(const struct partners *p, size_t **weight);
size_t *partners_columns(const struct partners *p, const struct body_table *old,
                         const struct body_table *new);
size_t *partners_lines(const struct partners *p, size_t old, size_t new);

/* How the texts of partners differ. */
void partners_measure(const struct partners *p, const struct measure *old,
                      const struct measure *new, piece_list *out);
void partners_clause(const struct partners *p, const struct body_block *old,
                     const struct body_block *new, piece_list *out);

#endif
