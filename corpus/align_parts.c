/* What was split or merged: a measure that is a part of one that has its counterpart already. */
#include "corpus/align.h"
#include <stdlib.h>

/* Shares of a part's weight: what the whole has of it, and what of that its own first part lacks.
 * Measures that were one stand side by side, where less says enough. */
static const double FAR_WITHIN = 0.5, FAR_FRESH = 0.35, NEAR_FRESH = 0.2;
enum { LEAST_GRAMS = 12, NEAR = 2 };

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

static const struct grams *grams_of(const struct align *al, size_t i) {
    return &al->at[al->like[i]].f.text_grams;
}

/* Whether part stands in whole where the other part does not. */
static bool completes(const struct align *al, size_t part, size_t whole, size_t other) {
    const struct grams *g = grams_of(al, part);
    double within = 0, fresh = 0;
    for (size_t i = 0; i < g->n; i++) {
        if (!has(grams_of(al, whole), g->at[i].hash))
            continue;
        within += (double)g->at[i].weight;
        if (!has(grams_of(al, other), g->at[i].hash))
            fresh += (double)g->at[i].weight;
    }
    size_t apart = part > other ? part - other : other - part;
    if (g->n < LEAST_GRAMS)
        return false;
    return apart <= NEAR ? fresh >= NEAR_FRESH * g->weight
                         : within >= FAR_WITHIN * g->weight && fresh >= FAR_FRESH * g->weight;
}

/* The item of i's document in the group of whole, or SIZE_MAX. */
static size_t sibling(const struct align *al, size_t i, size_t whole) {
    for (size_t m = al->next[whole]; m != whole; m = al->next[m])
        if (al->at[m].doc == al->at[i].doc)
            return m;
    return SIZE_MAX;
}

struct joining {
    struct align *al;
    bool *whole; /* by item: others joined its group, or it joined another */
    VEC(struct link) found;
};

static void try_join(struct joining *j, size_t part, size_t whole) {
    const struct align *al = j->al;
    size_t other = sibling(al, part, whole);
    if (al->size[al->group[part]] > 1 || other == SIZE_MAX || j->whole[part] ||
        groups_parted(al, al->group[part], al->group[whole]) || !completes(al, part, whole, other))
        return;
    j->whole[part] = true;
    *vec_push(al->a, &j->found) = (struct link){.one = part, .other = whole, .part = true};
}

static int by_text(const void *x, const void *y) {
    const struct edge *a = x, *b = y;
    if (a->text < b->text || a->text > b->text)
        return a->text > b->text ? -1 : 1;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

/* Parts are found first and joined then, so that no part of a part counts. */
void align_parts(struct align *al) {
    struct joining j = {.al = al, .whole = arena_array(al->a, al->n + 1, sizeof(bool))};
    struct edge *edges = arena_array(al->a, al->edges.n + 1, sizeof *edges);
    size_t n = 0;
    for (size_t i = 0; i < al->edges.n; i++)
        if (!al->at[al->edges.at[i].one].item.cells && !al->at[al->edges.at[i].other].item.cells)
            edges[n++] = al->edges.at[i];
    if (n)
        qsort(edges, n, sizeof *edges, by_text);
    for (size_t i = 0; i < n; i++) {
        try_join(&j, edges[i].one, edges[i].other);
        try_join(&j, edges[i].other, edges[i].one);
    }
    for (size_t i = 0; i < j.found.n; i++)
        groups_join(al, j.found.at[i]);
}
