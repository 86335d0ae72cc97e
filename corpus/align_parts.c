/* What was split or merged: a measure that is a part of one that has its counterpart already. */
#include "corpus/align.h"
#include <stdlib.h>

/* Shares of a part's weight: what the whole has of it, and what of that the whole says beside the
 * counterparts that it has. Where there is doubt, nothing is a part. */
static const double SURE_FRESH = 0.5, SURE_TEXT = 0.2;
/* Far from the other parts. */
static const double FAR_WITHIN = 0.5, FAR_FRESH = 0.35;
/* Measures that were one stand side by side, where less says enough, if they are about the same. */
static const double NEAR_FRESH = 0.2, NEAR_TOPIC = 0.2;
/* Still less, where all else speaks for it. */
static const double LEAST_FRESH = 0.14, LEAST_SUM = 0.42;
/* How much longer than the whole a part may be; how much of what a part shares with the whole must
 * be its own. */
static const double LONGER = 1.3, OWN = 0.5;
/* Few words must stand there whole, or most of them, about the same or under a task of a like name.
 */
static const double SHORT_FRESH = 0.8, MOST_FRESH = 0.6, SHORT_TOPIC = 0.4;
enum { LEAST_GRAMS = 3, SHORT_GRAMS = 12, NEAR = 2 };

struct joining {
    struct align *al;
    bool sure;
    bool *taken; /* by item: it is a part already */
    VEC(struct link) found;
};

/* How far the nearest item of part's document in the group of whole is, or SIZE_MAX. */
static size_t apart(const struct align *al, size_t part, size_t whole) {
    size_t least = SIZE_MAX;
    for (size_t m = al->next[whole]; m != whole; m = al->next[m]) {
        size_t far = m > part ? m - part : part - m;
        if (al->at[m].doc == al->at[part].doc && far < least)
            least = far;
    }
    return least;
}

static bool near_part(struct align *al, size_t part, size_t whole, double fresh) {
    struct evidence e = align_weigh(al, part, whole);
    bool sum = fresh + e.topic / 2 + (e.task + e.units) / 10 >= LEAST_SUM;
    if (al->at[part].f.text_grams.n < SHORT_GRAMS)
        return fresh >= SHORT_FRESH || (fresh >= MOST_FRESH && e.topic >= SHORT_TOPIC) ||
               (e.task > 0 && sum);
    return sum || (fresh >= NEAR_FRESH && e.topic >= NEAR_TOPIC);
}

/* Whether part stands in whole where its counterparts do not, the nearest of them so far away. */
static bool completes(const struct joining *j, size_t part, size_t whole, size_t far) {
    struct align *al = j->al;
    const struct grams *g = &al->at[part].f.text_grams;
    const struct grams *w = &al->at[whole].f.text_grams;
    if (g->n < LEAST_GRAMS)
        return false;
    double within = grams_shared(g, w) / g->weight;
    if (within < (j->sure ? SURE_FRESH : LEAST_FRESH))
        return false;
    struct grams beside = align_beside(al, whole, al->at[part].doc);
    double fresh = grams_shared(g, &beside) / g->weight;
    if (fresh < (j->sure ? SURE_FRESH : LEAST_FRESH) || fresh < OWN * within)
        return false;
    if (far <= NEAR)
        return near_part(al, part, whole, fresh);
    return g->n >= SHORT_GRAMS && within >= FAR_WITHIN && fresh >= FAR_FRESH;
}

/* A part is alone, and hardly longer than the whole. One that has counterparts of its own but none
 * in the whole's document keeps them, and the whole is their guest; only if sure. */
static bool may_be_part(const struct joining *j, const struct edge *e, size_t part, size_t whole) {
    const struct align *al = j->al;
    bool alone = al->size[al->group[part]] == 1;
    return !j->taken[part] && al->group[part] != al->group[whole] &&
           (!j->sure || e->text >= SURE_TEXT) &&
           al->at[part].f.text_grams.weight <= LONGER * al->at[whole].f.text_grams.weight &&
           (alone || (j->sure && !groups_have(al, al->group[part], al->at[whole].doc))) &&
           !groups_parted(al, al->group[part], al->group[whole]);
}

static void try_join(struct joining *j, const struct edge *e, size_t part, size_t whole) {
    if (!may_be_part(j, e, part, whole))
        return;
    size_t far = apart(j->al, part, whole);
    if (far == SIZE_MAX || !completes(j, part, whole, far))
        return;
    j->taken[part] = true;
    *vec_push(j->al->a, &j->found) = (struct link){.one = part, .other = whole, .part = true};
}

static int by_text(const void *x, const void *y) {
    const struct edge *a = x, *b = y;
    if (a->text < b->text || a->text > b->text)
        return a->text > b->text ? -1 : 1;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

static edge_list sorted_edges(struct align *al) {
    edge_list out = {0};
    for (size_t i = 0; i < al->edges.n; i++)
        if (!al->at[al->edges.at[i].one].item.cells && !al->at[al->edges.at[i].other].item.cells)
            *vec_push(al->a, &out) = al->edges.at[i];
    if (out.n)
        qsort(out.at, out.n, sizeof *out.at, by_text);
    return out;
}

static void join(struct align *al, struct link l) {
    if (al->size[al->group[l.one]] > 1) {
        *vec_push(al->a, &al->guests) = l;
        return;
    }
    groups_join(al, l);
}

/* Parts are found first and joined then, so that the order of edges does not matter. */
void align_parts(struct align *al, bool sure) {
    struct joining j = {.al = al, .sure = sure};
    edge_list edges = sorted_edges(al);
    j.taken = arena_array(al->a, al->n + 1, sizeof *j.taken);
    for (size_t i = 0; i < edges.n; i++) {
        try_join(&j, &edges.at[i], edges.at[i].one, edges.at[i].other);
        try_join(&j, &edges.at[i], edges.at[i].other, edges.at[i].one);
    }
    for (size_t i = 0; i < j.found.n; i++)
        join(al, j.found.at[i]);
}
