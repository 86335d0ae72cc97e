/* Quantities: every number that sets or reports a target. */
#include "extract/quantity.h"
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
    struct str *parts = arena_array(c->a, n, sizeof *parts), subject = subject_of(c, i);
    struct str front = str_cut(c->s, first->clause, first->at);
    bool dealt =
        n > 1 && str_find(front, S("分别"), 0) != SIZE_MAX && split_subject(c, subject, n, parts);
    for (size_t k = 0; k < n; k++) {
        first[k].about = dealt ? parts[k] : subject;
        first[k].front = first->front;
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
            return d->year;
    }
    return 0;
}

static void add_quantity(const struct scan *c, const struct number *n, plan_quantities *out) {
    struct quantity q = {.text = squeezed_part(&c->squeezed, n->words, n->end),
                         .subject = n->about,
                         .comparator = n->range ? S(">=") : comparator_of(n),
                         .has_value = true,
                         .value = n->value,
                         .unit = n->unit.name,
                         .year = year_of(c, n)};
    *vec_push(c->a, out) = q;
    if (!n->range)
        return;
    q.comparator = S("<=");
    q.value = n->upper;
    *vec_push(c->a, out) = q;
}

static void find_in(struct work *w, struct str text, plan_quantities *out) {
    struct scan c = {.a = w->plan->a, .rules = rules_quantities(w->rules)};
    c.squeezed = squeeze(c.a, text);
    c.s = c.squeezed.text;
    scan_numbers(&c);
    join_numbers(&c);
    for (size_t i = 0; i < c.list.n;)
        i += name_list(&c, i);
    for (size_t i = 0; i < c.list.n; i++)
        add_quantity(&c, &c.list.at[i], out);
}

void find_quantities(struct work *w) {
    for (size_t i = 0; i < w->plan->measures.n; i++) {
        struct measure *m = &w->plan->measures.at[i];
        find_in(w, m->measure, &m->quantities);
    }
    for (size_t i = 0; i < w->plan->clauses.n; i++) {
        struct clause *k = &w->plan->clauses.at[i];
        find_in(w, k->text, &k->quantities);
    }
}
