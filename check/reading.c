/* What extraction noticed: its findings under the names of checks.list. */
#include "base/utf8.h"
#include "check/checker.h"

static struct where place_of(const struct diag *d) {
    return (struct where){d->at, d->table_no, d->task_no, d->measure_no, 0};
}

static struct finding *add(struct checker *c, enum check_code code, const struct diag *d,
                           struct str part) {
    struct finding *f = report(c, code, place_of(d), (struct str){0});
    f->part[0] = part;
    return f;
}

/* Two names of one number that share hardly a character are two tasks. */
static bool alike(struct str x, struct str y) {
    size_t n = 0, shared = 0;
    for (size_t i = 0; i < x.n; n++) {
        size_t at = i;
        utf8_next(x, &i);
        shared += str_find(y, str_cut(x, at, i), 0) != SIZE_MAX;
    }
    return 2 * shared > n;
}

static void add_names(struct checker *c, const struct diag *d) {
    struct str detail = diag_detail(d);
    size_t cut = str_find(detail, S(" / "), 0);
    struct str first = str_cut(detail, 0, cut);
    struct str second = str_cut(detail, cut == SIZE_MAX ? detail.n : cut + 3, detail.n);
    if (second.n == 0 || alike(first, second)) {
        add(c, CHECK_TASK_NAME_DIFFERS, d, detail);
        return;
    }
    struct finding *f = add(c, CHECK_NUMBER_REPEATED, d, second);
    f->part[1] = first;
    f->part[2] = str_fmt(c->a, "%d", d->task_no);
    f->excerpt = second;
}

/* The two numbers of a jump. */
static bool jump(const struct diag *d, int *from, int *to) {
    struct str s = diag_detail(d);
    size_t comma = str_find(s, S(", "), 0);
    uint32_t x, y;
    if (d->code != DIAG_NUMBER_GAP || comma == SIZE_MAX || !str_uint(str_cut(s, 0, comma), &x) ||
        !str_uint(str_cut(s, comma + 2, s.n), &y))
        return false;
    *from = (int)x;
    *to = (int)y;
    return true;
}

static const struct diag *next_jump(const struct checker *c, size_t i) {
    const struct diags *all = &c->plan->diags;
    for (size_t k = i + 1; k < all->list.n; k++)
        if (all->list.at[k].code == DIAG_NUMBER_GAP)
            return all->list.at[k].table_no == all->list.at[i].table_no ? &all->list.at[k] : NULL;
    return NULL;
}

/* A single wrong number makes two jumps: there and back. True where the second is told here. */
static bool add_jump(struct checker *c, size_t i) {
    const struct diag *d = &c->plan->diags.list.at[i], *next = next_jump(c, i);
    int from, to, back, on;
    if (!jump(d, &from, &to)) {
        add(c, CHECK_NUMBER_GAP, d, diag_detail(d));
        return false;
    }
    bool alone = next && jump(next, &back, &on) && back == to && on > from && on <= from + 2;
    struct finding *f =
        add(c, CHECK_NUMBER_GAP, d,
            alone ? str_fmt(c->a, "%d, %d, %d", from, to, on) : str_fmt(c->a, "%d, %d", from, to));
    f->excerpt = str_fmt(c->a, "%d", to);
    return alone;
}

/* The cell of a leading unit where no unit leads: cells.c says so. */
static bool said_as_no_lead(const struct checker *c, const struct diag *d) {
    for (size_t i = 0; d->code == DIAG_NO_ROLE && i < c->plan->measures.n; i++) {
        const struct measure *m = &c->plan->measures.at[i];
        if (m->table_no == d->table_no && m->task_no == d->task_no &&
            m->measure_no == d->measure_no)
            return lacks_lead(m) && leads(c->plan, diag_detail(d));
    }
    return false;
}

static void add_other(struct checker *c, const struct diag *d) {
    enum check_code code;
    if (said_as_no_lead(c, d))
        return;
    struct str detail = diag_detail(d);
    if (d->code == DIAG_ODD_MENTION) /* the name, and perhaps where it goes on */
        detail = str_cut(detail, 0, str_find(detail, S(","), 0));
    if (check_code_of(d->name, &code) < 0)
        add(c, CHECK_READ_OTHERWISE, d, d->text);
    else
        add(c, code, d, detail);
}

void check_reading(struct checker *c) {
    bool told = false;
    for (size_t i = 0; i < c->plan->diags.list.n; i++) {
        const struct diag *d = &c->plan->diags.list.at[i];
        if (d->code == DIAG_NAME_DIFFERS)
            add_names(c, d);
        else if (d->code == DIAG_NUMBER_GAP)
            told = !told && add_jump(c, i);
        else
            add_other(c, d);
    }
}
