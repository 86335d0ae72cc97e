#include "corpus/db.h"

int corpus_view(struct corpus *c, struct arena *a, struct str view, struct diags *diags,
                struct corpus_table *out) {
    struct corpus_table t = {.name = view};
    sqlite3_stmt *stmt;
    struct str sql = str_fmt(a, "SELECT * FROM \"%.*s\"", STR_ARG(view));
    if (db_prepare(c, sql, &stmt) < 0)
        return db_fail(c, diags);
    int n = sqlite3_column_count(stmt);
    for (int i = 0; i < n; i++)
        *vec_push(a, &t.columns) = str_dup(a, str_of(sqlite3_column_name(stmt, i)));
    while (sqlite3_step(stmt) == SQLITE_ROW)
        for (int i = 0; i < n; i++)
            *vec_push(a, &t.cells) = db_value(a, stmt, i);
    c->rc = sqlite3_finalize(stmt);
    if (c->rc != SQLITE_OK)
        return db_fail(c, diags);
    *out = t;
    return 0;
}
