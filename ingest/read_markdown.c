/* Text with tables that are drawn in it, and with tables of HTML, as programs write that recognise
 * scans or convert documents. Every line outside them is a paragraph.
 */
#include "base/utf8.h"
#include "ingest/html.h"
#include "ingest/markdown.h"

enum { BID_TABLE = 65, ROW_TABS = 2, MOST_NOTES = 1000, TAG_BYTES = 200 };

static const struct md_layout *const layouts[] = {&md_grid, &md_pipe, &md_simple};

static const struct md_layout *layout_at(struct lines l, struct str line) {
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (layouts[i]->at(l, line))
            return layouts[i];
    return NULL;
}

/* ---- elements of HTML ---- */

/* From an element's tag to the end tag of the same element; p NULL where there is none. */
static struct str element_in(struct str s, size_t begin, const char *tag, const char *end_tag) {
    size_t depth = 0, n;
    struct str name;
    for (size_t i = begin; i < s.n; i += n ? n : 1) {
        n = marks_tag(s, i, &name);
        depth += n && html_is_tag(name, tag);
        if (n && html_is_tag(name, end_tag) && --depth == 0)
            return str_cut(s, begin, i + n);
    }
    return (struct str){0};
}

/* ---- bid ---- */

static size_t tabs_in(struct str line) {
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        n += line.p[i] == '\t';
    return n;
}

static size_t html_rows(struct str text) {
    size_t n = 0, table = html_find_tag(text, "table", 0);
    if (table == SIZE_MAX || html_find_tag(text, "/table", table) == SIZE_MAX)
        return 0;
    for (size_t i = html_find_tag(text, "tr", 0); i != SIZE_MAX;
         i = html_find_tag(text, "tr", i + 1))
        n++;
    return n;
}

/* Every layout draws columns or rules. */
static bool draws(struct str text) {
    return str_find(text, S("|"), 0) != SIZE_MAX || str_find(text, S("--"), 0) != SIZE_MAX;
}

static int bid(const struct source *src) {
    struct lines l = {.text = src->text};
    struct str line;
    size_t rows = 0, tables = 0;
    bool drawn = draws(src->text);
    while (lines_next(&l, &line)) {
        rows += tabs_in(line) >= ROW_TABS;
        tables += drawn && rows == 0 && layout_at(l, line) != NULL;
    }
    tables += rows == 0 && md_is_drawn(src->text);
    return (rows == 0 && tables > 0) || html_rows(src->text) > rows ? BID_TABLE : 0;
}

/* ---- reading ---- */

/* Footnotes are texts at a line's start that a mark before them names. */
static void find_notes(struct md *md, struct str text) {
    struct lines l = {.text = text};
    struct str line, number;
    size_t body;
    while (lines_next(&l, &line) && md->notes.n < MOST_NOTES) {
        if (!md_note_at(line, &number, &body))
            continue;
        size_t from = (size_t)(line.p - text.p);
        struct str mark = str_cut(line, 0, (size_t)(number.p + number.n + 1 - line.p));
        if (str_find(str_cut(text, 0, from), mark, 0) != SIZE_MAX)
            *vec_push(md->doc->a, &md->notes) = number;
    }
}

/* The footnote that begins with line and goes on to the next blank one; false where it is none. */
static bool take_note(struct md *md, struct lines *l, struct str line) {
    struct buf text = {.a = md->doc->a};
    struct str number, more;
    size_t body, i = 0;
    if (!md_note_at(line, &number, &body))
        return false;
    while (i < md->notes.n && md->notes.at[i].p != number.p)
        i++;
    if (i == md->notes.n)
        return false;
    struct place at = {.line = l->number};
    doc_furniture(md->doc, "footnote mark", str_cut(line, 0, body), at);
    buf_add(&text, utf8_trim(str_cut(line, body, line.n)));
    for (struct lines ahead = *l; lines_next(&ahead, &more) && !utf8_blank(more); *l = ahead) {
        if (md_note_at(more, &number, &body))
            break;
        md_join(&text, utf8_trim(more), false);
    }
    *vec_push(md->doc->a, &md->marks.notes) =
        (struct note){.n = md->notes.at[i], .para = {.text = buf_str(&text), .at = at}};
    return true;
}

/* "## " and the level it gives (CommonMark 0.30, 4.2). */
static uint8_t heading_level(struct str line) {
    uint8_t n = 0;
    while (n < line.n && line.p[n] == '#')
        n++;
    return n <= 6 && n < line.n && line.p[n] == ' ' ? n : 0;
}

static void put_line(struct md *md, struct str line, uint32_t number) {
    struct str text = utf8_trim(line);
    struct para like = {.at.line = number, .gap = md->gap, .level = heading_level(text)};
    if (text.n == 0) {
        md->gap++;
        return;
    }
    like.indent = (uint32_t)utf8_len(str_cut(line, 0, (size_t)(text.p - line.p)));
    if (like.level)
        doc_furniture(md->doc, "markdown mark", str_cut(text, 0, like.level), like.at);
    md_put(md, NULL, str_cut(text, like.level, text.n), like);
    md->gap = 0;
}

/* The element of HTML that begins in line: a table, or the section that converters put footnotes
 * in; p NULL where none does. One that never ends is text, and so are all behind it. */
static struct str element_at(struct md *md, struct str text, struct str line) {
    struct str none = {0};
    size_t from = (size_t)(line.p - text.p);
    struct str near = str_cut(text, from, from + line.n + TAG_BYTES); /* a tag may go on below */
    size_t table = html_find_tag(near, "table", 0), section = html_find_tag(near, "section", 0);
    if (md->no_html || (table >= line.n && section >= line.n))
        return none;
    struct str element = table < section ? element_in(text, from + table, "table", "/table")
                                         : element_in(text, from + section, "section", "/section");
    md->no_html = !element.p;
    return element;
}

/* The text before the element, the element; *line becomes the rest of the line in which it ends. */
static int put_html(struct md *md, struct lines *l, struct str *line, struct str element) {
    struct str before = str_cut(*line, 0, (size_t)(element.p - line->p));
    if (!utf8_blank(before))
        put_line(md, before, l->number);
    md->doc->chars_total -= utf8_ink(element); /* its tags are no text */
    if (html_read(&md->ruled, &md->marks, element, l->number, false) < 0)
        return -1;
    md->gap = 0;
    size_t end = (size_t)(element.p + element.n - l->text.p);
    *line = str_cut(l->text, end, str_find(l->text, S("\n"), end));
    l->at = end + line->n + 1;
    l->number += str_line_ends(element);
    return 0;
}

static int read_line(struct md *md, struct lines *l, struct str line) {
    const struct md_layout *layout = layout_at(*l, line);
    if (layout) {
        md->gap = 0;
        return layout->read(md, l, line);
    }
    struct str element;
    bool html = false;
    while ((element = element_at(md, l->text, line)).p) {
        html = true;
        if (put_html(md, l, &line, element) < 0)
            return -1;
    }
    if (!(html && utf8_blank(line)) && !take_note(md, l, line))
        put_line(md, line, l->number);
    return 0;
}

static int read(const struct source *src, struct doc *doc) {
    struct md md = {.doc = doc, .ruled = {.doc = doc, .limits = &src->limits}};
    struct lines l = {.text = md_undrawn(doc->a, src->text)};
    struct str line;
    doc->chars_total = utf8_ink(src->text);
    find_notes(&md, l.text);
    while (lines_next(&l, &line))
        if (read_line(&md, &l, line) < 0)
            return -1;
    marks_finish(doc, &md.marks);
    return 0;
}

const struct reader read_markdown = {"markdown", bid, read};
