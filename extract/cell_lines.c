/* What speaks for reading lines as a cell, in text that has a paragraph a line and of each empty
 * cell an empty one, and the cell that they make.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

enum { ROW_SHORT = 3, DEADLINE_CHARS = 24, TASK_CHARS = 40, TEXT_CHARS = 8, MARKED = 3 };

/* A cell as it grows by lines. */
struct reading {
    size_t n, lines, len; /* lines: those that are not empty; len: their characters */
    double text, task, names, units, persons;
    struct buf joined;
};

static const struct fact *fact_at(const struct lattice *l, size_t i) {
    return &((struct lines *)l->more)->facts[i];
}

static bool is_blank(const struct lattice *l, size_t i) {
    return l->tokens[i].paras.n == 0;
}

static bool ends_text(struct str s) {
    return ends_sentence(s) || str_ends(s, S("：")) || str_ends(s, S("！"));
}

/* ---- one line more ---- */

static double as_text(const struct lattice *l, size_t i) {
    const struct fact *f = fact_at(l, i);
    if (l->tokens[i].numbers)
        return -8;
    if (f->none)
        return -3;
    return f->unit || f->deadline || f->heading ? -4 : 0.3;
}

static double as_name(const struct lattice *l, size_t i) {
    const struct fact *f = fact_at(l, i);
    if (f->sentence || f->none || f->deadline || l->tokens[i].numbers)
        return -8;
    return f->unit ? -1.5 : f->heading ? -1 : -0.2;
}

void judge_pieces(struct lattice *l) {
    struct fact *f = ((struct lines *)l->more)->facts;
    struct arena *a = arena_beside(l->w->a);
    for (size_t i = 0; i + 1 < l->n; i++, arena_reset(a)) {
        struct str both = str_fmt(a, "%.*s%.*s", STR_ARG(f[i].text), STR_ARG(f[i + 1].text));
        bool apart = f[i].len == 0 || f[i + 1].len == 0 || (f[i].unit && f[i + 1].unit);
        f[i].broken = !apart && all_units(l->w, both);
    }
    arena_drop(a);
}

/* A list goes on behind a list mark; nobody is named twice in one cell; groups (各镇街) stand
 * behind the departments; and who leads is mostly one. */
static double as_unit(const struct lattice *l, size_t i, const struct reading *r) {
    const struct fact *f = fact_at(l, i);
    if (f->sentence || f->deadline || l->tokens[i].numbers)
        return -8;
    if (f->none)
        return r->lines ? -4 : 2;
    bool signs = i + 1 < l->n && (f + 1)->date;
    if (signs || f->date || str_find(f->text, S("："), 0) != SIZE_MAX)
        return -4;
    double score = f->unit                                  ? 1.5
                   : f->broken || (r->n && (f - 1)->broken) ? -7
                   : f->heading                             ? -3
                                                            : -0.6;
    for (size_t k = 1; k <= r->n; k++)
        if (str_eq(f->text, (f - k)->text))
            score -= 3;
    if (r->n && (f - 1)->group && rules_known_unit(l->w->rules, f->text))
        score -= 1;
    return r->n && (f - 1)->none ? score - 4 : score;
}

static double as_person(const struct lattice *l, size_t i) {
    const struct fact *f = fact_at(l, i);
    if (f->sentence || f->deadline || l->tokens[i].numbers)
        return -8;
    return f->none || (f->len >= 2 && f->len <= 4 && !f->unit) ? 1 : -1;
}

static void grow(const struct lattice *l, struct reading *r, size_t i) {
    const struct fact *f = fact_at(l, i);
    bool blank = is_blank(l, i);
    if (r->n > 0 && (blank || r->lines == 0)) { /* an empty paragraph in a cell */
        r->text -= 2.5;
        r->task -= 3;
        r->names -= 3;
        r->units -= 3;
        r->persons -= 3;
    }
    if (!blank) {
        if (r->lines > 0 && !ends_text((f - 1)->text))
            r->text -= 7;
        r->text += as_text(l, i);
        r->task += as_name(l, i) - (r->lines ? 5 : 0);
        r->names -= r->lines ? 1.2 : l->tokens[i].numbers ? 3 : 0;
        r->units += as_unit(l, i, r);
        r->persons += as_person(l, i);
        r->len += f->len;
        r->lines++;
        if (r->len <= DEADLINE_CHARS)
            buf_add(&r->joined, f->text);
    }
    r->n++;
}

/* ---- a cell ---- */

static double as_empty(const struct lattice *l, size_t i, enum field field) {
    bool numbered = i > 0 && l->tokens[i - 1].numbers;
    switch (field) {
    case FIELD_TASK:
        return numbered ? -4 : 0;
    case FIELD_MEASURE:
        return -6;
    case FIELD_LABEL:
        return -3;
    case FIELD_DEADLINE:
        return -1;
    case FIELD_ROLE:
        return -0.5;
    default:
        return 0;
    }
}

static double as_deadline(const struct lattice *l, const struct reading *r, size_t i) {
    struct str s = buf_str(&r->joined);
    if (r->len <= DEADLINE_CHARS && rules_deadline(l->w->rules, s))
        return 6 - 3 * (double)(r->n - r->lines);
    const struct fact *f = fact_at(l, i);
    bool odd = r->n == 1 && r->len <= DEADLINE_CHARS && !f->unit && !f->sentence && !f->heading &&
               !l->tokens[i].numbers;
    return odd ? -2 : -12;
}

/* What is long is no name, and what does not look like one is none for being long, too. */
static double as_task(const struct reading *r, double own) {
    return r->len > TASK_CHARS ? fmin(r->task, -8) : own + r->task;
}

/* Who leads or answers is mostly one, and few support. */
static double crowd(const struct lattice *l, const struct reading *r, const struct column *c) {
    size_t first = 0;
    while (!is_unit_column(l->g, first))
        first++;
    bool leads = &l->g->headers[first].column == c;
    return (leads ? 0.3 : c->role_kind == ROLE_SUPPORT ? 0.1 : 0) * (double)(r->lines - 1);
}

static double as_column(const struct lattice *l, const struct reading *r, size_t i,
                        const struct column *c) {
    const struct lines *x = l->more;
    const struct fact *f = fact_at(l, i);
    bool numbered = i > 0 && l->tokens[i - 1].numbers;
    if (r->lines == 0)
        return r->n == 1 ? as_empty(l, i, c->field) : -INFINITY;
    switch (c->field) {
    case FIELD_NUMBER:
        return r->n > 1 ? -15 : l->tokens[i].numbers ? 5 : row_number(f->text) > 0 ? 1 : -15;
    case FIELD_TASK:
        return as_task(r, 1 - (x->numbered && !numbered ? 2 : 0));
    case FIELD_GROUP:
        return as_task(r, 0.5);
    case FIELD_MEASURE:
        return r->text + (ends_text(f[r->n - 1].text) ? MARKED : r->len >= TEXT_CHARS ? 1 : -1);
    case FIELD_DEADLINE:
        return as_deadline(l, r, i);
    case FIELD_ROLE:
        return c->role_kind == ROLE_OFFICIAL ? r->persons : r->units - crowd(l, r, c);
    default:
        return 0.5 + r->names;
    }
}

/* Where tabs part the cells, a line's first field begins a row or goes on in a cell, and the others
 * begin cells. */
static bool may_begin(const struct lattice *l, uint32_t i, uint32_t c) {
    const struct lines *x = l->more;
    if (l->tokens[i].inside)
        return false;
    return !x->tabs || c == 0 || l->tokens[i].tab || lattice_step(l, i, c)->op == OP_SKIP;
}

/* A cell from column c to column next. Where tabs part the cells a row ends with a line, whatever
 * fields it lacks. */
static void offer_cell(struct lattice *l, size_t i, uint32_t next, struct step s) {
    const struct lines *x = l->more;
    uint32_t columns = (uint32_t)l->g->columns;
    bool tab = i < l->n && l->tokens[i].tab;
    if (i < l->n && l->tokens[i].inside)
        return;
    if (x->tabs && !tab && !l->tokens[s.from].tab)
        return; /* one field alone is no row */
    if (x->tabs && !tab) {
        s.score -= ROW_SHORT * (columns - next);
        next = columns;
    } else if (x->tabs && next == columns) {
        return; /* a field too many */
    }
    lattice_offer(l, i, next, s);
}

static void read_merged(struct lattice *l, const struct reading *r, uint32_t i, uint32_t c) {
    const struct lines *x = l->more;
    double score = lattice_score(l, i, c) + (r->lines ? r->units : r->n == 1 ? -0.5 : -INFINITY);
    for (uint32_t m = 1; c + m < l->g->columns && is_unit_column(l->g, c + m); m++) {
        score -= l->g->headers[c + m].column.role_kind == ROLE_SUPPORT ? 3 : x->merges ? -0.5 : 1;
        offer_cell(l, i + r->n, c + m + 1, step_from(score, OP_MERGED, i, c, m + 1));
    }
}

/* A section's row is one cell, or its other cells are empty. */
static void read_section(struct lattice *l, uint32_t i) {
    double base = lattice_score(l, i, 0);
    uint32_t blanks = 0;
    if (base == -INFINITY || is_blank(l, i))
        return;
    if (((struct lines *)l->more)->tabs && i + 1 < l->n && l->tokens[i + 1].tab)
        return;
    double score = base + (fact_at(l, i)->heading ? 5 : -12);
    while (i + 1 + blanks < l->n && is_blank(l, i + 1 + blanks))
        blanks++;
    lattice_offer(l, i + 1, 0, step_from(score, OP_SECTION, i, 0, 0));
    if (blanks + 1 >= l->g->columns)
        lattice_offer(l, i + (uint32_t)l->g->columns, 0, step_from(score, OP_SECTION, i, 0, 0));
}

static bool is_hopeful(const struct reading *r) {
    return r->n == 0 || fmax(fmax(r->text, r->names), fmax(r->units, r->persons)) > -16;
}

void read_cell_line(struct lattice *l, uint32_t i) {
    const struct lines *x = l->more;
    struct reading r = {.joined = {.a = l->w->a}};
    for (size_t k = 0; k < TOKENS_MOST && i + k < l->n && is_hopeful(&r); k++) {
        const struct token *t = &l->tokens[i + k];
        if (k > 0 && x->tabs && !t->inside && (t->tab || x->records))
            break;
        grow(l, &r, i + k);
        for (uint32_t c = 0; c < l->g->columns; c++) {
            double base = lattice_score(l, i, c);
            if (base == -INFINITY || !may_begin(l, i, c))
                continue;
            double own = as_column(l, &r, i, &l->g->headers[c].column);
            offer_cell(l, i + r.n, c + 1, step_from(base + own, OP_CELL, i, c, 1));
            if (is_unit_column(l->g, c))
                read_merged(l, &r, i, c);
        }
    }
    read_section(l, i);
    for (uint32_t c = 1; c < l->g->columns; c++)
        if (lattice_score(l, i, c) > -INFINITY)
            lattice_offer(l, i + 1, c, step_from(lattice_score(l, i, c) - 14, OP_EXTRA, i, c, 0));
}

/* Browsers leave out what a vertical merge goes on in: what rows have in common, in front of the
 * measures. Merges across leave less fields. */
double skip_cell_line(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind) {
    const struct lines *x = l->more;
    (void)kind;
    enum field field = l->g->headers[c].column.field;
    bool grouping = field == FIELD_GROUP || field == FIELD_NONE;
    bool common = grouping || field == FIELD_NUMBER || field == FIELD_TASK;
    for (size_t k = 0; k < c; k++)
        common = common && l->g->headers[k].column.field != FIELD_MEASURE;
    if (!x->tabs || i == l->n)
        return 12;
    if (common && (grouping || !l->tokens[i].tab))
        return l->tokens[i].tab ? 0.8 : 0.5;
    return field == FIELD_MEASURE || field == FIELD_LABEL ? 8 : 3;
}

struct gcell lines_cell(struct lattice *l, size_t from, size_t to, uint32_t c) {
    struct gcell cell = {.at = l->tokens[from].at};
    (void)c;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < l->tokens[i].paras.n; k++) {
            if (cell.paras.n == 0)
                cell.at = l->tokens[i].at;
            *vec_push(l->w->laid, &cell.paras) = l->tokens[i].paras.at[k];
        }
    return cell;
}
