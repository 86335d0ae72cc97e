#include "tests/brief.h"
#include "base/utf8.h"

enum { TEXT_SHOWN = 60 };

static void add_text(struct buf *b, struct str s) {
    size_t brk;
    for (; (brk = str_find(s, S("\n"), 0)) != SIZE_MAX; s = str_cut(s, brk + 1, s.n)) {
        buf_add(b, str_cut(s, 0, brk));
        buf_add(b, S("⏎"));
    }
    buf_add(b, s);
}

/* The first characters of a long text, and how many it has. */
static void add_start(struct buf *b, struct str s) {
    size_t n = utf8_len(s), end = 0;
    for (size_t i = 0; i < n && i < TEXT_SHOWN; i++)
        utf8_next(s, &end);
    add_text(b, str_cut(s, 0, end));
    if (n > TEXT_SHOWN)
        buf_fmt(b, "… %zu characters", n);
}

/* A part in front of which sep stands, where there is one. */
static void add_part(struct buf *b, struct str sep, struct str s) {
    if (s.n == 0)
        return;
    buf_add(b, sep);
    add_text(b, s);
}

static void add_place(struct buf *b, struct place at) {
    size_t part = str_find(place_path(at), S("#"), 0);
    if (at.line)
        buf_fmt(b, "  @%u", at.line);
    add_part(b, S("  @"),
             part == SIZE_MAX ? place_path(at)
                              : str_cut(place_path(at), part + 1, place_path(at).n));
}

static void add_document(struct buf *b, const struct document *d) {
    buf_fmt(b, "document %.*s, %.*s", STR_ARG(doc_type_name(d->doc_type)),
            STR_ARG(doc_status_name(d->status)));
    add_part(b, S(" | "), d->title);
    add_part(b, S(" | "), d->jurisdiction);
    add_part(b, S(" "), d->jurisdiction_code);
    if (d->year_start)
        buf_fmt(b, " | %d", d->year_start);
    if (d->year_end != d->year_start)
        buf_fmt(b, "–%d", d->year_end);
    add_part(b, S(" | issuer "), d->issuer);
    add_part(b, S(" | no. "), d->doc_no);
    add_part(b, S(" | issued "), d->issued);
    buf_fmt(b, " | %.*s", STR_ARG(d->format));
    add_part(b, S(" "), d->encoding);
    buf_byte(b, '\n');
}

static void add_outline(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->outline.n; i++) {
        const struct heading *h = &plan->outline.at[i];
        buf_fmt(b, "%s  %d%s ", i ? "" : "\noutline\n", h->level, h->inferred ? "?" : "");
        add_text(b, h->title);
        add_place(b, h->at);
        buf_byte(b, '\n');
    }
}

static void add_mentions(struct buf *b, const struct role *r) {
    buf_fmt(b, "%.*s%s:", STR_ARG(role_kind_name(r->role_kind)), r->shared ? " (shared)" : "");
    for (size_t i = 0; i < r->mentions.n; i++)
        add_part(b, i ? S("、") : S(" "), r->mentions.at[i].mention);
    if (r->mentions.n == 0)
        buf_add(b, S(" -"));
}

static void add_deadline(struct buf *b, const struct assignment *s) {
    add_text(b, s->deadline.n ? s->deadline : S("-"));
    buf_fmt(b, " (%.*s", STR_ARG(deadline_kind_name(s->deadline_kind)));
    add_part(b, S(" "), s->deadline_start);
    if (s->deadline_start.n)
        buf_add(b, S(" to"));
    add_part(b, S(" "), s->deadline_end);
    buf_byte(b, ')');
}

static void add_assignment(struct buf *b, const struct assignment *s) {
    add_deadline(b, s);
    for (size_t i = 0; i < s->roles.n; i++) {
        buf_add(b, i ? S("; ") : S(" | "));
        add_mentions(b, &s->roles.at[i]);
    }
}

static void add_number(struct buf *b, struct str comparator, double value, struct str unit) {
    buf_fmt(b, "%.*s%s%.15g", STR_ARG(comparator), comparator.n ? " " : "", value);
    add_part(b, S(" "), unit);
}

/* What was found in an item's text, a line each. */
static void add_targets(struct buf *b, const plan_quantities *qs, const plan_references *refs) {
    for (size_t i = 0; i < qs->n; i++) {
        const struct quantity *q = &qs->at[i];
        buf_add(b, S("    target "));
        add_text(b, q->subject.n ? q->subject : S("?"));
        buf_byte(b, ' ');
        if (q->has_value)
            add_number(b, q->comparator, q->value, q->unit);
        if (q->year)
            buf_fmt(b, " in %d", q->year);
        add_part(b, S(" | "), q->text);
        buf_byte(b, '\n');
    }
    for (size_t i = 0; i < refs->n; i++) {
        add_part(b, S("    cites "), refs->at[i].title);
        add_part(b, S(" | no. "), refs->at[i].doc_no);
        buf_byte(b, '\n');
    }
}

static void add_measure(struct buf *b, const struct measure *m) {
    buf_fmt(b, "%d.", m->table_no);
    if (m->task_no)
        buf_fmt(b, "%d%s", m->task_no, m->task_no_inferred ? "?" : "");
    else
        buf_byte(b, '-');
    buf_fmt(b, ".%d", m->measure_no);
    if (m->section.n)
        buf_fmt(b, " [%.*s]", STR_ARG(m->section));
    add_part(b, S(" "), m->task);
    for (size_t i = 0; i < m->assignments.n; i++) {
        buf_add(b, i ? S("\n    and ") : S(" | "));
        add_assignment(b, &m->assignments.at[i]);
    }
    buf_add(b, S(" | "));
    add_start(b, m->measure);
    add_place(b, m->at);
    if (!str_eq(m->measure, m->measure_raw))
        add_part(b, S("\n    raw "), m->measure_raw);
    buf_byte(b, '\n');
    add_targets(b, &m->quantities, &m->references);
}

/* The table's number and title, and its role columns with their kinds, by its first measure. */
static void add_table(struct buf *b, const struct measure *m) {
    buf_fmt(b, "\ntable %d", m->table_no);
    add_part(b, S(" "), m->table_title);
    for (size_t i = 0; m->assignments.n && i < m->assignments.at[0].roles.n; i++) {
        const struct role *r = &m->assignments.at[0].roles.at[i];
        buf_add(b, i ? S(", ") : S(" | "));
        buf_fmt(b, "%.*s: %.*s", STR_ARG(role_kind_name(r->role_kind)), STR_ARG(r->role));
    }
    buf_byte(b, '\n');
}

static void add_measures(struct buf *b, const struct plan *plan) {
    const struct measure *m = plan->measures.at;
    for (size_t i = 0; i < plan->measures.n; i++) {
        if (i == 0 || m[i].table_no != m[i - 1].table_no)
            add_table(b, &m[i]);
        add_measure(b, &m[i]);
    }
}

/* Where the cell begins another row, or another table, than the one before it. */
static bool new_row(const struct indicator *c) {
    return c[0].row_no != c[-1].row_no || !str_eq(c[0].row_label, c[-1].row_label);
}

static bool new_table(const struct indicator *c) {
    return c[0].table_no != c[-1].table_no;
}

static void add_cell(struct buf *b, const struct indicator *c) {
    buf_fmt(b, " | %.*s%s: ", STR_ARG(c->col), c->filled ? "↓" : "");
    add_text(b, c->value);
    if (c->has_value_num) {
        buf_add(b, S(" {"));
        add_number(b, c->comparator, c->value_num, c->unit);
        buf_byte(b, '}');
    }
    for (size_t i = 0; i < c->roles.n; i++) {
        buf_add(b, S(" {"));
        add_mentions(b, &c->roles.at[i]);
        buf_byte(b, '}');
    }
}

static void add_indicators(struct buf *b, const struct plan *plan) {
    const struct indicator *c = plan->indicators.at;
    for (size_t i = 0; i < plan->indicators.n; i++, c++) {
        bool table = i == 0 || new_table(c);
        if (table) {
            buf_fmt(b, "%s\ntable %d", i ? "\n" : "", c->table_no);
            add_part(b, S(" "), c->table_title);
        }
        if (table || new_row(c)) {
            buf_fmt(b, "\n%d.%d ", c->table_no, c->row_no);
            add_text(b, c->row_label);
            add_place(b, c->at);
        }
        add_cell(b, c);
    }
    if (plan->indicators.n)
        buf_byte(b, '\n');
}

static void add_clauses(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->clauses.n; i++) {
        const struct clause *c = &plan->clauses.at[i];
        buf_add(b, i ? S("  ") : S("\nclauses\n  "));
        if (c->section.n)
            buf_fmt(b, "[%.*s] ", STR_ARG(c->section));
        if (c->label.n)
            buf_fmt(b, "<%.*s> ", STR_ARG(c->label));
        add_start(b, c->text);
        add_place(b, c->at);
        buf_byte(b, '\n');
        for (size_t k = 0; k < c->assignments.n; k++) {
            buf_add(b, S("    who "));
            add_assignment(b, &c->assignments.at[k]);
            buf_byte(b, '\n');
        }
        add_targets(b, &c->quantities, &c->references);
    }
}

static void add_footnotes(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->footnotes.n; i++) {
        const struct footnote *f = &plan->footnotes.at[i];
        buf_fmt(b, "%s  %.*s ", i ? "" : "\nfootnotes\n", STR_ARG(f->n));
        add_start(b, f->text);
        add_part(b, S(" | after "), f->anchor);
        add_place(b, f->at);
        buf_byte(b, '\n');
    }
}

typedef VEC(const struct mention *) mentions;

static bool same_mention(const struct mention *a, const struct mention *b) {
    return str_eq(a->mention, b->mention) && str_eq(a->mention_raw, b->mention_raw) &&
           str_eq(a->org_id, b->org_id) && str_eq(a->org, b->org) && a->org_kind == b->org_kind &&
           a->method == b->method;
}

static void collect(struct arena *a, mentions *seen, const struct role *r) {
    for (size_t i = 0; i < r->mentions.n; i++) {
        size_t k = 0;
        while (k < seen->n && !same_mention(seen->at[k], &r->mentions.at[i]))
            k++;
        if (k == seen->n)
            *vec_push(a, seen) = &r->mentions.at[i];
    }
}

static void collect_all(struct arena *a, mentions *seen, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        for (size_t k = 0; k < m->assignments.n; k++)
            for (size_t j = 0; j < m->assignments.at[k].roles.n; j++)
                collect(a, seen, &m->assignments.at[k].roles.at[j]);
    }
    for (size_t i = 0; i < plan->clauses.n; i++) {
        const struct clause *c = &plan->clauses.at[i];
        for (size_t k = 0; k < c->assignments.n; k++)
            for (size_t j = 0; j < c->assignments.at[k].roles.n; j++)
                collect(a, seen, &c->assignments.at[k].roles.at[j]);
    }
    for (size_t i = 0; i < plan->indicators.n; i++)
        for (size_t k = 0; k < plan->indicators.at[i].roles.n; k++)
            collect(a, seen, &plan->indicators.at[i].roles.at[k]);
}

/* Every name once, with what was printed where that differs, and what it was resolved to. */
static void add_names(struct buf *b, const struct plan *plan) {
    mentions seen = {0};
    collect_all(b->a, &seen, plan);
    for (size_t i = 0; i < seen.n; i++) {
        const struct mention *m = seen.at[i];
        buf_add(b, i ? S("  ") : S("\nnames\n  "));
        add_text(b, m->mention);
        buf_fmt(b, " = %.*s", STR_ARG(m->org.n ? m->org : S("?")));
        if (m->org_id.n)
            buf_fmt(b, " <%.*s>", STR_ARG(m->org_id));
        buf_fmt(b, " (%.*s, %.*s %.2f)", STR_ARG(org_kind_name(m->org_kind)),
                STR_ARG(method_name(m->method)), m->confidence);
        if (!str_eq(m->mention, m->mention_raw))
            add_part(b, S(" | raw "), m->mention_raw);
        buf_byte(b, '\n');
    }
}

static void add_corrections(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->corrections.n; i++) {
        const struct correction *c = &plan->corrections.at[i];
        buf_fmt(b, "%s  %d.%d.%d %.*s: ", i ? "" : "\ncorrections\n", c->table_no, c->task_no,
                c->measure_no, STR_ARG(c->field));
        add_text(b, c->printed);
        add_part(b, S(" → "), c->corrected);
        buf_fmt(b, " (%.*s %.2f)", STR_ARG(c->rule), c->confidence);
        add_place(b, c->at);
        buf_byte(b, '\n');
    }
}

void brief_findings(struct buf *b, const struct diags *diags) {
    for (size_t i = 0; i < diags->list.n; i++) {
        const struct diag *f = &diags->list.at[i];
        buf_fmt(b, "%s  %.*s %.*s", i ? "" : "\nfindings\n", STR_ARG(diag_level_name(f->level)),
                STR_ARG(f->name));
        if (f->table_no)
            buf_fmt(b, " %d.%d.%d", f->table_no, f->task_no, f->measure_no);
        add_part(b, S(": "), f->text);
        add_place(b, f->at);
        buf_byte(b, '\n');
    }
}

static void add_coverage(struct buf *b, const struct coverage *c) {
    int64_t lost = (int64_t)(c->total - c->items - c->headings - c->furniture);
    buf_fmt(b, "\ncoverage %ju = %ju items + %ju headings + %ju furniture + %jd lost\n",
            (uintmax_t)c->total, (uintmax_t)c->items, (uintmax_t)c->headings,
            (uintmax_t)c->furniture, (intmax_t)lost);
}

void brief_plan(struct buf *b, const struct plan *plan) {
    add_document(b, &plan->document);
    add_outline(b, plan);
    add_measures(b, plan);
    add_indicators(b, plan);
    add_clauses(b, plan);
    add_footnotes(b, plan);
    add_names(b, plan);
    add_corrections(b, plan);
    brief_findings(b, &plan->diags);
    add_coverage(b, &plan->coverage);
}
