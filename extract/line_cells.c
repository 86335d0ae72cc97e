/* What speaks for reading pieces of lines as a cell of a column, and the cell that they make.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

enum { DEADLINE_CHARS = 24, TASK_CHARS = 40 };

/* ---- readings ---- */

bool is_unit_column(const struct grid *g, size_t c) {
    const struct column *column = &g->headers[c].column;
    return column->field == FIELD_ROLE && column->role_kind != ROLE_OFFICIAL;
}

/* ---- readings ---- */

/* A cell as it grows by tokens. */
struct reading {
    size_t n, len;
    double measure, task;                                    /* scores so far */
    double units[TOKENS_MOST + 1], persons[TOKENS_MOST + 1]; /* best cut into names, by tokens */
    struct buf text;
};

static double as_text(const struct lattice *l, size_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    if (l->tokens[i].numbers)
        return -8;
    if (f->none)
        return -3;
    return f->begins && f->ends_line && (f->unit || f->deadline) ? -2.5 : 0.3;
}

/* A line inside a text ends where the next piece had no room, or with a sentence. */
static double as_inner_line(const struct lines *x, const struct fact *f) {
    if (!f->ends_line || f->ends)
        return 0;
    if (f->line_len + RAGGED < f[1].line_len)
        return -4;
    return f->with_next + RAGGED <= x->habits->full ? -3 : 0;
}

static double as_name(const struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    const struct fact *f = &x->facts[i];
    if (f->sentence || f->none || f->deadline || l->tokens[i].numbers)
        return -8;
    bool full = x->habits->full > 8 && 5 * f->line_len >= 4 * x->habits->full;
    return (full ? -2 : 0) - (f->unit ? 1.5 : 0.2);
}

/* Two names in one cell, the second from token i on, where others stand in lists. */
static double between_names(const struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    const struct str before = x->facts[i - 1].text, name = x->facts[i].text;
    bool list = str_ends(before, S("、")) || str_ends(before, S("，")) || str_starts(name, S("、"));
    return x->habits->lists && !list ? -1.5 : 0;
}

/* Nobody is named twice in one cell. */
static bool is_named_above(const struct fact *f, size_t n) {
    for (size_t k = 1; f->unit && k < n; k++)
        if (str_eq(f->text, (f - k)->text))
            return true;
    return false;
}

static void grow(const struct lattice *l, struct reading *r, size_t i) {
    const struct lines *x = l->more;
    const struct fact *f = &x->facts[i];
    if (r->n > 0)
        r->measure += as_inner_line(x, f - 1);
    r->measure += as_text(l, i);
    r->task += as_name(l, i);
    r->n++;
    r->len += f->len;
    r->units[r->n] = r->persons[r->n] = -INFINITY;
    for (size_t k = 0; k < NAME_TOKENS && k < r->n; k++) {
        double seam = k + 1 < r->n ? between_names(l, i - k) : 0;
        seam -= is_named_above(f, r->n) ? 3 : 0;
        r->units[r->n] = fmax(r->units[r->n], r->units[r->n - 1 - k] + (f - k)->units[k] + seam);
        r->persons[r->n] = fmax(r->persons[r->n], r->persons[r->n - 1 - k] + (f - k)->persons[k]);
    }
    if (r->len <= DEADLINE_CHARS)
        buf_add(&r->text, f->text);
}

static double as_deadline(const struct lattice *l, const struct reading *r) {
    bool all = r->len <= DEADLINE_CHARS && rules_deadline(l->w->rules, buf_str(&r->text));
    return all ? 5 + 1.5 * (double)r->n : -12;
}

static double as_role(const struct lattice *l, const struct reading *r, size_t i, bool official) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    if (f[i].none && r->n == 1)
        return 2;
    double broken_off = str_ends(f[i + r->n - 1].text, S("、")) ? -6 : 0;
    return broken_off + (official ? r->persons[r->n] : r->units[r->n]);
}

/* The name of a task stands behind its number, where tasks have numbers. */
static double unnumbered(const struct lattice *l, size_t i, const struct column *c) {
    const struct lines *x = l->more;
    bool numbered = i > 0 && l->tokens[i - 1].numbers;
    return c->field == FIELD_TASK && x->numbered && !numbered ? 3 : 0;
}

static double as_column(const struct lattice *l, const struct reading *r, size_t i,
                        const struct column *c) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    switch (c->field) {
    case FIELD_NUMBER:
        return r->n == 1 && l->tokens[i].numbers ? 5 : -15;
    case FIELD_TASK:
    case FIELD_GROUP:
        return r->len > TASK_CHARS || r->len < 2 ? -8 : 1 + r->task - unnumbered(l, i, c);
    case FIELD_MEASURE:
        return r->measure + (f[i + r->n - 1].ends ? 3 : -2);
    case FIELD_DEADLINE:
        return as_deadline(l, r);
    case FIELD_ROLE:
        return as_role(l, r, i, c->role_kind == ROLE_OFFICIAL);
    default:
        return -0.5 * (double)r->n;
    }
}

/* A cell of units merged over several columns: who leads is also responsible is the usual merge. */
static void read_merged(struct lattice *l, const struct reading *r, uint32_t i, uint32_t c,
                        double base) {
    double score = base + as_role(l, r, i, false);
    for (uint32_t m = 1; c + m < l->g->columns && is_unit_column(l->g, c + m); m++) {
        score -= l->g->headers[c + m].column.role_kind == ROLE_SUPPORT ? 3 : 1;
        lattice_offer(l, i + r->n, c + m + 1, (struct step){score, OP_MERGED, i, c, m + 1});
    }
}

static bool is_hopeful(const struct reading *r) {
    return fmax(r->measure, fmax(r->units[r->n], r->persons[r->n])) > -16;
}

void read_line(struct lattice *l, uint32_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    struct reading r = {.text = {.a = l->w->a}};
    const struct habits *habits = ((struct lines *)l->more)->habits;
    double start = f->begins ? (l->tokens[i].gap > 0 ? 0.3 : 0) : habits->spaces ? -0.7 : -2;
    for (size_t k = 0; k < TOKENS_MOST && i + k < l->n && is_hopeful(&r); k++) {
        if (k > 0 && l->tokens[i + k].parted)
            break;
        grow(l, &r, i + k);
        for (uint32_t c = 0; c < l->g->columns; c++) {
            double base = lattice_score(l, i, c) + start;
            if (base == -INFINITY)
                continue;
            lattice_offer(l, i + k + 1, c + 1,
                          (struct step){base + as_column(l, &r, i, &l->g->headers[c].column),
                                        OP_CELL, i, c, 1});
            if (is_unit_column(l->g, c))
                read_merged(l, &r, i, c, base);
        }
    }
    double base = lattice_score(l, i, 0);
    if (base > -INFINITY)
        lattice_offer(l, i + (f->heading ? f->heading : 1), 0,
                      (struct step){base + (f->heading ? 5 : -12), OP_SECTION, i, 0, 0});
    for (uint32_t c = 1; c < l->g->columns; c++)
        if (lattice_score(l, i, c) > -INFINITY)
            lattice_offer(l, i + 1, c,
                          (struct step){lattice_score(l, i, c) - 14, OP_EXTRA, i, c, 0});
}

/* A row below the first of its task has neither number nor name, and empty cells leave no trace. */
double skip_line(const struct lattice *l, uint32_t i, uint32_t c) {
    const struct column *column = &l->g->headers[c].column;
    const struct lines *x = l->more;
    bool numbered = i > 0 && l->tokens[i - 1].numbers;
    bool narrow =
        i < l->n && !x->facts[i].ends && x->facts[i].with_next + RAGGED <= x->habits->full;
    switch (column->field) {
    case FIELD_NUMBER:
    case FIELD_GROUP:
        return 0.3;
    case FIELD_TASK:
        return numbered ? narrow ? 6 : 3 : 0.7;
    case FIELD_MEASURE:
        return 10;
    case FIELD_DEADLINE:
        return 4;
    case FIELD_ROLE:
        return x->habits->nones || column->role_kind != ROLE_SUPPORT ? 3 : 1.5;
    default:
        return 0.5;
    }
}

/* ---- cells ---- */

/* The tokens of one line as printed. */
static struct para line_of(const struct lattice *l, size_t from, size_t to) {
    struct para p = *l->tokens[from].paras.at[0];
    const struct str last = l->tokens[to - 1].paras.at[0]->text;
    p.text.n = (size_t)(last.p - p.text.p) + last.n;
    return p;
}

/* Does the line of token i begin a paragraph of its own behind the one above? Behind a full line
 * that ends a sentence nothing shows it. */
static bool parts(const struct lattice *l, size_t i, bool *sure) {
    const struct lines *x = l->more;
    const struct fact *above = &x->facts[i - 1];
    enum line_kind kind = rules_line(l->w->rules, l->tokens[i].paras.at[0]->text).kind;
    *sure = true;
    if (!above->ends)
        return false;
    if (x->habits->full == 0 || kind == LINE_HEADING || kind == LINE_NUMBERED)
        return true;
    *sure = above->with_next + RAGGED <= x->habits->full;
    return above->with_next < x->habits->full;
}

static void add_name(struct lattice *l, struct gcell *cell, size_t from, size_t to) {
    struct para *p = arena_alloc(l->w->a, sizeof *p);
    struct buf b = {.a = l->w->a};
    *p = *l->tokens[from].paras.at[0];
    for (size_t i = from; i < to; i++) {
        buf_add(&b, utf8_squeeze(l->w->a, l->tokens[i].paras.at[0]->text));
        claim(l->w, l->tokens[i].paras.at[0], USE_ITEM);
    }
    p->text = buf_str(&b);
    *vec_push(l->w->a, &cell->paras) = p;
}

/* The best cut of the tokens into names: white space and line ends inside one are gone. */
static struct gcell names_cell(struct lattice *l, size_t from, size_t to, bool official) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    struct gcell cell = {.at = l->tokens[from].at};
    double best[TOKENS_MOST + 1] = {0};
    size_t length[TOKENS_MOST + 1] = {0}, n = to - from;
    for (size_t i = n; i-- > 0;) {
        best[i] = -INFINITY;
        for (size_t k = 0; k < NAME_TOKENS && i + k < n; k++) {
            const struct fact *t = &f[from + i];
            double score = (official ? t->persons[k] : t->units[k]) + best[i + k + 1];
            if (score > best[i]) {
                best[i] = score;
                length[i] = k + 1;
            }
        }
    }
    for (size_t i = 0; i < n; i += length[i])
        add_name(l, &cell, from + i, from + i + length[i]);
    return cell;
}

struct gcell line_cell(struct lattice *l, size_t from, size_t to, uint32_t c) {
    struct gcell cell = {.at = l->tokens[from].at};
    const struct column *column = &l->g->headers[c].column;
    bool text = column->field == FIELD_MEASURE;
    if (column->field == FIELD_ROLE)
        return names_cell(l, from, to, column->role_kind == ROLE_OFFICIAL);
    struct para *open = NULL;
    for (size_t i = from, next; i < to; i = next) {
        bool sure = true;
        for (next = i + 1; next < to && !l->tokens[next].begins;)
            next++;
        struct para line = line_of(l, i, next);
        if (text && open && !parts(l, i, &sure)) {
            open->text = str_fmt(l->w->a, "%.*s%.*s", STR_ARG(open->text), STR_ARG(line.text));
            claim(l->w, &line, USE_ITEM);
        } else {
            open = arena_alloc(l->w->a, sizeof *open);
            *open = line;
            *vec_push(l->w->a, &cell.paras) = open;
        }
        if (!sure)
            cell.unsure = line.text;
    }
    return cell;
}
