#include "ingest/lines.h"
#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>

/* Shares of a character's width or a line's height. Ideographs stand apart only where someone
 * typed a wide space; a space between ideographs and letters, which typesetters add by themselves,
 * is narrower than half a character. */
#define SAME_LINE 0.45
#define SMALL 0.75
#define GAP_WIDE 0.95
#define GAP_MIXED 0.48
#define GAP_LETTERS 0.15
#define INDENT 1.2
#define CENTRED 0.5
#define OFF_CENTRE 0.6
#define OTHER_SIZE 1.18
#define PARAGRAPH_GAP 1.4
#define SLACK 0.1
#define AS_WIDE 0.01
#define AUTO_SPACE 0.2

size_t word_bytes_before(const struct word *w, double x, double *at) {
    double width = box_width(w->box) / fmax((double)utf8_columns(w->text), 1), end = w->box.x0;
    size_t cut = 0;
    *at = end;
    for (size_t i = 0, from = 0; i < w->text.n; from = i) {
        utf8_next(w->text, &i);
        end += width * (double)utf8_columns(str_cut(w->text, from, i));
        if (fabs(end - x) >= fabs(*at - x))
            break;
        *at = end;
        cut = i;
    }
    return cut;
}

struct box box_union(struct box a, struct box b) {
    return (struct box){fmin(a.x0, b.x0), fmin(a.y0, b.y0), fmax(a.x1, b.x1), fmax(a.y1, b.y1)};
}

double box_width(struct box b) {
    return b.x1 - b.x0;
}

double box_height(struct box b) {
    return b.y1 - b.y0;
}

double box_middle(struct box b) {
    return (b.y0 + b.y1) / 2;
}

double height_of_text(struct arena *a, const struct page *p) {
    double *h = arena_array(a, p->words.n + 1, sizeof *h);
    for (size_t i = 0; i < p->words.n; i++)
        h[i] = box_height(p->words.at[i].box);
    qsort(h, p->words.n, sizeof *h, number_order);
    return h[p->words.n / 2];
}

/* ---- lines ---- */

/* Words that the source set in one line. */
struct strip {
    struct word **at;
    size_t n;
    struct box box;
};
typedef VEC(struct strip) strips;

static strips strips_of(struct arena *a, const words *in) {
    strips out = {0};
    for (size_t i = 0; i < in->n; i++) {
        struct word *w = in->at[i];
        if (i == 0 || w->line != in->at[i - 1]->line)
            *vec_push(a, &out) = (struct strip){&in->at[i], 0, w->box};
        struct strip *s = &out.at[out.n - 1];
        s->n++;
        s->box = box_union(s->box, w->box);
    }
    return out;
}

int number_order(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_height(struct arena *a, const strips *in) {
    double *h = arena_array(a, in->n + 1, sizeof *h);
    for (size_t i = 0; i < in->n; i++)
        h[i] = box_height(in->at[i].box);
    qsort(h, in->n, sizeof *h, number_order);
    return h[in->n / 2];
}

static int by_middle(const void *a, const void *b) {
    double x = box_middle(((const struct strip *)a)->box);
    double y = box_middle(((const struct strip *)b)->box);
    return (x > y) - (x < y);
}

static void add_strip(struct arena *a, struct line *l, const struct strip *s) {
    l->box = l->words.n ? box_union(l->box, s->box) : s->box;
    for (size_t i = 0; i < s->n; i++)
        *vec_push(a, &l->words) = s->at[i];
}

/* The line whose middle is nearest, of lines in order; it must reach as high or low as s. */
static struct line *line_beside(lines *in, const struct strip *s) {
    double y = box_middle(s->box);
    size_t from = 0, to = in->n;
    while (to - from > 1) {
        size_t mid = (from + to) / 2;
        *(box_middle(in->at[mid].box) <= y ? &from : &to) = mid;
    }
    struct line *best = NULL;
    for (size_t i = from; i < in->n && i <= from + 1; i++) {
        struct line *l = &in->at[i];
        if (l->box.y0 < y && y < l->box.y1 &&
            (!best || fabs(box_middle(l->box) - y) < fabs(box_middle(best->box) - y)))
            best = l;
    }
    return best;
}

/* Twice the width of a column, as terminals count them, with what letters leave free around them.
 */
static double em_of(const struct line *l) {
    double width = 0, columns = 0, em;
    for (size_t i = 0; i < l->words.n; i++) {
        width += box_width(l->words.at[i]->box);
        columns += (double)utf8_columns(l->words.at[i]->text);
    }
    if (columns == 0 || width == 0)
        return fmax(box_height(l->box), 1);
    em = 2 * width / columns;
    for (size_t i = 1; i < l->words.n; i++) {
        double gap = l->words.at[i]->box.x0 - l->words.at[i - 1]->box.x1;
        width += gap > 0 && gap < GAP_MIXED * em ? gap : 0;
    }
    return 2 * width / columns;
}

static int by_left(const void *a, const void *b) {
    const struct word *x = *(struct word *const *)a, *y = *(struct word *const *)b;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static int by_top(const void *a, const void *b) {
    double x = box_middle(((const struct line *)a)->box);
    double y = box_middle(((const struct line *)b)->box);
    return (x > y) - (x < y);
}

static void add_to_lines(struct arena *a, lines *out, const struct strip *s) {
    struct line *last = out->n ? &out->at[out->n - 1] : NULL;
    bool same = last && box_middle(s->box) - box_middle(last->box) <
                            SAME_LINE * fmin(box_height(last->box), box_height(s->box));
    if (!same)
        *(last = vec_push(a, out)) = (struct line){0};
    add_strip(a, last, s);
}

/* Small strips join the line they stand beside, or make lines of their own. */
static void add_small(struct arena *a, lines *out, const strips *all, double small) {
    lines apart = {0};
    for (size_t i = 0; i < all->n; i++) {
        const struct strip *s = &all->at[i];
        struct line *l = box_height(s->box) < small ? line_beside(out, s) : NULL;
        if (l)
            add_strip(a, l, s);
        else if (box_height(s->box) < small)
            add_to_lines(a, &apart, s);
    }
    for (size_t i = 0; i < apart.n; i++)
        *vec_push(a, out) = apart.at[i];
}

static void sort_words(struct line *l) {
    qsort(l->words.at, l->words.n, sizeof *l->words.at, by_left);
    l->em = em_of(l);
}

lines lines_of(struct arena *a, const words *in) {
    strips all = strips_of(a, in);
    lines out = {0};
    if (all.n == 0)
        return out;
    double small = SMALL * median_height(a, &all);
    qsort(all.at, all.n, sizeof *all.at, by_middle);
    for (size_t i = 0; i < all.n; i++)
        if (box_height(all.at[i].box) >= small)
            add_to_lines(a, &out, &all.at[i]);
    add_small(a, &out, &all, small);
    if (out.n)
        qsort(out.at, out.n, sizeof *out.at, by_top);
    for (size_t i = 0; i < out.n; i++)
        sort_words(&out.at[i]);
    return out;
}

/* ---- text ---- */

static int32_t first_of(struct str s) {
    size_t i = 0;
    return s.n ? utf8_next(s, &i) : 0;
}

static int32_t last_of(struct str s) {
    return first_of(utf8_tail(s, 1));
}

static double gap_that_parts(int32_t left, int32_t right) {
    int wide = (utf8_width(left) == 2) + (utf8_width(right) == 2);
    return wide == 2 ? GAP_WIDE : wide ? GAP_MIXED : GAP_LETTERS;
}

/* Single characters spread evenly over the line are one word. */
static bool is_spread(const struct line *l) {
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < l->words.n; i++) {
        const struct word *w = l->words.at[i];
        if (utf8_len(w->text) != 1 || utf8_width(first_of(w->text)) != 2)
            return false;
        double gap = i ? w->box.x0 - l->words.at[i - 1]->box.x1 : 0;
        least = i ? fmin(least, gap) : least;
        most = fmax(most, gap);
    }
    return l->words.n > 2 && most < 1.3 * least;
}

struct str line_text(struct arena *a, const struct line *l) {
    struct buf b = {.a = a};
    bool spread = is_spread(l);
    for (size_t i = 0; i < l->words.n; i++) {
        const struct word *w = l->words.at[i], *before = i ? l->words.at[i - 1] : NULL;
        if (before && !spread &&
            w->box.x0 - before->box.x1 >=
                l->em * gap_that_parts(last_of(before->text), first_of(w->text)))
            buf_byte(&b, ' ');
        buf_add(&b, w->text);
    }
    return buf_str(&b);
}

static bool is_letter(int32_t cp) {
    return cp > ' ' && utf8_width(cp) == 1 && !(cp >= '0' && cp <= '9');
}

void lines_join(struct buf *b, struct str text) {
    if (b->n && is_letter(last_of(buf_str(b))) && is_letter(first_of(text)))
        buf_byte(b, ' ');
    buf_add(b, text);
}

/* ---- paragraphs ---- */

static bool is_one_of(int32_t cp, struct str set) {
    for (size_t i = 0; i < set.n;)
        if (utf8_next(set, &i) == cp)
            return true;
    return false;
}

/* Columns of what may not be parted at a line's end: opening marks, a character or a word of
 * letters and digits, closing marks (GB/T 15834-2011, 5.1), and what quotation marks hold on to,
 * which programs take for either (UAX #14, QU), or a percent sign, which some keep with what
 * follows. */
struct unit {
    size_t columns;
    bool body, narrow, holds, ended;
};

static void add_to_unit(struct unit *u, int32_t cp) {
    bool quote = is_one_of(cp, S("“”‘’"));
    bool opens = quote || is_one_of(cp, S("（(《〈〔[【"));
    bool closes = quote || is_one_of(cp, S("，。、；：？！）)》〉〕]】%％"));
    bool more = u->narrow && utf8_width(cp) == 1 && !utf8_is_space(cp);
    if (u->body && !closes && !more && !u->holds) {
        u->ended = true;
        return;
    }
    u->body = u->body || !opens;
    u->narrow = u->body && utf8_width(cp) == 1;
    u->holds = quote || is_one_of(cp, S("%％"));
    u->columns += (size_t)utf8_width(cp);
}

static size_t columns_of_first(const struct line *l) {
    struct unit u = {0};
    for (size_t k = 0; k < l->words.n && !u.ended; k++)
        for (size_t i = 0; i < l->words.at[k]->text.n && !u.ended;)
            add_to_unit(&u, utf8_next(l->words.at[k]->text, &i));
    return u.columns;
}

static bool is_centred(const struct line *l, struct frame f) {
    double left = l->box.x0 - f.left, right = f.right - l->box.x1;
    return left > CENTRED * l->em && fabs(left - right) < OFF_CENTRE * l->em;
}

static int32_t last_char(const struct line *l) {
    return last_of(l->words.at[l->words.n - 1]->text);
}

/* Typesetters put a space of their own between Chinese characters and digits or letters. */
static double space_between(const struct line *a, const struct line *next) {
    int32_t x = last_char(a), y = first_of(next->words.at[0]->text);
    bool parted = utf8_is_han(x) ? utf8_width(y) == 1 : utf8_is_han(y) && utf8_width(x) == 1;
    return parted ? AUTO_SPACE * next->em : 0;
}

/* How much of a line's room its text takes; characters spread over all of it take less. */
static double width_used(const struct line *l, struct frame f) {
    if (is_spread(l))
        return (double)l->words.n * l->em;
    return is_centred(l, f) ? box_width(l->box) : l->box.x1 - f.left;
}

/* Does the text and so much more fill a line no more than another one is filled? */
static bool fits(const struct line *l, double more, struct frame f) {
    bool indented = l->box.x0 - f.left > CENTRED * l->em && !is_centred(l, f);
    double used = indented ? l->box.x1 - f.left : box_width(l->box);
    return used + more <= f.widest + AS_WIDE * l->em;
}

/* Is there no room left behind a for what next begins with, so that it had to begin a line? Where
 * it would just fit, a line that is as wide shows that there was. */
static bool is_full(const struct line *a, const struct line *next, struct frame f) {
    double need = (double)columns_of_first(next) * next->em / 2 + space_between(a, next);
    double left = f.right - f.left - width_used(a, f) - need;
    return left < 0 || (left < SLACK * next->em && !fits(a, need, f));
}

static bool differ(double x, double y) {
    return x > OTHER_SIZE * y || y > OTHER_SIZE * x;
}

/* Of two lines in one size one may be of wide digits, or in recognised text of low characters; but
 * not both measures tell them apart. */
static bool other_size(const struct line *a, const struct line *b) {
    return differ(a->em, b->em) && differ(box_height(a->box), box_height(b->box));
}

/* 3.建立, （3）建立, ③建立: an item of a list. */
static bool begins_item(const struct line *l) {
    struct str s = l->words.at[0]->text;
    size_t i = 0, digits = 0;
    int32_t cp = utf8_next(s, &i);
    if (cp >= 0x2460 && cp <= 0x2473)
        return true;
    bool open = cp == '(' || cp == 0xFF08;
    if (open)
        cp = i < s.n ? utf8_next(s, &i) : 0;
    for (; cp >= '0' && cp <= '9'; digits++)
        cp = i < s.n ? utf8_next(s, &i) : 0;
    bool more = !open && i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; /* 2.5 */
    return digits > 0 && digits < 3 && !more && is_one_of(cp, open ? S("）)") : S(".．、"));
}

bool line_ends_sentence(const struct line *l) {
    return is_one_of(last_char(l), S("。；！？"));
}

bool line_goes_on(const struct line *a, const struct line *next, struct frame f) {
    bool apart = next->box.y0 - a->box.y1 > PARAGRAPH_GAP * next->em;
    bool indented = next->box.x0 - f.left > INDENT * next->em && !is_centred(next, f);
    /* No paragraph ends or begins so. */
    bool open = is_one_of(last_char(a), S("，、")) ||
                is_one_of(first_of(next->words.at[0]->text), S("，、。；：！？）》”’"));
    bool item = line_ends_sentence(a) && begins_item(next);
    return !other_size(a, next) && !apart && !indented && !item && (open || is_full(a, next, f));
}
