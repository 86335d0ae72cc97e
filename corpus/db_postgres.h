/* Inside corpus/: the parts of the way to PostgreSQL. */
#ifndef TIAOMU_CORPUS_DB_POSTGRES_H
#define TIAOMU_CORPUS_DB_POSTGRES_H

#include "corpus/db.h"
#include "corpus/libpq.h"

struct db_stmt {
    struct pg *pg;
    struct str given;              /* as SQLite reads it */
    struct buf sql;                /* as PostgreSQL does, NUL-terminated */
    int number;                    /* of the name that the server knows it by; 0: of none yet */
    bool used, reads, stepped;     /* used: not finalized; reads: changes nothing */
    bool apart;                    /* sees no rows that wait, and does not have to */
    VEC(struct plan_value) values; /* what is bound; texts are the caller's */
    struct buf room;               /* the values as text */
    PGresult *rows;
    int row;
};

/* Rows that wait to be copied into a table. */
struct pg_copy {
    struct str sql;
    struct buf rows;
    struct pg_ids *ids;
};

/* A table's last id; the writer's lock makes it ours. */
struct pg_ids {
    struct str table;
    int64_t last;
};

/* Ids of rows by what they hold: of those that are looked for again and again. */
struct pg_known {
    struct str key;
    int64_t id;
};

struct pg {
    struct libpq pq;
    PGconn *conn;
    struct corpus *c;
    struct str why; /* of an error that is DB_OTHER */
    VEC(struct db_stmt *) stmts;
    int names;
    VEC(struct pg_ids *) ids;
    bool counts;           /* there is a table state */
    bool waiting;          /* some rows do */
    bool looking;          /* in a transaction that reads */
    bool wrote, ever;      /* in this transaction; in any */
    int64_t changes;       /* of the database, when it was ours last */
    int64_t items, tokens; /* entered into the index, not yet counted there */
    struct buf scratch;
    struct arena *known_memory;
    struct pg_known *known; /* a hash table; NULL: nothing is known */
    size_t known_n, known_cap;
};

static inline struct pg *pg_of(const struct corpus *c) {
    return c->own;
}

/* Appends SQL that SQLite reads as PostgreSQL reads it: other names for types and functions, text
 * that is compared by its bytes. */
void pg_dialect(struct buf *b, struct str sql);

/* 0, or -1 with the error's meaning; the result is freed unless it is asked for. */
int pg_result(struct pg *pg, PGresult *result, PGresult **out);
/* Sends SQL of PostgreSQL's own. */
int pg_exec(struct pg *pg, const char *sql, PGresult **out);

int pg_prepare(struct corpus *c, struct str sql, struct db_stmt **out);
int pg_bind(struct corpus *c, struct db_stmt *stmt, int at, struct plan_value v);
int pg_step(struct corpus *c, struct db_stmt *stmt);
struct plan_value pg_value(struct db_stmt *stmt, int column);
int pg_columns(struct db_stmt *stmt);
const char *pg_column(struct db_stmt *stmt, int column);
void pg_reset(struct db_stmt *stmt);
void pg_finalize(struct db_stmt *stmt);

int pg_add(struct corpus *c, struct db_table *table, const struct plan_value *values, int64_t *id);
int pg_find(struct corpus *c, enum row_kind kind, const struct plan_value *values, int64_t *id);
/* All but those of the index, which nothing looks into while it is written. */
int pg_flush_items(struct pg *pg);
int pg_flush(struct pg *pg);    /* rows that wait go into their tables */
void pg_discard(struct pg *pg); /* or nowhere */
void pg_forget_ids(struct pg *pg);

void pg_remember(struct pg *pg, const struct plan_value *values, size_t n, int64_t id);
void pg_forget_known(struct pg *pg);

struct str pg_match(struct arena *a, struct str words);
int pg_forget(struct corpus *c, int64_t document);

#endif
