/* Who leads, is responsible, supports: by organisation, not by the name that was printed. */
#include "base/utf8.h"
#include "corpus/diff.h"

typedef VEC(const struct mention *) mention_list;

static void add_mentions(struct arena *a, mention_list *out, const plan_roles *roles,
                         enum role_kind kind) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; roles->at[i].role_kind == kind && k < roles->at[i].mentions.n; k++)
            *vec_push(a, out) = &roles->at[i].mentions.at[k];
}

static mention_list mentions_of(struct arena *a, const item_list *items, enum role_kind kind) {
    mention_list out = {0};
    for (size_t i = 0; i < items->n; i++) {
        const struct measure *m = items->at[i].measure;
        const struct clause *c = items->at[i].clause;
        for (size_t k = 0; m && k < m->assignments.n; k++)
            add_mentions(a, &out, &m->assignments.at[k].roles, kind);
        for (size_t k = 0; c && k < c->assignments.n; k++)
            add_mentions(a, &out, &c->assignments.at[k].roles, kind);
        for (size_t k = 0; k < items->at[i].cells_n; k++)
            add_mentions(a, &out, &items->at[i].cells[k].roles, kind);
    }
    return out;
}

/* The kind of a body that belongs to the plan's own division, behind the : of its key; else empty.
 */
static struct str own_kind(const struct differ *d, struct str org_id) {
    size_t colon = str_find(org_id, S(":"), 0);
    struct str division = str_cut(org_id, 0, colon);
    bool own = division.n && colon != SIZE_MAX &&
               (str_eq(division, d->old_division) || str_eq(division, d->new_division));
    return own ? str_cut(org_id, colon + 1, org_id.n) : (struct str){0};
}

/* The same body, or, in plans of two districts, each one's own of the same kind or name. */
static bool same_body(const struct differ *d, const struct mention *x, const struct mention *y) {
    struct buf a = {.a = d->a}, b = {.a = d->a};
    struct str kind = own_kind(d, x->org_id);
    if ((x->org_id.n && str_eq(x->org_id, y->org_id)) || str_eq(x->mention, y->mention) ||
        (kind.n && str_eq(kind, own_kind(d, y->org_id))))
        return true;
    fold_text(&a, x->mention);
    fold_text(&b, y->mention);
    return a.n && str_eq(buf_str(&a), buf_str(&b));
}

static bool holds(const struct differ *d, const mention_list *list, size_t n,
                  const struct mention *m) {
    for (size_t i = 0; i < n; i++)
        if (same_body(d, list->at[i], m))
            return true;
    return false;
}

/* Bodies of list that other lacks, each once. */
static str_list lacking(const struct differ *d, const mention_list *list,
                        const mention_list *other) {
    str_list out = {0};
    for (size_t i = 0; i < list->n; i++) {
        const struct mention *m = list->at[i];
        if (!holds(d, other, other->n, m) && !holds(d, list, i, m))
            *vec_push(d->a, &out) = m->org.n ? m->org : m->mention;
    }
    return out;
}

static bool printed_alike(const mention_list *x, const mention_list *y) {
    for (size_t i = 0; i < x->n && i < y->n; i++)
        if (!str_eq(x->at[i]->mention, y->at[i]->mention))
            return false;
    return x->n == y->n;
}

static void diff_role(struct differ *d, struct change *c, enum role_kind kind) {
    mention_list old = mentions_of(d->a, &c->old, kind), new = mentions_of(d->a, &c->new, kind);
    if (printed_alike(&old, &new))
        return;
    struct role_change r = {
        .role_kind = kind, .added = lacking(d, &new, &old), .removed = lacking(d, &old, &new)};
    struct reason why = {role_kind_name(kind), S("another body"), CLASS_SUBSTANTIVE};
    if (r.added.n || r.removed.n)
        *vec_push(d->a, &c->roles) = r;
    else if (c->old.n == 1 && c->new.n == 1)
        why = (struct reason){role_kind_name(kind), S("order, or another name of the same body"),
                              CLASS_EDITORIAL};
    else
        return;
    diff_because(d, c, why);
}

static bool names_one(const str_list *list, struct str name) {
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->at[i], name))
            return true;
    return false;
}

/* A body that left one role for another: promoted, or the reverse. */
static void tell_promotions(const struct differ *d, struct change *c) {
    for (size_t i = 0; i < c->roles.n * c->roles.n; i++) {
        const struct role_change *to = &c->roles.at[i / c->roles.n];
        const struct role_change *from = &c->roles.at[i % c->roles.n];
        for (size_t k = 0; k < to->added.n; k++)
            if (names_one(&from->removed, to->added.at[k]))
                diff_because(
                    d, c,
                    (struct reason){role_kind_name(to->role_kind),
                                    str_fmt(d->a, "%.*s, %.*s before", STR_ARG(to->added.at[k]),
                                            STR_ARG(role_kind_name(from->role_kind))),
                                    CLASS_SUBSTANTIVE});
    }
}

static bool same_line(const struct differ *d, const struct assignment *x,
                      const struct assignment *y) {
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++) {
        mention_list old = {0}, new = {0};
        add_mentions(d->a, &old, &x->roles, k);
        add_mentions(d->a, &new, &y->roles, k);
        if (lacking(d, &old, &new).n || lacking(d, &new, &old).n)
            return false;
    }
    return true;
}

/* Of a measure with several lines of deadline and units, the bodies may be the same and each stand
 * in another line. */
static void diff_lines(const struct differ *d, struct change *c) {
    const struct measure *old = c->old.at[0].measure, *new = c->new.at[0].measure;
    if (c->roles.n || c->old.n + c->new.n > 2 || !old || !new ||
        old->assignments.n != new->assignments.n)
        return;
    for (size_t i = 0; old->assignments.n > 1 && i < old->assignments.n; i++)
        if (!same_line(d, &old->assignments.at[i], &new->assignments.at[i])) {
            diff_because(d, c,
                         (struct reason){S("assignments"), S("the same bodies in other lines"),
                                         CLASS_SUBSTANTIVE});
            return;
        }
}

void diff_roles(struct differ *d, struct change *c) {
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
        diff_role(d, c, k);
    tell_promotions(d, c);
    diff_lines(d, c);
}
