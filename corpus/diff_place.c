/* Where an item stands: moved and renumbered told from changed. */
#include "base/utf8.h"
#include "corpus/diff.h"
#include <string.h>

static int table_of(const struct item *item) {
    return item->measure ? item->measure->table_no : item->cells ? item->cells->table_no : 0;
}

static int most_table(const match_list *matches) {
    int most = 0;
    for (size_t i = 0; i < matches->n; i++) {
        const struct match *m = &matches->at[i];
        for (size_t k = 0; k < m->old.n; k++)
            most = table_of(&m->old.at[k]) > most ? table_of(&m->old.at[k]) : most;
        for (size_t k = 0; k < m->new.n; k++)
            most = table_of(&m->new.at[k]) > most ? table_of(&m->new.at[k]) : most;
    }
    return most;
}

enum { MOST_TABLES = 512 }; /* more are taken for themselves */

static void count_pairs(const match_list *matches, size_t *count, size_t tables) {
    for (size_t i = 0; i < matches->n; i++)
        if (matches->at[i].old.n && matches->at[i].new.n) {
            size_t old = (size_t)table_of(&matches->at[i].old.at[0]);
            size_t new = (size_t)table_of(&matches->at[i].new.at[0]);
            count[old * tables + new]++;
        }
}

void diff_tables(struct arena *a, const match_list *matches, struct tables *out) {
    int n = most_table(matches) + 1;
    *out = (struct tables){0};
    if (n > MOST_TABLES)
        return;
    size_t tables = (size_t)n, *count = arena_array(a, tables * tables, sizeof *count);
    *out = (struct tables){.became = arena_array(a, tables, sizeof(int)), .n = n};
    count_pairs(matches, count, tables);
    for (int old = 0; old < n; old++) {
        const size_t *row = &count[(size_t)old * tables];
        for (int new = 1; new < n; new ++)
            if (row[new] > row[out->became[old]])
                out->became[old] = new;
        if (row[out->became[old]] == 0)
            out->became[old] = old;
    }
}

static struct str section_of(const struct item *item) {
    return item->measure  ? item->measure->section
           : item->clause ? item->clause->section
                          : (struct str){0};
}

/* The number in front of a heading: 一、 （二） 3. */
static struct str without_number(struct str s) {
    const struct str digits = S("一二三四五六七八九十百第章节条0123456789");
    const struct str marks = S("、（）().． ");
    size_t i = 0, next = 0;
    bool marked = false;
    while (next < s.n) {
        utf8_next(s, &next);
        struct str c = str_cut(s, i, next);
        bool mark = str_find(marks, c, 0) != SIZE_MAX;
        if (!mark && str_find(digits, c, 0) == SIZE_MAX)
            break;
        marked = marked || mark || str_eq(c, S("章")) || str_eq(c, S("节"));
        i = next;
    }
    return marked ? str_cut(s, i, s.n) : s;
}

/* A path of headings without their numbers. */
static struct str bare_path(struct arena *a, struct str path) {
    struct buf b = {.a = a};
    for (size_t from = 0; from < path.n;) {
        size_t to = str_find(path, S("/"), from);
        buf_add(&b, without_number(str_cut(path, from, to)));
        buf_byte(&b, '/');
        from = to == SIZE_MAX ? path.n : to + 1;
    }
    return buf_str(&b);
}

/* Whether a changed name means another place; a changed number in it means another target. */
static bool another_name(const struct differ *d, struct change *c, struct str field, struct str old,
                         struct str new) {
    struct reason why;
    struct buf x = {.a = d->a}, y = {.a = d->a};
    if (!diff_weigh(d, old, new, &why) || why.class == CLASS_NOISE)
        return false;
    bool moved = why.class == CLASS_SUBSTANTIVE;
    for (size_t i = 0; i < old.n; i++)
        if (strchr("0123456789.", old.p[i]))
            buf_byte(&x, old.p[i]);
    for (size_t i = 0; i < new.n; i++)
        if (strchr("0123456789.", new.p[i]))
            buf_byte(&y, new.p[i]);
    if (moved && str_eq(buf_str(&x), buf_str(&y)))
        why = (struct reason){.class = CLASS_EDITORIAL, .text = S("another name")};
    why.field = field;
    diff_because(d, c, why);
    return moved;
}

static bool another_section(const struct differ *d, struct change *c) {
    struct str old = section_of(&c->old.at[0]), new = section_of(&c->new.at[0]);
    if (str_eq(old, new) ||
        !another_name(d, c, S("section"), bare_path(d->a, old), bare_path(d->a, new)))
        return false;
    c->section = (struct field_change){old, new};
    return true;
}

static bool another_task(const struct differ *d, struct change *c, const struct measure *old,
                         const struct measure *new) {
    if (str_eq(old->task, new->task))
        return false;
    size_t reasons = c->reasons.n;
    bool moved = another_name(d, c, S("task"), old->task, new->task);
    if (c->reasons.n > reasons)
        c->task = (struct field_change){old->task, new->task};
    return moved;
}

static bool another_table(const struct differ *d, const struct tables *tables, struct change *c) {
    int old = table_of(&c->old.at[0]), new = table_of(&c->new.at[0]);
    if (old == new ? !tables->n || tables->became[old] == new
                   : tables->n && tables->became[old] == new)
        return false;
    diff_because(d, c, (struct reason){S("table"), S("another table"), CLASS_EDITORIAL});
    return true;
}

unsigned diff_place(const struct differ *d, const struct tables *tables, struct change *c) {
    const struct measure *old = c->old.at[0].measure, *new = c->new.at[0].measure;
    bool moved = another_table(d, tables, c);
    moved |= another_section(d, c);
    if (!old || !new)
        return moved ? 1u << CHANGE_MOVED : 0;
    moved |= another_task(d, c, old, new);
    bool renumbered = old->task_no && new->task_no && old->task_no != new->task_no;
    if (renumbered)
        diff_because(d, c, (struct reason){S("task_no"), S("another number"), CLASS_EDITORIAL});
    return (moved ? 1u << CHANGE_MOVED : 0) | (renumbered ? 1u << CHANGE_RENUMBERED : 0);
}
