/* The columns of a table, from the lines of its grid that cells begin or end at. A border that was
 * dragged in some rows leaves two lines so near each other that nothing fits between them: they are
 * one. */
#include "ingest/docx.h"

/* In twentieths of a point: less than the usual margins inside of a cell (17.4.42), and than any
 * table. What is narrower as a whole has a grid that nobody keeps. */
enum { NEAR = 200, LEAST = 2000 };

/* Where the lines stand, or NULL where the file does not say it credibly. */
static uint64_t *positions(struct arena *a, const docx_widths *widths, size_t lines) {
    uint64_t *at = arena_array(a, lines, sizeof *at), total = 0;
    if (widths->n + 1 < lines)
        return NULL;
    for (size_t i = 0; i < widths->n; i++) {
        if (widths->at[i] == 0)
            return NULL;
        if (i < lines)
            at[i] = total;
        total += widths->at[i];
    }
    if (lines == widths->n + 1)
        at[lines - 1] = total;
    return total < LEAST ? NULL : at;
}

/* For each line the one behind that at which the last of the cells with text that end here begins.
 */
static uint32_t *text_ends(struct arena *a, const struct table *t, size_t lines) {
    uint32_t *behind = arena_array(a, lines, sizeof *behind);
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++) {
            const struct cell *cell = &t->rows.at[r].cells.at[c];
            uint32_t *end = &behind[cell->col + cell->col_span];
            if (cell->paras.n && *end <= cell->col)
                *end = cell->col + 1;
        }
    return behind;
}

static size_t last_used(const docx_lines *lines) {
    size_t i = lines->n - 1;
    while (i > 0 && !lines->at[i])
        i--;
    return i;
}

/* The number of each line among those that count. */
static uint32_t *number_lines(struct arena *a, const struct table *t, const docx_lines *lines,
                              const docx_widths *widths, uint32_t *n) {
    uint32_t *number = arena_array(a, lines->n, sizeof *number);
    uint32_t *text = text_ends(a, t, lines->n);
    uint64_t *at = positions(a, widths, lines->n);
    size_t kept = 0, last = last_used(lines);
    for (size_t i = *n = 0; i < lines->n; i++) {
        bool near = at && *n > 0 && at[i] - at[kept] < NEAR && text[i] <= kept;
        number[i] = *n - (*n > 0);
        if (!lines->at[i] || (near && !(i == last && *n == 1)))
            continue;
        number[i] = (*n)++;
        kept = i;
    }
    return number;
}

/* Of a cell between lines that are one nothing is left; it has no text. */
static void place_cells(struct row *row, const uint32_t *number) {
    size_t n = 0;
    for (size_t c = 0; c < row->cells.n; c++) {
        struct cell cell = row->cells.at[c];
        uint32_t end = number[cell.col + cell.col_span];
        cell.col = number[cell.col];
        cell.col_span = end - cell.col;
        if (cell.col_span > 0)
            row->cells.at[n++] = cell;
    }
    vec_set(row->cells.n, n);
}

void docx_number_columns(struct arena *a, struct table *t, const docx_lines *lines,
                         const docx_widths *widths) {
    uint32_t n;
    const uint32_t *number = number_lines(a, t, lines, widths, &n);
    t->columns = n - 1;
    for (size_t r = 0; r < t->rows.n; r++)
        place_cells(&t->rows.at[r], number);
}
