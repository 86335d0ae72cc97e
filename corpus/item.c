/* Items, and how they are named. */
#include "base/utf8.h"
#include "corpus/align.h"

struct str item_text(const struct item *item) {
    return item->measure  ? item->measure->measure
           : item->clause ? item->clause->text
           : item->cells  ? item->cells->value
                          : (struct str){0};
}

struct str item_key(const struct item *item) {
    return item->cells ? item->cells->row_label : item_text(item);
}

static bool same_row(const struct indicator *first, const struct indicator *c) {
    return c->table_no == first->table_no && c->row_no == first->row_no &&
           str_eq(c->row_label, first->row_label) && !str_eq(c->col, first->col);
}

void items_of(struct arena *a, const struct plan *plan, item_list *out) {
    for (size_t i = 0; i < plan->clauses.n; i++)
        *vec_push(a, out) = (struct item){.clause = &plan->clauses.at[i]};
    for (size_t i = 0; i < plan->measures.n; i++)
        *vec_push(a, out) = (struct item){.measure = &plan->measures.at[i]};
    const struct indicator *cells = plan->indicators.at;
    for (size_t i = 0, n = 1; i < plan->indicators.n; i += n, n = 1) {
        while (i + n < plan->indicators.n && same_row(&cells[i], &cells[i + n]))
            n++;
        *vec_push(a, out) = (struct item){.cells = &cells[i], .cells_n = n};
    }
}

struct str item_place(struct arena *a, const struct plan *plan, const struct item *item) {
    const struct measure *m = item->measure;
    if (m)
        return str_fmt(a, "%d.%d.%d", m->table_no, m->task_no, m->measure_no);
    if (item->clause)
        return str_fmt(a, "c%zu", (size_t)(item->clause - plan->clauses.at) + 1);
    return item->cells ? str_fmt(a, "r%d.%d", item->cells->table_no, item->cells->row_no) : S("");
}

enum { BEGINNING = 40 }; /* characters that name a text */

bool item_name_at(struct arena *a, const struct plan *plan, struct str place,
                  struct item_name *out) {
    item_list items = {0};
    items_of(a, plan, &items);
    for (size_t i = 0; i < items.n; i++) {
        if (!str_eq(item_place(a, plan, &items.at[i]), place))
            continue;
        struct str text = utf8_squeeze(a, item_key(&items.at[i]));
        size_t end = 0;
        for (int n = 0; n < BEGINNING && end < text.n; n++)
            utf8_next(text, &end);
        *out = (struct item_name){plan->document.doc, place, str_cut(text, 0, end)};
        return true;
    }
    return false;
}
