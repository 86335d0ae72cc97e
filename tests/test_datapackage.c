/* out/datapackage: what datapackage.json says of the CSV files is true of them: names of columns,
 * types, required values, keys and what they lead to.
 */
#include "out/out.h"
#include "tests/sample.h"
#include "tests/test.h"
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef VEC(struct str) row;
typedef VEC(row) table;

/* RFC 4180, of text that keeps to it. */
static table parse(struct arena *a, struct str csv) {
    table out = {0};
    row r = {0};
    struct buf cell = {.a = a};
    bool quoted = false;
    for (size_t i = 0; i < csv.n; i++) {
        char c = csv.p[i];
        if (c == '"' && quoted && i + 1 < csv.n && csv.p[i + 1] == '"') {
            buf_byte(&cell, csv.p[++i]);
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            *vec_push(a, &r) = str_dup(a, buf_str(&cell));
            cell.n = 0;
            if (c == '\n') {
                *vec_push(a, &out) = r;
                r = (row){0};
            }
        } else if (quoted || c != '\r') {
            buf_byte(&cell, c);
        }
    }
    assert_false(quoted);
    assert_int_equal(r.n + cell.n, 0);
    return out;
}

struct package {
    const struct out_file_bytes *files;
    size_t n;
    json_t *json;
};

static struct package package_of(struct arena *a, const struct plan *const *plans, size_t n) {
    static const struct str columns[] = {S("org_id"), S("org"), S("valid_from")};
    const struct plan_value cells[] = {
        {.kind = VALUE_TEXT, .text = S("yl-water")},
        {.kind = VALUE_TEXT, .text = S("云岭区水务局")},
        {.kind = VALUE_INT, .i = 2019},
        {.kind = VALUE_TEXT, .text = S("yl-eco")},
        {.kind = VALUE_TEXT, .text = S("云岭区生态环境局")},
        {.kind = VALUE_NULL},
    };
    struct package p;
    struct out_package *writing = out_package_open(a);
    for (size_t i = 0; i < n; i++)
        out_package_add(writing, plans[i]);
    out_package_table(writing, &(struct out_table){S("organisations"), columns, 3, cells, 6});
    p.n = out_package_close(writing, &p.files);
    struct str json = p.files[p.n - 1].bytes;
    assert_str(p.files[p.n - 1].name, S("datapackage.json"));
    p.json = json_loadb(json.p, json.n, 0, NULL);
    assert_non_null(p.json);
    return p;
}

static const char *text(json_t *o, const char *key) {
    return json_string_value(json_object_get(o, key));
}

static table rows_of(struct arena *a, const struct package *p, const char *resource) {
    for (size_t i = 0; i + 1 < p->n; i++)
        if (str_eq(p->files[i].name, str_fmt(a, "%s.csv", resource)))
            return parse(a, p->files[i].bytes);
    fail_msg("there is no file of %s", resource);
    return (table){0};
}

static size_t column_at(const table *t, const char *name) {
    for (size_t i = 0; i < t->at[0].n; i++)
        if (str_eq(t->at[0].at[i], str_of(name)))
            return i;
    fail_msg("there is no column %s", name);
    return 0;
}

/* Whether a value is of a type of Table Schema. */
static bool is_of(struct str s, const char *type) {
    char *end;
    char z[64];
    if (strcmp(type, "string") == 0)
        return true;
    if (s.n == 0 || s.n >= sizeof z)
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = 0;
    if (strcmp(type, "boolean") == 0)
        return strcmp(z, "0") == 0 || strcmp(z, "1") == 0;
    if (strcmp(type, "date") == 0)
        return s.n == 10 && z[4] == '-' && z[7] == '-' && isdigit((unsigned char)z[9]);
    if (strcmp(type, "integer") == 0)
        return strtoll(z, &end, 10) >= 0 && *end == 0;
    return strcmp(type, "number") == 0 && (strtod(z, &end), *end == 0);
}

static bool in_list(json_t *names, struct str s) {
    for (size_t i = 0; i < json_array_size(names); i++)
        if (str_eq(str_of(json_string_value(json_array_get(names, i))), s))
            return true;
    return names == NULL;
}

static void check_value(const char *where, struct str s, json_t *field) {
    json_t *constraints = json_object_get(field, "constraints");
    const char *name = text(field, "name"), *type = text(field, "type");
    if (s.n == 0 && !json_is_true(json_object_get(constraints, "required")))
        return;
    if (!is_of(s, type) || !in_list(json_object_get(constraints, "enum"), s))
        fail_msg("%s.%s: \"%.*s\" is no %s", where, name, STR_ARG(s), type);
}

static void check_fields(const char *name, const table *t, json_t *fields) {
    assert_int_equal(t->at[0].n, json_array_size(fields));
    for (size_t i = 0; i < t->at[0].n; i++) {
        json_t *field = json_array_get(fields, i);
        assert_str(t->at[0].at[i], str_of(text(field, "name")));
        for (size_t k = 1; k < t->n; k++) {
            assert_int_equal(t->at[k].n, t->at[0].n);
            check_value(name, t->at[k].at[i], field);
        }
    }
}

static size_t count(const table *t, size_t column, struct str value) {
    size_t n = 0;
    for (size_t i = 1; i < t->n; i++)
        n += str_eq(t->at[i].at[column], value);
    return n;
}

static void check_keys(struct arena *a, const struct package *p, const char *name, const table *t,
                       json_t *schema) {
    json_t *keys = json_object_get(schema, "foreignKeys");
    const char *primary =
        json_string_value(json_array_get(json_object_get(schema, "primaryKey"), 0));
    for (size_t i = 1; primary && i < t->n; i++)
        assert_int_equal(count(t, column_at(t, primary), t->at[i].at[column_at(t, primary)]), 1);
    for (size_t i = 0; i < json_array_size(keys); i++) {
        json_t *key = json_array_get(keys, i), *reference = json_object_get(key, "reference");
        const char *column = json_string_value(json_array_get(json_object_get(key, "fields"), 0));
        table other = rows_of(a, p, text(reference, "resource"));
        for (size_t k = 1; k < t->n; k++) {
            struct str value = t->at[k].at[column_at(t, column)];
            if (value.n && count(&other, column_at(&other, column), value) != 1)
                fail_msg("%s.%s: %.*s leads nowhere", name, column, STR_ARG(value));
        }
    }
}

static void the_files_are_as_described(void **state) {
    struct arena *a = *state;
    const struct plan *plans[] = {sample_plan(a, S("yl")), sample_plan(a, S("qc")),
                                  sample_empty(a, S("empty"))};
    struct package p = package_of(a, plans, 3);
    json_t *resources = json_object_get(p.json, "resources");
    assert_int_equal(json_array_size(resources), p.n - 1);
    for (size_t i = 0; i < json_array_size(resources); i++) {
        json_t *r = json_array_get(resources, i), *schema = json_object_get(r, "schema");
        table t = rows_of(a, &p, text(r, "name"));
        check_fields(text(r, "name"), &t, json_object_get(schema, "fields"));
        check_keys(a, &p, text(r, "name"), &t, schema);
    }
    table measures = rows_of(a, &p, "measures"), roles = rows_of(a, &p, "responsibilities");
    assert_int_equal(measures.n, 1 + 2 * 4);
    assert_int_equal(count(&roles, column_at(&roles, "measure_id"), S("yl/1.1.1")), 4);
    assert_int_equal(count(&roles, column_at(&roles, "clause_id"), S("qc/c2")), 1);
    json_decref(p.json);
}

/* Programs read it: nothing stands in front of a text like a formula. */
static void texts_are_exact(void **state) {
    struct arena *a = *state;
    const struct plan *plan = sample_plan(a, S("yl"));
    struct package p = package_of(a, &plan, 1);
    table clauses = rows_of(a, &p, "clauses");
    assert_str(clauses.at[2].at[column_at(&clauses, "text")], S("=无标题段落"));
    json_decref(p.json);
}

static void the_same_plans_give_the_same_bytes(void **state) {
    struct arena *a = *state;
    const struct plan *plan = sample_plan(a, S("yl"));
    struct package x = package_of(a, &plan, 1), y = package_of(a, &plan, 1);
    for (size_t i = 0; i < x.n; i++)
        assert_str(x.files[i].bytes, y.files[i].bytes);
    json_decref(x.json);
    json_decref(y.json);
}

/* What Datasette is told of is there. */
static void datasette_knows_the_views(void **state) {
    struct buf b = {.a = *state};
    out_datasette(&b, S("plans"));
    json_t *o = json_loadb(b.p, b.n, 0, NULL);
    json_t *tables = json_object_get(
        json_object_get(json_object_get(json_object_get(o, "databases"), "plans"), "tables"),
        "v_measure");
    assert_string_equal(text(tables, "title"), "工作措施");
    assert_string_equal(text(json_object_get(tables, "columns"), "deadline_end"), "截止日期");
    json_decref(o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_are_as_described),
        cmocka_unit_test(texts_are_exact),
        cmocka_unit_test(the_same_plans_give_the_same_bytes),
        cmocka_unit_test(datasette_knows_the_views),
    };
    return cmocka_run_group_tests_name("datapackage", tests, test_arena, test_drop);
}
