/* What stands at which address. */
#include "base/embedded.h"
#include "cli/query.h"
#include "cli/site.h"
#include "out/compare.h"
#include "out/diff.h"
#include "out/urls.h"

enum { MOST_COMPARED = 40, MOST_HITS = 100 }; /* documents in one comparison; results of a search */

/* ---- a request ---- */

struct request {
    struct site *s;
    struct arena *a;
    const site_params *params;
    struct str parts[3]; /* of the path, without the extension */
    size_t n;
    bool json;
    struct out_page page;
    struct buf b;
};

static struct site_page failure(struct request *r, int status, enum label_id why) {
    if (r->json) {
        buf_fmt(&r->b, "{\"status\": %d}\n", status);
    } else {
        r->page.json = (struct str){0};
        out_failure_html(&r->b, status, why, r->page);
    }
    return (struct site_page){status, r->json ? "application/json" : "text/html; charset=utf-8",
                              buf_str(&r->b)};
}

static struct site_page found(struct request *r) {
    return (struct site_page){200, r->json ? "application/json" : "text/html; charset=utf-8",
                              buf_str(&r->b)};
}

static struct site_page not_found(struct request *r) {
    return failure(r, 404, LABEL_not_found);
}

static size_t find_document(const struct request *r, struct str slug) {
    size_t i = 0;
    while (i < r->s->plans.n && !str_eq(url_slug(r->a, r->s->plans.at[i]->document.doc), slug))
        i++;
    return i;
}

/* "1.4.2" as a measure's three numbers; false where it is written otherwise than url_number does.
 */
static bool read_number(struct arena *a, struct str text, struct measure *out) {
    int *const parts[] = {&out->table_no, &out->task_no, &out->measure_no};
    enum { PARTS = sizeof parts / sizeof *parts };
    uint32_t n;
    for (size_t i = 0, from = 0, to; i < PARTS; i++, from = to + 1) {
        to = i + 1 < PARTS ? str_find(text, S("."), from) : text.n;
        if (to == SIZE_MAX || !str_uint(str_cut(text, from, to), &n))
            return false;
        *parts[i] = (int)n;
    }
    return str_eq(url_number(a, out), text);
}

static size_t find_measure(const struct request *r, const struct plan *plan, struct str number) {
    const struct measure *at = plan->measures.at;
    struct measure m = {0};
    size_t i = 0;
    if (!read_number(r->a, number, &m))
        return plan->measures.n;
    while (i < plan->measures.n && (at[i].table_no != m.table_no || at[i].task_no != m.task_no ||
                                    at[i].measure_no != m.measure_no))
        i++;
    return i;
}

/* JSON lines as the elements of one array. */
static void put_array(struct buf *b, struct str lines) {
    for (size_t from = 0, to; from < lines.n; from = to + 1) {
        to = str_find(lines, S("\n"), from);
        buf_add(b, from ? S(",\n") : S("["));
        buf_add(b, str_cut(lines, from, to));
    }
    buf_add(b, S("]\n"));
}

static struct site_page get_document(struct request *r) {
    size_t k = find_document(r, r->parts[1]);
    if (k == r->s->plans.n)
        return not_found(r);
    if (r->json)
        put_array(&r->b, plan_to_json(r->a, r->s->plans.at[k]));
    else
        out_plan_html(&r->b, r->s->plans.at[k], r->page);
    return found(r);
}

static struct site_page get_measure(struct request *r) {
    size_t k = find_document(r, r->parts[1]);
    if (k == r->s->plans.n)
        return not_found(r);
    size_t i = find_measure(r, r->s->plans.at[k], r->parts[2]);
    if (i == r->s->plans.at[k]->measures.n)
        return not_found(r);
    if (r->json)
        out_measure_json(&r->b, &r->s->about, k, i);
    else
        out_measure_html(&r->b, &r->s->about, k, i, r->page);
    return found(r);
}

static struct site_page get_org(struct request *r) {
    size_t i = 0;
    while (i < r->s->orgs.n && !str_eq(url_slug(r->a, r->s->orgs.at[i].key), r->parts[1]))
        i++;
    if (i == r->s->orgs.n)
        return not_found(r);
    if (r->json)
        out_org_json(&r->b, &r->s->about, &r->s->orgs.at[i]);
    else
        out_org_html(&r->b, &r->s->about, &r->s->orgs.at[i], r->page);
    return found(r);
}

static struct site_page get_diff(struct request *r) {
    size_t old = find_document(r, r->parts[1]), new = find_document(r, r->parts[2]);
    struct changes changes;
    if (old == r->s->plans.n || new == r->s->plans.n || !out_site_differ(&r->s->about, old, new))
        return not_found(r);
    changes_find(r->a, r->s->plans.at[old], r->s->plans.at[new], &changes);
    if (r->json)
        out_diff_json(&r->b, &changes);
    else
        out_diff_html(&r->b, &changes, r->page);
    return found(r);
}

static void put_comparison(struct request *r, const struct comparison *c) {
    if (r->json)
        out_compare_json(&r->b, c, (struct out_compare_view){0});
    else
        out_compare_html(&r->b, c, r->page);
}

/* All documents, or those that the address names with doc=…; each once. */
static struct site_page get_comparison(struct request *r) {
    VEC(const struct plan *) chosen = {0};
    bool *taken = arena_array(r->a, r->s->plans.n + 1, sizeof *taken);
    struct comparison some;
    for (size_t i = 0; i < r->params->n; i++)
        for (size_t k = 0; k < r->s->plans.n; k++)
            if (str_eq(r->params->at[i].name, S("doc")) && !taken[k] &&
                str_eq(r->params->at[i].value, r->s->plans.at[k]->document.doc)) {
                taken[k] = true;
                *vec_push(r->a, &chosen) = r->s->plans.at[k];
            }
    if (chosen.n == 1 || (chosen.n == 0 && r->params->n))
        return failure(r, 400, LABEL_two_documents);
    if (chosen.n == 0) {
        put_comparison(r, &r->s->all);
        return found(r);
    }
    compare_plans(r->a, chosen.at, chosen.n, &some);
    put_comparison(r, &some);
    return found(r);
}

/* ---- search ---- */

static struct str param(const struct request *r, const char *name) {
    for (size_t i = 0; i < r->params->n; i++)
        if (str_eq(r->params->at[i].name, str_of(name)))
            return r->params->at[i].value;
    return (struct str){0};
}

static int read_query(const struct request *r, const struct out_asked *asked,
                      struct corpus_query *q) {
    uint32_t year = 0;
    *q = (struct corpus_query){.words = asked->words,
                               .district = asked->district,
                               .role = asked->role,
                               .org = asked->org,
                               .limit = MOST_HITS};
    if (asked->year.n && !str_uint(asked->year, &year))
        return -1;
    q->year = (int)year;
    return asked->deadline.n ? query_deadline(r->a, asked->deadline, q) : 0;
}

static struct site_page get_search(struct request *r) {
    struct out_asked asked = {param(r, "q"),
                              param(r, "district"),
                              param(r, "year"),
                              param(r, "role"),
                              param(r, "org"),
                              param(r, "deadline"),
                              {0},
                              NULL};
    struct diags diags = {.a = r->a};
    struct corpus_hits hits = {0};
    struct corpus_query q;
    int rc = read_query(r, &asked, &q);
    if (rc < 0)
        asked.fault = label(r->s->lang, LABEL_bad_search);
    else if (r->s->served && !query_empty(&q)) {
        if (corpus_search(r->s->corpus, r->a, &q, &diags, &hits) < 0)
            return failure(r, 500, LABEL_database_fault);
        asked.hits = &hits;
    }
    if (r->json)
        out_search_page_json(&r->b, &hits);
    else
        out_search_html(&r->b, &r->s->about, &asked, r->page);
    struct site_page page = found(r);
    page.status = rc < 0 ? 400 : 200;
    return page;
}

/* ---- pages without parts ---- */

static struct site_page get_overview(struct request *r) {
    if (r->json)
        out_overview_json(&r->b, &r->s->about);
    else
        out_overview_html(&r->b, &r->s->about, r->page);
    return found(r);
}

static struct site_page get_orgs(struct request *r) {
    if (r->json)
        out_orgs_json(&r->b, &r->s->orgs);
    else
        out_orgs_html(&r->b, &r->s->orgs, r->page);
    return found(r);
}

static struct site_page get_choice(struct request *r) {
    if (r->json)
        out_overview_json(&r->b, &r->s->about);
    else
        out_choose_html(&r->b, &r->s->about, r->page);
    return found(r);
}

/* By the first part, and how many parts there are. */
static const struct {
    struct str name;
    size_t parts;
    struct site_page (*get)(struct request *r);
} routes[] = {
    {S("index"), 1, get_overview}, {S("orgs"), 1, get_orgs},    {S("compare"), 1, get_choice},
    {S("search"), 1, get_search},  {S("doc"), 2, get_document}, {S("org"), 2, get_org},
    {S("diff"), 3, get_diff},      {S("doc"), 3, get_measure},
};

static const struct {
    struct str name;
    const char *type;
} assets[] = {
    {S("page.css"), "text/css; charset=utf-8"},
    {S("page.js"), "text/javascript; charset=utf-8"},
    {S("search.js"), "text/javascript; charset=utf-8"},
};
enum { ROUTES = sizeof routes / sizeof *routes, ASSETS = sizeof assets / sizeof *assets };

static bool split(struct request *r, struct str path) {
    enum { PARTS = sizeof r->parts / sizeof *r->parts };
    r->json = str_ends(path, S(".json"));
    if (!r->json && !str_ends(path, S(".html")))
        return false;
    path = str_cut(path, 0, path.n - S(".html").n);
    for (size_t from = 0, to; from <= path.n; from = to == SIZE_MAX ? path.n + 1 : to + 1) {
        to = str_find(path, S("/"), from);
        if (r->n == PARTS)
            return false;
        r->parts[r->n++] = str_cut(path, from, to);
    }
    return true;
}

/* Pages lie as deep as their path has parts. */
static void describe(struct request *r) {
    static const struct str roots[] = {S(""), S("../"), S("../../")};
    struct str last = r->parts[r->n - 1];
    struct buf json = {.a = r->a};
    url_encode(&json, last);
    buf_add(&json, S(".json"));
    r->page = (struct out_page){r->s->lang, true, roots[r->n - 1], buf_str(&json)};
}

struct site_page site_page(struct site *s, struct arena *a, struct str path,
                           const site_params *params) {
    struct request r = {.s = s, .a = a, .params = params, .b = {.a = a}};
    for (size_t i = 0; i < ASSETS; i++)
        if (str_eq(path, assets[i].name))
            return (struct site_page){200, assets[i].type, embedded_text(path)};
    if (!s->served && str_eq(path, S("search-index.js"))) {
        out_search_index(&r.b, &s->about);
        return (struct site_page){200, assets[1].type, buf_str(&r.b)};
    }
    r.page = (struct out_page){.lang = s->lang, .site = true, .root = S("/")};
    if (!split(&r, path.n ? path : S("index.html")))
        return not_found(&r);
    describe(&r);
    if (r.n == 2 && str_eq(r.parts[0], S("compare")) && str_eq(r.parts[1], S("all")))
        return get_comparison(&r);
    for (size_t i = 0; i < ROUTES; i++)
        if (routes[i].parts == r.n && str_eq(routes[i].name, r.parts[0]))
            return routes[i].get(&r); /* cppcheck-suppress returnDanglingLifetime ; a copy */
    r.page.root = S("/");
    return not_found(&r);
}

/* ---- all pages ---- */

struct listing {
    struct arena *a;
    take_path *take;
    void *ctx;
    int rc;
};

/* The page and its data. */
static void list_page(struct listing *l, struct str path) {
    if (l->rc == 0)
        l->rc = l->take(l->ctx, str_fmt(l->a, "%.*s.html", STR_ARG(path)));
    if (l->rc == 0)
        l->rc = l->take(l->ctx, str_fmt(l->a, "%.*s.json", STR_ARG(path)));
}

static void list_document(struct listing *l, const struct site *s, size_t k) {
    const struct plan *plan = s->plans.at[k];
    struct str slug = url_slug(l->a, plan->document.doc);
    list_page(l, str_fmt(l->a, "doc/%.*s", STR_ARG(slug)));
    for (size_t i = 0; i < plan->measures.n; i++)
        list_page(l, str_fmt(l->a, "doc/%.*s/%.*s", STR_ARG(slug),
                             STR_ARG(url_number(l->a, &plan->measures.at[i]))));
    for (size_t other = 0; other < s->plans.n; other++)
        if (out_site_differ(&s->about, k, other))
            list_page(l, str_fmt(l->a, "diff/%.*s/%.*s", STR_ARG(slug),
                                 STR_ARG(url_slug(l->a, s->plans.at[other]->document.doc))));
}

int site_paths(const struct site *s, struct arena *a, take_path *take, void *ctx) {
    struct listing l = {a, take, ctx, 0};
    for (size_t i = 0; i < ASSETS && l.rc == 0; i++)
        l.rc = take(ctx, assets[i].name);
    if (l.rc == 0)
        l.rc = take(ctx, S("search-index.js"));
    for (size_t i = 0; i < ROUTES; i++)
        if (routes[i].parts == 1)
            list_page(&l, routes[i].name);
    for (size_t k = 0; k < s->plans.n; k++)
        list_document(&l, s, k);
    for (size_t i = 0; i < s->orgs.n; i++)
        list_page(&l, str_fmt(a, "org/%.*s", STR_ARG(url_slug(a, s->orgs.at[i].key))));
    if (s->plans.n > 1 && s->plans.n <= MOST_COMPARED)
        list_page(&l, S("compare/all"));
    return l.rc;
}
