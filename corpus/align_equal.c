/* Items of equal text, which most are where a plan is compared with its draft. */
#include "corpus/align.h"
#include <stdlib.h>

enum { SHORT_TEXT = 12 }; /* bytes: four characters; as little says nothing without its place */

/* An item by its text, and by its rank among those of this text in its document. */
struct keyed {
    uint64_t key;
    size_t rank, item;
};

static int by_item(const void *x, const void *y) {
    const struct keyed *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static int by_rank(const void *x, const void *y) {
    const struct keyed *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

enum key { PLACE_AND_TEXT, TEXT, PLACE_AND_WORDS };

static bool has_key(const struct align *al, size_t i, enum key key) {
    bool enough = key == PLACE_AND_TEXT || al->at[i].item.cells || al->at[i].f.text.n >= SHORT_TEXT;
    return enough && !groups_full(al, al->group[i]);
}

static uint64_t key_of(const struct features *f, enum key key) {
    uint64_t text = key == PLACE_AND_WORDS ? f->alike : f->exact;
    return key == TEXT ? text : text * 31 + f->place;
}

/* The items whose groups are not full, by key and rank. */
static size_t keyed_items(const struct align *al, enum key key, struct keyed *out) {
    size_t n = 0;
    for (size_t i = 0; i < al->n; i++)
        if (has_key(al, i, key))
            out[n++] = (struct keyed){key_of(&al->at[i].f, key), 0, i};
    if (n)
        qsort(out, n, sizeof *out, by_item);
    for (size_t i = 1; i < n; i++)
        if (out[i].key == out[i - 1].key && al->at[out[i].item].doc == al->at[out[i - 1].item].doc)
            out[i].rank = out[i - 1].rank + 1;
    if (n)
        qsort(out, n, sizeof *out, by_rank);
    return n;
}

/* Several of one key are grouped in their order. */
static void group_keys(struct align *al, enum key key) {
    struct keyed *list = arena_array(al->a, al->n + 1, sizeof *list);
    size_t n = keyed_items(al, key, list);
    for (size_t i = 1; i < n; i++) {
        struct link by = {.one = list[i - 1].item,
                          .other = list[i].item,
                          .identical = key != PLACE_AND_WORDS,
                          .alike = key == PLACE_AND_WORDS};
        if (list[i].key == list[i - 1].key && list[i].rank == list[i - 1].rank &&
            groups_may_join(al, al->group[by.one], al->group[by.other]))
            groups_join(al, by);
    }
}

void align_equal(struct align *al) {
    group_keys(al, PLACE_AND_TEXT);
    group_keys(al, TEXT);
    group_keys(al, PLACE_AND_WORDS);
}
