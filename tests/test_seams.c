/* Tables and text that a page's end cuts. */
#include "tests/boxes.h"

/* A part of a table of three columns, on a page of its own: its header and a row. */
static void put_part(struct sample *s, const char *const *names, const char *const *row) {
    static const double columns[] = {50, 100, 230, 300, 0};
    new_page(s);
    rule(s, columns, (double[]){50, 70, 90, 0});
    for (size_t c = 0; c < 3; c++) {
        put(s, columns[c] + 5, 54, names[c]);
        put(s, columns[c] + 5, 74, row[c]);
    }
}

static void part(struct sample *s, const char *number, const char *measure, const char *deadline) {
    static const char *const names[] = {"序号", "措施", "时限"};
    put_part(s, names, (const char *const[]){number, measure, deadline});
}

static void a_row_goes_on_over_three_pages(void **state) {
    struct sample *s = *state;
    part(s, "1", "沿河栽树，两岸各栽三排，", "年底前");
    part(s, "", "空地植草，道旁种花，田边", "");
    part(s, "", "挖渠。", "");
    assert_shown(s, "[0: 序号][1: 措施][2: 时限]\n"
                    "[0: 1][1: 沿河栽树，两岸各栽三排，空地植草，道旁种花，田边挖渠。]"
                    "[2: 年底前]\n--\n"
                    "[0: 序号][1: 措施][2: 时限]\n--\n[0: 序号][1: 措施][2: 时限]\n--\n");
}

static void a_row_without_number_may_be_new(void **state) {
    struct sample *s = *state;
    part(s, "1", "沿河栽树，两岸各栽三排。", "年底前");
    part(s, "", "挖渠。", "六月");
    assert_shown(s, "[0: 序号][1: 措施][2: 时限]\n"
                    "[0: 1][1: 沿河栽树，两岸各栽三排。][2: 年底前]\n--\n"
                    "[0: 序号][1: 措施][2: 时限]\n[0][1: 挖渠。][2: 六月]\n--\n");
}

static void part_unnumbered(struct sample *s, const char *task, const char *measure,
                            const char *unit) {
    static const char *const names[] = {"任务", "措施", "单位"};
    put_part(s, names, (const char *const[]){task, measure, unit});
}

static void a_name_and_a_measure_go_on(void **state) {
    struct sample *s = *state;
    part_unnumbered(s, "绿化沿", "沿河栽树，两岸各栽三排，", "甲局");
    part_unnumbered(s, "河", "田边挖渠。", "");
    assert_shown(s, "[0: 任务][1: 措施][2: 单位]\n"
                    "[0: 绿化沿河][1: 沿河栽树，两岸各栽三排，田边挖渠。][2: 甲局]\n--\n"
                    "[0: 任务][1: 措施][2: 单位]\n--\n");
}

/* The second has a unit of its own, or the first ended. */
static void a_name_may_be_new(void **state) {
    struct sample *s = *state;
    part_unnumbered(s, "绿化", "沿河栽树，两岸各栽三排，", "甲局");
    part_unnumbered(s, "养护", "田边挖渠。", "乙局");
    part_unnumbered(s, "巡查", "沿河巡查。", "");
    assert_shown(s, "[0: 任务][1: 措施][2: 单位]\n"
                    "[0: 绿化][1: 沿河栽树，两岸各栽三排，][2: 甲局]\n--\n"
                    "[0: 任务][1: 措施][2: 单位]\n[0: 养护][1: 田边挖渠。][2: 乙局]\n--\n"
                    "[0: 任务][1: 措施][2: 单位]\n[0: 巡查][1: 沿河巡查。][2]\n--\n");
}

static void cells_that_only_list_go_on(void **state) {
    struct sample *s = *state;
    part(s, "1", "沿河栽树。", "六月");
    part(s, "", "", "九月");
    assert_shown(s, "[0: 序号][1: 措施][2: 时限]\n"
                    "[0: 1][1: 沿河栽树。][2: 六月/九月]\n--\n"
                    "[0: 序号][1: 措施][2: 时限]\n--\n");
}

/* On the second page units of two columns are merged in every row, and nothing is ruled between. */
static void columns_go_on_where_all_is_merged(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 200, 250, 300, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "措施");
    put(s, 205, 54, "牵头");
    put(s, 255, 54, "主责");
    put(s, 55, 74, "栽树。");
    put(s, 205, 74, "甲局");
    put(s, 255, 74, "乙局");
    new_page(s);
    rule(s, (double[]){50, 200, 300, 0}, (double[]){20, 40, 60, 0});
    put(s, 55, 24, "种花。");
    put(s, 205, 24, "甲局");
    put(s, 55, 44, "挖渠。");
    put(s, 205, 44, "乙局");
    assert_shown(s, "[0: 措施][1: 牵头][2: 主责]\n[0: 栽树。][1: 甲局][2: 乙局]\n--\n"
                    "[0: 种花。][1 over 2: 甲局]\n[0: 挖渠。][1 over 2: 乙局]\n--\n");
}

/* Text between them shows that they are two tables. */
static void another_table_has_columns_of_its_own(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 200, 300, 0}, (double[]){50, 70, 0});
    put(s, 55, 54, "措施");
    put(s, 205, 54, "牵头");
    new_page(s);
    put(s, 50, 20, "附表");
    rule(s, (double[]){50, 300, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "甲局");
    put(s, 55, 74, "乙局");
    assert_shown(s, "[0: 措施][1: 牵头]\n--\n附表\n[0: 甲局]\n[0: 乙局]\n--\n");
}

static void named_part(struct sample *s, const char *name, const char *measure) {
    new_page(s);
    rule(s, (double[]){50, 100, 146, 300, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "序号");
    put(s, 105, 54, "任务");
    put(s, 151, 54, "措施");
    put(s, 55, 74, s->n == 1 ? "1" : "");
    put(s, 105, 74, name);
    put(s, 151, 74, measure);
}

/* The task goes on over the page with further measures, and so does its name. */
static void a_name_goes_on_over_the_page(void **state) {
    struct sample *s = *state;
    named_part(s, "优化路网", "新开线路三条，延长两条。");
    named_part(s, "结构", "修复盲道十公里。");
    assert_shown(s, "[0: 序号][1: 任务][2: 措施]\n"
                    "[0: 1][1: 优化路网结构][2: 新开线路三条，延长两条。]\n--\n"
                    "[0: 序号][1: 任务][2: 措施]\n[0][1][2: 修复盲道十公里。]\n--\n");
}

static void a_name_is_printed_again(void **state) {
    struct sample *s = *state;
    named_part(s, "优化路网", "新开线路三条，延长两条。");
    named_part(s, "优化路网", "修复盲道十公里。");
    assert_shown(s, "[0: 序号][1: 任务][2: 措施]\n"
                    "[0: 1][1: 优化路网][2: 新开线路三条，延长两条。]\n--\n"
                    "[0: 序号][1: 任务][2: 措施]\n[0][1: 优化路网][2: 修复盲道十公里。]\n--\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_row_goes_on_over_three_pages),
        SAMPLE_TEST(a_row_without_number_may_be_new),
        SAMPLE_TEST(a_name_and_a_measure_go_on),
        SAMPLE_TEST(a_name_may_be_new),
        SAMPLE_TEST(cells_that_only_list_go_on),
        SAMPLE_TEST(columns_go_on_where_all_is_merged),
        SAMPLE_TEST(another_table_has_columns_of_its_own),
        SAMPLE_TEST(a_name_goes_on_over_the_page),
        SAMPLE_TEST(a_name_is_printed_again),
    };
    return cmocka_run_group_tests_name("seams", tests, NULL, NULL);
}
