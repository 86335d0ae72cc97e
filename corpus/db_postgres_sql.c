/* Statements in PostgreSQL. */
#include "corpus/db_postgres.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* SQLite's words and PostgreSQL's; the first that fits is taken. Ids of a country's rows are beyond
 * four bytes, and texts are compared by their bytes, as SQLite does. A view is replaced, not
 * dropped, so that users' own views upon it stay. */
static const struct {
    struct str sqlite, postgres;
} words[] = {
    {S(" STRICT;"), S(";")},
    {S("NUMERIC AS (n)"), S("TEXT COLLATE \"C\" GENERATED ALWAYS AS (CASE WHEN n ~ '^[0-9]{1,18}$'"
                            " THEN CAST(CAST(n AS BIGINT) AS TEXT) ELSE n END) STORED")},
    {S("AS TEXT)"), S("AS TEXT) COLLATE \"C\"")},
    {S(" TEXT"), S(" TEXT COLLATE \"C\"")},
    {S(" INTEGER"), S(" BIGINT")},
    {S(" REAL"), S(" DOUBLE PRECISION")},
    {S("DROP VIEW IF EXISTS"), S("--")},
    {S("CREATE VIEW"), S("CREATE OR REPLACE VIEW")},
    {S("group_concat("), S("string_agg(")},
    {S("instr("), S("strpos(")},
};

void pg_dialect(struct buf *b, struct str sql) {
    int parameters = 0;
    for (size_t i = 0, k; i < sql.n;) {
        struct str rest = str_cut(sql, i, sql.n);
        for (k = 0; k < sizeof words / sizeof *words && !str_starts(rest, words[k].sqlite); k++)
            ;
        if (k < sizeof words / sizeof *words) {
            buf_add(b, words[k].postgres);
            i += words[k].sqlite.n;
        } else if (*rest.p == '?' && !str_starts(rest, S("?'"))) { /* none that a text is */
            buf_fmt(b, "$%d", ++parameters);
            i++;
        } else {
            buf_byte(b, *rest.p);
            i++;
        }
    }
}

/* One that is free and held this SQL before, else any that the server knows nothing of. */
static struct db_stmt *free_statement(struct pg *pg, struct str sql) {
    struct db_stmt *any = NULL;
    for (size_t i = 0; i < pg->stmts.n; i++) {
        struct db_stmt *stmt = pg->stmts.at[i];
        if (!stmt->used && str_eq(stmt->given, sql))
            return stmt;
        if (!stmt->used && !stmt->number)
            any = stmt;
    }
    return any;
}

int pg_prepare(struct corpus *c, struct str sql, struct db_stmt **out) {
    struct pg *pg = pg_of(c);
    struct db_stmt *stmt = free_statement(pg, sql);
    if (!stmt) {
        stmt = arena_alloc(c->a, sizeof *stmt);
        *stmt = (struct db_stmt){.pg = pg, .sql = {.a = c->a}, .room = {.a = c->a}};
        *vec_push(c->a, &pg->stmts) = stmt;
    }
    if (!str_eq(stmt->given, sql)) {
        stmt->given = str_dup(c->a, sql);
        stmt->sql.n = 0;
        pg_dialect(&stmt->sql, sql);
        buf_byte(&stmt->sql, '\0');
        stmt->reads = str_starts(sql, S("SELECT")) || str_starts(sql, S("WITH"));
        stmt->stepped = false;
    }
    stmt->used = true;
    stmt->apart = false;
    stmt->values.n = 0;
    *out = stmt;
    return 0;
}

enum { PARAMETERS = 64 }; /* of a statement: what a search with all filters has, and more */

int pg_bind(struct corpus *c, struct db_stmt *stmt, int at, struct plan_value v) {
    if (at > PARAMETERS)
        return c->error = DB_NO_MEMORY, -1;
    while (stmt->values.n < (size_t)at)
        *vec_push(c->a, &stmt->values) = (struct plan_value){0};
    stmt->values.at[at - 1] = v;
    return 0;
}

/* Values as texts, each behind the other with its NUL. */
static void put_values(struct db_stmt *stmt, const char *texts[PARAMETERS]) {
    size_t starts[PARAMETERS] = {0};
    struct buf *b = &stmt->room;
    b->n = 0;
    for (size_t i = 0; i < stmt->values.n; i++) {
        const struct plan_value *v = &stmt->values.at[i];
        starts[i] = b->n;
        if (v->kind == VALUE_INT)
            buf_fmt(b, "%" PRId64, v->i);
        else if (v->kind == VALUE_REAL)
            plan_put_real(b, v->real);
        else
            buf_add(b, v->text);
        buf_byte(b, '\0');
    }
    for (size_t i = 0; i < stmt->values.n; i++)
        texts[i] = stmt->values.at[i].kind == VALUE_NULL ? NULL : b->p + starts[i];
}

static const char *name_of(const struct db_stmt *stmt, char name[16]) {
    snprintf(name, 16, "t%d", stmt->number);
    return name;
}

/* What is run for the second time gets a name, under which the server keeps its plan. */
static int execute(struct db_stmt *stmt) {
    const char *texts[PARAMETERS];
    char name[16];
    struct pg *pg = stmt->pg;
    int n = (int)stmt->values.n;
    if (!stmt->apart && pg_flush_items(pg) < 0)
        return -1;
    put_values(stmt, texts);
    if (stmt->stepped && !stmt->number) {
        stmt->number = ++pg->names;
        if (pg_result(pg, pg->pq.prepare(pg->conn, name_of(stmt, name), stmt->sql.p, n, NULL),
                      NULL) < 0)
            return -1;
    }
    pg->wrote = pg->wrote || !stmt->reads;
    stmt->stepped = true;
    stmt->row = -1;
    return pg_result(
        pg,
        stmt->number ? pg->pq.exec_prepared(pg->conn, name_of(stmt, name), n, texts, NULL, NULL, 0)
                     : pg->pq.exec_params(pg->conn, stmt->sql.p, n, NULL, texts, NULL, NULL, 0),
        &stmt->rows);
}

int pg_step(struct corpus *c, struct db_stmt *stmt) {
    (void)c;
    if (!stmt->rows && execute(stmt) < 0)
        return -1;
    if (++stmt->row < stmt->pg->pq.ntuples(stmt->rows))
        return 1;
    pg_reset(stmt);
    return 0;
}

/* Object ids of types (src/include/catalog/pg_type.dat). */
enum { BOOL = 16, INT8 = 20, INT2 = 21, INT4 = 23, FLOAT4 = 700, FLOAT8 = 701, NUMERIC = 1700 };

struct plan_value pg_value(struct db_stmt *stmt, int column) {
    const char *p = stmt->pg->pq.get_value(stmt->rows, stmt->row, column);
    if (stmt->pg->pq.get_is_null(stmt->rows, stmt->row, column))
        return (struct plan_value){.kind = VALUE_NULL};
    switch (stmt->pg->pq.ftype(stmt->rows, column)) {
    case BOOL:
        return (struct plan_value){.kind = VALUE_INT, .i = *p == 't'};
    case INT2:
    case INT4:
    case INT8:
        return (struct plan_value){.kind = VALUE_INT, .i = strtoll(p, NULL, 10)};
    case FLOAT4:
    case FLOAT8:
    case NUMERIC:
        return (struct plan_value){.kind = VALUE_REAL, .real = strtod(p, NULL)};
    default:
        return (struct plan_value){
            .kind = VALUE_TEXT,
            .text = {p, (size_t)stmt->pg->pq.get_length(stmt->rows, stmt->row, column)}};
    }
}

int pg_columns(struct db_stmt *stmt) {
    if (!stmt->rows && execute(stmt) < 0)
        return 0;
    return stmt->pg->pq.nfields(stmt->rows);
}

const char *pg_column(struct db_stmt *stmt, int column) {
    return stmt->pg->pq.fname(stmt->rows, column);
}

void pg_reset(struct db_stmt *stmt) {
    stmt->pg->pq.clear(stmt->rows);
    stmt->rows = NULL;
}

void pg_finalize(struct db_stmt *stmt) {
    pg_reset(stmt);
    stmt->used = false;
}
