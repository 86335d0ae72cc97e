/* Pages that lie askew in a scan. Each line of the source with several words shows by how much it
 * rises or falls; the page is turned by what most of them say, so that lines and rulings run level
 * and upright again. */
#include "ingest/sheet.h"
#include <math.h>
#include <stdlib.h>

/* Slopes: less makes no difference, more is no scan laid askew; how far the lines may differ. Of
 * widths: what a line has at least, in heights of its first word, and what all have, in pages'. */
#define LEAST_SLOPE 0.0015
#define MOST_SLOPE 0.1
#define SPREAD 0.006
#define LINE_WIDTH 3
#define ALL_WIDTHS 0.3

enum { LEAST_LINES = 3 };

struct rise {
    double slope, width;
};

typedef VEC(struct rise) rises;

static double middle_x(struct box b) {
    return (b.x0 + b.x1) / 2;
}

static struct box box_about(double x, double y, double width, double height) {
    return (struct box){x - width / 2, y - height / 2, x + width / 2, y + height / 2};
}

static void find_rises(struct arena *a, const struct page *p, rises *out) {
    for (size_t i = 0, end; i < p->words.n; i = end) {
        for (end = i + 1; end < p->words.n && p->words.at[end].line == p->words.at[i].line; end++)
            continue;
        struct box first = p->words.at[i].box, last = p->words.at[end - 1].box;
        double width = middle_x(last) - middle_x(first);
        double slope = width > 0 ? (box_middle(last) - box_middle(first)) / width : INFINITY;
        if (width > LINE_WIDTH * box_height(first) && fabs(slope) < MOST_SLOPE)
            *vec_push(a, out) = (struct rise){slope, width};
    }
}

static int by_slope(const void *a, const void *b) {
    double x = ((const struct rise *)a)->slope, y = ((const struct rise *)b)->slope;
    return (x > y) - (x < y);
}

/* The slope that as much of the lines' width lies above as below; 0 where they disagree. */
static double slope_of(struct arena *a, const struct page *p) {
    rises found = {0};
    double all = 0, below = 0, near = 0;
    size_t at = 0;
    find_rises(a, p, &found);
    for (size_t i = 0; i < found.n; i++)
        all += found.at[i].width;
    if (found.n < LEAST_LINES || all < ALL_WIDTHS * p->width)
        return 0;
    qsort(found.at, found.n, sizeof *found.at, by_slope);
    while (at + 1 < found.n && (below += found.at[at].width) < all / 2)
        at++;
    double slope = found.at[at].slope;
    for (size_t i = 0; i < found.n; i++)
        near += fabs(found.at[i].slope - slope) < SPREAD ? found.at[i].width : 0;
    return fabs(slope) < LEAST_SLOPE || 2 * near < all ? 0 : slope;
}

/* A ruling that lies askew has a box as thick as it rises. Thinner ones were drawn level, and then
 * it is only that cells set about their middles stand lower than those beside them. */
static bool is_ruled_level(const struct page *p, double slope) {
    double level = 0, others = 0;
    for (size_t i = 0; i < p->rulings.n; i++) {
        double width = box_width(p->rulings.at[i]), height = box_height(p->rulings.at[i]);
        double length = fmax(width, height);
        *(2 * fmin(width, height) < fabs(slope) * length ? &level : &others) += length;
    }
    return level > others;
}

/* The box that b is turned into, about the page's middle, by an angle with this slope. */
static struct box turned(struct box b, double slope, const struct page *p) {
    double angle = atan(slope), c = cos(angle), s = sin(angle);
    double x = middle_x(b) - p->width / 2, y = box_middle(b) - p->height / 2;
    return box_about(p->width / 2 + c * x - s * y, p->height / 2 + s * x + c * y, box_width(b),
                     box_height(b));
}

/* What stands in a box around it while it lies askew is smaller (a rectangle turned by an angle).
 */
static struct box shrunk(struct box b, double slope) {
    double w = box_width(b), h = box_height(b), s = fabs(slope);
    return box_about(middle_x(b), box_middle(b), fmax(w - s * h, 0), fmax(h - s * w, 0));
}

void sheet_level(struct arena *a, struct sheet *s) {
    struct page *p = s->page;
    s->slope = slope_of(a, p);
    if (is_ruled_level(p, s->slope))
        s->slope = 0;
    for (size_t i = 0; s->slope != 0 && i < p->words.n; i++)
        p->words.at[i].box = turned(shrunk(p->words.at[i].box, s->slope), -s->slope, p);
    for (size_t i = 0; s->slope != 0 && i < p->rulings.n; i++)
        p->rulings.at[i] = turned(shrunk(p->rulings.at[i], s->slope), -s->slope, p);
}

struct box sheet_askew(const struct sheet *s, struct box b) {
    return s->slope != 0 ? turned(b, s->slope, s->page) : b;
}
