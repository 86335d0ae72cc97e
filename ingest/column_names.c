/* The columns' names: which are a line's, and whose they are. */
#include "base/utf8.h"
#include "ingest/gutters.h"
#include <stdlib.h>

void line_names(struct arena *a, const struct aligned_line *l, runs *out) {
    for (size_t i = 0; i < l->runs.n; i++) {
        runs words = {0};
        run_words(a, &l->runs.at[i], &words);
        for (size_t k = 0; k < words.n; k++) {
            const struct run *w = &words.at[k];
            bool own = k > 0 && utf8_len(w->text) > 1 && utf8_len(w[-1].text) > 1 &&
                       wide_at_end(w[-1].text) && wide_at_start(w->text);
            if (k == 0 || own) {
                *vec_push(a, out) = *w;
                continue;
            }
            struct run *last = &out->at[out->n - 1];
            last->text.n = (size_t)(w->text.p + w->text.n - last->text.p);
            last->to = w->to;
        }
    }
}

/* A name of a column, in that line of the table. */
struct name {
    struct run run;
    size_t line;
};
typedef VEC(struct name) names;

static bool is_over(const struct run *x, const struct run *y) {
    return x->from < y->to && y->from < x->to;
}

/* Adds the line's names at their places, but for the rest of those that others have. */
static void add_names(struct arena *a, const struct aligned_line *l, size_t line, names *all) {
    runs of = {0};
    size_t before = all->n;
    line_names(a, l, &of);
    for (size_t i = 0; i < of.n; i++) {
        size_t k = 0;
        while (k < before && !is_over(&of.at[i], &all->at[k].run))
            k++;
        if (k == before)
            *vec_push(a, all) = (struct name){of.at[i], line};
    }
}

static int by_from(const void *a, const void *b) {
    size_t x = ((const struct name *)a)->run.from, y = ((const struct name *)b)->run.from;
    return (x > y) - (x < y);
}

/* The parts of a line that holds names, or the rest of those in the lines before line end. False:
 * it holds something else. */
static bool parts_of_names(struct arena *a, const struct aligned_line *l, const names *all,
                           size_t end, parts *out) {
    runs of = {0};
    parts found = {0};
    line_names(a, l, &of);
    for (size_t i = 0, k = 0; i < of.n; i++, k++) {
        while (k < all->n && (all->at[k].line >= end || !is_over(&of.at[i], &all->at[k].run)))
            k++;
        if (k == all->n)
            return false;
        *vec_push(a, &found) = (struct part){k, 1, of.at[i].text};
    }
    *out = found;
    return true;
}

/* The names in the lines up to the head, as they stand from left to right. */
static names names_to(struct arena *a, const struct aligned_line *lines, size_t head) {
    names all = {0};
    for (size_t i = head + 1; i-- > 0;)
        add_names(a, &lines[i], i, &all);
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_from);
    return all;
}

void names_in_order(struct arena *a, const struct aligned_line *lines, size_t head, runs *out) {
    names all = names_to(a, lines, head);
    for (size_t i = 0; i < all.n; i++)
        *vec_push(a, out) = all.at[i].run;
}

void column_names(struct arena *a, const struct aligned_line *lines, size_t n, size_t head,
                  size_t columns, parts *rows) {
    names all = names_to(a, lines, head);
    if (all.n == 0 || all.n != columns)
        return;
    for (size_t i = 0; i <= head; i++)
        parts_of_names(a, &lines[i], &all, head + 1, &rows[i]);
    for (size_t i = head + 1; i < n && lines[i].gap == 0; i++)
        if (!parts_of_names(a, &lines[i], &all, head, &rows[i]))
            break;
}
