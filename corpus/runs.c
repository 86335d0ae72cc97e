#include "corpus/runs.h"
#include "corpus/db.h"

static void bind(sqlite3_stmt *stmt, int i, struct str s) {
    if (s.n)
        sqlite3_bind_text64(stmt, i, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(stmt, i);
}

static int run_once(struct corpus *c, sqlite3_stmt *stmt) {
    int rc = sqlite3_step(stmt);
    c->rc = sqlite3_reset(stmt);
    return rc == SQLITE_DONE ? 0 : -1;
}

static int add_reading(struct corpus *c, const struct corpus_run *run, int64_t *id) {
    sqlite3_stmt *stmt;
    if (db_prepare(c, S("INSERT INTO reading VALUES (NULL, ?, ?, ?, ?)"), &stmt) < 0)
        return -1;
    bind(stmt, 1, run->started);
    sqlite3_bind_double(stmt, 2, run->seconds);
    bind(stmt, 3, run->tool_version);
    bind(stmt, 4, run->rules_version);
    int rc = run_once(c, stmt);
    *id = sqlite3_last_insert_rowid(c->db);
    sqlite3_finalize(stmt);
    return rc;
}

static int add_input(struct corpus *c, sqlite3_stmt *stmt, const struct corpus_input *in) {
    const struct str texts[] = {in->file, in->doc, in->outcome};
    for (int i = 0; i < 3; i++)
        bind(stmt, 3 + i, texts[i]);
    sqlite3_bind_double(stmt, 6, in->seconds);
    bind(stmt, 7, in->message);
    bind(stmt, 8, in->jurisdiction);
    bind(stmt, 9, in->status);
    if (in->year)
        sqlite3_bind_int(stmt, 10, in->year);
    else
        sqlite3_bind_null(stmt, 10);
    sqlite3_bind_int(stmt, 11, in->rejected);
    return run_once(c, stmt);
}

static int add_inputs(struct corpus *c, const corpus_inputs *inputs, int64_t reading) {
    sqlite3_stmt *stmt;
    int rc = db_prepare(
        c, S("INSERT INTO reading_input VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"), &stmt);
    if (rc < 0)
        return -1;
    for (size_t i = 0; i < inputs->n && rc == 0; i++) {
        sqlite3_bind_int64(stmt, 1, reading);
        sqlite3_bind_int64(stmt, 2, (int64_t)i + 1);
        rc = add_input(c, stmt, &inputs->at[i]);
    }
    sqlite3_finalize(stmt);
    return rc;
}

int corpus_add_run(struct corpus *c, const struct corpus_run *run, struct diags *diags) {
    int64_t id;
    if (corpus_begin(c, diags) < 0)
        return -1;
    if (add_reading(c, run, &id) == 0 && add_inputs(c, &run->inputs, id) == 0)
        return corpus_commit(c, diags);
    db_fail(c, diags);
    sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}

int corpus_was_rejected(struct corpus *c, struct str doc, struct diags *diags, bool *out) {
    sqlite3_stmt *stmt;
    if (db_prepare(c,
                   S("SELECT rejected FROM reading_input WHERE doc = ? AND outcome <> 'duplicate' "
                     "ORDER BY id DESC LIMIT 1"),
                   &stmt) < 0)
        return db_fail(c, diags);
    bind(stmt, 1, doc);
    *out = sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int(stmt, 0);
    c->rc = sqlite3_finalize(stmt);
    return c->rc == SQLITE_OK ? 0 : db_fail(c, diags);
}

static const char stale[] =
    "SELECT i.file, d.doc, i.jurisdiction, i.status, i.year, i.rejected"
    " FROM document d JOIN run r ON r.id = d.run_row"
    " JOIN reading_input i ON i.id ="
    "   (SELECT max(id) FROM reading_input WHERE doc = d.doc AND outcome <> 'duplicate')"
    " WHERE r.tool_version <> ?1 OR r.rules_version <> ?2 ORDER BY d.id";

int corpus_list_stale(struct corpus *c, struct arena *a, struct str tool_version,
                      struct str rules_version, struct diags *diags, corpus_inputs *out) {
    sqlite3_stmt *stmt;
    if (db_prepare(c, str_of(stale), &stmt) < 0)
        return db_fail(c, diags);
    bind(stmt, 1, tool_version);
    bind(stmt, 2, rules_version);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        *vec_push(a, out) = (struct corpus_input){.file = db_value(a, stmt, 0).text,
                                                  .doc = db_value(a, stmt, 1).text,
                                                  .jurisdiction = db_value(a, stmt, 2).text,
                                                  .status = db_value(a, stmt, 3).text,
                                                  .year = sqlite3_column_int(stmt, 4),
                                                  .rejected = sqlite3_column_int(stmt, 5)};
    c->rc = sqlite3_finalize(stmt);
    return c->rc == SQLITE_OK ? 0 : db_fail(c, diags);
}
