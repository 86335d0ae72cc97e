#include "rules/facts.h"
#include "rules/pattern.h"
#include "rules/tsv.h"

enum kind {
    KIND_DRAFT,
    KIND_FINAL,
    KIND_TITLE,
    KIND_MASTHEAD,
    KIND_PERIOD,
    KIND_SPAN,
    KIND_PROVINCE,
    KIND_OPENING,
    KIND_PLACE,
    KIND_INNER,
    KIND_NO_PLACE,
    KIND_TOWN,
    KINDS
};

struct fact {
    struct str from, to;
    struct pattern *pattern;
};

struct facts {
    VEC(struct fact) kinds[KINDS];
};

static int kind_of(const struct tsv_line *l) {
    static const struct str names[] = {S("draft"),  S("final"), S("title"),    S("masthead"),
                                       S("period"), S("span"),  S("province"), S("opening"),
                                       S("place"),  S("inner"), S("no_place"), S("town")};
    for (int i = 0; i < KINDS; i++)
        if (str_eq(l->cell[0], names[i]))
            return i;
    return -1;
}

static int add_fact(struct patterns *set, struct facts *f, const struct tsv_line *l) {
    static const enum pattern_whole how[KINDS] = {
        [KIND_DRAFT] = PATTERN_ANYWHERE,  [KIND_FINAL] = PATTERN_ANYWHERE,
        [KIND_TITLE] = PATTERN_WHOLE,     [KIND_MASTHEAD] = PATTERN_WHOLE,
        [KIND_PERIOD] = PATTERN_ANYWHERE, [KIND_SPAN] = PATTERN_ANYWHERE,
        [KIND_PROVINCE] = PATTERN_START,  [KIND_OPENING] = PATTERN_START,
        [KIND_PLACE] = PATTERN_START,     [KIND_INNER] = PATTERN_START,
        [KIND_NO_PLACE] = PATTERN_WHOLE,  [KIND_TOWN] = PATTERN_ANYWHERE};
    uint32_t year;
    int kind = kind_of(l);
    bool years =
        kind != KIND_PERIOD || (str_uint(l->cell[1], &year) && str_uint(l->cell[2], &year));
    if (kind < 0 || !years) {
        diag_add(set->diags, DIAG_FORMAT, l->at,
                 str_fmt(set->a, "%.*s: %s", STR_ARG(place_path(l->at)),
                         kind < 0 ? "unknown kind" : "a period needs two years"));
        return -1;
    }
    struct pattern *p = pattern_new(set, l->cell[3], how[kind], l->at);
    if (p)
        *vec_push(set->a, &f->kinds[kind]) = (struct fact){l->cell[1], l->cell[2], p};
    return p ? 0 : -1;
}

struct facts *facts_load(struct patterns *set, struct str text) {
    static const struct str columns[] = {S("kind"), S("from"), S("to"), S("pattern")};
    struct facts *f = arena_alloc(set->a, sizeof *f);
    struct tsv t;
    if (tsv_parse(set->a, S("facts.tsv"), text, columns, 4, set->diags, &t) < 0)
        return NULL;
    for (size_t i = 0; i < t.lines.n; i++)
        if (add_fact(set, f, &t.lines.at[i]) < 0)
            return NULL;
    return f;
}

/* The first match of a kind in text; out may be NULL. */
static const struct fact *first(const struct facts *f, enum kind kind, struct str text, size_t at,
                                struct found *out) {
    const struct fact *best = NULL;
    struct found found;
    for (size_t i = 0; i < f->kinds[kind].n; i++) {
        const struct fact *fact = &f->kinds[kind].at[i];
        if (!pattern_find(fact->pattern, text, at, &found) || (best && found.from >= out->from))
            continue;
        best = fact;
        *out = found;
    }
    return best;
}

static bool says(const struct facts *f, enum kind kind, struct str text) {
    struct found found;
    return first(f, kind, text, 0, &found);
}

bool facts_draft(const struct facts *f, struct str text) {
    return says(f, KIND_DRAFT, text);
}

bool facts_final(const struct facts *f, struct str text) {
    return says(f, KIND_FINAL, text);
}

bool facts_title(const struct facts *f, struct str text) {
    return says(f, KIND_TITLE, text);
}

bool facts_masthead(const struct facts *f, struct str text) {
    return says(f, KIND_MASTHEAD, text);
}

static int year_of(struct str s) {
    uint32_t year = 0;
    return str_uint(s, &year) ? (int)year : 0;
}

bool facts_period(const struct facts *f, struct str text, size_t at, struct years_named *out) {
    struct found found;
    const struct fact *p = first(f, KIND_PERIOD, text, at, &found);
    if (p)
        *out = (struct years_named){year_of(p->from), year_of(p->to), found.to};
    return p;
}

bool facts_span(const struct facts *f, struct str text, struct years_named *out) {
    struct found found;
    const struct fact *p = first(f, KIND_SPAN, text, 0, &found);
    if (p)
        *out = (struct years_named){year_of(found.group[1]), year_of(found.group[2]), found.to};
    return p;
}

struct str facts_province(const struct facts *f, struct str doc_no) {
    struct found found;
    const struct fact *p = first(f, KIND_PROVINCE, doc_no, 0, &found);
    return p ? p->from : (struct str){0};
}

size_t facts_opening(const struct facts *f, struct str title) {
    struct found found;
    return first(f, KIND_OPENING, title, 0, &found) ? found.to : 0;
}

struct str facts_place(const struct facts *f, struct str text, bool inner) {
    struct found found;
    if (!first(f, inner ? KIND_INNER : KIND_PLACE, text, 0, &found) ||
        says(f, KIND_NO_PLACE, found.group[1]))
        return (struct str){0};
    return found.group[1];
}

bool facts_of_town(const struct facts *f, struct str title) {
    return says(f, KIND_TOWN, title);
}
