/* The place that a document is of: named in its title, by its issuer, or by most of the bodies that
 * it names.
 */
#include "extract/jurisdiction.h"
#include "base/utf8.h"

enum {
    CHAIN = 4,
    BODIES_MIN = 3,
    LEVEL_OF_TOWNS = 4,
    NAMES_MAX = 256,
    HEAD_LINES = 8,
    HEAD_CHARS = 40
};

struct home {
    struct work *w;
    const struct divisions *all;
    struct str name;                 /* the innermost place so far */
    const struct division *division; /* NULL: none known, or several of this name */
};

/* Of the divisions whose full name this is, those inside another where that is given: the one, or
 * NULL. */
static const struct division *only_one(const struct divisions *all, struct str name,
                                       const struct division *in) {
    const struct division *one = NULL;
    const struct division_name *n = NULL;
    while ((n = division_at(all, name, 0, n))) {
        const struct division *v = n->division;
        if (!str_eq(v->name, name) || !str_eq(n->text, name) || v->level >= LEVEL_OF_TOWNS ||
            (in && in != v && !division_above(in, v)))
            continue;
        if (one)
            return NULL;
        one = v;
    }
    return one;
}

/* ---- the place that words name ---- */

/* The longest full name of a division at byte at of s. */
static struct str full_name(const struct divisions *all, struct str s, size_t at) {
    struct str best = {0};
    const struct division_name *n = NULL;
    while ((n = division_at(all, s, at, n)))
        if (n->text.n > best.n && str_eq(n->text, n->division->name) &&
            n->division->level < LEVEL_OF_TOWNS)
            best = n->text;
    return best;
}

/* Reads the places that s begins with, one inside the other: 北京市云岭区. */
static void read_chain(struct home *h, struct str s) {
    for (int depth = 0; depth < CHAIN; depth++) {
        struct str name = full_name(h->all, s, 0);
        struct str guess = facts_place(rules_facts(h->w->rules), s, depth > 0);
        bool known = name.n > 0 && name.n >= guess.n;
        if (!known)
            name = guess;
        if (name.n == 0)
            return;
        const struct division *v = known ? only_one(h->all, name, h->division) : NULL;
        if (known && !v)
            v = only_one(h->all, name, NULL);
        if (!v || !h->division || !division_above(v, h->division)) {
            h->name = name;
            h->division = v;
        }
        s = str_cut(s, name.n, s.n);
    }
}

static void read_opening(struct home *h, struct str title) {
    size_t before = facts_opening(rules_facts(h->w->rules), title);
    read_chain(h, str_cut(title, before, title.n));
}

/* At the beginning of a title, and of the title that it cites. */
static void read_title(struct home *h, struct str title) {
    read_opening(h, title);
    for (size_t at = 0; (at = str_find(title, S("《"), at)) != SIZE_MAX;) {
        at += S("《").n;
        read_opening(h, str_cut(title, at, title.n));
    }
}

/* 云岭区人民政府区长 below the title: who speaks. */
static void read_head(struct home *h, size_t i) {
    const struct para *p = h->w->items.at[i].para;
    struct str line = p ? utf8_squeeze(h->w->a, p->text) : (struct str){0};
    size_t body = str_find(line, S("人民政府"), 0);
    if (body != SIZE_MAX && body > 0 && utf8_len(line) <= HEAD_CHARS)
        read_chain(h, line);
}

/* ---- the place that most bodies are of ---- */

struct tally {
    const struct home *h;
    struct {
        struct str name; /* in full */
        unsigned count;
    } at[NAMES_MAX];
    size_t n;
    VEC(struct str) words; /* short names that are parts of names of kinds */
    VEC(struct str) names; /* and others met */
};

static bool is_among(const struct str *list, size_t n, struct str word) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i], word))
            return true;
    return false;
}

/* Is the short name a word that bodies of some kind have in their names wherever they are? 资源 in
 * 市规划自然资源委 is no 资源县. */
static bool is_word_of_kinds(struct tally *t, struct str word) {
    struct arena *a = t->h->w->a;
    if (is_among(t->words.at, t->words.n, word))
        return true;
    if (is_among(t->names.at, t->names.n, word))
        return false;
    bool found = rules_word_of_kinds(t->h->w->rules, word);
    if (found)
        *vec_push(a, &t->words) = word;
    else
        *vec_push(a, &t->names) = word;
    return found;
}

static void count_name(struct tally *t, struct str name) {
    size_t i = 0;
    while (i < t->n && !str_eq(t->at[i].name, name))
        i++;
    if (i == NAMES_MAX)
        return;
    t->at[i].name = name;
    t->at[i].count++;
    t->n = i == t->n ? i + 1 : t->n;
}

/* The full name of the one division that has a short name at byte at of s. */
static struct str by_short_name(struct tally *t, struct str s, size_t at) {
    const struct divisions *all = t->h->all;
    struct str best = {0};
    const struct division_name *n = NULL;
    const struct division *one = NULL;
    bool several = false;
    while ((n = division_at(all, s, at, n))) {
        if (n->division->level >= LEVEL_OF_TOWNS || n->text.n < best.n)
            continue;
        several = n->text.n == best.n;
        best = n->text;
        one = n->division;
    }
    return one && !several && !is_word_of_kinds(t, best) ? one->name : (struct str){0};
}

/* A short name counts in names of bodies alone (密云公路分局). */
static void count_places(struct tally *t, struct str s, bool bodies) {
    for (size_t i = 0; i < s.n;) {
        struct str name = full_name(t->h->all, s, i);
        bool full = name.n > 0;
        if (!full && bodies)
            name = by_short_name(t, s, i);
        const struct division *v = name.n ? only_one(t->h->all, name, NULL) : NULL;
        if (name.n && (!v || v->level > 1))
            count_name(t, name);
        if (full)
            i += name.n;
        else
            utf8_next(s, &i);
    }
}

static void count_assignment(struct tally *t, const struct assignment *as) {
    for (size_t r = 0; r < as->roles.n; r++)
        for (size_t i = 0; i < as->roles.at[r].mentions.n; i++)
            count_places(t, as->roles.at[r].mentions.at[i].mention, true);
}

static void count_plan(struct tally *t, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++)
            count_assignment(t, &plan->measures.at[i].assignments.at[k]);
    for (size_t i = 0; i < plan->clauses.n; i++) {
        count_places(t, plan->clauses.at[i].text, false);
        for (size_t k = 0; k < plan->clauses.at[i].assignments.n; k++)
            count_assignment(t, &plan->clauses.at[i].assignments.at[k]);
    }
}

static bool is_named(const struct plan *plan, struct str name) {
    for (size_t i = 0; i < plan->clauses.n; i++)
        if (str_find(plan->clauses.at[i].text, name, 0) != SIZE_MAX)
            return true;
    return false;
}

/* Of several divisions with this name, the one that lies in a place the text names too. */
static const struct division *told_apart(const struct home *h, struct str name) {
    const struct division *one = only_one(h->all, name, NULL), *told = NULL;
    const struct division_name *n = NULL;
    unsigned found = 0;
    while (!one && (n = division_at(h->all, name, 0, n))) {
        const struct division *v = n->division;
        if (!str_eq(v->name, name) || !str_eq(n->text, name) || !v->up ||
            !is_named(h->w->plan, v->up->name))
            continue;
        told = v;
        found++;
    }
    return one ? one : found == 1 ? told : NULL;
}

/* It is the home only where it stands out. */
static void read_bodies(struct home *h) {
    struct tally *t = arena_alloc(h->w->a, sizeof *t);
    struct str best = {0};
    unsigned most = 0, second = 0;
    t->h = h;
    count_plan(t, h->w->plan);
    for (size_t i = 0; i < t->n; i++) {
        unsigned n = t->at[i].count, less = n > most ? most : n;
        second = less > second ? less : second;
        best = n > most ? t->at[i].name : best;
        most = n > most ? n : most;
    }
    if (most >= BODIES_MIN && most >= 2 * second) {
        h->name = best;
        h->division = told_apart(h, best);
    }
}

void read_jurisdiction(struct work *w, struct str table_title) {
    struct document *d = &w->plan->document;
    struct home h = {.w = w, .all = rules_gazetteer(w->rules)};
    struct line_match label = rules_line(w->rules, table_title);
    if (label.kind == LINE_ANNEX)
        table_title = str_cut(table_title, label.label.n, table_title.n);
    const struct str heads[] = {d->title, d->issuer, table_title};
    for (size_t i = 0; i < sizeof heads / sizeof *heads && h.name.n == 0; i++)
        read_title(&h, heads[i]);
    for (size_t i = 0; i < HEAD_LINES && i < w->items.n && h.name.n == 0; i++)
        read_head(&h, i);
    struct str code = facts_province(rules_facts(w->rules), d->doc_no);
    const struct division *province = division_by_code(h.all, code);
    if (h.name.n && !h.division && province)
        h.division = only_one(h.all, h.name, province);
    if (h.name.n == 0)
        read_bodies(&h);
    d->jurisdiction = h.name;
    d->jurisdiction_code = h.division ? h.division->code : (struct str){0};
}

/* The division that text names from byte at on, which its division above may stand before. */
static const struct division *named_to_end(const struct divisions *all, struct str text,
                                           size_t at) {
    const struct division *found = NULL;
    const struct division_name *n = NULL;
    while ((n = division_at(all, text, at, n))) {
        const struct division *v = n->division;
        bool whole = at + n->text.n == text.n && str_eq(n->text, v->name);
        bool within = at == 0 || (v->up && str_find(text, v->up->name, 0) < at);
        if (whole && within && found)
            return NULL;
        found = whole && within ? v : found;
    }
    return found;
}

void set_jurisdiction(struct work *w, struct str said) {
    const struct divisions *all = rules_gazetteer(w->rules);
    const struct division *v = division_by_code(all, said);
    for (size_t at = 0; at < said.n && !v; at++)
        v = named_to_end(all, said, at);
    w->plan->document.jurisdiction = v ? v->name : said;
    w->plan->document.jurisdiction_code = v ? v->code : (struct str){0};
}
