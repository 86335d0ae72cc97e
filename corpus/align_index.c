/* The inverted index: from a pair of characters to the items that have it. */
#include "corpus/align.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    COMMON = 96, /* items; what more of them have, none is found by; and with every document */
    COMMON_EACH = 4,
    CANDIDATES = 12, /* kept for an item, of a document */
    LEAST_EACH = 2,  /* the same, where there are many documents */
    MOST = 64,       /* of all documents */
    REACH = 2        /* neighbours of a neighbour's counterpart that are looked at */
};

/* A pair of characters, and where the items that have it begin in the list of all. */
struct term {
    uint32_t hash, from;
};

/* An item that shares something with the one that is asked for. */
struct found {
    size_t item;
    double score;
};

struct gram_index {
    struct align *al;
    struct term *terms;  /* sorted by hash; one more behind the last */
    uint32_t *items;     /* of each term, ascending */
    size_t n;            /* terms */
    size_t common, each; /* the limits above, for so many documents */
    bool *open;          /* by item: it stands for a group that is not full */
    double *shared;      /* by item; zero between searches */
    VEC(size_t) touched;
    struct found *best; /* by document, each at most */
    size_t *best_n;
};

enum { DIGIT = 11, DIGITS = 1 << DIGIT };

/* Sorts by the upper half, which three digits cover; equal ones stay in their order. */
static uint64_t *sorted(struct arena *a, uint64_t *list, size_t n) {
    uint64_t *out = arena_array(a, n + 1, sizeof *out);
    for (unsigned shift = 32; shift < 64; shift += DIGIT) {
        size_t at[DIGITS + 1] = {0};
        for (size_t i = 0; i < n; i++)
            at[(list[i] >> shift) % DIGITS + 1]++;
        for (size_t d = 1; d < DIGITS; d++)
            at[d] += at[d - 1];
        for (size_t i = 0; i < n; i++)
            out[at[(list[i] >> shift) % DIGITS]++] = list[i];
        uint64_t *swap = list;
        list = out;
        out = swap;
    }
    return list;
}

static void add_terms(struct gram_index *ix) {
    struct align *al = ix->al;
    size_t n = 0;
    for (size_t i = 0; i < al->n; i++)
        n += al->at[i].f.text_grams.n;
    uint64_t *list = arena_array(al->a, n + 1, sizeof *list);
    n = 0;
    for (size_t i = 0; i < al->n; i++)
        for (size_t k = 0; k < al->at[i].f.text_grams.n; k++)
            list[n++] = (uint64_t)al->at[i].f.text_grams.at[k].hash << 32 | i;
    list = sorted(al->a, list, n);
    ix->terms = arena_array(al->a, n + 1, sizeof *ix->terms);
    ix->items = arena_array(al->a, n + 1, sizeof *ix->items);
    for (size_t i = 0; i < n; i++) {
        uint32_t hash = (uint32_t)(list[i] >> 32);
        ix->items[i] = (uint32_t)list[i];
        if (ix->n == 0 || ix->terms[ix->n - 1].hash != hash)
            ix->terms[ix->n++] = (struct term){hash, (uint32_t)i};
    }
    ix->terms[ix->n].from = (uint32_t)n;
}

static void index_open(struct gram_index *ix, struct align *al) {
    size_t each = al->docs > 1 ? 2 * (size_t)CANDIDATES / (al->docs - 1) : 0;
    *ix = (struct gram_index){.al = al, .common = COMMON + COMMON_EACH * al->docs};
    ix->each = each > CANDIDATES ? CANDIDATES : each < LEAST_EACH ? LEAST_EACH : each;
    ix->open = arena_array(al->a, al->n + 1, sizeof *ix->open);
    for (size_t i = 0; i < al->n; i++) {
        ix->open[i] = al->like[i] == i && !groups_full(al, al->group[i]);
        if (ix->open[i])
            align_details(al, i);
    }
    add_terms(ix);
    ix->shared = arena_array(al->a, al->n + 1, sizeof *ix->shared);
    ix->best = arena_array(al->a, al->docs * ix->each + 1, sizeof *ix->best);
    ix->best_n = arena_array(al->a, al->docs + 1, sizeof *ix->best_n);
}

static const struct term *term_of(const struct gram_index *ix, uint32_t hash) {
    size_t low = 0, high = ix->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ix->terms[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return &ix->terms[low];
}

/* The place in the term's list of the first item that is not before this one. */
static size_t first_from(const struct gram_index *ix, const struct term *t, size_t item) {
    size_t low = t->from, high = t[1].from;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ix->items[middle] < item)
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

/* Items of the documents before this one, which found none of it. */
static void touch_gram(struct gram_index *ix, const struct gram *g, size_t before) {
    const struct term *t = term_of(ix, g->hash);
    if (t[1].from - t->from > ix->common)
        return;
    for (size_t i = t->from; i < t[1].from && ix->items[i] < before; i++)
        touch(ix, ix->items[i], (double)g->weight);
}

/* Where all that a text says is common: of the earlier items that have its rarest pair, those that
 * stand about as far from the beginning of their document. */
static void touch_alike(struct gram_index *ix, size_t i) {
    const struct align *al = ix->al;
    const struct grams *g = &al->at[i].f.text_grams;
    const struct term *rarest = NULL;
    for (size_t k = 0; k < g->n; k++) {
        const struct term *t = term_of(ix, g->at[k].hash);
        bool earlier = ix->items[t->from] < al->first[al->at[i].doc];
        if (earlier && (!rarest || t[1].from - t->from < rarest[1].from - rarest->from))
            rarest = t;
    }
    for (size_t doc = 0; rarest && doc < al->at[i].doc; doc++) {
        size_t at = first_from(ix, rarest, al->first[doc] + i - al->first[al->at[i].doc]);
        size_t k = at > rarest->from + REACH ? at - REACH : rarest->from;
        for (; k <= at + REACH && k < rarest[1].from; k++)
            if (al->at[ix->items[k]].doc == doc)
                touch(ix, ix->items[k], 1e-9);
    }
}

/* Beside the counterparts of a neighbour, whatever they say: the score will judge. */
static void touch_near(struct gram_index *ix, size_t neighbour) {
    const struct align *al = ix->al;
    for (size_t m = al->next[neighbour]; m != neighbour; m = al->next[m]) {
        size_t doc = al->at[m].doc, from = al->first[doc], to = al->first[doc + 1];
        if (doc >= al->at[neighbour].doc)
            continue;
        for (size_t i = m > from + REACH ? m - REACH : from; i <= m + REACH && i < to; i++)
            if (ix->open[al->like[i]])
                touch(ix, al->like[i], 1e-9);
    }
}

/* The best of a document by shared weight against both weights, so that a part finds its whole. */
static void keep(struct gram_index *ix, size_t doc, struct found f) {
    struct found *list = &ix->best[doc * ix->each];
    size_t *n = &ix->best_n[doc];
    if (*n < ix->each)
        list[(*n)++] = f;
    else if (f.score > list[*n - 1].score)
        list[*n - 1] = f;
    for (size_t p = *n - 1; p && list[p].score > list[p - 1].score; p--) {
        struct found swap = list[p];
        list[p] = list[p - 1];
        list[p - 1] = swap;
    }
}

static void judge_touched(struct gram_index *ix, size_t i) {
    const struct align *al = ix->al;
    const struct entry *self = &al->at[i];
    for (size_t k = 0; k < ix->touched.n; k++) {
        size_t other = ix->touched.at[k];
        const struct entry *e = &al->at[other];
        double both = e->f.text_grams.weight * self->f.text_grams.weight;
        if (groups_may_join(al, al->group[i], al->group[other]))
            keep(ix, e->doc, (struct found){other, ix->shared[other] / sqrt(both + 1e-9)});
        ix->shared[other] = 0;
    }
    ix->touched.n = 0;
}

static int by_score(const void *x, const void *y) {
    const struct found *a = x, *b = y;
    if (a->score < b->score || a->score > b->score)
        return a->score > b->score ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static void add_edges(struct gram_index *ix, size_t i) {
    struct align *al = ix->al;
    size_t n = 0;
    for (size_t doc = 0; doc < al->docs; doc++) {
        memmove(&ix->best[n], &ix->best[doc * ix->each], ix->best_n[doc] * sizeof *ix->best);
        n += ix->best_n[doc];
        ix->best_n[doc] = 0;
    }
    if (n > MOST)
        qsort(ix->best, n, sizeof *ix->best, by_score);
    for (size_t k = 0; k < n && k < MOST; k++)
        *vec_push(al->a, &al->edges) =
            (struct edge){.one = (uint32_t)ix->best[k].item, .other = (uint32_t)i};
}

static void find_edges(struct gram_index *ix, size_t i) {
    const struct align *al = ix->al;
    const struct grams *g = &al->at[i].f.text_grams;
    size_t doc = al->at[i].doc;
    for (size_t k = 0; k < g->n; k++)
        touch_gram(ix, &g->at[k], al->first[doc]);
    if (ix->touched.n == 0)
        touch_alike(ix, i);
    for (size_t d = 1; d <= REACH; d++) {
        if (i >= al->first[doc] + d)
            touch_near(ix, i - d);
        if (i + d < al->first[doc + 1])
            touch_near(ix, i + d);
    }
    judge_touched(ix, i);
    add_edges(ix, i);
}

static void find_like(struct align *al) {
    size_t *first = arena_array(al->a, al->n + 1, sizeof *first); /* of a group, counted from 1 */
    al->like = arena_array(al->a, al->n + 1, sizeof *al->like);
    for (size_t i = 0; i < al->n; i++) {
        size_t *of = &first[al->group[i]];
        al->like[i] = *of && al->at[*of - 1].f.exact == al->at[i].f.exact ? *of - 1 : i;
        *of = al->like[i] + 1;
    }
}

void align_index(struct align *al) {
    struct gram_index ix;
    find_like(al);
    index_open(&ix, al);
    for (size_t i = 0; i < al->n; i++)
        if (ix.open[i])
            find_edges(&ix, i);
}
