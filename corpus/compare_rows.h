/* Inside corpus/: from items of several plans to the rows of a comparison. */
#ifndef TIAOMU_CORPUS_COMPARE_ROWS_H
#define TIAOMU_CORPUS_COMPARE_ROWS_H

#include "corpus/compare.h"

struct known_pairing {
    size_t member; /* one of the two */
    struct pairing pairing;
};
struct member {
    size_t doc;
    struct item item;
};
/* All items, those of the first document first. */
struct members {
    struct member *at;
    size_t n;
    size_t *group; /* of each: the same number for those that belong together */
    VEC(struct known_pairing) pairings;
};

void compare_groups(struct arena *a, const struct plan *const *plans, size_t n,
                    struct members *out);

/* Each fills what the row's documents say of one field, once its cells are there. */
void compare_quantities(struct arena *a, const struct plan *const *plans, size_t n,
                        struct compared_row *row);
void compare_deadlines(struct arena *a, const struct plan *const *plans, size_t n,
                       struct compared_row *row);
void compare_leads(struct arena *a, const struct plan *const *plans, size_t n,
                   struct compared_row *row);

#endif
