/* What was split or merged, and the list of matches. */
#include "corpus/align.h"
#include <stdlib.h>

/* Of a part's weight: what the whole has of it, and what of that the first part lacks. */
static const double WITHIN = 0.65, NEW_THERE = 0.35;
enum { LEAST_GRAMS = 6 };

static bool has(const struct grams *g, uint32_t hash) {
    size_t low = 0, high = g->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->at[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->n && g->at[low].hash == hash;
}

/* Whether part stands in whole where the other part does not. */
static bool completes(const struct grams *part, const struct grams *whole,
                      const struct grams *other) {
    double within = 0, fresh = 0;
    for (size_t i = 0; i < part->n; i++) {
        if (!has(whole, part->at[i].hash))
            continue;
        within += (double)part->at[i].weight;
        if (!has(other, part->at[i].hash))
            fresh += (double)part->at[i].weight;
    }
    return part->n >= LEAST_GRAMS && within >= WITHIN * part->weight &&
           fresh >= NEW_THERE * part->weight;
}

static const struct grams *grams_of(const struct side *s, size_t i) {
    return &s->features[i].text_grams;
}

/* An open pair of items, one of which may belong to the other's pair. */
static void join(struct align *al, size_t old, size_t new, struct joins *out) {
    size_t new_pair = al->old.pair[old], old_pair = al->new.pair[new];
    const struct grams *x = grams_of(&al->old, old), *y = grams_of(&al->new, new);
    if (old_pair == NO_PAIR && new_pair != NO_PAIR &&
        out->new[new] == NO_PAIR &&completes(y, x, grams_of(&al->new, new_pair)))
        out->new[new] = old;
    if (new_pair == NO_PAIR && old_pair != NO_PAIR && out->old[old] == NO_PAIR &&
        completes(x, y, grams_of(&al->old, old_pair)))
        out->old[old] = new;
}

static size_t *no_pairs(struct arena *a, size_t n) {
    size_t *out = arena_array(a, n + 1, sizeof *out);
    for (size_t i = 0; i < n; i++)
        out[i] = NO_PAIR;
    return out;
}

void align_joins(struct align *al, const size_t *items, const candidate_list *candidates, size_t n,
                 struct joins *out) {
    out->old = no_pairs(al->a, al->old.items.n);
    out->new = no_pairs(al->a, al->new.items.n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < candidates[i].n; k++) {
            size_t old = candidates[i].at[k].old;
            if (!al->old.items.at[old].cells && !al->new.items.at[items[i]].cells)
                join(al, old, items[i], out);
        }
}

/* A match under way, and its place: behind the new item `after`, removed ones in old order. */
struct placed {
    struct match match;
    size_t first, old; /* first new item, or of the predecessor; 0 old where it has a new item */
};

struct placing {
    struct align *al;
    struct placed *list; /* room for every item */
    size_t n;
    size_t *slot_old, *slot_new; /* the match of an item */
};

/* Matches are made from pairs; what joins them is added after, so the first comes from a pair. */
static void open_matches(struct placing *p, const struct joins *joins) {
    struct align *al = p->al;
    for (size_t i = 0; i < al->new.items.n; i++)
        if (joins->new[i] == NO_PAIR) {
            size_t old = al->new.pair[i];
            p->slot_new[i] = p->n;
            if (old != NO_PAIR)
                p->slot_old[old] = p->n;
            p->list[p->n++] = (struct placed){
                .match = {.score = old == NO_PAIR ? 0 : al->new.score[i],
                          .identical = old != NO_PAIR &&grams_of(&al->new, i)->n == 0},
                .first = SIZE_MAX};
        }
    for (size_t i = 0; i < al->new.items.n; i++)
        if (joins->new[i] != NO_PAIR)
            p->slot_new[i] = p->slot_old[joins->new[i]];
    for (size_t i = 0; i < al->old.items.n; i++)
        if (joins->old[i] != NO_PAIR)
            p->slot_old[i] = p->slot_new[joins->old[i]];
}

static void add_new_items(struct placing *p) {
    for (size_t i = 0; i < p->al->new.items.n; i++) {
        struct placed *m = &p->list[p->slot_new[i]];
        *vec_push(p->al->a, &m->match.new) = p->al->new.items.at[i];
        if (m->first == SIZE_MAX)
            m->first = i + 1;
    }
}

static void add_old_items(struct placing *p) {
    size_t last = 0;
    for (size_t i = 0; i < p->al->old.items.n; i++) {
        if (p->slot_old[i] == NO_PAIR) {
            p->slot_old[i] = p->n;
            p->list[p->n++] = (struct placed){.first = last, .old = i + 1};
        }
        struct placed *m = &p->list[p->slot_old[i]];
        *vec_push(p->al->a, &m->match.old) = p->al->old.items.at[i];
        last = m->first;
    }
}

static int by_place(const void *x, const void *y) {
    const struct placed *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->old > b->old) - (a->old < b->old);
}

void align_matches(struct align *al, const struct joins *joins, match_list *out) {
    struct placing p = {.al = al};
    p.list = arena_array(al->a, al->old.items.n + al->new.items.n + 1, sizeof *p.list);
    p.slot_old = no_pairs(al->a, al->old.items.n);
    p.slot_new = no_pairs(al->a, al->new.items.n);
    open_matches(&p, joins);
    add_new_items(&p);
    add_old_items(&p);
    if (p.n)
        qsort(p.list, p.n, sizeof *p.list, by_place);
    for (size_t i = 0; i < p.n; i++)
        *vec_push(al->a, out) = p.list[i].match;
}
