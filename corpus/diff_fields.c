/* Text, deadline, quantities and citations of a change. */
#include "corpus/diff.h"
#include "corpus/said.h"

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

static bool same_but_spelling(const struct differ *d, const struct change *c) {
    struct reason why;
    return !diff_weigh(d, diff_spelled(d->a, &c->old), diff_spelled(d->a, &c->new), &why) ||
           why.class < CLASS_SUBSTANTIVE;
}

bool diff_texts(struct differ *d, struct change *c) {
    struct str old = joined_text(d->a, &c->old), new = joined_text(d->a, &c->new);
    struct reason why;
    if (!diff_weigh(d, old, new, &why))
        return true;
    if (why.class == CLASS_SUBSTANTIVE && same_but_spelling(d, c))
        why = (struct reason){.class = CLASS_EDITORIAL,
                              .text = S("the same quantity in other writing")};
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

static said_list said_by(const struct differ *d, const item_list *items, const struct names *names,
                         const struct plan *plan) {
    said_list out = {0};
    for (size_t i = 0; i < items->n; i++)
        said_add(d->a, &items->at[i], names, plan, &out);
    return out;
}

static void note_quantity(struct differ *d, struct change *c, const struct quantity *old,
                          const struct quantity *new) {
    struct reason why = {S("quantities"), S("another value"), CLASS_SUBSTANTIVE};
    if (old && new &&quantity_same_value(old, new))
        return;
    if (!old || !new)
        why.text = old ? S("a quantity fewer") : S("a quantity more");
    struct str subject = old ? old->subject : new ? new->subject : S("");
    *vec_push(d->a, &c->quantities) = (struct quantity_change){subject, old, new};
    diff_because(d, c, why);
}

/* Pairs what corresponds, and clears it in both lists. */
static void pair_quantities(struct differ *d, struct change *c, said_list *old, said_list *new,
                            enum closeness closeness) {
    for (size_t i = 0; i < old->n; i++)
        for (size_t k = 0; k < new->n && old->at[i].q; k++)
            if (new->at[k].q && said_alike(&old->at[i], &new->at[k], closeness)) {
                note_quantity(d, c, old->at[i].q, new->at[k].q);
                old->at[i].q = new->at[k].q = NULL;
            }
}

/* Where the text says the same, so do its quantities. */
void diff_quantities(struct differ *d, struct change *c) {
    if (c->text.n == 0 || c->class < CLASS_SUBSTANTIVE)
        return;
    said_list old = said_by(d, &c->old, &d->old_names, d->old);
    said_list new = said_by(d, &c->new, &d->new_names, d->new);
    if (old.n > MOST_SAID || new.n > MOST_SAID)
        return;
    for (enum closeness k = 0; k < CLOSENESS; k++)
        pair_quantities(d, c, &old, &new, k);
    for (size_t i = 0; i < old.n; i++)
        if (old.at[i].q)
            note_quantity(d, c, old.at[i].q, NULL);
    for (size_t i = 0; i < new.n; i++)
        if (new.at[i].q)
            note_quantity(d, c, NULL, new.at[i].q);
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
