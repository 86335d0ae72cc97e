/* rules/duties.tsv and extract: who does what, told in running text. */
#include "tests/load.h"
#include "tests/test.h"
#include "tests/world.h"

/* All subjects of a text, each "KIND:units/joint act". */
static struct str subjects(struct world *f, struct str text) {
    struct buf b = {.a = f->a};
    struct duty_subject u;
    for (size_t at = 0; duty_subject(rules_duties(f->rules), text, at, &u); at = u.to)
        buf_fmt(&b, "%s%.*s:%.*s/%.*s %.*s", b.n ? "|" : "",
                STR_ARG(role_kind_name((enum role_kind)u.role_kind)), STR_ARG(u.units),
                STR_ARG(u.joint), STR_ARG(u.act));
    return buf_str(&b);
}

static void units_that_begin_a_sentence_are_its_subjects(void **state) {
    static const struct str texts[][2] = {
        {S("区教委完成校舍改造。"), S("responsible:区教委/ 完成")},
        {S("加强保障，区财政局、白石镇和各有关部门按职责落实。"),
         S("responsible:区财政局、白石镇和各有关部门/ 按")},
        {S("由市发展和改革委员会牵头。"), S("lead:市发展和改革委员会/ 牵头")},
        {S("区水务局会同区农业农村局制定方案。"), S("responsible:区水务局/区农业农村局 制定")},
        {S("区委组织部组织培训。"), S("responsible:区委组织部/ 组织")},
        {S("市场监管局等部门加强检查。"), S("responsible:市场监管局等部门/ 加强")},
        {S("区财政局要保障；区审计局配合检查。"),
         S("responsible:区财政局/ 要|support:区审计局/ 配合")},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_str(subjects(*state, texts[i][0]), texts[i][1]);
}

static void other_words_are_no_subjects(void **state) {
    static const struct str texts[] = {
        S("加强与区水务局的协作。"),
        S("指导白石镇完成改造。"),
        S("加强城镇建设，推进城乡融合。"),
        S("区域协调发展持续推进。"),
        S("区水务局制定的方案已实施。"),
        S("各区完成率达到九成。"),
        S("去年，区教委完成了校舍改造。"),
        S("县人民医院建设进展顺利。"),
        S("市社会建设不断推进。"),
        S("区教委负责人参加会议。"),
        S("市民积极参与。"),
        S("县城完善路网。"),
        S("市级部门积极支持。"),
        S("市政府印发的意见是依据。"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_str(subjects(*state, texts[i]), S(""));
}

static void a_place_is_read_off_a_name(void **state) {
    struct world *f = *state;
    const struct duties *d = rules_duties(f->rules);
    static const struct str names[][2] = {
        {S("省工业和信息化厅"), S("省")}, {S("南屏市水务局"), S("南屏市")},
        {S("市场监管局"), S("")},         {S("区级部门"), S("")},
        {S("各区政府"), S("")},           {S("东川省市场监管局"), S("东川省")},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_str(duty_place(d, names[i][0]), names[i][1]);
    assert_true(duty_lacks_place(d, S("科技厅")));
    assert_true(duty_lacks_place(d, S("市场监管局")));
    assert_false(duty_lacks_place(d, S("市科技局")));
    assert_false(duty_lacks_place(d, S("各有关局")));
    assert_false(duty_lacks_place(d, S("高新区管委会")));
    assert_false(duty_lacks_place(d, S("公安分局")));
}

/* ---- whole texts ---- */

static const struct plan *plan_of(struct world *f, const char *text) {
    struct doc *doc;
    return world_plan(f, str_of(text), &doc);
}

/* The duties of a clause: "deadline|KIND name:units" … */
static struct str duties_of(struct world *f, const struct clause *c) {
    struct buf b = {.a = f->a};
    for (size_t i = 0; i < c->assignments.n; i++) {
        const struct assignment *as = &c->assignments.at[i];
        buf_fmt(&b, "%s%.*s", i ? "\n" : "", STR_ARG(as->deadline));
        for (size_t r = 0; r < as->roles.n; r++) {
            const struct role *role = &as->roles.at[r];
            buf_fmt(&b, "|%.*s %.*s:", STR_ARG(role_kind_name(role->role_kind)),
                    STR_ARG(role->role));
            for (size_t k = 0; k < role->mentions.n; k++)
                buf_fmt(&b, "%s%.*s", k ? "、" : "", STR_ARG(role->mentions.at[k].mention));
        }
    }
    return buf_str(&b);
}

static void brackets_name_units_by_key_or_word(void **state) {
    static const struct str texts[][2] = {
        {S("建站。（牵头单位：区水务局；责任单位：区教委、各街道；完成时限：6月底前）"),
         S("6月底前|lead 牵头单位:区水务局|responsible 责任单位:区教委、各街道")},
        {S("建站。(责任单位:区水务局(牵头)、区教委)"),
         S("|lead 责任单位:区水务局|responsible 责任单位:区教委")},
        {S("建站（区水务局牵头，区教委、各街道配合，年底前完成）。"),
         S("年底前|lead 牵头:区水务局|support 配合:区教委、各街道")},
        {S("建站。（区水务局会同区教委负责）"), S("|lead 负责:区水务局|support 会同:区教委")},
        {S("建站。（责任单位：区水务局牵头，区教委参与）"),
         S("|lead 牵头:区水务局|support 参与:区教委")},
        {S("建站。〔牵头领导：周  宁、林波〕"), S("|official 牵头领导:周宁、林波")},
        {S("9月底前建站。（区水务局、区教委）"), S("9月底前|responsible :区水务局、区教委")},
        {S("6月底前完成方案，9月底前建站。（区水务局）"),
         S("6月底前\n9月底前|responsible :区水务局")},
        {S("2005年底前建成的小区全部通水。（区水务局）"), S("|responsible :区水务局")},
        {S("建站。责任单位：区水务局；完成时限：长期。"), S("长期|responsible 责任单位:区水务局")},
    };
    struct world *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct plan *p = plan_of(f, str_z(f->a, texts[i][0]));
        assert_str(duties_of(f, &p->clauses.at[0]), texts[i][1]);
        for (size_t k = 0; k < p->diags.list.n; k++) /* no text here names a year */
            assert_int_equal(p->diags.list.at[k].code, DIAG_NO_YEAR);
    }
}

static void other_brackets_tell_nobody(void **state) {
    static const char *const texts[] = {
        "建站（含区水务局泵房）。",     "落实条例（试行）。",
        "建站（以下简称区水务局站）。", "建站（注：责任单位见附件）。",
        "建站（每年由专家检查配合）。", "区内建站（区水务局楼内）各一处。",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_str(duties_of(*state, &plan_of(*state, texts[i])->clauses.at[0]), S(""));
}

static void a_leading_date_is_a_deadline(void **state) {
    struct world *f = *state;
    assert_str(duties_of(f, &plan_of(f, "2026年6月底前，建站三处。")->clauses.at[0]),
               S("2026年6月底前"));
    assert_str(duties_of(f, &plan_of(f, "到2026年，建站三处。")->clauses.at[0]), S("到2026年"));
    assert_str(duties_of(f, &plan_of(f, "6月底前的站点，全部检修。")->clauses.at[0]), S(""));
}

static void a_bad_rule_is_refused_with_its_line(void **state) {
    static const char *const texts[] = {
        "kind\trole\tpattern\tseen\nverb\tboss\t牵头\tx\n",
        "kind\trole\tpattern\tseen\nverbs\tlead\t牵头\tx\n",
        "kind\trole\tpattern\tseen\nact\tlead\t(牵头\tx\n",
    };
    struct world *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct rules_file file = {S("duties.tsv"), str_of(texts[i])};
        size_t before = f->diags.list.n;
        assert_null(rules_load(f->a, &file, 1, &f->diags));
        assert_true(f->diags.list.n > before);
        assert_int_equal(f->diags.list.at[before].level, DIAG_ERROR);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_that_begin_a_sentence_are_its_subjects),
        cmocka_unit_test(other_words_are_no_subjects),
        cmocka_unit_test(a_place_is_read_off_a_name),
        cmocka_unit_test(brackets_name_units_by_key_or_word),
        cmocka_unit_test(other_brackets_tell_nobody),
        cmocka_unit_test(a_leading_date_is_a_deadline),
        cmocka_unit_test(a_bad_rule_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
