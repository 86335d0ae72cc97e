#include "rules/quantities.h"
#include "base/utf8.h"
#include "rules/tsv.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* How a unit is written: its own kinds behind enum unit_kind. */
enum { KIND_PER = UNIT_TIME + 1, KIND_AHEAD, KIND_NONE };

struct unit_rule {
    struct str text, name;
    int kind;
};

/* Places in a list, by a byte. */
typedef VEC(uint16_t) by_byte[256];

struct quantity_rules {
    VEC(struct unit_rule) units; /* longest first, as words */
    VEC(struct quantity_word) words;
    by_byte unit_beginning, unit_ending, word_beginning, word_ending;
    struct pattern *phrases[PHRASES];
};

struct load {
    struct patterns *set;
    struct arena *a;
    struct quantity_rules *q;
    struct diags *diags;
};

static int choose(const struct load *l, const struct tsv_line *line, struct str word,
                  const struct str *words, int n) {
    for (int i = 0; i < n; i++)
        if (str_eq(word, words[i]))
            return i;
    diag_add(
        l->diags, DIAG_FORMAT, line->at,
        str_fmt(l->a, "%.*s: unknown word: %.*s", STR_ARG(place_path(line->at)), STR_ARG(word)));
    return -1;
}

static int twice(const struct load *l, const struct tsv_line *line) {
    diag_add(l->diags, DIAG_FORMAT, line->at,
             str_fmt(l->a, "%.*s: stands twice: %.*s", STR_ARG(place_path(line->at)),
                     STR_ARG(line->cell[0])));
    return -1;
}

static int longer(size_t a, size_t b) {
    return (a < b) - (a > b);
}

static int by_unit(const void *a, const void *b) {
    const struct unit_rule *x = a, *y = b;
    int order = longer(x->text.n, y->text.n);
    return order ? order : str_cmp(x->text, y->text);
}

static int by_word(const void *a, const void *b) {
    const struct quantity_word *x = a, *y = b;
    int order = longer(x->text.n, y->text.n);
    return order ? order : str_cmp(x->text, y->text);
}

/* Enters item i under the first byte of its text and under its last. */
static void enter(const struct load *l, by_byte beginning, by_byte ending, struct str text,
                  size_t i) {
    if (text.n == 0 || i > UINT16_MAX)
        return;
    *vec_push(l->a, &beginning[(unsigned char)text.p[0]]) = (uint16_t)i;
    *vec_push(l->a, &ending[(unsigned char)text.p[text.n - 1]]) = (uint16_t)i;
}

static int load_units(const struct load *l, struct str text) {
    static const struct str columns[] = {S("unit"), S("means"), S("kind")};
    static const struct str kinds[] = {S(""),     S("share"), S("count"), S("times"), S("measure"),
                                       S("time"), S("per"),   S("ahead"), S("none")};
    struct tsv t;
    if (tsv_parse(l->a, S("units.tsv"), text, columns, 3, l->diags, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++) {
        const struct tsv_line *line = &t.lines.at[i];
        int kind = choose(l, line, line->cell[2], kinds, 9);
        if (kind < 0)
            return -1;
        for (size_t k = 0; k < l->q->units.n; k++)
            if (str_eq(l->q->units.at[k].text, line->cell[0]) &&
                (kind < KIND_PER) == (l->q->units.at[k].kind < KIND_PER))
                return twice(l, line);
        *vec_push(l->a, &l->q->units) = (struct unit_rule){line->cell[0], line->cell[1], kind};
    }
    if (l->q->units.n)
        qsort(l->q->units.at, l->q->units.n, sizeof *l->q->units.at, by_unit);
    for (size_t i = 0; i < l->q->units.n; i++)
        enter(l, l->q->unit_beginning, l->q->unit_ending, l->q->units.at[i].text, i);
    return 0;
}

static int load_words(const struct load *l, struct str text) {
    static const struct str columns[] = {S("word"), S("place"), S("comparator")};
    static const struct str places[] = {S("before"), S("change"), S("ahead"), S("inside"),
                                        S("after"),  S("from"),   S("none")};
    static const struct str signs[] = {S(""), S("="), S("<="), S(">="), S("<"), S(">"), S("~")};
    struct tsv t;
    if (tsv_parse(l->a, S("comparators.tsv"), text, columns, 3, l->diags, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++) {
        const struct tsv_line *line = &t.lines.at[i];
        int place = choose(l, line, line->cell[1], places, 7);
        if (place < 0 || choose(l, line, line->cell[2], signs, 7) < 0)
            return -1;
        struct quantity_word w = {line->cell[0], (enum word_place)(1u << place), line->cell[2]};
        for (size_t k = 0; k < l->q->words.n; k++)
            if (str_eq(l->q->words.at[k].text, w.text) && l->q->words.at[k].place == w.place)
                return twice(l, line);
        *vec_push(l->a, &l->q->words) = w;
    }
    if (l->q->words.n)
        qsort(l->q->words.at, l->q->words.n, sizeof *l->q->words.at, by_word);
    for (size_t i = 0; i < l->q->words.n; i++)
        enter(l, l->q->word_beginning, l->q->word_ending, l->q->words.at[i].text, i);
    return 0;
}

/* Names the line whose pattern is at fault. */
static void blame(const struct load *l, const struct tsv *t) {
    for (size_t i = 0; i < t->lines.n; i++) {
        const struct tsv_line *line = &t->lines.at[i];
        if (!pattern_new(l->set, line->cell[1], PATTERN_ANYWHERE, line->at))
            return;
    }
}

static bool at_end(enum phrase phrase) {
    return phrase == PHRASE_TAIL || phrase == PHRASE_MAKE || phrase == PHRASE_VERB ||
           phrase == PHRASE_BY || phrase == PHRASE_HEAD || phrase == PHRASE_LINK ||
           phrase == PHRASE_PER || phrase == PHRASE_CARRY;
}

static enum pattern_whole whole_of(enum phrase phrase) {
    bool start = phrase == PHRASE_LEAD || phrase == PHRASE_WHEN || phrase == PHRASE_GOAL;
    return start ? PATTERN_START : phrase == PHRASE_BARE ? PATTERN_WHOLE : PATTERN_ANYWHERE;
}

/* One pattern for all lines of a kind; groups are numbered anew in each. */
static struct pattern *join(const struct load *l, const struct tsv *t, struct str kind,
                            enum phrase phrase) {
    struct buf b = {.a = l->a};
    for (size_t i = 0; i < t->lines.n; i++)
        if (str_eq(t->lines.at[i].cell[0], kind)) {
            buf_add(&b, b.n ? S("|") : S("(?|"));
            buf_add(&b, t->lines.at[i].cell[1]);
        }
    buf_add(&b, b.n ? at_end(phrase) ? S(")$") : S(")") : S("(?!)"));
    return pattern_often(pattern_of_lines(l->set, buf_str(&b), whole_of(phrase)),
                         phrase == PHRASE_DATE || phrase == PHRASE_NAME ? PATTERN_NAMES
                                                                        : PATTERN_CELLS);
}

static int load_phrases(const struct load *l, struct str text) {
    static const struct str columns[] = {S("kind"), S("pattern")};
    static const struct str kinds[] = {S("date"), S("name"), S("lead"),  S("tail"),
                                       S("make"), S("verb"), S("stop"),  S("by"),
                                       S("when"), S("goal"), S("head"),  S("link"),
                                       S("bare"), S("per"),  S("carry"), S("otherwise")};
    struct tsv t;
    if (tsv_parse(l->a, S("phrases.tsv"), text, columns, 2, l->diags, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++)
        if (choose(l, &t.lines.at[i], t.lines.at[i].cell[0], kinds, PHRASES) < 0)
            return -1;
    for (int i = 0; i < PHRASES; i++)
        if (!(l->q->phrases[i] = join(l, &t, kinds[i], (enum phrase)i)))
            return blame(l, &t), -1;
    return 0;
}

struct quantity_rules *quantity_rules_load(struct patterns *set, struct quantity_sources sources) {
    struct quantity_rules *q = arena_alloc(set->a, sizeof *q);
    struct load l = {set, set->a, q, set->diags};
    if (load_units(&l, sources.units) < 0 || load_words(&l, sources.comparators) < 0 ||
        load_phrases(&l, sources.phrases) < 0)
        return NULL;
    return q;
}

/* ---- units ---- */

static bool starts_at(struct str s, size_t at, struct str word) {
    return word.n > 0 && at + word.n <= s.n && memcmp(s.p + at, word.p, word.n) == 0;
}

/* The byte under which what stands there is entered. */
static size_t byte_at(struct str s, size_t at) {
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

static size_t last_byte(struct str s) {
    return s.n ? (unsigned char)s.p[s.n - 1] : 0;
}

static bool is_latin(struct str s, size_t at) {
    return at < s.n && (unsigned char)s.p[at] < 0x80 && isalnum((unsigned char)s.p[at]);
}

/* 5Mbps is not 5 m. */
static bool stands_apart(struct str s, size_t at, struct str word) {
    return !is_latin(word, word.n - 1) || !is_latin(s, at + word.n);
}

/* The longest unit of one word at byte at; inner: behind the stroke of a compound. */
static const struct unit_rule *atom(const struct quantity_rules *q, struct str s, size_t at,
                                    bool inner) {
    size_t byte = byte_at(s, at);
    for (size_t i = 0; i < q->unit_beginning[byte].n; i++) {
        const struct unit_rule *u = &q->units.at[q->unit_beginning[byte].at[i]];
        bool allowed = u->kind < KIND_PER || (inner && u->kind == KIND_PER);
        if (allowed && starts_at(s, at, u->text) && stands_apart(s, at, u->text))
            return u;
    }
    return NULL;
}

/* 万 of 万平方米, 百万 of 百万千瓦: bytes of the characters in front that only multiply. */
static size_t multiplier(struct str s, size_t at) {
    static const struct str words[] = {S("十"), S("百"), S("千"), S("万"), S("亿")};
    size_t end = at;
    for (int i = 0; i < 5;) {
        bool hit = starts_at(s, end, words[i]);
        end += hit ? words[i].n : 0;
        i = hit ? 0 : i + 1;
    }
    return end - at;
}

/* The longer of a word at byte at and of one behind a multiplier. */
static struct unit one_unit(const struct quantity_rules *q, struct arena *a, struct str s,
                            size_t at, bool inner) {
    size_t more = multiplier(s, at);
    const struct unit_rule *plain = atom(q, s, at, inner);
    const struct unit_rule *times = more ? atom(q, s, at + more, inner) : NULL;
    struct unit out = {0};
    if (times && (!plain || more + times->text.n > plain->text.n)) {
        out = (struct unit){.kind = (enum unit_kind)times->kind, .n = more + times->text.n};
        out.name = str_fmt(a, "%.*s%.*s", (int)more, s.p + at, STR_ARG(times->name));
    } else if (plain) {
        out = (struct unit){(enum unit_kind)plain->kind, plain->name, plain->text.n};
    }
    return out;
}

/* What joins the words of a compound unit, and what is stored for it. */
static size_t joint(struct str s, size_t at, enum unit_kind kind, struct str *name) {
    static const struct str marks[] = {S("/"), S("／"), S("·"), S("•"), S("每")};
    for (int i = 0; i < 5; i++)
        if ((i < 4 || kind == UNIT_MEASURE) && starts_at(s, at, marks[i])) {
            *name = i == 2 || i == 3 ? S("·") : S("/");
            return marks[i].n;
        }
    return 0;
}

struct unit unit_read(const struct quantity_rules *q, struct arena *a, struct str s, size_t at) {
    size_t from = at;
    at += starts_at(s, at, S(" ")) ? 1 : 0; /* 1106.84 km2 */
    struct unit whole = one_unit(q, a, s, at, false);
    if (whole.n == 0)
        return whole;
    for (at += whole.n; at < s.n;) {
        struct str mark = {0};
        size_t n = joint(s, at, whole.kind, &mark);
        struct unit next = n ? one_unit(q, a, s, at + n, true) : (struct unit){0};
        if (next.n == 0)
            break;
        whole.name =
            str_fmt(a, "%.*s%.*s%.*s", STR_ARG(whole.name), STR_ARG(mark), STR_ARG(next.name));
        at += n + next.n;
    }
    whole.n = at - from;
    return whole;
}

bool unit_impossible(const struct quantity_rules *q, struct str s, size_t at) {
    size_t byte = byte_at(s, at);
    for (size_t i = 0; i < q->unit_beginning[byte].n; i++) {
        const struct unit_rule *u = &q->units.at[q->unit_beginning[byte].at[i]];
        if (u->kind >= KIND_PER && starts_at(s, at, u->text))
            return true;
    }
    return false;
}

struct unit unit_ahead(const struct quantity_rules *q, struct str s) {
    size_t byte = last_byte(s);
    for (size_t i = 0; i < q->unit_ending[byte].n; i++) {
        const struct unit_rule *u = &q->units.at[q->unit_ending[byte].at[i]];
        if (u->kind == KIND_AHEAD && str_ends(s, u->text))
            return (struct unit){UNIT_SHARE, u->name, u->text.n};
    }
    return (struct unit){0};
}

/* ---- words and phrases ---- */

static const struct quantity_word *word_at(const struct quantity_rules *q, unsigned places,
                                           struct str s, size_t at) {
    size_t byte = byte_at(s, at);
    for (size_t i = 0; i < q->word_beginning[byte].n; i++) {
        const struct quantity_word *w = &q->words.at[q->word_beginning[byte].at[i]];
        if ((w->place & places) && starts_at(s, at, w->text))
            return w;
    }
    return NULL;
}

const struct quantity_word *word_beginning(const struct quantity_rules *q, unsigned places,
                                           struct str s) {
    return word_at(q, places, s, 0);
}

const struct quantity_word *word_ending(const struct quantity_rules *q, unsigned places,
                                        struct str s) {
    size_t byte = last_byte(s);
    for (size_t i = 0; i < q->word_ending[byte].n; i++) {
        const struct quantity_word *w = &q->words.at[q->word_ending[byte].at[i]];
        if ((w->place & places) && str_ends(s, w->text))
            return w;
    }
    return NULL;
}

/* The longest word with a comparator at byte at, of all that stand in front. */
static const struct quantity_word *bound_at(const struct quantity_rules *q, struct str s,
                                            size_t at) {
    size_t byte = byte_at(s, at);
    for (size_t i = 0; i < q->word_beginning[byte].n; i++) {
        const struct quantity_word *w = &q->words.at[q->word_beginning[byte].at[i]];
        if ((w->place & (WORD_BEFORE | WORD_AHEAD)) && w->comparator.n && starts_at(s, at, w->text))
            return w;
    }
    return NULL;
}

const struct quantity_word *word_last(const struct quantity_rules *q, unsigned places, struct str s,
                                      size_t *at) {
    const struct quantity_word *last = NULL;
    for (size_t i = 0; i < s.n;) {
        const struct quantity_word *bound = bound_at(q, s, i);
        const struct quantity_word *w =
            bound ? word_at(q, places, bound->text, 0) : NULL; /* the same in these places */
        if (w && w->text.n == bound->text.n) {
            last = w;
            *at = i;
        }
        i += bound ? bound->text.n : 1;
    }
    return last;
}

/* Phrases at the end are short; a search through a long text in front of them would cost its whole
 * length for each number. */
static size_t near_end(struct str s) {
    enum { PHRASE_BYTES = 96 };
    size_t from = s.n > PHRASE_BYTES ? s.n - PHRASE_BYTES : 0;
    while (from > 0 && from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
        from++;
    return from;
}

bool phrase_find(const struct quantity_rules *q, enum phrase phrase, struct str s, size_t at,
                 struct found *out) {
    size_t from = at_end(phrase) ? near_end(s) : 0;
    if (!pattern_find(q->phrases[phrase], str_cut(s, from, s.n), at > from ? at - from : 0, out))
        return false;
    out->from += from;
    out->to += from;
    return true;
}
