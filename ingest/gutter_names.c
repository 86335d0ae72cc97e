/* What the columns' names say of where columns begin. */
#include "base/utf8.h"
#include "ingest/gutter_search.h"
#include <math.h>

/* What it costs a column to have no name, for each further name, and for each character of its name
 * that stands outside of it. */
#define NO_NAME 12.0
#define SECOND_NAME 8.0
#define NAME_OUTSIDE 0.5

static size_t outside(const struct run *r, size_t from, size_t to) {
    size_t n = r->from < from ? from - r->from : 0;
    return n + (r->to > to ? r->to - to : 0);
}

/* Does name i stand at or behind x? Where it stands over x, which begins a column, it does if the
 * name of the column before is known from the lines about it. */
static bool name_behind(const struct search *s, size_t i, size_t x) {
    const struct run *r = &s->names.at[i];
    size_t least = i ? s->names.at[i - 1].to : 0;
    if ((r->from + r->to) / 2 >= x)
        return true;
    for (size_t k = 0; k < s->under.n && r->to >= x; k++)
        if (s->under.at[k].from >= least && s->under.at[k].to <= x)
            return true;
    return false;
}

/* Does most of the name stand in the column? */
static bool stands_in(const struct run *u, size_t from, size_t to) {
    size_t middle = (u->from + u->to) / 2;
    return from <= middle && middle < to;
}

static bool is_over(const struct run *x, const struct run *y) {
    return x->from <= y->to && y->from <= x->to;
}

/* Is the name above or below the head's one of its own, that a space parts from them, and from
 * those that stand before it on its side? */
static bool stands_apart(const struct search *s, size_t u) {
    const struct run *name = &s->under.at[u];
    for (size_t k = 0; k < s->names.n; k++)
        if (is_over(name, &s->names.at[k]))
            return false;
    for (size_t k = u < s->above ? 0 : s->above; k < u; k++)
        if (is_over(name, &s->under.at[k]))
            return false;
    return true;
}

/* The names in a column, of which the head has so many. What stands below the head may be no name,
 * but where the column has no other. */
static size_t names_with(const struct search *s, size_t names, size_t from, size_t to) {
    for (size_t k = 0; k < s->under.n; k++)
        if ((k < s->above || names == 0) && stands_in(&s->under.at[k], from, to))
            names += stands_apart(s, k);
    return names;
}

double names_against(const struct search *s, size_t i, size_t to) {
    size_t names = 0, from = s->at.at[i];
    double cost = 0;
    if (!s->head)
        return 0;
    for (size_t k = 0; k < s->names.n; k++) {
        if (!name_behind(s, k, from) || name_behind(s, k, to))
            continue;
        names++;
        cost += NAME_OUTSIDE * (double)outside(&s->names.at[k], from, to);
    }
    if (names == 0 && search_is_empty(s, i, to))
        return INFINITY; /* the rest of a name stands in no column of its own */
    names = names_with(s, names, from, to);
    return cost + (names == 0 ? NO_NAME : SECOND_NAME * (double)(names - 1));
}

double order_against(const struct search *s, size_t k, size_t i, size_t to) {
    if (k >= s->all.n)
        return INFINITY;
    return NAME_OUTSIDE * (double)outside(&s->all.at[k], s->at.at[i], to);
}

/* The lines right above and below the names may hold the rest of them. */
static void take_names_about(struct search *s, const struct aligned_line *lines, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct aligned_line *l = &lines[i];
        bool above = l + 1 == s->head && s->head->gap == 0;
        bool below = l == s->head + 1 && l->gap == 0;
        bool title = l->runs.n == 1 && utf8_columns(l->runs.at[0].text) >= TITLE_WIDTH;
        for (size_t k = 0; (above || below) && !title && k < l->runs.n; k++)
            if (above)
                run_words(s->a, &l->runs.at[k], &s->under);
            else
                *vec_push(s->a, &s->under) = l->runs.at[k];
        s->above += above ? s->under.n : 0;
    }
}

void search_take_names(struct search *s, const struct aligned_line *lines, size_t n) {
    if (!s->head)
        return;
    line_names(s->a, s->head, &s->names);
    take_names_about(s, lines, n);
    names_in_order(s->a, lines, (size_t)(s->head - lines), &s->all);
}
