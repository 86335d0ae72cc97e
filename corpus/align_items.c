/* What is compared of a plan's items, and how alike two of them are in it. */
#include "base/utf8.h"
#include "corpus/align.h"
#include "corpus/bodies.h"
#include "corpus/fold.h"
#include <math.h>
#include <stdlib.h>

static struct str item_section(const struct item *item) {
    return item->measure  ? item->measure->section
           : item->clause ? item->clause->section
           : item->cells  ? item->cells->table_title
                          : (struct str){0};
}

static struct str item_task(const struct item *item) {
    return item->measure ? item->measure->task : (struct str){0};
}

/* The folded text with every run of digits as one, so that a changed number does not hide it. */
static struct str fold_key(struct arena *a, struct str text) {
    struct buf b = {.a = a};
    size_t n = 0;
    fold_text(&b, text);
    for (size_t i = 0; i < b.n; i++) {
        bool digit = b.p[i] >= '0' && b.p[i] <= '9';
        bool inside = n && b.p[n - 1] == '0' && (digit || b.p[i] == '.');
        if (!inside)
            b.p[n++] = digit ? '0' : b.p[i];
    }
    b.n = n;
    return buf_str(&b);
}

static uint64_t squeezed_hash(struct arena *a, struct str s) {
    return str_hash(utf8_squeeze(a, s));
}

static uint64_t mix(uint64_t x, uint64_t y) {
    x = (x ^ y) * 0x9E3779B97F4A7C15u;
    return x ^ (x >> 29);
}

static uint32_t gram_hash(uint32_t x, uint32_t y) {
    return (uint32_t)(mix(((uint64_t)x << 32) | y, 0) >> 16);
}

/* Calls for each pair of neighbours in s; a text of one character is a pair with nothing. */
static void each_gram(struct str s, void (*take)(void *ctx, uint32_t hash), void *ctx) {
    uint32_t last = 0;
    for (size_t i = 0, n = 0; i < s.n; n++) {
        uint32_t cp = (uint32_t)utf8_next(s, &i);
        if (n || i == s.n)
            take(ctx, gram_hash(last, cp));
        last = cp;
    }
}

/* The same for single characters but Latin ones and digits, which tell little alone. */
static void each_letter(struct str s, void (*take)(void *ctx, uint32_t hash), void *ctx) {
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = (uint32_t)utf8_next(s, &i);
        if (cp >= 0x80)
            take(ctx, gram_hash(cp, 0));
    }
}

static void count_gram(void *ctx, uint32_t hash) {
    ((uint32_t *)ctx)[hash % GRAM_SLOTS]++;
}

static uint64_t place_hash(struct arena *a, const struct item *item) {
    uint64_t h = mix(squeezed_hash(a, item_section(item)), squeezed_hash(a, item_task(item)));
    return item->measure ? mix(h, str_hash(item->measure->table_title)) : h;
}

static void fill(struct align *al, struct entry *e, size_t doc, struct item item) {
    struct str key = item_key(&item);
    *e = (struct entry){.item = item, .doc = doc};
    e->f.text = fold_key(al->a, key);
    e->f.exact = mix(squeezed_hash(al->a, key), item.cells != NULL);
    e->f.alike = mix(str_hash(e->f.text), item.cells != NULL);
    e->f.place = place_hash(al->a, &item);
    each_gram(e->f.text, count_gram, al->frequency);
    each_letter(e->f.text, count_gram, al->frequency);
}

void align_items(struct align *al) {
    item_list items = {0};
    al->frequency = arena_array(al->a, GRAM_SLOTS, sizeof *al->frequency);
    al->first = arena_array(al->a, al->docs + 1, sizeof *al->first);
    for (size_t doc = 0; doc < al->docs; doc++) {
        items_of(al->a, al->plans[doc], &items);
        al->first[doc + 1] = items.n;
    }
    al->n = items.n;
    al->at = arena_array(al->a, al->n + 1, sizeof *al->at);
    for (size_t doc = 0; doc < al->docs; doc++)
        for (size_t i = al->first[doc]; i < al->first[doc + 1]; i++)
            fill(al, &al->at[i], doc, items.at[i]);
}

struct gathering {
    struct align *al;
    VEC(struct gram) list;
};

static void add_rare(void *ctx, uint32_t hash) {
    struct gathering *g = ctx;
    double seen = g->al->frequency[hash % GRAM_SLOTS];
    double weight = log(1.5 + (double)g->al->n / (1 + seen));
    *vec_push(g->al->a, &g->list) = (struct gram){hash, (float)weight};
}

static void add_plain(void *ctx, uint32_t hash) {
    struct gathering *g = ctx;
    *vec_push(g->al->a, &g->list) = (struct gram){hash, 1};
}

/* What stands in most items says nothing about one of them. */
static void add_telling(void *ctx, uint32_t hash) {
    struct gathering *g = ctx;
    double seen = g->al->frequency[hash % GRAM_SLOTS];
    double weight = log((1 + (double)g->al->n) / (1 + seen));
    *vec_push(g->al->a, &g->list) = (struct gram){hash, (float)fmax(weight, 0)};
}

static int by_hash(const void *x, const void *y) {
    const struct gram *a = x, *b = y;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

static void sort_grams(struct gathering *g) {
    if (g->list.n)
        qsort(g->list.at, g->list.n, sizeof *g->list.at, by_hash);
}

static struct grams gathered(struct gathering *g) {
    struct grams out = {.at = g->list.at};
    sort_grams(g);
    for (size_t i = 0; i < g->list.n; i++)
        if (out.n == 0 || out.at[out.n - 1].hash != g->list.at[i].hash) {
            out.weight += (double)g->list.at[i].weight;
            out.at[out.n++] = g->list.at[i];
        }
    return out;
}

/* Equal ones are added up. */
static struct grams added(struct gathering *g) {
    struct grams out = {.at = g->list.at};
    double squares = 0;
    sort_grams(g);
    for (size_t i = 0; i < g->list.n; i++)
        if (out.n && out.at[out.n - 1].hash == g->list.at[i].hash)
            out.at[out.n - 1].weight += g->list.at[i].weight;
        else
            out.at[out.n++] = g->list.at[i];
    for (size_t i = 0; i < out.n; i++)
        squares += (double)out.at[i].weight * (double)out.at[i].weight;
    out.weight = sqrt(squares);
    return out;
}

const struct grams *align_letters(struct align *al, size_t i) {
    struct features *f = &al->at[i].f;
    struct gathering g = {.al = al};
    if (!f->letters.at) {
        each_letter(f->text, add_telling, &g);
        f->letters = added(&g);
    }
    return &f->letters;
}

/* Takes each of y out of x once, both sorted. */
static void take_out(struct gathering *x, const struct gathering *y) {
    size_t n = 0;
    for (size_t p = 0, q = 0; p < x->list.n; p++) {
        while (q < y->list.n && y->list.at[q].hash < x->list.at[p].hash)
            q++;
        if (q < y->list.n && y->list.at[q].hash == x->list.at[p].hash)
            q++;
        else
            x->list.at[n++] = x->list.at[p];
    }
    x->list.n = n;
}

struct grams align_beside(struct align *al, size_t i, size_t doc) {
    struct gathering x = {.al = al}, y = {.al = al};
    each_gram(al->at[i].f.text, add_rare, &x);
    for (size_t m = al->next[i]; m != i; m = al->next[m])
        if (al->at[m].doc == doc)
            each_gram(al->at[m].f.text, add_rare, &y);
    sort_grams(&x);
    sort_grams(&y);
    take_out(&x, &y);
    return gathered(&x);
}

static struct grams text_grams(struct align *al, struct str folded,
                               void (*add)(void *ctx, uint32_t hash)) {
    struct gathering g = {.al = al};
    each_gram(folded, add, &g);
    return gathered(&g);
}

/* A division's own bodies by their kind, so that those of two districts are alike. */
static void add_units(struct gathering *g, const struct assignment *as, struct str division) {
    for (size_t i = 0; i < as->roles.n; i++)
        for (size_t k = 0; k < as->roles.at[i].mentions.n; k++)
            add_plain(g, (uint32_t)str_hash(body_key(&as->roles.at[i].mentions.at[k], division)));
}

static void add_quantities(struct gathering *g, const plan_quantities *list) {
    for (size_t i = 0; i < list->n; i++) {
        const struct quantity *q = &list->at[i];
        if (!q->subject.n)
            continue;
        uint64_t what = mix(str_hash(fold_key(g->al->a, q->subject)), str_hash(q->unit));
        add_plain(g, (uint32_t)what);
        add_plain(g, (uint32_t)mix(what, (uint64_t)(int64_t)(q->value * 1000)));
    }
}

static const plan_assignments *assignments_of(const struct item *item) {
    static const plan_assignments none;
    return item->measure  ? &item->measure->assignments
           : item->clause ? &item->clause->assignments
                          : &none;
}

static void add_details(const struct item *item, struct str division, struct gathering *units,
                        struct gathering *quantities) {
    const plan_assignments *list = assignments_of(item);
    for (size_t i = 0; i < list->n; i++)
        add_units(units, &list->at[i], division);
    if (item->measure)
        add_quantities(quantities, &item->measure->quantities);
    else if (item->clause)
        add_quantities(quantities, &item->clause->quantities);
}

void align_details(struct align *al, size_t i) {
    const struct item *item = &al->at[i].item;
    struct features *f = &al->at[i].f;
    struct gathering units = {.al = al}, quantities = {.al = al};
    f->text_grams = text_grams(al, f->text, add_rare);
    f->task = text_grams(al, fold_key(al->a, item_task(item)), add_plain);
    f->section = text_grams(al, fold_key(al->a, item_section(item)), add_plain);
    add_details(item, plan_division(al->plans[al->at[i].doc]), &units, &quantities);
    f->units = gathered(&units);
    f->quantities = gathered(&quantities);
}

double grams_shared(const struct grams *x, const struct grams *y) {
    double sum = 0;
    for (size_t i = 0, k = 0; i < x->n && k < y->n;) {
        if (x->at[i].hash == y->at[k].hash)
            sum += (double)x->at[i].weight;
        uint32_t left = x->at[i].hash, right = y->at[k].hash;
        i += left <= right;
        k += right <= left;
    }
    return sum;
}

double grams_cosine(const struct grams *x, const struct grams *y) {
    double sum = 0;
    for (size_t i = 0, k = 0; i < x->n && k < y->n;) {
        uint32_t left = x->at[i].hash, right = y->at[k].hash;
        if (left == right)
            sum += (double)x->at[i].weight * (double)y->at[k].weight;
        i += left <= right;
        k += right <= left;
    }
    return sum > 0 ? sum / (x->weight * y->weight) : 0;
}

double grams_dice(const struct grams *x, const struct grams *y) {
    double all = x->weight + y->weight;
    return all > 0 ? 2 * grams_shared(x, y) / all : 0;
}
