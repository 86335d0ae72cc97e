#include "tests/schema.h"
#include <jansson.h>
#include <string.h>

enum { DEEPEST = 64 }; /* schemas within one another */

struct checking {
    struct arena *a;
    json_t *root;
    struct str why;
    int depth;
};

static bool fails(struct checking *c, struct str at, const char *what) {
    if (c->why.n == 0)
        c->why = str_fmt(c->a, "%.*s: %s", STR_ARG(at), what);
    return false;
}

static bool is_type(const char *type, json_t *v) {
    return (strcmp(type, "object") == 0 && json_is_object(v)) ||
           (strcmp(type, "array") == 0 && json_is_array(v)) ||
           (strcmp(type, "string") == 0 && json_is_string(v)) ||
           (strcmp(type, "integer") == 0 && json_is_integer(v)) ||
           (strcmp(type, "number") == 0 && json_is_number(v)) ||
           (strcmp(type, "null") == 0 && json_is_null(v));
}

/* Of one type, or of one of several. */
static bool has_type(json_t *rule, json_t *v) {
    for (size_t i = 0; i < json_array_size(rule); i++)
        if (is_type(json_string_value(json_array_get(rule, i)), v))
            return true;
    return json_is_string(rule) && is_type(json_string_value(rule), v);
}

/* No deeper than DEEPEST. */
/* NOLINTBEGIN(misc-no-recursion) */
static bool check(struct checking *c, json_t *schema, json_t *v, struct str at);

static bool check_reference(struct checking *c, const char *ref, json_t *v, struct str at) {
    json_t *target = json_object_get(json_object_get(c->root, "$defs"), ref + strlen("#/$defs/"));
    return target ? check(c, target, v, at) : fails(c, at, "the schema refers to nothing");
}

static bool check_members(struct checking *c, json_t *schema, json_t *v, struct str at) {
    json_t *properties = json_object_get(schema, "properties"), *member;
    bool closed = json_is_false(json_object_get(schema, "additionalProperties")), ok = true;
    const char *key;
    json_object_foreach(v, key, member) {
        struct str place = str_fmt(c->a, "%.*s/%s", STR_ARG(at), key);
        json_t *rule = json_object_get(properties, key);
        ok &= rule ? check(c, rule, member, place) : !closed || fails(c, place, "unknown key");
    }
    return ok;
}

static bool check_required(struct checking *c, json_t *required, json_t *v, struct str at) {
    size_t i;
    json_t *key;
    json_array_foreach(
        required, i,
        key) if (!json_object_get(v, json_string_value(key))) return fails(c, at,
                                                                           json_string_value(key));
    return true;
}

static bool check_elements(struct checking *c, json_t *schema, json_t *v, struct str at) {
    json_t *items = json_object_get(schema, "items"), *element;
    json_t *prefix = json_object_get(schema, "prefixItems");
    size_t i;
    bool ok = true;
    json_array_foreach(v, i, element) {
        json_t *rule = i < json_array_size(prefix) ? json_array_get(prefix, i) : items;
        ok &= !rule || check(c, rule, element, str_fmt(c->a, "%.*s/%zu", STR_ARG(at), i));
    }
    return ok;
}

static bool one_of(json_t *list, json_t *v) {
    size_t i;
    json_t *each;
    json_array_foreach(list, i, each) if (json_equal(each, v)) return true;
    return false;
}

/* One keyword of a schema. */
static bool check_rule(struct checking *c, json_t *schema, const char *key, json_t *rule, json_t *v,
                       struct str at) {
    if (strcmp(key, "$ref") == 0)
        return check_reference(c, json_string_value(rule), v, at);
    if (strcmp(key, "type") == 0)
        return has_type(rule, v) || fails(c, at, "another type");
    if (strcmp(key, "const") == 0)
        return json_equal(rule, v) || fails(c, at, "another value");
    if (strcmp(key, "enum") == 0)
        return one_of(rule, v) || fails(c, at, "none of the values");
    if (strcmp(key, "minimum") == 0)
        return json_number_value(v) >= json_number_value(rule) || fails(c, at, "too small");
    if (strcmp(key, "maximum") == 0)
        return json_number_value(v) <= json_number_value(rule) || fails(c, at, "too large");
    if (strcmp(key, "minItems") == 0)
        return (json_int_t)json_array_size(v) >= json_integer_value(rule) ||
               fails(c, at, "too few items");
    if (strcmp(key, "maxItems") == 0)
        return (json_int_t)json_array_size(v) <= json_integer_value(rule) ||
               fails(c, at, "too many items");
    if (strcmp(key, "required") == 0)
        return check_required(c, rule, v, at);
    if (strcmp(key, "properties") == 0)
        return check_members(c, schema, v, at);
    if (strcmp(key, "items") == 0 || strcmp(key, "prefixItems") == 0)
        return check_elements(c, schema, v, at);
    static const char *const silent[] = {"additionalProperties", "$defs", "$schema", "title",
                                         "description"};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        if (strcmp(key, silent[i]) == 0)
            return true;
    return fails(c, at, key);
}

static bool check(struct checking *c, json_t *schema, json_t *v, struct str at) {
    const char *key;
    json_t *rule;
    bool ok = ++c->depth <= DEEPEST || fails(c, at, "too deep");
    json_object_foreach(schema, key, rule) {
        ok = ok && check_rule(c, schema, key, rule, v, at);
    }
    c->depth--;
    return ok;
}

/* NOLINTEND(misc-no-recursion) */

bool schema_valid(struct arena *a, struct str schema, struct str json, struct str *why) {
    struct checking c = {.a = a, .root = json_loadb(schema.p, schema.n, 0, NULL)};
    json_t *v = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, NULL);
    bool ok = c.root && v ? check(&c, c.root, v, S("")) : fails(&c, S(""), "no JSON");
    json_decref(c.root);
    json_decref(v);
    *why = c.why;
    return ok;
}
