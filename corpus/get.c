/* A document's rows become a plan. The next row of each kind stands ready, in the document's order,
 * and is taken by the parent that it is a child of. */
#include "corpus/db.h"

struct get {
    struct corpus *c;
    struct arena *a;
    struct plan *plan;
    struct db_rows rows[DB_KINDS];
    /* What rows are read into. */
    struct measure measure;
    struct assignment whole, assignment; /* whole follows from the assignments */
    struct role role;
    struct mention mention;
    struct indicator cell;
    struct heading heading;
    struct clause clause;
    struct quantity quantity;
    struct reference reference;
    struct footnote footnote;
    struct correction correction;
    struct diag finding;
};

static struct db_rows rows_of(struct get *g, enum row_kind kind, void *item, void *second) {
    return (struct db_rows){
        .c = g->c, .a = g->a, .kind = kind, .items = {item, second ? second : item, item}};
}

static int next(struct get *g, enum row_kind kind, int64_t parent) {
    return db_next(&g->rows[kind], parent);
}

/* All rows of a kind below a parent, by the member of struct get that they are read into. */
#define TAKE_ALL(g, kind, parent, member, list)                                                    \
    do {                                                                                           \
        int more;                                                                                  \
        while ((more = next((g), (kind), (parent))) > 0)                                           \
            *vec_push((g)->a, (list)) = (g)->member;                                               \
        if (more < 0)                                                                              \
            return -1;                                                                             \
    } while (0)

/* A role's kind of rows and that of its mentions. */
struct role_kinds {
    enum row_kind role, mention;
};
static const struct role_kinds of_measure = {DB_MEASURE_ROLE, DB_MEASURE_MENTION},
                               of_clause = {DB_CLAUSE_ROLE, DB_CLAUSE_MENTION},
                               of_cell = {DB_CELL_ROLE, DB_CELL_MENTION};

static int get_roles(struct get *g, struct role_kinds kinds, int64_t row, plan_roles *roles) {
    int rc;
    while ((rc = next(g, kinds.role, row)) > 0) {
        struct role *role = vec_push(g->a, roles);
        *role = g->role;
        TAKE_ALL(g, kinds.mention, g->rows[kinds.role].id, mention, &role->mentions);
    }
    return rc;
}

static int get_assignments(struct get *g, enum row_kind kind, struct role_kinds roles, int64_t row,
                           plan_assignments *out) {
    int rc;
    while ((rc = next(g, kind, row)) > 0) {
        struct assignment *added = vec_push(g->a, out);
        *added = g->assignment;
        if (get_roles(g, roles, g->rows[kind].id, &added->roles) < 0)
            return -1;
    }
    return rc;
}

static int get_measure(struct get *g, int64_t row) {
    struct measure *m = vec_push(g->a, &g->plan->measures);
    *m = g->measure;
    TAKE_ALL(g, DB_MEASURE_QUANTITY, row, quantity, &m->quantities);
    TAKE_ALL(g, DB_MEASURE_REFERENCE, row, reference, &m->references);
    return get_assignments(g, DB_MEASURE_ASSIGNMENT, of_measure, row, &m->assignments);
}

static int get_cell(struct get *g, int64_t row) {
    struct indicator *cell = vec_push(g->a, &g->plan->indicators);
    *cell = g->cell;
    return get_roles(g, of_cell, row, &cell->roles);
}

static int get_clause(struct get *g, int64_t row) {
    struct clause *clause = vec_push(g->a, &g->plan->clauses);
    *clause = g->clause;
    TAKE_ALL(g, DB_CLAUSE_QUANTITY, row, quantity, &clause->quantities);
    TAKE_ALL(g, DB_CLAUSE_REFERENCE, row, reference, &clause->references);
    return get_assignments(g, DB_CLAUSE_ASSIGNMENT, of_clause, row, &clause->assignments);
}

/* Items of nested tables: each level fills its part of the item, which leaf takes below the last.
 */
struct nest {
    const enum row_kind *kinds; /* from this level on */
    size_t n;
    int (*leaf)(struct get *g, int64_t row);
};

/* Calls itself as deep as there are kinds of rows in a nest: four. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static int get_nest(struct get *g, struct nest nest, int64_t parent) {
    const struct db_rows *rows = &g->rows[nest.kinds[0]];
    const struct nest below = {nest.kinds + 1, nest.n - 1, nest.leaf};
    int rc;
    while ((rc = db_next(&g->rows[nest.kinds[0]], parent)) > 0)
        if ((below.n ? get_nest(g, below, rows->id) : nest.leaf(g, rows->id)) < 0)
            return -1;
    return rc;
}

static int get_lists(struct get *g, int64_t document) {
    TAKE_ALL(g, DB_OUTLINE, document, heading, &g->plan->outline);
    TAKE_ALL(g, DB_FOOTNOTE, document, footnote, &g->plan->footnotes);
    TAKE_ALL(g, DB_CORRECTION, document, correction, &g->plan->corrections);
    TAKE_ALL(g, DB_WARNING, document, finding, &g->plan->diags.list);
    for (size_t i = 0; i < g->plan->diags.list.n; i++) {
        struct diag *finding = &g->plan->diags.list.at[i];
        if (diag_code_of(finding->name, &finding->code) < 0)
            return g->c->error = DB_DAMAGED, -1;
    }
    return 0;
}

static const enum row_kind measures[] = {DB_MEASURE_TABLE, DB_SECTION, DB_TASK, DB_MEASURE},
                           cells[] = {DB_INDICATOR_TABLE, DB_INDICATOR_ROW, DB_INDICATOR_CELL},
                           clauses[] = {DB_CLAUSE};

static int get_items(struct get *g, int64_t document) {
    const struct nest nests[] = {
        {measures, 4, get_measure}, {cells, 3, get_cell}, {clauses, 1, get_clause}};
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++)
        if (get_nest(g, nests[i], document) < 0)
            return -1;
    return get_lists(g, document);
}

/* Opens the rows of all kinds, has them taken, and sees that none is left. */
static int get_all(struct get *g, int64_t document) {
    const struct db_rows all[] = {
        rows_of(g, DB_MEASURE_TABLE, &g->measure, NULL),
        rows_of(g, DB_SECTION, &g->measure, NULL),
        rows_of(g, DB_TASK, &g->measure, NULL),
        rows_of(g, DB_MEASURE, &g->measure, &g->whole),
        rows_of(g, DB_MEASURE_ASSIGNMENT, &g->assignment, NULL),
        rows_of(g, DB_MEASURE_ROLE, &g->role, NULL),
        rows_of(g, DB_MEASURE_MENTION, &g->mention, NULL),
        rows_of(g, DB_MEASURE_QUANTITY, &g->quantity, NULL),
        rows_of(g, DB_MEASURE_REFERENCE, &g->reference, NULL),
        rows_of(g, DB_INDICATOR_TABLE, &g->cell, NULL),
        rows_of(g, DB_INDICATOR_ROW, &g->cell, NULL),
        rows_of(g, DB_INDICATOR_CELL, &g->cell, NULL),
        rows_of(g, DB_CELL_ROLE, &g->role, NULL),
        rows_of(g, DB_CELL_MENTION, &g->mention, NULL),
        rows_of(g, DB_CLAUSE, &g->clause, NULL),
        rows_of(g, DB_CLAUSE_ASSIGNMENT, &g->assignment, NULL),
        rows_of(g, DB_CLAUSE_ROLE, &g->role, NULL),
        rows_of(g, DB_CLAUSE_MENTION, &g->mention, NULL),
        rows_of(g, DB_CLAUSE_QUANTITY, &g->quantity, NULL),
        rows_of(g, DB_CLAUSE_REFERENCE, &g->reference, NULL),
        rows_of(g, DB_OUTLINE, &g->heading, NULL),
        rows_of(g, DB_FOOTNOTE, &g->footnote, NULL),
        rows_of(g, DB_CORRECTION, &g->correction, NULL),
        rows_of(g, DB_WARNING, &g->finding, NULL),
    };
    size_t n = sizeof all / sizeof *all, opened = 0;
    int rc = 0;
    for (; opened < n && rc == 0; opened++) {
        struct db_rows *rows = &g->rows[all[opened].kind];
        *rows = all[opened];
        rc = db_select(rows, document);
    }
    if (rc == 0)
        rc = get_items(g, document);
    for (size_t i = 0; i < opened; i++)
        rc = db_end(&g->rows[all[i].kind], rc);
    return rc;
}
static int get_document(struct get *g, int64_t id) {
    struct stored_document stored = {0};
    struct db_rows rows = rows_of(g, DB_DOCUMENT, &stored, &g->plan->document);
    struct db_rows run = rows_of(g, DB_RUN, &g->plan->document, NULL);
    rows.items[2] = &g->plan->coverage;
    return db_row(&rows, id) < 0 ? -1 : db_row(&run, (int64_t)stored.run_row);
}

/* *id is 0 where there is none. */
static int find_document(struct corpus *c, struct str doc, int64_t *id) {
    struct db_stmt *stmt;
    if (db_prepare(c, S("SELECT id FROM document WHERE doc = ?"), &stmt) < 0)
        return -1;
    *id = 0;
    int rc = db_bind_text(c, stmt, 1, doc) < 0 ? -1 : db_ask(c, stmt, id);
    db_finalize(c, stmt);
    return rc < 0 ? -1 : 0;
}

int corpus_get(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
               struct plan **out) {
    struct get g = {.c = c, .a = a, .plan = arena_alloc(a, sizeof *g.plan)};
    g.plan->a = g.plan->diags.a = a;
    int64_t id;
    if (db_turn(c, DB_LOOK) < 0)
        return db_fail(c, diags);
    int rc = find_document(c, doc, &id);
    if (rc == 0 && id)
        rc = get_document(&g, id) < 0 ? -1 : get_all(&g, id);
    if (rc < 0)
        db_fail(c, diags);
    else if (!id)
        rc = db_refuse(
            c, diags,
            str_fmt(diags->a, "there is no document %.*s; list shows what there is", STR_ARG(doc)));
    db_turn(c, DB_LOOKED);
    if (rc == 0)
        *out = g.plan;
    return rc;
}

int corpus_get_document(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
                        struct document *out) {
    struct plan plan = {.a = a};
    struct get g = {.c = c, .a = a, .plan = &plan};
    int64_t id;
    if (find_document(c, doc, &id) < 0 || (id && get_document(&g, id) < 0))
        return db_fail(c, diags);
    *out = plan.document;
    return 0;
}
