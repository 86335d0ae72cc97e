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

#define ALL NULL, NULL, NULL

#define MENTIONS                                                                                   \
    {                                                                                              \
        {&plan_mention_fields, "mention", "mention_raw", NULL},                                    \
            {&plan_mention_fields, "confidence", "method", NULL}, {                                \
            &plan_mention_fields, "org_id", "org_kind", "org"                                      \
        }                                                                                          \
    }

const struct row_spec row_specs[DB_KINDS] = {
    [DB_RUN] = {"run", NULL, 0, {{&plan_document_fields, "tool_version", "rules_version", NULL}}},
    [DB_ORG] = {"org", NULL, 0, {{&plan_mention_fields, "org_id", "org_kind", NULL}}},
    [DB_DOCUMENT] = {"document",
                     NULL,
                     0,
                     {{&stored_document_fields, ALL},
                      {&plan_document_fields, "doc", "encoding", NULL},
                      {&plan_coverage_fields, ALL}}},
    [DB_MEASURE_TABLE] = {"plan_table",
                          "document_row",
                          DB_DOCUMENT,
                          {{&plan_measure_fields, "table_no", "table_title", NULL}}},
    [DB_SECTION] = {"section",
                    "plan_table_row",
                    DB_MEASURE_TABLE,
                    {{&plan_measure_fields, "section", "section", NULL}}},
    [DB_TASK] = {"task",
                 "section_row",
                 DB_SECTION,
                 {{&plan_measure_fields, "task_no", "task", NULL}}},
    [DB_MEASURE] = {"measure",
                    "task_row",
                    DB_TASK,
                    {{&plan_measure_fields, "measure_no", NULL, NULL},
                     {&plan_deadline_fields, ALL}}},
    [DB_INDICATOR_TABLE] = {"plan_table",
                            "document_row",
                            DB_DOCUMENT,
                            {{&plan_indicator_fields, "table_no", "table_title", NULL}}},
    [DB_INDICATOR_ROW] = {"indicator_row",
                          "plan_table_row",
                          DB_INDICATOR_TABLE,
                          {{&plan_indicator_fields, "row_no", "row_label", NULL}}},
    [DB_INDICATOR_CELL] = {"indicator_cell",
                           "indicator_row_row",
                           DB_INDICATOR_ROW,
                           {{&plan_indicator_fields, "col", NULL, NULL}}},
    [DB_CLAUSE] = {"clause", "document_row", DB_DOCUMENT, {{&plan_clause_fields, ALL}}},
    [DB_MEASURE_ASSIGNMENT] = {"assignment",
                               "measure_row",
                               DB_MEASURE,
                               {{&plan_assignment_fields, ALL}}},
    [DB_CLAUSE_ASSIGNMENT] = {"assignment",
                              "clause_row",
                              DB_CLAUSE,
                              {{&plan_assignment_fields, ALL}}},
    [DB_MEASURE_ROLE] = {"role",
                         "assignment_row",
                         DB_MEASURE_ASSIGNMENT,
                         {{&plan_role_fields, ALL}}},
    [DB_CLAUSE_ROLE] = {"role", "assignment_row", DB_CLAUSE_ASSIGNMENT, {{&plan_role_fields, ALL}}},
    [DB_CELL_ROLE] = {"role", "indicator_cell_row", DB_INDICATOR_CELL, {{&plan_role_fields, ALL}}},
    [DB_RESPONSIBILITY] = {"responsibility",
                           "role_row",
                           DB_MEASURE_ROLE,
                           {{&stored_responsibility_fields, ALL},
                            {&plan_mention_fields, "mention", "mention_raw", NULL},
                            {&plan_mention_fields, "confidence", "method", NULL}}},
    [DB_MEASURE_MENTION] = {"responsibility", "role_row", DB_MEASURE_ROLE, MENTIONS},
    [DB_CLAUSE_MENTION] = {"responsibility", "role_row", DB_CLAUSE_ROLE, MENTIONS},
    [DB_CELL_MENTION] = {"responsibility", "role_row", DB_CELL_ROLE, MENTIONS},
    [DB_OUTLINE] = {"outline", "document_row", DB_DOCUMENT, {{&plan_heading_fields, ALL}}},
    [DB_FOOTNOTE] = {"footnote", "document_row", DB_DOCUMENT, {{&plan_footnote_fields, ALL}}},
    [DB_CORRECTION] = {"correction", "document_row", DB_DOCUMENT, {{&plan_correction_fields, ALL}}},
    [DB_WARNING] = {"warning", "document_row", DB_DOCUMENT, {{&plan_finding_fields, ALL}}},
    [DB_MEASURE_QUANTITY] = {"quantity", "measure_row", DB_MEASURE, {{&plan_quantity_fields, ALL}}},
    [DB_MEASURE_REFERENCE] = {"reference",
                              "measure_row",
                              DB_MEASURE,
                              {{&plan_reference_fields, ALL}}},
    [DB_CLAUSE_QUANTITY] = {"quantity", "clause_row", DB_CLAUSE, {{&plan_quantity_fields, ALL}}},
    [DB_CLAUSE_REFERENCE] = {"reference", "clause_row", DB_CLAUSE, {{&plan_reference_fields, ALL}}},
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

/* The columns of all parts, those of the row's own table with own in front; returns how many. */
static size_t add_columns(struct buf *sql, const struct row_spec *spec, const char *own) {
    size_t n = 0;
    for (size_t i = 0; i < PARTS; i++) {
        const struct part *part = &spec->parts[i];
        struct range r = range_of(part);
        for (const struct plan_field *f = r.at; f < r.end; f++)
            buf_fmt(sql, "%s%s%s%s", n++ ? ", " : "", part->joined ? part->joined : own,
                    part->joined ? "." : "", f->name.p);
    }
    return n;
}

static const struct db_table plain[] = {
    [DB_ALIAS - DB_KINDS] = {S("alias"), S("id, org_row, alias, scope, kind, source"), 6, NULL},
    [DB_READING -
        DB_KINDS] = {S("reading"), S("id, started, seconds, tool_version, rules_version"), 5, NULL},
    [DB_READING_INPUT - DB_KINDS] = {S("reading_input"),
                                     S("id, reading_row, ord, file, doc, outcome, seconds, message,"
                                       " jurisdiction, status, year, rejected"),
                                     12, NULL},
};

static void name_columns(struct corpus *c, enum row_kind kind) {
    const struct row_spec *spec = &row_specs[kind];
    struct buf names = {.a = c->a};
    buf_add(&names, S("id, "));
    if (spec->parent)
        buf_fmt(&names, "%s, ord, ", spec->parent);
    size_t n = add_columns(&names, spec, "") + (spec->parent ? 3 : 1);
    c->into[kind] =
        (struct db_table){.name = str_of(spec->table), .columns = buf_str(&names), .n = n};
}

int db_add(struct corpus *c, enum row_kind table, const struct plan_value *values, int64_t *id) {
    struct db_table *into = &c->into[table];
    if (!into->n && table == DB_SEARCH)
        *into = c->driver->index;
    else if (!into->n && table >= DB_KINDS)
        *into = plain[table - DB_KINDS];
    else if (!into->n)
        name_columns(c, table);
    return c->driver->add(c, into, values, id);
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

size_t db_key(enum row_kind kind, const char *names[KEY_COLUMNS]) {
    struct range r = range_of(&row_specs[kind].parts[0]);
    size_t n = 0;
    for (const struct plan_field *f = r.at; f < r.end && n < KEY_COLUMNS; f++)
        names[n++] = f->name.p;
    return n;
}

int db_intern(struct corpus *c, enum row_kind kind, const void *item, int64_t *id) {
    struct plan_value values[COLUMNS];
    take_values(values, &row_specs[kind].parts[0], item);
    if (c->driver->find(c, kind, values, id) < 0)
        return -1;
    return *id ? 0 : db_insert(c, kind, 0, 0, (const void *const[PARTS]){item}, id);
}

/* The kinds from one up to the document's children; how many. */
static size_t way_up(enum row_kind kind, enum row_kind *out) {
    size_t n = 0;
    do {
        out[n++] = kind;
        kind = row_specs[kind].up;
    } while (kind != DB_DOCUMENT && n < DB_KINDS);
    return n;
}

/* In the document's order: from its tables down, each level by ord. t0 is the kind's own table,
 * t1 its parent's. */
static void select_children(struct buf *sql, enum row_kind kind) {
    enum row_kind way[DB_KINDS];
    size_t n = way_up(kind, way);
    buf_fmt(sql, "SELECT t0.%s, t0.id, ", row_specs[kind].parent);
    add_columns(sql, &row_specs[kind], "t0.");
    buf_fmt(sql, " FROM %s t%zu", row_specs[way[n - 1]].table, n - 1);
    for (size_t i = n - 1; i-- > 0;)
        buf_fmt(sql, " JOIN %s t%zu ON t%zu.%s = t%zu.id", row_specs[way[i]].table, i, i,
                row_specs[way[i]].parent, i + 1);
    for (size_t i = 0; i < PARTS; i++)
        if (row_specs[kind].parts[i].joined)
            buf_fmt(sql, " JOIN %s ON %s.id = t0.%s_row", row_specs[kind].parts[i].joined,
                    row_specs[kind].parts[i].joined, row_specs[kind].parts[i].joined);
    buf_fmt(sql, " WHERE t%zu.%s = ? ORDER BY ", n - 1, row_specs[way[n - 1]].parent);
    for (size_t i = n; i-- > 0;)
        buf_fmt(sql, "t%zu.ord%s", i, i ? ", " : "");
}

static int prepare_select(struct corpus *c, enum row_kind kind) {
    struct buf sql = {.a = c->a};
    if (row_specs[kind].parent) {
        select_children(&sql, kind);
    } else {
        buf_add(&sql, S("SELECT id, id, "));
        add_columns(&sql, &row_specs[kind], "");
        buf_fmt(&sql, " FROM %s WHERE id = ?", row_specs[kind].table);
    }
    return db_prepare(c, buf_str(&sql), &c->select[kind]);
}

static int look_ahead(struct db_rows *rows) {
    int rc = db_step(rows->c, rows->stmt);
    rows->ahead = rc > 0;
    if (rows->ahead)
        rows->parent = db_int(rows->c, rows->stmt, 0);
    return rc < 0 ? -1 : 0;
}

int db_select(struct db_rows *rows, int64_t document) {
    struct corpus *c = rows->c;
    if (!c->select[rows->kind] && prepare_select(c, rows->kind) < 0)
        return -1;
    rows->stmt = c->select[rows->kind];
    db_reset(c, rows->stmt);
    return db_bind_int(c, rows->stmt, 1, document) < 0 ? -1 : look_ahead(rows);
}

static int take_part(struct db_rows *rows, int *column, const struct part *part, void *item) {
    struct range r = range_of(part);
    for (const struct plan_field *f = r.at; f < r.end; f++)
        if (plan_set(item, f, db_value(rows->c, rows->a, rows->stmt, (*column)++)) < 0)
            return rows->c->error = DB_DAMAGED, -1;
    return 0;
}

int db_next(struct db_rows *rows, int64_t parent) {
    int column = 2;
    if (!rows->ahead || rows->parent != parent)
        return 0;
    rows->id = db_int(rows->c, rows->stmt, 1);
    for (size_t i = 0; i < PARTS; i++)
        if (take_part(rows, &column, &row_specs[rows->kind].parts[i], rows->items[i]) < 0)
            return -1;
    return look_ahead(rows) < 0 ? -1 : 1;
}

int db_end(struct db_rows *rows, int rc) {
    if (rows->stmt)
        db_reset(rows->c, rows->stmt);
    return rc == 0 && rows->ahead ? rows->c->error = DB_DAMAGED, -1 : rc;
}

int db_row(struct db_rows *rows, int64_t id) {
    int rc = db_select(rows, id) < 0 ? -1 : db_next(rows, id);
    db_reset(rows->c, rows->stmt);
    if (rc == 0)
        rows->c->error = DB_DAMAGED;
    return rc > 0 ? 0 : -1;
}
