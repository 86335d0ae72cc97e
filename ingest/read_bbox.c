/* The pages of a PDF, as the programs of poppler write them: first what pdftotext -bbox-layout
 * prints, words with boxes as XHTML; then, each behind a form feed, a picture of every page as
 * pdftocairo -svg draws it, for the rulings. A page without words may have an empty picture.
 */
#include "base/utf8.h"
#include "ingest/svg.h"
#include "ingest/tags.h"
#include "ingest/tall_words.h"
#include <string.h>

enum { BID_BOXES = 95 };

static int bid(const struct source *src) {
    struct str front = str_cut(src->text, 0, 4096);
    return str_find(front, S("<doc>"), 0) != SIZE_MAX &&
                   str_find(front, S("<page width="), 0) != SIZE_MAX
               ? BID_BOXES
               : 0;
}

struct pdf {
    struct doc *doc;
    VEC(struct page) pages;
    uint32_t line;
    bool in_word;
    struct box box;
    struct buf text;
};

static void on_open(void *user, const struct tag *tag) {
    struct pdf *p = user;
    p->line += strcmp(tag->name, "line") == 0;
    if (strcmp(tag->name, "page") == 0) {
        struct page *page = vec_push(p->doc->a, &p->pages);
        *page = (struct page){.number = (uint32_t)p->pages.n,
                              .width = tag_attr_number(tag, "width"),
                              .height = tag_attr_number(tag, "height")};
    } else if (strcmp(tag->name, "word") == 0 && p->pages.n) {
        p->in_word = true;
        p->text = (struct buf){.a = p->doc->a};
        p->box = (struct box){tag_attr_number(tag, "xMin"), tag_attr_number(tag, "yMin"),
                              tag_attr_number(tag, "xMax"), tag_attr_number(tag, "yMax")};
    }
}

static void on_text(void *user, struct str text) {
    struct pdf *p = user;
    if (p->in_word)
        buf_add(&p->text, text);
}

static void on_close(void *user, const char *name) {
    struct pdf *p = user;
    if (!p->in_word || strcmp(name, "word") != 0)
        return;
    geometry_word(p->doc, &p->pages.at[p->pages.n - 1], buf_str(&p->text), p->box, p->line);
    p->in_word = false;
}

/* The part of text up to the next form feed; *text moves behind that. */
static struct str next_part(struct str *text) {
    size_t end = str_find(*text, S("\f"), 0);
    struct str part = str_cut(*text, 0, end);
    *text = end == SIZE_MAX ? (struct str){0} : str_cut(*text, end + 1, text->n);
    return part;
}

static int read(const struct source *src, struct doc *doc) {
    static const struct tag_reader reader = {on_open, on_close, on_text};
    struct str rest = src->text;
    struct pdf p = {.doc = doc};
    if (tags_read(next_part(&rest), TAGS_XML, &src->limits, &doc->diags, &reader, &p) < 0)
        return -1;
    for (size_t i = 0; i < p.pages.n; i++)
        tall_words_trim(doc->a, &p.pages.at[i]);
    for (size_t i = 0; i < p.pages.n && rest.n; i++) {
        struct str svg = next_part(&rest);
        if (!utf8_blank(svg) && svg_rulings(doc, &p.pages.at[i], utf8_trim(svg), &src->limits) < 0)
            return -1;
    }
    return geometry_read(doc, p.pages.at, p.pages.n, &src->limits);
}

const struct reader read_bbox = {"pdf", bid, read};
