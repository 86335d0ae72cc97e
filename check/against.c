/* The plan of the level above: what it gives to this place, and its targets. */
#include "base/utf8.h"
#include "check/checker.h"
#include "corpus/changes.h"
#include "corpus/fold.h"

enum { SHOWN = 40 };
static const uint64_t BEHIND = (uint64_t)1 << 40; /* all that has a place in the document */

/* ---- is it said somewhere, in other words? ---- */

enum { BITS = 8192, WORDS = BITS / 64 };
static const double SAME_NAME = 0.5, SOME_TEXT = 0.15, MUCH_TEXT = 0.4;

/* The pairs of neighbouring characters of a text, hashed. */
struct pairs {
    uint64_t bits[WORDS];
};

static void add_pairs(struct pairs *p, struct str s) {
    uint32_t last = 0;
    for (size_t i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        if (last && utf8_is_han(cp)) {
            uint32_t h = (last * 0x9E3779B1u ^ (uint32_t)cp * 0x85EBCA77u) >> 19;
            p->bits[h / 64] |= (uint64_t)1 << (h % 64);
        }
        last = utf8_is_han(cp) ? (uint32_t)cp : 0;
    }
}

static struct pairs pairs_of(struct str x, struct str y) {
    struct pairs p = {{0}};
    add_pairs(&p, x);
    add_pairs(&p, y);
    return p;
}

/* How much of x is in y, 0 to 1. */
static double part_in(const struct pairs *x, const struct pairs *y) {
    int all = 0, shared = 0;
    for (size_t i = 0; i < WORDS; i++) {
        all += __builtin_popcountll(x->bits[i]);
        shared += __builtin_popcountll(x->bits[i] & y->bits[i]);
    }
    return all ? (double)shared / all : 0;
}

struct saying {
    struct pairs name, text;
};

struct sayings {
    struct saying *at;
    size_t n;
};

static struct sayings sayings_of(struct arena *a, const struct plan *plan) {
    struct sayings s = {arena_array(a, plan->measures.n + plan->clauses.n + 1, sizeof *s.at), 0};
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        s.at[s.n++] = (struct saying){pairs_of(m->task, S("")), pairs_of(m->task, m->measure)};
    }
    for (size_t i = 0; i < plan->clauses.n; i++)
        s.at[s.n++].text = pairs_of(plan->clauses.at[i].text, S(""));
    return s;
}

/* Alignment pairs one to one; a district may say in one measure what the city says in three, or
 * under the same name in other words. */
static bool is_said(const struct sayings *own, const struct measure *m) {
    const struct pairs name = pairs_of(m->task, S("")), text = pairs_of(m->task, m->measure);
    for (size_t i = 0; i < own->n; i++) {
        double part = part_in(&text, &own->at[i].text);
        if (part >= MUCH_TEXT ||
            (part >= SOME_TEXT && part_in(&name, &own->at[i].name) >= SAME_NAME))
            return true;
    }
    return false;
}

/* ---- whom it concerns ---- */

/* Does the mention mean this place, or all places of its level? */
static bool means_here(const struct checker *c, const struct mention *m) {
    static const struct str all[] = {S("各区"),     S("各县"), S("各市"),  S("相关区"),
                                     S("各级政府"), S("各旗"), S("区政府")};
    const struct document *d = &c->plan->document;
    size_t colon = str_find(m->org_id, S(":"), 0);
    if (d->jurisdiction_code.n && str_eq(str_cut(m->org_id, 0, colon), d->jurisdiction_code))
        return true;
    for (size_t i = 0; m->org_kind == ORG_GROUP && i < sizeof all / sizeof *all; i++)
        if (str_find(m->org, all[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static bool concerns(const struct checker *c, const struct measure *m) {
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t r = 0; r < m->assignments.at[i].roles.n; r++) {
            const struct role *role = &m->assignments.at[i].roles.at[r];
            for (size_t k = 0; role->role_kind != ROLE_SUPPORT && k < role->mentions.n; k++)
                if (means_here(c, &role->mentions.at[k]))
                    return true;
        }
    return false;
}

static void not_carried(struct checker *c, const struct measure *m) {
    struct str words = around(m->measure, 0, 0, SHOWN);
    struct finding place = {
        .table_no = m->table_no, .task_no = m->task_no, .measure_no = m->measure_no};
    struct finding *f = report(c, CHECK_NOT_CARRIED, (struct where){0}, words);
    f->part[0] = str_fmt(c->a, "%.*s %.*s", STR_ARG(finding_item(c->a, &place)), STR_ARG(m->task));
    f->order = BEHIND + (uint64_t)(m - c->against->measures.at);
}

/* ---- targets ---- */

static const plan_quantities *quantities_of(const struct item *x) {
    return x->measure ? &x->measure->quantities : x->clause ? &x->clause->quantities : NULL;
}

static struct where place_of(const struct item *x) {
    return x->measure ? where_of(x->measure) : (struct where){.at = x->clause->at};
}

static struct str shown(struct arena *a, const struct quantity *q) {
    struct buf b = {.a = a};
    buf_add(&b, str_eq(q->comparator, S("=")) ? S("") : q->comparator);
    plan_put_real(&b, q->value);
    buf_add(&b, q->unit);
    return buf_str(&b);
}

static struct str key_of(struct arena *a, struct str subject) {
    struct buf b = {.a = a};
    static const struct str scopes[] = {S("全区"), S("全市"), S("全县")};
    for (size_t i = 0; i < 3; i++)
        if (str_starts(subject, scopes[i]))
            subject = str_cut(subject, scopes[i].n, subject.n);
    fold_text(&b, subject);
    return buf_str(&b);
}

/* 1: more is better, -1: less is, 0: nobody says. */
static int direction(const struct quantity *x, const struct quantity *y) {
    static const struct str less[] = {S("浓度"), S("漏损率"), S("差等级"), S("降尘量"),
                                      S("能耗"), S("排放量"), S("水耗"),   S("超标率")};
    for (size_t i = 0; i < sizeof less / sizeof *less; i++)
        if (str_find(x->subject, less[i], 0) != SIZE_MAX)
            return -1;
    char cx = x->comparator.n ? x->comparator.p[0] : 0,
         cy = y->comparator.n ? y->comparator.p[0] : 0;
    if (cx == '<' || cy == '<')
        return -1;
    bool rate = str_ends(x->subject, S("率")) || str_ends(x->subject, S("比例")) ||
                str_ends(x->subject, S("比重"));
    return cx == '>' || cy == '>' || rate ? 1 : 0;
}

static void check_pair(struct checker *c, const struct quantity *theirs, const struct quantity *own,
                       struct where where) {
    if (!theirs->has_value || !own->has_value || theirs->subject.n == 0 ||
        !str_eq(theirs->unit, own->unit) ||
        (theirs->year && own->year && theirs->year != own->year) ||
        !str_eq(key_of(c->a, theirs->subject), key_of(c->a, own->subject)))
        return;
    int d = direction(theirs, own);
    bool below = d > 0 ? own->value < theirs->value : d < 0 && own->value > theirs->value;
    if (!below)
        return;
    struct finding *f = report(c, CHECK_TARGET_BELOW, where, own->text);
    f->part[0] = own->subject;
    f->part[1] = shown(c->a, own);
    f->part[2] = shown(c->a, theirs);
}

static void check_items(struct checker *c, const struct item *theirs, const struct item *own) {
    const plan_quantities *x = quantities_of(theirs), *y = quantities_of(own);
    for (size_t i = 0; x && y && i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            check_pair(c, &x->at[i], &y->at[k], place_of(own));
}

void check_against(struct checker *c) {
    match_list matches = {0};
    if (!c->against)
        return;
    align_plans(c->a, c->against, c->plan, &matches);
    const struct sayings own = sayings_of(c->a, c->plan);
    for (size_t i = 0; i < matches.n; i++) {
        const struct match *m = &matches.at[i];
        for (size_t k = 0; k < m->old.n; k++)
            if (m->new.n)
                check_items(c, &m->old.at[k], &m->new.at[0]);
            else if (m->old.at[k].measure && concerns(c, m->old.at[k].measure) &&
                     !is_said(&own, m->old.at[k].measure))
                not_carried(c, m->old.at[k].measure);
    }
}
