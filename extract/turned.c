/* Tables whose names stand in front of what they name, not above it: a card of one task (牵头单位 |
 * A | 配合单位 | B in a row), or a column for each. They become a header and a row for each task.
 */
#include "extract/turned.h"

enum { LEAST_NAMES = 3, MOST_ROWS = 64 };

/* A name and the cells behind it. */
struct segment {
    const struct gcell *name, *values;
    size_t n;
};
typedef VEC(struct segment) segments;

static bool is_name(struct work *w, const struct gcell *cell) {
    return cell->paras.n &&
           rules_header(w->rules, cell_squeezed(w->a, &cell->paras)).field != FIELD_NONE;
}

/* The first cell of a row is a name, whether known or not; behind it, those that are known. False
 * where a name has nothing behind it. */
static bool cut_row(struct work *w, const struct gcell *cells, size_t n, segments *out) {
    struct segment s = {.name = cells, .values = cells + 1};
    for (size_t c = 1; c < n; c++) {
        if (cells[c].beside || !is_name(w, &cells[c])) {
            s.n++;
            continue;
        }
        if (s.n == 0)
            return false;
        *vec_push(w->a, out) = s;
        s = (struct segment){.name = &cells[c], .values = &cells[c + 1]};
    }
    *vec_push(w->a, out) = s;
    return s.n > 0;
}

/* Cells of the segment that are cells of their own. */
static size_t own_cells(const struct segment *s) {
    size_t own = 0;
    for (size_t i = 0; i < s->n; i++)
        own += i == 0 || !s->values[i].beside;
    return own;
}

static size_t most_cells(const segments *all) {
    size_t most = 0;
    for (size_t i = 0; i < all->n; i++)
        most = own_cells(&all->at[i]) > most ? own_cells(&all->at[i]) : most;
    return most;
}

/* Most names are known, each once, and each has something behind it. */
static bool are_named(struct work *w, const segments *all) {
    size_t known = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct segment *s = &all->at[i];
        known += is_name(w, s->name) && !s->name->above;
        if (s->values[0].beside || s->name->paras.n == 0)
            return false;
        for (size_t k = 0; k < i; k++)
            if (!s->name->above && str_eq(cell_squeezed(w->a, &s->name->paras),
                                          cell_squeezed(w->a, &all->at[k].name->paras)))
                return false;
    }
    return known >= LEAST_NAMES && 2 * known > all->n;
}

/* The cell of the record; one that is merged with that of the record before says the same. */
static struct gcell value_of(const struct segment *s, size_t record) {
    struct gcell cell = s->values[record < s->n ? record : 0];
    cell.above = cell.beside && record > 0;
    cell.beside = false;
    return cell;
}

/* Under one name that is merged down, the values are paragraphs of one. */
static void add_lines(struct work *w, struct gcell *to, const struct gcell *more) {
    paras both = {0};
    for (size_t i = 0; i < to->paras.n; i++)
        *vec_push(w->laid, &both) = to->paras.at[i];
    for (size_t i = 0; i < more->paras.n; i++)
        *vec_push(w->laid, &both) = more->paras.at[i];
    to->paras = both;
}

struct gcell *turned(struct work *w, const struct gcell *cells, size_t rows, size_t columns,
                     size_t *records, size_t *fields) {
    segments all = {0};
    for (size_t r = 0; r < rows; r++)
        if (rows > MOST_ROWS || !cut_row(w, cells + r * columns, columns, &all))
            return NULL;
    size_t most = most_cells(&all);
    bool card = most == 1;
    if (!are_named(w, &all) || !(card || all.n == rows))
        return NULL;
    *records = card ? 1 : columns - 1;
    struct gcell *out = arena_array(w->a, (*records + 1) * all.n, sizeof *out);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        bool goes_on = all.at[i].name->above && n > 0;
        n += !goes_on;
        for (size_t r = 0; r < *records; r++) {
            struct gcell value = value_of(&all.at[i], r);
            if (goes_on)
                add_lines(w, &out[(r + 1) * all.n + n - 1], &value);
            else
                out[(r + 1) * all.n + n - 1] = value;
        }
        if (!goes_on)
            out[n - 1] = *all.at[i].name;
    }
    for (size_t r = 1; r <= *records; r++)
        for (size_t c = 0; c < n; c++)
            out[r * n + c] = out[r * all.n + c];
    *fields = n;
    return out;
}
