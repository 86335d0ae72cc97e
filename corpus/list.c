#include "corpus/db.h"

#define FINDINGS(level)                                                                            \
    "(SELECT count(*) FROM v_warning w WHERE w.doc = v.doc AND severity = " level ")"

static const char select_list[] =
    "SELECT (SELECT count(*) FROM document d JOIN plan_table t ON t.document_row = d.id"
    "        JOIN section s ON s.plan_table_row = t.id JOIN task k ON k.section_row = s.id"
    "        WHERE d.doc = v.doc),"
    "       (SELECT count(*) FROM v_measure m WHERE m.doc = v.doc),"
    "       (SELECT count(*) FROM document d JOIN plan_table t ON t.document_row = d.id"
    "        JOIN indicator_row r ON r.plan_table_row = t.id WHERE d.doc = v.doc),"
    "       (SELECT count(*) FROM v_clause c WHERE c.doc = v.doc),"
    "       " FINDINGS("'note'") ", " FINDINGS("'warning'") ", " FINDINGS(
        "'error'") ", v.*"
                   " FROM v_document v";

static int take(struct corpus *c, struct arena *a, struct db_stmt *stmt, struct plan_summary *s) {
    int64_t *const counts[] = {&s->tasks, &s->measures, &s->rows,  &s->clauses,
                               &s->notes, &s->warnings, &s->errors};
    int column = 0;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        *counts[i] = db_int(c, stmt, column++);
    for (size_t i = 0; i < plan_document_fields.n; i++)
        if (plan_set(&s->document, &plan_document_fields.at[i], db_value(c, a, stmt, column++)) < 0)
            return c->error = DB_DAMAGED, -1;
    return 0;
}

int corpus_list(struct corpus *c, struct arena *a, struct diags *diags, struct corpus_list *out) {
    struct corpus_list list = {0};
    struct db_stmt *stmt;
    int rc = db_prepare(c, str_of(select_list), &stmt);
    while (rc == 0 && (rc = db_step(c, stmt)) > 0)
        rc = take(c, a, stmt, vec_push(a, &list.documents));
    db_finalize(c, stmt);
    if (rc < 0)
        return db_fail(c, diags);
    *out = list;
    return 0;
}
