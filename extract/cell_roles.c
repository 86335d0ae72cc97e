/* The units of a role column's cell by what they do. The column tells that, unless the cell says it
 * of some of them: behind a label (牵头单位：A 配合单位：B), by a word behind a list
 * (A牵头，B、C配合) or between two (A会同B), or by a mark in brackets (A（牵头）).
 */
#include "base/utf8.h"
#include "extract/work.h"

struct dealer {
    struct work *w;
    const struct header *h;
    bool shared;
    plan_roles *out;
    size_t first; /* of the cell's roles in out */
    size_t names; /* that the cell lists */
    int kind;     /* of units that no word is said of: the column's, or the last label's */
};

static struct role *role_of(struct dealer *d, int kind) {
    for (size_t i = d->first; i < d->out->n; i++)
        if (d->out->at[i].role_kind == (enum role_kind)kind)
            return &d->out->at[i];
    struct role *role = vec_push(d->w->a, d->out);
    *role =
        (struct role){.role = d->h->name, .role_kind = (enum role_kind)kind, .shared = d->shared};
    if (d->names)
        vec_reserve(d->w->a, &role->mentions, d->names);
    return role;
}

/* 责任 and 负责 are said of all who have a duty: they leave a unit the column's role. */
static int telling(const struct dealer *d, int kind) {
    return kind == ROLE_LEAD || kind == ROLE_SUPPORT ? kind : d->h->column.role_kind;
}

/* A label names a role as the header of a column does. */
static int label_kind(const struct dealer *d, struct str label) {
    static const struct str colons[] = {S("："), S(":")};
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++)
        if (str_ends(label, colons[i]))
            label = str_cut(label, 0, label.n - colons[i].n);
    struct column c = rules_column(d->w->rules, label);
    return telling(d, c.field == FIELD_ROLE ? c.role_kind : d->h->column.role_kind);
}

/* A unit under 责任人 is none of the people there; no person has so long a name that ends so. */
static bool is_unit(const struct dealer *d, struct str name) {
    enum { UNIT_CHARS = 5 };
    enum org_shape shape = rules_org_shape(d->w->rules, name);
    return utf8_len(name) >= UNIT_CHARS && (shape == SHAPE_BODY || shape == SHAPE_GROUP);
}

static void take(struct dealer *d, const struct listed_name *name, int kind) {
    struct mention m = name->mention;
    size_t end;
    if (duty_mark(rules_duties(d->w->rules), m.mention, &end, &kind))
        m.mention = str_cut(m.mention, 0, end);
    if (kind == ROLE_OFFICIAL && is_unit(d, m.mention))
        kind = ROLE_RESPONSIBLE;
    m.confidence = 1;
    *vec_push(d->w->a, &role_of(d, kind)->mentions) = m;
}

static void take_all(struct dealer *d, const listed_names *names, size_t from, size_t to,
                     int kind) {
    for (size_t i = from; i < to; i++)
        take(d, &names->at[i], kind);
}

/* Where the last list of names [from, to) begins: behind a line's end, a comma or a semicolon. */
static size_t last_list(const listed_names *names, size_t from, size_t to) {
    for (size_t i = to; i-- > from + 1;) {
        struct str before = names->at[i].before;
        if (str_eq(before, S("\n")) || str_eq(before, S("，")) || str_eq(before, S(",")) ||
            str_eq(before, S("；")) || str_eq(before, S(";")))
            return i;
    }
    return from;
}

/* Of A、B，C配合 C alone supports; but A，B牵头 lead both. */
static void take_list(struct dealer *d, const listed_names *names, size_t from, size_t to,
                      int kind) {
    size_t list = kind == ROLE_SUPPORT ? last_list(names, from, to) : from;
    take_all(d, names, from, list, d->kind);
    take_all(d, names, list, to, kind);
}

/* Of A会同B both have what the column says, but A before B. */
static int joiner_kind(const struct dealer *d) {
    return d->kind == ROLE_SUPPORT ? ROLE_SUPPORT : ROLE_LEAD;
}

/* Brackets with a label of their own end: A（配合：B），C. */
static bool closes(struct str before) {
    return str_eq(before, S("）")) || str_eq(before, S(")"));
}

static void deal(struct dealer *d, const listed_names *names) {
    const struct duties *duties = rules_duties(d->w->rules);
    struct duty_word word;
    size_t from = 0;
    bool joined = false; /* the names from there on stand behind 会同 */
    for (size_t i = 0; i < names->n; i++) {
        const struct listed_name *name = &names->at[i];
        bool joins = i > from && duty_word(duties, name->before, 0, &word) && word.with;
        if (joins || name->label.n || closes(name->before) ||
            (joined && last_list(names, from, i + 1) == i && i > from)) {
            take_list(d, names, from, i, joined ? ROLE_SUPPORT : joins ? joiner_kind(d) : d->kind);
            from = i;
            joined = joins;
        }
        if (name->label.n)
            d->kind = label_kind(d, name->label);
        else if (closes(name->before))
            d->kind = d->h->column.role_kind;
        if (!duty_word(duties, name->end, 0, &word))
            continue;
        take_list(d, names, from, i + 1, joined ? ROLE_SUPPORT : telling(d, word.role_kind));
        from = i + 1;
        joined = word.with;
    }
    take_list(d, names, from, names->n, joined ? ROLE_SUPPORT : d->kind);
}

void cell_roles(struct work *w, const struct lexicon *lex, const struct header *h, const paras *ps,
                bool shared, plan_roles *out) {
    struct dealer d = {w, h, shared, out, out->n, 0, h->column.role_kind};
    listed_names names = {0};
    arena_reset(w->scratch);
    cut_names(w, lex, ps, h->column.role_kind == ROLE_OFFICIAL, &names);
    d.names = names.n;
    deal(&d, &names);
    if (out->n == d.first)
        role_of(&d, d.kind);
}
