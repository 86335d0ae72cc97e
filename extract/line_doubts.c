/* What is unsure of rows whose lines do not show where cells end: cuts that could be elsewhere, and
 * texts that break off.
 */
#include "base/utf8.h"
#include "extract/lines.h"

enum {
    SURE = 2,    /* a margin of scores that no mishap of wrapping bridges */
    OPEN_OF = 4, /* measures, of which one ends no sentence, where most are such */
    ODD_OF = 5,  /* rows, of which two do not hold what their columns are for */
    ODD_LEAST = 2,
    ROWS_TELL = 4
};

static struct str column_name(const struct lattice *l, const struct step *s) {
    return s->op == OP_SECTION ? S("a section") : l->g->headers[s->column].name;
}

/* Two cells of units part where the second begins as names do not: it may be the rest of one. */
static bool may_cut_name(const struct lattice *l, const struct step *before, const struct step *s) {
    struct str name = ((struct lines *)l->more)->facts[s->from].text;
    return before->op != OP_SECTION && s->op != OP_SECTION && before->column < s->column &&
           is_unit_column(l->g, before->column) && is_unit_column(l->g, s->column) &&
           !rules_none(l->w->rules, name) && !rules_name_may_begin(l->w->rules, name);
}

static bool names_task(const struct lattice *l, const struct step *s) {
    return s->op != OP_SECTION && l->g->headers[s->column].column.field == FIELD_TASK;
}

void doubt_cut(struct lattice *l, const struct step *before, const struct step *s, double margin) {
    struct grid *g = l->g;
    if (margin >= SURE && !may_cut_name(l, before, s))
        return;
    const struct token *t = &l->tokens[s->from];
    struct str doubt = str_fmt(l->w->a, "%.*s and %.*s may not part in front of “%.*s”",
                               STR_ARG(column_name(l, before)), STR_ARG(column_name(l, s)),
                               STR_ARG(t->paras.n ? t->paras.at[0]->text : S("(an empty line)")));
    bool new_row = s->op == OP_SECTION || s->column <= before->column;
    if (names_task(l, s) || (!new_row && names_task(l, before)))
        g->rows.at[g->rows.n - 1].name_doubt = doubt;
    for (size_t r = g->rows.n - 1 - (new_row && g->rows.n > 1); r < g->rows.n; r++)
        *vec_push(l->w->a, &g->rows.at[r].doubts) = doubt;
}

/* A cell of units may be two where the next line could begin one. */
void doubt_cell(struct lattice *l, const struct step *s, size_t at, double margin) {
    if (margin >= SURE || s->op == OP_SECTION || !is_unit_column(l->g, s->column))
        return;
    struct str doubt =
        str_fmt(l->w->a, "%.*s may end in front of “%.*s”", STR_ARG(column_name(l, s)),
                STR_ARG(l->tokens[at].paras.at[0]->text));
    *vec_push(l->w->a, &l->g->rows.at[l->g->rows.n - 1].doubts) = doubt;
}

/* Names on lines of their own, not one list that goes on. */
static bool is_stacked(const paras *ps) {
    for (size_t k = 1; k < ps->n; k++)
        if (!str_ends(ps->at[k - 1]->text, S("、")) && !str_ends(ps->at[k - 1]->text, S("，")))
            return true;
    return false;
}

/* Which lines belong to which column of units is certain where each has one line or list, and they
 * could not be the lines of fewer cells. */
static void judge_borders(struct work *w, const struct grid *g, struct grow *row) {
    size_t columns = 0;
    bool empty = false, merged = false, stacked = false;
    for (size_t c = 0; c < g->columns; c++) {
        if (!is_unit_column(g, c))
            continue;
        columns++;
        empty = empty || row->cells[c].paras.n == 0;
        merged = merged || row->cells[c].beside;
        stacked = stacked || is_stacked(&row->cells[c].paras);
    }
    if (columns < 2 || row->kind != ROW_DATA)
        return;
    empty = empty && g->lines; /* else an empty cell shows */
    row->borders_lost = empty || stacked;
    row->borders_unsure = true;
    w->borders.rows++;
    w->borders.merged += empty || merged;
    w->borders.stacked += stacked;
}

static void judge_row(const struct lattice *l, struct grow *row) {
    const struct habits *habits = ((struct lines *)l->more)->habits;
    if (!habits || habits->stands == STANDS_ANYWHERE)
        judge_borders(l->w, l->g, row);
    for (size_t c = 0; c < l->g->columns; c++)
        if (row->cells[c].unsure)
            *vec_push(l->w->a, &row->doubts) =
                str_fmt(l->w->a, "“%.*s” may not go on with the line above",
                        STR_ARG(*row->cells[c].unsure));
}

/* Does the row begin a task, or a section? */
static bool begins_task(const struct grid *g, const struct grow *row) {
    bool begins = row->kind != ROW_DATA;
    for (size_t c = 0; c < g->columns; c++) {
        enum field field = g->headers[c].column.field;
        begins =
            begins || ((field == FIELD_NUMBER || field == FIELD_TASK) && row->cells[c].paras.n);
    }
    return begins;
}

/* What a task is called, its first row says for all. */
static void share_doubts(struct lattice *l) {
    struct str doubt = {0};
    for (size_t r = 0; r < l->g->rows.n; r++) {
        struct grow *row = &l->g->rows.at[r];
        if (begins_task(l->g, row))
            doubt = row->name_doubt;
        else if (doubt.n)
            *vec_push(l->w->a, &row->doubts) = doubt;
    }
}

/* Does the row have a measure that ends no sentence, though no rest of it follows? */
static bool ends_open(const struct grid *g, size_t r, size_t *measures) {
    const struct grow *row = &g->rows.at[r];
    bool open = false, cut = r + 1 < g->rows.n && g->rows.at[r + 1].way == ROW_REST;
    for (size_t c = 0; c < g->columns; c++) {
        const paras *ps = &row->cells[c].paras;
        if (g->headers[c].column.field != FIELD_MEASURE || ps->n == 0)
            continue;
        *measures += 1;
        open = open || (!cut && !ends_sentence(ps->at[ps->n - 1]->text));
    }
    return open;
}

/* Where measures are sentences, one that does not end as such may go on in the row below. */
void doubt_ends(struct work *w, struct grid *g) {
    bool *open = arena_array(w->a, g->rows.n + 1, sizeof *open);
    size_t measures = 0, n = 0;
    for (size_t r = 0; r < g->rows.n; r++)
        n += open[r] = ends_open(g, r, &measures);
    for (size_t r = 0; r < g->rows.n && OPEN_OF * n <= measures; r++)
        if (open[r] || (r > 0 && open[r - 1]))
            *vec_push(w->a, &g->rows.at[r].doubts) =
                open[r] ? S("the measure ends no sentence")
                        : S("the measure above ends no sentence and may go on here");
}

/* Is it what its column is for, as far as that can be told? */
static bool is_fit(struct work *w, enum field field, const struct gcell *cell) {
    if (field == FIELD_DEADLINE)
        return rules_deadline(w->rules, cell_squeezed(w->a, &cell->paras));
    struct str names = utf8_squeeze(w->a, cell_text(w->a, &cell->paras, S("、")));
    return rules_none(w->rules, names) || all_units(w, names);
}

static bool holds_odd(struct work *w, const struct grid *g, const struct grow *row) {
    for (size_t c = 0; c < g->columns; c++) {
        enum field field = g->headers[c].column.field;
        const struct gcell *cell = &row->cells[c];
        bool told = field == FIELD_DEADLINE || is_unit_column(g, c);
        if (told && cell->paras.n && !cell->above && !is_fit(w, field, cell))
            return true;
    }
    return false;
}

void doubt_columns(struct work *w, struct grid *g) {
    size_t rows = 0, odd = 0;
    for (size_t r = 0; r < g->rows.n; r++) {
        rows += g->rows.at[r].kind == ROW_DATA;
        odd += g->rows.at[r].kind == ROW_DATA && holds_odd(w, g, &g->rows.at[r]);
    }
    for (size_t r = 0; rows >= ROWS_TELL && ODD_OF * odd >= ODD_LEAST * rows && r < g->rows.n; r++)
        *vec_push(w->a, &g->rows.at[r].doubts) =
            S("many rows do not hold what their columns are for");
}

void doubt_rows(struct lattice *l) {
    share_doubts(l);
    doubt_ends(l->w, l->g);
}

void keep_rows(struct lattice *l) {
    const struct lines *x = l->more;
    for (size_t r = 0; r < l->g->rows.n && !x->tabs; r++) {
        judge_row(l, &l->g->rows.at[r]);
        if (x->habits && x->habits->blocks)
            *vec_push(l->w->a, &l->g->rows.at[r].doubts) =
                S("blocks of a page may have changed places");
        l->g->rows.at[r].rest = l->g->lines && l->g->rows.at[r].way == ROW_REST;
    }
    *vec_push(l->w->a, &l->w->items) = (struct item){.grid = l->g};
}
