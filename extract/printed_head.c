/* The header of a table of printed lines, whose names may take several of them. */
#include "extract/printed.h"

enum { HEAD_LINES = 7, LINES_ABOVE = 2 };

bool printed_across(const struct gcell *cells, size_t n) {
    for (size_t c = 1; c < n; c++)
        if (!cells[c].beside)
            return false;
    return n > 1;
}

void printed_add(struct arena *a, struct gcell *to, const struct gcell *from) {
    if (to->paras.n == 0)
        to->at = from->at;
    for (size_t k = 0; k < from->paras.n; k++)
        *vec_push(a, &to->paras) = from->paras.at[k];
}

/* Lines [from, end) as one row of names. */
static struct gcell *stacked(struct arena *a, const struct gcell *cells, size_t n, size_t from,
                             size_t end) {
    struct gcell *row = arena_array(a, n, sizeof *row);
    for (size_t i = from; i < end; i++)
        for (size_t c = 0; c < n; c++)
            printed_add(a, &row[c], &cells[i * n + c]);
    return row;
}

/* The names of groups, which stand above or beside those of their columns and about their middle:
 * where a line's names fill columns that the lines above leave empty, but for one. NULL: none. */
static struct gcell *groups_above(struct arena *a, struct gcell *row, const struct gcell *low,
                                  size_t n) {
    struct gcell *groups = NULL;
    for (size_t c = 0, end; c < n; c = end + 1) {
        size_t named = n, names = 0;
        for (end = c; end < n && low[end].paras.n; end++)
            if (row[end].paras.n) {
                named = end;
                names++;
            }
        if (end - c < 2 || names != 1)
            continue;
        groups = groups ? groups : arena_array(a, n, sizeof *groups);
        for (size_t k = c; k < end; k++) {
            groups[k] = row[named];
            groups[k].beside = k > c;
        }
        for (size_t k = c; k < end; k++)
            row[k] = low[k];
    }
    return groups;
}

static struct header *head_in(struct work *w, const struct gcell *cells, size_t n, size_t from,
                              size_t end, size_t *known) {
    struct gcell *row = stacked(w->a, cells, n, from, end);
    struct header *h = header_of(w, NULL, row, n, false, known);
    if (end - from < 2)
        return h;
    size_t grouped = 0;
    row = stacked(w->a, cells, n, from, end - 1);
    struct gcell *groups = groups_above(w->a, row, &cells[(end - 1) * n], n);
    struct header *g = groups ? header_of(w, groups, row, n, false, &grouped) : NULL;
    if (!g || grouped <= *known)
        return h;
    *known = grouped;
    return g;
}

/* Names whose rest stands below: a bracket is not closed, or what is set above the middle of the
 * others has nothing below it. */
static size_t open_names(const struct printed_head *h, const struct gcell *cells, size_t n) {
    size_t open = 0, main = h->from, most = 0;
    for (size_t i = h->from; i < h->end; i++) {
        size_t texts = 0;
        for (size_t c = 0; c < n; c++)
            texts += cells[i * n + c].paras.n > 0;
        if (texts > most) {
            most = texts;
            main = i;
        }
    }
    for (size_t c = 0; c < n; c++) {
        bool above = false, below = cells[main * n + c].paras.n > 0;
        for (size_t i = h->from; i < h->end; i++)
            *(i < main ? &above : &below) |= cells[i * n + c].paras.n > 0;
        bool bracket = str_find(h->headers[c].name, S("（"), 0) != SIZE_MAX &&
                       str_find(h->headers[c].name, S("）"), 0) == SIZE_MAX;
        open += bracket || (above && !below);
    }
    return open;
}

static size_t named_columns(const struct header *h, size_t n) {
    size_t named = 0;
    for (size_t c = 0; c < n; c++)
        named += h[c].name.n > 0;
    return named;
}

static bool is_better(const struct printed_head *a, const struct printed_head *b,
                      const struct gcell *cells, size_t n) {
    if (!b->headers || a->known != b->known)
        return !b->headers || a->known > b->known;
    size_t open = open_names(a, cells, n), less = open_names(b, cells, n);
    if (open != less)
        return open < less;
    return named_columns(a->headers, n) > named_columns(b->headers, n);
}

struct printed_head printed_find_head(struct work *w, const struct gcell *cells, size_t lines,
                                      size_t n) {
    struct printed_head best = {0};
    for (size_t from = 0; from <= LINES_ABOVE && from < lines; from++)
        for (size_t end = from + 1; end <= from + HEAD_LINES && end <= lines; end++) {
            size_t known = 0;
            if (printed_across(&cells[(end - 1) * n], n))
                break;
            struct header *h = head_in(w, cells, n, from, end, &known);
            struct printed_head here = {from, end, known, h};
            if (h && is_better(&here, &best, cells, n))
                best = here;
        }
    return best;
}
