#include "base/utf8.h"
#include "ingest/gutters.h"
#include <math.h>

/* What it costs to part the words of a line in one way: by the spaces between them, by characters
 * off the column or over the next, and for text that is wider than the column's. */
#define SPACE 1.0
#define ADDED_SPACE 4.0
#define ALIGNED_SPACE 0.75
#define YEAR 12.0
#define SPACE_INSIDE 3.0
#define GAP_INSIDE 8.0
#define OFF 0.5
#define MOST_OFF 6.0
#define BEHIND 2.0
#define OVER 0.5
#define MOST_OVER 4.0
#define TOO_WIDE 1.0
#define NO_ROOM 8.0
#define MERGED 3.0 /* where no space parts it, the cell may be merged with the next */
enum { MOST_WORDS = 256, OFF_MIDDLE = 12 /* twice, in characters */ };

bool wide_at_end(struct str s) {
    size_t i = 0;
    struct str last = utf8_tail(s, 1);
    return last.n && utf8_width(utf8_next(last, &i)) == 2;
}

bool wide_at_start(struct str s) {
    size_t i = 0;
    return s.n && utf8_width(utf8_next(s, &i)) == 2;
}

/* A name of two characters is spaced out to the width of three (阳 波). */
static bool is_spaced_out(const struct run *x, const struct run *y) {
    return utf8_len(x->text) == 1 && utf8_len(y->text) == 1 && wide_at_end(x->text) &&
           wide_at_start(y->text);
}

void run_words(struct arena *a, const struct run *r, runs *out) {
    runs words = {0};
    runs_of(a, r->text, 1, &words);
    for (size_t k = 0; k < words.n; k++) {
        struct run w = words.at[k];
        w.from += r->from;
        w.to += r->from;
        if (k > 0 && is_spaced_out(&words.at[k - 1], &words.at[k])) {
            struct run *last = &out->at[out->n - 1];
            last->text.n = (size_t)(w.text.p + w.text.n - last->text.p);
            last->to = w.to;
        } else {
            *vec_push(a, out) = w;
        }
    }
}

static size_t column_at(const cuts *c, size_t x) {
    size_t column = 0;
    while (column < c->n && c->at[column] <= x)
        column++;
    return column;
}

static bool stands_over(const struct run *r, size_t x) {
    return r->from < x && x < r->to;
}

bool line_is_across(const struct aligned_line *l, const cuts *c) {
    if (l->runs.n != 1 || c->n == 0)
        return false;
    const struct run *r = &l->runs.at[0];
    if (r->from >= c->at[0] || r->to <= c->at[0])
        return false;
    size_t at = r->from;
    bool parted = false; /* a word begins where the second column does */
    for (size_t i = 0; i < r->text.n; at++) {
        bool space = utf8_is_space(utf8_next(r->text, &i));
        parted = parted || (space && (at + 1 == c->at[0] || at == c->at[0]));
    }
    return !parted;
}

/* 一、 （一） 第一章: what the number of a section begins with. */
static bool is_numbered(struct str s) {
    static const struct str numerals = S("一二三四五六七八九十第（");
    size_t end = 0, mark;
    if (s.n == 0)
        return false;
    utf8_next(s, &end);
    mark = str_find(s, S("、"), 0);
    bool closed = mark != SIZE_MAX && mark <= S("二十一").n;
    bool other = str_starts(s, S("第")) || str_starts(s, S("（"));
    return (closed || other) && str_find(numerals, str_cut(s, 0, end), 0) != SIZE_MAX;
}

bool line_is_numbered(const struct aligned_line *l) {
    return is_numbered(l->runs.at[0].text);
}

struct extent extent_of(const struct aligned_line *lines, size_t n) {
    struct extent e = {SIZE_MAX, 0};
    for (size_t i = 0; i < n; i++) {
        const runs *r = &lines[i].runs;
        if (r->n < 2)
            continue;
        e.left = r->at[0].from < e.left ? r->at[0].from : e.left;
        e.right = r->at[r->n - 1].to > e.right ? r->at[r->n - 1].to : e.right;
    }
    return e;
}

bool line_is_centred(const struct aligned_line *l, const cuts *c, struct extent e) {
    const struct run *r = &l->runs.at[0];
    if (l->runs.n != 1 || e.left > r->from || !is_numbered(r->text))
        return false;
    size_t column = column_at(c, r->from), sum = r->from + r->to, all = e.left + e.right;
    bool begins = r->from <= (column ? c->at[column - 1] : e.left) + 1;
    return !begins && sum <= all + OFF_MIDDLE && all <= sum + OFF_MIDDLE;
}

/* May a space in the text part two cells? */
static bool may_be_cells(struct arena *a, const struct run *r) {
    runs words = {0};
    run_words(a, r, &words);
    for (size_t k = 1; k < words.n; k++)
        if (wide_at_end(words.at[k - 1].text) && wide_at_start(words.at[k].text))
            return true;
    return false;
}

void widths_add(struct arena *a, const struct aligned_line *l, const cuts *c, size_t *widths) {
    for (size_t k = 0; !line_is_across(l, c) && k < l->runs.n; k++) {
        const struct run *r = &l->runs.at[k];
        size_t column = column_at(c, r->from), width = utf8_columns(r->text);
        bool over = column < c->n && stands_over(r, c->at[column]);
        if (!over && width > widths[column] && !may_be_cells(a, r))
            widths[column] = width;
    }
}

static struct str text_between(const runs *words, size_t from, size_t to) {
    struct str first = words->at[from].text, last = words->at[to - 1].text;
    return (struct str){first.p, (size_t)(last.p + last.n - first.p)};
}

/* 2026 年: four digits and what follows are a year. */
static bool is_year(const struct run *number, const struct run *next) {
    uint32_t year;
    return number->text.n == 4 && str_uint(number->text, &year) && str_starts(next->text, S("年"));
}

/* Words [from, to) of a line in a column. */
struct placing {
    double cost; /* of all up to there */
    size_t from, column;
};

/* How the words of a line may stand in the columns. */
struct parting {
    const runs *words;
    const cuts *c;
    const struct column_texts *texts;
    size_t *columns;      /* by word: of a terminal, up to there */
    double *inside;       /* by word: what the spaces up to there cost where they part no cells */
    struct placing *ways; /* [word * (c->n + 2) + column + 1]: the best way to part the words before
                           * it, of which the last stand no further right than in the column */
};

/* What it costs that a space parts two cells, the second of which is in the column, or none: one
 * that typesetters add between ideographs and letters seldom does but where a column begins, one
 * between ideographs mostly, two nearly always. */
static double parts_cells(const struct parting *p, size_t k, size_t column) {
    const struct run *r = &p->words->at[k];
    if (r->from - r[-1].to > 1)
        return 0;
    if (is_year(r - 1, r))
        return YEAR;
    if (column && p->c->at[column - 1] == r->from)
        return ALIGNED_SPACE;
    return wide_at_end(r[-1].text) && wide_at_start(r->text) ? SPACE : ADDED_SPACE;
}

static double parts_none(const runs *words, size_t k) {
    const struct run *r = &words->at[k];
    if (r->from - r[-1].to > 1)
        return GAP_INSIDE;
    if (is_spaced_out(r - 1, r))
        return 0;
    return wide_at_end(r[-1].text) && wide_at_start(r->text) ? SPACE_INSIDE : 0;
}

/* What it costs that words [from, to) are a cell in the column: what is crowded stands further
 * left, what is centred or set from the right further right. */
static double stands_in(const struct parting *p, size_t from, size_t to, size_t column) {
    double x = (double)p->words->at[from].from, end = (double)p->words->at[to - 1].to;
    double left = column ? (double)p->c->at[column - 1] : 0;
    double right = column < p->c->n ? (double)p->c->at[column] : INFINITY;
    size_t width = p->columns[to] - p->columns[from] - 1;
    double cost = fmin(MOST_OFF, OFF * fmax(0, left - x)) + BEHIND * fmax(0, x - right + 1);
    cost += fmin(MOST_OVER, OVER * fmax(0, end - right));
    if (width > p->texts->widths[column] + 1)
        cost += fmin(to - from > 1 ? NO_ROOM : MERGED,
                     TOO_WIDE * (double)(width - p->texts->widths[column]));
    cost += texts_against(p->texts, column, text_between(p->words, from, to));
    return cost + p->inside[to - 1] - p->inside[from];
}

static struct placing *place_at(const struct parting *p, size_t word, size_t column) {
    return &p->ways[word * (p->c->n + 2) + column];
}

static void find_place(const struct parting *p, size_t to, size_t column) {
    struct placing *best = place_at(p, to, column + 1);
    *best = *place_at(p, to, column);
    for (size_t from = 0; from < to; from++) {
        double cost = place_at(p, from, column)->cost + (from ? parts_cells(p, from, column) : 0) +
                      stands_in(p, from, to, column);
        if (cost < best->cost)
            *best = (struct placing){cost, from, column};
    }
}

static void part_words(struct arena *a, const runs *words, const cuts *c,
                       const struct column_texts *h, parts *out) {
    size_t n = words->n, columns = c->n + 1;
    struct parting p = {.words = words, .c = c, .texts = h};
    p.columns = arena_array(a, n + 1, sizeof *p.columns);
    p.inside = arena_array(a, n + 1, sizeof *p.inside);
    p.ways = arena_array(a, (n + 1) * (columns + 1), sizeof *p.ways);
    for (size_t k = 0; k < n; k++) {
        p.columns[k + 1] = p.columns[k] + utf8_columns(words->at[k].text) + 1;
        p.inside[k] = k ? p.inside[k - 1] + parts_none(words, k) : 0;
    }
    for (size_t k = 1; k <= n; k++) {
        place_at(&p, k, 0)->cost = INFINITY;
        for (size_t column = 0; column < columns; column++)
            find_place(&p, k, column);
    }
    out->at = arena_array(a, columns, sizeof *out->at);
    out->cap = columns;
    for (size_t k = n, column = columns; k > 0;) {
        const struct placing *best = place_at(&p, k, column);
        out->at[columns - ++out->n] =
            (struct part){best->column, 1, text_between(words, best->from, k)};
        k = best->from;
        column = best->column;
    }
    out->at += columns - out->n;
    out->cap = out->n;
}

void parts_of(struct arena *a, const struct aligned_line *l, const cuts *c,
              const struct column_texts *h, parts *out) {
    runs words = {0};
    if (line_is_across(l, c)) {
        *vec_push(a, out) = (struct part){0, c->n + 1, l->runs.at[0].text};
        return;
    }
    runs_of(a, l->text, 1, &words);
    if (words.n > MOST_WORDS) {
        struct run *last = &words.at[MOST_WORDS - 1];
        last->text = text_between(&words, MOST_WORDS - 1, words.n);
        last->to = words.at[words.n - 1].to;
        words.n = MOST_WORDS;
    }
    part_words(a, &words, c, h, out);
}

bool line_is_title(const struct aligned_line *l, const cuts *c) {
    if (l->runs.n != 1)
        return false;
    const struct run *r = &l->runs.at[0];
    for (size_t k = 0; k < c->n; k++) {
        size_t at = r->from;
        bool parted = false; /* a word begins about there */
        for (size_t i = 0; stands_over(r, c->at[k]) && i < r->text.n; at++)
            parted = utf8_is_space(utf8_next(r->text, &i)) ? parted || at + 1 == c->at[k] : parted;
        if (stands_over(r, c->at[k]) && !parted)
            return true;
    }
    return false;
}
