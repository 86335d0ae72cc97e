/* Tables whose cells tabs part and whose rows begin with a line, though not with each: their rows
 * (tab_rows.c) and the second row of their headers (tab_groups.c).
 */
#ifndef TIAOMU_EXTRACT_TABS_H
#define TIAOMU_EXTRACT_TABS_H

#include "extract/lines.h"

typedef VEC(struct gcell) gcells;

/* The fields of the lines [from, to), those at their seams as one. */
gcells fields_of(struct arena *a, const struct table *t, size_t from, size_t to);

/* If line row is a header's second one below the names of top: over and own become the names of
 * each column's group and its own; above is set where the column is in no group. */
bool tab_groups(struct work *w, const struct table *t, size_t row, const gcells *top, gcells *over,
                gcells *own);

#endif
