/* What the documents of a row say of it: quantities, deadlines, who leads. */
#include "base/utf8.h"
#include "corpus/compare_rows.h"
#include "corpus/fold.h"

static struct str folded(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    fold_text(&b, s);
    return buf_str(&b);
}

/* The year of a plan of one year is no news in it. */
static int year_of(const struct quantity *q, const struct plan *plan) {
    const struct document *d = &plan->document;
    return d->year_start == d->year_end && q->year == d->year_end ? 0 : q->year;
}

static bool same_value(const struct quantity *x, const struct quantity *y) {
    return str_eq(x->comparator, y->comparator) && x->has_value == y->has_value &&
           !(x->value < y->value) && !(x->value > y->value) && str_eq(x->unit, y->unit);
}

static void add_quantity(struct arena *a, size_t n, size_t doc, int year, const struct quantity *q,
                         struct compared_row *row) {
    struct str subject = folded(a, q->subject);
    for (size_t i = 0; i < row->quantities.n; i++) {
        struct compared_quantity *c = &row->quantities.at[i];
        if (c->values[doc] || c->year != year || !str_eq(folded(a, c->subject), subject))
            continue;
        for (size_t k = 0; k < n; k++)
            c->differs |= c->values[k] && !same_value(c->values[k], q);
        c->values[doc] = q;
        return;
    }
    struct compared_quantity new = {.subject = q->subject, .year = year};
    new.values = arena_array(a, n, sizeof *new.values);
    new.values[doc] = q;
    *vec_push(a, &row->quantities) = new;
}

static const struct quantity *cell_quantity(struct arena *a, const struct indicator *cell) {
    struct quantity *q = arena_alloc(a, sizeof *q);
    *q = (struct quantity){
        .text = cell->value,
        .subject = str_fmt(a, "%.*s，%.*s", STR_ARG(cell->row_label), STR_ARG(cell->col)),
        .comparator = cell->comparator,
        .has_value = true,
        .value = cell->value_num,
        .unit = cell->unit};
    return q;
}

static void add_item(struct arena *a, const struct plan *const *plans, size_t n, size_t doc,
                     const struct item *item, struct compared_row *row) {
    plan_quantities none = {0};
    const plan_quantities *list = item->measure  ? &item->measure->quantities
                                  : item->clause ? &item->clause->quantities
                                                 : &none;
    for (size_t i = 0; i < list->n; i++)
        add_quantity(a, n, doc, year_of(&list->at[i], plans[doc]), &list->at[i], row);
    for (size_t i = 0; i < item->cells_n; i++)
        if (item->cells[i].has_value_num)
            add_quantity(a, n, doc, 0, cell_quantity(a, &item->cells[i]), row);
}

void compare_quantities(struct arena *a, const struct plan *const *plans, size_t n,
                        struct compared_row *row) {
    for (size_t doc = 0; doc < n; doc++)
        for (size_t i = 0; i < row->cells[doc].n; i++)
            add_item(a, plans, n, doc, &row->cells[doc].at[i], row);
}

static void add_line(struct arena *a, struct str *lines, struct str line) {
    if (line.n && str_find(*lines, line, 0) == SIZE_MAX)
        *lines = lines->n ? str_fmt(a, "%.*s\n%.*s", STR_ARG(*lines), STR_ARG(line)) : line;
}

void compare_deadlines(struct arena *a, const struct plan *const *plans, size_t n,
                       struct compared_row *row) {
    (void)plans;
    struct str first = {0};
    row->deadlines = arena_array(a, n, sizeof *row->deadlines);
    for (size_t doc = 0; doc < n; doc++) {
        for (size_t i = 0; i < row->cells[doc].n; i++)
            if (row->cells[doc].at[i].measure)
                add_line(a, &row->deadlines[doc],
                         plan_deadline(a, row->cells[doc].at[i].measure).deadline);
        if (!first.n)
            first = row->deadlines[doc];
        row->deadlines_differ |= row->cells[doc].n && !str_eq(row->deadlines[doc], first);
    }
}

static void add_names(struct arena *a, const plan_assignments *list, enum role_kind kind,
                      str_list *out) {
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < list->at[i].roles.n; k++) {
            const struct role *role = &list->at[i].roles.at[k];
            for (size_t m = 0; role->role_kind == kind && m < role->mentions.n; m++) {
                struct str name = role->mentions.at[m].org.n ? role->mentions.at[m].org
                                                             : role->mentions.at[m].mention;
                bool known = false;
                for (size_t o = 0; o < out->n; o++)
                    known = known || str_eq(out->at[o], name);
                if (!known)
                    *vec_push(a, out) = name;
            }
        }
}

static void add_leads(struct arena *a, const struct item *item, str_list *out) {
    const plan_assignments none = {0};
    const plan_assignments *list = item->measure  ? &item->measure->assignments
                                   : item->clause ? &item->clause->assignments
                                                  : &none;
    add_names(a, list, ROLE_LEAD, out);
    if (out->n == 0)
        add_names(a, list, ROLE_RESPONSIBLE, out);
}

static bool same_names(const str_list *x, const str_list *y) {
    for (size_t i = 0; i < x->n && i < y->n; i++)
        if (!str_eq(x->at[i], y->at[i]))
            return false;
    return x->n == y->n;
}

void compare_leads(struct arena *a, const struct plan *const *plans, size_t n,
                   struct compared_row *row) {
    (void)plans;
    const str_list *first = NULL;
    row->leads = arena_array(a, n, sizeof *row->leads);
    for (size_t doc = 0; doc < n; doc++) {
        for (size_t i = 0; i < row->cells[doc].n; i++)
            add_leads(a, &row->cells[doc].at[i], &row->leads[doc]);
        if (row->cells[doc].n && !first)
            first = &row->leads[doc];
        row->leads_differ |= row->cells[doc].n && !same_names(first, &row->leads[doc]);
    }
}
