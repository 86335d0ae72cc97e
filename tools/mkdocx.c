/* Makes a Word document from a short readable source: mkdocx IN.plan OUT.docx
 *
 * The source is UTF-8, one thing a line; what a line is, its beginning tells:
 *
 *     % text      a comment; empty lines say nothing either
 *     < text      the page header
 *     > text      the page footer
 *     = text      a title
 *     . text      a paragraph
 *     |= 6 14 40  a table begins; the widths of its columns, in percent of the page
 *     --          a row begins; --* a row that is repeated on every page
 *     | text      a cell; |7 text a cell that spans seven columns
 *     ^           a cell merged with the one above it
 *       text      (two spaces) a further paragraph of the cell
 *
 * and inside a text
 *
 *     {#3}        at its beginning: numbered by Word, which shows 3
 *     {+text}     inserted, {-text} deleted, both as tracked changes
 *     {^text}     a footnote
 *
 * The package is WordprocessingML (ECMA-376 part 1). Its parts are stored, not deflated, with one
 * fixed time, so that the same source gives the same bytes with every version of the libraries.
 */
#include "base/str.h"
#include <stdio.h>
#include <zip.h>

#define CHANGE " w:author=\"编写组\" w:date=\"2026-01-05T09:00:00Z\">"
#define NAMESPACES                                                                                 \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                    \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORDTYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PAGE_WIDTH 14000u /* between the margins, in twentieths of a point */

struct cell {
    VEC(struct str) paras;
    unsigned col, span;
    bool merged; /* with the cell above */
};

struct row {
    VEC(struct cell) cells;
    bool header;
};

struct maker {
    struct arena *a;
    const char *path; /* of the source, for messages */
    unsigned line;
    struct str header, footer;
    struct buf body, notes;
    unsigned note, change;  /* footnotes and changes made so far */
    VEC(struct str) starts; /* what each numbering instance begins with */
    VEC(unsigned) widths;   /* of the table being read: none between tables */
    VEC(struct row) rows;
};

static int fail(const struct maker *m, const char *why) {
    fprintf(stderr, "mkdocx: %s:%u: %s\n", m->path, m->line, why);
    return -1;
}

/* Runs */

static void put_escaped(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&':
            buf_add(b, S("&amp;"));
            break;
        case '<':
            buf_add(b, S("&lt;"));
            break;
        case '>':
            buf_add(b, S("&gt;"));
            break;
        default:
            buf_byte(b, s.p[i]);
        }
    }
}

/* Length of the beginning that is all ASCII or all not. */
static size_t same_script(struct str s) {
    size_t i = 1;
    while (i < s.n && ((s.p[i] ^ s.p[0]) & 0x80) == 0)
        i++;
    return i;
}

/* Word begins a new run wherever Chinese and Latin text meet; so does this. */
static void put_runs(struct buf *b, struct str s, const char *tag) {
    while (s.n) {
        size_t n = same_script(s);
        buf_fmt(b, "<w:r>%s<w:%s xml:space=\"preserve\">",
                s.p[0] & 0x80 ? "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>" : "", tag);
        put_escaped(b, str_cut(s, 0, n));
        buf_fmt(b, "</w:%s></w:r>", tag);
        s = str_cut(s, n, s.n);
    }
}

static void put_change(struct maker *m, const char *kind, const char *tag, struct str text) {
    buf_fmt(&m->body, "<w:%s w:id=\"%u\"" CHANGE, kind, ++m->change);
    put_runs(&m->body, text, tag);
    buf_fmt(&m->body, "</w:%s>", kind);
}

static void put_footnote(struct maker *m, struct str text) {
    unsigned n = ++m->note;
    buf_fmt(&m->body,
            "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"
            "<w:footnoteReference w:id=\"%u\"/></w:r>",
            n);
    buf_fmt(&m->notes, "<w:footnote w:id=\"%u\"><w:p><w:r><w:footnoteRef/></w:r>", n);
    put_runs(&m->notes, text, "t");
    buf_add(&m->notes, S("</w:p></w:footnote>\n"));
}

/* One {…}; text is what stands between kind and closing brace. */
static int put_marked(struct maker *m, char kind, struct str text) {
    switch (kind) {
    case '+':
        put_change(m, "ins", "t", text);
        return 0;
    case '-':
        put_change(m, "del", "delText", text);
        return 0;
    case '^':
        put_footnote(m, text);
        return 0;
    default:
        return fail(m, "{ is followed by none of + - ^ (and # only at the beginning)");
    }
}

static int put_text(struct maker *m, struct str s) {
    while (s.n) {
        size_t open = str_find(s, S("{"), 0);
        put_runs(&m->body, str_cut(s, 0, open), "t");
        if (open == SIZE_MAX)
            return 0;
        size_t close = str_find(s, S("}"), open);
        if (close == SIZE_MAX || close < open + 2)
            return fail(m, "{ without its }");
        if (put_marked(m, s.p[open + 1], str_cut(s, open + 2, close)))
            return -1;
        s = str_cut(s, close + 1, s.n);
    }
    return 0;
}

/* Paragraphs */

/* style is a paragraph style's id. A number {#n} has a numbering instance of its own. */
static int put_para(struct maker *m, const char *style, struct str s) {
    buf_fmt(&m->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
    if (str_starts(s, S("{#"))) {
        size_t close = str_find(s, S("}"), 0);
        if (close == SIZE_MAX)
            return fail(m, "{# without its }");
        *vec_push(m->a, &m->starts) = str_cut(s, 2, close);
        buf_fmt(&m->body, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%zu\"/></w:numPr>",
                m->starts.n);
        s = str_cut(s, close + 1, s.n);
    }
    buf_add(&m->body, S("</w:pPr>"));
    int status = put_text(m, s);
    buf_add(&m->body, S("</w:p>\n"));
    return status;
}

/* Tables */

static unsigned next_col(const struct row *r) {
    if (!r->cells.n)
        return 0;
    const struct cell *last = &r->cells.at[r->cells.n - 1];
    return last->col + last->span;
}

static struct cell *cell_at(struct row *r, unsigned col) {
    for (size_t i = 0; i < r->cells.n; i++)
        if (r->cells.at[i].col == col)
            return &r->cells.at[i];
    return NULL;
}

static unsigned cell_width(const struct maker *m, const struct cell *c) {
    unsigned percent = 0;
    for (unsigned i = c->col; i < c->col + c->span; i++)
        percent += m->widths.at[i];
    return percent * (PAGE_WIDTH / 100);
}

static int put_cell(struct maker *m, const struct cell *c, bool goes_on) {
    buf_fmt(&m->body, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>", cell_width(m, c));
    if (c->span > 1)
        buf_fmt(&m->body, "<w:gridSpan w:val=\"%u\"/>", c->span);
    if (c->merged)
        buf_add(&m->body, S("<w:vMerge/>"));
    else if (goes_on)
        buf_add(&m->body, S("<w:vMerge w:val=\"restart\"/>"));
    buf_add(&m->body, S("</w:tcPr>"));
    for (size_t i = 0; i < c->paras.n; i++)
        if (put_para(m, "TableText", c->paras.at[i]))
            return -1;
    if (!c->paras.n) /* a cell must end with a paragraph (ECMA-376 part 1, tc) */
        buf_add(&m->body, S("<w:p/>"));
    buf_add(&m->body, S("</w:tc>"));
    return 0;
}

static int put_row(struct maker *m, struct row *r, struct row *below) {
    if (next_col(r) != m->widths.n)
        return fail(m, "a row of the table above does not fill its columns");
    buf_add(&m->body, S("<w:tr>"));
    if (r->header)
        buf_add(&m->body, S("<w:trPr><w:tblHeader/></w:trPr>"));
    for (size_t i = 0; i < r->cells.n; i++) {
        struct cell *under = below ? cell_at(below, r->cells.at[i].col) : NULL;
        if (put_cell(m, &r->cells.at[i], under && under->merged))
            return -1;
    }
    buf_add(&m->body, S("</w:tr>\n"));
    return 0;
}

/* Writes the table read so far, if there is one. */
static int end_table(struct maker *m) {
    if (!m->widths.n)
        return 0;
    buf_add(&m->body, S("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>"
                        "<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>"));
    for (size_t i = 0; i < m->widths.n; i++)
        buf_fmt(&m->body, "<w:gridCol w:w=\"%u\"/>", m->widths.at[i] * (PAGE_WIDTH / 100));
    buf_add(&m->body, S("</w:tblGrid>\n"));
    for (size_t i = 0; i < m->rows.n; i++)
        if (put_row(m, &m->rows.at[i], i + 1 < m->rows.n ? &m->rows.at[i + 1] : NULL))
            return -1;
    buf_add(&m->body, S("</w:tbl>\n"));
    m->widths.n = m->rows.n = 0;
    return 0;
}

/* The lines of the source: each take_ gets what stands behind the line's mark. */

static int take_nothing(struct maker *m, struct str rest) {
    (void)m, (void)rest;
    return 0;
}

static int take_header(struct maker *m, struct str rest) {
    m->header = rest;
    return 0;
}

static int take_footer(struct maker *m, struct str rest) {
    m->footer = rest;
    return 0;
}

static int take_title(struct maker *m, struct str rest) {
    return end_table(m) ? -1 : put_para(m, "Title", rest);
}

static int take_para(struct maker *m, struct str rest) {
    return end_table(m) ? -1 : put_para(m, "Normal", rest);
}

static int take_table(struct maker *m, struct str rest) {
    if (end_table(m))
        return -1;
    while (rest.n) {
        size_t space = str_find(rest, S(" "), 0);
        uint32_t percent;
        if (!str_uint(str_cut(rest, 0, space), &percent) || percent > 100)
            return fail(m, "a column's width is a number of percent");
        *vec_push(m->a, &m->widths) = percent;
        rest = space == SIZE_MAX ? S("") : str_cut(rest, space + 1, rest.n);
    }
    return 0;
}

static int add_row(struct maker *m, bool header) {
    if (!m->widths.n)
        return fail(m, "a row outside a table");
    *vec_push(m->a, &m->rows) = (struct row){.header = header};
    return 0;
}

static int take_row(struct maker *m, struct str rest) {
    (void)rest;
    return add_row(m, false);
}

static int take_header_row(struct maker *m, struct str rest) {
    (void)rest;
    return add_row(m, true);
}

static struct row *row_from_end(struct maker *m, size_t n) {
    return m->rows.n > n ? &m->rows.at[m->rows.n - 1 - n] : NULL;
}

static int add_cell(struct maker *m, struct cell c) {
    struct row *r = row_from_end(m, 0);
    if (!r)
        return fail(m, "a cell outside a row");
    c.col = next_col(r);
    if (!c.span || c.span > m->widths.n - c.col)
        return fail(m, "a cell goes beyond the last column");
    *vec_push(m->a, &r->cells) = c;
    return 0;
}

static int take_cell(struct maker *m, struct str rest) {
    size_t space = str_find(rest, S(" "), 0);
    uint32_t span = 1;
    if (space && rest.n && !str_uint(str_cut(rest, 0, space), &span))
        return fail(m, "| is followed by a space or a number of columns");
    struct cell c = {.span = span};
    if (space != SIZE_MAX)
        *vec_push(m->a, &c.paras) = str_cut(rest, space + 1, rest.n);
    return add_cell(m, c);
}

static int take_merged(struct maker *m, struct str rest) {
    (void)rest;
    struct row *r = row_from_end(m, 0), *above = row_from_end(m, 1);
    struct cell *c = above ? cell_at(above, next_col(r)) : NULL;
    if (!c)
        return fail(m, "^ has no cell above it");
    return add_cell(m, (struct cell){.span = c->span, .merged = true});
}

static int take_further(struct maker *m, struct str rest) {
    struct row *r = row_from_end(m, 0);
    if (!r || !r->cells.n)
        return fail(m, "a further paragraph outside a cell");
    *vec_push(m->a, &r->cells.at[r->cells.n - 1].paras) = rest;
    return 0;
}

static int take_line(struct maker *m, struct str line) {
    static const struct {
        const char *mark;
        int (*take)(struct maker *m, struct str rest);
    } kinds[] = {
        {"%", take_nothing},  {"< ", take_header},      {"> ", take_footer}, {"= ", take_title},
        {". ", take_para},    {"|= ", take_table},      {"|", take_cell},    {"^", take_merged},
        {"  ", take_further}, {"--*", take_header_row}, {"--", take_row},
    };
    for (size_t i = 0; line.n && i < sizeof kinds / sizeof kinds[0]; i++) {
        struct str mark = str_of(kinds[i].mark);
        if (str_starts(line, mark))
            return kinds[i].take(m, str_cut(line, mark.n, line.n));
    }
    return line.n ? fail(m, "the line begins with no known mark") : 0;
}

static int take_source(struct maker *m, struct str text) {
    while (text.n) {
        size_t end = str_find(text, S("\n"), 0);
        m->line++;
        if (take_line(m, str_cut(text, 0, end)))
            return -1;
        text = str_cut(text, end == SIZE_MAX ? text.n : end + 1, text.n);
    }
    return end_table(m);
}

/* Parts of the package */

static const char content_types[] = XML
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORDTYPE "document.main+xml\"/>\n"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORDTYPE "styles+xml\"/>\n"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORDTYPE "numbering+xml\"/>\n"
    "<Override PartName=\"/word/footnotes.xml\" ContentType=\"" WORDTYPE "footnotes+xml\"/>\n"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORDTYPE "header+xml\"/>\n"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORDTYPE "footer+xml\"/>\n"
    "</Types>\n";

#define RELATIONSHIPS                                                                              \
    XML "<Relationships "                                                                          \
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n"
#define RELATIONSHIP(id, type, target)                                                             \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE type "\" Target=\"" target "\"/>\n"

static const char package_rels[] =
    RELATIONSHIPS RELATIONSHIP("rId1", "officeDocument", "word/document.xml") "</Relationships>\n";

static const char document_rels[] = RELATIONSHIPS RELATIONSHIP("rId1", "styles", "styles.xml")
    RELATIONSHIP("rId2", "numbering", "numbering.xml")
        RELATIONSHIP("rId3", "footnotes", "footnotes.xml")
            RELATIONSHIP("rId4", "header", "header1.xml")
                RELATIONSHIP("rId5", "footer", "footer1.xml") "</Relationships>\n";

static const char styles[] = XML
    "<w:styles" NAMESPACES "\n"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
    "w:val=\"Normal\"/></w:style>\n"
    "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn "
    "w:val=\"Normal\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b/><w:sz "
    "w:val=\"36\"/></w:rPr></w:style>\n"
    "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"TableText\"><w:name "
    "w:val=\"Table Text\"/><w:basedOn w:val=\"Normal\"/><w:rPr><w:sz "
    "w:val=\"21\"/></w:rPr></w:style>\n"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
    "w:val=\"Normal Table\"/></w:style>\n"
    "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn "
    "w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    "<w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/>"
    "</w:tblBorders></w:tblPr></w:style>\n"
    "</w:styles>\n";

static struct str document_part(struct maker *m) {
    struct buf b = {.a = m->a};
    buf_add(&b, S(XML "<w:document" NAMESPACES "<w:body>\n"));
    buf_add(&b, buf_str(&m->body));
    buf_add(&b, S("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>"
                  "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>"
                  "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
                  "<w:pgMar w:top=\"1400\" w:right=\"1400\" w:bottom=\"1400\" w:left=\"1400\" "
                  "w:header=\"850\" w:footer=\"850\" w:gutter=\"0\"/></w:sectPr>"
                  "</w:body></w:document>\n"));
    return buf_str(&b);
}

static struct str footnotes_part(struct maker *m) {
    struct buf b = {.a = m->a};
    buf_add(&b, S(XML "<w:footnotes" NAMESPACES "\n"
                      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r>"
                      "</w:p></w:footnote>\n"
                      "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
                      "<w:continuationSeparator/></w:r></w:p></w:footnote>\n"));
    buf_add(&b, buf_str(&m->notes));
    buf_add(&b, S("</w:footnotes>\n"));
    return buf_str(&b);
}

/* One list, and an instance of it for every number, which says where to start. */
static struct str numbering_part(struct maker *m) {
    struct buf b = {.a = m->a};
    buf_add(&b, S(XML "<w:numbering" NAMESPACES "\n"
                      "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType "
                      "w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                      "<w:numFmt w:val=\"decimal\"/><w:suff w:val=\"nothing\"/>"
                      "<w:lvlText w:val=\"%1\"/></w:lvl></w:abstractNum>\n"));
    for (size_t i = 0; i < m->starts.n; i++)
        buf_fmt(&b,
                "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
                "<w:startOverride w:val=\"%.*s\"/></w:lvlOverride></w:num>\n",
                i + 1, STR_ARG(m->starts.at[i]));
    buf_add(&b, S("</w:numbering>\n"));
    return buf_str(&b);
}

/* tag is "hdr" or "ftr". */
static struct str margin_part(struct maker *m, const char *tag, struct str text) {
    struct buf b = {.a = m->a};
    buf_fmt(&b, XML "<w:%s" NAMESPACES "<w:p>", tag);
    put_runs(&b, text, "t");
    buf_fmt(&b, "</w:p></w:%s>\n", tag);
    return buf_str(&b);
}

static int add_part(zip_t *z, const char *name, struct str text) {
    const zip_uint16_t noon = 12 << 11, first_of_2026 = (2026 - 1980) << 9 | 1 << 5 | 1;
    zip_source_t *source = zip_source_buffer(z, text.p, text.n, 0);
    zip_int64_t at = source ? zip_file_add(z, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0) {
        zip_source_free(source);
        return -1;
    }
    return zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) ||
                   zip_file_set_dostime(z, (zip_uint64_t)at, noon, first_of_2026, 0)
               ? -1
               : 0;
}

static int write_package(struct maker *m, const char *path) {
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!z)
        return fprintf(stderr, "mkdocx: cannot write %s\n", path), -1;
    if (add_part(z, "[Content_Types].xml", str_of(content_types)) ||
        add_part(z, "_rels/.rels", str_of(package_rels)) ||
        add_part(z, "word/document.xml", document_part(m)) ||
        add_part(z, "word/_rels/document.xml.rels", str_of(document_rels)) ||
        add_part(z, "word/styles.xml", str_of(styles)) ||
        add_part(z, "word/numbering.xml", numbering_part(m)) ||
        add_part(z, "word/footnotes.xml", footnotes_part(m)) ||
        add_part(z, "word/header1.xml", margin_part(m, "hdr", m->header)) ||
        add_part(z, "word/footer1.xml", margin_part(m, "ftr", m->footer)) || zip_close(z)) {
        fprintf(stderr, "mkdocx: %s: %s\n", path, zip_strerror(z));
        zip_discard(z);
        return -1;
    }
    return 0;
}

static int read_file(struct arena *a, const char *path, struct str *out) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return fprintf(stderr, "mkdocx: cannot read %s\n", path), -1;
    struct buf b = {.a = a};
    for (int c; (c = fgetc(f)) != EOF;)
        buf_byte(&b, (char)c);
    fclose(f);
    *out = buf_str(&b);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 3)
        return fprintf(stderr, "usage: mkdocx IN.plan OUT.docx\n"), 2;
    struct arena *a = arena_new(NULL);
    struct maker m = {.a = a, .path = argv[1], .body = {.a = a}, .notes = {.a = a}};
    struct str text;
    int status =
        read_file(a, argv[1], &text) || take_source(&m, text) || write_package(&m, argv[2]);
    arena_drop(a);
    return status;
}
