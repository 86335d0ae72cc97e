/* Inside corpus/: what the documents of a row say. */
#ifndef TIAOMU_CORPUS_COMPARE_ROWS_H
#define TIAOMU_CORPUS_COMPARE_ROWS_H

#include "corpus/compare.h"
#include "corpus/fold.h"

struct comparing {
    struct arena *a;
    const struct plan *const *plans;
    size_t n;
    struct names *names; /* by document */
};

/* Each fills one field of a row whose cells are there. */
void compare_quantities(const struct comparing *c, struct compared_row *row);
void compare_deadlines(const struct comparing *c, struct compared_row *row);
void compare_leads(const struct comparing *c, struct compared_row *row);

#endif
