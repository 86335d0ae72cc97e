/* Inside corpus/: the connection, and the tables' rows by the fields of the plan's types.
 *
 * Functions return -1 with the SQLite result code in c->rc, which db_fail makes a finding of.
 */
#ifndef TIAOMU_CORPUS_DB_H
#define TIAOMU_CORPUS_DB_H

#include "corpus/corpus.h"
#include <sqlite3.h>

/* Kinds of rows. A table that has two kinds of parents, or is filled from two types, has two. */
enum row_kind {
    DB_RUN,
    DB_DOCUMENT,
    DB_MEASURE_TABLE,
    DB_SECTION,
    DB_TASK,
    DB_MEASURE,
    DB_MEASURE_ASSIGNMENT,
    DB_CLAUSE_ASSIGNMENT,
    DB_ASSIGNMENT_ROLE,
    DB_INDICATOR_TABLE,
    DB_INDICATOR_ROW,
    DB_INDICATOR_CELL,
    DB_CELL_ROLE,
    DB_RESPONSIBILITY,
    DB_ORG,
    DB_OUTLINE,
    DB_CLAUSE,
    DB_FOOTNOTE,
    DB_CORRECTION,
    DB_WARNING,
    DB_MEASURE_QUANTITY,
    DB_MEASURE_REFERENCE,
    DB_CLAUSE_QUANTITY,
    DB_CLAUSE_REFERENCE,
    DB_KINDS
};

/* Columns that hold a type's fields, from one up to and with another. */
struct part {
    const struct plan_fields *fields; /* NULL: no such part */
    const char *from, *to;            /* NULL: the first, the last */
};

enum { PARTS = 3 };

struct row_spec {
    const char *table;
    const char *parent; /* column of the parent's row id, beside which there is ord; or NULL */
    struct part parts[PARTS];
};

extern const struct row_spec row_specs[DB_KINDS];

/* First parts of a document and of a responsibility: what is theirs in the database alone. */
struct stored_document {
    uint64_t run_row;
    struct str plan_sha256;
};
struct stored_responsibility {
    uint64_t org_row;
};

struct corpus {
    sqlite3 *db;
    struct arena *a;
    struct str path;
    int rc;
    bool orphans; /* rows may be left that only replaced documents needed */
    sqlite3_stmt *insert[DB_KINDS], *select[DB_KINDS], *find[DB_KINDS]; /* made at first use */
};

int db_fail(struct corpus *c, struct diags *diags); /* -1, says what rc means */
int db_refuse(struct corpus *c, struct diags *diags, struct str detail); /* -1, says detail */

/* Runs statements that give no rows; sql is NUL-terminated. */
int db_run(struct corpus *c, const char *sql);
/* The statement of an SQL text, made anew; finalized by the caller or by corpus_close, which the
 * members above are. */
int db_prepare(struct corpus *c, struct str sql, sqlite3_stmt **out);

/* Whether both items have the same row of this kind (in its first part). */
bool db_same(enum row_kind kind, const void *a, const void *b);

/* Adds a row; items are the structs its parts are of. *id, if not 0, is the row id to give it, and
 * afterwards the one it has. */
int db_insert(struct corpus *c, enum row_kind kind, int64_t parent, int64_t ord,
              const void *const items[PARTS], int64_t *id);
/* The id of the row that holds item in its first part; added where there is none. */
int db_intern(struct corpus *c, enum row_kind kind, const void *item, int64_t *id);

/* Rows of a kind, children of a parent in their order; of a kind without parent, the row that has
 * this id. */
struct db_rows {
    struct corpus *c;
    struct arena *a; /* for texts */
    enum row_kind kind;
    sqlite3_stmt *stmt;
    void *items[PARTS]; /* filled by db_next */
    int64_t id;
};
int db_select(struct db_rows *rows, int64_t parent);
int db_next(struct db_rows *rows); /* 1: a row; 0: no more; -1 */
/* The one row with this id, of a kind without parent. */
int db_row(struct db_rows *rows, int64_t id);

/* A column's value; its text lives in a. */
struct plan_value db_value(struct arena *a, sqlite3_stmt *stmt, int column);

#endif
