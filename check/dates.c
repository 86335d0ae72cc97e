/* Deadlines against the plan's years and against what the text says itself. */
#include "base/utf8.h"
#include "check/checker.h"

/* A day as a number that sorts: 20261231. */
static int day_of(struct str iso) {
    int n = 0;
    for (size_t i = 0; i < iso.n; i++)
        if (iso.p[i] >= '0' && iso.p[i] <= '9')
            n = n * 10 + (iso.p[i] - '0');
    return iso.n == 10 ? n : 0;
}

static struct str years_of(struct checker *c) {
    const struct document *d = &c->plan->document;
    return d->year_end > d->year_start ? str_fmt(c->a, "%d-%d", d->year_start, d->year_end)
                                       : str_fmt(c->a, "%d", d->year_start);
}

static void check_year(struct checker *c, const struct assignment *x, struct where where) {
    const struct document *d = &c->plan->document;
    int year = day_of(x->deadline_end) / 10000;
    if (year == 0 || d->year_start == 0 || (year >= d->year_start && year <= d->year_end))
        return;
    if (year > d->year_end && x->deadline_kind != DEADLINE_BY)
        return; /* a winter, or milestones on the way to later years */
    enum check_code code = year < d->year_start ? CHECK_DEADLINE_EARLY : CHECK_DEADLINE_LATE;
    struct finding *f = report(c, code, where, x->deadline);
    f->part[0] = x->deadline;
    f->part[1] = years_of(c);
}

/* ---- dates in the text ---- */

/* Between 《 and 》, or behind words that tell of the past (截至2025年底). */
static bool is_none(struct str s, size_t at) {
    static const struct str past[] = {S("截至"), S("截止"), S("自"), S("从"), S("原"), S("已于")};
    struct str before = str_cut(s, 0, at);
    size_t open = SIZE_MAX, close = SIZE_MAX;
    for (size_t i = 0; (i = str_find(before, S("《"), i)) != SIZE_MAX; i++)
        open = i;
    for (size_t i = 0; (i = str_find(before, S("》"), i)) != SIZE_MAX; i++)
        close = i;
    if (open != SIZE_MAX && (close == SIZE_MAX || close < open))
        return true;
    for (size_t i = 0; i < sizeof past / sizeof *past; i++)
        if (str_ends(before, past[i]))
            return true;
    return false;
}

static struct str rest_of_clause(struct str s, size_t at) {
    size_t to = at;
    while (to < s.n) {
        size_t next = to;
        int32_t cp = utf8_next(s, &next);
        if (cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B || cp == '\n')
            break;
        to = next;
    }
    return str_cut(s, at, to);
}

static bool has_any(struct str s, const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_find(s, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Something is to be done by then, and not something that has been (2022年底前取得许可的企业). */
static bool is_due(struct str clause) {
    static const struct str done[] = {S("的"), S("已"), S("以来"), S("下达"), S("取得")};
    static const struct str due[] = {S("完成"), S("实现"), S("达到"), S("建成"), S("建立"),
                                     S("出台"), S("启动"), S("投入"), S("淘汰"), S("制定")};
    return has_any(clause, due, sizeof due / sizeof *due) &&
           !has_any(clause, done, sizeof done / sizeof *done);
}

static void check_past(struct checker *c, const struct passage *p, struct str s,
                       const struct deadline_match *x) {
    int start = c->plan->document.year_start;
    if (!start || !x->to.year || x->to.year >= start || is_none(s, x->at) ||
        !is_due(rest_of_clause(s, x->end)))
        return;
    struct finding *f = report(c, CHECK_DATE_PAST, p->where, around(s, x->at, x->end, 8));
    f->part[0] = str_cut(s, x->at, x->end);
    f->part[1] = years_of(c);
}

/* The last day that the match allows, at the least: of a month its first. */
static int earliest_end(const struct deadline_match *x, int year) {
    int month = x->to.month ? x->to.month : 12;
    return ((x->to.year ? x->to.year : year) * 100 + month) * 100 + (x->before ? 0 : 1);
}

static void check_text_date(struct checker *c, const struct passage *p, const struct assignment *x,
                            struct str s, const struct deadline_match *m) {
    int year = c->plan->document.year_start, end = day_of(x->deadline_end);
    bool own_year = year == c->plan->document.year_end && (m->to.year == 0 || m->to.year == year);
    if (!own_year || x->deadline_kind != DEADLINE_BY || end == 0 ||
        str_find(x->deadline, S("\n"), 0) != SIZE_MAX || is_none(s, m->at) ||
        earliest_end(m, year) <= end || !is_due(rest_of_clause(s, m->end)))
        return;
    struct finding *f = report(c, CHECK_DEADLINE_DIFFERS, p->where, around(s, m->at, m->end, 8));
    f->part[0] = str_cut(s, m->at, m->end);
    f->part[1] = x->deadline;
}

static void check_dates(struct checker *c, const struct passage *p, const struct measure *m) {
    struct str s = utf8_squeeze(c->a, p->text);
    struct deadline_match x;
    for (size_t at = 0; deadline_find(rules_deadlines(c->rules), s, at, &x); at = x.end) {
        if (x.form == FORM_BY && x.dated) {
            check_past(c, p, s, &x);
            if (m->assignments.n == 1)
                check_text_date(c, p, &m->assignments.at[0], s, &x);
        }
        if (x.end <= at)
            break;
    }
}

void check_deadlines(struct checker *c) {
    for (size_t i = 0; i < c->plan->measures.n; i++) {
        const struct measure *m = &c->plan->measures.at[i];
        struct passage p = {OF_MEASURE, m->measure, where_of(m)};
        for (size_t k = 0; k < m->assignments.n; k++)
            check_year(c, &m->assignments.at[k], p.where);
        check_dates(c, &p, m);
    }
}
