/* Resolution: which organisation or person a mention means. */
#include "extract/extract.h"

typedef void role_fn(struct resolver *r, struct role *role);

static void each_role(struct resolver *r, plan_roles *roles, role_fn *fn) {
    for (size_t i = 0; i < roles->n; i++)
        fn(r, &roles->at[i]);
}

static void each_assignment(struct resolver *r, struct assignment *list, size_t n, role_fn *fn) {
    for (size_t i = 0; i < n; i++)
        each_role(r, &list[i].roles, fn);
}

static void each_role_of_plan(struct resolver *r, struct plan *plan, role_fn *fn) {
    for (size_t i = 0; i < plan->measures.n; i++)
        each_assignment(r, plan->measures.at[i].assignments.at, plan->measures.at[i].assignments.n,
                        fn);
    for (size_t i = 0; i < plan->clauses.n; i++)
        each_assignment(r, plan->clauses.at[i].assignments.at, plan->clauses.at[i].assignments.n,
                        fn);
    for (size_t i = 0; i < plan->indicators.n; i++)
        each_role(r, &plan->indicators.at[i].roles, fn);
}

static void hear_role(struct resolver *r, struct role *role) {
    for (size_t i = 0; role->role_kind != ROLE_OFFICIAL && i < role->mentions.n; i++)
        resolver_hear(r, role->mentions.at[i].mention);
}

struct resolver *plan_resolver(struct plan *plan, const struct rules *rules) {
    const struct document *d = &plan->document;
    const struct org_document context = {d->jurisdiction_code, d->jurisdiction, d->year_start};
    struct resolver *r = resolver_new(plan->a, rules, &context);
    each_role_of_plan(r, plan, hear_role);
    resolver_heard(r);
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

static void resolve_role(struct resolver *r, struct role *role) {
    for (size_t i = 0; i < role->mentions.n; i++) {
        struct mention *m = &role->mentions.at[i];
        if (role->role_kind == ROLE_OFFICIAL) {
            resolve_person(m);
            continue;
        }
        struct org_answer answer = resolve(r, m->mention);
        m->org_id = answer.id;
        m->org = answer.name;
        m->org_kind = kind_of(answer.type);
        m->method = method_of(answer.how);
        set_confidence(m, answer.confidence);
    }
}

void resolve_plan(struct plan *plan, const struct rules *rules) {
    each_role_of_plan(plan_resolver(plan, rules), plan, resolve_role);
}
