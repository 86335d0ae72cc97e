/* Units of a recognised scan that landed a row off.
 *
 * A bureau's name says its field (农业农村, 交通). Where no leading unit's field is spoken of in
 * its own row, but one is in the row above or below, whose own leading units are strangers there
 * too, the units have probably slid. So has one of several lines of a measure, where another line
 * does fit. They stay where they were printed; the likely row is said.
 */
#include "base/utf8.h"
#include "extract/pairs.h"
#include "extract/work.h"

enum { PREFIX_CHARS = 1, SUFFIX_CHARS = 1, COMMON_SHARE = 8 };
static const double SLID_ROW_CONFIDENCE = 0.5;

struct slides {
    struct work *w;
    const struct pairs *pairs;
};

/* Bureaus, and how many of them a text speaks of. */
struct leads {
    size_t all, spoken;
};

/* Do two neighbouring characters of the unit's own name stand in text? Its first character is its
 * level (市, 区), its last the kind of office (局, 委). */
static bool speaks_of(const struct slides *s, struct str text, struct str unit) {
    size_t n = utf8_len(unit), from = 0;
    struct str pair;
    for (size_t k = 0; k < PREFIX_CHARS; k++)
        utf8_next(unit, &from);
    for (size_t k = PREFIX_CHARS; k + 2 + SUFFIX_CHARS <= n && pair_next(unit, &from, &pair); k++)
        if (str_find(text, pair, 0) != SIZE_MAX && !pair_is_common(s->pairs, pair, COMMON_SHARE))
            return true;
    return false;
}

static struct str spoken(struct arena *a, const struct measure *m) {
    return str_fmt(a, "%.*s %.*s", STR_ARG(m->task), STR_ARG(m->measure));
}

static bool is_bureau(struct work *w, struct str unit) {
    return utf8_len(unit) >= 4 && rules_org_shape(w->rules, unit) == SHAPE_BODY &&
           !str_ends(unit, S("政府"));
}

static void count_leads(const struct slides *s, const struct assignment *as, struct str text,
                        struct leads *n) {
    for (size_t r = 0; r < as->roles.n; r++) {
        const struct role *role = &as->roles.at[r];
        for (size_t k = 0; role->role_kind == ROLE_LEAD && k < role->mentions.n; k++) {
            struct str unit = role->mentions.at[k].mention;
            bool bureau = is_bureau(s->w, unit);
            n->all += bureau;
            n->spoken += bureau && speaks_of(s, text, unit);
        }
    }
}

static struct leads leads_in(const struct slides *s, const struct measure *m, struct str text) {
    struct leads n = {0};
    for (size_t i = 0; i < m->assignments.n; i++)
        count_leads(s, &m->assignments.at[i], text, &n);
    return n;
}

static bool strangers(struct leads n) {
    return n.all > 0 && n.spoken == 0;
}

static bool at_home(struct leads n) {
    return n.all > 0 && 2 * n.spoken >= n.all;
}

static bool belongs_to(const struct slides *s, const struct measure *m,
                       const struct measure *other) {
    struct arena *a = s->w->a;
    return m->table_no == other->table_no && strangers(leads_in(s, m, spoken(a, m))) &&
           at_home(leads_in(s, m, spoken(a, other))) &&
           strangers(leads_in(s, other, spoken(a, other)));
}

/* A line of m whose units are strangers there, while another line's are not, and which is at home
 * in the row beside it. */
static bool line_belongs_to(const struct slides *s, const struct measure *m, size_t line,
                            const struct measure *other) {
    struct leads own = {0}, there = {0}, all = leads_in(s, m, spoken(s->w->a, m));
    count_leads(s, &m->assignments.at[line], spoken(s->w->a, m), &own);
    count_leads(s, &m->assignments.at[line], spoken(s->w->a, other), &there);
    return m->table_no == other->table_no && all.spoken > 0 && strangers(own) && at_home(there);
}

static void report(struct work *w, struct measure *m, const char *where) {
    struct diag *d = diag_add(&w->doc->diags, DIAG_ROLES_SHIFTED, m->at, str_of(where));
    d->table_no = m->table_no;
    d->task_no = m->task_no;
    d->measure_no = m->measure_no;
    lower_confidence(m, SLID_ROW_CONFIDENCE);
}

static void check_lines(const struct slides *s, struct measure *m, const struct measure *above,
                        const struct measure *below) {
    size_t last = m->assignments.n - 1;
    if (last > 0 && above && line_belongs_to(s, m, 0, above))
        report(s->w, m, "the leading units of its first line fit the row above");
    else if (last > 0 && below && line_belongs_to(s, m, last, below))
        report(s->w, m, "the leading units of its last line fit the row below");
}

static void check_row(const struct slides *s, struct measure *m, struct measure *above,
                      struct measure *below) {
    if (below && belongs_to(s, m, below)) {
        report(s->w, m, "the leading units fit the row below");
        report(s->w, below, "the leading units of the row above fit this one");
    } else if (above && belongs_to(s, m, above)) {
        report(s->w, m, "the leading units fit the row above");
        report(s->w, above, "the leading units of the row below fit this one");
    } else {
        check_lines(s, m, above, below);
    }
}

void find_slides(struct work *w) {
    struct slides s = {.w = w};
    size_t n = w->plan->measures.n;
    for (size_t i = 0; i < n; i++) {
        struct measure *m = &w->plan->measures.at[i];
        if (!is_recognised(w, m->table_no))
            continue;
        s.pairs = s.pairs ? s.pairs : pairs_of(w->a, w->plan);
        check_row(&s, m, i > 0 ? m - 1 : NULL, i + 1 < n ? m + 1 : NULL);
    }
    if (s.pairs)
        find_astray(w, s.pairs);
}
