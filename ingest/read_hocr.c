/* hOCR: recognised text as HTML, with boxes in title attributes (hOCR 1.2). Words are ocrx_word, or
 * whole lines where there are none; rulings are ocr_separator. Several files may follow each other.
 */
#include "base/utf8.h"
#include "ingest/geometry.h"
#include "ingest/tags.h"
#include <math.h>
#include <string.h>

enum { BID_HOCR = 95 };

/* Points: the longer side of a page whose resolution is not told is taken as A4's; lower
 * resolutions than this are no scanner's, but guesses. */
#define A4_HEIGHT 841.89
#define LEAST_DPI 72.0

static int bid(const struct source *src) {
    return str_find(str_cut(src->text, 0, 65536), S("ocr_page"), 0) != SIZE_MAX ? BID_HOCR : 0;
}

/* An element that text may stand in. */
struct piece {
    size_t depth; /* 0: none is open */
    struct box box;
    struct buf text;
};

struct hocr {
    struct doc *doc;
    VEC(struct page) pages;
    double scale; /* points a pixel */
    size_t depth;
    uint32_t line_no;
    struct piece line, word;
    size_t words; /* in the line */
};

/* Is it one of the element's classes? A trailing * stands for any rest. */
static bool has_class(const struct tag *tag, const char *name) {
    struct str classes = tag_attr(tag, "class"), wanted = str_of(name);
    bool prefix = str_ends(wanted, S("*"));
    wanted.n -= prefix;
    for (size_t from = 0; from < classes.n;) {
        size_t end = str_find(classes, S(" "), from);
        struct str one = str_cut(classes, from, end);
        if (prefix ? str_starts(one, wanted) : str_eq(one, wanted))
            return true;
        from = end == SIZE_MAX ? classes.n : end + 1;
    }
    return false;
}

/* The numbers behind a property's name in the title: "bbox 10 20 30 40; x_wconf 93". */
static bool property(const struct tag *tag, struct str name, double *out, size_t n) {
    struct str title = tag_attr(tag, "title");
    size_t at = str_find(title, name, 0);
    if (at == SIZE_MAX)
        return false;
    at += name.n;
    for (size_t i = 0; i < n; i++)
        if (!tag_number(title, &at, &out[i]))
            return false;
    return true;
}

static bool box_of(const struct hocr *h, const struct tag *tag, struct box *out) {
    double v[4];
    if (!property(tag, S("bbox "), v, 4))
        return false;
    *out = (struct box){v[0] * h->scale, v[1] * h->scale, v[2] * h->scale, v[3] * h->scale};
    return true;
}

static void open_page(struct hocr *h, const struct tag *tag) {
    struct page *p = vec_push(h->doc->a, &h->pages);
    double box[4] = {0, 0, 0, 0}, dpi[2] = {0, 0};
    property(tag, S("bbox "), box, 4);
    property(tag, S("scan_res "), dpi, 2);
    double longer = fmax(fmax(box[2], box[3]), 1);
    h->scale = dpi[0] > LEAST_DPI ? 72 / dpi[0] : A4_HEIGHT / longer;
    *p = (struct page){
        .number = (uint32_t)h->pages.n, .width = box[2] * h->scale, .height = box[3] * h->scale};
}

static void open_piece(struct hocr *h, struct piece *p, struct box box) {
    *p = (struct piece){.depth = h->depth, .box = box, .text = {.a = h->doc->a}};
}

static bool is_line(const struct tag *tag) {
    return has_class(tag, "ocr_line") || has_class(tag, "ocrx_line") ||
           has_class(tag, "ocr_textfloat") || has_class(tag, "ocr_header") ||
           has_class(tag, "ocr_footer") || has_class(tag, "ocr_caption");
}

static void on_open(void *user, const struct tag *tag) {
    struct hocr *h = user;
    struct box box;
    h->depth++;
    if (has_class(tag, "ocr_page"))
        open_page(h, tag);
    if (h->pages.n == 0 || !box_of(h, tag, &box))
        return;
    if (has_class(tag, "ocr_separator")) {
        geometry_ruling(h->doc, &h->pages.at[h->pages.n - 1], box);
    } else if (is_line(tag)) {
        open_piece(h, &h->line, box);
        h->line_no++;
        h->words = 0;
    } else if (has_class(tag, "ocrx_word")) {
        open_piece(h, &h->word, box);
        h->words++;
    }
}

static void on_text(void *user, struct str text) {
    struct hocr *h = user;
    if (h->word.depth)
        buf_add(&h->word.text, text);
    else if (h->line.depth && h->words == 0)
        buf_add(&h->line.text, text);
}

static void close_piece(struct hocr *h, struct piece *p) {
    if (p->depth != h->depth)
        return;
    geometry_word(h->doc, &h->pages.at[h->pages.n - 1], buf_str(&p->text), p->box, h->line_no);
    p->depth = 0;
}

static void on_close(void *user, const char *name) {
    struct hocr *h = user;
    (void)name;
    close_piece(h, &h->word);
    close_piece(h, &h->line);
    h->depth -= h->depth > 0;
}

static int read(const struct source *src, struct doc *doc) {
    static const struct tag_reader reader = {on_open, on_close, on_text};
    struct hocr h = {.doc = doc};
    if (tags_read(src->text, TAGS_HTML, &src->limits, &doc->diags, &reader, &h) < 0)
        return -1;
    return geometry_read(doc, h.pages.at, h.pages.n, &src->limits);
}

const struct reader read_hocr = {"hocr", bid, read};
