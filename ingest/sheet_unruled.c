/* Tables without rulings, as recognition leaves them: columns are parted by strips that stay empty
 * from line to line, rows by wider gaps between lines. A line over the strips is a row of its own.
 */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>
#include <stdlib.h>

/* Shares of a character's width: between two columns of a header, and what must be left of that in
 * all lines below it; and by how much the gap above a row is wider than the others. */
#define HEADER_GAP 1.2
#define STRIP 0.5
#define ROW_GAP 0.35
/* Of a line's height: by how much lines overlap that stand half a line off each other. */
#define BESIDE 0.1
enum { LEAST_COLUMNS = 3, LEAST_ROWS = 3, HEADER_LINES = 7 };

/* Between two names of the header: the stretches of it that no line has text in. */
struct strip {
    VEC(struct gutter) empty;
};

struct strips {
    struct strip *at;
    size_t n, cap;
};

struct block_of_lines {
    struct arena *a;
    const struct sheet *s;
    struct strips strips; /* never changed where they stand */
    size_t first, end;    /* lines of the sheet's text */
    size_t head; /* so many of them, from the first on, are the header; 0: it is not here */
    const struct sheet *before; /* whose table goes on; NULL: none does */
    bool *over;                 /* by line: it crosses a strip */
    VEC(size_t) rows;           /* their first lines */
};

static bool overlap(double from, double to, double other_from, double other_to) {
    double least = fmin(to - from, other_to - other_from);
    return fmin(to, other_to) - fmax(from, other_from) > BESIDE * least;
}

/* Do words of the line stand beside the line's above, half a line off, and none over one of them?
 */
static bool stands_beside(const struct line *l, const struct line *above) {
    bool beside = false;
    for (size_t i = 0; i < l->words.n; i++)
        for (size_t k = 0; k < above->words.n; k++) {
            struct box a = l->words.at[i]->box, b = above->words.at[k]->box;
            bool level = overlap(a.y0, a.y1, b.y0, b.y1);
            if (level && overlap(a.x0, a.x1, b.x0, b.x1))
                return false;
            beside = beside || level;
        }
    return beside;
}

/* The lines of a header: names that break in narrow columns, set about the middle of all (序 over
 * 号), stand half a line off the others. */
static size_t header_lines(const lines *text, size_t first) {
    size_t n = 1;
    while (n < HEADER_LINES && first + n < text->n &&
           stands_beside(&text->at[first + n], &text->at[first + n - 1]))
        n++;
    return n;
}

static struct str text_of(struct arena *a, const lines *text, size_t first, size_t n) {
    struct buf b = {.a = a};
    for (size_t i = first; i < first + n; i++)
        buf_add(&b, line_text(a, &text->at[i]));
    return buf_str(&b);
}

static int by_left(const void *a, const void *b) {
    double x = (*(struct word *const *)a)->box.x0, y = (*(struct word *const *)b)->box.x0;
    return (x > y) - (x < y);
}

static void find_strips(struct block_of_lines *b, const lines *text, size_t first, size_t n) {
    words all = {0};
    for (size_t i = first; i < first + n; i++)
        for (size_t k = 0; k < text->at[i].words.n; k++)
            *vec_push(b->a, &all) = text->at[i].words.at[k];
    b->strips = (struct strips){0};
    if (all.n == 0)
        return;
    qsort(all.at, all.n, sizeof *all.at, by_left);
    double from = all.at[0]->box.x1;
    for (size_t i = 1; i < all.n; i++) {
        double to = all.at[i]->box.x0;
        if (to - from > HEADER_GAP * text->at[first].em) {
            struct strip *s = vec_push(b->a, &b->strips);
            *s = (struct strip){0};
            *vec_push(b->a, &s->empty) = (struct gutter){from, to};
        }
        from = fmax(from, all.at[i]->box.x1);
    }
}

static bool touches(const struct strip *s, struct box b) {
    for (size_t i = 0; i < s->empty.n; i++)
        if (b.x1 > s->empty.at[i].from && b.x0 < s->empty.at[i].to)
            return true;
    return false;
}

/* What a word leaves of a strip; too little to part columns is nothing. */
static struct strip without(struct arena *a, const struct strip *s, struct box b, double least) {
    struct strip left = {0};
    for (size_t i = 0; i < s->empty.n; i++) {
        struct gutter e = s->empty.at[i];
        double end = fmin(e.to, b.x0), from = fmax(e.from, b.x1);
        if (b.x1 <= e.from || b.x0 >= e.to)
            *vec_push(a, &left.empty) = e;
        else if (end - e.from >= least)
            *vec_push(a, &left.empty) = (struct gutter){e.from, end};
        if (b.x1 > e.from && b.x0 < e.to && e.to - from >= least)
            *vec_push(a, &left.empty) = (struct gutter){from, e.to};
    }
    return left;
}

/* Narrows the strips by the line; false, and they stay, where it stands over one of them. */
static bool keeps_strips(struct block_of_lines *b, const struct line *l) {
    struct strip *kept = arena_array(b->a, b->strips.n + 1, sizeof *kept);
    for (size_t k = 0; k < b->strips.n; k++) {
        kept[k] = b->strips.at[k];
        for (size_t i = 0; i < l->words.n; i++)
            if (touches(&kept[k], l->words.at[i]->box))
                kept[k] = without(b->a, &kept[k], l->words.at[i]->box, STRIP * l->em);
        if (kept[k].empty.n == 0)
            return false;
    }
    b->strips.at = kept;
    return true;
}

/* The widest stretch of a strip. */
static struct gutter widest(const struct strip *s) {
    struct gutter best = s->empty.at[0];
    for (size_t i = 1; i < s->empty.n; i++)
        if (s->empty.at[i].to - s->empty.at[i].from > best.to - best.from)
            best = s->empty.at[i];
    return best;
}

static double middle(struct gutter s) {
    return (s.from + s.to) / 2;
}

/* One text, with no room in it that could part columns. */
static bool is_one_text(const struct line *l) {
    for (size_t i = 1; i < l->words.n; i++)
        if (l->words.at[i]->box.x0 - l->words.at[i - 1]->box.x1 > HEADER_GAP * l->em)
            return false;
    return true;
}

static bool ends_page(const struct block_of_lines *b, size_t i) {
    const struct line *l = &b->s->text.at[i];
    return l->furniture || (i + 1 == b->s->text.n && sheet_is_page_number(line_text(b->a, l)));
}

static bool is_last(const struct block_of_lines *b, size_t i) {
    return i == b->s->text.n || (i + 1 == b->s->text.n && ends_page(b, i));
}

/* One text that ends a page below a table, from the first column on: what it heads follows on the
 * next one. */
static bool is_section_at_foot(const struct block_of_lines *b, size_t i) {
    if (b->s->last || i >= b->s->text.n || ends_page(b, i) || !is_last(b, i + 1))
        return false;
    const struct line *l = &b->s->text.at[i];
    return is_one_text(l) && l->box.x0 < widest(&b->strips.at[0]).from;
}

/* The lines, below the header where there is one, that keep the strips; one over them is taken in
 * where others follow. One text alone may be a section's name, that other lines' strips are told
 * from first. */
static void find_end(struct block_of_lines *b) {
    const lines *text = &b->s->text;
    b->end = b->first + b->head;
    for (size_t i = b->first; i <= b->end; i++)
        b->over[i] = false;
    for (size_t i = b->end; i < text->n && i <= b->end + 1 && !ends_page(b, i); i++) {
        struct strips as_it_was = b->strips;
        b->over[i] = !keeps_strips(b, &text->at[i]);
        if (!b->over[i])
            b->end = i + 1;
        if (is_one_text(&text->at[i]))
            b->strips = as_it_was;
    }
    for (size_t i = b->first + b->head; i < b->end; i++)
        b->over[i] = b->over[i] || !keeps_strips(b, &text->at[i]);
    while (b->end > b->first && b->over[b->end - 1])
        b->end--;
    if (b->end > b->first && is_section_at_foot(b, b->end))
        b->over[b->end++] = true;
}

/* ---- rows ---- */

static double gap_above(const struct block_of_lines *b, size_t i) {
    return b->s->text.at[i].box.y0 - b->s->text.at[i - 1].box.y1;
}

static bool has_first_column(const struct block_of_lines *b, size_t i) {
    return b->s->text.at[i].words.at[0]->box.x0 < widest(&b->strips.at[0]).from + 1;
}

static double least_gap(const struct block_of_lines *b) {
    double least = INFINITY;
    for (size_t i = b->first + (b->head ? b->head : 1); i < b->end; i++)
        least = fmin(least, gap_above(b, i));
    return least;
}

/* Where all gaps are alike, what has text in the first column begins a row. */
static void find_rows(struct block_of_lines *b) {
    double least = least_gap(b);
    bool gaps = false;
    for (size_t i = b->first + 1 + b->head; i < b->end; i++)
        gaps = gaps || gap_above(b, i) > least + ROW_GAP * b->s->text.at[i].em;
    *vec_push(b->a, &b->rows) = b->first;
    for (size_t i = b->first + (b->head ? b->head : 1); i < b->end; i++) {
        bool apart = gap_above(b, i) > least + ROW_GAP * b->s->text.at[i].em;
        bool begins = i == b->first + b->head || (gaps ? apart : has_first_column(b, i));
        if (begins || b->over[i] || b->over[i - 1])
            *vec_push(b->a, &b->rows) = i;
    }
}

static size_t column_of(const struct block_of_lines *b, const struct word *w) {
    size_t c = 0;
    while (c < b->strips.n && (w->box.x0 + w->box.x1) / 2 > middle(widest(&b->strips.at[c])))
        c++;
    return c;
}

/* Does a cell of lines [from, end) begin below the first of them? */
static bool begins_below(const struct block_of_lines *b, size_t from, size_t end) {
    bool *has = arena_alloc(b->a, b->strips.n + 1);
    for (size_t i = from; i < end; i++)
        for (size_t k = 0; k < b->s->text.at[i].words.n; k++) {
            size_t c = column_of(b, b->s->text.at[i].words.at[k]);
            if (i > from && !has[c])
                return true;
            has[c] = true;
        }
    return false;
}

/* Is it text of one column alone? */
static bool stands_alone(const struct block_of_lines *b, size_t from, size_t end) {
    size_t column = column_of(b, b->s->text.at[from].words.at[0]);
    for (size_t i = from; i < end; i++)
        for (size_t k = 0; k < b->s->text.at[i].words.n; k++)
            if (column_of(b, b->s->text.at[i].words.at[k]) != column)
                return false;
    return !b->over[from];
}

/* Where cells are set from the top, all of a row begin in its first line, and hardly a row is one
 * cell alone; where many are not so, cells are set about their middles, and gaps between lines say
 * nothing of rows. */
static bool is_set_from_top(const struct block_of_lines *b) {
    size_t odd = 0, tell = 0;
    for (size_t r = 1; r < b->rows.n; r++) {
        size_t from = b->rows.at[r], end = r + 1 < b->rows.n ? b->rows.at[r + 1] : b->end;
        bool alone = stands_alone(b, from, end), high = end > from + 1;
        tell += high || alone;
        odd += alone || (high && begins_below(b, from, end));
    }
    return 4 * odd <= tell;
}

static bool joined(void *ctx, size_t r, size_t c, bool down) {
    const struct block_of_lines *b = ctx;
    (void)c;
    return !down && b->over[b->rows.at[r]];
}

/* ---- the table ---- */

static struct box box_of_lines(const struct block_of_lines *b) {
    struct box all = b->s->text.at[b->first].box;
    for (size_t i = b->first; i < b->end; i++)
        all = box_union(all, b->s->text.at[i].box);
    return all;
}

static void lay_block(struct block_of_lines *b, struct lattice *l) {
    struct box all = box_of_lines(b);
    *l = (struct lattice){.printed = b->before ? b->before->printed : !is_set_from_top(b)};
    for (size_t i = b->first; i < b->end && l->printed; i++) {
        b->rows.n = i == b->first ? 0 : b->rows.n;
        if (i == b->first || i >= b->first + b->head)
            *vec_push(b->a, &b->rows) = i;
    }
    *vec_push(b->a, &l->xs) = all.x0 - 1;
    for (size_t k = 0; k < b->strips.n; k++)
        *vec_push(b->a, &l->xs) = middle(widest(&b->strips.at[k]));
    *vec_push(b->a, &l->xs) = all.x1 + 1;
    for (size_t r = 0; r < b->rows.n; r++) {
        size_t i = b->rows.at[r];
        *vec_push(b->a, &l->ys) = r ? b->s->text.at[i].box.y0 - gap_above(b, i) / 2 : all.y0 - 1;
    }
    *vec_push(b->a, &l->ys) = all.y1 + 1;
    lattice_lay(b->a, l, joined, b);
    for (size_t r = 0, i = b->first; i < b->end; i++) {
        const struct line *line = &b->s->text.at[i];
        r += r + 1 < b->rows.n && b->rows.at[r + 1] == i;
        for (size_t k = 0; k < line->words.n; k++) {
            struct word *w = line->words.at[k];
            struct site *site =
                lattice_site(l, (w->box.x0 + w->box.x1) / 2, (l->ys.at[r] + l->ys.at[r + 1]) / 2);
            *vec_push(b->a, &site->words) = w;
        }
    }
}

/* Text that is parted by chance fills one column alone in most of its lines. */
static bool is_filled(const struct block_of_lines *b) {
    size_t *alone = arena_array(b->a, b->strips.n + 1, sizeof *alone);
    for (size_t i = b->first; i < b->end; i++) {
        const struct line *l = &b->s->text.at[i];
        size_t first = column_of(b, l->words.at[0]);
        if (column_of(b, l->words.at[l->words.n - 1]) == first &&
            2 * ++alone[first] > b->end - b->first)
            return false;
    }
    return true;
}

/* Does a table begin with line i? */
static bool begins_table(struct block_of_lines *b, size_t i) {
    const struct line *l = &b->s->text.at[i];
    size_t head = header_lines(&b->s->text, i);
    find_strips(b, &b->s->text, i, head);
    if (l->furniture || b->strips.n + 1 < LEAST_COLUMNS)
        return false;
    b->first = i;
    b->head = head;
    b->before = NULL;
    find_end(b);
    b->rows.n = 0;
    if (b->end - b->first < LEAST_ROWS + head - 1)
        return false;
    find_rows(b);
    return b->rows.n >= LEAST_ROWS && is_filled(b);
}

/* Does the table that ended the page before go on in this one's lines? */
static bool goes_on(struct block_of_lines *b, const struct sheet *before) {
    size_t over = 0;
    if (!before || before->gutters.n == 0 || b->s->text.n == 0)
        return false;
    b->strips = (struct strips){0};
    for (size_t k = 0; k < before->gutters.n; k++) {
        struct strip *s = vec_push(b->a, &b->strips);
        *s = (struct strip){0};
        *vec_push(b->a, &s->empty) = before->gutters.at[k];
    }
    b->first = 0;
    size_t head = header_lines(&b->s->text, 0);
    b->head = str_eq(text_of(b->a, &b->s->text, 0, head), before->head) ? head : 0;
    find_end(b);
    for (size_t i = 0; i < b->end; i++)
        over += b->over[i];
    if (b->end == 0 || 2 * over > b->end || !is_filled(b))
        return false;
    b->rows.n = 0;
    b->before = before;
    find_rows(b);
    return true;
}

/* What the next page has to know of a table that ends this one. */
static void leave_open(struct block_of_lines *b, struct sheet *s, const struct lattice *l) {
    if (!is_last(b, b->end))
        return;
    s->printed = l->printed;
    for (size_t k = 0; k < b->strips.n; k++)
        *vec_push(b->a, &s->gutters) = widest(&b->strips.at[k]);
    s->head = b->head ? text_of(b->a, &s->text, b->first, b->head) : b->before->head;
}

int sheet_unruled(struct arena *a, struct sheet *s, const struct sheet *before,
                  const struct limits *limits, struct diags *diags) {
    struct block_of_lines b = {.a = a, .s = s};
    lines rest = {0};
    b.over = arena_alloc(a, s->text.n + 1);
    for (size_t i = 0; i < s->text.n; i++) {
        if (!(i == 0 && goes_on(&b, before)) && !begins_table(&b, i)) {
            *vec_push(a, &rest) = s->text.at[i];
            continue;
        }
        if (b.strips.n >= limits->columns) {
            diag_add(diags, DIAG_LIMIT, place_in(str_fmt(a, "page %u", s->page->number)),
                     S("more columns than --max-columns allows"));
            return -1;
        }
        struct lattice l;
        lay_block(&b, &l);
        leave_open(&b, s, &l);
        *vec_push(a, &s->tables) = l;
        i = b.end - 1;
    }
    s->text.at = rest.at;
    s->text.n = s->text.cap = rest.n;
    return 0;
}
