#include "rules/registry.h"
#include "rules/registry_load.h"

const struct form *registry_forms(const struct registry *r, size_t *n) {
    *n = r->forms.n;
    return r->forms.at;
}

const struct org *registry_kind(const struct registry *r, struct str key, unsigned levels) {
    for (size_t i = 0; i < r->kinds.n; i++) {
        const struct org *o = r->kinds.at[i];
        if (o->type == ORG_OF_KIND && (o->levels & levels) && str_eq(o->key, key))
            return o;
    }
    return NULL;
}

const struct org *registry_body(const struct registry *r, struct str key) {
    uint32_t i = r->body_heads[str_hash(key) & (BODY_HEADS - 1)];
    while (i && !str_eq(r->bodies.at[i - 1]->key, key))
        i = r->bodies.at[i - 1]->next;
    return i ? r->bodies.at[i - 1] : NULL;
}

const struct org *registry_group(const struct registry *r, struct str key) {
    for (size_t i = 0; i < r->kinds.n; i++)
        if (r->kinds.at[i]->type == ORG_OF_GROUP && str_eq(r->kinds.at[i]->key, key))
            return r->kinds.at[i];
    return NULL;
}

const struct group_word *registry_group_word(const struct registry *r, struct str text,
                                             size_t *sort) {
    const struct group_word *best = NULL;
    for (size_t i = 0; i < r->words.n; i++) {
        const struct group_word *w = &r->words.at[i];
        if (str_starts(text, w->word) && (!best || w->word.n > best->word.n))
            best = w;
    }
    for (*sort = 0; best && *sort < r->sorts.n && !str_eq(r->sorts.at[*sort], best->as);)
        ++*sort;
    return best;
}

struct str registry_group_sort(const struct registry *r, size_t sort) {
    return sort < r->sorts.n ? r->sorts.at[sort] : (struct str){0};
}

size_t registry_decisions(const struct registry *r) {
    return r->decisions.n;
}

const struct decision *registry_decision(const struct registry *r, size_t i) {
    return &r->decisions.at[i];
}

bool registry_is_sort(const struct registry *r, int32_t cp) {
    for (size_t i = 0; i < r->ends.n; i++)
        if (r->ends.at[i] == cp)
            return true;
    return false;
}

confusion registry_pair(int32_t a, int32_t b) {
    return a < b ? (confusion)a << 32 | (uint32_t)b : (confusion)b << 32 | (uint32_t)a;
}

confusion *registry_confusion(const struct registry *r, int32_t a, int32_t b) {
    confusion want = registry_pair(a, b);
    size_t i = want * 0x9E3779B97F4A7C15u >> (64 - CONFUSION_BITS);
    while (r->confusions[i] && r->confusions[i] != want)
        i = (i + 1) & (CONFUSIONS - 1);
    return &r->confusions[i];
}

bool registry_confused(const struct registry *r, int32_t a, int32_t b) {
    return a >= 0 && b >= 0 && *registry_confusion(r, a, b) != 0;
}
