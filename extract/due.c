/* The dates by which a text says that something is to be done. */
#include "extract/duties.h"
#include "extract/squeeze.h"

/* Where titles in 《》 lie, as the reading goes on: their years date the documents. */
struct titles {
    size_t open, close; /* of the title at or behind the place asked for last */
};

static bool in_title(struct titles *t, struct str s, size_t at) {
    while (t->close <= at && t->open != SIZE_MAX) {
        t->open = str_find(s, S("《"), t->close);
        t->close = t->open == SIZE_MAX ? s.n : str_find(s, S("》"), t->open);
        t->close = t->close > s.n ? s.n : t->close;
    }
    return t->open <= at && at < t->close;
}

/* 较2020年底, 自2023年底: what the date is said of begins there, or is measured from it. */
static bool is_base(struct str s, size_t at) {
    static const struct str words[] = {S("较"), S("比"),   S("对"),  S("自"),
                                       S("从"), S("截至"), S("截止")};
    struct str before = str_cut(s, 0, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ends(before, words[i]))
            return true;
    return false;
}

/* Years before the plan's tell what was done; a bare one means a date only among several. */
static bool fits_plan(const struct document *d, const struct deadline_match *m) {
    bool span = d->year_start && d->year_start < d->year_end;
    if (m->bare && (!span || m->to.year > d->year_end))
        return false;
    return m->to.year == 0 || m->to.year >= d->year_start;
}

/* Does the date tell when a sentence is to be done, rather than which thing it is about
 * (2005年底前建成的小区)? */
static bool is_due(const struct telling *t, struct str s, const struct deadline_match *m) {
    enum { NEAR = 60 };
    return m->form <= FORM_YEARLY && fits_plan(&t->w->plan->document, m) && !is_base(s, m->at) &&
           !duty_done(rules_duties(t->w->rules), str_cut(s, m->end, m->end + NEAR));
}

static void add_once(struct arena *a, lines *out, struct str date) {
    for (size_t i = 0; i < out->n; i++)
        if (str_eq(out->at[i], date))
            return;
    *vec_push(a, out) = date;
}

lines due_dates(struct telling *t, struct str text) {
    enum { DATES = 32 }; /* a text with more is a table of dates, and says nothing of its own */
    const struct deadlines *rules = rules_deadlines(t->w->rules);
    struct str s = squeeze(t->w->a, text).text;
    struct titles titles = {0};
    struct deadline_match m;
    lines out = {0};
    for (size_t at = 0; out.n < DATES && deadline_find(rules, s, at, &m); at = m.end)
        if (!in_title(&titles, s, m.at) && is_due(t, s, &m))
            add_once(t->w->a, &out, str_cut(s, m.at, m.end));
    return out;
}

struct str join_dates(struct arena *a, const lines *dates) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < dates->n; i++)
        buf_fmt(&b, "%s%.*s", i ? "\n" : "", STR_ARG(dates->at[i]));
    return buf_str(&b);
}
