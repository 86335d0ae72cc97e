#include "corpus/diff.h"
#include "corpus/bodies.h"

static const struct str kind_names[] = {S("modified"),   S("added"), S("removed"), S("moved"),
                                        S("renumbered"), S("split"), S("merged")};
static const struct str class_names[] = {S("noise"), S("editorial"), S("substantive")};

struct str change_kind_name(enum change_kind k) {
    return kind_names[k];
}

struct str change_class_name(enum change_class c) {
    return class_names[c];
}

int change_class_of(struct str name, enum change_class *out) {
    for (enum change_class c = CLASS_NOISE; c <= CLASS_SUBSTANTIVE; c++)
        if (str_eq(name, class_names[c]))
            return *out = c, 0;
    return -1;
}

/* A field that says where an item stands and how it is cut, not what it says. */
static bool is_place(struct str field) {
    static const struct str places[] = {S("table"), S("section"), S("task"), S("task_no"),
                                        S("measures")};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (str_eq(field, places[i]))
            return true;
    return false;
}

static bool content_changed(const struct change *c) {
    for (size_t i = 0; i < c->reasons.n; i++)
        if (!is_place(c->reasons.at[i].field))
            return true;
    return false;
}

/* The first of these that holds is the kind; what else holds is told beside it. */
static void name_change(struct change *c, unsigned holds) {
    static const enum change_kind order[] = {CHANGE_SPLIT, CHANGE_MERGED, CHANGE_MODIFIED,
                                             CHANGE_MOVED, CHANGE_RENUMBERED};
    size_t i = 0;
    while (!(holds & 1u << order[i]))
        i++;
    c->kind = order[i];
    c->also = holds & ~(1u << order[i]);
}

static void keep(struct changes *out, struct arena *a, const struct change *c) {
    *vec_push(a, &out->list) = *c;
    out->kinds[c->kind]++;
    out->classes[c->class]++;
}

void diff_within(struct differ *d, struct change *c) {
    c->coarse = !diff_texts(d, c);
    diff_deadlines(d, c);
    diff_roles(d, c);
    diff_quantities(d, c);
    diff_references(d, c);
}

/* What both plans have: a change, or one item more that did not change. */
static void compare_pair(struct differ *d, const struct tables *tables, struct change *c,
                         struct changes *out) {
    unsigned holds =
        (c->new.n > 1 ? 1u << CHANGE_SPLIT : 0) | (c->old.n > 1 ? 1u << CHANGE_MERGED : 0);
    if (holds)
        diff_because(d, c, (struct reason){S("measures"), S("cut differently"), CLASS_EDITORIAL});
    diff_within(d, c);
    out->coarse += c->coarse;
    holds |= diff_place(d, tables, c);
    if (content_changed(c) || (c->reasons.n && !holds))
        holds |= 1u << CHANGE_MODIFIED;
    if (holds == 0) {
        out->unchanged++;
        return;
    }
    name_change(c, holds);
    keep(out, d->a, c);
}

static void whole(struct differ *d, enum change_kind kind, const struct item *item,
                  struct changes *out) {
    struct change c = {.kind = kind, .class = CLASS_SUBSTANTIVE};
    *vec_push(d->a, kind == CHANGE_ADDED ? &c.new : &c.old) = *item;
    if (item_text(item).n)
        *vec_push(d->a, &c.text) =
            (struct piece){kind == CHANGE_ADDED ? '+' : '-', item_text(item)};
    keep(out, d->a, &c);
}

static struct item cell_of(const struct item *row, size_t i) {
    return (struct item){.cells = &row->cells[i], .cells_n = 1};
}

static size_t find_column(const struct item *row, struct str col) {
    for (size_t i = 0; i < row->cells_n; i++)
        if (str_eq(row->cells[i].col, col))
            return i;
    return SIZE_MAX;
}

static void compare_cell(struct differ *d, const struct tables *tables, struct item old,
                         struct item new, const struct match *m, struct changes *out) {
    struct change c = {.similarity = m->evidence.score, .evidence = m->evidence};
    *vec_push(d->a, &c.old) = old;
    *vec_push(d->a, &c.new) = new;
    compare_pair(d, tables, &c, out);
}

static void compare_rows(struct differ *d, const struct tables *tables, const struct match *m,
                         struct changes *out) {
    const struct item *old = m->old.n ? &m->old.at[0] : NULL;
    const struct item *new = m->new.n ? &m->new.at[0] : NULL;
    for (size_t i = 0; new &&i < new->cells_n; i++) {
        size_t k = old ? find_column(old, new->cells[i].col) : SIZE_MAX;
        struct item cell = cell_of(new, i);
        if (k == SIZE_MAX)
            whole(d, CHANGE_ADDED, &cell, out);
        else
            compare_cell(d, tables, cell_of(old, k), cell, m, out);
    }
    for (size_t i = 0; old && i < old->cells_n; i++) {
        struct item cell = cell_of(old, i);
        if (!new || find_column(new, old->cells[i].col) == SIZE_MAX)
            whole(d, CHANGE_REMOVED, &cell, out);
    }
}

static void compare_match(struct differ *d, const struct tables *tables, const struct match *m,
                          struct changes *out) {
    if ((m->old.n ? m->old.at : m->new.at)->cells) {
        compare_rows(d, tables, m, out);
    } else if (m->old.n && m->new.n) {
        struct change c = {.similarity = m->evidence.score, .evidence = m->evidence};
        c.old = m->old;
        c.new = m->new;
        compare_pair(d, tables, &c, out);
    } else {
        whole(d, m->new.n ? CHANGE_ADDED : CHANGE_REMOVED, m->new.n ? m->new.at : m->old.at, out);
    }
}

void diff_start(struct differ *d, struct arena *a, const struct plan *old, const struct plan *new) {
    *d = (struct differ){.a = a,
                         .old = old,
                         .new = new,
                         .old_division = plan_division(old),
                         .new_division = plan_division(new)};
    names_of(a, old, &d->old_names);
    names_of(a, new, &d->new_names);
    names_join(a, &d->old_names, &d->new_names, &d->names);
    diff_units(a, old, new, &d->units);
    words_of(a, old, new, &d->words);
}

void changes_find(struct arena *a, const struct plan *old, const struct plan *new,
                  struct changes *out) {
    changes_find_ruled(a, old, new, NULL, out);
}

void changes_find_ruled(struct arena *a, const struct plan *old, const struct plan *new,
                        ruling_list *rulings, struct changes *out) {
    struct differ d;
    match_list matches = {0};
    struct tables tables;
    *out = (struct changes){.old = old, .new = new};
    diff_start(&d, a, old, new);
    align_plans_ruled(a, old, new, rulings, &matches);
    diff_tables(a, &matches, &tables);
    for (size_t i = 0; i < matches.n; i++)
        compare_match(&d, &tables, &matches.at[i], out);
}

void changes_only(struct changes *c, enum change_class class) {
    size_t kept = 0;
    for (size_t i = 0; i < c->list.n; i++) {
        if (c->list.at[i].class == class)
            c->list.at[kept++] = c->list.at[i];
        else
            c->kinds[c->list.at[i].kind]--;
    }
    for (enum change_class k = CLASS_NOISE; k <= CLASS_SUBSTANTIVE; k++)
        c->classes[k] = k == class ? kept : 0;
    c->list.n = kept;
}
