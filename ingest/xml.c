#include "ingest/xml.h"
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

/* libxml2's own bound on nesting unless it is told to read huge documents. */
enum { LIBXML_DEPTH = 256 };

static const struct {
    const char *uri, *prefix;
} namespaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m"},
    {"http://purl.oclc.org/ooxml/officeDocument/math", "m"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", "rel"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"urn:schemas-microsoft-com:office:office", "o"},
};

/* The usual prefix of a namespace; "" for none, NULL for an unknown one. */
static const char *usual_prefix(const xmlNs *ns) {
    if (!ns || !ns->href)
        return "";
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
        if (strcmp((const char *)ns->href, namespaces[i].uri) == 0)
            return namespaces[i].prefix;
    return NULL;
}

static int fail(struct xml *x, enum diag_code code, int line, struct str what) {
    struct place at = {.line = line > 0 ? (uint32_t)line : 0, .path = x->member->name};
    if (!x->failed)
        diag_add(x->member->package->diags, code, at, what);
    x->failed = true;
    return -1;
}

static int too_deep(struct xml *x) {
    return fail(x, DIAG_LIMIT, xmlTextReaderGetParserLineNumber(x->reader),
                str_fmt(x->member->package->diags->a,
                        "elements stand more than %zu deep in each other; raise the limit "
                        "with --max-xml-depth",
                        x->member->package->limits->xml_depth));
}

static void on_error(void *user, xmlErrorPtr e) {
    struct xml *x = user;
    struct str message = str_of(e->message);
    while (message.n && message.p[message.n - 1] == '\n')
        message.n--;
    if (str_starts(message, S("Excessive depth")))
        too_deep(x);
    else if (e->level >= XML_ERR_ERROR)
        fail(x, DIAG_DAMAGED, e->line,
             str_fmt(x->member->package->diags->a,
                     "broken XML in line %d (%.*s); open the file in Word and save it again",
                     e->line, STR_ARG(message)));
}

static int read_member(void *user, char *to, int n) {
    struct xml *x = user;
    int got = x->failed ? -1 : member_read(x->member, to, (size_t)n);
    x->failed |= got < 0;
    return got;
}

/* The name of the current element: usual prefix and local name. */
static void set_name(struct xml *x, const xmlNode *node) {
    const char *prefix = usual_prefix(node->ns);
    size_t p = prefix ? strlen(prefix) : 0, n = strlen((const char *)node->name);
    x->name[0] = '\0';
    if (!prefix || p + 1 + n >= sizeof x->name)
        return;
    char *end = mempcpy(x->name, prefix, p);
    if (p)
        *end++ = ':';
    memcpy(end, node->name, n + 1);
}

/* What the reader stands on, as an event; -1 with an error; 1 where it says nothing. */
static int take_node(struct xml *x) {
    xmlNode *node = xmlTextReaderCurrentNode(x->reader);
    switch (xmlTextReaderNodeType(x->reader)) {
    case XML_READER_TYPE_ELEMENT:
        x->event = XML_OPEN;
        x->empty = xmlTextReaderIsEmptyElement(x->reader) == 1;
        set_name(x, node);
        return ++x->depth > x->member->package->limits->xml_depth ? too_deep(x) : 0;
    case XML_READER_TYPE_END_ELEMENT:
        x->event = XML_CLOSE;
        set_name(x, node);
        return 0;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        x->event = XML_TEXT;
        x->text = str_of((const char *)xmlTextReaderConstValue(x->reader));
        return 0;
    case XML_READER_TYPE_DOCUMENT_TYPE:
        return fail(x, DIAG_DAMAGED, xmlTextReaderGetParserLineNumber(x->reader),
                    S("a document type declaration, which no Word file has; save it from Word"));
    default:
        return 1;
    }
}

static int advance(struct xml *x) {
    for (;;) {
        int status = xmlTextReaderRead(x->reader);
        if (status <= 0 || x->failed)
            return fail(x, DIAG_DAMAGED, 0, S("broken XML; open the file in Word and save it"));
        status = take_node(x);
        if (status <= 0)
            return status;
    }
}

int xml_next(struct xml *x) {
    if (x->event == XML_CLOSE)
        x->depth--;
    if (x->event == XML_OPEN && x->empty)
        x->event = XML_CLOSE;
    else if (advance(x) < 0)
        return -1;
    if (x->tap)
        x->tap(x->tap_user, x);
    return 0;
}

int xml_leave(struct xml *x, size_t depth) {
    while (!(x->event == XML_CLOSE && x->depth == depth))
        if (xml_next(x) < 0)
            return -1;
    return 0;
}

static xml_handler *handler_of(const struct xml *x, const struct xml_known *known) {
    for (; known->name; known++)
        if (xml_is(x, known->name))
            return known->read;
    return NULL;
}

int xml_children(struct xml *x, const struct xml_known *known, void *user) {
    size_t depth = x->depth;
    const struct xml_known *outer = x->known;
    for (;;) {
        if (xml_next(x) < 0)
            return -1;
        if (x->event == XML_CLOSE && x->depth == depth)
            return x->known = outer, 0;
        xml_handler *read = x->event == XML_OPEN ? handler_of(x, known) : NULL;
        if (!read)
            continue;
        size_t own = x->depth;
        x->known = known;
        if (read(x, user) < 0 || xml_leave(x, own) < 0)
            return -1;
    }
}

int xml_skip(struct xml *x, void *user) {
    (void)user;
    return xml_leave(x, x->depth);
}

int xml_first_branch(struct xml *x, void *user) {
    size_t depth = x->depth;
    do {
        if (xml_next(x) < 0)
            return -1;
    } while (x->event == XML_TEXT);
    if (x->event == XML_OPEN && xml_children(x, x->known, user) < 0)
        return -1;
    return xml_leave(x, depth);
}

bool xml_is(const struct xml *x, const char *name) {
    return strcmp(x->name, name) == 0;
}

struct str xml_attr(const struct xml *x, const char *name) {
    const char *colon = strchr(name, ':');
    const char *local = colon ? colon + 1 : name;
    size_t prefix_len = colon ? (size_t)(colon - name) : 0;
    const xmlNode *node = xmlTextReaderCurrentNode(x->reader);
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *prefix = usual_prefix(a->ns);
        if (prefix && strlen(prefix) == prefix_len && memcmp(prefix, name, prefix_len) == 0 &&
            strcmp((const char *)a->name, local) == 0)
            return a->children ? str_of((const char *)a->children->content) : S("");
    }
    return (struct str){0};
}

int32_t xml_attr_int(const struct xml *x, const char *name, int32_t otherwise) {
    uint32_t v;
    struct str s = xml_attr(x, name);
    bool minus = str_starts(s, S("-"));
    if (!str_uint(str_cut(s, minus, s.n), &v))
        return otherwise;
    return minus ? -(int32_t)v : (int32_t)v;
}

bool xml_attr_on(const struct xml *x) {
    struct str v = xml_attr(x, "w:val");
    return !str_eq(v, S("0")) && !str_eq(v, S("false")) && !str_eq(v, S("off"));
}

static int read_root(struct xml *x, xml_handler *read, void *user) {
    if (!x->reader)
        return fail(x, DIAG_DAMAGED, 0, S("its XML cannot be read; save the file again"));
    xmlTextReaderSetStructuredErrorHandler(x->reader, on_error, x);
    do {
        if (xml_next(x) < 0)
            return -1;
    } while (x->event != XML_OPEN);
    return read(x, user) < 0 ? -1 : xml_leave(x, 1);
}

int xml_parse(const struct package *p, struct str part, xml_handler *read, void *user,
              void (*tap)(void *, const struct xml *), void *tap_user) {
    struct member member;
    if (member_open(&member, p, part) < 0)
        return -1;
    struct xml x = {.member = &member, .tap = tap, .tap_user = tap_user};
    int options = XML_PARSE_NONET | (p->limits->xml_depth > LIBXML_DEPTH ? XML_PARSE_HUGE : 0);
    x.reader = xmlReaderForIO(read_member, NULL, &x, NULL, NULL, options);
    int status = read_root(&x, read, user);
    xmlFreeTextReader(x.reader);
    if (status == 0)
        status = member_drain(&member);
    member_close(&member);
    return status;
}
