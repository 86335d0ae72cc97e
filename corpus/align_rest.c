/* What is left over: items that found no counterpart, and of which little is said twice. Whoever
 * holds two tables side by side still sees that they belong together where both are about the same,
 * under one task, between the same neighbours; the better ones are taken already.
 */
#include "corpus/align.h"
#include <math.h>

static const double LEAST_TEXT = 0.15, LEAST_SUM = 0.5;
/* Under one task, less text, if all else says more. */
static const double SAME_TASK = 0.8, TEXT_UNDER_TASK = 0.05, SUM_UNDER_TASK = 0.55;

static bool alone(const struct align *al, size_t i) {
    return al->size[al->group[i]] == 1 && !al->at[i].item.cells;
}

static bool belong(const struct evidence *e, double sum) {
    if (e->text >= LEAST_TEXT)
        return sum >= LEAST_SUM;
    return e->task >= SAME_TASK && e->text >= TEXT_UNDER_TASK && sum >= SUM_UNDER_TASK;
}

void align_rest(struct align *al) {
    for (size_t i = 0; i < al->edges.n; i++) {
        struct edge *e = &al->edges.at[i];
        if (!alone(al, e->one) || !alone(al, e->other))
            continue;
        struct evidence found = align_weigh(al, e->one, e->other);
        double around = found.task + found.units + found.neighbours;
        double sum = found.text + found.topic / 2 + around / 10;
        if (belong(&found, sum) && !(e->doubtful && found.neighbours < 1))
            e->score = (float)fmax(found.score, sum / 2);
    }
}
