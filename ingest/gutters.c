#include "ingest/gutters.h"
#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>

/* What a line says of a gutter: it parts two of its pieces; a word of it stands over the gutter; a
 * single space is there between two ideographs, where no typesetter puts one by itself, or beside a
 * letter or digit, where one does; what follows begins where the column does. A gutter must be
 * worth more than chance would give. */
#define PARTS 1.0
#define OVER (-2.0)
#define SINGLE_SPACE 0.1
#define ADDED_BETWEEN 0.02
#define ALIGNED 0.5
#define CHANCE 1.5
#define LEAST_WORTH 0.25 /* a line, or it is not looked at */
/* What it costs a column to have no name, for each further name, and for each character of its name
 * that stands outside of it; to have nothing but a name; and for each character that it begins
 * elsewhere than on the page before, where no names are. */
#define NO_NAME 12.0
#define SECOND_NAME 8.0
#define NAME_OUTSIDE 0.5
#define EMPTY 3.0
#define LAST_EMPTY 4.0 /* behind all others */
#define SHIFTED 0.25
#define SHIFTED_EMPTY 0.5 /* where nothing stands in the column before */
/* What it costs a column that a line's text in it is wider than all the column's text before. */
#define TOO_WIDE 2.0
enum {
    WIDER_LEAST = 2,
    MOST_COLUMNS = 64,
    MOST_PLACES = 128,
    MOST_WORDS = 256,
    ROW_LINES = 30,
    LEAST_ROWS = 3,
    LINES_OVER = 2
};

/* ---- gutters ---- */

struct search {
    struct arena *a;
    const struct aligned_line *head;
    VEC(runs) words;       /* of each line that may say something */
    VEC(size_t) stretches; /* by such line: which lines stand together it is of */
    size_t body;           /* the first of them behind the names */
    runs names;            /* of the head */
    runs under;            /* of the lines about it */
    size_t above;          /* so many of them of the line above it */
    runs all;              /* names of the head and of the line above it, as they stand */
    const struct columns *like;
    bool of_page;   /* they are the page's of which the lines are a row */
    VEC(size_t) at; /* places where a column may begin; the first is 0, the line's */
    size_t right;   /* behind all words */
    double *worth;  /* [i * at.n + j]: of a column at place j behind one at place i */
    size_t *ends;   /* by place: where the first word ends that begins there or behind */
    size_t *body_ends;
    size_t *wider; /* [(k * at.n + i) * (at.n + 1) + j]: so many lines have, between the places i
                    * and j, text that is wider than that of the k-th column */
    double *texts; /* [k * (at.n + 1) + j]: what speaks against the texts up to place j in it */
};

/* Is it the rest of a table, whose names stand on a page before? Columns may be empty there. */
static bool goes_on(const struct search *s) {
    return s->like && !s->head;
}

/* The first word at or behind x, from 0. */
static size_t word_at(const runs *words, size_t x) {
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
    size_t k = word_at(words, x);
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

/* The last place at or before x. */
static size_t place_before(const struct search *s, size_t x) {
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
    for (size_t k = 0; goes_on(s) && k < s->like->cuts.n; k++)
        *vec_push(s->a, &all) = s->like->cuts.at[k];
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    *vec_push(s->a, &s->at) = goes_on(s) ? left : 0;
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
            s->worth[place_before(s, before) * n + j] += further;
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

static void weigh(struct search *s) {
    size_t n = s->at.n;
    s->worth = arena_array(s->a, n * n, sizeof *s->worth);
    s->ends = arena_array(s->a, n, sizeof *s->ends);
    s->body_ends = arena_array(s->a, n, sizeof *s->body_ends);
    for (size_t j = 0; j < n; j++) {
        s->ends[j] = s->body_ends[j] = SIZE_MAX;
        weigh_place(s, j);
    }
    for (size_t i = 0; i < s->words.n; i++)
        for (size_t k = 0; k < s->words.at[i].n; k++) {
            const struct run *r = &s->words.at[i].at[k];
            size_t j = place_before(s, r->from);
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

static size_t outside(const struct run *r, size_t from, size_t to) {
    size_t n = r->from < from ? from - r->from : 0;
    return n + (r->to > to ? r->to - to : 0);
}

/* Does name i stand at or behind x? Where it stands over x, which begins a column, it does if the
 * name of the column before is known from the lines about it. */
static bool name_behind(const struct search *s, size_t i, size_t x) {
    const struct run *r = &s->names.at[i];
    size_t least = i ? s->names.at[i - 1].to : 0;
    if ((r->from + r->to) / 2 >= x)
        return true;
    for (size_t k = 0; k < s->under.n && r->to >= x; k++)
        if (s->under.at[k].from >= least && s->under.at[k].to <= x)
            return true;
    return false;
}

/* Does most of the name stand in the column? */
static bool stands_in(const struct run *u, size_t from, size_t to) {
    size_t middle = (u->from + u->to) / 2;
    return from <= middle && middle < to;
}

static bool is_over(const struct run *x, const struct run *y) {
    return x->from <= y->to && y->from <= x->to;
}

/* Is the name above or below the head's one of its own, that a space parts from them, and from
 * those that stand before it on its side? */
static bool stands_apart(const struct search *s, size_t u) {
    const struct run *name = &s->under.at[u];
    for (size_t k = 0; k < s->names.n; k++)
        if (is_over(name, &s->names.at[k]))
            return false;
    for (size_t k = u < s->above ? 0 : s->above; k < u; k++)
        if (is_over(name, &s->under.at[k]))
            return false;
    return true;
}

/* The names in a column, of which the head has so many. What stands below the head may be no name,
 * but where the column has no other. */
static size_t names_with(const struct search *s, size_t names, size_t from, size_t to) {
    for (size_t k = 0; k < s->under.n; k++)
        if ((k < s->above || names == 0) && stands_in(&s->under.at[k], from, to))
            names += stands_apart(s, k);
    return names;
}

/* Does nothing but names stand in the column from place i to the place or line's end to? */
static bool is_empty(const struct search *s, size_t i, size_t to) {
    return !(s->body_ends[i] <= to && s->body_ends[i] < SIZE_MAX);
}

/* What the names over it say against a column from place i to the place or line's end to. */
static double costs_of_names(const struct search *s, size_t i, size_t to) {
    size_t names = 0, from = s->at.at[i];
    double cost = 0;
    if (!s->head)
        return 0;
    for (size_t k = 0; k < s->names.n; k++) {
        if (!name_behind(s, k, from) || name_behind(s, k, to))
            continue;
        names++;
        cost += NAME_OUTSIDE * (double)outside(&s->names.at[k], from, to);
    }
    if (names == 0 && is_empty(s, i, to))
        return INFINITY; /* the rest of a name stands in no column of its own */
    names = names_with(s, names, from, to);
    return cost + (names == 0 ? NO_NAME : SECOND_NAME * (double)(names - 1));
}

/* The same of the k-th column, where each name has one and their order tells which, because the
 * rows below stand further left or right than the names. */
static double costs_of_order(const struct search *s, size_t k, size_t i, size_t to) {
    if (k >= s->all.n)
        return INFINITY;
    return NAME_OUTSIDE * (double)outside(&s->all.at[k], s->at.at[i], to);
}

/* What else speaks against it. */
static double costs(const struct search *s, size_t i, size_t to) {
    if (!goes_on(s) && (s->ends[i] > to || s->ends[i] == SIZE_MAX))
        return INFINITY;
    return is_empty(s, i, to) ? EMPTY : 0;
}

/* Counts the lines that are too wide between place i and others for a column of that width. */
static void count_wider(const struct search *s, size_t i, size_t width, size_t *wider) {
    size_t n = s->at.n;
    for (size_t l = s->body; l < s->words.n; l++) {
        const runs *words = &s->words.at[l];
        size_t k = word_at(words, s->at.at[i]), columns = 0;
        for (; k < words->n; k++) {
            columns += (columns > 0) + utf8_columns(words->at[k].text);
            if (columns > width + WIDER_LEAST)
                break;
        }
        if (k < words->n)
            wider[place_before(s, words->at[k].from) + 1]++;
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
static void weigh_texts(struct search *s) {
    size_t n = s->at.n, columns = s->like ? s->like->cuts.n + 1 : 0;
    s->texts = arena_array(s->a, columns * (n + 1), sizeof *s->texts);
    for (size_t k = 0; k < columns; k++) {
        double *sum = &s->texts[k * (n + 1)];
        for (size_t l = s->body; l < s->words.n; l++)
            for (size_t i = 0; i < s->words.at[l].n; i++) {
                const struct run *r = &s->words.at[l].at[i];
                sum[place_before(s, r->from) + 1] += texts_against(s->like->texts, k, r->text);
            }
        for (size_t j = 1; j <= n; j++)
            sum[j] += sum[j - 1];
    }
}

/* What it costs that the k-th column holds what stands between the places i and j. */
static double costs_of_text(const struct search *s, size_t k, size_t i, size_t j) {
    size_t n = s->at.n;
    const double *texts = s->like ? &s->texts[k * (n + 1)] : NULL;
    return s->like ? TOO_WIDE * (double)s->wider[(k * n + i) * (n + 1) + j] + texts[j] - texts[i]
                   : 0;
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
    bool nothing = !s->head && is_empty(s, i, x);
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
    double gain = -costs(s, i, to) - (order ? 0 : costs_of_names(s, i, to));
    gain += end ? 0 : s->worth[i * s->at.n + j] - CHANCE;
    for (size_t k = 0; k < most; k++) {
        double score = ways[k * n + i].score + gain - costs_of_text(s, k, i, j) -
                       (order ? costs_of_order(s, k, i, to) : 0);
        for (size_t empty = 0; score > -INFINITY && k + empty < most; empty++) {
            struct way *w = &ways[(k + 1 + empty) * n + j];
            double all = score - (end ? LAST_EMPTY : EMPTY) * (double)empty -
                         (end ? 0 : shift(s, k, empty, i, to));
            if (all > w->score)
                *w = (struct way){all, i, 1 + empty};
            if (!goes_on(s) || (end && !s->of_page))
                break;
        }
    }
}

static struct way *find_ways(struct search *s, size_t most, bool order) {
    size_t n = s->at.n + 1;
    struct way *ways = arena_array(s->a, (most + 1) * n, sizeof *ways);
    for (size_t i = 0; i < (most + 1) * n; i++)
        ways[i].score = -INFINITY;
    for (size_t k = 0; k <= (goes_on(s) ? s->like->cuts.n : 0); k++)
        ways[k * n] = (struct way){-EMPTY * (double)k - begins_off(s, k), 0, k};
    for (size_t j = 1; j < n; j++)
        for (size_t i = 0; i < j; i++)
            add_ways(s, ways, most, order, i, j);
    return ways;
}

static double score_of(const struct search *s, const struct way *ways, size_t k) {
    return ways[k * (s->at.n + 1) + s->at.n].score;
}

static void choose(struct search *s, size_t columns, cuts *out) {
    size_t n = s->at.n + 1, most = columns ? columns : MOST_COLUMNS, best = 0;
    const struct way *ways = find_ways(s, most, false);
    for (size_t k = 1; k <= most; k++)
        if (columns ? k == columns : best == 0 || score_of(s, ways, k) > score_of(s, ways, best))
            best = k;
    if (!columns && best < s->all.n && s->all.n <= MOST_COLUMNS) {
        const struct way *ordered = find_ways(s, s->all.n, true);
        if (score_of(s, ordered, s->all.n) > score_of(s, ways, best)) {
            ways = ordered;
            best = s->all.n;
        }
    }
    if (score_of(s, ways, best) == -INFINITY)
        return;
    out->at = arena_array(s->a, best, sizeof *out->at);
    out->n = out->cap = best - 1;
    for (size_t k = best, j = n - 1; k > 0;) {
        const struct way *w = &ways[k * n + j];
        for (size_t end = k - w->columns; k > end; k--)
            if (k > 1)
                out->at[k - 2] = k == end + 1 ? s->at.at[w->before]
                                 : j + 1 < n  ? s->at.at[j]
                                              : s->right;
        j = w->before;
    }
}

/* The lines right above and below the names may hold the rest of them. */
static void take_names_about(struct search *s, const struct aligned_line *lines, size_t n) {
    for (size_t i = 0; s->head && i < n; i++) {
        const struct aligned_line *l = &lines[i];
        bool above = l + 1 == s->head && s->head->gap == 0;
        bool below = l == s->head + 1 && l->gap == 0;
        bool title = l->runs.n == 1 && utf8_columns(l->runs.at[0].text) >= TITLE_WIDTH;
        for (size_t k = 0; (above || below) && !title && k < l->runs.n; k++)
            if (above)
                run_words(s->a, &l->runs.at[k], &s->under);
            else
                *vec_push(s->a, &s->under) = l->runs.at[k];
        s->above += above ? s->under.n : 0;
    }
}

static int by_from(const void *a, const void *b) {
    size_t x = ((const struct run *)a)->from, y = ((const struct run *)b)->from;
    return (x > y) - (x < y);
}

/* Is the word above the head the rest of the one before it (2026 年目标)? */
static bool goes_with_before(const struct search *s, size_t u) {
    const struct run *w = &s->under.at[u];
    return u > 0 && w->from == w[-1].to + 1 && !(wide_at_end(w[-1].text) && wide_at_start(w->text));
}

static void order_names(struct search *s) {
    for (size_t k = 0; k < s->names.n; k++)
        *vec_push(s->a, &s->all) = s->names.at[k];
    for (size_t k = 0; k < s->above; k++)
        if (stands_apart(s, k) && !goes_with_before(s, k))
            *vec_push(s->a, &s->all) = s->under.at[k];
    if (s->all.n)
        qsort(s->all.at, s->all.n, sizeof *s->all.at, by_from);
}

void cuts_find(struct arena *a, const struct aligned_line *lines, size_t n,
               const struct aligned_line *head, const struct columns *like, bool of_page,
               cuts *out) {
    struct search s = {.a = a, .head = head, .like = like, .of_page = of_page};
    size_t left = SIZE_MAX;
    while (n > 0 && lines[n - 1].runs.n < 2 && (head || !like))
        n--;
    for (size_t i = 0; i < n; i++)
        if (lines[i].runs.n && lines[i].runs.at[0].from < left)
            left = lines[i].runs.at[0].from;
    size_t stretch = 0;
    for (size_t i = 0; i < n; i++) {
        const struct aligned_line *l = &lines[i];
        stretch += l->gap > 0;
        bool title = l < head && utf8_columns(l->runs.at[0].text) >= TITLE_WIDTH;
        bool across = like && !head ? line_is_numbered(l) : l->runs.at[0].from <= left + 1;
        bool alone = l->runs.n == 1 && (across || title);
        if (l->furniture || l->runs.n == 0 || alone)
            continue;
        s.body = l <= head ? s.words.n + 1 : s.body;
        *vec_push(a, &s.stretches) = stretch;
        runs *words = vec_push(a, &s.words);
        *words = (runs){0};
        for (size_t k = 0; k < l->runs.n && words->n < MOST_WORDS; k++)
            run_words(a, &l->runs.at[k], words);
    }
    if (s.words.n == 0)
        return;
    if (head)
        line_names(a, head, &s.names);
    take_names_about(&s, lines, n);
    order_names(&s);
    find_places(&s);
    weigh(&s);
    find_wider(&s);
    weigh_texts(&s);
    choose(&s, like ? like->cuts.n + 1 : 0, out);
}
