/* The embedded database: SQLite, in one file. */
#include "corpus/grams.h"
#include "corpus/search.h"
#include <errno.h>
#include <sqlite3.h>
#include <string.h>

/* "tiao" */
enum { APPLICATION_ID = 0x7469616f, BUSY_MS = 3000 };

static sqlite3 *connection(const struct corpus *c) {
    return c->own;
}

static sqlite3_stmt *statement(struct db_stmt *stmt) {
    return (sqlite3_stmt *)stmt;
}

static enum db_error meaning(int rc) {
    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        return DB_NO_MEMORY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DB_LOCKED;
    case SQLITE_FULL:
        return DB_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DB_READ_ONLY;
    case SQLITE_NOTADB:
        return DB_NO_DATABASE;
    case SQLITE_CORRUPT:
    case SQLITE_MISMATCH:
        return DB_DAMAGED;
    default:
        return DB_OTHER;
    }
}

static int result(struct corpus *c, int rc) {
    if (rc == SQLITE_OK)
        return 0;
    c->error = meaning(rc);
    return -1;
}

static struct str why(struct corpus *c, struct arena *a) {
    int system = sqlite3_system_errno(connection(c));
    return str_fmt(a, "%s%s%s; check the file, its folder and the disk",
                   sqlite3_errmsg(connection(c)), system ? ": " : "",
                   system ? strerror(system) : "");
}

static int run(struct corpus *c, const char *sql) {
    return result(c, sqlite3_exec(connection(c), sql, NULL, NULL, NULL));
}

static int prepare(struct corpus *c, struct str sql, struct db_stmt **out) {
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v3(connection(c), sql.p, (int)sql.n, SQLITE_PREPARE_PERSISTENT, &stmt,
                                NULL);
    *out = (struct db_stmt *)stmt;
    return result(c, rc);
}

/* SQLITE_STATIC holds, as what is bound outlives the step. */
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

static int bind(struct corpus *c, struct db_stmt *stmt, int at, struct plan_value v) {
    return result(c, bind_value(statement(stmt), at, v));
}

static int step(struct corpus *c, struct db_stmt *stmt) {
    if (sqlite3_step(statement(stmt)) == SQLITE_ROW)
        return 1;
    return result(c, sqlite3_reset(statement(stmt)));
}

static struct plan_value value(struct db_stmt *s, int column) {
    sqlite3_stmt *stmt = statement(s);
    switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_INTEGER:
        return (struct plan_value){.kind = VALUE_INT, .i = sqlite3_column_int64(stmt, column)};
    case SQLITE_FLOAT:
        return (struct plan_value){.kind = VALUE_REAL, .real = sqlite3_column_double(stmt, column)};
    case SQLITE_TEXT: {
        const char *p = (const char *)sqlite3_column_text(stmt, column);
        size_t n = (size_t)sqlite3_column_bytes(stmt, column);
        return (struct plan_value){.kind = VALUE_TEXT, .text = {p, n}};
    }
    default:
        return (struct plan_value){.kind = VALUE_NULL};
    }
}

static int columns(struct db_stmt *stmt) {
    return sqlite3_column_count(statement(stmt));
}

static const char *column(struct db_stmt *stmt, int i) {
    return sqlite3_column_name(statement(stmt), i);
}

static void reset(struct db_stmt *stmt) {
    sqlite3_reset(statement(stmt));
}

static void finalize(struct db_stmt *stmt) {
    sqlite3_finalize(statement(stmt));
}

static int prepare_add(struct corpus *c, struct db_table *table) {
    struct buf sql = {.a = c->a};
    struct db_stmt *stmt;
    buf_fmt(&sql, "INSERT INTO %.*s (%.*s) VALUES (?", STR_ARG(table->name),
            STR_ARG(table->columns));
    for (size_t i = 1; i < table->n; i++)
        buf_add(&sql, S(", ?"));
    buf_add(&sql, S(")"));
    if (prepare(c, buf_str(&sql), &stmt) < 0)
        return -1;
    table->own = stmt;
    return 0;
}

static int add(struct corpus *c, struct db_table *table, const struct plan_value *values,
               int64_t *id) {
    if (!table->own && prepare_add(c, table) < 0)
        return -1;
    sqlite3_stmt *stmt = table->own;
    int rc = SQLITE_OK;
    for (size_t i = 0; i < table->n && rc == SQLITE_OK; i++)
        rc = bind_value(stmt, (int)i + 1, values[i]);
    if (rc != SQLITE_OK)
        return result(c, rc);
    sqlite3_step(stmt);
    rc = sqlite3_reset(stmt);
    *id = sqlite3_last_insert_rowid(connection(c));
    return result(c, rc);
}

static int prepare_find(struct corpus *c, enum row_kind kind) {
    struct buf sql = {.a = c->a};
    const char *names[KEY_COLUMNS];
    size_t n = db_key(kind, names);
    buf_fmt(&sql, "SELECT id FROM %s WHERE ", row_specs[kind].table);
    for (size_t i = 0; i < n; i++)
        buf_fmt(&sql, "%s%s IS ?", i ? " AND " : "", names[i]);
    return prepare(c, buf_str(&sql), &c->find[kind]);
}

static int find(struct corpus *c, enum row_kind kind, const struct plan_value *values,
                int64_t *id) {
    if (!c->find[kind] && prepare_find(c, kind) < 0)
        return -1;
    sqlite3_stmt *stmt = statement(c->find[kind]);
    for (int i = 0, n = sqlite3_bind_parameter_count(stmt); i < n; i++)
        if (bind(c, c->find[kind], i + 1, values[i]) < 0)
            return -1;
    *id = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
    return result(c, sqlite3_reset(stmt));
}

static int turn(struct corpus *c, enum db_turn turn) {
    static const char *const sql[DB_TURNS] = {
        [DB_BEGIN] = "BEGIN IMMEDIATE", [DB_COMMIT] = "COMMIT",
        [DB_ROLLBACK] = "ROLLBACK",     [DB_SAVE] = "SAVEPOINT put",
        [DB_KEEP] = "RELEASE put",      [DB_UNDO] = "ROLLBACK TO put; RELEASE put",
        [DB_LOOK] = "SAVEPOINT get",    [DB_LOOKED] = "RELEASE get",
    };
    return run(c, sql[turn]);
}

static bool within(const struct corpus *c) {
    return !sqlite3_get_autocommit(connection(c));
}

static int pragma(struct corpus *c, const char *sql, int64_t *out) {
    struct db_stmt *stmt;
    if (prepare(c, str_of(sql), &stmt) < 0)
        return -1;
    int rc = step(c, stmt);
    if (rc > 0)
        *out = value(stmt, 0).i;
    finalize(stmt);
    return rc < 0 ? -1 : 0;
}

static int identify(struct corpus *c, struct db_identity *out) {
    int64_t application = 0, version = 0, tables = 0;
    if (pragma(c, "PRAGMA application_id", &application) < 0 ||
        pragma(c, "PRAGMA user_version", &version) < 0 ||
        pragma(c, "SELECT count(*) FROM sqlite_schema", &tables) < 0)
        return -1;
    *out = (struct db_identity){.empty = application == 0 && version == 0 && tables == 0,
                                .ours = application == APPLICATION_ID,
                                .version = version};
    return 0;
}

static int sign(struct corpus *c, int version) {
    return run(c, str_fmt(c->a, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                          APPLICATION_ID, version)
                      .p);
}

static int changes(struct corpus *c, int64_t *out) {
    return pragma(c, "PRAGMA data_version", out);
}

/* A rollback journal, so that a database is one file; synchronous NORMAL cannot damage it but on a
 * power cut in an unlucky moment on old file systems (SQLite: pragma synchronous). A small cache:
 * with 32 MiB nothing is won, for a thousand documents of 30 rows or for one of 10,000. */
static const char settings[] = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                               "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;"
                               "PRAGMA cache_size = -8192";

static int open_file(struct corpus *c, enum corpus_mode mode, bool *there) {
    /* Nobody asks SQLite how much memory it uses, and one thread writes: no locks for either. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int flags = mode == CORPUS_READ
                    ? SQLITE_OPEN_READONLY
                    : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(c->path.p, &db, flags, NULL);
    c->own = db;
    *there =
        mode != CORPUS_READ || rc == SQLITE_OK || sqlite3_system_errno(connection(c)) != ENOENT;
    if (rc != SQLITE_OK)
        return result(c, rc);
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MS);
    return run(c, settings);
}

static void close_file(struct corpus *c) {
    for (size_t i = 0; i < DB_TABLES; i++)
        sqlite3_finalize(c->into[i].own);
    sqlite3_close(connection(c));
}

static struct str match(struct arena *a, struct str words) {
    struct buf query = {.a = a};
    if (!grams_query(&query, words))
        return (struct str){0};
    /* Grams hold no quotation mark but those that part them. */
    return str_fmt(a, "SELECT rowid, -bm25(search, 2.0, 1.0) FROM search WHERE search MATCH '%.*s'",
                   STR_ARG(buf_str(&query)));
}

/* A transaction costs about as much as a document: several share one, but not for so long that
 * another program would wait in vain. */
const struct db_driver db_sqlite = {
    .patience = 0.5,
    .open = open_file,
    .close = close_file,
    .identify = identify,
    .sign = sign,
    .changes = changes,
    .turn = turn,
    .within = within,
    .run = run,
    .prepare = prepare,
    .bind = bind,
    .step = step,
    .value = value,
    .columns = columns,
    .column = column,
    .reset = reset,
    .finalize = finalize,
    .add = add,
    .find = find,
    .search_file = "search.sql",
    .index = {S("search"), S("rowid, text, head"), 3, NULL},
    .match = match,
    .why = why,
};
