#include "corpus/db.h"
#include <string.h>

static const char *meaning(int rc) {
    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        return "there is no memory left; close other programs and try again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "the database is locked by another program; try again when that is done";
    case SQLITE_FULL:
        return "the disk is full; make room and try again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "the database or its folder may not be written to; change that, or choose another "
               "file with --db";
    case SQLITE_NOTADB:
        return "the file is no SQLite database; choose another with --db";
    case SQLITE_CORRUPT:
    case SQLITE_MISMATCH:
        return "the database is damaged; make it anew from the documents";
    default:
        return NULL;
    }
}

int db_refuse(struct corpus *c, struct diags *diags, struct str detail) {
    struct place at = {.path = str_dup(diags->a, c->path)};
    diag_add(diags, DIAG_DATABASE, at, detail);
    return -1;
}

int db_fail(struct corpus *c, struct diags *diags) {
    const char *known = meaning(c->rc);
    if (known)
        return db_refuse(c, diags, str_of(known));
    int system = sqlite3_system_errno(c->db);
    return db_refuse(c, diags,
                     str_fmt(diags->a, "%s%s%s; check the file, its folder and the disk",
                             sqlite3_errmsg(c->db), system ? ": " : "",
                             system ? strerror(system) : ""));
}

int db_run(struct corpus *c, const char *sql) {
    c->rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);
    return c->rc == SQLITE_OK ? 0 : -1;
}

int db_prepare(struct corpus *c, struct str sql, sqlite3_stmt **out) {
    c->rc = sqlite3_prepare_v3(c->db, sql.p, (int)sql.n, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return c->rc == SQLITE_OK ? 0 : -1;
}

struct plan_value db_value(struct arena *a, sqlite3_stmt *stmt, int column) {
    switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_INTEGER:
        return (struct plan_value){.kind = VALUE_INT, .i = sqlite3_column_int64(stmt, column)};
    case SQLITE_FLOAT:
        return (struct plan_value){.kind = VALUE_REAL, .real = sqlite3_column_double(stmt, column)};
    case SQLITE_TEXT: {
        const char *p = (const char *)sqlite3_column_text(stmt, column);
        size_t n = (size_t)sqlite3_column_bytes(stmt, column);
        return (struct plan_value){.kind = VALUE_TEXT, .text = str_dup(a, (struct str){p, n})};
    }
    default:
        return (struct plan_value){.kind = VALUE_NULL};
    }
}
