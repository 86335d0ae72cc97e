#include "cli/orgs.h"
#include "cli/say.h"

static void describe(struct resolver *r, struct arena *a, struct corpus_org *o) {
    struct org_facts facts = resolver_facts(r, o->org_id);
    o->kind = facts.kind;
    o->level = facts.level;
    o->jurisdiction_code = facts.code;
    o->valid_from = facts.from;
    o->valid_to = facts.to;
    for (size_t i = 0; i < facts.names.n; i++) {
        const struct org_name *n = &facts.names.at[i];
        *vec_push(a, &o->aliases) =
            (struct corpus_alias){n->name, facts.code, n->full ? S("full") : S("short"),
                                  str_fmt(a, "%.*s:%u", STR_ARG(place_path(n->at)), n->at.line)};
    }
}

static int describe_all(struct arena *a, struct corpus *c, const struct rules *rules,
                        struct diags *diags) {
    const struct org_document nowhere = {.year = 0};
    struct resolver *r = resolver_new(a, rules, &nowhere);
    corpus_orgs all;
    if (corpus_list_org_ids(c, a, diags, &all) < 0)
        return -1;
    for (size_t i = 0; i < all.n; i++)
        describe(r, a, &all.at[i]);
    return corpus_describe_orgs(c, &all, diags);
}

int orgs_describe(struct corpus *c, const struct rules *rules) {
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    int rc = describe_all(a, c, rules, &diags);
    say_findings(NULL, &diags, DIAG_ERROR);
    arena_drop(a);
    return rc;
}
