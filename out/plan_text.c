/* What a plan holds beside its tables: outline, clauses, footnotes, findings. */
#include "out/plan_html.h"
#include "out/urls.h"

enum { LONG_OUTLINE = 40 }; /* headings of an outline that is shown unfolded */

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

void plan_html_clauses(struct plan_page *p) {
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

void plan_html_footnotes(struct plan_page *p) {
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

void plan_html_findings(struct plan_page *p) {
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
                 html_name(h, diag_level_name(d->level)), label_finding(h->a, h->page.lang, d),
                 d->name, html_place(h, d->at));
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

void plan_html_outline(struct plan_page *p) {
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
