#include "out/word.h"
#include "base/embedded.h"
#include "base/utf8.h"
#include <zip.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define FORMATS "http://schemas.openxmlformats.org/"
#define OFFICE FORMATS "officeDocument/2006/relationships"
#define PACKAGE FORMATS "package/2006/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Production 2 of XML 1.0; a carriage return would be read as a line feed. */
static bool is_xml(int32_t cp) {
    return cp == '\t' || cp == '\n' || (cp >= 0x20 && cp != 0xFFFE && cp != 0xFFFF);
}

void word_escape(struct buf *b, struct str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        struct str as = cp == '&'     ? S("&amp;")
                        : cp == '<'   ? S("&lt;")
                        : cp == '>'   ? S("&gt;")
                        : cp == '"'   ? S("&quot;")
                        : !is_xml(cp) ? S("\xEF\xBF\xBD")
                                      : S("");
        if (as.n == 0)
            continue;
        buf_add(b, str_cut(s, from, at));
        buf_add(b, as);
        from = i;
    }
    buf_add(b, str_cut(s, from, s.n));
}

void word_run(struct buf *b, struct str text, const char *props, bool deleted) {
    const char *tag = deleted ? "delText" : "t";
    buf_add(b, S("<w:r>"));
    if (props)
        buf_fmt(b, "<w:rPr>%s</w:rPr>", props);
    for (size_t from = 0, to; from <= text.n; from = to + 1) {
        to = str_find(text, S("\t"), from);
        to = to == SIZE_MAX ? text.n : to;
        if (from)
            buf_add(b, S("<w:tab/>"));
        if (to == from)
            continue;
        buf_fmt(b, "<w:%s xml:space=\"preserve\">", tag);
        word_escape(b, str_cut(text, from, to));
        buf_fmt(b, "</w:%s>", tag);
    }
    buf_add(b, S("</w:r>"));
}

void word_table(struct buf *b, const unsigned *widths, size_t n) {
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += widths[i];
    buf_fmt(b,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"%u\" w:type=\"dxa\"/>"
            "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
            sum);
    for (size_t i = 0; i < n; i++)
        buf_fmt(b, "<w:gridCol w:w=\"%u\"/>", widths[i]);
    buf_add(b, S("</w:tblGrid>"));
}

/* The parts */

static const char content_types[] =
    XML "<Types xmlns=\"" PACKAGE "content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD "settings+xml\"/>"
        "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" WORD "fontTable+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD "footer+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
static const char comments_type[] =
    "<Override PartName=\"/word/comments.xml\" ContentType=\"" WORD "comments+xml\"/>";

static const char package_rels[] = XML
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE
    "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

#define PART(id, type, target)                                                                     \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" target "\"/>"
static const char document_rels[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">" PART("rId1", "styles", "styles.xml")
        PART("rId2", "settings", "settings.xml") PART("rId3", "fontTable", "fontTable.xml")
            PART("rId4", "footer", "footer1.xml");
static const char comments_rel[] = PART("rId5", "comments", "comments.xml");

static struct str comments_part(struct arena *a, const struct word_document *d) {
    struct buf b = {.a = a};
    buf_add(&b, S(XML "<w:comments xmlns:w=\"" FORMATS "wordprocessingml/2006/main\">"));
    buf_add(&b, d->comments);
    buf_add(&b, S("</w:comments>"));
    return buf_str(&b);
}

/* A part's beginning, what it has where there are comments, and its end. */
static struct str with_comments(struct arena *a, const struct word_document *d, const char *part,
                                const char *entry, const char *end) {
    return str_fmt(a, "%s%s%s", part, d->comments.n ? entry : "", end);
}

static void put_element(struct buf *b, const char *tag, const char *attributes, struct str text) {
    if (text.n == 0)
        return;
    buf_fmt(b, "<%s%s>", tag, attributes);
    word_escape(b, text);
    buf_fmt(b, "</%s>", tag);
}

static struct str core_properties(struct arena *a, const struct word_document *d) {
    static const char w3c[] = " xsi:type=\"dcterms:W3CDTF\"";
    struct buf b = {.a = a};
    buf_add(&b, S(XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                      "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"));
    put_element(&b, "dc:title", "", d->title);
    put_element(&b, "dc:creator", "", d->author);
    put_element(&b, "dcterms:created", w3c, d->date);
    put_element(&b, "dcterms:modified", w3c, d->date);
    buf_add(&b, S("</cp:coreProperties>"));
    return buf_str(&b);
}

/* A4; margins of 2 cm, in landscape above and below 2.5. */
static struct str document_part(struct arena *a, const struct word_document *d) {
    struct buf b = {.a = a};
    buf_add(&b, S(XML "<w:document "
                      "xmlns:w=\"" FORMATS "wordprocessingml/2006/main\" xmlns:r=\"" OFFICE
                      "\"><w:body>"));
    buf_add(&b, d->body);
    buf_add(&b, S("<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr></w:p><w:sectPr>"
                  "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>"));
    buf_add(&b, d->landscape ? S("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
                                 "<w:pgMar w:top=\"1418\" w:right=\"1134\" w:bottom=\"1247\" "
                                 "w:left=\"1134\" w:header=\"851\" w:footer=\"850\" "
                                 "w:gutter=\"0\"/>")
                             : S("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                                 "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" "
                                 "w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" "
                                 "w:gutter=\"0\"/>"));
    buf_add(&b, S("<w:docGrid w:linePitch=\"312\"/></w:sectPr></w:body></w:document>"));
    return buf_str(&b);
}

/* The package */

static bool add_part(zip_t *zip, const char *name, struct str content) {
    enum { FIRST_OF_1980 = 1 << 5 | 1 };
    zip_source_t *s = zip_source_buffer(zip, content.p, content.n, 0);
    zip_int64_t at = s ? zip_file_add(zip, name, s, ZIP_FL_ENC_UTF_8) : -1;
    if (s && at < 0)
        zip_source_free(s);
    return at >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)at, 0, FIRST_OF_1980, 0) == 0;
}

static bool add_parts(struct arena *a, zip_t *zip, const struct word_document *d) {
    return add_part(zip, "[Content_Types].xml",
                    with_comments(a, d, content_types, comments_type, "</Types>")) &&
           add_part(zip, "_rels/.rels", str_of(package_rels)) &&
           add_part(zip, "word/document.xml", document_part(a, d)) &&
           add_part(zip, "word/_rels/document.xml.rels",
                    with_comments(a, d, document_rels, comments_rel, "</Relationships>")) &&
           (d->comments.n == 0 || add_part(zip, "word/comments.xml", comments_part(a, d))) &&
           add_part(zip, "word/styles.xml", embedded_text(S("word_styles.xml"))) &&
           add_part(zip, "word/settings.xml", embedded_text(S("word_settings.xml"))) &&
           add_part(zip, "word/fontTable.xml", embedded_text(S("word_fonts.xml"))) &&
           add_part(zip, "word/footer1.xml", embedded_text(S("word_footer.xml"))) &&
           add_part(zip, "docProps/core.xml", core_properties(a, d));
}

static int copy_all(struct buf *b, zip_source_t *s) {
    char bytes[65536];
    zip_int64_t n = zip_source_open(s);
    if (n < 0)
        return -1;
    while ((n = zip_source_read(s, bytes, sizeof bytes)) > 0)
        buf_add(b, (struct str){bytes, (size_t)n});
    zip_source_close(s);
    return (int)n;
}

int word_package(struct buf *b, const struct word_document *d) {
    zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = s ? zip_open_from_source(s, ZIP_TRUNCATE, NULL) : NULL;
    int rc = -1;
    if (!zip) {
        zip_source_free(s);
        return rc;
    }
    zip_source_keep(s);
    if (!add_parts(b->a, zip, d) || zip_close(zip) < 0)
        zip_discard(zip);
    else
        rc = copy_all(b, s);
    zip_source_free(s);
    return rc;
}
