/* corpus: plans in one SQLite database. Users read its views (corpus/views.sql).
 *
 * Every failure is one finding, DIAG_DATABASE, whose place.path is the database's path, and -1; the
 * database is then as it was before the call.
 */
#ifndef TIAOMU_CORPUS_CORPUS_H
#define TIAOMU_CORPUS_CORPUS_H

#include "extract/plan.h"

struct corpus;

enum corpus_mode {
    CORPUS_READ,  /* must be there */
    CORPUS_WRITE, /* made where there is none, and brought up to this version's tables */
};

/* Opens the database at path (UTF-8). The corpus lives in arena a; corpus_close gives back what
 * SQLite holds. A file that is no database of this program, or one of a newer version, is refused.
 */
int corpus_open(struct arena *a, struct str path, enum corpus_mode mode, struct diags *diags,
                struct corpus **out);
void corpus_close(struct corpus *c); /* NULL is allowed */

enum corpus_outcome { CORPUS_ADDED, CORPUS_REPLACED, CORPUS_UNCHANGED };

/* Stores the plan in one transaction. A document of the same id is replaced and keeps its row id;
 * where it holds the same plan already, nothing is written. */
int corpus_put(struct corpus *c, const struct plan *plan, struct diags *diags,
               enum corpus_outcome *out);

/* The plan of the document with this id, in arena a: what corpus_put was given. */
int corpus_get(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
               struct plan **out);

/* What the database holds, in the order of storing; in arena a. */
struct corpus_list {
    VEC(struct plan_summary) documents;
};
int corpus_list(struct corpus *c, struct arena *a, struct diags *diags, struct corpus_list *out);

#endif
