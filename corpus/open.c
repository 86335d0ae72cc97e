#include "base/embedded.h"
#include "corpus/search.h"
#include <errno.h>
#include <string.h>

/* "tiao" */
enum { APPLICATION_ID = 0x7469616f, BUSY_MS = 3000 };

/* Each leads from the version before it to its own, by a file and then, where there is one, by a
 * function; the views are made anew behind the last. */
static const struct {
    int version;
    const char *file;
    int (*then)(struct corpus *c);
} migrations[] = {
    {1, "schema.sql", NULL},
    {2, "search.sql", search_enter_all},
    {3, "runs.sql", NULL},
};

enum { VERSION = 3, MIGRATIONS = sizeof migrations / sizeof *migrations };

/* What a file says of itself. */
struct identity {
    int64_t application, version, tables;
};

static int query_int(struct corpus *c, struct str sql, int64_t *out) {
    sqlite3_stmt *stmt;
    if (db_prepare(c, sql, &stmt) < 0)
        return -1;
    if (sqlite3_step(stmt) == SQLITE_ROW)
        *out = sqlite3_column_int64(stmt, 0);
    c->rc = sqlite3_finalize(stmt);
    return c->rc == SQLITE_OK ? 0 : -1;
}

static int identify(struct corpus *c, struct identity *id) {
    return query_int(c, S("PRAGMA application_id"), &id->application) < 0 ||
                   query_int(c, S("PRAGMA user_version"), &id->version) < 0 ||
                   query_int(c, S("SELECT count(*) FROM sqlite_schema"), &id->tables) < 0
               ? -1
               : 0;
}

static bool empty(struct identity id) {
    return id.application == 0 && id.version == 0 && id.tables == 0;
}

static int check(struct corpus *c, enum corpus_mode mode, struct diags *diags, struct identity id) {
    if (empty(id) && mode == CORPUS_READ)
        return db_refuse(c, diags, S("the database is empty; store documents with ingest first"));
    if (!empty(id) && id.application != APPLICATION_ID)
        return db_refuse(c, diags,
                         S("the database is another program's; choose another file with --db"));
    if (id.version > VERSION)
        return db_refuse(c, diags,
                         str_fmt(diags->a,
                                 "the database is of a newer tiaomu (tables of version %lld, this "
                                 "program knows %d); use that one",
                                 (long long)id.version, VERSION));
    if (id.version < VERSION && mode == CORPUS_READ)
        return db_refuse(c, diags,
                         S("the database is of an older tiaomu; ingest or load a document to "
                           "bring it up to date"));
    return 0;
}

static int step_up(struct corpus *c, int64_t version) {
    for (size_t i = 0; i < MIGRATIONS; i++) {
        if (migrations[i].version <= version)
            continue;
        const char *file = migrations[i].file;
        if (db_run(c, embedded_text(str_of(file)).p) < 0 ||
            db_run(c, str_fmt(c->a, "INSERT INTO migration VALUES (%d, '%s')",
                              migrations[i].version, file)
                          .p) < 0 ||
            (migrations[i].then && migrations[i].then(c) < 0))
            return -1;
    }
    return db_run(c, embedded_text(S("views.sql")).p) < 0 ||
                   db_run(c, str_fmt(c->a, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                                     APPLICATION_ID, VERSION)
                                 .p) < 0
               ? -1
               : 0;
}

/* Another process may have migrated since the file was looked at: hence again, under the lock. */
static int migrate(struct corpus *c, struct diags *diags) {
    struct identity id = {0};
    if (db_run(c, "BEGIN IMMEDIATE") < 0)
        return db_fail(c, diags);
    int rc = identify(c, &id);
    if (rc == 0 && (empty(id) || id.version < VERSION))
        rc = step_up(c, id.version);
    if (rc == 0)
        rc = db_run(c, "COMMIT");
    if (rc == 0)
        return 0;
    db_fail(c, diags);
    sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}

/* A rollback journal, so that a database is one file; synchronous NORMAL cannot damage it but on a
 * power cut in an unlucky moment on old file systems (SQLite: pragma synchronous). */
static const char settings[] = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                               "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;"
                               "PRAGMA cache_size = -65536";

static int start(struct corpus *c, enum corpus_mode mode, struct diags *diags) {
    struct identity id = {0};
    sqlite3_extended_result_codes(c->db, 1);
    sqlite3_busy_timeout(c->db, BUSY_MS);
    if (db_run(c, settings) < 0 || identify(c, &id) < 0)
        return db_fail(c, diags);
    if (check(c, mode, diags, id) < 0)
        return -1;
    return mode == CORPUS_WRITE && (empty(id) || id.version < VERSION) ? migrate(c, diags) : 0;
}

int corpus_open(struct arena *a, struct str path, enum corpus_mode mode, struct diags *diags,
                struct corpus **out) {
    struct corpus *c = arena_alloc(a, sizeof *c);
    *c = (struct corpus){.a = a, .path = str_dup(a, path)};
    /* Nobody asks SQLite how much memory it uses, and one thread writes: no locks for either. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int flags = mode == CORPUS_READ
                    ? SQLITE_OPEN_READONLY
                    : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    c->rc = sqlite3_open_v2(c->path.p, &c->db, flags, NULL);
    int rc = 0;
    if (c->rc != SQLITE_OK && sqlite3_system_errno(c->db) == ENOENT && mode == CORPUS_READ)
        rc = db_refuse(c, diags,
                       S("there is no such database; make it with ingest, or name it with --db"));
    else
        rc = c->rc == SQLITE_OK ? start(c, mode, diags) : db_fail(c, diags);
    if (rc < 0) {
        corpus_close(c);
        return -1;
    }
    *out = c;
    return 0;
}

int corpus_version(struct corpus *c, struct diags *diags, int64_t *out) {
    int64_t version = 0;
    if (query_int(c, S("PRAGMA data_version"), &version) < 0)
        return db_fail(c, diags);
    *out = version;
    return 0;
}

void corpus_close(struct corpus *c) {
    if (!c)
        return;
    for (size_t i = 0; i < DB_KINDS; i++) {
        sqlite3_finalize(c->insert[i]);
        sqlite3_finalize(c->select[i]);
        sqlite3_finalize(c->find[i]);
    }
    sqlite3_close(c->db);
}
