/* A measure's page: what it says, what became of it in the same place, its counterparts elsewhere.
 */
#include "out/json.h"
#include "out/parts.h"
#include "out/plan_html.h"
#include "out/site.h"
#include "out/urls.h"

struct measure_page {
    struct html h;
    const struct out_site *s;
    size_t plan;
    const struct measure *m;
    const struct compared_row *row; /* NULL: no other document has it */
};

static bool same_place(const struct measure_page *p, size_t other) {
    struct str code = p->s->plans[p->plan]->document.jurisdiction_code;
    return code.n && str_eq(code, p->s->plans[other]->document.jurisdiction_code);
}

static struct str link_of(struct html *h, const struct document *d, const struct item *item) {
    return item->measure ? url_measure(h->a, d->doc, item->measure) : url_doc(h->a, d->doc);
}

static void put_counterpart(struct measure_page *p, size_t k, const struct item *item) {
    struct html *h = &p->h;
    const struct document *d = &p->s->plans[k]->document;
    html_put(h, "<li><p><a href=\"$$\">$ $</a> <small>$", h->page.root, link_of(h, d, item), d->doc,
             part_number(h->a, item), d->title);
    if (out_site_differ(p->s, k, p->plan) || out_site_differ(p->s, p->plan, k)) {
        bool older = d->year_start <= p->s->plans[p->plan]->document.year_start;
        struct str self = p->s->plans[p->plan]->document.doc;
        html_put(h, " · <a href=\"$$\">$</a>", h->page.root,
                 older ? url_diff(h->a, d->doc, self) : url_diff(h->a, self, d->doc),
                 html_label(h, LABEL_revision_page));
    }
    html_put(h, "</small></p><p>$</p>", item_text(item));
    if (item->measure) {
        html_raw(h, "<div class=\"soft\">");
        plan_html_deadlines(h, &item->measure->assignments, S("main"));
        html_raw(h, "</div>");
    }
    html_raw(h, "</li>\n");
}

/* Documents of the same place, or of others. */
static void put_counterparts(struct measure_page *p, bool here) {
    struct html *h = &p->h;
    bool open = false;
    for (size_t k = 0; p->row && k < p->s->n; k++) {
        if (k == p->plan || same_place(p, k) != here)
            continue;
        for (size_t i = 0; i < p->row->cells[k].n; i++) {
            if (!open)
                html_put(h, "<h2>$</h2>\n<ol class=\"hits\">",
                         html_label(h, here ? LABEL_history : LABEL_counterparts));
            open = true;
            put_counterpart(p, k, &p->row->cells[k].at[i]);
        }
    }
    if (open)
        html_raw(h, "</ol>\n");
    else
        html_put(h, "<h2>$</h2>\n<p class=\"soft\">$</p>\n",
                 html_label(h, here ? LABEL_history : LABEL_counterparts),
                 html_label(h, LABEL_no_counterpart));
}

static void put_neighbours(struct measure_page *p) {
    struct html *h = &p->h;
    const struct plan *plan = p->s->plans[p->plan];
    size_t i = (size_t)(p->m - plan->measures.at);
    html_put(h, "<p class=\"soft\"><a href=\"$$\">$</a>", h->page.root,
             url_doc(h->a, plan->document.doc),
             plan->document.title.n ? plan->document.title : plan->document.doc);
    if (i > 0)
        html_put(h, " · <a rel=\"prev\" href=\"$$\">← $</a>", h->page.root,
                 url_measure(h->a, plan->document.doc, p->m - 1), url_number(h->a, p->m - 1));
    if (i + 1 < plan->measures.n)
        html_put(h, " · <a rel=\"next\" href=\"$$\">$ →</a>", h->page.root,
                 url_measure(h->a, plan->document.doc, p->m + 1), url_number(h->a, p->m + 1));
    html_raw(h, "</p>\n");
}

static void put_measure(struct measure_page *p) {
    struct html *h = &p->h;
    struct evidence_index ix;
    evidence_index_one(h->a, p->s->plans[p->plan], p->m, &ix);
    html_put(h, "<h1><span class=\"no\">$</span>$</h1>\n<p class=\"soft\">$</p>\n",
             url_number(h->a, p->m), p->m->task.n ? p->m->task : html_label(h, LABEL_measure),
             p->m->section.n ? p->m->section : p->m->table_title);
    put_neighbours(p);
    html_put(h, "<p class=\"said\">$</p>\n<dl class=\"facts\"><dt>$</dt><dd>", p->m->measure,
             html_label(h, LABEL_deadline));
    plan_html_deadlines(h, &p->m->assignments, S("evidence"));
    html_put(h, "</dd><dt>$</dt><dd class=\"rows\">", html_label(h, LABEL_units));
    plan_html_units(h, &p->m->assignments, S("evidence"));
    html_put(h, "</dd></dl>\n<h2 id=\"evidence\">$</h2>\n", html_label(h, LABEL_evidence));
    evidence_of_measure(h, &ix, p->m);
}

static struct measure_page page_of(struct buf *b, const struct out_site *s, size_t plan,
                                   size_t measure, struct out_page page) {
    const struct compared_row *row = &s->all->rows.at[s->rows[plan][measure]];
    return (struct measure_page){{b, b->a, page},
                                 s,
                                 plan,
                                 &s->plans[plan]->measures.at[measure],
                                 row->documents > 1 ? row : NULL};
}

void out_measure_html(struct buf *b, const struct out_site *s, size_t plan, size_t measure,
                      struct out_page page) {
    struct measure_page p = page_of(b, s, plan, measure, page);
    html_begin(&p.h,
               str_fmt(b->a, "%.*s %.*s", STR_ARG(s->plans[plan]->document.doc),
                       STR_ARG(url_number(b->a, p.m))),
               "measure");
    put_measure(&p);
    put_counterparts(&p, true);
    put_counterparts(&p, false);
    html_end(&p.h);
}

static json_t *counterparts_json(const struct measure_page *p, bool here) {
    json_t *list = json_array();
    for (size_t k = 0; p->row && k < p->s->n; k++)
        for (size_t i = 0; k != p->plan && same_place(p, k) == here && i < p->row->cells[k].n;
             i++) {
            json_t *o = item_json(&p->row->cells[k].at[i]);
            set_text(o, "doc", p->s->plans[k]->document.doc);
            json_array_append_new(list, o);
        }
    return list;
}

void out_measure_json(struct buf *b, const struct out_site *s, size_t plan, size_t measure) {
    struct measure_page p = page_of(b, s, plan, measure, (struct out_page){0});
    struct plan one = *s->plans[plan];
    one.measures.at += measure;
    one.measures.n = 1;
    one.outline.n = one.indicators.n = one.clauses.n = one.footnotes.n = one.corrections.n = 0;
    one.diags.list.n = 0;
    struct str lines = plan_to_json(b->a, &one);
    struct str rest = str_cut(lines, str_find(lines, S("\n"), 0) + 1, lines.n);
    json_t *o = json_loadb(rest.p, str_find(rest, S("\n"), 0), 0, NULL);
    set_text(o, "doc", s->plans[plan]->document.doc);
    json_object_set_new(o, "history", counterparts_json(&p, true));
    json_object_set_new(o, "counterparts", counterparts_json(&p, false));
    put_json(b, o);
}
