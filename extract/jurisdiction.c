/* The place that a document is of: named in its title, by its issuer, or by most of the bodies that
 * it names.
 */
#include "extract/jurisdiction.h"
#include "base/utf8.h"

enum { NAME_BYTES_MAX = 45, SHORT_CHARS_MIN = 2, SHORT_CHARS_MAX = 4, BODIES_MIN = 3 };

/* Names of divisions, full and short; several may bear one. */
struct entry {
    struct str name;
    const struct division *first;
    bool several;
};

struct gazetteer {
    struct entry *entries;
    size_t size; /* a power of two */
};

static struct entry *slot(const struct gazetteer *g, struct str name) {
    size_t i = str_hash(name) & (g->size - 1);
    while (g->entries[i].name.n && !str_eq(g->entries[i].name, name))
        i = (i + 1) & (g->size - 1);
    return &g->entries[i];
}

static void enter(struct gazetteer *g, struct str name, const struct division *v) {
    struct entry *e = slot(g, name);
    if (e->name.n) {
        e->several = e->several || e->first != v;
        return;
    }
    *e = (struct entry){.name = name, .first = v};
}

static struct gazetteer gazetteer_new(struct arena *a, const struct rules *rules) {
    struct gazetteer g = {.size = 64};
    size_t n = rules_divisions(rules);
    while (g.size < 4 * n)
        g.size *= 2;
    g.entries = arena_array(a, g.size, sizeof *g.entries);
    for (size_t i = 0; i < n; i++) {
        const struct division *v = rules_division(rules, i);
        if (utf8_len(v->name) >= SHORT_CHARS_MIN)
            enter(&g, v->name, v);
        if (utf8_len(v->short_name) >= SHORT_CHARS_MIN)
            enter(&g, v->short_name, v);
    }
    return g;
}

/* ---- the place that words name ---- */

struct home {
    struct work *w;
    struct gazetteer g;
    struct str name;                 /* the innermost place so far */
    const struct division *division; /* NULL: none known, or several of this name */
};

static const struct division *division_of(const struct work *w, struct str code) {
    for (size_t i = 0; code.n && i < rules_divisions(w->rules); i++)
        if (str_eq(rules_division(w->rules, i)->code, code))
            return rules_division(w->rules, i);
    return NULL;
}

static bool lies_in(const struct work *w, const struct division *v, const struct division *in) {
    for (int depth = 0; v && depth < 4; depth++) {
        if (v == in)
            return true;
        v = division_of(w, v->above);
    }
    return false;
}

/* The one division of this name, inside another where that is given. */
static const struct division *only_one(const struct work *w, struct str name,
                                       const struct division *in) {
    const struct division *one = NULL;
    for (size_t i = 0; i < rules_divisions(w->rules); i++) {
        const struct division *v = rules_division(w->rules, i);
        if (!str_eq(v->name, name) || (in && !lies_in(w, v, in)))
            continue;
        if (one)
            return NULL;
        one = v;
    }
    return one;
}

/* The longest full name of a division that s begins with. */
static struct str known_name(const struct home *h, struct str s) {
    struct str best = {0};
    for (size_t i = 0; i < s.n && i < NAME_BYTES_MAX;) {
        utf8_next(s, &i);
        struct str name = str_cut(s, 0, i);
        const struct entry *e = slot(&h->g, name);
        if (e->name.n && str_eq(e->first->name, name))
            best = name;
    }
    return best;
}

/* Reads the places that s begins with, one inside the other: 北京市云岭区. */
static void read_chain(struct home *h, struct str s) {
    for (int depth = 0; depth < 4; depth++) {
        struct str name = known_name(h, s);
        struct str guess = facts_place(rules_facts(h->w->rules), s, depth > 0);
        bool known = name.n > 0 && name.n >= guess.n;
        name = known ? name : guess;
        if (name.n == 0)
            return;
        const struct division *v = known ? only_one(h->w, name, h->division) : NULL;
        if (known && !v && !h->division)
            v = only_one(h->w, name, NULL);
        bool outer = v && h->division && h->division != v && lies_in(h->w, h->division, v);
        if (!outer) {
            h->name = name;
            h->division = v;
        }
        s = str_cut(s, name.n, s.n);
    }
}

/* At the beginning of a title, and of the title that it cites. */
static void read_title(struct home *h, struct str title) {
    read_chain(h, title);
    for (size_t at = 0; (at = str_find(title, S("《"), at)) != SIZE_MAX;) {
        at += S("《").n;
        read_chain(h, str_cut(title, at, title.n));
    }
}

/* ---- the place that most bodies are of ---- */

struct tally {
    struct home *h;
    unsigned *counts; /* by place in rules_division */
};

static void count_name(struct tally *t, struct str name) {
    const struct entry *e = slot(&t->h->g, name);
    if (e->name.n && !e->several && e->first->level > 1)
        t->counts[e->first - rules_division(t->h->w->rules, 0)]++;
}

/* Every part of the text that is the name of a division; in names of bodies short ones too. */
static void count_names(struct tally *t, struct str s, bool bodies) {
    for (size_t i = 0; i < s.n;) {
        size_t end = i, next = i;
        utf8_next(s, &next);
        for (size_t n = 1; end < s.n && n <= SHORT_CHARS_MAX; n++) {
            utf8_next(s, &end);
            struct str name = str_cut(s, i, end);
            const struct entry *e = slot(&t->h->g, name);
            if (n >= SHORT_CHARS_MIN && e->name.n && (bodies || str_eq(e->first->name, name)))
                count_name(t, name);
        }
        i = next;
    }
}

static void count_roles(struct tally *t, const plan_roles *roles) {
    for (size_t r = 0; r < roles->n; r++)
        for (size_t i = 0; i < roles->at[r].mentions.n; i++)
            count_names(t, roles->at[r].mentions.at[i].mention, true);
}

static void count_plan(struct tally *t, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++)
            count_roles(t, &plan->measures.at[i].assignments.at[k].roles);
    for (size_t i = 0; i < plan->clauses.n; i++) {
        count_names(t, plan->clauses.at[i].text, false);
        for (size_t k = 0; k < plan->clauses.at[i].assignments.n; k++)
            count_roles(t, &plan->clauses.at[i].assignments.at[k].roles);
    }
}

/* It is the home only where it stands out. */
static void read_bodies(struct home *h) {
    size_t n = rules_divisions(h->w->rules), best = 0;
    struct tally t = {h, arena_array(h->w->a, n + 1, sizeof *t.counts)};
    unsigned second = 0;
    count_plan(&t, h->w->plan);
    for (size_t i = 1; i < n; i++) {
        second = t.counts[i] > t.counts[best] ? t.counts[best]
                 : t.counts[i] > second       ? t.counts[i]
                                              : second;
        best = t.counts[i] > t.counts[best] ? i : best;
    }
    if (n && t.counts[best] >= BODIES_MIN && t.counts[best] >= 2 * second) {
        h->division = rules_division(h->w->rules, best);
        h->name = h->division->name;
    }
}

void read_jurisdiction(struct work *w, struct str table_title) {
    struct document *d = &w->plan->document;
    struct home h = {.w = w, .g = gazetteer_new(w->a, w->rules)};
    struct line_match label = rules_line(w->rules, table_title);
    if (label.kind == LINE_ANNEX)
        table_title = str_cut(table_title, label.label.n, table_title.n);
    const struct str heads[] = {d->title, d->issuer, table_title};
    for (size_t i = 0; i < sizeof heads / sizeof *heads && h.name.n == 0; i++)
        read_title(&h, heads[i]);
    const struct division *province =
        division_of(w, facts_province(rules_facts(w->rules), d->doc_no));
    if (h.name.n && !h.division && province)
        h.division = only_one(w, h.name, province);
    if (h.name.n == 0)
        read_bodies(&h);
    d->jurisdiction = h.name;
    d->jurisdiction_code = h.division ? h.division->code : (struct str){0};
}
