/* Where a stored value came from: its place, what was printed, which rules changed it, how sure it
 * is, and what was found about it.
 */
#include "out/show.h"

enum { LABEL_INDENT = 2, VALUE_INDENT = 4 };

struct explaining {
    struct show s;
    const struct measure *m; /* NULL: a clause, or a cell of a row */
    struct place at;
    int table_no;
    struct str field; /* empty: all */
};

static bool wanted(const struct explaining *e, struct str field) {
    return e->field.n == 0 || str_eq(e->field, field);
}

static void put(struct explaining *e, size_t indent, struct str label, struct str text) {
    layout_text(e->s.b, indent, label, text, e->s.view.width);
}

static bool same_correction(const struct correction *a, const struct correction *b) {
    return str_eq(a->rule, b->rule) && str_eq(a->printed, b->printed) &&
           str_eq(a->corrected, b->corrected);
}

static bool same_place(struct place a, struct place b) {
    return a.line == b.line && str_eq(place_path(a), place_path(b));
}

static bool corrects(const struct explaining *e, const struct correction *c, struct str field) {
    bool same = e->m ? c->task_no == e->m->task_no && c->measure_no == e->m->measure_no
                     : same_place(c->at, e->at);
    return same && c->table_no == e->table_no && str_eq(c->field, field);
}

/* Equal corrections in a row are told once, with their number. */
static void put_corrections(struct explaining *e, struct str field) {
    const struct correction *all = e->s.plan->corrections.at;
    size_t n = e->s.plan->corrections.n;
    for (size_t i = 0, times = 1; i < n; i += times, times = 1) {
        if (!corrects(e, &all[i], field))
            continue;
        while (i + times < n && corrects(e, &all[i + times], field) &&
               same_correction(&all[i], &all[i + times]))
            times++;
        put(e, VALUE_INDENT, S("rule    "),
            str_fmt(e->s.a, "%.*s: \"%.*s\" → \"%.*s\" (%.2f)%s", STR_ARG(all[i].rule),
                    STR_ARG(all[i].printed), STR_ARG(all[i].corrected), all[i].confidence,
                    times > 1 ? str_fmt(e->s.a, " × %zu", times).p : ""));
    }
}

static void put_text(struct explaining *e, struct str field, struct str value, struct str printed) {
    if (!wanted(e, field))
        return;
    put(e, LABEL_INDENT, field, (struct str){0});
    put(e, VALUE_INDENT, S("value   "), value.n ? value : S("—"));
    if (printed.n && !str_eq(value, printed))
        put(e, VALUE_INDENT, S("printed "), printed);
    put_corrections(e, field);
}

static void put_number(struct explaining *e) {
    if (!wanted(e, S("task_no")))
        return;
    put(e, LABEL_INDENT, S("task_no"), (struct str){0});
    put(e, VALUE_INDENT, S("value   "),
        e->m->task_no
            ? str_fmt(e->s.a, "%d%s", e->m->task_no,
                      e->m->task_no_inferred
                          ? " (its printed number was lost; it follows from its neighbours)"
                          : "")
            : S("—"));
}

static void put_deadline(struct explaining *e, const struct assignment *as) {
    bool none = !e->m && as->deadline.n == 0; /* of a clause nobody expects one */
    if (none || !wanted(e, S("deadline")))
        return;
    put(e, LABEL_INDENT, S("deadline"), (struct str){0});
    put(e, VALUE_INDENT, S("printed "), as->deadline.n ? as->deadline : S("—"));
    put(e, VALUE_INDENT, S("read as "),
        str_fmt(e->s.a, "%.*s %.*s%s%.*s", STR_ARG(deadline_kind_name(as->deadline_kind)),
                STR_ARG(as->deadline_start), as->deadline_start.n ? " to " : "",
                STR_ARG(as->deadline_end)));
}

static void put_mention(struct explaining *e, const struct mention *m) {
    struct buf b = {.a = e->s.a};
    buf_add(&b, m->mention);
    if (!str_eq(m->mention, m->mention_raw))
        buf_fmt(&b, ", printed \"%.*s\"", STR_ARG(m->mention_raw));
    buf_fmt(&b, " = %.*s", STR_ARG(m->org.n ? m->org : S("?")));
    if (m->org_id.n)
        buf_fmt(&b, " [%.*s]", STR_ARG(m->org_id));
    buf_fmt(&b, " (%.*s, %.*s, %.2f)", STR_ARG(org_kind_name(m->org_kind)),
            STR_ARG(method_name(m->method)), m->confidence);
    put(e, VALUE_INDENT, S("unit    "), buf_str(&b));
}

static void put_role(struct explaining *e, const struct role *r) {
    if (!wanted(e, role_kind_name(r->role_kind)) && !wanted(e, r->role))
        return;
    struct str name = r->role.n ? str_fmt(e->s.a, " (%.*s)", STR_ARG(r->role)) : S("");
    put(e, LABEL_INDENT, role_kind_name(r->role_kind),
        str_fmt(e->s.a, "%.*s%s", STR_ARG(name),
                r->shared ? ", one cell over several columns" : ""));
    if (r->mentions.n == 0)
        put(e, VALUE_INDENT, S("unit    "), S("—"));
    for (size_t i = 0; i < r->mentions.n; i++)
        put_mention(e, &r->mentions.at[i]);
}

static void put_assignment(struct explaining *e, const struct assignment *as) {
    put_deadline(e, as);
    for (size_t i = 0; i < as->roles.n; i++)
        put_role(e, &as->roles.at[i]);
}

static bool is_of(const struct explaining *e, const struct diag *d) {
    if (!e->m)
        return d->table_no == e->table_no && d->task_no == 0 && same_place(d->at, e->at);
    return d->table_no == e->table_no && d->task_no == e->m->task_no &&
           (d->measure_no == 0 || d->measure_no == e->m->measure_no);
}

static void put_findings(struct explaining *e) {
    for (size_t i = 0; i < e->s.plan->diags.list.n; i++) {
        const struct diag *d = &e->s.plan->diags.list.at[i];
        if (is_of(e, d))
            put(e, LABEL_INDENT, S("finding "),
                str_fmt(e->s.a, "%.*s %.*s: %.*s", STR_ARG(diag_level_name(d->level)),
                        STR_ARG(d->name), STR_ARG(d->text)));
    }
}

static void put_quantity(struct explaining *e, const struct quantity *q) {
    struct buf b = {.a = e->s.a};
    buf_fmt(&b, "%.*s %.*s ", STR_ARG(q->subject.n ? q->subject : S("?")), STR_ARG(q->comparator));
    plan_put_real(&b, q->value);
    buf_fmt(&b, "%s%.*s", q->unit.n ? " " : "", STR_ARG(q->unit));
    if (q->year)
        buf_fmt(&b, ", %d", q->year);
    buf_fmt(&b, ", printed \"%.*s\"", STR_ARG(q->text));
    put(e, VALUE_INDENT, S("target  "), buf_str(&b));
}

static void put_quantities(struct explaining *e, const plan_quantities *list) {
    if (list->n == 0 || !wanted(e, S("quantity")))
        return;
    put(e, LABEL_INDENT, S("quantity"), (struct str){0});
    for (size_t i = 0; i < list->n; i++)
        put_quantity(e, &list->at[i]);
}

static void put_references(struct explaining *e, const plan_references *list) {
    if (list->n == 0 || !wanted(e, S("reference")))
        return;
    put(e, LABEL_INDENT, S("reference"), (struct str){0});
    for (size_t i = 0; i < list->n; i++)
        put(e, VALUE_INDENT, S("cites   "),
            str_fmt(e->s.a, "《%.*s》 %.*s", STR_ARG(list->at[i].title),
                    STR_ARG(list->at[i].doc_no)));
}

/* ---- measures ---- */

static const struct measure *find_measure(const struct plan *plan, struct out_place at) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        if (m->table_no == at.table_no && m->task_no == at.task_no &&
            m->measure_no == at.measure_no)
            return m;
    }
    return NULL;
}

static int explain_measure(struct explaining *e, struct out_place at) {
    const struct measure *m = e->m = find_measure(e->s.plan, at);
    if (!m)
        return -1;
    put(e, 0, S(""),
        str_fmt(e->s.a, "%.*s %d.%d.%d, %.*s, %.*s", STR_ARG(e->s.plan->document.doc), at.table_no,
                at.task_no, at.measure_no, STR_ARG(e->s.plan->document.source_name),
                STR_ARG(show_place(e->s.a, m->at))));
    put_number(e);
    put_text(e, S("table_title"), m->table_title, (struct str){0});
    put_text(e, S("section"), m->section, (struct str){0});
    put_text(e, S("task"), m->task, (struct str){0});
    put_text(e, S("measure"), m->measure, m->measure_raw);
    for (size_t i = 0; i < m->assignments.n; i++)
        put_assignment(e, &m->assignments.at[i]);
    put_quantities(e, &m->quantities);
    put_references(e, &m->references);
    put_findings(e);
    return 0;
}

/* ---- clauses ---- */

static int explain_clause(struct explaining *e, int ord) {
    const struct plan *plan = e->s.plan;
    if ((size_t)ord > plan->clauses.n)
        return -1;
    const struct clause *c = &plan->clauses.at[ord - 1];
    e->at = c->at;
    put(e, 0, S(""),
        str_fmt(e->s.a, "%.*s clause %d, %.*s, %.*s", STR_ARG(plan->document.doc), ord,
                STR_ARG(plan->document.source_name), STR_ARG(show_place(e->s.a, c->at))));
    put_text(e, S("section"), c->section, (struct str){0});
    put_text(e, S("label"), c->label, (struct str){0});
    put_text(e, S("clause"), c->text, (struct str){0});
    for (size_t i = 0; i < c->assignments.n; i++)
        put_assignment(e, &c->assignments.at[i]);
    put_quantities(e, &c->quantities);
    put_references(e, &c->references);
    put_findings(e);
    return 0;
}

/* ---- rows of indicators and projects ---- */

static void put_read(struct explaining *e, const struct indicator *c) {
    struct buf b = {.a = e->s.a};
    if (!c->has_value_num)
        return;
    buf_fmt(&b, "%.*s%s", STR_ARG(c->comparator), c->comparator.n ? " " : "");
    plan_put_real(&b, c->value_num);
    buf_fmt(&b, "%s%.*s", c->unit.n ? " " : "", STR_ARG(c->unit));
    put(e, VALUE_INDENT, S("read as "), buf_str(&b));
}

static void put_cell(struct explaining *e, const struct indicator *c) {
    if (!wanted(e, c->col) && !wanted(e, S("value")))
        return;
    e->at = c->at;
    put(e, LABEL_INDENT, str_fmt(e->s.a, "%.*s ", STR_ARG(c->col)), show_place(e->s.a, c->at));
    put(e, VALUE_INDENT, S("value   "),
        str_fmt(e->s.a, "%.*s%s", STR_ARG(c->value.n ? c->value : S("—")),
                c->filled ? " (of the merged cell above)" : ""));
    put_corrections(e, S("value"));
    put_read(e, c);
    for (size_t r = 0; r < c->roles.n; r++)
        for (size_t i = 0; i < c->roles.at[r].mentions.n; i++)
            put_mention(e, &c->roles.at[r].mentions.at[i]);
    put_findings(e);
}

static int explain_row(struct explaining *e, struct out_place at) {
    const struct plan *plan = e->s.plan;
    const struct indicator *first = NULL;
    for (size_t i = 0; i < plan->indicators.n; i++) {
        const struct indicator *c = &plan->indicators.at[i];
        if (c->table_no != at.table_no || c->row_no != at.row_no)
            continue;
        if (!first)
            put(e, 0, S(""),
                str_fmt(e->s.a, "%.*s %d.%d %.*s, %.*s, %.*s", STR_ARG(plan->document.doc),
                        at.table_no, at.row_no, STR_ARG(c->row_label),
                        STR_ARG(plan->document.source_name), STR_ARG(c->table_title)));
        first = first ? first : c;
        put_cell(e, c);
    }
    return first ? 0 : -1;
}

int out_explain(struct buf *b, const struct plan *plan, struct out_place at, struct str field,
                size_t width) {
    struct explaining e = {.table_no = at.table_no, .field = field};
    e.s = (struct show){.b = b, .a = b->a, .plan = plan, .view = {.width = width}};
    return at.clause   ? explain_clause(&e, at.clause)
           : at.row_no ? explain_row(&e, at)
                       : explain_measure(&e, at);
}
