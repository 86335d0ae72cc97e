/* Which printed lines are a row. */
#include "base/utf8.h"
#include "extract/printed.h"
#include <math.h>

/* What speaks for lines being one row, and against it. */
#define ROW (-1.0)
#define DEADLINE 4.0
#define NO_DEADLINE (-3.0)
#define ODD_DEADLINE (-3.0)
#define SENTENCE 2.0
#define BROKEN (-2.0)
#define FRESH 1.0
#define GOES_ON (-4.0)
#define TWO_SENTENCES (-0.5)
#define NO_MAIN (-6.0)
#define NO_UNITS (-0.5)
#define TWO_NUMBERS (-8.0)
#define IN_PLACE 0.1
#define FRAGMENT (-3.0)
#define TWICE (-3.0) /* nobody is named twice in a cell, and none not beside others */
#define GAP_BETWEEN 0.5
#define PAGE_BETWEEN 1.0
#define NO_GAP (-4.0) /* between rows of a table that has them */
#define GAP_INSIDE (-4.0)
/* In lines: how far off its place a cell may stand since places are not known well, what counts of
 * that, and the most that counts of all. */
#define SLACK 0.75
#define SLIGHTLY 0.4
#define BELOW_TOP 2.5 /* what is set from the top begins there, not nearly */
#define MOST_OFF 4.0
#define EXACT 0.3
#define NEXT_LINE 1.2
#define PAGE_ABOVE 4.0
#define PAGE_INSIDE 0.5
#define BELOW_PAGE_TOP 0.2
#define PAGE_TOP 2.0
#define PAGE_BESIDE 1.0
enum { ROW_LINES = 80, FRAGMENT_CHARS = 3, TEXT_WIDTH = 20, DEADLINE_PIECES = 8 };

paras printed_text(const struct printed *p, size_t c, size_t from, size_t end) {
    paras all = {0};
    for (size_t i = from; i < end; i++) {
        const struct gcell *cell = &p->lines.at[i].cells[c];
        for (size_t k = 0; k < cell->paras.n && !cell->beside; k++)
            *vec_push(p->w->scratch, &all) = cell->paras.at[k];
    }
    return all;
}

const struct para *printed_piece(const struct printed *p, size_t i, size_t c) {
    const struct gcell *cell = &p->lines.at[i].cells[c];
    return cell->paras.n && !cell->beside ? cell->paras.at[0] : NULL;
}

static size_t pieces_in(const struct printed *p, size_t c, struct stretch of) {
    size_t n = 0;
    for (size_t i = of.from; i < of.end; i++)
        n += printed_piece(p, i, c) != NULL;
    return n;
}

bool printed_extent(const struct printed *p, struct stretch of, size_t c, size_t *first,
                    size_t *last) {
    *first = of.from;
    *last = of.end;
    while (*first < of.end && !printed_piece(p, *first, c))
        ++*first;
    while (*last > *first && !printed_piece(p, *last - 1, c))
        --*last;
    if (*first == of.end)
        return false;
    --*last;
    return true;
}

double printed_off(const struct printed *p, struct stretch of, size_t first, size_t last) {
    const struct printed_line *l = p->lines.at;
    for (size_t i = of.from + 1; i <= first; i++)
        if (l[i].new_page)
            return PAGE_ABOVE;
    if (p->set == SET_TOP)
        return l[first].y - l[of.from].y;
    double off = fabs(l[first].y + l[last].y - l[of.from].y - l[of.end - 1].y) / 2;
    for (size_t i = of.from; i <= of.end && i < p->lines.n; i++)
        if (l[i].new_page) /* a page's end breaks cells where it likes */
            return i > of.from && i < of.end
                       ? fmin(PAGE_INSIDE, off) +
                             fmin(PAGE_TOP, BELOW_PAGE_TOP * (l[first].y - l[of.from].y))
                       : fmin(PAGE_BESIDE, off);
    return off;
}

static double as_place(const struct printed *p, struct stretch of, size_t first, size_t last) {
    double off = printed_off(p, of, first, last);
    if (p->set == SET_TOP)
        return off > 0 ? -fmin(MOST_OFF, BELOW_TOP + off) : 0;
    return -fmin(MOST_OFF, SLIGHTLY * off + fmax(0, off - SLACK));
}

static bool ends_sentence(struct str s) {
    static const struct str ends[] = {S("。"), S("；"), S("！"), S("？"), S(";")};
    s = utf8_trim(s);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(s, ends[i]))
            return true;
    return false;
}

/* The line above i that has a piece in column c, in the block that begins with line least;
 * SIZE_MAX: there is none. */
static size_t line_above(const struct printed *p, size_t i, size_t c, size_t least) {
    while (i > least)
        if (printed_piece(p, --i, c))
            return i;
    return SIZE_MAX;
}

static const struct para *piece_above(const struct printed *p, size_t i, size_t c, size_t least) {
    size_t above = line_above(p, i, c, least);
    return above == SIZE_MAX ? NULL : printed_piece(p, above, c);
}

/* Do the pieces of two lines, one right below the other, make one deadline? */
static bool make_deadline(const struct printed *p, size_t c, size_t above, size_t below) {
    if (above == SIZE_MAX || p->lines.at[below].y - p->lines.at[above].y > NEXT_LINE)
        return false;
    struct str both = str_fmt(p->w->scratch, "%.*s%.*s", STR_ARG(printed_piece(p, above, c)->text),
                              STR_ARG(printed_piece(p, below, c)->text));
    return rules_deadline(p->w->rules, utf8_squeeze(p->w->scratch, both));
}

static double as_deadline(const struct printed *p, size_t c, struct stretch of, size_t least) {
    paras ps = printed_text(p, c, of.from, of.end);
    size_t first, last;
    if (!printed_extent(p, of, c, &first, &last))
        return NO_DEADLINE;
    if (make_deadline(p, c, line_above(p, first, c, least), first))
        return ODD_DEADLINE; /* it is cut in two */
    if (ps.n > DEADLINE_PIECES)
        return 2 * ODD_DEADLINE;
    return rules_deadline(p->w->rules, cell_squeezed(p->w->scratch, &ps)) ? DEADLINE : ODD_DEADLINE;
}

/* Text of another kind: a line that is full goes on. */
static double as_text(const struct printed *p, size_t c, struct stretch of, size_t least) {
    const struct para *above = of.from > least ? printed_piece(p, of.from - 1, c) : NULL;
    bool on = above && p->widths[c] >= TEXT_WIDTH && printed_piece(p, of.from, c) &&
              printed_full(p, c, above);
    return on && !ends_sentence(above->text) ? GOES_ON / 2 : 0;
}

static double as_measure(const struct printed *p, size_t c, struct stretch of, size_t least) {
    paras ps = printed_text(p, c, of.from, of.end);
    if (ps.n == 0)
        return NO_MAIN;
    const struct para *above = piece_above(p, of.from, c, least);
    bool ends = ends_sentence(ps.at[ps.n - 1]->text);
    if (p->titles && !ends)
        return as_text(p, c, of, least);
    double score = ends ? SENTENCE : BROKEN;
    score += !above || ends_sentence(above->text) ? FRESH : GOES_ON;
    for (size_t i = 0; i + 1 < ps.n; i++)
        score += ends_sentence(ps.at[i]->text) ? TWO_SENTENCES : 0;
    return score;
}

/* Cells that may reach over rows need not stand in the middle of one, but show it if they do. */
static double in_place(double off) {
    return IN_PLACE * fmax(0, 1 - off / SLACK);
}

static double as_span(const struct printed *p, size_t c, struct stretch of) {
    size_t first, last;
    return printed_extent(p, of, c, &first, &last) ? in_place(printed_off(p, of, first, last)) : 0;
}

static double as_number(const struct printed *p, size_t c, struct stretch of) {
    paras ps = printed_text(p, c, of.from, of.end);
    size_t first, last;
    if (ps.n > 1)
        return TWO_NUMBERS * (double)(ps.n - 1);
    if (ps.n == 0)
        return p->main == c ? NO_MAIN : 0;
    printed_extent(p, of, c, &first, &last);
    double off = printed_off(p, of, first, last);
    return p->set == SET_TOP && off >= SLACK ? -MOST_OFF : in_place(off);
}

/* Units: a name whose rest stands below is not cut. */
static double as_units(const struct printed *p, size_t c, struct stretch of, size_t least) {
    struct work *w = p->w;
    paras ps = printed_text(p, c, of.from, of.end);
    const struct para *above = piece_above(p, of.from, c, least);
    if (ps.n == 0)
        return NO_UNITS;
    struct str first = utf8_squeeze(w->scratch, ps.at[0]->text);
    for (size_t i = 0; i < ps.n && ps.n > 1; i++)
        if (rules_none(w->rules, ps.at[i]->text))
            return TWICE;
    if (rules_none(w->rules, first))
        return 0;
    for (size_t i = 0; i + 1 < ps.n; i++)
        for (size_t k = i + 1; k < ps.n; k++)
            if (utf8_len(ps.at[i]->text) > FRAGMENT_CHARS && str_eq(ps.at[i]->text, ps.at[k]->text))
                return TWICE;
    if (p->g->headers[c].column.role_kind == ROLE_OFFICIAL)
        return 0; /* people, whose names are short */
    if (utf8_len(first) <= FRAGMENT_CHARS && rules_org_shape(w->rules, first) == SHAPE_NONE)
        return FRAGMENT;
    struct str name = above ? utf8_squeeze(w->scratch, above->text) : (struct str){0};
    if (name.n == 0 || rules_none(w->rules, name) || rules_org_shape(w->rules, name) != SHAPE_NONE)
        return 0;
    name = str_fmt(w->scratch, "%.*s%.*s", STR_ARG(name), STR_ARG(first));
    return rules_org_shape(w->rules, name) != SHAPE_NONE ? FRAGMENT : 0;
}

static double as_cell(const struct printed *p, size_t c, struct stretch of, size_t least) {
    enum field field = p->g->headers[c].column.field;
    size_t first, last;
    double score = 0;
    if (field == FIELD_NUMBER)
        return as_number(p, c, of);
    if (p->says[c] == SAYS_SPAN)
        return as_span(p, c, of);
    if (p->says[c] == SAYS_DEADLINE)
        score += as_deadline(p, c, of, least);
    else if (field == FIELD_MEASURE)
        score += as_measure(p, c, of, least);
    else if (field == FIELD_ROLE)
        score += as_units(p, c, of, least);
    else
        score += as_text(p, c, of, least);
    if (!printed_extent(p, of, c, &first, &last))
        return score + (c == p->main && field != FIELD_MEASURE ? NO_MAIN : 0);
    return score + as_place(p, of, first, last);
}

/* No row holds so much; nor does one that begins further up. */
static bool is_too_much(const struct printed *p, struct stretch of) {
    for (size_t c = 0; c < p->g->columns; c++) {
        size_t n = p->says[c] == SAYS_SPAN && c > 0 ? 0 : pieces_in(p, c, of);
        bool number = c == 0 && p->g->headers[0].column.field == FIELD_NUMBER;
        if (n > DEADLINE_PIECES && (number || p->says[c] == SAYS_DEADLINE))
            return true;
    }
    return false;
}

static bool parts_rows(const struct printed *p, size_t i) {
    return p->lines.at[i].gap >= (p->row_gap ? p->row_gap : 1);
}

/* What the blank lines say of a row. */
static double as_gaps(const struct printed *p, struct stretch of, size_t least) {
    const struct printed_line *l = p->lines.at;
    double score = 0;
    if (of.from > least)
        score += l[of.from].new_page      ? PAGE_BETWEEN
                 : parts_rows(p, of.from) ? GAP_BETWEEN
                 : p->row_gap             ? NO_GAP
                                          : 0;
    for (size_t i = of.from + 1; i < of.end && p->row_gap; i++)
        score += parts_rows(p, i) && !l[i].new_page ? GAP_INSIDE : 0;
    return score;
}

static double score_of(const struct printed *p, struct stretch of, size_t least) {
    double score = ROW;
    arena_reset(p->w->scratch);
    score += as_gaps(p, of, least);
    for (size_t c = 0; c < p->g->columns; c++)
        score += as_cell(p, c, of, least);
    return score;
}

/* The lines that are parted into rows. */
struct scored {
    const struct printed *p;
    struct stretch of;
};

static double score_row(void *ctx, size_t from, size_t end) {
    const struct scored *b = ctx;
    struct stretch row = {b->of.from + from, b->of.from + end};
    return end - from > 1 && is_too_much(b->p, row) ? -INFINITY : score_of(b->p, row, b->of.from);
}

double printed_rows(const struct printed *p, struct stretch of, stretches *rows, double *margins) {
    struct scored b = {p, of};
    double fit = parting_best(p->w->a, of.end - of.from, ROW_LINES, score_row, &b, rows, margins);
    for (size_t r = 0; r < rows->n; r++)
        rows->at[r] = (struct stretch){of.from + rows->at[r].from, of.from + rows->at[r].end};
    return fit;
}

bool printed_shows(const struct printed *p, struct stretch row) {
    bool differ = false;
    for (size_t c = 0; c < p->g->columns; c++) {
        size_t first, last;
        if (p->says[c] == SAYS_SPAN || !printed_extent(p, row, c, &first, &last))
            continue;
        differ = differ || last - first + 1 < row.end - row.from;
        if (printed_off(p, row, first, last) > EXACT)
            return false;
    }
    return differ;
}
