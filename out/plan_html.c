/* A plan as a page: what it is, who leads how much, its tables, text, notes and findings. */
#include "out/plan_html.h"
#include "base/utf8.h"
#include "out/urls.h"

/* Rows of a table: a long one is cut, so that a browser lays out what is seen; headings of an
 * outline that is shown unfolded. */
enum { ROWS = 200, LONG_OUTLINE = 40 };

struct plan_page {
    struct html h;
    const struct plan *plan;
    struct evidence_index ix;
    size_t rows; /* of the table that is open; 0: none is */
};

/* ---- the top ---- */

static void fact(struct html *h, enum label_id name, struct str value) {
    if (!utf8_blank(value))
        html_put(h, "<dt>$</dt><dd>$</dd>", html_label(h, name), utf8_trim(value));
}

static struct str years(struct html *h, const struct document *d) {
    if (!d->year_start)
        return S("");
    return d->year_end == d->year_start ? html_int(h, d->year_start)
                                        : str_fmt(h->a, "%d–%d", d->year_start, d->year_end);
}

static struct str holds(struct html *h, const struct plan *plan) {
    struct plan_summary n = plan_summary(plan);
    const struct {
        enum label_id name;
        int64_t n;
    } counts[] = {{LABEL_tasks, n.tasks},
                  {LABEL_measures, n.measures},
                  {LABEL_indicators, n.rows},
                  {LABEL_clauses, n.clauses},
                  {LABEL_footnotes, (int64_t)plan->footnotes.n},
                  {LABEL_warnings, n.notes + n.warnings + n.errors}};
    struct buf b = {.a = h->a};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].n)
            buf_fmt(&b, "%s%s %lld", b.n ? " · " : "", html_label(h, counts[i].name).p,
                    (long long)counts[i].n);
    return buf_str(&b);
}

static struct str accounting(struct html *h, const struct coverage *c) {
    uint64_t lost = c->total - c->items - c->headings - c->furniture;
    return str_fmt(
        h->a, "%llu / %llu (%s %llu)", (unsigned long long)(c->items + c->headings + c->furniture),
        (unsigned long long)c->total, html_label(h, LABEL_chars_lost).p, (unsigned long long)lost);
}

void plan_html_facts(struct html *h, const struct plan *plan) {
    const struct document *d = &plan->document;
    html_raw(h, "<dl class=\"facts\">");
    fact(h, LABEL_doc, d->doc);
    fact(h, LABEL_doc_type,
         str_fmt(h->a, "%.*s%s%.*s", STR_ARG(html_name(h, doc_type_name(d->doc_type))),
                 d->status ? " · " : "",
                 STR_ARG(d->status ? html_name(h, doc_status_name(d->status)) : S(""))));
    fact(h, LABEL_jurisdiction,
         str_fmt(h->a, "%.*s %.*s", STR_ARG(d->jurisdiction), STR_ARG(d->jurisdiction_code)));
    fact(h, LABEL_years, years(h, d));
    fact(h, LABEL_issuer, d->issuer);
    fact(h, LABEL_doc_no, d->doc_no);
    fact(h, LABEL_issued, d->issued);
    fact(h, LABEL_source_name,
         str_fmt(h->a, "%.*s (%.*s%s%.*s)", STR_ARG(d->source_name), STR_ARG(d->format),
                 d->encoding.n ? ", " : "", STR_ARG(d->encoding)));
    fact(h, LABEL_holds, holds(h, plan));
    fact(h, LABEL_coverage, accounting(h, &plan->coverage));
    html_raw(h, "</dl>\n");
}

static void put_tools(struct plan_page *p) {
    struct html *h = &p->h;
    if (p->plan->measures.n + p->plan->clauses.n == 0)
        return;
    html_put(h,
             "<div class=\"tools\" role=\"group\" aria-label=\"$\"><label>$ <input type=\"search\" "
             "data-filter=\"text\"></label>",
             html_label(h, LABEL_filter), html_label(h, LABEL_find));
    html_put(h, "<output aria-live=\"polite\" data-shown=\"$\">$</output></div>\n",
             html_label(h, LABEL_items_shown),
             html_int(h, (int64_t)(p->plan->measures.n + p->plan->clauses.n)));
    html_put(h, "<p class=\"none\" hidden>$</p>\n", html_label(h, LABEL_nothing_shown));
}

/* ---- measures ---- */

void plan_html_deadlines(struct html *h, const plan_assignments *list, struct str evidence) {
    bool some = false;
    for (size_t i = 0; i < list->n; i++) {
        struct str text = list->at[i].deadline;
        if (text.n == 0)
            continue;
        html_raw(h, some ? "<br>" : "");
        html_put(h, "<a class=\"v\" href=\"#$\">$</a>", evidence, text);
        some = true;
    }
}

static bool same_mentions(const struct role *a, const struct role *b) {
    if (!a->shared || !b->shared || a->mentions.n != b->mentions.n)
        return false;
    for (size_t i = 0; i < a->mentions.n; i++)
        if (!str_eq(a->mentions.at[i].mention, b->mentions.at[i].mention))
            return false;
    return true;
}

/* In a site a body's name leads to its page, elsewhere to its evidence. */
static void put_mention(struct html *h, const struct mention *m, struct str evidence) {
    struct str key = url_org_key(m);
    if (!h->page.site || key.n == 0) {
        html_put(h, "<a class=\"v\" href=\"#$\">$</a>", evidence, m->mention);
        return;
    }
    html_put(h, "<a class=\"v\" href=\"$$\">$</a>", h->page.root, url_org(h->a, key), m->mention);
}

static void put_roles(struct html *h, const plan_roles *roles, struct str evidence) {
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *role = &roles->at[i];
        if (role->mentions.n == 0)
            continue;
        html_put(h, "<li><span class=\"role\">$", role->role);
        while (i + 1 < roles->n && same_mentions(role, &roles->at[i + 1]))
            html_put(h, "+$", roles->at[++i].role);
        html_raw(h, "</span>");
        for (size_t k = 0; k < role->mentions.n; k++) {
            html_raw(h, k ? "；" : "");
            put_mention(h, &role->mentions.at[k], evidence);
        }
        html_raw(h, "</li>");
    }
}

void plan_html_units(struct html *h, const plan_assignments *list, struct str evidence) {
    html_raw(h, "<ul>");
    for (size_t i = 0; i < list->n; i++)
        put_roles(h, &list->at[i].roles, evidence);
    html_raw(h, "</ul>");
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

static void close_rows(struct plan_page *p) {
    if (p->rows)
        html_raw(&p->h, "</tbody></table></section>\n");
    p->rows = 0;
}

static void open_rows(struct plan_page *p, struct str section) {
    struct html *h = &p->h;
    html_raw(h, "<section class=\"part\" data-group>");
    if (section.n)
        html_put(h, "<h3 class=\"section\">$</h3>", section);
    html_put(h,
             "<table class=\"rows\"><thead><tr><th scope=\"col\" class=\"c-no\">$</th>"
             "<th scope=\"col\">$</th><th scope=\"col\" class=\"c-when\">$</th>"
             "<th scope=\"col\" class=\"c-who\">$</th></tr></thead>\n<tbody>",
             html_label(h, LABEL_serial), html_label(h, LABEL_measure),
             html_label(h, LABEL_deadline), html_label(h, LABEL_units));
}

static void put_task(struct plan_page *p, const struct measure *m) {
    struct html *h = &p->h;
    struct str no = m->task_no ? html_int(h, m->task_no) : S("");
    html_raw(h,
             "</tbody><tbody data-group><tr class=\"task\"><th scope=\"rowgroup\" colspan=\"4\">");
    html_put(h,
             m->task_no_inferred ? "<span class=\"no inferred\">$</span>$</th></tr>\n"
                                 : "<span class=\"no\">$</span>$</th></tr>\n",
             no, m->task);
}

static void put_measure(struct plan_page *p, const struct measure *m) {
    struct html *h = &p->h;
    struct str number = url_number(h->a, m), evidence = str_fmt(h->a, "e%s", number.p);
    html_put(h, "<tr data-item id=\"m$\"><td class=\"no\">", number);
    if (h->page.site)
        html_put(h, "<a href=\"$$\">$</a>", h->page.root,
                 url_measure(h->a, p->plan->document.doc, m), number);
    else
        html_put(h, "<a href=\"#m$\">$</a>", number, number);
    html_put(h, "</td><td><p>$</p>", m->measure);
    html_begin_folded(h, "ev", evidence, evidence_summary(h, m->at));
    evidence_of_measure(h, &p->ix, m);
    html_end_folded(h);
    html_raw(h, "</td><td>");
    plan_html_deadlines(h, &m->assignments, evidence);
    html_raw(h, "</td><td>");
    plan_html_units(h, &m->assignments, evidence);
    html_raw(h, "</td></tr>\n");
}

static void put_table_title(struct html *h, int table_no, struct str title) {
    html_put(h, "<h2 id=\"t$\">$ $ $</h2>\n", html_int(h, table_no), html_label(h, LABEL_table),
             html_int(h, table_no), title);
}

static void put_measures(struct plan_page *p) {
    const struct measure *at = p->plan->measures.at;
    for (size_t i = 0; i < p->plan->measures.n; i++) {
        const struct measure *before = i ? &at[i - 1] : NULL;
        bool section = !before || !same_section(&at[i], before);
        bool task = !before || !same_task(&at[i], before);
        if (section || (task && p->rows > ROWS))
            close_rows(p);
        if (!before || !same_table(&at[i], before))
            put_table_title(&p->h, at[i].table_no, at[i].table_title);
        if (p->rows == 0)
            open_rows(p, section ? at[i].section : (struct str){0});
        if (task || p->rows == 0)
            put_task(p, &at[i]);
        put_measure(p, &at[i]);
        p->rows++;
    }
    close_rows(p);
}

/* ---- text ---- */

static void put_clause(struct plan_page *p, const struct clause *c, size_t number) {
    struct html *h = &p->h;
    struct str evidence = str_fmt(h->a, "ec%zu", number);
    html_put(h, "<div class=\"clause\" data-item id=\"c$\"><p><span class=\"no\">$</span>$</p>",
             html_int(h, (int64_t)number), c->label, c->text);
    if (c->assignments.n) {
        html_raw(h, "<div class=\"rows\">");
        plan_html_deadlines(h, &c->assignments, evidence);
        plan_html_units(h, &c->assignments, evidence);
        html_raw(h, "</div>");
    }
    html_begin_folded(h, "ev", evidence, evidence_summary(h, c->at));
    evidence_of_clause(h, c);
    html_end_folded(h);
    html_raw(h, "</div>\n");
}

static void put_clauses(struct plan_page *p) {
    struct html *h = &p->h;
    bool open = false;
    if (p->plan->clauses.n)
        html_put(h, "<h2 id=\"clauses\">$</h2>\n", html_label(h, LABEL_clauses));
    for (size_t i = 0; i < p->plan->clauses.n; i++) {
        const struct clause *c = &p->plan->clauses.at[i];
        if (i == 0 || !str_eq(c->section, c[-1].section)) {
            html_raw(h, open ? "</section>\n<section data-group>" : "<section data-group>");
            if (c->section.n)
                html_put(h, "<h3 class=\"section\">$</h3>\n", c->section);
            open = true;
        }
        put_clause(p, c, i + 1);
    }
    html_raw(h, open ? "</section>\n" : "");
}

static void put_footnotes(struct plan_page *p) {
    struct html *h = &p->h;
    if (p->plan->footnotes.n == 0)
        return;
    html_put(h, "<h2 id=\"footnotes\">$</h2>\n<dl class=\"facts\">",
             html_label(h, LABEL_footnotes));
    for (size_t i = 0; i < p->plan->footnotes.n; i++) {
        const struct footnote *f = &p->plan->footnotes.at[i];
        html_put(h, "<dt>$</dt><dd>$ <small>“…$” $</small></dd>", f->n, f->text, f->anchor,
                 html_place(h, f->at));
    }
    html_raw(h, "</dl>\n");
}

static void put_findings(struct plan_page *p) {
    struct html *h = &p->h;
    if (p->plan->diags.list.n == 0)
        return;
    html_put(h,
             "<h2 id=\"findings\">$</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" "
             "aria-label=\"$\"><table class=\"list\"><thead><tr>"
             "<th scope=\"col\">$</th><th scope=\"col\">$</th><th scope=\"col\">$</th></tr></thead>"
             "<tbody>",
             html_label(h, LABEL_warnings), html_label(h, LABEL_warnings),
             html_label(h, LABEL_severity), html_label(h, LABEL_message),
             html_label(h, LABEL_source_place));
    for (size_t i = 0; i < p->plan->diags.list.n; i++) {
        const struct diag *d = &p->plan->diags.list.at[i];
        html_put(h, "<tr><td>$</td><td>$ <small>$</small></td><td>$",
                 html_name(h, diag_level_name(d->level)), d->text, d->name, html_place(h, d->at));
        if (d->measure_no) {
            struct measure m = {
                .table_no = d->table_no, .task_no = d->task_no, .measure_no = d->measure_no};
            struct str number = url_number(h->a, &m);
            html_put(h, " <a href=\"#m$\">$</a>", number, number);
        }
        html_raw(h, "</td></tr>\n");
    }
    html_raw(h, "</tbody></table></div>\n");
}

/* Whether a path of headings has this one among them. */
static bool has_heading(struct str path, struct str title) {
    for (size_t from = 0, to; from <= path.n; from = to == SIZE_MAX ? path.n + 1 : to + 1) {
        to = str_find(path, S("/"), from);
        if (str_eq(str_cut(path, from, to), title))
            return true;
    }
    return false;
}

/* What has been passed of the plan while its outline is read. */
struct reached {
    size_t measure, clause;
};

/* The first measure or clause under a heading, behind what was reached; false where there is none.
 */
static bool put_heading_link(struct plan_page *p, struct str title, struct reached *r) {
    for (size_t i = r->measure; i < p->plan->measures.n; i++) {
        const struct measure *m = &p->plan->measures.at[i];
        if (!str_eq(m->table_title, title) && !has_heading(m->section, title))
            continue;
        html_put(&p->h, "<a href=\"#m$\">$</a>", url_number(p->h.a, m), title);
        return r->measure = i, true;
    }
    for (size_t i = r->clause; i < p->plan->clauses.n; i++) {
        if (!has_heading(p->plan->clauses.at[i].section, title))
            continue;
        html_put(&p->h, "<a href=\"#c$\">$</a>", html_int(&p->h, (int64_t)i + 1), title);
        return r->clause = i, true;
    }
    return false;
}

static void put_outline(struct plan_page *p) {
    struct html *h = &p->h;
    struct reached r = {0};
    if (p->plan->outline.n == 0)
        return;
    html_put(h, "<h2>$</h2>\n<details$><summary>$ $</summary>\n<ul class=\"contents\">",
             html_label(h, LABEL_outline), p->plan->outline.n > LONG_OUTLINE ? S("") : S(" open"),
             html_int(h, (int64_t)p->plan->outline.n), html_label(h, LABEL_headings));
    for (size_t i = 0; i < p->plan->outline.n; i++) {
        const struct heading *one = &p->plan->outline.at[i];
        buf_fmt(h->b, "<li style=\"margin-left:%dem\">", one->level < 8 ? one->level - 1 : 7);
        if (!put_heading_link(p, one->title, &r))
            html_escape(h->b, one->title);
        html_put(h, " <small>$</small></li>\n", html_place(h, one->at));
    }
    html_raw(h, "</ul></details>\n");
}

void out_plan_html(struct buf *b, const struct plan *plan, struct out_page page) {
    struct plan_page p = {.h = {b, b->a, page}, .plan = plan};
    const struct document *d = &plan->document;
    evidence_index(b->a, plan, &p.ix);
    html_begin(&p.h, d->title.n ? d->title : d->doc, "plan");
    html_put(&p.h, "<h1>$</h1>\n", d->title.n ? d->title : d->doc);
    plan_html_facts(&p.h, plan);
    plan_html_charts(&p.h, plan);
    put_outline(&p);
    put_tools(&p);
    if (d->doc_type == DOC_PROSE)
        put_clauses(&p);
    put_measures(&p);
    plan_html_indicators(&p.h, plan);
    if (d->doc_type != DOC_PROSE)
        put_clauses(&p);
    put_footnotes(&p);
    put_findings(&p);
    html_end(&p.h);
}
