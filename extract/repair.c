/* Texts of the plan are repaired by rules; what was printed stays in measure_raw and in the
 * corrections.
 */
#include "base/utf8.h"
#include "extract/work.h"

struct mender {
    struct work *w;
    enum repair_scope text; /* for running text of this document */
    VEC(struct edit) names; /* of the table at hand that were mended */
};

static void keep(struct mender *m, const struct edits *edits, struct correction where) {
    struct plan *plan = m->w->plan;
    for (size_t i = 0; i < edits->list.n; i++) {
        const struct edit *e = &edits->list.at[i];
        where.printed = e->printed;
        where.corrected = e->corrected;
        where.rule = e->rule;
        where.confidence = e->confidence;
        *vec_push(plan->a, &plan->corrections) = where;
    }
}

static void mend(struct mender *m, struct str *text, enum repair_scope scope,
                 struct correction where) {
    struct edits edits = {0};
    *text = repair(rules_repairs(m->w->rules), m->w->plan->a, *text, scope, &edits);
    keep(m, &edits, where);
}

/* A name carried down from the row above was mended and counted there. */
static void mend_name(struct mender *m, struct str *name, const struct str *above,
                      const struct str *above_mended, struct correction where) {
    if (above && str_eq(*name, *above))
        *name = *above_mended;
    else
        mend(m, name, REPAIR_NAME, where);
}

struct names {
    struct str title, section, task;
};

static void mend_measures(struct mender *m) {
    struct plan *plan = m->w->plan;
    struct names raw = {0}, mended = {0};
    for (size_t i = 0; i < plan->measures.n; i++) {
        struct measure *x = &plan->measures.at[i];
        struct names now = {x->table_title, x->section, x->task};
        struct correction at = {.table_no = x->table_no,
                                .task_no = x->task_no,
                                .measure_no = x->measure_no,
                                .at = x->at};
        bool first = i == 0;
        at.field = S("table_title");
        mend_name(m, &x->table_title, first ? NULL : &raw.title, &mended.title, at);
        at.field = S("section");
        mend_name(m, &x->section, first ? NULL : &raw.section, &mended.section, at);
        at.field = S("task");
        mend_name(m, &x->task, first ? NULL : &raw.task, &mended.task, at);
        at.field = S("measure");
        mend(m, &x->measure, m->text, at);
        raw = now;
        mended = (struct names){x->table_title, x->section, x->task};
    }
}

/* A column's name stands in every row, a row's name in every column: each is mended once. */
static void mend_once(struct mender *m, struct str *name, struct correction where) {
    for (size_t i = m->names.n; i > 0; i--)
        if (str_eq(m->names.at[i - 1].printed, *name)) {
            *name = m->names.at[i - 1].corrected;
            return;
        }
    struct str printed = *name;
    mend(m, name, REPAIR_NAME, where);
    if (!str_eq(printed, *name))
        *vec_push(m->w->a, &m->names) = (struct edit){.printed = printed, .corrected = *name};
}

static void mend_indicators(struct mender *m) {
    struct plan *plan = m->w->plan;
    for (size_t i = 0; i < plan->indicators.n; i++) {
        struct indicator *x = &plan->indicators.at[i];
        struct correction at = {.table_no = x->table_no, .at = x->at};
        if (i == 0 || x->table_no != x[-1].table_no)
            m->names.n = 0;
        at.field = S("col");
        mend_once(m, &x->col, at);
        at.field = S("row_label");
        mend_once(m, &x->row_label, at);
        at.field = S("value");
        mend(m, &x->value, REPAIR_NAME, at);
    }
}

static void mend_prose(struct mender *m) {
    struct plan *plan = m->w->plan;
    for (size_t i = 0; i < plan->clauses.n; i++)
        mend(m, &plan->clauses.at[i].text, m->text,
             (struct correction){.field = S("clause"), .at = plan->clauses.at[i].at});
    for (size_t i = 0; i < plan->footnotes.n; i++)
        mend(m, &plan->footnotes.at[i].text, m->text,
             (struct correction){.field = S("footnote"), .at = plan->footnotes.at[i].at});
    for (size_t i = 0; i < plan->outline.n; i++)
        mend(m, &plan->outline.at[i].title, REPAIR_NAME,
             (struct correction){.field = S("title"), .at = plan->outline.at[i].at});
}

void repair_texts(struct work *w) {
    struct mender m = {.w = w, .text = w->plan->footnotes.n ? REPAIR_NOTED : REPAIR_TEXT};
    mend_measures(&m);
    mend_indicators(&m);
    mend_prose(&m);
}
