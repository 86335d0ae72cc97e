/* out/: plans as CSV, and for a terminal. */
#include "base/utf8.h"
#include "out/out.h"
#include "tests/sample.h"
#include "tests/test.h"

static struct str csv(struct arena *a, enum out_kind kind, const struct plan *plan) {
    struct buf b = {.a = a};
    out_csv_header(&b, kind, false);
    out_csv(&b, kind, plan);
    return buf_str(&b);
}

static struct str show(struct arena *a, const struct plan *plan, struct out_view view) {
    struct buf b = {.a = a};
    out_show(&b, plan, view);
    return buf_str(&b);
}

#define assert_holds(text, part)                                                                   \
    do {                                                                                           \
        struct str text_ = (text), part_ = (part);                                                 \
        if (str_find(text_, part_, 0) == SIZE_MAX)                                                 \
            fail_msg("\"%.*s\" is not in:\n%.*s", STR_ARG(part_), STR_ARG(text_));                 \
    } while (0)

static void a_measure_is_one_flat_row(void **state) {
    assert_holds(
        csv(*state, OUT_MEASURES, sample_plan(*state, S("yl"))),
        S("doc,table_no,table_title,section,task_no,task_no_inferred,task,measure_no,"
          "measure,measure_raw,deadline,deadline_kind,deadline_start,deadline_end,"
          "source_line,source_path,lead,responsible,support,official,project,other,"
          "measure_id\r\n"
          "yl,1,碧水行动计划,一、水/（一）河湖,1,0,河湖治理,1,"
          "\"治理河道“三公里”。\n其中\t一公里\\二公里。\","
          "\"治理河道“三公里”。\n其中\t一公里\\二公里。\",\"6月底前\n长期实施\","
          "milestones,2026-01-01,2026-06-30,12,,区水务局；各镇街,,,林波；某处,,,yl/1.1.1\r\n"
          "yl,1,碧水行动计划,一、水/（一）河湖,1,0,河湖治理,2,清淤。,清淤。,年底前,by,,"
          "2026-12-31,13,,,,,,,,yl/1.1.2\r\n"));
}

static void organisations_come_busiest_first(void **state) {
    struct plan *p = sample_empty(*state, S("yl"));
    static const struct {
        struct str measure, role, mention;
    } rows[] = {{S("清淤。"), S("牵头单位"), S("区水务局")},
                {S("植树。"), S("主责单位"), S("区园林局")},
                {S("巡河。"), S("主责单位"), S("区园林局")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct measure *m = vec_push(*state, &p->measures);
        *m = (struct measure){.table_no = 1, .task_no = 2, .measure_no = (int)i + 1};
        m->measure = rows[i].measure;
        struct assignment *as = vec_push(*state, &m->assignments);
        *as = (struct assignment){.deadline = S("年底前")};
        struct role *role = vec_push(*state, &as->roles);
        *role = (struct role){.role = rows[i].role};
        *vec_push(*state, &role->mentions) = (struct mention){.mention = rows[i].mention};
    }
    struct role *support = vec_push(*state, &p->measures.at[2].assignments.at[0].roles);
    *support = (struct role){.role = S("协办单位")};
    *vec_push(*state, &support->mentions) = (struct mention){.mention = S("区园林局")};
    assert_holds(show(*state, p, (struct out_view){.width = 60, .orgs = true}),
                 S("# 区园林局: 2 items\n"
                   "  1.2.2  植树。  年底前  主责单位\n"
                   "  1.2.3  巡河。  年底前  主责单位+协办单位\n"
                   "\n"
                   "# 区水务局: 1 item\n"
                   "  1.2.1  清淤。  年底前  牵头单位\n"));
}

static void a_row_without_task_number_has_an_empty_cell(void **state) {
    assert_holds(csv(*state, OUT_MEASURES, sample_plan(*state, S("yl"))),
                 S("yl,2,,一、水/（一）河湖,,0,无号任务,1,无号。,无号。,年底前,"));
}

static void cells_are_quoted_and_made_safe(void **state) {
    struct plan *p = sample_empty(*state, S("=1+1"));
    static const struct {
        struct str text, cell;
    } cells[] = {
        {S("=SUM(A1)"), S("'=SUM(A1)")},
        {S("+1"), S("'+1")},
        {S("-1"), S("'-1")},
        {S("@x"), S("'@x")},
        {S("a,b"), S("\"a,b\"")},
        {S("他说\"好\""), S("\"他说\"\"好\"\"\"")},
        {S("=a,b"), S("\"'=a,b\"")},
        {S("1-2"), S("1-2")},
        {S(" x"), S("\" x\"")},
        {S("\tx"), S("'\tx")},
    };
    struct buf want = {.a = *state};
    buf_add(&want, S("doc,ord,section,label,text,source_line,source_path,clause_id\r\n"));
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        *vec_push(*state, &p->clauses) = (struct clause){.text = cells[i].text};
        buf_fmt(&want, "'=1+1,%zu,,,%.*s,,,'=1+1/c%zu\r\n", i + 1, STR_ARG(cells[i].cell), i + 1);
    }
    assert_str(csv(*state, OUT_CLAUSES, p), buf_str(&want));
}

static void responsibilities_and_indicators_have_rows_of_their_own(void **state) {
    struct plan *p = sample_plan(*state, S("yl"));
    struct str rows = csv(*state, OUT_RESPONSIBILITIES, p);
    assert_holds(rows, S("yl,1,1,1,,1,牵头部门,lead,1,1,区水务局,区水务局,yl-water,云岭区水务局,"
                         "body,0.95,alias,,yl/1.1.1,\r\n"));
    assert_holds(rows, S("yl,,,,,1,牵头,lead,0,1,区水务局,区水务局,yl-water,云岭区水务局,body,0.95,"
                         "alias,2,,yl/c2\r\n"));
    assert_holds(rows, S("yl,3,,,1,1,单位,responsible,0,1,区生态环境局,"));
    rows = csv(*state, OUT_INDICATORS, p);
    assert_holds(rows, S("yl,3,指标表,1,细颗粒物,2026年,≤26.5微克,26.5,<=,微克,0,,"
                         "word/document.xml#9\r\n"));
    assert_holds(rows, S("yl,3,指标表,2,臭氧,2026年,0,0,,,1,,"));
}

static void a_byte_order_mark_stands_first_if_asked_for(void **state) {
    struct buf b = {.a = *state};
    out_csv_header(&b, OUT_CLAUSES, true);
    assert_true(str_starts(buf_str(&b), S("\xEF\xBB\xBF"
                                          "doc,")));
}

static void no_line_is_wider_than_the_terminal(void **state) {
    struct plan *p = sample_plan(*state, S("yl"));
    struct buf text = {.a = *state};
    for (int i = 0; i < 30; i++)
        buf_add(&text, S("加强PM2.5与NOx协同控制，推进老旧机动车淘汰；"));
    p->measures.at[1].measure = buf_str(&text);
    const size_t widths[] = {40, 60, 80, 200};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct str shown = show(*state, p, (struct out_view){.width = widths[i], .why = true});
        for (size_t at = 0; at < shown.n;) {
            size_t end = str_find(shown, S("\n"), at);
            struct str line = str_cut(shown, at, end);
            if (utf8_columns(line) > widths[i])
                fail_msg("%zu columns: %.*s", utf8_columns(line), STR_ARG(line));
            at = end + 1;
        }
    }
}

/* Wrapping loses nothing: every character of the measure is shown, in order. */
static void wrapping_loses_no_character(void **state) {
    struct plan *p = sample_plan(*state, S("yl"));
    struct str text = S("一二三四五六七八九十abcdef甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申酉戌亥。"
                        "东南西北中发白春夏秋冬梅兰竹菊");
    p->measures.n = 1;
    p->measures.at[0].assignments.n = 1;
    p->measures.at[0].assignments.at[0] = (struct assignment){0};
    p->measures.at[0].measure = text;
    struct str shown = utf8_squeeze(*state, show(*state, p, (struct out_view){.width = 40}));
    assert_holds(shown, text);
}

static void show_groups_by_table_section_and_task(void **state) {
    struct str shown = show(*state, sample_plan(*state, S("yl")), (struct out_view){.width = 80});
    assert_holds(shown, S("Table 1 碧水行动计划\n # 一、水/（一）河湖\n 1 河湖治理\n  1.1 "));
    assert_holds(shown, S("\n # 二、气\n 2* 河湖治理\n  2*.1"));
    assert_holds(shown, S("牵头部门：区水务局；各镇街"));
    assert_holds(shown, S("0 errors, 1 warnings, 1 notes (--why lists them)\n"));
    assert_true(str_find(shown, S("no-deadline"), 0) == SIZE_MAX);
}

static void why_shows_the_evidence(void **state) {
    struct str shown =
        show(*state, sample_plan(*state, S("yl")), (struct out_view){.width = 80, .why = true});
    assert_holds(shown, S("· line 12\n"));
    assert_holds(shown, S("· 区水务局 = 云岭区水务局 (body, alias, 0.95)\n"));
    assert_holds(shown, S("· 某处 = ? (unknown, none, 0.00)\n"));
    assert_holds(shown, S("warning no-deadline line 13: "));
}

static void tasks_alone_leave_the_measures_out(void **state) {
    struct str shown =
        show(*state, sample_plan(*state, S("yl")), (struct out_view){.width = 80, .tasks = true});
    assert_holds(shown, S(" 2* 河湖治理\n"));
    assert_true(str_find(shown, S("清淤"), 0) == SIZE_MAX);
}

static void characters_that_move_the_cursor_are_not_shown(void **state) {
    struct plan *p = sample_empty(*state, S("e"));
    p->document.title = S("标\x1B[2J题\r\xC2\x9B");
    assert_holds(show(*state, p, (struct out_view){.width = 80}), S("标[2J题\n"));
}

static void a_list_aligns_chinese_titles(void **state) {
    struct plan_summary docs[] = {plan_summary(sample_plan(*state, S("yl"))),
                                  plan_summary(sample_empty(*state, S("empty")))};
    struct buf b = {.a = *state};
    out_list(&b, docs, 2, 80);
    assert_str(buf_str(&b),
               S("id     title                 tasks  measures  rows  clauses  warnings\n"
                 "yl     云岭区2026年行动计划  3      4         2     2        1\n"
                 "empty                        0      0         0     0        0\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_measure_is_one_flat_row),
        cmocka_unit_test(organisations_come_busiest_first),
        cmocka_unit_test(a_row_without_task_number_has_an_empty_cell),
        cmocka_unit_test(cells_are_quoted_and_made_safe),
        cmocka_unit_test(responsibilities_and_indicators_have_rows_of_their_own),
        cmocka_unit_test(a_byte_order_mark_stands_first_if_asked_for),
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(wrapping_loses_no_character),
        cmocka_unit_test(show_groups_by_table_section_and_task),
        cmocka_unit_test(why_shows_the_evidence),
        cmocka_unit_test(tasks_alone_leave_the_measures_out),
        cmocka_unit_test(characters_that_move_the_cursor_are_not_shown),
        cmocka_unit_test(a_list_aligns_chinese_titles),
    };
    return cmocka_run_group_tests_name("out", tests, test_arena, test_drop);
}
