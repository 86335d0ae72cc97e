/* Resolution: which organisation or person a mention means. */
#include "extract/extract.h"

static void resolve_mention(struct mention *m, enum role_kind kind, const struct rules *rules) {
    enum org_shape shape = rules_org_shape(rules, m->mention);
    m->org_id = m->org = (struct str){0};
    m->method = METHOD_NONE;
    m->org_kind = ORG_UNKNOWN;
    if (kind == ROLE_OFFICIAL) {
        m->org_kind = ORG_PERSON;
        m->org = m->mention;
        m->method = METHOD_EXACT;
    } else if (shape == SHAPE_GROUP) {
        m->org_kind = ORG_GROUP;
        m->org = m->mention;
        m->method = METHOD_RULE;
    } else if (shape == SHAPE_BODY) {
        m->org_kind = ORG_BODY;
    }
}

static void resolve_role(struct role *r, const struct rules *rules) {
    for (size_t i = 0; i < r->mentions.n; i++)
        resolve_mention(&r->mentions.at[i], r->role_kind, rules);
}

static void resolve_assignment(struct assignment *as, const struct rules *rules) {
    for (size_t r = 0; r < as->roles.n; r++)
        resolve_role(&as->roles.at[r], rules);
}

void resolve_plan(struct plan *plan, const struct rules *rules) {
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++)
            resolve_assignment(&plan->measures.at[i].assignments.at[k], rules);
    for (size_t i = 0; i < plan->clauses.n; i++)
        for (size_t k = 0; k < plan->clauses.at[i].assignments.n; k++)
            resolve_assignment(&plan->clauses.at[i].assignments.at[k], rules);
    for (size_t i = 0; i < plan->indicators.n; i++)
        for (size_t r = 0; r < plan->indicators.at[i].roles.n; r++)
            resolve_role(&plan->indicators.at[i].roles.at[r], rules);
}
