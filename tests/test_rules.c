/* The rules files: what is in them is found, what is wrong in them is named with file and line. */
#include "rules/rules.h"
#include "tests/test.h"

static struct rules *load(struct arena *a, struct str name, struct str text, struct diags *diags) {
    struct rules_file file = {name, text};
    *diags = (struct diags){.a = a};
    return rules_load(a, &file, 1, diags);
}

static void refused(struct arena *a, struct str name, struct str text, struct str why) {
    struct diags diags;
    assert_null(load(a, name, text, &diags));
    assert_int_equal(diags.list.n, 1);
    assert_int_equal(diags.list.at[0].level, DIAG_ERROR);
    if (str_find(diags.list.at[0].text, why, 0) == SIZE_MAX)
        assert_str(diags.list.at[0].text, why);
}

static void columns(void **state) {
    struct diags diags = {.a = *state};
    struct rules *r = rules_load(*state, NULL, 0, &diags);
    assert_non_null(r);
    assert_int_equal(rules_column(r, S("工作措施")).field, FIELD_MEASURE);
    assert_int_equal(rules_column(r, S("协办单位")).field, FIELD_ROLE);
    assert_int_equal(rules_column(r, S("天气")).field, FIELD_NONE);
    assert_int_equal(rules_version(r).n, 12);
    rules_drop(r);
}

static void a_file_replaces(void **state) {
    struct diags diags;
    struct rules *r = load(
        *state, S("columns.tsv"),
        S("\xEF\xBB\xBFname\tfield\trole\tseen\r\n# remark\r\n\r\n做什么\tmeasure\t\there\r\n"),
        &diags);
    assert_non_null(r);
    assert_int_equal(rules_column(r, S("做什么")).field, FIELD_MEASURE);
    assert_int_equal(rules_column(r, S("工作措施")).field, FIELD_NONE);
    rules_drop(r);
}

static void faults_are_named(void **state) {
    const struct str columns_tsv = S("columns.tsv");
    refused(*state, columns_tsv, S("name\tfield\trole\tseen\n序号\tnumber\t\tx\n序号\ttask\t\ty\n"),
            S("序号, first in line 2"));
    refused(*state, columns_tsv, S("name\tfield\trole\tseen\n序号\tnumbr\t\tx\n"), S("numbr"));
    refused(*state, columns_tsv, S("name\tfield\trole\tseen\n牵头\trole\tboss\tx\n"), S("boss"));
    refused(*state, columns_tsv, S("name\tfield\tseen\n"), S("lacks a column"));
    refused(*state, columns_tsv, S("name\tfield\trole\n"), S("lacks a column"));
    refused(*state, columns_tsv, S("name\tfield\trole\tseen\n序号\tnumber\n"), S("tabs"));
    refused(*state, columns_tsv, S("name\tfield\trole\tseen\n\xFF\tnumber\t\tx\n"), S("UTF-8"));
    refused(*state, S("phrases.tsv"), S("kind\tpattern\tseen\nname\ta\xFF\tx\n"), S("UTF-8"));
    refused(*state, S("kinds.tsv"), S("# \xB5\xA5\xCE\xBB\n"), S("UTF-8"));
    refused(*state, S("org_shapes.tsv"), S("shape\tpattern\tseen\nbody\t(局\tx\n"), S("pattern"));
    refused(*state, S("repairs.tsv"),
            S("rule\tscope\tpattern\treplacement\tconfidence\tseen\nx\ttext\ta\tb\t2\ty\n"),
            S("confidence"));
    refused(*state, S("traditional.tsv"), S("pairs\tseen\n辦办係\tx\n"), S("pairs"));
}

static void place_of_a_fault(void **state) {
    struct diags diags;
    assert_null(load(*state, S("columns.tsv"),
                     S("# remark\nname\tfield\trole\tseen\n序号\tnumber\t\tx\n序号\ttask\t\ty\n"),
                     &diags));
    assert_int_equal(diags.list.at[0].at.line, 4);
    assert_str(place_path(diags.list.at[0].at), S("columns.tsv"));
}

static void lines(void **state) {
    struct diags diags = {.a = *state};
    struct rules *r = rules_load(*state, NULL, 0, &diags);
    assert_int_equal(rules_line(r, S("一、总体要求")).kind, LINE_HEADING);
    assert_true(rules_heading(r, S("一、总体要求")));
    assert_false(rules_heading(r, S("附件2")));
    assert_false(rules_heading(r, S("云岭区2026年行动计划（征求意见稿）")));
    assert_int_equal(rules_line(r, S("（二）重点工作")).level, 4);
    assert_true(rules_line(r, S("（3） 开展评估")).inferred);
    assert_int_equal(rules_line(r, S("附件2")).kind, LINE_ANNEX);
    assert_int_equal(rules_line(r, S("云岭区2026年行动计划（征求意见稿）")).kind, LINE_TITLE);
    assert_int_equal(rules_line(r, S("云政发〔2026〕3号")).kind, LINE_DOC_NO);
    assert_int_equal(rules_line(r, S("今天天气很好。")).kind, LINE_NONE);
    rules_drop(r);
}

static void shapes(void **state) {
    struct diags diags = {.a = *state};
    struct rules *r = rules_load(*state, NULL, 0, &diags);
    assert_int_equal(rules_org_shape(r, S("区生态环境局")), SHAPE_BODY);
    assert_int_equal(rules_org_shape(r, S("云岭公路分局")), SHAPE_BODY);
    assert_int_equal(rules_org_shape(r, S("云岭分局")), SHAPE_TAIL);
    assert_int_equal(rules_org_shape(r, S("中心")), SHAPE_TAIL);
    assert_int_equal(rules_org_shape(r, S("各镇街（地区）")), SHAPE_GROUP);
    assert_int_equal(rules_org_shape(r, S("区财政局区教委")), SHAPE_NONE);
    assert_int_equal(rules_org_shape(r, S("西各庄镇")), SHAPE_BODY);
    assert_true(rules_none(r, S("——")));
    assert_int_equal(rules_name_end(r, S("区教委等部门")), S("区教委").n);
    assert_non_null(rules_editing(r));
    rules_drop(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns),
        cmocka_unit_test(a_file_replaces),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(place_of_a_fault),
        cmocka_unit_test(lines),
        cmocka_unit_test(shapes),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}
