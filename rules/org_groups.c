/* Groups: all divisions of a sort under one word (各镇街, 各县（市、区）人民政府), and who belongs
 * to a group.
 */
#include "base/utf8.h"
#include "rules/resolver.h"

/* What stands before the words: 全市各, 各, or nothing. */
static size_t quantifier(struct str name) {
    size_t at = str_starts(name, S("全")) ? S("全").n : 0;
    struct str marker = marker_at(str_cut(name, at, name.n));
    if (str_starts(str_cut(name, at + marker.n, name.n), S("各")))
        return at + marker.n + S("各").n;
    return 0;
}

static bool has_division(const struct registry *r, unsigned sorts) {
    for (size_t i = 0; i < GROUP_SORTS; i++)
        if ((sorts & 1u << i) && division_government(registry_group_sort(r, i)))
            return true;
    return false;
}

/* The sorts of division that name means, a bit for each; 0 where it is no such group. */
static unsigned sorts_of(const struct registry *r, struct str name) {
    size_t from = quantifier(name), sort;
    unsigned sorts = 0;
    for (size_t at = from; at < name.n;) {
        const struct group_word *w = registry_group_word(r, str_cut(name, at, name.n), &sort);
        if (!w)
            return 0;
        sorts |= w->as.n ? 1u << sort : 0;
        at += w->word.n;
    }
    /* Without 各, 区 is the document's own and 管委会 one of many. */
    return from || (utf8_len(name) > 1 && has_division(r, sorts)) ? sorts : 0;
}

static struct str key_of_sorts(struct resolver *r, unsigned sorts) {
    struct buf b = {.a = r->a};
    buf_add(&b, S("各"));
    for (size_t i = 0; i < GROUP_SORTS; i++)
        if (sorts & 1u << i)
            buf_add(&b, registry_group_sort(r->registry, i));
    return buf_str(&b);
}

bool resolve_group_words(struct resolver *r, struct str name, const struct division *own,
                         struct org_answer *out) {
    unsigned sorts = sorts_of(r->registry, name);
    if (sorts == 0)
        return false;
    *out = (struct org_answer){.type = ORG_TYPE_GROUP,
                               .name = name,
                               .kind = key_of_sorts(r, sorts),
                               .how = ORG_HOW_EXACT,
                               .confidence = 1,
                               .reason = S("words for all divisions of a sort")};
    if (own) {
        out->code = own->code;
        out->id = str_fmt(r->a, "%.*s:%.*s", STR_ARG(own->code), STR_ARG(out->kind));
    }
    return true;
}

/* ---- members ---- */

static void add_member(struct resolver *r, org_members *out, const struct division *v,
                       struct str kind) {
    if (!registry_kind(r->registry, kind, v->government))
        return;
    struct org_answer a = answer_of_key(
        r, str_fmt(r->a, "%.*s:%.*s", STR_ARG(v->code), STR_ARG(kind)), (struct str){0});
    *vec_push(r->a, out) = (struct org_candidate){a.id, a.name, 1};
}

/* Is the division of one of the sorts? 永宁乡 is of the sort 镇. */
static bool of_sorts(const struct registry *r, const struct division *v, unsigned sorts) {
    for (size_t i = 0; i < GROUP_SORTS; i++) {
        struct str sort = registry_group_sort(r, i);
        unsigned towns = LEVEL_TOWN | LEVEL_STREET;
        if ((sorts & 1u << i) && (division_government(sort) & v->government) &&
            (str_ends(v->name, sort) || (v->government & towns)))
            return true;
    }
    return false;
}

/* The body that a place alone means. */
static const struct org *government_of(const struct registry *r, const struct division *v) {
    for (const struct form *f = NULL; (f = registry_form(r, S("@"), f));)
        if (f->org->levels & v->government)
            return f->org;
    return NULL;
}

static void add_divisions(struct resolver *r, org_members *out, const struct division *own,
                          unsigned sorts) {
    for (size_t i = 0; i < divisions_count(r->divisions, NULL); i++) {
        const struct division *v = division_nth(r->divisions, i);
        const struct org *body = v->up == own ? government_of(r->registry, v) : NULL;
        if (body && of_sorts(r->registry, v, sorts))
            add_member(r, out, v, body->key);
    }
}

static void add_listed(struct resolver *r, org_members *out, const struct division *own,
                       const struct org *group) {
    struct str kind;
    for (size_t at = 0; name_word(group->members, &at, &kind);) {
        if (str_starts(kind, S(".")))
            add_member(r, out, own, str_cut(kind, 1, kind.n));
        for (size_t i = 0; i < divisions_count(r->divisions, NULL); i++) {
            const struct division *v = division_nth(r->divisions, i);
            if (v->up == own)
                add_member(r, out, v, kind);
        }
    }
}

org_members resolver_members(struct resolver *r, struct str group_id) {
    org_members out = {0};
    size_t colon = str_find(group_id, S(":"), 0);
    const struct division *own =
        colon == SIZE_MAX ? NULL : division_by_code(r->divisions, str_cut(group_id, 0, colon));
    if (!own)
        return out;
    struct str word = str_cut(group_id, colon + 1, group_id.n);
    const struct org *group = registry_group(r->registry, word);
    if (group)
        add_listed(r, &out, own, group);
    else
        add_divisions(r, &out, own, sorts_of(r->registry, word));
    return out;
}
