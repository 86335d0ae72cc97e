/* Differences in numbers. */
#include "base/utf8.h"
#include "out/diff.h"

struct counts {
    struct str where;
    size_t added, removed, changed;
};

static struct str where(const struct change *c) {
    const struct item *item = c->new.n ? &c->new.at[0] : &c->old.at[0];
    if (item->measure)
        return item->measure->section.n ? item->measure->section : item->measure->table_title;
    return item->clause ? item->clause->section : item->cells->table_title;
}

static void put_counts(struct buf *b, const struct counts *n, struct out_diff_view view) {
    static const struct str codes[] = {S("\033[32m"), S("\033[31m"), S("\033[0m")};
    enum { MOST = 40 };
    buf_fmt(b, " %.*s | %zu ", STR_ARG(n->where.n ? n->where : S("—")),
            n->added + n->removed + n->changed);
    buf_add(b, view.colour ? codes[0] : S(""));
    for (size_t i = 0; i < n->added && i < MOST; i++)
        buf_byte(b, '+');
    buf_add(b, view.colour ? codes[1] : S(""));
    for (size_t i = 0; i < n->removed && i < MOST; i++)
        buf_byte(b, '-');
    buf_add(b, view.colour ? codes[2] : S(""));
    for (size_t i = 0; i < n->changed && i < MOST; i++)
        buf_byte(b, '~');
    buf_byte(b, '\n');
}

typedef VEC(struct counts) counts_list;

/* The counts of the change's section, which may have been told already. */
static struct counts *counts_of(struct arena *a, counts_list *list, const struct change *c) {
    struct str at = where(c);
    for (size_t i = list->n; i-- > 0;)
        if (str_eq(list->at[i].where, at))
            return &list->at[i];
    struct counts *n = vec_push(a, list);
    *n = (struct counts){.where = at};
    return n;
}

/* Sections stand in the order of their first changes. */
void out_diff_stat(struct buf *b, const struct changes *c, struct out_diff_view view) {
    counts_list list = {0};
    for (size_t i = 0; i < c->list.n; i++) {
        const struct change *change = &c->list.at[i];
        struct counts *n = counts_of(b->a, &list, change);
        n->added += change->kind == CHANGE_ADDED;
        n->removed += change->kind == CHANGE_REMOVED;
        n->changed += change->kind != CHANGE_ADDED && change->kind != CHANGE_REMOVED;
    }
    for (size_t i = 0; i < list.n; i++)
        put_counts(b, &list.at[i], view);
    out_diff_summary(b, c);
}

void out_diff_summary(struct buf *b, const struct changes *c) {
    buf_fmt(b, "%zu change%s:", c->list.n, c->list.n == 1 ? "" : "s");
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (c->kinds[k])
            buf_fmt(b, " %zu %.*s,", c->kinds[k], STR_ARG(change_kind_name(k)));
    buf_fmt(b, " %zu unchanged;", c->unchanged);
    for (enum change_class k = CLASS_SUBSTANTIVE;; k--) {
        buf_fmt(b, " %zu %.*s%s", c->classes[k], STR_ARG(change_class_name(k)),
                k == CLASS_NOISE ? "\n" : ",");
        if (k == CLASS_NOISE)
            return;
    }
}
