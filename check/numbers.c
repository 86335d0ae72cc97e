/* Numbers of headings, and of lists inside a text. */
#include "base/numeral.h"
#include "base/utf8.h"
#include "check/checker.h"

/* ---- headings ---- */

/* What stands around a heading's number: 第…章, …、, （…）; Chinese or Arabic. */
struct label {
    int number, level; /* level: of the form, not of the heading */
    bool arabic;
    struct str front, behind; /* one character each, or empty */
    struct str text;
};

static struct str one_char(struct str s, size_t at) {
    size_t to = at;
    if (at < s.n)
        utf8_next(s, &to);
    return str_cut(s, at, to);
}

static bool read_label(struct checker *c, struct str title, struct label *out) {
    struct line_match m = rules_line(c->rules, title);
    double value;
    if (m.label.n == 0 || (m.kind != LINE_HEADING && m.kind != LINE_NUMBERED))
        return false;
    for (size_t i = 0; i < m.label.n;) {
        size_t n = numeral_read(m.label, i, &value), next = i;
        if (n) {
            *out = (struct label){(int)value,
                                  m.level,
                                  m.label.p[i] >= '0' && m.label.p[i] <= '9',
                                  str_cut(m.label, 0, i),
                                  one_char(m.label, i + n),
                                  m.label};
            return true;
        }
        utf8_next(m.label, &next);
        i = next;
    }
    return false;
}

static bool same_form(const struct label *x, const struct label *y) {
    return x->arabic == y->arabic && str_eq(x->front, y->front) && str_eq(x->behind, y->behind);
}

/* The headings of heading i's level before it under the same parent. */
struct siblings {
    const struct heading *first, *last; /* NULL: none */
    int n;
};

static struct siblings siblings(const struct plan *p, size_t i) {
    struct siblings out = {0};
    for (size_t k = i; k > 0 && p->outline.at[k - 1].level >= p->outline.at[i].level; k--) {
        const struct heading *h = &p->outline.at[k - 1];
        if (h->level > p->outline.at[i].level)
            continue;
        out.last = out.last ? out.last : h;
        out.first = h;
        out.n++;
    }
    return out;
}

static void tell_heading(struct checker *c, enum check_code code, const struct heading *h,
                         struct str first, struct str second) {
    struct finding *f = report(c, code, (struct where){.at = h->at}, h->title);
    f->part[0] = first;
    f->part[1] = second;
}

/* Extraction tells a gap in front of a heading (heading-gap). */
static bool is_told(const struct checker *c, const struct heading *h) {
    for (size_t i = 0; i < c->plan->diags.list.n; i++) {
        const struct diag *d = &c->plan->diags.list.at[i];
        if (d->code == DIAG_HEADING_GAP && d->at.line == h->at.line &&
            str_eq(place_path(d->at), place_path(h->at)))
            return true;
    }
    return false;
}

/* A number that is the heading's place among its siblings is right, whatever the one before has. */
static void check_heading(struct checker *c, size_t i) {
    const struct heading *h = &c->plan->outline.at[i];
    const struct siblings s = siblings(c->plan, i);
    struct label x, y, z;
    if (!s.n || !read_label(c, h->title, &x) || !read_label(c, s.last->title, &y) ||
        !read_label(c, s.first->title, &z) || x.number == 1 || x.level != y.level || is_told(c, h))
        return;
    bool styled = same_form(&x, &z) || x.level != z.level;
    bool follows = x.number == y.number + 1 || x.number == s.n + 1;
    if (!follows && (!styled || x.number <= y.number))
        tell_heading(c, CHECK_HEADING_NUMBER, h, s.last->title, (struct str){0});
    else if (!styled)
        tell_heading(c, CHECK_HEADING_STYLE, h, x.text, z.text);
}

/* ---- lists in a text ---- */

/* The forms of numbers that items of a list have; one is the first item's. */
enum list_form { LIST_IS, LIST_DOT, LIST_BRACKET, LIST_HALF_BRACKET, LIST_CIRCLE, LIST_FORMS };

/* Where an item may begin: at the text's front, behind a line's or a sentence's end. */
static bool may_begin(struct str s, size_t at) {
    static const struct str ends[] = {S("\n"), S("。"), S("；"), S("："), S("，"), S(";"), S(":")};
    struct str before = utf8_trim(str_cut(s, 0, at));
    bool line = at > 0 && s.p[at - 1] == '\n';
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(before, ends[i]))
            return true;
    return before.n == 0 || line;
}

/* The item's number that begins at byte at, 0: none; *form says how it is written. */
static int item_at(struct str s, size_t at, enum list_form *form) {
    double value = 0;
    size_t from = at;
    int32_t cp = utf8_next(s, &from);
    if (cp >= 0x2460 && cp <= 0x2473) { /* ① to ⑳ */
        *form = LIST_CIRCLE;
        return cp - 0x2460 + 1;
    }
    bool bracket = cp == 0xFF08 || cp == '(';
    size_t number = bracket ? from : at, n = number < s.n ? numeral_read(s, number, &value) : 0;
    bool whole = n > 0 && value >= 1 && value < 30 && !(value > (int)value);
    bool arabic = n > 0 && s.p[number] >= '0' && s.p[number] <= '9';
    struct str rest = str_cut(s, number + n, s.n);
    if (!whole || n > 6)
        return 0;
    bool closed = str_starts(rest, S("）")) || str_starts(rest, S(")"));
    bool dot =
        arabic &&
        (str_starts(rest, S("．")) ||
         (str_starts(rest, S(".")) && !(rest.n > 1 && rest.p[1] >= '0' && rest.p[1] <= '9')));
    *form = bracket   ? LIST_BRACKET
            : closed  ? LIST_HALF_BRACKET
            : dot     ? LIST_DOT
            : !arabic ? LIST_IS
                      : LIST_FORMS;
    bool said = *form == LIST_IS && str_starts(rest, S("是"));
    return (bracket && closed) || (!bracket && closed) || dot || said ? (int)value : 0;
}

static void check_list(struct checker *c, const struct passage *p) {
    int last[LIST_FORMS] = {0};
    struct str s = p->text;
    for (size_t i = 0, next; i < s.n; i = next) {
        enum list_form form;
        next = i;
        utf8_next(s, &next);
        int n = item_at(s, i, &form);
        bool follows = n > 0 && n == last[form] + 1; /* wherever it stands */
        if (n == 0 || (!follows && !may_begin(s, i)))
            continue;
        if (last[form] && n != 1 && !follows) {
            struct finding *f = report(c, CHECK_LIST_NUMBER, p->where, around(s, i, next, 8));
            f->part[0] = str_fmt(c->a, "%d", last[form]);
            f->part[1] = str_fmt(c->a, "%d", n);
        }
        last[form] = n;
    }
}

/* ---- numbered clauses ---- */

/* Clauses of one section with labels of one form go up by one; each list begins with 1. */
static void check_clauses(struct checker *c) {
    const struct plan *p = c->plan;
    const struct clause *above = NULL;
    struct label last = {0};
    for (size_t i = 0; i < p->clauses.n; i++) {
        const struct clause *x = &p->clauses.at[i];
        struct label l;
        if (x->label.n == 0 || !read_label(c, str_fmt(c->a, "%.*s字", STR_ARG(x->label)), &l))
            continue;
        bool goes_on = above && str_eq(above->section, x->section) && same_form(&l, &last);
        if (goes_on && l.number != 1 && l.number != last.number + 1) {
            struct finding *f = report(c, CHECK_LIST_NUMBER, (struct where){.at = x->at},
                                       around(x->text, 0, 0, 12));
            f->part[0] = last.text;
            f->part[1] = l.text;
        }
        above = x;
        last = l;
    }
}

void check_numbers(struct checker *c) {
    for (size_t i = 0; i < c->plan->outline.n; i++)
        check_heading(c, i);
    for (size_t i = 0; i < c->passages.n; i++)
        if (c->passages.at[i].of == OF_MEASURE || c->passages.at[i].of == OF_CLAUSE)
            check_list(c, &c->passages.at[i]);
    check_clauses(c);
}
