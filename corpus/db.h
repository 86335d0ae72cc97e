/* Inside corpus/: the one way to a database, which its driver goes (db_sqlite.c), and the tables'
 * rows by the fields of the plan's types.
 *
 * Functions that return int return -1 with the reason in c->error, which db_fail makes a finding
 * of. SQL is written as SQLite reads it; parameters are ?, counted from 1.
 */
#ifndef TIAOMU_CORPUS_DB_H
#define TIAOMU_CORPUS_DB_H

#include "corpus/corpus.h"

/* Kinds of rows. A table that has two kinds of parents, or is filled from two types, has two. What
 * others refer to comes before them. */
enum row_kind {
    DB_RUN,
    DB_ORG,
    DB_DOCUMENT,
    DB_MEASURE_TABLE,
    DB_SECTION,
    DB_TASK,
    DB_MEASURE,
    DB_INDICATOR_TABLE,
    DB_INDICATOR_ROW,
    DB_INDICATOR_CELL,
    DB_CLAUSE,
    DB_MEASURE_ASSIGNMENT,
    DB_CLAUSE_ASSIGNMENT,
    DB_MEASURE_ROLE,
    DB_CLAUSE_ROLE,
    DB_CELL_ROLE,
    DB_RESPONSIBILITY,
    DB_MEASURE_MENTION, /* read only: responsibilities with their organisations */
    DB_CLAUSE_MENTION,
    DB_CELL_MENTION,
    DB_OUTLINE,
    DB_FOOTNOTE,
    DB_CORRECTION,
    DB_WARNING,
    DB_MEASURE_QUANTITY,
    DB_MEASURE_REFERENCE,
    DB_CLAUSE_QUANTITY,
    DB_CLAUSE_REFERENCE,
    DB_KINDS,
    /* Tables that hold no type's fields. */
    DB_ALIAS = DB_KINDS,
    DB_READING,
    DB_READING_INPUT,
    DB_SEARCH,
    DB_TABLES
};

/* Columns that hold a type's fields, from one up to and with another. */
struct part {
    const struct plan_fields *fields; /* NULL: no such part */
    const char *from, *to;            /* NULL: the first, the last */
    const char *joined;               /* the table they are of, by its id; NULL: the row's own */
};

enum { PARTS = 3 };

struct row_spec {
    const char *table;
    const char *parent; /* column of the parent's row id, beside which there is ord; or NULL */
    enum row_kind up;   /* the parent's kind; DB_DOCUMENT in the end */
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

enum db_error {
    DB_FINE,
    DB_NO_MEMORY,
    DB_LOCKED,
    DB_FULL,
    DB_READ_ONLY,
    DB_NO_DATABASE,
    DB_GONE,
    DB_DAMAGED,
    DB_OTHER, /* what the driver says */
};

/* What a transaction is told. DB_SAVE to DB_UNSAVE are a transaction within one, DB_LOOK and
 * DB_LOOKED enclose reading that others' writing must not change. */
enum db_turn {
    DB_BEGIN, /* to write: one at a time, the next one waits */
    DB_COMMIT,
    DB_ROLLBACK,
    DB_SAVE,
    DB_KEEP,
    DB_UNDO,
    DB_LOOK,
    DB_LOOKED,
    DB_TURNS
};

/* What a database says of itself. */
struct db_identity {
    bool empty, ours;
    int64_t version; /* of the tables */
};

struct db_stmt; /* a driver's own */

/* Where rows are added: all columns that they fill, id first. */
struct db_table {
    struct str name, columns; /* parted by commas */
    size_t n;
    void *own; /* the driver's, from the first row on */
};

struct db_driver {
    double patience; /* seconds (corpus_patience) */
    /* there: false where a database to be read is none. */
    int (*open)(struct corpus *c, enum corpus_mode mode, bool *there);
    void (*close)(struct corpus *c); /* and the tables; after an open that failed too */
    int (*identify)(struct corpus *c, struct db_identity *out);
    int (*sign)(struct corpus *c, int version); /* makes it ours, of this version */
    int (*changes)(struct corpus *c, int64_t *out);

    int (*turn)(struct corpus *c, enum db_turn turn);
    bool (*within)(const struct corpus *c); /* a transaction */
    int (*run)(struct corpus *c, const char *sql);

    int (*prepare)(struct corpus *c, struct str sql, struct db_stmt **out);
    int (*bind)(struct corpus *c, struct db_stmt *stmt, int at, struct plan_value v);
    int (*step)(struct corpus *c, struct db_stmt *stmt); /* 1: a row; 0: no more; -1 */
    struct plan_value (*value)(struct db_stmt *stmt, int column);
    int (*columns)(struct db_stmt *stmt);
    const char *(*column)(struct db_stmt *stmt, int column);
    void (*reset)(struct db_stmt *stmt); /* what is bound stays */
    void (*finalize)(struct db_stmt *stmt);

    int (*add)(struct corpus *c, struct db_table *table, const struct plan_value *values,
               int64_t *id);
    /* The id of the row of a kind that has these values in its first part; 0: there is none. */
    int (*find)(struct corpus *c, enum row_kind kind, const struct plan_value *values, int64_t *id);
    const char *search_file; /* makes the index of searching */
    struct db_table index;
    /* Takes a document out of the index; NULL: as it was entered. */
    int (*forget)(struct corpus *c, int64_t document);
    /* A select of (id, score) of the items that have all these words, the higher the better, with
     * no order; empty where there is no word that could be found. */
    struct str (*match)(struct arena *a, struct str words);
    /* Of an error that is DB_OTHER. */
    struct str (*why)(struct corpus *c, struct arena *a);
};

extern const struct db_driver db_sqlite, db_postgres;

/* The columns of the first part of a kind whose rows are interned; how many. */
enum { KEY_COLUMNS = 4 };
size_t db_key(enum row_kind kind, const char *names[KEY_COLUMNS]);

/* The row of a mention's organisation. */
struct org_memo {
    const struct mention *of; /* NULL: none */
    int64_t row;
};
enum { ORG_MEMOS = 256 };

struct corpus {
    const struct db_driver *driver;
    void *own; /* the driver's connection */
    struct arena *a;
    struct str path; /* or address without its password: for messages */
    struct str address;
    enum db_error error;
    bool old;                        /* corpus_begin brings the tables up to this version */
    bool orphans;                    /* rows may be left that only replaced documents needed */
    VEC(int64_t) unindexed;          /* documents of this transaction, for its end */
    struct db_table into[DB_TABLES]; /* made at first use, as these */
    struct org_memo *orgs;           /* of the document that is being put, by hash */
    struct db_stmt *select[DB_KINDS], *find[DB_KINDS];
};

int db_fail(struct corpus *c, struct diags *diags); /* -1, says what error means */
int db_refuse(struct corpus *c, struct diags *diags, struct str detail); /* -1, says detail */

/* Runs statements that give no rows; sql is NUL-terminated. */
int db_run(struct corpus *c, const char *sql);
/* Brings the tables up to this version, in the transaction that is open. */
int db_migrate(struct corpus *c);
/* Removes what only replaced documents needed. */
int db_tidy(struct corpus *c);
int db_turn(struct corpus *c, enum db_turn turn);
/* Says what is wrong, then gives up: the transaction, or with DB_UNDO the one within it. */
int db_fail_in(struct corpus *c, struct diags *diags, enum db_turn undo);

/* The statement of an SQL text, made anew; finalized by the caller or by corpus_close, which the
 * members above are. */
int db_prepare(struct corpus *c, struct str sql, struct db_stmt **out);
struct plan_value db_of_text(struct str s); /* NULL where empty */
struct plan_value db_of_int(int64_t i);
int db_bind(struct corpus *c, struct db_stmt *stmt, int at, struct plan_value v);
/* Texts are the caller's and live until the statement is stepped; an empty one is NULL. */
int db_bind_text(struct corpus *c, struct db_stmt *stmt, int at, struct str s);
int db_bind_int(struct corpus *c, struct db_stmt *stmt, int at, int64_t i);
int db_step(struct corpus *c, struct db_stmt *stmt); /* 1: a row; 0: no more, and reset; -1 */
/* Steps a statement that gives one row or none, and takes its first column. 1, 0, -1 as above. */
int db_ask(struct corpus *c, struct db_stmt *stmt, int64_t *out);
void db_reset(struct corpus *c, struct db_stmt *stmt);
void db_finalize(struct corpus *c, struct db_stmt *stmt); /* NULL is allowed */

/* A column's value; its text lives in a. */
struct plan_value db_value(struct corpus *c, struct arena *a, struct db_stmt *stmt, int column);
struct str db_text(struct corpus *c, struct arena *a, struct db_stmt *stmt, int column);
int64_t db_int(struct corpus *c, struct db_stmt *stmt, int column); /* 0 for NULL */

/* Whether both items have the same row of this kind (in its first part). */
bool db_same(enum row_kind kind, const void *a, const void *b);

/* Adds a row of all the table's columns, id first. *id, where it is 0, becomes the row's. */
int db_add(struct corpus *c, enum row_kind table, const struct plan_value *values, int64_t *id);
/* Adds a row; items are the structs its parts are of. *id, if not 0, is the row id to give it, and
 * afterwards the one it has. */
int db_insert(struct corpus *c, enum row_kind kind, int64_t parent, int64_t ord,
              const void *const items[PARTS], int64_t *id);
/* The id of the row that holds item in its first part; added where there is none. */
int db_intern(struct corpus *c, enum row_kind kind, const void *item, int64_t *id);

/* Rows of a kind, one after the other, in the order of the document that they are of. */
struct db_rows {
    struct corpus *c;
    struct arena *a; /* for texts */
    enum row_kind kind;
    struct db_stmt *stmt;
    void *items[PARTS]; /* filled by db_next */
    int64_t id;
    int64_t parent; /* of the row that stands next, if ahead */
    bool ahead;
};
/* All rows of a kind that a document has. */
int db_select(struct db_rows *rows, int64_t document);
/* 1: the next row is a child of this parent, and taken; 0: it is not, or there is none; -1 */
int db_next(struct db_rows *rows, int64_t parent);
/* Ends the reading, which went as rc says: rc, or -1 where rows are left that nobody took. */
int db_end(struct db_rows *rows, int rc);
/* The one row with this id, of a kind without parent. */
int db_row(struct db_rows *rows, int64_t id);

#endif
