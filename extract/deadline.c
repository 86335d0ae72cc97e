/* Deadlines as dates: what the words mean (rules/deadlines.tsv) in the years of the plan. */
#include "extract/squeeze.h"
#include "extract/work.h"

struct years {
    int first, last; /* 0: not known */
    struct str issued;
};

/* ---- dates ---- */

static bool leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days of a month, 0 where there is no such month. */
static int month_days(int year, int month) {
    static const int days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month] + (month == 2 && leap(year));
}

static struct str iso(struct arena *a, struct date_parts d) {
    if (d.year < 1 || d.day < 1 || d.day > month_days(d.year, d.month))
        return (struct str){0};
    return str_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct str first_day(struct arena *a, struct date_parts d) {
    d.month = d.month ? d.month : 1;
    d.day = d.day ? d.day : 1;
    return iso(a, d);
}

static struct str last_day(struct arena *a, struct date_parts d, bool before) {
    if (before && d.month > 1) {
        d.month--;
    } else if (before) {
        d.year--;
        d.month = 12;
    }
    d.month = d.month ? d.month : 12;
    d.day = d.day ? d.day : month_days(d.year, d.month);
    return iso(a, d);
}

/* 11-3月 ends in the year after it begins. */
static struct date_parts end_of(const struct deadline_match *m, int year) {
    struct date_parts to = m->to;
    bool own = to.year != 0 && to.year != m->from.year;
    to.year = to.year ? to.year : year;
    if (m->form == FORM_PERIOD && !own && to.year && to.month && to.month < m->from.month)
        to.year++;
    return to;
}

/* ---- one deadline ---- */

static void date_by(struct arena *a, const struct deadline_match *m, int year,
                    struct assignment *out) {
    out->deadline_kind = DEADLINE_BY;
    if (m->dated)
        out->deadline_end = last_day(a, end_of(m, year), m->before);
}

/* The same day every year: one deadline in a plan of one year, else the first and the last. */
static void date_yearly(struct arena *a, const struct deadline_match *m, struct years y,
                        struct assignment *out) {
    date_by(a, m, y.last, out);
    if (y.first == y.last)
        return;
    struct date_parts first = m->to;
    first.year = y.first;
    out->deadline_kind = DEADLINE_MILESTONES;
    out->deadline_start = last_day(a, first, m->before);
}

static void date_period(struct arena *a, const struct deadline_match *m, int year,
                        struct assignment *out) {
    struct date_parts from = m->from;
    out->deadline_kind = DEADLINE_PERIOD;
    if (!m->dated)
        return;
    from.year = from.year ? from.year : year;
    struct str start = first_day(a, from), end = last_day(a, end_of(m, year), false);
    if (start.n && end.n) {
        out->deadline_start = start;
        out->deadline_end = end;
    }
}

static struct assignment date_in(struct arena *a, const struct deadline_match *m, struct years y) {
    struct assignment out = {0};
    int year = y.first == y.last ? y.first : 0; /* a plan of several years does not say which */
    switch (m->form) {
    case FORM_BY:
        date_by(a, m, year, &out);
        break;
    case FORM_YEARLY:
        date_yearly(a, m, y, &out);
        break;
    case FORM_PERIOD:
        date_period(a, m, year, &out);
        break;
    case FORM_ONGOING:
        out.deadline_kind = DEADLINE_ONGOING;
        break;
    case FORM_MILESTONES:
        out.deadline_kind = DEADLINE_MILESTONES;
        break;
    }
    return out;
}

/* Where a document names no years, the next such date behind its own is meant. */
static struct assignment date_match(struct arena *a, const struct deadline_match *m,
                                    struct years y) {
    uint32_t year;
    if (y.first || !str_uint(str_cut(y.issued, 0, 4), &year))
        return date_in(a, m, y);
    struct assignment out = date_in(a, m, (struct years){(int)year, (int)year, y.issued});
    bool past = out.deadline_end.n && m->to.year == 0 && str_cmp(out.deadline_end, y.issued) < 0;
    return past ? date_in(a, m, (struct years){(int)year + 1, (int)year + 1, y.issued}) : out;
}

/* ---- several ---- */

struct dating {
    struct arena *a;
    const struct deadlines *rules;
    struct years years;
};

struct dates {
    struct assignment whole;
    size_t n;
};

/* Of several deadlines the first begins, and the last ends; ISO dates sort as text. */
static void add_date(struct dates *d, struct assignment one) {
    struct assignment *w = &d->whole;
    struct str begins = one.deadline_start.n ? one.deadline_start : one.deadline_end;
    if (d->n++ == 0) {
        *w = one;
        return;
    }
    bool same = w->deadline_kind == one.deadline_kind && one.deadline_end.n == 0;
    if (w->deadline_start.n == 0)
        w->deadline_start = w->deadline_end;
    if (begins.n && (w->deadline_start.n == 0 || str_cmp(begins, w->deadline_start) < 0))
        w->deadline_start = begins;
    if (str_cmp(one.deadline_end, w->deadline_end) > 0)
        w->deadline_end = one.deadline_end;
    if (!same)
        w->deadline_kind = DEADLINE_MILESTONES;
}

/* Every date that stands in text; by_only: none but last days. */
static struct dates dates_within(const struct dating *g, struct str text, bool by_only) {
    struct dates out = {0};
    struct str s = squeeze(g->a, text).text;
    struct deadline_match m;
    for (size_t at = 0; deadline_find(g->rules, s, at, &m); at = m.end) {
        bool by = m.form == FORM_BY || m.form == FORM_YEARLY;
        struct assignment one = date_match(g->a, &m, g->years);
        if ((by || !by_only) && !m.bare && one.deadline_end.n)
            add_date(&out, one);
    }
    return out;
}

/* The end of the deadline that begins at byte at: deadlines are listed on lines or between commas,
 * semicolons and enumeration commas. */
static size_t piece_end(struct str s, size_t at, size_t *next) {
    static const struct str marks[] = {S("\n"), S("、"), S("，"), S("；"), S(","), S(";")};
    size_t end = s.n;
    *next = s.n;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t hit = str_find(s, marks[i], at);
        if (hit < end) {
            end = hit;
            *next = hit + marks[i].n;
        }
    }
    return end;
}

bool lists_deadlines(const struct rules *rules, struct str s) {
    for (size_t at = 0, next; at < s.n; at = next)
        if (!rules_deadline(rules, str_cut(s, at, piece_end(s, at, &next))))
            return false;
    return s.n > 0;
}

static bool dates_listed(const struct dating *g, struct str deadline, struct dates *out) {
    struct deadline_match m;
    if (deadline_read(g->rules, deadline, &m)) {
        add_date(out, date_match(g->a, &m, g->years));
        return true;
    }
    for (size_t at = 0, next; at < deadline.n; at = next) {
        if (!deadline_read(g->rules, str_cut(deadline, at, piece_end(deadline, at, &next)), &m))
            return false;
        add_date(out, date_match(g->a, &m, g->years));
    }
    return deadline.n > 0;
}

static void set_dates(struct assignment *as, struct assignment from) {
    as->deadline_kind = from.deadline_kind;
    as->deadline_start = from.deadline_start;
    as->deadline_end = from.deadline_end;
}

/* Milestones are named in the measure's own words, and so is a deadline whose cell is empty. */
static void date_by_text(const struct dating *g, struct str text, struct assignment *as) {
    struct dates d = dates_within(g, text, true);
    if (d.n == 0)
        return;
    if (as->deadline_kind == DEADLINE_MILESTONES) {
        d.whole.deadline_kind = DEADLINE_MILESTONES;
        if (d.whole.deadline_start.n == 0)
            d.whole.deadline_start = d.whole.deadline_end;
    }
    set_dates(as, d.whole);
}

static void date_assignment(const struct dating *g, struct str text, struct assignment *as) {
    struct dates listed = {0};
    if (dates_listed(g, as->deadline, &listed))
        set_dates(as, listed.whole);
    else
        set_dates(as, dates_within(g, as->deadline, false).whole);
    bool open = as->deadline_kind == DEADLINE_MILESTONES && as->deadline_end.n == 0;
    if (open || as->deadline.n == 0)
        date_by_text(g, text, as);
}

/* A clause without a deadline has none: the dates that running text mentions are of many kinds. */
static void date_clause(const struct dating *g, struct clause *c) {
    for (size_t k = 0; k < c->assignments.n; k++)
        if (c->assignments.at[k].deadline.n)
            date_assignment(g, c->text, &c->assignments.at[k]);
}

/* ---- years that nothing names ---- */

struct undated {
    size_t n;
    struct str first; /* the first of them as printed */
    struct place at;
};

/* Does the deadline mean a date of a year that it does not name? */
static bool lacks_year(const struct dating *g, const struct assignment *as) {
    struct deadline_match m;
    struct str s = squeeze(g->a, as->deadline).text;
    bool read = deadline_read(g->rules, s, &m) || deadline_find(g->rules, s, 0, &m);
    return read && as->deadline_end.n == 0 && m.dated && m.to.year == 0;
}

static void count_undated(const struct dating *g, const struct assignment *as, struct place at,
                          struct undated *u) {
    if (as->deadline.n == 0 || !lacks_year(g, as))
        return;
    if (u->n++ == 0) {
        u->first = squeeze(g->a, as->deadline).text;
        u->at = at;
    }
}

/* One finding for all of them: whoever tells the year dates them all. */
static void find_undated(struct work *w, const struct dating *g) {
    const struct plan *p = w->plan;
    struct undated u = {0};
    for (size_t i = 0; i < p->measures.n; i++)
        for (size_t k = 0; k < p->measures.at[i].assignments.n; k++)
            count_undated(g, &p->measures.at[i].assignments.at[k], p->measures.at[i].at, &u);
    for (size_t i = 0; i < p->clauses.n; i++)
        for (size_t k = 0; k < p->clauses.at[i].assignments.n; k++)
            count_undated(g, &p->clauses.at[i].assignments.at[k], p->clauses.at[i].at, &u);
    if (u.n > 0)
        diag_add(&w->doc->diags, DIAG_NO_YEAR, u.at,
                 str_fmt(p->a, "%zu, %.*s", u.n, STR_ARG(u.first)));
}

void date_deadlines(struct work *w) {
    struct plan *p = w->plan;
    struct dating g = {.a = p->a,
                       .rules = rules_deadlines(w->rules),
                       .years = {p->document.year_start, p->document.year_end, p->document.issued}};
    for (size_t i = 0; i < p->measures.n; i++) {
        struct measure *m = &p->measures.at[i];
        for (size_t k = 0; k < m->assignments.n; k++)
            date_assignment(&g, m->measure, &m->assignments.at[k]);
    }
    for (size_t i = 0; i < p->clauses.n; i++)
        date_clause(&g, &p->clauses.at[i]);
    if (g.years.first == 0 && g.years.issued.n == 0)
        find_undated(w, &g);
}
