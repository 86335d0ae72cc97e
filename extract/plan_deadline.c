#include "extract/plan.h"

static bool same_period(const struct assignment *a, const struct assignment *b) {
    return a->deadline_kind == b->deadline_kind && str_eq(a->deadline_start, b->deadline_start) &&
           str_eq(a->deadline_end, b->deadline_end);
}

/* ISO dates sort as text. */
static void widen(struct assignment *whole, const struct assignment *one) {
    if (whole->deadline_start.n == 0 ||
        (one->deadline_start.n && str_cmp(one->deadline_start, whole->deadline_start) < 0))
        whole->deadline_start = one->deadline_start;
    if (str_cmp(one->deadline_end, whole->deadline_end) > 0)
        whole->deadline_end = one->deadline_end;
}

struct assignment plan_deadline(struct arena *a, const struct measure *m) {
    struct assignment whole = {0};
    struct buf text = {.a = a};
    const struct assignment *first = NULL;
    for (size_t i = 0; i < m->assignments.n; i++) {
        const struct assignment *one = &m->assignments.at[i];
        if (one->deadline.n == 0)
            continue;
        bool printed = !first || !one->deadline_shared;
        if (first && printed)
            buf_byte(&text, '\n');
        if (!first)
            whole.deadline_kind = (first = one)->deadline_kind;
        if (!same_period(first, one))
            whole.deadline_kind = DEADLINE_MILESTONES;
        if (printed)
            buf_add(&text, one->deadline);
        widen(&whole, one);
    }
    whole.deadline = buf_str(&text);
    return whole;
}
