/* The doc as a page to look at beside the original: tables with their spans, places as tooltips.
 * It needs nothing but itself, follows the reader's choice of light or dark, and has no scripts.
 */
#include "ingest/doc.h"

static const char style[] =
    ":root{color-scheme:light dark}"
    "body{font:15px/1.6 sans-serif;max-width:80em;margin:2em auto;padding:0 1em}"
    "p,h1,h2,h3,h4,h5,h6{margin:.2em 0;white-space:pre-wrap}"
    ".gap{margin-top:1em}"
    ".label,.facts,caption{color:GrayText}"
    ".loose li::marker{color:GrayText;font-size:80%}"
    "table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid GrayText;padding:.2em .5em;vertical-align:top;text-align:left}"
    ".loose{border-left:3px solid GrayText;margin:1em 0}"
    "td:hover,th:hover,li:hover{background:Mark;color:MarkText}";

static void put(struct buf *b, const char *markup) {
    buf_add(b, str_of(markup));
}

/* Text or the value of an attribute in double quotes. */
static void put_text(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&':
            put(b, "&amp;");
            break;
        case '<':
            put(b, "&lt;");
            break;
        case '>':
            put(b, "&gt;");
            break;
        case '"':
            put(b, "&quot;");
            break;
        default:
            buf_byte(b, s.p[i]);
        }
    }
}

/* The tooltip: a paragraph's number, if there is one, and where it stands in the source. */
static void put_title(struct buf *b, const struct para *p, struct place at) {
    put(b, " title=\"");
    if (p)
        buf_fmt(b, "p%u ", p->id);
    if (at.line)
        buf_fmt(b, "line %u ", at.line);
    put_text(b, place_path(at));
    put(b, "\"");
}

static void put_place(struct buf *b, struct place at) {
    put_title(b, NULL, at);
}

static void put_in(struct buf *b, const char *tag, struct str s) {
    buf_fmt(b, "<%s>", tag);
    put_text(b, s);
    buf_fmt(b, "</%s>", tag);
}

/* ---- blocks ---- */

/* Headings stand below that of the document itself. */
static void put_para(struct buf *b, const struct para *p) {
    struct str tag = S("p");
    if (p->level)
        tag = str_fmt(b->a, "h%d", p->level < 5 ? p->level + 1 : 6);
    buf_fmt(b, "<%.*s%s", STR_ARG(tag), p->gap ? " class=\"gap\"" : "");
    put_title(b, p, p->at);
    put(b, ">");
    if (p->label.n) {
        put(b, "<span class=\"label\">");
        put_text(b, p->label);
        put(b, "</span> ");
    }
    put_text(b, p->text);
    buf_fmt(b, "</%.*s>\n", STR_ARG(tag));
}

static void put_cell(struct buf *b, const struct cell *c, const char *tag) {
    buf_fmt(b, "<%s", tag);
    if (c->col_span > 1)
        buf_fmt(b, " colspan=\"%u\"", c->col_span);
    if (c->row_span > 1)
        buf_fmt(b, " rowspan=\"%u\"", c->row_span);
    put_place(b, c->at);
    put(b, ">");
    for (size_t i = 0; i < c->paras.n; i++)
        put_para(b, &c->paras.at[i]);
    buf_fmt(b, "</%s>\n", tag);
}

static void put_ruled(struct buf *b, const struct table *t) {
    put(b, "<table");
    put_place(b, t->at);
    put(b, ">\n");
    for (size_t r = 0; r < t->rows.n; r++) {
        put(b, "<tr>\n");
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            put_cell(b, &t->rows.at[r].cells.at[c], t->rows.at[r].header ? "th" : "td");
        put(b, "</tr>\n");
    }
    put(b, "</table>\n");
}

/* Its rows are not known: the cells, numbered as they come. */
static void put_loose(struct buf *b, const struct table *t) {
    put(b, "<ol class=\"loose\">\n");
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            put_cell(b, &t->rows.at[r].cells.at[c], "li");
    put(b, "</ol>\n");
}

static void put_note(struct buf *b, const struct note *n) {
    put(b, "<div class=\"facts\">[");
    put_text(b, n->n);
    put(b, "] ");
    put_text(b, n->anchor);
    put(b, "\n");
    put_para(b, &n->para);
    put(b, "</div>\n");
}

static void put_block(struct buf *b, const struct block *k) {
    switch (k->kind) {
    case BLOCK_TABLE:
        if (k->table->loose)
            put_loose(b, k->table);
        else
            put_ruled(b, k->table);
        break;
    case BLOCK_FOOTNOTE:
        put_note(b, k->note);
        break;
    case BLOCK_PARAGRAPH:
        put_para(b, &k->para);
        break;
    }
}

/* ---- the rest ---- */

static void put_furniture(struct buf *b, const struct doc *doc) {
    if (doc->furniture.n)
        put(b, "<table>\n<caption>furniture</caption>\n");
    for (size_t i = 0; i < doc->furniture.n; i++) {
        put(b, "<tr");
        put_place(b, doc->furniture.at[i].at);
        put(b, ">");
        put_in(b, "td", doc->furniture.at[i].name);
        put_in(b, "td", doc->furniture.at[i].text);
        put(b, "</tr>\n");
    }
    if (doc->furniture.n)
        put(b, "</table>\n");
}

static void put_findings(struct buf *b, const struct doc *doc) {
    if (doc->diags.list.n)
        put(b, "<table>\n<caption>findings</caption>\n");
    for (size_t i = 0; i < doc->diags.list.n; i++) {
        const struct diag *d = &doc->diags.list.at[i];
        put(b, "<tr");
        put_place(b, d->at);
        put(b, ">");
        put_in(b, "td", diag_level_name(d->level));
        put_in(b, "td", d->name);
        put_in(b, "td", d->text);
        put(b, "</tr>\n");
    }
    if (doc->diags.list.n)
        put(b, "</table>\n");
}

static void put_doc(struct buf *b, const struct doc *doc) {
    put(b, "<article>\n");
    put_in(b, "h1", doc->name);
    put(b, "\n<p class=\"facts\">");
    put_text(b, doc->source_name);
    put(b, " · ");
    put_text(b, doc->format);
    put(b, doc->encoding.n ? " · " : "");
    put_text(b, doc->encoding);
    buf_fmt(b, " · %zu characters, %zu kept · SHA-256 ", (size_t)doc->chars_total,
            (size_t)doc_ink(doc));
    put_text(b, doc->source_sha256);
    put(b, "</p>\n");
    for (size_t i = 0; i < doc->blocks.n; i++)
        put_block(b, &doc->blocks.at[i]);
    put_furniture(b, doc);
    put_findings(b, doc);
    put(b, "</article>\n");
}

struct str doc_to_html(struct arena *a, const struct doc *const *docs, size_t n) {
    struct buf b = {.a = a};
    put(&b, "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    for (size_t i = 0; i < n; i++) {
        put(&b, i ? ", " : "");
        put_text(&b, docs[i]->name);
    }
    buf_fmt(&b, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
    for (size_t i = 0; i < n; i++)
        put_doc(&b, docs[i]);
    put(&b, "</body>\n</html>\n");
    return buf_str(&b);
}
