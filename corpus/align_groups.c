/* Groups of items that say the same. */
#include "corpus/align.h"

static size_t words(const struct align *al) {
    return al->docs / 64 + 1;
}

static uint64_t *bits(const struct align *al, size_t g) {
    return &al->has[g * words(al)];
}

void groups_start(struct align *al) {
    al->group = arena_array(al->a, al->n + 1, sizeof *al->group);
    al->next = arena_array(al->a, al->n + 1, sizeof *al->next);
    al->size = arena_array(al->a, al->n + 1, sizeof *al->size);
    al->texts = arena_array(al->a, al->n + 1, sizeof *al->texts);
    al->has = arena_array(al->a, (al->n + 1) * words(al), sizeof *al->has);
    for (size_t i = 0; i < al->n; i++) {
        al->group[i] = al->next[i] = i;
        al->size[i] = al->texts[i] = 1;
        bits(al, i)[al->at[i].doc / 64] |= (uint64_t)1 << al->at[i].doc % 64;
    }
}

bool groups_parted(const struct align *al, size_t g, size_t h) {
    for (size_t i = 0; i < al->bans.n; i++) {
        size_t one = al->group[al->bans.at[i].one], other = al->group[al->bans.at[i].other];
        if ((one == g && other == h) || (one == h && other == g))
            return true;
    }
    return false;
}

bool groups_may_join(const struct align *al, size_t g, size_t h) {
    if (g == h)
        return false;
    for (size_t i = 0; i < words(al); i++)
        if (bits(al, g)[i] & bits(al, h)[i])
            return false;
    return !groups_parted(al, g, h);
}

void groups_join(struct align *al, struct link by) {
    size_t g = al->group[by.one], h = al->group[by.other];
    size_t large = al->size[g] >= al->size[h] ? g : h, small = large == g ? h : g;
    size_t one = by.one, other = by.other, after = al->next[one], i = small == g ? one : other;
    for (; al->group[i] == small; i = al->next[i])
        al->group[i] = large;
    al->next[one] = al->next[other];
    al->next[other] = after;
    al->size[large] += al->size[small];
    al->texts[large] += by.identical ? 0 : al->texts[small];
    for (size_t w = 0; w < words(al); w++)
        bits(al, large)[w] |= bits(al, small)[w];
    *vec_push(al->a, &al->links) = by;
}

bool groups_have(const struct align *al, size_t g, size_t doc) {
    return bits(al, g)[doc / 64] & (uint64_t)1 << doc % 64;
}

bool groups_full(const struct align *al, size_t g) {
    for (size_t doc = 0; doc < al->docs; doc++)
        if (!groups_have(al, g, doc))
            return false;
    return true;
}
