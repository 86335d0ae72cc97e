/* A plan as a page: what it is, who leads how much, its tables, text, notes and findings. */
#include "out/plan_html.h"
#include "base/utf8.h"
#include "out/urls.h"

/* Rows of a table: a long one is cut, so that a browser lays out what is seen. */
enum { ROWS = 200 };

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
    unsigned long long kept = c->items + c->headings + c->furniture;
    return str_fmt(h->a, "%llu / %llu (%s %llu)", kept, (unsigned long long)c->total,
                   html_label(h, LABEL_chars_lost).p, (unsigned long long)lost);
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
        for (; i + 1 < roles->n && same_mentions(role, &roles->at[i + 1]); i++)
            html_put(h, "+$", roles->at[i + 1].role);
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

void out_plan_html(struct buf *b, const struct plan *plan, struct out_page page) {
    struct plan_page p = {.h = {b, b->a, page}, .plan = plan};
    const struct document *d = &plan->document;
    evidence_index(b->a, plan, &p.ix);
    html_begin(&p.h, d->title.n ? d->title : d->doc, "plan");
    html_put(&p.h, "<h1>$</h1>\n", d->title.n ? d->title : d->doc);
    plan_html_facts(&p.h, plan);
    plan_html_charts(&p.h, plan);
    plan_html_outline(&p);
    put_tools(&p);
    if (d->doc_type == DOC_PROSE)
        plan_html_clauses(&p);
    put_measures(&p);
    plan_html_indicators(&p.h, plan);
    if (d->doc_type != DOC_PROSE)
        plan_html_clauses(&p);
    plan_html_footnotes(&p);
    plan_html_findings(&p);
    html_end(&p.h);
}
