/* The example plans: each is read without loss, comes back from JSON lines as it was, and what is
 * there in other formats means the same as the text of its name. */
#include "base/utf8.h"
#include "tests/load.h"
#include "tests/test.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct example {
    const char *path;
    const struct rules *rules;
};

static struct plan *read_plan(struct arena *a, const struct example *e, const char *path) {
    struct diags diags = {.a = a};
    struct plan *plan = NULL;
    if (load_plan(a, path, S("example"), TRACKED_ACCEPT, e->rules, &diags, &plan) < 0)
        for (size_t i = 0; i < diags.list.n; i++)
            print_error("%s: %.*s\n", path, STR_ARG(diags.list.at[i].text));
    assert_non_null(plan);
    return plan;
}

static void no_character_is_lost(void **state) {
    const struct example *e = *state;
    struct arena *a = arena_new(NULL);
    struct plan *p = read_plan(a, e, e->path);
    assert_true(p->measures.n + p->indicators.n + p->clauses.n > 0);
    assert_int_equal(p->coverage.items + p->coverage.headings + p->coverage.furniture,
                     p->coverage.total);
    arena_drop(a);
}

static void comes_back_from_json(void **state) {
    const struct example *e = *state;
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct str json = plan_to_json(a, read_plan(a, e, e->path)), rest = json;
    struct plan *back;
    assert_int_equal(plan_from_json(a, &rest, &diags, &back), 0);
    assert_int_equal(rest.n, 0);
    assert_str(plan_to_json(a, back), json);
    arena_drop(a);
}

static void add_roles(struct buf *b, const struct role *r, size_t n) {
    for (; n; n--, r++) {
        buf_fmt(b, " | %.*s%s", STR_ARG(r->role), r->shared ? " shared" : "");
        for (size_t i = 0; i < r->mentions.n; i++)
            buf_fmt(b, " %.*s", STR_ARG(r->mentions.at[i].mention));
    }
}

static struct str measure_line(struct arena *a, const struct measure *m) {
    struct buf b = {.a = a};
    buf_fmt(&b, "%d [%.*s] %d %.*s %d %.*s", m->table_no, STR_ARG(m->section), m->task_no,
            STR_ARG(m->task), m->measure_no, STR_ARG(utf8_squeeze(a, m->measure)));
    for (size_t i = 0; i < m->assignments.n; i++) {
        buf_fmt(&b, " | %.*s", STR_ARG(utf8_squeeze(a, m->assignments.at[i].deadline)));
        add_roles(&b, m->assignments.at[i].roles.at, m->assignments.at[i].roles.n);
    }
    return buf_str(&b);
}

static struct str indicator_line(struct arena *a, const struct indicator *c) {
    struct buf b = {.a = a};
    buf_fmt(&b, "%d %d %.*s | %.*s: %.*s", c->table_no, c->row_no, STR_ARG(c->row_label),
            STR_ARG(c->col), STR_ARG(utf8_squeeze(a, c->value)));
    add_roles(&b, c->roles.at, c->roles.n);
    return buf_str(&b);
}

/* Every other format has a twin: a text of the same name. */
static void means_the_same_as_its_text(void **state) {
    const struct example *e = *state;
    struct arena *a = arena_new(NULL);
    struct str stem = str_cut(str_of(e->path), 0, (size_t)(strrchr(e->path, '.') - e->path));
    struct plan *other = read_plan(a, e, e->path);
    struct plan *text = read_plan(a, e, str_fmt(a, "%.*s.txt", STR_ARG(stem)).p);
    for (size_t i = 0; i < other->measures.n && i < text->measures.n; i++)
        assert_str(measure_line(a, &other->measures.at[i]), measure_line(a, &text->measures.at[i]));
    assert_int_equal(other->measures.n, text->measures.n);
    for (size_t i = 0; i < other->indicators.n && i < text->indicators.n; i++)
        assert_str(indicator_line(a, &other->indicators.at[i]),
                   indicator_line(a, &text->indicators.at[i]));
    assert_int_equal(other->indicators.n, text->indicators.n);
    arena_drop(a);
}

static bool has_twin(struct str name) {
    static const struct str endings[] = {S(".docx"), S(".html"), S(".md"), S(".tsv")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(name, endings[i]))
            return str_find(name, S("README"), 0) != 0;
    return false;
}

static int is_document(const struct dirent *d) {
    return str_ends(str_of(d->d_name), S(".txt")) || has_twin(str_of(d->d_name));
}

typedef VEC(struct CMUnitTest) test_list;

static void add_test(struct arena *a, test_list *tests, struct example *e, const char *what,
                     CMUnitTestFunction run) {
    *vec_push(a, tests) = (struct CMUnitTest){
        .name = str_fmt(a, "%s: %s", e->path, what).p, .test_func = run, .initial_state = e};
}

static void add_tests(struct arena *a, test_list *tests, const struct rules *rules) {
    struct dirent **names;
    int n = scandir("examples", &names, is_document, alphasort);
    for (int i = 0; i < n; i++) {
        struct example *e = arena_alloc(a, sizeof *e);
        *e = (struct example){str_fmt(a, "examples/%s", names[i]->d_name).p, rules};
        add_test(a, tests, e, "no character is lost", no_character_is_lost);
        add_test(a, tests, e, "comes back from JSON", comes_back_from_json);
        if (has_twin(str_of(names[i]->d_name)))
            add_test(a, tests, e, "means the same as its text", means_the_same_as_its_text);
        free(names[i]);
    }
    if (n >= 0)
        free(names);
}

int main(void) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    test_list tests = {0};
    add_tests(a, &tests, rules);
    int failed = _cmocka_run_group_tests("examples", tests.at, tests.n, NULL, NULL);
    rules_drop(rules);
    arena_drop(a);
    return failed;
}
