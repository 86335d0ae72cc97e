/* Cells over rows: which of them a number, or the name of a task, stands for. */
#include "extract/printed.h"
#include <math.h>

#define NO_CELL (-5.0)
#define FURTHER_NUMBER (-10.0)
#define FURTHER_ROW (-0.3)
#define APART (-6.0)
#define HAD_ROOM (-3.0)
#define FAR 1.8      /* in lines */
#define MOST_OFF 4.0 /* the same */
enum { GROUP_ROWS = 60 };

/* What speaks against a cell over the lines of both pieces, one of which follows the other. */
static double as_one_cell(const struct printed *p, size_t c, size_t above, size_t below) {
    if (p->g->headers[c].column.field == FIELD_NUMBER)
        return FURTHER_NUMBER;
    if (p->lines.at[below].new_page)
        return 0;
    double score = printed_full(p, c, printed_piece(p, above, c)) ? 0 : HAD_ROOM;
    return p->lines.at[below].y - p->lines.at[above].y > FAR ? APART : score;
}

static double score_span(const struct printed *p, size_t c, struct stretch of, size_t rows) {
    size_t first, last;
    if (!printed_extent(p, of, c, &first, &last))
        return NO_CELL;
    double score =
        FURTHER_ROW * (double)(rows - 1) - fmin(MOST_OFF, 2 * printed_off(p, of, first, last));
    for (size_t i = first + 1, above = first; i <= last; i++)
        if (printed_piece(p, i, c)) {
            score += as_one_cell(p, c, above, i);
            above = i;
        }
    return score;
}

struct spans {
    const struct printed *p;
    const struct stretch *rows;
    size_t column;
};

static double score_group(void *ctx, size_t from, size_t end) {
    const struct spans *s = ctx;
    struct stretch lines = {s->rows[from].from, s->rows[end - 1].end};
    return score_span(s->p, s->column, lines, end - from);
}

double printed_spans(const struct printed *p, const struct stretch *rows, size_t n, size_t c,
                     stretches *groups, double *margins) {
    struct spans s = {p, rows, c};
    return parting_best(p->w->a, n, GROUP_ROWS, score_group, &s, groups, margins);
}
