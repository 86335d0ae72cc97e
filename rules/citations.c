#include "rules/citations.h"
#include "rules/pattern.h"
#include "rules/tsv.h"

enum kind { KIND_NUMBER, KIND_MARK, KIND_SHORT, KIND_EDITION, KINDS };

struct citation_rules {
    VEC(struct pattern *) kinds[KINDS];
};

static int add_rule(struct patterns *set, struct citation_rules *r, const struct tsv_line *l) {
    static const struct str kinds[] = {S("number"), S("mark"), S("short"), S("edition")};
    int kind = 0;
    while (kind < KINDS && !str_eq(l->cell[0], kinds[kind]))
        kind++;
    if (kind == KINDS) {
        diag_add(set->diags, DIAG_FORMAT, l->at,
                 str_fmt(set->a, "%.*s: unknown word: %.*s", STR_ARG(place_path(l->at)),
                         STR_ARG(l->cell[0])));
        return -1;
    }
    struct str text = l->cell[1];
    bool end = kind == KIND_SHORT || kind == KIND_EDITION;
    if (end)
        text = str_fmt(set->a, "(?:%.*s)$", STR_ARG(text));
    struct pattern *p = pattern_new(set, text, end ? PATTERN_ANYWHERE : PATTERN_START, l->at);
    if (p)
        *vec_push(set->a, &r->kinds[kind]) = p;
    return p ? 0 : -1;
}

struct citation_rules *citation_rules_load(struct patterns *set, struct str text) {
    static const struct str columns[] = {S("kind"), S("pattern")};
    struct citation_rules *r = arena_alloc(set->a, sizeof *r);
    struct tsv t;
    if (tsv_parse(set->a, S("citations.tsv"), text, columns, 2, set->diags, &t) < 0)
        return NULL;
    for (size_t i = 0; i < t.lines.n; i++)
        if (add_rule(set, r, &t.lines.at[i]) < 0)
            return NULL;
    return r;
}

static bool find(const struct citation_rules *r, enum kind kind, struct str s, struct found *f) {
    for (size_t i = 0; i < r->kinds[kind].n; i++)
        if (pattern_find(r->kinds[kind].at[i], s, 0, f))
            return true;
    return false;
}

struct str citation_number(const struct citation_rules *r, struct str s) {
    struct found f;
    while (find(r, KIND_MARK, s, &f) && f.to > 0)
        s = str_cut(s, f.to, s.n);
    return find(r, KIND_NUMBER, s, &f) ? f.group[1] : (struct str){0};
}

struct str citation_bare(const struct citation_rules *r, struct str title) {
    struct found f;
    return find(r, KIND_EDITION, title, &f) && f.from > 0 ? str_cut(title, 0, f.from) : title;
}

bool citation_shortens(const struct citation_rules *r, struct str s) {
    enum { NEAR = 60 }; /* bytes: the words stand directly in front */
    struct found f;
    size_t from = s.n > NEAR ? s.n - NEAR : 0;
    while (from < s.n && (s.p[from] & 0xC0) == 0x80)
        from++;
    return find(r, KIND_SHORT, str_cut(s, from, s.n), &f);
}
