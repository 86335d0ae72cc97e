/* corpus/: the full-text index finds what a reader would find by eye, and nothing else. */
#include "base/utf8.h"
#include "corpus/grams.h"
#include "tests/db.h"
#include "tests/sample.h"
#include "tests/test.h"

struct fixture {
    struct arena *a;
    struct diags diags;
    struct test_db db;
    struct str path; /* the database's */
};

static int set_up(void **state) {
    struct arena *a = arena_new(NULL);
    struct fixture *f = arena_alloc(a, sizeof *f);
    *f = (struct fixture){.a = a, .diags = {.a = a}};
    test_db_make(a, &f->db);
    f->path = f->db.path;
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    test_db_drop(&f->db);
    arena_drop(f->a);
    return 0;
}

static void put(struct fixture *f, const struct plan *plan) {
    struct corpus *c;
    enum corpus_outcome outcome;
    assert_int_equal(corpus_open(f->a, f->path, CORPUS_WRITE, &f->diags, &c), 0);
    assert_int_equal(corpus_put(c, plan, &f->diags, &outcome), 0);
    corpus_close(c);
}

static struct corpus_hits find(struct fixture *f, struct corpus_query q) {
    struct corpus *c;
    struct corpus_hits hits;
    q.limit = q.limit ? q.limit : 1000;
    assert_int_equal(corpus_open(f->a, f->path, CORPUS_READ, &f->diags, &c), 0);
    if (corpus_search(c, f->a, &q, &f->diags, &hits) < 0)
        fail_msg("%.*s", STR_ARG(f->diags.list.at[0].text));
    corpus_close(c);
    return hits;
}

static size_t count(struct fixture *f, const char *words) {
    return find(f, (struct corpus_query){.words = str_of(words)}).all;
}

static struct measure *add(struct plan *p, int task_no, struct str task, struct str text) {
    struct measure *m = vec_push(p->a, &p->measures);
    *m = (struct measure){.table_no = 1, .task_no = task_no, .measure_no = 1};
    m->task = task;
    m->measure = m->measure_raw = text;
    *vec_push(p->a, &m->assignments) = (struct assignment){0};
    return m;
}

static struct str tokens(struct arena *a, const char *text) {
    struct buf b = {.a = a};
    grams_text(&b, str_of(text));
    return buf_str(&b);
}

static void texts_become_pairs(void **state) {
    struct arena *a = ((struct fixture *)*state)->a;
    assert_str(tokens(a, "治污水"), S(" 治污 污水 水"));
    assert_str(tokens(a, "水"), S(" 水"));
    assert_str(tokens(a, "治\n污　水"), S(" 治污 污水 水"));
    assert_str(tokens(a, "治污、水"), S(" 治污 污 水"));
    assert_str(tokens(a, "PM2.5浓度"), S(" pm 2 5 浓度 度"));
    assert_str(tokens(a, "ＶＯＣs 3 所"), S(" vocs 3 所"));
    assert_str(tokens(a, "a b"), S(" a b"));
    assert_str(tokens(a, "。“”\t"), S(""));
    assert_str(tokens(a, "\xFF水\xFE"), S(" 水"));
}

static struct str query(struct arena *a, const char *words) {
    struct buf b = {.a = a};
    return grams_query(&b, str_of(words)) ? buf_str(&b) : S("none");
}

static void queries_are_phrases(void **state) {
    struct arena *a = ((struct fixture *)*state)->a;
    assert_str(query(a, "污水"), S(" \" 污水\""));
    assert_str(query(a, "水"), S(" \" 水\"*"));
    assert_str(query(a, "治污水 PM2"), S(" \" 治污 污水\" \" pm 2\"*"));
    assert_str(query(a, "\"a b\" c"), S(" \" a b\"* \" c\"*"));
    assert_str(query(a, "\"水"), S(" \" 水\"*"));
    assert_str(query(a, " ，。\" \""), S("none"));
    assert_str(query(a, "水\" OR *"), S(" \" 水\"* \" or\"*"));
}

/* Each run of Chinese characters of up to four is found in those measures that have it. */
static void finds_what_a_reader_finds(void **state) {
    static const struct str texts[] = {
        S("新建公办托育机构3所，新增普惠托位260个。"),
        S("清理河道垃圾，建成湿地两处。"),
        S("湿地建设、河道治理"),
        S("河"),
        S("机构改革后，公办机构新增托育职责。"),
        S("处置处置设施"),
    };
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct fixture *f = *state;
    struct plan *p = sample_empty(f->a, S("yl"));
    for (size_t i = 0; i < TEXTS; i++)
        add(p, (int)i + 1, S(""), texts[i]);
    put(f, p);
    for (size_t i = 0; i < TEXTS; i++)
        for (size_t from = 0, next; from < texts[i].n; from = next) {
            next = from;
            for (size_t to = from, n = 0; to < texts[i].n && n < 4; n++) {
                if (!utf8_is_han(utf8_next(texts[i], &to)))
                    break;
                struct str word = str_cut(texts[i], from, to);
                size_t want = 0;
                for (size_t k = 0; k < TEXTS; k++)
                    want += str_find(texts[k], word, 0) != SIZE_MAX;
                size_t got = find(f, (struct corpus_query){.words = word}).all;
                if (got != want)
                    fail_msg("%.*s: found %zu, is in %zu", STR_ARG(word), got, want);
            }
            utf8_next(texts[i], &next);
        }
}

static void every_kind_of_item_is_found(void **state) {
    static const struct {
        const char *words, *kind;
    } wants[] = {
        {"清淤", "measure"}, {"条例", "clause"}, {"26.5", "indicator"},
        {"总则", "outline"}, {"注", "footnote"},
    };
    struct fixture *f = *state;
    put(f, sample_plan(f->a, S("yl")));
    for (size_t i = 0; i < sizeof wants / sizeof *wants; i++) {
        struct corpus_hits hits = find(f, (struct corpus_query){.words = str_of(wants[i].words)});
        bool found = false;
        for (size_t k = 0; k < hits.list.n; k++)
            found |= str_eq(hits.list.at[k].kind, str_of(wants[i].kind));
        if (!found)
            fail_msg("no %s for %s", wants[i].kind, wants[i].words);
    }
    assert_int_equal(count(f, "没有的词"), 0);
    assert_int_equal(count(f, "治理 长江"), 0); /* all words must stand there */
}

static void the_task_name_counts_less_than_the_text(void **state) {
    struct fixture *f = *state;
    struct plan *p = sample_empty(f->a, S("yl"));
    add(p, 1, S("湿地"), S("建成公园两处。"));
    add(p, 2, S("公园"), S("建成湿地两处。"));
    put(f, p);
    struct corpus_hits hits = find(f, (struct corpus_query){.words = S("湿地")});
    assert_int_equal(hits.all, 2);
    assert_int_equal(hits.list.at[0].task_no, 2);
    assert_true(hits.list.at[0].score > hits.list.at[1].score);
}

static void the_snippet_shows_the_match(void **state) {
    struct fixture *f = *state;
    struct buf text = {.a = f->a};
    for (int i = 0; i < 200; i++)
        buf_add(&text, S("甲乙"));
    buf_add(&text, S("湿 地"));
    for (int i = 0; i < 200; i++)
        buf_add(&text, S("丙丁"));
    struct plan *p = sample_empty(f->a, S("yl"));
    add(p, 1, S("湿地"), buf_str(&text));
    put(f, p);
    const struct corpus_hits hits = find(f, (struct corpus_query){.words = S("湿地")});
    const struct corpus_hit *h = &hits.list.at[0];
    assert_int_equal(h->found.n, 1);
    assert_str(str_cut(h->snippet, h->found.at[0].from, h->found.at[0].to), S("湿 地"));
    assert_true(str_starts(h->snippet, S("…")) && str_ends(h->snippet, S("…")));
    assert_true(utf8_len(h->snippet) < 100);
    assert_int_equal(utf8_valid(h->snippet), h->snippet.n);
    assert_int_equal(h->found_head.n, 1);
}

static void filters_leave_out(void **state) {
    struct fixture *f = *state;
    put(f, sample_plan(f->a, S("yl")));
    const struct {
        struct corpus_query q;
        size_t hits;
    } wants[] = {
        {{.words = S("公里")}, 1},
        {{.words = S("公里"), .district = S("云岭")}, 1},
        {{.words = S("公里"), .district = S("990101")}, 1},
        {{.words = S("公里"), .district = S("青川")}, 0},
        {{.words = S("公里"), .year = 2026}, 1},
        {{.words = S("公里"), .year = 2025}, 0},
        {{.words = S("公里"), .org = S("水务局")}, 1},
        {{.words = S("公里"), .org = S("yl-water"), .role = S("lead")}, 1},
        {{.words = S("公里"), .org = S("水务局"), .role = S("牵头部门")}, 1},
        {{.words = S("公里"), .org = S("水务局"), .role = S("official")}, 0},
        {{.words = S("公里"), .role = S("official")}, 1},
        {{.org = S("生态环境局")}, 1}, /* a row of indicators */
        {{.deadline_from = S("2026-06"), .deadline_to = S("2026-06~")}, 1},
        {{.deadline_from = S("2026"), .deadline_to = S("2026~")}, 4},
        {{.deadline_from = S("2027"), .deadline_to = S("2028~")}, 0},
    };
    for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
        if (find(f, wants[i].q).all != wants[i].hits)
            fail_msg("query %zu: %zu hits, not %zu", i, find(f, wants[i].q).all, wants[i].hits);
}

static void the_limit_limits_the_list_alone(void **state) {
    struct fixture *f = *state;
    struct plan *p = sample_empty(f->a, S("yl"));
    for (int i = 1; i <= 5; i++)
        add(p, i, S(""), S("清淤。"));
    put(f, p);
    struct corpus_hits hits = find(f, (struct corpus_query){.words = S("清淤"), .limit = 2});
    assert_int_equal(hits.list.n, 2);
    assert_int_equal(hits.all, 5);
}

static void assert_sound(struct fixture *f) {
    if (test_db_served())
        assert_str(test_db_ask(&f->db, "SELECT items, tokens FROM state"),
                   test_db_ask(&f->db, "SELECT count(*), sum(size) FROM search"));
    else
        test_db_run(&f->db, "INSERT INTO search (search) VALUES ('integrity-check')");
}

static void a_replaced_document_leaves_no_trace(void **state) {
    struct fixture *f = *state;
    struct plan *p = sample_plan(f->a, S("yl"));
    put(f, p);
    p->measures.at[1].measure = S("疏浚。");
    put(f, p);
    assert_int_equal(count(f, "清淤"), 0);
    assert_int_equal(count(f, "疏浚"), 1);
    assert_sound(f);
}

/* The index is made at a transaction's end: one document is replaced before that, one behind it,
 * and one replacement fails. */
static void documents_of_one_transaction_are_indexed(void **state) {
    static const char *const words[] = {"疏浚。", "绿化。"};
    struct fixture *f = *state;
    struct plan *one = sample_plan(f->a, S("one")), *two = sample_plan(f->a, S("two")),
                *bad = sample_plan(f->a, S("two"));
    struct corpus *c;
    enum corpus_outcome outcome;
    put(f, one);
    assert_int_equal(corpus_open(f->a, f->path, CORPUS_WRITE, &f->diags, &c), 0);
    assert_int_equal(corpus_begin(c, &f->diags), 0);
    for (size_t i = 0; i < 2; i++) {
        one->measures.at[1].measure = str_of(words[i]);
        assert_int_equal(corpus_put(c, one, &f->diags, &outcome), 0);
        assert_int_equal(outcome, CORPUS_REPLACED);
    }
    assert_int_equal(corpus_put(c, two, &f->diags, &outcome), 0);
    bad->measures.at[1].measure = S("疏浚。");
    bad->measures.at[0].assignments.at[0].roles.at[0].mentions.at[0].confidence = 2;
    assert_int_equal(corpus_put(c, bad, &f->diags, &outcome), -1);
    assert_int_equal(corpus_commit(c, &f->diags), 0);
    corpus_close(c);
    assert_int_equal(count(f, "疏浚"), 0);
    assert_int_equal(count(f, "清淤"), 1); /* of two */
    assert_int_equal(count(f, "绿化"), 1); /* of one */
    assert_sound(f);
}

static void an_older_database_is_indexed_on_opening(void **state) {
    struct fixture *f = *state;
    static const char file[] = "DROP TABLE search; DROP TABLE reading_input; DROP TABLE reading;"
                               "DELETE FROM migration WHERE version > 1;"
                               "PRAGMA user_version = 1";
    static const char schema[] = "DROP VIEW v_run, v_run_input;"
                                 "DROP TABLE search, state, reading_input, reading;"
                                 "DELETE FROM migration WHERE version > 1";
    put(f, sample_plan(f->a, S("yl")));
    test_db_run(&f->db, test_db_served() ? schema : file);
    put(f, sample_plan(f->a, S("other")));
    assert_int_equal(count(f, "清淤"), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_become_pairs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(queries_are_phrases, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_what_a_reader_finds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_kind_of_item_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_task_name_counts_less_than_the_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_snippet_shows_the_match, set_up, tear_down),
        cmocka_unit_test_setup_teardown(filters_leave_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_limit_limits_the_list_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_replaced_document_leaves_no_trace, set_up, tear_down),
        cmocka_unit_test_setup_teardown(documents_of_one_transaction_are_indexed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_older_database_is_indexed_on_opening, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
