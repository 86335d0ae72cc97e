/* Which numbers the documents of a row say of the same thing. */
#include "corpus/compare_rows.h"
#include "corpus/said.h"

/* A quantity of the row under way: the first that said it stands for it. */
struct asked {
    struct said first;
    const struct quantity **values; /* by document */
};
typedef VEC(struct asked) asked_list;

static void open_asked(const struct comparing *c, size_t doc, const struct said *s,
                       asked_list *list) {
    struct asked new = {*s, arena_array(c->a, c->n, sizeof(const struct quantity *))};
    new.values[doc] = s->q;
    *vec_push(c->a, list) = new;
}

/* What corresponds is entered, and cleared in said. */
static void enter(size_t doc, said_list *said, asked_list *list, enum closeness closeness) {
    for (size_t i = 0; i < said->n; i++)
        for (size_t k = 0; k < list->n && said->at[i].q; k++)
            if (!list->at[k].values[doc] &&
                said_alike(&list->at[k].first, &said->at[i], closeness)) {
                list->at[k].values[doc] = said->at[i].q;
                said->at[i].q = NULL;
            }
}

/* What a cell says of other rows stands in those. */
static void enter_document(const struct comparing *c, size_t doc, const struct compared_row *row,
                           asked_list *list) {
    const item_list *cell = &row->cells[doc];
    said_list said = {0};
    for (size_t i = 0; i < cell->n; i++)
        said_add(c->a, &cell->at[i], &c->names[doc], c->plans[doc], &said);
    if (said.n > MOST_SAID || list->n > MOST_SAID)
        return;
    for (enum closeness k = 0; list->n && k < CLOSENESS; k++)
        enter(doc, &said, list, k);
    for (size_t i = 0; i < said.n && !row->lent[doc]; i++)
        if (said.at[i].q)
            open_asked(c, doc, &said.at[i], list);
}

/* Among the documents that have the row. */
static bool differs(const struct comparing *c, const struct compared_row *row,
                    const struct asked *q) {
    for (size_t doc = 0; doc < c->n; doc++)
        if (row->cells[doc].n &&
            (!q->values[doc] || !quantity_same_value(q->values[doc], q->first.q)))
            return true;
    return false;
}

void compare_quantities(const struct comparing *c, struct compared_row *row) {
    asked_list list = {0};
    for (size_t doc = 0; doc < c->n; doc++)
        enter_document(c, doc, row, &list);
    for (size_t i = 0; i < list.n; i++)
        *vec_push(c->a, &row->quantities) =
            (struct compared_quantity){.subject = list.at[i].first.q->subject,
                                       .year = list.at[i].first.year,
                                       .values = list.at[i].values,
                                       .differs = differs(c, row, &list.at[i])};
}
