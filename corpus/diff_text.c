/* The shortest edit between two texts by tokens (Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986), made readable: what stands alone between two changes joins them, and what was
 * put in or taken out begins and ends where a reader would cut.
 */
#include "base/utf8.h"
#include "corpus/diff.h"

enum {
    MOST_EDITS = 1000, /* time and room grow with its square */
    ISLAND = 4,        /* characters; what is longer stays a piece of its own */
    END_MARKS = 2      /* 。 and the end of its line */
};

/* The tokens of two texts, without their common end. */
struct middle {
    const struct token *old, *new;
    int old_n, new_n;
};

/* A changed stretch, in tokens of the middle. */
struct hunk {
    int old, old_n, new, new_n;
};
typedef VEC(struct hunk) hunk_list;

static bool same(const struct token *x, const struct token *y) {
    return x->hash == y->hash && str_eq(x->text, y->text);
}

/* Row d says for each diagonal k, -d <= k <= d, how many old tokens d edits reach at most; -1:
 * none. On diagonal k, k more old than new tokens were passed. */
static int *row(int *reach, int d) {
    return reach + (size_t)d * (size_t)d + d;
}

/* Where the dth edit leads on diagonal k, before the tokens that follow and agree. */
static int step(const struct middle *m, int *reach, int d, int k, bool *insert) {
    const int *before = row(reach, d - 1);
    int down = k <= d - 2 ? before[k + 1] : -1;
    int right = k >= 2 - d ? before[k - 1] : -1;
    if (down - k > m->new_n)
        down = -1;
    right = right < 0 || right >= m->old_n ? -1 : right + 1;
    *insert = down >= right;
    return *insert ? down : right;
}

static int slide(const struct middle *m, int x, int k) {
    while (x < m->old_n && x - k < m->new_n && same(&m->old[x], &m->new[x - k]))
        x++;
    return x;
}

/* The number of edits, or -1 where there are too many. */
static int search(const struct middle *m, int *reach) {
    int end = m->old_n - m->new_n;
    for (int d = 0; d <= MOST_EDITS; d++) {
        int *now = row(reach, d);
        for (int k = -d; k <= d; k++) {
            bool insert;
            int x = d == 0 ? 0 : (d - k) % 2 ? -1 : step(m, reach, d, k, &insert);
            now[k] = x < 0 ? -1 : slide(m, x, k);
        }
        if (end >= -d && end <= d && now[end] == m->old_n)
            return d;
    }
    return -1;
}

/* Back along the edits; hunks come last first. */
static void trace(struct arena *a, const struct middle *m, int *reach, int edits, hunk_list *out) {
    for (int d = edits, k = m->old_n - m->new_n; d > 0; d--) {
        bool insert;
        int x = step(m, reach, d, k, &insert), y = x - k;
        struct hunk h = {insert ? x : x - 1, !insert, insert ? y - 1 : y, insert};
        struct hunk *last = out->n ? &out->at[out->n - 1] : NULL;
        if (last && h.old + h.old_n == last->old && h.new + h.new_n == last->new)
            *last = (struct hunk){h.old, h.old_n + last->old_n, h.new, h.new_n + last->new_n};
        else
            *vec_push(a, out) = h;
        k += insert ? 1 : -1;
    }
}

/* The text of n tokens, which stand side by side. */
static struct str span(const struct token *t, int from, int n) {
    if (n == 0)
        return (struct str){0};
    const struct token *last = &t[from + n - 1];
    return (struct str){t[from].text.p, (size_t)(last->text.p + last->text.n - t[from].text.p)};
}

static size_t longest(const struct middle *m, const struct hunk *h) {
    size_t old = utf8_len(span(m->old, h->old, h->old_n));
    size_t new = utf8_len(span(m->new, h->new, h->new_n));
    return old > new ? old : new;
}

static bool is_han(const struct token *t) {
    size_t i = 0;
    return utf8_is_han(utf8_next(t->text, &i)) && i == t->text.n;
}

/* How often the two characters stand side by side in both plans; 0 where one is none. */
static size_t together(const struct differ *d, const struct token *x, const struct token *y) {
    return is_han(x) && is_han(y) ? words_count(&d->words, x->text, y->text) : 0;
}

/* A character that was replaced takes along the one that it makes a word with, where the plans show
 * which one that is: 加强 became 加快, not 强 快. */
static void widen(const struct differ *d, const struct middle *m, struct hunk *h) {
    if (h->old_n != 1 || h->new_n != 1)
        return;
    const struct token *old = &m->old[h->old], *new = &m->new[h->new];
    size_t left = 0, right = 0;
    if (h->old > 0 && h->new > 0)
        left = together(d, old - 1, old) + together(d, new - 1, new);
    if (h->old + 1 < m->old_n && h->new + 1 < m->new_n)
        right = together(d, old, old + 1) + together(d, new, new + 1);
    if (left != right)
        h->old_n = h->new_n = 2;
    if (left > right) {
        h->old--;
        h->new --;
    }
}

/* Whether what stands between two hunks is too little to be told apart from them. */
static bool is_island(const struct middle *m, const struct hunk *x, const struct hunk *y) {
    int from = x->old + x->old_n;
    size_t between = utf8_len(span(m->old, from, y->old - from));
    return between <= 1 ||
           (between <= ISLAND && between <= longest(m, x) && between <= longest(m, y));
}

static void merge_islands(struct arena *a, const struct middle *m, const hunk_list *backwards,
                          hunk_list *out) {
    for (size_t i = backwards->n; i-- > 0;) {
        *vec_push(a, out) = backwards->at[i];
        while (out->n > 1 && is_island(m, &out->at[out->n - 2], &out->at[out->n - 1])) {
            struct hunk *x = &out->at[out->n - 2], *y = &out->at[out->n - 1];
            x->old_n = y->old + y->old_n - x->old;
            x->new_n = y->new + y->new_n - x->new;
            out->n--;
        }
    }
}

static bool is_mark(const struct token *t) {
    static const struct str marks[] = {S("，"), S("、"), S("。"), S("；"), S("：")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_eq(t->text, marks[i]))
            return true;
    return false;
}

/* Something put into a list takes along the mark in front of it or behind it, not half of each:
 * what was only put in or taken out is moved back while the text stays the same, until it begins
 * behind a mark or with one. */
static void settle(const struct token *t, int *at, int n, int room) {
    for (int back = 0; back <= room; back++) {
        int from = *at - back;
        if (back && !same(&t[from], &t[from + n]))
            return;
        if (from == 0 || is_mark(&t[from - 1]) || is_mark(&t[from])) {
            *at = from;
            return;
        }
    }
}

static bool ends_sentence(const struct token *t) {
    return str_eq(t->text, S("。")) || str_eq(t->text, S("；")) || str_eq(t->text, S("\n"));
}

/* A sentence put in has its own mark at its end, not that of the one before at its beginning. */
static void pass_marks(const struct token *t, int *at, int n, int room) {
    for (; room > 0 && ends_sentence(&t[*at]) && same(&t[*at], &t[*at + n]); room--)
        ++*at;
}

/* Where islands joined, both sides may end with the mark that ends the sentence. */
static void trim(const struct middle *m, struct hunk *h) {
    while (h->old_n > 0 && h->new_n > 0 && ends_sentence(&m->old[h->old + h->old_n - 1]) &&
           same(&m->old[h->old + h->old_n - 1], &m->new[h->new + h->new_n - 1])) {
        h->old_n--;
        h->new_n--;
    }
}

/* The text of a side, its hunk in it, and how far that may move back and on. */
static void settle_side(const struct token *t, int *at, int n, int back, int on) {
    int was = *at;
    settle(t, at, n, back);
    pass_marks(t, at, n, on + was - *at);
}

static void settle_hunk(const struct middle *m, const struct hunk *before, struct hunk *h,
                        const struct hunk *after) {
    int back = h->old - (before ? before->old + before->old_n : 0);
    int on = (after ? after->old : m->old_n) - h->old - h->old_n;
    int old = h->old, new = h->new;
    back -= before && back > 0; /* pieces do not grow together */
    on -= after && on > 0;
    if (h->old_n == 0) {
        settle_side(m->new, &h->new, h->new_n, back, on);
        h->old += h->new - new;
    } else if (h->new_n == 0) {
        settle_side(m->old, &h->old, h->old_n, back, on);
        h->new += h->old - old;
    }
}

static void put(struct arena *a, piece_list *out, char op, struct str text) {
    if (text.n == 0)
        return;
    if (out->n && out->at[out->n - 1].op == op)
        out->at[out->n - 1].text.n += text.n;
    else
        *vec_push(a, out) = (struct piece){op, text};
}

static void put_hunks(struct arena *a, const struct middle *m, const hunk_list *hunks,
                      piece_list *out) {
    int at = 0;
    for (size_t i = 0; i < hunks->n; i++) {
        const struct hunk *h = &hunks->at[i];
        put(a, out, '=', span(m->old, at, h->old - at));
        put(a, out, '-', span(m->old, h->old, h->old_n));
        put(a, out, '+', span(m->new, h->new, h->new_n));
        at = h->old + h->old_n;
    }
    put(a, out, '=', span(m->old, at, m->old_n - at));
}

static bool put_middle(struct differ *d, const struct middle *m, piece_list *out) {
    hunk_list backwards = {0}, hunks = {0};
    if (!d->reach)
        d->reach = arena_array(d->a, (size_t)(MOST_EDITS + 1) * (MOST_EDITS + 1), sizeof(int));
    int edits = search(m, d->reach), same_n = slide(m, 0, 0);
    if (edits < 0) {
        put(d->a, out, '=', span(m->old, 0, same_n));
        put(d->a, out, '-', span(m->old, same_n, m->old_n - same_n));
        put(d->a, out, '+', span(m->new, same_n, m->new_n - same_n));
        return false;
    }
    trace(d->a, m, d->reach, edits, &backwards);
    for (size_t i = 0; i < backwards.n; i++)
        widen(d, m, &backwards.at[i]);
    merge_islands(d->a, m, &backwards, &hunks);
    for (size_t i = 0; i < hunks.n; i++)
        trim(m, &hunks.at[i]);
    for (size_t i = 0; i < hunks.n; i++)
        settle_hunk(m, i ? &hunks.at[i - 1] : NULL, &hunks.at[i],
                    i + 1 < hunks.n ? &hunks.at[i + 1] : NULL);
    put_hunks(d->a, m, &hunks, out);
    return true;
}

bool diff_text(struct differ *d, struct str old, struct str new, piece_list *out) {
    token_list x = {0}, y = {0};
    diff_tokens(d->a, old, &d->names, &d->units, &x);
    diff_tokens(d->a, new, &d->names, &d->units, &y);
    size_t back = 0, least = x.n < y.n ? x.n : y.n;
    while (back < least && same(&x.at[x.n - 1 - back], &y.at[y.n - 1 - back]))
        back++;
    for (int marks = 0; marks < END_MARKS && back && ends_sentence(&x.at[x.n - back]); marks++)
        back--; /* what was put in before the end may have the mark of its own */
    struct middle m = {x.at, y.at, (int)(x.n - back), (int)(y.n - back)};
    bool fine = put_middle(d, &m, out);
    put(d->a, out, '=', span(x.at, (int)(x.n - back), (int)back));
    return fine;
}
