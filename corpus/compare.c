#include "corpus/compare.h"
#include "corpus/compare_rows.h"

/* Rows under way, linked in their order. */
struct rows {
    struct arena *a;
    const struct plan *const *plans;
    size_t n; /* documents */
    struct compared_row *at;
    size_t *row_of; /* by group, counted from 1 */
    size_t *next;   /* by row, 0 being in front of the first */
    size_t used;    /* the last row */
};

static struct str topic_of(const struct item *item) {
    if (item->cells)
        return item->cells->row_label;
    const struct str section = item->measure ? item->measure->section : item->clause->section;
    const struct str name = item->measure ? item->measure->task : item->clause->label;
    return name.n ? name : section;
}

static void open_row(struct rows *r, size_t after, const struct item *first) {
    size_t i = ++r->used;
    r->next[i] = r->next[after];
    r->next[after] = i;
    r->at[i].topic = topic_of(first);
    r->at[i].cells = arena_array(r->a, r->n, sizeof *r->at[i].cells);
}

static void add_items(struct rows *r, const struct members *m) {
    size_t last = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct member *item = &m->at[i];
        size_t *row = &r->row_of[m->group[i]];
        if (i && item->doc != item[-1].doc)
            last = 0;
        if (!*row) {
            open_row(r, last, &item->item);
            *row = r->used;
        }
        last = *row;
        item_list *cell = &r->at[last].cells[item->doc];
        r->at[last].documents += cell->n == 0;
        *vec_push(r->a, cell) = item->item;
    }
}

static void add_pairings(struct rows *r, const struct members *m) {
    for (size_t i = 0; i < m->pairings.n; i++) {
        const struct pairing *p = &m->pairings.at[i].pairing;
        struct compared_row *row = &r->at[r->row_of[m->group[m->pairings.at[i].member]]];
        *vec_push(r->a, &row->pairings) = *p;
        row->similarity += p->evidence.score;
    }
}

static void finish_row(struct rows *r, struct compared_row *row) {
    if (row->pairings.n)
        row->similarity /= (double)row->pairings.n;
    compare_quantities(r->a, r->plans, r->n, row);
    compare_deadlines(r->a, r->plans, r->n, row);
    compare_leads(r->a, r->plans, r->n, row);
}

void compare_plans(struct arena *a, const struct plan *const *plans, size_t n,
                   struct comparison *out) {
    struct members m = {0};
    *out = (struct comparison){.plans = plans, .n = n};
    compare_groups(a, plans, n, &m);
    struct rows r = {.a = a, .plans = plans, .n = n};
    r.at = arena_array(a, m.n + 1, sizeof *r.at);
    r.row_of = arena_array(a, m.n + 1, sizeof *r.row_of);
    r.next = arena_array(a, m.n + 1, sizeof *r.next);
    add_items(&r, &m);
    add_pairings(&r, &m);
    for (size_t i = r.next[0]; i; i = r.next[i]) {
        finish_row(&r, &r.at[i]);
        *vec_push(a, &out->rows) = r.at[i];
    }
}
