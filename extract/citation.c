/* Citations: titles in 《》 with the number behind them. One document is cited in many places, with
 * its number in some and under a short name in others.
 */
#include "base/utf8.h"
#include "extract/squeeze.h"
#include "extract/work.h"

/* A title cited in the document. */
struct title {
    struct reference r; /* with the number, where one is given anywhere */
    size_t at;          /* its place in the list of the item that cited it last */
    struct str fuller;  /* the whole title, with years and edition, that this one stands for, */
    bool several;       /* unless there are several */
};

struct citer {
    struct arena *a;
    struct arena *scratch; /* for one text */
    const struct citation_rules *rules;
    VEC(struct title) titles;
    uint32_t *slots; /* a hash table of places in titles, from 1; 0 is free */
    size_t nslots;   /* a power of two, at least twice the titles */
};

/* The 》 that closes the 《 at byte at, or SIZE_MAX; titles stand within titles. */
static size_t closing(struct str s, size_t at) {
    enum { TITLE_BYTES = 600 }; /* 200 characters: no title is longer */
    size_t depth = 0, limit = at + TITLE_BYTES;
    while (at < s.n && at < limit) {
        struct str rest = str_cut(s, at, s.n);
        depth += str_starts(rest, S("《"));
        depth -= str_starts(rest, S("》"));
        if (depth == 0)
            return at;
        utf8_next(s, &at);
    }
    return SIZE_MAX;
}

static uint32_t *slot_of(const struct citer *c, struct str title) {
    size_t i = (size_t)str_hash(title);
    for (;; i++) {
        uint32_t *slot = &c->slots[i & (c->nslots - 1)];
        if (*slot == 0 || str_eq(c->titles.at[*slot - 1].r.title, title))
            return slot;
    }
}

static void set_slots(struct citer *c, size_t n) {
    c->nslots = n;
    c->slots = arena_array(c->a, c->nslots, sizeof *c->slots);
    for (size_t i = 0; i < c->titles.n; i++)
        *slot_of(c, c->titles.at[i].r.title) = (uint32_t)i + 1;
}

/* The title's entry, a new one where there is none. */
static struct title *know(struct citer *c, struct str title) {
    if (2 * (c->titles.n + 1) > c->nslots)
        set_slots(c, 2 * c->nslots);
    uint32_t *slot = slot_of(c, title);
    if (*slot == 0) {
        *vec_push(c->a, &c->titles) = (struct title){.r = {.title = title}};
        *slot = (uint32_t)c->titles.n;
    }
    return &c->titles.at[*slot - 1];
}

static void stand_for(struct citer *c, struct str name, struct str title) {
    struct title *t = know(c, name);
    t->several = t->several || (t->fuller.n && !str_eq(t->fuller, title));
    t->fuller = title;
}

/* 《规划（2019-2025年）》 may be cited as 《规划》 too. */
static void note_edition(struct citer *c, struct str title) {
    struct str bare = citation_bare(c->rules, title);
    if (bare.n < title.n)
        stand_for(c, bare, title);
}

/* Each title once in an item. */
static void add_once(struct citer *c, plan_references *list, struct reference r) {
    struct title *t = know(c, r.title);
    if (t->r.doc_no.n == 0)
        t->r.doc_no = r.doc_no;
    if (t->at < list->n && str_eq(list->at[t->at].title, r.title)) {
        if (list->at[t->at].doc_no.n == 0)
            list->at[t->at].doc_no = r.doc_no;
        return;
    }
    t->at = list->n;
    *vec_push(c->a, list) = r;
}

/* Titles wrap. */
static struct str unwrapped(struct arena *a, struct str title) {
    struct buf b = {.a = a};
    for (size_t at = 0, end; at < title.n; at = end == SIZE_MAX ? title.n : end + 1) {
        end = str_find(title, S("\n"), at);
        buf_add(&b, str_cut(title, at, end));
    }
    return buf_str(&b);
}

static void read_text(struct citer *c, struct str printed, plan_references *out) {
    struct str last = {0};
    if (str_find(printed, S("《"), 0) == SIZE_MAX)
        return;
    arena_reset(c->scratch);
    struct str s = squeeze(c->scratch, printed).text;
    for (size_t at = 0, end; (at = str_find(s, S("《"), at)) != SIZE_MAX; at = end) {
        size_t close = closing(s, at), open = at + S("《").n;
        end = close == SIZE_MAX ? open : close;
        struct reference r = {.title = unwrapped(c->a, str_cut(s, open, end))};
        if (r.title.n == 0)
            continue;
        if (last.n && citation_shortens(c->rules, str_cut(s, 0, at))) {
            stand_for(c, r.title, last);
            continue;
        }
        last = r.title;
        note_edition(c, r.title);
        r.doc_no = str_dup(c->a, citation_number(c->rules, str_cut(s, end + S("》").n, s.n)));
        add_once(c, out, r);
    }
}

static struct str full_title(struct citer *c, struct str title) {
    enum { STEPS = 2 }; /* a short name, and the title without its years */
    for (int i = 0; i < STEPS; i++) {
        const struct title *t = know(c, title);
        title = t->fuller.n && !t->several ? t->fuller : title;
    }
    return title;
}

/* Full titles for short names, and the number that stands elsewhere in the document. */
static void complete(struct citer *c, plan_references *list) {
    plan_references out = {0};
    for (size_t i = 0; i < list->n; i++) {
        struct str title = full_title(c, list->at[i].title);
        struct str number = list->at[i].doc_no;
        add_once(c, &out, (struct reference){title, number.n ? number : know(c, title)->r.doc_no});
    }
    *list = out;
}

void find_citations(struct work *w) {
    struct plan *p = w->plan;
    struct citer c = {.a = p->a, .scratch = arena_beside(w->a), .rules = rules_citations(w->rules)};
    set_slots(&c, 64);
    for (size_t i = 0; i < p->measures.n; i++)
        read_text(&c, p->measures.at[i].measure, &p->measures.at[i].references);
    for (size_t i = 0; i < p->clauses.n; i++)
        read_text(&c, p->clauses.at[i].text, &p->clauses.at[i].references);
    for (size_t i = 0; i < p->measures.n; i++)
        complete(&c, &p->measures.at[i].references);
    for (size_t i = 0; i < p->clauses.n; i++)
        complete(&c, &p->clauses.at[i].references);
    arena_drop(c.scratch);
}
