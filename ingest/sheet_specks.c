/* Specks: what recognition reads in dirt on the paper. A mark that is much smaller than the text,
 * no letter or digit, and stands apart from all words is none of the text; a dash may say "none".
 */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>

/* Of the text's height: a speck's size at most, and how far it stands from words at least. */
#define SIZE 0.4
#define APART 0.5
enum { MOST_PAIRS = 20000000 };

static bool is_mark(struct str text) {
    static const char *const marks = ".,'`^~*|:;·•、，。‘’“”°";
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        utf8_next(text, &i);
        if (str_find(str_of(marks), str_cut(text, from, i), 0) == SIZE_MAX)
            return false;
    }
    return text.n > 0;
}

static bool is_near(struct box a, struct box b, double gap) {
    return a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap && b.y0 < a.y1 + gap;
}

static bool is_speck(const struct page *p, size_t i, double height) {
    const struct word *w = &p->words.at[i];
    if (box_width(w->box) > SIZE * height || box_height(w->box) > SIZE * height ||
        !is_mark(w->text))
        return false;
    for (size_t k = 0; k < p->words.n; k++)
        if (k != i && is_near(w->box, p->words.at[k].box, APART * height))
            return false;
    return true;
}

void sheet_take_specks(struct doc *doc, struct sheet *s) {
    struct page *p = s->page;
    size_t found = 0;
    double height = height_of_text(doc->a, p);
    bool *speck = arena_alloc(doc->a, p->words.n + 1);
    for (size_t i = 0; i < p->words.n; i++) {
        speck[i] = found * p->words.n < MOST_PAIRS && is_mark(p->words.at[i].text) &&
                   is_speck(p, i, height);
        found += is_mark(p->words.at[i].text);
    }
    sheet_take_words(doc, s, speck, "speck");
}
