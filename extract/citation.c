/* Citations: titles in 《》 with the number behind them. One document is cited in many places, with
 * its number in some and under a short name in others.
 */
#include "extract/squeeze.h"
#include "extract/work.h"

struct short_name {
    struct str name, title;
};

struct citer {
    struct arena *a;
    const struct citation_rules *rules;
    VEC(struct reference) known; /* each title once, with its number where one is given */
    VEC(struct short_name) short_names;
};

/* The 》 that closes the 《 at byte at, or SIZE_MAX; titles stand within titles. */
static size_t closing(struct str s, size_t at) {
    size_t depth = 0;
    while (at < s.n) {
        size_t open = str_find(s, S("《"), at), close = str_find(s, S("》"), at);
        if (close == SIZE_MAX)
            return SIZE_MAX;
        depth = open < close ? depth + 1 : depth - 1;
        if (depth == 0)
            return close;
        at = (open < close ? open : close) + S("《").n;
    }
    return SIZE_MAX;
}

static struct reference *titled(struct reference *list, size_t n, struct str title) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i].title, title))
            return &list[i];
    return NULL;
}

static void add_once(struct citer *c, plan_references *list, struct reference r) {
    struct reference *old = titled(list->at, list->n, r.title);
    if (!old)
        *vec_push(c->a, list) = r;
    else if (old->doc_no.n == 0)
        old->doc_no = r.doc_no;
}

static void know(struct citer *c, struct reference r) {
    struct reference *old = titled(c->known.at, c->known.n, r.title);
    if (!old)
        *vec_push(c->a, &c->known) = r;
    else if (old->doc_no.n == 0)
        old->doc_no = r.doc_no;
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
    struct str s = squeeze(c->a, printed).text, last = {0};
    size_t at = str_find(s, S("《"), 0);
    for (size_t end; at != SIZE_MAX && (end = closing(s, at)) != SIZE_MAX;
         at = str_find(s, S("《"), end)) {
        struct str behind = str_cut(s, end + S("》").n, s.n);
        struct reference r = {.title = unwrapped(c->a, str_cut(s, at + S("《").n, end)),
                              .doc_no = citation_number(c->rules, behind)};
        if (r.title.n == 0)
            continue;
        if (last.n && citation_shortens(c->rules, str_cut(s, 0, at))) {
            *vec_push(c->a, &c->short_names) = (struct short_name){r.title, last};
            continue;
        }
        last = r.title;
        know(c, r);
        add_once(c, out, r);
    }
}

static struct str full_title(const struct citer *c, struct str title) {
    for (size_t i = 0; i < c->short_names.n; i++)
        if (str_eq(c->short_names.at[i].name, title))
            return c->short_names.at[i].title;
    return title;
}

/* Full titles for short names, and the number that stands elsewhere in the document. */
static void complete(struct citer *c, plan_references *list) {
    plan_references out = {0};
    for (size_t i = 0; i < list->n; i++) {
        struct reference r = list->at[i];
        r.title = full_title(c, r.title);
        if (r.doc_no.n == 0)
            r.doc_no = titled(c->known.at, c->known.n, r.title)->doc_no;
        add_once(c, &out, r);
    }
    *list = out;
}

void find_citations(struct work *w) {
    struct plan *p = w->plan;
    struct citer c = {.a = p->a, .rules = rules_citations(w->rules)};
    for (size_t i = 0; i < p->measures.n; i++)
        read_text(&c, p->measures.at[i].measure, &p->measures.at[i].references);
    for (size_t i = 0; i < p->clauses.n; i++)
        read_text(&c, p->clauses.at[i].text, &p->clauses.at[i].references);
    for (size_t i = 0; i < p->measures.n; i++)
        complete(&c, &p->measures.at[i].references);
    for (size_t i = 0; i < p->clauses.n; i++)
        complete(&c, &p->clauses.at[i].references);
}
