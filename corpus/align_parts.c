/* What was split or merged: a measure that is a part of one that has its counterpart already. */
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

static const struct grams *grams_of(const struct align *al, size_t i) {
    return &al->at[i].f.text_grams;
}

static void try_join(struct joining *j, size_t part, size_t whole) {
    const struct align *al = j->al;
    size_t other = sibling(al, part, whole);
    if (al->size[al->group[part]] > 1 || other == SIZE_MAX || j->whole[part] ||
        !completes(grams_of(al, part), grams_of(al, whole), grams_of(al, other)))
        return;
    j->whole[part] = true;
    *vec_push(al->a, &j->found) = (struct link){part, whole, false, false};
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
