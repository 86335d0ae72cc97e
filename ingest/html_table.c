/* Tables of pages: those that hold data, by their rows, cells and spans (HTML Standard, 4.9.12),
 * and those that only lay out the page.
 */
#include "base/utf8.h"
#include "ingest/html.h"

/* A row with as many cells that have text lays out no page; few pages are laid out in as many such
 * rows. */
enum { HEAD_CHARS = 40, WIDE_CELLS = 3, WIDE_ROWS = 3, MOST_COLUMNS = 1000, MOST_ROWS = 65534 };

/* What may stand between a table and its cells. */
static bool holds_rows(const struct node *n) {
    static const char *const names[] = {"table", "tr", "thead", "tbody", "tfoot", "form"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (html_is(n, names[i]))
            return true;
    return n->kind == ELEMENT_INLINE && n->name.n > 0;
}

/* The next row or cell of the table, or whatever else stands in it outside its rows. */
static struct node *next_part(const struct node *n, const struct node *table) {
    return html_next(n, table, n == table || (holds_rows(n) && !n->hidden && !html_is(n, "table")));
}

struct shape {
    size_t rows, columns; /* most cells of a row */
    size_t filled, wide;  /* cells of the row at hand that have text; rows with many */
    uint64_t longest;     /* non-space code points of a cell */
    bool marked;          /* it has header cells or a caption */
};

static struct shape shape_of(const struct node *table) {
    struct shape s = {0};
    size_t cells = 0;
    for (const struct node *n = next_part(table, table); n; n = next_part(n, table)) {
        s.rows += html_is(n, "tr") && n->ink > 0;
        cells = html_is(n, "tr") ? 0 : cells + html_is_cell(n);
        s.filled = html_is(n, "tr") ? 0 : s.filled + (html_is_cell(n) && n->ink > 0);
        s.wide += html_is_cell(n) && n->ink > 0 && s.filled == WIDE_CELLS;
        s.columns = cells > s.columns ? cells : s.columns;
        if (html_is_cell(n) && n->ink > s.longest)
            s.longest = n->ink;
        s.marked |= html_is(n, "th") || html_is(n, "caption");
    }
    return s;
}

/* A layout table holds the page's own tables or headings, links alone, or one row of texts. Rows
 * that a section's name or a task is a heading in are data, and so is one row that goes on with the
 * table before it. */
bool html_is_data(const struct node *table, size_t *columns) {
    struct str role = html_attr(table, "role");
    if (str_eq(role, S("presentation")) || str_eq(role, S("none")) ||
        2 * table->nested_ink >= table->ink || table->link_ink == table->ink)
        return false;
    struct shape s = shape_of(table);
    bool goes_on = s.columns >= WIDE_CELLS && s.columns == *columns;
    if (s.columns < 2 || (table->has_heading && s.wide < WIDE_ROWS) ||
        !(s.marked || s.rows > 1 || s.longest <= HEAD_CHARS || goes_on))
        return false;
    *columns = s.columns;
    return true;
}

/* Spans as browsers take them (HTML Standard, 4.9.11). */
static uint32_t col_span(const struct node *cell) {
    uint32_t v;
    bool told = html_uint(html_attr(cell, "colspan"), &v) && v > 0;
    return told && v <= MOST_COLUMNS ? v : told ? MOST_COLUMNS : 1;
}

/* 0 rows: to the end. */
static uint32_t row_span(const struct node *cell) {
    uint32_t v;
    if (!html_uint(html_attr(cell, "rowspan"), &v))
        return 1;
    return v == 0 ? UINT32_MAX : v < MOST_ROWS ? v : MOST_ROWS;
}

static void add_cell(struct html *h, struct node *n) {
    if (h->ruled->table->rows.n == 0)
        ruled_row(h->ruled);
    struct cell *cell =
        ruled_cell(h->ruled, col_span(n), row_span(n), (struct place){.line = n->line});
    if (!cell) {
        h->failed = true;
        return;
    }
    struct flow f = html_flow_begin(h, cell, true, n);
    html_flow_children(&f, n);
    html_flow_end(&f);
}

/* A row of a thead, or one all of whose cells are header cells. */
static bool is_head(const struct node *tr) {
    bool all = tr->first;
    for (const struct node *n = tr->first; n; n = n->next)
        all = all && !html_is(n, "td");
    return html_is(tr->parent, "thead") || all;
}

static void add_part(struct html *h, struct node *n) {
    if (html_is(n, "tr") && !n->hidden)
        ruled_row(h->ruled)->header = is_head(n);
    else if (html_is_cell(n) && !n->hidden)
        add_cell(h, n);
    else if (!holds_rows(n) || n->hidden || html_is(n, "table")) {
        struct flow f = html_flow_begin(h, NULL, true, n->parent);
        html_flow(&f, n);
        html_flow_end(&f);
    }
}

void html_table(struct html *h, struct node *table) {
    ruled_begin(h->ruled, (struct place){.line = table->line});
    for (struct node *n = next_part(table, table); n && !h->failed; n = next_part(n, table))
        add_part(h, n);
    struct table *t = ruled_end(h->ruled);
    if (t)
        *vec_push(h->doc->a, &h->pieces) = (struct piece){.table = t, .node = table};
}
