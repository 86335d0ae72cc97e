/* The database as a run writes it: opened when the first document could be read, so that a run
 * without any leaves none, and several documents to a transaction. Failures print a message and
 * return -1; nothing can be stored after one. */
#ifndef TIAOMU_CLI_STORE_H
#define TIAOMU_CLI_STORE_H

#include "cli/args.h"
#include "corpus/corpus.h"
#include "rules/rules.h"

struct store {
    struct arena *a;
    const struct args *args;
    const char *path;
    struct corpus *corpus; /* NULL: not open */
    bool failed, changed;
    bool open;     /* a transaction is */
    double opened; /* when */
};

void store_start(struct store *s, struct arena *a, const struct args *args);
/* Opens the database where there is one, else it stays closed. */
int store_open_there(struct store *s, enum corpus_mode mode);
/* A document is on its way: makes the tables of a new database meanwhile. */
int store_expect(struct store *s);
int store_begin(struct store *s); /* a transaction, where none is open */
int store_put(struct store *s, const struct plan *plan, enum corpus_outcome *out);
/* Commits what was put, where that began some time ago: another program may want to write. */
int store_rest(struct store *s);
/* Enters what the rules know of the organisations, where anything was stored. */
int store_describe(struct store *s, const struct rules *rules);
int store_commit(struct store *s);
/* After a message for each of the findings. */
int store_fail(struct store *s, const struct diags *diags);
void store_end(struct store *s);

#endif
