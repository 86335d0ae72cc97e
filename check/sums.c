/* Parts against their total. */
#include "base/utf8.h"
#include "check/checker.h"
#include <math.h>

struct adding {
    struct checker *c;
    struct str unit;
    double total, parts;
    size_t n;
};

static struct str number(struct arena *a, double value, struct str unit) {
    struct buf b = {.a = a};
    plan_put_real(&b, value);
    buf_add(&b, unit);
    return buf_str(&b);
}

static void tell(const struct adding *x, struct where where, struct str words) {
    struct finding *f = report(x->c, CHECK_SUM_DIFFERS, where, words);
    f->part[0] = number(x->c->a, x->total, x->unit);
    f->part[1] = number(x->c->a, x->parts, x->unit);
}

static bool more(double x, double y) {
    return x > y + 1e-6 * fmax(fabs(x), fabs(y));
}

/* ---- 其中 ---- */

static size_t sentence_end(struct str s, size_t at) {
    size_t stop = str_find(s, S("。"), at), line = str_find(s, S("\n"), at);
    stop = stop < line ? stop : line;
    return stop < s.n ? stop : s.n;
}

/* The quantities of text in their order: those in front of 其中 set the total, those behind it in
 * the sentence are its parts. Parts may leave a rest. */
static void check_among(struct checker *c, const plan_quantities *list, struct str text,
                        struct where where) {
    struct str s = utf8_squeeze(c->a, text);
    size_t among = str_find(s, S("其中"), 0), end = sentence_end(s, among < s.n ? among : s.n);
    struct adding x = {.c = c};
    const struct quantity *total = NULL;
    for (size_t i = 0, at = 0; i < list->n && among != SIZE_MAX; i++) {
        const struct quantity *q = &list->at[i];
        size_t here = q->text.n ? str_find(s, q->text, at) : SIZE_MAX;
        if (here == SIZE_MAX || here >= end)
            break;
        at = here + q->text.n;
        if (here < among) {
            total = q;
        } else if (total && q->has_value && str_eq(q->unit, total->unit)) {
            x.parts += q->value;
            x.n++;
        }
    }
    if (!total || !total->has_value || x.n < 2 || !more(x.parts, total->value))
        return;
    x.total = total->value;
    x.unit = total->unit;
    if (!str_eq(x.unit, S("%")))
        tell(&x, where, str_cut(s, among, end));
}

/* ---- a task and its measures ---- */

static bool says_total(struct str text) {
    static const struct str words[] = {S("共计"), S("合计"), S("总计"), S("全年"),
                                       S("全区"), S("全市"), S("全县"), S("累计")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(text, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* The last characters of a subject, which name the thing; what stands in front of them is which. */
static struct str thing(struct str subject) {
    return utf8_tail(subject, 4);
}

/* Adds the first quantity of measure m that counts the same as total. */
static void add_measure(struct adding *x, const struct measure *m, const struct quantity *total) {
    for (size_t i = 0; i < m->quantities.n; i++) {
        const struct quantity *q = &m->quantities.at[i];
        if (q->has_value && str_eq(q->unit, total->unit) && !says_total(m->measure) &&
            str_ends(q->subject, thing(total->subject)) && !str_eq(q->subject, total->subject)) {
            x->parts += q->value;
            x->n++;
            return;
        }
    }
}

static void check_task(struct checker *c, size_t from, size_t to) {
    const struct measure *all = c->plan->measures.at, *first = &all[from];
    if (to - from < 3 || first->quantities.n != 1 || !says_total(first->measure))
        return;
    const struct quantity *total = &first->quantities.at[0];
    struct adding x = {.c = c, .unit = total->unit, .total = total->value};
    if (!total->has_value || str_eq(x.unit, S("%")) || utf8_len(total->subject) < 4)
        return;
    for (size_t i = from + 1; i < to; i++)
        add_measure(&x, &all[i], total);
    if (x.n >= 2 && more(x.parts, x.total))
        tell(&x, where_of(first), total->text);
}

/* ---- total rows ---- */

static bool is_total(struct str label) {
    static const struct str words[] = {S("合计"), S("总计"), S("总和")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(label, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_additive(const struct indicator *x) {
    static const struct str words[] = {S("率"),   S("比"),   S("浓度"), S("指数"), S("%"),
                                       S("年份"), S("年限"), S("编号"), S("序号")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(x->col, words[i], 0) != SIZE_MAX || str_find(x->unit, words[i], 0) != SIZE_MAX)
            return false;
    return x->has_value_num && str_eq(x->comparator, S("=")) && !str_eq(x->unit, S("年"));
}

static bool same_column(const struct indicator *x, const struct indicator *y) {
    return x->table_no == y->table_no && str_eq(x->col, y->col) && str_eq(x->unit, y->unit);
}

static void check_total(struct checker *c, const struct indicator *total) {
    const struct plan *p = c->plan;
    struct adding x = {.c = c, .unit = total->unit, .total = total->value_num};
    for (size_t i = 0; i < p->indicators.n; i++) {
        const struct indicator *y = &p->indicators.at[i];
        if (!same_column(y, total) || !y->has_value_num || is_total(y->row_label) ||
            str_find(y->row_label, S("小计"), 0) != SIZE_MAX)
            continue;
        x.parts += y->value_num;
        x.n++;
    }
    bool twice = !more(x.parts, 2 * x.total) && !more(2 * x.total, x.parts);
    if (twice) /* rows of groups add up to the total, and their own rows do again */
        return;
    if (x.n >= 2 && (more(x.parts, x.total) || more(x.total, x.parts)))
        tell(&x, (struct where){total->at, total->table_no, 0, 0, total->row_no}, total->value);
}

void check_sums(struct checker *c) {
    const struct plan *p = c->plan;
    for (size_t i = 0, to; i < p->measures.n; i = to) {
        const struct measure *m = &p->measures.at[i];
        for (to = i + 1; to < p->measures.n && p->measures.at[to].table_no == m->table_no &&
                         p->measures.at[to].task_no == m->task_no &&
                         str_eq(p->measures.at[to].task, m->task);)
            to++;
        check_task(c, i, to);
    }
    for (size_t i = 0; i < p->measures.n; i++)
        check_among(c, &p->measures.at[i].quantities, p->measures.at[i].measure,
                    where_of(&p->measures.at[i]));
    for (size_t i = 0; i < p->clauses.n; i++)
        check_among(c, &p->clauses.at[i].quantities, p->clauses.at[i].text,
                    (struct where){.at = p->clauses.at[i].at});
    for (size_t i = 0; i < p->indicators.n; i++)
        if (is_total(p->indicators.at[i].row_label) && is_additive(&p->indicators.at[i]))
            check_total(c, &p->indicators.at[i]);
}
