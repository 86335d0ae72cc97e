/* The best way to part a sequence, where each part is scored by itself. */
#ifndef TIAOMU_EXTRACT_PARTING_H
#define TIAOMU_EXTRACT_PARTING_H

#include "base/arena.h"

/* Elements [from, end). */
struct stretch {
    size_t from, end;
};

typedef VEC(struct stretch) stretches;

/* What speaks for elements [from, end) being a part; -INFINITY: they are none, nor is one with more
 * elements that ends there. */
typedef double part_score(void *ctx, size_t from, size_t end);

/* Parts n elements, at most so many a part; of ways as good, the one with the longer parts. Returns
 * the sum of the scores. margins: NULL, or n + 1, by element: by how much the way is better than
 * the best that does not part, or, where it does not, that parts in front of it. out is in a. */
double parting_best(struct arena *a, size_t n, size_t most, part_score *score, void *ctx,
                    stretches *out, double *margins);

#endif
