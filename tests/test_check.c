/* Each check with words it must find and words it must leave alone. All text is invented. */
#include "check/check.h"
#include "out/check.h"
#include "tests/test.h"
#include "tests/world.h"
#include <stdio.h>
#include <string.h>

static finding_list findings_in(const struct world *s, struct str text, struct str above) {
    finding_list found = {0};
    struct doc *doc, *other;
    struct plan *against = above.n ? world_plan(s, above, &other) : NULL;
    struct plan *plan = world_plan(s, text, &doc);
    check_plan(s->a, &(struct check_input){plan, doc, s->rules, against}, &found);
    return found;
}

/* The codes found, each with its line and words, but for those that tell how the text was read. */
static struct str told(const struct world *s, const finding_list *found) {
    struct buf b = {.a = s->a};
    for (size_t i = 0; i < found->n; i++) {
        const struct finding *f = &found->at[i];
        if (!check_info(f->code)->reading)
            buf_fmt(&b, "%.*s %u %.*s\n", STR_ARG(check_info(f->code)->name), f->at.line,
                    STR_ARG(f->excerpt));
    }
    return buf_str(&b);
}

#define HEAD                                                                                       \
    "延庆区书香城市建设2026年行动计划\n\n"                                           \
    "| 序号 | 重点任务 | 工作措施 | 完成时限 | 牵头部门 | 协办单位 |\n"      \
    "|---|---|---|---|---|---|\n"
#define ROW1 "| 1 | 建设书屋 | 新建社区书屋3处，配齐桌椅。 | 年底前 | 区教委 | —— |\n"
#define ROW3 "| 3 | 培训馆员 | 组织馆员参加编目课程。 | 6月底前 | 区民政局 | 区财政局 |\n"

/* A plan whose second task, in line 6, is this row. */
static struct str with_row(const struct world *s, const char *row) {
    return str_fmt(s->a, HEAD ROW1 "%s\n" ROW3, row);
}

static struct str with_measure(const struct world *s, const char *measure) {
    return with_row(
        s, str_fmt(s->a, "| 2 | 开放场馆 | %s | 6月底前 | 区文化和旅游局 | 区体育局 |", measure).p);
}

/* ---- words of a measure ---- */

struct words {
    const char *code, *bad, *good;
};

static const struct words words[] = {
    {"wrong-character", "在重点工作工作中延长开放。", "在重点工作中延长开放。"},
    {"doubled-sentence", "夜间延长开放两小时。夜间延长开放两小时。",
     "夜间延长开放。周末延长开放。"},
    {"doubled-clause", "推行“一馆一策”，推行“一馆一策”，方便读者。",
     "推行“一馆一策”，推行“一书一码”，方便读者。"},
    {"repeated-clause", "丰富假日文化供给，办好书市，丰富假日文化供给。",
     "丰富假日文化供给，办好书市，方便读者。"},
    {"repeated-clause", "持续推动社区书屋照明设施改造，更换桌椅，持续开展社区书屋照明设施改造。",
     "持续推动社区书屋照明设施改造，更换桌椅，持续推动乡村书屋取暖设施改造。"},
    {"doubled-item", "整治门窗、地面、屋顶、地面、墙面。",
     "整治门窗、地面、屋顶、墙面和门窗周边。"},
    {"doubled-words", "加强加强夜间值守。", "逐步逐步扩大开放范围，一项一项抓好落实。"},
    {"doubled-words", "定期组织骨干骨干培训。", "组织骨干教师培训，培训时间不少于两天。"},
    {"doubled-mark", "清洗滤网，，保持通风。", "清洗滤网……保持通风——每周一次！？"},
    {"unmatched-bracket", "加固书架（含铁质书架。",
     "加固书架（含铁质书架）。做好：1）清点；2）修补。"},
    {"unmatched-quote", "打造“五分钟阅读圈，方便借阅。", "打造“五分钟‘阅读圈’”，方便借阅。"},
    {"unmatched-quote", "养成读书的好习惯”。", "养成“读书的好习惯”。"},
    {"unmatched-title", "执行《借阅规则，规范服务。", "执行《借阅规则》《〈开放指南〉说明》。"},
    {"mixed-width", "更换座椅,保持整洁。", "更换座椅，误差不超过1,000元，比例为3:1。"},
    {"wrong-character", "己完成的点位纳入巡查。", "自己完成的点位纳入巡查。"},
    {"wrong-character", "登记末达标的设施。", "登记末端设施，2026年末达标。"},
    {"wrong-character", "统一布署开放工作。",
     "统一部署开放工作，应对极端天气，提升极端天气应对能力。"},
    {"redundant-words", "至少新增3处以上。", "至少选择面积100平方米以上场地2处。"},
    {"redundant-words", "周期不超过15天以内。", "周期控制在15天以内。"},
    {"percent-over-100", "读者满意率达到108%。", "读者人数增长率达到108%。"},
    {"unit-misfit", "书屋达标率达到85公里。", "书屋达标率达到85%。"},
    {"sum-differs", "培训馆员100名，其中专职馆员80名，兼职馆员70名。",
     "培训馆员100名，其中专职馆员60名，兼职馆员30名。"},
    {"list-number", "一是清点；二是分类；四是公开。", "一是清点；二是分类；三是公开。"},
    {"list-number", "做好（1）清点（2）分类。（4）公开。", "做好（1）清点（2）分类。（3）公开。"},
    {"list-number", "做好：1.清点。3.修补。", "做好：1.清点。2.修补，用时1.5小时。"},
    {"doc-number", "执行《借阅导则》（延政办发[2024]8号）。",
     "执行《借阅导则》（延政办发〔2024〕8号）。"},
    {"doc-number", "执行《借阅导则》（延政办发〔2024〕第8号）。",
     "执行《借阅导则》（GB 3095-2012）。"},
    {"doc-number-future", "执行《借阅导则》（延政办发〔2028〕8号）。",
     "执行《借阅导则》（延政办发〔2026〕8号）。"},
    {"draft-cited", "严格执行《书吧标准（征求意见稿）》。", "起草《书吧标准（征求意见稿）》。"},
    {"superseded", "执行《环境空气质量标准》（GB 3095-1996）。",
     "执行《环境空气质量标准》（GB 3095-2012）。"},
    {"version-differs", "参照《设施目录（2021年版）》，对照《设施目录（2024年版）》。",
     "参照《2025年开放计划》，对照《2026年开放计划》。"},
    {"title-differs", "执行《公共图书借阅管理办法》和《公共图书借阅的管理办法》。",
     "执行《公共图书借阅管理办法》和《流动图书借阅管理办法》。"},
    {"doc-number-differs",
     "执行《借阅导则》（延政发〔2024〕8号）。落实《借阅导则》（延政发〔2024〕9号）。",
     "执行《借阅导则》（延政发〔2024〕8号）。落实《借阅导则》。"},
    {"unit-outdated", "会同区环保局开展室内检测。",
     "会同区生态环境局开展检测，学习城市规划委员会做法。"},
    {"deadline-differs", "10月底前完成验收。", "3月底前完成设计，6月底前完成验收。"},
    {"date-past", "2024年底前完成采购。", "截至2024年底已完成采购，整治2024年底前建成的点位。"},
};

static void test_words(void **state) {
    struct world *s = *state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct words *w = &words[i];
        finding_list bad = findings_in(s, with_measure(s, w->bad), S(""));
        finding_list good = findings_in(s, with_measure(s, w->good), S(""));
        if (bad.n != 1 || !str_eq(check_info(bad.at[0].code)->name, str_of(w->code)) ||
            bad.at[0].at.line != 6)
            fail_msg("%s: %s\n%.*s", w->code, w->bad, STR_ARG(told(s, &bad)));
        if (good.n != 0)
            fail_msg("not %s: %s\n%.*s", w->code, w->good, STR_ARG(told(s, &good)));
    }
}

/* ---- cells of a row ---- */

static const struct words rows[] = {
    {"number-gap", "| 4 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |"},
    {"number-repeated", "| 1 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |",
     "| 1 | 建设书屋 | 周末开放。 | 年底前 | 区体育局 | —— |\n"
     "| 2 | 开放场馆 | 节日开放。 | 年底前 | 区体育局 | —— |"},
    {"number-inferred", "|  | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |"},
    {"no-deadline", "| 2 | 开放场馆 | 周末开放。 |  | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 长期实施 | 区体育局 | —— |"},
    {"no-lead", "| 2 | 开放场馆 | 周末开放。 | 年底前 |  | 区体育局 |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |"},
    {"no-unit", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 |  |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |"},
    {"empty-row", "|  |  |  |  |  |  |\n| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | —— |"},
    {"lead-and-support", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | 区水务局、区体育局 |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | 区水务局、区商务局 |"},
    {"unit-repeated", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | 区水务局、区水务局 |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | 区水务局、区商务局 |"},
    {"unit-unknown", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | 蓝鲸七号 |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区体育局 | 延庆公路分局、星河文化发展公司 |"},
    {"unit-misspelt", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区生态环镜局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区生态环境局 | —— |"},
    {"unit-outdated", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区环境保护局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区生态环境局 | —— |"},
    {"unit-elsewhere", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 怀柔区水务局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 市水务局 | 永宁镇、怀柔区水务局 |"},
    {"unit-variants", "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区教育委员会 | 区教委 |",
     "| 2 | 开放场馆 | 周末开放。 | 年底前 | 区教委 | 区体育局 |"},
    {"odd-deadline", "| 2 | 开放场馆 | 周末开放。 | 视情况 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 6-9月 | 区体育局 | —— |"},
    {"deadline-early", "| 2 | 开放场馆 | 周末开放。 | 2025年底前 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 2026年底前 | 区体育局 | —— |"},
    {"deadline-late", "| 2 | 开放场馆 | 周末开放。 | 2027年底前 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 周末开放。 | 2026年6月底前 | 区体育局 | —— |"},
    {"near-duplicate",
     "| 2 | 开放场馆 | 利用周末时段面向中小学生举办诵读比赛和书画展览。 | 年底前 | 区体育局 | —— "
     "|\n"
     "|  |  | 利用周末时段面向中小学生举办诵读比赛、书画展览。 | 年底前 | 区体育局 | —— |",
     "| 2 | 开放场馆 | 利用周末时段面向中小学生举办诵读比赛。 | 年底前 | 区体育局 | —— |\n"
     "|  |  | 利用周末时段面向退休职工举办书画展览。 | 年底前 | 区体育局 | —— |"},
};

static bool has_code(const finding_list *found, const char *name) {
    for (size_t i = 0; i < found->n; i++)
        if (str_eq(check_info(found->at[i].code)->name, str_of(name)))
            return true;
    return false;
}

static void test_rows(void **state) {
    struct world *s = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct words *w = &rows[i];
        finding_list bad = findings_in(s, with_row(s, w->bad), S(""));
        finding_list good = findings_in(s, with_row(s, w->good), S(""));
        if (!has_code(&bad, w->code))
            fail_msg("%s: %s\n%.*s", w->code, w->bad, STR_ARG(told(s, &bad)));
        if (told(s, &good).n)
            fail_msg("not %s: %s\n%.*s", w->code, w->good, STR_ARG(told(s, &good)));
    }
}

/* ---- several places ---- */

#define INDICATORS                                                                                 \
    "\n附件2\n\n延庆区书香城市建设2026年指标表\n\n"                                 \
    "| 序号 | 指标名称 | 年度目标 | 牵头部门 |\n|---|---|---|---|\n"                 \
    "| 1 | 社区阅览座位覆盖率 | 90%% | 区教委 |\n"                                     \
    "| 2 | 自助设备完好率 | >95%% | 区教委 |\n"                                          \
    "| 3 | 新增藏书 | 5万册 | 区教委 |\n"                                                 \
    "| 4 | 流动书车 | %s | 区教委 |\n"                                                      \
    "| 5 | 读者食堂 | 6处 | 区教委 |\n| 6 | 盲文书库 | 2处 | 区教委 |\n"

static struct str with_indicators(const struct world *s, const char *measure, const char *cell) {
    return str_fmt(s->a, "%.*s" INDICATORS, STR_ARG(with_measure(s, measure)), cell);
}

static void assert_told(const struct world *s, struct str text, struct str above,
                        const char *want) {
    finding_list found = findings_in(s, text, above);
    assert_str(told(s, &found), str_of(want));
}

static void test_annex(void **state) {
    struct world *s = *state;
    assert_told(s, with_indicators(s, "全区社区阅览座位覆盖率达到85%。", "8辆"), S(""),
                "value-differs 6 全区社区阅览座位覆盖率达到85%\n");
    assert_told(s, with_indicators(s, "自助设备完好率达到95%以上。", "8辆"), S(""),
                "bound-differs 6 自助设备完好率达到95%以上\n");
    assert_told(s, with_indicators(s, "社区阅览座位覆盖率3月底前达到85%，6月底前达到90%。", "8辆"),
                S(""), "");
    assert_told(s, with_indicators(s, "社区阅览座位覆盖率达到90%以上。", "8辆"), S(""), "");
    assert_told(s, with_indicators(s, "全市社区阅览座位覆盖率达到85%。", "8辆"), S(""), "");
    assert_told(s, with_indicators(s, "周末开放。", ""), S(""), "empty-cell 18 流动书车\n");
}

#define TOTAL(sum)                                                                                 \
    "\n附件2\n\n延庆区书香城市建设2026年指标表\n\n"                                 \
    "| 序号 | 指标名称 | 年度目标 | 牵头部门 |\n|---|---|---|---|\n"                 \
    "| 1 | 城区书屋 | 3处 | 区教委 |\n| 2 | 川区书屋 | 4处 | 区教委 |\n"           \
    "| 3 | 合计 | " sum " | 区教委 |\n"
#define GROUPS(sum)                                                                                \
    "\n附件2\n\n延庆区书香城市建设2026年指标表\n\n"                                 \
    "| 序号 | 指标名称 | 年度目标 | 牵头部门 |\n|---|---|---|---|\n"                 \
    "| 合计 |  | " sum " |  |\n| 一 | 书屋 | 7处 |  |\n"                                       \
    "| 1 | 城区书屋 | 3处 | 区教委 |\n| 2 | 川区书屋 | 4处 | 区教委 |\n"
#define TASK(total)                                                                                \
    "| 2 | 建设书屋 | 全区新建社区书屋" total "。 | 年底前 | 区教委 | —— |\n"           \
    "|  |  | 城区依托学校新建社区书屋6处。 | 年底前 | 区教委 | —— |\n"     \
    "|  |  | 由乡镇出地，新建川区社区书屋5处，六月开放。 | 年底前 | 区教委 | —— |"

/* A total row is the sum of its column; a task's total is not less than what its measures add up
 * to. */
static void test_sums(void **state) {
    const struct world *s = *state;
    struct str plan = with_measure(s, "周末开放。");
    assert_told(s, str_fmt(s->a, "%.*s" TOTAL("8处"), STR_ARG(plan)), S(""),
                "sum-differs 17 8处\n");
    assert_told(s, str_fmt(s->a, "%.*s" TOTAL("7处"), STR_ARG(plan)), S(""), "");
    assert_told(s, str_fmt(s->a, "%.*s" GROUPS("7处"), STR_ARG(plan)), S(""), "");
    assert_told(s, with_row(s, TASK("9处")), S(""), "sum-differs 6 9处\n");
    assert_told(s, with_row(s, TASK("11处")), S(""), "");
    assert_told(s, with_row(s, TASK("20处")), S(""), ""); /* others are not listed */
}

static void test_numbered_clauses(void **state) {
#define CLAUSES(last)                                                                                   \
    "云岭区书香城市建设2026年行动计划\n\n一、主要任务\n\n（一）建设书屋\n\n" \
    "1.新建社区书屋，配齐桌椅，延长开放时间。\n\n"                                   \
    "2.改造乡镇书屋，增加藏书，每月举办读书会。\n\n" last ".培训馆员，组织馆员参加编目课程。\n"
    assert_told(*state, S(CLAUSES("4")), S(""), "list-number 11 培训馆员，组织馆员参加编\n");
    assert_told(*state, S(CLAUSES("3")), S(""), "");
#undef CLAUSES
}

/* Twelve measures, the seventh without its stop; and twelve of which half have none. */
static void test_stops(void **state) {
    struct world *s = *state;
    for (int every = 0; every < 2; every++) {
        struct buf b = {.a = s->a};
        buf_add(&b, S(HEAD));
        for (int i = 1; i <= 12; i++)
            buf_fmt(&b, "| %d | 第%d项 | 第%d处书屋开放%s | 年底前 | 区教委 | —— |\n", i, i, i,
                    (every ? i % 2 : i == 7) ? "" : "。");
        finding_list found = findings_in(s, buf_str(&b), S(""));
        size_t n = 0;
        for (size_t i = 0; i < found.n; i++)
            n += found.at[i].code == CHECK_NO_STOP && found.at[i].at.line == 11;
        assert_int_equal(n, every ? 0 : 1);
    }
}

static const char prose[] = "云岭区“十五五”时期阅读规划\n\n"
                            "第一章 基础\n\n一、成效\n\n阅读设施日益完善，读者人数逐年增加。\n\n"
                            "（一）书屋\n\n书屋遍布城乡，开放时间稳定。\n\n"
                            "（二）馆员\n\n馆员队伍不断壮大，服务水平稳步提升。\n\n"
                            "（二）活动\n\n活动丰富多彩，群众踊跃参加。\n\n"
                            "二、问题\n\n乡村设施不足，夜间开放有限。\n\n";

static void test_headings(void **state) {
    assert_told(*state, str_of(prose), S(""), "heading-number 17 （二）活动\n");
}

static const char contents[] = "云岭区“十五五”时期阅读规划\n\n目 录\n\n"
                               "第一章 基础……1\n第二章 目标……3\n第三章 保障……8\n\n"
                               "第一章 基础\n\n阅读设施日益完善，读者人数逐年增加。\n\n"
                               "第二章 任务\n\n建设书屋，培训馆员，办好活动。\n\n"
                               "第三章 保障\n\n加强领导，落实资金，严格考核。\n";

static void test_contents(void **state) {
    finding_list found = findings_in(*state, str_of(contents), S(""));
    struct buf b = {.a = ((struct world *)*state)->a};
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].code == CHECK_CONTENTS_DIFFER)
            buf_fmt(&b, "%u %.*s\n", found.at[i].at.line, STR_ARG(found.at[i].excerpt));
    assert_str(buf_str(&b), S("6 第二章目标\n13 第二章任务\n"));
}

/* The city asks every district; the district leaves one out and sets a lower target. */
static void test_against(void **state) {
    struct world *s = *state;
    static const char city[] =
        "北京市书香城市建设2026年行动计划\n\n"
        "| 序号 | 重点任务 | 工作措施 | 完成时限 | 牵头部门 | 主责单位 "
        "|\n|---|---|---|---|---|---|\n"
        "| 1 | 建设书屋 | 新建社区书屋，社区书屋覆盖率达到90%以上。 | 年底前 | 市文化和旅游局 | "
        "各区政府 |\n"
        "| 2 | 流动书车 | 每个乡镇配备流动书车，定期进村入户借阅图书。 | 年底前 | 市交通委 | "
        "各区政府 |\n"
        "| 3 | 市级馆藏 | 扩建市级典籍书库并实行恒温保存。 | 年底前 | 市文化和旅游局 | 市财政局 "
        "|\n";
    struct str district =
        str_fmt(s->a, HEAD
                "| 1 | 建设书屋 | 新建社区书屋，社区书屋覆盖率达到80%%以上。 | 年底前 | 区教委 | "
                "—— |\n| 2 | 培训馆员 | 组织馆员参加编目课程。 | 年底前 | 区教委 | —— |\n");
    assert_told(s, district, str_of(city),
                "target-below 5 达到80%以上\n"
                "not-carried 0 每个乡镇配备流动书车，定期进村入户借阅图书。\n");
}

static void test_no_plan(void **state) {
    assert_told(*state, S("今天天气很好。\n我们去公园，，看花。\n"), S(""), "not-a-plan 0 \n");
}

/* ---- suppression ---- */

static void test_suppress(void **state) {
    struct world *s = *state;
    struct diags diags = {.a = s->a};
    suppression_list list = {0};
    struct checked c = {
        .findings = findings_in(s, with_measure(s, "至少新增3处以上，更换座椅,保持整洁。"), S(""))};
    static const char text[] = "# known\nredundant-words\t新增3处\t地方习惯\n"
                               "mixed-width\t6\t来自系统\nno-lead\t1.9.1\t已核对\n";
    assert_int_equal(suppressions_read(s->a, str_of(text), &diags, &list), 0);
    suppress(&c, &list);
    assert_int_equal(c.findings.n, 0);
    assert_int_equal(c.suppressed, 2);
    suppressions_unused(s->a, &list, &c.findings);
    assert_str(told(s, &c.findings), S("suppression-unused 4 1.9.1\n"));
    assert_int_equal(suppressions_read(s->a, S("no-lead\t1.9.1\n"), &diags, &list), -1);
    assert_int_equal(suppressions_read(s->a, S("nothing\t1\twhy\n"), &diags, &list), -1);
}

/* ---- the registry ---- */

/* What refuses a document stands for the whole of it. */
static bool refuses(enum diag_code code) {
    static const enum diag_code all[] = {DIAG_UNREADABLE, DIAG_EMPTY,    DIAG_CHARSET,
                                         DIAG_FORMAT,     DIAG_DAMAGED,  DIAG_LIMIT,
                                         DIAG_NO_HEADER,  DIAG_BAD_JSON, DIAG_DATABASE};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] == code)
            return true;
    return false;
}

/* Whoever adds a finding to base/diag.list adds its words to check/checks.list. */
static void test_every_finding_has_words(void **state) {
    struct world *s = *state;
    struct diags diags = {.a = s->a};
    enum check_code found;
    for (int i = 0; i < DIAG_COUNT; i++) {
        struct diag *d = diag_add(&diags, (enum diag_code)i, (struct place){0}, S("WORDS"));
        if (!refuses(d->code) && check_code_of(d->name, &found) < 0)
            fail_msg("%.*s has no line in check/checks.list", STR_ARG(d->name));
        if (diag_detail(d).n)
            assert_str(diag_detail(d), S("WORDS"));
    }
}

static void test_words_are_whole(void **state) {
    (void)state;
    for (int i = 0; i < CHECK_CODES; i++) {
        const struct check_info *info = check_info((enum check_code)i);
        assert_true(info->zh.text.n && info->zh.about.n && info->en.text.n && info->en.about.n);
        assert_int_equal(info->zh.action.n == 0, info->en.action.n == 0);
        for (int k = 0; k < i; k++)
            assert_false(str_eq(info->name, check_info((enum check_code)k)->name));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_annex),
        cmocka_unit_test(test_stops),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_against),
        cmocka_unit_test(test_no_plan),
        cmocka_unit_test(test_suppress),
        cmocka_unit_test(test_every_finding_has_words),
        cmocka_unit_test(test_words_are_whole),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_numbered_clauses),
    };
    return cmocka_run_group_tests_name("check", tests, world_set_up, world_tear_down);
}
