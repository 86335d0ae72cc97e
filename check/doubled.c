/* What is said twice in one item: sentences, clauses, items of a list, words, marks. */
#include "base/utf8.h"
#include "check/checker.h"
#include <string.h>

enum {
    SENTENCE = 8,   /* characters; shorter ones repeat by nature (加强管理。) */
    CLAUSE = 3,     /* characters of a clause that its neighbour may not repeat */
    AGAIN = 7,      /* characters of a clause that comes back later */
    WORD_MOST = 24, /* characters of doubled words */
    CONTEXT = 6
};

enum stop { STOP_NONE, STOP_COMMA, STOP_ITEM, STOP_SENTENCE };

/* GB/T 15834-2011, 4: marks inside a sentence, and those that end it. */
static enum stop stop_of(int32_t cp) {
    switch (cp) {
    case 0x3001: /* 、 */
        return STOP_ITEM;
    case 0xFF0C: /* ， */
    case ',':
        return STOP_COMMA;
    case 0x3002: /* 。 */
    case 0xFF1B: /* ； */
    case 0xFF1A: /* ： */
    case 0xFF01: /* ！ */
    case 0xFF1F: /* ？ */
    case ';':
    case '\n':
        return STOP_SENTENCE;
    default:
        return STOP_NONE;
    }
}

struct bit {
    size_t from, to; /* bytes, without the mark behind it */
    size_t end;      /* behind the mark */
    enum stop stop;  /* the mark */
};
typedef VEC(struct bit) bits;

/* text cut at the marks that are at least as strong as least. */
static void cut(struct arena *a, struct str text, enum stop least, bits *out) {
    struct bit b = {0};
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        enum stop stop = stop_of(utf8_next(text, &i));
        if (stop < least && i < text.n)
            continue;
        b.to = stop >= least ? at : i;
        b.end = i;
        b.stop = stop;
        *vec_push(a, out) = b;
        b.from = i;
    }
}

static struct str text_of(const struct passage *p, const struct bit *b) {
    return utf8_trim(str_cut(p->text, b->from, b->to));
}

/* Whether one was. */
static bool check_sentences(struct checker *c, const struct passage *p) {
    bits list = {0};
    bool found = false;
    cut(c->a, p->text, STOP_SENTENCE, &list);
    for (size_t i = 1; i < list.n; i++) {
        struct str s = text_of(p, &list.at[i]);
        for (size_t k = 0; k < i && utf8_len(s) >= SENTENCE; k++)
            if (str_eq(s, text_of(p, &list.at[k]))) {
                report(c, CHECK_DOUBLED_SENTENCE, p->where, s);
                found = true;
                break;
            }
    }
    return found;
}

/* Neighbours parted by a comma. */
static void check_clauses(struct checker *c, const struct passage *p) {
    bits list = {0};
    cut(c->a, p->text, STOP_COMMA, &list);
    for (size_t i = 1; i < list.n; i++) {
        const struct bit *x = &list.at[i - 1], *y = &list.at[i];
        struct str s = text_of(p, y);
        if (x->stop == STOP_COMMA && y->stop != STOP_ITEM && utf8_len(s) >= CLAUSE &&
            str_eq(s, text_of(p, x)))
            report(c, CHECK_DOUBLED_CLAUSE, p->where, str_cut(p->text, x->from, y->end));
    }
}

/* ---- clauses that come back ---- */

static bool is_verb(struct str s) {
    static const struct str verbs[] = {S("推动"), S("开展"), S("推进"), S("加强"), S("实施"),
                                       S("落实"), S("强化"), S("做好"), S("深化"), S("加快")};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_eq(s, verbs[i]))
            return true;
    return false;
}

/* The same but for a verb inside (持续推动…改造, 持续开展…改造). */
static bool alike(struct str x, struct str y) {
    enum { TAIL = 8 * 3 }; /* bytes */
    size_t front = 0, verb = S("推动").n;
    while (front < x.n && front < y.n && x.p[front] == y.p[front])
        front++;
    front -= front % 3;
    struct str a = str_cut(x, front, x.n), b = str_cut(y, front, y.n);
    return front >= verb && x.n == y.n && a.n >= verb + TAIL && is_verb(str_cut(a, 0, verb)) &&
           is_verb(str_cut(b, 0, verb)) && str_eq(str_cut(a, verb, a.n), str_cut(b, verb, b.n));
}

/* Clauses of one item that stand there again, not side by side. Where several in a row come back,
 * the first is told. */
static void check_again(struct checker *c, const struct passage *p) {
    bits list = {0};
    bool before = false;
    cut(c->a, p->text, STOP_COMMA, &list);
    for (size_t i = 2; i < list.n; i++) {
        struct str s = text_of(p, &list.at[i]);
        size_t k = 0;
        while (k + 1 < i && !str_eq(s, text_of(p, &list.at[k])) &&
               !alike(s, text_of(p, &list.at[k])))
            k++;
        bool again = k + 1 < i && utf8_len(s) >= AGAIN && list.at[i].stop != STOP_ITEM;
        if (again && !before) {
            struct finding *f = report(c, CHECK_REPEATED_CLAUSE, p->where, s);
            f->part[0] = text_of(p, &list.at[k]);
        }
        before = again;
    }
}

/* ---- items of a list ---- */

/* Does bit x of a list, which begins with bit first, name the same as its inner item s? Words that
 * lead to the list stand in front of its first item, and what goes on behind its last. */
static bool same_item(const struct passage *p, const bits *list, size_t first, size_t x,
                      struct str s) {
    enum { LEAD = 6 }; /* bytes: a verb */
    struct str t = text_of(p, &list->at[x]);
    if (x == first)
        return str_ends(t, s) && t.n - s.n <= LEAD;
    if (list->at[x].stop != STOP_ITEM)
        return str_starts(t, s) && str_starts(str_cut(t, s.n, t.n), S("等"));
    return str_eq(t, s);
}

/* Bits [first, last] are one list. */
static void check_list(struct checker *c, const struct passage *p, const bits *list, size_t first,
                       size_t last) {
    for (size_t i = first + 1; i < last; i++)
        for (size_t k = first; k <= last; k++) {
            struct str s = text_of(p, &list->at[i]);
            if (k == i || utf8_len(s) < 2 || (k > i && k != last) ||
                !same_item(p, list, first, k, s))
                continue;
            size_t from = k < i ? k : i, to = k < i ? i : k;
            struct finding *f = report(c, CHECK_DOUBLED_ITEM, p->where,
                                       str_cut(p->text, list->at[from].from, list->at[to].to));
            f->part[0] = s;
            break;
        }
}

static void check_items(struct checker *c, const struct passage *p) {
    bits list = {0};
    cut(c->a, p->text, STOP_ITEM, &list);
    for (size_t i = 0, last; i < list.n; i = last + 1) {
        for (last = i; last + 1 < list.n && list.at[last].stop == STOP_ITEM;)
            last++;
        check_list(c, p, &list, i, last);
    }
}

/* ---- words ---- */

static size_t han_run(struct str s, size_t at) {
    size_t i = at;
    while (i < s.n) {
        size_t next = i;
        if (!utf8_is_han(utf8_next(s, &next)))
            break;
        i = next;
    }
    return i - at;
}

/* Characters of the words that stand doubled at byte at, bytes of them once; 0: none. All of them
 * are Chinese, which are three bytes each here or four. */
static size_t doubled_at(struct str s, size_t at) {
    size_t run = han_run(s, at), to = at;
    for (size_t n = 1; n <= WORD_MOST; n++) {
        if (to >= at + run)
            return 0;
        utf8_next(s, &to);
        size_t bytes = to - at;
        if (2 * bytes > run)
            return 0;
        if (n >= 2 && memcmp(s.p + at, s.p + to, bytes) == 0)
            return bytes;
    }
    return 0;
}

static void check_words(struct checker *c, const struct passage *p) {
    const struct editing *rules = rules_editing(c->rules);
    struct str s = p->text;
    for (size_t i = 0; i < s.n;) {
        size_t bytes = doubled_at(s, i);
        struct str words = str_cut(s, i, i + 2 * bytes);
        struct str shown = around(s, i, i + 2 * bytes, CONTEXT);
        if (bytes == 0) {
            utf8_next(s, &i);
            continue;
        }
        if (!editing_allows(rules, shown, (size_t)(words.p - shown.p), words.n)) {
            struct finding *f = report(c, CHECK_DOUBLED_WORDS, p->where, shown);
            f->part[0] = words;
        }
        i += 2 * bytes;
    }
}

/* ---- marks ---- */

static bool is_mark(int32_t cp) {
    enum stop stop = stop_of(cp);
    return stop != STOP_NONE && cp != '\n' && cp != ',' && cp != ';';
}

/* ！？ and ！！ are allowed (GB/T 15834-2011, A.2). */
static bool is_call(int32_t cp) {
    return cp == 0xFF01 || cp == 0xFF1F;
}

static void check_stops(struct checker *c, const struct passage *p) {
    int32_t last = 0;
    size_t before = 0;
    for (size_t i = 0; i < p->text.n;) {
        size_t at = i;
        int32_t cp = utf8_next(p->text, &i);
        if (is_mark(cp) && is_mark(last) && !(is_call(cp) && is_call(last))) {
            struct finding *f =
                report(c, CHECK_DOUBLED_MARK, p->where, around(p->text, before, i, CONTEXT));
            f->part[0] = str_cut(p->text, before, i);
        }
        last = cp;
        before = at;
    }
}

void check_doubled(struct checker *c) {
    for (size_t i = 0; i < c->passages.n; i++) {
        const struct passage *p = &c->passages.at[i];
        check_stops(c, p);
        check_words(c, p);
        check_items(c, p);
        if (p->of == OF_MEASURE || p->of == OF_CLAUSE || p->of == OF_CELL) {
            bool sentences = check_sentences(c, p);
            check_clauses(c, p);
            if (!sentences)
                check_again(c, p);
        }
    }
}
