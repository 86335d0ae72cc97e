/* What each organisation of a plan leads and supports, the busiest first. */
#include "out/show.h"
#include <stdlib.h>

/* One line: an organisation's part in an item. */
struct part {
    struct str org, id, number, text, deadline, roles;
    const struct assignment *in;
    size_t ord;         /* as printed */
    size_t first, size; /* of its organisation's parts: the first one's ord, how many */
};

struct parts {
    struct arena *a;
    VEC(struct part) list;
};

static struct str name_of(const struct mention *m) {
    return m->org.n ? m->org : m->mention;
}

/* A cell that several role columns share gives an organisation one part under their names. */
static void add_part(struct parts *p, struct part part) {
    for (size_t i = p->list.n; i-- > 0 && p->list.at[i].in == part.in;) {
        struct part *have = &p->list.at[i];
        if (str_eq(have->org, part.org) && str_eq(have->id, part.id)) {
            have->roles = str_fmt(p->a, "%.*s+%.*s", STR_ARG(have->roles), STR_ARG(part.roles));
            return;
        }
    }
    part.ord = p->list.n;
    *vec_push(p->a, &p->list) = part;
}

static void add_roles(struct parts *p, const plan_roles *roles, struct part part) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++) {
            const struct mention *m = &roles->at[i].mentions.at[k];
            part.org = name_of(m);
            part.id = m->org_id;
            part.roles = roles->at[i].role;
            add_part(p, part);
        }
}

static void add_assignments(struct parts *p, const plan_assignments *list, struct part part) {
    for (size_t i = 0; i < list->n; i++) {
        part.in = &list->at[i];
        part.deadline = list->at[i].deadline;
        add_roles(p, &list->at[i].roles, part);
    }
}

static void add_plan(struct parts *p, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        struct str number = str_fmt(p->a, "%d.%d.%d", m->table_no, m->task_no, m->measure_no);
        add_assignments(p, &m->assignments, (struct part){.number = number, .text = m->measure});
    }
    for (size_t i = 0; i < plan->clauses.n; i++) {
        const struct clause *c = &plan->clauses.at[i];
        add_assignments(p, &c->assignments, (struct part){.number = c->label, .text = c->text});
    }
}

static int compare(size_t a, size_t b) {
    return a < b ? -1 : a > b;
}

static int by_org(const void *left, const void *right) {
    const struct part *a = left, *b = right;
    int c = str_cmp(a->id, b->id);
    c = c ? c : str_cmp(a->org, b->org);
    return c ? c : compare(a->ord, b->ord);
}

static int by_size(const void *left, const void *right) {
    const struct part *a = left, *b = right;
    int c = compare(b->size, a->size);
    c = c ? c : compare(a->first, b->first);
    return c ? c : compare(a->ord, b->ord);
}

static bool same_org(const struct part *a, const struct part *b) {
    return str_eq(a->id, b->id) && str_eq(a->org, b->org);
}

static void order(struct parts *p) {
    struct part *at = p->list.at;
    if (p->list.n == 0)
        return;
    qsort(at, p->list.n, sizeof *at, by_org);
    for (size_t from = 0, to; from < p->list.n; from = to) {
        for (to = from; to < p->list.n && same_org(&at[to], &at[from]); to++)
            ;
        for (size_t i = from; i < to; i++) {
            at[i].first = at[from].ord;
            at[i].size = to - from;
        }
    }
    qsort(at, p->list.n, sizeof *at, by_size);
}

static void put_org(struct show *s, const struct part *p) {
    struct str key = p->id.n ? str_fmt(s->a, " <%.*s>", STR_ARG(p->id)) : S("");
    buf_byte(s->b, '\n');
    layout_text(s->b, 0, S("#"),
                str_fmt(s->a, "%.*s%.*s: %zu %s", STR_ARG(p->org), STR_ARG(key), p->size,
                        p->size == 1 ? "item" : "items"),
                s->view.width);
}

void show_orgs(struct show *s) {
    struct parts p = {.a = s->a};
    struct layout l = {.a = s->a, .columns = 4, .indent = 2};
    add_plan(&p, s->plan);
    order(&p);
    for (size_t i = 0; i < p.list.n; i++) {
        const struct part *part = &p.list.at[i];
        layout_cell(&l, part->number);
        layout_cell(&l, part->text);
        layout_cell(&l, part->deadline);
        layout_cell(&l, part->roles);
    }
    layout_fit(&l, s->view.width);
    for (size_t i = 0; i < p.list.n; i++) {
        if (i == 0 || !same_org(&p.list.at[i], &p.list.at[i - 1]))
            put_org(s, &p.list.at[i]);
        layout_rows(s->b, &l, i, 1);
    }
}
