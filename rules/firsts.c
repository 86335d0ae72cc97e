#include "rules/firsts.h"
#include "base/utf8.h"
#include <ctype.h>
#include <stdlib.h>

/* What a part may begin with; any: with what is not told here. */
struct part {
    struct firsts set;
    bool any;
};

/* A pattern being read; lost: by syntax that is not known here. */
struct reader {
    struct str text;
    size_t i;
    struct part *into;
    bool lost;
};

enum { DEEPEST = 16, WIDEST = 256 };

static bool ahead(const struct reader *r, struct str s) {
    return str_starts(str_cut(r->text, r->i, r->text.n), s);
}

static bool take(struct reader *r, struct str s) {
    bool there = ahead(r, s);
    r->i += there ? s.n : 0;
    return there;
}

/* The byte ahead; 0 at the end. Most are of Chinese characters, which say nothing of syntax. */
static unsigned char next_byte(const struct reader *r) {
    return r->i < r->text.n ? (unsigned char)r->text.p[r->i] : 0;
}

static bool at_end(const struct reader *r) {
    return r->lost || r->i >= r->text.n;
}

static void add(struct reader *r, int32_t cp) {
    uint32_t bit = (uint32_t)cp % FIRSTS_BITS;
    r->into->set.bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

static void add_range(struct reader *r, int32_t from, int32_t to) {
    if (to < from || to - from >= WIDEST)
        r->into->any = true;
    else
        for (int32_t cp = from; cp <= to; cp++)
            add(r, cp);
}

/* Moves behind end; its place, or lost where there is none. */
static size_t skip_to(struct reader *r, struct str end) {
    size_t at = str_find(r->text, end, r->i);
    r->lost = r->lost || at == SIZE_MAX;
    r->i = r->lost ? r->text.n : at + end.n;
    return at;
}

/* The character of an escape that is one, or -1 for others, which are added. */
static int32_t read_escape(struct reader *r) {
    int32_t cp = at_end(r) ? 'E' : utf8_next(r->text, &r->i);
    size_t hex = r->i + 1;
    if (cp >= 0x80 || !isalnum(cp))
        return cp;
    if (cp == 'n' || cp == 't')
        return cp == 'n' ? '\n' : '\t';
    if (cp == 'x' && take(r, S("{"))) {
        skip_to(r, S("}"));
        return r->lost ? -1 : (int32_t)strtol(r->text.p + hex, NULL, 16);
    }
    if (cp == 'd' || cp == 's') { /* of any script */
        add_range(r, cp == 'd' ? '0' : '\t', cp == 'd' ? '9' : ' ');
        add(r, 0x3000);
        r->into->set.far = true;
    } else if (cp == 'p' && take(r, S("{Han}"))) {
        r->into->set.han = true;
    } else {
        r->into->any = true;
        r->lost = r->lost || cp == 'Q' || cp == 'E';
        if (take(r, S("{")))
            skip_to(r, S("}"));
    }
    return -1;
}

static int32_t read_char(struct reader *r) {
    int32_t cp = utf8_next(r->text, &r->i);
    return cp == '\\' ? read_escape(r) : cp;
}

static void read_plain(struct reader *r) {
    int32_t cp = read_char(r);
    if (cp >= 0)
        add(r, cp);
}

/* Behind its bracket. */
static void read_class(struct reader *r) {
    r->into->any = take(r, S("^")) || r->into->any;
    r->lost = r->lost || ahead(r, S("]"));
    while (!at_end(r) && !take(r, S("]"))) {
        r->lost = r->lost || ahead(r, S("[:"));
        int32_t from = read_char(r);
        bool range = from >= 0 && ahead(r, S("-")) && !ahead(r, S("-]"));
        r->i += range;
        if (from >= 0 && !at_end(r))
            add_range(r, from, range ? read_char(r) : from);
    }
}

/* Groups in groups, up to DEEPEST. NOLINTBEGIN(misc-no-recursion) */

static bool read_choice(struct reader *r, int depth);

/* Behind its bracket; whether it may be empty, as what only looks ahead or behind is. */
static bool read_group(struct reader *r, int depth) {
    struct part unused = {0}, *into = r->into;
    bool looks = take(r, S("?=")) || take(r, S("?!")) || take(r, S("?<=")) || take(r, S("?<!"));
    if (!looks && !take(r, S("?:")) && !take(r, S("?|")) && !take(r, S("?>")))
        r->lost = r->lost || ahead(r, S("?"));
    if (take(r, S("*MARK:")))
        return skip_to(r, S(")")), true;
    r->lost = r->lost || ahead(r, S("*"));
    if (looks)
        r->into = &unused;
    bool empty = read_choice(r, depth + 1);
    r->into = into;
    r->lost = r->lost || !take(r, S(")"));
    return looks || empty;
}

/* Whether what it stands behind may be left out. */
static bool read_quantifier(struct reader *r) {
    unsigned char next = next_byte(r);
    if (next != '?' && next != '*' && next != '+' && next != '{')
        return false;
    bool optional = next == '?' || next == '*' || ahead(r, S("{0")) || ahead(r, S("{,"));
    if (take(r, S("{")))
        skip_to(r, S("}"));
    else
        r->i++;
    if (!take(r, S("+")))
        take(r, S("?"));
    return optional;
}

/* \Q…\E; whether there is nothing inside. */
static bool read_quoted(struct reader *r) {
    size_t from = r->i, end = skip_to(r, S("\\E"));
    if (end > from && !r->lost)
        add(r, utf8_next(r->text, &from));
    return end == from;
}

/* Whether it may be empty. */
static bool read_part(struct reader *r, int depth) {
    bool empty = false;
    if (next_byte(r) >= 0x80) {
        read_plain(r);
        return read_quantifier(r);
    }
    if (take(r, S("^")) || take(r, S("$")) || take(r, S("\\K")))
        return true;
    if (take(r, S("\\Q")))
        return read_quoted(r);
    if (take(r, S("("))) {
        empty = read_group(r, depth);
    } else if (take(r, S("["))) {
        read_class(r);
    } else if (take(r, S("."))) {
        r->into->any = true;
    } else {
        read_plain(r);
    }
    return read_quantifier(r) || empty;
}

/* Parts in a row: those behind one that is there are read and left out. */
static bool read_row(struct reader *r, int depth) {
    struct part unused = {0}, *into = r->into;
    bool empty = true;
    while (!at_end(r) && next_byte(r) != '|' && next_byte(r) != ')') {
        empty = read_part(r, depth) && empty;
        if (!empty)
            r->into = &unused;
    }
    r->into = into;
    return empty;
}

static bool read_choice(struct reader *r, int depth) {
    r->lost = r->lost || depth > DEEPEST;
    bool empty = false;
    do
        empty = read_row(r, depth) || empty;
    while (!at_end(r) && take(r, S("|")));
    return empty;
}

/* NOLINTEND(misc-no-recursion) */

bool firsts_of(struct str pattern, struct firsts *out) {
    struct part all = {0};
    struct reader r = {.text = pattern, .into = &all};
    bool empty = read_choice(&r, 0);
    *out = all.set;
    return !empty && !all.any && !r.lost && r.i == pattern.n;
}

bool firsts_are_some(const struct firsts *f) {
    int n = 0;
    for (size_t i = 0; i < FIRSTS_BITS / 64; i++)
        for (uint64_t bits = f->bits[i]; bits; bits &= bits - 1)
            n++;
    return !f->han && n > 2;
}
