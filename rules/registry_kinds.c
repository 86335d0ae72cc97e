/* Kinds of bodies, which every division of their levels has (kinds.tsv). */
#include "base/utf8.h"
#include "rules/registry_load.h"
#include <string.h>

static int read_levels(struct registry *r, struct place at, struct str cell, unsigned *out) {
    static const struct str names[] = {S("国"), S("省"), S("市"), S("区"),
                                       S("县"), S("镇"), S("街")};
    *out = 0;
    for (size_t i = 0; i < cell.n;) {
        size_t from = i, k = 0;
        utf8_next(cell, &i);
        while (k < 7 && !str_eq(names[k], str_cut(cell, from, i)))
            k++;
        if (k == 7)
            return registry_fault(r, at, "unknown level", cell);
        *out |= 1u << k;
    }
    return 0;
}

static void add_end(struct registry *r, struct str name) {
    size_t at = name.n - utf8_tail(name, 1).n;
    int32_t cp = utf8_next(name, &at);
    if (!registry_is_sort(r, cp))
        *vec_push(r->a, &r->ends) = cp;
}

static int add_kind(struct registry *r, struct org org, struct str names) {
    struct org *o = arena_alloc(r->a, sizeof *o);
    *o = org;
    *vec_push(r->a, &r->kinds) = o;
    if (form_add_all(r, o, names) < 0)
        return -1;
    if (o->name.n == 0)
        return registry_fault(r, org.at, "no name", org.key);
    add_end(r, o->name);
    return 0;
}

/* text with its * replaced by word. */
static struct str fill_star(struct registry *r, struct str text, struct str word) {
    size_t star = str_find(text, S("*"), 0);
    if (star == SIZE_MAX)
        return text;
    char *p = arena_alloc(r->a, text.n + word.n);
    memcpy(p, text.p, star);
    memcpy(p + star, word.p, word.n);
    memcpy(p + star + word.n, text.p + star + 1, text.n - star - 1);
    return (struct str){p, text.n - 1 + word.n};
}

/* A form that is its division's name and a word: the word. */
static struct str word_behind(const struct form *f) {
    bool simple = f->slots == 1 && str_starts(f->text, S("@")) && f->text.n > 1;
    return simple ? str_cut(f->text, 1, f->text.n) : (struct str){0};
}

/* The kind that a line of its own gives to a name of these levels. */
static const struct org *kind_named(struct registry *r, struct str name, unsigned levels) {
    struct form f;
    form_read(r, name, &f);
    for (const struct form *o = NULL; (o = registry_form(r, f.text, o));)
        if (o->org->type == ORG_OF_KIND && (o->org->levels & levels))
            return o->org;
    return NULL;
}

/* The branches of one kind: names are those of line with each name of the kind for the star. Where
 * a line of its own has the full name, the others are other names of that. */
static int add_branch(struct registry *r, const struct org *line, const struct org *up,
                      struct str names) {
    struct str full = str_cut(names, 0, str_find(names, S(" "), 0)), word;
    const struct org *known = kind_named(r, full, line->levels);
    for (size_t at = 0; known && name_word(names, &at, &word);)
        if (!kind_named(r, word, line->levels) && form_add(r, known, word, false) < 0)
            return -1;
    if (known)
        return 0;
    struct org org = *line;
    org.key = fill_star(r, line->key, up->key);
    org.from = up->from;
    org.to = up->to;
    org.successor = up->successor.n ? fill_star(r, line->key, up->successor) : up->successor;
    return add_kind(r, org, names);
}

/* One body below another: of each kind that a city has, in the districts. Forms stand in the order
 * of their kinds. */
static int add_branches(struct registry *r, const struct org *line, struct str names) {
    size_t kinds = r->kinds.n, forms = r->forms.n;
    for (size_t k = 0, i = 0; k < kinds; k++) {
        const struct org *up = r->kinds.at[k];
        struct buf all = {.a = r->a};
        for (; i < forms && r->forms.at[i].org == up; i++) {
            struct str word = word_behind(&r->forms.at[i]);
            if (word.n && (up->levels & LEVEL_CITY)) {
                buf_add(&all, fill_star(r, names, word));
                buf_byte(&all, ' ');
            }
        }
        if (all.n && add_branch(r, line, up, buf_str(&all)) < 0)
            return -1;
    }
    return 0;
}

int kind_add_line(struct registry *r, const struct tsv_line *line) {
    struct org org = {.key = line->cell[0], .successor = line->cell[5], .at = line->at};
    if (read_levels(r, line->at, line->cell[1], &org.levels) < 0 ||
        registry_year(r, line->at, line->cell[3], &org.from) < 0 ||
        registry_year(r, line->at, line->cell[4], &org.to) < 0)
        return -1;
    bool star = str_find(org.key, S("*"), 0) != SIZE_MAX;
    return star ? add_branches(r, &org, line->cell[2]) : add_kind(r, org, line->cell[2]);
}
