/* Pages whose text runs sideways. A scan or a landscape table bound upright has lines that are
 * higher than wide; the order of the words in them, or else of the lines, tells where their head
 * is. */
#include "base/utf8.h"
#include "ingest/sheet.h"

/* A line of the source, from its first word to its last. */
struct run {
    struct box first, last, all;
    size_t characters;
};

/* The run that begins at word *i, and moves *i behind it. */
static struct run next_run(const struct page *p, size_t *i) {
    struct run r = {p->words.at[*i].box, p->words.at[*i].box, p->words.at[*i].box, 0};
    uint32_t line = p->words.at[*i].line;
    for (; *i < p->words.n && p->words.at[*i].line == line; ++*i) {
        const struct word *w = &p->words.at[*i];
        r.last = w->box;
        r.all = box_union(r.all, w->box);
        r.characters += utf8_len(w->text);
    }
    return r;
}

/* Positive where the step leads down the page or, between lines, to the left. */
static int step(double from, double to) {
    return (to > from) - (to < from);
}

static enum turn turn_of(const struct page *p) {
    long sideways = 0, down = 0;
    struct box before = {0};
    for (size_t i = 0; i < p->words.n;) {
        struct run r = next_run(p, &i);
        long n = (long)r.characters;
        if (n < 2)
            continue;
        bool tall = box_height(r.all) > box_width(r.all);
        sideways += tall ? n : -n;
        if (!tall)
            continue;
        down += n * step(box_middle(r.first), box_middle(r.last));
        down += before.x1 > 0 ? step(r.all.x0, before.x0) : 0;
        before = r.all;
    }
    return sideways <= 0 ? TURN_NONE : down > 0 ? TURN_DOWN : TURN_UP;
}

static struct box turned(struct box b, enum turn turn, const struct page *p) {
    if (turn == TURN_UP)
        return (struct box){p->height - b.y1, b.x0, p->height - b.y0, b.x1};
    return (struct box){b.y0, p->width - b.x1, b.y1, p->width - b.x0};
}

enum turn sheet_turn(struct page *p) {
    enum turn turn = turn_of(p);
    if (turn == TURN_NONE)
        return turn;
    for (size_t i = 0; i < p->words.n; i++)
        p->words.at[i].box = turned(p->words.at[i].box, turn, p);
    for (size_t i = 0; i < p->rulings.n; i++)
        p->rulings.at[i] = turned(p->rulings.at[i], turn, p);
    double width = p->width;
    p->width = p->height;
    p->height = width;
    return turn;
}

struct place sheet_place(struct arena *a, const struct sheet *s, struct box b) {
    b = sheet_askew(s, b);
    if (s->turn != TURN_NONE) /* the other turn leads back */
        b = turned(b, s->turn == TURN_UP ? TURN_DOWN : TURN_UP, s->page);
    return place_in(
        str_fmt(a, "page %u (%.0f,%.0f,%.0f,%.0f)", s->page->number, b.x0, b.y0, b.x1, b.y1));
}
