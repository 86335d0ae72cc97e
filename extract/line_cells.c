/* What speaks for reading pieces of lines as a cell of a column. */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

enum {
    DEADLINE_CHARS = 24,
    TASK_CHARS = 40,
    PIECE_CHARS = 4,
    HOPELESS = -16 /* worse than tokens that fit nowhere */
};

/* What it costs to read the rest of a row, and one that lacks a cell; a deadline is rarely whole.
 */
#define REST 1.0
#define REST_BELOW 9.0 /* below the line of a row: where hardly anything else fits */
#define REST_LACKS 0.3
#define REST_WHOLE 2.0
/* What speaks for a rest whose first line may end a name, or does; and against more names behind
 * none.
 */
#define NAME_MAY_END 2.5
#define NAME_ENDS 4.0
#define NOBODY_MORE (-4.0)
/* Cells beside each other, where nearness alone sets them in one line. */
#define NEAR_OR_NOT (-0.7)

bool is_unit_column(const struct grid *g, size_t c) {
    const struct column *column = &g->headers[c].column;
    return column->field == FIELD_ROLE && column->role_kind != ROLE_OFFICIAL;
}

/* ---- readings ---- */

/* A cell as it grows by tokens. */
struct reading {
    size_t n, len;
    struct lines_of lines;
    double measure, task;                                    /* scores so far */
    double units[TOKENS_MOST + 1], persons[TOKENS_MOST + 1]; /* best cut into names, by tokens */
    uint8_t names[TOKENS_MOST + 1];                          /* of units in that cut */
    double broke[TOKENS_MOST + 1]; /* what lines before a token would have needed to hold it */
    double room[TOKENS_MOST + 1];  /* the least of those that broke a unit's name in that cut */
    bool many;                     /* lines */
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

double as_inner_line(const struct lines *x, const struct fact *f) {
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

/* Two names in one cell, the second from token i on: not where others stand in lists, nor behind
 * a group (各镇街), which mostly ends the cell. */
static double between_names(const struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    const struct str before = x->facts[i - 1].text, name = x->facts[i].text;
    bool list = str_ends(before, S("、")) || str_ends(before, S("，")) || str_starts(name, S("、"));
    double group = x->facts[i - 1].group && rules_known_unit(l->w->rules, name) ? -1 : 0;
    return (x->habits->lists && !list ? -2.5 : 0) + group;
}

/* Is it also one of the n - 1 lines above, though no last piece of a name? */
static bool is_named_above(const struct fact *f, size_t n) {
    for (size_t k = 1; (f->unit || f->len >= PIECE_CHARS) && k < n; k++)
        if (str_eq(f->text, (f - k)->text))
            return true;
    return false;
}

static void grow(const struct lattice *l, struct reading *r, size_t i) {
    const struct lines *x = l->more;
    const struct fact *f = &x->facts[i];
    if (r->n > 0)
        r->measure += as_inner_line(x, f - 1);
    r->many = r->many || (r->n > 0 && !f->beside);
    r->broke[r->n] = add_to_lines(&r->lines, f);
    r->measure += as_text(l, i);
    r->task += as_name(l, i);
    r->n++;
    r->len += f->len;
    r->units[r->n] = r->persons[r->n] = -INFINITY;
    double room = INFINITY;
    for (size_t k = 0; k < NAME_TOKENS && k < r->n; k++) {
        double seam = k + 1 < r->n ? between_names(l, i - k) : 0;
        seam -= is_named_above(f, r->n) ? 3 : 0; /* nobody is named twice in one cell */
        double units = r->units[r->n - 1 - k] + (f - k)->units[k] + seam;
        if (units > r->units[r->n]) {
            r->units[r->n] = units;
            r->names[r->n] = r->names[r->n - 1 - k] + 1;
            r->room[r->n] = fmin(room, r->room[r->n - 1 - k]);
        }
        room = fmin(room, r->broke[r->n - 1 - k]);
        r->persons[r->n] = fmax(r->persons[r->n], r->persons[r->n - 1 - k] + (f - k)->persons[k]);
    }
    if (r->len <= DEADLINE_CHARS)
        buf_add(&r->text, f->text);
}

static double as_deadline(const struct lattice *l, const struct reading *r) {
    const struct lines *x = l->more;
    struct str text = buf_str(&r->text);
    if (r->len <= DEADLINE_CHARS && rules_deadline(l->w->rules, text))
        return 5 + 1.5 * (double)r->n;
    bool begun = r->n == 1 && times_printed(x->habits->begun, text) > 0;
    return begun ? -1 : -12; /* a page's end may cut it */
}

static double as_role(const struct lattice *l, const struct reading *r, size_t i, bool official) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    if (f[i].none && r->n == 1)
        return 2;
    double broken_off = str_ends(f[i + r->n - 1].text, S("、")) ? -6 : 0;
    return broken_off + (official ? r->persons[r->n] : r->units[r->n]);
}

/* Who leads or answers is mostly one, where cells of several are merged. */
static double crowd(const struct lattice *l, const struct reading *r, uint32_t c) {
    const struct lines *x = l->more;
    for (uint32_t k = 0; k < c; k++)
        if (is_unit_column(l->g, k))
            return 0;
    return r->names[r->n] > 1 ? (x->habits->merges ? 0.6 : 0.3) * (r->names[r->n] - 1) : 0;
}

/* Who supports does not lead, while who leads may answer, too. */
static double leads_above(const struct lattice *l, size_t i, const struct column *c) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    size_t n = 1;
    while (n <= i && n < TOKENS_MOST && !(f - n)->sentence && !(f - n)->deadline)
        n++;
    return c->role_kind == ROLE_SUPPORT && is_named_above(f, n) ? 3 : 0;
}

/* The name of a task stands behind its number, where tasks have numbers. */
static double unnumbered(const struct lattice *l, size_t i, const struct column *c) {
    const struct lines *x = l->more;
    bool numbered = i > 0 && l->tokens[i - 1].numbers;
    return c->field == FIELD_TASK && x->numbered && !numbered ? 6 : 0;
}

/* Do the lines fit into columns [c, next)? */
static double as_wide(const struct lattice *l, const struct reading *r, uint32_t c, uint32_t next) {
    const struct lines *x = l->more;
    const struct column *column = &l->g->headers[c].column;
    bool names = column->field == FIELD_ROLE && !x->habits->lists;
    bool text = column->field == FIELD_MEASURE; /* as_inner_line */
    double room = text ? INFINITY : names ? r->room[r->n] : r->lines.room;
    return misfit(l, &r->lines, room, c, next);
}

static double as_field(const struct lattice *l, const struct reading *r, size_t i,
                       const struct column *c) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    switch (c->field) {
    case FIELD_NUMBER:
        return r->n == 1 && l->tokens[i].numbers ? 5 : -15;
    case FIELD_TASK:
    case FIELD_GROUP:
        return r->len > TASK_CHARS || r->len < 2 ? fmin(r->task, -8)
                                                 : 1 + r->task - unnumbered(l, i, c);
    case FIELD_MEASURE:
        return r->measure + (f[i + r->n - 1].ends ? 3 : -2);
    case FIELD_DEADLINE:
        return as_deadline(l, r);
    case FIELD_ROLE:
        return as_role(l, r, i, c->role_kind == ROLE_OFFICIAL) - leads_above(l, i, c);
    default:
        return -0.5 * (double)r->n;
    }
}

static double as_column(const struct lattice *l, const struct reading *r, uint32_t i, uint32_t c) {
    return as_field(l, r, i, &l->g->headers[c].column) - as_wide(l, r, c, c + 1);
}

/* ---- cells in a row ---- */

/* Number and name of a task stand in the middle of all its rows. */
static bool is_of_task(const struct lattice *l, uint32_t c) {
    enum field field = l->g->headers[c].column.field;
    return field == FIELD_NUMBER || field == FIELD_TASK || field == FIELD_GROUP;
}

/* A cell in column c from token i on, of one printed line or more, behind a row of this kind. */
static double as_neighbour(const struct lattice *l, size_t i, bool line, uint32_t c,
                           enum row_kind kind) {
    const struct lines *x = l->more;
    bool beside = x->facts[i].beside, task = is_of_task(l, c);
    bool level = kind == ROW_LINE && (line || x->habits->stands != STANDS_IN_MIDDLE);
    if (beside && !level) /* cells over rows that a page parts are set from its top */
        return kind == ROW_LINE && task ? -1 : -6;
    if (x->habits->stands == STANDS_ANYWHERE || !level)
        return 0;
    if (x->habits->stands == STANDS_NEAR && beside)
        return NEAR_OR_NOT;
    if (beside || task || l->g->headers[c].column.field == FIELD_MEASURE)
        return 0;
    return x->habits->stands == STANDS_NEAR ? NEAR_OR_NOT : -3;
}

static bool is_reached(const struct lattice *l, uint32_t i, uint32_t c) {
    for (size_t k = 0; k < l->kinds; k++)
        if (lattice_score_of(l, i, c, k) > -INFINITY)
            return true;
    return false;
}

/* Offers tokens [i, i + r->n) as one cell of columns from c to next. */
static void offer_cell(struct lattice *l, const struct reading *r, uint32_t i, uint32_t c,
                       uint32_t next, double own) {
    const struct lines *x = l->more;
    enum op op = next > c + 1 ? OP_MERGED : OP_CELL;
    if (own < HOPELESS)
        return;
    for (uint8_t k = 0; k < l->kinds; k++) {
        double score = lattice_score_of(l, i, c, k);
        if (score == -INFINITY || k == ROW_REST)
            continue;
        struct step s = step_from(score + own, op, i, c, next - c);
        if (x->habits->beside) {
            s.score += as_neighbour(l, i, !r->many, c, (enum row_kind)k);
            s.kind = r->many ? ROW_LINES : ROW_LINE;
        }
        s.was = k;
        lattice_offer(l, i + r->n, next, s);
    }
}

/* A cell of units merged over several columns: who leads is also responsible is the usual merge. */
static void read_merged(struct lattice *l, const struct reading *r, uint32_t i, uint32_t c,
                        double own) {
    bool merges = ((struct lines *)l->more)->habits->merges;
    for (uint32_t m = 1; c + m < l->g->columns && is_unit_column(l->g, c + m); m++) {
        bool support = l->g->headers[c + m].column.role_kind == ROLE_SUPPORT;
        own -= support ? 3 : merges ? -0.8 : 1;
        offer_cell(l, r, i, c, c + m + 1, own - as_wide(l, r, c, c + m + 1));
    }
}

/* ---- rests ---- */

/* What follows may be the rest of the row above, of each of its cells some lines or none: where a
 * page begins, and below a line that holds the first lines of all its cells. */
uint8_t rest_line(const struct lattice *l, uint32_t i, double *cost) {
    const struct lines *x = l->more;
    bool page = i == 0 ? x->continued : x->habits->pages && l->tokens[i].gap > 0;
    bool below = i > 0 && x->habits->beside && x->facts[i].begins && x->facts[i - 1].beside;
    *cost = page ? REST : REST_BELOW;
    return page || below ? ROW_REST : 0;
}

static double as_rest_of_deadline(const struct lattice *l, const struct reading *r) {
    const struct lines *x = l->more;
    struct str text = buf_str(&r->text);
    bool all = r->len <= DEADLINE_CHARS && rules_deadline(l->w->rules, text);
    bool left = r->n == 1 && times_printed(x->habits->left, text) > 0;
    return all ? REST_WHOLE : left ? 2 : -12;
}

/* What the page before ends with in this column; empty where that is not known. */
static struct str above_page(const struct lattice *l, uint32_t c) {
    const struct lines *x = l->more;
    const paras *above = x->above ? &x->above->cells[c].paras : NULL;
    return above && above->n ? above->at[above->n - 1]->text : (struct str){0};
}

/* Is the line the end of the name that the page before broke off? */
static bool ends_name(const struct lattice *l, struct str above, size_t i) {
    const struct lines *x = l->more;
    struct str both = str_fmt(l->w->a, "%.*s%.*s", STR_ARG(above), STR_ARG(x->facts[i].text));
    return times_printed(x->habits->names, both) > 0 || all_units(l->w, both);
}

static double as_rest_of_people(const struct lattice *l, const struct reading *r, size_t i,
                                struct str above) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    bool name = !f->none && !l->tokens[i].numbers && f->len == 1;
    return r->n == 1 && above.n && name && utf8_len(above) + 1 <= PERSON_CHARS ? 3
                                                                               : r->persons[r->n];
}

/* The first line may be the end of a name. */
static double as_rest_of_role(const struct lattice *l, const struct reading *r, size_t i,
                              uint32_t c) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    struct str above = above_page(l, c);
    bool other = f->unit || f->none || f->sentence || f->deadline || l->tokens[i].numbers;
    if (l->g->headers[c].column.role_kind == ROLE_OFFICIAL)
        return as_rest_of_people(l, r, i, above);
    if (above.n && rules_none(l->w->rules, above))
        return r->units[r->n] + NOBODY_MORE;
    if (other)
        return r->units[r->n];
    return r->units[r->n] + (!above.n ? NAME_MAY_END : ends_name(l, above, i) ? NAME_ENDS : 0);
}

static double as_rest(const struct lattice *l, const struct reading *r, size_t i, uint32_t c) {
    const struct column *column = &l->g->headers[c].column;
    switch (column->field) {
    case FIELD_TASK:
    case FIELD_GROUP:
        return r->len > TASK_CHARS ? fmin(r->task, -8) : r->task - 0.5;
    case FIELD_DEADLINE:
        return as_rest_of_deadline(l, r);
    case FIELD_ROLE:
        return as_rest_of_role(l, r, i, c);
    default:
        return as_field(l, r, i, column);
    }
}

/* Offers tokens [i, i + r->n) as what is left of a cell of columns from c to next. */
static void offer_rest(struct lattice *l, const struct reading *r, uint32_t i, uint32_t c,
                       uint32_t next) {
    double score = l->kinds > ROW_REST ? lattice_score_of(l, i, c, ROW_REST) : -INFINITY;
    if (score == -INFINITY)
        return;
    double own = as_rest(l, r, i, c) - as_wide(l, r, c, next) - (next > c + 1 ? 0.5 : 0);
    if (own < HOPELESS)
        return;
    struct step s = step_from(score + own, next > c + 1 ? OP_MERGED : OP_CELL, i, c, next - c);
    s.was = s.kind = ROW_REST;
    lattice_offer(l, i + r->n, next, s);
}

static bool is_hopeful(const struct reading *r) {
    return fmax(r->measure, fmax(r->units[r->n], r->persons[r->n])) > HOPELESS;
}

static void read_section(struct lattice *l, uint32_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    double base = lattice_score(l, i, 0);
    if (base > -INFINITY)
        lattice_offer(l, i + (f->heading ? f->heading : 1), 0,
                      step_from(base + (f->heading ? 5 : -12), OP_SECTION, i, 0, 0));
}

static void read_extra(struct lattice *l, uint32_t i) {
    for (uint32_t c = 1; c < l->g->columns; c++)
        for (uint8_t k = 0; k < l->kinds; k++) {
            struct step s = step_from(lattice_score_of(l, i, c, k) - 14, OP_EXTRA, i, c, 0);
            s.was = s.kind = k;
            if (s.score > -INFINITY)
                lattice_offer(l, i + 1, c, s);
        }
}

void read_line(struct lattice *l, uint32_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    struct reading r = {.text = {.a = l->w->a}, .lines = {.room = INFINITY}, .room = {INFINITY}};
    const struct habits *habits = ((struct lines *)l->more)->habits;
    bool begins = f->begins || l->tokens[i].spaced;
    double start = begins ? (l->tokens[i].gap > 0 ? 0.3 : 0) : habits->spaces ? -0.7 : -2;
    for (size_t k = 0; k < TOKENS_MOST && i + k < l->n && is_hopeful(&r); k++) {
        if (k > 0 && l->tokens[i + k].spaced)
            start -= l->tokens[i + k].parted ? 4 : 1.5;
        grow(l, &r, i + k);
        for (uint32_t c = 0; c < l->g->columns; c++) {
            if (!is_reached(l, i, c))
                continue;
            double own = start + as_column(l, &r, i, c);
            offer_cell(l, &r, i, c, c + 1, own - (is_unit_column(l->g, c) ? crowd(l, &r, c) : 0));
            if (is_unit_column(l->g, c))
                read_merged(l, &r, i, c, start + as_role(l, &r, i, false));
            offer_rest(l, &r, i, c, c + 1);
            if (is_unit_column(l->g, c) && c + 1 < l->g->columns && is_unit_column(l->g, c + 1))
                offer_rest(l, &r, i, c, c + 2);
        }
    }
    read_section(l, i);
    read_extra(l, i);
}

/* A row below the first of its task has neither number nor name, and empty cells leave no trace. */
double skip_line(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind) {
    const struct column *column = &l->g->headers[c].column;
    const struct lines *x = l->more;
    bool numbered = i > 0 && l->tokens[i - 1].numbers;
    bool narrow =
        i < l->n && !x->facts[i].ends && x->facts[i].with_next + RAGGED <= x->habits->full;
    if (kind == ROW_REST)
        return REST_LACKS;
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
