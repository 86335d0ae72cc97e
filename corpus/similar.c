/* Measures of one plan that say almost the same: the plan is held against itself. */
#include "corpus/align.h"

static struct side side_of(struct arena *a, const struct plan *plan) {
    struct side s = {0};
    for (size_t i = 0; i < plan->measures.n; i++)
        *vec_push(a, &s.items) = (struct item){.measure = &plan->measures.at[i]};
    return s;
}

void similar_measures(struct arena *a, const struct plan *plan, double least, likeness_list *out) {
    struct align al = {.a = a, .old = side_of(a, plan), .new = side_of(a, plan)};
    size_t n = plan->measures.n;
    align_features(&al);
    for (size_t i = 0; i < n; i++) {
        align_details(&al, &al.old, i);
        align_details(&al, &al.new, i);
    }
    struct gram_index *ix = gram_index_new(&al);
    for (size_t i = 0; i < n; i++) {
        candidate_list near = {0};
        struct likeness best = {.second = &plan->measures.at[i]};
        gram_index_find(ix, i, &near);
        for (size_t k = 0; k < near.n; k++) {
            const struct features *x = &al.old.features[near.at[k].old];
            double score = grams_dice(&x->text_grams, &al.new.features[i].text_grams);
            if (near.at[k].old < i && score > best.score) {
                best.first = &plan->measures.at[near.at[k].old];
                best.score = score;
            }
        }
        if (best.first && best.score >= least)
            *vec_push(a, out) = best;
    }
}
