#include "extract/pairs.h"
#include "base/utf8.h"
#include <math.h>

enum { FIRST_SIZE = 1024 };

struct entry {
    struct str pair;
    size_t measures, names; /* that hold it */
    size_t seen;            /* the last text counted, from 1 */
};

struct pairs {
    struct arena *a;
    struct entry *entries;
    size_t size, n; /* size: a power of two */
    size_t measures, names, texts;
};

static struct entry *find(const struct pairs *p, struct str pair) {
    size_t i = str_hash(pair) & (p->size - 1);
    while (p->entries[i].pair.n && !str_eq(p->entries[i].pair, pair))
        i = (i + 1) & (p->size - 1);
    return &p->entries[i];
}

static void grow(struct pairs *p) {
    struct pairs old = *p;
    p->size *= 2;
    p->entries = arena_array(p->a, p->size, sizeof *p->entries);
    for (size_t i = 0; i < old.size; i++)
        if (old.entries[i].pair.n)
            *find(p, old.entries[i].pair) = old.entries[i];
}

bool pair_next(struct str s, size_t *i, struct str *pair) {
    while (*i < s.n) {
        size_t from = *i, next = *i;
        bool first = utf8_is_han(utf8_next(s, &next));
        *i = next;
        if (!first || next == s.n || !utf8_is_han(utf8_next(s, &next)))
            continue;
        *pair = str_cut(s, from, next);
        return true;
    }
    return false;
}

static void count(struct pairs *p, struct str text, bool name) {
    struct str pair;
    p->texts++;
    p->measures += !name;
    p->names += name;
    for (size_t i = 0; pair_next(text, &i, &pair);) {
        if (2 * p->n >= p->size)
            grow(p);
        struct entry *e = find(p, pair);
        p->n += e->pair.n == 0;
        e->pair = pair;
        e->measures += !name && e->seen != p->texts;
        e->names += name && e->seen != p->texts;
        e->seen = p->texts;
    }
}

struct pairs *pairs_of(struct arena *a, const struct plan *plan) {
    struct pairs *p = arena_alloc(a, sizeof *p);
    *p = (struct pairs){.a = a, .size = FIRST_SIZE};
    p->entries = arena_array(a, p->size, sizeof *p->entries);
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        count(p, m->measure, false);
        if (i == 0 || !str_eq(m->task, m[-1].task))
            count(p, m->task, true);
    }
    return p;
}

bool pair_is_common(const struct pairs *p, struct str pair, size_t share) {
    return find(p, pair)->measures * share > p->measures;
}

static double rarity(size_t all, size_t holding) {
    return log((double)(all + 1) / (double)(holding ? holding : 1));
}

struct speech speech_of(const struct pairs *p, struct str name, struct str other, struct str text) {
    struct speech s = {0};
    struct str pair;
    for (size_t i = 0; pair_next(name, &i, &pair);) {
        if (str_find(other, pair, 0) != SIZE_MAX || str_find(text, pair, 0) == SIZE_MAX)
            continue;
        const struct entry *e = find(p, pair);
        s.weight += fmin(rarity(p->measures, e->measures), rarity(p->names, e->names));
        s.pairs++;
    }
    return s;
}
