/* A database of a test's own, looked into without the program's help: a file of SQLite, or a schema
 * of the PostgreSQL database that TIAOMU_TEST_DB names (postgresql://…, without options). */
#ifndef TIAOMU_TESTS_DB_H
#define TIAOMU_TESTS_DB_H

#include "base/str.h"

struct test_db {
    struct arena *a;
    struct str path;   /* for --db */
    struct str folder; /* the file's, or empty */
    struct str schema; /* or empty */
};

bool test_db_served(void); /* PostgreSQL */

void test_db_make(struct arena *a, struct test_db *out);
void test_db_drop(struct test_db *db);

/* All rows of a query as text: columns joined by |, rows by a newline. */
struct str test_db_ask(struct test_db *db, const char *sql);
void test_db_run(struct test_db *db, const char *sql);
/* A view's columns, joined by commas. */
struct str test_db_columns(struct test_db *db, const char *view);

#endif
