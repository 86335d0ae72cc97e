/* What printing put on the pages: their numbers, and lines that stand on several of them at the
 * same height. */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>

/* How far apart, in points, two pages may set the same line. Lines of a page's head and foot that
 * are looked at; pages on from one, as left and right pages have heads of their own. */
#define SAME_HEIGHT 3.0
enum { EDGE_LINES = 2, PAGES_ON = 2 };

bool sheet_is_page_number(struct str s) {
    static const char *const marks = "-–—－·.~/第页共";
    bool digit = false;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        int32_t cp = utf8_next(s, &i);
        bool is_digit = (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
        if (!is_digit && !utf8_is_space(cp) &&
            str_find(str_of(marks), str_cut(s, from, i), 0) == SIZE_MAX)
            return false;
        digit = digit || is_digit;
    }
    return digit;
}

static bool is_dash(struct str s) {
    for (size_t i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        if (cp != '-' && cp != 0x2013 && cp != 0x2014 && cp != 0xFF0D)
            return false;
    }
    return s.n > 0;
}

static bool outside(struct box b, struct box body) {
    return b.y1 <= body.y0 || b.y0 >= body.y1 || b.x1 <= body.x0 || b.x0 >= body.x1;
}

/* Numbers that stand outside of all other text; the dashes about one set sideways are lines of
 * their own. */
static void find_page_numbers(struct arena *a, struct sheet *s) {
    struct box body = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    bool *may = arena_alloc(a, s->text.n + 1), number = false;
    for (size_t i = 0; i < s->tables.n; i++)
        body = box_union(body, s->tables.at[i].box);
    for (size_t i = 0; i < s->text.n; i++) {
        struct str text = line_text(a, &s->text.at[i]);
        may[i] = sheet_is_page_number(text) || is_dash(text);
        if (!may[i])
            body = box_union(body, s->text.at[i].box);
    }
    for (size_t i = 0; i < s->text.n; i++) {
        may[i] = may[i] && outside(s->text.at[i].box, body);
        number = number || (may[i] && !is_dash(line_text(a, &s->text.at[i])));
    }
    for (size_t i = 0; number && i < s->text.n; i++)
        if (may[i])
            s->text.at[i].furniture = "page number";
}

/* Which lines are among the first or last of their page, without a table further out? */
static bool *edges_of(struct arena *a, const struct sheet *s) {
    bool *edge = arena_alloc(a, s->text.n + 1);
    double top = INFINITY, foot = -INFINITY;
    for (size_t k = 0; k < s->tables.n; k++) {
        top = fmin(top, s->tables.at[k].box.y0);
        foot = fmax(foot, s->tables.at[k].box.y1);
    }
    for (size_t i = 0, met = 0; i < s->text.n && met < EDGE_LINES; i++) {
        met += !s->text.at[i].furniture;
        edge[i] = !s->text.at[i].furniture && s->text.at[i].box.y0 < top;
    }
    for (size_t i = s->text.n, met = 0; i > 0 && met < EDGE_LINES; i--) {
        met += !s->text.at[i - 1].furniture;
        edge[i - 1] |= !s->text.at[i - 1].furniture && s->text.at[i - 1].box.y1 > foot;
    }
    return edge;
}

/* A sheet whose edges are known. */
struct edged {
    struct sheet *sheet;
    const bool *edge;
};

static bool stands_on(struct arena *a, const struct edged *s, const struct line *l,
                      struct str text) {
    for (size_t i = 0; i < s->sheet->text.n; i++) {
        const struct line *other = &s->sheet->text.at[i];
        if (s->edge[i] && fabs(other->box.y0 - l->box.y0) < SAME_HEIGHT &&
            str_eq(utf8_squeeze(a, line_text(a, other)), text))
            return true;
    }
    return false;
}

static bool returns(struct arena *a, const struct edged *all, size_t n, size_t page,
                    const struct line *l) {
    struct str text = utf8_squeeze(a, line_text(a, l));
    for (size_t k = page > PAGES_ON ? page - PAGES_ON : 0; k < n && k <= page + PAGES_ON; k++)
        if (k != page && stands_on(a, &all[k], l, text))
            return true;
    return false;
}

void sheets_furnish(struct arena *a, struct sheet *sheets, size_t n) {
    struct edged *all = arena_array(a, n + 1, sizeof *all);
    for (size_t i = 0; i < n; i++) {
        find_page_numbers(a, &sheets[i]);
        all[i] = (struct edged){&sheets[i], edges_of(a, &sheets[i])};
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sheets[i].text.n; k++)
            if (all[i].edge[k] && returns(a, all, n, i, &sheets[i].text.at[k]))
                sheets[i].text.at[k].furniture = "running head";
}

void sheet_take_words(struct doc *doc, const struct sheet *s, const bool *which, const char *name) {
    struct page *p = s->page;
    size_t n = 0;
    for (size_t i = 0; i < p->words.n; i++) {
        const struct word *w = &p->words.at[i];
        if (which[i])
            doc_furniture(doc, name, w->text, sheet_place(doc->a, s, w->box));
        else
            p->words.at[n++] = *w;
    }
    p->words.n = n;
}
