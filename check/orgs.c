/* Organisations: unknown, of another time or place, twice in one measure, under several names. */
#include "base/utf8.h"
#include "check/checker.h"
#include "extract/extract.h"
#include "rules/registry.h"
#include <stdlib.h>

/* A mention with where it stands. */
struct seen {
    const struct mention *m;
    struct where where;
    enum role_kind kind;
    bool shared, outdated;
    bool prose; /* running text names fields for bodies (园林、水务等部门) */
    size_t nth;
};
typedef VEC(struct seen) seen_list;

struct units {
    struct checker *c;
    struct resolver *r;
    seen_list all;
};

static bool same_unit(const struct mention *x, const struct mention *y) {
    if (x->org_id.n || y->org_id.n)
        return str_eq(x->org_id, y->org_id);
    return x->org_kind != ORG_GROUP && str_eq(x->mention, y->mention);
}

static bool is_duty(enum role_kind kind) {
    return kind == ROLE_LEAD || kind == ROLE_RESPONSIBLE;
}

static struct finding *tell(struct units *u, enum check_code code, const struct seen *s) {
    struct finding *f = report(u->c, code, s->where, s->m->mention_raw);
    f->part[0] = s->m->mention;
    return f;
}

/* ---- within one assignment: mentions [from, to) of all ---- */

static bool leads_too(const struct units *u, size_t from, size_t to, const struct mention *m) {
    for (size_t i = from; i < to; i++)
        if (is_duty(u->all.at[i].kind) && !u->all.at[i].shared && same_unit(u->all.at[i].m, m))
            return true;
    return false;
}

static bool named_before(const struct units *u, size_t from, size_t i) {
    const struct seen *s = &u->all.at[i];
    for (size_t k = from; k < i; k++)
        if (u->all.at[k].kind == s->kind && same_unit(u->all.at[k].m, s->m))
            return true;
    return false;
}

static void check_assignment(struct units *u, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const struct seen *s = &u->all.at[i];
        if (s->kind == ROLE_OFFICIAL)
            continue;
        if (s->kind == ROLE_SUPPORT && !s->shared && leads_too(u, from, to, s->m))
            tell(u, CHECK_LEAD_AND_SUPPORT, s);
        if (!s->shared && named_before(u, from, i))
            tell(u, CHECK_UNIT_REPEATED, s);
    }
}

static void add_roles(struct units *u, const plan_roles *roles, struct where where, bool prose) {
    size_t from = u->all.n;
    for (size_t r = 0; r < roles->n; r++) {
        const struct role *role = &roles->at[r];
        for (size_t i = 0; i < role->mentions.n; i++) {
            size_t nth = u->all.n;
            *vec_push(u->c->a, &u->all) = (struct seen){.m = &role->mentions.at[i],
                                                        .where = where,
                                                        .kind = role->role_kind,
                                                        .shared = role->shared,
                                                        .prose = prose,
                                                        .nth = nth};
        }
    }
    check_assignment(u, from, u->all.n);
}

static void add_all(struct units *u) {
    const struct plan *p = u->c->plan;
    for (size_t i = 0; i < p->measures.n; i++)
        for (size_t k = 0; k < p->measures.at[i].assignments.n; k++)
            add_roles(u, &p->measures.at[i].assignments.at[k].roles, where_of(&p->measures.at[i]),
                      false);
    for (size_t i = 0; i < p->clauses.n; i++)
        for (size_t k = 0; k < p->clauses.at[i].assignments.n; k++)
            add_roles(u, &p->clauses.at[i].assignments.at[k].roles,
                      (struct where){.at = p->clauses.at[i].at}, true);
    for (size_t i = 0; i < p->indicators.n; i++) {
        const struct indicator *x = &p->indicators.at[i];
        add_roles(u, &x->roles, (struct where){x->at, x->table_no, 0, 0, x->row_no}, false);
    }
}

/* ---- each by itself ---- */

static const struct division *division_of(const struct units *u, struct str code) {
    bool listed = code.n == 6 || code.n == 9;
    return listed ? division_by_code(rules_gazetteer(u->c->rules), code) : NULL;
}

/* Another place of the same kind: neither the plan's own, nor above or below it. */
static bool elsewhere(const struct division *home, const struct division *its) {
    return home && its && home != its && !division_above(home, its) && !division_above(its, home) &&
           !str_eq(home->code, its->code);
}

/* A neighbour may help; to lead or be responsible is for one's own. */
static void check_place(struct units *u, const struct seen *s, const struct org_answer *x) {
    const struct division *home = resolver_home(u->r), *its = division_of(u, x->code);
    if (s->kind == ROLE_SUPPORT || !elsewhere(home, its))
        return;
    struct finding *f = tell(u, CHECK_UNIT_ELSEWHERE, s);
    f->part[1] = its->name;
    f->part[2] = home->name;
}

static struct str name_of(const struct units *u, struct str id, struct str otherwise) {
    struct org_facts facts = resolver_facts(u->r, id);
    for (size_t i = 0; i < facts.names.n; i++)
        if (facts.names.at[i].full)
            return facts.names.at[i].name;
    return otherwise;
}

static void check_time(struct units *u, struct seen *s, const struct org_answer *x) {
    const struct document *d = &u->c->plan->document;
    bool over = x->to && d->year_start && x->to < d->year_start;
    s->outdated = over || x->renamed;
    if (s->outdated) {
        struct finding *f = tell(u, CHECK_UNIT_OUTDATED, s);
        struct str now = over ? x->successor : x->id;
        f->part[1] = str_fmt(u->c->a, "%d", over ? x->to : x->renamed);
        f->part[2] = name_of(u, now, now);
    } else if (x->from && d->year_end && x->from > d->year_end) {
        tell(u, CHECK_UNIT_EARLY, s)->part[1] = str_fmt(u->c->a, "%d", x->from);
    }
}

/* Extraction noticed the same name, and knew less of it. */
static void forget_odd(struct checker *c, const struct seen *s) {
    size_t kept = 0;
    for (size_t i = 0; i < c->found.n; i++) {
        const struct finding *f = &c->found.at[i];
        bool same = f->code == CHECK_ODD_UNIT && str_eq(f->part[0], s->m->mention) &&
                    f->table_no == s->where.table_no && f->task_no == s->where.task_no &&
                    f->measure_no == s->where.measure_no;
        if (!same)
            c->found.at[kept++] = *f;
    }
    c->found.n = kept;
}

static void check_unit(struct units *u, struct seen *s) {
    if (s->m->org_kind == ORG_PERSON || s->kind == ROLE_OFFICIAL)
        return;
    struct org_answer x = resolve(u->r, s->m->mention);
    if (s->prose && (x.type == ORG_TYPE_NONE || x.how == ORG_HOW_FUZZY))
        return;
    if (x.type == ORG_TYPE_NONE) {
        bool formed = rules_org_shape(u->c->rules, s->m->mention) == SHAPE_BODY;
        forget_odd(u->c, s);
        tell(u, formed ? CHECK_UNIT_UNLISTED : CHECK_UNIT_UNKNOWN, s);
        return;
    }
    if (x.how == ORG_HOW_FUZZY) {
        forget_odd(u->c, s);
        tell(u, CHECK_UNIT_MISSPELT, s)->part[1] = x.name;
    }
    if (x.type == ORG_TYPE_BODY) {
        check_place(u, s, &x);
        check_time(u, s, &x);
    }
}

/* ---- several names of one unit ---- */

static int by_unit(const void *x, const void *y) {
    const struct seen *a = x, *b = y;
    int order = str_cmp(a->m->org_id, b->m->org_id);
    order = order ? order : str_cmp(a->m->mention, b->m->mention);
    return order ? order : (a->nth > b->nth) - (a->nth < b->nth);
}

/* A second name in brackets behind the first (区科信局（高新区管委会）). */
static bool adds_brackets(struct str x, struct str y) {
    struct str rest = str_cut(x, y.n, x.n);
    return str_starts(x, y) && (str_starts(rest, S("（")) || str_starts(rest, S("(")));
}

/* Mentions [from, to) are of one unit, in the order of their words: each wording but the most
 * frequent is told where it first stands. */
static void check_names(struct units *u, const seen_list *list, size_t from, size_t to) {
    size_t best = from, best_n = 0;
    for (size_t i = from, n; i < to; i += n) {
        for (n = 1; i + n < to && str_eq(list->at[i].m->mention, list->at[i + n].m->mention);)
            n++;
        if (n > best_n) {
            best = i;
            best_n = n;
        }
    }
    for (size_t i = from, n; i < to; i += n) {
        for (n = 1; i + n < to && str_eq(list->at[i].m->mention, list->at[i + n].m->mention);)
            n++;
        struct str x = list->at[i].m->mention, y = list->at[best].m->mention;
        if (i == best || adds_brackets(x, y) || adds_brackets(y, x))
            continue;
        struct finding *f = tell(u, CHECK_UNIT_VARIANTS, &list->at[i]);
        f->part[1] = y;
        f->part[2] = str_fmt(u->c->a, "%zu", best_n);
    }
}

static void check_variants(struct units *u) {
    seen_list list = {0};
    for (size_t i = 0; i < u->all.n; i++) {
        const struct mention *m = u->all.at[i].m;
        bool sure = m->method != METHOD_FUZZY && m->method != METHOD_NONE;
        if (m->org_id.n && m->org_kind != ORG_PERSON && sure && !u->all.at[i].outdated &&
            !u->all.at[i].prose)
            *vec_push(u->c->a, &list) = u->all.at[i];
    }
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, by_unit);
    for (size_t i = 0, to; i < list.n; i = to) {
        for (to = i + 1; to < list.n && str_eq(list.at[i].m->org_id, list.at[to].m->org_id);)
            to++;
        check_names(u, &list, i, to);
    }
}

/* ---- old names in running text ---- */

/* 区环保局: the last character of a division's name stands in front; 城市 and 原 are none. */
static struct str division_before(struct str s, size_t at) {
    static const struct str ends[] = {S("区"), S("市"), S("县"), S("省")};
    struct str before = str_cut(s, 0, at);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(before, ends[i]) && !str_ends(before, S("城市")) &&
            !str_ends(str_cut(before, 0, before.n - ends[i].n), S("原")))
            return ends[i];
    return (struct str){0};
}

static void check_old_name(struct checker *c, const struct passage *p, const struct form *form) {
    struct str tail = str_cut(form->text, 1, form->text.n);
    for (size_t at = 0; (at = str_find(p->text, tail, at)) != SIZE_MAX; at += tail.n) {
        struct str front = division_before(p->text, at);
        if (front.n == 0)
            continue;
        struct str words = str_cut(p->text, at - front.n, at + tail.n);
        struct finding *f = report(c, CHECK_UNIT_OUTDATED, p->where, words);
        f->part[0] = words;
        f->part[1] = str_fmt(c->a, "%d", form->org->to);
        f->part[2] = str_fmt(c->a, "%.*s%.*s", STR_ARG(front), STR_ARG(form->org->successor));
    }
}

static void check_old_names(struct checker *c) {
    enum { SHORT = 7 }; /* bytes: two characters may be anything */
    size_t n;
    const struct form *forms = registry_forms(rules_registry(c->rules), &n);
    int year = c->plan->document.year_start;
    for (size_t k = 0; k < n; k++) {
        const struct form *form = &forms[k];
        const struct org *org = form->org;
        bool old = org->type == ORG_OF_KIND && org->to && org->to < year && org->successor.n;
        if (!old || form->slots != 1 || !str_starts(form->text, S("@")) || form->text.n - 1 < SHORT)
            continue;
        for (size_t i = 0; i < c->passages.n; i++)
            if (c->passages.at[i].of == OF_MEASURE || c->passages.at[i].of == OF_CLAUSE)
                check_old_name(c, &c->passages.at[i], form);
    }
}

void check_orgs(struct checker *c) {
    struct units u = {.c = c, .r = plan_resolver(c->plan, c->rules)};
    add_all(&u);
    for (size_t i = 0; i < u.all.n; i++)
        check_unit(&u, &u.all.at[i]);
    check_variants(&u);
    check_old_names(c);
}
