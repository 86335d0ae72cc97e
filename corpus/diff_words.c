/* Which characters make words: without a dictionary, those that the plans set side by side often.
 */
#include "base/utf8.h"
#include "corpus/diff.h"

enum { SLOTS = 1 << 16 };

static uint32_t slot(uint32_t x, uint32_t y) {
    return (x * 0x9E3779B1u ^ y * 0x85EBCA77u) >> 16;
}

static void count_pairs(struct words *w, struct str s) {
    uint32_t last = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = (uint32_t)utf8_next(s, &i);
        w->count[slot(last, cp) % SLOTS]++;
        last = cp;
    }
}

static void count_plan(struct words *w, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++)
        count_pairs(w, plan->measures.at[i].measure);
    for (size_t i = 0; i < plan->clauses.n; i++)
        count_pairs(w, plan->clauses.at[i].text);
}

void words_of(struct arena *a, const struct plan *old, const struct plan *new, struct words *out) {
    out->count = arena_array(a, SLOTS, sizeof *out->count);
    count_plan(out, old);
    count_plan(out, new);
}

size_t words_count(const struct words *w, struct str x, struct str y) {
    size_t i = 0, k = 0;
    uint32_t first = (uint32_t)utf8_next(x, &i);
    return w->count[slot(first, (uint32_t)utf8_next(y, &k)) % SLOTS];
}
