/* Tables that are no lists of measures, as they were printed: a row a line, a column a column. */
#include "out/plan_html.h"

static bool same_row(const struct indicator *a, const struct indicator *b) {
    return a->row_no == b->row_no && str_eq(a->row_label, b->row_label);
}

typedef VEC(struct str) names;

static size_t index_of(const names *columns, struct str name) {
    size_t i = 0;
    while (i < columns->n && !str_eq(columns->at[i], name))
        i++;
    return i;
}

static names columns_of(struct arena *a, const struct indicator *from,
                        const struct indicator *end) {
    names columns = {0};
    for (const struct indicator *c = from; c < end; c++)
        if (index_of(&columns, c->col) == columns.n)
            *vec_push(a, &columns) = c->col;
    return columns;
}

static void put_row(struct html *h, const names *columns, const struct indicator *from, size_t n) {
    const struct indicator **cells = arena_array(h->a, columns->n + 1, sizeof *cells);
    for (size_t i = 0; i < n; i++)
        cells[index_of(columns, from[i].col)] = &from[i];
    html_put(h, "<tr id=\"r$-$\"><th scope=\"row\"><span class=\"no\">$</span>$",
             html_int(h, from->table_no), html_int(h, from->row_no), html_int(h, from->row_no),
             from->row_label);
    html_begin_folded(h, "ev", str_fmt(h->a, "er%d-%d", from->table_no, from->row_no),
                      evidence_summary(h, from->at));
    evidence_of_cells(h, from, n);
    html_end_folded(h);
    html_raw(h, "</th>");
    for (size_t i = 0; i < columns->n; i++)
        html_put(h, "<td>$</td>", cells[i] ? cells[i]->value : (struct str){0});
    html_raw(h, "</tr>\n");
}

static void put_table(struct html *h, const struct indicator *from, const struct indicator *end) {
    names columns = columns_of(h->a, from, end);
    html_put(h,
             "<h2 id=\"t$\">$ $ $</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" "
             "aria-label=\"$\"><table class=\"grid\"><thead><tr><th scope=\"col\">$</th>",
             html_int(h, from->table_no), html_label(h, LABEL_table), html_int(h, from->table_no),
             from->table_title, from->table_title.n ? from->table_title : S("—"),
             html_label(h, LABEL_row_label));
    for (size_t i = 0; i < columns.n; i++)
        html_put(h, "<th scope=\"col\">$</th>", columns.at[i]);
    html_raw(h, "</tr></thead>\n<tbody>");
    for (const struct indicator *c = from, *next; c < end; c = next) {
        next = c;
        while (next < end && same_row(next, c))
            next++;
        put_row(h, &columns, c, (size_t)(next - c));
    }
    html_raw(h, "</tbody></table></div>\n");
}

void plan_html_indicators(struct html *h, const struct plan *plan) {
    const struct indicator *cells = plan->indicators.at;
    size_t n = plan->indicators.n;
    for (size_t from = 0, end = 0; from < n; from = end) {
        while (end < n && cells[end].table_no == cells[from].table_no)
            end++;
        put_table(h, &cells[from], &cells[end]);
    }
}
