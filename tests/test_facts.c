/* extract/facts.c, extract/jurisdiction.c: what a document says of itself. */
#include "tests/test.h"
#include "tests/world.h"

static const struct document *facts(struct world *f, const char *text) {
    struct doc *doc;
    return &world_plan(f, str_of(text), &doc)->document;
}

static void a_title_may_wrap_and_end_with_brackets(void **state) {
    static const char *const texts[][2] = {
        {"云岭区书房建设\n三年行动计划\n（2024—2026年）\n一、目标\n建成书房。",
         "云岭区书房建设三年行动计划（2024—2026年）"},
        {"附件2\n云岭区书房建设方案\n（征求意见稿）\n各部门：\n请反馈。",
         "云岭区书房建设方案（征求意见稿）"},
        {"云岭区人民政府文件\n云政发〔2024〕3号\n云岭区人民政府\n关于印发《云岭区书房\n建设方案》的"
         "通知\n"
         "各部门：\n请执行。",
         "云岭区人民政府关于印发《云岭区书房建设方案》的通知"},
        {"关于进一步加强书房管理的意见\n一、目标\n建成书房。", "关于进一步加强书房管理的意见"},
        {"前言\n本规划依据有关方案制定。\n一、书房建设计划\n建成书房。", ""},
        {"附件：1.云岭区书房建设计划\n2.云岭区书房建设方案\n建成书房。", ""},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_str(facts(*state, texts[i][0])->title, str_of(texts[i][1]));
}

static void the_title_says_the_years(void **state) {
    static const struct {
        const char *text;
        int from, to;
    } texts[] = {
        {"云岭区2026年书房建设计划\n建成书房。", 2026, 2026},
        {"云岭区书房建设计划（2021-2025年）\n建成书房。", 2021, 2025},
        {"云岭区书房建设计划（2026—2030）\n建成书房。", 2026, 2030},
        {"云岭区“十四五”时期书房建设规划\n“十五五”另行规划。", 2021, 2025},
        {"云岭区“十五五”书房建设2027年工作要点\n建成书房。", 2027, 2027},
        {"云岭区书房建设方案\n到2030年建成书房。", 0, 0},
        {"前言\n“十三五”时期建成书房。“十四五”时期新建。\n一、“十四五”目标\n继续新建。", 2021,
         2025},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct document *d = facts(*state, texts[i].text);
        assert_int_equal(d->year_start, texts[i].from);
        assert_int_equal(d->year_end, texts[i].to);
    }
}

static void the_signature_dates_and_signs(void **state) {
    const struct document *d = facts(*state, "云政发〔2024〕3号\n各部门：\n请执行。\n"
                                             "云岭区人民政府\n二〇二四年十二月三十一日\n");
    assert_str(d->issued, S("2024-12-31"));
    assert_str(d->issuer, S("云岭区人民政府"));
    assert_str(d->doc_no, S("云政发〔2024〕3号"));
    d = facts(*state, "云岭区人民政府关于书房建设的意见\n2024 年 3 月 5 日\n建成书房。");
    assert_str(d->issued, S("2024-03-05"));
    assert_str(d->issuer, S("云岭区人民政府"));
    assert_str(facts(*state, "请执行。\n2024年13月5日\n")->issued, S(""));
}

static void drafts_and_final_texts_are_told_apart(void **state) {
    static const struct {
        const char *text;
        enum doc_status status;
    } texts[] = {
        {"云岭区书房建设方案（征求意见稿）\n建成书房。", STATUS_DRAFT},
        {"云岭区书房建设方案（送审稿）\n2024年3月5日\n建成书房。", STATUS_DRAFT},
        {"云岭区书房建设条例（草案）\n建成书房。", STATUS_DRAFT},
        {"云岭区书房管理办法（试行）\n建成书房。", STATUS_FINAL},
        {"云政发〔2024〕3号\n云岭区书房建设方案\n建成书房。", STATUS_FINAL},
        {"云岭区书房建设方案\n公开征求意见后实施。", STATUS_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(facts(*state, texts[i].text)->status, texts[i].status);
}

static void places_are_known_told_apart_or_named(void **state) {
    static const char *const texts[][3] = {
        {"北京市通州区人民政府关于书房建设的意见\n建成书房。", "通州区", "110112"},
        {"江苏省南通市通州区书房建设方案\n建成书房。", "通州区", "320612"},
        {"通州区书房建设方案\n建成书房。", "通州区", ""},
        {"京政办发〔2024〕3号\n通州区书房建设方案\n建成书房。", "通州区", "110112"},
        {"北京市书房建设方案\n建成书房。", "北京市", "110000"},
        {"云岭区书房建设方案\n建成书房。", "云岭区", ""},
        {"北京市云岭区人民政府关于书房建设的意见\n建成书房。", "云岭区", ""},
        {"关于印发《密云区书房建设方案》的通知\n各镇：\n请执行。", "密云区", "110118"},
        {"推进社区书房建设工作方案\n建成书房。", "", ""},
        {"云岭县城市书房建设方案\n建成书房。", "云岭县", ""},
        {"云岭县城镇书房建设方案\n建成书房。", "云岭县", ""},
        {"推进县城建设工作方案\n建成书房。", "", ""},
        {"2025年云岭县书房建设方案\n建成书房。", "云岭县", ""},
        {"2025年度密云区书房建设方案\n建成书房。", "密云区", "110118"},
        {"关于印发云岭县书房建设方案的通知\n各镇：\n请执行。", "云岭县", ""},
        {"2025年全市书房建设方案\n建成书房。", "", ""},
        {"城市书房建设方案\n建成书房。", "", ""},
        {"全市书房建设方案\n建成书房。", "", ""},
        {"县域书房建设方案\n建成书房。", "", ""},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct document *d = facts(*state, texts[i][0]);
        assert_str(d->jurisdiction, str_of(texts[i][1]));
        assert_str(d->jurisdiction_code, str_of(texts[i][2]));
    }
}

static void a_bad_rule_is_refused_with_its_line(void **state) {
    static const char *const texts[] = {
        "kind\tfrom\tto\tpattern\tseen\nwrong\t\t\tx\tx\n",
        "kind\tfrom\tto\tpattern\tseen\nperiod\t2021\t\tx\tx\n",
        "kind\tfrom\tto\tpattern\tseen\ndraft\t\t\t(x\tx\n",
    };
    struct world *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct rules_file file = {S("facts.tsv"), str_of(texts[i])};
        size_t before = f->diags.list.n;
        assert_null(rules_load(f->a, &file, 1, &f->diags));
        assert_int_equal(f->diags.list.at[before].level, DIAG_ERROR);
        assert_int_equal(f->diags.list.at[before].at.line, 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_may_wrap_and_end_with_brackets),
        cmocka_unit_test(the_title_says_the_years),
        cmocka_unit_test(the_signature_dates_and_signs),
        cmocka_unit_test(drafts_and_final_texts_are_told_apart),
        cmocka_unit_test(places_are_known_told_apart_or_named),
        cmocka_unit_test(a_bad_rule_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
