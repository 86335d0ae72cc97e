/* The second row of a header whose cells tabs part. A name over several columns is one field, and
 * the row below holds the names of its columns: behind empty fields where Word copied it, alone
 * where a browser did. Which names are groups, and over how many columns each, nothing shows but
 * the rows below: the way in which all columns hold what their names say is the best.
 */
#include "base/utf8.h"
#include "extract/tabs.h"
#include <math.h>

enum { GROUP_LEAST = 2, LOOK_ROWS = 40, MOST_NAMES = 32, PART_CHARS = 6 };

/* Of the rows below: how many are as wide as the table, and of their fields in each column those
 * that hold something, a number, a unit, a deadline, a digit. */
struct held {
    size_t filled, numbers, units, deadlines, digits;
};

/* The best way to put names top[0, c) and low[0, u) on columns [0, k). */
struct way {
    double score; /* -INFINITY: there is none */
    size_t width; /* of name top[c - 1]; 1: it is no group */
};

struct groups {
    struct work *w;
    gcells top, low;
    size_t columns;
    bool placed; /* names of the second row stand under their columns: empty fields are there too */
    struct held *held;
    struct way *ways;
};

static size_t widest(const struct table *t, size_t row) {
    size_t n = 0;
    for (size_t r = row; r < t->rows.n && r < row + LOOK_ROWS; r++)
        n = t->rows.at[r].cells.n > n ? t->rows.at[r].cells.n : n;
    return n;
}

static void look(struct groups *g, const struct table *t, size_t row) {
    for (size_t r = row; r < t->rows.n && r < row + LOOK_ROWS; r++) {
        for (size_t c = 0; c < g->columns && t->rows.at[r].cells.n == g->columns; c++) {
            struct gcell cell = gcell_of(g->w->a, &t->rows.at[r].cells.at[c]);
            struct str s = cell_squeezed(g->w->a, &cell.paras);
            struct held *h = &g->held[c];
            bool digit = false;
            for (size_t i = 0; i < s.n; i++)
                digit = digit || (s.p[i] >= '0' && s.p[i] <= '9');
            h->filled += s.n > 0;
            h->numbers += row_number(s) > 0;
            h->deadlines += s.n > 0 && rules_deadline(g->w->rules, s);
            h->units += s.n > 0 && all_units(g->w, s);
            h->digits += digit;
        }
    }
}

/* From -1, none of them, to 1. */
static double share(size_t n, const struct held *h) {
    return h->filled ? 2 * (double)n / (double)h->filled - 1 : 0;
}

static enum field field_of(const struct groups *g, const struct gcell *name) {
    return rules_header(g->w->rules, cell_squeezed(g->w->a, &name->paras)).field;
}

/* Does the column hold what its name says? One that no rule knows, of those below a group, has
 * values, or units where the group is of units. */
static double fits(const struct groups *g, const struct gcell *name, const struct gcell *group,
                   size_t column) {
    const struct held *h = &g->held[column];
    enum field field = field_of(g, name);
    if (field == FIELD_NONE && group)
        return share(field_of(g, group) == FIELD_ROLE ? h->units : h->digits, h);
    switch (field) {
    case FIELD_NUMBER:
        return share(h->numbers, h);
    case FIELD_ROLE:
        return share(h->units, h);
    case FIELD_DEADLINE:
        return share(h->deadlines, h);
    case FIELD_TASK:
    case FIELD_MEASURE:
    case FIELD_LABEL:
        return -fmax(share(h->numbers, h), fmax(share(h->units, h), share(h->deadlines, h)));
    default:
        return 0;
    }
}

/* Names of numbers, rows and units stand over no others. */
static double as_group(const struct groups *g, const struct gcell *name) {
    enum field field = field_of(g, name);
    return field == FIELD_NUMBER || field == FIELD_LABEL ? -2 : 0;
}

static struct way *way_at(const struct groups *g, size_t c, size_t u, size_t k) {
    return &g->ways[(c * (g->low.n + 1) + u) * (g->columns + 1) + k];
}

static bool is_under(const struct groups *g, size_t column) {
    return column < g->low.n && g->low.at[column].paras.n;
}

/* The name of column k, if it is the one behind u names of the second row; else NULL. */
static const struct gcell *own_name(const struct groups *g, size_t u, size_t k) {
    size_t at = g->placed ? k : u;
    return is_under(g, at) ? &g->low.at[at] : NULL;
}

static void offer(struct groups *g, size_t c, size_t u, size_t k, size_t width, double score) {
    struct way *way = way_at(g, c, u, k);
    if (score > way->score)
        *way = (struct way){score, width};
}

/* Name top[c] on columns from k on, of which u names of the second row are taken. */
static void widen(struct groups *g, size_t c, size_t u, size_t k) {
    const struct gcell *name = &g->top.at[c], *own;
    double score = way_at(g, c, u, k)->score;
    if (score == -INFINITY || k == g->columns)
        return;
    if (!g->placed || !is_under(g, k))
        offer(g, c + 1, u, k + 1, 1, score + fits(g, name, NULL, k));
    score += as_group(g, name);
    for (size_t n = 0; k + n < g->columns && (own = own_name(g, u + n, k + n)); n++) {
        score += fits(g, own, name, k + n);
        if (n + 1 >= GROUP_LEAST)
            offer(g, c + 1, u + n + 1, k + n + 1, n + 1, score);
    }
}

static bool find_way(struct groups *g, size_t names) {
    size_t n = (g->top.n + 1) * (g->low.n + 1) * (g->columns + 1);
    g->ways = arena_array(g->w->a, n, sizeof *g->ways);
    for (size_t i = 0; i < n; i++)
        g->ways[i].score = -INFINITY;
    g->ways[0].score = 0;
    for (size_t c = 0; c < g->top.n; c++)
        for (size_t u = 0; u <= names; u++)
            for (size_t k = 0; k < g->columns; k++)
                widen(g, c, u, k);
    return way_at(g, g->top.n, names, g->columns)->score > -INFINITY;
}

/* Each column's group and its own name, of one that has no group both the same. */
static void name_columns(const struct groups *g, size_t names, gcells *over, gcells *own) {
    size_t u = names, k = g->columns;
    struct gcell none = {0};
    for (size_t i = 0; i < g->columns; i++) {
        *vec_push(g->w->a, over) = none;
        *vec_push(g->w->a, own) = none;
    }
    for (size_t c = g->top.n; c > 0; c--) {
        size_t width = way_at(g, c, u, k)->width;
        for (size_t i = 0; i < width; i++) {
            over->at[--k] = g->top.at[c - 1];
            own->at[k] = width > 1 ? *own_name(g, --u, k) : g->top.at[c - 1];
            own->at[k].above = width == 1;
        }
    }
}

/* 上半年, 三季度: below a group, the column of that time's values. */
static bool may_name_part(struct work *w, struct str s) {
    return may_name_column(w, s) || (utf8_len(s) <= PART_CHARS && rules_deadline(w->rules, s));
}

/* The names of the second row; 0 where a field of it can be none. */
static size_t count_names(const struct groups *g) {
    size_t names = 0;
    for (size_t i = 0; i < g->low.n; i++) {
        struct str s = cell_squeezed(g->w->a, &g->low.at[i].paras);
        if (s.n > 0 && !may_name_part(g->w, s))
            return 0;
        names += s.n > 0;
    }
    return names;
}

bool tab_groups(struct work *w, const struct table *t, size_t row, const gcells *top, gcells *over,
                gcells *own) {
    struct groups g = {.w = w, .top = *top};
    if (row + 1 >= t->rows.n)
        return false;
    g.low = fields_of(w->a, t, row, row + 1);
    g.columns = widest(t, row);
    size_t names = count_names(&g);
    g.placed = names < g.low.n;
    if (names < GROUP_LEAST || g.columns <= top->n || g.columns > MOST_NAMES ||
        g.low.n > MOST_NAMES)
        return false;
    g.held = arena_array(w->a, g.columns, sizeof *g.held);
    look(&g, t, row + 1);
    if (!find_way(&g, names))
        return false;
    name_columns(&g, names, over, own);
    return true;
}
