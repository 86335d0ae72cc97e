/* Web pages: the plan is found among the menus of a site, with the spans of its tables. */
#include "base/utf8.h"
#include "ingest/html.h"
#include <string.h>

enum { BID_PAGE = 80, BID_FRAGMENT = 70 };

/* ---- bid ---- */

/* Behind white space, comments and declarations. */
static struct str skip_prolog(struct str s) {
    for (;;) {
        s = utf8_trim(s);
        bool comment = str_starts(s, S("<!--"));
        if (!comment && !str_starts(s, S("<!")) && !str_starts(s, S("<?")))
            return s;
        size_t end = str_find(s, comment ? S("-->") : S(">"), 0);
        if (end == SIZE_MAX)
            return (struct str){0};
        s = str_cut(s, end + (comment ? 3 : 1), s.n);
    }
}

/* No text stands outside of all elements. */
static bool is_enclosed(struct str s) {
    static const char *const empty[] = {"br", "hr", "img", "input", "link", "meta", "col", "base"};
    size_t depth = 0, tag;
    struct str name;
    for (size_t i = 0; i < s.n; i += tag ? tag : 1) {
        tag = marks_tag(s, i, &name);
        if (!tag && depth == 0 && !utf8_blank(str_cut(s, i, i + 1)))
            return false;
        bool closes = tag && name.p[0] == '/', opens = tag && !closes && s.p[i + tag - 2] != '/';
        for (size_t k = 0; opens && k < sizeof empty / sizeof *empty; k++)
            opens = !html_is_tag(name, empty[k]);
        depth += opens;
        depth -= closes && depth > 0;
    }
    return true;
}

/* A page has one html element and nothing behind it: recognition of a scan may print a page for
 * each table among lines of text. */
static int bid(const struct source *src) {
    static const char *const begin[] = {"html", "head", "body", "title", "meta"};
    static const char *const block[] = {"div", "table", "p",    "section", "article", "main",
                                        "h1",  "style", "link", "center",  "span"};
    struct str s = skip_prolog(src->text), name;
    size_t end = html_find_tag(s, "/html", 0);
    bool more = end != SIZE_MAX && !utf8_blank(str_cut(s, end + strlen("</html>"), s.n));
    if (!s.n || !marks_tag(s, 0, &name) || more)
        return 0;
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        if (html_is_tag(name, begin[i]))
            return BID_PAGE;
    for (size_t i = 0; i < sizeof block / sizeof *block; i++)
        if (html_is_tag(name, block[i]))
            return is_enclosed(s) ? BID_FRAGMENT : 0;
    return 0;
}

/* ---- reading ---- */

static void number_table(struct doc *doc, struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++) {
            struct cell *cell = &t->rows.at[r].cells.at[c];
            for (size_t i = 0; i < cell->paras.n; i++)
                cell->paras.at[i].id = doc->paras++;
        }
}

static void put_paragraph(struct doc *doc, struct para p) {
    p.id = doc->paras++;
    doc_block(doc, BLOCK_PARAGRAPH)->para = p;
}

/* A table above the article's title holds facts about the page, one a cell. */
static void put_cells(struct doc *doc, const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++) {
            const struct cell *cell = &t->rows.at[r].cells.at[c];
            for (size_t i = 0; i < cell->paras.n; i++)
                put_paragraph(doc, cell->paras.at[i]);
        }
}

static void put_piece(struct doc *doc, const struct piece *p, bool outside, bool above) {
    if (outside) {
        doc_furniture(doc, "page furniture", p->para.text, p->para.at);
    } else if (!p->table) {
        put_paragraph(doc, p->para);
    } else if (above) {
        put_cells(doc, p->table);
    } else {
        number_table(doc, p->table);
        *doc_block(doc, BLOCK_TABLE)->table = *p->table;
    }
}

/* Tables and footnotes that the flow of the page left due. */
static void read_due(struct html *h) {
    const struct piece *met = h->pieces.at;
    size_t n = h->pieces.n;
    h->pieces.at = NULL;
    h->pieces.n = h->pieces.cap = 0;
    for (size_t i = 0; i < n && !h->failed; i++) {
        if (met[i].due)
            html_table(h, met[i].node);
        else
            *vec_push(h->doc->a, &h->pieces) = met[i];
    }
    for (size_t i = 0; i < h->due.n; i++) /* a note may hold another */
        html_take_note(h, h->due.at[i]);
}

static void put_pieces(struct html *h, bool article) {
    bool *outside = arena_array(h->doc->a, h->pieces.n + 1, sizeof *outside);
    size_t title = h->pieces.n;
    if (article)
        html_find_article(h, outside, &title);
    for (size_t i = 0; i < h->pieces.n; i++)
        put_piece(h->doc, &h->pieces.at[i], outside[i], title < h->pieces.n && i < title);
}

int html_read(struct ruled *r, struct marks *marks, struct str text, uint32_t first_line,
              bool article) {
    struct html h = {.doc = r->doc, .ruled = r, .marks = marks};
    if (html_parse(h.doc->a, text, first_line, r->limits, &h.doc->diags, &h.root) < 0)
        return -1;
    html_find_notes(h.doc->a, h.root);
    h.doc->chars_total += h.root->ink;
    struct flow f = html_flow_begin(&h, NULL, false, h.root);
    html_flow_children(&f, h.root);
    html_flow_end(&f);
    read_due(&h);
    if (h.failed)
        return -1;
    put_pieces(&h, article);
    return 0;
}

/* Pages are read as UTF-8, UTF-16 or GB18030, which holds GB2312 and GBK. Bytes that fit one of
 * these by chance would be other characters in the encoding that the page declares. */
static int check_charset(const struct source *src, struct doc *doc) {
    static const char *const known[] = {"gb2312", "gbk",   "gb18030", "gb_2312-80",
                                        "x-gbk",  "utf-8", "utf8"};
    struct str head = str_cut(src->text, 0, str_find(src->text, S("<body"), 0));
    size_t at = str_find(head, S("charset="), 0), from = at + S("charset=").n, to;
    if (at == SIZE_MAX || !str_eq(src->encoding, S("GB18030")))
        return 0;
    from += from < head.n && (head.p[from] == '"' || head.p[from] == '\'');
    for (to = from; to < head.n && !strchr("\"'; />", head.p[to]); to++)
        continue;
    struct str declared = str_cut(head, from, to);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (declared.n == 0 || html_is_tag(declared, known[i]))
            return 0;
    diag_add(
        &doc->diags, DIAG_CHARSET, (struct place){.line = 1},
        str_fmt(doc->a, "the page is in %.*s, which the program does not read", STR_ARG(declared)));
    return -1;
}

/* No table's end may be left out (HTML Standard, 4.9.1): where the page ends within one, it was cut
 * off. */
static bool is_cut(struct str s) {
    bool open = false;
    struct str name;
    for (size_t i = str_find(s, S("<"), 0); i != SIZE_MAX; i = str_find(s, S("<"), i + 1)) {
        if (!marks_tag(s, i, &name))
            continue;
        open = html_is_tag(name, "table") || (open && !html_is_tag(name, "/table"));
        if (html_is_tag(name, "script"))
            i = html_find_tag(s, "/script", i);
        if (i == SIZE_MAX)
            break;
    }
    return open;
}

static int read(const struct source *src, struct doc *doc) {
    struct ruled r = {.doc = doc, .limits = &src->limits};
    struct marks marks = {0};
    if (check_charset(src, doc) < 0 || html_read(&r, &marks, src->text, 1, true) < 0)
        return -1;
    marks_finish(doc, &marks);
    if (is_cut(src->text))
        diag_add(
            &doc->diags, DIAG_LEFT_OUT,
            (struct place){.line = 1 + str_line_ends(utf8_trim(src->text))},
            S("the page ends within a table, so that the file may be cut off; compare its last "
              "rows with the original"));
    return 0;
}

const struct reader read_html = {"html", bid, read};
