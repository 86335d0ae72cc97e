/* Numbers and names of tasks that a scan's recognition gave to a row too early or too late.
 *
 * A task's measures speak of its name. Where two tasks meet, the rows between may be given to
 * either; the printed border is doubted where another one is at least as likely by what the rows
 * say, and those behind it do speak of their own task. Nothing is moved: how a measure is worded
 * proves nothing, so the likely task is said.
 */
#include "base/utf8.h"
#include "extract/pairs.h"
#include "extract/work.h"

enum { ALIKE_PERCENT = 40, TELLING_PAIRS = 3 };
static const double ASTRAY_CONFIDENCE = 0.6;
/* A word that one text in ten holds, mostly a verb (加强, 推进), does not move a row: log 10. */
static const double LEAST_LEANING = 2.3;

/* The measures of one task. */
struct stretch {
    struct measure *at;
    size_t n;
};

struct border {
    struct work *w;
    const struct pairs *pairs;
    struct stretch above, below;
};

static double leaning(const struct border *b, struct str text) {
    struct str up = b->above.at->task, down = b->below.at->task;
    return speech_of(b->pairs, up, down, text).weight - speech_of(b->pairs, down, up, text).weight;
}

static void report(const struct border *b, struct measure *m, const char *what,
                   const struct measure *to) {
    struct diag *d =
        diag_add(&b->w->doc->diags, DIAG_TASK_SHIFTED, m->at,
                 str_fmt(b->w->a, "%s task %d, %.*s", what, to->task_no, STR_ARG(to->task)));
    d->table_no = m->table_no;
    d->task_no = m->task_no;
    d->measure_no = m->measure_no;
    lower_confidence(m, ASTRAY_CONFIDENCE);
}

/* How many rows next to the border rather belong beyond it: those at the head of the task below,
 * or at the foot of the one above (side -1, 1). One row stays behind and speaks of its task. */
static size_t rows_astray(const struct border *b, int side) {
    const struct stretch *s = side < 0 ? &b->below : &b->above;
    double all = 0, sum = 0, best = -1, strongest = 0;
    size_t count = 0;
    for (size_t i = 0; i < s->n; i++)
        all += leaning(b, s->at[i].measure);
    for (size_t i = 0; i + 1 < s->n; i++) {
        double to = leaning(b, s->at[side < 0 ? i : s->n - 1 - i].measure) * -side;
        sum += to;
        strongest = to > strongest ? to : strongest;
        double rest = all * -side - sum;
        if (sum > best && sum >= 0 && strongest > LEAST_LEANING && rest < 0) {
            best = sum;
            count = i + 1;
        }
    }
    return count;
}

static void check_rows(const struct border *b) {
    size_t head = rows_astray(b, -1), foot = rows_astray(b, 1);
    for (size_t i = 0; i < head; i++)
        report(b, &b->below.at[i], "the text rather fits the task above:", b->above.at);
    for (size_t i = b->above.n - foot; i < b->above.n && head == 0; i++)
        report(b, &b->above.at[i], "the text rather fits the task below:", b->below.at);
}

/* The first paragraph of the task's text; recognition leaves a space where it lost the break. */
static struct str first_paragraph(const struct measure *m) {
    size_t line = str_find(m->measure_raw, S("\n"), 0);
    size_t stop = str_find(m->measure_raw, S("。 "), 0);
    return str_cut(m->measure_raw, 0, stop < line ? stop : line);
}

/* A row may hold a paragraph of the task above and be named for the next one alone. */
static void check_paragraph(const struct border *b) {
    struct measure *m = b->below.at;
    struct str up = b->above.at->task, first = first_paragraph(m);
    struct str rest = str_cut(m->measure_raw, first.n, m->measure_raw.n);
    bool foreign = speech_of(b->pairs, up, m->task, first).pairs >= TELLING_PAIRS &&
                   speech_of(b->pairs, m->task, up, first).pairs == 0;
    if (foreign && speech_of(b->pairs, m->task, up, rest).pairs >= TELLING_PAIRS)
        report(b, m, "the first paragraph rather fits the task above:", b->above.at);
}

static bool alike(struct str a, struct str b) {
    size_t all = 0, same = 0;
    struct str pair;
    for (size_t i = 0; pair_next(a, &i, &pair); all++)
        same += str_find(b, pair, 0) != SIZE_MAX;
    for (size_t i = 0; pair_next(b, &i, &pair);)
        all += str_find(a, pair, 0) == SIZE_MAX;
    return same * 100 >= all * ALIKE_PERCENT;
}

/* Two names that differ in a word are told apart by it: a row that does not use it, above one that
 * does, may be of the task above. */
static void check_word(const struct border *b) {
    struct measure *m = b->below.at;
    struct str up = b->above.at->task;
    if (b->below.n > 1 && alike(up, m->task) &&
        speech_of(b->pairs, m->task, up, m->measure).pairs == 0 &&
        speech_of(b->pairs, m->task, up, m[1].measure).pairs > 0)
        report(b, m, "unlike the row below, the text does not use what tells its task from",
               b->above.at);
}

static bool meet(const struct measure *above, const struct measure *below) {
    return above->table_no == below->table_no && above->task_no && below->task_no &&
           str_eq(above->section, below->section);
}

static struct stretch stretch_at(struct plan *plan, size_t from) {
    struct stretch s = {&plan->measures.at[from], 1};
    while (from + s.n < plan->measures.n && s.at[s.n].table_no == s.at->table_no &&
           s.at[s.n].task_no == s.at->task_no && str_eq(s.at[s.n].task, s.at->task))
        s.n++;
    return s;
}

void find_astray(struct work *w, const struct pairs *pairs) {
    struct border b = {.w = w, .pairs = pairs};
    for (size_t i = 0; i < w->plan->measures.n; i += b.below.n) {
        b.above = b.below;
        b.below = stretch_at(w->plan, i);
        if (b.above.n == 0 || !meet(b.above.at, b.below.at) ||
            !is_recognised(w, b.below.at->table_no))
            continue;
        size_t found = w->doc->diags.list.n;
        check_rows(&b);
        if (w->doc->diags.list.n == found)
            check_paragraph(&b);
        if (w->doc->diags.list.n == found)
            check_word(&b);
    }
}
