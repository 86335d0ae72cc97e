#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/pattern.h"
#include <pcre2.h>

/* Backtracking is bounded so that no input makes a pattern run for ever. */
enum { MATCH_LIMIT = 100000 };

struct pattern {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

struct pattern *pattern_new(struct arena *a, struct str text, enum pattern_whole whole,
                            struct place at, struct diags *diags) {
    static const uint32_t anchors[] = {PCRE2_ANCHORED, PCRE2_ANCHORED | PCRE2_ENDANCHORED, 0};
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | anchors[whole];
    int error;
    PCRE2_SIZE where;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &error, &where, NULL);
    if (!code) {
        char why[128] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        diag_add(diags, DIAG_FORMAT, at,
                 str_fmt(a, "%.*s: pattern at byte %zu: %s", STR_ARG(at.path), where, why));
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where there is no JIT, matching interprets */
    struct pattern *p = arena_alloc(a, sizeof *p);
    p->code = code;
    p->data = pcre2_match_data_create_from_pattern(code, NULL);
    p->context = pcre2_match_context_create(NULL);
    if (!p->data || !p->context) {
        pattern_drop(p);
        diag_add(diags, DIAG_UNREADABLE, at, S("out of memory while loading the rules"));
        return NULL;
    }
    pcre2_set_match_limit(p->context, MATCH_LIMIT);
    return p;
}

void pattern_drop(struct pattern *p) {
    if (!p)
        return;
    pcre2_match_context_free(p->context);
    pcre2_match_data_free(p->data);
    pcre2_code_free(p->code);
}

bool pattern_match(const struct pattern *p, struct str s, struct str *group) {
    int n = pcre2_match(p->code, (PCRE2_SPTR)(s.p ? s.p : ""), s.n, 0, PCRE2_NO_UTF_CHECK, p->data,
                        p->context);
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
    int n = pcre2_match(p->code, (PCRE2_SPTR)(s.p ? s.p : ""), s.n, at, PCRE2_NO_UTF_CHECK, p->data,
                        p->context);
    if (n < 0)
        return false;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
    *out = (struct found){.from = ends[0], .to = ends[1]};
    for (int i = 0; i < n && i < 10; i++)
        if (ends[2 * i] != PCRE2_UNSET)
            out->group[i] = str_cut(s, ends[2 * i], ends[2 * i + 1]);
    return true;
}
