/* Text, deadline, quantities and citations of a change. */
#include "base/utf8.h"
#include "corpus/diff.h"

static struct str joined_text(struct arena *a, const item_list *items) {
    struct buf b = {.a = a};
    if (items->n == 1)
        return item_text(&items->at[0]);
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_add(&b, item_text(&items->at[i]));
    }
    return buf_str(&b);
}

bool diff_texts(struct differ *d, struct change *c) {
    struct str old = joined_text(d->a, &c->old), new = joined_text(d->a, &c->new);
    struct reason why;
    if (!diff_weigh(d, old, new, &why))
        return true;
    why.field = S("text");
    if (why.class > CLASS_NOISE || c->old.n + c->new.n == 2) /* a newline stands between items */
        diff_because(d, c, why);
    return diff_text(d, old, new, &c->text);
}

static struct assignment deadline_of(struct arena *a, const struct item *item) {
    return item->measure ? plan_deadline(a, item->measure) : (struct assignment){0};
}

/* Of several items, each deadline once. */
static struct assignment deadlines(struct arena *a, const item_list *items) {
    struct assignment out = deadline_of(a, &items->at[0]);
    struct str last = out.deadline;
    for (size_t i = 1; i < items->n; i++) {
        struct assignment next = deadline_of(a, &items->at[i]);
        if (str_eq(next.deadline, last))
            continue;
        last = next.deadline;
        out.deadline = str_fmt(a, "%.*s\n%.*s", STR_ARG(out.deadline), STR_ARG(last));
        out.deadline_kind = DEADLINE_UNKNOWN;
    }
    return out;
}

static bool same_dates(const struct assignment *x, const struct assignment *y) {
    return x->deadline_kind == y->deadline_kind && x->deadline_kind != DEADLINE_UNKNOWN &&
           x->deadline_kind != DEADLINE_MILESTONES &&
           str_eq(x->deadline_start, y->deadline_start) && str_eq(x->deadline_end, y->deadline_end);
}

void diff_deadlines(struct differ *d, struct change *c) {
    struct assignment old = deadlines(d->a, &c->old), new = deadlines(d->a, &c->new);
    struct reason why;
    if (!c->old.at[0].measure || !c->new.at[0].measure ||
        !diff_weigh(d, old.deadline, new.deadline, &why))
        return;
    if (why.class == CLASS_SUBSTANTIVE && same_dates(&old, &new))
        why = (struct reason){.class = CLASS_EDITORIAL, .text = S("the same date in other words")};
    else if (why.class == CLASS_SUBSTANTIVE)
        why.text = S("another date");
    why.field = S("deadline");
    diff_because(d, c, why);
    c->deadline = (struct field_change){old.deadline, new.deadline};
}

typedef VEC(const struct quantity *) quantity_list;

static struct quantity cell_quantity(const struct indicator *cell) {
    return (struct quantity){.text = cell->value,
                             .subject = cell->row_label,
                             .comparator = cell->comparator,
                             .has_value = true,
                             .value = cell->value_num,
                             .unit = cell->unit};
}

static plan_quantities item_quantities(struct arena *a, const struct item *item) {
    plan_quantities out = {0};
    if (item->measure)
        return item->measure->quantities;
    if (item->clause)
        return item->clause->quantities;
    if (item->cells->has_value_num)
        *vec_push(a, &out) = cell_quantity(item->cells);
    return out;
}

static quantity_list quantities_of(struct arena *a, const item_list *items) {
    quantity_list out = {0};
    for (size_t i = 0; i < items->n; i++) {
        plan_quantities list = item_quantities(a, &items->at[i]);
        for (size_t k = 0; k < list.n; k++)
            *vec_push(a, &out) = &list.at[k];
    }
    return out;
}

static bool same_text(const struct differ *d, struct str x, struct str y) {
    struct reason why;
    return !diff_weigh(d, x, y, &why) || why.class < CLASS_SUBSTANTIVE;
}

static bool same_value(const struct quantity *x, const struct quantity *y) {
    return str_eq(x->comparator, y->comparator) && x->has_value == y->has_value &&
           !(x->value < y->value) && !(x->value > y->value) && str_eq(x->unit, y->unit);
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
static bool alike(const struct differ *d, struct str x, struct str y) {
    struct str a = fold_names(d->a, x, &d->old_names), b = fold_names(d->a, y, &d->new_names);
    return share(a, b) >= 0.6 && share(b, a) >= 0.6;
}

/* How closely two quantities of a year speak of the same, the closest first. What has no subject is
 * told by its unit. */
enum { SAME_VALUE, SAME_UNIT, SAME_SUBJECT, ALIKE, CLOSENESS };

static bool corresponds(const struct differ *d, const struct quantity *x, const struct quantity *y,
                        int closeness) {
    if (x->year != y->year)
        return false;
    if (closeness == ALIKE)
        return str_eq(x->unit, y->unit) && alike(d, x->subject, y->subject);
    if (!same_text(d, x->subject, y->subject))
        return false;
    return closeness == SAME_VALUE  ? same_value(x, y)
           : closeness == SAME_UNIT ? str_eq(x->unit, y->unit)
                                    : x->subject.n > 0;
}

static void note_quantity(struct differ *d, struct change *c, struct str subject,
                          const struct quantity *old, const struct quantity *new) {
    struct reason why = {S("quantities"), S("another value"), CLASS_SUBSTANTIVE};
    if (old && new &&same_value(old, new))
        return;
    if (!old || !new)
        why.text = old ? S("a quantity fewer") : S("a quantity more");
    *vec_push(d->a, &c->quantities) = (struct quantity_change){subject, old, new};
    diff_because(d, c, why);
}

/* Pairs what corresponds, and clears it in both lists. */
static void pair_quantities(struct differ *d, struct change *c, quantity_list *old,
                            quantity_list *new, int closeness) {
    for (size_t i = 0; i < old->n; i++)
        for (size_t k = 0; k < new->n && old->at[i]; k++)
            if (new->at[k] && corresponds(d, old->at[i], new->at[k], closeness)) {
                note_quantity(d, c, old->at[i]->subject, old->at[i], new->at[k]);
                old->at[i] = new->at[k] = NULL;
            }
}

enum { MOST_QUANTITIES = 64 }; /* of one item: every old one meets every new one */

/* Where the text says the same, so do its quantities. */
void diff_quantities(struct differ *d, struct change *c) {
    quantity_list old = quantities_of(d->a, &c->old), new = quantities_of(d->a, &c->new);
    if (c->text.n == 0 || c->class < CLASS_SUBSTANTIVE || old.n > MOST_QUANTITIES ||
        new.n > MOST_QUANTITIES)
        return;
    for (int closeness = 0; closeness < CLOSENESS; closeness++)
        pair_quantities(d, c, &old, &new, closeness);
    for (size_t i = 0; i < old.n; i++)
        if (old.at[i])
            note_quantity(d, c, old.at[i]->subject, old.at[i], NULL);
    for (size_t i = 0; i < new.n; i++)
        if (new.at[i])
            note_quantity(d, c, new.at[i]->subject, NULL, new.at[i]);
}

static plan_references item_references(const struct item *item) {
    return item->measure  ? item->measure->references
           : item->clause ? item->clause->references
                          : (plan_references){0};
}

static bool cites(const item_list *items, struct str title) {
    for (size_t i = 0; i < items->n; i++) {
        plan_references list = item_references(&items->at[i]);
        for (size_t k = 0; k < list.n; k++)
            if (str_eq(list.at[k].title, title))
                return true;
    }
    return false;
}

/* Titles that one side cites and the other does not. */
static str_list only_cited(struct arena *a, const item_list *by, const item_list *not_by) {
    str_list out = {0};
    for (size_t i = 0; i < by->n; i++) {
        plan_references list = item_references(&by->at[i]);
        for (size_t k = 0; k < list.n; k++)
            if (!cites(not_by, list.at[k].title))
                *vec_push(a, &out) = list.at[k].title;
    }
    return out;
}

void diff_references(struct differ *d, struct change *c) {
    c->cited = only_cited(d->a, &c->new, &c->old);
    c->uncited = only_cited(d->a, &c->old, &c->new);
    if (c->cited.n || c->uncited.n)
        diff_because(d, c,
                     (struct reason){S("references"), S("another document"), CLASS_SUBSTANTIVE});
}
