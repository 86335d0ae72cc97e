/* Lines that hold nothing but units and dates (责任单位：…) belong to the item that they stand in
 * or follow, or to all under the heading that they follow.
 */
#include "base/utf8.h"
#include "extract/placing.h"

/* Lines that follow each other tell of one item: their roles and dates together. */
static void join_lines(struct placing *p, size_t from, size_t to, struct assignment *all) {
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < p->told[i].list.n; k++) {
            const struct assignment *as = &p->told[i].list.at[k];
            all->deadline = all->deadline.n ? all->deadline : as->deadline;
            for (size_t r = 0; r < as->roles.n; r++)
                *vec_push(p->t.w->a, &all->roles) = as->roles.at[r];
        }
}

/* The dates in an item's own text that nobody is named with. */
static struct str own_dates(struct arena *a, const struct told *told) {
    lines dates = {0};
    for (size_t i = 0; i < told->list.n; i++)
        if (told->list.at[i].roles.n == 0)
            *vec_push(a, &dates) = told->list.at[i].deadline;
    return join_dates(a, &dates);
}

/* Gives an item what stands apart from it, unless its own text tells as much. */
static bool give(struct placing *p, size_t i, struct assignment as) {
    struct told *told = &p->told[i];
    if (told->listed)
        return false;
    if (as.deadline.n == 0)
        as.deadline = own_dates(p->t.w->a, told);
    *told = (struct told){.listed = true};
    *vec_push(p->t.w->a, &told->list) = as;
    return true;
}

size_t reach(const struct placing *p, size_t i) {
    int level = passage_at(p, i)->depth;
    for (size_t k = i + 1; k < p->n; k++)
        if (passage_at(p, k)->kind == PASSAGE_TABLE ||
            passage_at(p, k)->depth < level + (passage_at(p, k)->kind == PASSAGE_HEADING))
            return k;
    return p->n;
}

bool give_to(struct placing *p, size_t from, size_t to, const struct assignment *as) {
    bool taken = false;
    for (size_t i = from; i < to; i++)
        taken = (is_clause(p, i) && give(p, i, *as)) || taken;
    return taken;
}

/* Lines of units between passages from and to of one heading. */
static size_t count_blocks(const struct placing *p, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += passage_at(p, i)->duty && (i == from || !passage_at(p, i - 1)->duty);
    return n;
}

/* The item before a line of units at passage i, under a heading whose own passages begin at from:
 * all of them where no other such line stands there, else from the last number on. */
static size_t item_start(const struct placing *p, size_t from, size_t i) {
    size_t end = i;
    while (end < p->n && passage_at(p, end)->kind == PASSAGE_CLAUSE)
        end++;
    if (count_blocks(p, from, end) == 1)
        return from;
    for (size_t k = i; k > from; k--) {
        if (passage_at(p, k - 1)->duty)
            return k;
        if (clause_at(p, k - 1)->label.n)
            return k - 1;
    }
    return from;
}

/* A line that no item takes is an item of its own. */
static void place_block(struct placing *p, size_t from, size_t to) {
    struct assignment as = {0};
    size_t start = from;
    bool taken = false;
    join_lines(p, from, to, &as);
    for (size_t i = from; i < to; i++)
        p->told[i] = (struct told){0};
    while (start > 0 && passage_at(p, start - 1)->kind == PASSAGE_CLAUSE)
        start--;
    if (start < from)
        taken = give_to(p, item_start(p, start, from), from, &as);
    else if (start > 0 && passage_at(p, start - 1)->kind == PASSAGE_HEADING)
        taken = give_to(p, to, reach(p, start - 1), &as);
    if (!taken)
        give(p, from, as);
}

/* ---- items that say several things in lines of their own ---- */

/* How deep numbers of this look stand: 一、 over （一） over 1. over （1）; 0: it is none. */
static int label_depth(const struct placing *p, size_t i) {
    static const int depth[NUMBER_SORTS] = {0, 3, 1, 4, 2};
    bool own = is_clause(p, i);
    return own ? depth[number_sort(utf8_squeeze(p->t.w->a, clause_at(p, i)->label))] : 0;
}

/* 整改措施：…: a part of the item that its first word names. */
static bool begins_with_key(const struct placing *p, size_t i) {
    enum { KEY_CHARS = 6 };
    struct str s = utf8_squeeze(p->t.w->a, clause_at(p, i)->text);
    size_t colon = str_find(s, S("："), 0);
    return colon < s.n && utf8_len(str_cut(s, 0, colon)) <= KEY_CHARS &&
           rules_line(p->t.w->rules, s).kind != LINE_NOTE;
}

bool item_around(const struct placing *p, size_t i, size_t *from, size_t *to) {
    size_t k = i;
    while (k > 0 && passage_at(p, k)->kind == PASSAGE_CLAUSE && label_depth(p, k) == 0)
        k--;
    int depth = passage_at(p, k)->kind == PASSAGE_CLAUSE ? label_depth(p, k) : 0;
    bool heading = passage_at(p, k)->kind == PASSAGE_HEADING;
    *from = k;
    *to = i + 1;
    for (k = *to; k < p->n && passage_at(p, k)->kind == PASSAGE_CLAUSE; k++) {
        int next = label_depth(p, k);
        if (next > 0 && next <= depth)
            break;
        if (next > 0 || passage_at(p, k)->duty || begins_with_key(p, k))
            *to = k + 1;
    }
    return depth > 0 || heading;
}

static bool says_again(const struct assignment *all, const struct told *line) {
    for (size_t k = 0; k < line->list.n; k++) {
        const struct assignment *as = &line->list.at[k];
        if (all->deadline.n && as->deadline.n)
            return true;
        for (size_t r = 0; r < as->roles.n * all->roles.n; r++)
            if (str_eq(as->roles.at[r % as->roles.n].role, all->roles.at[r / as->roles.n].role))
                return true;
    }
    return false;
}

/* The lines of units that are an item's own, not those of an item within it; false where they tell
 * of several, since a word comes back, or stand behind a heading alone. */
static bool item_says(struct placing *p, size_t from, size_t to, struct assignment *all) {
    size_t own = from + 1;
    while (own < to && label_depth(p, own) == 0)
        own++;
    if (passage_at(p, from)->kind == PASSAGE_HEADING && passage_at(p, from + 1)->duty &&
        count_blocks(p, from + 1, own) == 1)
        return false;
    for (size_t i = from + 1; i < own; i++) {
        if (!passage_at(p, i)->duty)
            continue;
        if (says_again(all, &p->told[i]))
            return false;
        join_lines(p, i, i + 1, all);
    }
    return true;
}

/* Are the only lines of units under a heading behind several items? Then they are of all of them.
 */
static bool ends_list(const struct placing *p, size_t item, size_t line) {
    size_t from = item, to = line;
    while (from > 0 && passage_at(p, from - 1)->kind == PASSAGE_CLAUSE)
        from--;
    while (to < p->n && passage_at(p, to)->kind == PASSAGE_CLAUSE)
        to++;
    if (passage_at(p, item)->kind == PASSAGE_HEADING || count_blocks(p, from, to) > 1)
        return false;
    for (size_t i = from; i < to; i++)
        if (i != item && label_depth(p, i) == label_depth(p, item))
            return true;
    return false;
}

/* An item within has dates of its own where its text names them. */
static bool give_item(struct placing *p, size_t from, size_t to, const struct assignment *all) {
    bool taken = false, within = false;
    for (size_t i = from; i < to; i++) {
        struct assignment as = *all;
        within = within || (i > from && label_depth(p, i) > 0);
        struct str own = within ? own_dates(p->t.w->a, &p->told[i]) : (struct str){0};
        as.deadline = own.n ? own : as.deadline;
        taken = (is_clause(p, i) && give(p, i, as)) || taken;
    }
    return taken;
}

/* All lines of units of a numbered item are said of all of it, and of the items within it that say
 * nothing of their own: those come first. */
static bool place_item(struct placing *p, size_t line) {
    size_t from, to;
    struct assignment all = {0};
    if (!item_around(p, line, &from, &to) || ends_list(p, from, line) ||
        !item_says(p, from, to, &all))
        return false;
    for (size_t i = from + 1; i < to && label_depth(p, i) == 0; i++)
        if (passage_at(p, i)->duty)
            p->told[i] = (struct told){0};
    return has_content(&all) && give_item(p, from, to, &all);
}

static bool is_told(const struct placing *p, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (p->told[i].list.n)
            return true;
    return false;
}

/* ---- lines that say themselves whose they are ---- */

static bool is_shared(const struct placing *p, size_t i, enum scope_kind *kind) {
    const struct passage *passage = passage_at(p, i);
    return passage->kind == PASSAGE_CLAUSE && passage->duty &&
           shares_duties(p->t.w, clause_at(p, i)->text, kind);
}

/* The passage behind the heading that the one at i stands under. */
static size_t behind_heading(const struct placing *p, size_t i) {
    while (i > 0 && passage_at(p, i - 1)->kind == PASSAGE_CLAUSE)
        i--;
    return i;
}

/* 以下各项均由…: items that say nothing of their own below it under the same heading, above it, or
 * both. */
static void place_shared(struct placing *p, size_t i, enum scope_kind kind) {
    struct assignment as = {0};
    size_t from = kind == SCOPE_BELOW ? i + 1 : behind_heading(p, i);
    size_t to = kind == SCOPE_ABOVE ? i : reach(p, i);
    join_lines(p, i, i + 1, &as);
    p->told[i] = (struct told){0};
    if (!has_content(&as) || give_to(p, from, to, &as))
        return;
    give(p, i, as);
}

void place_lines(struct placing *p) {
    enum scope_kind kind;
    for (size_t to = p->n, from; to > 0; to = from) {
        from = to - 1;
        if (!passage_at(p, from)->duty || is_shared(p, from, &kind))
            continue;
        while (from > 0 && passage_at(p, from - 1)->duty && !is_shared(p, from - 1, &kind))
            from--;
        if (is_told(p, from, to) && !place_item(p, from))
            place_block(p, from, to);
    }
    for (size_t i = 0; i < p->n; i++)
        if (is_shared(p, i, &kind))
            place_shared(p, i, kind);
}
