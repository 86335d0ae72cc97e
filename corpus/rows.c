#include "corpus/db.h"
#include <stddef.h>

static const struct plan_field stored_document_columns[] = {
    {.name = S("run_row"), .type = PLAN_COUNT, .offset = offsetof(struct stored_document, run_row)},
    {.name = S("plan_sha256"),
     .type = PLAN_TEXT,
     .offset = offsetof(struct stored_document, plan_sha256)},
};
static const struct plan_fields stored_document_fields = {stored_document_columns, 2};

static const struct plan_field stored_responsibility_columns[] = {
    {.name = S("org_row"),
     .type = PLAN_COUNT,
     .offset = offsetof(struct stored_responsibility, org_row)},
};
static const struct plan_fields stored_responsibility_fields = {stored_responsibility_columns, 1};

#define ALL NULL, NULL

const struct row_spec row_specs[DB_KINDS] = {
    [DB_RUN] = {"run", NULL, {{&plan_document_fields, "tool_version", "rules_version"}}},
    [DB_DOCUMENT] = {"document",
                     NULL,
                     {{&stored_document_fields, ALL},
                      {&plan_document_fields, "doc", "encoding"},
                      {&plan_coverage_fields, ALL}}},
    [DB_MEASURE_TABLE] = {"plan_table",
                          "document_row",
                          {{&plan_measure_fields, "table_no", "table_title"}}},
    [DB_SECTION] = {"section", "plan_table_row", {{&plan_measure_fields, "section", "section"}}},
    [DB_TASK] = {"task", "section_row", {{&plan_measure_fields, "task_no", "task"}}},
    [DB_MEASURE] = {"measure",
                    "task_row",
                    {{&plan_measure_fields, "measure_no", NULL}, {&plan_deadline_fields, ALL}}},
    [DB_MEASURE_ASSIGNMENT] = {"assignment", "measure_row", {{&plan_assignment_fields, ALL}}},
    [DB_CLAUSE_ASSIGNMENT] = {"assignment", "clause_row", {{&plan_assignment_fields, ALL}}},
    [DB_ASSIGNMENT_ROLE] = {"role", "assignment_row", {{&plan_role_fields, ALL}}},
    [DB_INDICATOR_TABLE] = {"plan_table",
                            "document_row",
                            {{&plan_indicator_fields, "table_no", "table_title"}}},
    [DB_INDICATOR_ROW] = {"indicator_row",
                          "plan_table_row",
                          {{&plan_indicator_fields, "row_no", "row_label"}}},
    [DB_INDICATOR_CELL] = {"indicator_cell",
                           "indicator_row_row",
                           {{&plan_indicator_fields, "col", NULL}}},
    [DB_CELL_ROLE] = {"role", "indicator_cell_row", {{&plan_role_fields, ALL}}},
    [DB_RESPONSIBILITY] = {"responsibility",
                           "role_row",
                           {{&stored_responsibility_fields, ALL},
                            {&plan_mention_fields, "mention", "mention_raw"},
                            {&plan_mention_fields, "confidence", "method"}}},
    [DB_ORG] = {"org", NULL, {{&plan_mention_fields, "org_id", "org_kind"}}},
    [DB_OUTLINE] = {"outline", "document_row", {{&plan_heading_fields, ALL}}},
    [DB_CLAUSE] = {"clause", "document_row", {{&plan_clause_fields, ALL}}},
    [DB_FOOTNOTE] = {"footnote", "document_row", {{&plan_footnote_fields, ALL}}},
    [DB_CORRECTION] = {"correction", "document_row", {{&plan_correction_fields, ALL}}},
    [DB_MEASURE_QUANTITY] = {"quantity", "measure_row", {{&plan_quantity_fields, ALL}}},
    [DB_MEASURE_REFERENCE] = {"reference", "measure_row", {{&plan_reference_fields, ALL}}},
    [DB_CLAUSE_QUANTITY] = {"quantity", "clause_row", {{&plan_quantity_fields, ALL}}},
    [DB_CLAUSE_REFERENCE] = {"reference", "clause_row", {{&plan_reference_fields, ALL}}},
    [DB_WARNING] = {"warning", "document_row", {{&plan_finding_fields, ALL}}},
};

static size_t field_index(const struct plan_fields *fields, const char *name, size_t otherwise) {
    for (size_t i = 0; name && i < fields->n; i++)
        if (str_eq(fields->at[i].name, str_of(name)))
            return i;
    return otherwise;
}

struct range {
    const struct plan_field *at, *end;
};

static struct range range_of(const struct part *part) {
    if (!part->fields)
        return (struct range){NULL, NULL};
    const struct plan_field *all = part->fields->at;
    if (!part->from && !part->to)
        return (struct range){all, all + part->fields->n};
    return (struct range){all + field_index(part->fields, part->from, 0),
                          all + field_index(part->fields, part->to, part->fields->n - 1) + 1};
}

bool db_same(enum row_kind kind, const void *a, const void *b) {
    struct range r = range_of(&row_specs[kind].parts[0]);
    for (const struct plan_field *f = r.at; f < r.end; f++) {
        struct plan_value x = plan_get(a, f), y = plan_get(b, f);
        if (x.kind != y.kind || x.i != y.i || !str_eq(x.text, y.text))
            return false;
    }
    return true;
}

/* Most columns of a row: id, parent and ord, a type's fields. */
enum { COLUMNS = 48 };

/* The values of a part, from values on; how many. */
static size_t take_values(struct plan_value *values, const struct part *part, const void *item) {
    struct range r = range_of(part);
    size_t n = 0;
    for (const struct plan_field *f = r.at; f < r.end; f++)
        values[n++] = plan_get(item, f);
    return n;
}

/* The columns of all parts, each with after behind it; returns how many. */
static size_t add_columns(struct buf *sql, const struct row_spec *spec, const char *between,
                          const char *after) {
    size_t n = 0;
    for (size_t i = 0; i < PARTS; i++) {
        struct range r = range_of(&spec->parts[i]);
        for (const struct plan_field *f = r.at; f < r.end; f++)
            buf_fmt(sql, "%s%s%s", n++ ? between : "", f->name.p, after);
    }
    return n;
}

static const struct db_table plain[] = {
    [DB_READING] = {S("reading"), S("id, started, seconds, tool_version, rules_version"), 5, NULL},
    [DB_READING_INPUT] = {S("reading_input"),
                          S("id, reading_row, ord, file, doc, outcome, seconds, message,"
                            " jurisdiction, status, year, rejected"),
                          12, NULL},
    [DB_SEARCH] = {S("search"), S("rowid, text, head"), 3, NULL},
};

static void name_columns(struct corpus *c, enum row_kind kind) {
    const struct row_spec *spec = &row_specs[kind];
    struct buf names = {.a = c->a};
    buf_add(&names, S("id, "));
    if (spec->parent)
        buf_fmt(&names, "%s, ord, ", spec->parent);
    size_t n = add_columns(&names, spec, ", ", "") + (spec->parent ? 3 : 1);
    c->into[kind] =
        (struct db_table){.name = str_of(spec->table), .columns = buf_str(&names), .n = n};
}

int db_add(struct corpus *c, enum row_kind table, const struct plan_value *values, int64_t *id) {
    if (!c->into[table].n && table >= DB_KINDS)
        c->into[table] = plain[table];
    else if (!c->into[table].n)
        name_columns(c, table);
    return c->driver->add(c, &c->into[table], values, id);
}

int db_insert(struct corpus *c, enum row_kind kind, int64_t parent, int64_t ord,
              const void *const items[PARTS], int64_t *id) {
    struct plan_value values[COLUMNS];
    size_t n = 0;
    values[n++] = (struct plan_value){.kind = *id ? VALUE_INT : VALUE_NULL, .i = *id};
    if (row_specs[kind].parent) {
        values[n++] = (struct plan_value){.kind = VALUE_INT, .i = parent};
        values[n++] = (struct plan_value){.kind = VALUE_INT, .i = ord};
    }
    for (size_t i = 0; i < PARTS; i++)
        n += take_values(values + n, &row_specs[kind].parts[i], items[i]);
    return db_add(c, kind, values, id);
}

static int prepare_find(struct corpus *c, enum row_kind kind) {
    struct buf sql = {.a = c->a};
    buf_fmt(&sql, "SELECT id FROM %s WHERE ", row_specs[kind].table);
    add_columns(&sql, &row_specs[kind], " AND ", " IS ?");
    return db_prepare(c, buf_str(&sql), &c->find[kind]);
}

int db_intern(struct corpus *c, enum row_kind kind, const void *item, int64_t *id) {
    struct plan_value values[COLUMNS];
    if (!c->find[kind] && prepare_find(c, kind) < 0)
        return -1;
    struct db_stmt *stmt = c->find[kind];
    size_t n = take_values(values, &row_specs[kind].parts[0], item);
    for (size_t i = 0; i < n; i++)
        if (db_bind(c, stmt, (int)i + 1, values[i]) < 0)
            return -1;
    *id = 0;
    int rc = db_ask(c, stmt, id);
    return rc ? rc < 0 ? -1 : 0 : db_insert(c, kind, 0, 0, (const void *const[PARTS]){item}, id);
}

static int prepare_select(struct corpus *c, enum row_kind kind) {
    const struct row_spec *spec = &row_specs[kind];
    struct buf sql = {.a = c->a};
    buf_add(&sql, S("SELECT id, "));
    add_columns(&sql, spec, ", ", "");
    buf_fmt(&sql, " FROM %s WHERE %s = ?%s", spec->table, spec->parent ? spec->parent : "id",
            spec->parent ? " ORDER BY ord" : "");
    return db_prepare(c, buf_str(&sql), &c->select[kind]);
}

int db_select(struct db_rows *rows, int64_t parent) {
    struct corpus *c = rows->c;
    if (!c->select[rows->kind] && prepare_select(c, rows->kind) < 0)
        return -1;
    rows->stmt = c->select[rows->kind];
    db_reset(c, rows->stmt);
    return db_bind_int(c, rows->stmt, 1, parent);
}

static int take_part(struct db_rows *rows, int *column, const struct part *part, void *item) {
    struct range r = range_of(part);
    for (const struct plan_field *f = r.at; f < r.end; f++)
        if (plan_set(item, f, db_value(rows->c, rows->a, rows->stmt, (*column)++)) < 0)
            return -1;
    return 0;
}

int db_next(struct db_rows *rows) {
    int column = 1, rc = db_step(rows->c, rows->stmt);
    if (rc <= 0)
        return rc;
    rows->id = db_int(rows->c, rows->stmt, 0);
    for (size_t i = 0; i < PARTS; i++)
        if (take_part(rows, &column, &row_specs[rows->kind].parts[i], rows->items[i]) < 0) {
            db_reset(rows->c, rows->stmt);
            rows->c->error = DB_DAMAGED;
            return -1;
        }
    return 1;
}

int db_row(struct db_rows *rows, int64_t id) {
    int rc = db_select(rows, id);
    if (rc == 0 && (rc = db_next(rows)) == 0) {
        rows->c->error = DB_DAMAGED;
        return -1;
    }
    db_reset(rows->c, rows->stmt);
    return rc < 0 ? -1 : 0;
}
