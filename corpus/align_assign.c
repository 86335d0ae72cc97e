/* The best assignment over the document, by auction (Bertsekas, 1988): each item bids for the
 * counterpart that is worth most to it, and raises its price by as much as the next best is worth
 * less. Where nothing is worth its price any more, an item stays alone. The sum of scores is within
 * STEP a pair of the best one; a price never exceeds 1, which bounds the bids.
 */
#include "corpus/align.h"

static const double STEP = 0.002;

struct auction {
    const candidate_list *candidates; /* by bidder */
    double *price;                    /* by old item */
    size_t *owner;                    /* bidder that holds an old item, or NO_PAIR */
};

struct bid {
    const struct candidate *on;
    double value, second;
};

static struct bid best_bid(const struct auction *au, size_t bidder) {
    struct bid b = {0};
    const candidate_list *list = &au->candidates[bidder];
    for (size_t i = 0; i < list->n; i++) {
        double value = list->at[i].score - au->price[list->at[i].old];
        if (value > b.value) {
            b.second = b.value;
            b.value = value;
            b.on = &list->at[i];
        } else if (value > b.second) {
            b.second = value;
        }
    }
    return b;
}

/* Returns the bidder that lost what this one won, or NO_PAIR. */
static size_t place_bid(struct auction *au, size_t bidder) {
    struct bid b = best_bid(au, bidder);
    if (!b.on)
        return NO_PAIR;
    size_t loser = au->owner[b.on->old];
    au->owner[b.on->old] = bidder;
    au->price[b.on->old] += b.value - b.second + STEP;
    return loser;
}

static double score_of(const candidate_list *list, size_t old) {
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].old == old)
            return list->at[i].score;
    return 0;
}

void align_assign(struct align *al, const size_t *items, const candidate_list *candidates,
                  size_t n) {
    struct auction au = {.candidates = candidates};
    size_t olds = al->old.items.n;
    au.price = arena_array(al->a, olds + 1, sizeof *au.price);
    au.owner = arena_array(al->a, olds + 1, sizeof *au.owner);
    for (size_t i = 0; i < olds; i++)
        au.owner[i] = NO_PAIR;
    for (size_t i = 0; i < n; i++)
        for (size_t bidder = i; bidder != NO_PAIR;)
            bidder = place_bid(&au, bidder);
    for (size_t i = 0; i < olds; i++) {
        if (au.owner[i] == NO_PAIR)
            continue;
        size_t new = items[au.owner[i]];
        al->old.pair[i] = new;
        al->new.pair[new] = i;
        al->old.score[i] = al->new.score[new] = score_of(&candidates[au.owner[i]], i);
    }
}
