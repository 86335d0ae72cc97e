/* extract/plan_json.c: plans as JSON lines and back. */
#include "tests/sample.h"
#include "tests/test.h"
#include <jansson.h>
#include <math.h>

static struct str line_of(struct str text, size_t n) {
    size_t from = 0;
    while (n--)
        from = str_find(text, S("\n"), from) + 1;
    return str_cut(text, from, str_find(text, S("\n"), from));
}

/* The n-th line of the sample plan, parsed; the caller drops it. */
static json_t *sample_line(struct arena *a, size_t n) {
    struct str line = line_of(plan_to_json(a, sample_plan(a, S("yl"))), n);
    return json_loadb(line.p, line.n, 0, NULL);
}

static void the_way_back_gives_the_same_lines(void **state) {
    struct diags diags = {.a = *state};
    struct plan *const plans[] = {sample_plan(*state, S("yl")), sample_empty(*state, S("e"))};
    for (size_t i = 0; i < 2; i++) {
        struct str json = plan_to_json(*state, plans[i]), rest = json;
        struct plan *back = NULL;
        assert_int_equal(plan_from_json(*state, &rest, &diags, &back), 0);
        assert_int_equal(rest.n, 0);
        assert_str(plan_to_json(*state, back), json);
    }
}

static void headings_and_clauses_say_their_place(void **state) {
    json_t *heading = sample_line(*state, 2);
    assert_string_equal(json_string_value(json_object_get(heading, "type")), "outline");
    assert_int_equal(json_integer_value(json_object_get(heading, "ord")), 2);
    json_decref(heading);
}

static void fields_come_back_as_they_were(void **state) {
    struct diags diags = {.a = *state};
    struct str json = plan_to_json(*state, sample_plan(*state, S("yl")));
    struct plan *p = NULL;
    assert_int_equal(plan_from_json(*state, &json, &diags, &p), 0);
    assert_str(p->measures.at[0].measure, S("治理河道“三公里”。\n其中\t一公里\\二公里。"));
    assert_int_equal(p->measures.at[3].task_no, 0);
    assert_true(p->measures.at[2].task_no_inferred);
    const struct assignment *first = &p->measures.at[0].assignments.at[0];
    assert_true(first->roles.at[0].shared);
    assert_int_equal(first->roles.at[1].mentions.n, 0);
    assert_true(first->roles.at[0].mentions.at[1].confidence == 1.0 / 3);
    assert_int_equal(first->roles.at[0].mentions.at[0].method, METHOD_ALIAS);
    assert_true(p->indicators.at[2].has_value_num && p->indicators.at[2].value_num == 0);
    assert_false(p->indicators.at[1].has_value_num);
    assert_int_equal(p->diags.list.at[0].code, DIAG_NO_DEADLINE);
    assert_int_equal(p->diags.list.at[0].level, DIAG_WARNING);
    assert_int_equal(p->coverage.furniture, 4);
    assert_str(p->measures.at[0].quantities.at[0].unit, S("公里"));
    assert_true(p->clauses.at[1].quantities.n == 1 && !p->clauses.at[1].quantities.at[0].has_value);
    assert_str(p->clauses.at[0].references.at[0].doc_no, S("云政发〔2025〕7号"));
    const struct assignment *own = &p->clauses.at[1].assignments.at[0];
    assert_true(p->clauses.at[0].assignments.n == 0 && p->clauses.at[1].assignments.n == 1);
    assert_str(own->deadline_end, S("2026-12-31"));
    assert_str(own->roles.at[0].mentions.at[0].org, S("云岭区水务局"));
    assert_str(p->corrections.at[0].printed, S("清瘀"));
    assert_int_equal(p->document.status, STATUS_DRAFT);
}

static void a_measure_line_has_the_published_shape(void **state) {
    json_t *m = sample_line(*state, 3);
    const char *type = NULL, *doc = NULL, *role = NULL, *org = NULL, *deadline = NULL;
    int task_no = 0, shared = 0;
    double confidence = 0;
    assert_int_equal(json_unpack(m, "{s:s, s:s, s:i, s:s, s:[{s:[{s:s, s:b, s:[{s:s, s:F}]}]}]}",
                                 "type", &type, "doc", &doc, "task_no", &task_no, "deadline",
                                 &deadline, "assignments", "roles", "role", &role, "shared",
                                 &shared, "mentions", "org", &org, "confidence", &confidence),
                     0);
    assert_string_equal(type, "measure");
    assert_string_equal(doc, "yl");
    assert_int_equal(task_no, 1);
    assert_string_equal(deadline, "6月底前\n长期实施");
    assert_string_equal(role, "牵头部门");
    assert_string_equal(org, "云岭区水务局");
    assert_true(shared && confidence == 0.95);
    json_decref(m);
}

static void what_is_absent_is_null(void **state) {
    json_t *m = sample_line(*state, 6);
    assert_true(json_is_null(json_object_get(m, "task_no")));
    assert_true(json_is_null(json_object_get(m, "deadline_start")));
    assert_true(json_is_null(json_object_get(m, "source_path")));
    assert_string_equal(json_string_value(json_object_get(m, "table_title")), "");
    json_decref(m);
    json_t *document = sample_line(*state, 0);
    assert_true(json_is_null(json_object_get(document, "doc_no")));
    assert_int_equal(json_integer_value(json_object_get(document, "year_end")), 2026);
    json_decref(document);
}

static void the_deadline_of_a_measure_sums_up_its_lines(void **state) {
    struct plan *p = sample_plan(*state, S("yl"));
    struct assignment whole = plan_deadline(*state, &p->measures.at[0]);
    assert_int_equal(whole.deadline_kind, DEADLINE_MILESTONES);
    assert_str(whole.deadline_start, S("2026-01-01"));
    assert_str(whole.deadline_end, S("2026-06-30"));
    struct measure *same = &p->measures.at[1];
    struct assignment again = same->assignments.at[0];
    *vec_push(*state, &same->assignments) = again;
    whole = plan_deadline(*state, same);
    assert_int_equal(whole.deadline_kind, DEADLINE_BY);
    assert_str(whole.deadline, S("年底前\n年底前"));
    assert_int_equal(plan_deadline(*state, &p->measures.at[2]).deadline_kind, DEADLINE_UNKNOWN);
}

static void numbers_keep_every_bit(void **state) {
    struct plan *p = sample_plan(*state, S("yl"));
    struct diags diags = {.a = *state};
    const double hard[] = {0.1, 1.0 / 3, 1e300, 5e-324, 12345678901234567.0, -0.75};
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        p->indicators.at[0].value_num = hard[i];
        struct str json = plan_to_json(*state, p);
        struct plan *back = NULL;
        assert_int_equal(plan_from_json(*state, &json, &diags, &back), 0);
        assert_true(back->indicators.at[0].value_num == hard[i]);
    }
}

static void plans_follow_each_other_in_one_stream(void **state) {
    struct diags diags = {.a = *state};
    struct buf both = {.a = *state};
    buf_add(&both, plan_to_json(*state, sample_plan(*state, S("one"))));
    buf_add(&both, S("\n  \n"));
    buf_add(&both, plan_to_json(*state, sample_empty(*state, S("two"))));
    struct str text = buf_str(&both);
    struct plan *p = NULL;
    assert_int_equal(plan_from_json(*state, &text, &diags, &p), 0);
    assert_str(p->document.doc, S("one"));
    assert_int_equal(p->measures.n, 4);
    assert_int_equal(plan_from_json(*state, &text, &diags, &p), 0);
    assert_str(p->document.doc, S("two"));
    assert_int_equal(p->measures.n, 0);
    assert_int_equal(text.n, 0);
}

#define HEAD                                                                                       \
    "{\"type\":\"document\",\"doc\":\"d\",\"title\":\"\",\"doc_type\":\"plan\","                   \
    "\"status\":\"final\",\"source_name\":\"\",\"source_sha256\":\"\",\"format\":\"\","            \
    "\"tool_version\":\"\",\"rules_version\":\"\"}\n"
#define CLAUSE "{\"type\":\"clause\",\"doc\":\"d\",\"section\":\"\",\"label\":\"\","

/* What a person may do to the lines by hand: each is refused with the line's number. */
static void bad_lines_are_refused_with_their_number(void **state) {
    static const struct {
        struct str text;
        uint32_t line;
        struct str words;
    } bad[] = {
        {S(""), 0, S("no document")},
        {S("\n\n"), 2, S("no document")},
        {S("{\"type\":\"clause\",\"doc\":\"d\"}\n"), 1, S("document")},
        {S(HEAD "{\"type\":\n"), 2, S("")},
        {S(HEAD "\n[1]\n"), 3, S("\"doc\"")},
        {S(HEAD "{\"type\":\"spell\",\"doc\":\"d\"}\n"), 2, S("spell")},
        {S(HEAD CLAUSE "\"text\":7}\n"), 2, S("\"text\"")},
        {S(HEAD CLAUSE "\"text\":null}\n"), 2, S("\"text\"")},
        {S(HEAD CLAUSE "\"text\":\"t\",\"source_line\":-1}\n"), 2, S("\"source_line\"")},
        {S(HEAD "{\"type\":\"clause\",\"doc\":\"e\",\"text\":\"t\"}\n"), 2, S("\"doc\"")},
        {S(HEAD "{\"type\":\"outline\",\"doc\":\"d\",\"level\":2147483648}\n"), 2, S("\"level\"")},
        {S(HEAD "{\"type\":\"coverage\",\"doc\":\"d\"}\n"), 2, S("\"chars_total\"")},
        {S(HEAD "{\"type\":\"warning\",\"doc\":\"d\",\"code\":\"x\",\"severity\":\"note\","
                "\"message\":\"m\"}\n"),
         2, S("\"code\"")},
        {S(HEAD "{\"type\":\"measure\",\"doc\":\"d\",\"table_no\":1,\"table_title\":\"\","
                "\"section\":\"\",\"task_no_inferred\":false,\"task\":\"\",\"measure_no\":1,"
                "\"measure\":\"\",\"measure_raw\":\"\",\"assignments\":[]}\n"),
         2, S("assignments")},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct diags diags = {.a = *state};
        struct str text = bad[i].text;
        struct plan *p = NULL;
        assert_int_equal(plan_from_json(*state, &text, &diags, &p), -1);
        assert_null(p);
        assert_int_equal(diags.list.n, 1);
        assert_int_equal(diags.list.at[0].code, DIAG_BAD_JSON);
        assert_int_equal(diags.list.at[0].at.line, bad[i].line);
        if (str_find(diags.list.at[0].text, bad[i].words, 0) == SIZE_MAX)
            fail_msg("case %zu says: %.*s", i, STR_ARG(diags.list.at[0].text));
    }
}

static void lines_that_were_cut_off_are_refused(void **state) {
    struct diags diags = {.a = *state};
    struct str whole = plan_to_json(*state, sample_plan(*state, S("yl")));
    struct plan *p = NULL;
    for (size_t at = str_find(whole, S("\n"), 0); at + 1 < whole.n;
         at = str_find(whole, S("\n"), at + 1)) {
        struct str text = str_cut(whole, 0, at + 1);
        assert_int_equal(plan_from_json(*state, &text, &diags, &p), -1);
    }
    assert_true(diags.list.n > 0 && str_find(diags.list.at[0].text, S("cut off"), 0) != SIZE_MAX);
}

static void a_short_document_line_is_enough(void **state) {
    struct diags diags = {.a = *state};
    struct str text = S(HEAD CLAUSE "\"text\":\"t\",\"beside\":[1]}");
    struct plan *p = NULL;
    assert_int_equal(plan_from_json(*state, &text, &diags, &p), 0);
    assert_int_equal(p->clauses.n, 1);
    assert_int_equal(p->document.year_start, 0);
    assert_int_equal(p->document.doc_type, DOC_PLAN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_back_gives_the_same_lines),
        cmocka_unit_test(headings_and_clauses_say_their_place),
        cmocka_unit_test(fields_come_back_as_they_were),
        cmocka_unit_test(a_measure_line_has_the_published_shape),
        cmocka_unit_test(what_is_absent_is_null),
        cmocka_unit_test(the_deadline_of_a_measure_sums_up_its_lines),
        cmocka_unit_test(numbers_keep_every_bit),
        cmocka_unit_test(plans_follow_each_other_in_one_stream),
        cmocka_unit_test(bad_lines_are_refused_with_their_number),
        cmocka_unit_test(lines_that_were_cut_off_are_refused),
        cmocka_unit_test(a_short_document_line_is_enough),
    };
    return cmocka_run_group_tests_name("plan_json", tests, test_arena, test_drop);
}
