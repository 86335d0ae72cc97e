/* Which pieces of lines make a name: names are broken by line ends and drawn apart by white space.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

enum { LIST_BYTES = 400 /* of a broken list */ };

/* Each piece between list marks is a person's name. */
static bool all_persons(const struct work *w, struct str s) {
    for (size_t from = 0; from < s.n;) {
        size_t at = str_find(s, S("、"), from), end = at == SIZE_MAX ? s.n : at;
        struct str name = str_cut(s, from, end);
        size_t len = utf8_len(name);
        from = end + S("、").n;
        if (len < 2 || len > 4 || rules_name_may_begin(w->rules, name) ||
            rules_org_shape(w->rules, name) != SHAPE_NONE)
            return false;
    }
    return s.n > 0;
}

static struct str first_name(struct str s) {
    return str_cut(s, 0, str_find(s, S("、"), 0));
}

static struct str last_name(struct str s) {
    for (size_t at; (at = str_find(s, S("、"), 0)) != SIZE_MAX;)
        s = str_cut(s, at + S("、").n, s.n);
    return s;
}

/* The name that goes over the seam between two tokens, from list mark to list mark. */
static struct str seam(struct arena *a, struct str left, struct str right) {
    return str_fmt(a, "%.*s%.*s", STR_ARG(last_name(left)), STR_ARG(first_name(right)));
}

/* A name of its own stands there, and what is above may be a person, or break off where a page
 * ends.
 */
static bool is_whole(const struct lattice *l, size_t i, size_t k) {
    const struct lines *x = l->more;
    struct str right = x->facts[k].text;
    if (k == i || !x->facts[k].unit || !rules_name_may_begin(l->w->rules, right))
        return false;
    struct str both = seam(l->w->a, x->facts[k - 1].text, right);
    return times_printed(x->habits->names, both) == 0 && !rules_known_unit(l->w->rules, both);
}

/* Both could be names, but what they make together is printed elsewhere, or is known where they are
 * not, or neither is printed elsewhere, the second begins as no name does, and a line would not
 * have had room for both. */
static bool is_rest(const struct lattice *l, size_t i, size_t k) {
    const struct lines *x = l->more;
    const struct fact *f = x->facts;
    struct str left = f[k - 1].text, right = f[k].text, both = seam(l->w->a, left, right);
    if (str_ends(left, S("、")) || str_starts(right, S("、")))
        return false;
    if (times_printed(x->habits->names, both) > 0)
        return true;
    if (rules_name_branch(l->w->rules, both) == both.n)
        return rules_name_branch(l->w->rules, last_name(left)) < last_name(left).n;
    bool known = rules_known_unit(l->w->rules, str_cut(both, 0, both.n - first_name(right).n));
    if (known || rules_known_unit(l->w->rules, both))
        return !known;
    if (!f[k].begins)
        return !rules_name_may_begin(l->w->rules, right);
    bool room = f[k - 1].line_len + f[k].len <= x->habits->widest;
    return times_printed(x->habits->names, f[i].text) <= 1 &&
           times_printed(x->habits->names, right) <= 1 && !room &&
           !rules_name_may_begin(l->w->rules, right);
}

/* What speaks for a name over the seam: it is known, or printed elsewhere, so that no cell ends
 * there; against it, that another may begin there. */
static double at_seam(const struct lattice *l, size_t k) {
    const struct lines *x = l->more;
    struct str both = seam(l->w->a, x->facts[k - 1].text, x->facts[k].text);
    if (times_printed(x->habits->names, both) > 0 || rules_known_unit(l->w->rules, both))
        return 2;
    return rules_name_may_begin(l->w->rules, x->facts[k].text) ? -1.5 : 0;
}

static bool is_no_name(const struct lattice *l, size_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    return f->sentence || f->deadline || f->none || l->tokens[i].numbers;
}

/* What stands on either side of the seam could be a name of its own. */
static bool are_names(const struct lattice *l, size_t k) {
    const struct fact *f = &((struct lines *)l->more)->facts[k];
    return all_units(l->w, last_name((f - 1)->text)) && all_units(l->w, first_name(f->text));
}

/* A line so short is no beginning that a column's width broke off, but who leads. */
static bool may_be_person(const struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    const struct fact *f = &x->facts[i];
    return x->officials && f->begins && f->ends_line && f->len <= PERSON_CHARS && !f->unit;
}

/* Blocks of a page part names, but what was set in one line with another cell goes on in a block of
 * its own. */
static bool is_apart(const struct lattice *l, size_t k) {
    const struct lines *x = l->more;
    return x->habits->blocks && l->tokens[k].gap > 0 && !x->facts[k - 1].beside;
}

/* Names may be broken by a line's end or a space. Where each piece could be a name of its own, only
 * another printing shows that they are one. */
static void judge_units(struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    struct fact *f = x->facts;
    struct buf b = {.a = l->w->a};
    double seams = 0.5;
    for (size_t k = 0; k < NAME_TOKENS; k++)
        f[i].units[k] = -INFINITY;
    for (size_t k = 0; k < NAME_TOKENS; k++) {
        bool none = i + k >= l->n || is_no_name(l, i + k);
        f[i].units[k] = k ? -INFINITY : none ? -10 : -3;
        if (none || (k > 0 && may_be_person(l, i)))
            break;
        buf_add(&b, f[i + k].text);
        bool units = b.n <= LIST_BYTES && all_units(l->w, buf_str(&b));
        seams += k > 0 ? at_seam(l, i + k) : 0;
        bool pieces = k > 0 && !are_names(l, i + k);
        bool apart = k > 0 && is_apart(l, i + k);
        bool broken = k > 0 && !apart && (pieces ? !is_whole(l, i, i + k) : is_rest(l, i, i + k));
        if (k == 0 && units)
            f[i].units[k] = 1.5;
        else if (units && broken && f[i].len > 1)
            f[i].units[k] = 1.5 * (double)(k + 1) + seams;
    }
}

/* The same of people. A broken name of theirs leaves a single character somewhere, though not in
 * front unless white space draws it apart (阳 波), or is printed whole elsewhere. */
static void judge_persons(struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    struct fact *f = x->facts;
    bool rest = f[i].len == 1 && i + 1 < l->n && !f[i + 1].beside;
    struct buf b = {.a = l->w->a};
    for (size_t k = 0; k < NAME_TOKENS; k++)
        f[i].persons[k] = -INFINITY;
    for (size_t k = 0; k < NAME_TOKENS; k++) {
        bool none = i + k >= l->n || is_no_name(l, i + k) || f[i + k].unit;
        f[i].persons[k] = k ? -INFINITY : none ? -10 : -4;
        if (none)
            break;
        buf_add(&b, f[i + k].text);
        bool broken =
            k > 0 && !rest &&
            (f[i].len == 1 || f[i + k].len == 1 ||
             times_printed(x->habits->names, seam(l->w->a, f[i + k - 1].text, f[i + k].text)) > 0);
        if (all_persons(l->w, buf_str(&b)) && (k == 0 || broken))
            f[i].persons[k] = (double)(k + 1);
    }
}

void judge_names(struct lattice *l) {
    for (size_t i = 0; i < l->n; i++) {
        judge_units(l, i);
        judge_persons(l, i);
    }
}
