/* Quantities: every number that sets or reports a target. */
#include "extract/quantity.h"
#include "base/numeral.h"
#include "extract/work.h"

/* ---- numbers that belong together ---- */

/* 由12处增至58处: the new number, its words beginning at 由. */
static bool merge_from(const struct scan *c, struct number *old, struct number *now) {
    struct str front = str_cut(c->s, old->clause, old->subject);
    const struct quantity_word *w = word_ending(c->rules, WORD_FROM, front);
    if (!w || !now->led || now->clause != old->end || now->subject != old->end)
        return false;
    now->clause = old->clause;
    now->subject = now->words = old->subject - w->text.n;
    now->change = 0;
    return true;
}

static bool is_list_mark(struct str s) {
    static const struct str marks[] = {S("、"), S("和"), S("及"), S("与"), S("以及"), S("或")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_eq(s, marks[i]))
            return true;
    return false;
}

static void join_numbers(struct scan *c) {
    numbers out = {0};
    for (size_t i = 0; i < c->list.n; i++) {
        struct number *n = &c->list.at[i], *last = out.n ? &out.at[out.n - 1] : NULL;
        if (last && merge_from(c, last, n)) {
            *last = *n;
            continue;
        }
        n->listed = last && str_eq(last->unit.name, n->unit.name) &&
                    is_list_mark(str_cut(c->s, last->end, n->at));
        *vec_push(c->a, &out) = *n;
    }
    c->list = out;
}

/* The numbers from i on that are one list: they share subject and comparator; 分别 deals out the
 * nouns of the subject. Returns how many. */
static size_t name_list(struct scan *c, size_t i) {
    struct number *first = &c->list.at[i];
    size_t n = 1;
    while (i + n < c->list.n && c->list.at[i + n].listed)
        n++;
    struct str *parts = arena_array(c->a, n, sizeof *parts), topic;
    struct str subject = subject_of(c, i, &topic);
    struct str front = str_cut(c->s, first->clause, first->at);
    bool dealt =
        n > 1 && str_find(front, S("分别"), 0) != SIZE_MAX && split_subject(c, subject, n, parts);
    for (size_t k = 0; k < n; k++) {
        first[k].about = dealt ? parts[k] : subject;
        first[k].topic = dealt ? parts[k] : topic;
        first[k].front = first->front;
        first[k].per = first->per;
    }
    return n;
}

/* ---- into the plan ---- */

static struct str comparator_of(const struct number *n) {
    bool about = str_eq(n->front, S("~"));
    if (n->front.n && !about)
        return n->front;
    if (n->after.n)
        return n->after;
    if (n->inside.n)
        return n->inside;
    return about ? n->front : S("=");
}

/* A year that only measures the change is not the year meant: 较2020年下降. */
static bool is_base(const struct scan *c, const struct span *date) {
    static const struct str words[] = {S("较"), S("比"), S("与"), S("按")};
    struct str front = in_front(c, date->from);
    for (size_t i = 0; i < 4; i++)
        if (str_ends(front, words[i]))
            return true;
    return false;
}

/* 2025年、2026年: years of a list, none of which goes for what follows alone. */
static bool in_year_list(const struct scan *c, const struct span *date) {
    const struct span *next = date + 1, *end = c->dates.at + c->dates.n;
    bool before = date > c->dates.at && is_list_mark(str_cut(c->s, date[-1].to, date->from));
    return before || (next < end && is_list_mark(str_cut(c->s, date->to, next->from)));
}

/* A year goes for its clause, and for its sentence where it stands apart or opens it. */
static bool is_meant(const struct scan *c, const struct span *date, const struct number *n) {
    size_t clause = c->clauses[date->from];
    struct str in = str_cut(c->s, clause, date->from), front = in_front(c, clause);
    struct found when = {0};
    bool first = in.n == 0 || (phrase_find(c->rules, PHRASE_WHEN, in, 0, &when) && when.to == in.n);
    bool opens = clause == 0 || c->sentences[clause] == clause || str_ends(front, S("；"));
    struct str next = behind(c, date->to);
    bool apart = str_starts(next, S("，")) || str_starts(next, S(","));
    return !is_base(c, date) && ((first && opens) || apart || c->clauses[n->at] == clause);
}

/* The year said last in front of the number in its sentence, among the nearest dates. */
static int year_of(const struct scan *c, const struct number *n) {
    enum { DATES = 8 };
    size_t low = 0, high = c->dates.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->dates.at[mid].to <= n->at)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t k = 0; k < DATES && k < low; k++) {
        const struct span *d = &c->dates.at[low - 1 - k];
        if (d->from < c->sentences[n->at])
            break;
        if (d->year && is_meant(c, d, n))
            return in_year_list(c, d) ? 0 : d->year;
    }
    return 0;
}

/* 到2025年 at the beginning of a sentence holds for those behind it, until another year is named.
 * Returns it, or 0. */
static int carried_year(const struct scan *c, const struct span *date) {
    struct found f;
    size_t sentence = c->sentences[date->from];
    struct str in = str_cut(c->s, sentence, date->from);
    bool opens = phrase_find(c->rules, PHRASE_CARRY, in, 0, &f) && f.from == 0;
    return opens ? date->year : 0;
}

/* The year that holds at a byte, from left to right: from the last date in front, else the one
 * brought along. */
struct held {
    size_t next; /* date */
    int year;
};

static int year_held(const struct scan *c, struct held *h, size_t at) {
    for (; h->next < c->dates.n && c->dates.at[h->next].from < at; h->next++)
        if (c->dates.at[h->next].year)
            h->year = carried_year(c, &c->dates.at[h->next]);
    return h->year;
}

static struct str unit_of(const struct scan *c, const struct number *n) {
    return n->per.n ? str_fmt(c->a, "%.*s/%.*s", STR_ARG(n->unit.name), STR_ARG(n->per))
                    : n->unit.name;
}

/* Lists it in the scratch. */
static void add_quantity(struct arena *a, const struct scan *c, const struct number *n,
                         struct held *held, plan_quantities *out) {
    int year = n->year ? n->year : year_of(c, n), other = year_held(c, held, n->at);
    struct quantity q = {.text = squeezed_part(&c->squeezed, n->words, n->end),
                         .subject = str_dup(a, n->about),
                         .comparator = n->range ? S(">=") : comparator_of(n),
                         .has_value = true,
                         .value = n->value,
                         .unit = str_dup(a, unit_of(c, n)),
                         .year = year ? year : other};
    *vec_push(c->a, out) = q;
    if (!n->range)
        return;
    q.comparator = S("<=");
    q.value = n->upper;
    *vec_push(c->a, out) = q;
}

/* The first date at byte at or later. */
static size_t date_from(const struct scan *c, size_t at) {
    size_t low = 0, high = c->dates.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->dates.at[mid].from < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* 2025年、2026年分别新增60户、80户: the years of a list dealt out to as many numbers. */
static void deal_years(struct scan *c, size_t i, size_t n) {
    struct number *first = &c->list.at[i];
    size_t from = date_from(c, first->clause);
    if (n < 2 || date_from(c, first->at) - from != n)
        return;
    for (size_t k = 0; k < n; k++)
        if (!c->dates.at[from + k].year || !in_year_list(c, &c->dates.at[from + k]))
            return;
    for (size_t k = 0; k < n; k++)
        first[k].year = c->dates.at[from + k].year;
}

struct finder {
    struct work *w;
    struct arena *scratch; /* for one text */
    struct measure *m;     /* the item whose text it is, */
    struct clause *k;      /* or NULL */
    struct str section;    /* of the clause before */
    int year;              /* that clauses of the section go on with */
};

static void report_units(const struct finder *f, const struct scan *c) {
    for (size_t i = 0; i < c->list.n; i++) {
        const struct number *n = &c->list.at[i];
        if (!n->odd)
            continue;
        struct diag *d = diag_add(&f->w->doc->diags, DIAG_ODD_UNIT, f->m ? f->m->at : f->k->at,
                                  squeezed_part(&c->squeezed, n->at, n->end));
        d->table_no = f->m ? f->m->table_no : 0;
        d->task_no = f->m ? f->m->task_no : 0;
        d->measure_no = f->m ? f->m->measure_no : 0;
    }
}

/* The year that opens a paragraph holds for those behind it in its section. */
static void carry_on(struct finder *f, const struct scan *c) {
    const struct span *first = NULL;
    for (size_t i = 0; i < c->dates.n && !first; i++)
        first = c->dates.at[i].year ? &c->dates.at[i] : NULL;
    if (first)
        f->year = c->sentences[first->from] == 0 ? carried_year(c, first) : 0;
}

static void find_in(struct finder *f, struct str text, plan_quantities *out) {
    struct scan c = {.a = f->scratch, .rules = rules_quantities(f->w->rules)};
    arena_reset(c.a);
    c.squeezed = squeeze(c.a, text);
    c.s = c.squeezed.text;
    scan_numbers(&c);
    join_numbers(&c);
    for (size_t i = 0, n; i < c.list.n; i += n) {
        n = name_list(&c, i);
        deal_years(&c, i, n);
    }
    struct held held = {.year = f->year};
    plan_quantities list = {0};
    for (size_t i = 0; i < c.list.n; i++)
        add_quantity(f->w->plan->a, &c, &c.list.at[i], &held, &list);
    vec_copy(f->w->plan->a, out, &list);
    report_units(f, &c);
    carry_on(f, &c);
}

/* The one year that a column's name holds (2026年目标); 0 where it has none, or a span. */
static int label_year(struct str label) {
    enum { YEAR_BYTES = 4 };
    int year = 0;
    for (size_t i = 0, from = 0; i < label.n; i++) {
        if (label.p[i] < '0' || label.p[i] > '9') {
            from = i + 1;
            continue;
        }
        if (i + 1 - from < YEAR_BYTES || !str_starts(str_cut(label, i + 1, label.n), S("年")))
            continue;
        double number = 0;
        numeral_read(label, from, &number);
        if (year || i + 1 - from > YEAR_BYTES)
            return 0;
        year = (int)number;
    }
    return year;
}

static void find_in_clause(struct finder *f, struct clause *k) {
    if (k->label.n || !str_eq(k->section, f->section))
        f->year = label_year(k->label);
    f->section = k->section;
    f->k = k;
    find_in(f, k->text, &k->quantities);
}

void find_quantities(struct work *w) {
    struct finder f = {.w = w, .scratch = arena_beside(w->a)};
    for (size_t i = 0; i < w->plan->measures.n; i++) {
        f.m = &w->plan->measures.at[i];
        f.year = 0;
        find_in(&f, f.m->measure, &f.m->quantities);
    }
    f.m = NULL;
    f.year = 0;
    for (size_t i = 0; i < w->plan->clauses.n; i++)
        find_in_clause(&f, &w->plan->clauses.at[i]);
    arena_drop(f.scratch);
}
