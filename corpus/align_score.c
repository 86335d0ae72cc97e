/* How well two items correspond: what they say, and what stands around it. */
#include "corpus/align.h"
#include <math.h>

/* Weights of the evidence, and what a pair must reach; chosen on invented drafts and on plans of
 * two districts, where a wrong pair costs a reader more than a missed one. */
static const double WEIGHT_TEXT = 1.0, WEIGHT_TASK = 0.20, WEIGHT_SECTION = 0.05,
                    WEIGHT_UNITS = 0.12, WEIGHT_QUANTITIES = 0.12, WEIGHT_NEIGHBOURS = 0.20,
                    PART = 0.8, LEAST_TEXT = 0.22, LEAST = 0.36;

enum { PART_GRAMS = 14 };

/* A part of a longer text corresponds too, if it says enough. */
static double text_likeness(const struct grams *x, const struct grams *y) {
    double shared = grams_shared(x, y), least = fmin(x->weight, y->weight);
    double dice = x->weight + y->weight > 0 ? 2 * shared / (x->weight + y->weight) : 0;
    double part = x->n >= PART_GRAMS && y->n >= PART_GRAMS ? PART * shared / least : 0;
    return fmax(dice, part);
}

struct tally {
    double sum, weight;
};

/* Evidence that neither item has says nothing. */
static void tell(struct tally *t, const struct grams *x, const struct grams *y, double weight) {
    if (x->n == 0 && y->n == 0)
        return;
    t->sum += weight * grams_dice(x, y);
    t->weight += weight;
}

/* Whether the item d places on from new is paired with one about as far from old. */
static bool runs_along(const struct align *al, size_t old, size_t new, int d) {
    size_t at = new + (size_t)d;
    if (at >= al->new.items.n || al->new.pair[at] == NO_PAIR)
        return false;
    size_t pair = al->new.pair[at];
    return d < 0 ? pair < old && old - pair <= 3 : pair > old && pair - old <= 3;
}

static double neighbours(const struct align *al, size_t old, size_t new) {
    return (runs_along(al, old, new, -1) + runs_along(al, old, new, 1)) / 2.0;
}

double align_score(const struct align *al, size_t old, size_t new) {
    const struct features *x = &al->old.features[old], *y = &al->new.features[new];
    if ((al->old.items.at[old].cells == NULL) != (al->new.items.at[new].cells == NULL))
        return -1;
    double text = text_likeness(&x->text_grams, &y->text_grams);
    if (text < LEAST_TEXT)
        return -1;
    struct tally t = {WEIGHT_TEXT * text, WEIGHT_TEXT};
    tell(&t, &x->task, &y->task, WEIGHT_TASK);
    tell(&t, &x->section, &y->section, WEIGHT_SECTION);
    tell(&t, &x->units, &y->units, WEIGHT_UNITS);
    tell(&t, &x->quantities, &y->quantities, WEIGHT_QUANTITIES);
    double near = neighbours(al, old, new);
    t.sum += WEIGHT_NEIGHBOURS * near;
    t.weight += WEIGHT_NEIGHBOURS * near;
    double score = t.sum / t.weight;
    return score < LEAST ? -1 : score;
}
