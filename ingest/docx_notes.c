#include "base/utf8.h"
#include "ingest/docx.h"
#include "ingest/numfmt.h"
#include <stdlib.h>
#include <string.h>

/* A note's text, waiting for its reference. */
struct text {
    int32_t id;
    size_t order; /* in the part */
    bool used, deleted;
    struct str text;
    struct place at;
};

struct notes {
    VEC(struct text) list;
};

static int read_note(struct xml *x, void *user) {
    struct docx *d = user;
    int32_t id = xml_attr_int(x, "w:id", -1);
    struct str prefix = str_fmt(d->a, "%.*s#note%d", STR_ARG(d->part), id);
    struct buf text = {.a = d->a};
    struct container in = {.kind = IN_NOTE,
                           .content = docx_inner_content,
                           .prefix = str_fmt(d->a, "%.*s/", STR_ARG(prefix)),
                           .note = &text,
                           .story = d->in->story};
    if (docx_fill(x, d, &in) < 0)
        return -1;
    struct notes *n = d->notes;
    struct text t = {.id = id, .order = n->list.n, .text = buf_str(&text), .at = place_in(prefix)};
    *vec_push(d->a, &n->list) = t;
    return 0;
}

static int read_part(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:footnote", read_note}, {"w:endnote", read_note}, {NULL, NULL}};
    struct docx *d = user;
    d->keeps_space = docx_keeps_space(x, false);
    return xml_children(x, elements, user);
}

static int by_id(const void *a, const void *b) {
    const struct text *l = a, *r = b;
    return (l->id > r->id) - (l->id < r->id);
}

static int by_order(const void *a, const void *b) {
    const struct text *l = a, *r = b;
    return (l->order > r->order) - (l->order < r->order);
}

/* The note repeats a mark of its own. */
static void take_mark(struct docx *d, struct text *t, struct str mark) {
    if (mark.n == 0 || !str_starts(t->text, mark))
        return;
    doc_furniture(d->doc, "footnote mark", mark, t->at);
    t->text = utf8_trim(str_cut(t->text, mark.n, t->text.n));
}

static void add_note(struct docx *d, struct text *t, struct str n, struct str anchor) {
    struct note *note = doc_block(d->doc, BLOCK_FOOTNOTE)->note;
    *note = (struct note){n, doc_para(d->doc, t->text, t->at), anchor};
    t->used = true;
}

/* ---- their numbers ---- */

static int number_format(struct xml *x, void *user) {
    struct note_count *c = user;
    struct str name = xml_attr(x, "w:val");
    c->width = numfmt_width(xml_attr(x, "w:format"));
    c->format = numfmt_of(c->width ? S("decimal") : name);
    c->unknown = c->format ? (struct str){0} : str_dup(c->a, name);
    return 0;
}

static int number_start(struct xml *x, void *user) {
    struct note_count *c = user;
    int32_t n = xml_attr_int(x, "w:val", 0);
    c->start = n > 0 ? (uint32_t)n : 0;
    return 0;
}

static int number_restart(struct xml *x, void *user) {
    struct note_count *c = user;
    struct str how = xml_attr(x, "w:val");
    c->each_section = str_eq(how, S("eachSect"));
    c->each_page = str_eq(how, S("eachPage"));
    return 0;
}

static int read_count(struct xml *x, struct note_count *c) {
    static const struct xml_known elements[] = {{"w:numFmt", number_format},
                                                {"w:numStart", number_start},
                                                {"w:numRestart", number_restart},
                                                {"mc:AlternateContent", xml_first_branch},
                                                {NULL, NULL}};
    return xml_children(x, elements, c);
}

static int count_footnotes(struct xml *x, void *user) {
    return read_count(x, &((struct note_count *)user)[NOTE_FOOT]);
}

static int count_endnotes(struct xml *x, void *user) {
    return read_count(x, &((struct note_count *)user)[NOTE_END]);
}

static int read_counts(struct xml *x, struct note_count counts[2]) {
    static const struct xml_known elements[] = {{"w:footnotePr", count_footnotes},
                                                {"w:endnotePr", count_endnotes},
                                                {"w:sectPrChange", xml_skip},
                                                {NULL, NULL}};
    return xml_children(x, elements, counts);
}

int docx_settings(struct xml *x, void *user) {
    struct docx *d = user;
    return read_counts(x, d->counts);
}

static int section_footnotes(struct xml *x, void *user) {
    return count_footnotes(x, ((struct docx *)user)->section);
}

static int section_endnotes(struct xml *x, void *user) {
    return count_endnotes(x, ((struct docx *)user)->section);
}

static int section_type(struct xml *x, void *user) {
    struct docx *d = user;
    d->goes_on = str_eq(xml_attr(x, "w:val"), S("continuous"));
    return 0;
}

int docx_section(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:footnotePr", section_footnotes},
                                                {"w:endnotePr", section_endnotes},
                                                {"w:type", section_type},
                                                {"w:sectPrChange", xml_skip},
                                                {NULL, NULL}};
    struct docx *d = user;
    memcpy(d->section, d->counts, sizeof d->section);
    d->section_ends = true;
    d->goes_on = false;
    return xml_children(x, elements, d);
}

static void check_format(struct docx *d, const struct note_count *c) {
    if (c->unknown.n)
        diag_add(&d->doc->diags, DIAG_ODD_NUMBERING, place_in(d->part),
                 str_fmt(d->a, "format %.*s is unknown", STR_ARG(c->unknown)));
}

/* Does the count begin anew with reference i? */
static bool begins_anew(const struct docx *d, enum note_kind kind, const struct note_count *c,
                        size_t i) {
    const struct note_ref *r = &d->refs[kind].at[i];
    bool section = i == d->numbered[kind];
    bool page = (section && !d->goes_on) || (i > 0 && r->page != r[-1].page);
    return i == 0 || (c->each_section && section) || (c->each_page && page);
}

static void count_section(struct docx *d, enum note_kind kind, const struct note_count *c) {
    size_t first = d->numbered[kind], n = d->refs[kind].n;
    for (size_t i = first; i < n; i++) {
        struct note_ref *r = &d->refs[kind].at[i];
        struct buf b = {.a = d->a};
        if (begins_anew(d, kind, c, i))
            d->counted[kind] = c->start > 0 ? c->start - 1 : 0;
        if (r->own_mark)
            continue;
        numfmt_put_wide(&b, c->format, ++d->counted[kind], c->width);
        r->shown = buf_str(&b);
    }
    if (n > first)
        check_format(d, c);
    d->by_page |= n > first && c->each_page;
    d->numbered[kind] = n;
}

void docx_count_notes(struct docx *d) {
    const struct note_count *counts = d->section_ends ? d->section : d->counts;
    count_section(d, NOTE_FOOT, &counts[NOTE_FOOT]);
    count_section(d, NOTE_END, &counts[NOTE_END]);
    d->section_ends = d->goes_on = false;
}

/* ---- their texts ---- */

static void odd(struct docx *d, struct str what, struct place at) {
    diag_add(&d->doc->diags, DIAG_ODD_NOTE, at, what);
}

static struct text *find(const struct notes *n, int32_t id) {
    struct text key = {.id = id};
    return n->list.n ? bsearch(&key, n->list.at, n->list.n, sizeof key, by_id) : NULL;
}

/* A note goes with its mark. */
static void delete_notes(const struct docx *d, struct notes *n, enum note_kind kind) {
    for (size_t i = 0; i < d->ink.gone[kind].n; i++) {
        struct text *t = find(n, d->ink.gone[kind].at[i]);
        if (t)
            t->deleted = true;
    }
}

static void follow_references(struct docx *d, struct notes *n, enum note_kind kind) {
    for (size_t i = 0; i < d->refs[kind].n; i++) {
        const struct note_ref *r = &d->refs[kind].at[i];
        struct text *t = find(n, r->id);
        if (t && !t->used && r->own_mark)
            take_mark(d, t, r->shown);
        if (t && !t->used)
            add_note(d, t, r->shown, r->anchor);
        else
            odd(d, str_fmt(d->a, "mark %.*s has no note of its own", STR_ARG(r->shown)),
                place_in(d->part));
    }
}

/* Notes without a mark: separators hold no text. */
static void keep_rest(struct docx *d, struct notes *n) {
    for (size_t i = 0; i < n->list.n; i++) {
        struct text *t = &n->list.at[i];
        if (t->used || utf8_blank(t->text))
            continue;
        if (t->deleted) {
            doc_furniture(d->doc, "note of a deleted mark", t->text, t->at);
            continue;
        }
        odd(d, t->text, t->at);
        add_note(d, t, (struct str){0}, (struct str){0});
    }
}

/* Nothing of the caller's stays behind in d. */
static int read_notes(struct docx *d, struct str part, struct notes *n, struct container *outside) {
    d->in = outside;
    d->notes = n;
    int rc = docx_parse(d, part, read_part);
    d->in = NULL;
    d->notes = NULL;
    return rc;
}

int docx_notes(struct docx *d, struct str part, enum note_kind kind) {
    struct notes n = {0};
    struct story story = {0};
    struct container outside = {.story = &story};
    if (part.n && read_notes(d, part, &n, &outside) < 0)
        return -1;
    if (n.list.n)
        qsort(n.list.at, n.list.n, sizeof *n.list.at, by_id);
    if (kind == NOTE_FOOT && d->by_page && !d->pages_rendered)
        diag_add(&d->doc->diags, DIAG_NOTES_BY_PAGE, place_in(part), S(""));
    delete_notes(d, &n, kind);
    follow_references(d, &n, kind);
    if (n.list.n)
        qsort(n.list.at, n.list.n, sizeof *n.list.at, by_order);
    keep_rest(d, &n);
    return 0;
}
