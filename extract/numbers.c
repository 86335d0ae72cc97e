/* Numbers of a text and the words in front of and behind them. Which of them are targets follows
 * from the kind of unit and from what stands around: a size in front of a noun only describes it.
 */
#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/quantity.h"

static struct str rest(const struct scan *c, size_t at) {
    return str_cut(c->s, at, c->s.n);
}

static bool starts(const struct scan *c, size_t at, struct str word) {
    return str_starts(rest(c, at), word);
}

/* ---- the number itself ---- */

static size_t range_mark(const struct scan *c, size_t at) {
    static const struct str marks[] = {S("-"), S("—"),  S("–"),  S("－"),
                                       S("~"), S("～"), S("至"), S("到")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (starts(c, at, marks[i]))
            return marks[i].n;
    return 0;
}

/* 1-2 and 30%-40%: the upper end, behind the unit of the lower if that has one. */
static void read_range(const struct scan *c, struct number *n) {
    size_t mark = range_mark(c, n->end);
    size_t digits = mark ? numeral_read(c->s, n->end + mark, &n->upper) : 0;
    size_t end = n->end + mark + digits;
    struct unit unit = digits ? unit_read(c->rules, c->a, c->s, end) : (struct unit){0};
    if (unit.n == 0 || (n->unit.n && !str_eq(unit.name, n->unit.name)))
        return;
    n->range = true;
    n->unit = unit;
    n->end = end + unit.n;
}

/* 三分之一, 1/3: the part that the number and the one behind it make. */
static void read_part(const struct scan *c, struct number *n) {
    double over = 0;
    bool stroke = starts(c, n->end, S("/")) && n->value > 0;
    size_t mark = stroke ? 1 : starts(c, n->end, S("分之")) ? S("分之").n : 0;
    size_t digits = mark ? numeral_read(c->s, n->end + mark, &over) : 0;
    if (digits == 0 || over <= 0 || n->value <= 0)
        return;
    n->value = stroke ? n->value / over : over / n->value;
    n->part = true;
    n->end += mark + digits;
}

/* 500把 behind a verb or in front of a mark: a unit that the rules lack, as printed. */
static void read_odd_unit(const struct scan *c, struct number *n) {
    size_t end = n->end;
    struct found f;
    if (n->unit.n || n->part || n->chinese || end >= c->s.n ||
        !utf8_is_han(utf8_next(c->s, &end)) || unit_impossible(c->rules, c->s, n->end))
        return;
    struct str next = behind(c, end);
    size_t mark = clause_mark(c->s, end);
    bool ends = end == c->s.n || mark > end || str_starts(next, S("、")) ||
                str_starts(next, S("）")) || word_beginning(c->rules, WORD_AFTER, next);
    if (!ends && !phrase_find(c->rules, PHRASE_VERB, in_front(c, n->at), 0, &f))
        return;
    n->odd = true;
    n->unit = (struct unit){UNIT_COUNT, str_cut(c->s, n->end, end), end - n->end};
    n->end = end;
}

static void read_unit(const struct scan *c, struct number *n) {
    const struct quantity_word *inside = word_beginning(c->rules, WORD_INSIDE, rest(c, n->end));
    size_t skip = inside ? inside->text.n : 0;
    struct unit ahead = unit_ahead(c->rules, in_front(c, n->at));
    n->unit = unit_read(c->rules, c->a, c->s, n->end + skip);
    if (n->unit.n && inside)
        n->inside = inside->comparator;
    n->end += n->unit.n ? skip + n->unit.n : 0;
    if (n->unit.n == 0 && ahead.n) {
        n->unit = ahead;
        n->at -= ahead.n;
    }
    if (!n->range && !n->part)
        read_range(c, n);
    read_odd_unit(c, n);
}

static void read_after(const struct scan *c, struct number *n) {
    const struct quantity_word *w = word_beginning(c->rules, WORD_AFTER, rest(c, n->end));
    if (w) {
        n->after = w->comparator;
        n->end += w->text.n;
    }
}

/* A number at byte at; one without a unit only where it is in digits. */
static bool read_number(const struct scan *c, size_t at, struct number *n) {
    *n = (struct number){.at = at};
    size_t digits = numeral_read(c->s, at, &n->value);
    size_t i = at;
    n->end = at + digits;
    if (digits == 0)
        return false;
    n->chinese = utf8_is_han(utf8_next(c->s, &i));
    read_part(c, n);
    read_unit(c, n);
    read_after(c, n);
    return n->unit.n > 0 || n->part || !n->chinese;
}

/* ---- in front ---- */

static void take_word(struct number *n, const struct quantity_word *w, size_t *p) {
    if (w->place == WORD_CHANGE) {
        n->change = n->change ? n->change : *p;
    } else {
        n->led = true;
        n->linked = n->linked || w->comparator.n == 0;
        n->front = n->front.n ? n->front : w->comparator;
    }
    *p -= w->text.n;
    n->words = *p;
}

/* 每万平方米 at the end of s: bytes in front of it, or SIZE_MAX. */
static size_t take_per(const struct scan *c, struct number *n, struct str s) {
    struct found f;
    bool counts = n->unit.kind != UNIT_NONE && n->unit.kind != UNIT_SHARE;
    if (!counts || n->per.n || !phrase_find(c->rules, PHRASE_PER, s, 0, &f))
        return SIZE_MAX;
    n->per = str_cut(f.group[0], S("每").n, f.group[0].n);
    n->words = n->clause + f.from;
    return f.from;
}

/* Takes off, from the number to the left, words that lead up to it, adverbs and dates. */
static void strip_front(const struct scan *c, struct number *n, size_t p) {
    for (;;) {
        struct str s = str_cut(c->s, n->clause, p);
        const struct quantity_word *w =
            word_ending(c->rules, WORD_BEFORE | WORD_CHANGE | WORD_NONE, s);
        const struct span *date = p > 0 ? span_at(&c->dates, p - 1) : NULL;
        struct found f;
        size_t per;
        if (w && w->place != WORD_NONE)
            take_word(n, w, &p);
        else if ((per = take_per(c, n, s)) != SIZE_MAX)
            p = n->clause + per;
        else if (date && date->to == p && date->from >= n->clause)
            p = date->from;
        else if (!w && phrase_find(c->rules, PHRASE_TAIL, s, 0, &f))
            p = n->clause + f.from;
        else
            break;
    }
    n->subject = p;
}

/* 不低于总数的40%, 至少选取1家: a comparator that stands farther off, but in reach. */
static void reach_back(const struct scan *c, struct number *n) {
    enum { REACH = 150 }; /* 50 characters */
    size_t at, start = n->subject > REACH ? n->subject - REACH : 0;
    start = start > n->clause ? start : n->clause;
    struct str s = str_cut(c->s, start, n->subject);
    if (n->unit.kind == UNIT_NONE && !n->part)
        return;
    unsigned places = n->led ? WORD_AHEAD : WORD_BEFORE | WORD_AHEAD;
    const struct quantity_word *w = word_last(c->rules, places, s, &at);
    bool bound = w && (str_eq(w->comparator, S(">=")) || str_eq(w->comparator, S("<=")));
    if (n->front.n || !bound)
        return;
    n->front = w->comparator;
    n->led = true;
    n->words = start + at;
    if (w->place == WORD_AHEAD && n->words == n->clause)
        n->clause += w->text.n; /* what is counted stands between the two */
    else
        strip_front(c, n, n->words);
}

static void read_front(const struct scan *c, struct number *n, size_t limit) {
    n->clause = c->clauses[n->at];
    n->clause = n->clause > limit ? n->clause : limit;
    if (n->at - n->clause > NEAR)
        n->clause = n->at - in_front(c, n->at).n;
    n->words = n->at;
    n->front = (struct str){0};
    n->per = (struct str){0};
    n->led = n->linked = false;
    n->change = 0;
    strip_front(c, n, n->at);
    reach_back(c, n);
}

/* Numbers that count bound the clauses of those behind them. */
static void read_fronts(struct scan *c) {
    size_t limit = 0;
    for (size_t i = 0; i < c->list.n; i++) {
        read_front(c, &c->list.at[i], limit);
        if (c->list.at[i].unit.n)
            limit = c->list.at[i].end;
    }
}

void scan_numbers(struct scan *c) {
    part_text(c);
    for (size_t at = 0; at < c->s.n;) {
        const struct span *name = span_at(&c->names, at), *date = span_at(&c->dates, at);
        struct number n;
        if (name || date) {
            at = name ? name->to : date->to;
            continue;
        }
        if (read_number(c, at, &n))
            *vec_push(c->a, &c->list) = n;
        if (n.end > at)
            at = n.end;
        else
            utf8_next(c->s, &at);
    }
    read_fronts(c);
    size_t all = c->list.n;
    keep_targets(c);
    if (c->list.n < all) /* those left reach farther back */
        read_fronts(c);
}
