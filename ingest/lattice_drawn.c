/* The lattices that a page's rulings draw, and its words dealt to their cells. */
#include "base/utf8.h"
#include "ingest/lattice.h"
#include "ingest/rulings.h"
#include <math.h>
#include <string.h>

/* Points. A side is open where what runs across it reaches further than REACH. */
#define REACH 6.0

/* No table is so narrow. */
#define LEAST_WIDTH 60.0

/* What to draw a lattice from: all rulings of a page, of which one table's bear its number. */
struct sketch {
    struct arena *a;
    const rulings *across, *down;
    size_t table;
    struct lattice *l;
    struct box drawn;   /* as far as the rulings reach */
    bool *above, *left; /* by place: is something drawn there? */
};

static struct box extent(const struct sketch *s) {
    struct box b = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < s->across->n; i++) {
        const struct ruling *r = &s->across->at[i];
        if (r->table == s->table)
            b = box_union(b, (struct box){r->from, r->at, r->to, r->at});
    }
    for (size_t i = 0; i < s->down->n; i++) {
        const struct ruling *r = &s->down->at[i];
        if (r->table == s->table)
            b = box_union(b, (struct box){r->at, r->from, r->at, r->to});
    }
    return b;
}

/* The places of a table's rulings of one direction; sides are added where the table goes on. */
static void add_places(struct sketch *s, const rulings *in, double least, double most, edges *out) {
    for (size_t i = 0; i < in->n; i++)
        if (in->at[i].table == s->table &&
            (out->n == 0 || in->at[i].at - out->at[out->n - 1] > RULING_SNAP))
            *vec_push(s->a, out) = in->at[i].at;
    if (out->n == 0 || most - out->at[out->n - 1] > REACH)
        *vec_push(s->a, out) = most;
    if (out->at[0] - least <= REACH)
        return;
    vec_push(s->a, out);
    memmove(out->at + 1, out->at, (out->n - 1) * sizeof *out->at);
    out->at[0] = least;
}

/* Which of the places does a ruling at this one run along? */
static size_t place_of(const double *places, size_t n, double at) {
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (fabs(places[i] - at) < fabs(places[best] - at))
            best = i;
    return best;
}

/* Is most of [from, to] on the ruling? */
static bool covers(const struct ruling *r, double from, double to) {
    return fmin(r->to, to) - fmax(r->from, from) > 0.5 * (to - from);
}

/* Where the table goes on beyond its rulings, those across would have too. */
static struct ruling stretched(const struct sketch *s, struct ruling r) {
    if (r.from - s->drawn.x0 < REACH)
        r.from = fmin(r.from, s->l->xs.at[0]);
    if (s->drawn.x1 - r.to < REACH)
        r.to = fmax(r.to, s->l->xs.at[s->l->xs.n - 1]);
    return r;
}

static void mark_drawn(struct sketch *s) {
    struct lattice *l = s->l;
    size_t columns = l->xs.n - 1, rows = l->ys.n - 1;
    s->above = arena_alloc(s->a, (rows + 1) * columns);
    s->left = arena_alloc(s->a, rows * (columns + 1));
    for (size_t i = 0; i < s->across->n; i++) {
        struct ruling r = stretched(s, s->across->at[i]);
        size_t y = r.table == s->table ? place_of(l->ys.at, l->ys.n, r.at) : 0;
        for (size_t c = 0; r.table == s->table && c < columns; c++)
            s->above[y * columns + c] |= covers(&r, l->xs.at[c], l->xs.at[c + 1]);
    }
    for (size_t i = 0; i < s->down->n; i++) {
        const struct ruling *r = &s->down->at[i];
        size_t x = r->table == s->table ? place_of(l->xs.at, l->xs.n, r->at) : 0;
        for (size_t y = 0; r->table == s->table && y < rows; y++)
            s->left[y * (columns + 1) + x] |= covers(r, l->ys.at[y], l->ys.at[y + 1]);
    }
}

static bool nothing_drawn(void *ctx, size_t r, size_t c, bool down) {
    const struct sketch *s = ctx;
    size_t columns = s->l->xs.n - 1;
    return !(down ? s->above[(r + 1) * columns + c] : s->left[r * (columns + 1) + c + 1]);
}

/* Page numbers are set in the margin, sideways at times. */
static bool is_number(struct str s) {
    for (size_t i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        if (!(cp >= '0' && cp <= '9') && cp != '-' && cp != 0x2013 && cp != 0x2014)
            return false;
    }
    return true;
}

/* The table reaches as far as the words beside it do, where these are more than a page's number.
 */
static void reach_for_words(const struct page *p, struct box *b) {
    struct box left = *b, right = *b;
    bool words_left = false, words_right = false;
    for (size_t i = 0; i < p->words.n; i++) {
        const struct word *w = &p->words.at[i];
        double x = (w->box.x0 + w->box.x1) / 2, y = box_middle(w->box);
        if (y < b->y0 || y > b->y1)
            continue;
        if (x < b->x0) {
            left.x0 = fmin(left.x0, w->box.x0 - RULING_SNAP);
            words_left |= !is_number(w->text);
        } else if (x > b->x1) {
            right.x1 = fmax(right.x1, w->box.x1 + RULING_SNAP);
            words_right |= !is_number(w->text);
        }
    }
    b->x0 = words_left ? left.x0 : b->x0;
    b->x1 = words_right ? right.x1 : b->x1;
}

static int too_many(struct diags *diags, uint32_t page, const char *what) {
    diag_add(diags, DIAG_LIMIT, place_in(str_fmt(diags->a, "page %u", page)), str_of(what));
    return -1;
}

/* 1: a table; 0: its rulings enclose one text alone, as frames and letterheads do. */
static int draw(struct sketch *s, const struct page *p, const struct limits *limits,
                struct diags *diags) {
    struct box b = s->drawn = extent(s);
    reach_for_words(p, &b);
    edges xs = {0}, ys = {0};
    add_places(s, s->down, b.x0, b.x1, &xs);
    add_places(s, s->across, b.y0, b.y1, &ys);
    if (xs.n < 2 || ys.n < 2 || b.x1 - b.x0 < LEAST_WIDTH)
        return 0;
    if (xs.n - 1 > limits->columns)
        return too_many(diags, p->number, "more columns than --max-columns allows");
    if ((xs.n - 1) * (ys.n - 1) > limits->cells)
        return too_many(diags, p->number, "more table cells than --max-cells allows");
    *s->l = (struct lattice){.xs = xs, .ys = ys};
    mark_drawn(s);
    lattice_lay(s->a, s->l, nothing_drawn, s);
    return s->l->sites.n > 1;
}

/* Where a word was set over a ruling, it is two: cells without padding leave no gap. */
static void part_word(struct arena *a, struct page *p, struct lattice *l, size_t i) {
    struct word left = p->words.at[i], right = left;
    const struct site *s = lattice_site(l, left.box.x0, box_middle(left.box));
    double at;
    size_t cut = s ? word_bytes_before(&left, s->box.x1, &at) : 0;
    if (cut == 0 || cut == left.text.n)
        return;
    left.text = str_cut(left.text, 0, cut);
    right.text = str_cut(right.text, cut, right.text.n);
    left.box.x1 = right.box.x0 = at;
    p->words.at[i] = left;
    *vec_push(a, &p->words) = right;
}

/* Each word to the cell that its middle lies in. */
static void deal_words(struct arena *a, struct page *p, lattices *all, words *rest) {
    for (size_t i = 0; i < p->words.n; i++)
        for (size_t k = 0; k < all->n; k++)
            part_word(a, p, &all->at[k], i);
    for (size_t i = 0; i < p->words.n; i++) {
        struct word *w = &p->words.at[i];
        struct site *s = NULL;
        for (size_t k = 0; k < all->n && !s; k++)
            s = lattice_site(&all->at[k], (w->box.x0 + w->box.x1) / 2, box_middle(w->box));
        if (s)
            *vec_push(a, &s->words) = w;
        else
            *vec_push(a, rest) = w;
    }
}

int lattices_find(struct arena *a, struct page *p, const struct limits *limits, struct diags *diags,
                  lattices *out, words *rest) {
    rulings across, down;
    page_rulings(a, p, &across, &down);
    for (size_t i = 0; i < across.n; i++) {
        struct lattice l;
        struct sketch s = {.a = a, .across = &across, .down = &down, .table = i, .l = &l};
        int found = across.at[i].table == i ? draw(&s, p, limits, diags) : 0;
        if (found < 0)
            return -1;
        if (found)
            *vec_push(a, out) = l;
    }
    deal_words(a, p, out, rest);
    return 0;
}
