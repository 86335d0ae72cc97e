/* Rows of a flattened table whose blank lines show where they begin: every row has as many cells as
 * the table has columns, but for sections of one cell and the upper row of a header in two. Such a
 * table needs no known header to be laid out.
 */
#include "extract/loose.h"

struct ranks {
    const struct row *all; /* the cells in their order */
    size_t inside;         /* paragraphs of the last that are its own */
    VEC(size_t) begins;    /* of rows, by the first cell's place, and behind the last */
    size_t columns;
    /* How the names of a header in two rows stand: over[c] columns are below the first row's name
     * that begins at column c, 1 below those that the second row leaves empty. NULL: the first two
     * rows are no such header. */
    size_t *over;
};

static size_t length(const struct ranks *k, size_t r) {
    return k->begins.at[r + 1] - k->begins.at[r];
}

static size_t rows_of(const struct ranks *k) {
    return k->begins.n - 1;
}

static const struct cell *cell_in(const struct ranks *k, size_t r, size_t c) {
    return &k->all->cells.at[k->begins.at[r] + c];
}

static void find_ranks(struct arena *a, struct ranks *k) {
    const struct row *row = k->all;
    for (size_t i = 0; i < row->cells.n; i++)
        if (i == 0 || gap_above(row, i) > 0)
            *vec_push(a, &k->begins) = i;
    *vec_push(a, &k->begins) = row->cells.n;
    for (size_t r = 0; r < rows_of(k); r++)
        k->columns = length(k, r) > k->columns ? length(k, r) : k->columns;
}

/* The columns that names of groups share: runs of the second row's texts. */
static size_t count_runs(const struct ranks *k, size_t *shared) {
    size_t runs = 0;
    bool in = false;
    *shared = 0;
    for (size_t c = 0; c < k->columns; c++) {
        bool text = cell_in(k, 1, c)->paras.n > 0;
        runs += text && !in;
        *shared += text;
        in = text;
    }
    return runs;
}

static size_t run_from(const struct ranks *k, size_t c) {
    size_t to = c;
    while (to < k->columns && cell_in(k, 1, to)->paras.n)
        to++;
    return to - c;
}

/* A group stands over each run, or several in equal parts over the only one. */
static void find_heads(struct arena *a, struct ranks *k) {
    size_t shared;
    if (rows_of(k) < 3 || length(k, 0) < 2 || length(k, 0) == k->columns ||
        length(k, 1) != k->columns)
        return;
    size_t runs = count_runs(k, &shared), single = k->columns - shared;
    size_t groups = length(k, 0) > single ? length(k, 0) - single : 0;
    bool parts = runs == 1 && groups > 0 && shared % groups == 0;
    if (groups == 0 || single == 0 || (groups != runs && !parts))
        return;
    k->over = arena_array(a, k->columns, sizeof *k->over);
    for (size_t c = 0; c < k->columns; c += k->over[c]) {
        size_t run = run_from(k, c);
        k->over[c] = run == 0 ? 1 : groups == runs ? run : shared / groups;
    }
}

static bool is_regular(const struct ranks *k) {
    size_t whole = 0;
    for (size_t r = k->over ? 1 : 0; r < rows_of(k); r++) {
        if (length(k, r) != k->columns && length(k, r) != 1)
            return false;
        whole += length(k, r) == k->columns;
    }
    return k->columns > 1 && whole > 1 && length(k, 0) > 1;
}

static void add_cell(struct arena *a, const struct ranks *k, struct row *row,
                     const struct cell *from, size_t col, size_t wide, size_t high) {
    struct cell *c = vec_push(a, &row->cells);
    *c = *from;
    if (from == &k->all->cells.at[k->all->cells.n - 1])
        c->paras.n = (uint32_t)k->inside;
    c->col = (uint32_t)col;
    c->col_span = (uint32_t)wide;
    c->row_span = (uint32_t)high;
}

/* Two rows, as if their cells were merged. */
static void add_heads(struct arena *a, const struct ranks *k, struct table *t) {
    struct row *rows = arena_array(a, 2, sizeof *rows);
    for (size_t c = 0, i = 0; c < k->columns; c += k->over[c], i++) {
        bool single = cell_in(k, 1, c)->paras.n == 0;
        add_cell(a, k, &rows[0], cell_in(k, 0, i), c, k->over[c], single ? 2 : 1);
        for (size_t x = c; !single && x < c + k->over[c]; x++)
            add_cell(a, k, &rows[1], cell_in(k, 1, x), x, 1, 1);
    }
    *vec_push(a, &t->rows) = rows[0];
    *vec_push(a, &t->rows) = rows[1];
}

static struct table *ruled(struct arena *a, const struct ranks *k, struct place at) {
    struct table *t = arena_alloc(a, sizeof *t);
    *t = (struct table){.columns = (uint32_t)k->columns, .at = at};
    if (k->over)
        add_heads(a, k, t);
    for (size_t r = k->over ? 2 : 0; r < rows_of(k); r++) {
        struct row *row = vec_push(a, &t->rows);
        *row = (struct row){0};
        size_t n = length(k, r);
        for (size_t c = 0; c < n; c++)
            add_cell(a, k, row, cell_in(k, r, c), c, n == 1 ? k->columns : 1, 1);
    }
    return t;
}

bool lay_regular(struct work *w, const struct row *row, size_t known, size_t inside) {
    struct ranks k = {.all = row, .inside = inside};
    size_t first = w->items.n;
    find_ranks(w->a, &k);
    if (k.columns == known)
        return false;
    find_heads(w->a, &k);
    if (!is_regular(&k))
        return false;
    lay_ruled(w, ruled(w->a, &k, row->cells.at[0].at));
    for (size_t i = first; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        for (size_t r = 0; g && g->headers && r < g->rows.n; r++)
            fill_merged(g, r);
        if (g)
            g->loose = true;
    }
    return true;
}
