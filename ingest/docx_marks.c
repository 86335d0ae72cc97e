/* Marks of notes in the text, and where pages begin, by which some documents count them. */
#include "base/utf8.h"
#include "ingest/docx.h"

enum { ANCHOR = 10 /* characters shown before a note's mark */ };

/* With a mark of its own the rest of the run is the mark (17.11.14). */
static int note_mark(struct xml *x, struct docx *d, enum note_kind kind) {
    struct str own = xml_attr(x, "w:customMarkFollows");
    struct note_ref *r = vec_push(d->a, &d->refs[kind]);
    *r = (struct note_ref){
        .id = xml_attr_int(x, "w:id", -1),
        .own_mark = own.n && !str_eq(own, S("0")) && !str_eq(own, S("false")),
        .page = d->page,
        .anchor = str_dup(d->a, utf8_tail(buf_str(&d->in->draft.text), ANCHOR)),
    };
    docx_end_mark(d);
    if (!r->own_mark)
        return 0;
    d->marking = kind;
    d->mark = arena_alloc(d->a, sizeof *d->mark);
    *d->mark = (struct buf){.a = d->a};
    return 0;
}

int docx_footnote_mark(struct xml *x, void *user) {
    return note_mark(x, user, NOTE_FOOT);
}

int docx_endnote_mark(struct xml *x, void *user) {
    return note_mark(x, user, NOTE_END);
}

void docx_end_mark(struct docx *d) {
    if (!d->mark)
        return;
    d->refs[d->marking].at[d->refs[d->marking].n - 1].shown = utf8_trim(buf_str(d->mark));
    d->mark = NULL;
}

int docx_page_rendered(struct xml *x, void *user) {
    struct docx *d = user;
    (void)x;
    d->page++;
    d->pages_rendered = true;
    return 0;
}

int docx_page_before(struct xml *x, void *user) {
    struct docx *d = user;
    d->page += xml_attr_on(x);
    return 0;
}
