/* How well two items correspond: what they say, and what stands around them. */
#include "corpus/align.h"
#include <math.h>

/* Weights of the evidence, and what a pair must reach; chosen on invented drafts and on plans of
 * two districts, where a wrong pair costs a reader more than a missed one. */
static const double WEIGHT_TEXT = 1.0, WEIGHT_TASK = 0.20, WEIGHT_SECTION = 0.05,
                    WEIGHT_UNITS = 0.12, WEIGHT_QUANTITIES = 0.12, WEIGHT_NEIGHBOURS = 0.20,
                    PART = 0.8, LEAST_TEXT = 0.22, LEAST = 0.28, LEAST_ROW = 0.5, TASK_SAID = 0.6,
                    TARGET_TEXT = 0.4, TARGET_TOPIC = 0.48, TARGET_UNITS = 0.5;

enum { PART_GRAMS = 14, TARGET_GRAMS = 20, NEAR = 3 };

/* The share of a text that a text of this many grams has by chance: plans speak one language. */
static double chance(size_t grams) {
    static const double of_each = 0.0005, most = 0.3;
    return fmin(of_each * (double)grams, most);
}

/* How much of part the whole has, beyond chance. */
static double within(const struct grams *part, const struct grams *whole, double shared) {
    double by_chance = chance(whole->n);
    return fmax(shared / part->weight - by_chance, 0) / (1 - by_chance);
}

/* A part of a longer text corresponds too, if it says enough. */
static double text_likeness(const struct grams *x, const struct grams *y) {
    double shared = grams_shared(x, y);
    double dice = x->weight + y->weight > 0 ? 2 * shared / (x->weight + y->weight) : 0;
    if (x->n < PART_GRAMS || y->n < PART_GRAMS)
        return dice;
    return fmax(dice, PART * (x->weight < y->weight ? within(x, y, shared) : within(y, x, shared)));
}

/* Whether the item d places on is in a group with one about as far from other. */
static bool runs_along(const struct align *al, size_t one, size_t other, int d) {
    size_t doc = al->at[one].doc, at = one + (size_t)d;
    if (at < al->first[doc] || at >= al->first[doc + 1])
        return false;
    doc = al->at[other].doc;
    for (size_t k = 1; k <= NEAR; k++) {
        size_t near = d < 0 ? other - k : other + k;
        if (near >= al->first[doc] && near < al->first[doc + 1] && al->group[near] == al->group[at])
            return true;
    }
    return false;
}

static double neighbours(const struct align *al, size_t one, size_t other) {
    return (runs_along(al, one, other, -1) + runs_along(al, one, other, 1)) / 2.0;
}

struct tally {
    double sum, weight;
};

/* Where one of the two has nothing to show, it says nothing: a clause of prose has no task. */
static double tell(struct tally *t, const struct grams *x, const struct grams *y, double weight) {
    if (x->n == 0 || y->n == 0)
        return 0;
    double dice = grams_dice(x, y);
    t->sum += weight * dice;
    t->weight += weight;
    return dice;
}

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

/* A clause of prose has no task, but may say the name of the measure's, or stand under it. */
static double tell_task(struct tally *t, const struct features *x, const struct features *y) {
    if ((x->task.n == 0) == (y->task.n == 0))
        return tell(t, &x->task, &y->task, WEIGHT_TASK);
    const struct features *measure = x->task.n ? x : y, *clause = x->task.n ? y : x;
    size_t said = 0;
    for (size_t i = 0; i < measure->task.n; i++)
        said += has(&clause->text_grams, measure->task.at[i].hash) ||
                has(&clause->section, measure->task.at[i].hash);
    double share = (double)said / (double)measure->task.n;
    if (share < TASK_SAID)
        return 0;
    t->sum += WEIGHT_TASK * share;
    t->weight += WEIGHT_TASK;
    return share;
}

static struct evidence weigh(const struct align *al, size_t one, size_t other, struct tally *t) {
    const struct features *x = &al->at[one].f, *y = &al->at[other].f;
    struct evidence e = {.text = text_likeness(&x->text_grams, &y->text_grams)};
    *t = (struct tally){WEIGHT_TEXT * e.text, WEIGHT_TEXT};
    e.task = tell_task(t, x, y);
    e.section = tell(t, &x->section, &y->section, WEIGHT_SECTION);
    e.units = tell(t, &x->units, &y->units, WEIGHT_UNITS);
    e.quantities = tell(t, &x->quantities, &y->quantities, WEIGHT_QUANTITIES);
    return e;
}

static bool comparable(const struct align *al, size_t one, size_t other) {
    return (al->at[one].item.cells == NULL) == (al->at[other].item.cells == NULL);
}

static double mean(struct tally t, double near) {
    return (t.sum + WEIGHT_NEIGHBOURS * near) / (t.weight + WEIGHT_NEIGHBOURS * near);
}

/* Little more than a target each, of different things, in other hands: what the texts share is how
 * targets are said. */
static bool other_targets(struct align *al, size_t one, size_t other, double task) {
    const struct features *x = &al->at[one].f, *y = &al->at[other].f;
    size_t least = x->text_grams.n < y->text_grams.n ? x->text_grams.n : y->text_grams.n;
    bool said = (x->task.n == 0) != (y->task.n == 0) && task >= TASK_SAID;
    return !said && least < TARGET_GRAMS && x->quantities.n && y->quantities.n &&
           grams_shared(&x->quantities, &y->quantities) <= 0 &&
           grams_cosine(align_letters(al, one), align_letters(al, other)) < TARGET_TOPIC;
}

/* What does not change is weighed once. */
static void weigh_edge(struct align *al, struct edge *e) {
    struct tally t;
    struct evidence found = weigh(al, e->one, e->other, &t);
    e->text = (float)found.text;
    e->doubtful = found.text < TARGET_TEXT && found.units < TARGET_UNITS &&
                  other_targets(al, e->one, e->other, found.task);
    e->sum = (float)t.sum;
    e->weight = (float)t.weight;
}

void align_score(struct align *al) {
    for (size_t i = 0; i < al->edges.n; i++) {
        struct edge *e = &al->edges.at[i];
        if (e->weight <= 0)
            weigh_edge(al, e);
        struct tally t = {(double)e->sum, (double)e->weight};
        e->score = -1;
        if ((double)e->text < LEAST_TEXT || !comparable(al, e->one, e->other))
            continue;
        double near = neighbours(al, e->one, e->other), all = mean(t, near);
        if (all >= (al->at[e->one].item.cells ? LEAST_ROW : LEAST) && !(e->doubtful && near < 1))
            e->score = (float)all;
    }
}

struct evidence align_weigh(struct align *al, size_t one, size_t other) {
    struct tally t;
    struct evidence e = weigh(al, one, other, &t);
    e.topic = grams_cosine(align_letters(al, one), align_letters(al, other));
    e.neighbours = neighbours(al, one, other);
    e.score = mean(t, e.neighbours);
    return e;
}

struct evidence align_evidence(struct align *al, const struct link *l) {
    if (l->identical)
        return (struct evidence){.score = 1, .text = 1, .identical = true};
    if (l->alike)
        return (struct evidence){.score = 1, .text = 1};
    if (l->ruled)
        return (struct evidence){.score = 1, .ruled = true};
    struct evidence e = align_weigh(al, l->one, l->other);
    if (l->part) {
        const struct grams *part = &al->at[l->one].f.text_grams;
        e.part = true;
        e.score = e.text = grams_shared(part, &al->at[l->other].f.text_grams) / part->weight;
    }
    return e;
}
