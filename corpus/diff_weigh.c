/* How much a difference between two texts weighs. */
#include "base/utf8.h"
#include "corpus/diff.h"
#include <stdlib.h>

typedef VEC(struct str) parts;

static int by_text(const void *x, const void *y) {
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The members of a list, sorted. */
static parts members(struct arena *a, struct str s) {
    parts out = {0};
    for (size_t from = 0; from <= s.n;) {
        size_t to = str_find(s, S("、"), from);
        *vec_push(a, &out) = utf8_trim(str_cut(s, from, to));
        from = to == SIZE_MAX ? s.n + 1 : to + S("、").n;
    }
    qsort(out.at, out.n, sizeof *out.at, by_text);
    return out;
}

static bool same_members(struct arena *a, struct str old, struct str new) {
    parts x = members(a, old), y = members(a, new);
    bool same = x.n == y.n && x.n > 1;
    for (size_t i = 0; same && i < x.n; i++)
        same = str_eq(x.at[i], y.at[i]);
    return same;
}

static bool same_letters(struct str old, struct str new) {
    size_t balance[256] = {0};
    for (size_t i = 0; old.n == new.n &&i < old.n; i++) {
        balance[(unsigned char)old.p[i]]++;
        balance[(unsigned char)new.p[i]]--;
    }
    for (size_t i = 0; i < 256; i++)
        if (balance[i])
            return false;
    return old.n == new.n;
}

/* The tokens that begin and end both texts. */
static void common_ends(const token_list *x, const token_list *y, size_t *front, size_t *back) {
    size_t least = x->n < y->n ? x->n : y->n;
    for (*front = 0; *front < least; ++*front)
        if (!str_eq(x->at[*front].text, y->at[*front].text))
            break;
    for (*back = 0; *back < least - *front; ++*back)
        if (!str_eq(x->at[x->n - 1 - *back].text, y->at[y->n - 1 - *back].text))
            break;
}

static struct str between(struct str s, const token_list *t, size_t from, size_t to) {
    size_t begin = (size_t)(t->at[from].text.p - s.p);
    return str_cut(s, begin, to < t->n ? (size_t)(t->at[to].text.p - s.p) : s.n);
}

enum { LONGEST_WORD = 8 }; /* tokens that a list's first or last member may share with the other */

/* Whether the texts differ in the order of a list alone. Its first and last members may begin or
 * end alike, so the stretch that differs is widened step by step. */
static bool reordered(const struct differ *d, struct str old, struct str new) {
    token_list x = {0}, y = {0};
    size_t front, back;
    if (!same_letters(old, new) || str_find(old, S("、"), 0) == SIZE_MAX)
        return false;
    diff_tokens(d->a, old, &d->names, &d->units, &x);
    diff_tokens(d->a, new, &d->names, &d->units, &y);
    common_ends(&x, &y, &front, &back);
    for (size_t f = 0; f <= front && f <= LONGEST_WORD; f++)
        for (size_t b = 0; b <= back && b <= LONGEST_WORD; b++)
            if (x.n > back && y.n > back &&
                same_members(d->a, between(old, &x, front - f, x.n - back + b),
                             between(new, &y, front - f, y.n - back + b)))
                return true;
    return false;
}

static bool same_fold(const struct differ *d, struct str old, struct str new) {
    struct buf x = {.a = d->a}, y = {.a = d->a};
    fold_text(&x, old);
    fold_text(&y, new);
    return str_eq(buf_str(&x), buf_str(&y));
}

bool diff_weigh(const struct differ *d, struct str old, struct str new, struct reason *out) {
    if (str_eq(old, new))
        return false;
    struct str x = fold_names(d->a, old, &d->old_names), y = fold_names(d->a, new, &d->new_names);
    *out = (struct reason){.class = CLASS_EDITORIAL};
    if (str_eq(utf8_squeeze(d->a, old), utf8_squeeze(d->a, new)))
        *out = (struct reason){.class = CLASS_NOISE, .text = S("white space")};
    else if (same_fold(d, old, new))
        out->text = S("punctuation, width or another name of the same");
    else if (str_eq(x, y))
        out->text = S("another name of the same organisation");
    else if (diff_same_numbers(x, y))
        out->text = S("the same numbers in other writing");
    else if (reordered(d, old, new))
        out->text = S("order of a list");
    else
        *out = (struct reason){.class = CLASS_SUBSTANTIVE, .text = S("wording")};
    return true;
}

void diff_because(const struct differ *d, struct change *c, struct reason why) {
    *vec_push(d->a, &c->reasons) = why;
    if (why.class > c->class)
        c->class = why.class;
}
