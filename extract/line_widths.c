/* How wide the columns of bare lines are. A line that broke in the midst of a name or text was
 * full: its column is at least as wide as it, and narrower than it would have been with what the
 * next line begins with, which no line's end could part. So the lines of a cell tell which columns
 * it may stand in, where widths differ; merged cells have the width of all their columns.
 * Where nothing broke, a column has room for what its name has in one line.
 */
#include "extract/lines.h"
#include <math.h>

/* Ems: widths are told in halves; spaces that typesetters put beside digits make lines longer. */
#define STEP 0.5
#define SPACED 0.5
#define PADDING 1.0 /* of each further column of a merged cell */
enum {
    WIDEST = 60,     /* ems, of a column */
    LEAST_BREAKS = 3 /* that show a width */
};
/* Scores */
#define TOO_LONG 2.5
#define NO_BREAK 1.5

struct breaks {
    size_t columns;
    size_t *all;    /* by column */
    size_t *counts; /* [column * 2 * WIDEST + width / STEP]: breaks that agree with the width */
    size_t *lines;  /* likewise: lines as long */
};

double add_to_lines(struct lines_of *lines, const struct fact *f) {
    double needed = INFINITY;
    if (lines->piece > 0 && !f->beside) {
        needed = lines->piece + f->first;
        lines->room = fmin(lines->room, needed);
        lines->piece = 0;
    }
    lines->piece += f->width;
    lines->longest = fmax(lines->longest, lines->piece);
    return needed;
}

double misfit(const struct lattice *l, const struct lines_of *lines, double room, size_t c,
              size_t next) {
    const struct habits *h = ((struct lines *)l->more)->habits;
    bool known = true;
    double width = 0;
    if (!h->widths || h->columns != l->g->columns)
        return 0;
    for (size_t k = c; k < next; k++) {
        known = known && h->widths[k] > 0;
        width += (k > c ? PADDING : 0) + (h->widths[k] > 0 ? h->widths[k] : h->least[k]);
    }
    double over = lines->longest - width - (double)(next - c - 1);
    return (known && over > SPACED ? TOO_LONG + over / 2 : 0) +
           (room <= width - SPACED ? NO_BREAK : 0);
}

/* ---- what a path shows ---- */

struct breaks *breaks_of(struct arena *a, size_t columns) {
    struct breaks *b = arena_alloc(a, sizeof *b);
    b->columns = columns;
    b->all = arena_array(a, columns, sizeof *b->all);
    b->counts = arena_array(a, columns * 2 * WIDEST, sizeof *b->counts);
    b->lines = arena_array(a, columns * 2 * WIDEST, sizeof *b->lines);
    return b;
}

/* A line as long broke, for what it would have needed to hold more. */
static void enter_break(struct breaks *b, size_t c, double length, double needed) {
    size_t from = (size_t)(length / STEP), to = (size_t)(needed / STEP);
    b->all[c]++;
    for (size_t k = from; k < to && k < 2 * (size_t)WIDEST; k++)
        b->counts[c * 2 * WIDEST + k]++;
}

static void enter_line(struct breaks *b, size_t c, double length) {
    size_t k = (size_t)(length / STEP);
    if (k < 2 * (size_t)WIDEST)
        b->lines[c * 2 * WIDEST + k]++;
}

/* Which line ends in tokens [from, to) broke a text or name. */
static void find_broken(const struct lattice *l, size_t from, size_t to, size_t c, bool *broken) {
    const struct lines *x = l->more;
    const struct column *column = &l->g->headers[c].column;
    size_t length[TOKENS_MOST + 1] = {0};
    for (size_t i = from; i + 1 < to; i++)
        broken[i - from] = !x->facts[i].ends;
    if (column->field != FIELD_ROLE || x->habits->lists)
        return;
    for (size_t i = from; i + 1 < to; i++)
        broken[i - from] = false;
    cut_tokens(l, from, to, column->role_kind == ROLE_OFFICIAL, length);
    for (size_t i = 0; i < to - from; i += length[i])
        for (size_t k = 0; k + 1 < length[i]; k++)
            broken[i + k] = true;
}

static void count_cell(const struct lattice *l, size_t from, size_t to, size_t c,
                       struct breaks *b) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    bool broken[TOKENS_MOST + 1] = {false};
    struct lines_of lines = {.room = INFINITY};
    find_broken(l, from, to, c, broken);
    for (size_t i = from; i < to; i++) {
        double length = lines.piece, needed = add_to_lines(&lines, &f[i]);
        if (needed < INFINITY && broken[i - 1 - from])
            enter_break(b, c, length, needed);
        if (needed < INFINITY)
            enter_line(b, c, length);
    }
    enter_line(b, c, lines.piece);
}

void count_breaks(const struct lattice *l, struct breaks *b) {
    size_t i = l->n, c = 0, kind = 0;
    while (i > 0 || c > 0) {
        const struct step *s = lattice_step_of(l, i, c, kind);
        if (s->op == OP_CELL && i - s->from <= TOKENS_MOST)
            count_cell(l, s->from, i, s->column, b);
        i = s->from;
        c = s->column;
        kind = s->was;
    }
}

void settle_widths(const struct breaks *b, double *widths) {
    for (size_t c = 0; c < b->columns; c++) {
        const size_t *counts = &b->counts[c * 2 * WIDEST];
        size_t best = 0, longer = 0;
        for (size_t k = 1; k < 2 * (size_t)WIDEST; k++)
            best = counts[k] > counts[best] ? k : best;
        for (size_t k = best + (size_t)(SPACED / STEP) + 1; k < 2 * (size_t)WIDEST; k++)
            longer += b->lines[c * 2 * WIDEST + k];
        bool shown = counts[best] >= LEAST_BREAKS && 2 * counts[best] > b->all[c] &&
                     counts[best] > 2 * longer;
        widths[c] = shown ? (double)best * STEP : 0;
    }
}
