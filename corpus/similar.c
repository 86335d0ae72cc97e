/* Measures of one plan that say almost the same: the plan is held against itself. */
#include "corpus/align.h"

/* The measures of the two items, where the first comes before the second in the plan. */
static bool in_order(const struct align *al, const struct edge *e, struct likeness *out) {
    const struct entry *x = &al->at[e->one], *y = &al->at[e->other];
    out->first = x->item.measure;
    out->second = y->item.measure;
    return x->doc != y->doc && out->first && out->second && out->first < out->second;
}

void similar_measures(struct arena *a, const struct plan *plan, double least, likeness_list *out) {
    const struct plan *twice[] = {plan, plan};
    struct align al = {.a = a, .plans = twice, .docs = 2};
    align_items(&al);
    groups_start(&al);
    align_index(&al);
    struct likeness *best = arena_array(a, plan->measures.n + 1, sizeof *best);
    for (size_t i = 0; i < al.edges.n; i++) {
        struct likeness x;
        if (!in_order(&al, &al.edges.at[i], &x))
            continue;
        struct likeness *known = &best[x.second - plan->measures.at];
        x.score = grams_dice(&al.at[al.edges.at[i].one].f.text_grams,
                             &al.at[al.edges.at[i].other].f.text_grams);
        if (x.score > known->score)
            *known = x;
    }
    for (size_t i = 0; i < plan->measures.n; i++)
        if (best[i].first && best[i].score >= least)
            *vec_push(a, out) = best[i];
}
