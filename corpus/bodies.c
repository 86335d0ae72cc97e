#include "corpus/bodies.h"

struct str plan_division(const struct plan *plan) {
    const struct document *d = &plan->document;
    return d->jurisdiction_code.n ? d->jurisdiction_code : d->jurisdiction;
}

struct str body_key(const struct mention *m, struct str division) {
    size_t colon = str_find(m->org_id, S(":"), 0);
    if (!m->org_id.n)
        return m->mention;
    if (colon != SIZE_MAX && division.n && str_eq(str_cut(m->org_id, 0, colon), division))
        return str_cut(m->org_id, colon + 1, m->org_id.n);
    return m->org_id;
}
