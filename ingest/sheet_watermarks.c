/* Watermarks (内部资料, 征求意见稿): large words in the midst of the text, at the same place on
 * several pages. They stand in cells they do not belong to. */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>
#include <stdlib.h>

/* Times the height of the page's text; points by which the places may differ. */
#define LARGE 2.0
#define SAME_PLACE 1.0

static double height_of_text(struct arena *a, const struct page *p) {
    double *h = arena_array(a, p->words.n + 1, sizeof *h);
    for (size_t i = 0; i < p->words.n; i++)
        h[i] = box_height(p->words.at[i].box);
    qsort(h, p->words.n, sizeof *h, number_order);
    return h[p->words.n / 2];
}

/* A title is large too, but what it heads is all below. */
static bool is_amidst(const struct page *p, const struct word *w) {
    bool above = false, below = false;
    for (size_t i = 0; i < p->words.n; i++) {
        double y = box_middle(p->words.at[i].box);
        above = above || y < w->box.y0;
        below = below || y > w->box.y1;
    }
    return above && below;
}

static bool is_at_same_place(const struct word *x, const struct word *y) {
    return fabs(x->box.x0 - y->box.x0) < SAME_PLACE && fabs(x->box.y0 - y->box.y0) < SAME_PLACE &&
           fabs(x->box.x1 - y->box.x1) < SAME_PLACE && str_eq(x->text, y->text);
}

static bool stands_on(const struct page *p, const struct word *w) {
    bool found = false;
    for (size_t i = 0; i < p->words.n && !found; i++)
        found = is_at_same_place(&p->words.at[i], w);
    return found;
}

/* On another page? Pages of other sizes and left and right ones may come in between. */
static bool returns(const struct page *pages, size_t n, size_t page, const struct word *w) {
    enum { PAGES_ON = 4 };
    bool found = false;
    for (size_t i = page > PAGES_ON ? page - PAGES_ON : 0; i < n && i <= page + PAGES_ON; i++)
        found = found || (i != page && stands_on(&pages[i], w));
    return found;
}

static bool *marks_on(struct arena *a, const struct page *pages, size_t n, size_t page) {
    const struct page *p = &pages[page];
    bool *mark = arena_alloc(a, p->words.n + 1);
    double least = LARGE * height_of_text(a, p);
    for (size_t i = 0; i < p->words.n; i++) {
        const struct word *w = &p->words.at[i];
        mark[i] = fmin(box_width(w->box), box_height(w->box)) > least && is_amidst(p, w) &&
                  returns(pages, n, page, w);
    }
    return mark;
}

static void take(struct doc *doc, struct page *p, const bool *mark) {
    size_t n = 0;
    for (size_t i = 0; i < p->words.n; i++) {
        const struct word *w = &p->words.at[i];
        if (mark[i])
            doc_furniture(doc, "watermark", w->text,
                          sheet_place(doc->a, &(struct sheet){.page = p}, w->box));
        else
            p->words.at[n++] = *w;
    }
    p->words.n = n;
}

void pages_take_watermarks(struct doc *doc, struct page *pages, size_t n) {
    bool **marks = arena_array(doc->a, n + 1, sizeof *marks);
    for (size_t i = 0; i < n; i++)
        marks[i] = marks_on(doc->a, pages, n, i);
    for (size_t i = 0; i < n; i++)
        take(doc, &pages[i], marks[i]);
}
