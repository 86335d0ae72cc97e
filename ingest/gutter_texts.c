/* What stood in columns on all pages, against what would stand in them here. */
#include "base/utf8.h"
#include "ingest/gutter_search.h"

/* What it costs a column that a line's text in it is wider than all the column's text before. */
#define TOO_WIDE 2.0
enum { WIDER_LEAST = 2 };

/* Counts the lines that are too wide between place i and others for a column of that width. */
static void count_wider(const struct search *s, size_t i, size_t width, size_t *wider) {
    size_t n = s->at.n;
    for (size_t l = s->body; l < s->words.n; l++) {
        const runs *words = &s->words.at[l];
        size_t k = search_word(words, s->at.at[i]), columns = 0;
        for (; k < words->n; k++) {
            columns += (columns > 0) + utf8_columns(words->at[k].text);
            if (columns > width + WIDER_LEAST)
                break;
        }
        if (k < words->n)
            wider[search_place(s, words->at[k].from) + 1]++;
    }
    for (size_t j = 1; j <= n; j++)
        wider[j] += wider[j - 1];
}

static void find_wider(struct search *s) {
    size_t n = s->at.n, columns = s->like ? s->like->cuts.n + 1 : 0;
    const size_t *widths = s->like ? s->like->texts->widths : NULL;
    s->wider = arena_array(s->a, columns * n * (n + 1), sizeof *s->wider);
    for (size_t k = 0; k < columns; k++)
        for (size_t i = 0; i < n; i++)
            if (widths[k] > 0)
                count_wider(s, i, widths[k], &s->wider[(k * n + i) * (n + 1)]);
}

/* Weighs, by column, the texts that stand before each place. */
static void compare_texts(struct search *s) {
    size_t n = s->at.n, columns = s->like ? s->like->cuts.n + 1 : 0;
    s->texts = arena_array(s->a, columns * (n + 1), sizeof *s->texts);
    for (size_t k = 0; k < columns; k++) {
        double *sum = &s->texts[k * (n + 1)];
        for (size_t l = s->body; l < s->words.n; l++)
            for (size_t i = 0; i < s->words.at[l].n; i++) {
                const struct run *r = &s->words.at[l].at[i];
                sum[search_place(s, r->from) + 1] += texts_against(s->like->texts, k, r->text);
            }
        for (size_t j = 1; j <= n; j++)
            sum[j] += sum[j - 1];
    }
}

double text_against(const struct search *s, size_t k, size_t i, size_t j) {
    size_t n = s->at.n;
    const double *texts = s->like ? &s->texts[k * (n + 1)] : NULL;
    return s->like ? TOO_WIDE * (double)s->wider[(k * n + i) * (n + 1) + j] + texts[j] - texts[i]
                   : 0;
}

void search_weigh_texts(struct search *s) {
    find_wider(s);
    compare_texts(s);
}
