/* Damaged names: lost, doubled and confused characters. A name is bridged to the one form that is
 * clearly nearer than all others; what is not clear stays unresolved, with candidates.
 */
#include "base/utf8.h"
#include "rules/resolver.h"
#include "rules/rules.h"

enum { CHARS_MAX = 80, REPEAT = 4 };

/* Costs in characters. A scan loses characters more easily than it invents them. */
#define COST_LOST 0.6
#define COST_DOUBLED 0.3
#define COST_EXTRA 1.25
#define COST_OTHER 1.25 /* another character, unlike it */
#define COST_CONFUSED 0.4
#define COST_SLOT 4.0
#define COST_MAX 2.4
#define COST_SHARE 0.21  /* of the name's length: more is another name */
#define COST_CLEAR 0.35  /* how much worse the second best must be */
#define SHOWN 2          /* candidates are shown up to so many times the distance that is bridged */
#define COST_ASSUMED 0.2 /* the name does not say whose body it is */

struct text32 {
    int32_t at[CHARS_MAX];
    size_t n;
    uint64_t chars;
};

struct guess {
    double cost;
    struct org_answer answer;
};

struct hunt {
    struct resolver *r;
    double assumed; /* cost of what the reading takes for granted */
    struct guess best[ORG_CANDIDATES];
    size_t n;
};

static bool decode(struct str s, struct text32 *out) {
    out->n = 0;
    out->chars = name_chars(s);
    for (size_t i = 0; i < s.n;) {
        if (out->n == CHARS_MAX)
            return false;
        out->at[out->n++] = utf8_next(s, &i);
    }
    return true;
}

static bool more_bits(uint64_t x, size_t than) {
    for (; x; x &= x - 1)
        if (than-- == 0)
            return true;
    return false;
}

static double allowed(size_t length) {
    double share = COST_SHARE * (double)length + 1e-9;
    return share < COST_MAX ? share : COST_MAX + 1e-9;
}

/* Printed for a character that could not be read. */
static bool is_unreadable(int32_t cp) {
    static const int32_t marks[] = {0x25A1, 0x25A0, 0x56D7, 0x3013, 0xFFFD, 0xFF1F, '?', '*'};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == cp)
            return true;
    return false;
}

static double extra_cost(const struct text32 *got, size_t i) {
    if (got->at[i] == '@' || is_unreadable(got->at[i]))
        return COST_SLOT;
    for (size_t k = 1; k <= REPEAT && k <= i; k++)
        if (got->at[i - k] == got->at[i])
            return COST_DOUBLED;
    return COST_EXTRA;
}

static double swap_cost(const struct registry *r, int32_t a, int32_t b) {
    if (a == b)
        return 0;
    if (a == '@' || b == '@')
        return COST_SLOT;
    if (is_unreadable(a))
        return COST_LOST;
    return registry_confused(r, a, b) ? COST_CONFUSED : COST_OTHER;
}

static double least(double a, double b, double c) {
    double m = a < b ? a : b;
    return m < c ? m : c;
}

/* What it costs to have read got where want was printed; once it is above most, how much above is
 * of no interest. */
static double damage(const struct registry *r, const struct text32 *got, const struct text32 *want,
                     double most) {
    double row[CHARS_MAX + 1];
    row[0] = 0;
    for (size_t j = 0; j < want->n; j++)
        row[j + 1] = row[j] + (want->at[j] == '@' ? COST_SLOT : COST_LOST);
    for (size_t i = 0; i < got->n; i++) {
        double corner = row[0], extra = extra_cost(got, i), lowest = row[0] += extra;
        for (size_t j = 0; j < want->n; j++) {
            double lost = want->at[j] == '@' ? COST_SLOT : COST_LOST;
            double swap = corner + swap_cost(r, got->at[i], want->at[j]);
            corner = row[j + 1];
            row[j + 1] = least(swap, row[j + 1] + extra, row[j] + lost);
            lowest = row[j + 1] < lowest ? row[j + 1] : lowest;
        }
        if (lowest > most)
            return lowest;
    }
    return row[want->n];
}

/* Keeps the nearest candidates, each body once. */
static void keep(struct hunt *h, double cost, struct org_answer answer) {
    size_t i = 0;
    for (; i < h->n; i++)
        if (str_eq(h->best[i].answer.id, answer.id)) {
            if (h->best[i].cost <= cost)
                return;
            break;
        }
    if (i == h->n) {
        if (h->n < ORG_CANDIDATES)
            h->n++;
        else if (h->best[h->n - 1].cost <= cost)
            return;
        i = h->n - 1;
    }
    for (; i > 0 && h->best[i - 1].cost > cost; i--)
        h->best[i] = h->best[i - 1];
    h->best[i] = (struct guess){cost, answer};
}

static double confidence_of(double cost) {
    return 0.9 - 0.16 * cost;
}

/* Could the two be one name? Asked of their lengths and sets of characters, before all else. */
static bool may_match(const struct text32 *got, size_t length, uint64_t chars) {
    size_t third = length < 6 ? 1 : length / 3;
    if (length > got->n + 4 || got->n > length + 8)
        return false;
    return !more_bits(got->chars & ~chars, third) && !more_bits(chars & ~got->chars, third + 1);
}

/* Has the division in the skeleton's slot such a body? A slot is never read for a character. */
static bool may_have(const struct skeleton *k, const struct form *f) {
    if (f->slots != k->n)
        return false;
    return f->org->type != ORG_OF_KIND || k->n == 0 ||
           (f->org->levels & k->slot[f->own]->division->government);
}

/* The word of a level that stands behind the first division of a name. */
static struct str level_behind(struct str skeleton) {
    static const struct str towns[] = {S("镇"), S("乡"), S("街道"), S("地区")};
    size_t at = str_find(skeleton, S("@"), 0);
    struct str rest = at == SIZE_MAX ? S("") : str_cut(skeleton, at + 1, skeleton.n);
    for (size_t i = 0; i < sizeof towns / sizeof *towns; i++)
        if (str_starts(rest, towns[i]))
            return towns[i];
    return marker_at(rest);
}

/* 密云镇财政局 and 密云市财政局 are no misprints of 密云区财政局; 区乡村振兴局 holds no 乡;
 * 县粮食局 is none of 国家粮食局. */
static bool other_level(const struct skeleton *k, const struct form *f) {
    struct str text = skeleton_text(k), marker = marker_at(text);
    if (k->n == 0)
        return marker.n && !str_starts(f->text, marker);
    if (!k->slot[0]->named) /* behind 区, 市 is part of a word */
        return false;
    return !str_eq(level_behind(text), level_behind(f->text));
}

/* What sort of body a name tells by its last character, 局 or 部: none is read for another. */
static bool other_sort(const struct registry *r, const struct text32 *got,
                       const struct text32 *want) {
    if (got->n == 0 || want->n == 0)
        return false;
    int32_t a = got->at[got->n - 1], b = want->at[want->n - 1];
    return a != b && registry_is_sort(r, a) && registry_is_sort(r, b);
}

/* 热电公司 is no misprint of 供电公司, however long the legal form makes both names. */
static double allowed_between(const struct rules *r, struct str a, struct str b) {
    size_t x = utf8_len(str_cut(a, 0, rules_name_core(r, a)));
    size_t y = utf8_len(str_cut(b, 0, rules_name_core(r, b)));
    return allowed(x > y ? x : y);
}

static void try_form(struct hunt *h, const struct text32 *got, const struct form *f,
                     const struct skeleton *k) {
    struct text32 want;
    struct reading reading;
    if (f->length < 3 || !decode(f->text, &want))
        return;
    if (f->org->type == ORG_OF_GROUP && f->slots == 0)
        return; /* common words: 各县（区） is no damaged 各县（市、区） */
    double most = allowed_between(h->r->rules, skeleton_text(k), f->text);
    double cost = damage(h->r->registry, got, &want, SHOWN * most) + h->assumed;
    if (cost > SHOWN * most || !form_fits(h->r, f, k, &reading))
        return;
    bool other = other_level(k, f) || other_sort(h->r->registry, got, &want);
    double shown = cost > most || other ? cost + COST_MAX : cost;
    keep(h, shown, answer_of(h->r, &reading, ORG_HOW_FUZZY, confidence_of(cost), S("damaged")));
}

static bool try_skeleton(void *ctx, const struct skeleton *k) {
    struct hunt *h = ctx;
    struct text32 got;
    if (!decode(skeleton_text(k), &got))
        return false;
    size_t n;
    const struct form *forms = registry_forms(h->r->registry, &n);
    for (size_t i = 0; i < n; i++)
        if (may_have(k, &forms[i]) && may_match(&got, forms[i].length, forms[i].chars))
            try_form(h, &got, &forms[i], k);
    return false;
}

/* ---- names of divisions ---- */

/* 昌乎区政府 is the government of 昌平区, 巨名庄镇 that of 巨各庄镇. */
static void try_division(struct hunt *h, const struct text32 *got, const struct division *v,
                         struct str tail) {
    struct text32 want;
    const struct form *f = registry_form(h->r->registry, S("@"), NULL);
    while (f && !(f->org->levels & v->government))
        f = registry_form(h->r->registry, S("@"), f);
    if (!f || !decode(str_fmt(h->r->a, "%.*s%.*s", STR_ARG(v->name), STR_ARG(tail)), &want))
        return;
    double most = allowed(want.n > got->n ? want.n : got->n);
    double cost = damage(h->r->registry, got, &want, SHOWN * most);
    struct reading reading = {f, v, true};
    if (cost <= SHOWN * most)
        keep(h, cost > most ? cost + COST_MAX : cost,
             answer_of(h->r, &reading, ORG_HOW_FUZZY, confidence_of(cost), S("damaged")));
}

/* The divisions below the document's own, and beside it. */
static void find_neighbours(struct resolver *r) {
    const struct division *home = r->home;
    r->knows_neighbours = true;
    for (size_t i = 0; i < divisions_count(r->divisions, NULL); i++) {
        const struct division *v = division_nth(r->divisions, i);
        if (v->up && (v->up == home || (v->up == home->up && v->code.n == 6)))
            *vec_push(r->a, &r->neighbours) = (struct neighbour){v, name_chars(v->name)};
    }
}

static void try_divisions(struct hunt *h, struct str name) {
    struct resolver *r = h->r;
    struct text32 got;
    if (!r->home || !decode(name, &got))
        return;
    if (!r->knows_neighbours)
        find_neighbours(r);
    struct str tail = str_ends(name, S("政府")) ? S("政府") : S("");
    uint64_t tail_chars = name_chars(tail);
    for (size_t i = 0; i < r->neighbours.n; i++) {
        const struct neighbour *n = &r->neighbours.at[i];
        size_t length = utf8_len(n->division->name) + utf8_len(tail);
        if (may_match(&got, length, n->chars | tail_chars))
            try_division(h, &got, n->division, tail);
    }
}

static void show_candidates(const struct hunt *h, struct org_answer *out) {
    out->candidate_count = h->n;
    for (size_t i = 0; i < h->n; i++) {
        const struct org_answer *a = &h->best[i].answer;
        out->candidates[i] = (struct org_candidate){a->id, a->name, a->confidence};
    }
}

bool resolve_damaged(struct resolver *r, struct str name, struct org_answer *out) {
    struct hunt h = {.r = r};
    struct slots slots;
    find_slots(r, name, &slots);
    each_skeleton(name, &slots, try_skeleton, &h);
    bool begins = false;
    for (size_t i = 0; i < slots.n; i++)
        begins = begins || slots.at[i].from == 0;
    if (!begins && r->home && !r->of_town && name.n < NAME_MAX) {
        struct slot own = {0, 0, r->home, true};
        struct skeleton k = {.n = 1, .slot = {&own}};
        k.text[0] = '@';
        for (k.length = 1; k.length <= name.n; k.length++)
            k.text[k.length] = name.p[k.length - 1];
        h.assumed = COST_ASSUMED;
        try_skeleton(&h, &k);
    }
    try_divisions(&h, name);
    show_candidates(&h, out);
    bool clear = h.n == 1 || (h.n > 1 && h.best[1].cost - h.best[0].cost >= COST_CLEAR);
    if (!clear || h.best[0].cost > COST_MAX + 1e-6)
        return false;
    *out = h.best[0].answer;
    return true;
}
