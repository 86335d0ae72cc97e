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
        return last->topic;
    front = in_front(c, end);
    size_t from = end - front.n;
    return trim(c, from > c->clauses[end] ? from : c->clauses[end], end);
}

/* The rest of the clause behind number i, from byte at, up to the next number. */
static struct str clause_behind(const struct scan *c, size_t i, size_t at) {
    size_t limit = i + 1 < c->list.n ? c->list.at[i + 1].words : c->s.n;
    size_t end = at, chars = 0;
    for (size_t next = at; end < limit && chars < 2 * OBJECT_CHARS; end = next, chars++) {
        int32_t cp = utf8_next(c->s, &next);
        if (clause_mark(c->s, end) > end || cp == ')' || cp == 0xFF09)
            break;
    }
    return trim(c, at, end);
}

/* A list goes on in front of the number: what it counts comes behind. */
static bool ends_list(struct str s) {
    return str_ends(s, S("、")) || str_ends(s, S("和")) || str_ends(s, S("及")) ||
           str_ends(s, S("与"));
}

/* Without a verb that only links it to its number. */
static struct str unlinked(const struct scan *c, struct str s) {
    struct found f;
    return phrase_find(c->rules, PHRASE_LINK, s, 0, &f) && f.from > 0 ? str_cut(s, 0, f.from) : s;
}

/* The noun phrase in front, up to byte end; empty where what is counted comes behind. */
static struct str subject_in_front(const struct scan *c, const struct number *n, size_t end) {
    struct str s = str_cut(c->s, n->clause, end);
    struct found f;
    if (ends_list(s) || phrase_find(c->rules, PHRASE_BY, s, 0, &f))
        return (struct str){0};
    return unlinked(c, trim(c, n->clause, end));
}

/* 增长5% behind 收入9.8亿元: the subject of the number in front is meant. */
static struct str complete(const struct scan *c, size_t i, struct str subject) {
    const struct number *n = &c->list.at[i], *last = i > 0 ? n - 1 : NULL;
    enum { MARK = 6 }; /* bytes of a mark between the two, and some */
    struct found f;
    if (!last || n->clause > last->end + MARK || c->sentences[n->at] > last->at ||
        !phrase_find(c->rules, PHRASE_BARE, subject, 0, &f))
        return subject;
    return str_fmt(c->a, "%.*s%.*s", STR_ARG(last->topic), STR_ARG(subject));
}

/* 不高于年均值2微克: the number is measured from what stands between. */
static struct str measured_from(const struct scan *c, const struct number *n, struct str subject) {
    struct str words = str_cut(c->s, n->words, n->at);
    if (n->unit.kind != UNIT_MEASURE || !n->led || !str_starts(words, S("不")))
        return subject;
    const struct quantity_word *w = word_beginning(c->rules, WORD_BEFORE, words);
    if (!w || w->text.n == words.n || span_at(&c->dates, n->words + w->text.n))
        return subject;
    struct str base = str_cut(words, w->text.n, words.n);
    const struct quantity_word *more = word_beginning(c->rules, WORD_BEFORE, base);
    return more ? subject
                : str_fmt(c->a, "%.*s%.*s%.*s", STR_ARG(subject),
                          STR_ARG(str_cut(w->text, S("不").n, w->text.n)), STR_ARG(base));
}

/* Of 高岭镇等16个镇 both what is named and what is counted. */
static struct str subject_of_others(const struct scan *c, size_t i, struct str front) {
    const struct number *n = &c->list.at[i];
    size_t object;
    struct str noun = {0};
    if (n->unit.kind == UNIT_COUNT && noun_follows(c, n, &object))
        noun = object_at(c, i, object);
    return str_fmt(c->a, "%.*s等%.*s", STR_ARG(front), STR_ARG(noun));
}

static struct str with_direction(const struct scan *c, size_t i) {
    const struct number *n = &c->list.at[i];
    struct str verb, front = subject_in_front(c, n, n->change ? n->change : n->subject);
    struct found goal;
    size_t object;
    bool aim = phrase_find(c->rules, PHRASE_GOAL, behind(c, n->end), 0, &goal);
    bool noun = noun_follows(c, n, &object) && !aim;
    bool acted = verb_in_front(c, n, &verb) && !(n->change && n->unit.kind == UNIT_SHARE);
    bool counted = n->unit.kind == UNIT_COUNT && !n->linked;
    if (front.n && str_ends(in_front(c, n->words), S("等")))
        return subject_of_others(c, i, front);
    if (noun && (front.n == 0 || acted || counted))
        return str_fmt(c->a, "%.*s%.*s", STR_ARG(verb), STR_ARG(object_at(c, i, object)));
    if (front.n == 0 && aim)
        front = clause_behind(c, i, n->end + goal.to);
    else if (front.n == 0 && !phrase_find(c->rules, PHRASE_LEAD, behind(c, n->end), 0, &goal))
        front = clause_behind(c, i, n->end);
    return measured_from(c, n, front.n ? complete(c, i, front) : clause_before(c, i));
}

struct str subject_of(const struct scan *c, size_t i, struct str *topic) {
    const struct number *n = &c->list.at[i];
    struct str whole = with_direction(c, i);
    struct str word = n->change ? str_cut(c->s, n->subject, n->change) : (struct str){0};
    *topic = word.n && str_ends(whole, word) ? str_cut(whole, 0, whole.n - word.n) : whole;
    return whole;
}

/* ---- lists ---- */

static size_t list_mark(struct str s, size_t at) {
    static const struct str marks[] = {S("、"), S("和"), S("及"), S("与")};
    for (size_t i = 0; i < 4; i++)
        if (str_starts(str_cut(s, at, s.n), marks[i]))
            return marks[i].n;
    return 0;
}

/* 新建学校、改建学校操场面积: what stands behind the words that two parts share goes to both. */
static struct str shared_end(struct str part, struct str last) {
    for (size_t n = last.n; n >= 6; n--) /* two characters */
        if (((unsigned char)last.p[n - 1] & 0xC0) != 0xC0 && n < last.n &&
            ((unsigned char)last.p[n] & 0xC0) != 0x80 && str_ends(part, str_cut(last, 0, n)))
            return str_cut(last, n, last.n);
    return (struct str){0};
}

/* 氮氧化物、氨氮减排量 are two amounts of reduction: the last noun goes to all that have none. */
static void share_head(const struct scan *c, struct str *parts, size_t n) {
    struct found head, own;
    if (!phrase_find(c->rules, PHRASE_HEAD, parts[n - 1], 0, &head))
        return;
    for (size_t i = 0; i + 1 < n; i++) {
        struct str end = shared_end(parts[i], parts[n - 1]);
        if (end.n == 0)
            end = head.group[0];
        if (!phrase_find(c->rules, PHRASE_HEAD, parts[i], 0, &own))
            parts[i] = str_fmt(c->a, "%.*s%.*s", STR_ARG(parts[i]), STR_ARG(end));
    }
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
