/* Deadlines as dates. */
#include "extract/work.h"
#include "tests/test.h"
#include "tests/world.h"

struct want {
    const char *deadline, *measure;
    int first, last; /* the plan's years */
    enum deadline_kind kind;
    const char *start, *end;
};

static struct assignment dated(const struct world *s, const struct want *w) {
    struct plan plan = {.a = s->a};
    struct doc doc = {.a = s->a, .diags.a = s->a};
    struct work work = {.a = s->a, .rules = s->rules, .plan = &plan, .doc = &doc};
    struct measure *m = vec_push(s->a, &plan.measures);
    *m = (struct measure){.measure = str_of(w->measure)};
    *vec_push(s->a, &m->assignments) = (struct assignment){.deadline = str_of(w->deadline)};
    plan.document.year_start = w->first;
    plan.document.year_end = w->last;
    date_deadlines(&work);
    return m->assignments.at[0];
}

static void check_all(const struct world *s, const struct want *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct want *w = &list[i];
        struct assignment got = dated(s, w);
        bool same = got.deadline_kind == w->kind && str_eq(got.deadline_start, str_of(w->start)) &&
                    str_eq(got.deadline_end, str_of(w->end));
        if (same)
            continue;
        print_error("%s (%s): %.*s %.*s to %.*s\n", w->deadline, w->measure,
                    STR_ARG(deadline_kind_name(got.deadline_kind)), STR_ARG(got.deadline_start),
                    STR_ARG(got.deadline_end));
        fail();
    }
}

#define CHECK(list) check_all(*state, list, sizeof(list) / sizeof *(list))

static void test_by(void **state) {
    static const struct want list[] = {
        {"年底前", "", 2026, 2026, DEADLINE_BY, "", "2026-12-31"},
        {"年内", "", 2026, 2026, DEADLINE_BY, "", "2026-12-31"},
        {"6月底前", "", 2026, 2026, DEADLINE_BY, "", "2026-06-30"},
        {"六月底前", "", 2026, 2026, DEADLINE_BY, "", "2026-06-30"},
        {"十二月底前", "", 2026, 2026, DEADLINE_BY, "", "2026-12-31"},
        {"2月底前", "", 2024, 2024, DEADLINE_BY, "", "2024-02-29"},
        {"2月底前", "", 2026, 2026, DEADLINE_BY, "", "2026-02-28"},
        {"2月底前", "", 2100, 2100, DEADLINE_BY, "", "2100-02-28"},
        {"11月15日前", "", 2022, 2022, DEADLINE_BY, "", "2022-11-15"},
        {"10月中旬前", "", 2022, 2022, DEADLINE_BY, "", "2022-10-20"},
        {"3月上旬", "", 2022, 2022, DEADLINE_BY, "", "2022-03-10"},
        {"供暖季前（11月15日前）", "", 2021, 2021, DEADLINE_BY, "", "2021-11-15"},
        {"供暖季前", "", 2021, 2021, DEADLINE_BY, "", ""},
        {"2025年底前", "", 2021, 2025, DEADLINE_BY, "", "2025-12-31"},
        {"2023年6月底前", "", 2021, 2025, DEADLINE_BY, "", "2023-06-30"},
        {"2023年", "", 2021, 2025, DEADLINE_BY, "", "2023-12-31"},
        {"二季度末前", "", 2026, 2026, DEADLINE_BY, "", "2026-06-30"},
        {"上半年底前", "", 2026, 2026, DEADLINE_BY, "", "2026-06-30"},
        {"2026.06", "", 2026, 2026, DEADLINE_BY, "", "2026-06-30"},
        {"2026-06-15", "", 2026, 2026, DEADLINE_BY, "", "2026-06-15"},
        {"6.30前", "", 2026, 2026, DEADLINE_BY, "", "2026-06-30"},
        {"汛期前（6月1日前）", "", 2026, 2026, DEADLINE_BY, "", "2026-06-01"},
        {"“十四五”末", "", 2021, 2025, DEADLINE_BY, "", "2025-12-31"},
    };
    CHECK(list);
}

/* 前 behind a whole month or year shuts it out; a day is always meant with it. */
static void test_before(void **state) {
    static const struct want list[] = {
        {"6月前", "", 2026, 2026, DEADLINE_BY, "", "2026-05-31"},
        {"1月前", "", 2026, 2026, DEADLINE_BY, "", "2025-12-31"},
        {"3月前", "", 2024, 2024, DEADLINE_BY, "", "2024-02-29"},
        {"2025年前", "", 2021, 2025, DEADLINE_BY, "", "2024-12-31"},
        {"6月1日前", "", 2026, 2026, DEADLINE_BY, "", "2026-06-01"},
    };
    CHECK(list);
}

static void test_period(void **state) {
    static const struct want list[] = {
        {"6-9月", "", 2026, 2026, DEADLINE_PERIOD, "2026-06-01", "2026-09-30"},
        {"6—9月", "", 2022, 2022, DEADLINE_PERIOD, "2022-06-01", "2022-09-30"},
        {"3月至5月", "", 2022, 2022, DEADLINE_PERIOD, "2022-03-01", "2022-05-31"},
        {"11-次年3月", "", 2023, 2023, DEADLINE_PERIOD, "2023-11-01", "2024-03-31"},
        {"11月-次年2月", "", 2023, 2023, DEADLINE_PERIOD, "2023-11-01", "2024-02-29"},
        {"2025年6月-2026年3月", "", 0, 0, DEADLINE_PERIOD, "2025-06-01", "2026-03-31"},
        {"一季度", "", 2026, 2026, DEADLINE_PERIOD, "2026-01-01", "2026-03-31"},
        {"第二、三季度", "", 2026, 2026, DEADLINE_PERIOD, "2026-04-01", "2026-09-30"},
        {"Q3", "", 2026, 2026, DEADLINE_PERIOD, "2026-07-01", "2026-09-30"},
        {"2026-2027", "", 2026, 2027, DEADLINE_PERIOD, "2026-01-01", "2027-12-31"},
        {"上半年", "", 2026, 2026, DEADLINE_PERIOD, "2026-01-01", "2026-06-30"},
        {"2027年下半年", "", 2026, 2030, DEADLINE_PERIOD, "2027-07-01", "2027-12-31"},
        {"全年", "", 2026, 2026, DEADLINE_PERIOD, "2026-01-01", "2026-12-31"},
        {"2021-2025", "", 2021, 2025, DEADLINE_PERIOD, "2021-01-01", "2025-12-31"},
        {"“十五五”期间", "", 0, 0, DEADLINE_PERIOD, "2026-01-01", "2030-12-31"},
    };
    CHECK(list);
}

static void test_ongoing(void **state) {
    static const struct want list[] = {
        {"长期实施", "6月底前，完成排查。", 2026, 2026, DEADLINE_ONGOING, "", ""},
        {"长期坚持", "", 2026, 2026, DEADLINE_ONGOING, "", ""},
        {"持续推进", "", 2026, 2026, DEADLINE_ONGOING, "", ""},
        {"每月25日前", "", 2026, 2026, DEADLINE_ONGOING, "", ""},
        {"每季度", "", 2026, 2026, DEADLINE_ONGOING, "", ""},
    };
    CHECK(list);
}

static void test_milestones(void **state) {
    static const struct want list[] = {
        {"按时间节点完成", "6月底前，完成设计；12月底前，开工。", 2022, 2022, DEADLINE_MILESTONES,
         "2022-06-30", "2022-12-31"},
        {"按时间节点完成", "9 月底前启用，年底前完成验收，6月底前招标。", 2022, 2022,
         DEADLINE_MILESTONES, "2022-06-30", "2022-12-31"},
        {"按时间节点完成", "6月底前完成。", 2022, 2022, DEADLINE_MILESTONES, "2022-06-30",
         "2022-06-30"},
        {"按时间节点完成", "夏季（6—9月）错峰开放。", 2022, 2022, DEADLINE_MILESTONES, "", ""},
        {"6月底前\n12月底前", "", 2022, 2022, DEADLINE_MILESTONES, "2022-06-30", "2022-12-31"},
        {"12月底前、6月底前", "", 2022, 2022, DEADLINE_MILESTONES, "2022-06-30", "2022-12-31"},
        {"6月底前\n长期实施", "", 2022, 2022, DEADLINE_MILESTONES, "2022-06-30", "2022-06-30"},
        {"2026年8月、11月", "", 2026, 2026, DEADLINE_MILESTONES, "2026-08-31", "2026-11-30"},
        {"每年5月底前", "", 2026, 2026, DEADLINE_BY, "", "2026-05-31"},
        {"每年5月底前", "", 2026, 2030, DEADLINE_MILESTONES, "2026-05-31", "2030-05-31"},
    };
    CHECK(list);
}

/* What is not said is not guessed. */
static void test_unknown(void **state) {
    static const struct want list[] = {
        {"尽快", "", 2026, 2026, DEADLINE_UNKNOWN, "", ""},
        {"", "加强巡查。", 2026, 2026, DEADLINE_UNKNOWN, "", ""},
        {"年底前", "", 0, 0, DEADLINE_BY, "", ""},
        {"6月底前", "", 2021, 2025, DEADLINE_BY, "", ""}, /* of which year? */
        {"6-9月", "", 0, 0, DEADLINE_PERIOD, "", ""},
        {"6月31日前", "", 2026, 2026, DEADLINE_BY, "", ""},
        {"13月底前", "", 2026, 2026, DEADLINE_BY, "", ""},
        {"每年5月底前", "", 0, 0, DEADLINE_BY, "", ""},
    };
    CHECK(list);
}

static void test_within(void **state) {
    static const struct want list[] = {
        {"", "9月底前，完成2处步道铺装。", 2026, 2026, DEADLINE_BY, "", "2026-09-30"},
        {"2026年12月底前完成主体工程", "", 2026, 2030, DEADLINE_BY, "", "2026-12-31"},
    };
    CHECK(list);
}

/* Dates that a clause mentions are not its deadline; one that it has is read as in a table. */
static void test_clauses(void **state) {
    const struct world *s = *state;
    struct plan plan = {.a = s->a, .document = {.year_start = 2026, .year_end = 2026}};
    struct work work = {.a = s->a, .rules = s->rules, .plan = &plan};
    static const char *const deadlines[] = {"", "6月底前", "按时间节点完成"};
    struct clause *c = vec_push(s->a, &plan.clauses);
    *c = (struct clause){.text = S("会议定于3月20日前召开，9月底前总结。")};
    for (size_t i = 0; i < 3; i++)
        *vec_push(s->a, &c->assignments) = (struct assignment){.deadline = str_of(deadlines[i])};
    date_deadlines(&work);
    assert_int_equal(c->assignments.at[0].deadline_kind, DEADLINE_UNKNOWN);
    assert_int_equal(c->assignments.at[0].deadline_end.n, 0);
    assert_int_equal(c->assignments.at[1].deadline_kind, DEADLINE_BY);
    assert_str(c->assignments.at[1].deadline_end, S("2026-06-30"));
    assert_str(c->assignments.at[2].deadline_start, S("2026-03-20"));
    assert_str(c->assignments.at[2].deadline_end, S("2026-09-30"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by),         cmocka_unit_test(test_before),
        cmocka_unit_test(test_period),     cmocka_unit_test(test_ongoing),
        cmocka_unit_test(test_milestones), cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_within),     cmocka_unit_test(test_clauses),
    };
    return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
