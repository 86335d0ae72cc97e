#include "ingest/charset.h"
#include "ingest/doc.h"
#include "tests/test.h"
#include <iconv.h>
#include <string.h>

/* Text in another encoding, by iconv. */
static struct str encoded(struct arena *a, const char *encoding, struct str text) {
    iconv_t cd = iconv_open(encoding, "UTF-8");
    size_t room = 4 * text.n + 16, left = text.n;
    char *bytes = arena_alloc(a, room), *to = bytes, *in = arena_alloc(a, text.n + 1);
    memcpy(in, text.p, text.n);
    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &in, &left, &to, &room), 0);
    iconv_close(cd);
    return (struct str){bytes, (size_t)(to - bytes)};
}

static void expect(void **state, struct str bytes, const char *encoding, struct str text) {
    struct diags diags = {.a = *state};
    struct str got, name;
    int status = charset_decode(*state, bytes, &diags, &got, &name);
    if (status < 0)
        fail_msg("%.*s", STR_ARG(diags.list.at[0].text));
    assert_str(got, text);
    assert_str(name, str_of(encoding));
    assert_int_equal(diags.list.n, 0);
}

static void expect_refused(void **state, struct str bytes, const char *words, uint32_t line) {
    struct diags diags = {.a = *state};
    struct str got = S("untouched"), name = S("untouched");
    assert_int_equal(charset_decode(*state, bytes, &diags, &got, &name), -1);
    assert_str(got, S("untouched"));
    assert_int_equal(diags.list.n, 1);
    assert_str(diags.list.at[0].name, S("charset"));
    assert_int_equal(diags.list.at[0].at.line, line);
    if (str_find(diags.list.at[0].text, str_of(words), 0) == SIZE_MAX)
        fail_msg("\"%s\" is not in \"%.*s\"", words, STR_ARG(diags.list.at[0].text));
}

static const struct str plan = S("重点任务\t工作措施\n1\t推进扬尘治理，完成120台\n“长期”——④〇\n");

static void utf8(void **state) {
    expect(state, plan, "UTF-8", plan);
    expect(state, S("\xEF\xBB\xBF行动计划\n"), "UTF-8", S("行动计划\n"));
    expect(state, S("plain ASCII"), "UTF-8", S("plain ASCII"));
    expect(state, S("\xF0\xA0\x80\x80"), "UTF-8", S("\xF0\xA0\x80\x80"));
}

static void gb18030(void **state) {
    expect(state, encoded(*state, "GB18030", plan), "GB18030", plan);
    /* "联通" is the short text whose GBK bytes are well-formed UTF-8 in part. */
    struct str short_text = S("联通\n联系单位：规划和自然资源部门\n");
    expect(state, encoded(*state, "GB18030", short_text), "GB18030", short_text);
    /* four-byte characters, of the plane above the first and below */
    struct str rare = S("区政府\xF0\xA0\x80\x80、㑇、䶮\n");
    expect(state, encoded(*state, "GB18030", rare), "GB18030", rare);
}

static void utf16(void **state) {
    expect(state, encoded(*state, "UTF-16LE", plan), "UTF-16LE", plan);
    expect(state, encoded(*state, "UTF-16BE", plan), "UTF-16BE", plan);
    struct buf b = {.a = *state};
    buf_add(&b, S("\xFF\xFE"));
    buf_add(&b, encoded(*state, "UTF-16LE", S("计划")));
    expect(state, buf_str(&b), "UTF-16LE", S("计划"));
    b = (struct buf){.a = *state};
    buf_add(&b, S("\xFE\xFF"));
    buf_add(&b, encoded(*state, "UTF-16BE", S("计划")));
    expect(state, buf_str(&b), "UTF-16BE", S("计划"));
}

static void line_ends_become_newlines(void **state) {
    expect(state, S("a\r\nb\rc\nd\r\r\ne\r"), "UTF-8", S("a\nb\nc\nd\n\ne\n"));
    expect(state, encoded(*state, "GB18030", S("甲\r\n乙\r")), "GB18030", S("甲\n乙\n"));
}

static void tabs_and_form_feeds_are_text(void **state) {
    expect(state, S("\t甲\f乙"), "UTF-8", S("\t甲\f乙"));
}

/* One bad byte in UTF-8 makes it no GB18030, though its bytes could be read so. */
/* Left by word processors: a field's mark, a cell's, Word's line break. */
static void a_few_controls_are_blanks(void **state) {
    struct buf b = {.a = *state}, want = {.a = *state};
    for (int i = 0; i < 400; i++) {
        buf_add(&b, S("绿"));
        buf_add(&want, S("绿"));
    }
    buf_add(&b, S("\x01完成\x07\v30台"));
    buf_add(&want, S(" 完成 \n30台"));
    expect(state, buf_str(&b), "UTF-8", buf_str(&want));
    buf_byte(&b, '\0');
    expect_refused(state, buf_str(&b), "U+0001", 1);
}

static void damaged_utf8(void **state) {
    expect_refused(state, S("推进扬尘治理\n完成\xFF台账管理工作\n"),
                   "0xFF is not valid UTF-8, at byte offset 25", 2);
    expect_refused(state, S("第一行\n第二行\xE5\xBE"), "at byte offset 19", 2);
    expect_refused(state, S("\xEF\xBB\xBF好\xC0\xAF"), "byte offset 6", 1);
}

static void not_text(void **state) {
    expect_refused(state, S("ab\ncd\x01"), "U+0001", 2);
    expect_refused(state, S("\x1Bhello"), "U+001B", 1);
    expect_refused(state, S("a\0b\0\1\0c\0"), "at byte offset 4", 1);
    expect_refused(state, S("\0\0\0\0"), "U+0000", 1);
}

static void bad_utf16(void **state) {
    expect_refused(state,
                   S("\xFF\xFE"
                     "a\0\n\0\x00\xDC"
                     "b\0"),
                   "UTF-16LE, at byte offset 6", 2);
    expect_refused(state,
                   S("\xFF\xFE"
                     "a\0b"),
                   "0x62 is not valid UTF-16LE, at byte offset 4", 1);
}

static void other_charsets_are_refused(void **state) {
    expect_refused(state, encoded(*state, "BIG5", S("這是一個測試文件，重點任務與措施")), "GB18030",
                   1);
    expect_refused(state, S("caf\xE9 au lait"), "0xE9", 1);
    expect_refused(state, S("\x80\x80\x80"), "byte 0x80", 1);
}

/* doc_read on texts: the plain reader, a paragraph a line. */
static void plain_text(void **state) {
    const struct limits limits = LIMITS_DEFAULT;
    struct diags diags = {.a = *state};
    struct doc *doc;
    struct str text = S("\n　　第一段  有空格 \n\n\n第二段\r\n");
    assert_int_equal(
        doc_read(*state, text, S("id"), S("a.txt"), &limits, TRACKED_ACCEPT, &diags, &doc), 0);
    assert_str(doc->format, S("text"));
    assert_str(doc->name, S("id"));
    assert_int_equal(doc->blocks.n, 2);
    const struct para *one = &doc->blocks.at[0].para, *two = &doc->blocks.at[1].para;
    assert_str(one->text, S("第一段  有空格"));
    assert_int_equal(one->indent, 2);
    assert_int_equal(one->gap, 1);
    assert_int_equal(one->at.line, 2);
    assert_str(two->text, S("第二段"));
    assert_int_equal(two->gap, 2);
    assert_int_equal(two->at.line, 5);
    assert_int_equal(doc->paras, 2);
    assert_int_equal(doc->chars_total, 9);
    assert_int_equal(doc_ink(doc), 9);
}

static void blank_files_are_empty(void **state) {
    const struct limits limits = LIMITS_DEFAULT;
    struct diags diags = {.a = *state};
    struct doc *doc;
    assert_int_equal(doc_read(*state, S(" \r\n\t\n"), S("id"), S("a.txt"), &limits, TRACKED_ACCEPT,
                              &diags, &doc),
                     -1);
    assert_str(diags.list.at[0].name, S("empty"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, test_arena, test_drop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(utf8),
        TEST(gb18030),
        TEST(utf16),
        TEST(line_ends_become_newlines),
        TEST(tabs_and_form_feeds_are_text),
        TEST(a_few_controls_are_blanks),
        TEST(damaged_utf8),
        TEST(not_text),
        TEST(bad_utf16),
        TEST(other_charsets_are_refused),
        TEST(plain_text),
        TEST(blank_files_are_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
