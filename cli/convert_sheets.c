#include "cli/convert_sheets.h"

/* The text between two marks behind byte *at, which goes on behind the second; p NULL: none. */
static struct str between(struct str s, struct str open, struct str close, size_t *at) {
    size_t from = str_find(s, open, *at);
    size_t to = from == SIZE_MAX ? from : str_find(s, close, from + open.n);
    if (to == SIZE_MAX)
        return (struct str){0};
    *at = to + close.n;
    return str_cut(s, from + open.n, to);
}

/* As ScHTMLExport writes it: <body> … <A NAME="table0"><h1>Sheet 1: <em>NAME</em></h1></A>; a
 * workbook of one sheet has neither. */
struct str sheets_page(struct arena *a, struct str html) {
    static const struct str anchor = S("<A NAME=\"table"), body = S("<body>");
    struct buf b = {.a = a};
    size_t from = str_find(html, body, 0), next = str_find(html, anchor, 0);
    if (from == SIZE_MAX || next == SIZE_MAX || next < from)
        return html;
    buf_add(&b, str_cut(html, 0, from + body.n));
    while (next != SIZE_MAX) {
        size_t at = next;
        struct str name = between(html, S("<em>"), S("</em></h1></A>"), &at);
        next = str_find(html, anchor, at);
        buf_fmt(&b, "\n<h1>%.*s</h1>", STR_ARG(name));
        buf_add(&b, str_cut(html, at, next < html.n ? next : html.n));
    }
    return buf_str(&b);
}
