/* Tables without rulings, as recognition leaves them: columns are parted by strips that stay empty
 * from line to line, rows by wider gaps between lines. A line over the strips is a row of its own.
 */
#include "base/utf8.h"
#include "ingest/sheet.h"
#include <math.h>

/* Shares of a character's width: between two columns of a header, and what must be left of that in
 * all lines below it; and by how much the gap above a row is wider than the others. */
#define HEADER_GAP 1.2
#define STRIP 0.5
#define ROW_GAP 0.35
enum { LEAST_COLUMNS = 3, LEAST_ROWS = 3 };

/* An empty strip, and words that must not stand in it. */
struct strip {
    double from, to;
};

struct block_of_lines {
    struct arena *a;
    const struct sheet *s;
    VEC(struct strip) strips;
    size_t first, end; /* lines of the sheet's text */
    bool *over;        /* by line: it crosses a strip */
    VEC(size_t) rows;  /* their first lines */
};

static void find_strips(struct block_of_lines *b, const struct line *header) {
    b->strips.n = 0;
    for (size_t i = 1; i < header->words.n; i++) {
        double from = header->words.at[i - 1]->box.x1, to = header->words.at[i]->box.x0;
        if (to - from > HEADER_GAP * header->em)
            *vec_push(b->a, &b->strips) = (struct strip){from, to};
    }
}

/* What a word leaves of a strip. */
static struct strip narrowed(struct strip s, struct box b) {
    if (b.x1 <= s.from || b.x0 >= s.to)
        return s;
    if (b.x0 - s.from > s.to - b.x1)
        s.to = fmax(b.x0, s.from);
    else
        s.from = fmin(b.x1, s.to);
    return s;
}

/* Narrows the strips by the line; false, and they stay, where it stands over one of them. */
static bool keeps_strips(struct block_of_lines *b, const struct line *l) {
    struct strip *kept = arena_array(b->a, b->strips.n + 1, sizeof *kept);
    for (size_t k = 0; k < b->strips.n; k++) {
        kept[k] = b->strips.at[k];
        for (size_t i = 0; i < l->words.n; i++)
            kept[k] = narrowed(kept[k], l->words.at[i]->box);
        if (kept[k].to - kept[k].from < STRIP * l->em)
            return false;
    }
    for (size_t k = 0; k < b->strips.n; k++)
        b->strips.at[k] = kept[k];
    return true;
}

/* The lines below the header that keep its strips; one over them is taken in where others follow.
 */
static void find_end(struct block_of_lines *b) {
    const lines *text = &b->s->text;
    b->end = b->first + 1;
    b->over[b->first] = false;
    for (size_t i = b->end; i < text->n && i <= b->end + 1; i++) {
        if (text->at[i].furniture)
            break;
        b->over[i] = !keeps_strips(b, &text->at[i]);
        if (!b->over[i])
            b->end = i + 1;
    }
}

/* ---- rows ---- */

static double gap_above(const struct block_of_lines *b, size_t i) {
    return b->s->text.at[i].box.y0 - b->s->text.at[i - 1].box.y1;
}

static bool has_first_column(const struct block_of_lines *b, size_t i) {
    return b->s->text.at[i].words.at[0]->box.x0 < b->strips.at[0].from + 1;
}

static double least_gap(const struct block_of_lines *b) {
    double least = INFINITY;
    for (size_t i = b->first + 1; i < b->end; i++)
        least = fmin(least, gap_above(b, i));
    return least;
}

/* Where all gaps are alike, what has text in the first column begins a row. */
static void find_rows(struct block_of_lines *b) {
    double least = least_gap(b);
    bool gaps = false;
    for (size_t i = b->first + 2; i < b->end; i++)
        gaps = gaps || gap_above(b, i) > least + ROW_GAP * b->s->text.at[i].em;
    *vec_push(b->a, &b->rows) = b->first;
    for (size_t i = b->first + 1; i < b->end; i++) {
        bool apart = gap_above(b, i) > least + ROW_GAP * b->s->text.at[i].em;
        bool begins = i == b->first + 1 || (gaps ? apart : has_first_column(b, i));
        if (begins || b->over[i] || b->over[i - 1])
            *vec_push(b->a, &b->rows) = i;
    }
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
    *l = (struct lattice){0};
    *vec_push(b->a, &l->xs) = all.x0 - 1;
    for (size_t k = 0; k < b->strips.n; k++)
        *vec_push(b->a, &l->xs) = (b->strips.at[k].from + b->strips.at[k].to) / 2;
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
    size_t filled = 0;
    for (size_t i = b->first; i < b->end; i++) {
        const struct line *l = &b->s->text.at[i];
        struct box from = l->words.at[0]->box, to = l->words.at[l->words.n - 1]->box;
        bool parted = false;
        for (size_t k = 0; k < b->strips.n; k++)
            parted = parted || (from.x0 < b->strips.at[k].from && to.x1 > b->strips.at[k].to);
        filled += parted;
    }
    return 2 * filled >= b->end - b->first;
}

/* Does a table begin with line i? */
static bool begins_table(struct block_of_lines *b, size_t i) {
    const struct line *l = &b->s->text.at[i];
    find_strips(b, l);
    if (l->furniture || b->strips.n + 1 < LEAST_COLUMNS)
        return false;
    b->first = i;
    find_end(b);
    b->rows.n = 0;
    if (b->end - b->first < LEAST_ROWS)
        return false;
    find_rows(b);
    return b->rows.n >= LEAST_ROWS && is_filled(b);
}

int sheet_unruled(struct arena *a, struct sheet *s, const struct limits *limits,
                  struct diags *diags) {
    struct block_of_lines b = {.a = a, .s = s};
    lines rest = {0};
    b.over = arena_alloc(a, s->text.n + 1);
    for (size_t i = 0; i < s->text.n; i++) {
        if (!begins_table(&b, i)) {
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
        *vec_push(a, &s->tables) = l;
        i = b.end - 1;
    }
    s->text.at = rest.at;
    s->text.n = s->text.cap = rest.n;
    return 0;
}
