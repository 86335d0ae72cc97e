/* Inside out/: two sequences in one, so that leaving out what is new gives the old one and leaving
 * out what is old gives the new one. */
#ifndef TIAOMU_OUT_SPLICE_H
#define TIAOMU_OUT_SPLICE_H

#include "corpus/changes.h"

#define NO_PARTNER SIZE_MAX

/* op '=': both, at their places; '-': the old one alone, '+': the new one alone. A partner that '-'
 * or '+' has stands elsewhere: it moved. Between two that keep their places the old ones come
 * first.
 */
struct step {
    char op;
    size_t old, new; /* indexes; NO_PARTNER where there is none */
};
typedef VEC(struct step) step_list;

/* pair: for each new one the index of its old partner, each at most once, or NO_PARTNER. Partners
 * keep their places where the heaviest sequence of pairs without a crossing has them; weight is by
 * new index, NULL: all the same. Takes n log n. */
void splice(struct arena *a, size_t n_old, size_t n_new, const size_t *pair, const size_t *weight,
            step_list *out);

/* Partners by equal text, the first that are left; in arena a. */
size_t *splice_equal(struct arena *a, const str_list *old, const str_list *new);

/* Two texts by their lines. */
void splice_lines(struct arena *a, struct str old, struct str new, piece_list *out);
/* Two texts by what they begin and end with alike; numbers and Latin words are not cut. */
void splice_ends(struct arena *a, struct str old, struct str new, piece_list *out);

#endif
