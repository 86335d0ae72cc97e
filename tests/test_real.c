/* Figures of five real plans, which are not part of the project. They are looked for in the folder
 * TIAOMU_PLANS, else in ../shared/plans; where they are absent every check is skipped by name. */
#include "corpus/corpus.h"
#include "tests/load.h"
#include "tests/test.h"
#include <stdlib.h>
#include <unistd.h>

enum { TABLES = 5, INDICATORS = 2, UNCHECKED = -1 };

struct figures {
    const char *name;
    struct {
        int tasks, measures;
    } tables[TABLES];           /* tables of measures, in order */
    int indicators[INDICATORS]; /* rows of the other tables, in order */
    int footnotes;
    int inferred; /* tasks whose number was lost */
    int shared;   /* measures with a cell that spans two role columns */
};

static const struct figures known[] = {
    {"miyun-2026", {{44, 119}}, {0}, 0, 10, 71},
    {"yanqing-2026", {{45, 102}, {37, 71}, {15, 39}}, {22}, 0, 0, 183},
    {"miyun-2021-2025", {{0}}, {19, 50}, 19, 0, 0},
    {"beijing-2022", {{24, 24}, {24, 45}, {21, 34}, {17, 22}, {14, 18}}, {17}, 0, 0, UNCHECKED},
    {"tongzhou-2021", {{56, 56}, {43, 43}, {35, 35}}, {0}, 0, 0, 0},
};
enum { KNOWN = sizeof known / sizeof *known };

/* One real plan as read: plan is NULL where it was refused, absent where there is no such file. */
struct real {
    const struct figures *want;
    bool absent;
    struct plan *plan;
};

static struct plan *plan_of(void **state) {
    struct real *r = *state;
    if (r->absent)
        skip();
    assert_non_null(r->plan);
    return r->plan;
}

/* Numbers in every table run from 1 to its last without a gap. */
static void tasks_and_measures(void **state) {
    struct plan *p = plan_of(state);
    const struct figures *want = ((struct real *)*state)->want;
    size_t i = 0;
    for (int t = 0; t < TABLES && want->tables[t].tasks; t++) {
        int task = 0, measures = 0;
        assert_true(i < p->measures.n);
        for (int table = p->measures.at[i].table_no;
             i < p->measures.n && p->measures.at[i].table_no == table; i++, measures++) {
            if (p->measures.at[i].task_no != task)
                assert_int_equal(p->measures.at[i].task_no, ++task);
        }
        assert_int_equal(task, want->tables[t].tasks);
        assert_int_equal(measures, want->tables[t].measures);
    }
    assert_int_equal(i, p->measures.n);
}

static void indicator_rows(void **state) {
    struct plan *p = plan_of(state);
    const struct figures *want = ((struct real *)*state)->want;
    const struct indicator *c = p->indicators.at;
    size_t i = 0;
    for (int t = 0; t < INDICATORS && want->indicators[t]; t++) {
        int rows = 0;
        assert_true(i < p->indicators.n);
        for (size_t from = i; i < p->indicators.n && c[i].table_no == c[from].table_no; i++)
            rows += i == from || c[i].row_no != c[i - 1].row_no ||
                    !str_eq(c[i].row_label, c[i - 1].row_label);
        assert_int_equal(rows, want->indicators[t]);
    }
    assert_int_equal(i, p->indicators.n);
}

/* Their printed numbers follow one another. */
static void footnotes(void **state) {
    struct plan *p = plan_of(state);
    uint32_t n, first = 0;
    assert_int_equal(p->footnotes.n, ((struct real *)*state)->want->footnotes);
    for (size_t i = 0; i < p->footnotes.n; i++) {
        assert_true(str_uint(p->footnotes.at[i].n, &n));
        first = i ? first : n;
        assert_int_equal(n, first + i);
        assert_true(p->footnotes.at[i].text.n > 0 && p->footnotes.at[i].anchor.n > 0);
    }
}

static void lost_numbers(void **state) {
    struct plan *p = plan_of(state);
    int inferred = 0;
    for (size_t i = 0; i < p->measures.n; i++)
        inferred += p->measures.at[i].task_no_inferred && p->measures.at[i].measure_no == 1;
    assert_int_equal(inferred, ((struct real *)*state)->want->inferred);
}

static bool has_shared(const struct measure *m) {
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t k = 0; k < m->assignments.at[i].roles.n; k++)
            if (m->assignments.at[i].roles.at[k].shared)
                return true;
    return false;
}

static void merged_roles(void **state) {
    struct plan *p = plan_of(state);
    int want = ((struct real *)*state)->want->shared, shared = 0;
    for (size_t i = 0; i < p->measures.n; i++)
        shared += has_shared(&p->measures.at[i]);
    if (want != UNCHECKED)
        assert_int_equal(shared, want);
}

static void no_character_is_lost(void **state) {
    const struct coverage *c = &plan_of(state)->coverage;
    assert_true(c->total > 0);
    assert_int_equal(c->items + c->headings + c->furniture, c->total);
}

static enum corpus_outcome put(struct arena *a, const char *path, const struct plan *p,
                               struct plan **back) {
    struct diags diags = {.a = a};
    struct corpus *c;
    enum corpus_outcome outcome;
    assert_int_equal(corpus_open(a, str_of(path), CORPUS_WRITE, &diags, &c), 0);
    assert_int_equal(corpus_put(c, p, &diags, &outcome), 0);
    assert_int_equal(corpus_get(c, a, p->document.doc, &diags, back), 0);
    corpus_close(c);
    return outcome;
}

/* The database is the same to the byte, and gives the plan back as it was. */
static void second_storing_changes_nothing(void **state) {
    struct plan *p = plan_of(state), *back;
    struct arena *a = arena_new(NULL);
    char path[] = "/tmp/tiaomu-XXXXXX";
    struct str once, twice;
    int fd = mkstemp(path);
    assert_true(fd >= 0 && close(fd) == 0);
    assert_int_equal(put(a, path, p, &back), CORPUS_ADDED);
    assert_true(load_file(a, path, &once));
    assert_int_equal(put(a, path, p, &back), CORPUS_UNCHANGED);
    assert_true(load_file(a, path, &twice));
    unlink(path);
    assert_true(once.n > 0 && str_eq(once, twice));
    assert_str(plan_to_json(a, back), plan_to_json(a, p));
    arena_drop(a);
}

static const struct {
    const char *name;
    CMUnitTestFunction run;
} checks[] = {
    {"tasks and measures", tasks_and_measures},
    {"indicator rows", indicator_rows},
    {"footnotes", footnotes},
    {"lost numbers", lost_numbers},
    {"merged role cells", merged_roles},
    {"no character lost", no_character_is_lost},
    {"second storing changes nothing", second_storing_changes_nothing},
};
enum { CHECKS = sizeof checks / sizeof *checks };

static void load(struct arena *a, const struct rules *rules, struct real *r) {
    const char *folder = getenv("TIAOMU_PLANS");
    struct str path = str_fmt(a, "%s/%s.txt", folder ? folder : "../shared/plans", r->want->name),
               bytes;
    struct diags diags = {.a = a};
    r->absent = !load_file(a, path.p, &bytes);
    if (!r->absent &&
        load_plan(a, path.p, str_of(r->want->name), TRACKED_ACCEPT, rules, &diags, &r->plan) < 0)
        for (size_t i = 0; i < diags.list.n; i++)
            print_error("%s: %.*s\n", path.p, STR_ARG(diags.list.at[i].text));
}

int main(void) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct real real[KNOWN] = {0};
    if (rules)
        rules_hasten(rules, RULES_HASTENED);
    struct CMUnitTest tests[KNOWN * CHECKS];
    for (size_t i = 0; i < KNOWN; i++) {
        real[i].want = &known[i];
        load(a, rules, &real[i]);
        for (size_t k = 0; k < CHECKS; k++)
            tests[i * CHECKS + k] = (struct CMUnitTest){
                .name = str_fmt(a, "%s: %s", known[i].name, checks[k].name).p,
                .test_func = checks[k].run,
                .initial_state = &real[i],
            };
    }
    int failed = cmocka_run_group_tests_name("real", tests, NULL, NULL);
    rules_drop(rules);
    arena_drop(a);
    return failed;
}
