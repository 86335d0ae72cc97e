#include "ingest/tags.h"
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

struct walk {
    const struct tag_reader *reader;
    void *user;
    const struct limits *limits;
    struct diags *diags;
    xmlParserCtxt *parser;
    size_t depth;
    bool strict, failed;
};

static void fail(struct walk *w, enum diag_code code, int line, struct str what) {
    if (!w->failed)
        diag_add(w->diags, code, (struct place){.line = line > 0 ? (uint32_t)line : 0}, what);
    w->failed = true;
    xmlStopParser(w->parser);
}

static void open_tag(struct walk *w, const struct tag *tag) {
    if (++w->depth > w->limits->xml_depth)
        fail(w, DIAG_LIMIT, xmlSAX2GetLineNumber(w->parser),
             str_fmt(w->diags->a,
                     "elements stand more than %zu deep in each other; raise the limit "
                     "with --max-xml-depth",
                     w->limits->xml_depth));
    else if (!w->failed)
        w->reader->open(w->user, tag);
}

static void close_tag(struct walk *w, const xmlChar *name) {
    w->depth -= w->depth > 0;
    if (!w->failed)
        w->reader->close(w->user, (const char *)name);
}

static void on_html_open(void *user, const xmlChar *name, const xmlChar **attributes) {
    const struct tag tag = {(const char *)name, (const char *const *)attributes, 0};
    open_tag(user, &tag);
}

static void on_html_close(void *user, const xmlChar *name) {
    close_tag(user, name);
}

static void on_xml_open(void *user, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *namespace, int namespaces, const xmlChar **declared,
                        int attributes, int defaults, const xmlChar **attribute) {
    /* Without attributes libxml2 hands over those of some element before. */
    const struct tag tag = {(const char *)name, attributes ? (const char *const *)attribute : NULL,
                            (size_t)attributes};
    (void)prefix, (void)namespace, (void)namespaces, (void)declared, (void)defaults;
    open_tag(user, &tag);
}

static void on_xml_close(void *user, const xmlChar *name, const xmlChar *prefix,
                         const xmlChar *namespace) {
    (void)prefix, (void)namespace;
    close_tag(user, name);
}

static void on_text(void *user, const xmlChar *text, int n) {
    struct walk *w = user;
    if (!w->failed && w->reader->text)
        w->reader->text(w->user, (struct str){(const char *)text, (size_t)n});
}

static void on_error(void *user, xmlErrorPtr e) {
    struct walk *w = user;
    struct str message = str_of(e->message);
    while (message.n && message.p[message.n - 1] == '\n')
        message.n--;
    if (w->strict && e->level == XML_ERR_FATAL)
        fail(w, DIAG_DAMAGED, e->line,
             str_fmt(w->diags->a, "broken XML (%.*s); make the file again", STR_ARG(message)));
}

/* Without handlers of declarations no entity is ever defined. */
static const xmlSAXHandler handlers = {
    .startElement = on_html_open,
    .endElement = on_html_close,
    .startElementNs = on_xml_open,
    .endElementNs = on_xml_close,
    .characters = on_text,
    .cdataBlock = on_text,
    .ignorableWhitespace = on_text,
    .serror = on_error,
    .initialized = XML_SAX2_MAGIC,
};

static int finish(const struct walk *w, xmlDoc *tree) {
    if (w->parser)
        xmlFreeParserCtxt(w->parser);
    xmlFreeDoc(tree); /* none is built */
    return w->parser && !w->failed ? 0 : -1;
}

static xmlParserCtxt *prepared(xmlParserCtxt *parser, struct walk *w) {
    if (parser) {
        *parser->sax = handlers;
        parser->userData = w;
    }
    return parser;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c) {
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || (c & 0x80);
}

/* In a quotation a > is text; elsewhere it ends the tag. */
static void crowd_step(struct crowd *c, char at) {
    if (c->quote) {
        c->in = at == c->quote ? CROWD_BETWEEN : CROWD_VALUE;
        c->quote = at == c->quote ? 0 : c->quote;
    } else if (c->in == CROWD_TEXT || at == '>') {
        c->in = at == '<' ? CROWD_OPENS : CROWD_TEXT;
    } else if (c->in == CROWD_OPENS) {
        c->in = is_letter(at) ? CROWD_NAME : CROWD_TEXT;
        c->attributes = 0;
    } else if (is_blank(at)) {
        c->in = c->in == CROWD_VALUE ? CROWD_VALUE : CROWD_BETWEEN;
    } else if (c->in == CROWD_VALUE) { /* its first character */
        c->quote = at == '"' || at == '\'' ? at : 0;
        c->in = CROWD_ATTRIBUTE;
    } else if (at == '=') {
        c->in = CROWD_VALUE;
    } else if (c->in == CROWD_BETWEEN && at != '/') {
        c->in = CROWD_ATTRIBUTE;
        c->attributes++;
    }
}

/* In text and in a quotation one character alone matters: where it is, from i on. */
static size_t next_that_matters(const struct crowd *c, struct str markup, size_t i) {
    char what = c->quote ? c->quote : '<';
    if (!c->quote && c->in != CROWD_TEXT)
        return i;
    const char *at = memchr(markup.p + i, what, markup.n - i);
    return at ? (size_t)(at - markup.p) : markup.n;
}

bool crowd_exceeds(struct crowd *c, struct str markup, size_t most) {
    for (size_t i = 0; i < markup.n && c->attributes <= most; i++) {
        i = next_that_matters(c, markup, i);
        if (i < markup.n && markup.p[i]) /* NUL: half of UTF-16 */
            crowd_step(c, markup.p[i]);
    }
    return c->attributes > most;
}

void crowd_error(struct diags *diags, struct place at, size_t most) {
    diag_add(diags, DIAG_LIMIT, at,
             str_fmt(diags->a,
                     "an element has more than %zu attributes; raise the limit with "
                     "--max-attributes",
                     most));
}

int tags_read(struct str text, enum tag_syntax syntax, const struct limits *limits,
              struct diags *diags, const struct tag_reader *reader, void *user) {
    struct walk w = {.reader = reader,
                     .user = user,
                     .limits = limits,
                     .diags = diags,
                     .strict = syntax == TAGS_XML};
    xmlDoc *tree = NULL;
    int n = text.n > INT32_MAX ? INT32_MAX : (int)text.n;
    if (crowd_exceeds(&(struct crowd){0}, text, limits->attributes)) {
        crowd_error(diags, (struct place){0}, limits->attributes);
        return -1;
    }
    w.parser = prepared(w.strict ? xmlNewParserCtxt() : htmlNewParserCtxt(), &w);
    if (w.parser && w.strict)
        tree =
            xmlCtxtReadMemory(w.parser, text.p, n, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_HUGE);
    else if (w.parser)
        tree = htmlCtxtReadMemory(w.parser, text.p, n, NULL, "UTF-8",
                                  HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD);
    return finish(&w, tree);
}

struct str tag_attr(const struct tag *tag, const char *name) {
    const char *const *a = tag->attributes;
    for (size_t i = 0; i < tag->n; i++, a += 5)
        if (strcmp(a[0], name) == 0)
            return (struct str){a[3], (size_t)(a[4] - a[3])};
    for (; tag->n == 0 && a && a[0]; a += 2)
        if (strcmp(a[0], name) == 0)
            return str_of(a[1]);
    return (struct str){0};
}

static bool is_digit(struct str s, size_t i) {
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static double digits(struct str s, size_t *i, double *scale) {
    double v = 0;
    *scale = 1;
    for (; is_digit(s, *i); ++*i) {
        v = v * 10 + (s.p[*i] - '0');
        *scale *= 10;
    }
    return v;
}

/* Writers of small numbers use an exponent. */
enum { MOST_EXPONENT = 30 };

static double exponent(struct str s, size_t *i) {
    size_t k = *i + 1;
    if (*i >= s.n || (s.p[*i] != 'e' && s.p[*i] != 'E'))
        return 1;
    bool minus = k < s.n && s.p[k] == '-';
    k += minus || (k < s.n && s.p[k] == '+');
    if (!is_digit(s, k))
        return 1;
    double scale, power = 1;
    int by = (int)fmin(digits(s, &k, &scale), MOST_EXPONENT);
    for (*i = k; by > 0; by--)
        power *= 10;
    return minus ? 1 / power : power;
}

bool tag_number(struct str s, size_t *at, double *out) {
    size_t i = *at;
    while (i < s.n && !is_digit(s, i) && !(s.p[i] == '.' && is_digit(s, i + 1)))
        i++;
    if (i >= s.n)
        return false;
    double scale, whole, part = 0;
    bool minus = i > *at && (s.p[i - 1] == '-');
    whole = digits(s, &i, &scale);
    if (i < s.n && s.p[i] == '.') {
        i++;
        part = digits(s, &i, &scale) / scale;
    }
    *out = (whole + part) * exponent(s, &i) * (minus ? -1 : 1);
    *at = i;
    return true;
}

double tag_attr_number(const struct tag *tag, const char *name) {
    size_t at = 0;
    double v = 0;
    tag_number(tag_attr(tag, name), &at, &v);
    return v;
}
