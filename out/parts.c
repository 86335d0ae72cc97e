#include "out/parts.h"

/* As people write them; an exact value has none. */
static struct str comparator_sign(struct str comparator) {
    static const struct str signs[][2] = {
        {S("="), S("")}, {S(">="), S("≥")}, {S("<="), S("≤")}, {S("~"), S("约")}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_eq(signs[i][0], comparator))
            return signs[i][1];
    return comparator;
}

struct str part_quantity(struct arena *a, const struct quantity *q) {
    struct buf b = {.a = a};
    if (!q)
        return (struct str){0};
    buf_add(&b, comparator_sign(q->comparator));
    if (q->has_value)
        plan_put_real(&b, q->value);
    buf_add(&b, q->unit);
    return buf_str(&b);
}

struct str part_section(const struct item *item) {
    if (item->measure)
        return item->measure->section.n ? item->measure->section : item->measure->table_title;
    return item->clause ? item->clause->section : item->cells->table_title;
}

static const struct item *first_of(const struct change *c) {
    return c->new.n ? &c->new.at[0] : &c->old.at[0];
}

struct str part_change_section(const struct change *c) {
    return part_section(first_of(c));
}

struct str part_name(struct arena *a, const struct item *item) {
    if (item->cells)
        return item->cells_n == 1 ? str_fmt(a, "%.*s · %.*s", STR_ARG(item->cells->row_label),
                                            STR_ARG(item->cells->col))
                                  : item->cells->row_label;
    if (item->measure)
        return item->measure->task;
    return item->clause->label.n ? item->clause->label : item->clause->section;
}

struct str part_number(struct arena *a, const struct item *item) {
    if (item->measure && !item->measure->task_no)
        return str_fmt(a, "%d.-.%d", item->measure->table_no, item->measure->measure_no);
    if (item->measure)
        return str_fmt(a, "%d.%d.%d", item->measure->table_no, item->measure->task_no,
                       item->measure->measure_no);
    if (item->cells)
        return str_fmt(a, "%d · %d", item->cells->table_no, item->cells->row_no);
    return item->clause->label;
}

struct place part_place(const struct item *item) {
    return item->measure ? item->measure->at : item->clause ? item->clause->at : item->cells->at;
}
