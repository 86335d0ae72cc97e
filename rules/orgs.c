/* The ways to an answer, the surest first. */
#include "rules/orgs.h"
#include "base/utf8.h"
#include "rules/resolver.h"
#include "rules/rules.h"
#include <string.h>

/* ---- a name that the registry has ---- */

struct choice {
    struct resolver *r;
    struct org_answer best;
};

/* How sure a form makes, and why. */
static struct org_answer weigh(struct resolver *r, const struct reading *reading, bool assumed) {
    const struct form *f = reading->form;
    double sure = reading->near ? 1 : 0.95;
    if (assumed)
        return answer_of(r, reading, ORG_HOW_RULE, sure * 0.9,
                         S("no division named: the document's own"));
    if (f->full)
        return answer_of(r, reading, ORG_HOW_EXACT, sure, S("full name"));
    if (f->org->type == ORG_OF_GROUP)
        return answer_of(r, reading, ORG_HOW_RULE, sure * 0.9, S("read as these words"));
    return answer_of(r, reading, ORG_HOW_ALIAS, sure * 0.98, S("another name of it"));
}

static void consider(struct choice *c, const struct reading *reading, bool assumed) {
    struct org_answer a = weigh(c->r, reading, assumed);
    if (a.confidence > c->best.confidence)
        c->best = a;
}

static bool consider_forms(struct choice *c, struct str text, const struct skeleton *k,
                           bool assumed) {
    struct reading reading;
    for (const struct form *f = NULL; (f = registry_form(c->r->registry, text, f));)
        if (form_fits(c->r, f, k, &reading))
            consider(c, &reading, assumed);
    return c->best.confidence >= 0.98;
}

/* A body of its own may bear its division's name in front. */
static bool consider_skeleton(void *ctx, const struct skeleton *k) {
    struct str text = skeleton_text(k);
    if (consider_forms(ctx, text, k, false))
        return true;
    return k->n == 1 && text.n > 4 && str_starts(text, S("@")) &&
           consider_forms(ctx, str_cut(text, 1, text.n), k, false);
}

/* A body of its own goes before what the structure of its name would make of it. */
static void consider_own(struct choice *c, struct str name) {
    const struct skeleton none = {.n = 0};
    struct reading reading;
    for (const struct form *f = NULL; (f = registry_form(c->r->registry, name, f));)
        if (f->org->type == ORG_OF_OWN && form_fits(c->r, f, &none, &reading) && reading.near)
            consider(c, &reading, false);
}

/* 园林绿化局 alone is the document's own. */
static void consider_assumed(struct choice *c, struct str name) {
    struct slot own = {0, 0, c->r->home, false};
    struct skeleton k = {.n = 1, .slot = {&own}};
    if (c->r->home && !c->r->of_town)
        consider_forms(c, str_fmt(c->r->a, "@%.*s", STR_ARG(name)), &k, true);
}

static bool resolve_known(struct resolver *r, struct str name, struct org_answer *out) {
    struct choice c = {.r = r};
    struct slots slots;
    consider_own(&c, name);
    find_slots(r, name, &slots);
    if (c.best.type == ORG_TYPE_NONE)
        each_skeleton(name, &slots, consider_skeleton, &c);
    if (c.best.type == ORG_TYPE_NONE)
        consider_assumed(&c, name);
    if (c.best.type == ORG_TYPE_NONE)
        return false;
    *out = c.best;
    return true;
}

/* ---- what the user decided ---- */

static bool in_scope(const struct resolver *r, struct str scope) {
    for (const struct division *v = r->home; v && scope.n; v = v->up)
        if (str_eq(v->code, scope) || str_eq(v->name, scope))
            return true;
    return scope.n == 0;
}

/* The last decision on the mention, and on the body where key says one; later lines go first. */
static const struct decision *decision_on(const struct resolver *r, struct str name,
                                          struct str key) {
    for (size_t i = registry_decisions(r->registry); i-- > 0;) {
        const struct decision *d = registry_decision(r->registry, i);
        if (str_eq(d->mention, name) && in_scope(r, d->scope) &&
            (key.n == 0 || str_eq(d->key, key)))
            return d;
    }
    return NULL;
}

static bool resolve_decided(struct resolver *r, struct str name, struct org_answer *out) {
    const struct decision *last = decision_on(r, name, (struct str){0});
    if (!last || !last->same)
        return false;
    *out = answer_of_key(r, last->key, last->name);
    out->reason = S("decided by the user");
    return true;
}

/* ---- structure ---- */

/* 区科信局（中关村延庆园管委会）: a second name of one body. */
static bool resolve_bracket(struct resolver *r, struct str name, struct org_answer *out) {
    size_t open = str_find(name, S("（"), 0);
    if (open == SIZE_MAX || open == 0 || !str_ends(name, S("）")))
        return false;
    struct org_answer first, second;
    struct str inner = str_cut(name, open + 3, name.n - 3);
    if (!resolve_known(r, str_cut(name, 0, open), &first) || first.type != ORG_TYPE_BODY)
        return false;
    bool known = resolve_known(r, inner, &second);
    bool same = known && str_eq(first.id, second.id);
    *out = first;
    out->how = ORG_HOW_RULE;
    out->confidence = same ? first.confidence : first.confidence * 0.9;
    out->reason = same    ? S("two names of one body")
                  : known ? S("the name before the bracket; the bracket holds another body")
                          : S("the name before the bracket; the bracket holds no name it knows");
    return true;
}

/* The body whose name is place, standing for v, and a word of the registry. */
static bool resolve_place(struct resolver *r, struct str name, struct str place,
                          const struct division *v, struct str reason, struct org_answer *out) {
    struct choice c = {.r = r};
    struct slot own = {0, place.n, v, true};
    struct skeleton k = {.n = 1, .slot = {&own}};
    struct str text = str_fmt(r->a, "@%.*s", STR_ARG(str_cut(name, place.n, name.n)));
    consider_forms(&c, text, &k, false);
    if (c.best.type != ORG_TYPE_BODY)
        return false;
    *out = c.best;
    out->how = ORG_HOW_RULE;
    out->confidence *= 0.9;
    out->reason = reason;
    return true;
}

static bool is_listed(const struct resolver *r, const struct division *v) {
    return v && division_by_code(r->divisions, v->code) == v;
}

/* In a listed division, such a name is no unknown place but damaged. */
static bool resolve_unlisted(struct resolver *r, struct str name, struct org_answer *out) {
    struct str place = facts_place(rules_facts(r->rules), name, false);
    if (place.n == 0 || marker_at(name).n || is_listed(r, r->home))
        return false;
    return resolve_place(r, name, place, make_division(r, place, place, NULL),
                         S("a place that divisions.tsv does not list"), out);
}

enum { TOWN_STEM = 8 * 3 }; /* bytes; longer is no town */

/* How long the name of a town is that name begins with (平桥镇 in 平桥镇政府), and what of it goes
 * before 镇. */
static size_t town_end(struct str name, size_t *stem) {
    static const struct str ends[] = {S("街道"), S("地区"), S("镇"), S("乡")};
    size_t from = 0;
    for (size_t chars = 0; from < name.n && chars < 2; chars++)
        utf8_next(name, &from);
    for (size_t at = from; at < name.n; utf8_next(name, &at))
        for (size_t i = 0; i < 4; i++)
            if (str_starts(str_cut(name, at, name.n), ends[i])) {
                *stem = at;
                return at + ends[i].n;
            }
    return 0;
}

/* The listed town of the county with this stem: 檀营地区 for 檀营乡. listed: are there any? */
static const struct division *town_of_stem(const struct resolver *r, struct str stem,
                                           bool *listed) {
    size_t unused;
    for (size_t i = divisions_count(r->divisions, NULL); i-- > 0;) {
        const struct division *v = division_nth(r->divisions, i);
        if (v->code.n != 9)
            break;
        if (v->up != r->home)
            continue;
        *listed = true;
        if (str_starts(v->name, stem) && town_end(v->name, &unused) && unused == stem.n)
            return v;
    }
    return NULL;
}

/* 平桥镇 for 县平桥镇, 石牌街道 for 石牌街: how the lists write it. */
static struct str town_name(struct resolver *r, struct str name) {
    struct str marker = marker_at(name);
    if (marker.n && division_by_marker(r, marker) == r->home)
        name = str_cut(name, marker.n, name.n);
    return str_ends(name, S("街")) ? str_fmt(r->a, "%.*s道", STR_ARG(name)) : name;
}

static bool resolve_town(struct resolver *r, struct str mention, struct org_answer *out) {
    const unsigned counties = LEVEL_DISTRICT | LEVEL_COUNTY;
    if (!r->home || !(r->home->government & counties))
        return false;
    struct str name = town_name(r, mention);
    size_t stem = 0, end = town_end(name, &stem);
    bool listed = false;
    if (end == 0 || stem > TOWN_STEM || str_find(name, S("各"), 0) < end)
        return false;
    struct str town = str_cut(name, 0, end);
    const struct division *v = town_of_stem(r, str_cut(name, 0, stem), &listed);
    if (v)
        return resolve_place(r, name, town, v, S("a town of the document's place"), out);
    if (listed)
        return false;
    struct str code = str_fmt(r->a, "%.*s/%.*s", STR_ARG(r->home->code), STR_ARG(town));
    v = make_division(r, code, town, r->home);
    return resolve_place(r, name, town, v, S("a town that towns.tsv does not list"), out);
}

/* ---- a field of work alone ---- */

enum { FIELD_BODIES = 8 };

static void add_field_body(struct resolver *r, struct str text, struct org_answer *found,
                           size_t *n) {
    const struct slot own = {0, 0, r->home, false};
    const struct skeleton k = {.n = 1, .slot = {&own}};
    struct reading reading;
    for (const struct form *f = NULL; (f = registry_form(r->registry, text, f));) {
        if (f->org->type != ORG_OF_KIND || !form_fits(r, f, &k, &reading))
            continue;
        struct org_answer a = answer_of(r, &reading, ORG_HOW_RULE, 0.9,
                                        S("its field of work; the document's own body for it"));
        size_t i = 0;
        while (i < *n && !str_eq(found[i].id, a.id))
            i++;
        if (i == *n && *n < FIELD_BODIES)
            found[(*n)++] = a;
    }
}

static bool is_named(const struct resolver *r, struct str id) {
    for (size_t i = 0; i < r->known_size; i++)
        if (r->known[i].mention.p && str_eq(r->known[i].answer->id, id) &&
            r->known[i].answer->how != ORG_HOW_FUZZY)
            return true;
    return false;
}

/* 财政 or 城管, as in 财政、城管等部门: the one body that its place has for it, or of several the
 * one that the document names in full. */
static bool resolve_field(struct resolver *r, struct str name, struct org_answer *out) {
    static const struct str ends[] = {S("局"), S("委"),     S("委员会"), S("厅"),
                                      S("办"), S("办公室"), S("分局")};
    struct org_answer found[FIELD_BODIES];
    size_t n = 0, named = 0;
    if (!r->home || r->of_town || marker_at(name).n)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        add_field_body(r, str_fmt(r->a, "@%.*s%.*s", STR_ARG(name), STR_ARG(ends[i])), found, &n);
    for (size_t i = 0; i < n; i++)
        if (n == 1 || is_named(r, found[i].id)) {
            *out = found[i];
            named++;
        }
    return named == 1;
}

void resolver_know(struct resolver *r, struct str mention) {
    if (r->home && marker_at(mention).n)
        resolve(r, mention);
}

/* ---- groups ---- */

/* The brackets of a group's words are as wide as the mention's. */
static struct str group_words(struct resolver *r, struct str words, struct str mention) {
    if (str_find(mention, S("("), 0) != SIZE_MAX)
        return words;
    return name_plain(r->a, words);
}

static bool resolve_group_shape(struct resolver *r, struct str mention, struct org_answer *out) {
    if (rules_org_shape(r->rules, mention) != SHAPE_GROUP)
        return false;
    *out = (struct org_answer){.type = ORG_TYPE_GROUP,
                               .name = mention,
                               .how = ORG_HOW_RULE,
                               .confidence = 1,
                               .reason = S("words for several bodies")};
    return true;
}

/* The ways one after the other; out holds candidates where none leads to an answer. */
static bool resolve_name(struct resolver *r, struct str mention, struct str name,
                         struct org_answer *out) {
    struct org_answer group = {0};
    if (resolve_decided(r, name, out) || resolve_known(r, name, out) ||
        resolve_bracket(r, name, out))
        return true;
    if (resolve_group_words(r, name, r->home, out))
        return true;
    bool is_group = resolve_group_shape(r, mention, &group);
    if (!is_group && (resolve_unlisted(r, name, out) || resolve_town(r, name, out) ||
                      resolve_field(r, name, out)))
        return true;
    if (resolve_damaged(r, name, out) && (!is_group || out->type == ORG_TYPE_GROUP))
        return true;
    if (is_group)
        *out = group;
    return is_group;
}

static struct org_answer not_resolved(struct org_answer tried, struct str reason) {
    tried.type = ORG_TYPE_NONE;
    tried.how = ORG_HOW_NONE;
    tried.confidence = 0;
    tried.id = tried.name = tried.kind = tried.code = tried.successor = (struct str){0};
    tried.reason = reason;
    return tried;
}

static struct org_answer resolve_new(struct resolver *r, struct str mention) {
    struct org_answer out = {0};
    struct str name = name_plain(r->a, mention);
    if (name.n == 0 || name.n >= NAME_MAX || utf8_valid(name) < name.n)
        return not_resolved(out, S("no name"));
    if (!resolve_name(r, mention, name, &out))
        return not_resolved(
            out, r->home ? S("no name it knows is clearly nearest")
                         : S("the document names no place, and the mention names none it knows"));
    const struct decision *d = out.id.n ? decision_on(r, name, out.id) : NULL;
    if (d && !d->same)
        return not_resolved(out, S("the user decided what it is not"));
    return out;
}

/* ---- answers once given ---- */

static struct known_answer *known_slot(struct known_answer *known, size_t size,
                                       struct str mention) {
    size_t i = str_hash(mention) & (size - 1);
    while (known[i].mention.p && !str_eq(known[i].mention, mention))
        i = (i + 1) & (size - 1);
    return &known[i];
}

static void grow_known(struct resolver *r) {
    size_t size = r->known_size ? 2 * r->known_size : 256;
    struct known_answer *known = arena_array(r->a, size, sizeof *known);
    for (size_t i = 0; i < r->known_size; i++)
        if (r->known[i].mention.p)
            *known_slot(known, size, r->known[i].mention) = r->known[i];
    r->known = known;
    r->known_size = size;
}

struct org_answer resolve(struct resolver *r, struct str mention) {
    if (2 * (r->known_count + 1) > r->known_size)
        grow_known(r);
    struct known_answer *k = known_slot(r->known, r->known_size, mention);
    if (k->mention.p)
        return *k->answer;
    struct org_answer answer = resolve_new(r, mention);
    if (answer.type == ORG_TYPE_GROUP)
        answer.name = group_words(r, answer.name, mention);
    k->mention = str_dup(r->a, mention);
    k->answer = arena_alloc(r->a, sizeof *k->answer);
    *k->answer = answer;
    r->known_count++;
    return answer;
}

struct resolver *resolver_new(struct arena *a, const struct rules *rules,
                              const struct org_document *document) {
    struct resolver *r = arena_alloc(a, sizeof *r);
    r->a = a;
    r->rules = rules;
    r->registry = rules_registry(rules);
    r->divisions = rules_gazetteer(rules);
    r->year = document->year;
    r->of_town = document->of_town;
    r->home = home_of(r, document);
    return r;
}

const struct division *resolver_home(const struct resolver *r) {
    return r->home;
}
