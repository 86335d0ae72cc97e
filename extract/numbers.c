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

/* ---- what holds numbers that count nothing ---- */

static const struct span *span_over(const spans *list, size_t at) {
    for (size_t i = 0; i < list->n && list->at[i].from <= at; i++)
        if (at < list->at[i].to)
            return &list->at[i];
    return NULL;
}

static int year_of(const struct found *f) {
    struct str year = f->group[f->group[2].n ? 2 : 1];
    double value = 0;
    return numeral_read(year, 0, &value) ? (int)value : 0;
}

static void find_spans(struct scan *c, enum phrase phrase, spans *out) {
    struct found f;
    for (size_t at = 0; at < c->s.n && phrase_find(c->rules, phrase, c->s, at, &f);) {
        const struct span *name = span_over(&c->names, f.from);
        bool inside = phrase == PHRASE_DATE && name && name->to >= f.to;
        int year = phrase == PHRASE_DATE ? year_of(&f) : 0;
        if (!inside && f.to > f.from)
            *vec_push(c->a, out) = (struct span){f.from, f.to, year};
        at = f.to > at ? f.to : at + 1;
    }
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

static void read_unit(const struct scan *c, struct number *n) {
    const struct quantity_word *inside = word_beginning(c->rules, WORD_INSIDE, rest(c, n->end));
    size_t skip = inside ? inside->text.n : 0;
    struct unit ahead = unit_ahead(c->rules, str_cut(c->s, 0, n->at));
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
    if (digits == 0)
        return false;
    n->end = at + digits;
    n->chinese = utf8_is_han(utf8_next(c->s, &i));
    read_part(c, n);
    read_unit(c, n);
    read_after(c, n);
    return n->unit.n > 0 || n->part || !n->chinese;
}

/* ---- in front ---- */

bool ends_clause(int32_t cp) {
    static const int32_t marks[] = {',',    ';',    ':',    '!',    '?',    '\n',  0xFF0C,
                                    0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0x3002, 0x2026};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cp == marks[i])
            return true;
    return false;
}

static bool opens(int32_t cp) {
    return cp == '(' || cp == 0xFF08 || cp == 0x201C || cp == 0x300A || cp == 0x3014;
}

static bool closes(int32_t cp) {
    return cp == ')' || cp == 0xFF09 || cp == 0x201D || cp == 0x300B || cp == 0x3015;
}

size_t clause_start(struct str s, size_t from, size_t at) {
    enum { DEPTH = 8 };
    size_t outer[DEPTH], depth = 0, start = from;
    for (size_t i = from; i < at;) {
        int32_t cp = utf8_next(s, &i);
        if (ends_clause(cp)) {
            start = i;
        } else if (opens(cp) && depth < DEPTH) {
            outer[depth++] = start;
            start = i;
        } else if (closes(cp) && depth > 0) {
            start = outer[--depth];
        }
    }
    return start;
}

static const struct span *date_ending(const struct scan *c, size_t at) {
    for (size_t i = 0; i < c->dates.n; i++)
        if (c->dates.at[i].to == at)
            return &c->dates.at[i];
    return NULL;
}

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

/* Takes off, from the number to the left, words that lead up to it, adverbs and dates. */
static void strip_front(const struct scan *c, struct number *n, size_t p) {
    for (;;) {
        struct str s = str_cut(c->s, n->clause, p);
        const struct quantity_word *w =
            word_ending(c->rules, WORD_BEFORE | WORD_CHANGE | WORD_NONE, s);
        const struct span *date = date_ending(c, p);
        struct found f;
        if (w && w->place != WORD_NONE)
            take_word(n, w, &p);
        else if (date && date->from >= n->clause)
            p = date->from;
        else if (!w && phrase_find(c->rules, PHRASE_TAIL, s, 0, &f))
            p = n->clause + f.from;
        else
            break;
    }
    n->subject = p;
}

/* 不低于总数的40%, 至少选取1家: a comparator that stands farther off. */
static void reach_back(const struct scan *c, struct number *n) {
    struct str s = str_cut(c->s, n->clause, n->subject);
    size_t at;
    unsigned places = n->led ? WORD_AHEAD : WORD_BEFORE | WORD_AHEAD;
    const struct quantity_word *w = word_last(c->rules, places, s, &at);
    bool bound = w && (str_eq(w->comparator, S(">=")) || str_eq(w->comparator, S("<=")));
    if (n->front.n || !bound)
        return;
    n->front = w->comparator;
    n->led = true;
    n->words = n->clause + at;
    if (w->place == WORD_AHEAD && at == 0)
        n->clause += w->text.n; /* what is counted stands between the two */
    else
        strip_front(c, n, n->words);
}

static void read_front(const struct scan *c, struct number *n, size_t limit) {
    n->clause = clause_start(c->s, 0, n->at);
    n->clause = n->clause > limit ? n->clause : limit;
    n->words = n->at;
    n->front = (struct str){0};
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

/* ---- which are targets ---- */

bool noun_follows(const struct scan *c, size_t at, size_t *object) {
    struct found f;
    at += starts(c, at, S("的")) ? S("的").n : 0;
    *object = at;
    if (at >= c->s.n || span_over(&c->dates, at))
        return false;
    for (size_t k = 0; k < c->list.n; k++)
        if (c->list.at[k].words == at)
            return false;
    size_t i = at;
    int32_t cp = utf8_next(c->s, &i);
    bool word = utf8_is_han(cp) || cp == 0x201C ||
                (cp < 0x80 && cp > ' ' && !ends_clause(cp) && !opens(cp) && !closes(cp));
    return word && !(phrase_find(c->rules, PHRASE_STOP, c->s, at, &f) && f.from == at);
}

static bool verb_ends(const struct scan *c, const struct number *n) {
    struct str s = str_cut(c->s, n->clause, n->subject);
    struct found f;
    return n->change > 0 || phrase_find(c->rules, PHRASE_MAKE, s, 0, &f) ||
           phrase_find(c->rules, PHRASE_VERB, s, 0, &f);
}

/* 10000人以上或日供水1000吨以上的水源: the two describe one noun. */
static bool joined(const struct scan *c, const struct number *n) {
    struct found f;
    bool joint = n + 1 < c->list.at + c->list.n &&
                 phrase_find(c->rules, PHRASE_LEAD, rest(c, n->end), 0, &f);
    return joint && clause_start(c->s, n->end, n[1].at) == n->end;
}

static bool describes(const struct scan *c, const struct number *n, bool next_describes) {
    struct found f;
    size_t object;
    if (phrase_find(c->rules, PHRASE_GOAL, rest(c, n->end), 0, &f))
        return false;
    return noun_follows(c, n->end, &object) || (next_describes && joined(c, n));
}

/* 一 is mostly no number (建立一个平台), and 两 in front of a noun often a part of its name. */
static bool is_target(const struct scan *c, const struct number *n, bool describing) {
    bool done = verb_ends(c, n), counts = !n->chinese || n->led || n->value > 1;
    bool bounded = n->after.n > 0 && !str_eq(n->after, S("~"));
    if (n->part)
        return true;
    switch (n->unit.kind) {
    case UNIT_SHARE:
    case UNIT_TIMES:
        return true;
    case UNIT_COUNT:
        return counts && (!describing || done || !(bounded || (n->chinese && !n->led)));
    case UNIT_MEASURE:
        return counts && (!describing || (done && n->after.n == 0));
    case UNIT_TIME:
    case UNIT_NONE:
        break;
    }
    return n->led && !describing;
}

static void keep_targets(struct scan *c) {
    bool describing = false;
    size_t kept = c->list.n;
    for (size_t i = c->list.n; i-- > 0;) {
        const struct number *n = &c->list.at[i];
        describing = describes(c, n, describing);
        if (is_target(c, n, describing)) {
            c->list.at[--kept] = *n;
            describing = false;
        }
    }
    c->list.at += kept;
    c->list.n -= kept;
    c->list.cap -= kept;
}

void scan_numbers(struct scan *c) {
    find_spans(c, PHRASE_NAME, &c->names);
    find_spans(c, PHRASE_DATE, &c->dates);
    for (size_t at = 0; at < c->s.n;) {
        const struct span *name = span_over(&c->names, at), *date = span_over(&c->dates, at);
        struct number n;
        if (name || date) {
            at = name ? name->to : date->to;
        } else if (read_number(c, at, &n)) {
            *vec_push(c->a, &c->list) = n;
            at = n.end;
        } else {
            utf8_next(c->s, &at);
        }
    }
    read_fronts(c);
    keep_targets(c);
    read_fronts(c);
}
