/* What the lines say of gutters, and the places at which a column may begin. */
#include "ingest/gutter_search.h"
#include <stdlib.h>

/* What a line says of a gutter: it parts two of its pieces; a word of it stands over the gutter; a
 * single space is there between two ideographs, where no typesetter puts one by itself, or beside a
 * letter or digit, where one does; what follows begins where the column does. */
#define PARTS 1.0
#define OVER (-2.0)
#define SINGLE_SPACE 0.1
#define ADDED_BETWEEN 0.02
#define ALIGNED 0.5
#define LEAST_WORTH 0.25 /* a line, or it is not looked at */
enum { MOST_PLACES = 128, ROW_LINES = 30, LEAST_ROWS = 3, LINES_OVER = 2 };

bool search_goes_on(const struct search *s) {
    return s->like && !s->head;
}

size_t search_word(const runs *words, size_t x) {
    size_t from = 0, to = words->n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (words->at[mid].from < x)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

/* What a line's words say of a column that begins at x: at once, and further where the column
 * before begins no later than *before. */
static double says(const runs *words, size_t x, size_t *before, double *further) {
    size_t k = search_word(words, x);
    *further = 0;
    if (k > 0 && words->at[k - 1].to > x)
        return OVER;
    if (k == words->n)
        return 0;
    double aligned = words->at[k].from <= x + 1 ? ALIGNED : 0;
    if (k == 0)
        return aligned;
    const struct run *r = &words->at[k];
    bool one = r->from - r[-1].to <= 1, wide = wide_at_end(r[-1].text) && wide_at_start(r->text);
    *before = r[-1].from;
    if (one && !wide) { /* where such a word begins says nothing */
        *further = ADDED_BETWEEN;
        return 0;
    }
    *further = (one ? SINGLE_SPACE : PARTS) - aligned;
    return aligned;
}

size_t search_place(const struct search *s, size_t x) {
    size_t from = 0, to = s->at.n;
    while (to - from > 1) {
        size_t mid = (from + to) / 2;
        if (s->at.at[mid] <= x)
            from = mid;
        else
            to = mid;
    }
    return from;
}

bool search_is_empty(const struct search *s, size_t i, size_t to) {
    return !(s->body_ends[i] <= to && s->body_ends[i] < SIZE_MAX);
}

static int by_place(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Of a column at x behind one at the line's beginning. */
static double worth_alone(const struct search *s, size_t x) {
    double sum = 0, further;
    for (size_t i = 0, before; i < s->words.n; i++) {
        sum += says(&s->words.at[i], x, &before, &further);
        sum += further;
    }
    return sum;
}

static void find_places(struct search *s) {
    VEC(size_t) all = {0};
    double least = -LEAST_WORTH * (double)s->words.n;
    size_t left = SIZE_MAX;
    for (size_t i = 0; i < s->words.n; i++)
        for (size_t k = 0; k < s->words.at[i].n; k++) {
            size_t from = s->words.at[i].at[k].from;
            *vec_push(s->a, &all) = from;
            left = from < left ? from : left;
            s->right = s->words.at[i].at[k].to >= s->right ? s->words.at[i].at[k].to + 1 : s->right;
        }
    for (size_t k = 0; search_goes_on(s) && k < s->like->cuts.n; k++)
        *vec_push(s->a, &all) = s->like->cuts.at[k];
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    *vec_push(s->a, &s->at) = search_goes_on(s) ? left : 0;
    for (size_t k = 0; k < all.n && s->at.n < MOST_PLACES; k++)
        if (all.at[k] > s->at.at[s->at.n - 1] && (k == 0 || all.at[k] > all.at[k - 1]) &&
            worth_alone(s, all.at[k]) >= least)
            *vec_push(s->a, &s->at) = all.at[k];
}

/* Words that stand over a gutter speak against it; but where columns are set closer in a row than
 * in others, as far as blank lines tell, all its lines do, and they count as few. */
static double over(const struct search *s, size_t lines, size_t of) {
    size_t last = s->stretches.at[s->stretches.n - 1], rows = last - s->stretches.at[0];
    bool row = rows >= LEAST_ROWS && of <= ROW_LINES;
    return OVER * (double)(row && lines > LINES_OVER ? LINES_OVER : lines);
}

static void weigh_place(struct search *s, size_t j) {
    size_t n = s->at.n, lines = 0, stand_over = 0;
    double sum = 0;
    for (size_t i = 0, before = 0; i < s->words.n; i++) {
        double further, here = says(&s->words.at[i], s->at.at[j], &before, &further);
        stand_over += here == OVER;
        sum += here == OVER ? 0 : here;
        if (further != 0)
            s->worth[search_place(s, before) * n + j] += further;
        lines++;
        if (i + 1 == s->words.n || s->stretches.at[i + 1] != s->stretches.at[i]) {
            sum += over(s, stand_over, lines);
            stand_over = lines = 0;
        }
    }
    for (size_t i = n - 1; i-- > 0;)
        s->worth[i * n + j] += s->worth[(i + 1) * n + j];
    for (size_t i = 0; i < n; i++)
        s->worth[i * n + j] += sum;
}

/* Where the first words end that begin at each place or behind it. */
static void find_ends(struct search *s) {
    size_t n = s->at.n;
    s->ends = arena_array(s->a, n, sizeof *s->ends);
    s->body_ends = arena_array(s->a, n, sizeof *s->body_ends);
    for (size_t j = 0; j < n; j++)
        s->ends[j] = s->body_ends[j] = SIZE_MAX;
    for (size_t i = 0; i < s->words.n; i++)
        for (size_t k = 0; k < s->words.at[i].n; k++) {
            const struct run *r = &s->words.at[i].at[k];
            size_t j = search_place(s, r->from);
            s->ends[j] = r->to < s->ends[j] ? r->to : s->ends[j];
            if (i >= s->body && r->to < s->body_ends[j])
                s->body_ends[j] = r->to;
        }
    for (size_t j = n - 1; j-- > 0;) {
        s->ends[j] = s->ends[j + 1] < s->ends[j] ? s->ends[j + 1] : s->ends[j];
        if (s->body_ends[j + 1] < s->body_ends[j])
            s->body_ends[j] = s->body_ends[j + 1];
    }
}

void search_weigh(struct search *s) {
    find_places(s);
    s->worth = arena_array(s->a, s->at.n * s->at.n, sizeof *s->worth);
    for (size_t j = 0; j < s->at.n; j++)
        weigh_place(s, j);
    find_ends(s);
}
