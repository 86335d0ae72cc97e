#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/pattern.h"
#include "base/utf8.h"
#include "rules/firsts.h"
#include <ctype.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

/* Backtracking is bounded so that no input makes a pattern run for ever. */
enum { MATCH_LIMIT = 100000 };

struct pattern {
    struct arena *a;
    struct pattern *next; /* of its set */
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    const struct firsts *firsts; /* that a match may begin with, or NULL */
    uint32_t least;              /* characters of the shortest match */
    int need;                    /* a byte that every match has behind its first, or -1 */
    bool walks;                  /* free, but compiled for one place, and tried at one by one */
    enum pattern_use of;
    bool compiled; /* it is machine code */
    bool joined;   /* of several, which a mark tells apart */
};

static const uint32_t anchors[] = {PCRE2_ANCHORED, PCRE2_ANCHORED | PCRE2_ENDANCHORED, 0};

static pcre2_code *compile(struct arena *a, struct str text, uint32_t anchor, struct place at,
                           struct diags *diags) {
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | anchor;
    int error;
    PCRE2_SIZE where;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &error, &where, NULL);
    if (!code && error == PCRE2_ERROR_HEAP_FAILED)
        arena_exhausted(a);
    if (!code) {
        char why[128] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        diag_add(diags, DIAG_FORMAT, at,
                 str_fmt(a, "%.*s: pattern at byte %zu: %s", STR_ARG(place_path(at)), where, why));
    }
    return code;
}

/* Letters are left out: they may stand for either case. */
static int needed_byte(const pcre2_code *code) {
    uint32_t there = 0, byte = 0;
    pcre2_pattern_info(code, PCRE2_INFO_LASTCODETYPE, &there);
    pcre2_pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &byte);
    return there == 1 && byte < 0x80 && !isalpha((int)byte) ? (int)byte : -1;
}

static struct pattern *make(struct patterns *set, struct str text, enum pattern_whole whole,
                            struct place at, struct diags *diags) {
    struct firsts firsts;
    struct arena *a = set->a;
    bool free = whole == PATTERN_ANYWHERE;
    bool told = firsts_of(text, &firsts) && (!free || firsts_are_some(&firsts));
    pcre2_code *code = compile(a, text, told && free ? PCRE2_ANCHORED : anchors[whole], at, diags);
    if (!code)
        return NULL;
    struct pattern *p = arena_alloc(a, sizeof *p);
    p->firsts = told ? memcpy(arena_alloc(a, sizeof firsts), &firsts, sizeof firsts) : NULL;
    p->walks = told && free;
    p->a = a;
    p->code = code;
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &p->least);
    p->need = needed_byte(code);
    p->data = pcre2_match_data_create_from_pattern(code, NULL);
    p->context = pcre2_match_context_create(NULL);
    if (!p->data || !p->context)
        arena_exhausted(a);
    pcre2_set_match_limit(p->context, MATCH_LIMIT);
    p->next = set->last;
    return set->last = p;
}

struct pattern *pattern_new(struct patterns *set, struct str text, enum pattern_whole whole,
                            struct place at) {
    return make(set, text, whole, at, set->diags);
}

struct pattern *pattern_of_lines(struct patterns *set, struct str text, enum pattern_whole whole) {
    struct diags unnamed = {.a = set->a};
    return make(set, text, whole, (struct place){0}, &unnamed);
}

struct pattern *pattern_often(struct pattern *p, enum pattern_use of) {
    if (p)
        p->of = of;
    return p;
}

void patterns_hasten(struct patterns *set, size_t bytes) {
    for (struct pattern *p = set->last; p; p = p->next)
        if (p->of && p->of <= bytes && !p->compiled)
            p->compiled = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0;
}

/* Names the line at fault. */
static void blame(struct arena *a, const struct pattern_line *lines, size_t n,
                  struct diags *diags) {
    pcre2_code *code = NULL;
    for (size_t i = 0; i < n && (code = compile(a, lines[i].text, 0, lines[i].at, diags)); i++)
        pcre2_code_free(code);
}

/* Groups are numbered anew in each of them. */
struct pattern *pattern_join(struct patterns *set, const struct pattern_line *lines, size_t n,
                             enum pattern_whole whole) {
    struct buf b = {.a = set->a};
    for (size_t i = 0; i < n; i++)
        buf_fmt(&b, "%s(?:%.*s)(*MARK:%zu)", i ? "|" : "(?|", STR_ARG(lines[i].text), i);
    buf_add(&b, n ? S(")") : S("(?!)"));
    struct pattern *p = pattern_of_lines(set, buf_str(&b), whole);
    if (p)
        p->joined = true;
    else
        blame(set->a, lines, n, set->diags);
    return p;
}

void patterns_drop(struct patterns *set) {
    for (struct pattern *p = set->last; p; p = p->next) {
        pcre2_match_context_free(p->context);
        pcre2_match_data_free(p->data);
        pcre2_code_free(p->code);
    }
    set->last = NULL;
}

/* Most texts cannot match most patterns, which their first character, their length or a byte that
 * they lack tells at once. */
static bool may_match(const struct pattern *p, struct str s, size_t at) {
    if (at > s.n || s.n - at < p->least)
        return false;
    if (p->firsts && !p->walks &&
        (at == s.n || !firsts_hold(p->firsts, utf8_next(s, &(size_t){at}))))
        return false;
    return p->need < 0 || memchr(s.p + at, p->need, s.n - at);
}

/* As pcre2_match: the number of groups, or less than 0. Where there is no JIT, it interprets. */
static int match(const struct pattern *p, struct str s, size_t at) {
    PCRE2_SPTR text = (PCRE2_SPTR)(s.p ? s.p : "");
    if (p->compiled)
        return pcre2_jit_match(p->code, text, s.n, at, 0, p->data, p->context);
    int n = pcre2_match(p->code, text, s.n, at, PCRE2_NO_UTF_CHECK, p->data, p->context);
    if (n == PCRE2_ERROR_NOMEMORY)
        arena_exhausted(p->a); /* not the same as no match */
    return n;
}

/* The same from byte at on, for patterns that are tried at one place after the other. */
static int match_behind(const struct pattern *p, struct str s, size_t at) {
    if (!p->walks)
        return match(p, s, at);
    for (size_t next = at; at < s.n; at = next) {
        if (!firsts_hold(p->firsts, utf8_next(s, &next)))
            continue;
        int n = match(p, s, at);
        if (n != PCRE2_ERROR_NOMATCH)
            return n;
    }
    return PCRE2_ERROR_NOMATCH;
}

bool pattern_match(const struct pattern *p, struct str s, struct str *group) {
    if (!may_match(p, s, 0))
        return false;
    int n = match(p, s, 0);
    if (n < 0)
        return false;
    if (group) {
        const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
        bool has = n > 1 && at[2] != PCRE2_UNSET;
        *group = has ? str_cut(s, at[2], at[3]) : (struct str){0};
    }
    return true;
}

bool pattern_find(const struct pattern *p, struct str s, size_t at, struct found *out) {
    int n = may_match(p, s, at) ? match_behind(p, s, at) : PCRE2_ERROR_NOMATCH;
    if (n < 0)
        return false;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
    *out = (struct found){.from = ends[0], .to = ends[1]};
    if (p->joined)
        out->which = strtoul((const char *)pcre2_get_mark(p->data), NULL, 10);
    for (int i = 0; i < n && i < 10; i++)
        if (ends[2 * i] != PCRE2_UNSET)
            out->group[i] = str_cut(s, ends[2 * i], ends[2 * i + 1]);
    return true;
}
