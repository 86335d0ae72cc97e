#include "ingest/column_texts.h"
#include "base/utf8.h"
#include <math.h>

/* Texts that returned so often tell, and what speaks against one counts at most so much. */
#define MOST_AGAINST 6.0
#define FAMILIAR 3.0 /* what speaks for one where it mostly stood */
enum { LEAST_TIMES = 4, TEXT_CHARS = 12, LEAST_CHARS = 2, FIRST_CAP = 64, ODD_PERCENT = 1 };

struct column_text {
    struct str text;
    uint32_t all, *in; /* times, by column */
};

enum { WIDTHS = 256 };

struct wide {
    uint32_t lines[WIDTHS]; /* by width */
};

struct column_texts *texts_new(struct arena *a, size_t columns) {
    struct column_texts *h = arena_alloc(a, sizeof *h);
    *h = (struct column_texts){.columns = columns, .cap = FIRST_CAP};
    h->widths = arena_array(a, columns, sizeof *h->widths);
    h->wide = arena_array(a, columns, sizeof *h->wide);
    h->texts = arena_array(a, h->cap, sizeof *h->texts);
    return h;
}

static struct column_text *find(const struct column_texts *h, struct str text) {
    size_t i = str_hash(text) & (h->cap - 1);
    while (h->texts[i].text.n && !str_eq(h->texts[i].text, text))
        i = (i + 1) & (h->cap - 1);
    return &h->texts[i];
}

static void grow(struct arena *a, struct column_texts *h) {
    struct column_texts old = *h;
    h->cap *= 2;
    h->texts = arena_array(a, h->cap, sizeof *h->texts);
    for (size_t i = 0; i < old.cap; i++)
        if (old.texts[i].text.n)
            *find(h, old.texts[i].text) = old.texts[i];
}

static bool may_return(struct str text) {
    size_t chars = text.n <= 4 * TEXT_CHARS ? utf8_len(text) : 0;
    return LEAST_CHARS <= chars && chars <= TEXT_CHARS;
}

void texts_add(struct arena *a, struct column_texts *h, size_t column, struct str text) {
    size_t width = utf8_columns(text);
    h->wide[column].lines[width < WIDTHS ? width : WIDTHS - 1]++;
    if (!may_return(text))
        return;
    struct column_text *t = find(h, text);
    if (t->text.n == 0) {
        *t = (struct column_text){.text = text, .in = arena_array(a, h->columns, sizeof *t->in)};
        h->n++;
    }
    t->all++;
    t->in[column]++;
    if (2 * h->n > h->cap)
        grow(a, h);
}

double texts_against(const struct column_texts *h, size_t column, struct str text) {
    const struct column_text *t = may_return(text) ? find(h, text) : NULL;
    if (!t || t->all < LEAST_TIMES)
        return 0;
    uint32_t most = 0;
    for (size_t c = 0; c < h->columns; c++)
        most = t->in[c] > most ? t->in[c] : most;
    return fmin(MOST_AGAINST, log((most + 1.0) / (t->in[column] + 1.0))) - FAMILIAR;
}

void texts_settle(struct column_texts *h) {
    for (size_t c = 0; c < h->columns; c++) {
        const uint32_t *lines = h->wide[c].lines;
        size_t all = 0, wider = 0, width = WIDTHS;
        for (size_t w = 0; w < WIDTHS; w++)
            all += lines[w];
        while (width > 1 && 100 * (wider + lines[width - 1]) <= ODD_PERCENT * all)
            wider += lines[--width];
        h->widths[c] = width - 1;
    }
}
