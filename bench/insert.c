/* What storing a plan costs beside a bare program: the rows of a database are inserted into a new
 * one of the same tables by prepared statements, a table after the other, in one transaction; then
 * the same plans are stored by corpus_put. Processor time, best of three. usage: insert DATABASE
 */
#include "corpus/corpus.h"
#include "corpus/grams.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 3, PATH_BYTES = 4096 };

/* Parents before their children; footnotes, of which the bench has none, have a computed column. */
static const char *const tables[] = {"run",      "document",   "plan_table",    "section",
                                     "task",     "measure",    "clause",        "assignment",
                                     "quantity", "reference",  "indicator_row", "indicator_cell",
                                     "org",      "alias",      "role",          "responsibility",
                                     "outline",  "correction", "warning"};
enum { TABLES = sizeof tables / sizeof *tables };

static _Noreturn void give_up(const char *what, const char *why) {
    fprintf(stderr, "insert: %s: %s\n", what, why);
    exit(1);
}

static void must(sqlite3 *db, int rc, const char *what) {
    if (rc != SQLITE_OK && rc != SQLITE_ROW && rc != SQLITE_DONE)
        give_up(what, sqlite3_errmsg(db));
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql) {
    sqlite3_stmt *stmt;
    must(db, sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), sql);
    return stmt;
}

static void run(sqlite3 *db, const char *sql) {
    must(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

/* All rows of a select, in memory. */
struct rows {
    int columns;
    VEC(sqlite3_value *) cells;
};

static void read_rows(struct arena *a, sqlite3 *db, const char *sql, struct rows *out) {
    sqlite3_stmt *stmt = prepared(db, sql);
    out->columns = sqlite3_column_count(stmt);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        for (int i = 0; i < out->columns; i++)
            *vec_push(a, &out->cells) = sqlite3_value_dup(sqlite3_column_value(stmt, i));
    sqlite3_finalize(stmt);
}

static const char *insert_of(struct arena *a, const char *table, int columns) {
    struct buf b = {.a = a};
    buf_fmt(&b, "INSERT INTO %s VALUES (?", table);
    for (int i = 1; i < columns; i++)
        buf_add(&b, S(", ?"));
    buf_add(&b, S(")"));
    return str_z(a, buf_str(&b));
}

static void insert_rows(sqlite3 *db, const char *sql, const struct rows *rows) {
    sqlite3_stmt *stmt = prepared(db, sql);
    for (size_t i = 0; i < rows->cells.n; i += (size_t)rows->columns) {
        for (int k = 0; k < rows->columns; k++)
            sqlite3_bind_value(stmt, k + 1, rows->cells.at[i + (size_t)k]);
        must(db, sqlite3_step(stmt), sql);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
}

/* The texts of measures as the index has them. */
static void make_items(struct arena *a, sqlite3 *db, struct rows *out) {
    sqlite3_stmt *stmt = prepared(db, "SELECT m.id * 8, m.measure, k.task || ' ' || s.section"
                                      " FROM measure m JOIN task k ON k.id = m.task_row"
                                      " JOIN section s ON s.id = k.section_row");
    sqlite3_stmt *echo = prepared(db, "SELECT ?");
    out->columns = 3;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        *vec_push(a, &out->cells) = sqlite3_value_dup(sqlite3_column_value(stmt, 0));
        for (int i = 1; i < 3; i++) {
            struct buf b = {.a = a};
            grams_text(&b, str_of((const char *)sqlite3_column_text(stmt, i)));
            sqlite3_bind_text64(echo, 1, b.p, b.n, SQLITE_STATIC, SQLITE_UTF8);
            must(db, sqlite3_step(echo), "SELECT ?");
            *vec_push(a, &out->cells) = sqlite3_value_dup(sqlite3_column_value(echo, 0));
            sqlite3_reset(echo);
        }
    }
    sqlite3_finalize(echo);
    sqlite3_finalize(stmt);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* An empty database as the program makes it. */
static struct corpus *fresh(struct arena *a, const char *path) {
    struct diags diags = {.a = a};
    struct corpus *c;
    unlink(path);
    if (corpus_open(a, str_of(path), CORPUS_WRITE, &diags, &c) < 0)
        give_up(path, "cannot be made");
    return c;
}

struct bench {
    struct arena *a;
    const char *to;
    const char *insert[TABLES + 1];
    struct rows rows[TABLES + 1]; /* the last: items of the index */
    VEC(struct plan *) plans;
};

static double bare(const struct bench *b) {
    sqlite3 *db;
    struct arena *a = arena_new(NULL);
    corpus_close(fresh(a, b->to));
    must(NULL, sqlite3_open(b->to, &db), b->to);
    run(db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
    double start = now();
    run(db, "BEGIN IMMEDIATE");
    for (size_t i = 0; i <= TABLES; i++)
        insert_rows(db, b->insert[i], &b->rows[i]);
    run(db, "COMMIT");
    double took = now() - start;
    sqlite3_close(db);
    arena_drop(a);
    return took;
}

static double ours(const struct bench *b) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    enum corpus_outcome outcome;
    struct corpus *c = fresh(a, b->to);
    double start = now();
    if (corpus_begin(c, &diags) < 0)
        give_up(b->to, "cannot be written");
    for (size_t i = 0; i < b->plans.n; i++)
        if (corpus_put(c, b->plans.at[i], &diags, &outcome) < 0)
            give_up(b->to, "a plan cannot be stored");
    if (corpus_commit(c, &diags) < 0)
        give_up(b->to, "cannot be written");
    double took = now() - start;
    corpus_close(c);
    arena_drop(a);
    return took;
}

static void read_all(struct bench *b, const char *from) {
    sqlite3 *db;
    struct diags diags = {.a = b->a};
    struct corpus *c;
    struct corpus_list list;
    must(NULL, sqlite3_open_v2(from, &db, SQLITE_OPEN_READONLY, NULL), from);
    for (size_t i = 0; i < TABLES; i++) {
        read_rows(b->a, db, str_fmt(b->a, "SELECT * FROM %s", tables[i]).p, &b->rows[i]);
        b->insert[i] = insert_of(b->a, tables[i], b->rows[i].columns);
    }
    make_items(b->a, db, &b->rows[TABLES]);
    b->insert[TABLES] = "INSERT INTO search (rowid, text, head) VALUES (?, ?, ?)";
    sqlite3_close(db);
    if (corpus_open(b->a, str_of(from), CORPUS_READ, &diags, &c) < 0 ||
        corpus_list(c, b->a, &diags, &list) < 0)
        give_up(from, "cannot be read");
    for (size_t i = 0; i < list.documents.n; i++)
        if (corpus_get(c, b->a, list.documents.at[i].document.doc, &diags,
                       vec_push(b->a, &b->plans)) < 0)
            give_up(from, "holds a plan that cannot be read");
    corpus_close(c);
}

int main(int argc, char **argv) {
    char to[PATH_BYTES];
    if (argc != 2 || snprintf(to, sizeof to, "%s.copy", argv[1]) >= (int)sizeof to)
        return fputs("usage: insert DATABASE\n", stderr), 2;
    struct bench b = {.a = arena_new(NULL), .to = to};
    double least[2] = {1e9, 1e9};
    size_t rows = 0;
    read_all(&b, argv[1]);
    for (size_t i = 0; i <= TABLES; i++)
        rows += b.rows[i].columns ? b.rows[i].cells.n / (size_t)b.rows[i].columns : 0;
    for (int i = 0; i < TRIES; i++) {
        double took[2] = {bare(&b), ours(&b)};
        for (int k = 0; k < 2; k++)
            least[k] = took[k] < least[k] ? took[k] : least[k];
    }
    unlink(to);
    printf("%9.3f s processor  %zu rows inserted by a bare program\n", least[0], rows);
    printf("%9.3f s processor  the plans stored, %.2f of that\n", least[1], least[1] / least[0]);
    arena_drop(b.a);
    return 0;
}
