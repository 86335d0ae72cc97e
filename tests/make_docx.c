#include "tests/make_docx.h"
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* A test that cannot make its input has nothing to say. */
static void need(bool ok) {
    if (!ok)
        abort();
}

static void add_member(zip_t *zip, const struct zip_member *m) {
    zip_source_t *s = zip_source_buffer(zip, m->content, strlen(m->content), 0);
    need(s && zip_file_add(zip, m->name, s, ZIP_FL_ENC_UTF_8) >= 0);
}

static struct str read_all(struct arena *a, zip_source_t *s) {
    need(zip_source_open(s) == 0 && zip_source_seek(s, 0, SEEK_END) == 0);
    struct str out = {NULL, (size_t)zip_source_tell(s)};
    char *bytes = arena_alloc(a, out.n);
    need(zip_source_seek(s, 0, SEEK_SET) == 0 &&
         zip_source_read(s, bytes, out.n) == (zip_int64_t)out.n);
    zip_source_close(s);
    out.p = bytes;
    return out;
}

struct str make_zip(struct arena *a, const struct zip_member *members, size_t n) {
    zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(s, ZIP_TRUNCATE, NULL);
    need(zip != NULL);
    zip_source_keep(s);
    for (size_t i = 0; i < n; i++)
        add_member(zip, &members[i]);
    need(zip_close(zip) == 0);
    struct str out = read_all(a, s);
    zip_source_free(s);
    return out;
}

#define OFFICE "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"

static const char *part(struct arena *a, bool strict, const char *root, const char *content) {
    const char *w = strict ? STRICT "wordprocessingml/main" : OFFICE "wordprocessingml/2006/main";
    struct str s = str_fmt(
        a,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:%s xmlns:w=\"%s\" xmlns:mc=\"" OFFICE
        "markup-compatibility/2006\" xmlns:m=\"" OFFICE
        "officeDocument/2006/math\" xmlns:r=\"" OFFICE
        "officeDocument/2006/relationships\" xmlns:a=\"" OFFICE "drawingml/2006/main\" "
        "xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        "xmlns:o=\"urn:schemas-microsoft-com:office:office\">%s</w:%s>",
        root, w, content, root);
    return s.p;
}

struct package {
    struct arena *a;
    bool strict;
    struct buf rels, types;
    VEC(struct zip_member) members;
};

/* A part beside the document, with its relationship; content NULL adds none. */
static void add_part(struct package *p, const char *type, const char *root, const char *content) {
    if (!content)
        return;
    const char *base = p->strict ? STRICT "officeDocument/relationships/"
                                 : OFFICE "officeDocument/2006/relationships/";
    const char *kind = strcmp(type, "officeDocument") == 0 ? "document.main" : type;
    buf_fmt(&p->types,
            "<Override PartName=\"/word/%s.xml\" ContentType=\"application/vnd.openxmlformats-"
            "officedocument.wordprocessingml.%s+xml\"/>",
            strcmp(type, "officeDocument") == 0 ? "document" : type, kind);
    buf_fmt(&p->rels, "<Relationship Id=\"r%zu\" Type=\"%s%s\" Target=\"%s.xml\"/>", p->members.n,
            base, type, type);
    *vec_push(p->a, &p->members) = (struct zip_member){str_fmt(p->a, "word/%s.xml", type).p,
                                                       part(p->a, p->strict, root, content)};
}

static const char *relationships(struct arena *a, struct str list) {
    struct str s = str_fmt(a,
                           "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">"
                           "%.*s</Relationships>",
                           STR_ARG(list));
    return s.p;
}

struct str make_docx(struct arena *a, const struct docx_parts *parts) {
    struct package p = {.a = a, .strict = parts->strict, .rels.a = a, .types.a = a};
    add_part(&p, "officeDocument", "document",
             str_fmt(a, "<w:body>%s<w:sectPr/></w:body>", parts->body).p);
    p.members.at[0].name = "word/document.xml";
    struct str root = str_fmt(a, "<Relationship Id=\"r1\" Type=\"" OFFICE
                                 "officeDocument/2006/relationships/officeDocument\" "
                                 "Target=\"word/document.xml\"/>");
    p.rels.n = 0;
    add_part(&p, "styles", "styles", parts->styles);
    add_part(&p, "numbering", "numbering", parts->numbering);
    add_part(&p, "settings", "settings", parts->settings);
    add_part(&p, "footnotes", "footnotes", parts->footnotes);
    add_part(&p, "endnotes", "endnotes", parts->endnotes);
    add_part(&p, "header", "hdr", parts->header);
    add_part(&p, "footer", "ftr", parts->footer);
    add_part(&p, "comments", "comments", parts->comments);
    *vec_push(a, &p.members) = (struct zip_member){
        "[Content_Types].xml",
        str_fmt(
            a,
            "<Types xmlns=\"" OFFICE "package/2006/content-types\"><Default Extension=\"rels\" "
            "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
            "Extension=\"xml\" ContentType=\"application/xml\"/>%.*s</Types>",
            STR_ARG(buf_str(&p.types)))
            .p};
    *vec_push(a, &p.members) = (struct zip_member){"_rels/.rels", relationships(a, root)};
    *vec_push(a, &p.members) =
        (struct zip_member){"word/_rels/document.xml.rels", relationships(a, buf_str(&p.rels))};
    return make_zip(a, p.members.at, p.members.n);
}
