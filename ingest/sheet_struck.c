/* Words with a line drawn through them: deleted by hand. */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>

/* Shares of a word's height between which a line strikes it through; and how far, in heights, it
 * may reach beyond its words. A ruling of a table reaches further. */
#define UPPER 0.35
#define LOWER 0.66
#define BEYOND 0.25

/* A page with more of both is a drawing. */
enum { MOST_PAIRS = 4000000 };

static bool strikes(struct box r, const struct word *w) {
    double y = (box_middle(r) - w->box.y0) / fmax(box_height(w->box), 1);
    return y > UPPER && y < LOWER && fmin(r.x1, w->box.x1) > fmax(r.x0, w->box.x0);
}

/* Does the line lie on words alone? */
static bool is_strike(const struct page *p, struct box r) {
    struct box b = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    if (box_height(r) > box_width(r))
        return false;
    for (size_t i = 0; i < p->words.n; i++)
        if (strikes(r, &p->words.at[i]))
            b = box_union(b, p->words.at[i].box);
    double beyond = BEYOND * box_height(b);
    return b.x0 <= b.x1 && r.x0 > b.x0 - beyond && r.x1 < b.x1 + beyond;
}

/* Takes the struck part out of a word's text. */
static struct str strike_word(struct arena *a, struct word *w, struct box r) {
    double x;
    struct str all = w->text;
    size_t from = word_bytes_before(w, r.x0, &x), to = word_bytes_before(w, r.x1, &x);
    w->text =
        str_fmt(a, "%.*s%.*s", STR_ARG(str_cut(all, 0, from)), STR_ARG(str_cut(all, to, all.n)));
    return str_cut(all, from, to);
}

static void drop_empty(struct page *p) {
    size_t n = 0;
    for (size_t i = 0; i < p->words.n; i++)
        if (p->words.at[i].text.n)
            p->words.at[n++] = p->words.at[i];
    p->words.n = n;
}

static void take_strike(struct doc *doc, struct sheet *s, struct box r) {
    struct page *p = s->page;
    struct buf text = {.a = doc->a};
    for (size_t i = 0; i < p->words.n; i++)
        if (strikes(r, &p->words.at[i]))
            buf_add(&text, strike_word(doc->a, &p->words.at[i], r));
    drop_empty(p);
    if (text.n == 0)
        return;
    struct place at = sheet_place(doc->a, s, r);
    doc_furniture(doc, "struck text", buf_str(&text), at);
    diag_add(&doc->diags, DIAG_STRUCK, at, buf_str(&text));
}

void sheet_take_struck(struct doc *doc, struct sheet *s) {
    struct page *p = s->page;
    size_t n = 0;
    if (p->words.n && p->rulings.n > MOST_PAIRS / p->words.n)
        return;
    for (size_t i = 0; i < p->rulings.n; i++) {
        if (is_strike(p, p->rulings.at[i]))
            take_strike(doc, s, p->rulings.at[i]);
        else
            p->rulings.at[n++] = p->rulings.at[i];
    }
    p->rulings.n = n;
}
