/* Which numbers are targets: that follows from the kind of unit and from what stands around. A size
 * in front of a noun only describes it.
 */
#include "base/utf8.h"
#include "extract/quantity.h"

static bool is_word(int32_t cp) {
    bool bracket = cp == '(' || cp == ')' || cp == '[' || cp == ']';
    bool mark = ends_clause(cp) || bracket || cp == '/' || cp == '.';
    return utf8_is_han(cp) || cp == 0x201C || (cp < 0x80 && cp > ' ' && !mark);
}

bool noun_follows(const struct scan *c, const struct number *n, size_t *object) {
    struct str s = behind(c, n->end);
    size_t skip = str_starts(s, S("的")) ? S("的").n : 0, i = 0;
    bool next = n + 1 < c->list.at + c->list.n && n[1].words == n->end + skip;
    struct found f;
    *object = n->end + skip;
    s = str_cut(s, skip, s.n);
    if (s.n == 0 || next || span_at(&c->dates, *object))
        return false;
    return is_word(utf8_next(s, &i)) &&
           !(phrase_find(c->rules, PHRASE_STOP, s, 0, &f) && f.from == 0);
}

static bool verb_ends(const struct scan *c, const struct number *n) {
    struct str s = str_cut(c->s, n->clause, n->subject);
    struct found f;
    return n->change > 0 || phrase_find(c->rules, PHRASE_MAKE, s, 0, &f) ||
           phrase_find(c->rules, PHRASE_VERB, s, 0, &f);
}

/* 9000人以上或日供水800吨以上的水源: the two describe one noun. */
static bool joined(const struct scan *c, const struct number *n) {
    struct found f;
    bool joint = n + 1 < c->list.at + c->list.n &&
                 phrase_find(c->rules, PHRASE_LEAD, behind(c, n->end), 0, &f);
    return joint && c->clauses[n[1].at] == c->clauses[n->end];
}

static bool describes(const struct scan *c, const struct number *n, bool next_describes) {
    struct found f;
    size_t object;
    if (phrase_find(c->rules, PHRASE_GOAL, behind(c, n->end), 0, &f))
        return false;
    return noun_follows(c, n, &object) || (next_describes && joined(c, n));
}

/* 一 is mostly no number (建立一个平台), and 两 in front of a noun often a part of its name. */
static bool is_target(const struct scan *c, const struct number *n, bool describing) {
    bool done = verb_ends(c, n), counts = !n->chinese || n->led || n->value > 1;
    bool bounded = n->after.n > 0 && !str_eq(n->after, S("~"));
    if (n->part)
        return true;
    switch (n->unit.kind) {
    case UNIT_SHARE:
    case UNIT_TIMES:
        return true;
    case UNIT_COUNT:
        return counts && (!describing || done || !(bounded || (n->chinese && !n->led)));
    case UNIT_MEASURE:
        return counts && (!describing || (done && n->after.n == 0));
    case UNIT_TIME:
    case UNIT_NONE:
        break;
    }
    return (n->led || n->change > 0) && !describing;
}

void keep_targets(struct scan *c) {
    bool describing = false;
    size_t kept = c->list.n;
    if (kept == 0)
        return; /* no list to move within */
    for (size_t i = c->list.n; i-- > 0;) {
        const struct number *n = &c->list.at[i];
        describing = describes(c, n, describing);
        if (is_target(c, n, describing)) {
            c->list.at[--kept] = *n;
            describing = false;
        }
    }
    c->list.at += kept;
    c->list.n -= kept;
    c->list.cap -= kept;
}
