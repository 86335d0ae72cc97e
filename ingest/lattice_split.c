/* Cells in two, where a ruling between them is missing. A row that a page's end cut goes on at the
 * top of the next page, and some word processors leave out the ruling below its merged cells. What
 * stands below shows it: texts of different height begin at one height, so that they are not set
 * about a middle, and there a row begins. */
#include "ingest/lattice.h"
#include <math.h>
#include <stdlib.h>

/* Points. The tops of lines that begin a row, letters and digits among them. */
#define SAME_TOP 2.0

static double top_of(const struct site *s) {
    return s->lines.at[0].box.y0;
}

static double depth_of(const struct site *s) {
    return s->lines.at[s->lines.n - 1].box.y1 - top_of(s);
}

/* The row in which the site's text begins. */
static uint32_t row_of_text(const struct lattice *l, const struct site *s) {
    uint32_t row = s->row;
    while (row + 1 < s->row + s->row_span && l->ys.at[row + 1] <= box_middle(s->lines.at[0].box))
        row++;
    return row;
}

/* Does a cell begin with this row whose text begins at this height? */
static bool row_begins(const struct lattice *l, uint32_t row, double top) {
    bool found = false;
    for (size_t i = 0; i < l->sites.n && !found; i++) {
        const struct site *s = &l->sites.at[i];
        found = s->row == row && s->lines.n && fabs(top_of(s) - top) < SAME_TOP;
    }
    return found;
}

/* Neighbours that begin and end with the same rows, and whose texts do not show the same middle. */
static bool begin_below(const struct lattice *l, const struct site *s, const struct site *next) {
    bool twins = s->row == next->row && s->row_span == next->row_span && s->lines.n &&
                 next->lines.n && s->col + s->col_span == next->col;
    if (!twins || fabs(top_of(s) - top_of(next)) >= SAME_TOP ||
        fabs(depth_of(s) - depth_of(next)) < 2 * SAME_TOP)
        return false;
    uint32_t row = row_of_text(l, s);
    return row > s->row && row_begins(l, row, top_of(s));
}

static struct site split(const struct lattice *l, struct site *s, uint32_t row) {
    struct site below = *s;
    s->words = (words){0};
    s->lines = (lines){0};
    s->row_span = row - s->row;
    below.row = row;
    below.row_span -= s->row_span;
    s->box.y1 = below.box.y0 = l->ys.at[row];
    return below;
}

static int by_place(const void *a, const void *b) {
    const struct site *x = a, *y = b;
    return x->row != y->row ? (x->row > y->row) - (x->row < y->row)
                            : (x->col > y->col) - (x->col < y->col);
}

void lattice_split(struct arena *a, struct lattice *l) {
    size_t n = l->sites.n;
    bool *parted = arena_array(a, n + 1, sizeof *parted);
    for (size_t i = 0; i + 1 < n; i++)
        if (begin_below(l, &l->sites.at[i], &l->sites.at[i + 1]))
            parted[i] = parted[i + 1] = true;
    for (size_t i = 0; i < n; i++)
        if (parted[i]) {
            struct site below = split(l, &l->sites.at[i], row_of_text(l, &l->sites.at[i]));
            *vec_push(a, &l->sites) = below;
        }
    if (l->sites.n == n)
        return;
    qsort(l->sites.at, l->sites.n, sizeof *l->sites.at, by_place);
    lattice_own(a, l);
}
