#include "out/show.h"

struct str show_place(struct arena *a, struct place at) {
    if (at.line)
        return str_fmt(a, "line %u", at.line);
    return place_path(at).n ? place_path(at) : S("-");
}

static void fact(struct show *s, const char *label, struct str text) {
    if (!utf8_blank(text))
        layout_text(s->b, 0, str_fmt(s->a, "%-12s", label), utf8_trim(text), s->view.width);
}

static struct str years(struct arena *a, const struct document *d) {
    if (!d->year_start)
        return S("");
    return d->year_end == d->year_start ? str_fmt(a, "%d", d->year_start)
                                        : str_fmt(a, "%d-%d", d->year_start, d->year_end);
}

static void put_head(struct show *s) {
    const struct document *d = &s->plan->document;
    struct plan_summary n = plan_summary(s->plan);
    layout_text(s->b, 0, S(""), d->title.n ? d->title : d->doc, s->view.width);
    fact(s, "id", d->doc);
    fact(s, "kind",
         str_fmt(s->a, "%.*s, %.*s", STR_ARG(doc_type_name(d->doc_type)),
                 STR_ARG(doc_status_name(d->status))));
    fact(s, "jurisdiction",
         str_fmt(s->a, "%.*s %.*s", STR_ARG(d->jurisdiction), STR_ARG(d->jurisdiction_code)));
    fact(s, "years", years(s->a, d));
    fact(s, "issued",
         str_fmt(s->a, "%.*s %.*s %.*s", STR_ARG(d->issued), STR_ARG(d->issuer),
                 STR_ARG(d->doc_no)));
    fact(s, "source",
         str_fmt(s->a, "%.*s (%.*s%s%.*s)", STR_ARG(d->source_name), STR_ARG(d->format),
                 d->encoding.n ? ", " : "", STR_ARG(d->encoding)));
    fact(s, "holds",
         str_fmt(s->a,
                 "%lld tasks, %lld measures, %lld indicator rows, %lld clauses, "
                 "%u footnotes",
                 (long long)n.tasks, (long long)n.measures, (long long)n.rows, (long long)n.clauses,
                 s->plan->footnotes.n));
}

void show_table_title(struct show *s, int table_no, struct str title) {
    buf_byte(s->b, '\n');
    layout_text(s->b, 0, str_fmt(s->a, "Table %d", table_no), title, s->view.width);
}

static void put_outline(struct show *s) {
    if (s->plan->outline.n)
        buf_add(s->b, S("\nOutline\n"));
    for (size_t i = 0; i < s->plan->outline.n; i++) {
        const struct heading *h = &s->plan->outline.at[i];
        layout_text(s->b, 2 * (size_t)h->level, S(""), h->title, s->view.width);
    }
}

static void add_role(struct buf *b, const struct role *r) {
    buf_fmt(b, "%s%.*s: ", b->n ? "; " : "", STR_ARG(role_kind_name(r->role_kind)));
    for (size_t i = 0; i < r->mentions.n; i++)
        buf_fmt(b, "%s%.*s", i ? "、" : "", STR_ARG(r->mentions.at[i].mention));
}

/* Who does it by when, on a line for each assignment. */
static void put_duties(struct show *s, const struct clause *c) {
    for (size_t i = 0; i < c->assignments.n; i++) {
        const struct assignment *as = &c->assignments.at[i];
        struct buf b = {.a = s->a};
        buf_add(&b, as->deadline);
        for (size_t r = 0; r < as->roles.n; r++)
            add_role(&b, &as->roles.at[r]);
        layout_text(s->b, 4, S("→"), buf_str(&b), s->view.width);
    }
}

static void put_clauses(struct show *s) {
    for (size_t i = 0; i < s->plan->clauses.n; i++) {
        const struct clause *c = &s->plan->clauses.at[i];
        if (i == 0 || !str_eq(c->section, c[-1].section)) {
            buf_byte(s->b, '\n');
            if (c->section.n)
                layout_text(s->b, 0, S("#"), c->section, s->view.width);
        }
        layout_text(s->b, 2, c->label, c->text, s->view.width);
        put_duties(s, c);
        if (s->view.why)
            layout_text(s->b, 4, S("·"),
                        str_fmt(s->a, "c%zu, %.*s", i + 1, STR_ARG(show_place(s->a, c->at))),
                        s->view.width);
    }
}

static void put_footnotes(struct show *s) {
    if (s->plan->footnotes.n)
        buf_add(s->b, S("\nFootnotes\n"));
    for (size_t i = 0; i < s->plan->footnotes.n; i++) {
        const struct footnote *f = &s->plan->footnotes.at[i];
        layout_text(s->b, 2, f->n, f->text, s->view.width);
    }
}

static void put_finding(struct show *s, const struct diag *d) {
    struct str label =
        str_fmt(s->a, "%.*s %.*s", STR_ARG(diag_level_name(d->level)), STR_ARG(d->name));
    layout_text(s->b, 2, label,
                str_fmt(s->a, "%.*s: %.*s", STR_ARG(show_place(s->a, d->at)), STR_ARG(d->text)),
                s->view.width);
}

static void put_findings(struct show *s) {
    struct plan_summary n = plan_summary(s->plan);
    buf_fmt(s->b, "\n%lld errors, %lld warnings, %lld notes%s\n", (long long)n.errors,
            (long long)n.warnings, (long long)n.notes,
            !s->view.why && s->plan->diags.list.n ? " (--why lists them)" : "");
    for (size_t i = 0; s->view.why && i < s->plan->diags.list.n; i++)
        put_finding(s, &s->plan->diags.list.at[i]);
}

void out_show(struct buf *b, const struct plan *plan, struct out_view view) {
    enum { LEAST_WIDTH = 40 };
    struct show s = {b, b->a, plan, view};
    if (view.width < LEAST_WIDTH)
        s.view.width = LEAST_WIDTH;
    put_head(&s);
    if (view.orgs) {
        show_orgs(&s);
        return;
    }
    put_outline(&s);
    show_measures(&s);
    if (!view.tasks) {
        show_indicators(&s);
        put_clauses(&s);
        put_footnotes(&s);
    }
    put_findings(&s);
}
