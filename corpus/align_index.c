/* The inverted index: from a pair of characters to the items that have it. */
#include "corpus/align.h"
#include <math.h>
#include <stdlib.h>

enum {
    COMMON = 64,     /* items; what more of them have, none is found by */
    CANDIDATES = 12, /* kept for an item */
    REACH = 2        /* neighbours of a neighbour's pair that are looked at */
};

struct posting {
    uint32_t hash;
    float weight;
    size_t item;
};

struct gram_index {
    struct align *al;
    struct posting *at;
    size_t n;
    double *shared; /* by old item; zero between calls */
    VEC(size_t) touched;
};

static int by_hash(const void *x, const void *y) {
    const struct posting *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

struct gram_index *gram_index_new(struct align *al) {
    struct gram_index *ix = arena_alloc(al->a, sizeof *ix);
    VEC(struct posting) list = {0};
    for (size_t i = 0; i < al->old.items.n; i++) {
        const struct grams *g = &al->old.features[i].text_grams;
        for (size_t k = 0; al->old.pair[i] == NO_PAIR && k < g->n; k++)
            *vec_push(al->a, &list) = (struct posting){g->at[k].hash, g->at[k].weight, i};
    }
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, by_hash);
    *ix = (struct gram_index){.al = al, .at = list.at, .n = list.n};
    ix->shared = arena_array(al->a, al->old.items.n + 1, sizeof *ix->shared);
    return ix;
}

static size_t first_posting(const struct gram_index *ix, uint32_t hash) {
    size_t low = 0, high = ix->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ix->at[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void touch(struct gram_index *ix, size_t item, double weight) {
    if (ix->shared[item] <= 0)
        *vec_push(ix->al->a, &ix->touched) = item;
    ix->shared[item] += weight;
}

static void add_postings(struct gram_index *ix, uint32_t hash) {
    size_t from = first_posting(ix, hash), to = from;
    while (to < ix->n && to - from <= COMMON && ix->at[to].hash == hash)
        to++;
    for (size_t i = from; i < to && to - from <= COMMON; i++)
        touch(ix, ix->at[i].item, (double)ix->at[i].weight);
}

/* Beside the pair of a neighbour, whatever it says: the score will judge. */
static void add_near(struct gram_index *ix, size_t neighbour) {
    const struct align *al = ix->al;
    size_t pair = al->new.pair[neighbour];
    if (pair == NO_PAIR)
        return;
    for (size_t i = pair > REACH ? pair - REACH : 0; i <= pair + REACH && i < al->old.items.n; i++)
        if (al->old.pair[i] == NO_PAIR)
            touch(ix, i, 1e-9);
}

/* The best by shared weight against both weights, so that a part finds its whole. */
static void keep_best(struct gram_index *ix, size_t i, candidate_list *out) {
    const struct align *al = ix->al;
    for (size_t k = 0; k < ix->touched.n; k++) {
        size_t old = ix->touched.at[k];
        double both =
            al->old.features[old].text_grams.weight * al->new.features[i].text_grams.weight;
        struct candidate c = {old, ix->shared[old] / sqrt(both + 1e-9)};
        ix->shared[old] = 0;
        if (out->n < CANDIDATES)
            *vec_push(al->a, out) = c;
        else if (c.score > out->at[CANDIDATES - 1].score)
            out->at[CANDIDATES - 1] = c;
        for (size_t p = out->n - 1; p && out->at[p].score > out->at[p - 1].score; p--) {
            struct candidate swap = out->at[p];
            out->at[p] = out->at[p - 1];
            out->at[p - 1] = swap;
        }
    }
    ix->touched.n = 0;
}

void gram_index_find(struct gram_index *ix, size_t i, candidate_list *out) {
    const struct grams *g = &ix->al->new.features[i].text_grams;
    for (size_t k = 0; k < g->n; k++)
        add_postings(ix, g->at[k].hash);
    for (size_t d = 1; d <= REACH; d++) {
        if (i >= d)
            add_near(ix, i - d);
        if (i + d < ix->al->new.items.n)
            add_near(ix, i + d);
    }
    keep_best(ix, i, out);
}
