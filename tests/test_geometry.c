/* Words with boxes and rulings: what rows and cells they are, and what is none of the text. */
#include "ingest/tall_words.h"
#include "tests/boxes.h"
#include <string.h>

/* ---- tables ---- */

static void cells_follow_from_rulings(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 110, 0});
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 55, 84, "绿化");
    put(s, 155, 74, "栽树。");
    put(s, 155, 88, "养护。");
    assert_shown(s, "[0: 任务][1: 措施]\n[0: 绿化][1: 栽树。/养护。]\n--\n");
    assert_str(place_path(s->doc.blocks.at[0].table->rows.at[1].cells.at[0].paras.at[0].at),
               S("page 1 (55,84,75,96)"));
}

static void missing_rulings_merge(void **state) {
    struct sample *s = *state;
    const double rows[] = {50, 70, 90, 110};
    for (size_t i = 0; i < 4; i++)
        across(s, rows[i], i == 2 ? 150 : 50, 350);
    down(s, 50, 50, 110);
    down(s, 150, 70, 110);
    down(s, 350, 50, 110);
    put(s, 55, 54, "一、绿化");
    put(s, 55, 84, "栽树");
    put(s, 155, 74, "三月");
    put(s, 155, 94, "四月");
    assert_shown(s, "[0 over 2: 一、绿化]\n[0 down 2: 栽树][1: 三月]\n[1: 四月]\n--\n");
}

/* A number of one line and a name of two, centred, or at the top of the second of two
 * rows, each 50 points high. */
static void put_merged(struct sample *s, double number, double name) {
    const double columns[] = {50, 100, 200, 350}, rows[] = {50, 100, 150};
    for (size_t i = 0; i < 3; i++)
        across(s, rows[i], i == 1 ? 200 : 50, 350);
    for (size_t i = 0; i < 4; i++)
        down(s, columns[i], 50, 150);
    put(s, 55, number, "4");
    put(s, 105, name, "绿化");
    put(s, 105, name + LINE, "造林");
    put(s, 205, 54, "栽树。");
    put(s, 205, 104, "养护。");
}

static void centred_texts_keep_cells_whole(void **state) {
    put_merged(*state, 94, 87);
    assert_shown(*state, "[0 down 2: 4][1 down 2: 绿化/造林][2: 栽树。]\n[2: 养护。]\n--\n");
}

static void texts_at_a_rows_top_begin_there(void **state) {
    put_merged(*state, 104, 104);
    assert_shown(*state, "[0][1][2: 栽树。]\n[0: 4][1: 绿化/造林][2: 养护。]\n--\n");
}

static void double_rulings_are_one(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 52, 150, 152, 350, 0}, (double[]){50, 52, 70, 90, 0});
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 155, 74, "栽树。");
    assert_shown(s, "[0: 任务][1: 措施]\n[0][1: 栽树。]\n--\n");
}

static void pieces_of_rulings_are_one(void **state) {
    struct sample *s = *state;
    for (int y = 50; y <= 90; y += 20)
        for (int x = 50; x < 350; x += 30)
            across(s, y, x, x + 29);
    for (int x = 50; x <= 350; x += 100)
        for (int y = 50; y < 90; y += 10)
            down(s, x, y, y + 9);
    put(s, 55, 54, "任务");
    put(s, 255, 74, "栽树。");
    assert_shown(s, "[0: 任务][1][2]\n[0][1][2: 栽树。]\n--\n");
}

/* A header, a section's name, and two rows: three columns without a border from the first ruling
 * across on, which stands at the first of the heights. */
static void put_sections(struct sample *s, double top) {
    const double rows[] = {top, 70, 90, 110, 130};
    for (size_t i = top < 70 ? 0 : 1; i < 5; i++)
        across(s, rows[i], 50, 350);
    for (int x = 150; x <= 250; x += 100) {
        down(s, x, 50, 70);
        down(s, x, 90, 130);
    }
    for (int x = 0; x < 3; x++) {
        put(s, 55 + 100 * x, 54, (const char *[]){"任务", "措施", "时限"}[x]);
        put(s, 55 + 100 * x, 94, (const char *[]){"绿化", "栽树。", "三月"}[x]);
        put(s, 55 + 100 * x, 114, (const char *[]){"水利", "修渠。", "四月"}[x]);
    }
    put(s, 55, 74, "一、山水");
}

#define SECTIONS                                                                                   \
    "[0: 任务][1: 措施][2: 时限]\n[0 over 3: 一、山水]\n"                                \
    "[0: 绿化][1: 栽树。][2: 三月]\n[0: 水利][1: 修渠。][2: 四月]\n--\n"

static void a_header_needs_no_border(void **state) {
    put_sections(*state, 70);
    assert_shown(*state, SECTIONS);
}

/* As poppler tells the height of words in Type 3 fonts. */
static void words_are_as_high_as_their_ideographs(void **state) {
    struct sample *s = *state;
    put_sections(s, 50);
    down(s, 50, 50, 130);
    down(s, 350, 50, 130);
    put(s, 355, 114, "2.5");
    for (size_t i = 0; i < page_of(s)->words.n; i++) {
        page_of(s)->words.at[i].box.y0 -= 8;
        page_of(s)->words.at[i].box.y1 += 8;
    }
    tall_words_trim(s->a, page_of(s));
    for (size_t i = 0; i < page_of(s)->words.n; i++) {
        struct box b = page_of(s)->words.at[i].box;
        assert_true(b.y1 - b.y0 > HIGH - 0.1 && b.y1 - b.y0 < HIGH + 0.1);
    }
    page_of(s)->words.n--;
    s->doc.chars_total -= 3;
    assert_shown(s, SECTIONS);
}

/* A program that sets cells in one line, though the second one is centred between two lines. */
static void level_rulings_keep_a_page_level(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 250, 350, 0}, (double[]){50, 80, 110, 140, 0});
    for (uint32_t i = 0; i < 3; i++) {
        double y = 52 + 30 * i;
        geometry_word(&s->doc, page_of(s), S("沿河栽树"), (struct box){55, y, 95, y + HIGH}, i);
        geometry_word(&s->doc, page_of(s), S("三月"), (struct box){290, y + 7, 310, y + 19}, i);
    }
    assert_shown(s, "[0: 沿河栽树][1: 三月]\n[0: 沿河栽树][1: 三月]\n[0: 沿河栽树][1: 三月]\n--\n");
}

static void dots_are_rulings(void **state) {
    struct sample *s = *state;
    for (int y = 50; y <= 90; y += 20)
        for (int x = 50; x <= 350; x += 2)
            geometry_ruling(&s->doc, page_of(s), (struct box){x, y, x + 1, y + 1});
    for (int x = 50; x <= 350; x += 100)
        for (int y = 50; y <= 90; y += 2)
            geometry_ruling(&s->doc, page_of(s), (struct box){x, y, x + 1, y + 1});
    put(s, 55, 54, "任务");
    put(s, 255, 74, "栽树。");
    assert_shown(s, "[0: 任务][1][2]\n[0][1][2: 栽树。]\n--\n");
}

/* The rulings across reach further than the outermost down. */
static void an_open_side_ends_with_the_rulings(void **state) {
    struct sample *s = *state;
    across(s, 50, 50, 350);
    across(s, 70, 50, 350);
    across(s, 90, 50, 350);
    down(s, 150, 50, 90);
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 55, 74, "绿化");
    put(s, 155, 74, "栽树。");
    assert_shown(s, "[0: 任务][1: 措施]\n[0: 绿化][1: 栽树。]\n--\n");
}

/* The scan lost the table's right edge: there the text is all there is. */
/* Two columns of two rows, and those of another piece at y; both sides are open. */
static void open_pieces(struct sample *s, double y) {
    const double heights[] = {50, 70, y, y + 20};
    for (size_t i = 0; i < 4; i++)
        across(s, heights[i], 50, 350);
    down(s, 150, 50, 70);
    down(s, 150, y, y + 20);
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 55, y + 4, "绿化");
    put(s, 155, y + 4, "栽树。");
}

/* Rows over the whole width have no ruling down at all. */
static void rows_in_one_cell_between_open_sides(void **state) {
    struct sample *s = *state;
    open_pieces(s, 110);
    across(s, 90, 50, 350);
    put(s, 150, 74, "一、生态");
    put(s, 150, 94, "（一）目标");
    assert_shown(s, "[0: 任务][1: 措施]\n[0 over 2: 一、生态]\n[0 over 2: （一）目标]\n"
                    "[0: 绿化][1: 栽树。]\n--\n");
}

static void text_between_two_open_tables(void **state) {
    struct sample *s = *state;
    open_pieces(s, 130);
    put(s, 150, 94, "附件二");
    assert_shown(s, "[0: 任务][1: 措施]\n--\n附件二\n[0: 绿化][1: 栽树。]\n--\n");
}

/* One line of text fits between two tables, whose sides are drawn. */
static void text_between_two_closed_tables(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 0});
    rule(s, (double[]){50, 150, 350, 0}, (double[]){90, 110, 0});
    put(s, 55, 54, "任务");
    put(s, 55, 74, "续表");
    put(s, 55, 94, "绿化");
    assert_shown(s, "[0: 任务][1]\n--\n续表\n[0: 绿化][1]\n--\n");
}

static void struck_words_are_left_out(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 0});
    put(s, 55, 54, "建3032处");
    across(s, 60, 65, 75);   /* through 30 */
    across(s, 64.5, 75, 85); /* under 32 */
    put(s, 155, 54, "全部_划去");
    across(s, 60, 155, 198.3);
    assert_shown(s, "[0: 建32处][1]\n--\n{struck text: 30}\n{struck text: 全部划去}\n");
    assert_int_equal(s->doc.diags.list.n, 2);
}

/* The ruling of a table runs through a word that stands too low, and far beyond it. */
static void rulings_strike_nothing(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 64, "任务");
    put(s, 155, 54, "措施");
    assert_shown(s, "[0][1: 措施]\n[0: 任务][1]\n--\n");
}

static void an_open_side_ends_with_the_text(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 355, 54, "时限");
    put(s, 55, 74, "绿化");
    put(s, 155, 74, "栽树。");
    put(s, 355, 74, "年底前");
    assert_shown(s, "[0: 任务][1: 措施][2: 时限]\n[0: 绿化][1: 栽树。][2: 年底前]\n--\n");
}

static void a_word_over_a_ruling_is_two(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 80, 200, 0}, (double[]){50, 70, 90, 0});
    put(s, 50, 54, "年底前区教委");
    put(s, 50, 74, "时限");
    assert_shown(s, "[0: 年底前][1: 区教委]\n[0: 时限][1]\n--\n");
}

static void a_frame_is_no_table(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 350, 0}, (double[]){50, 90, 0});
    put(s, 155, 64, "行动计划");
    assert_shown(s, "行动计划\n");
}

/* Underlines and strokes of letters touch nothing, or are short. */
static void other_lines_are_no_rulings(void **state) {
    struct sample *s = *state;
    across(s, 63, 50, 350);
    down(s, 200, 100, 300);
    put(s, 50, 50, "行动计划");
    assert_shown(s, "行动计划\n");
}

static void columns_are_limited(void **state) {
    struct sample *s = *state;
    struct limits limits = LIMITS_DEFAULT;
    limits.columns = 2;
    rule(s, (double[]){50, 150, 250, 350, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "任务");
    assert_int_equal(geometry_read(&s->doc, s->pages, s->n, &limits), -1);
    assert_int_equal(s->doc.diags.list.n, 1);
    assert_int_equal(s->doc.diags.list.at[0].code, DIAG_LIMIT);
}

static void strips_part_columns_without_rulings(void **state) {
    struct sample *s = *state;
    put(s, 200, 30, "绿化计划");
    put(s, 50, 60, "序号");
    put(s, 100, 60, "措施");
    put(s, 300, 60, "时限");
    put(s, 50, 84, "1");
    put(s, 100, 84, "沿河栽树，两岸各栽三排，");
    put(s, 100, 98, "成活率过九成。");
    put(s, 300, 84, "年底前");
    put(s, 50, 122, "2");
    put(s, 100, 122, "修渠。");
    put(s, 300, 122, "六月");
    assert_shown(s, "绿化计划\n[0: 序号][1: 措施][2: 时限]\n"
                    "[0: 1][1: 沿河栽树，两岸各栽三排，成活率过九成。][2: 年底前]\n"
                    "[0: 2][1: 修渠。][2: 六月]\n--\n");
}

/* 序 and 号 stand half a line above and below the other names. */
static void put_header(struct sample *s, double y) {
    put(s, 50, y - LINE / 2.0, "序");
    put(s, 100, y, "措施");
    put(s, 300, y, "时限");
    put(s, 50, y + LINE / 2.0, "号");
}

static void a_name_of_two_lines_stands_about_the_others(void **state) {
    struct sample *s = *state;
    put_header(s, 60);
    put(s, 50, 94, "1");
    put(s, 100, 94, "沿河栽树，两岸各栽三排，");
    put(s, 100, 108, "成活率过九成。");
    put(s, 300, 94, "年底前");
    put(s, 50, 132, "2");
    put(s, 100, 132, "修渠。");
    put(s, 300, 132, "六月");
    assert_shown(s, "[0: 序号][1: 措施][2: 时限]\n"
                    "[0: 1][1: 沿河栽树，两岸各栽三排，成活率过九成。][2: 年底前]\n"
                    "[0: 2][1: 修渠。][2: 六月]\n--\n");
}

/* Rows of two lines, about whose middle the numbers stand, on two pages: hardly a line says where
 * rows begin, so each is one of a table of lines; on the second page, too, where it says less. */
static void rows_set_about_their_middles_are_lines(void **state) {
    struct sample *s = *state;
    put_header(s, 60);
    for (int i = 0; i < 3; i++) {
        put(s, 100, 94 + 50 * i, "沿河栽树，两岸各栽");
        put(s, 50, 101 + 50 * i, "1");
        put(s, 300, 101 + 50 * i, "年底前");
        put(s, 100, 108 + 50 * i, "三排。");
    }
    new_page(s);
    put_header(s, 60);
    put(s, 50, 94, "4");
    put(s, 100, 94, "修渠。");
    put(s, 300, 94, "六月");
    put(s, 50, 118, "5");
    put(s, 100, 118, "养护。");
    put(s, 300, 118, "六月");
    sample_shown(s);
    assert_int_equal(s->doc.blocks.n, 2);
    assert_true(s->doc.blocks.at[0].table->printed && s->doc.blocks.at[1].table->printed);
    assert_int_equal(s->doc.blocks.at[1].table->rows.n, 3);
}

/* Four names in a cell, the last in two lines. Only the lines of four characters are full. */
static void put_names(struct sample *s, double width) {
    rule(s, (double[]){50, 150, 150 + width, 0}, (double[]){50, 70, 150, 0});
    put(s, 55, 54, "任务");
    put(s, 155, 54, "单位");
    put(s, 55, 104, "栽树");
    put(s, 155, 74, "各镇街");
    put(s, 155, 88, "各街道");
    put(s, 155, 102, "区水务局");
    put(s, 155, 116, "区园林绿");
    put(s, 155, 130, "化局");
}

/* The cell has room for four characters and next to nothing: as the others show, it is enough. */
static void what_just_fits_would_have_stood_there(void **state) {
    put_names(*state, 50.5);
    assert_shown(*state, "[0: 任务][1: 单位]\n"
                         "[0: 栽树][1: 各镇街/各街道/区水务局区园林绿化局]\n--\n");
}

/* Short names that are spread over all of their cell leave room. */
static void spread_lines_are_not_full(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 220, 0}, (double[]){50, 70, 110, 0});
    put(s, 55, 54, "任务");
    put(s, 155, 54, "单位");
    put(s, 55, 84, "栽树");
    for (int i = 0; i < 3; i++) {
        put(s, 155 + 25 * i, 74, (const char *[]){"各", "街", "道"}[i]);
        put(s, 155 + 25 * i, 88, (const char *[]){"各", "乡", "镇"}[i]);
    }
    assert_shown(s, "[0: 任务][1: 单位]\n[0: 栽树][1: 各街道/各乡镇]\n--\n");
}

/* ---- pages ---- */

/* The page is set as someone who turns it by a quarter sees it. */
static void turn(struct page *p, bool clockwise) {
    for (size_t i = 0; i < p->words.n + p->rulings.n; i++) {
        bool word = i < p->words.n;
        struct box *b = word ? &p->words.at[i].box : &p->rulings.at[i - p->words.n], o = *b;
        *b = clockwise ? (struct box){TALL - o.y1, o.x0, TALL - o.y0, o.x1}
                       : (struct box){o.y0, WIDE - o.x1, o.y1, WIDE - o.x0};
    }
    p->width = TALL;
    p->height = WIDE;
}

static void sideways(struct sample *s, bool clockwise) {
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 110, 0});
    put(s, 50, 20, "绿化计划");
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 55, 84, "绿化");
    put(s, 155, 74, "栽树。");
    put(s, 155, 88, "养护。");
    turn(page_of(s), clockwise);
    assert_shown(s, "绿化计划\n[0: 任务][1: 措施]\n[0: 绿化][1: 栽树。/养护。]\n--\n");
    assert_str(place_path(s->doc.blocks.at[0].para.at),
               clockwise ? S("page 1 (368,50,380,90)") : S("page 1 (20,510,32,550)"));
}

static void pages_turned_clockwise_are_set_upright(void **state) {
    sideways(*state, true);
}

static void pages_turned_the_other_way_are_set_upright(void **state) {
    sideways(*state, false);
}

static void a_number_set_sideways_is_furniture(void **state) {
    struct sample *s = *state;
    rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "任务");
    put(s, 155, 54, "措施");
    put(s, 55, 74, "绿化");
    geometry_word(&s->doc, page_of(s), S("—"), (struct box){560, 50, 572, 60}, 90);
    geometry_word(&s->doc, page_of(s), S("12"), (struct box){560, 62, 572, 72}, 91);
    geometry_word(&s->doc, page_of(s), S("—"), (struct box){560, 74, 572, 84}, 92);
    assert_shown(s, "[0: 任务][1: 措施]\n[0: 绿化][1]\n--\n"
                    "{page number: —}\n{page number: 12}\n{page number: —}\n");
}

static void heads_and_numbers_are_furniture(void **state) {
    struct sample *s = *state;
    for (int i = 0; i < 2; i++) {
        new_page(s);
        put(s, 50, 20, "青川区人民政府");
        put(s, 50, 60, i ? "第二页的话。" : "第一页的话。");
        put(s, 280, 370, i ? "— 2 —" : "— 1 —");
    }
    assert_shown(s, "第一页的话。\n第二页的话。\n"
                    "{running head: 青川区人民政府}\n{page number: — 1 —}\n"
                    "{running head: 青川区人民政府}\n{page number: — 2 —}\n");
}

static void watermarks_are_furniture(void **state) {
    struct sample *s = *state;
    for (int i = 0; i < 2; i++) {
        new_page(s);
        rule(s, (double[]){50, 150, 350, 0}, (double[]){50, 70, 130, 150, 0});
        put(s, 55, 54, i ? "3" : "1");
        put(s, 155, 54, "栽树。");
        put(s, 155, 74, i ? "一、修渠。" : "一、绿化。");
        put(s, 55, 134, i ? "4" : "2");
        put(s, 155, 134, "养护。");
        geometry_word(&s->doc, page_of(s), S("草稿"), (struct box){120, 80, 180, 115}, 99);
    }
    assert_shown(s, "[0: 1][1: 栽树。]\n[0][1: 一、绿化。]\n[0: 2][1: 养护。]\n--\n"
                    "[0: 3][1: 栽树。]\n[0][1: 一、修渠。]\n[0: 4][1: 养护。]\n--\n"
                    "{watermark: 草稿}\n{watermark: 草稿}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(cells_follow_from_rulings),
        SAMPLE_TEST(missing_rulings_merge),
        SAMPLE_TEST(centred_texts_keep_cells_whole),
        SAMPLE_TEST(texts_at_a_rows_top_begin_there),
        SAMPLE_TEST(double_rulings_are_one),
        SAMPLE_TEST(pieces_of_rulings_are_one),
        SAMPLE_TEST(an_open_side_ends_with_the_rulings),
        SAMPLE_TEST(rows_in_one_cell_between_open_sides),
        SAMPLE_TEST(text_between_two_open_tables),
        SAMPLE_TEST(text_between_two_closed_tables),
        SAMPLE_TEST(a_header_needs_no_border),
        SAMPLE_TEST(words_are_as_high_as_their_ideographs),
        SAMPLE_TEST(level_rulings_keep_a_page_level),
        SAMPLE_TEST(watermarks_are_furniture),
        SAMPLE_TEST(dots_are_rulings),
        SAMPLE_TEST(what_just_fits_would_have_stood_there),
        SAMPLE_TEST(spread_lines_are_not_full),
        SAMPLE_TEST(struck_words_are_left_out),
        SAMPLE_TEST(rulings_strike_nothing),
        SAMPLE_TEST(an_open_side_ends_with_the_text),
        SAMPLE_TEST(a_word_over_a_ruling_is_two),
        SAMPLE_TEST(a_frame_is_no_table),
        SAMPLE_TEST(other_lines_are_no_rulings),
        SAMPLE_TEST(columns_are_limited),
        SAMPLE_TEST(strips_part_columns_without_rulings),
        SAMPLE_TEST(a_name_of_two_lines_stands_about_the_others),
        SAMPLE_TEST(rows_set_about_their_middles_are_lines),
        SAMPLE_TEST(pages_turned_clockwise_are_set_upright),
        SAMPLE_TEST(pages_turned_the_other_way_are_set_upright),
        SAMPLE_TEST(a_number_set_sideways_is_furniture),
        SAMPLE_TEST(heads_and_numbers_are_furniture),
    };
    return cmocka_run_group_tests_name("geometry", tests, NULL, NULL);
}
