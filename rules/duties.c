#include "rules/duties.h"
#include "rules/pattern.h"
#include "rules/tsv.h"

enum { FIRST_ACT = 3, ACTS = 7 }; /* groups of the subject's pattern; a match holds nine */

enum kind {
    KIND_VERB,
    KIND_WITH,
    KIND_MARK,
    KIND_UNIT,
    KIND_NEXT,
    KIND_ACT,
    KIND_CARRIER,
    KIND_OWN,
    KIND_NAME,
    KIND_SHORT,
    KIND_DONE,
    KIND_SCOPE,
    KIND_SAID,
    KINDS
};

struct duty_rule {
    int role; /* enum role_kind; of a rule told once, enum said_kind; of a scope, scope_kind */
    struct pattern *pattern;
};

struct duties {
    VEC(struct duty_rule) rules[KINDS]; /* of acts, the role alone */
    struct pattern *subject;            /* a whole subject, a group for each act */
};

struct reading {
    struct patterns *set;
    struct duties *d;
    struct buf names[KINDS]; /* the patterns of a kind as alternatives */
};

static int choose(struct reading *r, const struct tsv_line *l, struct str word,
                  const struct str *words, int n) {
    for (int i = 0; i < n; i++)
        if (str_eq(word, words[i]))
            return i;
    diag_add(
        r->set->diags, DIAG_FORMAT, l->at,
        str_fmt(r->set->a, "%.*s: unknown word: %.*s", STR_ARG(place_path(l->at)), STR_ARG(word)));
    return -1;
}

static int kind_of(struct reading *r, const struct tsv_line *l) {
    static const struct str kinds[] = {S("verb"), S("with"),    S("mark"), S("unit"), S("next"),
                                       S("act"),  S("carrier"), S("own"),  S("name"), S("short"),
                                       S("done"), S("scope"),   S("said")};
    return choose(r, l, l->cell[0], kinds, KINDS);
}

static int role_of(struct reading *r, const struct tsv_line *l, int kind) {
    static const struct str roles[] = {S("lead"), S("responsible"), S("support")};
    static const struct str said[] = {S("first"), S("all"), S("everyone"), S("look")};
    static const struct str scopes[] = {S("below"), S("above"), S("all")};
    if (kind == KIND_SCOPE)
        return choose(r, l, l->cell[1], scopes, 3);
    if (kind == KIND_SAID)
        return choose(r, l, l->cell[1], said, 4);
    return l->cell[1].n ? choose(r, l, l->cell[1], roles, 3) : 0;
}

static void add_name(struct reading *r, int kind, struct str pattern) {
    struct buf *b = &r->names[kind];
    buf_fmt(b, "%s(?:%.*s)", b->n ? "|" : "", STR_ARG(pattern));
}

static int compile(struct reading *r, const struct tsv_line *l, int kind, struct str pattern,
                   enum pattern_whole whole) {
    int role = role_of(r, l, kind);
    struct pattern *p = pattern_new(r->set, pattern, whole, l->at);
    if (p)
        *vec_push(r->set->a, &r->d->rules[kind]) = (struct duty_rule){role, p};
    return p && role >= 0 ? 0 : -1;
}

/* A list of names, the words that may join others to it, and what its sentence goes on with. Its
 * parts are groups that are called, as each stands in several places. */
static int compile_subject(struct reading *r, const struct tsv *t) {
    struct buf b = {.a = r->set->a};
    buf_fmt(&b, "(?:^|(?<=[。；;！？：，,由]))((?&list))(?:(?:%.*s)((?&list)))?(?:",
            STR_ARG(buf_str(&r->names[KIND_WITH])));
    for (size_t i = 0; i < t->lines.n; i++)
        if (kind_of(r, &t->lines.at[i]) == KIND_ACT)
            buf_fmt(&b, "%s(%.*s)", b.p[b.n - 1] == ')' ? "|" : "",
                    STR_ARG(t->lines.at[i].cell[2]));
    /* A short name is atomic, since a long list would be tried in all its parts else. */
    buf_fmt(&b,
            ")(?(DEFINE)(?<unit>%.*s)(?<next>%.*s)"
            "(?<brief>(?>(?:%.*s)(?=[、和与及等]|以及|部门)))"
            "(?<list>(?&brief)(?:(?:、|和|与|以?及)(?&brief))*+(?:等(?:多个|相关|有关)?)?部门"
            "|(?&unit)(?:(?:、|和|与|以?及)(?:(?&unit)|(?&next)))*"
            "(?:等(?:[\\p{Han}]{0,4}(?:部门|单位|组织|机构))?)?))",
            STR_ARG(buf_str(&r->names[KIND_UNIT])), STR_ARG(buf_str(&r->names[KIND_NEXT])),
            STR_ARG(buf_str(&r->names[KIND_SHORT])));
    r->d->subject =
        pattern_often(pattern_new(r->set, buf_str(&b), PATTERN_ANYWHERE, place_in(S("duties.tsv"))),
                      PATTERN_PROSE);
    return r->d->subject ? 0 : -1;
}

static int add_act(struct reading *r, const struct tsv_line *l) {
    int role = role_of(r, l, KIND_ACT);
    *vec_push(r->set->a, &r->d->rules[KIND_ACT]) = (struct duty_rule){role, NULL};
    if (r->d->rules[KIND_ACT].n <= ACTS)
        return role < 0 ? -1 : 0;
    diag_add(r->set->diags, DIAG_FORMAT, l->at,
             str_fmt(r->set->a, "%.*s: more than %d acts; put several into one",
                     STR_ARG(place_path(l->at)), ACTS));
    return -1;
}

static int add_rule(struct reading *r, const struct tsv_line *l, int kind) {
    struct str p = l->cell[2];
    switch (kind) {
    case KIND_UNIT:
    case KIND_NEXT:
        return 0; /* parts of the subject's pattern */
    case KIND_VERB:
        p = str_fmt(r->set->a, "(?:%.*s)(?=$|[，,；;。、]|%.*s)", STR_ARG(p),
                    STR_ARG(buf_str(&r->names[KIND_WITH])));
        return compile(r, l, kind, p, PATTERN_ANYWHERE);
    case KIND_MARK:
        return compile(r, l, kind, str_fmt(r->set->a, "(?:%.*s)$", STR_ARG(p)), PATTERN_ANYWHERE);
    case KIND_ACT:
        return add_act(r, l);
    case KIND_CARRIER:
    case KIND_DONE:
    case KIND_SCOPE:
        return compile(r, l, kind, p, PATTERN_START);
    case KIND_OWN:
    case KIND_NAME:
    case KIND_SHORT:
        return compile(r, l, kind, p, PATTERN_WHOLE);
    default:
        return compile(r, l, kind, p, PATTERN_ANYWHERE);
    }
}

static int read_rules(struct reading *r, const struct tsv *t) {
    for (size_t i = 0; i < t->lines.n; i++) {
        int kind = kind_of(r, &t->lines.at[i]);
        if (kind < 0)
            return -1;
        add_name(r, kind, t->lines.at[i].cell[2]);
    }
    for (size_t i = 0; i < t->lines.n; i++)
        if (add_rule(r, &t->lines.at[i], kind_of(r, &t->lines.at[i])) < 0)
            return -1;
    return compile_subject(r, t);
}

struct duties *duties_load(struct patterns *set, struct str text) {
    static const struct str columns[] = {S("kind"), S("role"), S("pattern")};
    struct reading r = {.set = set, .d = arena_alloc(set->a, sizeof *r.d)};
    struct tsv t;
    for (int i = 0; i < KINDS; i++)
        r.names[i].a = set->a;
    if (tsv_parse(set->a, S("duties.tsv"), text, columns, 3, set->diags, &t) < 0)
        return NULL;
    return read_rules(&r, &t) < 0 ? NULL : r.d;
}

/* The first match of a kind's rules; of several that begin there, the longest. */
static const struct duty_rule *first(const struct duties *d, enum kind kind, struct str s,
                                     size_t at, struct found *out) {
    const struct duty_rule *best = NULL;
    struct found f;
    for (size_t i = 0; i < d->rules[kind].n; i++) {
        const struct duty_rule *r = &d->rules[kind].at[i];
        if (!pattern_find(r->pattern, s, at, &f))
            continue;
        if (!best || f.from < out->from || (f.from == out->from && f.to > out->to)) {
            best = r;
            *out = f;
        }
    }
    return best;
}

bool duty_word(const struct duties *d, struct str s, size_t at, struct duty_word *out) {
    struct found verb, with;
    const struct duty_rule *v = first(d, KIND_VERB, s, at, &verb);
    const struct duty_rule *w = first(d, KIND_WITH, s, at, &with);
    if (w && (!v || with.from < verb.from))
        *out = (struct duty_word){true, w->role, with.from, with.to};
    else if (v)
        *out = (struct duty_word){false, v->role, verb.from, verb.to};
    return v || w;
}

bool duty_subject(const struct duties *d, struct str s, size_t at, struct duty_subject *out) {
    struct found f;
    size_t act = 0;
    if (!pattern_find(d->subject, s, at, &f))
        return false;
    while (act + 1 < d->rules[KIND_ACT].n && f.group[FIRST_ACT + act].n == 0)
        act++;
    *out = (struct duty_subject){.from = f.from,
                                 .to = f.to,
                                 .units = f.group[1],
                                 .joint = f.group[2],
                                 .act = f.group[FIRST_ACT + act],
                                 .role_kind = d->rules[KIND_ACT].at[act].role};
    return true;
}

bool duty_said(const struct duties *d, struct str s, size_t at, struct duty_said *out) {
    struct found f;
    const struct duty_rule *r = first(d, KIND_SAID, s, at, &f);
    if (r)
        *out = (struct duty_said){(enum said_kind)r->role, f.from, f.to, f.group[1], f.group[2]};
    return r;
}

bool duty_mark(const struct duties *d, struct str name, size_t *end, int *role_kind) {
    struct found f;
    const struct duty_rule *r = first(d, KIND_MARK, name, 0, &f);
    if (r) {
        *end = f.from;
        *role_kind = r->role;
    }
    return r;
}

struct str duty_place(const struct duties *d, struct str name) {
    struct found f;
    return first(d, KIND_CARRIER, name, 0, &f) ? f.group[1] : (struct str){0};
}

bool duty_scope(const struct duties *d, struct str s, size_t *end, enum scope_kind *kind) {
    struct found f;
    const struct duty_rule *r = first(d, KIND_SCOPE, s, 0, &f);
    if (r) {
        *end = f.to;
        *kind = (enum scope_kind)r->role;
    }
    return r;
}

bool duty_done(const struct duties *d, struct str words) {
    struct found f;
    return first(d, KIND_DONE, words, 0, &f);
}

bool duty_short(const struct duties *d, struct str name) {
    struct found f;
    return first(d, KIND_SHORT, name, 0, &f);
}

bool duty_may_be_name(const struct duties *d, struct str words) {
    struct found f;
    return first(d, KIND_NAME, words, 0, &f);
}

bool duty_lacks_place(const struct duties *d, struct str name) {
    struct found f;
    return first(d, KIND_OWN, name, 0, &f);
}
