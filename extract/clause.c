/* The parts of a text: names and dates, whose numbers count nothing, clauses and sentences. */
#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/quantity.h"
#include <ctype.h>

const struct span *span_at(const spans *list, size_t at) {
    size_t low = 0, high = list->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (list->at[mid].to <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low < list->n && list->at[low].from <= at ? &list->at[low] : NULL;
}

static int year_of(const struct found *f) {
    struct str year = f->group[f->group[2].n ? 2 : 1];
    double value = 0;
    return numeral_read(year, 0, &value) ? (int)value : 0;
}

static void find_spans(struct scan *c, enum phrase phrase, spans *out) {
    struct found f;
    for (size_t at = 0; at < c->s.n && phrase_find(c->rules, phrase, c->s, at, &f);) {
        const struct span *name = span_at(&c->names, f.from);
        bool inside = phrase == PHRASE_DATE && name && name->to >= f.to;
        int year = phrase == PHRASE_DATE ? year_of(&f) : 0;
        if (!inside && f.to > f.from)
            *vec_push(c->a, out) = (struct span){f.from, f.to, year};
        at = f.to > at ? f.to : at + 1;
    }
}

bool ends_clause(int32_t cp) {
    static const int32_t marks[] = {',',    ';',    ':',    '!',    '?',    '\n',  0xFF0C,
                                    0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0x3002, 0x2026};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cp == marks[i])
            return true;
    return false;
}

/* 55个. ends a sentence where a full stop of half width stands behind Chinese text. */
static bool is_period(struct str s, size_t at) {
    if (s.p[at] != '.' || at == 0)
        return false;
    bool word =
        at + 1 < s.n && (unsigned char)s.p[at + 1] < 0x80 && isalnum((unsigned char)s.p[at + 1]);
    return ((unsigned char)s.p[at - 1] >= 0x80 || s.p[at - 1] == '%') && !word;
}

size_t clause_mark(struct str s, size_t at) {
    size_t end = at;
    if (at >= s.n)
        return at;
    return ends_clause(utf8_next(s, &end)) || is_period(s, at) ? end : at;
}

static bool opens(int32_t cp) {
    return cp == '(' || cp == 0xFF08 || cp == 0x201C || cp == 0x300A || cp == 0x3014;
}

static bool closes(int32_t cp) {
    return cp == ')' || cp == 0xFF09 || cp == 0x201D || cp == 0x300B || cp == 0x3015;
}

/* Brackets and quotation marks that are closed again hold no end of the clause around them. */
static void find_clauses(struct scan *c) {
    enum { DEPTH = 8 };
    uint32_t *clauses = arena_array(c->a, c->s.n + 1, sizeof *clauses);
    uint32_t *sentences = arena_array(c->a, c->s.n + 1, sizeof *sentences);
    uint32_t outer[DEPTH], depth = 0, clause = 0, sentence = 0;
    for (size_t i = 0, at; i < c->s.n;) {
        size_t at_of = at = i;
        int32_t cp = utf8_next(c->s, &i);
        for (; at < i; at++) {
            clauses[at] = clause;
            sentences[at] = sentence;
        }
        bool period = is_period(c->s, at_of);
        if (cp == '\n' || cp == 0x3002 || period)
            sentence = (uint32_t)i;
        if (ends_clause(cp) || period) {
            clause = (uint32_t)i;
        } else if (opens(cp) && depth < DEPTH) {
            outer[depth++] = clause;
            clause = (uint32_t)i;
        } else if (closes(cp) && depth > 0) {
            clause = outer[--depth];
        }
    }
    clauses[c->s.n] = clause;
    sentences[c->s.n] = sentence;
    c->clauses = clauses;
    c->sentences = sentences;
}

void part_text(struct scan *c) {
    find_spans(c, PHRASE_NAME, &c->names);
    find_spans(c, PHRASE_DATE, &c->dates);
    find_clauses(c);
}

struct str behind(const struct scan *c, size_t at) {
    size_t end = at + NEAR < c->s.n ? at + NEAR : c->s.n;
    while (end < c->s.n && (c->s.p[end] & 0xC0) == 0x80)
        end++;
    return str_cut(c->s, at, end);
}

struct str in_front(const struct scan *c, size_t at) {
    size_t from = at > NEAR ? at - NEAR : 0;
    while (from < at && (c->s.p[from] & 0xC0) == 0x80)
        from++;
    return str_cut(c->s, from, at);
}
