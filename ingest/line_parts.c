#include "base/utf8.h"
#include "ingest/gutters.h"
#include <math.h>

/* Where a piece of a line is parted at a single space: for a space that typesetters add between
 * ideographs and letters, for each character away from the gutter, and at most for what the column
 * seems to have no room for; less where all of it has none, and
 * the column would be full. */
#define ADDED_SPACE 4.0
#define NO_ROOM 3.0
#define FULL 3.0
#define STAYS_WHOLE 5.0
enum { LONG_CHARS = 12, OFF_MIDDLE = 12 /* twice, in characters */ };

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

void widths_add(const struct aligned_line *lines, size_t n, const cuts *c, size_t *widths) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; !line_is_across(&lines[i], c) && k < lines[i].runs.n; k++) {
            const struct run *r = &lines[i].runs.at[k];
            size_t column = column_at(c, r->from), width = utf8_columns(r->text);
            bool over = column < c->n && stands_over(r, c->at[column]);
            if (!over && width > widths[column])
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

/* Is what stands behind a space that typesetters add the rest of the text before it? One character
 * is, or the end of a sentence. */
static bool is_rest(struct str before, struct str behind) {
    bool ends = str_ends(behind, S("。")) || str_ends(behind, S("，")) || str_ends(behind, S("；"));
    return utf8_len(behind) < 2 || (ends && utf8_len(before) > LONG_CHARS);
}

/* The word of a piece that the column behind the gutter begins with; words->n: the piece is not
 * parted there. */
static size_t word_behind(const runs *words, size_t first, size_t cut, size_t width) {
    /* NOLINTBEGIN(*.NullDereference): a run has words */
    const struct run *last = &words->at[words->n - 1];
    double left = (double)cut - (double)words->at[first].from;
    /* NOLINTEND(*.NullDereference) */
    size_t all = utf8_columns(text_between(words, first, words->n));
    double best = STAYS_WHOLE + fmin(left, (double)last->to - (double)cut);
    size_t at = words->n;
    for (size_t k = first + 1; k < words->n; k++) {
        const struct run *r = &words->at[k];
        if (is_year(r - 1, r))
            continue;
        bool added = !wide_at_end(r[-1].text) || !wide_at_start(r->text);
        size_t need = utf8_columns(text_between(words, first, k));
        if (added && is_rest(text_between(words, first, k), text_between(words, k, words->n)))
            continue;
        double cost = fabs((double)r->from - (double)cut) + (added ? ADDED_SPACE : 0) +
                      (need > width ? fmin(NO_ROOM, (double)(need - width)) : 0) -
                      (all > width + 1 && need <= width && need + 2 >= width ? FULL : 0);
        if (cost < best) {
            best = cost;
            at = k;
        }
    }
    return at;
}

static size_t overlap(size_t a0, size_t a1, size_t b0, size_t b1) {
    size_t from = a0 > b0 ? a0 : b0, to = a1 < b1 ? a1 : b1;
    return to > from ? to - from : 0;
}

/* The column that most of a piece stands in. */
static size_t most_column(const cuts *c, size_t from, size_t to) {
    size_t best = column_at(c, from), most = 0;
    for (size_t k = column_at(c, from); k <= c->n; k++) {
        size_t begin = k ? c->at[k - 1] : 0, end = k < c->n ? c->at[k] : SIZE_MAX;
        size_t n = overlap(from, to, begin, end);
        if (n > most) {
            most = n;
            best = k;
        }
    }
    return best;
}

static void add_part(struct arena *a, size_t column, struct str text, parts *out) {
    struct part *last = out->n ? &out->at[out->n - 1] : NULL;
    if (last && last->column >= column) /* there is no room for it on its own */
        last->text.n = (size_t)(text.p + text.n - last->text.p);
    else
        *vec_push(a, out) = (struct part){column, 1, text};
}

static size_t larger(size_t x, size_t y) {
    return x > y ? x : y;
}

/* The next word behind a space between ideographs, such as is left where two cells nearly touch. */
static size_t squeezed_word(const runs *words, size_t first) {
    size_t k = first + 1;
    while (k < words->n &&
           !(wide_at_end(words->at[k - 1].text) && wide_at_start(words->at[k].text) &&
             utf8_len(words->at[k - 1].text) > 1 && utf8_len(words->at[k].text) > 1))
        k++;
    return k;
}

/* Each piece stands in a column of its own: one that was set too far left, in the next free. */
static void part_run(struct arena *a, const struct run *r, const cuts *c, const size_t *widths,
                     size_t most, parts *out) {
    size_t least = out->n ? out->at[out->n - 1].column + 1 : 0, first = 0;
    runs words = {0};
    least = least > c->n ? c->n : least;
    run_words(a, r, &words);
    for (size_t k = larger(column_at(c, r->from), least); k < c->n && k < most && c->at[k] < r->to;
         k++) {
        size_t at = word_behind(&words, first, c->at[k], widths[k]);
        if (at == words.n)
            continue;
        size_t column = larger(most_column(c, words.at[first].from, c->at[k]), least);
        add_part(a, column, text_between(&words, first, at), out);
        first = at;
        least = k + 1;
    }
    size_t begin = words.at[first].from; /* NOLINT(*.NullDereference): a run has words */
    size_t column = larger(most_column(c, begin, r->to), least);
    for (size_t at; column < most && (at = squeezed_word(&words, first)) < words.n; first = at)
        add_part(a, column++, text_between(&words, first, at), out);
    add_part(a, column, text_between(&words, first, words.n), out);
}

void parts_of(struct arena *a, const struct aligned_line *l, const cuts *c, const size_t *widths,
              parts *out) {
    if (line_is_across(l, c)) {
        *vec_push(a, out) = (struct part){0, c->n + 1, l->runs.at[0].text};
        return;
    }
    for (size_t i = 0; i < l->runs.n; i++) {
        size_t next = i + 1 < l->runs.n ? column_at(c, l->runs.at[i + 1].from) : c->n + 1;
        part_run(a, &l->runs.at[i], c, widths, next ? next - 1 : 0, out);
    }
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
