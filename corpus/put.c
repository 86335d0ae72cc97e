#include "base/sha256.h"
#include "corpus/search.h"
#include "extract/plan_pack.h"

/* Items in document order become rows of nested tables: where an item differs from the one before
 * it in what a level holds, that level and all below it begin a new row. The last level is the
 * item's own: every item has a row there. */
struct level {
    enum row_kind kind;
    int64_t id, ord;
};

static int put_levels(struct corpus *c, struct level *levels, size_t n, int64_t document,
                      const void *const items[PARTS], const void *before) {
    bool fresh = !before;
    for (size_t i = 0; i < n; i++) {
        struct level *level = &levels[i];
        fresh = fresh || i + 1 == n || !db_same(level->kind, items[0], before);
        if (!fresh)
            continue;
        level->id = 0;
        level->ord++;
        if (db_insert(c, level->kind, i ? levels[i - 1].id : document, level->ord, items,
                      &level->id) < 0)
            return -1;
        if (i + 1 < n)
            levels[i + 1].ord = 0;
    }
    return 0;
}

/* The row of what a mention stands for: documents name few bodies often. */
static int org_row(struct corpus *c, const struct mention *m, int64_t *row) {
    struct org_memo *memo = &c->orgs[str_hash(m->org) % ORG_MEMOS];
    if (!memo->of || !db_same(DB_ORG, memo->of, m)) {
        if (db_intern(c, DB_ORG, m, row) < 0)
            return -1;
        *memo = (struct org_memo){m, *row};
    }
    *row = memo->row;
    return 0;
}

static int put_mention(struct corpus *c, const struct mention *m, int64_t role, int64_t ord) {
    int64_t org = 0, id = 0;
    if (org_row(c, m, &org) < 0)
        return -1;
    struct stored_responsibility stored = {(uint64_t)org};
    return db_insert(c, DB_RESPONSIBILITY, role, ord, (const void *const[PARTS]){&stored, m, m},
                     &id);
}

/* n items of size bytes each, children of the parent. */
static int put_list(struct corpus *c, enum row_kind kind, int64_t parent, const void *items,
                    size_t n, size_t size) {
    for (size_t i = 0; i < n; i++) {
        int64_t id = 0;
        const void *item = (const char *)items + i * size;
        if (db_insert(c, kind, parent, (int64_t)i + 1, (const void *const[PARTS]){item}, &id) < 0)
            return -1;
    }
    return 0;
}

#define PUT_LIST(c, kind, parent, list)                                                            \
    put_list(c, kind, parent, (list).at, (list).n, sizeof *(list).at)

/* Mentions before those of role i in the same cell, which may tell several roles. */
static int64_t mentions_before(const plan_roles *roles, size_t i) {
    int64_t n = 0;
    for (size_t k = i; k > 0 && str_eq(roles->at[k - 1].role, roles->at[i].role); k--)
        n += (int64_t)roles->at[k - 1].mentions.n;
    return n;
}

static int put_roles(struct corpus *c, enum row_kind kind, int64_t parent,
                     const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *role = &roles->at[i];
        int64_t id = 0, ord = mentions_before(roles, i);
        if (db_insert(c, kind, parent, (int64_t)i + 1, (const void *const[PARTS]){role}, &id) < 0)
            return -1;
        for (size_t k = 0; k < role->mentions.n; k++)
            if (put_mention(c, &role->mentions.at[k], id, ++ord) < 0)
                return -1;
    }
    return 0;
}

static int put_assignments(struct corpus *c, enum row_kind kind, int64_t parent,
                           const plan_assignments *assignments) {
    for (size_t i = 0; i < assignments->n; i++) {
        const struct assignment *one = &assignments->at[i];
        int64_t id = 0;
        if (db_insert(c, kind, parent, (int64_t)i + 1, (const void *const[PARTS]){one}, &id) < 0 ||
            put_roles(c, kind == DB_MEASURE_ASSIGNMENT ? DB_MEASURE_ROLE : DB_CLAUSE_ROLE, id,
                      &one->roles) < 0)
            return -1;
    }
    return 0;
}

/* What hangs on a measure's row. */
static int put_measure_lists(struct corpus *c, const struct measure *m, int64_t row) {
    return put_assignments(c, DB_MEASURE_ASSIGNMENT, row, &m->assignments) < 0 ||
                   PUT_LIST(c, DB_MEASURE_QUANTITY, row, m->quantities) < 0 ||
                   PUT_LIST(c, DB_MEASURE_REFERENCE, row, m->references) < 0
               ? -1
               : 0;
}

/* *tables counts the document's tables. */
static int put_measures(struct corpus *c, const struct plan *plan, int64_t document,
                        int64_t *tables) {
    struct level levels[] = {
        {DB_MEASURE_TABLE, 0, *tables}, {DB_SECTION, 0, 0}, {DB_TASK, 0, 0}, {DB_MEASURE, 0, 0}};
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        struct assignment whole = plan_deadline(plan->a, m);
        if (put_levels(c, levels, 4, document, (const void *const[PARTS]){m, &whole},
                       i ? m - 1 : NULL) < 0 ||
            put_measure_lists(c, m, levels[3].id) < 0)
            return -1;
    }
    *tables = levels[0].ord;
    return 0;
}

static int put_indicators(struct corpus *c, const struct plan *plan, int64_t document,
                          int64_t *tables) {
    struct level levels[] = {
        {DB_INDICATOR_TABLE, 0, *tables}, {DB_INDICATOR_ROW, 0, 0}, {DB_INDICATOR_CELL, 0, 0}};
    for (size_t i = 0; i < plan->indicators.n; i++) {
        const struct indicator *cell = &plan->indicators.at[i];
        if (put_levels(c, levels, 3, document, (const void *const[PARTS]){cell},
                       i ? cell - 1 : NULL) < 0 ||
            put_roles(c, DB_CELL_ROLE, levels[2].id, &cell->roles) < 0)
            return -1;
    }
    *tables = levels[0].ord;
    return 0;
}

static int put_clauses(struct corpus *c, const struct plan *plan, int64_t document) {
    for (size_t i = 0; i < plan->clauses.n; i++) {
        const struct clause *clause = &plan->clauses.at[i];
        int64_t id = 0;
        if (db_insert(c, DB_CLAUSE, document, (int64_t)i + 1, (const void *const[PARTS]){clause},
                      &id) < 0 ||
            put_assignments(c, DB_CLAUSE_ASSIGNMENT, id, &clause->assignments) < 0 ||
            PUT_LIST(c, DB_CLAUSE_QUANTITY, id, clause->quantities) < 0 ||
            PUT_LIST(c, DB_CLAUSE_REFERENCE, id, clause->references) < 0)
            return -1;
    }
    return 0;
}

static int put_lists(struct corpus *c, const struct plan *plan, int64_t document) {
    return PUT_LIST(c, DB_OUTLINE, document, plan->outline) < 0 ||
                   put_clauses(c, plan, document) < 0 ||
                   PUT_LIST(c, DB_FOOTNOTE, document, plan->footnotes) < 0 ||
                   PUT_LIST(c, DB_CORRECTION, document, plan->corrections) < 0 ||
                   PUT_LIST(c, DB_WARNING, document, plan->diags.list) < 0
               ? -1
               : 0;
}

/* The row id of the stored document and whether it holds this very plan; *id is 0 where there is
 * none. */
static int find_document(struct corpus *c, struct str doc, struct str sha256, int64_t *id,
                         bool *same) {
    struct db_stmt *stmt;
    if (db_prepare(c, S("SELECT id, plan_sha256 = ? FROM document WHERE doc = ?"), &stmt) < 0)
        return -1;
    *id = 0;
    *same = false;
    int rc = db_bind_text(c, stmt, 1, sha256) < 0 || db_bind_text(c, stmt, 2, doc) < 0
                 ? -1
                 : db_step(c, stmt);
    if (rc > 0) {
        *id = db_int(c, stmt, 0);
        *same = db_int(c, stmt, 1);
    }
    db_finalize(c, stmt);
    return rc < 0 ? -1 : 0;
}

static bool is_unindexed(const struct corpus *c, int64_t id) {
    for (size_t i = 0; i < c->unindexed.n; i++)
        if (c->unindexed.at[i] == id)
            return true;
    return false;
}

/* The rows below go with it (ON DELETE CASCADE). */
static int delete_document(struct corpus *c, int64_t id) {
    if (!is_unindexed(c, id) && search_forget(c, id) < 0)
        return -1;
    return db_run(c, str_fmt(c->a, "DELETE FROM document WHERE id = %lld", (long long)id).p);
}

int db_tidy(struct corpus *c) {
    if (!c->orphans)
        return 0;
    c->orphans = false;
    return db_run(c, "DELETE FROM org WHERE NOT EXISTS (SELECT 1 FROM responsibility "
                     "WHERE org_row = org.id) AND NOT EXISTS (SELECT 1 FROM alias "
                     "WHERE org_row = org.id);"
                     "DELETE FROM run WHERE NOT EXISTS (SELECT 1 FROM document "
                     "WHERE run_row = run.id)");
}

static int put_document(struct corpus *c, const struct plan *plan, struct str sha256, int64_t *id) {
    int64_t run = 0, tables = 0;
    if (db_intern(c, DB_RUN, &plan->document, &run) < 0)
        return -1;
    struct stored_document stored = {(uint64_t)run, sha256};
    const void *const items[PARTS] = {&stored, &plan->document, &plan->coverage};
    c->orgs = arena_array(plan->a, ORG_MEMOS, sizeof *c->orgs);
    return db_insert(c, DB_DOCUMENT, 0, 0, items, id) < 0 ||
                   put_measures(c, plan, *id, &tables) < 0 ||
                   put_indicators(c, plan, *id, &tables) < 0 || put_lists(c, plan, *id) < 0
               ? -1
               : 0;
}

/* Two plans that pack alike are the same to every reader of the database. */
static struct str digest(const struct plan *plan) {
    struct buf b = {.a = plan->a};
    if (plan->packed.n == 0)
        plan_pack(&b, plan);
    return sha256_hex(plan->a, plan->packed.n ? plan->packed : buf_str(&b));
}

static int put(struct corpus *c, const struct plan *plan, int64_t *id, enum corpus_outcome *out) {
    struct str doc = plan->document.doc, sha256 = digest(plan);
    bool same;
    if (find_document(c, doc, sha256, id, &same) < 0)
        return -1;
    *out = same ? CORPUS_UNCHANGED : *id ? CORPUS_REPLACED : CORPUS_ADDED;
    if (same)
        return 0;
    c->orphans = c->orphans || *id;
    return (*id && delete_document(c, *id) < 0) || put_document(c, plan, sha256, id) < 0 ? -1 : 0;
}

/* A new database gets its tables in the transaction of what is stored first: each page is written
 * once, and the disk waited for once. */
int corpus_begin(struct corpus *c, struct diags *diags) {
    c->unindexed.n = 0;
    if (db_turn(c, DB_BEGIN) < 0)
        return db_fail(c, diags);
    return c->old && db_migrate(c) < 0 ? db_fail_in(c, diags, DB_ROLLBACK) : 0;
}

/* All documents are indexed at once: FTS5 would write a piece of its index for each one, as for any
 * transaction within another. */
int corpus_commit(struct corpus *c, struct diags *diags) {
    if (search_enter(c, c->unindexed.at, c->unindexed.n) < 0 || db_tidy(c) < 0 ||
        db_turn(c, DB_COMMIT) < 0)
        return db_fail_in(c, diags, DB_ROLLBACK);
    c->old = false;
    return 0;
}

static int put_within(struct corpus *c, const struct plan *plan, struct diags *diags,
                      enum corpus_outcome *out) {
    int64_t id;
    if (db_turn(c, DB_SAVE) < 0)
        return db_fail(c, diags);
    if (put(c, plan, &id, out) < 0 || db_turn(c, DB_KEEP) < 0)
        return db_fail_in(c, diags, DB_UNDO);
    if (*out != CORPUS_UNCHANGED && !(*out == CORPUS_REPLACED && is_unindexed(c, id)))
        *vec_push(c->a, &c->unindexed) = id;
    return 0;
}

int corpus_put(struct corpus *c, const struct plan *plan, struct diags *diags,
               enum corpus_outcome *out) {
    enum corpus_outcome outcome = CORPUS_UNCHANGED;
    bool alone = !c->driver->within(c);
    if (alone && corpus_begin(c, diags) < 0)
        return -1;
    int rc = put_within(c, plan, diags, &outcome);
    if (alone && rc < 0)
        db_turn(c, DB_ROLLBACK);
    else if (alone)
        rc = corpus_commit(c, diags);
    if (rc == 0)
        *out = outcome;
    return rc;
}
