#include "ingest/habits.h"
#include "base/utf8.h"
#include <math.h>

/* Texts that returned so often tell, and what speaks against one counts at most so much. */
#define MOST_AGAINST 6.0
enum { LEAST_TIMES = 4, TEXT_CHARS = 12, LEAST_CHARS = 2, FIRST_CAP = 64 };

struct habit {
    struct str text;
    uint32_t all, *in; /* times, by column */
};

struct habits *habits_new(struct arena *a, size_t columns) {
    struct habits *h = arena_alloc(a, sizeof *h);
    *h = (struct habits){.columns = columns, .cap = FIRST_CAP};
    h->widths = arena_array(a, columns, sizeof *h->widths);
    h->texts = arena_array(a, h->cap, sizeof *h->texts);
    return h;
}

static struct habit *find(const struct habits *h, struct str text) {
    size_t i = str_hash(text) & (h->cap - 1);
    while (h->texts[i].text.n && !str_eq(h->texts[i].text, text))
        i = (i + 1) & (h->cap - 1);
    return &h->texts[i];
}

static void grow(struct arena *a, struct habits *h) {
    struct habits old = *h;
    h->cap *= 2;
    h->texts = arena_array(a, h->cap, sizeof *h->texts);
    for (size_t i = 0; i < old.cap; i++)
        if (old.texts[i].text.n)
            *find(h, old.texts[i].text) = old.texts[i];
}

static bool may_return(struct str text) {
    size_t chars = utf8_len(text);
    return LEAST_CHARS <= chars && chars <= TEXT_CHARS;
}

void habits_add(struct arena *a, struct habits *h, size_t column, struct str text) {
    if (!may_return(text))
        return;
    struct habit *t = find(h, text);
    if (t->text.n == 0) {
        *t = (struct habit){.text = text, .in = arena_array(a, h->columns, sizeof *t->in)};
        h->n++;
    }
    t->all++;
    t->in[column]++;
    if (2 * h->n > h->cap)
        grow(a, h);
}

double habits_against(const struct habits *h, size_t column, struct str text) {
    const struct habit *t = may_return(text) ? find(h, text) : NULL;
    if (!t || t->all < LEAST_TIMES)
        return 0;
    uint32_t most = 0;
    for (size_t c = 0; c < h->columns; c++)
        most = t->in[c] > most ? t->in[c] : most;
    return fmin(MOST_AGAINST, log((most + 1.0) / (t->in[column] + 1.0)));
}
