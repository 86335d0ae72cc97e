#include "out/show.h"

typedef VEC(struct str) names;

static size_t index_of(const names *columns, struct str name) {
    size_t i = 0;
    while (i < columns->n && !str_eq(columns->at[i], name))
        i++;
    return i;
}

static bool same_row(const struct indicator *a, const struct indicator *b) {
    return a->row_no == b->row_no && str_eq(a->row_label, b->row_label);
}

/* The cells [from, end) of one table as a grid: number, label, then the columns in their order. */
static struct layout grid_of(struct show *s, const struct indicator *from,
                             const struct indicator *end) {
    names columns = {0};
    for (const struct indicator *c = from; c < end; c++)
        if (index_of(&columns, c->col) == columns.n)
            *vec_push(s->a, &columns) = c->col;
    struct layout l = {.a = s->a, .columns = columns.n + 2, .indent = 2};
    layout_cell(&l, S(""));
    layout_cell(&l, S(""));
    for (size_t i = 0; i < columns.n; i++)
        layout_cell(&l, columns.at[i]);
    for (const struct indicator *c = from; c < end; c++) {
        if (c == from || !same_row(c, c - 1)) {
            layout_cell(&l, str_fmt(s->a, "%d", c->row_no));
            layout_cell(&l, c->row_label);
            for (size_t i = 0; i < columns.n; i++)
                layout_cell(&l, S(""));
        }
        l.cells.at[l.cells.n - columns.n + index_of(&columns, c->col)] = c->value;
    }
    return l;
}

/* For tables with more columns than the terminal has room for. */
static void put_list(struct show *s, const struct indicator *from, const struct indicator *end) {
    for (const struct indicator *c = from; c < end; c++) {
        if (c == from || !same_row(c, c - 1))
            layout_text(s->b, 2, str_fmt(s->a, "%d", c->row_no), c->row_label, s->view.width);
        layout_text(s->b, 6, str_fmt(s->a, "%.*s:", STR_ARG(c->col)), c->value, s->view.width);
    }
}

static void put_table(struct show *s, const struct indicator *from, const struct indicator *end) {
    struct layout l = grid_of(s, from, end);
    show_table_title(s, from->table_no, from->table_title);
    if (layout_fit(&l, s->view.width))
        layout_rows(s->b, &l, 0, l.cells.n / l.columns);
    else
        put_list(s, from, end);
}

void show_indicators(struct show *s) {
    const struct indicator *cells = s->plan->indicators.at;
    size_t n = s->plan->indicators.n;
    for (size_t from = 0, end = 0; from < n; from = end) {
        while (end < n && cells[end].table_no == cells[from].table_no)
            end++;
        put_table(s, &cells[from], &cells[end]);
    }
}
