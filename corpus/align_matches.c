/* Groups of two plans as matches, in the order that changes.h says. */
#include "corpus/align.h"
#include <stdlib.h>

/* A match under way, and its place: behind the new item first, removed ones in old order. */
struct placed {
    struct match match;
    size_t first, old; /* first new item, or of the predecessor; 0 old where it has a new item */
};

struct placing {
    struct align al;
    struct placed *list; /* room for every item */
    size_t n;
    size_t *slot; /* of a group, counted from 1 */
};

static struct placed *slot_of(struct placing *p, size_t i) {
    size_t *slot = &p->slot[p->al.group[i]];
    if (!*slot)
        *slot = ++p->n;
    return &p->list[*slot - 1];
}

static void add_new_items(struct placing *p, size_t doc) {
    for (size_t i = p->al.first[doc]; i < p->al.first[doc + 1]; i++) {
        struct placed *m = slot_of(p, i);
        *vec_push(p->al.a, &m->match.new) = p->al.at[i].item;
        if (!m->first)
            m->first = i + 1;
    }
}

static void add_old_items(struct placing *p, size_t doc) {
    size_t last = 0;
    for (size_t i = p->al.first[doc]; i < p->al.first[doc + 1]; i++) {
        struct placed *m = slot_of(p, i);
        if (m->match.new.n == 0 && m->match.old.n == 0) {
            m->first = last;
            m->old = i + 1;
        }
        *vec_push(p->al.a, &m->match.old) = p->al.at[i].item;
        last = m->first;
    }
}

/* The first link of a group is the surest. */
static void add_evidence(struct placing *p) {
    for (size_t i = 0; i < p->al.links.n; i++) {
        const struct link *l = &p->al.links.at[i];
        struct evidence *e = &slot_of(p, l->one)->match.evidence;
        if (e->score > 0)
            continue;
        *e = align_evidence(&p->al, l);
    }
}

static int by_place(const void *x, const void *y) {
    const struct placed *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->old > b->old) - (a->old < b->old);
}

void align_plans(struct arena *a, const struct plan *old, const struct plan *new, match_list *out) {
    align_plans_ruled(a, old, new, NULL, out);
}

void align_plans_ruled(struct arena *a, const struct plan *old, const struct plan *new,
                       ruling_list *rulings, match_list *out) {
    const struct plan *const plans[] = {old, new};
    struct placing p = {0};
    align_all(&p.al, a, plans, 2, rulings);
    p.list = arena_array(a, p.al.n + 1, sizeof *p.list);
    p.slot = arena_array(a, p.al.n + 1, sizeof *p.slot);
    add_new_items(&p, p.al.given[1] == 1);
    add_old_items(&p, p.al.given[0] == 1);
    add_evidence(&p);
    if (p.n)
        qsort(p.list, p.n, sizeof *p.list, by_place);
    for (size_t i = 0; i < p.n; i++)
        *vec_push(a, out) = p.list[i].match;
}
