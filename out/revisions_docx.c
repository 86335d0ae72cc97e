/* 修订对照表 in Word: A4 landscape, the header on every page, a row for each change under the
 * section it stands in. What changed is marked by colour and by line, so that it can be told in
 * grey. */
#include "out/diff.h"
#include "out/revisions.h"
#include "out/word.h"

enum { COLUMNS = 5 };
static const unsigned widths[COLUMNS] = {700, 4850, 4850, 1370, 2800};

static const char *const inks[] = {[INK_PLAIN] = NULL,
                                   [INK_HEAD] = "<w:b/><w:bCs/>",
                                   [INK_GONE] = "<w:strike/><w:color w:val=\"C00000\"/>",
                                   [INK_COME] =
                                       "<w:color w:val=\"1F3FA8\"/><w:u w:val=\"single\"/>"};

static void begin_para(struct buf *b, const char *style) {
    buf_fmt(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void put_spans(struct buf *b, const char *style, const struct span *spans, size_t n) {
    begin_para(b, style);
    for (size_t i = 0; i < n; i++) {
        struct str rest = spans[i].text;
        for (size_t end; (end = str_find(rest, S("\n"), 0)) != SIZE_MAX;) {
            if (end)
                word_run(b, str_cut(rest, 0, end), inks[spans[i].ink], false);
            buf_add(b, S("</w:p>"));
            begin_para(b, style);
            rest = str_cut(rest, end + 1, rest.n);
        }
        if (rest.n)
            word_run(b, rest, inks[spans[i].ink], false);
    }
    buf_add(b, S("</w:p>"));
}

static void put_text(struct buf *b, const char *style, struct str text) {
    put_spans(b, style, &(struct span){INK_PLAIN, text}, 1);
}

static void begin_cell(struct buf *b, unsigned width) {
    buf_fmt(b, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/></w:tcPr>", width);
}

static void put_cell(struct buf *b, size_t column, const char *style, struct str text) {
    begin_cell(b, widths[column]);
    put_text(b, style, text);
    buf_add(b, S("</w:tc>"));
}

static void put_side(struct buf *b, size_t column, const span_list *spans) {
    begin_cell(b, widths[column]);
    put_spans(b, "TableText", spans->at, spans->n);
    buf_add(b, S("</w:tc>"));
}

static void put_header(struct buf *b, enum lang lang) {
    static const enum label_id names[COLUMNS] = {LABEL_serial, LABEL_old_text, LABEL_new_text,
                                                 LABEL_change_kind, LABEL_remark};
    buf_add(b, S("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
    for (size_t i = 0; i < COLUMNS; i++)
        put_cell(b, i, "TableHead", label(lang, names[i]));
    buf_add(b, S("</w:tr>"));
}

static void put_section(struct buf *b, struct str section) {
    buf_fmt(b,
            "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/><w:gridSpan w:val=\"%d\"/>"
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/></w:tcPr>",
            WORD_LANDSCAPE, COLUMNS);
    put_text(b, "TableSection", section);
    buf_add(b, S("</w:tc></w:tr>"));
}

static size_t length(const span_list *spans) {
    size_t n = 0;
    for (size_t i = 0; i < spans->n; i++)
        n += spans->at[i].text.n;
    return n;
}

/* A row stays on one page, unless it is so long that it would leave much of one empty. */
static void put_row(struct buf *b, size_t n, const struct revision *r) {
    enum { SHORT = 1000 }; /* bytes, some ten lines */
    bool whole = length(&r->old) < SHORT && length(&r->new) < SHORT && r->remark.n < SHORT / 2;
    buf_add(b, S("<w:tr>"));
    if (whole)
        buf_add(b, S("<w:trPr><w:cantSplit/></w:trPr>"));
    put_cell(b, 0, "TableCentre", str_fmt(b->a, "%zu", n));
    put_side(b, 1, &r->old);
    put_side(b, 2, &r->new);
    put_cell(b, 3, "TableCentre", r->kind);
    put_cell(b, 4, "TableText", r->remark);
    buf_add(b, S("</w:tr>"));
}

int out_revisions_docx(struct buf *b, const struct changes *c, enum lang lang,
                       struct out_author by) {
    struct buf body = {.a = b->a};
    struct revisions all;
    struct str section = {0};
    revisions_of(b->a, c, lang, &all);
    put_text(&body, "Title", all.title);
    put_text(&body, "Note", all.summary);
    word_table(&body, widths, COLUMNS);
    put_header(&body, lang);
    for (size_t i = 0; i < all.rows.n; i++) {
        const struct revision *r = &all.rows.at[i];
        if (r->section.n && !str_eq(r->section, section))
            put_section(&body, r->section);
        section = r->section;
        put_row(&body, i + 1, r);
    }
    buf_add(&body, S("</w:tbl>"));
    return word_package(b, &(struct word_document){.title = all.title,
                                                   .author = by.name,
                                                   .date = by.date,
                                                   .landscape = true,
                                                   .body = buf_str(&body)});
}
