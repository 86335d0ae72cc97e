/* Word files as archives: the rare forms are read, the damaged and the hostile ones refused with
 * one message, in little time and memory. */
#include "tests/docx.h"
#include "tests/raw_zip.h"
#include <iconv.h>
#include <string.h>

#define OFFICE "http://schemas.openxmlformats.org/"
#define RELS                                                                                       \
    "<Relationships xmlns=\"" OFFICE "package/2006/relationships\"><Relationship Id=\"r1\" Type="  \
    "\"" OFFICE "officeDocument/2006/relationships/officeDocument\" "                              \
    "Target=\"/word/document.xml\"/></Relationships>"
#define DOCUMENT(body)                                                                             \
    "<w:document xmlns:w=\"" OFFICE "wordprocessingml/2006/main\"><w:body>" body                   \
    "</w:body></w:document>"

static const struct limits usual = LIMITS_DEFAULT;

/* The two parts without which there is no document; the tests change one of them. */
struct parts {
    struct raw_member member[3];
};

static struct parts plain(void) {
    return (struct parts){{{S("_rels/.rels"), S(RELS), .descriptor = false},
                           {S("word/document.xml"), S(DOCUMENT(P(T("正文")))), .descriptor = false},
                           {S("word/media/a.png"), S("picture"), .descriptor = false}}};
}

static struct str pack(void **state, const struct parts *p) {
    return raw_zip(*state, p->member, 3);
}

/* ---- rare forms ---- */

static void stored_members(void **state) {
    struct parts p = plain();
    expect_bytes(state, pack(state, &p), "正文\n");
}

static void sizes_behind_the_content(void **state) {
    struct parts p = plain();
    p.member[0].descriptor = p.member[1].descriptor = true;
    expect_bytes(state, pack(state, &p), "正文\n");
}

static void zip64(void **state) {
    struct parts p = plain();
    p.member[0].zip64 = p.member[1].zip64 = true;
    expect_bytes(state, pack(state, &p), "正文\n");
    p.member[1].descriptor = true;
    expect_bytes(state, pack(state, &p), "正文\n");
}

#define ROOT_RELS(target)                                                                          \
    "<Relationships xmlns=\"" OFFICE "package/2006/relationships\"><Relationship Id=\"r1\" Type="  \
    "\"" OFFICE "officeDocument/2006/relationships/officeDocument\" Target=\"" target              \
    "\"/></Relationships>"

/* Targets are URIs; some programs write back slashes, there and in the archive. */
static void names_of_parts(void **state) {
    static const struct {
        struct str rels, name;
    } cases[] = {
        {S(ROOT_RELS("./word/../word/document.xml")), S("word/document.xml")},
        {S(ROOT_RELS("/word//./document.xml")), S("word/document.xml")},
        {S(ROOT_RELS("../word/document.xml")), S("word/document.xml")},
        {S(ROOT_RELS("word\\document.xml")), S("word/document.xml")},
        {S(ROOT_RELS("word/document.xml")), S("word\\document.xml")},
        {S(ROOT_RELS("word/%E6%AD%A3%e6%96%87.xml")), S("word/正文.xml")},
        {S(ROOT_RELS("word/%E6%AD%A3.xml")), S("word/%E6%AD%A3.xml")},
        {S(ROOT_RELS("word/5%.xml")), S("word/5%.xml")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parts p = plain();
        p.member[0].content = cases[i].rels;
        p.member[1].name = cases[i].name;
        expect_bytes(state, pack(state, &p), "正文\n");
    }
}

#define FLAT(parts)                                                                                \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<?mso-application "            \
    "progid=\"Word.Document\"?>\n<pkg:package "                                                    \
    "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">" parts "</pkg:package>"
#define PART(name, s)                                                                              \
    "<pkg:part pkg:name=\"" name "\" pkg:contentType=\"application/xml\">\n<pkg:xmlData>\n" s      \
    "\n</pkg:xmlData></pkg:part>"

/* Office systems fill templates that Word saved as one XML file, and call the outcome .doc. */
static void a_package_in_one_xml_file(void **state) {
    expect_bytes(state,
                 S(FLAT("<pkg:part pkg:name=\"/word/media/a.png\"><pkg:binaryData>AAAA"
                        "</pkg:binaryData></pkg:part>" PART("/_rels/.rels", RELS)
                            PART("/Word/document.xml", DOCUMENT(P(T("正文")))))),
                 "正文\n");
    expect_error(state, S(FLAT(PART("/_rels/.rels", RELS))), &usual, "format",
                 "without a Word document");
    expect_error(state,
                 S(FLAT(PART("/_rels/.rels", RELS) PART("/word/document.xml", "<w:document>"))),
                 &usual, "damaged", "broken XML");
    expect_error(state,
                 S(FLAT(PART("/_rels/.rels", RELS) "<pkg:part pkg:name=\"/word/document.xml\">")),
                 &usual, "format", "without a Word document");
}

static void parts_in_any_order(void **state) {
    struct parts p = plain();
    const struct parts turned = {{p.member[2], p.member[1], p.member[0]}};
    expect_bytes(state, pack(state, &turned), "正文\n");
}

static void names_in_other_case(void **state) {
    struct parts p = plain();
    p.member[1].name = S("Word/Document.XML");
    expect_bytes(state, pack(state, &p), "正文\n");
}

static void utf16_parts(void **state) {
    static const char *const encodings[] = {"UTF-16LE", "UTF-16BE"};
    static const struct str marks[] = {S("\xFF\xFE"), S("\xFE\xFF")};
    for (size_t i = 0; i < 2; i++) {
        struct str s = S("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" DOCUMENT(P(T("正文"))));
        char *from = (char *)(uintptr_t)s.p, *to = arena_alloc(*state, 2 * s.n), *end = to;
        size_t left = s.n, room = 2 * s.n;
        iconv_t cd = iconv_open(encodings[i], "UTF-8");
        assert_int_equal(iconv(cd, &from, &left, &end, &room), 0);
        iconv_close(cd);
        struct buf b = {.a = *state};
        buf_add(&b, marks[i]);
        buf_add(&b, (struct str){to, (size_t)(end - to)});
        struct parts p = plain();
        p.member[1].content = buf_str(&b);
        expect_bytes(state, pack(state, &p), "正文\n");
    }
}

/* Other encodings no Word file has; a parser leaves out of them what it cannot read. */
static void bytes_that_the_encoding_has_not(void **state) {
    struct parts p = plain();
    p.member[1].content =
        S("<?xml version=\"1.0\" encoding=\"EUC-JP\"?>" DOCUMENT(P(T("\xBF\xE5"))));
    expect_bytes(state, pack(state, &p), "水\n");
    p.member[1].content =
        S("<?xml version=\"1.0\" encoding=\"EUC-JP\"?>" DOCUMENT(P(T("\xFF\xFF"))));
    expect_error(state, pack(state, &p), &usual, "damaged", "conversion failed");
}

/* ---- damage ---- */

static void a_wrong_sum(void **state) {
    struct parts p = plain();
    p.member[1].sum_off = 1;
    expect_error(state, pack(state, &p), &usual, "damaged", "CRC");
}

static void sizes_that_lie(void **state) {
    struct parts p = plain();
    p.member[1].size_off = -20;
    expect_error(state, pack(state, &p), &usual, "damaged", "");
    p.member[1].size_off = (int64_t)1 << 31;
    expect_error(state, pack(state, &p), &usual, "damaged", "");
}

static void members_over_each_other(void **state) {
    struct parts p = plain();
    p.member[1].overlaps = true; /* it is the relationships once more */
    expect_error(state, pack(state, &p), &usual, "format", "no Word document");
}

static void an_encrypted_member(void **state) {
    struct parts p = plain();
    p.member[1].encrypted = true;
    expect_error(state, pack(state, &p), &usual, "damaged", "assword");
}

/* No part is written anywhere, so its path does not matter. */
static void paths_that_climb(void **state) {
    struct parts p = plain();
    p.member[2].name = S("../../../etc/passwd");
    expect_bytes(state, pack(state, &p), "正文\n");
    p.member[0].content = S("<Relationships xmlns=\"" OFFICE
                            "package/2006/relationships\"><Relationship Type=\"x/officeDocument\" "
                            "Target=\"../../../etc/passwd\"/></Relationships>");
    expect_error(state, pack(state, &p), &usual, "format", "without a Word document");
}

/* Whatever byte is cut off or changed: read, or refused with one message. */
static void read_or_refuse(void **state, struct str bytes) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct doc *doc = NULL;
    (void)state;
    int rc = doc_read(a, bytes, S("d"), S("d.docx"), &usual, TRACKED_ACCEPT, &diags, &doc);
    assert_int_equal(rc < 0 ? diags.list.n : (size_t)1, 1);
    if (rc == 0)
        assert_int_equal(doc_ink(doc), doc->chars_total);
    arena_drop(a);
}

static void cut_anywhere(void **state) {
    struct str whole = make_docx(*state, &(struct docx_parts){.body = TBL(TR(TC(P(T("正文")))))});
    for (size_t n = 0; n < whole.n; n += 7)
        read_or_refuse(state, str_cut(whole, 0, n));
}

static void bits_flipped_anywhere(void **state) {
    struct str whole = make_docx(*state, &(struct docx_parts){.body = TBL(TR(TC(P(T("正文")))))});
    char *bytes = (char *)(uintptr_t)str_dup(*state, whole).p;
    for (size_t i = 0; i < whole.n; i += 3) {
        char was = bytes[i];
        bytes[i] = (char)(was ^ 1 << i % 8);
        read_or_refuse(state, (struct str){bytes, whole.n});
        bytes[i] = was;
    }
}

/* ---- limits ---- */

static void too_many_members(void **state) {
    struct parts p = plain();
    struct limits limits = usual;
    limits.members = 2;
    expect_error(state, pack(state, &p), &limits, "limit", "3 parts");
}

static void too_much_in_all(void **state) {
    struct docx_parts parts = {.body = P(T("正文")), .styles = "", .header = P(T("眉"))};
    struct limits limits = usual;
    limits.package_bytes = 1500;
    expect_error(state, make_docx(*state, &parts), &limits, "limit", "--max-package-bytes");
}

/* 64 MB of spaces in 64 KB. */
static void a_bomb(void **state) {
    static char text[8 << 20];
    memset(text, ' ', sizeof text);
    struct buf b = {.a = *state};
    buf_add(&b, S(P(T("正文"))));
    buf_add(&b, (struct str){text, sizeof text});
    buf_byte(&b, '\0');
    struct limits limits = usual;
    struct str bytes = make_docx(*state, &(struct docx_parts){.body = b.p});
    assert_true(bytes.n < sizeof text / 100);
    expect_bytes(state, bytes, "正文\n");
    limits.member_bytes = 1 << 20;
    expect_error(state, bytes, &limits, "limit", "--max-member-bytes");
}

/* A header that a thousand relationships name is read once. */
static void many_relationships_to_one_part(void **state) {
    struct buf b = {.a = *state};
    buf_add(&b, S("<Relationships xmlns=\"" OFFICE "package/2006/relationships\">"));
    for (int i = 0; i < 1000; i++)
        buf_add(&b, S("<Relationship Type=\"x/header\" Target=\"h.xml\"/>"));
    buf_add(&b, S("</Relationships>"));
    struct raw_member members[] = {
        {S("_rels/.rels"), S(RELS), .descriptor = false},
        {S("word/document.xml"), S(DOCUMENT(P(T("正文")))), .descriptor = false},
        {S("word/_rels/document.xml.rels"), buf_str(&b), .descriptor = false},
        {S("word/h.xml"),
         S("<w:hdr xmlns:w=\"" OFFICE "wordprocessingml/2006/main\">" P(T("眉")) "</w:hdr>"),
         .descriptor = false}};
    expect_bytes(state, raw_zip(*state, members, 4), "正文\n(header: 眉)\n");
}

/* ---- hostile XML ---- */

static void nothing_is_fetched(void **state) {
    static const struct str hostile[] = {
        S("<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" DOCUMENT(P(T("&x;")))),
        S("<!DOCTYPE w SYSTEM \"http://127.0.0.1:1/a.dtd\">" DOCUMENT(P(T("甲")))),
        S("<!DOCTYPE w [<!ENTITY % x SYSTEM \"file:///etc/hostname\">%x;]>" DOCUMENT(""))};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct parts p = plain();
        p.member[1].content = hostile[i];
        expect_error(state, pack(state, &p), &usual, "damaged", "type declaration");
    }
}

static void spans_beyond_reason(void **state) {
    struct docx_parts parts = {.body = TBL(TR(CELL("<w:gridSpan w:val=\"999999999\"/>", "甲")))};
    expect_error(state, make_docx(*state, &parts), &usual, "limit", "--max-columns");
    parts.body = TBL(TR(CELL("<w:gridSpan w:val=\"-7\"/>", "甲") CELL("<w:gridSpan/>", "乙")));
    expect_bytes(state, make_docx(*state, &parts), "table 2\nrow [0 甲] [1 乙]\n");
    parts.body = TBL(TR("<w:trPr><w:gridBefore w:val=\"99999999999\"/></w:trPr>" CELL("", "甲")));
    expect_bytes(state, make_docx(*state, &parts), "table 1\nrow [0 甲]\n");
}

static void many(struct buf *b, const char *s, int n) {
    for (int i = 0; i < n; i++)
        buf_add(b, str_of(s));
}

static void a_thousand_tables_in_each_other(void **state) {
    struct buf b = {.a = *state};
    many(&b, "<w:tbl><w:tr><w:tc>", 1000);
    buf_add(&b, S(P(T("甲"))));
    many(&b, "</w:tc></w:tr></w:tbl>", 1000);
    struct docx_parts parts = {.body = str_z(*state, buf_str(&b))};
    expect_error(state, make_docx(*state, &parts), &usual, "limit", "--max-xml-depth");
}

static void a_million_columns(void **state) {
    struct buf b = {.a = *state};
    buf_add(&b, S("<w:tbl><w:tr>"));
    many(&b, TC("<w:p/>"), 100000);
    buf_add(&b, S("</w:tr></w:tbl>"));
    struct docx_parts parts = {.body = str_z(*state, buf_str(&b))};
    expect_error(state, make_docx(*state, &parts), &usual, "limit", "--max-columns");
}

/* Twenty thousand lists, each used once, and styles based on each other in a long chain: in time
 * that grows with their number. */
static void many_lists_and_styles(void **state) {
    enum { LISTS = 20000 };
    struct buf body = {.a = *state}, numbering = {.a = *state}, styles = {.a = *state};
    for (int i = 1; i <= LISTS; i++)
        buf_fmt(&numbering, ABSTRACT("%d", LVL("0", "decimal", "%%1.")), i);
    for (int i = 1; i <= LISTS; i++)
        buf_fmt(&numbering, NUM("%d", "%d", ""), i, i);
    for (int i = 1; i <= LISTS; i++)
        buf_fmt(&styles,
                "<w:style w:type=\"paragraph\" w:styleId=\"s%d\"><w:basedOn w:val=\"s%d\"/>"
                "</w:style>",
                i, i - 1);
    for (int i = 1; i <= LISTS; i++)
        buf_fmt(&body,
                PP("<w:pStyle w:val=\"s%d\"/><w:numPr><w:numId w:val=\"%d\"/></w:numPr>", T("x")),
                LISTS, i);
    struct docx_parts parts = {.body = str_z(*state, buf_str(&body)),
                               .styles = str_z(*state, buf_str(&styles)),
                               .numbering = str_z(*state, buf_str(&numbering))};
    struct doc *doc = docx_read(*state, &parts, TRACKED_ACCEPT);
    assert_int_equal(doc->blocks.n, LISTS);
    assert_str(doc->blocks.at[LISTS - 1].para.label, S("1."));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, test_arena, test_drop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(stored_members),
        TEST(sizes_behind_the_content),
        TEST(zip64),
        TEST(names_of_parts),
        TEST(a_package_in_one_xml_file),
        TEST(parts_in_any_order),
        TEST(names_in_other_case),
        TEST(utf16_parts),
        TEST(bytes_that_the_encoding_has_not),
        TEST(a_wrong_sum),
        TEST(sizes_that_lie),
        TEST(members_over_each_other),
        TEST(an_encrypted_member),
        TEST(paths_that_climb),
        TEST(cut_anywhere),
        TEST(bits_flipped_anywhere),
        TEST(too_many_members),
        TEST(too_much_in_all),
        TEST(a_bomb),
        TEST(many_relationships_to_one_part),
        TEST(nothing_is_fetched),
        TEST(spans_beyond_reason),
        TEST(a_thousand_tables_in_each_other),
        TEST(a_million_columns),
        TEST(many_lists_and_styles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
