#include "rules/deadlines.h"
#include "base/numeral.h"
#include "rules/pattern.h"
#include "rules/tsv.h"

enum { PARTS = 6 };

enum part {
    PART_YEAR,
    PART_MONTH,
    PART_DAY,
    PART_YEAR2,
    PART_MONTH2,
    PART_DAY2,
    PART_QUARTER,
    PART_QUARTER2,
    PART_HALF,
    PART_PLAN,
    PART_STAGE,
    PART_BEFORE,
    PART_KINDS
};

struct deadline_rule {
    enum deadline_form form;
    enum part parts[PARTS];
    int nparts;
    struct pattern *start; /* at the front of a text; NULL where it is for cells only */
    bool bare;
};

struct deadlines {
    VEC(struct deadline_rule) rules;
    struct pattern *whole;  /* all of them */
    struct pattern *within; /* any of those for texts, anywhere */
};

static int choose(struct str word, const struct str *words, int n) {
    for (int i = 0; i < n; i++)
        if (str_eq(word, words[i]))
            return i;
    return -1;
}

static int fault(struct patterns *set, const struct tsv_line *l, struct str word) {
    diag_add(
        set->diags, DIAG_FORMAT, l->at,
        str_fmt(set->a, "%.*s: unknown word: %.*s", STR_ARG(place_path(l->at)), STR_ARG(word)));
    return -1;
}

static int read_parts(struct patterns *set, struct deadline_rule *r, const struct tsv_line *l) {
    static const struct str words[] = {S("year"),   S("month"), S("day"),     S("year2"),
                                       S("month2"), S("day2"),  S("quarter"), S("quarter2"),
                                       S("half"),   S("plan"),  S("stage"),   S("before")};
    struct str parts = l->cell[2];
    for (size_t at = 0; at < parts.n;) {
        size_t end = str_find(parts, S(" "), at);
        struct str word = str_cut(parts, at, end);
        int part = r->nparts < PARTS ? choose(word, words, PART_KINDS) : -1;
        if (part < 0)
            return fault(set, l, word);
        r->parts[r->nparts++] = (enum part)part;
        at = end == SIZE_MAX ? parts.n : end + 1;
    }
    return 0;
}

static int add_rule(struct patterns *set, struct deadlines *d, const struct tsv_line *l) {
    static const struct str forms[] = {S("by"), S("yearly"), S("period"), S("ongoing"),
                                       S("milestones")};
    static const struct str places[] = {S("cell"), S("text"), S("span")};
    int form = choose(l->cell[0], forms, 5), place = choose(l->cell[1], places, 3);
    if (form < 0 || place < 0)
        return fault(set, l, l->cell[form < 0 ? 0 : 1]);
    struct deadline_rule *r = vec_push(set->a, &d->rules);
    *r = (struct deadline_rule){.form = (enum deadline_form)form, .bare = place == 2};
    if (read_parts(set, r, l) < 0)
        return -1;
    if (place > 0)
        r->start = pattern_new(set, l->cell[3], PATTERN_START, l->at);
    return place > 0 && !r->start ? -1 : 0;
}

static int join_rules(struct patterns *set, struct deadlines *d, const struct tsv *t) {
    struct buf b = {.a = set->a};
    VEC(struct pattern_line) all = {0};
    for (size_t i = 0; i < t->lines.n; i++)
        *vec_push(set->a, &all) = (struct pattern_line){t->lines.at[i].cell[3], t->lines.at[i].at};
    d->whole = pattern_often(pattern_join(set, all.at, all.n, PATTERN_WHOLE), PATTERN_PROSE);
    for (size_t i = 0; i < t->lines.n; i++)
        if (d->rules.at[i].start)
            buf_fmt(&b, "%s%.*s", b.n ? "|" : "(?|", STR_ARG(t->lines.at[i].cell[3]));
    buf_add(&b, b.n ? S(")") : S("(?!)"));
    d->within = pattern_often(pattern_new(set, buf_str(&b), PATTERN_ANYWHERE, (struct place){0}),
                              PATTERN_CELLS);
    return d->whole && d->within ? 0 : -1;
}

struct deadlines *deadlines_load(struct patterns *set, struct str text) {
    static const struct str columns[] = {S("form"), S("where"), S("parts"), S("pattern")};
    struct deadlines *d = arena_alloc(set->a, sizeof *d);
    struct tsv t;
    int failed = tsv_parse(set->a, S("deadlines.tsv"), text, columns, 4, set->diags, &t);
    for (size_t i = 0; failed == 0 && i < t.lines.n; i++)
        failed = add_rule(set, d, &t.lines.at[i]);
    return failed == 0 && join_rules(set, d, &t) == 0 ? d : NULL;
}

static int number(struct str s) {
    double value = 0;
    return numeral_read(s, 0, &value) ? (int)value : 0;
}

/* Early and middle stages of a month or year end on the tenth and the twentieth; 底 and 末 are the
 * end itself. */
static void take_stage(struct deadline_match *m, struct str stage) {
    bool early = str_eq(stage, S("初")) || str_eq(stage, S("上旬"));
    m->to.day = early ? 10 : str_eq(stage, S("中旬")) ? 20 : m->to.day;
    m->before = false;
}

/* The parts stand in the order of time, so 前 comes last: without a day or a stage behind it, it
 * shuts out the month or the year that it follows. */
static void take_before(struct deadline_match *m, bool staged) {
    m->before = m->to.day == 0 && !staged;
}

static void take_number(struct deadline_match *m, enum part part, int v) {
    switch (part) {
    case PART_YEAR:
        m->from.year = m->to.year = v;
        break;
    case PART_MONTH:
        m->from.month = m->to.month = v;
        break;
    case PART_DAY:
        m->from.day = m->to.day = v;
        break;
    case PART_YEAR2:
        m->to.year = v;
        break;
    case PART_MONTH2:
        m->to.month = v;
        m->to.day = 0;
        break;
    case PART_DAY2:
        m->to.day = v;
        break;
    case PART_QUARTER:
        m->from.month = 3 * v - 2;
        m->to.month = 3 * v;
        break;
    case PART_QUARTER2:
        m->to.month = 3 * v;
        break;
    case PART_PLAN: /* the eleventh five-year plan began in 2006 */
        m->from.year = 2001 + 5 * v;
        m->to.year = m->from.year + 4;
        break;
    default:
        break;
    }
}

static void read_match(const struct deadline_rule *r, const struct found *f,
                       struct deadline_match *out) {
    bool staged = false;
    *out = (struct deadline_match){
        .form = r->form, .dated = r->nparts > 0, .bare = r->bare, .at = f->from, .end = f->to};
    for (int i = 0; i < r->nparts; i++) {
        struct str group = f->group[i + 1];
        if (group.n == 0)
            continue;
        switch (r->parts[i]) {
        case PART_STAGE:
            take_stage(out, group);
            staged = true;
            break;
        case PART_BEFORE:
            take_before(out, staged);
            break;
        case PART_HALF:
            out->from.month = str_eq(group, S("上")) ? 1 : 7;
            out->to.month = out->from.month + 5;
            break;
        default:
            take_number(out, r->parts[i], number(group));
        }
    }
}

bool deadline_read(const struct deadlines *d, struct str text, struct deadline_match *out) {
    struct found f;
    if (text.n == 0 || !pattern_find(d->whole, text, 0, &f))
        return false;
    read_match(&d->rules.at[f.which], &f, out);
    return true;
}

bool deadline_find(const struct deadlines *d, struct str text, size_t from,
                   struct deadline_match *out) {
    const struct deadline_rule *best = NULL;
    struct found any, f, first = {0};
    if (!pattern_find(d->within, text, from, &any))
        return false;
    struct str rest = str_cut(text, any.from, text.n);
    for (size_t i = 0; i < d->rules.n; i++) {
        const struct deadline_rule *r = &d->rules.at[i];
        if (r->start && pattern_find(r->start, rest, 0, &f) && (!best || f.to > first.to)) {
            best = r;
            first = f;
        }
    }
    if (!best)
        return false;
    read_match(best, &first, out);
    out->at += any.from;
    out->end += any.from;
    return true;
}
