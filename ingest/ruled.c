#include "ingest/ruled.h"

void ruled_begin(struct ruled *r, struct place at) {
    r->table = arena_alloc(r->doc->a, sizeof *r->table);
    r->table->at = at;
    r->until.n = 0;
}

struct row *ruled_row(struct ruled *r) {
    struct row *row = vec_push(r->doc->a, &r->table->rows);
    *row = (struct row){0};
    r->col = 0;
    return row;
}

static bool is_free(const struct ruled *r, uint32_t col) {
    return col >= r->until.n || r->until.at[col] < r->table->rows.n;
}

/* Columns from col on that are free, span at most. */
static uint32_t fit(const struct ruled *r, uint32_t col, uint32_t span) {
    uint32_t n = 1;
    while (n < span && col + n < r->limits->columns && is_free(r, col + n))
        n++;
    return n;
}

static int check_limits(struct ruled *r, uint32_t col, struct place at) {
    const char *what = col >= r->limits->columns      ? "columns than --max-columns"
                       : r->cells >= r->limits->cells ? "cells than --max-cells"
                                                      : NULL;
    if (!what)
        return 0;
    diag_add(&r->doc->diags, DIAG_LIMIT, at, str_fmt(r->doc->a, "more table %s allows", what));
    return -1;
}

struct cell *ruled_cell(struct ruled *r, uint32_t col_span, uint32_t row_span, struct place at) {
    uint32_t row = (uint32_t)r->table->rows.n - 1, col = r->col;
    while (!is_free(r, col))
        col++;
    if (check_limits(r, col, at) < 0)
        return NULL;
    r->cells++;
    uint32_t span = fit(r, col, col_span);
    while (r->until.n < col + span)
        *vec_push(r->doc->a, &r->until) = 0;
    for (uint32_t c = col; c < col + span; c++)
        r->until.at[c] = row_span > UINT32_MAX - row - 1 ? UINT32_MAX : row + row_span;
    r->col = col + span;
    struct cell *cell = vec_push(r->doc->a, &r->table->rows.at[row].cells);
    *cell = (struct cell){.col = col, .col_span = span, .row_span = row_span, .at = at};
    return cell;
}

/* For each column how many before it have a cell that begins there; the last entry counts all. */
static uint32_t *count_columns(const struct ruled *r) {
    const struct table *t = r->table;
    uint32_t *before = arena_array(r->doc->a, r->until.n + 1, sizeof *before), n = 0;
    for (size_t i = 0; i < t->rows.n; i++)
        for (size_t c = 0; c < t->rows.at[i].cells.n; c++)
            before[t->rows.at[i].cells.at[c].col] = 1;
    for (size_t c = 0; c <= r->until.n; c++) {
        uint32_t begins = before[c];
        before[c] = n;
        n += begins;
    }
    return before;
}

struct table *ruled_end(struct ruled *r) {
    struct table *t = r->table;
    const uint32_t *column = count_columns(r);
    t->columns = column[r->until.n];
    for (size_t i = 0; i < t->rows.n; i++)
        for (size_t c = 0; c < t->rows.at[i].cells.n; c++) {
            struct cell *cell = &t->rows.at[i].cells.at[c];
            uint32_t end = column[cell->col + cell->col_span];
            cell->col = column[cell->col];
            cell->col_span = end - cell->col;
            if (cell->row_span > t->rows.n - i)
                cell->row_span = (uint32_t)(t->rows.n - i);
        }
    return t->columns ? t : NULL;
}
