#include "corpus/align.h"
#include "corpus/compare_rows.h"

/* Rows under way, linked in their order. */
struct rows {
    struct arena *a;
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
    r->at[i].lent = arena_array(r->a, r->n, sizeof *r->at[i].lent);
}

/* A document's items, each behind the row of the one before. */
static void add_items(struct rows *r, const struct align *al, size_t doc) {
    size_t last = 0, given = al->given[doc];
    for (size_t i = al->first[doc]; i < al->first[doc + 1]; i++) {
        size_t *row = &r->row_of[al->group[i]];
        if (!*row) {
            open_row(r, last, &al->at[i].item);
            *row = r->used;
        }
        last = *row;
        item_list *cell = &r->at[last].cells[given];
        r->at[last].documents += cell->n == 0;
        *vec_push(r->a, cell) = al->at[i].item;
    }
}

static void add_all_items(struct rows *r, const struct align *al) {
    size_t *doc_of = arena_array(r->a, r->n + 1, sizeof *doc_of);
    for (size_t doc = 0; doc < al->docs; doc++)
        doc_of[al->given[doc]] = doc;
    for (size_t i = 0; i < r->n; i++)
        add_items(r, al, doc_of[i]);
}

static void add_pairing(struct rows *r, struct align *al, const struct link *l) {
    struct compared_row *row = &r->at[r->row_of[al->group[l->one]]];
    const struct entry *one = &al->at[l->one], *other = &al->at[l->other];
    struct pairing *p = vec_push(r->a, &row->pairings);
    *p = (struct pairing){al->given[one->doc], al->given[other->doc], one->item, other->item,
                          align_evidence(al, l)};
    row->sure += !l->part;
    row->similarity += l->part ? 0 : p->evidence.score;
}

/* What two rows are parts of stands in both. */
static void add_guest(struct rows *r, struct align *al, const struct link *l) {
    struct compared_row *row = &r->at[r->row_of[al->group[l->one]]];
    size_t given = al->given[al->at[l->other].doc];
    if (row->cells[given].n)
        return;
    *vec_push(r->a, &row->cells[given]) = al->at[l->other].item;
    row->lent[given] = true;
    row->documents++;
    add_pairing(r, al, l);
}

static void finish_row(const struct comparing *c, struct compared_row *row) {
    if (row->sure)
        row->similarity /= (double)row->sure;
    compare_quantities(c, row);
    compare_deadlines(c, row);
    compare_leads(c, row);
}

void compare_plans(struct arena *a, const struct plan *const *plans, size_t n,
                   struct comparison *out) {
    compare_plans_ruled(a, plans, n, NULL, out);
}

void compare_plans_ruled(struct arena *a, const struct plan *const *plans, size_t n,
                         ruling_list *rulings, struct comparison *out) {
    struct align al;
    struct rows r = {.a = a, .n = n};
    struct comparing c = {.a = a, .plans = plans, .n = n};
    *out = (struct comparison){.plans = plans, .n = n};
    align_all(&al, a, plans, n, rulings);
    r.at = arena_array(a, al.n + 1, sizeof *r.at);
    r.row_of = arena_array(a, al.n + 1, sizeof *r.row_of);
    r.next = arena_array(a, al.n + 1, sizeof *r.next);
    add_all_items(&r, &al);
    for (size_t i = 0; i < al.links.n; i++)
        add_pairing(&r, &al, &al.links.at[i]);
    for (size_t i = 0; i < al.guests.n; i++)
        add_guest(&r, &al, &al.guests.at[i]);
    c.names = arena_array(a, n + 1, sizeof *c.names);
    for (size_t i = 0; i < n; i++)
        names_of(a, plans[i], &c.names[i]);
    for (size_t i = r.next[0]; i; i = r.next[i]) {
        finish_row(&c, &r.at[i]);
        *vec_push(a, &out->rows) = r.at[i];
    }
}
