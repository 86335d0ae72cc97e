#include "ingest/rulings.h"
#include <math.h>
#include <stdlib.h>

/* Times the height of the page's text: a letter's strokes, and those of a title's. */
#define LETTER 0.85
#define LARGE_LETTER 3.0

/* Times the height of the page's text: the highest row of one line, and its text. */
#define HIGH_ROW 3.2
#define ROW_TEXT 1.3

/* Points by which rulings in one line may differ. */
#define IN_LINE 1.0

/* Points: a piece no larger is a dot. */
#define DOT 2.0

/* A page with more rulings is a drawing. */
enum { MOST_RULINGS = 4096 };

static int by_place(const void *a, const void *b) {
    const struct ruling *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static int by_start(const void *a, const void *b) {
    const struct ruling *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* Pieces that lie in one line and meet are one ruling. */
static void merge_pieces(struct arena *a, struct ruling *r, size_t n, rulings *out) {
    double at = 0, length = 0;
    for (size_t i = 0; i < n; i++) {
        at += r[i].at * (r[i].to - r[i].from);
        length += r[i].to - r[i].from;
    }
    qsort(r, n, sizeof *r, by_start);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || r[i].from > out->at[out->n - 1].to + RULING_SNAP)
            *vec_push(a, out) = (struct ruling){at / length, r[i].from, r[i].to, 0};
        else
            out->at[out->n - 1].to = fmax(out->at[out->n - 1].to, r[i].to);
    }
}

/* What is shorter than a line of text is high belongs to a letter. */
static rulings merged(struct arena *a, rulings *in, double least) {
    rulings all = {0}, out = {0};
    if (in->n)
        qsort(in->at, in->n, sizeof *in->at, by_place);
    for (size_t i = 0, n; i < in->n; i += n) {
        for (n = 1; i + n < in->n && in->at[i + n].at - in->at[i].at <= RULING_SNAP;)
            n++;
        merge_pieces(a, in->at + i, n, &all);
    }
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].to - all.at[i].from >= least)
            *vec_push(a, &out) = all.at[i];
    return out;
}

/* Dotted rulings are of squares, that lie in lines either way. */
static void add_dot(struct arena *a, struct box b, rulings *h, rulings *v) {
    *vec_push(a, h) = (struct ruling){box_middle(b), b.x0, b.x1, 0};
    *vec_push(a, v) = (struct ruling){(b.x0 + b.x1) / 2, b.y0, b.y1, 0};
}

/* Lines across and down; what is neither long and thin is none. */
static void sort_rulings(struct arena *a, const struct page *p, double text, rulings *across,
                         rulings *down) {
    rulings h = {0}, v = {0};
    for (size_t i = 0; i < p->rulings.n; i++) {
        struct box b = p->rulings.at[i];
        double width = box_width(b), height = box_height(b);
        if (fmax(width, height) <= DOT)
            add_dot(a, b, &h, &v);
        else if (width > height && height <= fmax(RULING_SNAP, width / 50))
            *vec_push(a, &h) = (struct ruling){box_middle(b), b.x0, b.x1, 0};
        else if (height > width && width <= fmax(RULING_SNAP, height / 50))
            *vec_push(a, &v) = (struct ruling){(b.x0 + b.x1) / 2, b.y0, b.y1, 0};
    }
    *across = merged(a, &h, LETTER * text);
    *down = merged(a, &v, LETTER * text);
}

static bool touch(const struct ruling *h, const struct ruling *v) {
    return v->at >= h->from - RULING_SNAP && v->at <= h->to + RULING_SNAP &&
           h->at >= v->from - RULING_SNAP && h->at <= v->to + RULING_SNAP;
}

/* Rulings that touch each other, over others too, get the same number: of n across the first that
 * one of them touches; those across that touch none keep SIZE_MAX. */
static size_t root(size_t *of, size_t i) {
    while (of[i] != i)
        i = of[i] = of[of[i]];
    return i;
}

static size_t count_touching(const struct ruling *r, const rulings *others, bool across) {
    size_t n = 0;
    for (size_t i = 0; i < others->n; i++)
        n += across ? touch(r, &others->at[i]) : touch(&others->at[i], r);
    return n;
}

/* Does a ruling that is surely one lie in one line with this? A row in one cell parts them. */
static bool goes_on(const rulings *in, const bool *sure, const struct ruling *r) {
    bool found = false;
    for (size_t i = 0; i < in->n && !found; i++)
        found = sure[i] && fabs(in->at[i].at - r->at) <= IN_LINE;
    return found;
}

/* Short lines with one end free are strokes of letters beside the table, or where that has no
 * border parts of its rulings. */
static void drop_strokes(struct arena *a, rulings *in, const rulings *others, bool across,
                         double least) {
    bool *sure = arena_alloc(a, in->n + 1);
    rulings kept = {0};
    for (size_t i = 0; i < in->n; i++) {
        const struct ruling *r = &in->at[i];
        sure[i] = r->to - r->from >= least || count_touching(r, others, across) > 1;
    }
    for (size_t i = 0; i < in->n; i++)
        if (sure[i] ||
            (count_touching(&in->at[i], others, across) && goes_on(in, sure, &in->at[i])))
            *vec_push(a, &kept) = in->at[i];
    *in = kept;
}

/* Does a side of the table begin or end at an end of this ruling? Then it has sides, which rows
 * between its rulings would have too. */
static bool has_sides(const struct ruling *r, const rulings *down) {
    for (size_t i = 0; i < down->n; i++) {
        double x = down->at[i].at;
        bool end = fabs(x - r->from) <= RULING_SNAP || fabs(x - r->to) <= RULING_SNAP;
        if (end && touch(r, &down->at[i]))
            return true;
    }
    return false;
}

/* Do these two rule a row in one cell? Where a table's sides are open nothing else leads from one
 * of its lines to the next there, but they are equally long, and one line of its usual text stands
 * between them: a title between two tables is larger, or set off. */
static bool rule_row(const struct page *p, double text, const struct ruling *top,
                     const struct ruling *foot) {
    size_t n = 0;
    if (fabs(top->from - foot->from) > RULING_SNAP || fabs(top->to - foot->to) > RULING_SNAP ||
        foot->at - top->at > HIGH_ROW * text)
        return false;
    for (size_t i = 0; i < p->words.n; i++) {
        struct box b = p->words.at[i].box;
        double y = box_middle(b);
        bool inside = y > top->at && y < foot->at && b.x1 > top->from && b.x0 < top->to;
        if (inside && box_height(b) > ROW_TEXT * text)
            return false;
        n += inside;
    }
    return n > 0;
}

/* The next ruling below one that is as long. */
static size_t next_below(const rulings *across, size_t h) {
    const struct ruling *r = &across->at[h];
    for (size_t i = h + 1; i < across->n; i++)
        if (fabs(across->at[i].from - r->from) <= RULING_SNAP &&
            fabs(across->at[i].to - r->to) <= RULING_SNAP)
            return i;
    return h;
}

static void join_over_rows(const struct page *p, double text, const rulings *across,
                           const rulings *down, size_t *of, bool *met) {
    for (size_t h = 0; h < across->n; h++) {
        size_t next = next_below(across, h);
        if (next == h || has_sides(&across->at[h], down) || has_sides(&across->at[next], down) ||
            !rule_row(p, text, &across->at[h], &across->at[next]))
            continue;
        size_t x = root(of, h), y = root(of, next);
        bool table = met[x] || met[y];
        of[x > y ? x : y] = x > y ? y : x;
        met[root(of, h)] = table;
    }
}

static void group_rulings(struct arena *a, const struct page *p, double text, rulings *across,
                          rulings *down) {
    size_t n = across->n, *of = arena_array(a, n + down->n + 1, sizeof *of);
    bool *met = arena_alloc(a, n + 1); /* by root: does one down touch it? */
    for (size_t i = 0; i < n + down->n; i++)
        of[i] = i;
    for (size_t h = 0; h < n; h++)
        for (size_t v = 0; v < down->n; v++)
            if (touch(&across->at[h], &down->at[v])) {
                size_t x = root(of, h), y = root(of, n + v);
                of[x > y ? x : y] = x > y ? y : x;
                met[root(of, h)] = true;
            }
    join_over_rows(p, text, across, down, of, met);
    for (size_t h = 0; h < n; h++)
        across->at[h].table = met[root(of, h)] ? root(of, h) : SIZE_MAX;
    for (size_t v = 0; v < down->n; v++)
        down->at[v].table = root(of, n + v);
}

void page_rulings(struct arena *a, const struct page *p, rulings *across, rulings *down) {
    double text = height_of_text(a, p);
    sort_rulings(a, p, text, across, down);
    if (across->n + down->n > MOST_RULINGS)
        across->n = down->n = 0;
    drop_strokes(a, down, across, false, LARGE_LETTER * text);
    drop_strokes(a, across, down, true, LARGE_LETTER * text);
    group_rulings(a, p, text, across, down);
}
