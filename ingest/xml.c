/* libxml2's parser tells what it reads without being asked; the events of one block of the part
 * wait in a queue until they are asked for. */
#include "ingest/xml.h"
#include <libxml/parser.h>
#include <string.h>

enum {
    BLOCK = 16 * 1024,
    NAMES = 256,
    /* libxml2's own bounds on nesting, unless it is told of huge documents, and on a text */
    LIBXML_DEPTH = 256,
    TEXT_BYTES = 10000000
};

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
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c"},
    {"http://purl.oclc.org/ooxml/drawingml/chart", "c"},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"urn:schemas-microsoft-com:office:office", "o"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
};

/* The parser's own strings, of which it keeps one each. */
struct key {
    const xmlChar *local, *uri;
};

/* Usual prefix and local name; empty where the namespace is unknown. */
struct name {
    struct key key;
    const struct xml_known *known; /* the table that it was looked up in last */
    xml_handler *read;             /* and what that says */
    size_t n;
    char text[64];
};

/* A place in the queue's bytes, which move as they grow. */
struct slice {
    size_t from, n;
};

struct attribute {
    struct key key;
    struct slice value;
};

struct event {
    enum xml_event kind;
    struct key key;
    struct slice text, attributes;
};

struct xml_queue {
    xmlParserCtxt *parser;
    struct arena *a;
    VEC(struct event) events; /* those before next were taken */
    size_t next;
    VEC(struct attribute) attributes;
    struct buf bytes;
    size_t depth; /* where the parser is */
    bool ended;
    struct name *element;                       /* just opened or closed */
    struct name elements[NAMES], others[NAMES]; /* the last ones asked for, by their key */
};

static int fail(struct xml *x, enum diag_code code, int line, struct str what) {
    struct place at = place_in(x->member->name);
    at.line = line > 0 ? (uint32_t)line : 0;
    if (!x->failed)
        diag_add(x->member->package->diags, code, at, what);
    x->failed = true;
    return -1;
}

static int too_deep(struct xml *x, int line) {
    return fail(x, DIAG_LIMIT, line,
                str_fmt(x->member->package->diags->a,
                        "elements stand more than %zu deep in each other; raise the limit "
                        "with --max-xml-depth",
                        x->member->package->limits->xml_depth));
}

static int broken(struct xml *x, int line, struct str message) {
    return fail(x, DIAG_DAMAGED, line,
                str_fmt(x->member->package->diags->a,
                        "broken XML in line %d (%.*s); open the file in Word and save it again",
                        line, STR_ARG(message)));
}

/* ---- what the parser tells ---- */

static int line_of(const struct xml *x) {
    return xmlSAX2GetLineNumber(x->queue->parser);
}

static struct slice keep(struct xml_queue *q, const xmlChar *from, size_t n) {
    struct slice s = {q->bytes.n, n};
    buf_add(&q->bytes, (struct str){(const char *)from, n});
    return s;
}

static void on_open(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                    int nspaces, const xmlChar **spaces, int n, int defaulted,
                    const xmlChar **list) {
    struct xml *x = user;
    struct xml_queue *q = x->queue;
    struct event e = {XML_OPEN, {local, uri}, {0}, {q->attributes.n, (size_t)n}};
    (void)prefix, (void)nspaces, (void)spaces, (void)defaulted;
    if (x->failed)
        return;
    if (++q->depth > x->member->package->limits->xml_depth) {
        too_deep(x, line_of(x));
        return;
    }
    for (int i = 0; i < n; i++, list += 5) /* name, prefix, namespace, value and its end */
        *vec_push(q->a, &q->attributes) =
            (struct attribute){{list[0], list[2]}, keep(q, list[3], (size_t)(list[4] - list[3]))};
    *vec_push(q->a, &q->events) = e;
}

static void on_close(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    struct xml *x = user;
    (void)prefix;
    if (x->failed)
        return;
    x->queue->depth--;
    *vec_push(x->queue->a, &x->queue->events) = (struct event){.kind = XML_CLOSE, {local, uri}};
}

/* A text may come in several pieces. */
static void on_text(void *user, const xmlChar *text, int n) {
    struct xml *x = user;
    struct xml_queue *q = x->queue;
    struct event *last = q->events.n ? &q->events.at[q->events.n - 1] : NULL;
    if (x->failed)
        return;
    struct slice piece = keep(q, text, (size_t)n);
    if (!last || last->kind != XML_TEXT)
        *vec_push(q->a, &q->events) = (struct event){.kind = XML_TEXT, .text = piece};
    else if ((last->text.n += piece.n) > TEXT_BYTES)
        broken(x, line_of(x), S("a text of more than 10 million bytes"));
}

static void on_type(void *user, const xmlChar *name, const xmlChar *external,
                    const xmlChar *system) {
    struct xml *x = user;
    (void)name, (void)external, (void)system;
    fail(x, DIAG_DAMAGED, line_of(x),
         S("a document type declaration, which no Word file has; save it from Word"));
}

static void on_error(void *user, xmlErrorPtr e) {
    struct xml *x = user;
    struct str message = str_of(e->message);
    while (message.n && message.p[message.n - 1] == '\n')
        message.n--;
    if (str_starts(message, S("Excessive depth")))
        too_deep(x, e->line);
    else if (e->level >= XML_ERR_ERROR)
        broken(x, e->line > 0 ? e->line : line_of(x), message);
}

/* ---- the queue ---- */

/* Drops what was taken, but for a text at the end, which may go on. */
static void clear(struct xml_queue *q) {
    struct event last = q->next < q->events.n ? q->events.at[q->next] : (struct event){0};
    if (q->next == 0 && q->events.n)
        return;
    if (last.text.n)
        memmove(q->bytes.p, q->bytes.p + last.text.from, last.text.n);
    q->bytes.n = last.text.n;
    q->attributes.n = q->events.n = q->next = 0;
    last.text.from = 0;
    if (last.kind)
        *vec_push(q->a, &q->events) = last;
}

/* Of bytes that the declared encoding has not, and which it leaves out, the parser tells only who
 * listens to all parsers. */
static void parse_block(struct xml *x, const char *block, int n) {
    xmlStructuredErrorFunc outer = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(x, on_error);
    xmlParseChunk(x->queue->parser, block, n, x->queue->ended);
    xmlSetStructuredErrorFunc(context, outer);
}

static int feed(struct xml *x) {
    struct xml_queue *q = x->queue;
    char block[BLOCK];
    int n = member_read(x->member, block, sizeof block);
    if (n < 0)
        return x->failed = true, -1;
    const struct package *p = x->member->package;
    if (crowd_exceeds(&x->crowd, (struct str){block, (size_t)n}, p->limits->attributes)) {
        crowd_error(p->diags, place_in(x->member->name), p->limits->attributes);
        return x->failed = true, -1;
    }
    q->ended = n == 0;
    parse_block(x, block, n);
    if (x->failed || !q->parser->wellFormed)
        return fail(x, DIAG_DAMAGED, 0, S("broken XML; open the file in Word and save it"));
    return 0;
}

/* The next event, as soon as it is whole. */
static const struct event *take(struct xml *x) {
    struct xml_queue *q = x->queue;
    while (!q->ended && (q->next == q->events.n ||
                         (q->next + 1 == q->events.n && q->events.at[q->next].kind == XML_TEXT))) {
        clear(q);
        if (feed(x) < 0)
            return NULL;
    }
    if (q->next == q->events.n) {
        fail(x, DIAG_DAMAGED, 0, S("broken XML; open the file in Word and save it"));
        return NULL;
    }
    return &q->events.at[q->next++];
}

/* ---- names ---- */

static const char *usual_prefix(const xmlChar *uri) {
    for (size_t i = 0; uri && i < sizeof namespaces / sizeof *namespaces; i++)
        if (strcmp((const char *)uri, namespaces[i].uri) == 0)
            return namespaces[i].prefix;
    return uri ? NULL : "";
}

static void make_name(struct name *name, struct key key) {
    const char *prefix = usual_prefix(key.uri);
    size_t p = prefix ? strlen(prefix) : 0, n = strlen((const char *)key.local);
    *name = (struct name){.key = key};
    if (!prefix || p + 1 + n >= sizeof name->text)
        return;
    char *end = mempcpy(name->text, prefix, p);
    if (p)
        *end++ = ':';
    memcpy(end, key.local, n + 1);
    name->n = (size_t)(end - name->text) + n;
}

static struct name *name_of(struct name *names, struct key key) {
    uint64_t hash = ((uintptr_t)key.local ^ (uintptr_t)key.uri << 4) * 0x9E3779B97F4A7C15u;
    struct name *name = &names[hash >> 56];
    if (name->key.local != key.local || name->key.uri != key.uri)
        make_name(name, key);
    return name;
}

/* ---- reading ---- */

int xml_next(struct xml *x) {
    const struct event *e = take(x);
    if (!e)
        return -1;
    x->depth -= x->event == XML_CLOSE;
    x->depth += e->kind == XML_OPEN;
    x->event = e->kind;
    if (e->kind == XML_TEXT) {
        x->text = (struct str){x->queue->bytes.p + e->text.from, e->text.n};
    } else {
        x->queue->element = name_of(x->queue->elements, e->key);
        x->name = (struct str){x->queue->element->text, x->queue->element->n};
    }
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
    struct name *name = x->queue->element;
    if (name->known == known)
        return name->read;
    name->known = known;
    while (known->name && !xml_is(x, known->name))
        known++;
    return name->read = known->read;
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

int xml_texts(struct xml *x, void (*text)(void *user, struct str s), void *user) {
    size_t depth = x->depth;
    for (;;) {
        if (xml_next(x) < 0)
            return -1;
        if (x->event == XML_CLOSE && x->depth == depth)
            return 0;
        if (x->event == XML_TEXT)
            text(user, x->text);
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

struct str xml_attr(const struct xml *x, const char *name) {
    struct xml_queue *q = x->queue;
    struct slice list = q->events.at[q->next - 1].attributes;
    for (size_t i = list.from; i < list.from + list.n; i++) {
        const struct attribute *a = &q->attributes.at[i];
        if (strcmp(name_of(q->others, a->key)->text, name) == 0)
            return a->value.n ? (struct str){q->bytes.p + a->value.from, a->value.n} : S("");
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

/* The root element, and what is behind it up to the end, where the sum of the part's bytes is
 * compared. */
static int read_root(struct xml *x, xml_handler *read, void *user) {
    if (!x->queue->parser)
        return fail(x, DIAG_DAMAGED, 0, S("its XML cannot be read; save the file again"));
    do {
        if (xml_next(x) < 0)
            return -1;
    } while (x->event != XML_OPEN);
    if (read(x, user) < 0 || xml_leave(x, 1) < 0)
        return -1;
    while (!x->queue->ended)
        if (feed(x) < 0)
            return -1;
    return 0;
}

int xml_parse(const struct package *p, struct str part, xml_handler *read, void *user,
              void (*tap)(void *, const struct xml *), void *tap_user) {
    static const xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                                          .internalSubset = on_type,
                                          .startElementNs = on_open,
                                          .endElementNs = on_close,
                                          .characters = on_text,
                                          .ignorableWhitespace = on_text,
                                          .cdataBlock = on_text,
                                          .serror = on_error};
    struct member member;
    if (member_open(&member, p, part) < 0)
        return -1;
    struct arena *a = arena_beside(p->diags->a);
    struct xml x = {.member = &member, .tap = tap, .tap_user = tap_user};
    x.queue = arena_alloc(a, sizeof *x.queue);
    x.queue->a = x.queue->bytes.a = a;
    xmlSAXHandler own = handler;
    x.queue->parser = xmlCreatePushParserCtxt(&own, &x, NULL, 0, NULL);
    if (x.queue->parser)
        xmlCtxtUseOptions(x.queue->parser,
                          XML_PARSE_NONET |
                              (p->limits->xml_depth > LIBXML_DEPTH ? XML_PARSE_HUGE : 0));
    int status = read_root(&x, read, user);
    if (x.queue->parser)
        xmlFreeDoc(x.queue->parser->myDoc); /* of entities that a document type declares */
    xmlFreeParserCtxt(x.queue->parser);
    arena_drop(a);
    member_close(&member);
    return status;
}
