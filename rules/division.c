#include "rules/division.h"
#include "base/utf8.h"
#include "rules/tsv.h"

enum { HEADS = 8192, KEY_BYTES = 6 }; /* names are found by their first two characters */

struct divisions {
    struct arena *a;
    VEC(struct division) list; /* by code; a town behind the counties */
    size_t counties;           /* of list */
    VEC(struct division_name) names;
    uint32_t *heads; /* position in names + 1 */
};

static int fault(struct divisions *d, struct diags *diags, struct place at, const char *what) {
    diag_add(diags, DIAG_FORMAT, at, str_fmt(d->a, "%.*s: %s", STR_ARG(place_path(at)), what));
    return -1;
}

static size_t head_of(struct str text, size_t at) {
    return str_hash(str_cut(text, at, at + KEY_BYTES)) & (HEADS - 1);
}

static void add_name(struct divisions *d, struct str text, const struct division *v) {
    uint32_t *head = &d->heads[head_of(text, 0)];
    *vec_push(d->a, &d->names) = (struct division_name){text, v, *head};
    *head = (uint32_t)d->names.n;
}

static struct str without_last(struct str s) {
    size_t n = utf8_len(s), end = s.n - utf8_tail(s, 1).n;
    return n > 2 ? str_cut(s, 0, end) : (struct str){0};
}

unsigned division_government(struct str name) {
    static const struct {
        struct str end;
        unsigned government;
    } ends[] = {
        {S("街道"), LEVEL_STREET},   {S("自治区"), LEVEL_PROVINCE},
        {S("自治县"), LEVEL_COUNTY}, {S("行政区"), LEVEL_PROVINCE},
        {S("省"), LEVEL_PROVINCE},   {S("州"), LEVEL_CITY},
        {S("盟"), LEVEL_CITY},       {S("市"), LEVEL_CITY | LEVEL_COUNTY},
        {S("区"), LEVEL_DISTRICT},   {S("县"), LEVEL_COUNTY},
        {S("旗"), LEVEL_COUNTY},     {S("镇"), LEVEL_TOWN},
        {S("乡"), LEVEL_TOWN},       {S("苏木"), LEVEL_TOWN},
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(name, ends[i].end))
            return ends[i].government;
    return 0;
}

/* The code tells what the name leaves open: 110000 is a city of its own, 110118 a district. */
static unsigned government_by_code(struct str code, struct str name) {
    if (code.n == 9)
        return str_ends(name, S("地区")) ? LEVEL_STREET : division_government(name);
    if (str_ends(code, S("0000")))
        return str_ends(name, S("市")) ? LEVEL_CITY : LEVEL_PROVINCE;
    if (str_ends(code, S("00")))
        return LEVEL_CITY;
    return str_ends(name, S("区")) ? LEVEL_DISTRICT : LEVEL_COUNTY;
}

static int level_by_code(struct str code) {
    if (code.n == 9)
        return 4;
    return str_ends(code, S("0000")) ? 1 : str_ends(code, S("00")) ? 2 : 3;
}

static bool is_code(struct str code, size_t digits) {
    uint32_t n;
    return code.n == digits && str_uint(code, &n);
}

static int add_line(struct divisions *d, struct diags *diags, const struct tsv_line *line,
                    size_t digits, const struct division *last) {
    struct str code = line->cell[0], name = line->cell[1];
    struct division v = {.code = code, .name = name};
    if (!is_code(code, digits) || (last && str_cmp(last->code, code) >= 0))
        return fault(d, diags, line->at, "the code is none, or not in order");
    if (utf8_len(name) < 2)
        return fault(d, diags, line->at, "a division's name has two characters or more");
    if (digits == 6)
        v.short_name = line->cell[2].n ? line->cell[2] : without_last(name);
    v.government = government_by_code(code, name);
    v.level = level_by_code(code);
    *vec_push(d->a, &d->list) = v;
    return 0;
}

static int add_file(struct divisions *d, struct diags *diags, const struct tsv *t, size_t digits) {
    size_t first = d->list.n;
    for (size_t i = 0; i < t->lines.n; i++) {
        const struct division *last = d->list.n > first ? &d->list.at[d->list.n - 1] : NULL;
        if (add_line(d, diags, &t->lines.at[i], digits, last) < 0)
            return -1;
    }
    return 0;
}

static const struct division *find(const struct division *list, size_t n, struct str code) {
    for (size_t lo = 0, hi = n; lo < hi;) {
        size_t mid = lo + (hi - lo) / 2;
        int c = str_cmp(list[mid].code, code);
        if (c == 0)
            return &list[mid];
        lo = c < 0 ? mid + 1 : lo;
        hi = c < 0 ? hi : mid;
    }
    return NULL;
}

static bool same_start(struct str a, struct str b, size_t n) {
    return str_eq(str_cut(a, 0, n), str_cut(b, 0, n));
}

/* In the order of codes, a division follows the ones above it: 110000, 110100, 110118. */
static void link_up(struct division *v, const struct division *up) {
    v->up = up;
    v->above = up ? up->code : (struct str){0};
}

static void link_counties(struct divisions *d) {
    const struct division *province = NULL, *city = NULL;
    for (size_t i = 0; i < d->counties; i++) {
        struct division *v = &d->list.at[i];
        if (v->level == 1)
            province = v;
        else if (v->level == 3 && city && same_start(city->code, v->code, 4))
            link_up(v, city);
        else if (province && same_start(province->code, v->code, 2))
            link_up(v, province);
        city = v->level == 2 ? v : city;
    }
}

static void link_towns(struct divisions *d) {
    for (size_t i = d->counties; i < d->list.n; i++) {
        struct division *v = &d->list.at[i];
        link_up(v, find(d->list.at, d->counties, str_cut(v->code, 0, 6)));
    }
}

/* 漾濞县 for 漾濞彝族自治县, 大理州 for 大理白族自治州; empty where it is no such name. */
static struct str without_nation(struct arena *a, const struct division *v) {
    struct str last = utf8_tail(v->name, 1);
    if (v->short_name.n == 0 || !str_ends(str_cut(v->name, 0, v->name.n - last.n), S("自治")))
        return (struct str){0};
    return str_fmt(a, "%.*s%.*s", STR_ARG(v->short_name), STR_ARG(last));
}

static void add_names(struct divisions *d, const struct division *v) {
    const struct str names[] = {v->name, v->short_name, without_nation(d->a, v)};
    for (size_t i = 0; i < 3; i++)
        if (names[i].n && (i == 0 || !str_eq(names[i], v->name)))
            add_name(d, names[i], v);
}

struct divisions *divisions_load(struct arena *a, struct str divisions, struct str towns,
                                 struct diags *diags) {
    static const struct str columns[] = {S("code"), S("name"), S("short")};
    struct divisions *d = arena_alloc(a, sizeof *d);
    struct tsv counties, below;
    d->a = a;
    d->heads = arena_array(a, HEADS, sizeof *d->heads);
    if (tsv_parse(a, S("divisions.tsv"), divisions, columns, 3, diags, &counties) < 0 ||
        tsv_parse(a, S("towns.tsv"), towns, columns, 2, diags, &below) < 0)
        return NULL;
    size_t all = counties.lines.n + below.lines.n;
    d->list.at = arena_array(a, d->list.cap = all, sizeof *d->list.at);
    d->names.at = arena_array(a, d->names.cap = 2 * all, sizeof *d->names.at);
    if (add_file(d, diags, &counties, 6) < 0)
        return NULL;
    d->counties = d->list.n;
    if (add_file(d, diags, &below, 9) < 0)
        return NULL;
    link_counties(d);
    link_towns(d);
    for (size_t i = 0; i < d->list.n; i++)
        add_names(d, &d->list.at[i]);
    return d;
}

size_t divisions_count(const struct divisions *d, size_t *counties) {
    if (counties)
        *counties = d->counties;
    return d->list.n;
}

const struct division *division_nth(const struct divisions *d, size_t i) {
    return &d->list.at[i];
}

const struct division *division_by_code(const struct divisions *d, struct str code) {
    if (code.n == 9)
        return find(d->list.at + d->counties, d->list.n - d->counties, code);
    return find(d->list.at, d->counties, code);
}

const struct division_name *division_at(const struct divisions *d, struct str text, size_t at,
                                        const struct division_name *last) {
    uint32_t i = last ? last->next : at + KEY_BYTES > text.n ? 0 : d->heads[head_of(text, at)];
    for (; i; i = d->names.at[i - 1].next)
        if (str_starts(str_cut(text, at, text.n), d->names.at[i - 1].text))
            return &d->names.at[i - 1];
    return NULL;
}

bool division_above(const struct division *upper, const struct division *lower) {
    for (const struct division *v = lower ? lower->up : NULL; v; v = v->up)
        if (v == upper)
            return true;
    return false;
}

struct str division_full(struct arena *a, const struct division *v) {
    const struct division *chain[8];
    size_t n = 0;
    for (; v && n < 8; v = v->up)
        chain[n++] = v;
    struct buf b = {.a = a};
    while (n > 0)
        buf_add(&b, chain[--n]->name);
    return buf_str(&b);
}

struct str division_short(const struct division *v) {
    return v->short_name.n ? v->short_name : v->name;
}
