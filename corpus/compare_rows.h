/* Inside corpus/: from items of several plans to the rows of a comparison. */
#ifndef TIAOMU_CORPUS_COMPARE_ROWS_H
#define TIAOMU_CORPUS_COMPARE_ROWS_H

#include "corpus/compare.h"

/* Each fills what the row's documents say of one field, once its cells are there. */
void compare_quantities(struct arena *a, const struct plan *const *plans, size_t n,
                        struct compared_row *row);
void compare_deadlines(struct arena *a, const struct plan *const *plans, size_t n,
                       struct compared_row *row);
void compare_leads(struct arena *a, const struct plan *const *plans, size_t n,
                   struct compared_row *row);

#endif
