/* Names run together: 区教委团区委, 东城区政府西城区政府. */
#include "base/utf8.h"
#include "rules/resolver.h"
#include "rules/rules.h"

struct glued {
    struct str text;
    size_t at[NAME_SLOTS + 1]; /* where a name may begin, and the end */
    size_t n;
};

static bool is_sure(struct org_answer a) {
    return a.type != ORG_TYPE_NONE && a.how != ORG_HOW_FUZZY;
}

static bool is_place(const struct slots *slots, size_t at) {
    for (size_t i = 0; i < slots->n; i++)
        if (slots->at[i].from == at && slots->at[i].named)
            return true;
    return false;
}

static void find_beginnings(struct resolver *r, struct glued *g) {
    struct slots slots = {0};
    find_slots(r, g->text, &slots);
    for (size_t i = 0; i < g->text.n && g->n < NAME_SLOTS; utf8_next(g->text, &i))
        if (i == 0 || is_place(&slots, i) ||
            rules_name_may_begin(r->rules, str_cut(g->text, i, g->text.n)))
            g->at[g->n++] = i;
    g->at[g->n++] = g->text.n;
}

/* next[i]: where the longest sure name from beginning i ends that leaves nothing but sure names
 * behind it; 0 where there is none. */
static void find_cover(struct resolver *r, const struct glued *g, size_t *next) {
    size_t end = g->n - 1;
    for (size_t i = end; i-- > 0;) {
        next[i] = 0;
        for (size_t to = end; to > i && !next[i]; to--)
            if ((to == end || next[to]) &&
                is_sure(resolve(r, str_cut(g->text, g->at[i], g->at[to]))))
                next[i] = to;
    }
}

org_names resolver_cut(struct resolver *r, struct str mention) {
    struct glued g = {.text = mention};
    size_t next[NAME_SLOTS + 1] = {0};
    org_names names = {0};
    if (mention.n == 0 || mention.n >= NAME_MAX || utf8_valid(mention) < mention.n)
        return names;
    find_beginnings(r, &g);
    find_cover(r, &g, next);
    for (size_t i = 0; next[0] && i + 1 < g.n; i = next[i])
        *vec_push(r->a, &names) = str_cut(mention, g.at[i], g.at[next[i]]);
    return names;
}
