#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/pattern.h"
#include <ctype.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

/* Backtracking is bounded so that no input makes a pattern run for ever. */
enum { MATCH_LIMIT = 100000 };

struct pattern {
    struct arena *a;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    const uint8_t
        *first;     /* of an anchored pattern: a bit for each byte it may begin with, or NULL */
    uint32_t least; /* characters of the shortest match */
    int need;       /* a byte that every match has behind its first, or -1 */
    bool compiled;  /* to machine code */
    bool joined;    /* of several, which a mark tells apart */
};

static pcre2_code *compile(struct arena *a, struct str text, enum pattern_whole whole,
                           struct place at, struct diags *diags) {
    static const uint32_t anchors[] = {PCRE2_ANCHORED, PCRE2_ANCHORED | PCRE2_ENDANCHORED, 0};
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | anchors[whole];
    int error;
    PCRE2_SIZE where;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &error, &where, NULL);
    if (!code && error == PCRE2_ERROR_HEAP_FAILED)
        arena_exhausted(a);
    if (!code) {
        char why[128] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        diag_add(diags, DIAG_FORMAT, at,
                 str_fmt(a, "%.*s: pattern at byte %zu: %s", STR_ARG(at.path), where, why));
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

struct pattern *pattern_new(struct arena *a, struct str text, enum pattern_whole whole,
                            struct place at, struct diags *diags) {
    pcre2_code *code = compile(a, text, whole, at, diags);
    if (!code)
        return NULL;
    struct pattern *p = arena_alloc(a, sizeof *p);
    p->a = a;
    p->code = code;
    p->compiled = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &p->least);
    p->need = needed_byte(code);
    if (whole != PATTERN_ANYWHERE)
        pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &p->first);
    p->data = pcre2_match_data_create_from_pattern(code, NULL);
    p->context = pcre2_match_context_create(NULL);
    if (!p->data || !p->context)
        arena_exhausted(a);
    pcre2_set_match_limit(p->context, MATCH_LIMIT);
    return p;
}

/* Groups are numbered anew in each of them. */
struct pattern *pattern_join(struct arena *a, const struct pattern_line *lines, size_t n,
                             enum pattern_whole whole, struct diags *diags) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < n; i++) {
        pcre2_code *alone = compile(a, lines[i].text, whole, lines[i].at, diags);
        if (!alone)
            return NULL;
        pcre2_code_free(alone);
        buf_fmt(&b, "%s(?:%.*s)(*MARK:%zu)", i ? "|" : "(?|", STR_ARG(lines[i].text), i);
    }
    buf_add(&b, n ? S(")") : S("(?!)"));
    struct pattern *p =
        pattern_new(a, buf_str(&b), whole, n ? lines[0].at : (struct place){0}, diags);
    if (p)
        p->joined = true;
    return p;
}

void pattern_drop(struct pattern *p) {
    if (!p)
        return;
    pcre2_match_context_free(p->context);
    pcre2_match_data_free(p->data);
    pcre2_code_free(p->code);
}

/* Most texts cannot match most patterns, which their first byte, their length or a byte that they
 * lack tells at once. */
static bool may_match(const struct pattern *p, struct str s, size_t at) {
    unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
    if (s.n < p->least || (p->first && !(p->first[c / 8] & 1u << c % 8)))
        return false;
    return p->need < 0 || (at < s.n && memchr(s.p + at, p->need, s.n - at));
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
    int n = may_match(p, s, at) ? match(p, s, at) : PCRE2_ERROR_NOMATCH;
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
