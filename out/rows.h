/* Inside out/: a plan's items as the rows of the public views, for every writer of tables.
 *
 * The columns are those of the view, under its names; then, because a key of several columns with
 * gaps is no use in other programs: measure_id ("yl/1.4.2", document and number) and clause_id
 * ("yl/c7"), which say the item a row belongs to. Measures also have their units, a column for each
 * kind of role.
 */
#ifndef TIAOMU_OUT_ROWS_H
#define TIAOMU_OUT_ROWS_H

#include "out/out.h"

struct out_cell {
    const struct plan_field *field; /* the column: name, type, whether it may be empty */
    struct plan_value value;
};

struct out_row {
    struct arena *a;
    VEC(struct out_cell) cells;
};

typedef void out_take_row(void *ctx, const struct out_row *row);

/* Gives each row to take; the row lives until the call returns. */
void out_rows(struct arena *a, const struct plan *plan, enum out_kind kind, out_take_row *take,
              void *ctx);
/* A row of the kind without sense, for its columns. */
void out_columns(struct arena *a, enum out_kind kind, struct out_row *out);

#endif
