#include "ingest/bitmap.h"
#include <math.h>
#include <string.h>

/* Pixels: darker ones are ink; light ones that a line may skip, and rows that it may step over; how
 * thick it may be, and, where the scan is askew, how far it may wander on its way; what is wiped
 * out around it. Lines so many times as long as the least are rulings without further evidence. */
enum { DARK = 128, SKIP = 2, THICK = 12, ASKEW = 40, EDGE = 4, LONG = 3 };

/* ---- files ---- */

/* The next number of a greymap's header, behind white space and comments. */
static bool header_number(struct str s, size_t *at, size_t *out) {
    uint32_t v;
    while (*at < s.n && (strchr(" \t\r\n", s.p[*at]) || s.p[*at] == '#')) {
        size_t line = s.p[*at] == '#' ? str_find(s, S("\n"), *at) : *at;
        *at = line == SIZE_MAX ? s.n : line + 1;
    }
    size_t from = *at;
    while (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9')
        ++*at;
    if (!str_uint(str_cut(s, from, *at), &v))
        return false;
    *out = v;
    return true;
}

bool bitmap_read(struct arena *a, struct str pgm, struct bitmap *out) {
    size_t at = 2, width, height, most;
    if (!str_starts(pgm, S("P5")) || !header_number(pgm, &at, &width) ||
        !header_number(pgm, &at, &height) || !header_number(pgm, &at, &most) || most != 255)
        return false;
    at++; /* one white space */
    if (width == 0 || height == 0 || at > pgm.n || height > (pgm.n - at) / width)
        return false;
    *out = (struct bitmap){width, height, arena_alloc(a, width * height)};
    memcpy(out->grey, pgm.p + at, width * height);
    return true;
}

struct str bitmap_write(struct arena *a, const struct bitmap *b) {
    struct buf out = {.a = a};
    buf_fmt(&out, "P5\n%zu %zu\n255\n", b->width, b->height);
    buf_add(&out, (struct str){(const char *)b->grey, b->width * b->height});
    return buf_str(&out);
}

/* ---- lines ---- */

/* A line as far as it was followed; rows and columns of pixels, last ones included. */
struct trace {
    size_t first_row, last_row, from, to;
    size_t row_from, row_to; /* in its last row */
};

typedef VEC(struct trace) traces;

/* A run of ink in row y continues a line that the rows above have, or begins one. */
static void follow(struct arena *a, traces *open, size_t y, size_t from, size_t to) {
    for (size_t i = 0; i < open->n; i++) {
        struct trace *t = &open->at[i];
        if (from > t->row_to + SKIP || to + SKIP < t->row_from)
            continue;
        t->from = from < t->from ? from : t->from;
        t->to = to > t->to ? to : t->to;
        t->row_from = from;
        t->row_to = to;
        t->last_row = y;
        return;
    }
    *vec_push(a, open) = (struct trace){y, y, from, to, from, to};
}

static void find_runs(struct arena *a, const struct bitmap *b, size_t y, size_t least,
                      traces *open) {
    const unsigned char *row = b->grey + y * b->width;
    for (size_t x = 0; x < b->width;) {
        if (row[x] >= DARK) {
            x++;
            continue;
        }
        size_t from = x, last = x;
        for (; x < b->width && x - last <= SKIP; x++)
            last = row[x] < DARK ? x : last;
        if (last - from + 1 >= least)
            follow(a, open, y, from, last);
    }
}

/* Lines that ended above row y leave the open ones. */
static void close_lines(struct arena *a, traces *open, size_t y, boxes *out) {
    size_t kept = 0;
    for (size_t i = 0; i < open->n; i++) {
        struct trace t = open->at[i];
        size_t length = t.to - t.from + 1, height = t.last_row - t.first_row + 1;
        if (t.last_row + SKIP >= y)
            open->at[kept++] = t;
        else if (height <= THICK + length / ASKEW)
            *vec_push(a, out) = (struct box){(double)t.from, (double)t.first_row, (double)t.to + 1,
                                             (double)t.last_row + 1};
    }
    open->n = kept;
}

static boxes lines_across(struct arena *a, const struct bitmap *b, size_t least) {
    traces open = {0};
    boxes out = {0};
    for (size_t y = 0; y < b->height; y++) {
        find_runs(a, b, y, least, &open);
        close_lines(a, &open, y, &out);
    }
    close_lines(a, &open, SIZE_MAX, &out);
    return out;
}

static struct bitmap transposed(struct arena *a, const struct bitmap *b) {
    struct bitmap t = {b->height, b->width, arena_alloc(a, b->width * b->height)};
    for (size_t y = 0; y < b->height; y++)
        for (size_t x = 0; x < b->width; x++)
            t.grey[x * t.width + y] = b->grey[y * b->width + x];
    return t;
}

static bool between(double v, double from, double to) {
    return v > from - THICK && v < to + THICK;
}

/* Does a line that runs across this one end it at y? */
static bool ends_at(const boxes *across, struct box down, double y) {
    for (size_t i = 0; i < across->n; i++) {
        struct box h = across->at[i];
        if (between(y, h.y0, h.y1) && between(down.x0, h.x0, h.x1))
            return true;
    }
    return false;
}

/* With the grey at its edges. */
static void wipe(struct bitmap *b, struct box line) {
    size_t x0 = (size_t)fmax(line.x0 - EDGE, 0),
           x1 = (size_t)fmin(line.x1 + EDGE, (double)b->width);
    size_t y0 = (size_t)fmax(line.y0 - EDGE, 0),
           y1 = (size_t)fmin(line.y1 + EDGE, (double)b->height);
    for (size_t y = y0; y < y1; y++)
        memset(b->grey + y * b->width + x0, 255, x1 - x0);
}

/* A short line is a ruling between two others, else a stroke of a large letter. */
static bool is_ruling(struct box line, const boxes *across, double least) {
    bool framed = ends_at(across, line, line.y0) && ends_at(across, line, line.y1);
    return fmax(line.x1 - line.x0, line.y1 - line.y0) >= least || framed;
}

static bool is_thin(struct box line) {
    return fmin(line.x1 - line.x0, line.y1 - line.y0) <= THICK;
}

void bitmap_take_rulings(struct arena *a, struct bitmap *b, size_t least, boxes *out) {
    struct bitmap turned = transposed(a, b);
    boxes across = lines_across(a, b, 2 * least), down = lines_across(a, &turned, least);
    for (size_t i = 0; i < down.n; i++) {
        struct box d = down.at[i];
        down.at[i] = (struct box){d.y0, d.x0, d.y1, d.x1};
    }
    for (size_t i = 0; i < across.n + down.n; i++) {
        struct box line = i < across.n ? across.at[i] : down.at[i - across.n];
        if (!is_ruling(line, &across, (double)(LONG * least)))
            continue;
        if (is_thin(line))
            wipe(b, line);
        *vec_push(a, out) = line;
    }
}
