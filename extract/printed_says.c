/* What the columns of printed lines say of rows, and where the lines stand. */
#include "base/utf8.h"
#include "extract/printed.h"
#include <stdlib.h>

#define BESIDE 0.5 /* how far below the line above one stands at least, in lines */
enum { MOST_BLANK = 4, SPARSE_PERCENT = 75, LEAST_STRETCHES = 4, WHOLE_PERCENT = 80 };

static size_t count_pieces(const struct printed *p, size_t c) {
    size_t n = 0;
    for (size_t i = 0; i < p->lines.n; i++)
        n += p->lines.at[i].cells[c].paras.n > 0 &&
             !printed_across(p->lines.at[i].cells, p->g->columns);
    return n;
}

static size_t column_of(const struct grid *g, enum field field) {
    size_t c = 0;
    while (c < g->columns && g->headers[c].column.field != field)
        c++;
    return c;
}

/* What rows are told by: measures, else numbers, else the column that names them, else the first.
 */
static size_t main_column(const struct grid *g) {
    static const enum field fields[] = {FIELD_MEASURE, FIELD_NUMBER, FIELD_LABEL};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (column_of(g, fields[i]) < g->columns)
            return column_of(g, fields[i]);
    return 0;
}

static bool may_span(const struct printed *p, size_t c) {
    const struct grid *g = p->g;
    enum field field = g->headers[c].column.field;
    if (field == FIELD_GROUP || field == FIELD_TASK)
        return true;
    if (g->headers[p->main].column.field == FIELD_MEASURE)
        return c < p->main && field != FIELD_ROLE && field != FIELD_DEADLINE;
    bool sparse = count_pieces(p, c) * 100 < count_pieces(p, p->main) * SPARSE_PERCENT;
    return field == FIELD_NONE && sparse && c <= p->main + 2;
}

static bool has_text(const struct printed *p, size_t from, size_t end, enum field field) {
    size_t c = column_of(p->g, field);
    return c < p->g->columns && printed_text(p, c, from, end).n > 0;
}

/* Have the lines what one row has: text of the main column, a deadline, or units where the table
 * has no deadlines, and one number at most? */
static bool is_whole(const struct printed *p, size_t from, size_t end) {
    arena_reset(p->w->scratch);
    if (printed_text(p, p->main, from, end).n == 0 ||
        (p->g->headers[0].column.field == FIELD_NUMBER && printed_text(p, 0, from, end).n > 1))
        return false;
    bool deadlines = column_of(p->g, FIELD_DEADLINE) < p->g->columns;
    return has_text(p, from, end, deadlines ? FIELD_DEADLINE : FIELD_ROLE);
}

/* Do so many blank lines part the rows? Then nearly all lines that none parts are whole rows, but
 * for those that a page's end cuts. What stands alone between the names of sections shows nothing.
 */
static bool gaps_part_rows(const struct printed *p, uint32_t least) {
    size_t whole = 0, all = 0;
    bool rows = false; /* right above, on the page */
    for (size_t i = 0, end; i < p->lines.n; i = end) {
        for (end = i + 1;
             end < p->lines.n && p->lines.at[end].gap < least && !p->lines.at[end].new_page;)
            end++;
        bool cut = p->lines.at[i].new_page || (end < p->lines.n && p->lines.at[end].new_page);
        bool section = printed_across(p->lines.at[i].cells, p->g->columns);
        if (rows && !cut && !section) {
            whole += is_whole(p, i, end);
            all++;
        }
        rows = !section;
    }
    return all >= LEAST_STRETCHES && whole * 100 >= all * WHOLE_PERCENT;
}

void printed_says(struct printed *p) {
    struct grid *g = p->g;
    p->says = arena_array(p->w->a, g->columns, sizeof *p->says);
    p->widths = arena_array(p->w->a, g->columns, sizeof *p->widths);
    p->main = main_column(g);
    p->titles = g->headers[p->main].column.field == FIELD_MEASURE &&
                rules_header(p->w->rules, g->headers[p->main].name).field == FIELD_TASK;
    for (size_t c = 0; c < g->columns; c++) {
        enum field field = g->headers[c].column.field;
        p->says[c] = c == p->main              ? SAYS_MAIN
                     : field == FIELD_DEADLINE ? SAYS_DEADLINE
                     : may_span(p, c)          ? SAYS_SPAN
                                               : SAYS_CELL;
        for (size_t i = 0; i < p->lines.n; i++) {
            const struct gcell *cell = &p->lines.at[i].cells[c];
            bool alone = cell->paras.n && !printed_across(p->lines.at[i].cells, g->columns);
            size_t width = alone ? utf8_columns(cell->paras.at[0]->text) : 0;
            p->widths[c] = width > p->widths[c] ? width : p->widths[c];
        }
    }
    for (uint32_t least = 1; least <= MOST_BLANK && p->row_gap == 0; least++)
        p->row_gap = gaps_part_rows(p, least) ? least : 0;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* How far apart a column's lines stand where nothing stands between them, in lines. */
static double pitch_of(const struct printed *p, size_t c) {
    double *all = arena_array(p->w->scratch, p->lines.n + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 1; i < p->lines.n; i++) {
        const struct printed_line *l = &p->lines.at[i];
        if (l->cells[c].paras.n && l[-1].cells[c].paras.n && !l->new_page)
            all[n++] = 1 + (double)l->gap;
    }
    if (n == 0)
        return 1;
    qsort(all, n, sizeof *all, by_size);
    return all[n / 2];
}

/* Where lines stand: those that share no column may be set beside each other, half a line apart,
 * but a column's lines never stand closer than they do elsewhere. */
void printed_places(struct printed *p) {
    size_t n = p->g->columns;
    double y = 0, *least = arena_array(p->w->a, n, sizeof *least);
    double *pitch = arena_array(p->w->a, n, sizeof *pitch);
    for (size_t c = 0; c < n; c++)
        pitch[c] = pitch_of(p, c);
    for (size_t i = 0; i < p->lines.n; i++) {
        struct printed_line *l = &p->lines.at[i];
        y += i == 0 ? 0 : l->gap > 0 ? 1 + l->gap : BESIDE;
        for (size_t c = 0; c < n; c++)
            if (l->cells[c].paras.n && least[c] > y)
                y = least[c];
        for (size_t c = 0; c < n; c++)
            if (l->cells[c].paras.n)
                least[c] = y + pitch[c];
        l->y = y;
    }
}
