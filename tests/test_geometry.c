/* Words with boxes and rulings: what rows, cells and paragraphs they are. A character is 10 points
 * wide here, a line 12 high, and lines follow each other every 14 points. */
#include "base/utf8.h"
#include "ingest/bitmap.h"
#include "ingest/geometry.h"
#include "ingest/tall_words.h"
#include "tests/test.h"
#include <string.h>

enum { EM = 10, HIGH = 12, LINE = 14, WIDE = 600, TALL = 400 };

struct sample {
    struct arena *a;
    struct doc doc;
    struct page pages[4];
    size_t n;
    uint32_t line;
};

static int setup(void **state) {
    struct arena *a = arena_new(NULL);
    struct sample *s = arena_alloc(a, sizeof *s);
    s->a = s->doc.a = s->doc.diags.a = a;
    *state = s;
    return 0;
}

static int teardown(void **state) {
    arena_drop(((struct sample *)*state)->a);
    return 0;
}

static struct page *new_page(struct sample *s) {
    struct page *p = &s->pages[s->n++];
    *p = (struct page){.number = (uint32_t)s->n, .width = WIDE, .height = TALL};
    return p;
}

static struct page *page_of(struct sample *s) {
    return s->n ? &s->pages[s->n - 1] : new_page(s);
}

/* A line of text at (x, y); '_' parts words, by a third of a character each. */
static void put(struct sample *s, double x, double y, const char *text) {
    struct str rest = str_of(text);
    s->line++;
    while (rest.n) {
        size_t end = str_find(rest, S("_"), 0);
        struct str word = str_cut(rest, 0, end);
        double width = (double)utf8_columns(word) * EM / 2;
        geometry_word(&s->doc, page_of(s), word, (struct box){x, y, x + width, y + HIGH}, s->line);
        x += width + EM / 3.0;
        rest = end == SIZE_MAX ? (struct str){0} : str_cut(rest, end + 1, rest.n);
    }
}

static void across(struct sample *s, double y, double from, double to) {
    geometry_ruling(&s->doc, page_of(s), (struct box){from, y, to, y});
}

static void down(struct sample *s, double x, double from, double to) {
    geometry_ruling(&s->doc, page_of(s), (struct box){x, from, x, to});
}

/* Rulings at all of these places, each list ended by 0. */
static void rule(struct sample *s, const double *xs, const double *ys) {
    size_t nx = 0, ny = 0;
    while (xs[nx] > 0)
        nx++;
    while (ys[ny] > 0)
        ny++;
    for (size_t i = 0; i < nx; i++)
        down(s, xs[i], ys[0], ys[ny - 1]);
    for (size_t i = 0; i < ny; i++)
        across(s, ys[i], xs[0], xs[nx - 1]);
}

static void show_cell(struct buf *b, const struct cell *c) {
    buf_fmt(b, "[%u", c->col);
    if (c->col_span > 1)
        buf_fmt(b, " over %u", c->col_span);
    if (c->row_span > 1)
        buf_fmt(b, " down %u", c->row_span);
    for (size_t i = 0; i < c->paras.n; i++)
        buf_fmt(b, "%s%.*s", i ? "/" : ": ", STR_ARG(c->paras.at[i].text));
    buf_byte(b, ']');
}

static void show_table(struct buf *b, const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++) {
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            show_cell(b, &t->rows.at[r].cells.at[c]);
        buf_byte(b, '\n');
    }
    buf_add(b, S("--\n"));
}

/* The doc in lines: tables row by row, furniture in braces. Nothing of the words may be missing. */
static struct str shown(struct sample *s) {
    const struct limits limits = LIMITS_DEFAULT;
    struct buf b = {.a = s->a};
    assert_int_equal(geometry_read(&s->doc, s->pages, s->n, &limits), 0);
    for (size_t i = 0; i < s->doc.blocks.n; i++) {
        const struct block *block = &s->doc.blocks.at[i];
        if (block->kind == BLOCK_TABLE)
            show_table(&b, block->table);
        else if (block->kind == BLOCK_FOOTNOTE)
            buf_fmt(&b, "%.*s: %.*s, after %.*s\n", STR_ARG(block->note->n),
                    STR_ARG(block->note->para.text), STR_ARG(block->note->anchor));
        else
            buf_fmt(&b, "%.*s\n", STR_ARG(block->para.text));
    }
    for (size_t i = 0; i < s->doc.furniture.n; i++)
        buf_fmt(&b, "{%.*s: %.*s}\n", STR_ARG(s->doc.furniture.at[i].name),
                STR_ARG(s->doc.furniture.at[i].text));
    assert_int_equal(doc_ink(&s->doc), s->doc.chars_total);
    return buf_str(&b);
}

#define assert_shown(s, text) assert_str(shown(s), S(text))

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
    shown(s);
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

/* ---- text ---- */

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

/* ---- tables over pages ---- */

/* A part of a table with a header: number, measure, deadline. */
static void part(struct sample *s, const char *number, const char *measure, const char *deadline) {
    new_page(s);
    rule(s, (double[]){50, 100, 230, 300, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "序号");
    put(s, 105, 54, "措施");
    put(s, 235, 54, "时限");
    put(s, 55, 74, number);
    put(s, 105, 74, measure);
    put(s, 235, 74, deadline);
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

/* A part of a table without numbers: task, measure, unit. */
static void part_unnumbered(struct sample *s, const char *task, const char *measure,
                            const char *unit) {
    new_page(s);
    rule(s, (double[]){50, 100, 230, 300, 0}, (double[]){50, 70, 90, 0});
    put(s, 55, 54, "任务");
    put(s, 105, 54, "措施");
    put(s, 235, 54, "单位");
    put(s, 55, 74, task);
    put(s, 105, 74, measure);
    put(s, 235, 74, unit);
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

/* ---- scans ---- */

enum { PIXELS = 400, LEAST = 40 };

static struct bitmap white(struct arena *a) {
    struct bitmap b = {PIXELS, PIXELS, arena_alloc(a, PIXELS * PIXELS)};
    memset(b.grey, 255, PIXELS * PIXELS);
    return b;
}

static void ink(struct bitmap *b, size_t x0, size_t y0, size_t x1, size_t y1) {
    for (size_t y = y0; y < y1; y++)
        memset(b->grey + y * b->width + x0, 0, x1 - x0);
}

static struct str rulings_in(struct arena *a, struct bitmap *b) {
    struct buf out = {.a = a};
    boxes found = {0};
    bitmap_take_rulings(a, b, LEAST, &found);
    for (size_t i = 0; i < found.n; i++)
        buf_fmt(&out, "%.0f,%.0f,%.0f,%.0f ", found.at[i].x0, found.at[i].y0, found.at[i].x1,
                found.at[i].y1);
    return buf_str(&out);
}

static size_t ink_left(const struct bitmap *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->width * b->height; i++)
        n += b->grey[i] < 255;
    return n;
}

static void rulings_are_taken_from_a_scan(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a);
    ink(&b, 50, 100, 350, 103);
    ink(&b, 50, 160, 350, 163);
    ink(&b, 200, 100, 202, 160); /* short, but between the two */
    ink(&b, 60, 120, 90, 123);   /* a stroke of a letter */
    assert_str(rulings_in(s->a, &b), S("50,100,350,103 50,160,350,163 200,100,202,163 "));
    assert_int_equal(ink_left(&b), 30 * 3);
}

static void strokes_of_a_title_are_no_rulings(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a);
    ink(&b, 50, 100, 350, 103);
    ink(&b, 100, 30, 106, 90);
    ink(&b, 60, 60, 125, 66);
    assert_str(rulings_in(s->a, &b), S("50,100,350,103 "));
}

/* It climbs by two pixels on its way. */
static void a_ruling_may_be_askew(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a);
    for (size_t x = 20; x < 380; x += 120)
        ink(&b, x, 200 - x / 120, x + 120, 203 - x / 120);
    assert_str(rulings_in(s->a, &b), S("20,198,380,203 "));
}

static void greymaps_come_back_as_written(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a), back;
    ink(&b, 50, 100, 350, 103);
    struct str pgm = bitmap_write(s->a, &b);
    assert_true(bitmap_read(s->a, pgm, &back));
    assert_int_equal(back.width, PIXELS);
    assert_int_equal(ink_left(&back), 900);
    assert_false(bitmap_read(s->a, str_cut(pgm, 0, pgm.n - 1), &back));
    assert_false(bitmap_read(s->a, S("P5\n99999999 99999999\n255\n"), &back));
    assert_false(bitmap_read(s->a, S("P6\n1 1\n255\nabc"), &back));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static const struct CMUnitTest tests[] = {
    TEST(cells_follow_from_rulings),
    TEST(missing_rulings_merge),
    TEST(centred_texts_keep_cells_whole),
    TEST(texts_at_a_rows_top_begin_there),
    TEST(double_rulings_are_one),
    TEST(pieces_of_rulings_are_one),
    TEST(an_open_side_ends_with_the_rulings),
    TEST(rows_in_one_cell_between_open_sides),
    TEST(text_between_two_open_tables),
    TEST(text_between_two_closed_tables),
    TEST(a_header_needs_no_border),
    TEST(words_are_as_high_as_their_ideographs),
    TEST(level_rulings_keep_a_page_level),
    TEST(watermarks_are_furniture),
    TEST(dots_are_rulings),
    TEST(radicals_are_the_ideographs_they_show),
    TEST(what_just_fits_would_have_stood_there),
    TEST(spread_lines_are_not_full),
    TEST(struck_words_are_left_out),
    TEST(rulings_strike_nothing),
    TEST(an_open_side_ends_with_the_text),
    TEST(a_word_over_a_ruling_is_two),
    TEST(a_frame_is_no_table),
    TEST(other_lines_are_no_rulings),
    TEST(columns_are_limited),
    TEST(strips_part_columns_without_rulings),
    TEST(a_name_of_two_lines_stands_about_the_others),
    TEST(rows_set_about_their_middles_are_lines),
    TEST(pages_turned_clockwise_are_set_upright),
    TEST(pages_turned_the_other_way_are_set_upright),
    TEST(a_number_set_sideways_is_furniture),
    TEST(heads_and_numbers_are_furniture),
    TEST(justifying_spaces_fall_out),
    TEST(a_wide_space_stays),
    TEST(subscripts_join_their_line),
    TEST(full_lines_go_on),
    TEST(a_space_is_set_before_digits),
    TEST(quotation_marks_hold_on),
    TEST(percent_signs_hold_on),
    TEST(a_low_row_is_a_row),
    TEST(items_of_a_list_are_paragraphs),
    TEST(a_comma_goes_on),
    TEST(wide_digits_are_no_other_size),
    TEST(no_paragraph_begins_with_a_comma),
    TEST(lines_in_cells_go_on),
    TEST(a_paragraph_goes_on_over_the_page),
    TEST(footnotes_are_taken_out),
    TEST(a_row_goes_on_over_three_pages),
    TEST(a_row_without_number_may_be_new),
    TEST(a_name_and_a_measure_go_on),
    TEST(a_name_may_be_new),
    TEST(cells_that_only_list_go_on),
    TEST(columns_go_on_where_all_is_merged),
    TEST(another_table_has_columns_of_its_own),
    TEST(a_name_goes_on_over_the_page),
    TEST(a_name_is_printed_again),
    TEST(rulings_are_taken_from_a_scan),
    TEST(strokes_of_a_title_are_no_rulings),
    TEST(a_ruling_may_be_askew),
    TEST(greymaps_come_back_as_written),
};

int main(void) {
    return cmocka_run_group_tests_name("geometry", tests, NULL, NULL);
}
