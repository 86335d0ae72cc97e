/* The front page: the documents; and the page that offers comparisons. */
#include "out/chart.h"
#include "out/json.h"
#include "out/site.h"
#include "out/urls.h"

static struct str title(const struct document *d) {
    return d->title.n ? d->title : d->doc;
}

static void put_number(struct html *h, int64_t n) {
    html_put(h, "<td class=\"num\">$</td>", n ? html_int(h, n) : S("—"));
}

static struct str years(struct html *h, const struct document *d) {
    if (!d->year_start)
        return S("—");
    return d->year_end == d->year_start ? html_int(h, d->year_start)
                                        : str_fmt(h->a, "%d–%d", d->year_start, d->year_end);
}

static void put_document(struct html *h, const struct plan *plan) {
    const struct document *d = &plan->document;
    struct plan_summary n = plan_summary(plan);
    html_put(h, "<tr data-item><td><a href=\"$$\">$</a><br><small>$", h->page.root,
             url_doc(h->a, d->doc), title(d), d->doc);
    if (d->status)
        html_put(h, " · $", html_name(h, doc_status_name(d->status)));
    html_put(h, "</small></td><td>$</td><td class=\"num\">$</td>",
             d->jurisdiction.n ? d->jurisdiction : S("—"), years(h, d));
    put_number(h, n.tasks);
    put_number(h, n.measures);
    put_number(h, n.rows);
    put_number(h, n.clauses);
    put_number(h, n.warnings + n.errors);
    html_raw(h, "</tr>\n");
}

static void put_documents(struct html *h, const struct out_site *s) {
    static const enum label_id heads[] = {LABEL_title,   LABEL_jurisdiction, LABEL_years,
                                          LABEL_tasks,   LABEL_measures,     LABEL_indicators,
                                          LABEL_clauses, LABEL_warnings};
    html_put(h,
             "<div class=\"tools\" role=\"group\" aria-label=\"$\"><label>$ <input type=\"search\" "
             "data-filter=\"text\"></label>",
             html_label(h, LABEL_filter), html_label(h, LABEL_find));
    html_put(h, "<output aria-live=\"polite\" data-shown=\"$\">$</output></div>",
             html_label(h, LABEL_items_shown), html_int(h, (int64_t)s->n));
    html_put(h, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_documents));
    html_raw(h, "<table class=\"list\"><thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        html_put(h, i < 2 ? "<th scope=\"col\">$</th>" : "<th scope=\"col\" class=\"num\">$</th>",
                 html_label(h, heads[i]));
    html_raw(h, "</tr></thead>\n<tbody>");
    for (size_t i = 0; i < s->n; i++)
        put_document(h, s->plans[i]);
    html_raw(h, "</tbody></table></div>\n");
}

/* Differences of documents of one place, in the order of their years and then of storing. */
static bool before(const struct out_site *s, size_t one, size_t other) {
    const struct document *a = &s->plans[one]->document, *b = &s->plans[other]->document;
    if (a->year_start != b->year_start)
        return a->year_start < b->year_start;
    if ((a->status == STATUS_DRAFT) != (b->status == STATUS_DRAFT))
        return a->status == STATUS_DRAFT;
    return one < other;
}

static void put_pair(struct html *h, const struct out_site *s, size_t old, size_t new) {
    const struct document *a = &s->plans[old]->document, *b = &s->plans[new]->document;
    html_put(h, "<li><a href=\"$$\">$ → $</a></li>\n", h->page.root, url_diff(h->a, a->doc, b->doc),
             a->doc, b->doc);
}

static bool of_one_place(const struct out_site *s, size_t one, size_t other) {
    struct str a = s->plans[one]->document.jurisdiction_code;
    return a.n && str_eq(a, s->plans[other]->document.jurisdiction_code);
}

/* Those of one place first. */
static void put_pairs(struct html *h, const struct out_site *s, bool one_place) {
    bool open = false;
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->n; k++) {
            if (!out_site_differ(s, i, k) || !before(s, i, k) || of_one_place(s, i, k) != one_place)
                continue;
            if (!open)
                html_put(h, "<h2>$</h2>\n<ul class=\"contents\">",
                         html_label(h, one_place ? LABEL_changes_of_place : LABEL_other_changes));
            open = true;
            put_pair(h, s, i, k);
        }
    html_raw(h, open ? "</ul>\n" : "");
}

void out_overview_html(struct buf *b, const struct out_site *s, struct out_page page) {
    struct html h = {b, b->a, page};
    html_begin(&h, html_label(&h, LABEL_overview), "overview");
    html_put(&h, "<h1>$</h1>\n", html_label(&h, LABEL_documents));
    put_documents(&h, s);
    put_pairs(&h, s, true);
    html_end(&h);
}

void out_overview_json(struct buf *b, const struct out_site *s) {
    json_t *documents = json_array(), *differences = json_array();
    for (size_t i = 0; i < s->n; i++) {
        struct plan_summary n = plan_summary(s->plans[i]);
        json_t *o = document_json(&s->plans[i]->document);
        set_count(o, "tasks", n.tasks);
        set_count(o, "measures", n.measures);
        set_count(o, "rows", n.rows);
        set_count(o, "clauses", n.clauses);
        set_count(o, "warnings", n.warnings + n.errors);
        set_text(o, "url", url_doc(b->a, s->plans[i]->document.doc));
        json_array_append_new(documents, o);
        for (size_t k = 0; k < s->n; k++) {
            if (!out_site_differ(s, i, k) || !before(s, i, k))
                continue;
            struct str old = s->plans[i]->document.doc, new = s->plans[k]->document.doc;
            json_t *pair = json_object();
            set_text(pair, "old", old);
            set_text(pair, "new", new);
            set_text(pair, "url", url_diff(b->a, old, new));
            json_array_append_new(differences, pair);
        }
    }
    put_json(b, json_pack("{s:o, s:o}", "documents", documents, "differences", differences));
}

/* ---- what to set side by side ---- */

void out_choose_html(struct buf *b, const struct out_site *s, struct out_page page) {
    struct html h = {b, b->a, page};
    html_begin(&h, html_label(&h, LABEL_comparison), "choose");
    html_put(
        &h, "<h1>$</h1>\n<form action=\"$compare/all.html\" method=\"get\">\n<fieldset><legend>$",
        html_label(&h, LABEL_comparison_page), h.page.root, html_label(&h, LABEL_choose_documents));
    html_raw(&h, "</legend>\n<ul class=\"choices\">");
    for (size_t i = 0; i < s->n; i++) {
        const struct document *d = &s->plans[i]->document;
        html_put(&h,
                 "<li><label><input type=\"checkbox\" name=\"doc\" value=\"$\" checked> $ "
                 "<small>$ · $</small></label></li>\n",
                 d->doc, title(d), d->doc, d->jurisdiction);
    }
    html_put(&h, "</ul>\n<button>$</button></fieldset></form>\n", html_label(&h, LABEL_compare));
    put_pairs(&h, s, true);
    put_pairs(&h, s, false);
    html_end(&h);
}

void out_failure_html(struct buf *b, int status, enum label_id why, struct out_page page) {
    struct html h = {b, b->a, page};
    html_begin(&h, html_label(&h, why), "failure");
    html_put(&h, "<h1>$</h1>\n<p class=\"soft\">$</p>\n", html_label(&h, why),
             html_int(&h, status));
    html_end(&h);
}
