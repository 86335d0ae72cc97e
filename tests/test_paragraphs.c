/* Words with boxes: what lines and paragraphs they are. */
#include "tests/boxes.h"

static void justifying_spaces_fall_out(void **state) {
    struct sample *s = *state;
    put(s, 50, 50, "空_气_质_量_改_善到_35_微克");
    put(s, 50, 80, "PM_2.5 of_air");
    assert_shown(s, "空气质量改善到35微克\nPM 2.5 of air\n");
}

/* U+2F49, U+2F64, U+2ED3, U+2EA0 and U+2F3E, as programs get them from fonts that draw both alike.
 */
static void radicals_are_the_ideographs_they_show(void **state) {
    struct sample *s = *state;
    put(s, 50, 50, "6\xE2\xBD\x89\xE2\xBD\xA4\xE6\xB0\xB4\xE2\xBB\x93\xE2\xBA\xA0\xE2\xBC\xBE");
    assert_shown(s, "6月用水长民户\n");
}

/* A cell of three printed lines, as wide as to x. */
static struct sample *narrow_cell(void **state, double x, const char *const *lines) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, x, 0}, (double[]){50, 70, 130, 0});
    put(s, 55, 54, "序");
    for (int i = 0; i < 3; i++)
        put(s, 155, 74 + 14 * i, lines[i]);
    return s;
}

/* 个，竣工 did not fit behind 20, with the space that is set between them: 20个， is 4.2 wide. */
static void a_space_is_set_before_digits(void **state) {
    struct sample *s = narrow_cell(state, 202.5, (const char *[]){"新开工项", "目20", "个，竣工"});
    assert_shown(s, "[0: 序][1]\n[0][1: 新开工项目20个，竣工]\n--\n");
}

/* 治“三 is not parted: it did not fit behind 整. */
static void quotation_marks_hold_on(void **state) {
    struct sample *s = narrow_cell(state, 192, (const char *[]){"全部整", "整", "治“三"});
    assert_shown(s, "[0: 序][1]\n[0][1: 全部整整治“三]\n--\n");
}

/* 以 is kept with the percent sign before it: 95%以 did not fit behind 率. */
static void percent_signs_hold_on(void **state) {
    struct sample *s = narrow_cell(state, 192, (const char *[]){"评估合", "率", "95%以"});
    assert_shown(s, "[0: 序][1]\n[0][1: 评估合率95%以]\n--\n");
}

/* A row that a page cut to one line is hardly higher than the text's letters. */
static void a_low_row_is_a_row(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){53.6, 64.2, 0});
    put(s, 155, 53, "公里。");
    assert_shown(s, "[0][1: 公里。]\n--\n");
}

static void items_of_a_list_are_paragraphs(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 200, 0}, (double[]){50, 70, 160, 0});
    put(s, 155, 74, "1.改公里");
    put(s, 155, 88, "路。");
    put(s, 155, 102, "2.建立机");
    put(s, 155, 116, "制。");
    put(s, 155, 130, "（3）6月");
    put(s, 155, 144, "前建成");
    assert_shown(s, "[0][1]\n[0][1: 1.改公里路。/2.建立机制。/（3）6月前建成]\n--\n");
}

static void a_comma_goes_on(void **state) {
    struct sample *s = *state;
    put(s, 50, 20, "全区空气质量指标的落实情况。");
    put(s, 50, 50, "栽树，");
    put(s, 50, 64, "修渠。");
    assert_shown(s, "全区空气质量指标的落实情况。\n栽树，修渠。\n");
}

static void a_wide_space_stays(void **state) {
    struct sample *s = *state;
    put(s, 50, 50, "特此通知");
    s->line--;
    put(s, 110, 50, "二月");
    assert_shown(s, "特此通知 二月\n");
}

/* A subscript on a line of its own, for the source, and lower than the text. */
static void subscripts_join_their_line(void **state) {
    struct sample *s = *state;
    put(s, 50, 20, "全区空气质量指标的落实情况。");
    put(s, 50, 50, "浓度PM");
    geometry_word(&s->doc, page_of(s), S("2.5"), (struct box){80, 57, 90, 64}, 90);
    geometry_word(&s->doc, page_of(s), S("降到"), (struct box){90, 50, 110, 62}, 91);
    put(s, 50, 64, "三十");
    assert_shown(s, "全区空气质量指标的落实情况。\n浓度PM2.5降到\n三十\n");
}

static void full_lines_go_on(void **state) {
    struct sample *s = *state;
    put(s, 70, 50, "沿河栽树，两岸各三排，");
    put(s, 50, 64, "成活率过九成。");
    put(s, 70, 78, "修渠两条，一条通到湖边");
    put(s, 50, 92, "，另一条通到田里。");
    assert_shown(s, "沿河栽树，两岸各三排，成活率过九成。\n"
                    "修渠两条，一条通到湖边，另一条通到田里。\n");
}

/* The digits of some fonts are far wider than half a Chinese character. */
static void wide_digits_are_no_other_size(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 110, 350, 0}, (double[]){50, 120, 190, 0});
    put(s, 55, 54, "书房座位");
    geometry_word(&s->doc, page_of(s), S("12%左"), (struct box){55, 68, 55 + 3.5 * EM, 68 + HIGH},
                  90);
    put(s, 55, 82, "右。");
    assert_shown(s, "[0: 书房座位12%左右。][1]\n[0][1]\n--\n");
}

static void no_paragraph_begins_with_a_comma(void **state) {
    struct sample *s = *state;
    put(s, 50, 20, "全区空气质量指标的落实情况。");
    put(s, 50, 50, "栽树一排");
    put(s, 50, 64, "，修渠。");
    assert_shown(s, "全区空气质量指标的落实情况。\n栽树一排，修渠。\n");
}

static void lines_in_cells_go_on(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 120, 350, 0}, (double[]){50, 120, 190, 0});
    put(s, 55, 54, "区规划自然资");
    put(s, 55, 68, "源分局");
    put(s, 55, 82, "区教委");
    put(s, 55, 96, "区水务局");
    assert_shown(s, "[0: 区规划自然资源分局/区教委/区水务局][1]\n[0][1]\n--\n");
}

static void a_paragraph_goes_on_over_the_page(void **state) {
    struct sample *s = *state;
    new_page(s);
    put(s, 70, 50, "沿河栽树，两岸各三排，");
    put(s, 50, 64, "修渠两条，一条通到湖边的");
    put(s, 280, 370, "1");
    new_page(s);
    put(s, 50, 50, "田里。");
    put(s, 70, 64, "沿河栽树，两岸各三排。");
    put(s, 280, 370, "2");
    assert_shown(s, "沿河栽树，两岸各三排，修渠两条，一条通到湖边的田里。\n"
                    "沿河栽树，两岸各三排。\n{page number: 1}\n{page number: 2}\n");
}

static void footnotes_are_taken_out(void **state) {
    struct sample *s = *state;
    put(s, 50, 20, "全区座位指标的落实情况。");
    put(s, 50, 50, "新增座位三百个");
    geometry_word(&s->doc, page_of(s), S("1"), (struct box){120, 49, 124, 55}, s->line);
    geometry_word(&s->doc, page_of(s), S("。"), (struct box){124, 50, 134, 62}, s->line);
    put(s, 50, 64, "占地三km");
    geometry_word(&s->doc, page_of(s), S("2"), (struct box){90, 63, 94, 69}, s->line);
    across(s, 300, 50, 200);
    put(s, 50, 310, "1 含走廊。");
    assert_shown(
        s,
        "全区座位指标的落实情况。\n新增座位三百个。\n占地三km2\n1: 含走廊。, after 新增座位三百个\n"
        "{footnote mark: 1}\n{footnote mark: 1}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(radicals_are_the_ideographs_they_show),
        SAMPLE_TEST(justifying_spaces_fall_out),
        SAMPLE_TEST(a_wide_space_stays),
        SAMPLE_TEST(subscripts_join_their_line),
        SAMPLE_TEST(full_lines_go_on),
        SAMPLE_TEST(a_space_is_set_before_digits),
        SAMPLE_TEST(quotation_marks_hold_on),
        SAMPLE_TEST(percent_signs_hold_on),
        SAMPLE_TEST(a_low_row_is_a_row),
        SAMPLE_TEST(items_of_a_list_are_paragraphs),
        SAMPLE_TEST(a_comma_goes_on),
        SAMPLE_TEST(wide_digits_are_no_other_size),
        SAMPLE_TEST(no_paragraph_begins_with_a_comma),
        SAMPLE_TEST(lines_in_cells_go_on),
        SAMPLE_TEST(a_paragraph_goes_on_over_the_page),
        SAMPLE_TEST(footnotes_are_taken_out),
    };
    return cmocka_run_group_tests_name("paragraphs", tests, NULL, NULL);
}
