/* Tables of the source become grids: a header, then rows that have a cell for every column. */
#include "base/utf8.h"
#include "extract/work.h"

static struct gcell *grid_cells(struct work *w, const struct table *t) {
    struct gcell *m = arena_array(w->a, t->rows.n * t->columns, sizeof *m);
    for (size_t r = 0; r < t->rows.n; r++) {
        const struct row *row = &t->rows.at[r];
        for (size_t i = 0; i < row->cells.n; i++) {
            const struct cell *c = &row->cells.at[i];
            paras ps = {0};
            for (size_t k = 0; k < c->paras.n; k++)
                *vec_push(w->a, &ps) = &c->paras.at[k];
            for (size_t down = 0; down < c->row_span && r + down < t->rows.n; down++)
                for (size_t x = 0; x < c->col_span && c->col + x < t->columns; x++)
                    m[(r + down) * t->columns + c->col + x] = (struct gcell){
                        .paras = ps, .at = c->at, .beside = x > 0, .above = down > 0};
        }
    }
    return m;
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

static struct grid *push_grid(struct work *w, const struct table *t, struct header *h) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    *g = (struct grid){.headers = h,
                       .columns = t->columns,
                       .known = h != NULL,
                       .parallel = t->parallel,
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

static void add_row(struct work *w, struct grid *g, struct gcell *cells) {
    struct grow *row = vec_push(w->a, &g->rows);
    *row = (struct grow){.cells = cells};
    if (is_section(w, cells, g->columns))
        row->kind = ROW_SECTION;
}

static bool is_blank(const struct gcell *cells, size_t n) {
    for (size_t c = 0; c < n; c++)
        if (cells[c].paras.n)
            return false;
    return true;
}

static void lay_ruled(struct work *w, const struct table *t) {
    struct gcell *m = grid_cells(w, t);
    size_t n = t->columns, known;
    struct grid *g = NULL;
    for (size_t r = 0; r < t->rows.n; r++) {
        struct gcell *cells = m + r * n;
        size_t depth = header_depth(cells, t->rows.n - r, n);
        const struct gcell *groups = depth > 1 ? cells : NULL;
        struct header *h = header_of(w, groups, cells + (depth - 1) * n, n, t->parallel, &known);
        if (h) {
            g = push_grid(w, t, h); /* a header that only returns is joined later */
            add_head(w, g, cells, n * depth);
            r += depth - 1;
        } else if (!g && is_blank(cells, n)) {
            continue; /* a table for its looks alone has nothing else */
        } else if (!g && only_text(cells, n) && r + 1 < t->rows.n) {
            for (size_t i = 0; i < only_text(cells, n)->n; i++)
                push_para(w, only_text(cells, n)->at[i]); /* a title inside its table */
        } else {
            g = g ? g : push_grid(w, t, NULL);
            add_row(w, g, cells);
        }
    }
}

void lay_tables(struct work *w) {
    for (size_t i = 0; i < w->doc->blocks.n; i++) {
        const struct block *b = &w->doc->blocks.at[i];
        size_t behind = b->kind == BLOCK_PARAGRAPH ? lay_lines(w, i) : i;
        if (behind > i)
            i = behind - 1;
        else if (b->kind == BLOCK_PARAGRAPH)
            push_para(w, &b->para);
        else if (b->kind == BLOCK_TABLE && b->table->loose)
            lay_loose(w, b->table);
        else if (b->kind == BLOCK_TABLE && b->table->columns > 0)
            lay_ruled(w, b->table);
    }
}
