/* What stands in one loose table: text in frames, tables behind each other with their titles in the
 * last cell of the one before, and page numbers.
 */
#include "extract/loose.h"

static enum line_kind kind_of(const struct work *w, const struct para *p) {
    return rules_line(w->rules, p->text).kind;
}

/* A page ends below the cell's text. */
static bool is_page_number(const struct work *w, const struct cell *c, size_t k) {
    return k > 0 && c->paras.at[k].gap > 0 && kind_of(w, &c->paras.at[k]) == LINE_FURNITURE;
}

static struct row without_page_numbers(struct work *w, const struct row *row) {
    struct row out = {0};
    for (size_t i = 0; i < row->cells.n; i++) {
        const struct cell *from = &row->cells.at[i];
        struct cell *to = vec_push(w->a, &out.cells);
        *to = (struct cell){.col_span = 1, .row_span = 1, .at = from->at};
        for (size_t k = 0; k < from->paras.n; k++)
            if (is_page_number(w, from, k))
                claim(w, &from->paras.at[k], USE_FURNITURE);
            else
                *vec_push(w->a, &to->paras) = from->paras.at[k];
    }
    return out;
}

static struct row cells_from(const struct row *row, size_t from, size_t to) {
    struct row part = *row;
    part.cells.at += from;
    part.cells.n = part.cells.cap = (uint32_t)(to - from);
    return part;
}

/* The annex or the title that the next table begins with. */
static bool ends_table(struct work *w, const struct cell *c) {
    for (size_t k = 1; k < c->paras.n; k++) {
        if (c->paras.at[k].gap == 0)
            continue;
        enum line_kind kind = kind_of(w, &c->paras.at[k]);
        if (kind == LINE_ANNEX || kind == LINE_TITLE)
            return inside_paras(w, c, true) <= k;
    }
    return false;
}

static bool stands_alone(const struct row *row, size_t i) {
    return gap_above(row, i) > 0 && (i + 1 == row->cells.n || gap_above(row, i + 1) > 0);
}

/* Cells that stand alone in front are frames around text, and titles. */
static void lay_part(struct work *w, const struct row *all, size_t from, size_t to) {
    size_t columns, front = from, head;
    while (front < to && stands_alone(all, front))
        outside_paras(w, &all->cells.at[front++], 0);
    struct row row = cells_from(all, front, to);
    if (row.cells.n == 0)
        return;
    const struct cell *last = &row.cells.at[row.cells.n - 1];
    size_t inside = inside_paras(w, last, to < all->cells.n);
    head = first_head(w, &row, &columns);
    if (lay_regular(w, &row, head == 0 ? columns : 0, inside))
        outside_paras(w, last, inside);
    else
        lay_headed(w, &row, head);
}

static bool has_page_numbers(const struct work *w, const struct row *row) {
    for (size_t i = 0; i < row->cells.n; i++)
        for (size_t k = 1; k < row->cells.at[i].paras.n; k++)
            if (is_page_number(w, &row->cells.at[i], k))
                return true;
    return false;
}

void lay_loose(struct work *w, const struct table *t) {
    struct row row = t->rows.at[0];
    if (has_page_numbers(w, &row)) /* a large table is copied only where it has some */
        row = without_page_numbers(w, &row);
    for (size_t from = 0, to; from < row.cells.n; from = to) {
        to = from + 1;
        while (to < row.cells.n &&
               (gap_above(&row, to) == 0 || !ends_table(w, &row.cells.at[to - 1])))
            to++;
        lay_part(w, &row, from, to);
    }
}
