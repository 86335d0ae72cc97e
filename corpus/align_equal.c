/* Items of equal text, which most are where a plan is compared with its draft. */
#include "corpus/align.h"
#include <stdlib.h>

enum { SHORT_TEXT = 12 }; /* bytes: four characters; as little says nothing without its place */

struct keyed {
    uint64_t key;
    size_t item;
};

static int by_key(const void *x, const void *y) {
    const struct keyed *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

/* The items without a pair, in the order of their keys. */
static size_t keyed_items(const struct side *s, bool place, struct keyed *out) {
    size_t n = 0;
    for (size_t i = 0; i < s->items.n; i++) {
        const struct features *f = &s->features[i];
        if (s->pair[i] != NO_PAIR || (!place && !s->items.at[i].cells && f->text.n < SHORT_TEXT))
            continue;
        out[n++] = (struct keyed){place ? f->exact * 31 + f->place : f->exact, i};
    }
    qsort(out, n, sizeof *out, by_key);
    return n;
}

/* Several of one key are paired in their order. */
static void pair_keys(struct align *al, bool place) {
    struct keyed *old = arena_array(al->a, al->old.items.n + 1, sizeof *old);
    struct keyed *new = arena_array(al->a, al->new.items.n + 1, sizeof *new);
    size_t old_n = keyed_items(&al->old, place, old), new_n = keyed_items(&al->new, place, new);
    for (size_t i = 0, k = 0; i < old_n && k < new_n;) {
        uint64_t left = old[i].key, right = new[k].key;
        if (left == right) {
            al->old.pair[old[i].item] = new[k].item;
            al->new.pair[new[k].item] = old[i].item;
            al->old.score[old[i].item] = al->new.score[new[k].item] = 1;
        }
        i += left <= right;
        k += right <= left;
    }
}

void align_equal(struct align *al) {
    pair_keys(al, true);
    pair_keys(al, false);
}
