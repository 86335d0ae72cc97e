/* Tables of the source become grids: a header, then rows that have a cell for every column. */
#include "base/utf8.h"
#include "extract/turned.h"
#include <string.h>

enum { LEAST_REPEATED = 3 };

struct gcell *grid_cells(struct work *w, const struct table *t) {
    struct gcell *m = arena_array(w->laid, t->rows.n * t->columns, sizeof *m);
    for (size_t r = 0; r < t->rows.n; r++) {
        const struct row *row = &t->rows.at[r];
        for (size_t i = 0; i < row->cells.n; i++) {
            const struct cell *c = &row->cells.at[i];
            paras ps = {0};
            for (size_t k = 0; k < c->paras.n; k++)
                *vec_push(w->laid, &ps) = &c->paras.at[k];
            for (size_t down = 0; down < c->row_span && r + down < t->rows.n; down++)
                for (size_t x = 0; x < c->col_span && c->col + x < t->columns; x++)
                    m[(r + down) * t->columns + c->col + x] = (struct gcell){
                        .paras = ps, .at = c->at, .beside = x > 0, .above = down > 0};
        }
    }
    return m;
}

/* Is it one text that all cells of a row repeat? */
static bool is_repeated(struct work *w, const struct gcell *cells, size_t n) {
    struct str text = cell_squeezed(w->a, &cells[0].paras);
    bool same = n >= LEAST_REPEATED && utf8_len(text) > 1 && !rules_none(w->rules, text);
    for (size_t c = 1; c < n && same; c++)
        same = !cells[c].beside && str_eq(cell_squeezed(w->a, &cells[c].paras), text);
    return same;
}

/* Programs that write tables without merged cells may repeat such a cell's text in all columns that
 * it is over. */
static void merge_repeated(struct work *w, struct gcell *cells, size_t n) {
    if (!is_repeated(w, cells, n))
        return;
    for (size_t c = 1; c < n; c++) {
        claim_all(w, &cells[c].paras, USE_FURNITURE);
        cells[c] = cells[0];
        cells[c].beside = true;
    }
}

/* The paragraphs of a row that holds one text: a single cell, all others empty or merged with it.
 */
static const paras *only_text(const struct gcell *cells, size_t n) {
    const paras *text = NULL;
    for (size_t c = 0; c < n; c++) {
        if (cells[c].paras.n == 0 || cells[c].beside)
            continue;
        if (text || cells[c].above || c > 0)
            return NULL;
        text = &cells[c].paras;
    }
    return text;
}

static bool is_section(struct work *w, const struct gcell *cells, size_t n) {
    const paras *text = only_text(cells, n);
    if (!text || n < 2)
        return false;
    bool spans = true;
    for (size_t c = 1; c < n; c++)
        spans = spans && cells[c].beside;
    return spans || rules_line(w->rules, cell_text(w->a, text, S(""))).kind == LINE_HEADING;
}

static void push_para(struct work *w, const struct para *p) {
    *vec_push(w->a, &w->items) = (struct item){.para = p};
}

static void push_all(struct work *w, const paras *ps) {
    for (size_t i = 0; i < ps->n; i++)
        push_para(w, ps->at[i]);
}

static struct grid *push_grid(struct work *w, const struct table *t, struct header *h,
                              size_t columns) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    *g = (struct grid){.headers = h,
                       .columns = columns,
                       .known = h != NULL,
                       .parallel = t->parallel,
                       .spanless = t->spanless && h,
                       .at = t->at};
    *vec_push(w->a, &w->items) = (struct item){.grid = g};
    return g;
}

/* A header may take two rows, group names above and the columns' own below. */
static size_t header_depth(const struct gcell *cells, size_t rows, size_t n) {
    bool spans = false, grouped = false;
    for (size_t c = 0; rows > 1 && c < n; c++) {
        spans = spans || cells[n + c].above;
        grouped = grouped || cells[c].beside;
    }
    return spans && grouped ? 2 : 1;
}

/* Is the second row of n cells a header's lower one, though the source shows no merged cells
 * (Markdown)? Each of its texts stands under a group's name or beside the group's first, and where
 * it has none the row above has a column's name. */
static bool is_grouped(const struct gcell *cells, size_t n) {
    const struct gcell *low = cells + n;
    bool spans = false, grouped = false;
    for (size_t c = 0; c < n; c++) {
        bool up = cells[c].paras.n, down = low[c].paras.n;
        bool first = c + 1 < n && cells[c + 1].paras.n == 0 && low[c + 1].paras.n;
        bool follows = c > 0 && low[c - 1].paras.n;
        if (cells[c].beside || low[c].above || (up && down && !first) || (!up && down && !follows))
            return false;
        spans = spans || (up && !down);
        grouped = grouped || (!up && down);
    }
    return spans && grouped;
}

/* The two rows as if their cells were merged. */
static struct gcell *merged(struct arena *a, const struct gcell *cells, size_t n) {
    struct gcell *two = arena_array(a, 2 * n, sizeof *two), *low = two + n;
    memcpy(two, cells, 2 * n * sizeof *two);
    for (size_t c = 0; c < n; c++) {
        if (low[c].paras.n == 0) {
            low[c] = two[c];
            low[c].above = true;
        } else if (two[c].paras.n == 0) {
            two[c] = two[c - 1];
            two[c].beside = true;
        }
    }
    return two;
}

/* Sections may stand behind the column of numbers, which they do not count in. */
static size_t numbers_left_out(const struct grid *g, const struct gcell *cells) {
    return g->headers && g->columns > 2 && g->headers[0].column.field == FIELD_NUMBER &&
           cells[0].paras.n == 0;
}

static void add_row(struct work *w, struct grid *g, struct gcell *cells) {
    struct grow *row = vec_push(w->laid, &g->rows);
    *row = (struct grow){.cells = cells};
    size_t from = numbers_left_out(g, cells);
    if (is_section(w, cells + from, g->columns - from)) {
        row->kind = ROW_SECTION;
        cells[0].paras = cells[from].paras;
    }
    if (g->spanless)
        fill_across(g, g->rows.n - 1);
}

static bool is_blank(const struct gcell *cells, size_t n) {
    for (size_t c = 0; c < n; c++)
        if (cells[c].paras.n)
            return false;
    return true;
}

/* The header that begins with this row, the first of rows, and how many it takes; or NULL. */
static struct header *header_at(struct work *w, const struct table *t, const struct gcell *cells,
                                size_t rows, size_t n, size_t *depth) {
    size_t known;
    struct header *h = NULL;
    *depth = header_depth(cells, rows, n);
    if (*depth == 2)
        return header_of(w, cells, cells + n, n, t->parallel, &known);
    if (rows > 1 && is_grouped(cells, n)) {
        const struct gcell *two = merged(w->a, cells, n);
        h = header_of(w, two, two + n, n, t->parallel, &known);
    }
    *depth = h ? 2 : 1;
    return h ? h : header_of(w, NULL, cells, n, t->parallel, &known);
}

/* A frame around text (专栏) is no table: it has one column, and no name of one. */
static bool is_frame(struct work *w, const struct table *t, const struct gcell *cells) {
    size_t known;
    return t->columns == 1 && !header_of(w, NULL, cells, 1, t->parallel, &known) && known == 0;
}

static void push_frame(struct work *w, const struct gcell *cells, size_t rows) {
    for (size_t r = 0; r < rows; r++)
        if (!cells[r].above)
            push_all(w, &cells[r].paras);
}

/* Do these rows go on below the last table, as no header of their own begins another? Then what
 * stands over all columns at their head is no title, but one of its sections. */
static bool goes_on(struct work *w, const struct table *t, const struct gcell *m, size_t rows,
                    size_t n) {
    const struct grid *above = grid_above(w);
    size_t r = 0, depth;
    if (!above || !(above->known || above->goes_on) || above->columns != n)
        return false;
    while (r < rows && only_text(m + r * n, n))
        r++;
    return r == rows || !header_at(w, t, m + r * n, rows - r, n, &depth);
}

/* Rows of n cells; a header that only returns is joined later. */
static void lay_cells(struct work *w, const struct table *t, struct gcell *m, size_t rows,
                      size_t n) {
    struct grid *g = NULL;
    size_t depth;
    bool on = goes_on(w, t, m, rows, n);
    for (size_t r = 0; r < rows; r++) {
        struct gcell *cells = m + r * n;
        struct header *h = header_at(w, t, cells, rows - r, n, &depth);
        if (h) {
            g = push_grid(w, t, h, n);
            add_head(w, g, cells, n * depth);
            r += depth - 1;
        } else if (!g && is_blank(cells, n)) {
            continue; /* a table for its looks alone has nothing else */
        } else if (!g && !on && only_text(cells, n) && r + 1 < rows) {
            push_all(w, only_text(cells, n)); /* a title inside its table */
        } else {
            if (!g) {
                g = push_grid(w, t, NULL, n);
                g->goes_on = on;
            }
            add_row(w, g, cells);
        }
    }
}

void lay_ruled(struct work *w, const struct table *t) {
    struct gcell *m = grid_cells(w, t), *names = NULL;
    size_t n = t->columns, records, fields, titles = 0;
    for (size_t r = 0; t->spanless && r < t->rows.n; r++)
        merge_repeated(w, m + r * n, n);
    if (is_frame(w, t, m)) {
        push_frame(w, m, t->rows.n);
        return;
    }
    while (titles < t->rows.n && only_text(m + titles * n, n))
        titles++;
    names = turned(w, m + titles * n, t->rows.n - titles, n, &records, &fields);
    for (size_t r = 0; names && r < titles; r++)
        push_all(w, only_text(m + r * n, n));
    if (names)
        lay_cells(w, t, names, records + 1, fields);
    else
        lay_cells(w, t, m, t->rows.n, n);
}

/* Said once a document. */
static void check_printed(struct work *w) {
    for (size_t i = 0; i < w->doc->blocks.n; i++) {
        const struct block *b = &w->doc->blocks.at[i];
        if (b->kind != BLOCK_TABLE || !b->table->printed || b->table->columns == 0)
            continue;
        diag_add(&w->doc->diags, DIAG_ROWS_PRINTED, b->table->at, S(""));
        return;
    }
}

void lay_tables(struct work *w) {
    check_printed(w);
    for (size_t i = 0; i < w->doc->blocks.n; i++) {
        const struct block *b = &w->doc->blocks.at[i];
        size_t behind = b->kind == BLOCK_PARAGRAPH ? lay_lines(w, i) : i;
        if (behind > i)
            i = behind - 1;
        else if (b->kind == BLOCK_PARAGRAPH)
            push_para(w, &b->para);
        else if (b->kind == BLOCK_TABLE && b->table->loose && b->table->rows.n == 1)
            lay_loose(w, b->table);
        else if (b->kind == BLOCK_TABLE && b->table->loose && lay_tabs(w, b->table))
            continue;
        else if (b->kind == BLOCK_TABLE && b->table->printed && b->table->columns > 0)
            i = lay_printed(w, i) - 1;
        else if (b->kind == BLOCK_TABLE && b->table->columns > 0)
            lay_ruled(w, b->table);
    }
}
