#include "base/utf8.h"
#include "ingest/docx.h"
#include "ingest/numfmt.h"
#include <string.h>

/* The parts a document is spread over, found by relationships (ECMA-376 part 2, 6.5). */
struct parts {
    struct arena *a;
    const struct package *package;
    struct str folder; /* of the part that has the relationships, ending in / */
    struct str main, styles, numbering, settings, footnotes, endnotes;
    VEC(struct page) pages;
};

struct page {
    const char *kind; /* "header", "footer" or "comment" */
    struct str part;
};

/* ---- parts ---- */

static bool is_slash(char c) {
    return c == '/' || c == '\\'; /* some write the latter */
}

static void step_up(struct buf *path) {
    path->n -= path->n > 0;
    while (path->n && path->p[path->n - 1] != '/')
        path->n--;
}

static void step(struct buf *path, struct str name, bool last) {
    if (str_eq(name, S("..")))
        step_up(path);
    else if (name.n && !str_eq(name, S(".")))
        buf_fmt(path, last ? "%.*s" : "%.*s/", STR_ARG(name));
}

/* The part that a target means, seen from folder: "../a.xml", "/word/a.xml", "a.xml". */
static struct str resolve(struct arena *a, struct str folder, struct str target) {
    struct buf path = {.a = a};
    if (target.n == 0 || !is_slash(target.p[0]))
        buf_add(&path, folder);
    for (size_t i = 0, end; i <= target.n; i = end + 1) {
        for (end = i; end < target.n && !is_slash(target.p[end]);)
            end++;
        step(&path, str_cut(target, i, end), end == target.n);
    }
    return buf_str(&path);
}

static int hex(char c) {
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    return !at ? -1 : at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

/* The byte that an escape at i of a URI stands for (RFC 3986, 2.1), 0 where there is none. */
static int escaped(struct str s, size_t i) {
    int high = s.p[i] == '%' && i + 2 < s.n ? hex(s.p[i + 1]) : -1;
    int low = high < 0 ? -1 : hex(s.p[i + 2]);
    return low < 0 ? 0 : high << 4 | low;
}

static struct str unescape(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n; i++) {
        int c = escaped(s, i);
        buf_byte(&b, c ? (char)c : s.p[i]);
        i += c ? 2 : 0;
    }
    return buf_str(&b);
}

/* A target is a URI, but the archive may have the part's name without escapes. Empty where there is
 * no such part. */
static struct str find_part(const struct parts *p, struct str target) {
    struct str part = resolve(p->a, p->folder, target);
    if (package_has(p->package, part))
        return part;
    part = str_find(part, S("%"), 0) == SIZE_MAX ? S("") : unescape(p->a, part);
    return package_has(p->package, part) ? part : S("");
}

static struct str folder_of(struct str part) {
    while (part.n && part.p[part.n - 1] != '/')
        part.n--;
    return part;
}

static bool is_met(const struct parts *p, struct str part) {
    for (size_t i = 0; i < p->pages.n; i++)
        if (str_eq(p->pages.at[i].part, part))
            return true;
    return false;
}

/* Types end alike in transitional and strict files; only their beginnings differ. */
static int relationship(struct xml *x, void *user) {
    struct parts *p = user;
    struct {
        struct str type, *part;
    } single[] = {{S("/officeDocument"), &p->main}, {S("/styles"), &p->styles},
                  {S("/numbering"), &p->numbering}, {S("/footnotes"), &p->footnotes},
                  {S("/endnotes"), &p->endnotes},   {S("/settings"), &p->settings}};
    struct str type = xml_attr(x, "Type");
    if (str_eq(xml_attr(x, "TargetMode"), S("External")))
        return 0;
    struct str part = find_part(p, xml_attr(x, "Target"));
    if (part.n == 0)
        return 0;
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (str_ends(type, single[i].type))
            *single[i].part = part;
    static const struct {
        struct str type;
        const char *kind;
    } apart[] = {{S("/header"), "header"}, {S("/footer"), "footer"}, {S("/comments"), "comment"}};
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (str_ends(type, apart[i].type) && !is_met(p, part))
            *vec_push(p->a, &p->pages) = (struct page){apart[i].kind, part};
    return 0;
}

static int read_relationships(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"rel:Relationship", relationship}, {NULL, NULL}};
    return xml_children(x, elements, user);
}

/* The relationships of a part stand beside it: word/_rels/document.xml.rels. */
static int follow(struct parts *p, struct str part) {
    p->folder = folder_of(part);
    struct str name = str_cut(part, p->folder.n, part.n);
    struct str rels = str_fmt(p->a, "%.*s_rels/%.*s.rels", STR_ARG(p->folder), STR_ARG(name));
    if (!package_has(p->package, rels))
        return 0;
    return xml_parse(p->package, rels, read_relationships, p, NULL, NULL);
}

static int find_parts(struct parts *p, struct diags *diags) {
    if (follow(p, S("")) < 0)
        return -1;
    if (p->main.n)
        return follow(p, p->main);
    diag_add(diags, DIAG_FORMAT, (struct place){0},
             S("this is a package without a Word document; give a .docx file"));
    return -1;
}

/* ---- their text ---- */

int docx_parse(struct docx *d, struct str part, xml_handler *read) {
    d->part = part;
    return xml_parse(d->package, part, read, d, ink_tap, &d->ink);
}

static int read_body(struct xml *x, void *user) {
    static const struct xml_known content[] = {DOCX_PARAGRAPHS,
                                               {"w:tbl", docx_table},
                                               {"w:sectPr", docx_section},
                                               DOCX_COMMON,
                                               {NULL, NULL}};
    struct docx *d = user;
    struct story story = {0};
    struct container body = {.kind = IN_BODY, .content = content, .story = &story};
    body.prefix = str_fmt(d->a, "%.*s#", STR_ARG(d->part));
    d->keeps_space = docx_keeps_space(x, false);
    if (xml_is(x, "w:document"))
        return docx_fill(x, d, &body);
    diag_add(&d->doc->diags, DIAG_FORMAT, place_in(d->part),
             S("this package holds no Word document (slides?); give a .docx file"));
    return -1;
}

static int read_page(struct xml *x, void *user) {
    struct docx *d = user;
    d->keeps_space = docx_keeps_space(x, false);
    return docx_fill(x, d, d->in);
}

static int read_pages(struct docx *d, const struct parts *p) {
    struct story story = {0}; /* Word counts headers and footers on together */
    for (size_t i = 0; i < p->pages.n; i++) {
        struct container page = {.kind = IN_PAGE,
                                 .content = docx_inner_content,
                                 .page = p->pages.at[i].kind,
                                 .story = &story};
        page.prefix = str_fmt(d->a, "%.*s#", STR_ARG(p->pages.at[i].part));
        d->in = &page;
        int rc = docx_parse(d, p->pages.at[i].part, read_page);
        d->in = NULL;
        if (rc < 0)
            return -1;
    }
    return 0;
}

static int read_parts(struct docx *d) {
    struct parts p = {.a = d->a, .package = d->package};
    if (find_parts(&p, &d->doc->diags) < 0)
        return -1;
    if (p.styles.n && xml_parse(d->package, p.styles, styles_read, &d->styles, NULL, NULL) < 0)
        return -1;
    if (p.numbering.n &&
        xml_parse(d->package, p.numbering, numbering_read, &d->numbering, NULL, NULL) < 0)
        return -1;
    /* Footnotes count in Arabic numerals, endnotes in small Roman ones (17.11.17). */
    d->counts[NOTE_END].format = numfmt_of(S("lowerRoman"));
    if (p.settings.n && xml_parse(d->package, p.settings, docx_settings, d, NULL, NULL) < 0)
        return -1;
    if (docx_parse(d, p.main, read_body) < 0)
        return -1;
    docx_count_notes(d);
    if (docx_notes(d, p.footnotes, NOTE_FOOT) < 0 || docx_notes(d, p.endnotes, NOTE_END) < 0 ||
        read_pages(d, &p) < 0)
        return -1;
    docx_tell_pictures(d);
    d->doc->chars_total = d->ink.chars;
    return 0;
}

static int read(const struct source *src, struct doc *doc) {
    struct package package;
    struct str bytes = package_is(src->bytes) ? src->bytes : src->text;
    if (package_open(&package, bytes, &src->limits, &doc->diags) < 0)
        return -1;
    struct docx d = {.doc = doc, .a = doc->a, .src = src, .package = &package};
    d.styles.a = d.numbering.a = d.ink.a = d.counts[0].a = d.counts[1].a = doc->a;
    d.field.text.a = d.ink.field.text.a = doc->a;
    d.ink.tracked = src->tracked;
    if (package_is(src->bytes))
        doc->encoding = S("UTF-8");
    int status = read_parts(&d);
    package_close(&package);
    return status;
}

/* The names of parts stand uncompressed in the archive. Any other archive is bid for too, so that
 * read can say what is wrong with it. */
static int bid(const struct source *src) {
    if (!package_is(src->bytes))
        return flat_is(src->text) ? 100 : 0;
    bool office = str_find(src->bytes, S("[Content_Types].xml"), 0) != SIZE_MAX;
    return office && str_find(src->bytes, S("word/"), 0) != SIZE_MAX ? 100 : 1;
}

const struct reader read_docx = {"docx", bid, read};
