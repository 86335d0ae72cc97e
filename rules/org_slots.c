/* Divisions in a name: 市 and 密云 in 市交通委密云公路分局. */
#include "base/utf8.h"
#include "rules/resolver.h"
#include <string.h>

enum { TOWN_CODE = 9 };

struct str marker_at(struct str text) {
    static const struct str markers[] = {S("自治区"), S("自治州"), S("自治县"), S("自治旗"),
                                         S("省"),     S("市"),     S("区"),     S("县"),
                                         S("旗"),     S("州"),     S("盟")};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (str_starts(text, markers[i]))
            return markers[i];
    return (struct str){0};
}

const struct division *make_division(struct resolver *r, struct str code, struct str name,
                                     const struct division *up) {
    for (size_t i = 0; i < r->made.n; i++)
        if (str_eq(r->made.at[i]->code, code))
            return r->made.at[i];
    struct division *v = arena_alloc(r->a, sizeof *v);
    size_t short_end = name.n - utf8_tail(name, 1).n;
    *v = (struct division){.code = str_dup(r->a, code),
                           .name = str_dup(r->a, name),
                           .government = division_government(name),
                           .up = up,
                           .above = up ? up->code : (struct str){0}};
    if (utf8_len(name) > 2 && !(v->government & (LEVEL_TOWN | LEVEL_STREET)))
        v->short_name = str_cut(v->name, 0, short_end);
    *vec_push(r->a, &r->made) = v;
    return v;
}

const struct division *division_by_marker(struct resolver *r, struct str marker) {
    const struct division *top = NULL;
    for (const struct division *v = r->home; v; v = v->up) {
        if (str_ends(v->name, marker))
            return v;
        top = v;
    }
    /* Levels are bits that grow downwards. */
    unsigned level = division_government(marker);
    if (!top || top->government == LEVEL_PROVINCE || division_by_code(r->divisions, top->code) ||
        (level & -level) >= (top->government & -top->government))
        return NULL;
    return make_division(r, str_fmt(r->a, "%.*s^", STR_ARG(r->home->code)), marker, NULL);
}

/* How near a division is to the document's place: the nearest is meant. 0: cannot be meant. */
static int nearness(const struct resolver *r, const struct division *v, bool full) {
    const struct division *home = r->home;
    if (v == home)
        return 6;
    if (home && division_above(v, home))
        return 5;
    if (home && division_above(home, v))
        return 4;
    if (home && home->up && division_above(home->up, v))
        return 3;
    for (const struct division *up = home; up; up = up->up)
        if (division_above(up, v))
            return 2;
    if (v->code.n == TOWN_CODE)
        return 0; /* every province has towns of such names, and few of them are listed */
    return full || v->up == NULL ? 1 : 0;
}

/* 房山区城关街道: the name of what is above the town stands in front. */
static bool is_placed(struct str name, size_t at, const struct division *town) {
    return town->up && str_ends(str_cut(name, 0, at), town->up->name);
}

/* The division meant by a text that stands at byte at of name; NULL where two are equally near. */
static const struct division *nearest(struct resolver *r, struct str name, size_t at,
                                      struct str text) {
    const struct division *best = NULL;
    int most = 0;
    for (const struct division_name *n = NULL; (n = division_at(r->divisions, name, at, n));) {
        if (!str_eq(n->text, text))
            continue;
        int near = nearness(r, n->division, str_eq(text, n->division->name));
        near = near == 0 && is_placed(name, at, n->division) ? 1 : near;
        best = near > most ? n->division : near == most ? NULL : best;
        most = near > most ? near : most;
    }
    return best;
}

/* Of two names of one division at one place, 密云 and 密云区, the longer is read. */
static void add_slot(struct slots *out, struct slot s) {
    for (size_t i = 0; i < out->n; i++) {
        struct slot *o = &out->at[i];
        if (o->from == s.from && (o->to == s.to || o->division == s.division)) {
            *o = s.to > o->to ? s : *o;
            return;
        }
    }
    if (out->n < NAME_SLOTS)
        out->at[out->n++] = s;
}

static void add_named(struct resolver *r, struct str name, size_t at, struct slots *out) {
    for (const struct division_name *n = NULL;
         (n = division_at(r->divisions, name, at, n)) != NULL;) {
        const struct division *v = nearest(r, name, at, n->text);
        if (v)
            add_slot(out, (struct slot){at, at + n->text.n, v, true});
    }
    for (size_t i = 0; i < r->made.n; i++) {
        const struct division *v = r->made.at[i];
        const struct str names[] = {v->name, v->short_name};
        for (size_t k = 0; k < 2; k++)
            if (utf8_len(names[k]) > 1 && str_starts(str_cut(name, at, name.n), names[k]))
                add_slot(out, (struct slot){at, at + names[k].n, v, true});
    }
}

/* 北京市 and 密云区 side by side are one slot: 北京市密云区. */
static void merge_slots(struct slots *out) {
    for (size_t i = 0; i < out->n; i++)
        for (size_t k = 0; k < out->n; k++)
            if (out->at[i].to == out->at[k].from && out->at[i].named && out->at[k].named &&
                division_above(out->at[i].division, out->at[k].division))
                add_slot(out,
                         (struct slot){out->at[i].from, out->at[k].to, out->at[k].division, true});
}

void find_slots(struct resolver *r, struct str name, struct slots *out) {
    out->n = 0;
    for (size_t i = 0; i < name.n; utf8_next(name, &i)) {
        struct str marker = i <= MARKER_BYTES ? marker_at(str_cut(name, i, name.n)) : S("");
        const struct division *v = marker.n ? division_by_marker(r, marker) : NULL;
        if (v)
            add_slot(out, (struct slot){i, i + marker.n, v, false});
        add_named(r, name, i, out);
    }
    merge_slots(out);
}

struct str skeleton_text(const struct skeleton *k) {
    return (struct str){k->text, k->length};
}

static void add_text(struct skeleton *k, struct str s) {
    memcpy(k->text + k->length, s.p, s.n);
    k->length += s.n;
}

/* name holds at most NAME_MAX bytes and a slot is longer than its @. */
static void make_skeleton(struct str name, const struct slot *one, const struct slot *two,
                          struct skeleton *k) {
    const struct slot *slot[] = {one, two};
    size_t at = 0;
    k->length = k->n = 0;
    for (size_t i = 0; i < 2 && slot[i]; i++) {
        if (slot[i]->from > at)
            add_text(k, str_cut(name, at, slot[i]->from));
        add_text(k, S("@"));
        k->slot[k->n++] = slot[i];
        at = slot[i]->to;
    }
    if (name.n > at)
        add_text(k, str_cut(name, at, name.n));
}

void each_skeleton(struct str name, const struct slots *slots,
                   bool (*fn)(void *, const struct skeleton *), void *ctx) {
    struct skeleton k;
    for (size_t i = 0; i < slots->n; i++)
        for (size_t j = 0; j < slots->n; j++) {
            if (slots->at[j].from < slots->at[i].to)
                continue;
            make_skeleton(name, &slots->at[i], &slots->at[j], &k);
            if (fn(ctx, &k))
                return;
        }
    for (size_t i = 0; i < slots->n; i++) {
        make_skeleton(name, &slots->at[i], NULL, &k);
        if (fn(ctx, &k))
            return;
    }
    make_skeleton(name, NULL, NULL, &k);
    fn(ctx, &k);
}

static bool body_fits(struct resolver *r, const struct form *f, const struct skeleton *k,
                      struct reading *out) {
    const struct division *scope = division_by_code(r->divisions, f->org->scope);
    bool nation = str_eq(f->org->scope, S("000000"));
    for (size_t i = 0; i < r->made.n && !scope; i++)
        scope = str_eq(r->made.at[i]->code, f->org->scope) ? r->made.at[i] : NULL;
    if (k->n > 0 && k->slot[0]->division != scope)
        return false;
    out->own = scope;
    out->near = nation || scope == r->home || division_above(scope, r->home);
    /* 市科委 or 经开区 of another city is not meant, but 北京经开区 is. */
    return out->near || (scope && str_find(f->text, division_short(scope), 0) != SIZE_MAX);
}

/* The division called so above own: in 市生态环境局宁安分局 the city that 宁安市 belongs to. */
static const struct division *marked_above(const struct division *own, struct str name) {
    for (const struct division *v = own->up; v; v = v->up)
        if (str_eq(utf8_tail(v->name, 1), utf8_tail(name, 1)))
            return v;
    return NULL;
}

/* Does the other of two slots stand for a division above own? */
static bool above_fits(const struct slot *other, const struct division *own) {
    if (division_above(other->division, own))
        return true;
    if (other->named)
        return false;
    return own->up == NULL || (other->division == own && marked_above(own, own->name));
}

bool form_fits(struct resolver *r, const struct form *f, const struct skeleton *k,
               struct reading *out) {
    *out = (struct reading){.form = f, .own = r->home, .near = true};
    if (f->org->type == ORG_OF_OWN)
        return body_fits(r, f, k, out);
    if (f->slots != k->n)
        return false;
    if (k->n > 0)
        out->own = k->slot[f->own]->division;
    if (k->n == 2 && !above_fits(k->slot[!f->own], out->own))
        return false;
    if (f->org->type == ORG_OF_GROUP)
        return true;
    /* A place alone is its government, 区 alone is nothing. */
    return out->own && (f->org->levels & out->own->government) &&
           (f->length > 1 || k->slot[0]->named);
}
