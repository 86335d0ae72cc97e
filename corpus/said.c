#include "corpus/said.h"
#include "base/utf8.h"
#include <math.h>

static int own_year(const struct plan *plan, int year) {
    const struct document *d = &plan->document;
    return d->year_start == d->year_end && year == d->year_end ? 0 : year;
}

static void add(struct arena *a, const struct quantity *q, const struct names *names,
                const struct plan *plan, said_list *out) {
    *vec_push(a, out) = (struct said){q, fold_names(a, q->subject, names), own_year(plan, q->year)};
}

static const struct quantity *cell_quantity(struct arena *a, const struct indicator *cell,
                                            bool alone) {
    struct quantity *q = arena_alloc(a, sizeof *q);
    *q = (struct quantity){.text = cell->value,
                           .subject = cell->row_label,
                           .comparator = cell->comparator,
                           .has_value = true,
                           .value = cell->value_num,
                           .unit = cell->unit};
    if (!alone)
        q->subject = str_fmt(a, "%.*s，%.*s", STR_ARG(cell->row_label), STR_ARG(cell->col));
    return q;
}

void said_add(struct arena *a, const struct item *item, const struct names *names,
              const struct plan *plan, said_list *out) {
    static const plan_quantities none;
    const plan_quantities *list = item->measure  ? &item->measure->quantities
                                  : item->clause ? &item->clause->quantities
                                                 : &none;
    for (size_t i = 0; i < list->n; i++)
        add(a, &list->at[i], names, plan, out);
    for (size_t i = 0; i < item->cells_n; i++)
        if (item->cells[i].has_value_num)
            add(a, cell_quantity(a, &item->cells[i], item->cells_n == 1), names, plan, out);
}

struct amount quantity_amount(const struct quantity *q) {
    static const struct {
        struct str word;
        double times;
    } words[] = {{S("万"), 1e4}, {S("亿"), 1e8}};
    struct amount out = {q->value, q->unit};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(out.unit, words[i].word)) {
            out.value *= words[i].times;
            out.unit = str_cut(out.unit, words[i].word.n, out.unit.n);
        }
    return out;
}

static bool same_number(double x, double y) {
    return fabs(x - y) <= 1e-9 * fmax(fabs(x), fabs(y));
}

bool quantity_same_value(const struct quantity *x, const struct quantity *y) {
    struct amount one = quantity_amount(x), other = quantity_amount(y);
    return str_eq(x->comparator, y->comparator) && x->has_value == y->has_value &&
           same_number(one.value, other.value) && str_eq(one.unit, other.unit);
}

static bool same_unit(const struct quantity *x, const struct quantity *y) {
    return str_eq(quantity_amount(x).unit, quantity_amount(y).unit);
}

/* The share of x's characters that y has too. */
static double share(struct str x, struct str y) {
    size_t all = 0, in = 0;
    for (size_t i = 0, from = 0; i < x.n; from = i, all++) {
        utf8_next(x, &i);
        in += str_find(y, str_cut(x, from, i), 0) != SIZE_MAX;
    }
    return all ? (double)in / (double)all : 0;
}

/* Reworded: most characters of each stand in the other. */
static bool reworded(struct str x, struct str y) {
    return share(x, y) >= 0.6 && share(y, x) >= 0.6;
}

enum { HEAD = 4 }; /* characters; a Chinese phrase is about what stands at its end */

static bool same_head(struct str x, struct str y) {
    struct str head = utf8_tail(x, HEAD);
    return utf8_len(head) == HEAD && str_eq(head, utf8_tail(y, HEAD));
}

bool said_alike(const struct said *x, const struct said *y, enum closeness closeness) {
    bool unit = same_unit(x->q, y->q), subject = str_eq(x->subject, y->subject);
    if (x->year != y->year)
        return false;
    switch (closeness) {
    case SAME_VALUE:
        return subject && quantity_same_value(x->q, y->q);
    case SAME_UNIT:
        return subject && unit;
    case SAME_SUBJECT:
        return subject && x->subject.n > 0;
    case ALIKE:
        return unit && reworded(x->subject, y->subject);
    case SAME_HEAD:
        return unit && same_head(x->subject, y->subject);
    case CLOSENESS:
        break;
    }
    return false;
}
