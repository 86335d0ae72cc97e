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

static int bind_value(sqlite3_stmt *stmt, int at, struct plan_value v) {
    switch (v.kind) {
    case VALUE_INT:
        return sqlite3_bind_int64(stmt, at, v.i);
    case VALUE_REAL:
        return sqlite3_bind_double(stmt, at, v.real);
    case VALUE_TEXT:
        return sqlite3_bind_text64(stmt, at, v.text.p ? v.text.p : "", v.text.n, SQLITE_STATIC,
                                   SQLITE_UTF8);
    default:
        return sqlite3_bind_null(stmt, at);
    }
}

/* Binds a part from parameter *at on; SQLITE_STATIC holds as the item outlives the step. */
static int bind_part(sqlite3_stmt *stmt, int *at, const struct part *part, const void *item) {
    int rc = SQLITE_OK;
    struct range r = range_of(part);
    for (const struct plan_field *f = r.at; f < r.end && rc == SQLITE_OK; f++)
        rc = bind_value(stmt, (*at)++, plan_get(item, f));
    return rc;
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

static int prepare_insert(struct corpus *c, enum row_kind kind) {
    const struct row_spec *spec = &row_specs[kind];
    struct buf sql = {.a = c->a};
    buf_fmt(&sql, "INSERT INTO %s (id, ", spec->table);
    if (spec->parent)
        buf_fmt(&sql, "%s, ord, ", spec->parent);
    size_t n = add_columns(&sql, spec, ", ", "") + (spec->parent ? 2 : 0);
    buf_add(&sql, S(") VALUES (?"));
    for (; n; n--)
        buf_add(&sql, S(", ?"));
    buf_add(&sql, S(")"));
    return db_prepare(c, buf_str(&sql), &c->insert[kind]);
}

int db_insert(struct corpus *c, enum row_kind kind, int64_t parent, int64_t ord,
              const void *const items[PARTS], int64_t *id) {
    if (!c->insert[kind] && prepare_insert(c, kind) < 0)
        return -1;
    sqlite3_stmt *stmt = c->insert[kind];
    int at = 1, rc = *id ? sqlite3_bind_int64(stmt, at, *id) : sqlite3_bind_null(stmt, at);
    at++;
    if (row_specs[kind].parent && rc == SQLITE_OK && !(rc = sqlite3_bind_int64(stmt, at++, parent)))
        rc = sqlite3_bind_int64(stmt, at++, ord);
    for (size_t i = 0; i < PARTS && rc == SQLITE_OK; i++)
        rc = bind_part(stmt, &at, &row_specs[kind].parts[i], items[i]);
    if (rc == SQLITE_OK)
        sqlite3_step(stmt);
    c->rc = sqlite3_reset(stmt);
    *id = sqlite3_last_insert_rowid(c->db);
    return rc == SQLITE_OK && c->rc == SQLITE_OK ? 0 : -1;
}

static int prepare_find(struct corpus *c, enum row_kind kind) {
    struct buf sql = {.a = c->a};
    buf_fmt(&sql, "SELECT id FROM %s WHERE ", row_specs[kind].table);
    add_columns(&sql, &row_specs[kind], " AND ", " IS ?");
    return db_prepare(c, buf_str(&sql), &c->find[kind]);
}

int db_intern(struct corpus *c, enum row_kind kind, const void *item, int64_t *id) {
    if (!c->find[kind] && prepare_find(c, kind) < 0)
        return -1;
    sqlite3_stmt *stmt = c->find[kind];
    int at = 1;
    c->rc = bind_part(stmt, &at, &row_specs[kind].parts[0], item);
    if (c->rc != SQLITE_OK)
        return -1;
    *id = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
    c->rc = sqlite3_reset(stmt);
    if (c->rc != SQLITE_OK)
        return -1;
    return *id ? 0 : db_insert(c, kind, 0, 0, (const void *const[PARTS]){item}, id);
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
    sqlite3_reset(rows->stmt);
    c->rc = sqlite3_bind_int64(rows->stmt, 1, parent);
    return c->rc == SQLITE_OK ? 0 : -1;
}

static int take_part(struct db_rows *rows, int *column, const struct part *part, void *item) {
    struct range r = range_of(part);
    for (const struct plan_field *f = r.at; f < r.end; f++)
        if (plan_set(item, f, db_value(rows->a, rows->stmt, (*column)++)) < 0)
            return -1;
    return 0;
}

int db_next(struct db_rows *rows) {
    if (sqlite3_step(rows->stmt) != SQLITE_ROW) {
        rows->c->rc = sqlite3_reset(rows->stmt);
        return rows->c->rc == SQLITE_OK ? 0 : -1;
    }
    int column = 1;
    rows->id = sqlite3_column_int64(rows->stmt, 0);
    for (size_t i = 0; i < PARTS; i++)
        if (take_part(rows, &column, &row_specs[rows->kind].parts[i], rows->items[i]) < 0) {
            sqlite3_reset(rows->stmt);
            rows->c->rc = SQLITE_MISMATCH;
            return -1;
        }
    return 1;
}

int db_row(struct db_rows *rows, int64_t id) {
    int rc = db_select(rows, id);
    if (rc == 0 && (rc = db_next(rows)) == 0) {
        rows->c->rc = SQLITE_CORRUPT;
        return -1;
    }
    sqlite3_reset(rows->stmt);
    return rc < 0 ? -1 : 0;
}
