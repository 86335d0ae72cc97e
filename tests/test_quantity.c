/* Quantities in sentences. */
#include "extract/work.h"
#include "tests/test.h"
#include "tests/world.h"

static plan_quantities found(const struct world *s, const char *text) {
    struct plan plan = {.a = s->a};
    struct work work = {.a = s->a, .rules = s->rules, .plan = &plan};
    *vec_push(s->a, &plan.measures) = (struct measure){.measure = str_of(text)};
    find_quantities(&work);
    return plan.measures.at[0].quantities;
}

/* A line each: subject, comparator, value, unit, year, the matched words. */
static struct str shown(const struct world *s, const plan_quantities *list) {
    struct buf b = {.a = s->a};
    for (size_t i = 0; i < list->n; i++) {
        const struct quantity *q = &list->at[i];
        buf_fmt(&b, "%s%.*s %.*s %.4g%s%.*s", i ? "\n" : "", STR_ARG(q->subject),
                STR_ARG(q->comparator), q->value, q->unit.n ? " " : "", STR_ARG(q->unit));
        if (q->year)
            buf_fmt(&b, " in %d", q->year);
        buf_fmt(&b, " | %.*s", STR_ARG(q->text));
    }
    return buf_str(&b);
}

struct want {
    const char *text, *quantities;
};

static void check_all(const struct world *s, const struct want *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        plan_quantities got = found(s, list[i].text);
        struct str lines = shown(s, &got);
        if (!str_eq(lines, str_of(list[i].quantities)))
            print_error("%s:\n", list[i].text);
        assert_str(lines, str_of(list[i].quantities));
    }
}

#define CHECK(list) check_all(*state, list, sizeof(list) / sizeof *(list))

static void test_comparators(void **state) {
    static const struct want list[] = {
        {"展厅满意率不低于95%。", "展厅满意率 >= 95 % | 不低于95%"},
        {"展厅满意率达到95%以上。", "展厅满意率 >= 95 % | 达到95%以上"},
        {"展厅满意率≥95%。", "展厅满意率 >= 95 % | ≥95%"},
        {"设备故障率不超过2%。", "设备故障率 <= 2 % | 不超过2%"},
        {"设备故障率控制在2%以内。", "设备故障率 <= 2 % | 控制在2%以内"},
        {"设备故障率控制在2%及以下。", "设备故障率 <= 2 % | 控制在2%及以下"},
        {"设备故障率低于2%。", "设备故障率 < 2 % | 低于2%"},
        {"数字化率超过60%。", "数字化率 > 60 % | 超过60%"},
        {"座席上座率达到80%左右。", "座席上座率 ~ 80 % | 达到80%左右"},
        {"服务读者约3.6万户。", "服务读者 ~ 3.6 万户 | 约3.6万户"},
        {"座席上座率力争达到80%。", "座席上座率 = 80 % | 达到80%"},
        {"新建书房120余家。", "新建书房 > 120 家 | 120余家"},
        {"至少选取2家剧场试点。", "剧场试点 >= 2 家 | 至少选取2家"},
        {"每个剧场至少演出3场。", "每个剧场 >= 3 场 | 至少演出3场"},
    };
    CHECK(list);
}

static void test_numbers(void **state) {
    static const struct want list[] = {
        {"借阅量达到 180 万册次，\n新增 12 家。",
         "借阅量 = 180 万册次 | 达到 180 万册次\n新增 = 12 家 | 12 家"},
        {"新建书房１２０家。", "新建书房 = 120 家 | １２０家"},
        {"惠及居民1,200户。", "惠及居民 = 1200 户 | 1,200户"},
        {"新建书房二十家。", "新建书房 = 20 家 | 二十家"},
        {"种植花境三万五千平方米。", "种植花境 = 3.5e+04 平方米 | 三万五千平方米"},
        {"种植花境二十万平方米。", "种植花境 = 20 万平方米 | 二十万平方米"},
        {"抽查数量不少于总数的三分之一。", "抽查数量 >= 0.3333 | 不少于总数的三分之一"},
        {"抽查数量不少于总数的1/4。", "抽查数量 >= 0.25 | 不少于总数的1/4"},
        {"普惠占比达到百分之八十以上。", "普惠占比 >= 80 % | 达到百分之八十以上"},
        {"推广1-2个典型案例。", "推广典型案例 >= 1 个 | 1-2个\n推广典型案例 <= 2 个 | 1-2个"},
        {"覆盖率达到30%-40%。", "覆盖率 >= 30 % | 达到30%-40%\n覆盖率 <= 40 % | 达到30%-40%"},
        {"每季度巡检一次。", "每季度巡检 = 1 次 | 一次"},
    };
    CHECK(list);
}

static void test_units(void **state) {
    static const struct want list[] = {
        {"颗粒物浓度控制在31微克每立方米。", "颗粒物浓度 = 31 微克/立方米 | 控制在31微克每立方米"},
        {"降尘量控制在7吨/平方公里·月以内。",
         "降尘量 <= 7 吨/平方公里·月 | 控制在7吨/平方公里·月以内"},
        {"水耗下降到12立方米/万元以内。", "水耗 <= 12 立方米/万元 | 下降到12立方米/万元以内"},
        {"装机容量10万千瓦。", "装机容量 = 10 万千瓦 | 10万千瓦"},
        {"用电量节约3千瓦时。", "用电量节约 = 3 千瓦时 | 节约3千瓦时"},
        {"面积为1106.84 km2。", "面积 = 1107 平方公里 | 为1106.84 km2"},
        {"使用比例较上一年度提升6个百分点。",
         "使用比例较上一年度提升 = 6 个百分点 | 提升6个百分点"},
        {"灌溉水利用系数达到0.753。", "灌溉水利用系数 = 0.753 | 达到0.753"},
        {"满意率达到95％。", "满意率 = 95 % | 达到95％"},
    };
    CHECK(list);
}

static void test_subjects(void **state) {
    static const struct want list[] = {
        {"完成350家剧场灯光改造。", "剧场灯光改造 = 350 家 | 350家"},
        {"其中，区文化局负责建设1家社区剧场。", "社区剧场 = 1 家 | 1家"},
        {"建设至少3家社区剧场。", "社区剧场 >= 3 家 | 至少3家"},
        {"建设社区剧场，至少达到3家以上。", "社区剧场 >= 3 家 | 至少达到3家以上"},
        {"按照不低于15%的比例对场馆开展抽检。", "场馆开展抽检 >= 15 % | 不低于15%"},
        {"细颗粒物（含二次生成，下同）浓度达到26微克/立方米。",
         "细颗粒物（含二次生成，下同）浓度 = 26 微克/立方米 | 达到26微克/立方米"},
        {"建设1个“无声剧场”示范。", "“无声剧场”示范 = 1 个 | 1个"},
        {"30%的街区实现70%的雨水就地利用。", "街区 = 30 % | 30%\n雨水就地利用 = 70 % | 70%"},
        {"市直机关及60%以上市属学校建成节水单位。", "市属学校 >= 60 % | 60%以上"},
        {"书房覆盖率达到90%，或者达到85%以上且全部开放。",
         "书房覆盖率 = 90 % | 达到90%\n书房覆盖率 >= 85 % | 达到85%以上"},
        {"全年用水量控制在28亿立方米的目标要求。", "用水量 = 28 亿立方米 | 控制在28亿立方米"},
    };
    CHECK(list);
}

static void test_lists(void **state) {
    static const struct want list[] = {
        {"纸张、墨水、塑料减排量分别为430吨、420吨、105吨。",
         "纸张减排量 = 430 吨 | 为430吨\n墨水减排量 = 420 吨 | 420吨\n塑料减排量 = 105 吨 | 105吨"},
        {"绿化覆盖率和林木绿化率分别不低于68.5%和75%。",
         "绿化覆盖率 >= 68.5 % | 不低于68.5%\n林木绿化率 >= 75 % | 75%"},
        {"甲、乙、丙类场馆开放率分别为80%、90%。", /* not dealt out: three nouns, two numbers */
         "甲、乙、丙类场馆开放率 = 80 % | 为80%\n甲、乙、丙类场馆开放率 = 90 % | 90%"},
    };
    CHECK(list);
}

static void test_changes(void **state) {
    static const struct want list[] = {
        {"馆舍能耗同比下降3%左右。", "馆舍能耗同比下降 ~ 3 % | 同比下降3%左右"},
        {"老年餐桌由12处增至58处。", "老年餐桌 = 58 处 | 由12处增至58处"},
        {"浓度由2015年的68微克/立方米降至2020年的29微克/立方米。",
         "浓度 = 29 微克/立方米 in 2020 | 由2015年的68微克/立方米降至2020年的29微克/立方米"},
        {"水耗比2021年下降1%。", "水耗比2021年下降 = 1 % | 下降1%"},
    };
    CHECK(list);
}

static void test_years(void **state) {
    static const struct want list[] = {
        {"到2025年，书房达到60家，覆盖率达到90%；送书进村100次。全区办展5场。",
         "书房 = 60 家 in 2025 | 达到60家\n覆盖率 = 90 % in 2025 | 达到90%\n"
         "送书进村 = 100 次 in 2025 | 100次\n全区办展 = 5 场 in 2025 | 5场"},
        {"力争2026年新书占比达50%以上。", "新书占比 >= 50 % in 2026 | 达50%以上"},
        {"到2027年，新建剧场6所；到2030年，步道达到45公里。",
         "新建剧场 = 6 所 in 2027 | 6所\n步道 = 45 公里 in 2030 | 达到45公里"},
        {"对2025年度报告开展审核，审核率不低于30%。", "审核率 >= 30 % | 不低于30%"},
        {"覆盖率达到90%。", "覆盖率 = 90 % | 达到90%"},
    };
    CHECK(list);
}

/* Numbers that set no target. */
static void test_names_and_dates(void **state) {
    static const struct want list[] = {
        {"落实《城市书房建设2022年行动计划》（云政办发〔2025〕11号）。", ""},
        {"6月底前，完成方案；11月15日前，2026年底前完成验收。", ""},
        {"夏季（6—9月）及第二、三季度错峰开放。", ""},
        {"推进PM2.5与O3协同治理，控制SO2、BOD5和PM_{2.5}。", ""},
        {"执行GB37822—2019和DB11/891-2020。", ""},
        {"改造101国道沿线，发挥12345热线作用。", ""},
        {"淘汰国六以下车辆，推动B级、C2企业达标，达到Ⅱ类水质。", ""},
        {"健全“5+2”体系，落实“三线一单”，打造“0.1微克”街区。", ""},
        {"参加COP15宣传，落实“十四五”规划，巩固十三五成果。", ""},
        {"1.完善机制。2.落实责任。（1）巡查；（2）通报。", ""},
        {"开展新一轮排查，减少一次性用品和二次包装。", ""},
        {"编制第十四个五年规划，第3期工程。", ""},
        {"督查排名后10位的街道。", ""},
        {"建立一个平台，形成一张网，两个方面共同发力。", ""},
    };
    CHECK(list);
}

/* A size that only describes a noun is no target. */
static void test_descriptions(void **state) {
    static const struct want list[] = {
        {"4.5吨以下货车优先通行。", ""},
        {"水源井周边30米范围内无垃圾。", ""},
        {"督促年排放量1吨以上重点企业审核。", ""},
        {"针对浓度低于90毫克/升的问题，加强排查。", ""},
        {"采用24小时连续监测。", ""},
        {"对年借阅10万人次以上或藏书5000册以上的场馆开展评估。", ""},
        {"完成8000户以上老旧电表更换。", "老旧电表更换 >= 8000 户 | 8000户以上"},
        {"连续两个月动态清零，近3年清单。", ""},
        {"对供水人口在9000人以上或日供水800吨以上的水源开展评估。", ""},
        {"新建200公顷绿地。", "新建绿地 = 200 公顷 | 200公顷"},
        {"公示期不少于7日。", "公示期 >= 7 日 | 不少于7日"},
        {"停课天数控制在3天以内。", "停课天数 <= 3 天 | 控制在3天以内"},
    };
    CHECK(list);
}

/* The matched words are a part of the printed text, wherever white space stands in it. */
static void test_literal(void **state) {
    static const char *const texts[] = {
        " 完 成 350 家 ， 达 到 95 % 以 上 。",
        "人数\n达到 10 万 人次\n以上",
        "约 3 . 6 万户",
        "30%",
        "三分之一",
        "%",
        "",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        plan_quantities got = found(*state, texts[i]);
        for (size_t k = 0; k < got.n; k++) {
            assert_int_not_equal(got.at[k].text.n, 0);
            assert_true(str_find(str_of(texts[i]), got.at[k].text, 0) != SIZE_MAX);
        }
    }
    assert_int_equal(found(*state, texts[0]).n, 2);
}

static void refused(const struct world *s, struct str file, const char *text, const char *why) {
    struct rules_file replace = {file, str_of(text)};
    struct diags diags = {.a = s->a};
    assert_null(rules_load(s->a, &replace, 1, &diags));
    assert_int_equal(diags.list.n, 1);
    assert_true(str_find(diags.list.at[0].text, str_of(why), 0) != SIZE_MAX);
    assert_str(place_path(diags.list.at[0].at), file);
    assert_int_equal(diags.list.at[0].at.line, 3);
}

static void test_faulty_rules(void **state) {
    const struct world *s = *state;
    refused(s, S("units.tsv"), "unit\tmeans\tkind\tseen\n家\t家\tcount\tx\n家\t家\tshare\tx\n",
            "twice");
    refused(s, S("units.tsv"), "unit\tmeans\tkind\tseen\n家\t家\tcount\tx\n座\t座\tmany\tx\n",
            "many");
    refused(s, S("comparators.tsv"),
            "word\tplace\tcomparator\tseen\n约\tbefore\t~\tx\n约\tbefore\t=\tx\n", "twice");
    refused(s, S("comparators.tsv"),
            "word\tplace\tcomparator\tseen\n约\tbefore\t~\tx\n近\tbefore\t≈\tx\n", "unknown");
    refused(s, S("phrases.tsv"), "kind\tpattern\tseen\nlead\t其中\tx\nlead\t(其\tx\n", "pattern");
    refused(s, S("phrases.tsv"), "kind\tpattern\tseen\nlead\t其中\tx\nled\t其\tx\n", "led");
    refused(s, S("deadlines.tsv"),
            "form\twhere\tparts\tpattern\tseen\nby\tcell\tyear\t(\\d{4})"
            "年\tx\nby\tcell\tcentury\t年\tx\n",
            "century");
    refused(s, S("citations.tsv"), "kind\tpattern\tseen\nmark\t（试行）\tx\nnote\t（试行）\tx\n",
            "note");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparators),  cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_units),        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_lists),        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_years),        cmocka_unit_test(test_names_and_dates),
        cmocka_unit_test(test_descriptions), cmocka_unit_test(test_literal),
        cmocka_unit_test(test_faulty_rules),
    };
    return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
