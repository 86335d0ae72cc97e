/* Units of a recognised scan that landed a row off.
 *
 * A bureau's name says its field (农业农村, 交通). Where no leading unit's field is spoken of in
 * its own row, but one is in the row above or below, whose own leading units are strangers there
 * too, the units have probably slid. They stay where they were printed; the likely row is said.
 */
#include "base/utf8.h"
#include "extract/work.h"

enum { PREFIX_CHARS = 1, SUFFIX_CHARS = 1, COMMON_SHARE = 8 };
static const double SLID_ROW_CONFIDENCE = 0.5;

struct word {
    struct str text;
    bool rare;
};

struct slides {
    struct work *w;
    VEC(struct word) words; /* of the units' names, with what is known of them */
};

/* A word that many rows use (生态, 城市) says nothing about one. */
static bool is_rare(struct slides *s, struct str text) {
    size_t n = 0, rows = s->w->plan->measures.n;
    for (size_t i = 0; i < s->words.n; i++)
        if (str_eq(s->words.at[i].text, text))
            return s->words.at[i].rare;
    for (size_t i = 0; i < rows; i++)
        n += str_find(s->w->plan->measures.at[i].measure, text, 0) != SIZE_MAX;
    bool rare = n * COMMON_SHARE <= rows;
    *vec_push(s->w->a, &s->words) = (struct word){text, rare};
    return rare;
}

/* Do two neighbouring characters of the unit's own name stand in text? Its first character is its
 * level (市, 区), its last the kind of office (局, 委). */
static bool speaks_of(struct slides *s, struct str text, struct str unit) {
    size_t n = utf8_len(unit), at[3] = {0};
    size_t i = 0;
    for (size_t k = 0; i < unit.n; k++) {
        at[0] = at[1];
        at[1] = at[2];
        at[2] = i;
        utf8_next(unit, &i);
        bool inside = k >= PREFIX_CHARS + 2 && k + SUFFIX_CHARS <= n;
        struct str word = str_cut(unit, at[0], at[2]);
        if (inside && str_find(text, word, 0) != SIZE_MAX && is_rare(s, word))
            return true;
    }
    return false;
}

static struct str spoken(struct arena *a, const struct measure *m) {
    return str_fmt(a, "%.*s %.*s", STR_ARG(m->task), STR_ARG(m->measure));
}

static bool is_bureau(struct work *w, struct str unit) {
    return utf8_len(unit) >= 4 && rules_org_shape(w->rules, unit) == SHAPE_BODY &&
           !str_ends(unit, S("政府"));
}

/* Leading bureaus of m: how many there are, and how many of them text speaks of. */
static size_t leads_in(struct slides *s, const struct measure *m, struct str text,
                       size_t *bureaus) {
    size_t hits = 0;
    *bureaus = 0;
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t r = 0; r < m->assignments.at[i].roles.n; r++) {
            const struct role *role = &m->assignments.at[i].roles.at[r];
            for (size_t k = 0; role->role_kind == ROLE_LEAD && k < role->mentions.n; k++) {
                struct str unit = role->mentions.at[k].mention;
                if (!is_bureau(s->w, unit))
                    continue;
                *bureaus += 1;
                hits += speaks_of(s, text, unit);
            }
        }
    return hits;
}

static bool belongs_to(struct slides *s, const struct measure *m, const struct measure *other) {
    struct arena *a = s->w->a;
    size_t own, theirs;
    if (m->table_no != other->table_no || leads_in(s, m, spoken(a, m), &own) > 0 || own == 0)
        return false;
    bool most = 2 * leads_in(s, m, spoken(a, other), &own) >= own;
    return most && leads_in(s, other, spoken(a, other), &theirs) == 0 && theirs > 0;
}

static void report(struct work *w, struct measure *m, const char *where) {
    struct diag *d = diag_add(&w->doc->diags, DIAG_ROLES_SHIFTED, m->at, str_of(where));
    d->table_no = m->table_no;
    d->task_no = m->task_no;
    d->measure_no = m->measure_no;
    lower_confidence(m, SLID_ROW_CONFIDENCE);
}

static bool is_recognised(const struct work *w, int table_no) {
    for (size_t i = 0; i < w->items.n; i++) {
        const struct grid *g = w->items.at[i].grid;
        if (g && g->table_no == table_no)
            return g->parallel;
    }
    return false;
}

void find_slides(struct work *w) {
    struct slides s = {.w = w};
    for (size_t i = 0; i < w->plan->measures.n; i++) {
        struct measure *m = &w->plan->measures.at[i];
        if (!is_recognised(w, m->table_no))
            continue;
        if (i + 1 < w->plan->measures.n && belongs_to(&s, m, m + 1))
            report(w, m, "the leading units fit the row below");
        else if (i > 0 && belongs_to(&s, m, m - 1))
            report(w, m, "the leading units fit the row above");
    }
}
