/* The organisations that a plan names, to be found again in its texts. */
#include "base/utf8.h"
#include "corpus/fold.h"
#include <stdlib.h>

typedef VEC(struct name) name_list;

static void add(struct arena *a, name_list *list, struct str text, struct str org_id) {
    if (text.n && text.n == utf8_squeeze(a, text).n && utf8_len(text) > 1)
        *vec_push(a, list) = (struct name){.text = text, .org_id = org_id};
}

static void add_roles(struct arena *a, name_list *list, const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++) {
            const struct mention *m = &roles->at[i].mentions.at[k];
            if (m->org_kind == ORG_PERSON)
                continue;
            add(a, list, m->mention, m->org_id);
            if (m->org_id.n)
                add(a, list, m->org, m->org_id);
        }
}

static int by_text(const void *x, const void *y) {
    const struct name *a = x, *b = y;
    int order = str_cmp(a->text, b->text);
    return order ? order : str_cmp(a->org_id, b->org_id);
}

/* Once each; a name of two organisations is none to go by. */
static size_t once(struct name *at, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || !str_eq(at[kept - 1].text, at[i].text))
            at[kept++] = at[i];
        else if (!str_eq(at[kept - 1].org_id, at[i].org_id))
            at[kept - 1].org_id = (struct str){0};
    }
    return kept;
}

/* Names that begin alike stand together, the shorter first. */
static void link_prefixes(struct names *names) {
    for (size_t i = 0; i < names->n; i++) {
        size_t k = i ? i - 1 : SIZE_MAX;
        while (k != SIZE_MAX && !str_starts(names->at[i].text, names->at[k].text))
            k = names->at[k].prefix;
        names->at[i].prefix = k;
    }
}

void names_sort(struct name *at, size_t n, struct names *out) {
    if (n)
        qsort(at, n, sizeof *at, by_text);
    *out = (struct names){.at = at, .n = once(at, n)};
    link_prefixes(out);
}

void names_of(struct arena *a, const struct plan *plan, struct names *out) {
    name_list list = {0};
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++)
            add_roles(a, &list, &plan->measures.at[i].assignments.at[k].roles);
    for (size_t i = 0; i < plan->clauses.n; i++)
        for (size_t k = 0; k < plan->clauses.at[i].assignments.n; k++)
            add_roles(a, &list, &plan->clauses.at[i].assignments.at[k].roles);
    for (size_t i = 0; i < plan->indicators.n; i++)
        add_roles(a, &list, &plan->indicators.at[i].roles);
    names_sort(list.at, list.n, out);
}

void names_join(struct arena *a, const struct names *x, const struct names *y, struct names *out) {
    name_list list = {0};
    for (size_t i = 0; i < x->n; i++)
        *vec_push(a, &list) = x->at[i];
    for (size_t i = 0; i < y->n; i++)
        *vec_push(a, &list) = y->at[i];
    names_sort(list.at, list.n, out);
}

/* Any name that s begins with is a beginning of the last name that is not greater than s. */
const struct name *names_at(const struct names *names, struct str s, size_t at) {
    struct str rest = str_cut(s, at, s.n);
    size_t low = 0, high = names->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(names->at[middle].text, rest) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t i = low ? low - 1 : SIZE_MAX;
    while (i != SIZE_MAX && !str_starts(rest, names->at[i].text))
        i = names->at[i].prefix;
    return i == SIZE_MAX ? NULL : &names->at[i];
}
