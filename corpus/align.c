#include "corpus/align.h"
#include <stdlib.h>

enum { ROUNDS = 2 }; /* each goes by the neighbours that the one before found */

/* Back to the groups of equal texts. */
static void groups_again(struct align *al, size_t links) {
    const link_list known = al->links;
    al->links = (link_list){0};
    groups_start(al);
    for (size_t i = 0; i < links; i++)
        groups_join(al, known.at[i]);
}

struct ordered {
    const struct plan *plan;
    size_t given;
};

static int by_document(const void *x, const void *y) {
    const struct ordered *a = x, *b = y;
    const struct document *d = &a->plan->document, *e = &b->plan->document;
    const struct str keys[][2] = {{d->doc, e->doc},
                                  {d->source_sha256, e->source_sha256},
                                  {d->source_name, e->source_name},
                                  {d->title, e->title}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_cmp(keys[i][0], keys[i][1]))
            return str_cmp(keys[i][0], keys[i][1]);
    return (a->given > b->given) - (a->given < b->given);
}

static void order_plans(struct align *al, const struct plan *const *plans) {
    struct ordered *list = arena_array(al->a, al->docs + 1, sizeof *list);
    al->plans = arena_array(al->a, al->docs + 1, sizeof(const struct plan *));
    al->given = arena_array(al->a, al->docs + 1, sizeof *al->given);
    for (size_t i = 0; i < al->docs; i++)
        list[i] = (struct ordered){plans[i], i};
    if (al->docs)
        qsort(list, al->docs, sizeof *list, by_document);
    for (size_t i = 0; i < al->docs; i++) {
        al->plans[i] = list[i].plan;
        al->given[i] = list[i].given;
    }
}

static void pair_best(struct align *al) {
    edge_list best = {0};
    align_assign(al, &best);
    align_link(al, &best);
}

void align_all(struct align *al, struct arena *a, const struct plan *const *plans, size_t n,
               ruling_list *rulings) {
    *al = (struct align){.a = a, .docs = n};
    order_plans(al, plans);
    align_items(al);
    groups_start(al);
    align_rulings(al, rulings);
    align_equal(al);
    align_index(al);
    size_t links = al->links.n;
    for (int round = 0; round < ROUNDS; round++) {
        align_score(al);
        groups_again(al, links);
        pair_best(al);
    }
    align_parts(al, true);
    align_rest(al);
    pair_best(al);
    align_parts(al, false);
    align_parts(al, false); /* of what has just joined */
}
