#include "out/show.h"

static bool same_mentions(const struct role *a, const struct role *b) {
    if (a->mentions.n != b->mentions.n)
        return false;
    for (size_t i = 0; i < a->mentions.n; i++)
        if (!str_eq(a->mentions.at[i].mention, b->mentions.at[i].mention))
            return false;
    return true;
}

static void add_mentions(struct buf *b, const struct role *role) {
    for (size_t i = 0; i < role->mentions.n; i++) {
        if (i)
            buf_add(b, S("；"));
        buf_add(b, role->mentions.at[i].mention);
    }
}

/* One line a role; a cell that several columns share is printed once, under their names. */
static struct str units(struct arena *a, const plan_roles *roles) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *role = &roles->at[i];
        if (role->mentions.n == 0)
            continue;
        if (b.n)
            buf_byte(&b, '\n');
        buf_add(&b, role->role);
        while (role->shared && i + 1 < roles->n && roles->at[i + 1].shared &&
               same_mentions(role, &roles->at[i + 1])) {
            buf_byte(&b, '+');
            buf_add(&b, roles->at[++i].role);
        }
        buf_add(&b, S("："));
        add_mentions(&b, role);
    }
    return buf_str(&b);
}

/* How the units of a measure were recognised. */
static void put_recognised(struct show *s, const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++) {
            const struct mention *m = &roles->at[i].mentions.at[k];
            struct str org = m->org.n ? m->org : S("?");
            layout_text(s->b, 4, S("·"),
                        str_fmt(s->a, "%.*s = %.*s (%.*s, %.*s, %.2f)", STR_ARG(m->mention),
                                STR_ARG(org), STR_ARG(org_kind_name(m->org_kind)),
                                STR_ARG(method_name(m->method)), m->confidence),
                        s->view.width);
        }
}

static void put_why(struct show *s, const struct measure *m) {
    layout_text(s->b, 4, S("·"), show_place(s->a, m->at), s->view.width);
    for (size_t i = 0; i < m->assignments.n; i++)
        put_recognised(s, &m->assignments.at[i].roles);
}

static struct str task_label(struct arena *a, const struct measure *m) {
    if (!m->task_no)
        return S("-");
    return str_fmt(a, "%d%s", m->task_no, m->task_no_inferred ? "*" : "");
}

static bool same_table(const struct measure *a, const struct measure *b) {
    return a->table_no == b->table_no;
}

static bool same_section(const struct measure *a, const struct measure *b) {
    return same_table(a, b) && str_eq(a->section, b->section);
}

static bool same_task(const struct measure *a, const struct measure *b) {
    return same_section(a, b) && a->task_no == b->task_no && str_eq(a->task, b->task);
}

/* The lines above a measure that differ from those above the one before. */
static void put_headings(struct show *s, const struct measure *m, const struct measure *before) {
    if (!before || !same_table(m, before))
        show_table_title(s, m->table_no, m->table_title);
    if (m->section.n && (!before || !same_section(m, before)))
        layout_text(s->b, 1, S("#"), m->section, s->view.width);
    if (!before || !same_task(m, before))
        layout_text(s->b, 1, task_label(s->a, m), m->task, s->view.width);
}

/* A row for each of its assignments. */
static void add_rows(struct show *s, struct layout *l, const struct measure *m) {
    for (size_t i = 0; i < m->assignments.n; i++) {
        struct str number = str_fmt(s->a, "%.*s.%d", STR_ARG(task_label(s->a, m)), m->measure_no);
        layout_cell(l, i ? S("") : number);
        layout_cell(l, i ? S("") : m->measure);
        layout_cell(l, m->assignments.at[i].deadline);
        layout_cell(l, units(s->a, &m->assignments.at[i].roles));
    }
}

void show_measures(struct show *s) {
    const struct plan *p = s->plan;
    struct layout l = {.a = s->a, .columns = 4, .indent = 2};
    size_t row = 0;
    for (size_t i = 0; i < p->measures.n; i++)
        add_rows(s, &l, &p->measures.at[i]);
    layout_fit(&l, s->view.width);
    for (size_t i = 0; i < p->measures.n; i++) {
        const struct measure *m = &p->measures.at[i];
        put_headings(s, m, i ? m - 1 : NULL);
        if (s->view.tasks)
            continue;
        layout_rows(s->b, &l, row, m->assignments.n);
        row += m->assignments.n;
        if (s->view.why)
            put_why(s, m);
    }
}
