/* Rows of a flattened table: its cells stand in order, and where rows begin is lost. A row takes as
 * many cells as the header has columns; fewer where units were merged; one for a section.
 */
#include "extract/loose.h"
#include "base/utf8.h"
#include "extract/lattice.h"
#include <math.h>

enum { HEADER_NAME_CHARS = 14, NAME_CHARS = 60, TEXT_CHARS = 8, SPLITS = 6, NUMBER_BYTES = 5 };

/* What can be said of one or more tokens read as one cell. */
struct traits {
    struct str text; /* without white space */
    size_t len;
    bool number, deadline, heading, sentence, none;
    double units, persons; /* share of its lines that look like one */
};

static uint32_t last_line(const struct cell *c) {
    return c->paras.n ? c->paras.at[c->paras.n - 1].at.line : c->at.line;
}

uint32_t gap_above(const struct row *row, size_t i) {
    uint32_t end = i ? last_line(&row->cells.at[i - 1]) : 0;
    uint32_t line = row->cells.at[i].at.line;
    return i && line > end ? line - end - 1 : 1;
}

/* ---- headers ---- */

/* 2025年, 2026年目标: in a header, the column of that year's values. */
static bool names_year(struct work *w, struct str name) {
    size_t digits = 0;
    while (digits < name.n && name.p[digits] >= '0' && name.p[digits] <= '9')
        digits++;
    struct str rest = str_cut(name, digits, name.n);
    bool bare = str_eq(rest, S("年")) || str_eq(rest, S("年度"));
    return digits == 4 && str_starts(rest, S("年")) && (bare || !rules_deadline(w->rules, name)) &&
           utf8_len(name) <= HEADER_NAME_CHARS;
}

static bool may_be_header(struct work *w, struct str name) {
    return names_year(w, name) ||
           (name.n > 0 && utf8_len(name) <= HEADER_NAME_CHARS && !rules_none(w->rules, name) &&
            !rules_deadline(w->rules, name) && rules_line(w->rules, name).kind == LINE_NONE &&
            !(name.p[0] >= '0' && name.p[0] <= '9' && name.n < 4));
}

/* Number of cells from i on that spell a header, 0 where none does. Known names make one; unknown
 * ones are taken in where they stand close. */
static size_t header_run(struct work *w, const struct row *row, size_t i) {
    size_t n = 0, known = 0, trusted = 0, years = 0;
    for (size_t k = i; k < row->cells.n; k++) {
        arena_reset(w->scratch);
        struct gcell c = gcell_of(w->scratch, &row->cells.at[k]);
        struct str name = cell_squeezed(w->scratch, &c.paras);
        bool knows = rules_header(w->rules, name).field != FIELD_NONE;
        bool close = k == i || gap_above(row, k) == 0;
        if (!knows && (n == 0 || !close || !may_be_header(w, name)))
            break;
        n++;
        known += knows;
        years += !knows && names_year(w, name);
        if (knows)
            trusted = n;
    }
    bool closed = i + n >= row->cells.n || gap_above(row, i + n) > 0;
    n = closed ? n : trusted;
    return known >= 2 && 2 * known + years >= n && n >= 2 ? n : 0;
}

/* A header as it stands in the cells: its columns, and how many cells it takes. */
struct head_run {
    size_t columns, cells;
    size_t group; /* a group name stands here over the names of a second row; columns if none */
};

/* A second header row under a group name in the last column: empty cells below the other columns,
 * then the names of the group's own. */
static struct head_run find_head(struct work *w, const struct row *row, size_t i) {
    size_t n = header_run(w, row, i), k = i + n, below = 0;
    struct head_run run = {.columns = n, .cells = n, .group = n};
    if (n < 2)
        return run;
    while (k < row->cells.n && row->cells.at[k].paras.n == 0)
        k++;
    if (k != i + 2 * n - 1)
        return run;
    below = header_run(w, row, k);
    if (below > 0)
        run = (struct head_run){n - 1 + below, k + below - i, n - 1};
    return run;
}

static struct gcell *head_cells(struct work *w, const struct row *row, size_t i,
                                struct head_run run) {
    struct gcell *cells = arena_array(w->a, run.columns, sizeof *cells);
    for (size_t k = 0; k < run.columns; k++) {
        size_t at = k < run.group ? k : run.cells - (run.columns - k);
        cells[k] = gcell_of(w->a, &row->cells.at[i + at]);
    }
    return cells;
}

/* ---- traits and scores ---- */

static void find_names(struct work *w, const paras *ps, struct traits *t) {
    size_t units = 0, persons = 0;
    for (size_t i = 0; i < ps->n; i++) {
        struct str s = utf8_squeeze(w->scratch, ps->at[i]->text);
        size_t len = utf8_len(s), end = str_find(s, S("、"), 0);
        s = str_cut(s, 0, end == SIZE_MAX ? rules_name_end(w->rules, s) : end);
        units += rules_org_shape(w->rules, s) != SHAPE_NONE;
        persons += len >= 2 && len <= 4;
    }
    t->units = (double)units / (double)ps->n;
    t->persons = (double)persons / (double)ps->n;
}

/* 2.1, 2-1: the number of a row within a task. */
static bool is_part_number(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && (i == 0 || (s.p[i] != '.' && s.p[i] != '-')))
            return false;
    return s.n > 0 && s.n <= NUMBER_BYTES;
}

/* What settles that a cell is no list of names (as_role). */
static bool is_no_name(const struct traits *t) {
    return t->len == 0 || t->none || t->sentence || t->deadline || t->number;
}

/* Their text is in the scratch. */
static struct traits traits_of(struct work *w, const paras *ps) {
    struct traits t = {0};
    size_t from;
    t.text = cell_folded(w->scratch, ps, &from);
    t.len = utf8_len(t.text);
    t.number = row_number(t.text) > 0 || is_part_number(t.text);
    t.deadline = t.len <= 20 && rules_deadline(w->rules, t.text);
    t.heading = ps->n > 0 && rules_heading(w->rules, cell_text(w->scratch, ps, S("")));
    t.sentence =
        str_find(t.text, S("。"), 0) != SIZE_MAX || str_find(t.text, S("；"), 0) != SIZE_MAX;
    t.none = rules_none(w->rules, t.text) || rules_ditto(w->rules, t.text);
    if (!is_no_name(&t))
        find_names(w, ps, &t);
    return t;
}

static double as_role(const struct traits *t, bool person) {
    if (t->len == 0)
        return -0.5;
    if (t->none)
        return 1.5;
    if (t->sentence || t->deadline || t->number)
        return -6;
    double share = person ? t->persons : t->units;
    return share > 0 ? 3 * share : -1.5;
}

static double as_column(const struct traits *t, const struct header *h) {
    switch (h->column.field) {
    case FIELD_NUMBER:
        return t->number ? 4 : t->len == 0 ? 0 : -10;
    case FIELD_TASK:
        if (t->len == 0)
            return 0;
        return t->deadline || t->number || t->none  ? -5
               : t->sentence || t->len > NAME_CHARS ? -4
                                                    : 1;
    case FIELD_MEASURE:
        if (t->len == 0)
            return -2;
        return t->deadline || t->number || t->none ? -6
               : t->sentence                       ? 3
               : t->len >= TEXT_CHARS              ? 2
                                                   : 0;
    case FIELD_DEADLINE:
        return t->deadline ? 6 : t->len == 0 ? -1 : -6;
    case FIELD_ROLE:
        return as_role(t, h->column.role_kind == ROLE_OFFICIAL);
    default:
        return t->len == 0 ? 0 : t->heading ? -1 : 0.5;
    }
}

/* Merged units: who leads is also responsible is the usual merge. */
static double as_merged(const struct traits *t, const struct header *h, size_t cells) {
    double score = as_role(t, false) - 1.0 * (double)(cells - 1) - (t->len ? 0 : 1);
    for (size_t i = 0; i < cells; i++)
        if (h[i].column.role_kind == ROLE_OFFICIAL)
            score -= 6;
        else if (h[i].column.role_kind == ROLE_SUPPORT)
            score -= 2;
    return score;
}

/* ---- readings ---- */

static double at_gap(const struct token *t, size_t column, bool lost_row) {
    if (!t->begins)
        return lost_row && t->gap == 0 ? 0.5 : -20;
    if (column == 0)
        return t->gap > 0 ? 1 : -1;
    return t->gap > 0 ? -0.5 : 0;
}

/* Reads tokens i to next as one cell in each possible way from column c on. */
static void read_cell(struct lattice *l, uint32_t i, size_t next, uint32_t c,
                      const struct traits *t) {
    const struct header *h = l->g->headers;
    size_t columns = l->g->columns;
    bool lost = c == 1 && h[0].column.field == FIELD_NUMBER;
    double score = lattice_score(l, i, c) + at_gap(&l->tokens[i], c, lost);
    lattice_offer(l, next, c + 1, step_from(score + as_column(t, &h[c]), OP_CELL, i, c, 1));
    for (uint32_t m = 2; c + m <= columns && h[c].column.field == FIELD_ROLE &&
                         h[c + m - 1].column.field == FIELD_ROLE;
         m++)
        lattice_offer(l, next, c + m,
                      step_from(score + as_merged(t, &h[c], m), OP_MERGED, i, c, m));
    if (c == 0 && columns > 1)
        lattice_offer(l, next, 0, step_from(score + (t->heading ? 5 : -7), OP_SECTION, i, c, 0));
    lattice_offer(l, next, c, step_from(score - 14, OP_EXTRA, i, c, 0));
}

static struct gcell merge(struct arena *a, const struct lattice *l, size_t from, size_t to) {
    const struct token *t = &l->tokens[from];
    struct gcell c = {.at = t->at};
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < l->tokens[i].paras.n; k++)
            *vec_push(a, &c.paras) = l->tokens[i].paras.at[k];
    if (!t->begins && c.paras.n)
        c.at = c.paras.at[0]->at;
    return c;
}

static struct gcell cell_of(struct lattice *l, size_t from, size_t to, uint32_t column) {
    (void)column;
    return merge(l->w->laid, l, from, to);
}

static void read_token(struct lattice *l, uint32_t i) {
    arena_reset(l->w->scratch);
    for (size_t k = 0; k < SPLITS && i + k < l->n && (k == 0 || !l->tokens[i + k].begins); k++) {
        struct gcell cell = merge(l->w->scratch, l, i, i + k + 1);
        struct traits t = traits_of(l->w, &cell.paras);
        for (uint32_t c = 0; c < l->g->columns; c++)
            if (lattice_score(l, i, c) > -INFINITY)
                read_cell(l, i, i + k + 1, c, &t);
    }
}

static double skip_cost(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind) {
    (void)kind;
    bool lost = c == 0 && i < l->n && !l->tokens[i].begins;
    return lost ? 0 : 8;
}

/* ---- the table ---- */

static void add_tokens(struct arena *a, struct lattice *l, const struct row *row, size_t i,
                       size_t paras_kept) {
    const struct cell *c = &row->cells.at[i];
    struct token *t = &l->tokens[l->n++];
    *t = (struct token){.at = c->at, .begins = true, .gap = gap_above(row, i)};
    for (size_t k = 0; k < paras_kept; k++) {
        const struct para *p = &c->paras.at[k];
        if (k > 0 && p->indent > 0) {
            t = &l->tokens[l->n++];
            *t = (struct token){.at = p->at, .gap = p->gap};
        }
        *vec_push(a, &t->paras) = p;
    }
}

static size_t count_paras(const struct row *row, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += 1 + row->cells.at[i].paras.n;
    return n;
}

/* A line that is a unit's name, or ends with one that stands glued behind another. */
static bool ends_as_unit(struct work *w, struct str s) {
    s = str_cut(s, 0, rules_name_end(w->rules, s));
    if (rules_org_shape(w->rules, s) != SHAPE_NONE)
        return true;
    for (size_t i = 0; i < s.n;) {
        struct str rest = str_cut(s, i, s.n);
        if (i > 0 && rules_name_may_begin(w->rules, rest) &&
            rules_org_shape(w->rules, rest) == SHAPE_BODY)
            return true;
        utf8_next(s, &i);
    }
    return false;
}

/* Is this line of the last cell a line of running text behind the table? */
static bool is_outside(struct work *w, const struct cell *c, size_t k, bool header_follows) {
    const struct para *p = &c->paras.at[k];
    struct str squeezed = utf8_squeeze(w->a, p->text);
    if (k == 0 && p->at.line == c->at.line)
        return false;
    struct line_match m = rules_line(w->rules, p->text);
    if (m.kind == LINE_FURNITURE || m.kind == LINE_ANNEX || m.kind == LINE_TITLE ||
        m.kind == LINE_NOTE || m.kind == LINE_HEADING)
        return rules_org_shape(w->rules, squeezed) == SHAPE_NONE;
    bool last = header_follows && k + 1 == c->paras.n;
    return p->gap > 0 && (utf8_len(squeezed) > NAME_CHARS || (last && !ends_as_unit(w, squeezed)));
}

size_t inside_paras(struct work *w, const struct cell *c, bool header_follows) {
    size_t k = 0;
    while (k < c->paras.n && !is_outside(w, c, k, header_follows))
        k++;
    return k;
}

static struct grid *open_grid(struct work *w, const struct row *row, size_t i,
                              struct head_run run) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    size_t known;
    *g = (struct grid){
        .columns = run.columns, .known = true, .loose = true, .at = row->cells.at[i].at};
    g->headers = header_of(w, NULL, head_cells(w, row, i, run), run.columns, false, &known);
    for (size_t k = 0; k < run.cells; k++) {
        struct gcell cell = gcell_of(w->a, &row->cells.at[i + k]);
        add_head(w, g, &cell, 1);
    }
    *vec_push(w->a, &w->items) = (struct item){.grid = g};
    return g;
}

static void lay_rows(struct work *w, struct grid *g, const struct row *row, size_t from, size_t to,
                     size_t inside) {
    struct lattice l = {.w = w, .g = g, .read = read_token, .skip = skip_cost, .cell = cell_of};
    if (from >= to)
        return;
    struct arena *a = arena_beside(w->a); /* tokens go with it */
    l.tokens = arena_array(a, count_paras(row, from, to), sizeof *l.tokens);
    for (size_t i = from; i < to; i++)
        add_tokens(a, &l, row, i, i + 1 == to ? inside : row->cells.at[i].paras.n);
    lattice_rows_by(&l, SPLITS);
    arena_drop(a);
}

void outside_paras(struct work *w, const struct cell *c, size_t from) {
    for (size_t k = from; k < c->paras.n; k++)
        *vec_push(w->a, &w->items) = (struct item){.para = &c->paras.at[k]};
}

/* Cells under no known header: kept one a row, as printed. */
static void lay_unknown(struct work *w, const struct row *row, size_t from, size_t to) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    *g = (struct grid){.columns = 1, .loose = true, .at = row->cells.at[from].at};
    for (size_t i = from; i < to; i++) {
        struct grow *r = vec_push(w->laid, &g->rows);
        *r = (struct grow){.cells = arena_alloc(w->laid, sizeof *r->cells)};
        *r->cells = gcell_of(w->laid, &row->cells.at[i]);
    }
    *vec_push(w->a, &w->items) = (struct item){.grid = g};
}

void lay_headed(struct work *w, const struct row *row, size_t head) {
    size_t i = head, n = row->cells.n;
    if (i > 0)
        lay_unknown(w, row, 0, i);
    while (i < n) {
        struct head_run run = find_head(w, row, i);
        struct grid *g = open_grid(w, row, i, run);
        size_t from = i + run.cells, to = from;
        while (to < n && find_head(w, row, to).cells == 0)
            to++;
        const struct cell *last = &row->cells.at[to - 1];
        size_t inside = inside_paras(w, last, to < n);
        lay_rows(w, g, row, from, to, inside);
        outside_paras(w, last, inside);
        i = to;
    }
}

size_t first_head(struct work *w, const struct row *row, size_t *columns) {
    size_t i = 0;
    struct head_run run = {0};
    while (i < row->cells.n && (run = find_head(w, row, i)).cells == 0)
        i++;
    *columns = run.columns;
    return i;
}
