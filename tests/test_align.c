/* corpus/align: which items of two plans belong together, in plans made by hand, at scale, and in
 * the real ones. */
#include "out/diff.h"
#include "tests/edits.h"
#include "tests/load.h"
#include "tests/schema.h"
#include "tests/test.h"
#include <stdlib.h>

static struct plan *plan_new(struct arena *a) {
    struct plan *plan = arena_alloc(a, sizeof *plan);
    plan->a = a;
    return plan;
}

static void add(struct plan *plan, int task_no, struct str task, struct str text) {
    struct measure m = {.table_no = 1, .task_no = task_no, .task = task, .measure = text};
    *vec_push(plan->a, &m.assignments) = (struct assignment){.deadline = S("年底前")};
    *vec_push(plan->a, &plan->measures) = m;
}

/* The new item that the old one with this number is paired with: its text. */
static struct str partner(const match_list *matches, const struct plan *old, size_t i) {
    for (size_t k = 0; k < matches->n; k++)
        for (size_t n = 0; n < matches->at[k].old.n; n++)
            if (matches->at[k].old.at[n].measure == &old->measures.at[i])
                return matches->at[k].new.n ? item_text(&matches->at[k].new.at[0]) : S("");
    return S("lost");
}

/* Words that two measures share are told apart by the task that they stand in. */
static void test_boilerplate_is_told_apart_by_its_task(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    add(old, 1, S("托育服务"), S("完成市级下达的年度目标任务，按季度报送进展。"));
    add(old, 2, S("养老助餐"), S("完成市级下达的年度目标任务，按季度报送进展。"));
    add(new, 1, S("养老助餐"), S("完成市级下达的年度目标任务，按月报送进展情况。"));
    add(new, 2, S("托育服务"), S("完成市级下达的年度目标任务，每半年报送进展。"));
    align_plans(*state, old, new, &m);
    assert_str(partner(&m, old, 0), new->measures.at[1].measure);
    assert_str(partner(&m, old, 1), new->measures.at[0].measure);
}

/* The same number, and nothing in common. */
static void test_numbers_pair_nothing(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    add(old, 5, S("托育服务"), S("组织保育人员轮训300人次。"));
    add(new, 5, S("停车设施"), S("在医院周边划设限时车位300个。"));
    align_plans(*state, old, new, &m);
    assert_int_equal(m.n, 2);
    assert_str(partner(&m, old, 0), S(""));
}

/* The sum over the document counts: the better of two takes what the other would like too. */
static void test_best_assignment(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    add(old, 1, S("方便出行"), S("更新老旧公交站牌，增设座椅和雨棚。"));
    add(old, 2, S("方便出行"), S("更新老旧公交站牌，开展站台清洗。"));
    add(new, 1, S("方便出行"), S("更新老旧公交站牌，开展站台清洗，增设座椅和雨棚照明。"));
    add(new, 2, S("方便出行"), S("分批更新老旧公交站牌，开展站台清洗。"));
    align_plans(*state, old, new, &m);
    assert_str(partner(&m, old, 0), new->measures.at[0].measure);
    assert_str(partner(&m, old, 1), new->measures.at[1].measure);
}

static void test_order_is_that_of_the_new_plan(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    add(old, 1, S("甲"), S("建设口袋公园和滨水步道。"));
    add(old, 2, S("乙"), S("研究夜间停车优惠价目。"));
    add(old, 3, S("丙"), S("开展消防设施集中体检。"));
    add(new, 1, S("丙"), S("开展消防设施集中体检。"));
    add(new, 2, S("丁"), S("评选优秀志愿服务队伍。"));
    add(new, 3, S("甲"), S("建设口袋公园和滨水步道。"));
    align_plans(*state, old, new, &m);
    assert_int_equal(m.n, 4);
    for (size_t i = 0; i < 3; i++)
        assert_ptr_equal(m.at[i].new.at[0].measure, &new->measures.at[i]);
    assert_ptr_equal(m.at[3].old.at[0].measure, &old->measures.at[1]);
}

/* Ten thousand equal measures, and one more. */
static void test_equal_measures(void **state) {
    (void)state;
    struct arena *a = arena_new(NULL);
    struct plan *old = plan_new(a), *new = plan_new(a);
    struct changes c;
    for (int i = 0; i < 10000; i++)
        add(old, i + 1, S("方便出行"), S("更新老旧公交站牌，增设座椅和雨棚。"));
    for (int i = 0; i < 10001; i++)
        add(new, i + 1, S("方便出行"), S("更新老旧公交站牌，增设座椅和雨棚。"));
    changes_find(a, old, new, &c);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].kind, CHANGE_ADDED);
    arena_drop(a);
}

/* Hundreds of measures in the same words, each with another number than before. */
static void test_same_words(void **state) {
    (void)state;
    struct arena *a = arena_new(NULL);
    struct plan *old = plan_new(a), *new = plan_new(a);
    struct changes c;
    for (int i = 0; i < 300; i++) {
        add(old, i + 1, S("方便出行"), str_fmt(a, "更新老旧公交站牌%d处，增设座椅和雨棚。", i));
        add(new, i + 1, S("方便出行"),
            str_fmt(a, "更新老旧公交站牌%d处，增设座椅和雨棚。", i + 400));
    }
    changes_find(a, old, new, &c);
    assert_int_equal(c.kinds[CHANGE_MODIFIED], 300);
    for (size_t i = 0; i < 300; i++) /* now in other words, all alike */
        new->measures.at[i].measure =
            str_fmt(a, "分批更新老旧公交站牌%zu处，增设座椅、雨棚和照明。", i + 400);
    changes_find(a, old, new, &c);
    assert_int_equal(c.kinds[CHANGE_MODIFIED], 300);
    arena_drop(a);
}

/* A measure beside its twin, the rest of which it is: counted as often as each says a word. */
static void test_part_is_what_the_twin_leaves(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    struct str task = S("站台环境目标");
    add(old, 1, task,
        S("巩固站台环境整治成效，全力建设整洁站台，候车满意度达到85%，投诉件数减少一成。"));
    add(old, 1, task, S("各街道、产业园区尽最大努力巩固站台环境整治成效。"));
    add(old, 2, S("夜校课程"), S("开设夜校书画课程，聘请退休教师授课。"));
    add(new, 1, task,
        S("巩固站台环境整治成效，全力建设整洁站台，候车满意度达到88%，投诉件数减少一成。"
          "各街道站台环境进一步巩固，完成下达的整治要求。"));
    add(new, 2, S("夜校课程"), S("开设夜校书画课程，聘请退休教师授课。"));
    add(new, 3, S("渔港码头"), S("更新渔港冷库设备，设立渔获拍卖中心。"));
    align_plans(*state, old, new, &m);
    assert_str(partner(&m, old, 0), new->measures.at[0].measure);
    assert_str(partner(&m, old, 1), new->measures.at[0].measure);
}

/* One measure more, beside one that the new plan repeats word by word, is no part of that. */
static void test_addition_is_no_split(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    struct changes c;
    struct str task = S("站台更新");
    add(old, 1, task, S("更新东片区老旧公交站牌30处，增设座椅和雨棚，年内完工。"));
    add(new, 1, task, S("更新东片区老旧公交站牌30处，增设座椅和雨棚，年内完工。"));
    add(new, 1, task, S("更新西片区老旧公交站牌25处，增设座椅和雨棚，年内完工。"));
    changes_find(*state, old, new, &c);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].kind, CHANGE_ADDED);
}

/* Halves of a few words. */
static void test_short_split(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    struct changes c;
    add(old, 1, S("站台"), S("更新站牌，增设座椅。"));
    add(new, 1, S("站台"), S("更新站牌。"));
    add(new, 1, S("站台"), S("增设座椅。"));
    changes_find(*state, old, new, &c);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].kind, CHANGE_SPLIT);
    changes_find(*state, new, old, &c);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].kind, CHANGE_MERGED);
}

/* Measures that both plans print, so that what is rare shows. */
static void fill(struct arena *a, struct plan *old, struct plan *new) {
    const struct plan *from = edits_make(a, 1, 60, 1000).old;
    for (size_t i = 0; i < from->measures.n; i++) {
        add(old, (int)i / 3 + 1, from->measures.at[i].task, from->measures.at[i].measure);
        add(new, (int)i / 3 + 1, from->measures.at[i].task, from->measures.at[i].measure);
    }
}

/* Few phrases in common; but both are about the same, under one task, and left over. */
static void test_reworded_under_one_task(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    struct str task = S("积极推广新能源船舶");
    fill(*state, old, new);
    size_t n = old->measures.n;
    add(old, 71, task, S("牵头制订岸电桩基础设施建设方案，会同财政研究岸电桩和运营补贴办法。"));
    add(old, 72, task, S("组织游船公司更换纯电动游船，研究泊位便利。"));
    add(new, 81, task, S("新增游船均为纯电动船，给予泊位优先。"));
    add(new, 82, task,
        S("制定岸电基础设施发展规划，加快码头岸电桩布局，构建岸电桩为主的补给网络。"));
    align_plans(*state, old, new, &m);
    assert_str(partner(&m, old, n), new->measures.at[n + 1].measure);
    assert_str(partner(&m, old, n + 1), new->measures.at[n].measure);
}

/* What was dropped and what came in elsewhere stay apart. */
static void test_left_over_but_unlike(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    add(old, 1, S("方便出行"), S("更新老旧公交站牌，增设座椅和雨棚。"));
    add(old, 2, S("方便出行"), S("研究夜间停车优惠价目，开放商场泊位。"));
    add(new, 1, S("方便出行"), S("更新老旧公交站牌，增设座椅和雨棚。"));
    add(new, 2, S("方便出行"), S("打通跨河骑行道断点，施划彩色铺装。"));
    align_plans(*state, old, new, &m);
    assert_int_equal(m.n, 3);
    assert_str(partner(&m, old, 1), S(""));
}

static const struct str things[] = {S("路灯"), S("绿道"), S("公园"),
                                    S("电梯"), S("护栏"), S("地图")};
enum { THINGS = sizeof things / sizeof *things };

static void add_row(struct plan *plan, struct str name) {
    *vec_push(plan->a, &plan->indicators) =
        (struct indicator){.table_no = 2,
                           .row_no = (int)plan->indicators.n + 1,
                           .row_label = name,
                           .col = S("目标"),
                           .value = S("90")};
}

/* Rows are of one thing where their names are, not where these are built alike. */
static void test_rows_of_different_things(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    match_list m = {0};
    fill(*state, old, new);
    for (size_t i = 0; i < THINGS; i++) {
        add_row(old, str_fmt(*state, "%s重点工程累计更新量", things[i].p));
        add_row(new, old->indicators.at[i].row_label);
    }
    add_row(old, S("站台重点工程累计更新量"));
    add_row(old, S("站牌重点工程累计更新量"));
    add_row(new, S("▲站台重点工程更新量（个）"));
    add_row(new, S("▲雨棚重点工程更新量（个）"));
    align_plans(*state, old, new, &m);
    assert_int_equal(m.n, old->measures.n + THINGS + 3);
}

static void test_nothing_to_compare(void **state) {
    struct plan *old = plan_new(*state), *new = plan_new(*state);
    struct changes c;
    changes_find(*state, old, new, &c);
    assert_int_equal(c.list.n, 0);
    add(new, 1, S("甲"), S(""));
    changes_find(*state, old, new, &c);
    assert_int_equal(c.kinds[CHANGE_ADDED], 1);
}

static struct plan *load(struct arena *a, const struct rules *rules, const char *path) {
    struct diags diags = {.a = a};
    struct plan *plan;
    struct str bytes;
    if (!load_file(a, path, &bytes))
        return NULL;
    if (load_plan(a, path, str_of(path), TRACKED_ACCEPT, rules, &diags, &plan) < 0)
        fail_msg("%s: %s", path, diags.list.at[0].text.p);
    return plan;
}

/* A change as one line: kind, class, where it was and is, and what differs beside the text. */
static struct str brief(struct arena *a, const struct change *c) {
    struct buf b = {.a = a};
    buf_fmt(&b, "%s %s", change_kind_name(c->kind).p, change_class_name(c->class).p);
    for (size_t i = 0; i < c->old.n; i++)
        buf_fmt(&b, " -%d.%d", c->old.at[i].measure->task_no, c->old.at[i].measure->measure_no);
    for (size_t i = 0; i < c->new.n; i++)
        buf_fmt(&b, " +%d.%d", c->new.at[i].measure->task_no, c->new.at[i].measure->measure_no);
    if (c->deadline.new.n)
        buf_fmt(&b, " %.*s", STR_ARG(c->deadline.new));
    for (size_t i = 0; i < c->roles.n; i++)
        for (size_t k = 0; k < c->roles.at[i].added.n + c->roles.at[i].removed.n; k++)
            buf_fmt(&b, " %s%s", role_kind_name(c->roles.at[i].role_kind).p,
                    k < c->roles.at[i].added.n ? "+" : "-");
    for (size_t i = 0; i < c->quantities.n; i++)
        buf_fmt(&b, " %g>%g", c->quantities.at[i].old->value, c->quantities.at[i].new->value);
    buf_byte(&b, '\n');
    return buf_str(&b);
}

/* examples/README.md lists what a reader finds. */
static void test_draft_and_final(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct plan *old = load(a, rules, "examples/yunling-2026-draft.txt");
    struct plan *new = load(a, rules, "examples/yunling-2026.txt");
    struct changes c;
    struct buf got = {.a = a};
    changes_find(a, old, new, &c);
    for (size_t i = 0; i < c.list.n; i++)
        buf_add(&got, brief(a, &c.list.at[i]));
    assert_str(buf_str(&got), S("modified substantive -1.1 +1.1 responsible+\n"
                                "modified substantive -2.1 +2.1 responsible- 300>260\n"
                                "modified substantive -2.2 +2.2\n"
                                "modified substantive -2.3 +2.3 6月底前\n"
                                "added substantive +3.2\n"
                                "removed substantive -6.3\n"
                                "removed substantive -10.1\n"
                                "renumbered editorial -11.1 +10.1\n"));
    rules_drop(rules);
}

static void test_word_twin(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    static const char *const twins[][2] = {
        {"examples/yunling-2026.txt", "examples/yunling-2026.docx"},
        {"examples/qingchuan-2026.txt", "examples/qingchuan-2026.docx"}};
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        struct changes c;
        changes_find(a, load(a, rules, twins[i][0]), load(a, rules, twins[i][1]), &c);
        assert_int_equal(c.classes[CLASS_SUBSTANTIVE], 0);
    }
    rules_drop(rules);
}

/* Two targets of different things are no counterparts for being targets: 物业服务覆盖率, and how
 * many of the old are cared for. */
static void test_targets_of_different_things(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    const struct plan *old = load(a, rules, "examples/qingchuan-2026.txt");
    const struct plan *new = load(a, rules, "examples/linhu-2021.txt");
    match_list m = {0};
    align_plans(a, old, new, &m);
    assert_str(old->measures.at[6].measure, S("物业服务覆盖率达到96%。"));
    assert_str(partner(&m, old, 6), S(""));
    rules_drop(rules);
}

/* A clause of the five-year plan that begins with the name of a task of the yearly one:
 * 加快加装电梯. */
static void test_clause_says_the_task(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    const struct plan *old = load(a, rules, "examples/yunling-2026.txt");
    const struct plan *new = load(a, rules, "examples/yunling-plan-2026-2030.txt");
    match_list m = {0};
    align_plans(a, old, new, &m);
    assert_str(old->measures.at[8].task, S("加快加装电梯"));
    assert_true(str_starts(partner(&m, old, 8), S("加快加装电梯。")));
    rules_drop(rules);
}

static void test_json_is_valid(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct str schema, why;
    static const char *const pairs[][2] = {
        {"examples/yunling-2026-draft.txt", "examples/yunling-2026.txt"},
        {"examples/yunling-2025.txt", "examples/yunling-plan-2026-2030.txt"},
        {"examples/linshi-2022.txt", "examples/qingchuan-2026.txt"}};
    assert_true(load_file(a, "docs/diff.schema.json", &schema));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct changes c;
        struct buf b = {.a = a};
        changes_find(a, load(a, rules, pairs[i][0]), load(a, rules, pairs[i][1]), &c);
        out_diff_json(&b, &c);
        if (!schema_valid(a, schema, buf_str(&b), &why))
            fail_msg("%s: %s", pairs[i][0], why.p);
    }
    assert_false(schema_valid(a, schema, S("{\"schema\": \"tiaomu.diff/1\"}"), &why));
    rules_drop(rules);
}

/* Pairs that the reader did not make fail; returns how many there are. */
static size_t pairs_within(struct arena *a, const struct plan *old, const struct plan *new,
                           struct str read) {
    match_list matches = {0};
    size_t n = 0;
    align_plans(a, old, new, &matches);
    for (size_t i = 0; i < matches.n; i++)
        for (size_t k = 0; k < matches.at[i].old.n * matches.at[i].new.n; k++) {
            struct str one = item_place(a, old, &matches.at[i].old.at[k % matches.at[i].old.n]);
            struct str other = item_place(a, new, &matches.at[i].new.at[k / matches.at[i].old.n]);
            struct str pair = str_fmt(a, " %.*s=%.*s ", STR_ARG(one), STR_ARG(other));
            if (str_find(read, pair, 0) == SIZE_MAX)
                fail_msg("%s is no pair", pair.p);
            n++;
        }
    return n;
}

/* Three districts that go their own ways, and the pairs that their writer made while writing. */
static void test_districts(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    const struct plan *songhe = load(a, rules, "tests/districts/songhe-2026.txt");
    const struct plan *bochuan = load(a, rules, "tests/districts/bochuan-2026.txt");
    const struct plan *yunpu = load(a, rules, "tests/districts/yunpu-2026-2030.txt");
    rules_drop(rules);
    size_t n = pairs_within(
        a, songhe, bochuan,
        S(" 1.1.1=1.5.1 1.1.2=1.5.2 1.2.1=1.6.1 1.2.2=1.6.2 1.2.3=1.6.3 1.3.1=1.7.2 "
          "1.3.2=1.7.1 1.4.1=1.8.1 1.4.2=1.8.2 1.4.3=1.8.3 1.4.3=1.8.4 1.5.1=1.9.1 "
          "1.5.2=1.9.3 1.5.3=1.9.2 1.6.1=1.9.4 1.7.1=1.3.2 1.7.1=1.3.3 1.7.2=1.3.4 "
          "1.7.4=1.3.1 1.8.1=1.4.2 1.8.2=1.4.1 1.9.1=1.1.2 1.9.1=1.1.3 1.9.2=1.1.1 "
          "1.9.3=1.1.4 1.10.1=1.2.1 1.10.2=1.2.2 1.11.1=1.10.2 1.11.1=1.10.3 1.11.2=1.10.1 "
          "1.11.3=1.10.4 1.12.1=1.11.2 1.12.2=1.11.1 1.13.1=1.12.1 1.13.2=1.12.2 "));
    assert_in_range(n, 31, 35);
    n = pairs_within(
        a, songhe, yunpu,
        S(" 1.1.1=c3 1.1.2=c3 1.3.1=c4 1.3.2=c4 1.3.3=c4 1.2.2=c5 1.4.1=c6 1.4.2=c6 1.4.3=c6 "
          "1.5.1=c7 1.5.2=c7 1.5.3=c7 1.7.1=c8 1.7.2=c8 1.7.4=c8 1.8.1=c8 1.8.2=c8 1.9.1=c9 "
          "1.9.2=c9 1.9.3=c9 1.10.1=c10 1.10.2=c10 1.11.1=c11 1.11.2=c11 1.11.3=c11 1.12.1=c12 "
          "1.12.2=c13 1.13.1=c14 1.13.2=c14 "));
    assert_in_range(n, 22, 29);
}

static struct plan *real(struct arena *a, const struct rules *rules, const char *name) {
    const char *folder = getenv("TIAOMU_PLANS");
    return load(a, rules, str_fmt(a, "%s/%s", folder ? folder : "../shared/plans", name).p);
}

static void test_real_plans_equal_themselves(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    static const char *const names[] = {"miyun-2026.txt", "yanqing-2026.txt", "miyun-2021-2025.txt",
                                        "beijing-2022.txt", "tongzhou-2021.txt"};
    size_t found = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct plan *plan = real(a, rules, names[i]);
        struct changes c;
        if (!plan)
            continue;
        found++;
        changes_find(a, plan, plan, &c);
        assert_int_equal(c.list.n, 0);
    }
    rules_drop(rules);
    if (!found)
        skip();
}

static bool in(const item_list *items, int table, int task, int measure) {
    for (size_t i = 0; i < items->n; i++) {
        const struct measure *m = items->at[i].measure;
        if (m && m->table_no == table && m->task_no == task && m->measure_no == measure)
            return true;
    }
    return false;
}

/* A number of a pair's list, and the list behind it. */
static int next_number(const char **s) {
    char *end;
    long n = strtol(*s, &end, 10);
    *s = *end ? end + 1 : end;
    return (int)n;
}

/* "3.1=4.2": the tasks and measures of two tables. */
static void check_pairs(const match_list *matches, int old_table, int new_table,
                        const char *pairs) {
    for (const char *s = pairs; *s;) {
        const char *from = s;
        int task = next_number(&s), measure = next_number(&s);
        int new_task = next_number(&s), new_measure = next_number(&s);
        bool found = false;
        for (size_t i = 0; i < matches->n && !found; i++)
            found = in(&matches->at[i].old, old_table, task, measure) &&
                    in(&matches->at[i].new, new_table, new_task, new_measure);
        if (!found)
            fail_msg("no pair %.*s", (int)(s - from), from);
    }
}

/* Items of this table of the old plan that have a counterpart. */
static size_t paired(const match_list *matches, int table) {
    size_t n = 0;
    for (size_t i = 0; i < matches->n; i++)
        for (size_t k = 0; matches->at[i].new.n &&k < matches->at[i].old.n; k++)
            n += matches->at[i].old.at[k].measure &&
                 matches->at[i].old.at[k].measure->table_no == table;
    return n;
}

/* Two districts' plans of one year: the pairs that a reader made of both documents before he saw
 * the program's, and no other one. */
static void test_two_districts(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct plan *old = real(a, rules, "miyun-2026.txt"), *new = real(a, rules, "yanqing-2026.txt");
    match_list matches = {0};
    rules_drop(rules);
    if (!old || !new)
        skip();
    align_plans(a, old, new, &matches);
    check_pairs(
        &matches, 1, 1,
        "1.1=1.1 1.2=1.1 2.1=2.1 3.1=3.1 3.2=3.2 3.3=3.3 3.4=3.4 3.5=3.5 3.6=3.6 3.7=3.7 3.8=3.8 "
        "3.9=3.9 "
        "4.1=4.1 4.2=4.2 4.3=4.3 4.4=4.4 4.5=4.4 4.6=4.5 5.1=5.1 5.2=5.2 5.3=5.3 6.1=6.1 6.2=6.2 "
        "6.3=6.3 6.4=6.4 6.5=6.5 7.1=7.1 7.2=7.1 7.3=7.1 7.4=7.1 7.5=7.2 7.6=7.2 7.7=7.3 7.8=7.4 "
        "8.2=8.1 8.3=8.1 8.4=8.2 8.6=8.3 8.7=8.4 9.1=9.1 10.1=10.1 10.2=10.2 11.1=11.1 11.2=11.2 "
        "11.3=11.3 11.4=11.4 12.1=12.1 12.2=12.2 12.3=12.3 13.1=13.1 13.2=13.2 14.1=14.1 14.2=14.2 "
        "14.3=14.3 15.1=15.1 15.2=15.2 16.1=16.1 17.1=17.1 17.2=17.2 18.1=18.1 18.2=18.2 "
        "18.3=18.3 18.4=18.4 18.5=18.4 19.1=19.1 19.2=19.2 20.1=20.1 21.1=21.1 22.1=22.1 "
        "22.2=22.2 22.3=22.3 22.4=22.4 23.1=23.1 23.3=23.2 24.1=24.1 24.2=24.2 25.1=25.1 "
        "25.2=25.2 26.1=26.1 26.2=26.2 26.3=26.3 26.4=26.4 27.1=27.1 27.2=27.2 27.3=27.3 "
        "27.4=27.4 28.1=28.1 28.2=28.2 29.1=29.1 29.2=29.2 30.1=30.1 30.2=30.2 31.1=31.1 "
        "32.2=32.1 33.1=33.1 33.2=33.2 34.1=34.1 35.1=35.1 36.1=36.1 37.1=37.1 37.2=37.1 "
        "37.3=37.1 38.1=40.1 39.1=41.1 40.1=42.1 40.3=42.1 41.1=43.1 41.2=43.2 42.1=44.1 "
        "44.1=45.1");
    assert_int_equal(paired(&matches, 1), 110);
}

/* A district and the city a year later, in another order: the clear ones of the air tables. */
static void test_district_and_city(void **state) {
    struct arena *a = *state;
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct plan *old = real(a, rules, "tongzhou-2021.txt"),
                *new = real(a, rules, "beijing-2022.txt");
    match_list matches = {0};
    rules_drop(rules);
    if (!old || !new)
        skip();
    align_plans(a, old, new, &matches);
    check_pairs(
        &matches, 1, 2,
        "1.1=1.1 3.1=3.1 4.1=3.5 5.1=3.1 5.1=3.3 7.1=3.2 9.1=3.2 10.1=4.1 11.1=5.2 13.1=5.1 "
        "14.1=5.1 16.1=6.1 17.1=5.3 18.1=5.4 "
        "25.1=21.1 26.1=9.1 27.1=9.2 28.1=9.1 29.1=11.5 30.1=10.2 33.1=12.2 34.1=12.1 "
        "35.1=22.1 36.1=23.1 38.1=13.1 40.1=16.1 41.1=16.2 42.1=16.3 43.1=16.4 44.1=15.1 "
        "45.1=14.1 46.1=14.1 47.1=14.1 49.1=17.1 50.1=17.1 51.1=13.2 52.1=18.1 54.1=19.1 "
        "55.1=20.1 56.1=20.1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boilerplate_is_told_apart_by_its_task),
        cmocka_unit_test(test_numbers_pair_nothing),
        cmocka_unit_test(test_best_assignment),
        cmocka_unit_test(test_order_is_that_of_the_new_plan),
        cmocka_unit_test(test_equal_measures),
        cmocka_unit_test(test_same_words),
        cmocka_unit_test(test_part_is_what_the_twin_leaves),
        cmocka_unit_test(test_addition_is_no_split),
        cmocka_unit_test(test_short_split),
        cmocka_unit_test(test_reworded_under_one_task),
        cmocka_unit_test(test_left_over_but_unlike),
        cmocka_unit_test(test_targets_of_different_things),
        cmocka_unit_test(test_rows_of_different_things),
        cmocka_unit_test(test_nothing_to_compare),
        cmocka_unit_test(test_draft_and_final),
        cmocka_unit_test(test_word_twin),
        cmocka_unit_test(test_clause_says_the_task),
        cmocka_unit_test(test_json_is_valid),
        cmocka_unit_test(test_real_plans_equal_themselves),
        cmocka_unit_test(test_districts),
        cmocka_unit_test(test_two_districts),
        cmocka_unit_test(test_district_and_city),
    };
    return cmocka_run_group_tests_name("align", tests, test_arena, test_drop);
}
