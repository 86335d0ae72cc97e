/* Cells of tables whose source cannot show merged ones: those that a merge goes on in are empty.
 */
#include "extract/work.h"

static bool is_in(const struct grid *g, size_t c, enum field field) {
    return g->headers[c].column.field == field;
}

/* The column of the measures; the first of tasks where there is none. */
static size_t measures_in(const struct grid *g) {
    size_t measure = 0, task = 0;
    while (measure < g->columns && !is_in(g, measure, FIELD_MEASURE))
        measure++;
    while (task < g->columns && !is_in(g, task, FIELD_TASK))
        task++;
    return measure < g->columns ? measure : task;
}

/* What rows have in common: groups (also under a name that no rule knows, in front of the
 * measures), and number and task where no other number begins a task. */
static bool is_common(const struct grid *g, size_t c, bool numbered) {
    size_t measure = measures_in(g);
    bool unknown = is_in(g, c, FIELD_NONE) && measure < g->columns && c < measure;
    return is_in(g, c, FIELD_GROUP) || unknown ||
           (!numbered && (is_in(g, c, FIELD_NUMBER) || is_in(g, c, FIELD_TASK)));
}

void fill_merged(struct grid *g, size_t r) {
    struct gcell *cells = g->rows.at[r].cells;
    bool numbered = false;
    if (r == 0 || g->rows.at[r].kind != ROW_DATA || g->rows.at[r - 1].kind != ROW_DATA)
        return;
    for (size_t c = 0; c < g->columns; c++)
        numbered = numbered || (is_in(g, c, FIELD_NUMBER) && cells[c].paras.n);
    for (size_t c = 0; c < g->columns; c++)
        if (cells[c].paras.n == 0 && is_common(g, c, numbered)) {
            cells[c] = g->rows.at[r - 1].cells[c];
            cells[c].above = true;
        }
}

static bool has_role(const struct grid *g, size_t c, int kind) {
    return is_in(g, c, FIELD_ROLE) && g->headers[c].column.role_kind == kind;
}

/* Who leads is also responsible is the usual merge. */
void fill_across(struct grid *g, size_t r) {
    struct gcell *cells = g->rows.at[r].cells;
    for (size_t c = 1; c < g->columns && g->rows.at[r].kind == ROW_DATA; c++)
        if (cells[c].paras.n == 0 && cells[c - 1].paras.n && has_role(g, c - 1, ROLE_LEAD) &&
            has_role(g, c, ROLE_RESPONSIBLE)) {
            cells[c] = cells[c - 1];
            cells[c].beside = true;
        }
}
