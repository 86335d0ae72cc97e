#include "out/splice.h"
#include <ctype.h>

/* The best chain that ends at each new one; a Fenwick tree over old indexes finds the best that
 * ends before. */
struct chains {
    size_t *weight, *before; /* by new index */
    size_t *best;            /* by node: the new index with the heaviest chain, plus 1 */
    size_t nodes;
};

static size_t heaviest(const struct chains *c, size_t old) {
    size_t best = 0;
    for (size_t i = old; i > 0; i &= i - 1)
        if (c->best[i] && (!best || c->weight[c->best[i] - 1] > c->weight[best - 1]))
            best = c->best[i];
    return best;
}

static void enter(struct chains *c, size_t old, size_t new) {
    for (size_t i = old + 1; i <= c->nodes; i += i & (~i + 1))
        if (!c->best[i] || c->weight[c->best[i] - 1] < c->weight[new])
            c->best[i] = new + 1;
}

/* Which new ones keep their places. */
static bool *chain(struct arena *a, size_t n_old, size_t n_new, const size_t *pair,
                   const size_t *weight) {
    struct chains c = {.weight = arena_array(a, n_new + 1, sizeof(size_t)),
                       .before = arena_array(a, n_new + 1, sizeof(size_t)),
                       .best = arena_array(a, n_old + 1, sizeof(size_t)),
                       .nodes = n_old};
    bool *kept = arena_array(a, n_new + 1, sizeof *kept);
    for (size_t i = 0; i < n_new; i++) {
        if (pair[i] == NO_PARTNER)
            continue;
        c.before[i] = heaviest(&c, pair[i]);
        c.weight[i] = (weight ? weight[i] : 1) + (c.before[i] ? c.weight[c.before[i] - 1] : 0);
        enter(&c, pair[i], i);
    }
    for (size_t at = heaviest(&c, n_old); at; at = c.before[at - 1])
        kept[at - 1] = true;
    return kept;
}

void splice(struct arena *a, size_t n_old, size_t n_new, const size_t *pair, const size_t *weight,
            step_list *out) {
    const bool *kept = chain(a, n_old, n_new, pair, weight);
    size_t *partner = arena_array(a, n_old + 1, sizeof *partner), at = 0;
    for (size_t i = 0; i < n_old; i++)
        partner[i] = NO_PARTNER;
    for (size_t i = 0; i < n_new; i++)
        if (pair[i] != NO_PARTNER)
            partner[pair[i]] = i;
    for (size_t i = 0, begun = 0; i <= n_new; i++) {
        if (i < n_new && !kept[i])
            continue;
        size_t end = i < n_new ? pair[i] : n_old;
        for (; at < end; at++)
            *vec_push(a, out) = (struct step){'-', at, partner[at]};
        for (; begun < i; begun++)
            *vec_push(a, out) = (struct step){'+', pair[begun], begun};
        if (i < n_new)
            *vec_push(a, out) = (struct step){'=', at++, begun++};
    }
}

size_t *splice_equal(struct arena *a, const str_list *old, const str_list *new) {
    size_t slots = 1;
    while (slots < 2 * old->n + 1)
        slots *= 2;
    size_t *first = arena_array(a, slots, sizeof *first); /* chains of indexes plus 1 */
    size_t *next = arena_array(a, old->n + 1, sizeof *next);
    size_t *pair = arena_array(a, new->n + 1, sizeof *pair);
    for (size_t i = old->n; i > 0; i--) {
        size_t *slot = &first[str_hash(old->at[i - 1]) & (slots - 1)];
        next[i - 1] = *slot;
        *slot = i;
    }
    for (size_t i = 0; i < new->n; i++)
        pair[i] = NO_PARTNER;
    for (size_t i = 0; old->n && i < new->n; i++) {
        size_t *link = &first[str_hash(new->at[i]) & (slots - 1)];
        while (*link && !str_eq(old->at[*link - 1], new->at[i]))
            link = &next[*link - 1];
        if (*link) {
            pair[i] = *link - 1;
            *link = next[*link - 1];
        }
    }
    return pair;
}

static str_list lines_of(struct arena *a, struct str s) {
    str_list out = {0};
    size_t from = 0, to;
    do {
        to = str_find(s, S("\n"), from);
        *vec_push(a, &out) = str_cut(s, from, to);
        from = to + 1;
    } while (to != SIZE_MAX);
    return out;
}

static void add_piece(struct arena *a, char op, struct str text, piece_list *out) {
    if (text.n)
        *vec_push(a, out) = (struct piece){op, text};
}

/* A line end stands between two lines of a text: where only one text goes on, only it has one. */
void splice_lines(struct arena *a, struct str old, struct str new, piece_list *out) {
    add_piece(a, '-', new.n == 0 ? old : (struct str){0}, out);
    add_piece(a, '+', old.n == 0 ? new : (struct str){0}, out);
    if (old.n == 0 || new.n == 0)
        return;
    str_list olds = lines_of(a, old), news = lines_of(a, new);
    step_list steps = {0};
    splice(a, olds.n, news.n, splice_equal(a, &olds, &news), NULL, &steps);
    bool old_begun = false, new_begun = false;
    for (size_t i = 0; i < steps.n; i++) {
        const struct step *s = &steps.at[i];
        bool ends_old = old_begun && s->op != '+', ends_new = new_begun && s->op != '-';
        if (ends_old || ends_new)
            *vec_push(a, out) = (struct piece){ends_old && ends_new ? '='
                                               : ends_old           ? '-'
                                                                    : '+',
                                               S("\n")};
        *vec_push(a, out) = (struct piece){s->op, s->op == '+' ? news.at[s->new] : olds.at[s->old]};
        old_begun |= s->op != '+';
        new_begun |= s->op != '-';
    }
}

/* Whether a text may be cut at this byte: between two characters, outside numbers and words. */
static bool may_cut(struct str s, size_t at) {
    if (at == 0 || at >= s.n)
        return true;
    bool begins = ((unsigned char)s.p[at] & 0xC0) != 0x80;
    return begins && !(isalnum((unsigned char)s.p[at - 1]) && isalnum((unsigned char)s.p[at]));
}

void splice_ends(struct arena *a, struct str old, struct str new, piece_list *out) {
    size_t most = old.n < new.n ? old.n : new.n, head = 0, tail = 0;
    while (head < most && old.p[head] == new.p[head])
        head++;
    while (head > 0 && !(may_cut(old, head) && may_cut(new, head)))
        head--;
    while (tail < most - head && old.p[old.n - 1 - tail] == new.p[new.n - 1 - tail])
        tail++;
    while (tail > 0 && !(may_cut(old, old.n - tail) && may_cut(new, new.n - tail)))
        tail--;
    add_piece(a, '=', str_cut(old, 0, head), out);
    add_piece(a, '-', str_cut(old, head, old.n - tail), out);
    add_piece(a, '+', str_cut(new, head, new.n - tail), out);
    add_piece(a, '=', str_cut(old, old.n - tail, old.n), out);
}
