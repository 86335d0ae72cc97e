/* Rows that the end of a page cut in two are put together. */
#include "base/utf8.h"
#include "extract/work.h"

enum {
    ROWS_TELL = 4, /* so many rows show what is usual */
    USUAL = 8      /* with one in so many that is not */
};

static int column_of(const struct grid *g, enum field field) {
    for (size_t c = 0; c < g->columns; c++)
        if (g->headers[c].column.field == field)
            return (int)c;
    return -1;
}

/* Empty, or what the rows above print last, again. */
static bool adds_nothing(struct work *w, const struct grid *g, enum field field,
                         const struct grow *row) {
    int c = column_of(g, field);
    size_t r = g->rows.n;
    if (c < 0 || row->cells[c].paras.n == 0)
        return true;
    while (r > 0 && g->rows.at[r - 1].kind == ROW_DATA && g->rows.at[r - 1].cells[c].paras.n == 0)
        r--;
    if (r == 0)
        return false;
    struct str here = cell_squeezed(w->a, &row->cells[c].paras);
    struct str last = cell_squeezed(w->a, &g->rows.at[r - 1].cells[c].paras);
    return str_eq(here, last) || (field == FIELD_TASK && nearly_equal(here, last));
}

static bool nobody_and_never(const struct grid *g, const struct grow *row) {
    for (size_t c = 0; c < g->columns; c++) {
        enum field f = g->headers[c].column.field;
        if ((f == FIELD_ROLE || f == FIELD_DEADLINE) && row->cells[c].paras.n)
            return false;
    }
    return true;
}

static bool is_cut_off(struct str text) {
    static const struct str ends[] = {S("。"), S("；"), S("！"), S("？"), S(";"),
                                      S("."),  S("）"), S(")"),  S("”")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(text, ends[i]))
            return false;
    return text.n > 0;
}

/* Do all rows of tables with as many columns have deadlines of their own in column c? None is
 * merged over several, and hardly one is empty, but for the first of pages. */
static bool find_own_deadlines(const struct work *w, size_t columns, size_t c) {
    size_t rows = 0, empty = 0;
    for (size_t i = 0; i < w->items.n; i++) {
        const struct grid *g = w->items.at[i].grid;
        for (size_t r = g && g->goes_on; g && g->columns == columns && r < g->rows.n; r++) {
            const struct gcell *cell = &g->rows.at[r].cells[c];
            if (g->rows.at[r].kind != ROW_DATA)
                continue;
            if (cell->above)
                return false;
            rows++;
            empty += cell->paras.n == 0;
        }
    }
    return rows >= ROWS_TELL && USUAL * empty <= rows;
}

static bool has_own_deadlines(const struct work *w, struct grid *g, size_t c) {
    if (g->own_deadlines == 0)
        g->own_deadlines = find_own_deadlines(w, g->columns, c) ? 1 : -1;
    return g->own_deadlines > 0;
}

/* One of the two has the deadline that all rows have, or that of the row is the rest of one
 * (长期实, 施; 12月底, 前). */
static bool shares_deadline(struct work *w, struct grid *g, const struct grow *above,
                            const struct grow *row) {
    int c = column_of(g, FIELD_DEADLINE);
    if (c < 0)
        return false;
    struct str a = cell_squeezed(w->a, &above->cells[c].paras);
    struct str b = cell_squeezed(w->a, &row->cells[c].paras);
    if (a.n && b.n)
        return !rules_deadline(w->rules, b) &&
               rules_deadline(w->rules, str_fmt(w->a, "%.*s%.*s", STR_ARG(a), STR_ARG(b)));
    return a.n + b.n > 0 && !g->loose && has_own_deadlines(w, g, (size_t)c);
}

/* The row on the next page is the rest of the last one above: it adds neither number nor name, and
 * the two have one deadline between them, or the measure's text breaks off at the page's end and
 * only one of them has units or a deadline. */
bool is_cut_row(struct work *w, struct grid *g, const struct grow *above, const struct grow *row) {
    int m = column_of(g, FIELD_MEASURE);
    if (m < 0 || above->kind != ROW_DATA || row->kind != ROW_DATA)
        return false;
    if (row->rest)
        return true;
    if (row->cells[m].paras.n == 0)
        return false;
    bool cut = is_cut_off(cell_squeezed(w->a, &above->cells[m].paras)) &&
               nobody_and_never(g, above) != nobody_and_never(g, row);
    return (cut || shares_deadline(w, g, above, row)) && adds_nothing(w, g, FIELD_NUMBER, row) &&
           adds_nothing(w, g, FIELD_TASK, row);
}

/* The two paragraphs that the page parted are one. */
static const struct para *mended(struct work *w, const struct para *a, const struct para *b) {
    struct para *p = arena_alloc(w->a, sizeof *p);
    *p = *a;
    p->text = str_fmt(w->a, "%.*s%.*s", STR_ARG(a->text), STR_ARG(b->text));
    claim(w, b, USE_ITEM);
    return p;
}

static bool is_name(struct work *w, struct str s) {
    return rules_org_shape(w->rules, str_cut(s, 0, rules_name_end(w->rules, s))) != SHAPE_NONE;
}

/* Is the text above none by itself, but one with the rest, which could be none alone? */
static bool is_parted_name(struct work *w, const struct para *above, const struct para *rest) {
    struct str top = utf8_squeeze(w->a, above->text), below = utf8_squeeze(w->a, rest->text);
    struct str both = str_fmt(w->a, "%.*s%.*s", STR_ARG(top), STR_ARG(below));
    bool other = is_name(w, below) && rules_name_may_begin(w->rules, below);
    return !is_name(w, top) && !other && is_name(w, both);
}

/* A person's name that broke off leaves its last character. */
static bool is_parted_person(struct work *w, const struct para *above, const struct para *rest) {
    size_t below = utf8_len(utf8_squeeze(w->a, rest->text));
    return below == 1 && utf8_len(utf8_squeeze(w->a, above->text)) + below <= PERSON_CHARS;
}

static bool holds_people(const struct grid *g, size_t c) {
    return g->headers[c].column.role_kind == ROLE_OFFICIAL;
}

/* Names behind one that breaks off are of the next column, if it was thought merged with this one.
 */
static void part_behind(struct work *w, const struct grid *g, struct grow *row, size_t c,
                        size_t name) {
    struct gcell *cell = &row->cells[c], *next = cell + 1;
    if (c + 1 == g->columns || !next->beside || name + 1 == cell->paras.n)
        return;
    *next = (struct gcell){.at = cell->at};
    for (size_t i = name + 1; i < cell->paras.n; i++)
        *vec_push(w->laid, &next->paras) = cell->paras.at[i];
    cell->paras.n = (uint32_t)name + 1;
}

/* The name above that the rest belongs to: the last of its cell; or one that breaks off in any cell
 * of units, for where these part bare lines hardly show. */
static const struct para **parted_name(struct work *w, const struct grid *g, struct grow *above,
                                       size_t c, const struct para *rest) {
    paras *own = &above->cells[c].paras;
    const struct para **last = own->n ? &own->at[own->n - 1] : NULL;
    if (holds_people(g, c))
        return last && is_parted_person(w, *last, rest) ? last : NULL;
    if (last && is_parted_name(w, *last, rest))
        return last;
    for (size_t k = 0; k < g->columns && g->lines; k++) {
        paras *ps = &above->cells[k].paras;
        bool units = g->headers[k].column.field == FIELD_ROLE && !holds_people(g, k) &&
                     !above->cells[k].beside;
        for (size_t i = ps->n; units && i-- > 0;)
            if (is_parted_name(w, ps->at[i], rest)) { /* NOLINT(*.NullDereference): i < n */
                part_behind(w, g, above, k, i);
                return &ps->at[i];
            }
    }
    return NULL;
}

/* The text above that the first of the lines below goes on with; NULL: none. */
static const struct para **goes_on(struct work *w, const struct grid *g, struct grow *above,
                                   size_t c, const paras *below) {
    enum field f = g->headers[c].column.field;
    paras *ps = &above->cells[c].paras;
    if (below->n == 0)
        return NULL;
    if (f == FIELD_ROLE)
        return parted_name(w, g, above, c, below->at[0]);
    struct str text = cell_squeezed(w->a, ps);
    bool open = f == FIELD_MEASURE    ? is_cut_off(text)
                : f == FIELD_DEADLINE ? text.n && !rules_deadline(w->rules, text)
                                      : text.n > 0;
    return open ? &ps->at[ps->n - 1] : NULL;
}

static void mend_cell(struct work *w, const struct grid *g, struct grow *above, size_t c,
                      const struct gcell *below) {
    const paras *more = &below->paras;
    const struct para **last = goes_on(w, g, above, c, more);
    if (last)
        *last = mended(w, *last, more->at[0]);
    for (size_t i = last != NULL; i < more->n; i++)
        /* NOLINTNEXTLINE(*.NullDereference): i < n */
        *vec_push(w->laid, &above->cells[c].paras) = more->at[i];
}

/* Where what is left below stands in several of the columns that were thought merged above, they
 * are not. */
static void unmerge(const struct grid *g, struct grow *above, const struct grow *below) {
    for (size_t c = 0, end; c < g->columns; c = end) {
        size_t left = 0;
        for (end = c; end == c || (end < g->columns && above->cells[end].beside); end++)
            left += below->cells[end].paras.n && !below->cells[end].beside;
        for (size_t k = c + 1; left > 1 && k < end; k++)
            above->cells[k] = (struct gcell){.at = above->cells[k].at};
    }
}

/* A merged cell is one. */
static void mend_beside(const struct grid *g, struct grow *above) {
    for (size_t c = 1; c < g->columns; c++)
        if (above->cells[c].beside) {
            above->cells[c] = above->cells[c - 1];
            above->cells[c].beside = true;
        }
}

void mend_row(struct work *w, const struct grid *g, struct grow *above, const struct grow *row) {
    if (g->lines)
        unmerge(g, above, row);
    for (size_t c = 0; c < g->columns; c++) {
        enum field f = g->headers[c].column.field;
        size_t into = c;
        while (into > 0 && above->cells[into].beside)
            into--;
        if (!row->rest && (f == FIELD_NUMBER || f == FIELD_TASK))
            claim_all(w, &row->cells[c].paras, USE_FURNITURE);
        else if (!row->cells[c].beside)
            mend_cell(w, g, above, into, &row->cells[c]);
    }
    mend_beside(g, above);
    if (g->lines)
        *vec_push(w->a, &above->doubts) = S("a cell goes on in lines below its row");
    diag_add(&w->doc->diags, DIAG_ROW_CUT, row->cells[0].at, S(""));
}

/* Rests of rows within a table, where no header begins the page. */
void join_rests(struct work *w, struct grid *g) {
    size_t n = 0;
    for (size_t r = 0; r < g->rows.n; r++) {
        const struct grow *row = &g->rows.at[r];
        if (n > 0 && row->rest && g->rows.at[n - 1].kind == ROW_DATA)
            mend_row(w, g, &g->rows.at[n - 1], row);
        else
            g->rows.at[n++] = *row;
    }
    g->rows.n = n;
}
