/* The best assignment between two documents, by auction (Bertsekas, 1988): each item bids for the
 * counterpart that is worth most to it, and raises its price by as much as the next best is worth
 * less. Where nothing is worth its price any more, an item stays alone. The sum of what the
 * pairs are worth is within STEP a pair of the best one; a price never exceeds 1, which bounds the
 * bids.
 */
#include "corpus/align.h"
#include <stdlib.h>

static const double STEP = 0.001;

/* A sure pair is worth more than two doubtful ones. */
static double worth(const struct edge *e) {
    static const double doubtful = 0.2;
    double above = (double)e->score - doubtful;
    return above > 0 ? above * above : 0;
}

struct auction {
    struct align *al;
    const struct edge *edges; /* by bidder: of the pair's later document */
    size_t *from, *to;        /* of a bidder's edges, by item */
    double *price;            /* by item */
    const struct edge **won;  /* by item, the edge that holds it, or NULL */
};

struct bid {
    const struct edge *on;
    double value, second;
};

static struct bid best_bid(const struct auction *au, size_t bidder) {
    struct bid b = {0};
    for (size_t i = au->from[bidder]; i < au->to[bidder]; i++) {
        double value = worth(&au->edges[i]) - au->price[au->edges[i].one];
        if (value > b.value) {
            b.second = b.value;
            b.value = value;
            b.on = &au->edges[i];
        } else if (value > b.second) {
            b.second = value;
        }
    }
    return b;
}

/* Returns the bidder that lost what this one won, or SIZE_MAX. */
static size_t place_bid(struct auction *au, size_t bidder) {
    struct bid b = best_bid(au, bidder);
    if (!b.on)
        return SIZE_MAX;
    const struct edge *lost = au->won[b.on->one];
    au->won[b.on->one] = b.on;
    au->price[b.on->one] += b.value - b.second + STEP;
    return lost ? lost->other : SIZE_MAX;
}

static uint64_t pair_of(const struct align *al, const struct edge *e) {
    return (uint64_t)al->at[e->one].doc * al->docs + al->at[e->other].doc;
}

/* An edge with the pair of its documents. */
struct paired {
    uint64_t pair;
    struct edge edge;
};

static int by_pair(const void *x, const void *y) {
    const struct paired *a = x, *b = y;
    if (a->pair != b->pair)
        return a->pair < b->pair ? -1 : 1;
    if (a->edge.other != b->edge.other)
        return a->edge.other < b->edge.other ? -1 : 1;
    return (a->edge.one > b->edge.one) - (a->edge.one < b->edge.one);
}

/* The edges that may count, those of two documents together. */
static size_t sorted_edges(struct align *al, struct edge *out) {
    struct paired *list = arena_array(al->a, al->edges.n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < al->edges.n; i++) {
        const struct edge *e = &al->edges.at[i];
        if (e->score > 0 && groups_may_join(al, al->group[e->one], al->group[e->other]))
            list[n++] = (struct paired){pair_of(al, e), *e};
    }
    if (n)
        qsort(list, n, sizeof *list, by_pair);
    for (size_t i = 0; i < n; i++)
        out[i] = list[i].edge;
    return n;
}

/* The edges [from, to) are of one pair of documents. */
static void hold_auction(struct auction *au, size_t from, size_t to, edge_list *out) {
    for (size_t i = from; i < to; i++) {
        const struct edge *e = &au->edges[i];
        if (i == from || e[-1].other != e->other)
            au->from[e->other] = i;
        au->to[e->other] = i + 1;
        au->price[e->one] = 0;
        au->won[e->one] = NULL;
    }
    for (size_t i = from; i < to; i++)
        if (i == au->from[au->edges[i].other])
            for (size_t bidder = au->edges[i].other; bidder != SIZE_MAX;)
                bidder = place_bid(au, bidder);
    for (size_t i = from; i < to; i++)
        if (au->won[au->edges[i].one] == &au->edges[i])
            *vec_push(au->al->a, out) = au->edges[i];
}

void align_assign(struct align *al, edge_list *out) {
    struct edge *edges = arena_array(al->a, al->edges.n + 1, sizeof *edges);
    size_t n = sorted_edges(al, edges);
    struct auction au = {.al = al, .edges = edges};
    au.from = arena_array(al->a, al->n + 1, sizeof *au.from);
    au.to = arena_array(al->a, al->n + 1, sizeof *au.to);
    au.price = arena_array(al->a, al->n + 1, sizeof *au.price);
    au.won = arena_array(al->a, al->n + 1, sizeof(const struct edge *));
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && pair_of(al, &edges[to]) == pair_of(al, &edges[from]);)
            to++;
        hold_auction(&au, from, to, out);
    }
}
