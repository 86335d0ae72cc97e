/* The shared database: PostgreSQL. All is in the first schema of the search path. */
#include "corpus/db_postgres.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what an answer means ---- */

/* A message in one line. */
static struct str one_line(struct arena *a, const char *message) {
    struct buf b = {.a = a};
    bool gap = false;
    for (; *message; message++) {
        bool space = *message == '\n' || *message == '\t' || *message == ' ';
        if (gap && !space && b.n)
            buf_byte(&b, ' ');
        if (!space)
            buf_byte(&b, *message);
        gap = space;
    }
    return buf_str(&b);
}

/* SQLSTATE (PostgreSQL: Appendix A). */
static enum db_error meaning(const char *state) {
    static const struct {
        const char *state;
        enum db_error error;
    } known[] = {
        {"55P03", DB_LOCKED},    /* lock_not_available */
        {"40P01", DB_LOCKED},    /* deadlock_detected */
        {"25006", DB_READ_ONLY}, /* read_only_sql_transaction */
        {"53100", DB_FULL},      /* disk_full */
        {"57P01", DB_GONE},      /* admin_shutdown */
        {"57P02", DB_GONE},      /* crash_shutdown */
        {"XX001", DB_DAMAGED},   /* data_corrupted */
        {"XX002", DB_DAMAGED},   /* index_corrupted */
    };
    for (size_t i = 0; state && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].state, state) == 0)
            return known[i].error;
    return DB_OTHER;
}

static int say(struct pg *pg, const char *message, const char *advice) {
    struct str line = one_line(pg->c->a, message);
    pg->why = str_fmt(pg->c->a, "%.*s; %s", STR_ARG(line), advice);
    pg->c->error = DB_OTHER;
    return -1;
}

int pg_result(struct pg *pg, PGresult *result, PGresult **out) {
    ExecStatusType status = pg->pq.result_status(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) {
        if (out)
            *out = result;
        else
            pg->pq.clear(result);
        return 0;
    }
    const char *message = pg->pq.result_error_field(result, PG_DIAG_MESSAGE_PRIMARY);
    say(pg, message ? message : pg->pq.error_message(pg->conn), "see the server's log");
    pg->c->error = pg->pq.status(pg->conn) != CONNECTION_OK
                       ? DB_GONE
                       : meaning(pg->pq.result_error_field(result, PG_DIAG_SQLSTATE));
    pg->pq.clear(result);
    return -1;
}

int pg_exec(struct pg *pg, const char *sql, PGresult **out) {
    return pg_result(pg, pg->pq.exec(pg->conn, sql), out);
}

static int ask(struct pg *pg, const char *sql, int64_t *out) {
    PGresult *result;
    if (pg_exec(pg, sql, &result) < 0)
        return -1;
    *out = strtoll(pg->pq.get_value(result, 0, 0), NULL, 10);
    pg->pq.clear(result);
    return 0;
}

static struct str why(struct corpus *c, struct arena *a) {
    return str_dup(a, pg_of(c)->why);
}

/* ---- transactions ---- */

/* The writer's lock, of this schema alone; and whether anything changed since it was ours. */
static int take_turn(struct pg *pg) {
    int64_t changes = -1;
    if (pg_exec(pg, "BEGIN; SELECT pg_advisory_xact_lock(1953063279, hashtext(current_schema()))",
                NULL) < 0 ||
        (pg->counts && ask(pg, "SELECT changes FROM state", &changes) < 0))
        return -1;
    if (changes != pg->changes) {
        pg_forget_ids(pg);
        pg_forget_known(pg);
    }
    pg->changes = changes;
    pg->wrote = false;
    return 0;
}

static int commit(struct pg *pg) {
    if (pg_flush(pg) < 0 ||
        (pg->wrote && pg_exec(pg, "UPDATE state SET changes = changes + 1", NULL) < 0) ||
        pg_exec(pg, "COMMIT", NULL) < 0)
        return -1;
    pg->changes += pg->wrote;
    pg->ever = pg->ever || pg->wrote;
    return 0;
}

static int look(struct pg *pg) {
    pg->looking = pg->pq.transaction_status(pg->conn) == PQTRANS_IDLE;
    return pg->looking ? pg_exec(pg, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL) : 0;
}

static int looked(struct pg *pg) {
    bool looking = pg->looking;
    pg->looking = false;
    return looking ? pg_exec(pg, "COMMIT", NULL) : 0;
}

static int undo(struct pg *pg, const char *sql) {
    enum db_error error = pg->c->error;
    pg_discard(pg);
    int rc = pg_exec(pg, sql, NULL);
    pg->c->error = rc < 0 ? pg->c->error : error;
    return rc;
}

static int begin(struct pg *pg) {
    return take_turn(pg) < 0 ? undo(pg, "ROLLBACK"), -1 : 0;
}

static int turn(struct corpus *c, enum db_turn turn) {
    struct pg *pg = pg_of(c);
    switch (turn) {
    case DB_BEGIN:
        return begin(pg);
    case DB_COMMIT:
        return commit(pg);
    case DB_ROLLBACK:
        return undo(pg, "ROLLBACK");
    case DB_SAVE:
        return pg_flush(pg) < 0 ? -1 : pg_exec(pg, "SAVEPOINT put", NULL);
    case DB_KEEP:
        return pg_flush(pg) < 0 ? -1 : pg_exec(pg, "RELEASE put", NULL);
    case DB_UNDO:
        return undo(pg, "ROLLBACK TO put; RELEASE put");
    case DB_LOOK:
        return look(pg);
    case DB_LOOKED:
        return looked(pg);
    case DB_TURNS:
        break;
    }
    return 0;
}

static bool within(const struct corpus *c) {
    struct pg *pg = pg_of(c);
    return pg->pq.transaction_status(pg->conn) != PQTRANS_IDLE;
}

/* What it does to the tables is not known here. */
static int run(struct corpus *c, const char *sql) {
    struct pg *pg = pg_of(c);
    if (pg_flush(pg) < 0)
        return -1;
    pg->scratch.n = 0;
    pg_dialect(&pg->scratch, str_of(sql));
    buf_byte(&pg->scratch, '\0');
    pg->wrote = true;
    pg_forget_ids(pg);
    pg_forget_known(pg);
    return pg_exec(pg, pg->scratch.p, NULL);
}

/* ---- identity ---- */

enum { COUNTS = 2 }; /* from this version on there is a table state */

static int identify(struct corpus *c, struct db_identity *out) {
    PGresult *result;
    struct pg *pg = pg_of(c);
    if (pg_exec(
            pg,
            "SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid ="
            " c.relnamespace WHERE nspname = current_schema() AND relkind IN"
            " ('r', 'v', 'm', 'p', 'f')),"
            " coalesce(obj_description(to_regclass('migration'), 'pg_class') = 'tiaomu', false)",
            &result) < 0)
        return -1;
    *out = (struct db_identity){.empty = strcmp(pg->pq.get_value(result, 0, 0), "0") == 0,
                                .ours = *pg->pq.get_value(result, 0, 1) == 't'};
    pg->pq.clear(result);
    if (!out->ours)
        return 0;
    if (ask(pg, "SELECT coalesce(max(version), 0) FROM migration", &out->version) < 0)
        return -1;
    pg->counts = out->version >= COUNTS;
    return 0;
}

static int sign(struct corpus *c, int version) {
    pg_of(c)->counts = version >= COUNTS; /* it stands in migration itself */
    return pg_exec(pg_of(c), "COMMENT ON TABLE migration IS 'tiaomu'", NULL);
}

static int changes(struct corpus *c, int64_t *out) {
    return ask(pg_of(c), "SELECT changes FROM state", out);
}

/* ---- connection ---- */

static void keep_quiet(void *nothing, const char *message) {
    (void)nothing, (void)message;
}

/* Whoever writes waits so long for another who does. Commits are not waited for until the last:
 * what a crash of the server takes is whole documents, which the next run reads again. */
static const char writing[] = "SET lock_timeout = '60s'; SET synchronous_commit = off";

enum { OLDEST = 120000 }; /* generated columns, materialized WITH */

static int check_server(struct pg *pg) {
    const char *encoding = pg->pq.parameter_status(pg->conn, "server_encoding");
    if (pg->pq.server_version(pg->conn) < OLDEST)
        return say(pg, "the server is older than PostgreSQL 12", "use a newer one");
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return say(pg, "the database is not in UTF-8", "make one with ENCODING 'UTF8'");
    return 0;
}

/* The first schema of the search path, and no other, is where everything is. */
static int choose_schema(struct pg *pg) {
    PGresult *result;
    if (pg_exec(pg,
                "SELECT CASE WHEN current_schema() IS NOT NULL THEN"
                " set_config('search_path', quote_ident(current_schema()), false) END",
                &result) < 0)
        return -1;
    bool none = pg->pq.get_is_null(result, 0, 0);
    pg->pq.clear(result);
    return none ? say(pg, "no schema of the search path is there", "make it, or name another") : 0;
}

static int connect(struct pg *pg) {
    /* What the address says goes before what stands in front of it here. */
    static const char *const keywords[] = {"connect_timeout",
                                           "keepalives_idle",
                                           "tcp_user_timeout",
                                           "dbname",
                                           "client_encoding",
                                           "fallback_application_name",
                                           NULL};
    const char *const values[] = {"10", "30", "60000", pg->c->address.p, "UTF8", "tiaomu", NULL};
    pg->conn = pg->pq.connect(keywords, values, 1);
    if (!pg->conn)
        return pg->c->error = DB_NO_MEMORY, -1;
    pg->pq.set_notice_processor(pg->conn, keep_quiet, NULL);
    if (pg->pq.status(pg->conn) == CONNECTION_OK)
        return check_server(pg);
    return say(pg, pg->pq.error_message(pg->conn),
               "check the address, the user and the password (PGPASSWORD, ~/.pgpass)");
}

static int open_address(struct corpus *c, enum corpus_mode mode, bool *there) {
    struct pg *pg = arena_alloc(c->a, sizeof *pg);
    *pg = (struct pg){.c = c, .changes = -1, .scratch = {.a = c->a}};
    *there = true;
    c->own = pg;
    const char *amiss = libpq_load(&pg->pq);
    if (amiss)
        return say(pg, amiss, "install libpq (on Debian libpq5)");
    if (str_ends(c->path, S("…")))
        return say(pg, "the address cannot be read",
                   "write postgresql://USER@HOST/DATABASE, in a password %40 for @, %2F for /");
    if (connect(pg) < 0 || choose_schema(pg) < 0)
        return -1;
    return mode != CORPUS_READ ? pg_exec(pg, writing, NULL) : 0;
}

/* The last commit is waited for, and with it all before it. */
static void close_address(struct corpus *c) {
    struct pg *pg = pg_of(c);
    if (!pg->conn)
        return;
    if (pg->ever && pg->pq.transaction_status(pg->conn) == PQTRANS_IDLE)
        pg->pq.clear(pg->pq.exec(
            pg->conn, "SET synchronous_commit = on; UPDATE state SET changes = changes"));
    for (size_t i = 0; i < pg->stmts.n; i++)
        pg->pq.clear(pg->stmts.at[i]->rows);
    pg->pq.finish(pg->conn);
    pg_forget_known(pg);
}

/* Other writers wait: a document is a transaction, as commits cost little. */
const struct db_driver db_postgres = {
    .patience = 0,
    .open = open_address,
    .close = close_address,
    .identify = identify,
    .sign = sign,
    .changes = changes,
    .turn = turn,
    .within = within,
    .run = run,
    .prepare = pg_prepare,
    .bind = pg_bind,
    .step = pg_step,
    .value = pg_value,
    .columns = pg_columns,
    .column = pg_column,
    .reset = pg_reset,
    .finalize = pg_finalize,
    .add = pg_add,
    .find = pg_find,
    .search_file = "search_postgres.sql",
    .index = {S("search"), S("id, text, head, document_row"), 4, NULL},
    .forget = pg_forget,
    .match = pg_match,
    .why = why,
};
