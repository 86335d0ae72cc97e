/* Tables as the document means them: parts that pages cut joined, numbered, under their titles. */
#include "base/utf8.h"
#include "extract/work.h"

enum {
    TITLE_CHARS = 40,
    ROWS_TELL = 8 /* so many rows show what is usual, with one in so many that is not */
};

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

/* ---- a row that a page cut ---- */

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

/* Bare lines below a page's end that are units alone: the rest of a cell above it. */
static bool is_rest(const struct grid *g, const struct grow *row) {
    bool units = false;
    for (size_t c = 0; g->lines && c < g->columns; c++) {
        if (row->cells[c].paras.n && g->headers[c].column.field != FIELD_ROLE)
            return false;
        units = units || row->cells[c].paras.n;
    }
    return units;
}

/* Rows have deadlines of their own: none is merged over several, and hardly one is empty. */
static bool has_own_deadlines(const struct grid *g, size_t c) {
    size_t rows = 0, empty = 0;
    for (size_t r = 0; r < g->rows.n; r++) {
        const struct gcell *cell = &g->rows.at[r].cells[c];
        if (g->rows.at[r].kind != ROW_DATA)
            continue;
        if (cell->above)
            return false;
        rows++;
        empty += cell->paras.n == 0;
    }
    return rows >= ROWS_TELL && ROWS_TELL * empty <= rows;
}

/* One of the two has the deadline that all rows have, or each has a piece of one (长期实, 施). */
static bool shares_deadline(struct work *w, const struct grid *g, const struct grow *above,
                            const struct grow *row) {
    int c = column_of(g, FIELD_DEADLINE);
    if (c < 0)
        return false;
    struct str a = cell_squeezed(w->a, &above->cells[c].paras);
    struct str b = cell_squeezed(w->a, &row->cells[c].paras);
    if (a.n && b.n)
        return !rules_deadline(w->rules, a) && !rules_deadline(w->rules, b) &&
               rules_deadline(w->rules, str_fmt(w->a, "%.*s%.*s", STR_ARG(a), STR_ARG(b)));
    return a.n + b.n > 0 && !g->loose && has_own_deadlines(g, (size_t)c);
}

/* A name that the page parted: what is below is none, but both are one. */
static bool is_parted_name(struct work *w, const struct para *a, const struct para *b) {
    struct str rest = utf8_squeeze(w->a, b->text);
    struct str both =
        str_fmt(w->a, "%.*s%.*s", STR_ARG(utf8_squeeze(w->a, a->text)), STR_ARG(rest));
    return rules_org_shape(w->rules, rest) == SHAPE_NONE &&
           rules_org_shape(w->rules, both) != SHAPE_NONE;
}

/* The row on the next page is the rest of the last one above: it adds neither number nor name, and
 * the two have one deadline between them, or the measure's text breaks off at the page's end and
 * only one of them has units or a deadline. */
static bool is_cut_row(struct work *w, const struct grid *g, const struct grow *above,
                       const struct grow *row) {
    int m = column_of(g, FIELD_MEASURE);
    if (m < 0 || above->kind != ROW_DATA || row->kind != ROW_DATA)
        return false;
    if (row->cells[m].paras.n == 0)
        return is_rest(g, row);
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

static bool goes_on(struct work *w, enum field f, const paras *above, const paras *below) {
    if (f == FIELD_ROLE)
        return is_parted_name(w, above->at[above->n - 1], below->at[0]);
    return f != FIELD_MEASURE || is_cut_off(cell_squeezed(w->a, above));
}

static void mend_row(struct work *w, const struct grid *g, struct grow *above,
                     const struct grow *row) {
    for (size_t c = 0; c < g->columns; c++) {
        enum field f = g->headers[c].column.field;
        const paras *more = &row->cells[c].paras;
        paras *ps = &above->cells[c].paras;
        size_t i = 0;
        if (!row->rest && (f == FIELD_NUMBER || f == FIELD_TASK)) {
            claim_all(w, more, USE_FURNITURE);
            continue;
        }
        if (ps->n && more->n && goes_on(w, f, ps, more))
            ps->at[ps->n - 1] = mended(w, ps->at[ps->n - 1], more->at[i++]);
        for (; i < more->n; i++)
            *vec_push(w->laid, ps) = more->at[i];
    }
    diag_add(&w->doc->diags, DIAG_ROW_CUT, row->cells[0].at, S(""));
}

static void join_rows(struct work *w, struct grid *before, const struct grid *g) {
    struct grow *last = before->rows.n ? &before->rows.at[before->rows.n - 1] : NULL;
    const struct grow *first = g->rows.n ? g->rows.at : NULL;
    bool cut = last && first &&
               ((first->rest && last->kind == ROW_DATA) || is_cut_row(w, before, last, first));
    if (last)
        last->ends_page = true;
    if (cut && is_rest(before, first))
        *vec_push(w->a, &last->doubts) = S("a cell goes on behind the page's end");
    if (cut)
        mend_row(w, before, last, first);
    for (size_t r = cut; first && r < g->rows.n; r++)
        /* NOLINTNEXTLINE(*.NullDereference): room has a place */
        *vec_push(w->laid, &before->rows) = first[r];
    claim_all(w, &g->head, USE_FURNITURE);
}

/* Rests of rows within a table, where no header begins the page. */
static void join_rests(struct work *w, struct grid *g) {
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

void join_tables(struct work *w) {
    size_t n = 0, last = SIZE_MAX; /* last grid's place among the kept items */
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        if (g)
            join_rests(w, g);
        struct grid *before = last == SIZE_MAX ? NULL : w->items.at[last].grid;
        if (g && before && only_furniture(w, last + 1, n) && continues(before, g)) {
            join_rows(w, before, g);
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
        struct str text = utf8_squeeze(w->a, p->text);
        struct line_match m = rules_line(w->rules, text);
        if (m.kind == LINE_FURNITURE || (m.kind == LINE_NOTE && adjacent))
            continue;
        if (g->title.n > 0 ? m.kind != LINE_ANNEX : !may_title(text, m, adjacent))
            return;
        if (g->title.n == 0) {
            g->title = text;
            g->title_at = p->at;
        }
        claim(w, p, USE_HEADING);
        adjacent = false;
    }
}

static void check_rows(struct work *w, const struct grid *g) {
    struct buf names = {.a = w->a};
    for (size_t c = 0; g->rows.n == 0 && c < g->columns; c++)
        buf_fmt(&names, "%s%.*s", c ? " " : "", STR_ARG(g->headers[c].name));
    if (g->rows.n == 0)
        diag_add(&w->doc->diags, DIAG_EMPTY_TABLE, g->at, buf_str(&names))->table_no = g->table_no;
}

void title_tables(struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        if (!g)
            continue;
        *vec_push(w->a, &w->grids) = g;
        g->table_no = (int)w->grids.n;
        claim_all(w, &g->head, USE_HEADING);
        check_rows(w, g);
        title_table(w, g, i);
    }
}
