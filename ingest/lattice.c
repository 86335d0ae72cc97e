#include "ingest/lattice.h"
#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Points. Rulings nearer to each other than SNAP are one (double lines), and touch; no row of text
 * is so low. A side is open where what runs across it reaches further than REACH. */
#define SNAP 3.0
#define REACH 6.0
/* The most that a cell's text may stand off its rulings and still begin at its edge. */
#define MOST_PADDING 8.0

/* No table is so narrow. */
#define LEAST_WIDTH 60.0
/* Times the height of the page's text: a letter's strokes, and those of a title's. */
#define LETTER 0.9
#define LARGE_LETTER 3.0

/* Times the height of the page's text: the highest row of one line, and its text. */
#define HIGH_ROW 3.2
#define ROW_TEXT 1.3

/* A page with more rulings is a drawing. */
enum { MOST_RULINGS = 4096 };

/* A ruling: where it runs, across its direction, and from where to where along it. */
struct ruling {
    double at, from, to;
    size_t table; /* of those that touch, one stands for all */
};
typedef VEC(struct ruling) rulings;

/* ---- rulings ---- */

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
        if (i == 0 || r[i].from > out->at[out->n - 1].to + SNAP)
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
        for (n = 1; i + n < in->n && in->at[i + n].at - in->at[i].at <= SNAP;)
            n++;
        merge_pieces(a, in->at + i, n, &all);
    }
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].to - all.at[i].from >= least)
            *vec_push(a, &out) = all.at[i];
    return out;
}

static int by_number(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double height_of_text(struct arena *a, const struct page *p) {
    double *h = arena_array(a, p->words.n + 1, sizeof *h);
    for (size_t i = 0; i < p->words.n; i++)
        h[i] = box_height(p->words.at[i].box);
    qsort(h, p->words.n, sizeof *h, by_number);
    return h[p->words.n / 2];
}

/* Lines across and down; what is neither long and thin is none. */
static void sort_rulings(struct arena *a, const struct page *p, double text, rulings *across,
                         rulings *down) {
    rulings h = {0}, v = {0};
    for (size_t i = 0; i < p->rulings.n; i++) {
        struct box b = p->rulings.at[i];
        double width = box_width(b), height = box_height(b);
        if (width > height && height <= fmax(SNAP, width / 50))
            *vec_push(a, &h) = (struct ruling){box_middle(b), b.x0, b.x1, 0};
        else if (height > width && width <= fmax(SNAP, height / 50))
            *vec_push(a, &v) = (struct ruling){(b.x0 + b.x1) / 2, b.y0, b.y1, 0};
    }
    *across = merged(a, &h, LETTER * text);
    *down = merged(a, &v, LETTER * text);
}

static bool touch(const struct ruling *h, const struct ruling *v) {
    return v->at >= h->from - SNAP && v->at <= h->to + SNAP && h->at >= v->from - SNAP &&
           h->at <= v->to + SNAP;
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

/* Short lines with one end free are strokes of letters beside the table. */
static void drop_strokes(rulings *in, const rulings *others, bool across, double least) {
    size_t kept = 0;
    for (size_t i = 0; i < in->n; i++) {
        struct ruling r = in->at[i];
        if (r.to - r.from >= least || count_touching(&r, others, across) > 1)
            in->at[kept++] = r;
    }
    in->n = kept;
}

/* Do these two rule a row in one cell? Where a table's sides are open nothing else leads from one
 * of its lines to the next there, but they are equally long, and one line of its usual text stands
 * between them: a title between two tables is larger, or set off. */
static bool rule_row(const struct page *p, double text, const struct ruling *top,
                     const struct ruling *foot) {
    size_t n = 0;
    if (fabs(top->from - foot->from) > SNAP || fabs(top->to - foot->to) > SNAP ||
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
        if (fabs(across->at[i].from - r->from) <= SNAP && fabs(across->at[i].to - r->to) <= SNAP)
            return i;
    return h;
}

static void join_over_rows(const struct page *p, double text, const rulings *across, size_t *of,
                           bool *met) {
    for (size_t h = 0; h < across->n; h++) {
        size_t next = next_below(across, h);
        if (next == h || !rule_row(p, text, &across->at[h], &across->at[next]))
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
    join_over_rows(p, text, across, of, met);
    for (size_t h = 0; h < n; h++)
        across->at[h].table = met[root(of, h)] ? root(of, h) : SIZE_MAX;
    for (size_t v = 0; v < down->n; v++)
        down->at[v].table = root(of, n + v);
}

/* ---- a table's lines ---- */

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
            (out->n == 0 || in->at[i].at - out->at[out->n - 1] > SNAP))
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

/* ---- cells ---- */

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

/* ---- words ---- */

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
            left.x0 = fmin(left.x0, w->box.x0 - SNAP);
            words_left |= !is_number(w->text);
        } else if (x > b->x1) {
            right.x1 = fmax(right.x1, w->box.x1 + SNAP);
            words_right |= !is_number(w->text);
        }
    }
    b->x0 = words_left ? left.x0 : b->x0;
    b->x1 = words_right ? right.x1 : b->x1;
}

static int too_many(struct diags *diags, uint32_t page, const char *what) {
    diag_add(diags, DIAG_LIMIT, (struct place){.path = str_fmt(diags->a, "page %u", page)},
             str_of(what));
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

/* Bytes of text that stand left of x, to the nearest character; *at is where they end. */
static size_t bytes_before(const struct word *w, double x, double *at) {
    double width = box_width(w->box) / fmax((double)utf8_columns(w->text), 1), end = w->box.x0;
    size_t cut = 0;
    *at = end;
    for (size_t i = 0, from = 0; i < w->text.n; from = i) {
        utf8_next(w->text, &i);
        end += width * (double)utf8_columns(str_cut(w->text, from, i));
        if (fabs(end - x) >= fabs(*at - x))
            break;
        *at = end;
        cut = i;
    }
    return cut;
}

/* Where a word was set over a ruling, it is two: cells without padding leave no gap. */
static void part_word(struct arena *a, struct page *p, struct lattice *l, size_t i) {
    struct word left = p->words.at[i], right = left;
    const struct site *s = lattice_site(l, left.box.x0, box_middle(left.box));
    double at;
    size_t cut = s ? bytes_before(&left, s->box.x1, &at) : 0;
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
    qsort(gaps->at, gaps->n, sizeof *gaps->at, by_number);
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
        l->inner[c] = (struct frame){l->xs.at[c] + from, l->xs.at[c + 1] - to};
}

void lattice_frame(struct arena *a, struct lattice *l, bool ruled) {
    l->inner = arena_array(a, l->xs.n, sizeof *l->inner);
    for (size_t c = 0; c + 1 < l->xs.n; c++)
        l->inner[c] = (struct frame){l->xs.at[c + 1], l->xs.at[c]};
    if (ruled)
        frame_by_padding(a, l);
    else
        frame_by_text(l);
}

struct frame site_frame(const struct lattice *l, const struct site *s) {
    return (struct frame){l->inner[s->col].left, l->inner[s->col + s->col_span - 1].right};
}

static int by_height(const void *a, const void *b) {
    const struct lattice *x = a, *y = b;
    return (x->box.y0 > y->box.y0) - (x->box.y0 < y->box.y0);
}

void lattices_sort(lattices *all) {
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_height);
}

int lattices_find(struct arena *a, struct page *p, const struct limits *limits, struct diags *diags,
                  lattices *out, words *rest) {
    rulings across, down;
    double text = height_of_text(a, p);
    sort_rulings(a, p, text, &across, &down);
    if (across.n + down.n > MOST_RULINGS)
        across.n = down.n = 0;
    drop_strokes(&down, &across, false, LARGE_LETTER * text);
    drop_strokes(&across, &down, true, LARGE_LETTER * text);
    group_rulings(a, p, text, &across, &down);
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
