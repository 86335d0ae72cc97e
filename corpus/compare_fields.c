/* By when, and who leads. */
#include "base/utf8.h"
#include "corpus/bodies.h"
#include "corpus/compare_rows.h"
#include <stdio.h>

/* A date without the year that the plan is of: what the plans of two years say alike. */
static struct str bare_date(const struct plan *plan, struct str date) {
    const struct document *d = &plan->document;
    char year[16];
    int n = snprintf(year, sizeof year, "%d-", d->year_end);
    if (n > 0 && d->year_start == d->year_end && str_starts(date, str_of(year)))
        return str_cut(date, (size_t)n, date.n);
    return date;
}

/* What a deadline says, apart from its words. */
static struct str deadline_key(struct arena *a, const struct plan *plan,
                               const struct assignment *as) {
    struct buf b = {.a = a};
    if (as->deadline_kind == DEADLINE_UNKNOWN || as->deadline_kind == DEADLINE_MILESTONES)
        return utf8_squeeze(a, as->deadline);
    struct str start = bare_date(plan, as->deadline_start), end = bare_date(plan, as->deadline_end);
    buf_fmt(&b, "%d %.*s %.*s", as->deadline_kind, STR_ARG(start), STR_ARG(end));
    return buf_str(&b);
}

static void add_line(struct arena *a, struct str *lines, struct str line) {
    *lines = lines->n ? str_fmt(a, "%.*s\n%.*s", STR_ARG(*lines), STR_ARG(line)) : line;
}

static bool has_line(struct str lines, struct str line) {
    for (size_t from = 0, to; from < lines.n; from = to + 1) {
        to = str_find(lines, S("\n"), from);
        to = to == SIZE_MAX ? lines.n : to;
        if (str_eq(str_cut(lines, from, to), line))
            return true;
    }
    return false;
}

/* A cell's deadlines, each once, and what they say. */
static struct str cell_deadlines(const struct comparing *c, const struct plan *plan,
                                 const item_list *cell, struct str *says) {
    struct str out = {0};
    for (size_t i = 0; i < cell->n; i++) {
        const plan_assignments *list =
            cell->at[i].measure ? &cell->at[i].measure->assignments : NULL;
        for (size_t k = 0; list && k < list->n; k++) {
            struct str key = deadline_key(c->a, plan, &list->at[k]);
            if (!list->at[k].deadline.n || has_line(*says, key))
                continue;
            add_line(c->a, &out, list->at[k].deadline);
            add_line(c->a, says, key);
        }
    }
    return out;
}

/* Only documents that print a deadline can differ in it: prose prints none. */
void compare_deadlines(const struct comparing *c, struct compared_row *row) {
    struct str first = {0};
    row->deadlines = arena_array(c->a, c->n, sizeof *row->deadlines);
    for (size_t doc = 0; doc < c->n; doc++) {
        struct str says = {0};
        row->deadlines[doc] = cell_deadlines(c, c->plans[doc], &row->cells[doc], &says);
        if (!says.n)
            continue;
        row->deadlines_differ |= first.n && !str_eq(first, says);
        first = first.n ? first : says;
    }
}

/* The bodies of one cell. */
struct bodies {
    str_list names, keys, printed;
};

static bool knows(const str_list *list, struct str s) {
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->at[i], s))
            return true;
    return false;
}

static void add_bodies(const struct comparing *c, const struct role *role, struct str division,
                       struct bodies *out) {
    for (size_t i = 0; i < role->mentions.n; i++) {
        const struct mention *m = &role->mentions.at[i];
        struct str key = body_key(m, division);
        if (knows(&out->keys, key))
            continue;
        *vec_push(c->a, &out->keys) = key;
        *vec_push(c->a, &out->names) = m->org.n ? m->org : m->mention;
        *vec_push(c->a, &out->printed) = m->mention;
    }
}

static void add_role(const struct comparing *c, const struct item *item, enum role_kind kind,
                     struct str division, struct bodies *out) {
    static const plan_assignments none;
    const plan_assignments *list = item->measure  ? &item->measure->assignments
                                   : item->clause ? &item->clause->assignments
                                                  : &none;
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < list->at[i].roles.n; k++)
            if (list->at[i].roles.at[k].role_kind == kind)
                add_bodies(c, &list->at[i].roles.at[k], division, out);
}

/* Who leads; who is responsible, where a plan does not tell the two apart. */
static struct bodies cell_leads(const struct comparing *c, size_t doc, const item_list *cell) {
    struct str division = plan_division(c->plans[doc]);
    struct bodies out = {0};
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_RESPONSIBLE && out.names.n == 0; k++)
        for (size_t i = 0; i < cell->n; i++)
            add_role(c, &cell->at[i], k, division, &out);
    return out;
}

static bool same_bodies(const struct bodies *x, const struct bodies *y) {
    for (size_t i = 0; i < x->keys.n; i++)
        if (!knows(&y->keys, x->keys.at[i]) && !knows(&y->names, x->names.at[i]))
            return false;
    return x->keys.n == y->keys.n;
}

void compare_leads(const struct comparing *c, struct compared_row *row) {
    struct bodies first = {0};
    row->leads = arena_array(c->a, c->n, sizeof *row->leads);
    row->leads_printed = arena_array(c->a, c->n, sizeof *row->leads_printed);
    for (size_t doc = 0; doc < c->n; doc++) {
        struct bodies bodies = cell_leads(c, doc, &row->cells[doc]);
        row->leads[doc] = bodies.names;
        row->leads_printed[doc] = bodies.printed;
        if (!bodies.names.n)
            continue;
        row->leads_differ |= first.names.n && !same_bodies(&first, &bodies);
        if (!first.names.n)
            first = bodies;
    }
}
