#include "extract/plan.h"

static bool same_task(const struct measure *a, const struct measure *b) {
    return a->table_no == b->table_no && a->task_no == b->task_no && str_eq(a->task, b->task) &&
           str_eq(a->section, b->section);
}

static bool same_row(const struct indicator *a, const struct indicator *b) {
    return a->table_no == b->table_no && a->row_no == b->row_no &&
           str_eq(a->row_label, b->row_label);
}

struct plan_summary plan_summary(const struct plan *plan) {
    struct plan_summary s = {.document = plan->document,
                             .measures = (int64_t)plan->measures.n,
                             .clauses = (int64_t)plan->clauses.n};
    for (size_t i = 0; i < plan->measures.n; i++)
        s.tasks += i == 0 || !same_task(&plan->measures.at[i], &plan->measures.at[i - 1]);
    for (size_t i = 0; i < plan->indicators.n; i++)
        s.rows += i == 0 || !same_row(&plan->indicators.at[i], &plan->indicators.at[i - 1]);
    for (size_t i = 0; i < plan->diags.list.n; i++) {
        enum diag_level level = plan->diags.list.at[i].level;
        s.notes += level == DIAG_NOTE;
        s.warnings += level == DIAG_WARNING;
        s.errors += level == DIAG_ERROR;
    }
    return s;
}
