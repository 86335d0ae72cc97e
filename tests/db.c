#include "tests/db.h"
#include "tests/test.h"
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *server(void) {
    return getenv("TIAOMU_TEST_DB");
}

bool test_db_served(void) {
    return server() != NULL;
}

static PGconn *connect(struct test_db *db) {
    PGconn *conn = PQconnectdb(db->path.p);
    if (PQstatus(conn) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(conn));
    PQclear(PQexec(conn, "SET client_min_messages = warning"));
    return conn;
}

static PGresult *send(struct test_db *db, PGconn *conn, const char *sql) {
    (void)db;
    PGresult *result = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    return result;
}

void test_db_make(struct arena *a, struct test_db *out) {
    char folder[] = "/tmp/tiaomu-test-XXXXXX";
    *out = (struct test_db){.a = a};
    assert_non_null(mkdtemp(folder));
    if (!server()) {
        out->folder = str_dup(a, str_of(folder));
        out->path = str_fmt(a, "%s/a.db", folder);
        return;
    }
    rmdir(folder);
    out->schema = str_fmt(a, "test_%s", strrchr(folder, '-') + 1);
    out->path = str_fmt(a, "%s%coptions=-csearch_path%%3D%%22%.*s%%22", server(),
                        strchr(server(), '?') ? '&' : '?', STR_ARG(out->schema));
    test_db_run(out, str_fmt(a, "CREATE SCHEMA \"%.*s\"", STR_ARG(out->schema)).p);
}

void test_db_drop(struct test_db *db) {
    if (db->schema.n) {
        /* A failed test may have left its own transaction open. */
        test_db_run(db, str_fmt(db->a, "SET lock_timeout = '10s'; DROP SCHEMA \"%.*s\" CASCADE",
                                STR_ARG(db->schema))
                            .p);
        return;
    }
    unlink(db->path.p);
    unlink(str_fmt(db->a, "%s-journal", db->path.p).p);
    rmdir(db->folder.p);
}

enum { FLOAT8 = 701, BOOL = 16 }; /* object ids of types */

/* As SQLite prints it. */
static void put_value(struct buf *b, const PGresult *result, int row, int column) {
    const char *text = PQgetvalue(result, row, column);
    if (PQgetisnull(result, row, column))
        text = "NULL";
    else if (PQftype(result, column) == BOOL)
        text = *text == 't' ? "1" : "0";
    buf_add(b, str_of(text));
    if (PQftype(result, column) == FLOAT8 && !PQgetisnull(result, row, column) &&
        !strpbrk(text, ".e"))
        buf_add(b, S(".0"));
}

static struct str ask_server(struct test_db *db, const char *sql) {
    struct buf b = {.a = db->a};
    PGconn *conn = connect(db);
    PGresult *result = send(db, conn, sql);
    for (int row = 0; row < PQntuples(result); row++)
        for (int i = 0; i < PQnfields(result); i++) {
            buf_add(&b, i ? S("|") : row ? S("\n") : S(""));
            put_value(&b, result, row, i);
        }
    PQclear(result);
    PQfinish(conn);
    return buf_str(&b);
}

static struct str ask_file(struct test_db *db, const char *sql) {
    struct buf b = {.a = db->a};
    sqlite3 *file;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open(db->path.p, &file), SQLITE_OK);
    if (sqlite3_prepare_v2(file, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(file));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const char *text = (const char *)sqlite3_column_text(stmt, i);
            buf_fmt(&b, "%s%s", i ? "|" : b.n ? "\n" : "", text ? text : "NULL");
        }
    }
    sqlite3_finalize(stmt);
    sqlite3_close(file);
    return buf_str(&b);
}

struct str test_db_ask(struct test_db *db, const char *sql) {
    return db->schema.n ? ask_server(db, sql) : ask_file(db, sql);
}

void test_db_run(struct test_db *db, const char *sql) {
    sqlite3 *file;
    if (db->schema.n) {
        ask_server(db, sql);
        return;
    }
    assert_int_equal(sqlite3_open(db->path.p, &file), SQLITE_OK);
    if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(file));
    sqlite3_close(file);
}

struct str test_db_columns(struct test_db *db, const char *view) {
    const char *sql = db->schema.n
                          ? "SELECT string_agg(column_name, ',' ORDER BY ordinal_position) FROM"
                            " information_schema.columns WHERE table_schema = current_schema()"
                            " AND table_name = '%s'"
                          : "SELECT group_concat(name) FROM pragma_table_info('%s')";
    struct str text = str_of(sql);
    size_t at = str_find(text, S("%s"), 0);
    return test_db_ask(db, str_fmt(db->a, "%.*s%s%s", (int)at, sql, view, sql + at + 2).p);
}
