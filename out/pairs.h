/* Inside out/: two plans laid out, and which parts of the two are the same part. */
#ifndef TIAOMU_OUT_PAIRS_H
#define TIAOMU_OUT_PAIRS_H

#include "out/body.h"
#include "out/splice.h"

/* Where an item of the old plan stands, and the item of the new plan that it became. */
struct spot {
    size_t block, line;
};

struct pairs {
    struct arena *a;
    const struct changes *changes;
    struct body old, new;
    struct spot *measures, *cells, *clauses; /* of the old plan's items, by their index */
    struct item *measure, *cell, *clause;    /* old partners of the new plan's items */
    const struct change **measure_change, **clause_change; /* of the new plan's items, or NULL */
};

void pairs_of(struct arena *a, const struct changes *changes, struct pairs *out);

/* For splice: the blocks of the bodies with the number of their parts that agree, the columns of
 * two tables, and the lines of two tables that are blocks of the bodies. In arena a. */
size_t *pairs_blocks(const struct pairs *p, size_t **weight);
size_t *pairs_columns(const struct pairs *p, const struct body_table *old,
                      const struct body_table *new);
size_t *pairs_lines(const struct pairs *p, size_t old, size_t new);

/* How the texts of partners differ. */
void pairs_measure(const struct pairs *p, const struct measure *old, const struct measure *new,
                   piece_list *out);
void pairs_clause(const struct pairs *p, const struct body_block *old, const struct body_block *new,
                  piece_list *out);

#endif
