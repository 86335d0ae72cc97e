/* What the user decided about pairings. */
#include "base/utf8.h"
#include "corpus/align.h"

/* How well an item fits a name: 0 not at all, 1 by its text, 2 by its place as well. */
static int fits(const struct align *al, size_t i, const struct item_name *name) {
    const struct entry *e = &al->at[i];
    const struct plan *plan = al->plans[e->doc];
    if (!str_eq(plan->document.doc, name->doc) ||
        !str_starts(utf8_squeeze(al->a, item_key(&e->item)), name->text))
        return 0;
    return str_eq(item_place(al->a, plan, &e->item), name->place) ? 2 : 1;
}

static size_t find(const struct align *al, const struct item_name *name) {
    size_t found = SIZE_MAX;
    int best = 0;
    for (size_t i = 0; i < al->n && best < 2; i++) {
        int fit = fits(al, i, name);
        if (fit > best) {
            best = fit;
            found = i;
        }
    }
    return found;
}

void align_rulings(struct align *al, ruling_list *rulings) {
    for (size_t i = 0; rulings && i < rulings->n; i++) {
        struct ruling *r = &rulings->at[i];
        size_t one = find(al, &r->one), other = find(al, &r->other);
        r->used = one != SIZE_MAX && other != SIZE_MAX && one != other;
        if (!r->used)
            continue;
        if (!r->counterparts)
            *vec_push(al->a, &al->bans) = (struct ban){one, other};
        else if (al->group[one] != al->group[other])
            groups_join(al, (struct link){.one = one, .other = other, .ruled = true});
    }
}
