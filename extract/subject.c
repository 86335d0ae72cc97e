/* What a number counts: the noun phrase in front of it or, behind a verb, its object. */
#include "base/utf8.h"
#include "extract/quantity.h"

enum { OBJECT_CHARS = 30 };

/* [from, to) without dates and words at the front and adverbs at the end that say nothing of what
 * is counted. */
static struct str trim(const struct scan *c, size_t from, size_t to) {
    struct found f;
    while (from < to) {
        const struct span *date = span_at(&c->dates, from);
        if (date && date->from == from)
            from = date->to < to ? date->to : to;
        else if (phrase_find(c->rules, PHRASE_LEAD, str_cut(c->s, from, to), 0, &f) && f.to > 0)
            from += f.to;
        else
            break;
    }
    while (from < to && phrase_find(c->rules, PHRASE_TAIL, str_cut(c->s, from, to), 0, &f))
        to = from + f.from;
    return str_cut(c->s, from, to);
}

static bool ends_phrase(int32_t cp) {
    return cp == 0x3001 || cp == '(' || cp == ')' || cp == 0xFF08 || cp == 0xFF09 || cp == 0x300A;
}

/* The noun phrase from byte at: up to punctuation, a verb, or the next number. */
static struct str object_at(const struct scan *c, size_t i, size_t at) {
    size_t limit = i + 1 < c->list.n ? c->list.at[i + 1].words : c->s.n;
    size_t end = at, chars = 0;
    struct found f;
    if (phrase_find(c->rules, PHRASE_STOP, behind(c, at), 0, &f) && at + f.from < limit)
        limit = at + f.from;
    for (size_t next = at; end < limit && chars < OBJECT_CHARS; end = next, chars++) {
        int32_t cp = utf8_next(c->s, &next);
        if (ends_phrase(cp) || ends_clause(cp))
            break;
    }
    return trim(c, at, end);
}

/* The verb whose object stands behind the number. */
static bool verb_in_front(const struct scan *c, const struct number *n, struct str *verb) {
    struct str s = str_cut(c->s, n->clause, n->subject);
    struct found f;
    *verb = (struct str){0};
    if (n->change) {
        *verb = str_cut(c->s, n->subject, n->change);
        return true;
    }
    if (phrase_find(c->rules, PHRASE_VERB, s, 0, &f)) {
        *verb = f.group[0];
        return true;
    }
    return phrase_find(c->rules, PHRASE_MAKE, s, 0, &f);
}

/* The clause in front of the one that says nothing but its number. */
static struct str clause_before(const struct scan *c, size_t i) {
    const struct number *n = &c->list.at[i];
    const struct number *last = i > 0 ? &c->list.at[i - 1] : NULL;
    struct str front = in_front(c, c->clauses[n->at]);
    size_t end = c->clauses[n->at] - utf8_tail(front, 1).n;
    if (end == 0 || c->sentences[n->at] >= c->clauses[n->at])
        return (struct str){0};
    if (last && last->end >= c->clauses[end])
        return last->about;
    front = in_front(c, end);
    size_t from = end - front.n;
    return trim(c, from > c->clauses[end] ? from : c->clauses[end], end);
}

/* The rest of the clause from byte at. */
static struct str clause_behind(const struct scan *c, size_t at) {
    struct str s = behind(c, at);
    size_t end = 0;
    for (size_t next = 0; end < s.n && !ends_clause(utf8_next(s, &next)); end = next)
        continue;
    return trim(c, at, at + end);
}

/* A list goes on in front of the number: what it counts comes behind. */
static bool ends_list(struct str s) {
    return str_ends(s, S("、")) || str_ends(s, S("和")) || str_ends(s, S("及")) ||
           str_ends(s, S("与"));
}

/* The noun phrase in front, empty where what is counted comes behind. */
static struct str subject_in_front(const struct scan *c, const struct number *n) {
    struct str s = str_cut(c->s, n->clause, n->subject);
    struct found f;
    if (ends_list(s) || phrase_find(c->rules, PHRASE_BY, s, 0, &f))
        return (struct str){0};
    return trim(c, n->clause, n->change ? n->change : n->subject);
}

struct str subject_of(const struct scan *c, size_t i) {
    const struct number *n = &c->list.at[i];
    struct str verb, front = subject_in_front(c, n);
    struct found goal;
    size_t object;
    bool aim = phrase_find(c->rules, PHRASE_GOAL, behind(c, n->end), 0, &goal);
    bool noun = noun_follows(c, n, &object) && !aim;
    bool acted = verb_in_front(c, n, &verb) && !(n->change && n->unit.kind == UNIT_SHARE);
    bool others = str_ends(in_front(c, n->words), S("等"));
    bool counted = n->unit.kind == UNIT_COUNT && !n->linked && !others;
    if (noun && (front.n == 0 || acted || counted))
        return str_fmt(c->a, "%.*s%.*s", STR_ARG(verb), STR_ARG(object_at(c, i, object)));
    if (front.n == 0 && aim)
        front = clause_behind(c, n->end + goal.to);
    else if (front.n == 0 && !phrase_find(c->rules, PHRASE_LEAD, behind(c, n->end), 0, &goal))
        front = clause_behind(c, n->end);
    return front.n ? front : clause_before(c, i);
}

/* ---- lists ---- */

static size_t list_mark(struct str s, size_t at) {
    static const struct str marks[] = {S("、"), S("和"), S("及"), S("与")};
    for (size_t i = 0; i < 4; i++)
        if (str_starts(str_cut(s, at, s.n), marks[i]))
            return marks[i].n;
    return 0;
}

/* 氮氧化物、氨氮减排量 are two amounts of reduction: the last noun goes to all that have none. */
static void share_head(const struct scan *c, struct str *parts, size_t n) {
    struct found head, own;
    if (!phrase_find(c->rules, PHRASE_HEAD, parts[n - 1], 0, &head))
        return;
    for (size_t i = 0; i + 1 < n; i++)
        if (!phrase_find(c->rules, PHRASE_HEAD, parts[i], 0, &own))
            parts[i] = str_fmt(c->a, "%.*s%.*s", STR_ARG(parts[i]), STR_ARG(head.group[0]));
}

bool split_subject(const struct scan *c, struct str subject, size_t n, struct str *out) {
    size_t parts = 0, from = 0, depth = 0;
    for (size_t i = 0; i < subject.n;) {
        size_t at = i, mark = depth == 0 ? list_mark(subject, i) : 0;
        int32_t cp = utf8_next(subject, &i);
        depth += cp == '(' || cp == 0xFF08;
        depth -= (cp == ')' || cp == 0xFF09) && depth > 0;
        if (mark == 0)
            continue;
        if (parts + 1 >= n)
            return false;
        out[parts++] = str_cut(subject, from, at);
        from = i = at + mark;
    }
    if (parts + 1 != n)
        return false;
    out[parts] = str_cut(subject, from, subject.n);
    share_head(c, out, n);
    return true;
}
