/* Plans side by side as a page: a table for each topic, a column for each document, what differs
 * marked. */
#include "out/chart.h"
#include "out/evidence.h"
#include "out/parts.h"
#include "out/urls.h"

struct compare_page {
    struct html h;
    const struct comparison *c;
    struct evidence_index *evidence; /* by document */
};

/* "b" for the documents' second column, and so on: columns are hidden by it. */
static struct str column(struct html *h, size_t i) {
    return html_int(h, (int64_t)i);
}

static struct str short_title(const struct document *d) {
    return d->title.n ? d->title : d->doc;
}

/* ---- the top ---- */

static bool has_targets_that_differ(const struct compared_row *row) {
    for (size_t i = 0; i < row->quantities.n; i++)
        if (row->quantities.at[i].differs)
            return true;
    return false;
}

struct counts {
    size_t all, some, alone, targets, deadlines, leads;
};

static struct counts count(const struct comparison *c) {
    struct counts n = {0};
    for (size_t i = 0; i < c->rows.n; i++) {
        const struct compared_row *row = &c->rows.at[i];
        n.all += row->documents == c->n;
        n.some += row->documents > 1 && row->documents < c->n;
        n.alone += row->documents == 1;
        n.targets += has_targets_that_differ(row);
        n.deadlines += row->deadlines_differ;
        n.leads += row->leads_differ;
    }
    return n;
}

static void put_toggle(struct html *h, const char *filter, const char *value, enum label_id name,
                       size_t n) {
    if (n)
        html_put(h,
                 "<button type=\"button\" aria-pressed=\"false\" data-filter=\"$\" "
                 "data-value=\"$\">$ <b>$</b></button>",
                 str_of(filter), str_of(value), html_label(h, name), html_int(h, (int64_t)n));
}

static void put_counts(struct compare_page *p) {
    struct html *h = &p->h;
    struct counts n = count(p->c);
    html_put(h, "<div class=\"counts\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_who_has_it));
    put_toggle(h, "n", "all", LABEL_in_all, n.all);
    put_toggle(h, "n", "some", LABEL_in_some, n.some);
    put_toggle(h, "n", "alone", LABEL_in_one, n.alone);
    html_put(h, "</div><div class=\"counts\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_what_differs));
    put_toggle(h, "d", "target", LABEL_targets_differ, n.targets);
    put_toggle(h, "d", "deadline", LABEL_deadlines_differ, n.deadlines);
    put_toggle(h, "d", "lead", LABEL_leads_differ, n.leads);
    html_raw(h, "</div>\n");
}

static void put_chart(struct compare_page *p) {
    struct html *h = &p->h;
    bar_list bars = {0};
    const struct str names[CHART_PARTS] = {
        html_label(h, LABEL_in_all), html_label(h, LABEL_in_some), html_label(h, LABEL_in_one)};
    for (size_t k = 0; k < p->c->n; k++) {
        struct bar *bar = vec_push(h->a, &bars);
        *bar = (struct bar){.label = p->c->plans[k]->document.doc};
        for (size_t i = 0; i < p->c->rows.n; i++) {
            const struct compared_row *row = &p->c->rows.at[i];
            if (row->cells[k].n)
                bar->parts[row->documents == p->c->n ? 0 : row->documents == 1 ? 2 : 1]++;
        }
    }
    chart_rows(h, html_label(h, LABEL_topics_by_document), names, &bars);
}

static void put_tools(struct compare_page *p) {
    struct html *h = &p->h;
    html_put(h, "<div class=\"tools\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_filter));
    html_put(h, "<span role=\"group\" aria-label=\"$\">", html_label(h, LABEL_documents));
    for (size_t i = 0; p->c->n > 2 && i < p->c->n; i++)
        html_put(h,
                 "<label><input type=\"checkbox\" checked data-column=\"$\" data-name=\"$\"> "
                 "$</label> ",
                 column(h, i), p->c->plans[i]->document.doc, p->c->plans[i]->document.doc);
    html_put(h, "</span><label>$ <input type=\"search\" data-filter=\"text\"></label>",
             html_label(h, LABEL_find));
    html_put(h,
             "<span class=\"pick\"><button type=\"button\" data-jump=\"-1\">↑ $ <kbd>K</kbd>"
             "</button><button type=\"button\" data-jump=\"1\">↓ $ <kbd>J</kbd></button></span>",
             html_label(h, LABEL_previous_change), html_label(h, LABEL_next_change));
    html_put(h, "<output aria-live=\"polite\" data-shown=\"$\">$</output></div>\n",
             html_label(h, LABEL_items_shown), html_int(h, (int64_t)p->c->rows.n));
    html_put(h, "<p class=\"none\" hidden>$</p>\n", html_label(h, LABEL_nothing_shown));
}

static void put_top(struct compare_page *p) {
    struct html *h = &p->h;
    html_put(h, "<h1>$</h1>\n<dl class=\"facts\">", html_label(h, LABEL_comparison_page));
    for (size_t i = 0; i < p->c->n; i++) {
        const struct document *d = &p->c->plans[i]->document;
        html_put(h, "<dt>$</dt><dd>$ <small>$</small></dd>", d->doc, short_title(d),
                 d->source_name);
    }
    html_raw(h, "</dl>\n");
    put_counts(p);
    put_chart(p);
    put_tools(p);
}

/* ---- a topic ---- */

/* The words of this document's targets that differ, marked in its text. */
static void put_marked(struct html *h, struct str text, const struct compared_row *row, size_t k) {
    size_t from = 0;
    while (from < text.n) {
        size_t at = SIZE_MAX, n = 0;
        for (size_t i = 0; i < row->quantities.n; i++) {
            const struct quantity *q = row->quantities.at[i].values[k];
            size_t found = q && q->text.n && row->quantities.at[i].differs
                               ? str_find(text, q->text, from)
                               : SIZE_MAX;
            if (found < at) {
                at = found;
                n = q->text.n;
            }
        }
        html_escape(h->b, str_cut(text, from, at));
        if (at == SIZE_MAX)
            return;
        html_put(h, "<mark>$</mark>", str_cut(text, at, at + n));
        from = at + n;
    }
}

static void put_cells(struct html *h, const struct item *row) {
    html_put(h, "<b>$</b>", row->cells->row_label);
    for (size_t i = 0; i < row->cells_n; i++)
        html_put(h, "\n<span class=\"role\">$</span>$", row->cells[i].col, row->cells[i].value);
}

static void put_number(struct html *h, const struct document *d, const struct item *item) {
    struct str number = part_number(h->a, item);
    if (h->page.site && item->measure)
        html_put(h, "<a class=\"no\" href=\"$$\">$</a>", h->page.root,
                 url_measure(h->a, d->doc, item->measure), number);
    else
        html_put(h, "<span class=\"no\">$</span>", number);
}

static void put_items(struct compare_page *p, const struct compared_row *row, size_t k) {
    struct html *h = &p->h;
    const item_list *items = &row->cells[k];
    for (size_t i = 0; i < items->n; i++) {
        const struct item *item = &items->at[i];
        html_raw(h, "<p>");
        put_number(h, &p->c->plans[k]->document, item);
        if (item->cells)
            put_cells(h, item);
        else
            put_marked(h, item_text(item), row, k);
        html_raw(h, "</p>");
        html_begin_folded(h, "ev", S(""), evidence_summary(h, part_place(item)));
        evidence_of_item(h, &p->evidence[k], item);
        html_end_folded(h);
    }
}

static void put_texts(struct compare_page *p, const struct compared_row *row) {
    struct html *h = &p->h;
    html_put(h, "<tr><th scope=\"row\">$</th>", html_label(h, LABEL_measure));
    for (size_t k = 0; k < p->c->n; k++) {
        html_put(h,
                 row->cells[k].n ? "<td data-doc=\"$\" data-has>"
                                 : "<td data-doc=\"$\" class=\"lacks\">—",
                 column(h, k));
        put_items(p, row, k);
        html_raw(h, "</td>");
    }
    html_raw(h, "</tr>\n");
}

static void put_value(struct html *h, size_t k, struct str value) {
    html_put(h, "<td data-doc=\"$\">$</td>", column(h, k), value.n ? value : S("—"));
}

static void begin_values(struct html *h, struct str name, const char *differs) {
    if (differs)
        html_put(h, "<tr class=\"value differs\" data-what=\"$\"><th scope=\"row\">$</th>",
                 str_of(differs), name);
    else
        html_put(h, "<tr class=\"value\"><th scope=\"row\">$</th>", name);
}

static void put_targets(struct compare_page *p, const struct compared_row *row) {
    struct html *h = &p->h;
    for (size_t i = 0; i < row->quantities.n; i++) {
        const struct compared_quantity *q = &row->quantities.at[i];
        struct str name = q->subject.n ? q->subject : html_label(h, LABEL_quantities);
        if (q->year)
            name = str_fmt(h->a, "%.*s (%d)", STR_ARG(name), q->year);
        begin_values(h, name, q->differs ? "target" : NULL);
        for (size_t k = 0; k < p->c->n; k++)
            put_value(h, k, part_quantity(h->a, q->values[k]));
        html_raw(h, "</tr>\n");
    }
}

static void put_deadlines(struct compare_page *p, const struct compared_row *row) {
    struct html *h = &p->h;
    begin_values(h, html_label(h, LABEL_deadline), row->deadlines_differ ? "deadline" : NULL);
    for (size_t k = 0; k < p->c->n; k++)
        put_value(h, k, row->deadlines[k]);
    html_raw(h, "</tr>\n");
}

static struct str joined(struct arena *a, const str_list *names) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            buf_add(&b, S("；"));
        buf_add(&b, names->at[i]);
    }
    return buf_str(&b);
}

static void put_leads(struct compare_page *p, const struct compared_row *row) {
    struct html *h = &p->h;
    begin_values(h, html_label(h, LABEL_lead), row->leads_differ ? "lead" : NULL);
    for (size_t k = 0; k < p->c->n; k++)
        put_value(h, k, joined(h->a, &row->leads[k]));
    html_raw(h, "</tr>\n");
}

static bool any_value(const struct compared_row *row, size_t n, bool leads) {
    for (size_t k = 0; k < n; k++)
        if (leads ? row->leads[k].n > 0 : row->deadlines[k].n > 0)
            return true;
    return false;
}

static void put_attributes(struct compare_page *p, const struct compared_row *row, size_t number) {
    struct html *h = &p->h;
    html_put(h,
             "<section class=\"topic\" id=\"r$\" tabindex=\"-1\" data-item data-n=\"$\" data-d=\"",
             html_int(h, (int64_t)number),
             row->documents == p->c->n ? S("all")
             : row->documents == 1     ? S("alone")
                                       : S("some"));
    html_raw(h, has_targets_that_differ(row) ? "target " : "");
    html_raw(h, row->deadlines_differ ? "deadline " : "");
    html_raw(h, row->leads_differ ? "lead" : "");
    html_raw(h, "\">\n");
}

static void put_row(struct compare_page *p, const struct compared_row *row, size_t number) {
    struct html *h = &p->h;
    put_attributes(p, row, number);
    html_put(h, "<h3>$ <a class=\"own\" href=\"#r$\">#$</a></h3>\n",
             row->topic.n ? row->topic : S("—"), html_int(h, (int64_t)number),
             html_int(h, (int64_t)number));
    html_put(h, "<table class=\"compare\"><thead><tr><th scope=\"col\">$</th>",
             html_label(h, LABEL_field));
    for (size_t k = 0; k < p->c->n; k++)
        html_put(h, "<th scope=\"col\" data-doc=\"$\">$</th>", column(h, k),
                 p->c->plans[k]->document.doc);
    html_raw(h, "</tr></thead>\n<tbody>");
    put_texts(p, row);
    if (row->documents > 1)
        put_targets(p, row);
    if (any_value(row, p->c->n, false))
        put_deadlines(p, row);
    if (any_value(row, p->c->n, true))
        put_leads(p, row);
    html_raw(h, "</tbody></table></section>\n");
}

/* Items of one kind stand together. */
static const enum label_id kinds[] = {LABEL_measures, LABEL_indicators, LABEL_clauses};

static size_t kind_of(const struct compared_row *row, size_t n) {
    size_t k = 0;
    while (k + 1 < n && row->cells[k].n == 0)
        k++;
    const struct item *item = row->cells[k].n ? &row->cells[k].at[0] : &(struct item){0};
    return item->cells ? 1 : item->clause ? 2 : 0;
}

/* Those of a kind that several documents have, or those that stand alone. */
static void put_rows_of(struct compare_page *p, size_t kind, bool shared) {
    struct html *h = &p->h;
    bool open = false;
    for (size_t i = 0; i < p->c->rows.n; i++) {
        const struct compared_row *row = &p->c->rows.at[i];
        if (kind_of(row, p->c->n) != kind || (row->documents > 1) != shared)
            continue;
        if (!open)
            html_put(h, "<section data-group><h2>$ · $</h2>\n", html_label(h, kinds[kind]),
                     html_label(h, shared ? LABEL_in_several : LABEL_in_one));
        open = true;
        put_row(p, row, i + 1);
    }
    html_raw(h, open ? "</section>\n" : "");
}

static struct str title_of(struct html *h, const struct comparison *c) {
    struct buf b = {.a = h->a};
    for (size_t i = 0; i < c->n; i++) {
        if (i)
            buf_add(&b, S(" · "));
        buf_add(&b, c->plans[i]->document.doc);
    }
    return buf_str(&b);
}

void out_compare_html(struct buf *b, const struct comparison *c, struct out_page page) {
    struct compare_page p = {.h = {b, b->a, page}, .c = c};
    p.evidence = arena_array(b->a, c->n + 1, sizeof *p.evidence);
    for (size_t i = 0; i < c->n; i++)
        evidence_index(b->a, c->plans[i], &p.evidence[i]);
    html_begin(&p.h, title_of(&p.h, c), "comparison");
    put_top(&p);
    buf_fmt(b, "<div class=\"matrix\" tabindex=\"0\" role=\"group\" style=\"--documents:%zu\" ",
            c->n);
    html_put(&p.h, "aria-label=\"$\">\n", html_label(&p.h, LABEL_comparison));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        put_rows_of(&p, i, true);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        put_rows_of(&p, i, false);
    html_raw(&p.h, "</div>\n");
    html_end(&p.h);
}
