#include "cli/orgs_list.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "out/layout.h"
#include "rules/division.h"
#include "rules/rules.h"
#include <string.h>

enum { LEAST_WIDTH = 80, COUNTS = 4 };

struct listing {
    struct arena *a;
    const struct rules *rules;
    enum orgs_by by;
    char *const *words;
    size_t n;
    struct buf *out;
};

int orgs_by(const char *name, enum orgs_by *out) {
    static const char *const names[] = {"district", "level", "kind"};
    *out = ORGS_BY_DISTRICT;
    for (int i = 0; name && i < 3; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (enum orgs_by)i;
            return 0;
        }
    if (name)
        say(NULL, "orgs list --by knows district, level and kind, not %s", name);
    return name ? -1 : 0;
}

static bool wanted(const struct listing *l, const struct str *texts, size_t n) {
    for (size_t i = 0; i < l->n; i++) {
        bool found = false;
        for (size_t k = 0; k < n; k++)
            found = found || str_find(texts[k], str_of(l->words[i]), 0) != SIZE_MAX;
        if (!found)
            return false;
    }
    return true;
}

static size_t list_width(void) {
    size_t width = terminal_width();
    return width > LEAST_WIDTH ? width : LEAST_WIDTH;
}

static struct str number(struct arena *a, int64_t n) {
    return n ? str_fmt(a, "%lld", (long long)n) : S("");
}

/* ---- bodies under headings ---- */

/* The code of the county for one of its towns, 110118 for 110118100 and 云岭区 for 云岭区/平桥镇.
 */
static struct str county_code(struct str code) {
    size_t slash = str_find(code, S("/"), 0);
    return slash != SIZE_MAX ? str_cut(code, 0, slash) : code.n == 9 ? str_cut(code, 0, 6) : code;
}

static struct str place_heading(const struct listing *l, struct str code) {
    const struct division *v = division_by_code(rules_gazetteer(l->rules), code);
    if (v)
        return str_fmt(l->a, "%.*s %.*s", STR_ARG(code), STR_ARG(division_full(l->a, v)));
    if (str_eq(code, S("000000")))
        return S("000000 nation");
    if (str_ends(code, S("^")))
        return str_fmt(l->a, "%.*s above %.*s", STR_ARG(code),
                       STR_ARG(str_cut(code, 0, code.n - 1)));
    return code;
}

static struct str heading(const struct listing *l, const struct corpus_org *o) {
    if (o->org_kind == ORG_PERSON)
        return S("people");
    if (o->org_id.n == 0)
        return S("groups that nobody can list");
    if (l->by == ORGS_BY_LEVEL)
        return o->level.n ? o->level : S("level unknown");
    return place_heading(l, county_code(o->jurisdiction_code));
}

static void put_org(struct layout *t, const struct corpus_org *o) {
    const int64_t counts[COUNTS] = {o->lead, o->responsible, o->support, o->other_roles};
    layout_cell(t, o->org);
    for (size_t i = 0; i < COUNTS; i++)
        layout_cell(t, number(t->a, counts[i]));
    layout_cell(t, o->years);
}

static void put_head(struct layout *t) {
    static const struct str head[] = {S("name"),    S("lead"),  S("resp."),
                                      S("support"), S("other"), S("year: mentions")};
    t->columns = sizeof head / sizeof *head;
    for (size_t i = 0; i < t->columns; i++)
        layout_cell(t, head[i]);
}

/* Prints the rows under their headings; row 0 is the head. */
static void put_sections(const struct listing *l, const struct layout *t, const struct str *over,
                         size_t rows) {
    layout_rows(l->out, t, 0, 1);
    for (size_t from = 1, to; from < rows; from = to) {
        for (to = from + 1; to < rows && str_eq(over[to], over[from]); to++)
            continue;
        buf_fmt(l->out, "\n# %.*s (%zu)\n", STR_ARG(over[from]), to - from);
        layout_rows(l->out, t, from, to - from);
    }
}

/* Rows of one heading together, headings in the order of their first rows. */
static size_t collect(const struct listing *l, const corpus_orgs *all, const struct corpus_org **in,
                      struct str *over) {
    size_t n = 0;
    bool *done = arena_array(l->a, all->n + 1, sizeof *done);
    struct str *of = arena_array(l->a, all->n + 1, sizeof *of);
    for (size_t i = 0; i < all->n; i++) {
        const struct corpus_org *o = &all->at[i];
        of[i] = heading(l, o);
        const struct str texts[] = {o->org_id, o->org,   org_kind_name(o->org_kind),
                                    o->kind,   o->level, o->jurisdiction_code,
                                    of[i]};
        done[i] = o->org_kind == ORG_UNKNOWN || !wanted(l, texts, sizeof texts / sizeof *texts);
    }
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = i; k < all->n && !done[i]; k++)
            if (!done[k] && str_eq(of[k], of[i])) {
                in[n] = &all->at[k];
                over[++n] = of[i];
                done[k] = k != i;
            }
    return n;
}

static int list_bodies(const struct listing *l, struct corpus *c, struct diags *diags) {
    corpus_orgs all;
    struct layout t = {.a = l->a};
    if (corpus_list_orgs(c, l->a, diags, &all) < 0)
        return -1;
    const struct corpus_org **in = arena_array(l->a, all.n + 1, sizeof *in);
    struct str *over = arena_array(l->a, all.n + 2, sizeof *over);
    size_t n = collect(l, &all, in, over);
    put_head(&t);
    for (size_t i = 0; i < n; i++)
        put_org(&t, in[i]);
    if (layout_fit(&t, list_width()))
        put_sections(l, &t, over, n + 1);
    return 0;
}

/* ---- kinds by documents ---- */

typedef VEC(struct str) texts;

static bool holds(const texts *list, struct str s) {
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->at[i], s))
            return true;
    return false;
}

static texts documents_of(const struct listing *l, const corpus_org_kinds *all) {
    texts docs = {0};
    for (size_t i = 0; i < all->n; i++)
        if (!holds(&docs, all->at[i].doc))
            *vec_push(l->a, &docs) = all->at[i].doc;
    return docs;
}

/* The row of the kind that begins at i; how many of all it takes. */
static size_t put_kind(const struct listing *l, struct layout *t, const corpus_org_kinds *all,
                       size_t i, const texts *docs) {
    const struct corpus_org_kind *first = &all->at[i];
    size_t n = 1;
    while (i + n < all->n && str_eq(all->at[i + n].kind, first->kind) &&
           str_eq(all->at[i + n].level, first->level))
        n++;
    const struct str names[] = {first->kind, first->level};
    if (!wanted(l, names, 2))
        return n;
    layout_cell(t, first->kind);
    layout_cell(t, first->level);
    for (size_t d = 0; d < docs->n; d++) {
        struct str cell = S("–");
        for (size_t k = 0; k < n; k++)
            if (str_eq(first[k].doc, docs->at[d]))
                cell = number(l->a, first[k].mentions);
        layout_cell(t, cell);
    }
    return n;
}

static int list_kinds(const struct listing *l, struct corpus *c, struct diags *diags) {
    corpus_org_kinds all;
    if (corpus_list_org_kinds(c, l->a, diags, &all) < 0)
        return -1;
    texts docs = documents_of(l, &all);
    struct layout t = {.a = l->a, .columns = docs.n + 2};
    layout_cell(&t, S("kind"));
    layout_cell(&t, S("level"));
    for (size_t i = 0; i < docs.n; i++) {
        layout_cell(&t, str_fmt(l->a, "[%zu]", i + 1));
        buf_fmt(l->out, "[%zu] %.*s\n", i + 1, STR_ARG(docs.at[i]));
    }
    for (size_t i = 0; i < all.n;)
        i += put_kind(l, &t, &all, i, &docs);
    if (layout_fit(&t, list_width())) {
        buf_byte(l->out, '\n');
        layout_rows(l->out, &t, 0, t.cells.n / t.columns);
        return 0;
    }
    say(NULL, "%zu documents are too many for a line; v_org_kind of the database has their kinds",
        docs.n);
    return 0;
}

int orgs_list(struct corpus *c, const struct rules *rules, enum orgs_by by, char *const *words,
              size_t n, struct buf *out) {
    const struct listing l = {out->a, rules, by, words, n, out};
    struct diags diags = {.a = out->a};
    int rc = by == ORGS_BY_KIND ? list_kinds(&l, c, &diags) : list_bodies(&l, c, &diags);
    if (rc < 0)
        say_findings(NULL, &diags, DIAG_ERROR);
    return rc;
}
