/* The document's place: given, or heard from all its mentions. */
#include "base/utf8.h"
#include "rules/resolver.h"

/* The one division of this full name. */
static const struct division *listed_place(struct resolver *r, struct str name) {
    const struct division *only = NULL;
    unsigned n = 0;
    for (const struct division_name *d = NULL; (d = division_at(r->divisions, name, 0, d));)
        if (d->division->code.n == 6 && str_eq(d->division->name, name)) {
            only = d->division;
            n += str_eq(d->text, name);
        }
    return n == 1 ? only : NULL;
}

const struct division *home_of(struct resolver *r, const struct org_document *d) {
    const struct division *v = division_by_code(r->divisions, d->code);
    if (!v)
        v = listed_place(r, d->name);
    return v || d->name.n == 0 ? v : make_division(r, d->name, d->name, NULL);
}

/* ---- from the mentions ---- */

static void vote_for(struct resolver *r, votes *list, struct str word) {
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->at[i].word, word)) {
            list->at[i].count++;
            return;
        }
    *vec_push(r->a, list) = (struct vote){str_dup(r->a, word), 1};
}

/* Forms that call a division by its name: 公路分局, 供电公司. */
static bool names_place(const struct resolver *r, struct str text) {
    for (const struct form *f = NULL; (f = registry_form(r->registry, text, f));)
        if (f->org->type == ORG_OF_KIND && str_find(f->org->name, S("~"), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_kind(const struct resolver *r, struct str text) {
    const struct form *f = registry_form(r->registry, text, NULL);
    return f && f->org->type == ORG_OF_KIND;
}

/* 密云区 and 密云 are one place. */
static struct str place_word(struct str place) {
    struct str last = utf8_tail(place, 1);
    bool marked = marker_at(last).n && utf8_len(place) > 2;
    return marked ? str_cut(place, 0, place.n - last.n) : place;
}

/* Is the word at from, of n characters, where a form has its division's name? */
static bool hear_place(struct resolver *r, struct str name, size_t front, size_t from, size_t n) {
    size_t to = from;
    for (; n > 0 && to < name.n; n--)
        utf8_next(name, &to);
    if (n > 0 || marker_at(str_cut(name, from, to)).n)
        return false;
    struct str text =
        str_fmt(r->a, "%s%.*s@%.*s", front ? "@" : "", STR_ARG(str_cut(name, front, from)),
                STR_ARG(str_cut(name, to, name.n)));
    if (!names_place(r, text))
        return false;
    vote_for(r, &r->places, place_word(str_cut(name, from, to)));
    return true;
}

/* Was another town of the same county heard before? */
static bool hears_another(const struct resolver *r, const struct division *town) {
    for (size_t i = 0; i < r->towns.n; i++)
        if (r->towns.at[i] != town && r->towns.at[i]->up == town->up)
            return true;
    return false;
}

/* Places everywhere have a town of one name that is listed, but not two. */
static void hear_towns(struct resolver *r, struct str name) {
    for (const struct division_name *d = NULL; (d = division_at(r->divisions, name, 0, d));) {
        if (d->division->code.n != 9 || !str_eq(d->text, name) || !d->division->up)
            continue;
        if (hears_another(r, d->division))
            vote_for(r, &r->places, division_short(d->division->up));
        *vec_push(r->a, &r->towns) = d->division;
    }
}

void resolver_hear(struct resolver *r, struct str mention) {
    if (r->home || mention.n > NAME_MAX)
        return;
    struct str name = name_plain(r->a, mention), marker = marker_at(name);
    if (marker.n && is_kind(r, str_fmt(r->a, "@%.*s", STR_ARG(str_cut(name, marker.n, name.n)))))
        vote_for(r, &r->markers, marker);
    hear_towns(r, name);
    /* The shortest word: in 市交通委延庆公路分局 it is 延庆, not 延庆公路. */
    for (size_t n = 2, heard = 0; n <= 4 && !heard; n++)
        for (size_t i = 0; i < name.n && !heard; utf8_next(name, &i))
            heard = hear_place(r, name, 0, i, n) ||
                    (marker.n && i >= marker.n && hear_place(r, name, marker.n, i, n));
}

/* The word heard at least twice as often as any other. */
static struct str winner(const votes *list) {
    struct vote best = {0};
    unsigned second = 0;
    for (size_t i = 0; i < list->n; i++) {
        struct vote v = list->at[i];
        if (v.count > best.count) {
            second = best.count;
            best = v;
        } else if (v.count > second) {
            second = v.count;
        }
    }
    return best.count >= 2 * second ? best.word : (struct str){0};
}

void resolver_heard(struct resolver *r) {
    struct str place = winner(&r->places), marker = winner(&r->markers);
    if (r->home || place.n == 0)
        return;
    struct str name =
        str_fmt(r->a, "%.*s%.*s", STR_ARG(place), STR_ARG(marker.n ? marker : S("区")));
    const struct division *found = NULL;
    unsigned n = 0;
    for (const struct division_name *d = NULL; (d = division_at(r->divisions, place, 0, d));)
        if (str_eq(d->text, place) && (marker.n == 0 || str_ends(d->division->name, marker))) {
            found = d->division;
            n++;
        }
    r->home = n == 1 ? found : make_division(r, name, name, NULL);
}
