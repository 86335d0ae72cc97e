/* What is left over: items that found no counterpart, and of which little is said twice. Whoever
 * holds two tables side by side still sees that they belong together where both are about the same,
 * under one task, between the same neighbours; the better ones are taken already.
 */
#include "corpus/align.h"
#include <math.h>

static const double LEAST_TEXT = 0.15, LEAST_UNDER_TASK = 0.05, SAME_TASK = 0.8, LEAST_SUM = 0.5;

static bool alone(const struct align *al, size_t i) {
    return al->size[al->group[i]] == 1 && !al->at[i].item.cells;
}

static double sum_of(const struct evidence *e) {
    double around = e->task + e->units + e->neighbours;
    return e->text + e->topic / 2 + around / 10;
}

void align_rest(struct align *al) {
    for (size_t i = 0; i < al->edges.n; i++) {
        struct edge *e = &al->edges.at[i];
        if (!alone(al, e->one) || !alone(al, e->other))
            continue;
        struct evidence found = align_weigh(al, e->one, e->other);
        double sum = sum_of(&found);
        if (found.text >= (found.task >= SAME_TASK ? LEAST_UNDER_TASK : LEAST_TEXT) &&
            sum >= LEAST_SUM)
            e->score = (float)fmax(found.score, sum / 2);
    }
}
