#include "out/site.h"
#include "out/urls.h"
#include <stdlib.h>

void out_site_rows(struct arena *a, struct out_site *site) {
    site->rows = arena_array(a, site->n + 1, sizeof *site->rows);
    for (size_t k = 0; k < site->n; k++)
        site->rows[k] = arena_array(a, site->plans[k]->measures.n + 1, sizeof **site->rows);
    for (size_t i = 0; i < site->all->rows.n; i++)
        for (size_t k = 0; k < site->n; k++) {
            const item_list *cell = &site->all->rows.at[i].cells[k];
            for (size_t j = 0; j < cell->n; j++)
                if (cell->at[j].measure)
                    site->rows[k][cell->at[j].measure - site->plans[k]->measures.at] = i;
        }
}

bool out_site_differ(const struct out_site *s, size_t old, size_t new) {
    struct str one = s->plans[old]->document.jurisdiction_code,
               other = s->plans[new]->document.jurisdiction_code;
    return old != new && (s->every_pair || (one.n && str_eq(one, other)));
}

/* ---- organisations ---- */

/* One item in which an organisation is named, before they are brought together. */
struct named {
    struct str key;
    const struct mention *mention;
    struct out_duty duty;
    size_t ord;
};
typedef VEC(struct named) named_list;

static void add_roles(struct arena *a, named_list *out, const plan_roles *roles,
                      struct out_duty duty) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++) {
            const struct mention *m = &roles->at[i].mentions.at[k];
            struct str key = url_org_key(m);
            duty.roles = 1u << roles->at[i].role_kind;
            if (key.n)
                *vec_push(a, out) = (struct named){key, m, duty, out->n};
        }
}

static void add_assignments(struct arena *a, named_list *out, const plan_assignments *list,
                            struct out_duty duty) {
    for (size_t i = 0; i < list->n; i++) {
        duty.assignment = &list->at[i];
        add_roles(a, out, &list->at[i].roles, duty);
    }
}

static void add_plan(struct arena *a, named_list *out, const struct plan *p, size_t k) {
    for (size_t i = 0; i < p->measures.n; i++)
        add_assignments(a, out, &p->measures.at[i].assignments,
                        (struct out_duty){k, {.measure = &p->measures.at[i]}, NULL, 0});
    for (size_t i = 0; i < p->clauses.n; i++)
        add_assignments(a, out, &p->clauses.at[i].assignments,
                        (struct out_duty){k, {.clause = &p->clauses.at[i]}, NULL, 0});
    for (size_t i = 0; i < p->indicators.n; i++)
        add_roles(a, out, &p->indicators.at[i].roles,
                  (struct out_duty){k, {.cells = &p->indicators.at[i], .cells_n = 1}, NULL, 0});
}

static int by_key(const void *left, const void *right) {
    const struct named *a = left, *b = right;
    int c = str_cmp(a->key, b->key);
    return c ? c : a->ord < b->ord ? -1 : a->ord > b->ord;
}

/* A cell that several role columns share makes one duty with several roles. */
static void add_duty(struct arena *a, struct out_org *o, const struct out_duty *d) {
    struct out_duty *last = o->duties.n ? &o->duties.at[o->duties.n - 1] : NULL;
    bool same = last && last->assignment == d->assignment &&
                last->item.measure == d->item.measure && last->item.clause == d->item.clause &&
                last->item.cells == d->item.cells;
    unsigned fresh = same ? d->roles & ~last->roles : d->roles;
    o->documents += !last || last->plan != d->plan;
    for (size_t r = 0; r <= ROLE_OTHER; r++)
        o->roles[r] += fresh >> r & 1u;
    if (same)
        last->roles |= d->roles;
    else
        *vec_push(a, &o->duties) = *d;
}

static size_t weight(const struct out_org *o) {
    return o->roles[ROLE_LEAD] + o->roles[ROLE_RESPONSIBLE];
}

static int by_weight(const void *left, const void *right) {
    const struct out_org *a = left, *b = right;
    if (weight(a) != weight(b))
        return weight(a) > weight(b) ? -1 : 1;
    if (a->duties.n != b->duties.n)
        return a->duties.n > b->duties.n ? -1 : 1;
    return str_cmp(a->key, b->key);
}

void out_site_orgs(struct arena *a, const struct out_site *s, out_orgs *out) {
    named_list names = {0};
    *out = (out_orgs){0};
    for (size_t k = 0; k < s->n; k++)
        add_plan(a, &names, s->plans[k], k);
    if (names.n)
        qsort(names.at, names.n, sizeof *names.at, by_key);
    for (size_t i = 0; i < names.n; i++) {
        const struct named *one = &names.at[i];
        if (i == 0 || !str_eq(one->key, names.at[i - 1].key))
            *vec_push(a, out) = (struct out_org){
                .key = one->key,
                .name = one->mention->org.n ? one->mention->org : one->mention->mention,
                .kind = one->mention->org_kind};
        add_duty(a, &out->at[out->n - 1], &one->duty);
    }
    if (out->n)
        qsort(out->at, out->n, sizeof *out->at, by_weight);
}
