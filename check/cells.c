/* Cells that say nothing. */
#include "base/utf8.h"
#include "check/checker.h"

static bool is_lead(enum role_kind kind) {
    return kind == ROLE_LEAD || kind == ROLE_RESPONSIBLE;
}

bool leads(const struct plan *plan, struct str role) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        for (size_t k = 0; k < m->assignments.n; k++)
            for (size_t r = 0; r < m->assignments.at[k].roles.n; r++) {
                const struct role *x = &m->assignments.at[k].roles.at[r];
                if (str_eq(x->role, role))
                    return is_lead(x->role_kind);
            }
    }
    return false;
}

bool lacks_lead(const struct measure *m) {
    bool column = false;
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t r = 0; r < m->assignments.at[i].roles.n; r++) {
            const struct role *x = &m->assignments.at[i].roles.at[r];
            column |= is_lead(x->role_kind);
            if (is_lead(x->role_kind) && x->mentions.n)
                return false;
        }
    return column;
}

static void check_measure(struct checker *c, const struct measure *m) {
    if (utf8_blank(m->measure))
        report(c, CHECK_NO_MEASURE, where_of(m), m->task);
    if (lacks_lead(m))
        report(c, CHECK_NO_LEAD, where_of(m), (struct str){0});
}

/* ---- other tables: a row may have no cell where it is empty ---- */

struct column_use {
    struct str name;
    size_t rows; /* that have something in it */
};

/* One table: indicators [from, to) of the plan. */
struct sheet {
    struct checker *c;
    size_t from, to, rows;
    VEC(struct column_use) columns;
};

static const struct indicator *cell_at(const struct sheet *s, size_t i) {
    return &s->c->plan->indicators.at[i];
}

static size_t row_end(const struct sheet *s, size_t i) {
    size_t to = i + 1;
    while (to < s->to && cell_at(s, to)->row_no == cell_at(s, i)->row_no &&
           str_eq(cell_at(s, to)->row_label, cell_at(s, i)->row_label))
        to++;
    return to;
}

static bool says_something(const struct indicator *x) {
    return x->roles.n > 0 || !utf8_blank(x->value);
}

static void count_cell(struct sheet *s, struct str col) {
    for (size_t i = 0; i < s->columns.n; i++)
        if (str_eq(s->columns.at[i].name, col)) {
            s->columns.at[i].rows++;
            return;
        }
    *vec_push(s->c->a, &s->columns) = (struct column_use){col, 1};
}

static bool row_has(const struct sheet *s, size_t from, size_t to, struct str col) {
    for (size_t i = from; i < to; i++)
        if (str_eq(cell_at(s, i)->col, col) && says_something(cell_at(s, i)))
            return true;
    return false;
}

/* What most rows have is missed where it is not; a column that is mostly empty is one for the
 * exceptions. */
static void check_row(struct sheet *s, size_t from, size_t to) {
    enum { MOST = 4 };
    const struct indicator *x = cell_at(s, from);
    for (size_t i = 0; i < s->columns.n; i++) {
        const struct column_use *u = &s->columns.at[i];
        if (u->rows <= MOST * (s->rows - u->rows) || row_has(s, from, to, u->name))
            continue;
        struct where w = {x->at, x->table_no, 0, 0, x->row_no};
        struct finding *f = report(s->c, CHECK_EMPTY_CELL, w, x->row_label);
        f->part[0] = u->name;
        f->part[1] = x->row_label;
    }
}

static void check_sheet(struct sheet *s) {
    for (size_t i = s->from; i < s->to; i++)
        if (says_something(cell_at(s, i)))
            count_cell(s, cell_at(s, i)->col);
    for (size_t i = s->from; i < s->to; i = row_end(s, i))
        s->rows++;
    for (size_t i = s->from; i < s->to; i = row_end(s, i))
        check_row(s, i, row_end(s, i));
}

void check_cells(struct checker *c) {
    const struct plan *p = c->plan;
    for (size_t i = 0; i < p->measures.n; i++)
        check_measure(c, &p->measures.at[i]);
    for (size_t i = 0, to; i < p->indicators.n; i = to) {
        for (to = i + 1;
             to < p->indicators.n && p->indicators.at[to].table_no == p->indicators.at[i].table_no;)
            to++;
        check_sheet(&(struct sheet){.c = c, .from = i, .to = to});
    }
}
