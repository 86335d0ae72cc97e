/* What is the same on every way to a database. */
#include "corpus/db.h"

static const char *const meanings[] = {
    [DB_NO_MEMORY] = "there is no memory left; close other programs and try again",
    [DB_LOCKED] = "the database is locked by another program; try again when that is done",
    [DB_FULL] = "the disk is full; make room and try again",
    [DB_READ_ONLY] = "the database or its folder may not be written to; change that, or choose "
                     "another file with --db",
    [DB_NO_DATABASE] = "the file is no SQLite database; choose another with --db",
    [DB_GONE] = "the connection to the database broke off; see that the server runs, then start "
                "again",
    [DB_DAMAGED] = "the database is damaged; make it anew from the documents",
};

int db_refuse(struct corpus *c, struct diags *diags, struct str detail) {
    struct place at = place_in(str_dup(diags->a, c->path));
    diag_add(diags, DIAG_DATABASE, at, detail);
    return -1;
}

int db_fail(struct corpus *c, struct diags *diags) {
    return db_refuse(
        c, diags, c->error == DB_OTHER ? c->driver->why(c, diags->a) : str_of(meanings[c->error]));
}

int db_run(struct corpus *c, const char *sql) {
    return c->driver->run(c, sql);
}

int db_turn(struct corpus *c, enum db_turn turn) {
    return c->driver->turn(c, turn);
}

int db_fail_in(struct corpus *c, struct diags *diags, enum db_turn undo) {
    db_fail(c, diags);
    db_turn(c, undo);
    return -1;
}

int db_prepare(struct corpus *c, struct str sql, struct db_stmt **out) {
    return c->driver->prepare(c, sql, out);
}

int db_bind(struct corpus *c, struct db_stmt *stmt, int at, struct plan_value v) {
    return c->driver->bind(c, stmt, at, v);
}

struct plan_value db_of_text(struct str s) {
    return (struct plan_value){.kind = s.n ? VALUE_TEXT : VALUE_NULL, .text = s};
}

struct plan_value db_of_int(int64_t i) {
    return (struct plan_value){.kind = VALUE_INT, .i = i};
}

int db_bind_text(struct corpus *c, struct db_stmt *stmt, int at, struct str s) {
    return db_bind(c, stmt, at, db_of_text(s));
}

int db_bind_int(struct corpus *c, struct db_stmt *stmt, int at, int64_t i) {
    return db_bind(c, stmt, at, db_of_int(i));
}

int db_step(struct corpus *c, struct db_stmt *stmt) {
    return c->driver->step(c, stmt);
}

int db_ask(struct corpus *c, struct db_stmt *stmt, int64_t *out) {
    int rc = db_step(c, stmt);
    if (rc > 0)
        *out = db_int(c, stmt, 0);
    db_reset(c, stmt);
    return rc;
}

void db_reset(struct corpus *c, struct db_stmt *stmt) {
    c->driver->reset(stmt);
}

void db_finalize(struct corpus *c, struct db_stmt *stmt) {
    if (stmt)
        c->driver->finalize(stmt);
}

struct plan_value db_value(struct corpus *c, struct arena *a, struct db_stmt *stmt, int column) {
    struct plan_value v = c->driver->value(stmt, column);
    if (v.kind == VALUE_TEXT)
        v.text = str_dup(a, v.text);
    return v;
}

struct str db_text(struct corpus *c, struct arena *a, struct db_stmt *stmt, int column) {
    return db_value(c, a, stmt, column).text;
}

int64_t db_int(struct corpus *c, struct db_stmt *stmt, int column) {
    return c->driver->value(stmt, column).i;
}
