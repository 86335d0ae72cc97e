/* Cells of printed lines: which lines are one paragraph or name, and which cells are merged. */
#include "base/utf8.h"
#include "extract/printed.h"
#include <math.h>

/* What a name costs, by what is known of it, and to join lines where the upper one has room. */
#define NAME 0.3
#define SHAPED 0.4
#define NO_SHAPE 1.5
#define ROOM 1.5
#define BEGINS 0.5
#define NO_BEGINNING 1.0 /* of a name behind another: no name begins so */
enum { NAME_LINES = 6 };

bool printed_full(const struct printed *p, size_t c, const struct para *line) {
    return utf8_columns(line->text) + 2 > p->widths[c];
}

static void join(struct work *w, struct para *to, const struct para *more) {
    bool letters = to->text.n && more->text.n && utf8_width((unsigned char)more->text.p[0]) == 1 &&
                   (unsigned char)to->text.p[to->text.n - 1] < 0x80 &&
                   (unsigned char)more->text.p[0] < 0x80;
    to->text =
        str_fmt(w->a, letters ? "%.*s %.*s" : "%.*s%.*s", STR_ARG(to->text), STR_ARG(more->text));
    claim(w, more, USE_ITEM);
}

static struct para *open_para(struct work *w, struct gcell *cell, const struct para *first) {
    struct para *p = arena_alloc(w->a, sizeof *p);
    *p = *first;
    *vec_push(w->laid, &cell->paras) = p;
    return p;
}

static bool ends_sentence(struct str s) {
    return str_ends(s, S("。")) || str_ends(s, S("；")) || str_ends(s, S("！")) ||
           str_ends(s, S("："));
}

bool printed_may_end(const struct printed *p, size_t c, const struct para *line,
                     const struct para *next) {
    enum line_kind kind = rules_line(p->w->rules, next->text).kind;
    bool item = kind == LINE_HEADING || kind == LINE_NUMBERED;
    return ends_sentence(line->text) && printed_full(p, c, line) && !item;
}

static bool is_role(const struct printed *p, size_t c) {
    return p->g->headers[c].column.field == FIELD_ROLE;
}

/* Are two short lines too much for one name of a person? */
static bool are_persons(const struct para *line, const struct para *next) {
    size_t first = utf8_len(line->text), second = utf8_len(next->text);
    bool spaced = str_find(line->text, S(" "), 0) != SIZE_MAX; /* 王 宁 */
    return first <= PERSON_CHARS && second <= PERSON_CHARS &&
           first + second - spaced > PERSON_CHARS;
}

static bool goes_on(const struct printed *p, size_t c, const struct para *line,
                    const struct para *next) {
    enum field field = p->g->headers[c].column.field;
    if (field == FIELD_MEASURE)
        return !ends_sentence(line->text) || printed_may_end(p, c, line, next);
    bool rest = is_role(p, c) && utf8_len(next->text) == 1; /* nobody's name is one character */
    if (!rest && p->g->headers[c].column.role_kind == ROLE_OFFICIAL && are_persons(line, next))
        return false;
    return field == FIELD_TASK || field == FIELD_GROUP || field == FIELD_LABEL || rest ||
           printed_full(p, c, line);
}

/* ---- names ---- */

/* May a name begin so behind the line, or what stands for further ones (等部门)? */
static bool may_begin(struct work *w, const struct para *line, struct str text) {
    struct str before = utf8_squeeze(w->scratch, line->text);
    struct str both = str_fmt(w->scratch, "%.*s%.*s", STR_ARG(before), STR_ARG(text));
    return rules_name_may_begin(w->rules, text) || rules_name_end(w->rules, both) == before.n;
}

static double name_cost(const struct printed *p, size_t c, const paras *ps, size_t from,
                        size_t end) {
    struct work *w = p->w;
    struct buf b = {.a = w->scratch};
    double cost = NAME;
    for (size_t i = from; i < end; i++) {
        struct str text = utf8_squeeze(w->scratch, ps->at[i]->text);
        cost += i > from && !printed_full(p, c, ps->at[i - 1]) ? ROOM : 0;
        bool may = i > 0 && may_begin(w, ps->at[i - 1], text);
        cost += i > from && may ? BEGINS : i == from && i > 0 && !may ? NO_BEGINNING : 0;
        buf_add(&b, text);
    }
    struct str name = buf_str(&b);
    name = str_cut(name, 0, rules_name_end(w->rules, name));
    if (rules_known_unit(w->rules, name) || rules_none(w->rules, name))
        return cost;
    return cost + (rules_org_shape(w->rules, name) == SHAPE_NONE ? NO_SHAPE : SHAPED);
}

static void join_names(const struct printed *p, size_t c, const paras *ps, struct gcell *cell) {
    size_t n = ps->n;
    double *best = arena_array(p->w->scratch, n + 1, sizeof *best);
    size_t *next = arena_array(p->w->scratch, n + 1, sizeof *next);
    for (size_t i = n; i-- > 0;) {
        best[i] = INFINITY;
        for (size_t k = i + 1; k <= n && k <= i + NAME_LINES; k++) {
            double cost = name_cost(p, c, ps, i, k) + best[k];
            if (cost < best[i]) {
                best[i] = cost;
                next[i] = k;
            }
        }
    }
    for (size_t i = 0; i < n; i = next[i]) {
        struct para *name = open_para(p->w, cell, ps->at[i]);
        for (size_t k = i + 1; k < next[i]; k++)
            join(p->w, name, ps->at[k]);
    }
}

static void join_lines(const struct printed *p, size_t c, const paras *ps, struct gcell *cell,
                       bool all) {
    struct para *open = NULL;
    for (size_t i = 0; i < ps->n; i++)
        if (open && (all || goes_on(p, c, ps->at[i - 1], ps->at[i])))
            join(p->w, open, ps->at[i]);
        else
            open = open_para(p->w, cell, ps->at[i]);
}

struct gcell printed_cell(const struct printed *p, size_t c, const paras *pieces) {
    const struct column *column = &p->g->headers[c].column;
    struct gcell cell = {0};
    if (pieces->n == 0)
        return cell;
    cell.at = pieces->at[0]->at;
    if (column->field == FIELD_ROLE && column->role_kind != ROLE_OFFICIAL)
        join_names(p, c, pieces, &cell);
    else
        join_lines(p, c, pieces, &cell,
                   column->field == FIELD_DEADLINE &&
                       rules_deadline(p->w->rules, cell_squeezed(p->w->scratch, pieces)));
    return cell;
}

/* ---- merged cells ---- */

static int role_kind(const struct printed *p, size_t c) {
    return p->g->headers[c].column.role_kind;
}

static bool is_units(const struct printed *p, size_t c) {
    return is_role(p, c) && role_kind(p, c) != ROLE_OFFICIAL;
}

/* Does the column say “none” where there is none? Then an empty cell is a merged one. */
static bool says_none(const struct printed *p, size_t c) {
    for (size_t i = 0; i < p->lines.n; i++) {
        const struct gcell *cell = &p->lines.at[i].cells[c];
        if (cell->paras.n &&
            rules_none(p->w->rules, utf8_squeeze(p->w->a, cell->paras.at[0]->text)))
            return true;
    }
    return false;
}

static bool is_empty(const struct grow *row, size_t c) {
    return row->cells[c].paras.n == 0;
}

/* Is row r of the same task as the one above? */
static bool same_task(const struct printed *p, const struct grow *rows, size_t r) {
    bool spans = false;
    for (size_t c = 0; c < p->g->columns; c++)
        if (p->says[c] == SAYS_SPAN) {
            spans = true;
            if (!rows[r].cells[c].above)
                return false;
        }
    return spans && r > 0;
}

static bool all_units_empty(const struct printed *p, const struct grow *row) {
    for (size_t c = 0; c < p->g->columns; c++)
        if (is_role(p, c) && !is_empty(row, c))
            return false;
    return true;
}

static void merge_with(struct grow *row, const struct gcell *cell, size_t c, bool beside) {
    row->cells[c] = *cell;
    row->cells[c].beside = beside;
    row->cells[c].above = !beside;
}

/* Cells of units that stand empty beside or below others are merged with them: who leads is also
 * responsible, and whose row is the same task's. */
static void merge_units(struct printed *p, struct grow *rows, size_t r, const bool *nones) {
    struct grow *row = &rows[r];
    size_t n = p->g->columns;
    if (all_units_empty(p, row))
        return;
    bool top = p->set == SET_TOP, below = same_task(p, rows, r);
    for (size_t c = 0; c < n; c++) {
        if (!is_role(p, c) || !is_empty(row, c))
            continue;
        bool first = c == 0 || !is_units(p, c - 1), left = !first && !is_empty(row, c - 1);
        bool support = role_kind(p, c) == ROLE_SUPPORT, official = role_kind(p, c) == ROLE_OFFICIAL;
        if (left && !support && !official)
            merge_with(row, &row->cells[c - 1], c, true);
        else if (below && top && !is_empty(&rows[r - 1], c) && (!support || nones[c]))
            merge_with(row, &rows[r - 1].cells[c], c, false);
        else if (first && !official && !support && c + 1 < n && is_units(p, c + 1) &&
                 role_kind(p, c + 1) != ROLE_SUPPORT && !is_empty(row, c + 1)) {
            row->cells[c] = row->cells[c + 1];
            row->cells[c + 1].beside = true;
        } else
            continue;
        if (!official)
            *vec_push(p->w->a, &row->doubts) = cell_text(p->w->a, &row->cells[c].paras, S(" "));
    }
}

void printed_merge(struct printed *p, const stretches *rows, struct grow *out) {
    bool *nones = arena_alloc(p->w->a, p->g->columns + 1);
    for (size_t c = 0; c < p->g->columns; c++)
        nones[c] = is_role(p, c) && says_none(p, c);
    for (size_t r = 0; r < rows->n; r++)
        merge_units(p, out, r, nones);
}
