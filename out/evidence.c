#include "out/evidence.h"
#include "out/parts.h"
#include <stdlib.h>

static int compare(int a, int b) {
    return a < b ? -1 : a > b;
}

static int by_number(const struct evidence_entry *a, const struct evidence_entry *b) {
    int c = compare(a->table_no, b->table_no);
    c = c ? c : compare(a->task_no, b->task_no);
    return c ? c : compare(a->measure_no, b->measure_no);
}

static const void *thing(const struct evidence_entry *e) {
    return e->correction ? (const void *)e->correction : e->finding;
}

/* Those of one number: corrections, then findings, each in their order, which addresses tell. */
static int sorted(const void *left, const void *right) {
    const struct evidence_entry *a = left, *b = right;
    int c = by_number(a, b);
    c = c ? c : compare(!a->correction, !b->correction);
    return c ? c : thing(a) < thing(b) ? -1 : thing(a) > thing(b);
}

/* All entries, or those of the number that only is of. */
static void collect(struct arena *a, const struct plan *plan, const struct evidence_entry *only,
                    struct evidence_index *out) {
    VEC(struct evidence_entry) list = {0};
    for (size_t i = 0; i < plan->corrections.n; i++) {
        const struct correction *c = &plan->corrections.at[i];
        struct evidence_entry e = {c->table_no, c->task_no, c->measure_no, c, NULL};
        if (!only || by_number(&e, only) == 0)
            *vec_push(a, &list) = e;
    }
    for (size_t i = 0; i < plan->diags.list.n; i++) {
        const struct diag *d = &plan->diags.list.at[i];
        struct evidence_entry e = {d->table_no, d->task_no, d->measure_no, NULL, d};
        if (!only || by_number(&e, only) == 0)
            *vec_push(a, &list) = e;
    }
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, sorted);
    *out = (struct evidence_index){list.at, list.n};
}

void evidence_index(struct arena *a, const struct plan *plan, struct evidence_index *out) {
    collect(a, plan, NULL, out);
}

void evidence_index_one(struct arena *a, const struct plan *plan, const struct measure *m,
                        struct evidence_index *out) {
    struct evidence_entry only = {m->table_no, m->task_no, m->measure_no, NULL, NULL};
    collect(a, plan, &only, out);
}

/* The first entry that is not before e. */
static size_t first_entry(const struct evidence_index *ix, const struct evidence_entry *e) {
    size_t low = 0, high = ix->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (by_number(&ix->at[mid], e) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void begin(struct html *h, struct place at) {
    struct str place = html_place(h, at);
    html_put(h, "<ul class=\"evidence\"><li><b>$</b> $</li>", html_label(h, LABEL_source_place),
             place.n ? place : S("—"));
}

static struct str percent(struct html *h, double x) {
    return str_fmt(h->a, "%.0f%%", x * 100);
}

static void put_correction(struct html *h, const struct correction *c) {
    html_put(h, "<li><b>$</b> $ <del>$</del> → <ins>$</ins> <small>$ $ · $</small></li>",
             html_label(h, LABEL_corrections), html_name(h, c->field), c->printed, c->corrected,
             html_label(h, LABEL_rule), c->rule, percent(h, c->confidence));
}

static void put_entries(struct html *h, const struct evidence_index *ix, const struct measure *m) {
    struct evidence_entry e = {m->table_no, m->task_no, m->measure_no, NULL, NULL};
    for (size_t i = first_entry(ix, &e); i < ix->n && by_number(&ix->at[i], &e) == 0; i++)
        if (ix->at[i].correction)
            put_correction(h, ix->at[i].correction);
        else
            html_put(h, "<li><b>$</b> $ <small>$</small></li>", html_label(h, LABEL_warnings),
                     label_finding(h->a, h->page.lang, ix->at[i].finding), ix->at[i].finding->name);
}

static void put_deadline(struct html *h, const struct assignment *as) {
    if (!as->deadline.n)
        return;
    html_put(h, "<li><b>$</b> $ → $ $$$</li>", html_label(h, LABEL_deadline), as->deadline,
             html_name(h, deadline_kind_name(as->deadline_kind)), as->deadline_start,
             as->deadline_start.n ? S("–") : S(""), as->deadline_end);
}

static void put_mention(struct html *h, const struct role *r, const struct mention *m) {
    html_put(h, "<li><b>$</b> $", r->role, m->mention);
    if (!str_eq(m->mention, m->mention_raw))
        html_put(h, " <small>$ “$”</small>", html_label(h, LABEL_printed), m->mention_raw);
    html_put(h, " → $", m->org.n ? m->org : html_label(h, LABEL_unknown));
    html_put(h, " <small>$ $ · $</small></li>", m->org_id, html_name(h, method_name(m->method)),
             percent(h, m->confidence));
}

static void put_roles(struct html *h, const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++)
            put_mention(h, &roles->at[i], &roles->at[i].mentions.at[k]);
}

static void put_assignments(struct html *h, const plan_assignments *list) {
    for (size_t i = 0; i < list->n; i++) {
        put_deadline(h, &list->at[i]);
        put_roles(h, &list->at[i].roles);
    }
}

static void put_said(struct html *h, const plan_quantities *quantities,
                     const plan_references *references) {
    for (size_t i = 0; i < quantities->n; i++) {
        const struct quantity *q = &quantities->at[i];
        html_put(h, "<li><b>$</b> “$” → $ $", html_label(h, LABEL_quantities), q->text, q->subject,
                 part_quantity(h->a, q));
        if (q->year)
            html_put(h, " ($)", html_int(h, q->year));
        html_raw(h, "</li>");
    }
    for (size_t i = 0; i < references->n; i++)
        html_put(h, "<li><b>$</b> 《$》$</li>", html_label(h, LABEL_references),
                 references->at[i].title, references->at[i].doc_no);
}

void evidence_of_measure(struct html *h, const struct evidence_index *ix, const struct measure *m) {
    begin(h, m->at);
    if (!str_eq(m->measure, m->measure_raw))
        html_put(h, "<li><b>$</b> $</li>", html_label(h, LABEL_printed), m->measure_raw);
    if (m->task_no_inferred)
        html_put(h, "<li><b>$</b> $</li>", html_label(h, LABEL_task_no),
                 html_label(h, LABEL_number_inferred));
    put_entries(h, ix, m);
    put_assignments(h, &m->assignments);
    put_said(h, &m->quantities, &m->references);
    html_raw(h, "</ul>");
}

void evidence_of_clause(struct html *h, const struct clause *c) {
    begin(h, c->at);
    put_assignments(h, &c->assignments);
    put_said(h, &c->quantities, &c->references);
    html_raw(h, "</ul>");
}

void evidence_of_cells(struct html *h, const struct indicator *cells, size_t n) {
    struct buf number = {.a = h->a};
    begin(h, cells->at);
    for (size_t i = 0; i < n; i++) {
        if (cells[i].has_value_num) {
            number.n = 0;
            plan_put_real(&number, cells[i].value_num);
            html_put(h, "<li><b>$</b> $ → $ $ $</li>", cells[i].col, cells[i].value,
                     cells[i].comparator, buf_str(&number), cells[i].unit);
        }
        if (cells[i].filled)
            html_put(h, "<li><b>$</b> $</li>", cells[i].col, html_label(h, LABEL_filled));
        put_roles(h, &cells[i].roles);
    }
    html_raw(h, "</ul>");
}

struct str evidence_summary(struct html *h, struct place at) {
    return str_fmt(h->a, "%.*s · %.*s", STR_ARG(html_label(h, LABEL_evidence)),
                   STR_ARG(html_place(h, at)));
}

void evidence_of_item(struct html *h, const struct evidence_index *ix, const struct item *item) {
    if (item->measure)
        evidence_of_measure(h, ix, item->measure);
    else if (item->clause)
        evidence_of_clause(h, item->clause);
    else
        evidence_of_cells(h, item->cells, item->cells_n);
}
