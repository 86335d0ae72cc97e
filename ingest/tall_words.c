/* Browsers draw many fonts letter by letter (Type 3, ISO 32000-1, 9.6.5). Such a font has no height
 * of its own, so that poppler takes its box, which holds the largest of all its letters: more than
 * twice the height of a line. Ideographs are as wide as high, which tells how high a word is. */
#include "ingest/tall_words.h"
#include "base/utf8.h"
#include "ingest/lines.h"
#include <math.h>

/* Times the size of the characters: no word of other fonts is so high (poppler takes 1.45 at most);
 * the height of what is. */
#define TALL 1.7
#define USUAL 1.2

/* Columns from which on a word that is higher than wide stands sideways. */
enum { SIDEWAYS = 6 };

/* The size of characters in boxes of one height. */
struct size {
    double box, em;
};
typedef VEC(struct size) sizes;

static bool is_sideways(const struct word *w) {
    return box_height(w->box) > box_width(w->box) && utf8_columns(w->text) >= SIDEWAYS;
}

/* Enough of them to show which way the word stands. */
static bool is_ideographs(struct str s) {
    return utf8_columns(s) >= SIDEWAYS && utf8_columns(s) == 2 * utf8_len(s);
}

static double length_of(const struct word *w) {
    return is_sideways(w) ? box_height(w->box) : box_width(w->box);
}

static double tallness(const struct word *w) {
    return is_sideways(w) ? box_width(w->box) : box_height(w->box);
}

static double *em_of(sizes *all, double box) {
    for (size_t i = 0; i < all->n; i++)
        if (fabs(all->at[i].box - box) < 0.01)
            return &all->at[i].em;
    return NULL;
}

/* Letters and digits have many widths, so only ideographs tell; the widest, where a line is set
 * closer than usual. */
static void add_size(struct arena *a, sizes *all, const struct word *w) {
    double em = length_of(w) / fmax((double)utf8_len(w->text), 1), box = tallness(w);
    double *known = em_of(all, box);
    if (!known)
        *vec_push(a, all) = (struct size){box, em};
    else
        *known = fmax(*known, em);
}

static void trim(struct word *w, double height) {
    double x = (w->box.x0 + w->box.x1) / 2, y = box_middle(w->box);
    if (is_sideways(w))
        w->box.x0 = x - height / 2, w->box.x1 = x + height / 2;
    else
        w->box.y0 = y - height / 2, w->box.y1 = y + height / 2;
}

void tall_words_trim(struct arena *a, struct page *p) {
    sizes all = {0};
    for (size_t i = 0; i < p->words.n; i++)
        if (is_ideographs(p->words.at[i].text))
            add_size(a, &all, &p->words.at[i]);
    for (size_t i = 0; i < p->words.n; i++) {
        struct word *w = &p->words.at[i];
        double *em = em_of(&all, tallness(w));
        if (em && tallness(w) > TALL * *em)
            trim(w, USUAL * *em);
    }
}
