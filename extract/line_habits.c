/* How the bare lines of a document were made: how wide its text is, whether names stand in lists,
 * whether cells are merged, and which of a row's lines stand at one height.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <stdlib.h>

enum {
    DEADLINE_CHARS = 8, /* of one that a line's end breaks */
    SPACED_PERCENT =
        90,          /* of lines have blank ones above where text is printed with double space */
    PAGE_LINES = 15, /* a page has as many lines at least, but for short ones */
    LISTS_SHOW = 5,  /* to so many lines that are units one is of a list, where names stand so */
    MERGES_SHOW = 14 /* one row in so many has merged cells, where it is usual */
};

/* The pieces between list marks of all tokens. */
static struct lexicon *printed_names(const struct lattice *l) {
    const struct lines *x = l->more;
    VEC(struct str) names = {0};
    for (size_t i = 0; i < l->n; i++) {
        struct str s = x->facts[i].text;
        for (size_t from = 0; from < s.n;) {
            size_t at = str_find(s, S("、"), from), end = at == SIZE_MAX ? s.n : at;
            *vec_push(l->w->a, &names) = str_cut(s, from, end);
            from = end + S("、").n;
        }
    }
    return lexicon_of(l->w->a, names.at, names.n);
}

/* Pieces of deadlines, as printed in one line or broken over two. */
static void find_deadlines(const struct lattice *l, struct habits *h) {
    const struct lines *x = l->more;
    VEC(struct str) begun = {0}, left = {0};
    for (size_t i = 0; i < l->n; i++) {
        const struct fact *f = &x->facts[i];
        bool pair = !f->deadline && i + 1 < l->n && f->len + f[1].len <= DEADLINE_CHARS;
        struct str whole =
            pair ? str_fmt(l->w->a, "%.*s%.*s", STR_ARG(f->text), STR_ARG(f[1].text)) : f->text;
        if (f->len > DEADLINE_CHARS || !rules_deadline(l->w->rules, whole))
            continue;
        for (size_t at = 0; at < whole.n; utf8_next(whole, &at))
            if (at > 0) {
                *vec_push(l->w->a, &begun) = str_cut(whole, 0, at);
                *vec_push(l->w->a, &left) = str_cut(whole, at, whole.n);
            }
    }
    h->begun = lexicon_of(l->w->a, begun.at, begun.n);
    h->left = lexicon_of(l->w->a, left.at, left.n);
}

static int by_size(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* A line of names between list marks: a narrow column may break each. */
static bool is_of_list(const struct fact *f, size_t widest) {
    return str_find(f->text, S("、"), 0) != SIZE_MAX && !f->sentence &&
           (f->unit || (f->line_len <= widest && str_find(f->text, S("，"), 0) == SIZE_MAX));
}

/* Behind a unit: a piece of a unit's name, or another one. */
static bool goes_on(const struct lattice *l, size_t i, size_t widest) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    bool other = f->sentence || f->deadline || f->heading || l->tokens[i].numbers;
    bool begins = rules_name_may_begin(l->w->rules, f->text) && f->line_len <= 2 * widest;
    return f->unit || f->none || (!other && (begins || f->line_len <= widest));
}

/* A name may be broken over lines. */
static bool begins_name(const struct lattice *l, size_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    return f->unit || f->none || rules_name_may_begin(l->w->rules, f->text);
}

/* Rows whose cells of units are fewer than their columns, where empty ones say so. */
static bool find_merges(const struct lattice *l, const struct line_head *head, size_t widest) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    size_t columns = 0, rows = 0, merged = 0;
    for (size_t c = 0; c < head->names.n; c++) {
        struct column column = rules_header(l->w->rules, head->names.at[c]);
        columns += column.field == FIELD_ROLE && column.role_kind != ROLE_OFFICIAL;
    }
    for (size_t i = 0, names; i < l->n; i++) {
        for (names = 0; i < l->n && (names ? goes_on(l, i, widest) : f[i].unit || f[i].none); i++)
            names += begins_name(l, i);
        rows += names > 0;
        merged += names > 0 && names < columns;
    }
    return MERGES_SHOW * merged >= rows && merged > 0;
}

/* The median length of lines that break off in running text; the longest line of units; whether
 * names of one cell stand between list marks. */
void find_habits(struct lattice *l, const struct line_head *head, struct habits *h) {
    const struct fact *all = ((struct lines *)l->more)->facts;
    size_t *lens = arena_array(l->w->a, l->n + 1, sizeof *lens), n = 0, lists = 0, units = 0,
           gaps = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct fact *f = &all[i];
        gaps += i > 0 && l->tokens[i].gap > 0;
        bool text = str_find(f->text, S("，"), 0) != SIZE_MAX ||
                    str_find(f->text, S(","), 0) != SIZE_MAX || f->sentence;
        if (f->ends_line && text && !f->ends && !f->unit)
            lens[n++] = f->line_len;
        if (f->begins && f->ends_line && f->unit && f->len > h->widest)
            h->widest = f->len;
        h->nones = h->nones || f->none;
        units += f->unit;
        h->beside = h->beside || (head->parted > 0 && l->tokens[i].parted);
    }
    for (size_t i = 0; i < l->n; i++)
        lists += is_of_list(&all[i], h->widest);
    qsort(lens, n, sizeof *lens, by_size);
    h->full = n ? lens[n / 2] : 0;
    h->blocks = head->gapped && 100 * gaps < SPACED_PERCENT * l->n;
    h->pages = gaps > 0 && PAGE_LINES * gaps <= l->n;
    h->lists = LISTS_SHOW * lists >= units;
    h->names = printed_names(l);
    find_deadlines(l, h);
    h->merges = h->nones && find_merges(l, head, h->widest);
}
