/* Marks that come in pairs, and the mark at the end. */
#include "base/utf8.h"
#include "check/checker.h"

struct pair {
    int32_t open, close, also_open, also_close; /* the other width of the same mark, or 0 */
    enum check_code code;
};

/* GB/T 15834-2011, 4.8, 4.9, 4.14. */
static const struct pair pairs[] = {
    {0xFF08, 0xFF09, '(', ')', CHECK_UNMATCHED_BRACKET},
    {0x3014, 0x3015, '[', ']', CHECK_UNMATCHED_BRACKET},
    {0x3010, 0x3011, 0, 0, CHECK_UNMATCHED_BRACKET},
    {0x201C, 0x201D, 0, 0, CHECK_UNMATCHED_QUOTE},
    {0x2018, 0x2019, 0, 0, CHECK_UNMATCHED_QUOTE},
    {0x300A, 0x300B, 0, 0, CHECK_UNMATCHED_TITLE},
    {0x3008, 0x3009, 0, 0, CHECK_UNMATCHED_TITLE},
};
enum { PAIRS = sizeof pairs / sizeof *pairs, CONTEXT = 12 };

struct mark {
    size_t pair, from, to; /* bytes of the text */
};

struct matching {
    struct checker *c;
    const struct passage *p;
    VEC(struct mark) open;
};

static size_t pair_of(int32_t cp, bool *closes) {
    for (size_t i = 0; i < PAIRS; i++) {
        *closes = cp == pairs[i].close || (pairs[i].also_close && cp == pairs[i].also_close);
        if (*closes || cp == pairs[i].open || (pairs[i].also_open && cp == pairs[i].also_open))
            return i;
    }
    return PAIRS;
}

static void unmatched(struct matching *m, struct mark mark) {
    struct str s = m->p->text;
    bool closes = false;
    size_t at = mark.from;
    pair_of(utf8_next(s, &at), &closes);
    struct str left = around(s, mark.from, mark.from, closes ? CONTEXT : 2);
    struct str right = around(s, mark.to, mark.to, closes ? 2 : CONTEXT);
    struct str words = str_cut(s, (size_t)(left.p - s.p), (size_t)(right.p - s.p) + right.n);
    struct finding *f = report(m->c, pairs[mark.pair].code, m->p->where, words);
    f->part[0] = words;
}

static bool is_word(int32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

static bool is_numeral(int32_t cp) {
    static const char numerals[] = "一二三四五六七八九十";
    for (size_t i = 0; i + 3 <= sizeof numerals - 1;)
        if (utf8_next(S("一二三四五六七八九十"), &i) == cp)
            return true;
    return false;
}

/* 1）and a) number an item; ’ between letters is an apostrophe. */
static bool is_none(struct str s, size_t from, size_t to, int32_t cp) {
    if (cp == 0x2019)
        return from > 0 && to < s.n && is_word((unsigned char)s.p[from - 1]) &&
               is_word((unsigned char)s.p[to]);
    if (cp != ')' && cp != 0xFF09)
        return false;
    size_t label = 0;
    int32_t last = 0;
    struct str head = str_cut(s, 0, from);
    for (size_t i = 0; i < head.n;) {
        int32_t x = utf8_next(head, &i);
        label = is_word(x) || is_numeral(x) ? label + 1 : 0;
        last = label ? last : x;
    }
    bool starts = label == utf8_len(head) || last == '\n' || last == 0x3002 || last == 0xFF1B ||
                  last == 0xFF1A || last == ';' || last == ':';
    return label > 0 && label <= 2 && starts;
}

/* A closing mark takes the last opening one of its kind; what was opened behind that is left over.
 */
static void close_mark(struct matching *m, struct mark mark, int32_t cp) {
    size_t k = m->open.n;
    while (k > 0 && m->open.at[k - 1].pair != mark.pair)
        k--;
    if (k == 0) {
        if (!is_none(m->p->text, mark.from, mark.to, cp))
            unmatched(m, mark);
        return;
    }
    for (size_t i = k; i < m->open.n; i++)
        unmatched(m, m->open.at[i]);
    m->open.n = k - 1;
}

/* “a“: a second opening quotation mark inside the first is a wrong closing one. */
static bool quoted_already(const struct matching *m, size_t pair) {
    return pairs[pair].code == CHECK_UNMATCHED_QUOTE && m->open.n &&
           m->open.at[m->open.n - 1].pair == pair;
}

static void match_marks(struct checker *c, const struct passage *p) {
    struct matching m = {.c = c, .p = p};
    for (size_t i = 0; i < p->text.n;) {
        struct mark mark = {.from = i};
        bool closes;
        int32_t cp = utf8_next(p->text, &i);
        mark.to = i;
        mark.pair = pair_of(cp, &closes);
        if (mark.pair == PAIRS)
            continue;
        if (closes) {
            close_mark(&m, mark, cp);
        } else if (quoted_already(&m, mark.pair)) {
            unmatched(&m, m.open.at[--m.open.n]);
            if (i < p->text.n && str_find(str_cut(p->text, i, p->text.n), S("”"), 0) != SIZE_MAX)
                *vec_push(c->a, &m.open) = mark;
        } else {
            *vec_push(c->a, &m.open) = mark;
        }
    }
    for (size_t i = 0; i < m.open.n; i++)
        unmatched(&m, m.open.at[i]);
}

/* A line that ends without a stop goes on in the next one (a title that wraps). */
static bool goes_on(const struct passage *p) {
    static const struct str stops[] = {S("。"), S("；"), S("："), S("！"), S("？"), S(":")};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_ends(utf8_trim(p->text), stops[i]))
            return false;
    return p->of == OF_CLAUSE;
}

/* ---- ends ---- */

static bool ends_with_stop(struct str text) {
    static const struct str stops[] = {S("。"), S("！"), S("？"), S("；"), S("”"),  S("）"),
                                       S("…"),  S("."),  S(";"),  S(")"),  S("："), S("》")};
    text = utf8_trim(text);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_ends(text, stops[i]))
            return true;
    return text.n == 0;
}

/* Where nearly all measures end with a stop, one that does not has lost it, or its end. */
static void check_ends(struct checker *c) {
    enum { FEW = 10, SHOWN = 12 };
    size_t without = 0, n = c->plan->measures.n;
    for (size_t i = 0; i < n; i++)
        without += !ends_with_stop(c->plan->measures.at[i].measure);
    for (size_t i = 0; n >= FEW && FEW * without <= n && i < n; i++) {
        const struct measure *m = &c->plan->measures.at[i];
        struct str s = utf8_trim(m->measure);
        if (!ends_with_stop(s))
            report(c, CHECK_NO_STOP, where_of(m), utf8_tail(s, SHOWN));
    }
}

void check_marks(struct checker *c) {
    for (size_t i = 0; i < c->passages.n; i++) {
        struct passage p = c->passages.at[i];
        while (goes_on(&c->passages.at[i]) && i + 1 < c->passages.n &&
               c->passages.at[i + 1].of == OF_CLAUSE) {
            struct str next = c->passages.at[++i].text;
            p.text = str_fmt(c->a, "%.*s\n%.*s", STR_ARG(p.text), STR_ARG(next));
        }
        match_marks(c, &p);
    }
    check_ends(c);
}
