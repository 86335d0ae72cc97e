/* Lines and pages of text that spaces align, and the furniture on them. */
#include "ingest/aligned.h"
#include "base/utf8.h"
#include "ingest/sheet.h"

static size_t spaces_at(struct str s, size_t i, size_t *bytes) {
    size_t n = 0, from = i;
    while (i < s.n) {
        size_t next = i;
        if (!utf8_is_space(utf8_next(s, &next)))
            break;
        i = next;
        n++;
    }
    *bytes = i - from;
    return n;
}

void runs_of(struct arena *a, struct str s, size_t spaces, runs *out) {
    size_t at = 0, bytes;
    struct run run = {0};
    size_t begin = 0, end = 0;
    for (size_t i = 0; i < s.n;) {
        size_t n = spaces_at(s, i, &bytes);
        if (n) {
            at += n;
            i += bytes;
            continue;
        }
        if (end == 0 || at - run.to >= spaces) {
            if (end)
                *vec_push(a, out) = run;
            run.from = at;
            begin = i;
        }
        utf8_next(s, &i);
        run.to = ++at;
        end = i;
        run.text = str_cut(s, begin, end);
    }
    if (end)
        *vec_push(a, out) = run;
}

static void add_line(struct arena *a, struct aligned_text *t, struct str text, uint32_t number,
                     uint32_t *gap) {
    if (utf8_blank(text)) {
        ++*gap;
        return;
    }
    struct aligned_line *l = vec_push(a, &t->lines);
    *l = (struct aligned_line){.text = text, .number = number, .gap = *gap};
    runs_of(a, text, 2, &l->runs);
    *gap = 0;
}

void aligned_read(struct arena *a, struct str text, struct aligned_text *out) {
    struct lines l = {.text = text};
    struct str line;
    uint32_t gap = 0;
    while (lines_next(&l, &line)) {
        for (size_t end; (end = str_find(line, S("\f"), 0)) != SIZE_MAX;) {
            add_line(a, out, str_cut(line, 0, end), l.number, &gap);
            *vec_push(a, &out->ends) = out->lines.n;
            line = str_cut(line, end + 1, line.n);
            gap = 0;
        }
        add_line(a, out, line, l.number, &gap);
    }
    *vec_push(a, &out->ends) = out->lines.n;
    if (out->lines.n == 0)
        out->ends.n = 0; /* no line, no page */
}

/* ---- furniture ---- */

/* Lines at a page's end that a blank line parts from the rest: at most so many. */
enum { EDGE_LINES = 3, PAGES_ON = 2, REST_LINES = 2, REST_CHARS = 5 };

struct aligned_page aligned_page_at(const struct aligned_text *t, size_t i) {
    size_t from = i ? t->ends.at[i - 1] : 0;
    return (struct aligned_page){t->lines.at + from, t->ends.at[i] - from};
}

static size_t lines_at_head(struct aligned_page p) {
    size_t n = 1;
    while (n < p.n && p.lines[n].gap == 0)
        n++;
    return n < p.n && n <= EDGE_LINES ? n : 0;
}

static size_t lines_at_foot(struct aligned_page p) {
    size_t n = 1;
    while (n < p.n && p.lines[p.n - n].gap == 0)
        n++;
    return n < p.n && n <= EDGE_LINES ? n : 0;
}

bool aligned_same(struct arena *a, const struct aligned_line *x, const struct aligned_line *y) {
    return str_eq(utf8_squeeze(a, x->text), utf8_squeeze(a, y->text));
}

static bool stands_at_edge(struct arena *a, struct aligned_page p, const struct aligned_line *l) {
    size_t head = lines_at_head(p), foot = lines_at_foot(p);
    for (size_t i = 0; i < p.n; i++)
        if ((i < head || i + foot >= p.n) && aligned_same(a, &p.lines[i], l))
            return true;
    return false;
}

/* What one in three of the pages around has at its edge, as where they are set in turn, returns; a
 * unit at the end of a column may stand there on one or the other. */
static bool returns(struct arena *a, const struct aligned_text *t, size_t page,
                    const struct aligned_line *l) {
    size_t last = t->ends.n > 2 * PAGES_ON ? t->ends.n - 2 * PAGES_ON - 1 : 0, with = 0, pages = 0;
    size_t from = page > PAGES_ON ? page - PAGES_ON : 0;
    from = from < last ? from : last;
    for (size_t k = from; k < t->ends.n && k <= from + 2 * PAGES_ON; k++) {
        pages += k != page;
        with += k != page && stands_at_edge(a, aligned_page_at(t, k), l);
    }
    return with > 0 && 3 * with >= pages;
}

/* May line i hold the rest of names of columns that stand right above or below it (完成时 over 限)?
 * Its pieces are short then, and none stands to the left of the first name. */
static bool is_rest_of_names(struct arena *a, struct aligned_page p, size_t i, size_t most) {
    const struct aligned_line *l = &p.lines[i], *names = NULL;
    size_t from = i, end = i;
    while (from > 0 && i - from < REST_LINES && p.lines[from].gap == 0)
        from--;
    while (end + 1 < p.n && end - i < REST_LINES && p.lines[end + 1].gap == 0)
        end++;
    for (size_t k = from; k <= end && !names; k++)
        names = p.lines[k].runs.n >= most ? &p.lines[k] : NULL;
    bool rest = names && l->runs.at[0].from >= names->runs.at[0].from;
    runs parted = {0};
    runs_of(a, l->text, 1, &parted);
    for (size_t k = 0; rest && k < parted.n; k++)
        rest = utf8_len(parted.at[k].text) <= REST_CHARS;
    return rest;
}

static void furnish(struct arena *a, struct aligned_text *t, size_t page, size_t most) {
    struct aligned_page p = aligned_page_at(t, page);
    size_t head = lines_at_head(p), foot = lines_at_foot(p);
    for (size_t i = 0; i < p.n; i++) {
        struct aligned_line *l = &p.lines[i];
        bool first = i == 0 || i + 1 == p.n, edge = i < head || i + foot >= p.n;
        if (first && l->runs.n == 1 && sheet_is_page_number(l->text))
            l->furniture = "page number";
        else if (edge && l->runs.n < most && !is_rest_of_names(a, p, i, most) &&
                 returns(a, t, page, l))
            l->furniture = "running head";
    }
}

void aligned_furnish(struct arena *a, struct aligned_text *t, size_t most) {
    for (size_t i = 0; i < t->ends.n; i++)
        furnish(a, t, i, most);
}
