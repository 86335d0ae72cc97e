/* The grain of a difference between Chinese texts. */
#include "base/utf8.h"
#include "corpus/diff.h"
#include <string.h>

enum { TITLE_BYTES = 400 }; /* a longer 《 is not a title's */

static bool is_digit(struct str s, size_t i) {
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static bool is_latin(struct str s, size_t i) {
    return i < s.n && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z'));
}

static size_t digits_end(struct str s, size_t i) {
    while (is_digit(s, i) || (i < s.n && (s.p[i] == '.' || s.p[i] == ',') && is_digit(s, i + 1)))
        i++;
    return i;
}

/* Behind one of these words, or i. */
static size_t behind_any(struct str s, size_t i, const struct str *words, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (str_starts(str_cut(s, i, s.n), words[k]))
            return i + words[k].n;
    return i;
}

static const struct str calendar[] = {S("年"), S("月份"), S("月"), S("日"), S("季度")};
static const struct str until[] = {S("底前"), S("底"), S("前"), S("起")};
static const struct str percent[] = {S("个百分点"), S("%"), S("％"), S("‰"), S("℃")};
#define COUNT(list) (sizeof(list) / sizeof *(list))

/* 2026年6月底前 is one; a number is one with its unit. */
static size_t number_end(struct str s, size_t i, const struct names *units) {
    size_t end = digits_end(s, i), next = behind_any(s, end, calendar, COUNT(calendar));
    for (; next > end && is_digit(s, next); next = behind_any(s, end, calendar, COUNT(calendar)))
        end = digits_end(s, next);
    if (next > end)
        return behind_any(s, next, until, COUNT(until));
    next = behind_any(s, end, percent, COUNT(percent));
    if (next > end)
        return next;
    const struct name *unit = names_at(units, s, end);
    return unit ? end + unit->text.n : end;
}

static size_t latin_end(struct str s, size_t i) {
    while (is_latin(s, i) || is_digit(s, i) ||
           (i < s.n && strchr("._-", s.p[i]) && (is_latin(s, i + 1) || is_digit(s, i + 1))))
        i++;
    return i;
}

static size_t title_end(struct str s, size_t i) {
    size_t end = str_find(str_cut(s, 0, i + TITLE_BYTES), S("》"), i);
    return end == SIZE_MAX ? i : end + S("》").n;
}

static size_t token_end(struct str s, size_t i, const struct names *names,
                        const struct names *units) {
    if (is_digit(s, i))
        return number_end(s, i, units);
    if (is_latin(s, i))
        return latin_end(s, i);
    if (str_starts(str_cut(s, i, s.n), S("《")) && title_end(s, i) > i)
        return title_end(s, i);
    const struct name *name = names_at(names, s, i);
    if (name)
        return i + name->text.n;
    utf8_next(s, &i);
    return i;
}

void diff_tokens(struct arena *a, struct str s, const struct names *names,
                 const struct names *units, token_list *out) {
    for (size_t i = 0, end; i < s.n; i = end) {
        end = token_end(s, i, names, units);
        struct str text = str_cut(s, i, end);
        *vec_push(a, out) = (struct token){text, str_hash(text)};
    }
}

typedef VEC(struct name) unit_list;

static void add_units(struct arena *a, unit_list *list, const plan_quantities *quantities) {
    for (size_t i = 0; i < quantities->n; i++)
        if (quantities->at[i].unit.n)
            *vec_push(a, list) = (struct name){.text = quantities->at[i].unit};
}

static void plan_units(struct arena *a, unit_list *list, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++)
        add_units(a, list, &plan->measures.at[i].quantities);
    for (size_t i = 0; i < plan->clauses.n; i++)
        add_units(a, list, &plan->clauses.at[i].quantities);
}

void diff_units(struct arena *a, const struct plan *old, const struct plan *new,
                struct names *out) {
    unit_list list = {0};
    plan_units(a, &list, old);
    plan_units(a, &list, new);
    names_sort(list.at, list.n, out);
}
