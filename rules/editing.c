#include "rules/editing.h"
#include "rules/pattern.h"
#include "rules/tsv.h"

struct rule {
    struct pattern *pattern;
    struct pattern *instead_pattern; /* of a fit: the units */
    struct str instead;
    uint32_t since; /* year, 0: always */
};

struct editing {
    VEC(struct rule) kinds[EDITING_KINDS];
};

static const struct str names[] = {S("typo"),       S("redundant"), S("repeat"), S("fit"),
                                   S("superseded"), S("number"),    S("draw-up")};

static int bad_word(struct patterns *set, const struct tsv_line *l, struct str word) {
    diag_add(
        set->diags, DIAG_FORMAT, l->at,
        str_fmt(set->a, "%.*s: unknown word: %.*s", STR_ARG(place_path(l->at)), STR_ARG(word)));
    return -1;
}

static int add_rule(struct patterns *set, struct editing *e, const struct tsv_line *l) {
    int kind = 0;
    while (kind < EDITING_KINDS && !str_eq(l->cell[0], names[kind]))
        kind++;
    if (kind == EDITING_KINDS)
        return bad_word(set, l, l->cell[0]);
    struct rule r = {.instead = l->cell[2]};
    if (l->cell[3].n && !str_uint(l->cell[3], &r.since))
        return bad_word(set, l, l->cell[3]);
    struct str text = l->cell[1];
    if (kind == EDITING_FIT || kind == EDITING_DRAW_UP)
        text = str_fmt(set->a, "(?:%.*s)$", STR_ARG(text));
    r.pattern = pattern_often(pattern_new(set, text, PATTERN_ANYWHERE, l->at), PATTERN_CELLS);
    if (r.pattern)
        *vec_push(set->a, &e->kinds[kind]) = r;
    if (r.pattern && kind == EDITING_FIT) {
        struct rule *kept = &e->kinds[kind].at[e->kinds[kind].n - 1];
        kept->instead_pattern = pattern_new(set, r.instead, PATTERN_WHOLE, l->at);
        return kept->instead_pattern ? 0 : -1;
    }
    return r.pattern ? 0 : -1;
}

struct editing *editing_load(struct patterns *set, struct str text) {
    static const struct str columns[] = {S("kind"), S("pattern"), S("instead"), S("since")};
    struct editing *e = arena_alloc(set->a, sizeof *e);
    struct tsv t;
    if (tsv_parse(set->a, S("editing.tsv"), text, columns, 4, set->diags, &t) < 0)
        return NULL;
    for (size_t i = 0; i < t.lines.n; i++)
        if (add_rule(set, e, &t.lines.at[i]) < 0)
            return NULL;
    return e;
}

/* instead with $1 and $2 as the pattern's groups. */
static struct str filled(struct arena *a, struct str instead, const struct found *f) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < instead.n; i++) {
        bool group = instead.p[i] == '$' && i + 1 < instead.n && instead.p[i + 1] >= '1' &&
                     instead.p[i + 1] <= '9';
        if (group)
            buf_add(&b, f->group[instead.p[++i] - '0']);
        else
            buf_byte(&b, instead.p[i]);
    }
    return buf_str(&b);
}

bool editing_find(const struct editing *e, struct arena *a, enum editing_kind kind, struct str s,
                  size_t at, struct edit_fault *out) {
    const struct rule *best = NULL;
    struct found first = {.from = SIZE_MAX}, f;
    for (size_t i = 0; i < e->kinds[kind].n; i++)
        if (pattern_find(e->kinds[kind].at[i].pattern, s, at, &f) && f.from < first.from &&
            f.to > f.from) {
            best = &e->kinds[kind].at[i];
            first = f;
        }
    if (!best)
        return false;
    *out = (struct edit_fault){first.from, first.to, filled(a, best->instead, &first)};
    return true;
}

bool editing_allows(const struct editing *e, struct str s, size_t at, size_t n) {
    struct found f;
    for (size_t i = 0; i < e->kinds[EDITING_REPEAT].n; i++)
        for (size_t from = 0; pattern_find(e->kinds[EDITING_REPEAT].at[i].pattern, s, from, &f);
             from = f.to > from ? f.to : from + 1)
            if (f.from < at + n && f.to > at)
                return true;
            else if (f.to >= s.n)
                break;
    return false;
}

bool editing_fits(const struct editing *e, struct str subject, struct str unit) {
    struct found f;
    for (size_t i = 0; i < e->kinds[EDITING_FIT].n; i++) {
        const struct rule *r = &e->kinds[EDITING_FIT].at[i];
        if (pattern_find(r->pattern, subject, 0, &f))
            return pattern_match(r->instead_pattern, unit, NULL);
    }
    return true;
}

bool editing_superseded(const struct editing *e, struct str cited, int year, struct str *by) {
    struct found f;
    for (size_t i = 0; i < e->kinds[EDITING_SUPERSEDED].n; i++) {
        const struct rule *r = &e->kinds[EDITING_SUPERSEDED].at[i];
        if ((int)r->since <= year && pattern_find(r->pattern, cited, 0, &f)) {
            *by = r->instead;
            return true;
        }
    }
    return false;
}

bool editing_draws_up(const struct editing *e, struct str before) {
    struct found f;
    for (size_t i = 0; i < e->kinds[EDITING_DRAW_UP].n; i++)
        if (pattern_find(e->kinds[EDITING_DRAW_UP].at[i].pattern, before, 0, &f))
            return true;
    return false;
}
