/* Names of organisations as forms: what a name is looked up by. */
#include "base/utf8.h"
#include "rules/registry_load.h"
#include <string.h>

/* ---- names ---- */

static bool is_plain(struct str name) {
    for (size_t i = 0; i < name.n;) {
        int32_t cp = utf8_next(name, &i);
        if (cp == '(' || cp == ')' || utf8_is_space(cp))
            return false;
    }
    return true;
}

struct str name_plain(struct arena *a, struct str name) {
    if (is_plain(name))
        return name;
    struct buf b = {.a = a};
    for (size_t i = 0; i < name.n;) {
        size_t at = i;
        int32_t cp = utf8_next(name, &i);
        if (cp == '(' || cp == ')')
            utf8_put(&b, cp == '(' ? 0xFF08 : 0xFF09);
        else if (!utf8_is_space(cp))
            buf_add(&b, str_cut(name, at, i));
    }
    return buf_str(&b);
}

static uint64_t char_bit(int32_t cp) {
    return (uint64_t)1 << ((uint32_t)cp * 2654435761u >> 26);
}

uint64_t name_chars(struct str name) {
    uint64_t set = 0;
    for (size_t i = 0; i < name.n;)
        set |= char_bit(utf8_next(name, &i));
    return set;
}

bool name_word(struct str s, size_t *at, struct str *word) {
    while (*at < s.n && s.p[*at] == ' ')
        ++*at;
    size_t end = str_find(s, S(" "), *at);
    *word = str_cut(s, *at, end == SIZE_MAX ? s.n : end);
    *at += word->n;
    return word->n > 0;
}

/* ---- forms ---- */

static size_t head_of(struct str text) {
    return str_hash(text) & (FORM_HEADS - 1);
}

/* From the i-th on, which is counted from 1. */
static const struct form *form_from(const struct registry *r, uint32_t i, struct str text) {
    while (i && !str_eq(r->forms.at[i - 1].text, text))
        i = r->forms.at[i - 1].next;
    return i ? &r->forms.at[i - 1] : NULL;
}

const struct form *registry_form(const struct registry *r, struct str text,
                                 const struct form *last) {
    return form_from(r, last ? last->next : r->heads[head_of(text)], text);
}

static bool times_meet(const struct org *a, const struct org *b) {
    int from = a->from > b->from ? a->from : b->from;
    int to = !a->to ? b->to : !b->to || a->to < b->to ? a->to : b->to;
    return !to || from < to;
}

/* Can one mention in one document mean both? */
static bool clash(const struct org *a, const struct org *b) {
    if (a->type != b->type || str_eq(a->key, b->key) || !times_meet(a, b))
        return false;
    return a->type == ORG_OF_OWN    ? str_eq(a->scope, b->scope)
           : a->type == ORG_OF_KIND ? (a->levels & b->levels) != 0
                                    : true;
}

/* False, with out half done, at what name_plain changes. */
static bool read_plain(struct registry *r, struct str name, struct form *out) {
    char *text = arena_alloc(r->a, name.n + 1);
    bool own = false;
    *out = (struct form){.text = {text, name.n}};
    if (name.n)
        memcpy(text, name.p, name.n);
    for (size_t i = 0; i < name.n; out->length++) {
        size_t at = i;
        int32_t cp = utf8_next(name, &i);
        if (cp == '(' || cp == ')' || utf8_is_space(cp))
            return false;
        bool slot = cp == '@' || cp == '~' || cp == '^';
        if (slot && cp != '^' && !own) {
            own = true;
            out->own = out->slots;
        }
        out->slots = (uint8_t)(out->slots + slot);
        if (slot)
            text[at] = '@';
        out->chars |= char_bit(slot ? '@' : cp);
    }
    return true;
}

void form_read(struct registry *r, struct str name, struct form *out) {
    if (!read_plain(r, name, out))
        read_plain(r, name_plain(r->a, name), out);
}

int form_add(struct registry *r, const struct org *org, struct str name, bool full) {
    struct form f;
    form_read(r, name, &f);
    if (f.slots > 2)
        return registry_fault(r, org->at, "a name has room for two divisions at most", name);
    uint32_t *head = &r->heads[head_of(f.text)];
    for (const struct form *o = form_from(r, *head, f.text); o; o = form_from(r, o->next, f.text)) {
        if (clash(o->org, org))
            return registry_fault(r, org->at, "one name for two bodies",
                                  str_fmt(r->a, "%.*s, also in %.*s, line %u", STR_ARG(name),
                                          STR_ARG(place_path(o->org->at)), o->org->at.line));
        if (o->org == org)
            return 0;
    }
    f.org = org;
    f.full = full;
    f.next = *head;
    *vec_push(r->a, &r->forms) = f;
    *head = (uint32_t)r->forms.n;
    return 0;
}

/* A name without a slot stands behind its division's. */
static struct str with_slot(struct registry *r, struct str name) {
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '@' || name.p[i] == '~' || name.p[i] == '^')
            return name;
    char *p = arena_alloc(r->a, name.n + 2);
    p[0] = '@';
    memcpy(p + 1, name.p, name.n);
    return (struct str){p, name.n + 1};
}

int form_add_all(struct registry *r, struct org *o, struct str names) {
    struct str word;
    for (size_t at = 0; name_word(names, &at, &word);) {
        word = o->type == ORG_OF_KIND ? with_slot(r, word) : word;
        bool full = o->name.n == 0;
        if (full)
            o->name = word;
        if (form_add(r, o, word, full) < 0)
            return -1;
    }
    return 0;
}
