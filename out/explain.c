/* Where a stored value came from: its place, what was printed, which rules changed it, how sure it
 * is, and what was found about it.
 */
#include "out/show.h"

enum { LABEL_INDENT = 2, VALUE_INDENT = 4 };

struct explaining {
    struct show s;
    const struct measure *m;
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

static bool corrects(const struct explaining *e, const struct correction *c, struct str field) {
    return c->table_no == e->m->table_no && c->task_no == e->m->task_no &&
           c->measure_no == e->m->measure_no && str_eq(c->field, field);
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
    if (!wanted(e, S("deadline")))
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
    put(e, LABEL_INDENT, role_kind_name(r->role_kind),
        str_fmt(e->s.a, " (%.*s)%s", STR_ARG(r->role),
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

static void put_findings(struct explaining *e) {
    for (size_t i = 0; i < e->s.plan->diags.list.n; i++) {
        const struct diag *d = &e->s.plan->diags.list.at[i];
        if (d->table_no == e->m->table_no && d->task_no == e->m->task_no &&
            (d->measure_no == 0 || d->measure_no == e->m->measure_no))
            put(e, LABEL_INDENT, S("finding "),
                str_fmt(e->s.a, "%.*s %.*s: %.*s", STR_ARG(diag_level_name(d->level)),
                        STR_ARG(d->name), STR_ARG(d->text)));
    }
}

static const struct measure *find_measure(const struct plan *plan, struct out_place at) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        if (m->table_no == at.table_no && m->task_no == at.task_no &&
            m->measure_no == at.measure_no)
            return m;
    }
    return NULL;
}

int out_explain(struct buf *b, const struct plan *plan, struct out_place at, struct str field,
                size_t width) {
    struct explaining e = {.m = find_measure(plan, at), .field = field};
    if (!e.m)
        return -1;
    e.s = (struct show){.b = b, .a = b->a, .plan = plan, .view = {.width = width}};
    put(&e, 0, S(""),
        str_fmt(b->a, "%.*s %d.%d.%d, %.*s, %.*s", STR_ARG(plan->document.doc), at.table_no,
                at.task_no, at.measure_no, STR_ARG(plan->document.source_name),
                STR_ARG(show_place(b->a, e.m->at))));
    put_number(&e);
    put_text(&e, S("table_title"), e.m->table_title, (struct str){0});
    put_text(&e, S("section"), e.m->section, (struct str){0});
    put_text(&e, S("task"), e.m->task, (struct str){0});
    put_text(&e, S("measure"), e.m->measure, e.m->measure_raw);
    for (size_t i = 0; i < e.m->assignments.n; i++)
        put_assignment(&e, &e.m->assignments.at[i]);
    put_findings(&e);
    return 0;
}
