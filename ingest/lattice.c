#include "ingest/lattice.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The most that a cell's text may stand off its rulings and still begin at its edge, in points. */
#define MOST_PADDING 8.0

static bool row_joins(const struct lattice *l, size_t row, const struct site *s,
                      lattice_joined *joined, void *ctx) {
    size_t columns = l->xs.n - 1;
    for (size_t c = s->col; c < s->col + s->col_span; c++) {
        bool beside = c + 1 == s->col + s->col_span || joined(ctx, row, c, false);
        if (!joined(ctx, row - 1, c, true) || l->owner[row * columns + c] != UINT32_MAX || !beside)
            return false;
    }
    return true;
}

static void add_site(struct arena *a, struct lattice *l, size_t r, size_t c, lattice_joined *joined,
                     void *ctx) {
    size_t columns = l->xs.n - 1, rows = l->ys.n - 1;
    struct site s = {.row = (uint32_t)r, .col = (uint32_t)c, .row_span = 1, .col_span = 1};
    while (c + s.col_span < columns && l->owner[r * columns + c + s.col_span] == UINT32_MAX &&
           joined(ctx, r, c + s.col_span - 1, false))
        s.col_span++;
    while (r + s.row_span < rows && row_joins(l, r + s.row_span, &s, joined, ctx))
        s.row_span++;
    s.box =
        (struct box){l->xs.at[c], l->ys.at[r], l->xs.at[c + s.col_span], l->ys.at[r + s.row_span]};
    for (size_t y = r; y < r + s.row_span; y++)
        for (size_t x = c; x < c + s.col_span; x++)
            l->owner[y * columns + x] = (uint32_t)l->sites.n;
    *vec_push(a, &l->sites) = s;
}

void lattice_lay(struct arena *a, struct lattice *l, lattice_joined *joined, void *ctx) {
    size_t columns = l->xs.n - 1, rows = l->ys.n - 1;
    l->owner = arena_array(a, rows * columns, sizeof *l->owner);
    memset(l->owner, 0xFF, rows * columns * sizeof *l->owner);
    l->box = (struct box){l->xs.at[0], l->ys.at[0], l->xs.at[columns], l->ys.at[rows]};
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++)
            if (l->owner[r * columns + c] == UINT32_MAX)
                add_site(a, l, r, c, joined, ctx);
}

void lattice_own(struct arena *a, struct lattice *l) {
    size_t columns = l->xs.n - 1;
    l->owner = arena_array(a, (l->ys.n - 1) * columns, sizeof *l->owner);
    for (size_t i = 0; i < l->sites.n; i++) {
        const struct site *s = &l->sites.at[i];
        for (size_t r = s->row; r < s->row + s->row_span; r++)
            for (size_t c = s->col; c < s->col + s->col_span; c++)
                l->owner[r * columns + c] = (uint32_t)i;
    }
}

/* How many of the sorted places lie in front of this one. */
static uint32_t places_before(const edges *places, double at) {
    uint32_t n = 0;
    while (n < places->n && places->at[n] < at)
        n++;
    return n;
}

void lattice_refine(struct arena *a, struct lattice *l, const edges *xs) {
    edges all = {0};
    for (size_t i = 0; i < l->xs.n; i++)
        *vec_push(a, &all) = l->xs.at[i];
    for (size_t i = 0; i < xs->n; i++)
        *vec_push(a, &all) = xs->at[i];
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, number_order);
    for (size_t i = 0; i < l->sites.n; i++) {
        struct site *s = &l->sites.at[i];
        s->col = places_before(&all, s->box.x0);
        s->col_span = places_before(&all, s->box.x1) - s->col;
    }
    l->xs = all;
    lattice_own(a, l);
}

static size_t interval_of(const double *places, size_t n, double at) {
    for (size_t i = 0; i + 1 < n; i++)
        if (at >= places[i] && at < places[i + 1])
            return i;
    return SIZE_MAX;
}

struct site *lattice_site(struct lattice *l, double x, double y) {
    size_t c = interval_of(l->xs.at, l->xs.n, x), r = interval_of(l->ys.at, l->ys.n, y);
    return c == SIZE_MAX || r == SIZE_MAX ? NULL : &l->sites.at[l->owner[r * (l->xs.n - 1) + c]];
}

/* Each column as wide as what stands in it alone. */
static void frame_by_text(struct lattice *l) {
    for (size_t i = 0; i < l->sites.n; i++) {
        const struct site *s = &l->sites.at[i];
        struct frame *f = &l->inner[s->col];
        for (size_t k = 0; k < s->lines.n && s->col_span == 1; k++) {
            f->left = fmin(f->left, s->lines.at[k].box.x0);
            f->right = fmax(f->right, s->lines.at[k].box.x1);
        }
    }
}

/* The least padding, but for the one line in ten that may be set closer or hold a speck of a scan.
 */
static double usual_padding(edges *gaps) {
    if (gaps->n == 0)
        return MOST_PADDING;
    qsort(gaps->at, gaps->n, sizeof *gaps->at, number_order);
    return fmin(fmax(gaps->at[gaps->n / 10], 0), MOST_PADDING);
}

/* Text reaches the left edge in most cells, the right one only where a line is full to the last
 * character; word processors pad both alike. */
static void frame_by_padding(struct arena *a, struct lattice *l) {
    edges left = {0}, right = {0};
    for (size_t i = 0; i < l->sites.n; i++) {
        const struct site *s = &l->sites.at[i];
        for (size_t k = 0; k < s->lines.n; k++) {
            *vec_push(a, &left) = s->lines.at[k].box.x0 - s->box.x0;
            *vec_push(a, &right) = s->box.x1 - s->lines.at[k].box.x1;
        }
    }
    double from = usual_padding(&left), to = fmin(from, usual_padding(&right));
    for (size_t c = 0; c + 1 < l->xs.n; c++)
        l->inner[c] = (struct frame){.left = l->xs.at[c] + from, .right = l->xs.at[c + 1] - to};
    for (size_t i = 0; i < l->sites.n; i++)
        for (size_t k = 0; k < l->sites.at[i].lines.n && l->sites.at[i].col_span == 1; k++) {
            double *widest = &l->inner[l->sites.at[i].col].widest;
            *widest = fmax(*widest, box_width(l->sites.at[i].lines.at[k].box));
        }
}

void lattice_frame(struct arena *a, struct lattice *l, bool ruled) {
    l->inner = arena_array(a, l->xs.n, sizeof *l->inner);
    for (size_t c = 0; c + 1 < l->xs.n; c++)
        l->inner[c] = (struct frame){.left = l->xs.at[c + 1], .right = l->xs.at[c]};
    if (ruled)
        frame_by_padding(a, l);
    else
        frame_by_text(l);
}

struct frame site_frame(const struct lattice *l, const struct site *s) {
    struct frame f = l->inner[s->col];
    f.right = l->inner[s->col + s->col_span - 1].right;
    f.widest = s->col_span == 1 ? f.widest : 0;
    return f;
}

static int by_height(const void *a, const void *b) {
    const struct lattice *x = a, *y = b;
    return (x->box.y0 > y->box.y0) - (x->box.y0 < y->box.y0);
}

void lattices_sort(lattices *all) {
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_height);
}
