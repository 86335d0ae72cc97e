/* Which items of several plans belong together: pairs of two plans at a time, joined. */
#include "corpus/align.h"
#include "corpus/compare_rows.h"
#include <stdlib.h>

static const void *identity(const struct item *item) {
    return item->measure  ? (const void *)item->measure
           : item->clause ? (const void *)item->clause
                          : (const void *)item->cells;
}

struct numbered {
    const void *item;
    size_t at;
};

static int by_item(const void *x, const void *y) {
    const struct numbered *a = x, *b = y;
    return ((uintptr_t)a->item > (uintptr_t)b->item) - ((uintptr_t)a->item < (uintptr_t)b->item);
}

static size_t number_of(const struct numbered *sorted, size_t n, const struct item *item) {
    struct numbered key = {identity(item), 0};
    const struct numbered *found = bsearch(&key, sorted, n, sizeof key, by_item);
    return found->at;
}

static size_t root(size_t *up, size_t i) {
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

static void join(struct members *m, const struct numbered *sorted, const struct match *match) {
    size_t first = number_of(sorted, m->n, &match->new.at[0]);
    for (size_t i = 0; i < match->old.n; i++)
        m->group[root(m->group, number_of(sorted, m->n, &match->old.at[i]))] =
            root(m->group, first);
    for (size_t i = 1; i < match->new.n; i++)
        m->group[root(m->group, number_of(sorted, m->n, &match->new.at[i]))] =
            root(m->group, first);
}

static void add_members(struct arena *a, const struct plan *const *plans, size_t n,
                        struct members *out) {
    VEC(struct member) list = {0};
    for (size_t doc = 0; doc < n; doc++) {
        item_list items = {0};
        align_items(a, plans[doc], &items);
        for (size_t i = 0; i < items.n; i++)
            *vec_push(a, &list) = (struct member){doc, items.at[i]};
    }
    *out = (struct members){.at = list.at, .n = list.n};
    out->group = arena_array(a, list.n + 1, sizeof *out->group);
}

void compare_groups(struct arena *a, const struct plan *const *plans, size_t n,
                    struct members *out) {
    add_members(a, plans, n, out);
    struct numbered *sorted = arena_array(a, out->n + 1, sizeof *sorted);
    for (size_t i = 0; i < out->n; i++) {
        out->group[i] = i;
        sorted[i] = (struct numbered){identity(&out->at[i].item), i};
    }
    qsort(sorted, out->n, sizeof *sorted, by_item);
    for (size_t x = 0; x < n; x++)
        for (size_t y = x + 1; y < n; y++) {
            match_list matches = {0};
            align_plans(a, plans[x], plans[y], &matches);
            for (size_t i = 0; i < matches.n; i++) {
                const struct match *m = &matches.at[i];
                if (m->old.n == 0 || m->new.n == 0)
                    continue;
                join(out, sorted, m);
                *vec_push(a, &out->pairings) =
                    (struct known_pairing){number_of(sorted, out->n, &m->new.at[0]),
                                           {x,
                                            y,
                                            m->old.at[0],
                                            m->new.at[0],
                                            {.score = m->score, .identical = m->identical}}};
            }
        }
    for (size_t i = 0; i < out->n; i++)
        out->group[i] = root(out->group, i);
}
