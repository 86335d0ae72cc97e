/* From an item to the paragraph of the source that has the words concerned. */
#include "base/utf8.h"
#include "check/checker.h"
#include <stdlib.h>

enum { REACH = 400 }; /* paragraphs around an item's first that may still be its own */

struct spot {
    const struct para *para;
    size_t nth;
};

struct places {
    struct checker *c;
    VEC(const struct para *) paras; /* in the order of the document */
    struct str *squeezed;           /* their texts, where they were asked for */
    VEC(struct spot) spots;         /* the same by place */
    bool *starts;                   /* by paragraph: an item begins here */
};

static int compare_places(struct place x, struct place y) {
    if (x.line != y.line)
        return x.line < y.line ? -1 : 1;
    return str_cmp(place_path(x), place_path(y));
}

static int by_place(const void *x, const void *y) {
    const struct spot *a = x, *b = y;
    int order = compare_places(a->para->at, b->para->at);
    return order ? order : (a->nth > b->nth) - (a->nth < b->nth);
}

static void add(struct places *l, const struct para *p) {
    *vec_push(l->c->a, &l->spots) = (struct spot){p, l->paras.n};
    *vec_push(l->c->a, &l->paras) = p;
}

static void add_table(struct places *l, const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            for (size_t k = 0; k < t->rows.at[r].cells.at[i].paras.n; k++)
                add(l, &t->rows.at[r].cells.at[i].paras.at[k]);
}

/* The first paragraph at this place or behind it (lines); SIZE_MAX where there is none. */
static size_t first_at(const struct places *l, struct place at) {
    size_t low = 0, high = l->spots.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(l->spots.at[middle].para->at, at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == l->spots.n ||
        (place_path(at).n && !str_eq(place_path(l->spots.at[low].para->at), place_path(at))))
        return SIZE_MAX;
    return l->spots.at[low].nth;
}

const struct para *para_at(const struct checker *c, struct place at) {
    size_t nth = first_at(c->places, at);
    const struct para *p = nth == SIZE_MAX ? NULL : c->places->paras.at[nth];
    return p && compare_places(p->at, at) == 0 ? p : NULL;
}

static void mark_start(struct places *l, struct place at) {
    size_t nth = first_at(l, at);
    if (nth != SIZE_MAX)
        l->starts[nth] = true;
}

static void mark_starts(struct places *l) {
    const struct plan *p = l->c->plan;
    l->starts = arena_alloc(l->c->a, l->paras.n + 1);
    for (size_t i = 0; i < p->measures.n; i++)
        mark_start(l, p->measures.at[i].at);
    for (size_t i = 0; i < p->clauses.n; i++)
        mark_start(l, p->clauses.at[i].at);
    for (size_t i = 0; i < p->outline.n; i++)
        mark_start(l, p->outline.at[i].at);
}

void index_places(struct checker *c) {
    struct places *l = arena_alloc(c->a, sizeof *l);
    *l = (struct places){.c = c};
    c->places = l;
    for (size_t i = 0; l->c->doc && i < l->c->doc->blocks.n; i++) {
        const struct block *b = &l->c->doc->blocks.at[i];
        if (b->kind == BLOCK_TABLE)
            add_table(l, b->table);
        else
            add(l, b->kind == BLOCK_FOOTNOTE ? &b->note->para : &b->para);
    }
    if (l->spots.n)
        qsort(l->spots.at, l->spots.n, sizeof *l->spots.at, by_place);
    l->squeezed = arena_array(c->a, l->paras.n + 1, sizeof *l->squeezed);
    mark_starts(l);
}

/* Words are looked for line by line; their first line says where they begin. */
static struct str first_line(struct arena *a, struct str s) {
    return utf8_squeeze(a, str_cut(s, 0, str_find(s, S("\n"), 0)));
}

static bool is_whole(enum check_code code) {
    return code >= CHECK_LEAD_AND_SUPPORT && code <= CHECK_UNIT_VARIANTS;
}

static bool has(const struct places *l, size_t i, struct str words, bool whole) {
    if (l->squeezed[i].p == NULL)
        l->squeezed[i] = utf8_squeeze(l->c->a, l->paras.at[i]->text);
    struct str text = l->squeezed[i];
    return whole ? str_eq(text, words) : str_find(text, words, 0) != SIZE_MAX;
}

/* From the item's first paragraph to the next item's, then back: a task's name stands in front of
 * its measure. A unit is looked for as a whole paragraph first: the measure may speak of it too. */
static const struct para *find(const struct places *l, const struct finding *f, size_t from) {
    struct str words = first_line(l->c->a, f->excerpt);
    size_t to = from + 1;
    while (to < l->paras.n && to < from + REACH && !l->starts[to])
        to++;
    for (int whole = is_whole(f->code); words.n && whole >= 0; whole--)
        for (size_t i = from; i < to; i++)
            if (has(l, i, words, whole > 0))
                return l->paras.at[i];
    for (size_t i = from; words.n && i > 0 && i + REACH > from; i--)
        if (has(l, i - 1, words, false))
            return l->paras.at[i - 1];
    return NULL;
}

static size_t nth_of(const struct places *l, const struct para *p) {
    for (size_t i = first_at(l, p->at); i < l->paras.n; i++)
        if (l->paras.at[i] == p)
            return i;
    return 0;
}

void locate_findings(struct checker *c) {
    const struct places *l = c->places;
    for (size_t i = 0; i < c->found.n; i++) {
        struct finding *f = &c->found.at[i];
        bool known = f->at.line || place_path(f->at).n;
        size_t from = known ? first_at(l, f->at) : SIZE_MAX;
        f->order = known ? f->at.line : f->order;
        if (from == SIZE_MAX)
            continue;
        const struct para *p = find(l, f, from);
        f->order = (uint64_t)(p ? nth_of(l, p) : from) + 1;
        if (p)
            f->at = p->at;
    }
}
