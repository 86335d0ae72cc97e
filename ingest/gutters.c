#include "ingest/gutters.h"
#include "base/utf8.h"
#include "ingest/gutter_search.h"
#include <math.h>

/* A gutter must be worth more than chance would give. What it costs a column to have nothing but a
 * name, and for each character that it begins elsewhere than on the page before, where no names
 * are. */
#define CHANCE 1.5
#define EMPTY 3.0
#define LAST_EMPTY 4.0 /* behind all others */
#define SHIFTED 0.25
#define SHIFTED_EMPTY 0.5 /* where nothing stands in the column before */
enum { MOST_COLUMNS = 64, MOST_WORDS = 256 };

/* What else speaks against it. */
static double costs(const struct search *s, size_t i, size_t to) {
    if (!search_goes_on(s) && (s->ends[i] > to || s->ends[i] == SIZE_MAX))
        return INFINITY;
    return search_is_empty(s, i, to) ? EMPTY : 0;
}

/* The best way to k columns that ends with one that ends at place j; at.n is the line's end. So
 * many columns lead on from the way before: one, and empty ones, which are no more than a place. */
struct way {
    double score;
    size_t before, columns;
};

/* What it costs that the column behind the k-th and some empty ones begins at x, and not where it
 * did before, where the k-th begins at place i: what has more or less room moves all that stands to
 * its right. What is empty on a page needs no room. */
static double shift(const struct search *s, size_t k, size_t empty, size_t i, size_t x) {
    if (!s->like || k + empty >= s->like->cuts.n)
        return 0;
    const size_t *like = s->like->cuts.at;
    double begin = (double)s->at.at[i], before = k && !s->head ? begin - (double)like[k - 1] : 0;
    double off = (double)x - (double)like[k + empty] - before;
    bool nothing = !s->head && search_is_empty(s, i, x);
    if (s->of_page || s->head)
        return (nothing ? SHIFTED_EMPTY : SHIFTED) * fabs(off);
    double room = nothing ? INFINITY : (double)(like[k + empty] - like[k]);
    return SHIFTED * fmax(off, fmax(0, -off - room));
}

/* The same where the k-th is the first column that is not empty; a row begins where it does on the
 * page. */
static double begins_off(const struct search *s, size_t k) {
    if (!s->of_page)
        return 0;
    return SHIFTED * fabs((double)s->at.at[0] - (k ? (double)s->like->cuts.at[k - 1] : 0));
}

/* All ways on from place i to j. */
static void add_ways(const struct search *s, struct way *ways, size_t most, bool order, size_t i,
                     size_t j) {
    size_t n = s->at.n + 1;
    bool end = j + 1 == n;
    size_t to = end ? SIZE_MAX : s->at.at[j];
    double gain = -costs(s, i, to) - (order ? 0 : names_against(s, i, to));
    gain += end ? 0 : s->worth[i * s->at.n + j] - CHANCE;
    for (size_t k = 0; k < most; k++) {
        double score = ways[k * n + i].score + gain - text_against(s, k, i, j) -
                       (order ? order_against(s, k, i, to) : 0);
        for (size_t empty = 0; score > -INFINITY && k + empty < most; empty++) {
            struct way *w = &ways[(k + 1 + empty) * n + j];
            double all = score - (end ? LAST_EMPTY : EMPTY) * (double)empty -
                         (end ? 0 : shift(s, k, empty, i, to));
            if (all > w->score)
                *w = (struct way){all, i, 1 + empty};
            if (!search_goes_on(s) || (end && !s->of_page))
                break;
        }
    }
}

static struct way *find_ways(struct search *s, size_t most, bool order) {
    size_t n = s->at.n + 1;
    struct way *ways = arena_array(s->a, (most + 1) * n, sizeof *ways);
    for (size_t i = 0; i < (most + 1) * n; i++)
        ways[i].score = -INFINITY;
    for (size_t k = 0; k <= (search_goes_on(s) ? s->like->cuts.n : 0); k++)
        ways[k * n] = (struct way){-EMPTY * (double)k - begins_off(s, k), 0, k};
    for (size_t j = 1; j < n; j++)
        for (size_t i = 0; i < j; i++)
            add_ways(s, ways, most, order, i, j);
    return ways;
}

static double score_of(const struct search *s, const struct way *ways, size_t k) {
    return ways[k * (s->at.n + 1) + s->at.n].score;
}

/* The columns' beginnings on the best way to so many. */
static void trace(const struct search *s, const struct way *ways, size_t columns, cuts *out) {
    size_t n = s->at.n + 1;
    out->at = arena_array(s->a, columns, sizeof *out->at);
    out->n = out->cap = columns - 1;
    for (size_t k = columns, j = n - 1; k > 0;) {
        const struct way *w = &ways[k * n + j];
        for (size_t end = k - w->columns; k > end; k--)
            if (k > 1)
                out->at[k - 2] = k == end + 1 ? s->at.at[w->before]
                                 : j + 1 < n  ? s->at.at[j]
                                              : s->right;
        j = w->before;
    }
}

/* columns: so many; 0: as many as are best, or as there are names. */
static void choose(struct search *s, size_t columns, cuts *out) {
    size_t most = columns ? columns : MOST_COLUMNS, best = columns ? columns : 1;
    const struct way *ways = find_ways(s, most, false);
    for (size_t k = 2; k <= most && !columns; k++)
        if (score_of(s, ways, k) > score_of(s, ways, best))
            best = k;
    if (!columns && best < s->all.n && s->all.n <= MOST_COLUMNS) {
        const struct way *ordered = find_ways(s, s->all.n, true);
        if (score_of(s, ordered, s->all.n) > score_of(s, ways, best)) {
            ways = ordered;
            best = s->all.n;
        }
    }
    if (score_of(s, ways, best) > -INFINITY)
        trace(s, ways, best, out);
}

/* A line that tells nothing of columns: one piece across them, or a title over the names. */
static bool stands_across(const struct search *s, const struct aligned_line *l, size_t left) {
    bool title = l < s->head && utf8_columns(l->runs.at[0].text) >= TITLE_WIDTH;
    bool across = search_goes_on(s) ? line_is_numbered(l) : l->runs.at[0].from <= left + 1;
    return l->runs.n == 1 && (across || title);
}

static void take_lines(struct search *s, const struct aligned_line *lines, size_t n) {
    size_t left = SIZE_MAX, stretch = 0;
    for (size_t i = 0; i < n; i++)
        if (lines[i].runs.n && lines[i].runs.at[0].from < left)
            left = lines[i].runs.at[0].from;
    for (size_t i = 0; i < n; i++) {
        const struct aligned_line *l = &lines[i];
        stretch += l->gap > 0;
        if (l->furniture || l->runs.n == 0 || stands_across(s, l, left))
            continue;
        s->body = l <= s->head ? s->words.n + 1 : s->body;
        *vec_push(s->a, &s->stretches) = stretch;
        runs *words = vec_push(s->a, &s->words);
        *words = (runs){0};
        for (size_t k = 0; k < l->runs.n && words->n < MOST_WORDS; k++)
            run_words(s->a, &l->runs.at[k], words);
    }
}

void cuts_find(struct arena *a, const struct aligned_line *lines, size_t n,
               const struct aligned_line *head, const struct columns *like, bool of_page,
               cuts *out) {
    struct search s = {.a = a, .head = head, .like = like, .of_page = of_page};
    while (n > 0 && lines[n - 1].runs.n < 2 && !search_goes_on(&s))
        n--;
    take_lines(&s, lines, n);
    if (s.words.n == 0)
        return;
    search_take_names(&s, lines, n);
    search_weigh(&s);
    search_weigh_texts(&s);
    choose(&s, like ? like->cuts.n + 1 : 0, out);
}
