#include "rules/repair.h"
#include "base/utf8.h"
#include "rules/pattern.h"
#include "rules/tsv.h"
#include <stdlib.h>

struct repair_rule {
    struct str name, replacement;
    enum repair_scope scope;
    double confidence;
    struct pattern *pattern;
};

struct pair {
    int32_t traditional, simplified;
};

struct repairs {
    VEC(struct repair_rule) rules;
    struct pattern *any;    /* all of them, joined */
    VEC(struct pair) pairs; /* by ascending traditional */
};

static int fault(struct patterns *set, struct place at, const char *what) {
    diag_add(set->diags, DIAG_FORMAT, at,
             str_fmt(set->a, "%.*s: %s", STR_ARG(place_path(at)), what));
    return -1;
}

static int add_rule(struct patterns *set, struct repairs *r, const struct tsv_line *l) {
    struct repair_rule rule = {.name = l->cell[0], .replacement = l->cell[3]};
    static const struct str scopes[] = {S("name"), S("text"), S("noted")};
    int scope = 0;
    while (scope < 3 && !str_eq(l->cell[1], scopes[scope]))
        scope++;
    if (scope == 3)
        return fault(set, l->at, "scope is none of name, text, noted");
    rule.scope = (enum repair_scope)scope;
    rule.confidence = strtod(str_z(set->a, l->cell[4]), NULL);
    if (rule.confidence <= 0 || rule.confidence > 1)
        return fault(set, l->at, "confidence is not in 0 to 1");
    if (str_eq(rule.replacement, S("(none)")))
        rule.replacement = (struct str){0};
    rule.pattern = pattern_new(set, l->cell[2], PATTERN_ANYWHERE, l->at);
    if (!rule.pattern)
        return -1;
    *vec_push(set->a, &r->rules) = rule;
    return 0;
}

static int load_rules(struct patterns *set, struct repairs *r, struct str text) {
    static const struct str columns[] = {S("rule"), S("scope"), S("pattern"), S("replacement"),
                                         S("confidence")};
    struct tsv t;
    if (tsv_parse(set->a, S("repairs.tsv"), text, columns, 5, set->diags, &t) < 0)
        return -1;
    struct pattern_line *lines = arena_array(set->a, t.lines.n, sizeof *lines);
    for (size_t i = 0; i < t.lines.n; i++) {
        if (add_rule(set, r, &t.lines.at[i]) < 0)
            return -1;
        lines[i] = (struct pattern_line){t.lines.at[i].cell[2], t.lines.at[i].at};
    }
    r->any = pattern_often(pattern_join(set, lines, t.lines.n, PATTERN_ANYWHERE), PATTERN_CELLS);
    return r->any ? 0 : -1;
}

static int load_pairs(struct patterns *set, struct repairs *r, struct str text) {
    static const struct str columns[] = {S("pairs")};
    struct tsv t;
    if (tsv_parse(set->a, S("traditional.tsv"), text, columns, 1, set->diags, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++) {
        struct str s = t.lines.at[i].cell[0];
        for (size_t k = 0; k < s.n;) {
            struct pair p = {.traditional = utf8_next(s, &k)};
            p.simplified = k < s.n ? utf8_next(s, &k) : -1;
            bool ordered =
                r->pairs.n == 0 || r->pairs.at[r->pairs.n - 1].traditional < p.traditional;
            if (p.simplified < 0 || !ordered)
                return fault(set, t.lines.at[i].at, "pairs are not whole and in order");
            *vec_push(set->a, &r->pairs) = p;
        }
    }
    return 0;
}

struct repairs *repairs_load(struct patterns *set, struct str repairs_tsv,
                             struct str traditional_tsv) {
    struct repairs *r = arena_alloc(set->a, sizeof *r);
    if (load_rules(set, r, repairs_tsv) < 0 || load_pairs(set, r, traditional_tsv) < 0)
        return NULL;
    return r;
}

/* ---- traditional characters ---- */

static int by_traditional(const void *key, const void *item) {
    int32_t cp = *(const int32_t *)key, other = ((const struct pair *)item)->traditional;
    return (cp > other) - (cp < other);
}

static const struct pair *find_pair(const struct repairs *r, int32_t cp) {
    if (cp < 0x3400 || r->pairs.n == 0)
        return NULL;
    return bsearch(&cp, r->pairs.at, r->pairs.n, sizeof *r->pairs.at, by_traditional);
}

static struct str simplify(const struct repairs *r, struct arena *a, struct str text,
                           struct edits *edits) {
    struct buf b = {.a = a};
    size_t from = 0;
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        const struct pair *p = find_pair(r, utf8_next(text, &i));
        if (!p)
            continue;
        struct buf to = {.a = a};
        utf8_put(&to, (uint32_t)p->simplified);
        buf_add(&b, str_cut(text, from, at));
        buf_add(&b, buf_str(&to));
        from = i;
        *vec_push(a, &edits->list) =
            (struct edit){str_cut(text, at, i), buf_str(&to), S("traditional"), 1};
    }
    if (from == 0)
        return text;
    buf_add(&b, str_cut(text, from, text.n));
    return buf_str(&b);
}

/* ---- rules ---- */

static struct str fill(struct arena *a, struct str replacement, const struct found *f) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < replacement.n; i++) {
        char c = replacement.p[i];
        bool group = c == '$' && i + 1 < replacement.n && replacement.p[i + 1] >= '1' &&
                     replacement.p[i + 1] <= '9';
        if (group)
            buf_add(&b, f->group[replacement.p[++i] - '0']);
        else
            buf_byte(&b, c);
    }
    return buf_str(&b);
}

static struct str apply(const struct repair_rule *rule, struct arena *a, struct str text,
                        struct edits *edits) {
    struct buf b = {.a = a};
    struct found f;
    size_t from = 0;
    for (size_t at = 0; at < text.n && pattern_find(rule->pattern, text, at, &f);) {
        struct str to = fill(a, rule->replacement, &f);
        buf_add(&b, str_cut(text, from, f.from));
        buf_add(&b, to);
        if (!str_eq(to, f.group[0]))
            *vec_push(a, &edits->list) =
                (struct edit){f.group[0], to, rule->name, rule->confidence};
        from = f.to;
        at = f.to > f.from ? f.to : f.to + 1;
    }
    if (from == 0)
        return text;
    buf_add(&b, str_cut(text, from, text.n));
    return buf_str(&b);
}

struct str repair(const struct repairs *r, struct arena *a, struct str text,
                  enum repair_scope scope, struct edits *edits) {
    struct found f;
    text = simplify(r, a, text, edits);
    if (!pattern_find(r->any, text, 0, &f)) /* most texts */
        return text;
    for (size_t i = 0; i < r->rules.n; i++)
        if (r->rules.at[i].scope <= scope)
            text = apply(&r->rules.at[i], a, text, edits);
    return text;
}
