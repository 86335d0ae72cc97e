/* Frictionless Data Package (specs.frictionlessdata.io: Tabular Data Package 1.0, Table Schema). */
#include "base/sha256.h"
#include "out/json.h"
#include "out/labels.h"
#include "out/rows.h"
#include <string.h>

struct resource {
    struct str name;
    struct buf csv;
    json_t *schema;
};

struct out_package {
    struct arena *a;
    VEC(struct resource) resources; /* the kinds first, in their order */
    VEC(struct out_file_bytes) files;
};

/* Keys: a column that tells rows apart, and columns that name a row of another resource. */
static const struct {
    const char *resource, *column;
} primary_keys[] = {{"documents", "doc"},
                    {"measures", "measure_id"},
                    {"clauses", "clause_id"},
                    {"organisations", "org_id"}};
enum { KEYS = sizeof primary_keys / sizeof *primary_keys };

static const struct {
    struct str column, resource;
} foreign_keys[] = {{S("doc"), S("documents")},
                    {S("measure_id"), S("measures")},
                    {S("clause_id"), S("clauses")},
                    {S("org_id"), S("organisations")}};

static json_t *text(struct str s) {
    return json_stringn(s.p ? s.p : "", s.n);
}

/* Types of Table Schema */

static bool is_date(struct str name) {
    return str_ends(name, S("_start")) || str_ends(name, S("_end")) || str_eq(name, S("issued"));
}

static const char *type_of(const struct plan_field *f) {
    switch (f->type) {
    case PLAN_INT:
    case PLAN_LINE:
    case PLAN_COUNT:
        return "integer";
    case PLAN_FLAG:
        return "boolean";
    case PLAN_REAL:
        return "number";
    case PLAN_TEXT:
    case PLAN_PATH:
    case PLAN_NAME:
        break;
    }
    return is_date(f->name) ? "date" : "string";
}

static json_t *constraints_of(const struct plan_field *f) {
    json_t *c = json_object(), *names = json_array();
    bool always = !f->null && f->type != PLAN_TEXT && !f->present;
    if (always)
        json_object_set_new(c, "required", json_true());
    for (int i = 0; f->type == PLAN_NAME && i < f->names_n; i++)
        json_array_append_new(names, text(f->names[i]));
    if (json_array_size(names))
        json_object_set(c, "enum", names);
    json_decref(names);
    return c;
}

static json_t *field_json(const struct plan_field *f) {
    json_t *o = json_pack("{s:o, s:o, s:s}", "name", text(f->name), "title",
                          text(label_of(LANG_ZH, f->name)), "type", type_of(f));
    json_t *constraints = constraints_of(f);
    if (f->type == PLAN_FLAG)
        json_object_update_new(o,
                               json_pack("{s:[s], s:[s]}", "trueValues", "1", "falseValues", "0"));
    if (json_object_size(constraints))
        json_object_set(o, "constraints", constraints);
    json_decref(constraints);
    return o;
}

/* Keys */

static bool is_primary(struct str resource, struct str column) {
    for (size_t i = 0; i < KEYS; i++)
        if (str_eq(str_of(primary_keys[i].resource), resource) &&
            str_eq(str_of(primary_keys[i].column), column))
            return true;
    return false;
}

static void add_keys(json_t *schema, struct str resource, struct str column) {
    if (is_primary(resource, column)) {
        json_object_set_new(schema, "primaryKey", json_pack("[o]", text(column)));
        return;
    }
    json_t *keys = json_object_get(schema, "foreignKeys");
    for (size_t i = 0; i < sizeof foreign_keys / sizeof *foreign_keys; i++)
        if (str_eq(foreign_keys[i].column, column))
            json_array_append_new(keys,
                                  json_pack("{s:[o], s:{s:o, s:[o]}}", "fields", text(column),
                                            "reference", "resource", text(foreign_keys[i].resource),
                                            "fields", text(column)));
}

static json_t *schema_new(void) {
    return json_pack("{s:[], s:[s], s:[]}", "fields", "missingValues", "", "foreignKeys");
}

static void add_field(json_t *schema, struct str resource, const struct plan_field *f) {
    json_array_append_new(json_object_get(schema, "fields"), field_json(f));
    add_keys(schema, resource, f->name);
}

/* Resources */

struct out_package *out_package_open(struct arena *a) {
    struct out_package *p = arena_alloc(a, sizeof *p);
    p->a = a;
    for (enum out_kind k = OUT_DOCUMENTS; k <= OUT_COVERAGE; k++) {
        struct resource *r = vec_push(a, &p->resources);
        struct out_row columns = {0};
        *r = (struct resource){out_kind_name(k), {.a = a}, schema_new()};
        out_columns(a, k, &columns);
        for (size_t i = 0; i < columns.cells.n; i++)
            add_field(r->schema, r->name, columns.cells.at[i].field);
        out_csv_header(&r->csv, k, false);
    }
    return p;
}

void out_package_add(struct out_package *p, const struct plan *plan) {
    for (enum out_kind k = OUT_DOCUMENTS; k <= OUT_COVERAGE; k++) {
        struct buf rows = {.a = plan->a};
        out_csv_exact(&rows, k, plan);
        buf_add(&p->resources.at[k].csv, buf_str(&rows));
    }
}

void out_package_table(struct out_package *p, const struct out_table *t) {
    struct resource *r = vec_push(p->a, &p->resources);
    *r = (struct resource){t->name, {.a = p->a}, schema_new()};
    for (size_t i = 0; i < t->columns_n; i++) {
        bool year = str_starts(t->columns[i], S("valid_"));
        add_field(r->schema, r->name,
                  &(struct plan_field){
                      .name = t->columns[i], .type = year ? PLAN_INT : PLAN_TEXT, .null = true});
    }
    out_csv_table_exact(&r->csv, t);
}

/* datapackage.json */

static json_t *resource_json(struct arena *a, const struct resource *r) {
    struct str path = str_fmt(a, "%.*s.csv", STR_ARG(r->name)), csv = buf_str(&r->csv);
    struct str hash = str_fmt(a, "sha256:%s", sha256_hex(a, csv).p);
    if (json_array_size(json_object_get(r->schema, "foreignKeys")) == 0)
        json_object_del(r->schema, "foreignKeys");
    return json_pack("{s:s, s:o, s:o, s:o, s:s, s:s, s:s, s:I, s:o, s:{s:s, s:s}, s:o}", "profile",
                     "tabular-data-resource", "name", text(r->name), "path", text(path), "title",
                     text(label_of(LANG_ZH, r->name)), "format", "csv", "mediatype", "text/csv",
                     "encoding", "utf-8", "bytes", (json_int_t)csv.n, "hash", text(hash), "dialect",
                     "delimiter", ",", "lineTerminator", "\r\n", "schema", r->schema);
}

size_t out_package_close(struct out_package *p, const struct out_file_bytes **files) {
    json_t *list = json_array();
    struct buf json = {.a = p->a};
    for (size_t i = 0; i < p->resources.n; i++) {
        struct resource *r = &p->resources.at[i];
        *vec_push(p->a, &p->files) =
            (struct out_file_bytes){str_fmt(p->a, "%.*s.csv", STR_ARG(r->name)), buf_str(&r->csv)};
        json_array_append_new(list, resource_json(p->a, r));
    }
    json_t *o = json_pack("{s:s, s:s, s:s, s:o}", "profile", "tabular-data-package", "name",
                          "tiaomu", "title", label(LANG_ZH, LABEL_plan).p, "resources", list);
    put_json(&json, o);
    *vec_push(p->a, &p->files) = (struct out_file_bytes){S("datapackage.json"), buf_str(&json)};
    *files = p->files.at;
    return p->files.n;
}
