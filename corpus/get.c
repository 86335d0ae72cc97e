#include "corpus/db.h"

struct get {
    struct corpus *c;
    struct arena *a;
    struct plan *plan;
};

static struct db_rows rows_of(struct get *g, enum row_kind kind, void *item) {
    return (struct db_rows){.c = g->c, .a = g->a, .kind = kind, .items = {item, item, item}};
}

static int get_mentions(struct get *g, int64_t row, struct role *role) {
    struct mention m = {0};
    struct stored_responsibility stored = {0};
    struct db_rows rows = rows_of(g, DB_RESPONSIBILITY, &m), org = rows_of(g, DB_ORG, &m);
    rows.items[0] = &stored;
    int rc = db_select(&rows, row);
    while (rc == 0 && (rc = db_next(&rows)) > 0) {
        rc = db_row(&org, (int64_t)stored.org_row);
        *vec_push(g->a, &role->mentions) = m;
    }
    return rc;
}

static int get_roles(struct get *g, enum row_kind kind, int64_t row, plan_roles *roles) {
    struct role role = {0};
    struct db_rows rows = rows_of(g, kind, &role);
    int rc = db_select(&rows, row);
    while (rc == 0 && (rc = db_next(&rows)) > 0) {
        struct role *added = vec_push(g->a, roles);
        *added = role;
        rc = get_mentions(g, rows.id, added);
    }
    return rc;
}

static int get_quantities(struct get *g, enum row_kind kind, int64_t row, plan_quantities *out) {
    struct quantity quantity = {0};
    struct db_rows rows = rows_of(g, kind, &quantity);
    int rc = db_select(&rows, row), more = 0;
    while (rc == 0 && (more = db_next(&rows)) > 0)
        *vec_push(g->a, out) = quantity;
    return rc < 0 ? rc : more;
}

static int get_references(struct get *g, enum row_kind kind, int64_t row, plan_references *out) {
    struct reference reference = {0};
    struct db_rows rows = rows_of(g, kind, &reference);
    int rc = db_select(&rows, row), more = 0;
    while (rc == 0 && (more = db_next(&rows)) > 0)
        *vec_push(g->a, out) = reference;
    return rc < 0 ? rc : more;
}

static int get_assignments(struct get *g, enum row_kind kind, int64_t row, plan_assignments *out) {
    struct assignment one = {0};
    struct db_rows rows = rows_of(g, kind, &one);
    int rc = db_select(&rows, row);
    while (rc == 0 && (rc = db_next(&rows)) > 0) {
        struct assignment *added = vec_push(g->a, out);
        *added = one;
        rc = get_roles(g, DB_ASSIGNMENT_ROLE, rows.id, &added->roles);
    }
    return rc;
}

/* Items of nested tables. Each level fills its part of item; below the last one, leaf takes it. */
struct nest {
    const enum row_kind *kinds; /* from this level on */
    size_t n;
    void *items[PARTS];
    int (*leaf)(struct get *g, int64_t row, const void *item);
};

/* Calls itself as deep as there are kinds of rows in a nest: four. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static int get_nest(struct get *g, const struct nest *nest, int64_t parent) {
    struct db_rows rows = {.c = g->c, .a = g->a, .kind = nest->kinds[0]};
    struct nest below = *nest;
    below.kinds++;
    below.n--;
    for (size_t i = 0; i < PARTS; i++)
        rows.items[i] = nest->items[i];
    int rc = db_select(&rows, parent);
    while (rc == 0 && (rc = db_next(&rows)) > 0)
        rc = below.n ? get_nest(g, &below, rows.id) : nest->leaf(g, rows.id, nest->items[0]);
    return rc;
}

static int take_measure(struct get *g, int64_t row, const void *item) {
    struct measure *m = vec_push(g->a, &g->plan->measures);
    *m = *(const struct measure *)item;
    return get_assignments(g, DB_MEASURE_ASSIGNMENT, row, &m->assignments) < 0 ||
                   get_quantities(g, DB_MEASURE_QUANTITY, row, &m->quantities) < 0 ||
                   get_references(g, DB_MEASURE_REFERENCE, row, &m->references) < 0
               ? -1
               : 0;
}

static int take_cell(struct get *g, int64_t row, const void *item) {
    struct indicator *cell = vec_push(g->a, &g->plan->indicators);
    *cell = *(const struct indicator *)item;
    return get_roles(g, DB_CELL_ROLE, row, &cell->roles);
}

static int take_heading(struct get *g, int64_t row, const void *item) {
    (void)row;
    *vec_push(g->a, &g->plan->outline) = *(const struct heading *)item;
    return 0;
}

static int take_clause(struct get *g, int64_t row, const void *item) {
    struct clause *clause = vec_push(g->a, &g->plan->clauses);
    *clause = *(const struct clause *)item;
    return get_assignments(g, DB_CLAUSE_ASSIGNMENT, row, &clause->assignments) < 0 ||
                   get_quantities(g, DB_CLAUSE_QUANTITY, row, &clause->quantities) < 0
               ? -1
               : get_references(g, DB_CLAUSE_REFERENCE, row, &clause->references);
}

static int take_footnote(struct get *g, int64_t row, const void *item) {
    (void)row;
    *vec_push(g->a, &g->plan->footnotes) = *(const struct footnote *)item;
    return 0;
}

static int take_correction(struct get *g, int64_t row, const void *item) {
    (void)row;
    *vec_push(g->a, &g->plan->corrections) = *(const struct correction *)item;
    return 0;
}

static int take_finding(struct get *g, int64_t row, const void *item) {
    struct diag *finding = vec_push(g->a, &g->plan->diags.list);
    (void)row;
    *finding = *(const struct diag *)item;
    if (diag_code_of(finding->name, &finding->code) == 0)
        return 0;
    g->c->error = DB_DAMAGED;
    return -1;
}

static int get_items(struct get *g, int64_t document) {
    static const enum row_kind measures[] = {DB_MEASURE_TABLE, DB_SECTION, DB_TASK, DB_MEASURE},
                               cells[] = {DB_INDICATOR_TABLE, DB_INDICATOR_ROW, DB_INDICATOR_CELL},
                               outline[] = {DB_OUTLINE}, clauses[] = {DB_CLAUSE},
                               footnotes[] = {DB_FOOTNOTE}, corrections[] = {DB_CORRECTION},
                               findings[] = {DB_WARNING};
    struct measure measure = {0};
    struct assignment whole = {0}; /* follows from the assignments */
    struct indicator cell = {0};
    struct heading heading = {0};
    struct clause clause = {0};
    struct footnote footnote = {0};
    struct correction correction = {0};
    struct diag finding = {0};
    const struct nest nests[] = {
        {measures, 4, {&measure, &whole}, take_measure},
        {cells, 3, {&cell}, take_cell},
        {outline, 1, {&heading}, take_heading},
        {clauses, 1, {&clause}, take_clause},
        {footnotes, 1, {&footnote}, take_footnote},
        {corrections, 1, {&correction}, take_correction},
        {findings, 1, {&finding}, take_finding},
    };
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++)
        if (get_nest(g, &nests[i], document) < 0)
            return -1;
    return 0;
}

static int get_document(struct get *g, int64_t id) {
    struct stored_document stored = {0};
    struct db_rows rows = rows_of(g, DB_DOCUMENT, &stored);
    struct db_rows run = rows_of(g, DB_RUN, &g->plan->document);
    rows.items[1] = &g->plan->document;
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
        rc = get_document(&g, id) < 0 ? -1 : get_items(&g, id);
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
