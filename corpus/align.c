#include "corpus/align.h"

/* The items of the new plan that equal text did not pair, and what each may be paired with. */
struct open {
    size_t *items;
    candidate_list *candidates;
    size_t n;
};

static void find_open(struct align *al, struct open *o) {
    size_t all = al->new.items.n;
    o->items = arena_array(al->a, all + 1, sizeof *o->items);
    o->candidates = arena_array(al->a, all + 1, sizeof *o->candidates);
    for (size_t i = 0; i < al->old.items.n; i++)
        if (al->old.pair[i] == NO_PAIR)
            align_details(al, &al->old, i);
    for (size_t i = 0; i < all; i++)
        if (al->new.pair[i] == NO_PAIR) {
            align_details(al, &al->new, i);
            o->items[o->n++] = i;
        }
    struct gram_index *ix = gram_index_new(al);
    for (size_t i = 0; i < o->n; i++)
        gram_index_find(ix, o->items[i], &o->candidates[i]);
}

/* The pairs known so far are the neighbours that the scores go by. */
static void assign(struct align *al, struct open *o) {
    for (size_t i = 0; i < o->n; i++)
        for (size_t k = 0; k < o->candidates[i].n; k++) {
            struct candidate *c = &o->candidates[i].at[k];
            c->score = align_score(al, c->old, o->items[i]);
        }
    for (size_t i = 0; i < o->n; i++) {
        size_t old = al->new.pair[o->items[i]];
        if (old != NO_PAIR)
            al->old.pair[old] = al->new.pair[o->items[i]] = NO_PAIR;
    }
    align_assign(al, o->items, o->candidates, o->n);
}

void align_plans(struct arena *a, const struct plan *old, const struct plan *new, match_list *out) {
    struct align al = {.a = a};
    struct open open = {0};
    struct joins joins;
    align_items(a, old, &al.old.items);
    align_items(a, new, &al.new.items);
    align_features(&al);
    align_equal(&al);
    find_open(&al, &open);
    assign(&al, &open);
    assign(&al, &open);
    align_joins(&al, open.items, open.candidates, open.n, &joins);
    align_matches(&al, &joins, out);
}
