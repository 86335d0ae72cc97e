/* Values: of one thing in two places, over 100 %, in a unit that does not fit. */
#include "base/utf8.h"
#include "check/checker.h"
#include "corpus/fold.h"
#include <math.h>
#include <stdlib.h>

enum { CONTEXT = 24, LONG_SUBJECT = 8, NEAR = 90 };

/* A value of something, from the text or from a table of indicators. */
struct fact {
    struct str key, unit; /* what is counted, folded */
    struct str subject, words;
    struct str comparator;
    double value;
    int year; /* 0: not known */
    bool table;
    const void *item;
    struct where where;
    size_t nth;
};
typedef VEC(struct fact) fact_list;

struct figures {
    struct checker *c;
    fact_list facts;
};

/* ---- what is counted ---- */

/* Words that two names of one thing may or may not have. */
static const struct str fillers[] = {S("累计"), S("年均"), S("空气质量"), S("▲"), S("★"),
                                     S("●"),    S("◆"),    S("■"),        S("*")};

/* All of the plan's own place; in a district's plan 全市 is another one. */
static bool is_whole(const struct figures *g, struct str s) {
    static const struct str words[][3] = {{S("全区"), S("本区"), S("区")},
                                          {S("全县"), S("本县"), S("县")},
                                          {S("全市"), S("本市"), S("市")}};
    for (size_t i = 0; i < 3; i++)
        if (str_ends(g->c->plan->document.jurisdiction, words[i][2]))
            return str_starts(s, words[i][0]) || str_starts(s, words[i][1]);
    return false;
}

static struct str without_fillers(const struct figures *g, struct str s) {
    struct buf b = {.a = g->c->a};
    for (size_t i = 0; i < s.n;) {
        size_t skip = 0;
        for (size_t k = 0; k < sizeof fillers / sizeof *fillers && !skip; k++)
            if (str_starts(str_cut(s, i, s.n), fillers[k]))
                skip = fillers[k].n;
        if (is_whole(g, str_cut(s, i, s.n)))
            skip = S("全区").n;
        size_t at = i;
        utf8_next(s, &i);
        if (skip)
            i = at + skip;
        else
            buf_add(&b, str_cut(s, at, i));
    }
    return buf_str(&b);
}

/* The unit in brackets at the end of a row's name, and a year in front of it. */
static struct str bare(struct str s) {
    static const struct str opens[] = {S("（"), S("(")};
    for (size_t i = 0; i < 2; i++)
        for (size_t at = 0, open = SIZE_MAX; str_ends(s, i ? S(")") : S("）"));) {
            size_t next = str_find(s, opens[i], at);
            if (next != SIZE_MAX) {
                open = next;
                at = next + 1;
                continue;
            }
            s = open == SIZE_MAX ? s : str_cut(s, 0, open);
            break;
        }
    size_t year = str_find(s, S("年"), 0);
    uint32_t n;
    return year == 4 && str_uint(str_cut(s, 0, 4), &n) ? str_cut(s, year + S("年").n, s.n) : s;
}

static struct str key_of(const struct figures *g, struct str subject) {
    struct buf b = {.a = g->c->a};
    fold_text(&b, without_fillers(g, bare(subject)));
    return buf_str(&b);
}

/* ---- facts ---- */

static int year_of(const struct figures *g, int said) {
    const struct document *d = &g->c->plan->document;
    return said ? said : d->year_start == d->year_end ? d->year_start : 0;
}

static size_t place_of(struct str text, struct str words) {
    return words.n ? str_find(text, words, 0) : SIZE_MAX;
}

/* With what stands in front of them in their clause. */
static struct str shown(struct str text, struct str words) {
    static const struct str stops[] = {S("，"), S("。"), S("；"), S("："), S("、"), S("\n")};
    size_t at = place_of(text, words), from = 0;
    if (at == SIZE_MAX)
        return words;
    size_t start = (size_t)(around(text, at, at, CONTEXT).p - text.p);
    struct str left = str_cut(text, start, at);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        for (size_t k = 0; (k = str_find(left, stops[i], k)) != SIZE_MAX;)
            from = (k += stops[i].n) > from ? k : from;
    return str_cut(text, start + from, at + words.n);
}

/* A value on the way to the year's own (6月底前达到50%). */
static bool is_milestone(struct str text, struct str words) {
    static const struct str marks[] = {S("月底"), S("月前"), S("季度"), S("上半年"),
                                       S("同比"), S("比2"),  S("较")};
    size_t at = place_of(text, words), from = at == SIZE_MAX || at < NEAR ? 0 : at - NEAR;
    struct str before = at == SIZE_MAX ? words : str_cut(text, from, at + words.n);
    size_t stop = 0;
    for (size_t i = 0; (i = str_find(before, S("。"), i)) != SIZE_MAX; i++)
        stop = i;
    before = str_cut(before, stop, before.n);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(before, marks[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static void add_fact(struct figures *g, struct fact f) {
    f.nth = g->facts.n;
    f.key = key_of(g, f.subject);
    if (utf8_len(f.key) >= 3)
        *vec_push(g->c->a, &g->facts) = f;
}

/* 甲耕地和乙地块利用率: two subjects that share the end of their name. The shorter first part may
 * lack it. */
static void add_parts(struct figures *g, struct fact f) {
    static const struct str joints[] = {S("和"), S("及"), S("、"), S("与")};
    add_fact(g, f);
    for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
        size_t at = str_find(f.subject, joints[k], 0);
        if (at == SIZE_MAX || at == 0)
            continue;
        struct str last = str_cut(f.subject, at + joints[k].n, f.subject.n);
        struct fact part = f;
        part.subject = last;
        add_fact(g, part);
        part.subject = str_cut(f.subject, 0, at);
        add_fact(g, part);
        for (size_t i = 0; i < last.n;) {
            utf8_next(last, &i);
            part.subject = str_fmt(g->c->a, "%.*s%.*s", (int)at, f.subject.p,
                                   STR_ARG(str_cut(last, i, last.n)));
            if (i < last.n)
                add_fact(g, part);
        }
        return;
    }
}

static void add_quantities(struct figures *g, const plan_quantities *list, struct str text,
                           const void *item, struct where where) {
    struct str squeezed = utf8_squeeze(g->c->a, text);
    for (size_t i = 0; i < list->n; i++) {
        const struct quantity *q = &list->at[i];
        if (!q->has_value || q->subject.n == 0 || is_milestone(squeezed, q->text))
            continue;
        add_parts(g, (struct fact){.unit = q->unit,
                                   .subject = q->subject,
                                   .words = shown(squeezed, q->text),
                                   .comparator = q->comparator,
                                   .value = q->value,
                                   .year = year_of(g, q->year),
                                   .item = item,
                                   .where = where});
    }
}

/* Columns whose values are of the row's own name: 目标, 现状值, 2025年; not a district's matrix. */
static bool is_value_column(struct str col) {
    static const struct str words[] = {S("目标"), S("值"),   S("指标"),
                                       S("计划"), S("任务"), S("年")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(col, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static int year_in(struct str col) {
    for (size_t i = 0; i + 4 <= col.n; i++) {
        uint32_t n;
        if (str_uint(str_cut(col, i, i + 4), &n) && n > 1990 && n < 2100)
            return (int)n;
    }
    return 0;
}

static void add_indicator(struct figures *g, const struct indicator *x) {
    if (!x->has_value_num || !is_value_column(x->col) || str_find(x->value, S("*"), 0) != SIZE_MAX)
        return;
    add_fact(g, (struct fact){.unit = x->unit,
                              .subject = x->row_label,
                              .words = x->value,
                              .comparator = x->comparator,
                              .value = x->value_num,
                              .year = year_of(g, year_in(x->col)),
                              .table = true,
                              .item = x,
                              .where = {x->at, x->table_no, 0, 0, x->row_no}});
}

/* ---- two values of one thing ---- */

enum conflict { AGREE, OTHER_BOUND, CONFLICT };

static int direction(struct str comparator) {
    return comparator.n == 0 ? 0 : comparator.p[0] == '>' ? 1 : comparator.p[0] == '<' ? -1 : 0;
}

static bool equal(double x, double y) {
    return fabs(x - y) <= 1e-9 * fmax(fabs(x), fabs(y));
}

/* Does the value lie within the bound? */
static bool within(double value, const struct fact *bound) {
    int d = direction(bound->comparator);
    return d > 0 ? value >= bound->value : value <= bound->value;
}

static enum conflict conflict_of(const struct fact *x, const struct fact *y) {
    int dx = direction(x->comparator), dy = direction(y->comparator);
    bool about = str_eq(x->comparator, S("~")) || str_eq(y->comparator, S("~"));
    if (equal(x->value, y->value))
        return dx && dy && !str_eq(x->comparator, y->comparator) ? OTHER_BOUND : AGREE;
    if (about && fabs(x->value - y->value) <= 0.1 * fabs(y->value))
        return AGREE;
    if (dx * dy < 0)
        return AGREE;
    if (dx == 0 && dy)
        return within(x->value, y) ? AGREE : CONFLICT;
    if (dy == 0 && dx)
        return within(y->value, x) ? AGREE : CONFLICT;
    return CONFLICT;
}

static bool comparable(const struct fact *x, const struct fact *y) {
    bool year = x->year == 0 || y->year == 0 || x->year == y->year;
    return x->item != y->item && year && str_eq(x->unit, y->unit);
}

static struct str value_text(struct arena *a, const struct fact *f) {
    struct buf b = {.a = a};
    if (direction(f->comparator))
        buf_add(&b, str_eq(f->comparator, S(">="))   ? S("≥")
                    : str_eq(f->comparator, S("<=")) ? S("≤")
                                                     : f->comparator);
    plan_put_real(&b, f->value);
    buf_add(&b, f->unit);
    return buf_str(&b);
}

static void tell(struct figures *g, const struct fact *f, const struct fact *other,
                 enum conflict conflict) {
    struct arena *a = g->c->a;
    enum check_code code = conflict == CONFLICT ? CHECK_VALUE_DIFFERS : CHECK_BOUND_DIFFERS;
    struct finding *x = report(g->c, code, f->where, f->words);
    struct finding place = {.at = other->where.at,
                            .table_no = other->where.table_no,
                            .task_no = other->where.task_no,
                            .measure_no = other->where.measure_no,
                            .row_no = other->where.row_no};
    struct str item = finding_item(a, &place);
    x->part[0] = f->subject;
    x->part[1] = value_text(a, f);
    x->part[2] = str_fmt(a, "%.*s (%.*s)", STR_ARG(value_text(a, other)),
                         STR_ARG(item.n ? item : str_fmt(a, "%u", other->where.at.line)));
}

/* May f be held against y: a table's value, or another text's where the subject is long enough to
 * be the same one? */
static bool is_other(const struct figures *g, size_t i, size_t k, bool table) {
    const struct fact *f = &g->facts.at[i], *y = &g->facts.at[k];
    bool text = !y->table && k < i && utf8_len(f->key) >= LONG_SUBJECT;
    return k != i && (table ? y->table : text) && comparable(f, y);
}

/* Facts [from, to) are of one thing. Of several values that f may be held against (the year is not
 * said) the nearest counts. */
static bool check_fact(struct figures *g, size_t i, size_t from, size_t to, bool table) {
    const struct fact *f = &g->facts.at[i], *nearest = NULL;
    enum conflict least = CONFLICT;
    for (size_t k = from; k < to && !f->table; k++) {
        if (!is_other(g, i, k, table))
            continue;
        enum conflict now = conflict_of(f, &g->facts.at[k]);
        if (!nearest || now < least) {
            nearest = &g->facts.at[k];
            least = now;
        }
    }
    if (nearest && least != AGREE)
        tell(g, f, nearest, least);
    return nearest && least != AGREE;
}

static int by_key(const void *x, const void *y) {
    const struct fact *a = x, *b = y;
    int order = str_cmp(a->key, b->key);
    return order ? order : (a->nth > b->nth) - (a->nth < b->nth);
}

static void check_facts(struct figures *g) {
    if (g->facts.n)
        qsort(g->facts.at, g->facts.n, sizeof *g->facts.at, by_key);
    for (size_t i = 0, to; i < g->facts.n; i = to) {
        for (to = i + 1; to < g->facts.n && str_eq(g->facts.at[to].key, g->facts.at[i].key);)
            to++;
        for (size_t k = i; k < to; k++)
            (void)(check_fact(g, k, i, to, true) || check_fact(g, k, i, to, false));
    }
}

/* ---- each by itself ---- */

static bool is_share(struct str subject) {
    static const struct str ends[] = {S("率"), S("比例"), S("比重"), S("占比"), S("覆盖面")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(subject, ends[i]))
            return true;
    return false;
}

/* Growth, load and the like may exceed the whole. */
static bool may_exceed(struct str words) {
    static const struct str all[] = {S("增长"), S("提高"), S("上升"),   S("增幅"), S("增加"),
                                     S("负荷"), S("杠杆"), S("完成率"), S("倍"),   S("周转"),
                                     S("增速"), S("拨备"), S("投资"),   S("入学")};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_find(words, all[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static void check_value(struct figures *g, const struct fact *f) {
    struct arena *a = g->c->a;
    struct str subject = bare(f->subject);
    if (str_eq(f->unit, S("%")) && f->value > 100 && is_share(subject) && !may_exceed(f->words) &&
        !may_exceed(subject)) {
        struct finding *x = report(g->c, CHECK_PERCENT_OVER_100, f->where, f->words);
        x->part[0] = subject;
        x->part[1] = value_text(a, f);
    } else if (f->unit.n && !editing_fits(rules_editing(g->c->rules), subject, f->unit)) {
        struct finding *x = report(g->c, CHECK_UNIT_MISFIT, f->where, f->words);
        x->part[0] = subject;
        x->part[1] = value_text(a, f);
    }
}

static void check_values(struct figures *g) {
    const struct fact *above = NULL;
    for (size_t i = 0; i < g->facts.n; i++) {
        const struct fact *f = &g->facts.at[i];
        bool part = above && above->item == f->item && str_eq(above->words, f->words) &&
                    equal(above->value, f->value);
        if (!part) /* the parts of a joined subject say the same */
            check_value(g, f);
        above = f;
    }
}

void check_figures(struct checker *c) {
    struct figures g = {.c = c};
    const struct plan *p = c->plan;
    for (size_t i = 0; i < p->measures.n; i++)
        add_quantities(&g, &p->measures.at[i].quantities, p->measures.at[i].measure,
                       &p->measures.at[i], where_of(&p->measures.at[i]));
    for (size_t i = 0; i < p->clauses.n; i++)
        add_quantities(&g, &p->clauses.at[i].quantities, p->clauses.at[i].text, &p->clauses.at[i],
                       (struct where){.at = p->clauses.at[i].at});
    for (size_t i = 0; i < p->indicators.n; i++)
        add_indicator(&g, &p->indicators.at[i]);
    check_values(&g);
    check_facts(&g);
}
