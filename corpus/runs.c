#include "corpus/runs.h"
#include "corpus/db.h"

static struct plan_value real(double d) {
    return (struct plan_value){.kind = VALUE_REAL, .real = d};
}

static int add_reading(struct corpus *c, const struct corpus_run *run, int64_t *id) {
    const struct plan_value values[] = {{0},
                                        db_of_text(run->started),
                                        real(run->seconds),
                                        db_of_text(run->tool_version),
                                        db_of_text(run->rules_version)};
    return db_add(c, DB_READING, values, id);
}

static int add_input(struct corpus *c, const struct corpus_input *in, int64_t reading,
                     int64_t ord) {
    int64_t id = 0;
    const struct plan_value values[] = {{0},
                                        db_of_int(reading),
                                        db_of_int(ord),
                                        db_of_text(in->file),
                                        db_of_text(in->doc),
                                        db_of_text(in->outcome),
                                        real(in->seconds),
                                        db_of_text(in->message),
                                        db_of_text(in->jurisdiction),
                                        db_of_text(in->status),
                                        in->year ? db_of_int(in->year) : (struct plan_value){0},
                                        db_of_int(in->rejected)};
    return db_add(c, DB_READING_INPUT, values, &id);
}

static int add_inputs(struct corpus *c, const corpus_inputs *inputs, int64_t reading) {
    int rc = 0;
    for (size_t i = 0; i < inputs->n && rc == 0; i++)
        rc = add_input(c, &inputs->at[i], reading, (int64_t)i + 1);
    return rc;
}

int corpus_add_run(struct corpus *c, const struct corpus_run *run, struct diags *diags) {
    int64_t id = 0;
    if (db_turn(c, DB_SAVE) < 0)
        return db_fail(c, diags);
    if (add_reading(c, run, &id) < 0 || add_inputs(c, &run->inputs, id) < 0 ||
        db_turn(c, DB_KEEP) < 0)
        return db_fail_in(c, diags, DB_UNDO);
    return 0;
}

int corpus_was_rejected(struct corpus *c, struct str doc, struct diags *diags, bool *out) {
    struct db_stmt *stmt;
    if (db_prepare(c,
                   S("SELECT rejected FROM reading_input WHERE doc = ? AND outcome <> 'duplicate' "
                     "ORDER BY id DESC LIMIT 1"),
                   &stmt) < 0)
        return db_fail(c, diags);
    int64_t rejected = 0;
    int rc = db_bind_text(c, stmt, 1, doc) < 0 ? -1 : db_ask(c, stmt, &rejected);
    db_finalize(c, stmt);
    if (rc < 0)
        return db_fail(c, diags);
    *out = rejected;
    return 0;
}

int corpus_last_file(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
                     struct str *out) {
    struct db_stmt *stmt;
    if (db_prepare(c,
                   S("SELECT file FROM reading_input WHERE doc = ? AND outcome <> 'duplicate' "
                     "ORDER BY id DESC LIMIT 1"),
                   &stmt) < 0)
        return db_fail(c, diags);
    int rc = db_bind_text(c, stmt, 1, doc) < 0 ? -1 : db_step(c, stmt);
    if (rc >= 0)
        *out = rc > 0 ? db_text(c, a, stmt, 0) : (struct str){0};
    db_finalize(c, stmt);
    return rc < 0 ? db_fail(c, diags) : 0;
}

static const char stale[] =
    "SELECT i.file, d.doc, i.jurisdiction, i.status, i.year, i.rejected"
    " FROM document d JOIN run r ON r.id = d.run_row"
    " JOIN reading_input i ON i.id ="
    "   (SELECT max(id) FROM reading_input WHERE doc = d.doc AND outcome <> 'duplicate')"
    " WHERE r.tool_version <> ? OR r.rules_version <> ? ORDER BY d.id";

int corpus_list_stale(struct corpus *c, struct arena *a, struct str tool_version,
                      struct str rules_version, struct diags *diags, corpus_inputs *out) {
    struct db_stmt *stmt;
    if (db_prepare(c, str_of(stale), &stmt) < 0)
        return db_fail(c, diags);
    int rc = 0;
    if (db_bind_text(c, stmt, 1, tool_version) < 0 || db_bind_text(c, stmt, 2, rules_version) < 0)
        rc = -1;
    while (rc == 0 && (rc = db_step(c, stmt)) > 0) {
        rc = 0;
        *vec_push(a, out) = (struct corpus_input){.file = db_text(c, a, stmt, 0),
                                                  .doc = db_text(c, a, stmt, 1),
                                                  .jurisdiction = db_text(c, a, stmt, 2),
                                                  .status = db_text(c, a, stmt, 3),
                                                  .year = (int)db_int(c, stmt, 4),
                                                  .rejected = db_int(c, stmt, 5)};
    }
    db_finalize(c, stmt);
    return rc == 0 ? 0 : db_fail(c, diags);
}
