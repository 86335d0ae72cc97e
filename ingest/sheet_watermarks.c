/* Watermarks (内部资料, 征求意见稿): large words in the midst of the text, at the same place on
 * several pages. They stand in cells they do not belong to. */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>

/* Times the height of the page's text; points by which the places may differ. */
#define LARGE 2.0
#define SAME_PLACE 1.0

enum { MOST_LARGE = 200 };

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

static bool is_large(const struct word *w, double text) {
    return fmin(box_width(w->box), box_height(w->box)) > LARGE * text;
}

/* A page with many large words has none that mark it. */
static bool *marks_on(struct arena *a, const struct page *pages, size_t n, size_t page) {
    const struct page *p = &pages[page];
    bool *mark = arena_alloc(a, p->words.n + 1);
    double text = height_of_text(a, p);
    size_t large = 0;
    for (size_t i = 0; i < p->words.n; i++)
        large += is_large(&p->words.at[i], text);
    for (size_t i = 0; i < p->words.n && large <= MOST_LARGE; i++) {
        const struct word *w = &p->words.at[i];
        mark[i] = is_large(w, text) && is_amidst(p, w) && returns(pages, n, page, w);
    }
    return mark;
}

void pages_take_watermarks(struct doc *doc, struct page *pages, size_t n) {
    bool **marks = arena_array(doc->a, n + 1, sizeof *marks);
    for (size_t i = 0; i < n; i++)
        marks[i] = marks_on(doc->a, pages, n, i);
    for (size_t i = 0; i < n; i++)
        sheet_take_words(doc, &(struct sheet){.page = &pages[i]}, marks[i], "watermark");
}
