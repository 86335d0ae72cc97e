/* ALTO: recognised text as XML, a String with its box for each word (ALTO 4, Library of Congress).
 * Rulings are GraphicalElement.
 */
#include "base/utf8.h"
#include "ingest/geometry.h"
#include "ingest/tags.h"
#include <math.h>
#include <string.h>

enum { BID_ALTO = 95 };

/* Points: pixels have no size of their own, so the page's longer side is taken as A4's. */
#define A4_HEIGHT 841.89

static int bid(const struct source *src) {
    struct str front = str_cut(src->text, 0, 4096);
    bool root =
        str_find(front, S("<alto"), 0) != SIZE_MAX || str_find(front, S(":alto"), 0) != SIZE_MAX;
    return root ? BID_ALTO : 0;
}

struct alto {
    struct doc *doc;
    VEC(struct page) pages;
    double unit;  /* points; 0: pixels */
    double scale; /* points a unit of the page at hand */
    struct buf measure;
    bool in_measure;
    uint32_t line;
};

/* MeasurementUnit: tenths of a millimetre, 1/1200 of an inch, or pixels. */
static void set_unit(struct alto *p) {
    struct str s = utf8_trim(buf_str(&p->measure));
    p->unit = str_eq(s, S("mm10")) ? 72 / 254.0 : str_eq(s, S("inch1200")) ? 72 / 1200.0 : 0;
}

static struct box box_of(const struct alto *p, const struct tag *tag) {
    double x = tag_attr_number(tag, "HPOS"), y = tag_attr_number(tag, "VPOS");
    double width = tag_attr_number(tag, "WIDTH"), height = tag_attr_number(tag, "HEIGHT");
    return (struct box){x * p->scale, y * p->scale, (x + width) * p->scale,
                        (y + height) * p->scale};
}

static void open_page(struct alto *p, const struct tag *tag) {
    double width = tag_attr_number(tag, "WIDTH"), height = tag_attr_number(tag, "HEIGHT");
    double number = tag_attr_number(tag, "PHYSICAL_IMG_NR");
    p->scale = p->unit > 0 ? p->unit : A4_HEIGHT / fmax(fmax(width, height), 1);
    struct page *page = vec_push(p->doc->a, &p->pages);
    *page = (struct page){.number =
                              number >= 1 && number < 1e9 ? (uint32_t)number : (uint32_t)p->pages.n,
                          .width = width * p->scale,
                          .height = height * p->scale};
}

static void on_open(void *user, const struct tag *tag) {
    struct alto *p = user;
    p->in_measure = strcmp(tag->name, "MeasurementUnit") == 0;
    if (p->in_measure)
        p->measure = (struct buf){.a = p->doc->a};
    if (strcmp(tag->name, "Page") == 0)
        open_page(p, tag);
    if (p->pages.n == 0)
        return;
    struct page *page = &p->pages.at[p->pages.n - 1];
    p->line += strcmp(tag->name, "TextLine") == 0;
    if (strcmp(tag->name, "String") == 0 || strcmp(tag->name, "HYP") == 0)
        geometry_word(p->doc, page, tag_attr(tag, "CONTENT"), box_of(p, tag), p->line);
    else if (strcmp(tag->name, "GraphicalElement") == 0)
        geometry_ruling(p->doc, page, box_of(p, tag));
}

static void on_text(void *user, struct str text) {
    struct alto *p = user;
    if (p->in_measure)
        buf_add(&p->measure, text);
}

static void on_close(void *user, const char *name) {
    struct alto *p = user;
    if (strcmp(name, "MeasurementUnit") == 0)
        set_unit(p);
    p->in_measure = false;
}

static int read(const struct source *src, struct doc *doc) {
    static const struct tag_reader reader = {on_open, on_close, on_text};
    struct alto p = {.doc = doc};
    if (tags_read(src->text, TAGS_XML, &src->limits, &doc->diags, &reader, &p) < 0)
        return -1;
    return geometry_read(doc, p.pages.at, p.pages.n, &src->limits);
}

const struct reader read_alto = {"alto", bid, read};
