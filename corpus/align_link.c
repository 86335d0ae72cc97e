/* Groups of more than two documents: pairs are joined, the surest first, where the groups agree as
 * a whole, so that a chain of likenesses does not lead from one thing to another.
 */
#include "corpus/align.h"
#include <stdlib.h>

/* The mean score between the items of two groups that is asked for, and how many texts of each
 * count; a pair without an edge counts as 0. */
static const double LEAST_MEAN = 0.25;
enum { MOST_COUNTED = 8 };

/* Each item's edges: [from[i], from[i + 1]) of at. */
struct adjacency {
    size_t *from;
    const struct edge **at;
};

static void find_adjacent(struct align *al, struct adjacency *out) {
    const edge_list *edges = &al->edges;
    out->from = arena_array(al->a, al->n + 2, sizeof *out->from);
    out->at = arena_array(al->a, 2 * edges->n + 1, sizeof(const struct edge *));
    for (size_t i = 0; i < edges->n; i++) {
        out->from[edges->at[i].one + 2]++;
        out->from[edges->at[i].other + 2]++;
    }
    for (size_t i = 2; i < al->n + 2; i++)
        out->from[i] += out->from[i - 1];
    for (size_t i = 0; i < edges->n; i++) {
        const struct edge *e = &edges->at[i];
        out->at[out->from[e->one + 1]++] = e;
        out->at[out->from[e->other + 1]++] = e;
    }
}

/* The sum of scores between item i and the group g. */
static double between(const struct align *al, const struct adjacency *adj, size_t i, size_t g) {
    double sum = 0;
    for (size_t k = adj->from[i]; k < adj->from[i + 1]; k++) {
        const struct edge *e = adj->at[k];
        if (al->group[e->one == i ? e->other : e->one] == g && e->score > 0)
            sum += (double)e->score;
    }
    return sum;
}

static size_t counted(size_t n) {
    return n < MOST_COUNTED ? n : MOST_COUNTED;
}

static bool agree(const struct align *al, const struct adjacency *adj, size_t g, size_t h) {
    size_t i = al->size[g] < al->size[h] ? g : h, other = i == g ? h : g, first = i;
    double sum = 0;
    do {
        sum += between(al, adj, i, other);
        i = al->next[i];
    } while (i != first);
    return sum >= LEAST_MEAN * (double)(counted(al->texts[g]) * counted(al->texts[h]));
}

static int by_score(const void *x, const void *y) {
    const struct edge *a = x, *b = y;
    if (a->score < b->score || a->score > b->score)
        return a->score > b->score ? -1 : 1;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

void align_link(struct align *al, edge_list *edges) {
    struct adjacency adj;
    find_adjacent(al, &adj);
    if (edges->n)
        qsort(edges->at, edges->n, sizeof *edges->at, by_score);
    for (size_t i = 0; i < edges->n; i++) {
        const struct edge *e = &edges->at[i];
        size_t g = al->group[e->one], h = al->group[e->other];
        if (groups_may_join(al, g, h) && agree(al, &adj, g, h))
            groups_join(al, (struct link){.one = e->one, .other = e->other});
    }
}
