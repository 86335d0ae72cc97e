#include "corpus/db.h"

int corpus_view(struct corpus *c, struct arena *a, struct str view, struct diags *diags,
                struct corpus_table *out) {
    struct corpus_table t = {.name = view};
    struct db_stmt *stmt;
    struct str sql = str_fmt(a, "SELECT * FROM \"%.*s\"", STR_ARG(view));
    if (db_prepare(c, sql, &stmt) < 0)
        return db_fail(c, diags);
    int n = c->driver->columns(stmt);
    for (int i = 0; i < n; i++)
        *vec_push(a, &t.columns) = str_dup(a, str_of(c->driver->column(stmt, i)));
    int rc;
    while ((rc = db_step(c, stmt)) > 0)
        for (int i = 0; i < n; i++)
            *vec_push(a, &t.cells) = db_value(c, a, stmt, i);
    db_finalize(c, stmt);
    if (rc < 0)
        return db_fail(c, diags);
    *out = t;
    return 0;
}
