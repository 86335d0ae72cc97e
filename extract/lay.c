/* Tables of the source become grids: a header, then rows that have a cell for every column. */
#include "base/utf8.h"
#include "extract/work.h"

enum { HEADER_CHARS = 40, TITLE_CHARS = 40 };

struct header *header_of(struct work *w, const struct gcell *cells, size_t n, size_t *known) {
    struct header *h = arena_array(w->a, n, sizeof *h);
    size_t named = 0;
    *known = 0;
    for (size_t c = 0; c < n; c++) {
        size_t from;
        h[c].name = cell_folded(w->a, &cells[c].paras, &from);
        if (utf8_len(h[c].name) > HEADER_CHARS)
            return NULL;
        h[c].column = rules_column(w->rules, h[c].name);
        bool again = c > 0 && cells[c].beside;
        *known += h[c].column.field != FIELD_NONE && !again;
        named += h[c].name.n > 0 && !again;
    }
    return *known >= 2 || (*known == 1 && named > 1 && h[0].column.field == FIELD_LABEL) ? h : NULL;
}

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
                    m[(r + down) * t->columns + c->col + x] =
                        (struct gcell){ps, c->at, x > 0, down > 0};
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

static bool same_header(const struct grid *g, const struct header *h, size_t n) {
    bool same = g->columns == n;
    for (size_t c = 0; same && c < n; c++)
        same = str_eq(g->headers[c].name, h[c].name);
    return same;
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

void add_head(struct work *w, struct grid *g, const struct gcell *cells, size_t n) {
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < cells[c].paras.n; i++)
            *vec_push(w->a, &g->head) = cells[c].paras.at[i];
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

static void lay_ruled(struct work *w, const struct table *t) {
    struct gcell *m = grid_cells(w, t);
    size_t n = t->columns, known;
    struct grid *g = NULL;
    for (size_t r = 0; r < t->rows.n; r++) {
        struct gcell *cells = m + r * n;
        size_t depth = header_depth(cells, t->rows.n - r, n);
        struct header *h = header_of(w, cells + (depth - 1) * n, n, &known);
        if (h) {
            g = push_grid(w, t, h); /* a header that only returns is joined later */
            add_head(w, g, cells, n * depth);
            r += depth - 1;
        } else if (!g && only_text(cells, n) && r + 1 < t->rows.n) {
            for (size_t i = 0; i < only_text(cells, n)->n; i++)
                push_para(w, only_text(cells, n)->at[i]); /* a title inside its table */
        } else {
            g = g ? g : push_grid(w, t, NULL);
            add_row(w, g, cells);
        }
    }
}

int lay_tables(struct work *w) {
    for (size_t i = 0; i < w->doc->blocks.n; i++) {
        const struct block *b = &w->doc->blocks.at[i];
        if (b->kind == BLOCK_PARAGRAPH)
            push_para(w, &b->para);
        else if (b->kind == BLOCK_TABLE && b->table->loose)
            lay_loose(w, b->table);
        else if (b->kind == BLOCK_TABLE && b->table->columns > 0)
            lay_ruled(w, b->table);
    }
    return 0;
}

/* Text between two parts of a table that only the printing put there. */
static bool only_furniture(struct work *w, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (w->items.at[i].grid ||
            rules_line(w->rules, w->items.at[i].para->text).kind != LINE_FURNITURE)
            return false;
    return true;
}

static bool continues(const struct grid *g, const struct grid *next) {
    if (!g->known || g->columns != next->columns)
        return false;
    return !next->known || same_header(g, next->headers, next->columns);
}

void join_tables(struct work *w) {
    size_t n = 0, last = SIZE_MAX; /* last grid's place among the kept items */
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        struct grid *before = last == SIZE_MAX ? NULL : w->items.at[last].grid;
        if (g && before && only_furniture(w, last + 1, n) && continues(before, g)) {
            if (before->rows.n)
                before->rows.at[before->rows.n - 1].ends_page = true;
            for (size_t r = 0; r < g->rows.n; r++)
                *vec_push(w->a, &before->rows) = g->rows.at[r];
            claim_all(w, &g->head, USE_FURNITURE);
            continue;
        }
        last = g ? n : last;
        w->items.at[n++] = w->items.at[i];
    }
    w->items.n = n;
}

/* A short line right above the header, no sentence, names the table whatever its words. */
static bool may_title(struct str text, struct line_match m, bool adjacent) {
    if (m.kind == LINE_TITLE || (m.kind == LINE_ANNEX && m.name.n > 0))
        return true;
    return adjacent && m.kind == LINE_NONE && utf8_len(text) <= TITLE_CHARS &&
           str_find(text, S("。"), 0) == SIZE_MAX && !str_ends(text, S("：")) &&
           !str_starts(text, S("（"));
}

/* The table's title is the nearest line above that has the shape of one; lines like "附件2" above
 * it are its label. */
static void title_table(struct work *w, struct grid *g, size_t above) {
    bool adjacent = true;
    for (size_t i = above; i > 0 && w->items.at[i - 1].para; i--) {
        const struct para *p = w->items.at[i - 1].para;
        struct line_match m = rules_line(w->rules, p->text);
        struct str text = utf8_squeeze(w->a, p->text);
        if (m.kind == LINE_FURNITURE || (m.kind == LINE_NOTE && adjacent))
            continue;
        if (g->title.n > 0 ? m.kind != LINE_ANNEX : !may_title(text, m, adjacent))
            return;
        if (g->title.n == 0)
            g->title = text;
        claim(w, p, USE_HEADING);
        adjacent = false;
    }
}

void title_tables(struct work *w) {
    int no = 0;
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        if (!g)
            continue;
        g->table_no = ++no;
        claim_all(w, &g->head, USE_HEADING);
        title_table(w, g, i);
    }
}
