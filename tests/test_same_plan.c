/* The same plan through every layout gives the same plan. What a layout cannot carry is said there
 * (tests/layouts.h), and the rest is the same to the byte. */
#include "extract/extract.h"
#include "tests/bare_lines.h"
#include "tests/layouts.h"
#include "tests/test.h"

static const struct rules *rules;

/* ---- the documents ---- */

#define ON                                                                                         \
    { .goes_on = true }
#define C(text)                                                                                    \
    { text, 1, false }

/* Merged cells, a section's row, a cell of two paragraphs, empty cells, a column that no rule
 * knows, an indicator table behind and text behind that. Every cell of units is one line. */
static const struct laid_row tasks[] = {
    {{C("序号"), C("领域"), C("重点任务"), C("工作措施"), C("推进方式"), C("牵头单位"),
      C("配合单位"), C("完成时限")}},
    {{{"一、政务便民", 8, false}}},
    {{C("1"), C("窗口"), C("推行一窗办理"), C("设置综合窗口12个。\n公布办事清单200项。"),
      C("先行试点"), C("区政务服务局"), C("区民政局、区财政局"), C("6月底前")}},
    {{ON, ON, ON, C("延时服务覆盖全部街道。"), C(""), C("区政务服务局"), C("各街道办事处"),
      C("长期坚持")}},
    {{C("2"), ON, C("建设自助网点"), C("新建自助网点30个。"), C("先行试点"), C("区政务服务局"),
      C("区城市管理委"), C("9月底前")}},
    {{{"二、社区便民", 8, false}}},
    {{C("3"), C("社区"), C("改造菜市场"), C("改造菜市场4家，新增停车位260个。"), C("全面推广"),
      C("区商务局"), C("区市场监管局"), C("10月底前")}},
    {{ON, ON, ON, C("公布检测结果48次。"), C(""), C("区市场监管局"), C("区商务局"), C("年底前")}},
};
static const struct laid_row indicators[] = {
    {{C("序号"), C("指标名称"), C("单位"), C("年度目标"), C("责任单位")}},
    {{C("1"), C("一窗办理率"), C("%"), C("98"), C("区政务服务局")}},
    {{C("2"), C("自助网点"), C("个"), C("30"), C("区政务服务局")}},
};
/* Cells of units of several paragraphs, and merged over two columns. */
static const struct laid_row stacked[] = {
    {{C("序号"), C("重点任务"), C("工作措施"), C("完成时限"), C("牵头部门"), C("主责单位"),
      C("协办单位")}},
    {{C("1"),
      C("扩大托育供给"),
      C("新增普惠托位260个。"),
      C("年底前"),
      {"区卫生健康委\n区教委", 2, false},
      C("区财政局\n区住房城乡建设委")}},
    {{ON, ON, C("开展安全检查4次。"), C("长期坚持"), C("区卫生健康委"),
      C("区卫生健康委\n区消防救援支队"), C("各街道办事处")}},
    {{C("2"), C("培养托育人才"), C("轮训保育人员300人次。"), C("9月底前"), C("区教委"), C("区教委"),
      C("区总工会\n区妇联")}},
};

#define TABLE(rows, columns)                                                                       \
    { NULL, rows, sizeof(rows) / sizeof *(rows), columns }
static const struct laid_part parts[] = {
    {.para = "云溪区2026年便民行动计划"}, TABLE(tasks, 8),      {.para = "附件2"},
    {.para = "云溪区2026年便民指标表"},   TABLE(indicators, 5), {.para = "请各单位按月报送进展。"}};
static const struct laid_part stacked_parts[] = {{.para = "云溪区2026年托育行动计划"},
                                                 TABLE(stacked, 7)};

/* ---- what is read of them ---- */

static struct plan *read_again(struct arena *a, struct str bytes) {
    struct diags diags = {.a = a};
    const struct limits limits = LIMITS_DEFAULT;
    struct doc *doc = NULL;
    struct plan *plan = NULL;
    assert_int_equal(doc_read(a, bytes, S("x"), S("x"), &limits, TRACKED_ACCEPT, &diags, &doc), 0);
    assert_int_equal(extract_plan(a, doc, rules, &plan), 0);
    assert_int_equal(plan->coverage.total,
                     plan->coverage.items + plan->coverage.headings + plan->coverage.furniture);
    return plan;
}

static struct str measures_of(struct arena *a, const struct plan *p) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < p->measures.n; i++)
        buf_fmt(&b, "%.*s\n", STR_ARG(bare_row_of(a, &p->measures.at[i])));
    return buf_str(&b);
}

static struct str rows_of(struct arena *a, const struct plan *p) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < p->indicators.n; i++) {
        const struct indicator *c = &p->indicators.at[i];
        buf_fmt(&b, "%d.%d %.*s | %.*s: %.*s\n", c->table_no, c->row_no, STR_ARG(c->row_label),
                STR_ARG(c->col), STR_ARG(c->value));
    }
    return buf_str(&b);
}

static const char measures_wanted[] =
    "1.1 [一、政务便民/窗口] 推行一窗办理 | 设置综合窗口12个。\n公布办事清单200项。 | 6月底前 | "
    "牵头单位: 区政务服务局 配合单位: 区民政局 区财政局\n"
    "1.1 [一、政务便民/窗口] 推行一窗办理 | 延时服务覆盖全部街道。 | 长期坚持 | "
    "牵头单位: 区政务服务局 配合单位: 各街道办事处\n"
    "1.2 [一、政务便民/窗口] 建设自助网点 | 新建自助网点30个。 | 9月底前 | "
    "牵头单位: 区政务服务局 配合单位: 区城市管理委\n"
    "1.3 [二、社区便民/社区] 改造菜市场 | 改造菜市场4家，新增停车位260个。 | 10月底前 | "
    "牵头单位: 区商务局 配合单位: 区市场监管局\n"
    "1.3 [二、社区便民/社区] 改造菜市场 | 公布检测结果48次。 | 年底前 | "
    "牵头单位: 区市场监管局 配合单位: 区商务局\n";

static const char rows_wanted[] =
    "2.1 一窗办理率 | 单位: %\n2.1 一窗办理率 | 年度目标: 98\n"
    "2.1 一窗办理率 | 责任单位: 区政务服务局\n2.2 自助网点 | 单位: 个\n"
    "2.2 自助网点 | 年度目标: 30\n2.2 自助网点 | 责任单位: 区政务服务局\n";

static const char stacked_wanted[] =
    "1.1 [] 扩大托育供给 | 新增普惠托位260个。 | 年底前 | 牵头部门: 区卫生健康委 区教委 "
    "主责单位: 区卫生健康委 区教委 协办单位: 区财政局 区住房城乡建设委\n"
    "1.1 [] 扩大托育供给 | 开展安全检查4次。 | 长期坚持 | 牵头部门: 区卫生健康委 "
    "主责单位: 区卫生健康委 区消防救援支队 协办单位: 各街道办事处\n"
    "1.2 [] 培养托育人才 | 轮训保育人员300人次。 | 9月底前 | 牵头部门: 区教委 主责单位: 区教委 "
    "协办单位: 区总工会 区妇联\n";

static void same(struct str got, const char *want, const char *layout) {
    if (!str_eq(got, str_of(want)))
        print_error("%s\n", layout);
    assert_str(got, str_of(want));
};

static void every_layout_gives_the_plan(void **state) {
    const struct laid_document d = {parts, sizeof parts / sizeof *parts};
    for (size_t i = 0; i < layouts_n; i++) {
        const struct layout *l = &layouts[i];
        const struct plan *p = read_again(*state, l->print(*state, &d));
        same(measures_of(*state, p), measures_wanted, l->name);
        const char *behind = l->no_end ? "请各单位按月报送进展。\n" : "";
        struct str rows = str_fmt(*state, "%s%s", rows_wanted, behind);
        same(rows_of(*state, p), l->one_table ? "" : str_z(*state, rows), l->name);
    }
}

static bool is_told(const struct plan *p, enum diag_code code, struct place at) {
    for (size_t i = 0; i < p->diags.list.n; i++)
        if (p->diags.list.at[i].code == code && p->diags.list.at[i].at.line == at.line)
            return true;
    return false;
}

/* Where borders between cells of units are lost, all else is the same and each such row says so. */
static void without_borders(struct arena *a, const struct plan *p, const char *layout) {
    struct str got = measures_of(a, p), want = str_of(stacked_wanted);
    for (size_t i = 0; i < p->measures.n; i++) {
        size_t to = str_find(want, S(" | 牵头部门"), 0);
        struct str row = bare_row_of(a, &p->measures.at[i]);
        assert_str(str_cut(row, 0, to), str_cut(want, 0, to));
        assert_true(is_told(p, DIAG_ROLES_SHIFTED, p->measures.at[i].at));
        want = str_cut(want, str_find(want, S("\n"), 0) + 1, want.n);
    }
    if (want.n)
        print_error("%s: %.*s\n", layout, STR_ARG(got));
    assert_int_equal(want.n, 0);
}

static void stacked_units_stay_in_their_cells(void **state) {
    const struct laid_document d = {stacked_parts, sizeof stacked_parts / sizeof *stacked_parts};
    for (size_t i = 0; i < layouts_n; i++) {
        const struct layout *l = &layouts[i];
        const struct plan *p = read_again(*state, l->print(*state, &d));
        if (l->no_borders)
            without_borders(*state, p, l->name);
        else
            same(measures_of(*state, p), stacked_wanted, l->name);
    }
}

/* Rows whose cells all go on in further lines, so many that sums of scores round. */
static void long_tables_keep_their_rows(void **state) {
    enum { ROWS = 300 };
    struct buf b = {.a = *state};
    buf_add(&b, S("序号\t重点任务\t工作措施\t责任单位\t完成时限\n"));
    for (int i = 1; i <= ROWS; i++)
        buf_fmt(&b,
                "%d\t任务%d号工作\t完成第%d项任务。\n抓好后续管护。\t区民政局\n区财政局\t年底前\n",
                i, i, i);
    const struct plan *p = read_again(*state, buf_str(&b));
    assert_int_equal(p->measures.n, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(p->measures.at[i].assignments.at[0].roles.at[0].mentions.n, 2);
}

int main(void) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules *r = rules_load(a, NULL, 0, &diags);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layout_gives_the_plan),
        cmocka_unit_test(stacked_units_stay_in_their_cells),
        cmocka_unit_test(long_tables_keep_their_rows),
    };
    rules = r;
    int failed = r ? cmocka_run_group_tests(tests, test_arena, test_drop) : 1;
    if (r)
        rules_drop(r);
    arena_drop(a);
    return failed;
}
