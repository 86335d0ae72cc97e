/* Layouts of tables in text: rows copied out of office programs, Markdown and what pandoc prints.
 */
#include "base/utf8.h"
#include "tests/shown.h"
#include "tests/test.h"

struct example {
    const char *text, *want;
};

static void shows(void **state, const struct example *e, size_t n) {
    for (size_t i = 0; i < n; i++)
        assert_str(shown(*state, str_of(e[i].text), LIMITS_DEFAULT), str_of(e[i].want));
}

#define SHOWS(examples) shows(state, examples, sizeof(examples) / sizeof *(examples))

/* ---- pasted rows ---- */

#define HEAD "甲\t乙\t丙\n"
#define HEAD_SHOWN "table 3\nrow [0 甲] [1 乙] [2 丙]\n"

static void quoted_cells_have_lines(void **state) {
    static const struct example e[] = {
        {HEAD "1\t\"一\n二\n\n三\"\t四\n",
         HEAD_SHOWN "row [0 1] [1 一/二/+1 三] [2 四]\n(quotation mark: \"\")\n"},
        {HEAD "1\t\"说\"\"一\"\"\n二\"\t\n",
         HEAD_SHOWN "row [0 1] [1 说\"一\"/二] [2]\n(quotation mark: \"\"\"\")\n"},
        /* Marks that are not doubled, or never close, are text. */
        {HEAD "\"一\"后\t\"二\n三\"\t\"四\n",
         HEAD_SHOWN "row [0 \"一\"后] [1 二/三] [2 \"四]\n(quotation mark: \"\")\n"},
    };
    SHOWS(e);
}

static void rows_of_one_cell(void **state) {
    static const struct example e[] = {
        {"题\n" HEAD "一、章\n（一）节\n1\t\"二\n三\"\t四\n末\n",
         "题\n" HEAD_SHOWN "row [0-2 一、章]\nrow [0-2 （一）节]\nrow [0 1] [1 二/三] [2 四]\n末\n"
         "(quotation mark: \"\")\n"},
        /* A blank line, or other columns behind, end the table. */
        {HEAD "1\t\"二\n三\"\t四\n\n题\n" HEAD,
         HEAD_SHOWN "row [0 1] [1 二/三] [2 四]\n+1 题\n" HEAD_SHOWN "(quotation mark: \"\")\n"},
        {HEAD "1\t\"二\n三\"\t四\n题\n甲\t乙\t丙\t丁\n",
         HEAD_SHOWN "row [0 1] [1 二/三] [2 四]\n题\ntable 4\nrow [0 甲] [1 乙] [2 丙] [3 丁]\n"
                    "(quotation mark: \"\")\n"},
    };
    SHOWS(e);
}

static void pasted_places(void **state) {
    assert_str(shown_with_lines(*state, S("题\n" HEAD "1\t\"二\n\n三\"\t四\n章\n5\t6\t7\n")),
               S("1:题\ntable 3\nrow [0 2:甲] [1 2:乙] [2 2:丙]\n"
                 "row [0 3:1] [1 3:二/5:+1 三] [2 5:四]\nrow [0-2 6:章]\n"
                 "row [0 7:5] [1 7:6] [2 7:7]\n(quotation mark: \"\")\n"));
}

static void pasted_lines(void **state) {
    static const struct example e[] = {
        /* a cell that goes on in the next line, which nothing marks; lines without tabs below */
        {"题\n" HEAD "1\t一\n二\t三\n末\n",
         "题\ntable 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 1] [1 一]\nrow [0 二] [1 三]\n"
         "row [0 末]\n"},
        /* rows that lack what merges go on in */
        {HEAD "1\t一\t二\n三\t四\n\n五\t六\n",
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 1] [1 一] [2 二]\nrow [0 三] [1 四]\n"
         "row [0 +1 五] [1 六]\n"},
        /* a line a row, as of a scan */
        {HEAD "1\t一\t二\n\t三\t四\n",
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 1] [1 一] [2 二]\nrow [0] [1 三] [2 "
         "四]\n"},
    };
    SHOWS(e);
}

static void circled_numbers(void **state) {
    static const struct example e[] = {
        /* counted anew on each page; marks in cells */
        {"托位①个\n\n①含甲\n托位①个\n\n① 含乙\n",
         "托位个\nnote ① (托位) 含甲\n托位个\nnote ① (托位) 含乙\n(footnote mark: ①)\n"
         "(footnote mark: ①)\n(footnote mark: ①)\n(footnote mark: ①)\n"},
        {"甲|乙\n--|--\n托位①|二\n\n①含幼儿园\n",
         "table 2\nheader [0 甲] [1 乙]\nrow [0 托位] [1 二]\nnote ① (托位) 含幼儿园\n"
         "(table rule: |)\n(table rule: --|--)\n(table rule: |)\n(footnote mark: ①)\n"
         "(footnote mark: ①)\n"},
        /* items of a list; a mark without a note, a note without a mark */
        {"两项：①巡河；②清淤\n①巡河\n②清淤\n", "两项：①巡河；②清淤\n①巡河\n②清淤\n"},
        {"包括①巡河②清淤\n①巡河\n②清淤\n", "包括①巡河②清淤\n①巡河\n②清淤\n"},
        {"托位②个\n①含幼儿园\n", "托位②个\n①含幼儿园\n"},
    };
    SHOWS(e);
}

static void saved_as_csv(void **state) {
    static const struct example e[] = {
        {"题,,\n甲,乙,丙\n1,\"二,\n三\"\"四\"\"\",五\n\n",
         "table 3\nrow [0 题] [1] [2]\nrow [0 甲] [1 乙] [2 丙]\nrow [0 1] [1 二,/三\"四\"] [2 "
         "五]\n"
         "(field mark: ,,)\n(field mark: ,,)\n(quotation mark: \"\"\"\")\n(field mark: ,,)\n"},
        {"甲;乙;丙\n1;2,0;三\n4;5,0;六\n",
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 1] [1 2,0] [2 三]\nrow [0 4] [1 5,0] [2 六]\n"
         "(field mark: ;;)\n(field mark: ;;)\n(field mark: ;;)\n"},
        /* text with commas; two lines alone show nothing */
        {"一,二,三\n四,五\n六,七,八\n", "一,二,三\n四,五\n六,七,八\n"},
        {"一,二,三\n四,五,六\n", "一,二,三\n四,五,六\n"},
    };
    SHOWS(e);
}

static void limits_are_kept(void **state) {
    const struct limits limits = {.file_bytes = 1000,
                                  .member_bytes = 1,
                                  .xml_depth = 9,
                                  .attributes = 9,
                                  .text_chars = 999,
                                  .columns = 3,
                                  .cells = 5};
    assert_str(shown(*state, S("甲\t乙\t丙\t丁\n1\t\"二\n三\"\t四\n"), limits),
               S("! more table columns than --max-columns allows\n"));
    assert_str(shown(*state, S(HEAD "1\t\"二\n三\"\t四\n"), limits),
               S("! more table cells than --max-cells allows\n"));
}

/* ---- Markdown ---- */

static void pipe_tables(void **state) {
    static const struct example e[] = {
        {"# 题 \n\n| **甲** | 乙 |\n|:--:|----|\n| 一<br>二 | 三\\|四 |\n|  |五|\n\n文\\*注\n",
         "h1 题\ntable 2\nheader [0 甲] [1 乙]\nrow [0 一/二] [1 三|四]\nrow [0] [1 五]\n+1 文*注\n"
         "(markdown mark: #)\n(markdown mark: ****)\n(table rule: |||)\n"
         "(table rule: |:--:|----|)\n(html tag: <br>)\n(markdown mark: \\)\n(table rule: |||)\n"
         "(table rule: |||)\n(markdown mark: \\)\n"},
        /* without outer pipes; without a header; a longer row */
        {"甲 | 乙\n--|--\n一 | 二 | 三\n",
         "table 3\nheader [0 甲] [1 乙]\nrow [0 一] [1 二] [2 三]\n"
         "(table rule: |)\n(table rule: --|--)\n(table rule: ||)\n"},
        {"|  |  |\n|--|--|\n| 一 | 二 |\n",
         "table 2\nrow [0 一] [1 二]\n(table rule: |  |  |)\n(table rule: |--|--|)\n"
         "(table rule: |||)\n"},
        /* a bar alone makes no table */
        {"甲 | 乙\n一 | 二\n", "甲 | 乙\n一 | 二\n"},
    };
    SHOWS(e);
}

static void struck_text_is_left_out(void **state) {
    static const struct example e[] = {
        {"|甲|乙|\n|--|--|\n|建~~30~~32处|修<del>一</del>二|\n|10~~20|三|\n",
         "table 2\n"
         "header [0 甲] [1 乙]\n"
         "row [0 建32处] [1 修二]\n"
         "row [0 10~~20] [1 三]\n"
         "(table rule: |||)\n"
         "(table rule: |--|--|)\n"
         "(struck text: 30)\n"
         "(markdown mark: ~~~~)\n"
         "(html tag: <del>)\n"
         "(html tag: </del>)\n"
         "(struck text: 一)\n"
         "(table rule: |||)\n"
         "(table rule: |||)\n"
         "! words that are struck through are left out: 30; compare the place with the original\n"
         "! words that are struck through are left out: 一; compare the place with the original\n"},
    };
    SHOWS(e);
}

static void grid_tables(void **state) {
    static const struct example e[] = {
        {"+------+------+\n| 甲   | 乙   |\n+======+======+\n| 一段 | 二   |\n| 话   |      |\n"
         "|      |      |\n| 又   |      |\n+------+------+\n",
         "table 2\nheader [0 甲] [1 乙]\nrow [0 一段话/又] [1 二]\n(table rule: +------+------+)\n"
         "(table rule: |||)\n(table rule: +======+======+)\n(table rule: |||)\n(table rule: |||)\n"
         "(table rule: |||)\n(table rule: |||)\n(table rule: +------+------+)\n"},
        /* Wide characters in narrow columns move what follows; quotation marks are narrow. */
        {"+---+------+\n| 序 | 乙“”  |\n| 号 |      |\n+---+------+\n| 1 | PM 2 |\n| 0 | 5    |\n"
         "+---+------+\n",
         "table 2\nrow [0 序号] [1 乙“”]\nrow [0 10] [1 PM 25]\n(table rule: +---+------+)\n"
         "(table rule: |||)\n(table rule: |||)\n(table rule: +---+------+)\n(table rule: |||)\n"
         "(table rule: |||)\n(table rule: +---+------+)\n"},
        {"+---+---+---+\n| 甲    | 乙|\n+---+---+   |\n| 丙| 丁|   |\n+---+---+---+\n",
         "table 3\nrow [0-1 甲] [2 x2 乙]\nrow [0 丙] [1 丁]\n(table rule: +---+---+---+)\n"
         "(table rule: |||)\n(table rule: +---+---+|)\n(table rule: ||||)\n"
         "(table rule: +---+---+---+)\n"},
        /* lines broken off, text behind the last bar */
        {"+---+---+\n| 一| 二|\n+\n", "table 2\nrow [0 一] [1 二]\n(table rule: +---+---+)\n"
                                      "(table rule: |||)\n(table rule: +)\n"},
        {"+---+---+\n| 一| 二| 三\n| 四\n",
         "table 2\nrow [0 一四] [1 二三]\n"
         "(table rule: +---+---+)\n(table rule: |||)\n(table rule: |)\n"},
    };
    SHOWS(e);
}

static void simple_tables(void **state) {
    static const struct example e[] = {
        {"题\n\n  序号   措施       时限\n  ------ ---------- ------\n  1      做“一”     年底\n"
         "  2                 长期\n\n文\n",
         "题\ntable 3\nheader [0 序号] [1 措施] [2 时限]\nrow [0 1] [1 做“一”] [2 年底]\n"
         "row [0 2] [1] [2 长期]\n文\n(table rule: ------ ---------- ------)\n"},
        {"---- ----\n一   二\n三   四\n---- ----\n",
         "table 2\nrow [0 一] [1 二]\nrow [0 三] [1 四]\n(table rule: ---- ----)\n"
         "(table rule: ---- ----)\n"},
        {"--------------------------\n序号 措施\n     内容\n---- ---------------------\n1    "
         "清理河道垃圾，组织巡\n"
         "     河。\n\n2    种 tree\n     belt\n--------------------------\n",
         "table 2\nheader [0 序号] [1 措施内容]\nrow [0 1] [1 清理河道垃圾，组织巡河。]\n"
         "row [0 2] [1 种 tree belt]\n(table rule: --------------------------)\n"
         "(table rule: ---- ---------------------)\n(table rule: --------------------------)\n"},
        /* rules without rows between */
        {"---- ----\n文\n", "---- ----\n文\n"},
    };
    SHOWS(e);
}

static void tables_of_html_in_text(void **state) {
    static const struct example e[] = {
        {"前\n<html><body><table><tr><td "
         "rowspan=2>甲<td>乙<tr><td>丙</table></body></html>后\n\n末",
         "前\ntable 2\nrow [0 x2 甲] [1 乙]\nrow [1 丙]\n后\n+1 末\n(html tag: <html>)\n"
         "(html tag: <body>)\n(html tag: </body>)\n(html tag: </html>)\n"},
        {"前<table>\n<tr><td>甲<td>乙\n</table><TABLE><tr><td>丙<td>丁</TABLE>\n后\n",
         "前\ntable 2\nrow [0 甲] [1 乙]\ntable 2\nrow [0 丙] [1 丁]\n后\n"},
        /* one that never ends is text */
        {"前\n<table><tr><td>甲<td>乙</table>\n<table><tr><td>丙\n后\n",
         "前\ntable 2\nrow [0 甲] [1 乙]\n<table><tr><td>丙\n后\n"},
    };
    SHOWS(e);
}

static void footnotes(void **state) {
    static const struct example e[] = {
        {"甲|乙\n--|--\n托位[^1]个|二\n\n[^1]: 含幼儿园\n    托班\n[^2]: 无\n",
         "table 2\nheader [0 甲] [1 乙]\nrow [0 托位个] [1 二]\n+1 [^2]: 无\n"
         "note 1 (托位) 含幼儿园托班\n(table rule: |)\n(table rule: --|--)\n"
         "(footnote mark: [^1])\n(table rule: |)\n(footnote mark: [^1]:)\n"},
        {"甲|乙\n--|--\n托位[1]|[3]\n\n[1] 含幼儿园\n",
         "table 2\nheader [0 甲] [1 乙]\nrow [0 托位] [1 [3]]\nnote 1 (托位) 含幼儿园\n"
         "(table rule: |)\n(table rule: --|--)\n(footnote mark: [1])\n(table rule: |)\n"
         "(footnote mark: [1])\n"},
        /* tables and notes as HTML, as pandoc writes where a table has spans */
        {"<table><tr><th>甲<th>乙<tr><td>托位<a href='#fn1' "
         "role='doc-noteref'>1</a><td>二</table>\n\n"
         "<section\nrole='doc-endnotes'><ol><li id=fn1 role='doc-endnote'><p>含幼儿园<a "
         "href='#r1'\n"
         "role='doc-backlink'>↩</a></p></li></ol></section>\n",
         "table 2\nheader [0 甲] [1 乙]\nrow [0 托位] [1 二]\nnote 1 (托位) 含幼儿园\n"
         "(footnote mark: 1)\n(footnote mark: ↩)\n"},
    };
    SHOWS(e);
}

static void places_in_markdown(void **state) {
    assert_str(
        shown_with_lines(*state, S("题\n|甲|乙|\n|-|-|\n|一|二|\n\n<table>\n<tr><td>三\n<td>四"
                                   "</table>五\n+---+\n| 六|\n| 七|\n+---+\n八")),
        S("1:题\ntable 2\nheader [0 2:甲] [1 2:乙]\nrow [0 4:一] [1 4:二]\n"
          "table 2\nrow [0 7:三] [1 8:四]\n8:五\ntable 1\nrow [0 10:六七]\n13:八\n"
          "(table rule: |||)\n(table rule: |-|-|)\n(table rule: |||)\n"
          "(table rule: +---+)\n(table rule: ||)\n(table rule: ||)\n(table rule: +---+)\n"));
}

/* Whatever is cut off, nothing is lost. */
static void cut_anywhere(void **state) {
    static const char *const texts[] = {
        "甲|乙\n--|--\n托位[^1]\\|个|**二**<br>三\n\n[^1]: 含\n",
        "+---+---+---+\n| 甲    | 乙|\n+---+---+   |\n| 丙| 丁|   |\n+===+===+===+\n| 戊 | 己\n",
        "--------------------------\n序号 措施\n---- ---------------------\n1    清理\n     "
        "河。\n\n2    种\n"
        "--------------------------\n",
        "前<table><tr><td>甲<td>乙\n</table>后<section>丙</section>\n",
        HEAD "1\t\"一\"\"二\n三\"\t四\n章\n5\t6\t7\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t n = 1; n < str_of(texts[i]).n; n++) {
            struct arena *a = arena_new(NULL);
            struct str text = str_cut(str_of(texts[i]), 0, n);
            if (utf8_valid(text) == n)
                assert_true(str_find(shown(a, text, LIMITS_DEFAULT), S("characters kept"), 0) ==
                            SIZE_MAX);
            arena_drop(a);
        }
    (void)state;
}

/* ---- columns that spaces align ---- */

#define ALIGNED                                                                                    \
    "序号   任务      措施          期限\n"                                                \
    "1    绿化      种树一百棵。      年底\n"                                            \
    "2    清淤      清理河道，疏浚排水口 六月\n"                                     \
    "               并且建账。\n"
#define ALIGNED_ROWS                                                                               \
    "row [0 1] [1 绿化] [2 种树一百棵。] [3 年底]\n"                                     \
    "row [0 2] [1 清淤] [2 清理河道，疏浚排水口] [3 六月]\n"                         \
    "row [0] [1] [2 并且建账。] [3]\n"
#define ALIGNED_SHOWN "table 4\nrow [0 序号] [1 任务] [2 措施] [3 期限]\n" ALIGNED_ROWS
#define ALIGNED_BELOW "table 4\nrow [0 +1 序号] [1 +1 任务] [2 +1 措施] [3 +1 期限]\n" ALIGNED_ROWS

static void aligned_columns(void **state) {
    static const struct example e[] = {
        {"题\n" ALIGNED, "题\n" ALIGNED_SHOWN},
        /* a title above, a section across, a line of text below */
        {"            二〇二六年河道工作安排表\n" ALIGNED "一、河道整治和日常管理\n"
         "3    巡河      每日一次。        长期\n\n注：本表所列任务由各镇负责。\n",
         "二〇二六年河道工作安排表\n" ALIGNED_SHOWN "row [0-3 一、河道整治和日常管理]\n"
         "row [0 3] [1 巡河] [2 每日一次。] [3 长期]\n+1 注：本表所列任务由各镇负责。\n"},
        /* verse, lists of names and code are no tables of three columns */
        {"春眠不觉晓  处处闻啼鸟\n夜来风雨声  花落知多少\n",
         "春眠不觉晓  处处闻啼鸟\n夜来风雨声  花落知多少\n"},
        {"int    n   = 1;   // 数\nchar   c   = 2;   // 字\nlong   m   = 3;   // 长\n",
         "int    n   = 1;   // 数\nchar   c   = 2;   // 字\nlong   m   = 3;   // 长\n"},
    };
    SHOWS(e);
}

static void aligned_pages(void **state) {
    static const struct example e[] = {
        {"平湖县\n\n" ALIGNED "\n   — 1 —\n\f平湖县\n\n" ALIGNED "\n   — 2 —\n",
         ALIGNED_BELOW ALIGNED_BELOW
         "(running head: 平湖县)\n(page number: — 1 —)\n(running head: 平湖县)\n"
         "(page number: — 2 —)\n"},
        /* no head on the second page: as many columns as before */
        {ALIGNED "\f3    巡河      每日一次。        长期\n4    护岸      加固三处。        年底\n",
         ALIGNED_SHOWN "table 4\nrow [0 3] [1 巡河] [2 每日一次。] [3 长期]\n"
                       "row [0 4] [1 护岸] [2 加固三处。] [3 年底]\n"},
        {"序号   任务      措施          期限\n1    绿化      种树100棵1。     年底\n"
         "2    清淤      清理河道。        六月\n\n\n1含补种。\n",
         "table 4\nrow [0 序号] [1 任务] [2 措施] [3 期限]\n"
         "row [0 1] [1 绿化] [2 种树100棵。] [3 年底]\nrow [0 2] [1 清淤] [2 清理河道。] [3 六月]\n"
         "note 1 (种树100棵) 含补种。\n(footnote mark: 1)\n(footnote mark: 1)\n"},
    };
    SHOWS(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligned_columns),
        cmocka_unit_test(aligned_pages),
        cmocka_unit_test(quoted_cells_have_lines),
        cmocka_unit_test(rows_of_one_cell),
        cmocka_unit_test(pasted_places),
        cmocka_unit_test(pasted_lines),
        cmocka_unit_test(circled_numbers),
        cmocka_unit_test(saved_as_csv),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(pipe_tables),
        cmocka_unit_test(struck_text_is_left_out),
        cmocka_unit_test(grid_tables),
        cmocka_unit_test(simple_tables),
        cmocka_unit_test(tables_of_html_in_text),
        cmocka_unit_test(footnotes),
        cmocka_unit_test(places_in_markdown),
        cmocka_unit_test(cut_anywhere),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}
