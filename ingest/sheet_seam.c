/* What a page's end cut in two is put together. */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>

/* Points by which two parts of a table may differ. */
#define SAME_PLACE 6.0

bool seam_text_goes_on(const struct seam *seam, const struct line *line, struct frame f) {
    struct line below = *line; /* as if it stood right below */
    if (!seam->line || line_ends_sentence(seam->line))
        return false;
    below.box.y0 = seam->line->box.y1;
    below.box.y1 = below.box.y0 + box_height(line->box);
    below.box.x0 += seam->frame.left - f.left;
    below.box.x1 += seam->frame.left - f.left;
    return line_goes_on(seam->line, &below, seam->frame);
}

/* ---- columns ---- */

static bool is_at(const edges *xs, double x) {
    for (size_t i = 0; i < xs->n; i++)
        if (fabs(xs->at[i] - x) <= SAME_PLACE)
            return true;
    return false;
}

/* The edges of a that b lacks, if it has no others and reaches as far; else none. */
static edges lacking(struct arena *a, const edges *all, const edges *some) {
    edges out = {0}, none = {0};
    for (size_t i = 0; i < some->n; i++)
        if (!is_at(all, some->at[i]))
            return none;
    for (size_t i = 0; i < all->n; i++)
        if (!is_at(some, all->at[i]))
            *vec_push(a, &out) = all->at[i];
    bool sides = is_at(some, all->at[0]) && is_at(some, all->at[all->n - 1]);
    return sides ? out : none;
}

/* Is there text of the page's own in [from, to)? */
static bool has_text(const struct sheet *s, double from, double to) {
    for (size_t i = 0; i < s->text.n; i++) {
        double y = box_middle(s->text.at[i].box);
        if (!s->text.at[i].furniture && y >= from && y < to)
            return true;
    }
    return false;
}

void sheets_share_columns(struct arena *a, struct sheet *sheets, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const struct sheet *above = &sheets[i - 1];
        struct sheet *below = &sheets[i];
        if (above->tables.n == 0 || below->tables.n == 0)
            continue;
        const struct lattice *last = &above->tables.at[above->tables.n - 1];
        struct lattice *first = &below->tables.at[0];
        if (has_text(above, last->box.y1, INFINITY) || has_text(below, -INFINITY, first->box.y0))
            continue;
        edges more = lacking(a, &last->xs, &first->xs);
        if (more.n) {
            lattice_refine(a, first, &more);
            lattice_frame(a, first, true);
        }
    }
}

/* ---- rows ---- */

static size_t columns_of(const struct lattice *l) {
    return l->xs.n - 1;
}

static bool same_columns(const struct lattice *a, const struct lattice *b) {
    if (a->xs.n != b->xs.n)
        return false;
    for (size_t i = 0; i < a->xs.n; i++)
        if (fabs(a->xs.at[i] - b->xs.at[i]) > SAME_PLACE)
            return false;
    return true;
}

/* The cell that covers a column in a row; NULL where its row lies above. */
static struct cell *cell_at(struct row *row, size_t column) {
    for (size_t i = 0; i < row->cells.n; i++) {
        struct cell *c = &row->cells.at[i];
        if (c->col <= column && column < c->col + c->col_span)
            return c;
    }
    return NULL;
}

/* The cell that covers a column in the table's last row. */
static struct cell *last_cell(struct table *t, size_t column) {
    for (size_t r = t->rows.n; r > 0; r--) {
        struct cell *c = cell_at(&t->rows.at[r - 1], column);
        if (c)
            return c;
    }
    return NULL;
}

static struct str cell_text(struct arena *a, const struct cell *c) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < c->paras.n; i++)
        buf_add(&b, c->paras.at[i].text);
    return utf8_squeeze(a, buf_str(&b));
}

static bool same_row(struct arena *a, const struct row *x, const struct row *y) {
    bool same = x->cells.n == y->cells.n && x->cells.n > 1;
    for (size_t i = 0; same && i < x->cells.n; i++)
        same = x->cells.at[i].col == y->cells.at[i].col &&
               str_eq(cell_text(a, &x->cells.at[i]), cell_text(a, &y->cells.at[i]));
    return same;
}

/* Rows at the head of t that repeat those at the head of the table. */
static size_t header_rows(struct arena *a, const struct table *first, const struct table *t) {
    size_t n = 0;
    while (n < t->rows.n && n < first->rows.n && same_row(a, &first->rows.at[n], &t->rows.at[n]))
        n++;
    return n;
}

static void count_ink(size_t *ink, const struct table *t) {
    for (size_t c = 0; c < t->columns; c++)
        for (size_t r = 0; r < t->rows.n; r++) {
            const struct cell *cell = cell_at(&t->rows.at[r], c);
            for (size_t i = 0; cell && cell->col_span == 1 && i < cell->paras.n; i++)
                ink[c] += utf8_ink(cell->paras.at[i].text);
        }
}

/* The column that holds most of the table's text: what a row is about. */
static size_t main_column(const struct seam *seam) {
    size_t best = 0;
    for (size_t c = 1; c < seam->table->columns; c++)
        best = seam->ink[c] > seam->ink[best] ? c : best;
    return best;
}

static const struct site *site_of(const struct lattice *l, size_t row, size_t column) {
    return &l->sites.at[l->owner[row * columns_of(l) + column]];
}

/* Does the text of the last row's cell go on in that of the next table's row? */
static bool cell_goes_on(const struct seam *seam, const struct lattice *l, size_t row,
                         size_t column) {
    const struct site *above = site_of(seam->lattice, seam->lattice->ys.n - 2, column);
    const struct site *below = site_of(l, row, column);
    if (above->lines.n == 0 || below->lines.n == 0)
        return false;
    const struct seam text = {.line = &above->lines.at[above->lines.n - 1],
                              .frame = site_frame(seam->lattice, above)};
    return seam_text_goes_on(&text, &below->lines.at[0], site_frame(l, below));
}

static bool is_empty(const struct cell *c) {
    return !c || c->paras.n == 0;
}

/* Where rows have no number: do all cells in front of what the row is about go on, and is none left
 * behind it? A number stands alone. */
static bool all_goes_on(struct arena *a, const struct seam *seam, struct table *t,
                        const struct lattice *l, size_t row, size_t body) {
    size_t i = 0;
    struct str first = cell_text(a, cell_at(&t->rows.at[row], 0));
    bool goes_on = utf8_is_han(utf8_next(first, &i)) && cell_goes_on(seam, l, row, body);
    for (size_t c = 0; c < t->columns && goes_on; c++)
        if (c != body && !is_empty(cell_at(&t->rows.at[row], c)))
            goes_on = c < body && cell_goes_on(seam, l, row, c);
    return goes_on;
}

/* The row, behind the headers, is the rest of the row above: its number is missing, and what it is
 * about goes on in the midst of a sentence or ended above. */
static bool row_goes_on(struct arena *a, const struct seam *seam, struct table *t,
                        const struct lattice *l, size_t row) {
    size_t column = main_column(seam);
    const struct cell *first = cell_at(&t->rows.at[row], 0);
    const struct cell *body = cell_at(&t->rows.at[row], column);
    if (!first || !body || body->col_span > 1)
        return false;
    if (first->paras.n)
        return all_goes_on(a, seam, t, l, row, column);
    return body->paras.n == 0 || cell_goes_on(seam, l, row, column);
}

static void move_paras(struct doc *doc, struct cell *to, struct cell *from, bool joins) {
    for (size_t i = 0; i < from->paras.n; i++) {
        const struct para *p = &from->paras.at[i];
        if (i == 0 && joins && to->paras.n) {
            struct para *last = &to->paras.at[to->paras.n - 1];
            struct buf b = {.a = doc->a};
            buf_add(&b, last->text);
            lines_join(&b, p->text);
            last->text = buf_str(&b);
        } else {
            *vec_push(doc->a, &to->paras) = *p;
        }
    }
    from->paras.n = 0;
}

static void shorten_cells_above(struct table *t, size_t row) {
    for (size_t r = 0; r < row; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            t->rows.at[r].cells.at[i].row_span -= r + t->rows.at[r].cells.at[i].row_span > row;
}

/* Takes row out of t; cells that reach below it stand in the next one. */
static void drop_row(struct doc *doc, struct table *t, size_t row) {
    struct row gone = t->rows.at[row], *next = row + 1 < t->rows.n ? &t->rows.at[row + 1] : NULL;
    struct row joined = {0};
    for (size_t column = 0; next && column < t->columns;) {
        struct cell *above = cell_at(&gone, column), *c = cell_at(next, column);
        if (above && above->row_span > 1) {
            c = above;
            c->row_span--;
        }
        if (c)
            *vec_push(doc->a, &joined.cells) = *c;
        column += c ? c->col_span : 1;
    }
    if (next)
        next->cells.at = joined.cells.at, next->cells.n = next->cells.cap = joined.cells.n;
    shorten_cells_above(t, row);
    for (size_t r = row; r + 1 < t->rows.n; r++)
        t->rows.at[r] = t->rows.at[r + 1];
    t->rows.n--;
}

/* Text of a cell in this row that goes on with the one above it goes there. */
static void join_cell(struct doc *doc, struct seam *seam, struct row *row, const struct lattice *l,
                      size_t at, size_t cell) {
    struct cell *from = &row->cells.at[cell];
    struct cell *to = last_cell(seam->table, from->col);
    if (to)
        move_paras(doc, to, from, cell_goes_on(seam, l, at, from->col));
}

/* A cell in front of what rows are about may reach over several, and its text over the page's end,
 * though the row above does not go on. A name that is printed again is no rest. */
static void join_names(struct doc *doc, struct seam *seam, struct table *t, const struct lattice *l,
                       size_t row) {
    size_t body = main_column(seam);
    struct row *below = &t->rows.at[row];
    const struct cell *first = cell_at(below, 0);
    for (size_t i = 0; first && first->paras.n == 0 && i < below->cells.n; i++) {
        struct cell *c = &below->cells.at[i], *above = last_cell(seam->table, c->col);
        if (c->col + c->col_span <= body && above && cell_goes_on(seam, l, row, c->col) &&
            !str_eq(cell_text(doc->a, above), cell_text(doc->a, c)))
            join_cell(doc, seam, below, l, row, i);
    }
}

void seam_join_rows(struct doc *doc, struct seam *seam, struct table *t, const struct lattice *l) {
    bool whole = seam->table && same_columns(seam->lattice, l);
    size_t row = whole ? header_rows(doc->a, seam->first, t) : 0;
    if (!whole) {
        seam->first = t;
        seam->ink = arena_array(doc->a, t->columns, sizeof *seam->ink);
    }
    if (whole && row < t->rows.n && row_goes_on(doc->a, seam, t, l, row)) {
        for (size_t i = 0; i < t->rows.at[row].cells.n; i++)
            join_cell(doc, seam, &t->rows.at[row], l, row, i);
        drop_row(doc, t, row);
    } else if (whole && row < t->rows.n) {
        join_names(doc, seam, t, l, row);
    }
    count_ink(seam->ink, t);
    seam->lattice = l;
    if (!whole || row < t->rows.n)
        seam->table = t; /* else its last row is still the one above, and may go on */
}
