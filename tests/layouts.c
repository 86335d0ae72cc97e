#include "tests/layouts.h"
#include "base/utf8.h"
#include "tests/docx.h"

/* ---- cells ---- */

static size_t cells_of(const struct laid_row *row) {
    size_t n = 0;
    while (n < LAID_COLUMNS && (row->cells[n].text || row->cells[n].goes_on))
        n++;
    return n;
}

static unsigned across(const struct laid_cell *c) {
    return c->across ? c->across : 1;
}

static struct str text_of(const struct laid_cell *c) {
    return str_of(c->text ? c->text : "");
}

/* The paragraphs of s, what between them. */
static void put_paragraphs(struct buf *b, struct str s, const char *between) {
    for (size_t from = 0; from <= s.n;) {
        struct str para = str_cut(s, from, str_find(s, S("\n"), from));
        buf_fmt(b, "%s%.*s", from ? between : "", STR_ARG(para));
        from += para.n + 1;
    }
}

typedef void put_table(struct buf *b, const struct laid_part *t);

static struct str print(struct arena *a, const struct laid_document *d, put_table *put) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < d->n; i++)
        if (d->parts[i].para)
            buf_fmt(&b, "%s\n", d->parts[i].para);
        else
            put(&b, &d->parts[i]);
    return buf_str(&b);
}

/* ---- Word ---- */

static void docx_cell(struct buf *b, const struct laid_part *t, size_t r, size_t i) {
    const struct laid_cell *c = &t->rows[r].cells[i];
    bool starts = r + 1 < t->n && t->rows[r + 1].cells[i].goes_on && !c->goes_on;
    buf_fmt(b, "<w:tc><w:tcPr><w:gridSpan w:val=\"%u\"/>%s</w:tcPr><w:p><w:r><w:t>", across(c),
            c->goes_on ? "<w:vMerge/>"
            : starts   ? "<w:vMerge w:val=\"restart\"/>"
                       : "");
    put_paragraphs(b, text_of(c), "</w:t></w:r></w:p><w:p><w:r><w:t>");
    buf_add(b, S("</w:t></w:r></w:p></w:tc>"));
}

static void docx_table(struct buf *b, const struct laid_part *t) {
    buf_add(b, S("<w:tbl><w:tblPr/>"));
    for (size_t r = 0; r < t->n; r++) {
        buf_add(b, S("<w:tr>"));
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++)
            docx_cell(b, t, r, i);
        buf_add(b, S("</w:tr>"));
    }
    buf_add(b, S("</w:tbl>"));
}

static struct str docx_around(struct arena *a, const struct laid_document *d, const char *begin,
                              const char *end) {
    struct buf b = {.a = a};
    buf_fmt(&b, "%s", begin);
    for (size_t i = 0; i < d->n; i++)
        if (d->parts[i].para)
            buf_fmt(&b, P(T("%s")), d->parts[i].para);
        else
            docx_table(&b, &d->parts[i]);
    buf_fmt(&b, "%s", end);
    buf_byte(&b, '\0');
    return make_docx(a, &(struct docx_parts){.body = b.p});
}

static struct str docx(struct arena *a, const struct laid_document *d) {
    return docx_around(a, d, "", "");
}

/* A table of one cell around all, as a page's frame is drawn. */
static struct str docx_in_frame(struct arena *a, const struct laid_document *d) {
    return docx_around(a, d, "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>",
                       "<w:p/></w:tc></w:tr></w:tbl>");
}

/* ---- a web page ---- */

static unsigned rows_below(const struct laid_part *t, size_t r, size_t i) {
    unsigned n = 1;
    while (r + n < t->n && t->rows[r + n].cells[i].goes_on)
        n++;
    return n;
}

static void html_table(struct buf *b, const struct laid_part *t) {
    buf_add(b, S("<table>"));
    for (size_t r = 0; r < t->n; r++) {
        buf_add(b, S("<tr>"));
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++) {
            const struct laid_cell *c = &t->rows[r].cells[i];
            if (c->goes_on)
                continue;
            buf_fmt(b, "<td colspan=%u rowspan=%u><p>", across(c), rows_below(t, r, i));
            put_paragraphs(b, text_of(c), "</p><p>");
            buf_add(b, S("</p></td>"));
        }
        buf_add(b, S("</tr>\n"));
    }
    buf_add(b, S("</table>\n"));
}

static struct str html(struct arena *a, const struct laid_document *d) {
    struct buf b = {.a = a};
    buf_add(&b, S("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n"));
    for (size_t i = 0; i < d->n; i++)
        if (d->parts[i].para)
            buf_fmt(&b, "<p>%s</p>\n", d->parts[i].para);
        else
            html_table(&b, &d->parts[i]);
    buf_add(&b, S("</body></html>\n"));
    return buf_str(&b);
}

/* ---- Markdown ---- */

static void pipe_table(struct buf *b, const struct laid_part *t) {
    buf_byte(b, '\n');
    for (size_t r = 0; r < t->n; r++) {
        buf_byte(b, '|');
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++) {
            buf_byte(b, ' ');
            put_paragraphs(b, text_of(&t->rows[r].cells[i]), "<br>");
            for (unsigned k = 0; k < across(&t->rows[r].cells[i]); k++)
                buf_add(b, S(" |"));
        }
        buf_byte(b, '\n');
        for (size_t i = 0; r == 0 && i < t->columns; i++)
            buf_add(b, i ? S("---|") : S("|---|"));
        if (r == 0)
            buf_byte(b, '\n');
    }
    buf_byte(b, '\n');
}

static struct str pipes(struct arena *a, const struct laid_document *d) {
    return print(a, d, pipe_table);
}

enum { GRID_WIDTH = 80 };

static void grid_rule(struct buf *b, size_t columns, char mark) {
    for (size_t i = 0; i < columns; i++) {
        buf_byte(b, '+');
        for (int k = 0; k < GRID_WIDTH; k++)
            buf_byte(b, mark);
    }
    buf_add(b, S("+\n"));
}

/* Line n of a cell; paragraphs are parted by an empty one. */
static struct str grid_line(struct str s, size_t n) {
    size_t from = 0;
    for (; n > 1 && from <= s.n; n -= 2)
        from += str_cut(s, from, str_find(s, S("\n"), from)).n + 1;
    return n == 1 || from > s.n ? (struct str){0} : str_cut(s, from, str_find(s, S("\n"), from));
}

static bool grid_row(struct buf *b, const struct laid_row *row, size_t n) {
    bool more = false;
    for (size_t i = 0; i < cells_of(row); i++) {
        struct str s = text_of(&row->cells[i]), line = grid_line(s, n);
        size_t width = GRID_WIDTH * across(&row->cells[i]) + across(&row->cells[i]) - 1;
        buf_fmt(b, "|%.*s", STR_ARG(line));
        for (size_t k = 2 * utf8_len(line); k < width; k++)
            buf_byte(b, ' ');
        more = more || 2 * str_line_ends(s) > n;
    }
    buf_add(b, S("|\n"));
    return more;
}

static void grid_table(struct buf *b, const struct laid_part *t) {
    buf_byte(b, '\n');
    grid_rule(b, t->columns, '-');
    for (size_t r = 0; r < t->n; r++) {
        for (size_t n = 0; grid_row(b, &t->rows[r], n); n++)
            continue;
        grid_rule(b, t->columns, r ? '-' : '=');
    }
    buf_byte(b, '\n');
}

static struct str grid(struct arena *a, const struct laid_document *d) {
    return print(a, d, grid_table);
}

/* ---- rows copied and saved ---- */

/* A cell of several paragraphs in quotation marks. */
static void quoted(struct buf *b, const struct laid_cell *c) {
    const char *mark = str_line_ends(text_of(c)) ? "\"" : "";
    buf_fmt(b, "%s%.*s%s", mark, STR_ARG(text_of(c)), mark);
}

static void quoted_table(struct buf *b, const struct laid_part *t) {
    for (size_t r = 0; r < t->n; r++) {
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++) {
            buf_add(b, i ? S("\t") : S(""));
            quoted(b, &t->rows[r].cells[i]);
        }
        buf_byte(b, '\n');
    }
}

static struct str quoted_rows(struct arena *a, const struct laid_document *d) {
    return print(a, d, quoted_table);
}

static void word_table(struct buf *b, const struct laid_part *t) {
    for (size_t r = 0; r < t->n; r++) {
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++)
            buf_fmt(b, "%s%.*s", i ? "\t" : "", STR_ARG(text_of(&t->rows[r].cells[i])));
        buf_byte(b, '\n');
    }
}

static struct str word_lines(struct arena *a, const struct laid_document *d) {
    return print(a, d, word_table);
}

static void browser_table(struct buf *b, const struct laid_part *t) {
    for (size_t r = 0; r < t->n; r++) {
        const char *tab = "";
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++) {
            if (t->rows[r].cells[i].goes_on)
                continue;
            buf_fmt(b, "%s%.*s", tab, STR_ARG(text_of(&t->rows[r].cells[i])));
            tab = "\t";
        }
        buf_byte(b, '\n');
    }
}

static struct str browser_lines(struct arena *a, const struct laid_document *d) {
    return print(a, d, browser_table);
}

/* The first paragraph and table. */
static struct str csv(struct arena *a, const struct laid_document *d) {
    struct buf b = {.a = a};
    const struct laid_part *t = d->parts;
    while (t->para)
        t++;
    buf_fmt(&b, "%s", d->parts[0].para);
    for (size_t i = 1; i < t->columns; i++)
        buf_byte(&b, ',');
    buf_byte(&b, '\n');
    for (size_t r = 0; r < t->n; r++) {
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++) {
            buf_add(&b, i ? S(",") : S(""));
            quoted(&b, &t->rows[r].cells[i]);
            for (unsigned k = 1; k < across(&t->rows[r].cells[i]); k++)
                buf_byte(&b, ',');
        }
        buf_byte(&b, '\n');
    }
    return buf_str(&b);
}

/* ---- flattened ---- */

/* A cell begins with a tab. */
static void flat_table(struct buf *b, const struct laid_part *t) {
    for (size_t r = 0; r < t->n; r++) {
        buf_byte(b, '\n');
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++)
            buf_fmt(b, "\t%.*s\n", STR_ARG(text_of(&t->rows[r].cells[i])));
    }
    buf_byte(b, '\n');
}

static struct str flat(struct arena *a, const struct laid_document *d) {
    return print(a, d, flat_table);
}

/* LibreOffice: a paragraph a line, and nothing else. */
static void office_table(struct buf *b, const struct laid_part *t) {
    for (size_t r = 0; r < t->n; r++)
        for (size_t i = 0; i < cells_of(&t->rows[r]); i++)
            buf_fmt(b, "%.*s\n", STR_ARG(text_of(&t->rows[r].cells[i])));
}

static struct str office_lines(struct arena *a, const struct laid_document *d) {
    return print(a, d, office_table);
}

const struct layout layouts[] = {
    {.name = "docx", .print = docx},
    {.name = "docx in a frame", .print = docx_in_frame},
    {.name = "html", .print = html},
    {.name = "pipes", .print = pipes},
    {.name = "grid", .print = grid},
    {.name = "quoted rows", .print = quoted_rows},
    {.name = "pasted into an editor", .print = word_lines},
    {.name = "copied from a browser", .print = browser_lines},
    {.name = "csv", .print = csv, .one_table = true},
    {.name = "flat", .print = flat, .no_end = true},
    {.name = "text of LibreOffice", .print = office_lines, .no_borders = true},
};
const size_t layouts_n = sizeof layouts / sizeof *layouts;
