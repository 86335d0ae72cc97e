/* What the registry knows of a body or group by its id: facts and names. */
#include "base/utf8.h"
#include "rules/resolver.h"

static struct str level_name(unsigned government) {
    static const struct str names[] = {S("nation"),   S("province"), S("city"), S("district"),
                                       S("district"), S("town"),     S("town")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (government & 1u << i)
            return names[i];
    return (struct str){0};
}

/* What a document of own calls it, or the division above it, at byte at of a name. */
static struct str called(const struct division *v, bool by_name, size_t at) {
    bool town = v && v->government & (LEVEL_TOWN | LEVEL_STREET);
    if (!v || (!by_name && !town && at <= MARKER_BYTES))
        return v ? utf8_tail(v->name, 1) : S("市");
    return town ? v->name : division_short(v);
}

/* A form as a document of the division prints it: 区财政局, 市交通委密云公路分局. Where the full
 * name has the division's short name, so do the others. */
static struct str spell(struct resolver *r, const struct form *f, const struct division *own) {
    bool by_name = str_find(f->org->name, S("~"), 0) != SIZE_MAX;
    struct buf b = {.a = r->a};
    for (size_t i = 0, slot = 0; i < f->text.n; i++) {
        if (f->text.p[i] != '@')
            buf_byte(&b, f->text.p[i]);
        else if (f->text.n == 1)
            buf_add(&b, own->name); /* a place alone */
        else if (slot++ == f->own)
            buf_add(&b, called(own, by_name, i));
        else
            buf_add(&b, called(own->up, false, i));
    }
    return buf_str(&b);
}

static void add_names(struct resolver *r, struct org_facts *out, struct str id,
                      const struct division *own) {
    size_t n;
    const struct form *forms = registry_forms(r->registry, &n);
    for (size_t i = 0; i < n; i++) {
        const struct form *f = &forms[i];
        bool body = f->org->type == ORG_OF_OWN && str_eq(f->org->key, id);
        bool kind = f->org->type != ORG_OF_OWN && own && str_eq(f->org->key, out->kind) &&
                    (f->org->type == ORG_OF_GROUP || (f->org->levels & own->government));
        if (body || kind)
            *vec_push(r->a, &out->names) =
                (struct org_name){body ? f->text : spell(r, f, own), f->full, f->org->at};
    }
}

static void add_decided(struct resolver *r, struct org_facts *out, struct str id) {
    for (size_t i = 0; i < registry_decisions(r->registry); i++) {
        const struct decision *d = registry_decision(r->registry, i);
        if (d->same && str_eq(d->key, id))
            *vec_push(r->a, &out->names) = (struct org_name){d->mention, false, d->at};
    }
}

struct org_facts resolver_facts(struct resolver *r, struct str id) {
    struct org_answer a = answer_of_key(r, id, (struct str){0});
    const struct division *own = division_of_key(r, id);
    struct org_facts out = {.kind = a.kind, .code = a.code, .from = a.from, .to = a.to};
    out.level = own                           ? level_name(own->government)
                : str_eq(a.code, S("000000")) ? level_name(LEVEL_NATION)
                                              : (struct str){0};
    add_names(r, &out, id, own);
    if (a.type == ORG_TYPE_GROUP && out.names.n == 0)
        *vec_push(r->a, &out.names) =
            (struct org_name){a.name, true, place_in(S("group_words.tsv"))};
    add_decided(r, &out, id);
    return out;
}
