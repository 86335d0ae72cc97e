#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/work.h"

enum { MOST_ROWS = 999999 };

void claim(struct work *w, const struct para *p, enum use use) {
    if (w->uses[p->id] == USE_NONE)
        w->uses[p->id] = (unsigned char)use;
}

void claim_all(struct work *w, const paras *ps, enum use use) {
    for (size_t i = 0; i < ps->n; i++)
        claim(w, ps->at[i], use);
}

struct gcell gcell_of(struct arena *a, const struct cell *c) {
    struct gcell g = {.at = c->at};
    for (size_t k = 0; k < c->paras.n; k++)
        *vec_push(a, &g.paras) = &c->paras.at[k];
    return g;
}

struct str cell_text(struct arena *a, const paras *ps, struct str sep) {
    struct buf b = {.a = a};
    if (ps->n == 1 && ps->at[0]->label.n == 0)
        return ps->at[0]->text;
    for (size_t i = 0; i < ps->n; i++) {
        if (i)
            buf_add(&b, sep);
        buf_add(&b, ps->at[i]->label);
        buf_add(&b, ps->at[i]->text);
    }
    return buf_str(&b);
}

struct str cell_squeezed(struct arena *a, const paras *ps) {
    return utf8_squeeze(a, cell_text(a, ps, S("")));
}

/* Is all of ps the text of its first k paragraphs over and over, each printing ending with a
 * paragraph? */
static bool repeats(struct arena *a, const paras *ps, uint32_t k) {
    paras head = *ps, part = {0};
    head.n = k;
    struct str once = cell_squeezed(a, &head);
    for (size_t i = k; i < ps->n; i += part.n) {
        part = (paras){.at = ps->at + i, .n = 0};
        struct str text = {0};
        while (i + part.n < ps->n && text.n < once.n) {
            part.n++;
            text = cell_squeezed(a, &part);
        }
        if (!str_eq(text, once))
            return false;
    }
    return true;
}

struct str cell_folded(struct arena *a, const paras *ps, size_t *from) {
    paras head = *ps;
    for (uint32_t k = 1; k < ps->n && head.n == ps->n; k++)
        if (repeats(a, ps, k))
            head.n = k;
    *from = head.n;
    return cell_squeezed(a, &head);
}

bool share_words(struct str a, struct str b, size_t chars) {
    for (size_t from = 0; from < a.n;) {
        size_t to = from;
        for (size_t n = 0; n < chars && to < a.n; n++)
            utf8_next(a, &to);
        struct str words = str_cut(a, from, to);
        if (utf8_len(words) == chars && str_find(b, words, 0) != SIZE_MAX)
            return true;
        utf8_next(a, &from);
    }
    return false;
}

/* Is what is left of both the same, but for one character of one or of each? */
static bool off_by_one(struct str a, struct str b, bool from_a, bool from_b) {
    size_t i = 0, j = 0;
    if (from_a && a.n)
        utf8_next(a, &i);
    if (from_b && b.n)
        utf8_next(b, &j);
    return str_eq(str_cut(a, i, a.n), str_cut(b, j, b.n));
}

bool nearly_equal(struct str a, struct str b) {
    size_t same = 0;
    for (size_t next = 0; next < a.n && next < b.n; same = next) {
        size_t from = next;
        utf8_next(a, &next);
        if (!str_eq(str_cut(a, from, next), str_cut(b, from, next)))
            break;
    }
    a = str_cut(a, same, a.n);
    b = str_cut(b, same, b.n);
    return str_eq(a, b) || off_by_one(a, b, true, true) || off_by_one(a, b, true, false) ||
           off_by_one(a, b, false, true);
}

static bool take_end(struct str *s, struct str mark) {
    if (!str_ends(*s, mark))
        return false;
    s->n -= mark.n;
    return true;
}

/* ① to ⑳, ⑴ to ⒇, ⒈ to ⒛, ㈠ to ㈩: numbers that are one character */
static int circled(struct str s) {
    static const int32_t firsts[] = {0x2460, 0x2474, 0x2488, 0x3220};
    enum { MOST = 20, MOST_HAN = 10 };
    size_t i = 0;
    int32_t cp = s.n ? utf8_next(s, &i) : 0;
    for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++)
        if (i == s.n && cp >= firsts[k] && cp < firsts[k] + (k == 3 ? MOST_HAN : MOST))
            return (int)(cp - firsts[k] + 1);
    return 0;
}

int row_number(struct str s) {
    double value = 0;
    static const struct str marks[] = {S("."), S("、"), S("．"), S("）"), S(")")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (take_end(&s, marks[i]) && i >= 3)
            s = str_cut(s, str_starts(s, S("（")) ? S("（").n : str_starts(s, S("(")), s.n);
    if (s.n == 0 || circled(s))
        return circled(s);
    bool whole = numeral_read(s, 0, &value) == s.n && value >= 1 && value <= MOST_ROWS;
    return whole && value == (int)value ? (int)value : 0;
}

int number_sort(struct str s) {
    size_t i = 0;
    int32_t cp = s.n ? utf8_next(s, &i) : 0;
    bool han = cp >= 0x3220 && cp < 0x322A, bracket = cp == '(' || cp == 0xFF08;
    if (bracket && i < s.n)
        cp = utf8_next(s, &i);
    bracket = bracket || han || (cp >= 0x2474 && cp < 0x2488);
    return row_number(s) ? 1 + (han || utf8_is_han(cp)) + 2 * bracket : 0;
}

bool is_recognised(const struct work *w, int table_no) {
    return table_no > 0 && w->grids.at[table_no - 1]->parallel;
}

const struct grid *grid_above(const struct work *w) {
    size_t n = w->items.n;
    while (n > 0 && w->items.at[n - 1].para &&
           rules_line(w->rules, w->items.at[n - 1].para->text).kind == LINE_FURNITURE)
        n--;
    return n ? w->items.at[n - 1].grid : NULL;
}

bool grid_has(const struct grid *g, enum field field) {
    for (size_t c = 0; c < g->columns; c++)
        if (g->headers[c].column.field == field)
            return true;
    return false;
}
