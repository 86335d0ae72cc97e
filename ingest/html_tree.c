#include "base/utf8.h"
#include "ingest/html.h"
#include "ingest/tags.h"
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct known {
    const char *name;
    enum element kind;
} elements[] = {
    {"address", ELEMENT_BLOCK},    {"article", ELEMENT_BLOCK},   {"aside", ELEMENT_ASIDE},
    {"blockquote", ELEMENT_BLOCK}, {"body", ELEMENT_BLOCK},      {"br", ELEMENT_BREAK},
    {"button", ELEMENT_CONTROL},   {"caption", ELEMENT_BLOCK},   {"center", ELEMENT_BLOCK},
    {"dd", ELEMENT_BLOCK},         {"del", ELEMENT_STRUCK},      {"details", ELEMENT_BLOCK},
    {"dialog", ELEMENT_HIDDEN},    {"dir", ELEMENT_BLOCK},       {"div", ELEMENT_BLOCK},
    {"dl", ELEMENT_BLOCK},         {"dt", ELEMENT_BLOCK},        {"fieldset", ELEMENT_BLOCK},
    {"figcaption", ELEMENT_BLOCK}, {"figure", ELEMENT_BLOCK},    {"footer", ELEMENT_ASIDE},
    {"form", ELEMENT_BLOCK},       {"h1", ELEMENT_BLOCK},        {"h2", ELEMENT_BLOCK},
    {"h3", ELEMENT_BLOCK},         {"h4", ELEMENT_BLOCK},        {"h5", ELEMENT_BLOCK},
    {"h6", ELEMENT_BLOCK},         {"head", ELEMENT_BLOCK},      {"header", ELEMENT_BLOCK},
    {"hgroup", ELEMENT_BLOCK},     {"hr", ELEMENT_BREAK},        {"html", ELEMENT_BLOCK},
    {"iframe", ELEMENT_HIDDEN},    {"legend", ELEMENT_BLOCK},    {"li", ELEMENT_BLOCK},
    {"main", ELEMENT_BLOCK},       {"menu", ELEMENT_BLOCK},      {"nav", ELEMENT_ASIDE},
    {"noframes", ELEMENT_HIDDEN},  {"noscript", ELEMENT_HIDDEN}, {"object", ELEMENT_HIDDEN},
    {"ol", ELEMENT_BLOCK},         {"option", ELEMENT_CONTROL},  {"p", ELEMENT_BLOCK},
    {"pre", ELEMENT_BLOCK},        {"s", ELEMENT_STRUCK},        {"script", ELEMENT_RAW},
    {"section", ELEMENT_BLOCK},    {"select", ELEMENT_CONTROL},  {"strike", ELEMENT_STRUCK},
    {"style", ELEMENT_RAW},        {"summary", ELEMENT_BLOCK},   {"table", ELEMENT_BLOCK},
    {"tbody", ELEMENT_BLOCK},      {"td", ELEMENT_BLOCK},        {"template", ELEMENT_RAW},
    {"textarea", ELEMENT_CONTROL}, {"tfoot", ELEMENT_BLOCK},     {"th", ELEMENT_BLOCK},
    {"thead", ELEMENT_BLOCK},      {"title", ELEMENT_CONTROL},   {"tr", ELEMENT_BLOCK},
    {"ul", ELEMENT_BLOCK},
};

static int by_name(const void *name, const void *element) {
    return strcmp(name, ((const struct known *)element)->name);
}

static enum element element_of(const char *name) {
    const struct known *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, by_name);
    return found ? found->kind : ELEMENT_INLINE;
}

struct str html_attr(const struct node *n, const char *name) {
    for (size_t i = 0; i < n->attributes.n; i++)
        if (str_eq(n->attributes.at[i].name, str_of(name)))
            return n->attributes.at[i].value;
    return (struct str){0};
}

bool html_uint(struct str value, uint32_t *out) {
    size_t digits = 0;
    value = utf8_trim(value);
    value = str_cut(value, str_starts(value, S("+")), value.n);
    while (digits < value.n && value.p[digits] >= '0' && value.p[digits] <= '9')
        digits++;
    return str_uint(str_cut(value, 0, digits), out);
}

bool html_is(const struct node *n, const char *name) {
    return str_eq(n->name, str_of(name));
}

bool html_is_cell(const struct node *n) {
    return html_is(n, "td") || html_is(n, "th");
}

struct node *html_next(const struct node *n, const struct node *top, bool children) {
    if (children && n->first)
        return n->first;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

struct str html_text(struct arena *a, const struct node *n) {
    struct buf b = {.a = a};
    buf_add(&b, n->text);
    for (const struct node *x = n->first; x; x = html_next(x, n, true))
        buf_add(&b, x->text);
    return buf_str(&b);
}

struct node *html_block(struct node *n) {
    while (n->parent && (n->kind == ELEMENT_INLINE || n->kind == ELEMENT_BREAK))
        n = n->parent;
    return n;
}

bool html_is_tag(struct str name, const char *tag) {
    return name.n == strlen(tag) &&
           xmlStrncasecmp((const xmlChar *)name.p, (const xmlChar *)tag, (int)name.n) == 0;
}

size_t html_find_tag(struct str s, const char *tag, size_t from) {
    struct str name;
    for (size_t i = str_find(s, S("<"), from); i != SIZE_MAX; i = str_find(s, S("<"), i + 1))
        if (marks_tag(s, i, &name) && html_is_tag(name, tag))
            return i;
    return SIZE_MAX;
}

/* ---- building ---- */

struct builder {
    struct arena *a;
    struct node *open; /* the innermost open node */
    xmlParserCtxt *parser;
    size_t depth, most;
    uint32_t lines_before;
    uint32_t raw; /* open elements that hold no text */
    struct node *root;
    bool too_deep;
};

static struct node *add_node(struct builder *b) {
    struct node *n = arena_alloc(b->a, sizeof *n);
    n->parent = b->open;
    n->line = b->lines_before + (uint32_t)xmlSAX2GetLineNumber(b->parser);
    if (b->open->last)
        b->open->last->next = n;
    else
        b->open->first = n;
    return b->open->last = n;
}

/* display:none and visibility:hidden in a style attribute (CSS 2.2, 9.2.4 and 11.2). */
static bool is_hidden(struct arena *a, const struct node *n) {
    struct str style = utf8_squeeze(a, html_attr(n, "style"));
    return html_attr(n, "hidden").p || str_find(style, S("display:none"), 0) != SIZE_MAX ||
           str_find(style, S("visibility:hidden"), 0) != SIZE_MAX;
}

/* text-decoration (CSS Text Decoration Module Level 3, 2.1 and 2.4). */
static bool is_struck(struct arena *a, const struct node *n) {
    return str_find(utf8_squeeze(a, html_attr(n, "style")), S("line-through"), 0) != SIZE_MAX;
}

/* Items of an ordered list count from its start attribute; a value attribute goes on from there
 * (HTML Standard, 4.4.5 and 4.4.8). */
static void number_item(struct node *n) {
    uint32_t v;
    if (html_is(n, "ol"))
        n->number = html_uint(html_attr(n, "start"), &v) ? v : 1;
    if (!html_is(n, "li") || !html_is(n->parent, "ol"))
        return;
    n->number = html_uint(html_attr(n, "value"), &v) ? v : n->parent->number;
    n->parent->number = n->number + 1;
}

static void close_node(struct builder *b) {
    struct node *n = b->open, *above = n->parent;
    above->ink += n->ink;
    above->nested_ink += html_is(n, "table") ? n->ink : n->nested_ink;
    above->link_ink += html_is(n, "a") && html_attr(n, "href").p ? n->ink : n->link_ink;
    above->has_heading |= n->has_heading || n->level > 0;
    b->raw -= n->kind == ELEMENT_RAW;
    b->open = above;
    b->depth--;
}

/* Of a table's parts, what each stands in: a section in the table, a row in a section, too, a cell
 * in a row, too. 0: no part of one. */
static int rank(const char *name, size_t n) {
    static const struct {
        const char *name;
        int rank;
    } parts[] = {{"table", 1}, {"thead", 2}, {"tbody", 2}, {"tfoot", 2},
                 {"tr", 3},    {"td", 4},    {"th", 4}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strlen(parts[i].name) == n && memcmp(parts[i].name, name, n) == 0)
            return parts[i].rank;
    return 0;
}

/* A part of a table ends what was left open in the part before it (HTML Standard, 13.2.6.4.13 to
 * 13.2.6.4.15); the parser does so only where nothing else is open in that. */
static void close_parts(struct builder *b, const char *name) {
    int own = rank(name, strlen(name)), other = 0;
    const struct node *above = b->open;
    while (own > 1 && above && (other = rank(above->name.p, above->name.n)) == 0)
        above = above->parent;
    while (above && other >= own) {
        above = above->parent;
        other = above ? rank(above->name.p, above->name.n) : 0;
    }
    while (own > 1 && other && b->open != above)
        close_node(b);
}

static void on_open(void *user, const xmlChar *name, const xmlChar **attributes) {
    struct builder *b = user;
    if (!b->too_deep)
        close_parts(b, (const char *)name);
    if (b->too_deep || ++b->depth > b->most) {
        b->too_deep = true;
        return;
    }
    struct node *n = add_node(b);
    n->name = str_dup(b->a, str_of((const char *)name));
    n->kind = element_of((const char *)name);
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        *vec_push(b->a, &n->attributes) = (struct attribute){
            str_dup(b->a, str_of((const char *)attributes[i])),
            attributes[i + 1] ? str_dup(b->a, str_of((const char *)attributes[i + 1])) : S("")};
    n->hidden = is_hidden(b->a, n);
    if (n->kind == ELEMENT_INLINE && is_struck(b->a, n))
        n->kind = ELEMENT_STRUCK;
    if (n->name.n == 2 && n->name.p[0] == 'h' && n->name.p[1] >= '1' && n->name.p[1] <= '6')
        n->level = (uint8_t)(n->name.p[1] - '0');
    number_item(n);
    b->raw += n->kind == ELEMENT_RAW;
    b->open = n;
}

/* Closes the innermost open element of that name with all that is open in it; there may be none.
 * What stands around an open table is closed behind it. */
static void on_close(void *user, const xmlChar *name) {
    struct builder *b = user;
    const struct node *n = b->open;
    while (n->parent && !str_eq(n->name, str_of((const char *)name)))
        n = html_is(n, "table") ? b->root : n->parent;
    if (b->too_deep || !n->parent)
        return;
    const struct node *above = n->parent;
    while (b->open != above)
        close_node(b);
}

static void on_text(void *user, const xmlChar *text, int n) {
    struct builder *b = user;
    if (b->too_deep || b->raw)
        return;
    struct node *t = add_node(b);
    t->text = str_dup(b->a, (struct str){(const char *)text, (size_t)n});
    t->ink = utf8_ink(t->text);
    b->open->ink += t->ink;
}

/* Length of markup at byte i that is no part of the page: comments, and what HTML reads as such,
 * declarations other than doctypes (Word writes <![if …]>) and processing instructions (HTML
 * Standard, 13.2.5.41 to 13.2.5.43); the parser would show the latter as text. */
static size_t comment_at(struct str s, size_t i) {
    struct str rest = str_cut(s, i, s.n);
    if (rest.p[0] != '<')
        return 0;
    bool comment = str_starts(rest, S("<!--"));
    if (!comment && !str_starts(rest, S("<![")) && !str_starts(rest, S("<?")))
        return 0;
    size_t end = comment ? str_find(rest, S("-->"), S("<!").n) : str_find(rest, S(">"), 0);
    return end == SIZE_MAX ? rest.n : end + (comment ? S("-->").n : 1);
}

/* Without comments; lines stay where they are. Noncharacters, which the parser does not take,
 * become U+FFFD. */
static struct str clean(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n;) {
        size_t end = i + comment_at(s, i), from = i;
        for (; i < end; i++)
            if (s.p[i] == '\n')
                buf_byte(&b, '\n');
        if (end > from)
            continue;
        int32_t cp = utf8_next(s, &i);
        if (cp < 0 || (cp & 0xFFFE) == 0xFFFE)
            utf8_put(&b, 0xFFFD);
        else
            buf_add(&b, str_cut(s, from, i));
    }
    return buf_str(&b);
}

static void parse(struct builder *b, struct str text) {
    static const xmlSAXHandler handler = {.startElement = on_open,
                                          .endElement = on_close,
                                          .characters = on_text,
                                          .ignorableWhitespace = on_text};
    b->parser = htmlNewParserCtxt();
    if (!b->parser)
        return;
    *b->parser->sax = handler;
    b->parser->userData = b;
    htmlCtxtReadMemory(b->parser, text.p, (int)text.n, NULL, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                           HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
    htmlFreeParserCtxt(b->parser);
}

int html_parse(struct arena *a, struct str text, uint32_t first_line, const struct limits *limits,
               struct diags *diags, struct node **root) {
    struct builder b = {.a = a, .most = limits->xml_depth, .lines_before = first_line - 1};
    struct str cleaned = clean(a, text);
    struct place at = {.line = first_line};
    b.open = b.root = arena_alloc(a, sizeof *b.root);
    b.root->kind = ELEMENT_BLOCK;
    if (cleaned.n > INT_MAX)
        return diag_add(diags, DIAG_LIMIT, at, S("the page has more than 2 GiB of text")), -1;
    if (crowd_exceeds(&(struct crowd){0}, cleaned, limits->attributes)) {
        crowd_error(diags, at, limits->attributes);
        return -1;
    }
    parse(&b, cleaned);
    while (!b.too_deep && b.open != b.root)
        close_node(&b);
    if (b.too_deep) {
        diag_add(diags, DIAG_LIMIT, at,
                 str_fmt(diags->a,
                         "elements stand more than %zu deep in each other; raise the limit "
                         "with --max-xml-depth",
                         limits->xml_depth));
        return -1;
    }
    *root = b.root;
    return 0;
}
