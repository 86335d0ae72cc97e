/* out/xlsx: workbooks hold texts as texts, numbers and dates as such, links that lead to their
 * rows, and say where they had to cut; 修订对照表 in Word and Excel marks what went and came.
 */
#include "base/utf8.h"
#include "ingest/package.h"
#include "out/diff.h"
#include "out/xlsx.h"
#include "tests/edits.h"
#include "tests/load.h"
#include "tests/sample.h"
#include "tests/test.h"
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct limits limits = LIMITS_DEFAULT;

/* A file for a workbook; its bytes once it is written. */
static struct out_file file_new(struct arena *a) {
    static const char form[] = "/tmp/tiaomu-test-XXXXXX";
    char *path = arena_alloc(a, sizeof form);
    memcpy(path, form, sizeof form);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    return (struct out_file){path, "/tmp", 1};
}

static struct str taken(struct arena *a, struct out_file file) {
    struct str bytes;
    assert_true(load_file(a, file.path, &bytes));
    remove(file.path);
    return bytes;
}

static struct str book_of(struct arena *a, const struct plan *plan, enum lang lang) {
    struct out_file file = file_new(a);
    struct out_book *b = out_book_open(a, file, lang);
    out_book_add(b, plan);
    assert_int_equal(out_book_close(b), 0);
    return taken(a, file);
}

/* A part of the package, which is well-formed XML. */
static struct str part(struct arena *a, struct str bytes, const char *name) {
    struct diags diags = {.a = a};
    struct package p;
    struct member m;
    struct buf b = {.a = a};
    char piece[4096];
    assert_int_equal(package_open(&p, bytes, &limits, &diags), 0);
    assert_int_equal(member_open(&m, &p, str_of(name)), 0);
    for (int n; (n = member_read(&m, piece, sizeof piece)) > 0;)
        buf_add(&b, (struct str){piece, (size_t)n});
    member_close(&m);
    package_close(&p);
    xmlDoc *doc = xmlReadMemory(b.p, (int)b.n, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    assert_non_null(doc);
    xmlFreeDoc(doc);
    return buf_str(&b);
}

static struct str sheet(struct arena *a, struct str bytes, int n) {
    return part(a, bytes, str_fmt(a, "xl/worksheets/sheet%d.xml", n).p);
}

static bool holds(struct str s, struct str what) {
    return str_find(s, what, 0) != SIZE_MAX;
}

#define assert_holds(text, what)                                                                   \
    do {                                                                                           \
        if (!holds((text), S(what)))                                                               \
            fail_msg("%s is not in %.*s", what, (int)(text).n, (text).p);                          \
    } while (0)

/* A cell's element, which holds no text. */
static struct str cell(struct str s, struct str name) {
    struct buf b = {.a = arena_new(NULL)};
    buf_fmt(&b, "<c r=\"%.*s\"", STR_ARG(name));
    size_t from = str_find(s, buf_str(&b), 0);
    arena_drop(b.a);
    struct str out = str_cut(s, from, str_find(s, S("</c>"), from));
    assert_false(holds(out, S("t=\"")));
    return out;
}

enum { MEASURES_SHEET = 2, ROLES_SHEET = 3, CELLS_SHEET = 4, TARGETS_SHEET = 5 };

static void numbers_dates_and_links_are_such(void **state) {
    struct arena *a = *state;
    struct str book = book_of(a, sample_plan(a, S("yl")), LANG_ZH);
    struct str measures = sheet(a, book, MEASURES_SHEET), roles = sheet(a, book, ROLES_SHEET);
    assert_holds(cell(measures, S("E2")), "><v>1</v>");     /* task number */
    assert_holds(cell(measures, S("L2")), "><v>46203</v>"); /* 2026-06-30 */
    assert_holds(part(a, book, "xl/styles.xml"), "formatCode=\"yyyy-mm-dd\"");
    assert_holds(measures, "state=\"frozen\"");
    assert_holds(measures, "<autoFilter ref=\"A1:U5\"/>");
    assert_holds(roles, "<hyperlink ref=\"B2\" location=\"'工作措施'!A2\"");
    assert_holds(sheet(a, book, CELLS_SHEET), "<v>26.5</v>");
    assert_holds(sheet(a, book, TARGETS_SHEET), "<v>1</v>");
    assert_holds(part(a, book, "xl/workbook.xml"), "name=\"责任分工\"");
}

static void labels_are_in_the_language_asked_for(void **state) {
    struct arena *a = *state;
    struct str book = book_of(a, sample_plan(a, S("yl")), LANG_EN);
    assert_holds(part(a, book, "xl/workbook.xml"), "name=\"Responsibilities\"");
    assert_holds(sheet(a, book, MEASURES_SHEET), "<t>Deadline</t>");
}

/* Every text as the text of a cell; none a formula. */
static void hostile_text_stays_text(void **state) {
    struct arena *a = *state;
    struct plan *p = sample_plan(a, S("=cmd|' /C calc'!A0"));
    static const struct str texts[] = {S("=1+1"), S("@SUM(A1)"), S("<script>&\x01\x1B\xFF_x0041_"),
                                       S("-2+3")};
    for (size_t i = 0; i < 4; i++)
        p->measures.at[i].measure = p->measures.at[i].measure_raw = texts[i];
    struct str book = book_of(a, p, LANG_ZH), s = sheet(a, book, MEASURES_SHEET);
    assert_holds(s, "<t>=1+1</t>");
    assert_holds(s, "<t>@SUM(A1)</t>");
    assert_holds(s, "<t>-2+3</t>");
    assert_holds(s, "<t>&lt;script&gt;&amp;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD_x005F_x0041_</t>");
    for (int i = 1; i <= 7; i++)
        assert_false(holds(sheet(a, book, i), S("<f>")));
}

/* The text of the cell that begins so. */
static struct str cell_text(struct str s, struct str beginning) {
    size_t from = str_find(s, beginning, 0);
    assert_true(from != SIZE_MAX);
    return str_cut(s, from, str_find(s, S("</t>"), from));
}

static void a_text_too_long_is_cut_and_says_so(void **state) {
    struct arena *a = *state;
    struct plan *p = sample_plan(a, S("yl"));
    struct buf huge = {.a = a};
    buf_add(&huge, S("头"));
    for (int i = 1; i < 1000000; i++)
        buf_add(&huge, S("长"));
    p->measures.at[1].measure = buf_str(&huge);
    struct str text = cell_text(sheet(a, book_of(a, p, LANG_ZH), MEASURES_SHEET), S("头长"));
    assert_int_equal(utf8_len(text), 32767);
    assert_true(str_ends(text, S("全文共1000000字）")));
}

static struct str revisions_in(struct arena *a, const struct changes *c, bool word) {
    struct buf b = {.a = a};
    struct out_file file = file_new(a);
    if (word) {
        assert_int_equal(out_revisions_docx(&b, c, LANG_ZH, (struct out_author){S("甲"), S("")}),
                         0);
        remove(file.path);
        return part(a, buf_str(&b), "word/document.xml");
    }
    assert_int_equal(out_revisions_xlsx(a, file, c, LANG_ZH), 0);
    return sheet(a, taken(a, file), 1);
}

static struct changes changed(struct arena *a, struct str old, struct str new) {
    struct edited e = edits_make(a, 3, 12, 1000);
    struct changes c;
    e.old->measures.at[4].measure = old;
    e.new->measures.at[4].measure = new;
    e.new->measures.at[7].assignments.at[0].deadline = S("6月底前");
    changes_find(a, e.old, e.new, &c);
    return c;
}

static void revisions_mark_what_went_and_came(void **state) {
    struct arena *a = *state;
    struct changes c = changed(a, S("新建食堂3个，方便就餐。"), S("新建食堂5个，方便就餐。"));
    struct str word = revisions_in(a, &c, true), book = revisions_in(a, &c, false);
    assert_holds(word, "<w:strike/><w:color w:val=\"C00000\"/></w:rPr><w:t "
                       "xml:space=\"preserve\">3个</w:t>");
    assert_holds(word, "<w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">5个</w:t>");
    assert_holds(word, "完成时限：年底前 → 6月底前");
    assert_holds(word, "<w:tblHeader/>");
    assert_holds(word, "w:orient=\"landscape\"");
    assert_holds(book, "<strike/>");
    assert_holds(book, "<t>3个</t>");
    assert_holds(book, "<t>5个</t>");
    assert_holds(book, "完成时限：年底前 → 6月底前");
}

static void revisions_of_hostile_text(void **state) {
    struct arena *a = *state;
    struct buf huge = {.a = a};
    buf_add(&huge, S("=1+1<w:p>\x02"));
    for (int i = 0; i < 50000; i++)
        buf_add(&huge, S("长"));
    struct changes c = changed(a, S("新建食堂3个，方便就餐。"), buf_str(&huge));
    assert_holds(revisions_in(a, &c, true), "=1+1&lt;w:p&gt;\xEF\xBF\xBD");
    assert_holds(revisions_in(a, &c, false), "此处截断");
}

static void changes_have_their_targets(void **state) {
    struct arena *a = *state;
    struct out_file file = file_new(a);
    struct edited e = edits_make(a, 5, 60, 3);
    struct changes c;
    size_t targets = 0;
    changes_find(a, e.old, e.new, &c);
    for (size_t i = 0; i < c.list.n; i++)
        targets += c.list.at[i].quantities.n;
    assert_true(targets > 0);
    assert_int_equal(out_changes_xlsx(a, file, &c, LANG_ZH), 0);
    struct str book = taken(a, file);
    struct str list = sheet(a, book, 1), numbers = sheet(a, book, 2);
    /* Four lines above the header; a header above the targets. */
    assert_true(holds(list, str_fmt(a, "<autoFilter ref=\"A5:P%zu\"/>", 5 + c.list.n)));
    assert_true(holds(numbers, str_fmt(a, "<autoFilter ref=\"A1:K%zu\"/>", 1 + targets)));
    assert_holds(numbers, "location=\"'变更'!A");
}

static void plans_stand_side_by_side(void **state) {
    struct arena *a = *state;
    struct out_file file = file_new(a);
    struct edited e = edits_make(a, 5, 30, 3);
    const struct plan *plans[] = {e.old, e.new, e.old};
    struct comparison c;
    compare_plans(a, plans, 3, &c);
    assert_int_equal(out_compare_xlsx(a, file, &c, LANG_ZH), 0);
    struct str list = sheet(a, taken(a, file), 1);
    assert_true(holds(list, str_fmt(a, "<autoFilter ref=\"A1:Q%zu\"/>", 1 + c.rows.n)));
    assert_holds(list, "<t>new 工作措施</t>");
}

static void a_file_that_cannot_be_written(void **state) {
    struct out_book *b =
        out_book_open(*state, (struct out_file){"/nowhere/x.xlsx", "/tmp", 1}, LANG_ZH);
    assert_int_equal(out_book_close(b), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_dates_and_links_are_such),
        cmocka_unit_test(labels_are_in_the_language_asked_for),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(a_text_too_long_is_cut_and_says_so),
        cmocka_unit_test(revisions_mark_what_went_and_came),
        cmocka_unit_test(revisions_of_hostile_text),
        cmocka_unit_test(changes_have_their_targets),
        cmocka_unit_test(plans_stand_side_by_side),
        cmocka_unit_test(a_file_that_cannot_be_written),
    };
    return cmocka_run_group_tests_name("xlsx", tests, test_arena, test_drop);
}
