/* Resolution: which organisation or person a mention means. */
#include "base/utf8.h"
#include "extract/extract.h"
#include <string.h>

struct resolving {
    struct arena *a;
    struct resolver *r;
    struct diags *diags; /* the plan's */
};

typedef void role_fn(const struct resolving *c, struct role *role);

static void each_role(const struct resolving *c, plan_roles *roles, role_fn *fn) {
    for (size_t i = 0; i < roles->n; i++)
        fn(c, &roles->at[i]);
}

static void each_assignment(const struct resolving *c, struct assignment *list, size_t n,
                            role_fn *fn) {
    for (size_t i = 0; i < n; i++)
        each_role(c, &list[i].roles, fn);
}

static void each_role_of_plan(const struct resolving *c, struct plan *plan, role_fn *fn) {
    for (size_t i = 0; i < plan->measures.n; i++)
        each_assignment(c, plan->measures.at[i].assignments.at, plan->measures.at[i].assignments.n,
                        fn);
    for (size_t i = 0; i < plan->clauses.n; i++)
        each_assignment(c, plan->clauses.at[i].assignments.at, plan->clauses.at[i].assignments.n,
                        fn);
    for (size_t i = 0; i < plan->indicators.n; i++)
        each_role(c, &plan->indicators.at[i].roles, fn);
}

static void hear_role(const struct resolving *c, struct role *role) {
    for (size_t i = 0; role->role_kind != ROLE_OFFICIAL && i < role->mentions.n; i++)
        resolver_hear(c->r, role->mentions.at[i].mention);
}

static void know_role(const struct resolving *c, struct role *role) {
    for (size_t i = 0; role->role_kind != ROLE_OFFICIAL && i < role->mentions.n; i++)
        resolver_know(c->r, role->mentions.at[i].mention);
}

struct resolver *plan_resolver(struct plan *plan, const struct rules *rules) {
    const struct document *d = &plan->document;
    const struct org_document context = {d->jurisdiction_code, d->jurisdiction, d->year_start,
                                         facts_of_town(rules_facts(rules), d->title)};
    struct resolver *r = resolver_new(plan->a, rules, &context);
    each_role_of_plan(&(struct resolving){plan->a, r, &plan->diags}, plan, hear_role);
    resolver_heard(r);
    each_role_of_plan(&(struct resolving){plan->a, r, &plan->diags}, plan, know_role);
    return r;
}

static enum method method_of(enum org_how how) {
    static const enum method methods[] = {METHOD_NONE, METHOD_EXACT, METHOD_ALIAS, METHOD_RULE,
                                          METHOD_FUZZY};
    return methods[how];
}

static enum org_kind kind_of(enum org_type type) {
    static const enum org_kind kinds[] = {ORG_UNKNOWN, ORG_BODY, ORG_GROUP};
    return kinds[type];
}

/* Extraction lowers the confidence of units that may stand in the wrong cell; that doubt stays. */
static void set_confidence(struct mention *m, double confidence) {
    bool doubted = m->confidence > 0 && m->confidence < confidence;
    m->confidence = doubted ? m->confidence : confidence;
}

static void resolve_person(struct mention *m) {
    m->org_id = (struct str){0};
    m->org = m->mention;
    m->org_kind = ORG_PERSON;
    m->method = METHOD_EXACT;
    set_confidence(m, 1);
}

static void resolve_body(struct mention *m, struct org_answer answer) {
    m->org_id = answer.id;
    m->org = answer.name;
    m->org_kind = kind_of(answer.type);
    m->method = method_of(answer.how);
    set_confidence(m, answer.confidence);
}

static void resolve_role(const struct resolving *c, struct role *role) {
    for (size_t i = 0; i < role->mentions.n; i++)
        if (role->role_kind == ROLE_OFFICIAL)
            resolve_person(&role->mentions.at[i]);
        else
            resolve_body(&role->mentions.at[i], resolve(c->r, role->mentions.at[i].mention));
}

/* ---- names run together ---- */

/* The part of raw, from *at, that holds n bytes besides white space. */
static struct str raw_part(struct str raw, size_t *at, size_t n) {
    size_t from = *at;
    while (n > 0 && *at < raw.n) {
        size_t i = *at;
        if (!utf8_is_space(utf8_next(raw, at)))
            n -= *at - i;
    }
    return utf8_trim(str_cut(raw, from, *at));
}

/* Nothing was taken off the name that the page prints. */
static bool is_bare(const struct resolving *c, const struct mention *m) {
    return str_eq(utf8_squeeze(c->a, m->mention_raw), m->mention);
}

/* The names that a mention runs together; none where it is one. */
static org_names names_in(const struct resolving *c, const struct mention *whole) {
    bool unknown = resolve(c->r, whole->mention).type == ORG_TYPE_NONE;
    return unknown && is_bare(c, whole) ? resolver_cut(c->r, whole->mention) : (org_names){0};
}

static void cut_mention(const struct resolving *c, const struct mention *whole, struct role *role) {
    const double cut_confidence = 0.9; /* the page does not show where the first name ends */
    org_names names = names_in(c, whole);
    if (names.n == 0)
        *vec_push(c->a, &role->mentions) = *whole;
    for (size_t i = 0, at = 0; i < names.n; i++) {
        struct mention *m = vec_push(c->a, &role->mentions);
        *m = *whole;
        m->mention = names.at[i];
        m->mention_raw = raw_part(whole->mention_raw, &at, names.at[i].n);
        set_confidence(m, cut_confidence);
    }
}

/* ---- names that wrap ---- */

enum { WRAPS = 3 }; /* lines of one name at most */

/* How many mentions from m on, n there are, are lines of one name: nobody is called like one of
 * them, and the registry has the name of all together. 1 where they are not. */
static size_t lines_of_name(const struct resolving *c, const struct mention *m, size_t n) {
    bool unknown = false;
    for (size_t k = 0; k < n && k < WRAPS && is_bare(c, &m[k]); k++) {
        struct org_answer line = resolve(c->r, m[k].mention);
        unknown = unknown || line.type == ORG_TYPE_NONE || line.how == ORG_HOW_FUZZY;
        if (k == 0 || !unknown)
            continue;
        struct buf name = {.a = c->a};
        for (size_t i = 0; i <= k; i++)
            buf_add(&name, m[i].mention);
        struct org_answer whole = resolve(c->r, buf_str(&name));
        if (whole.id.n && (whole.how == ORG_HOW_EXACT || whole.how == ORG_HOW_ALIAS))
            return k + 1;
    }
    return 1;
}

/* What was odd about a line of a name is not, now that the name is known. */
static void take_back(const struct resolving *c, struct str line) {
    struct diag *list = c->diags->list.at;
    size_t n = c->diags->list.n, i = 0;
    while (i < n && (list[i].code != DIAG_ODD_MENTION || !str_eq(diag_detail(&list[i]), line)))
        i++;
    if (i == n)
        return;
    memmove(&list[i], &list[i + 1], (n - i - 1) * sizeof *list);
    c->diags->list.n--;
}

static struct mention join_lines(const struct resolving *c, const struct mention *m, size_t n) {
    struct mention whole = *m;
    for (size_t k = 0; k < n && n > 1; k++)
        take_back(c, m[k].mention);
    for (size_t k = 1; k < n; k++) {
        whole.mention = str_fmt(c->a, "%.*s%.*s", STR_ARG(whole.mention), STR_ARG(m[k].mention));
        whole.mention_raw =
            str_fmt(c->a, "%.*s\n%.*s", STR_ARG(whole.mention_raw), STR_ARG(m[k].mention_raw));
    }
    return whole;
}

/* Corrects what the page alone could not tell of where names begin and end. */
static void cut_role(const struct resolving *c, struct role *role) {
    struct role before = *role;
    size_t same = 0, all = role->mentions.n;
    if (role->role_kind == ROLE_OFFICIAL)
        return;
    while (same < all && lines_of_name(c, &before.mentions.at[same], all - same) == 1 &&
           names_in(c, &before.mentions.at[same]).n == 0)
        same++;
    if (same == all) /* most roles */
        return;
    memset(&role->mentions, 0, sizeof role->mentions);
    for (size_t i = 0, n; i < all; i += n) {
        const struct mention *m = &before.mentions.at[i];
        n = lines_of_name(c, m, all - i);
        struct mention whole = join_lines(c, m, n);
        cut_mention(c, &whole, role);
    }
}

/* A place that only its units tell is the document's. */
static void keep_place(struct plan *plan, const struct division *home) {
    struct document *d = &plan->document;
    if (!home || d->jurisdiction.n)
        return;
    bool listed = utf8_len(home->code) == home->code.n;
    d->jurisdiction = home->name;
    d->jurisdiction_code = listed ? home->code : S("");
    diag_add(&plan->diags, DIAG_PLACE_INFERRED, (struct place){0}, home->name);
}

void resolve_plan(struct plan *plan, const struct rules *rules) {
    const struct resolving c = {plan->a, plan_resolver(plan, rules), &plan->diags};
    keep_place(plan, resolver_home(c.r));
    each_role_of_plan(&c, plan, cut_role);
    each_role_of_plan(&c, plan, resolve_role);
}
