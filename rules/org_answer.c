/* From a form to a body: its key, its full name, the name it bore in the document's year. */
#include "base/utf8.h"
#include "rules/resolver.h"

enum { REFORMS = 4, TODAY = 9999 };

static struct str above_name(struct resolver *r, const struct division *own) {
    return own && own->up ? division_full(r->a, own->up) : S("市");
}

/* A full name with its divisions filled in. */
static struct str render(struct resolver *r, struct str name, const struct division *own) {
    struct buf b = {.a = r->a};
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == '@' && own)
            buf_add(&b, division_full(r->a, own));
        else if (c == '~' && own)
            buf_add(&b, division_short(own));
        else if (c == '^')
            buf_add(&b, above_name(r, own));
        else if (c != '@' && c != '~')
            buf_byte(&b, c);
    }
    return buf_str(&b);
}

static bool is_past(const struct resolver *r, int to) {
    return to && (r->year ? r->year : TODAY) > to;
}

static struct str key_of(struct resolver *r, const struct division *own, struct str key) {
    return own ? str_fmt(r->a, "%.*s:%.*s", STR_ARG(own->code), STR_ARG(key)) : (struct str){0};
}

static struct str word_of_key(struct str key) {
    size_t colon = str_find(key, S(":"), 0);
    return colon == SIZE_MAX ? key : str_cut(key, colon + 1, key.n);
}

static void fill_body(struct org_answer *out, const struct org *body) {
    out->id = body->key;
    out->code = body->scope;
    out->kind = str_cut(body->key, body->scope.n + 1, body->key.n);
    out->name = body->name.n ? body->name : out->name;
}

static void fill_years(struct org_answer *out, const struct org *line, struct str successor) {
    out->from = line->from;
    out->to = line->to;
    out->successor = successor;
}

/* A line without names is there for its years. */
static bool tells_years(const struct org *line) {
    return line->from || line->to || line->successor.n || line->name.n == 0;
}

/* The line of bodies.tsv on the kind's years in the division, or else in the nearest above it; NULL
 * where there is none. */
static const struct org *years_of_kind(struct resolver *r, const struct org *kind,
                                       const struct division *own) {
    const struct division *v = own;
    do {
        const struct org *line = registry_body(r->registry, key_of(r, v, kind->key));
        if (line && tells_years(line))
            return line;
    } while ((v = v->up));
    return NULL;
}

/* What is known of the single body goes before what is known of its kind. */
static void fill_kind(struct resolver *r, struct org_answer *out, const struct org *kind,
                      const struct division *own) {
    const struct org *years = years_of_kind(r, kind, own);
    if (!years)
        years = kind;
    out->id = key_of(r, own, kind->key);
    out->code = own->code;
    out->kind = kind->key;
    out->name = render(r, kind->name, own);
    fill_years(out, years,
               years->successor.n ? key_of(r, own, word_of_key(years->successor))
                                  : (struct str){0});
    const struct org *body = registry_body(r->registry, out->id);
    if (body)
        fill_body(out, body);
}

const struct division *division_of_key(struct resolver *r, struct str key) {
    size_t colon = str_find(key, S(":"), 0);
    struct str code = str_cut(key, 0, colon == SIZE_MAX ? 0 : colon);
    const struct division *v = division_by_code(r->divisions, code);
    size_t slash = str_find(code, S("/"), 0), i = 0;
    if (v || code.n == 0 || utf8_next(code, &i) < 0x80) /* a code, of no division */
        return v;
    if (str_ends(code, S("^")))
        return make_division(r, code, S("市"), NULL);
    if (slash == SIZE_MAX)
        return make_division(r, code, code, NULL);
    struct str county = str_cut(code, 0, slash);
    return make_division(r, code, str_cut(code, slash + 1, code.n),
                         make_division(r, county, county, NULL));
}

static void fill_listed_group(struct resolver *r, struct org_answer *out, const struct org *group,
                              const struct division *own) {
    out->type = ORG_TYPE_GROUP;
    out->id = key_of(r, own, group->key);
    out->code = own ? own->code : (struct str){0};
    out->kind = group->key;
    out->name = render(r, group->name, own);
}

static bool fill_group(struct resolver *r, struct org_answer *out, const struct division *own,
                       struct str word) {
    const struct org *group = registry_group(r->registry, word);
    if (group && own)
        fill_listed_group(r, out, group, own);
    return own && (group || resolve_group_words(r, word, own, out));
}

static bool fill_key(struct resolver *r, struct org_answer *out, struct str key) {
    size_t colon = str_find(key, S(":"), 0);
    if (colon == SIZE_MAX)
        return false;
    const struct org *body = registry_body(r->registry, key);
    const struct division *own = division_of_key(r, key);
    struct str word = str_cut(key, colon + 1, key.n);
    const struct org *kind = own ? registry_kind(r->registry, word, own->government) : NULL;
    if (kind)
        fill_kind(r, out, kind, own);
    else if (body) {
        fill_body(out, body);
        fill_years(out, body, body->successor);
    }
    return kind || body || fill_group(r, out, own, word);
}

struct org_answer answer_of_key(struct resolver *r, struct str key, struct str name) {
    struct org_answer out = {.type = ORG_TYPE_BODY, .how = ORG_HOW_ALIAS, .confidence = 1};
    size_t colon = str_find(key, S(":"), 0);
    if (fill_key(r, &out, key))
        return out;
    out.id = key;
    out.name = name.n ? name : key;
    out.code = str_cut(key, 0, colon == SIZE_MAX ? 0 : colon);
    out.kind = str_cut(key, colon == SIZE_MAX ? 0 : colon + 1, key.n);
    return out;
}

static void follow_reforms(struct resolver *r, struct org_answer *out) {
    for (int i = 0; i < REFORMS && out->successor.n && is_past(r, out->to); i++) {
        struct org_answer next = *out;
        next.from = next.to = 0;
        next.successor = (struct str){0};
        next.renamed = out->renamed ? out->renamed : out->to;
        if (!fill_key(r, &next, out->successor))
            return;
        *out = next;
        out->how = out->how == ORG_HOW_FUZZY ? ORG_HOW_FUZZY : ORG_HOW_ALIAS;
        out->confidence = out->confidence * 0.95;
        out->reason = S("a name it bore before a reform");
    }
}

struct org_answer answer_of(struct resolver *r, const struct reading *reading, enum org_how how,
                            double confidence, struct str reason) {
    const struct org *org = reading->form->org;
    struct org_answer out = {
        .type = ORG_TYPE_BODY, .how = how, .confidence = confidence, .reason = reason};
    if (org->type == ORG_OF_OWN) {
        fill_body(&out, org);
        fill_years(&out, org, org->successor);
        const struct org *kind =
            reading->own ? registry_kind(r->registry, out.kind, reading->own->government) : NULL;
        if (kind)
            fill_kind(r, &out, kind, reading->own);
    } else if (org->type == ORG_OF_KIND) {
        fill_kind(r, &out, org, reading->own);
    } else {
        fill_listed_group(r, &out, org, reading->own);
    }
    if (out.type == ORG_TYPE_BODY)
        follow_reforms(r, &out);
    if (out.from && r->year && r->year < out.from)
        out.confidence *= 0.9;
    return out;
}
