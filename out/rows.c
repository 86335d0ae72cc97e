#include "out/rows.h"
#include "base/utf8.h"

struct rowing {
    struct out_row row;
    const struct plan *plan;
    out_take_row *take;
    void *ctx;
};

/* Columns that are no field of an item. */
#define COLUMN(id, kind)                                                                           \
    static const struct plan_field id##_column = {.name = S(#id), .type = kind, .null = true}
COLUMN(table_no, PLAN_INT);
COLUMN(task_no, PLAN_INT);
COLUMN(measure_no, PLAN_INT);
COLUMN(row_no, PLAN_INT);
COLUMN(assignment_no, PLAN_INT);
COLUMN(ord, PLAN_INT);
COLUMN(clause_ord, PLAN_INT);
COLUMN(chars_lost, PLAN_INT);
COLUMN(measure_id, PLAN_TEXT);
COLUMN(clause_id, PLAN_TEXT);
static const struct plan_field doc_column = {.name = S("doc"), .type = PLAN_TEXT};

static void put(struct rowing *r, const struct plan_field *column, struct plan_value v) {
    *vec_push(r->row.a, &r->row.cells) = (struct out_cell){column, v};
}

static void put_int(struct rowing *r, const struct plan_field *column, int64_t i) {
    put(r, column, (struct plan_value){.kind = i ? VALUE_INT : VALUE_NULL, .i = i});
}

static void put_text(struct rowing *r, const struct plan_field *column, struct str s) {
    put(r, column, (struct plan_value){.kind = s.n ? VALUE_TEXT : VALUE_NULL, .text = s});
}

/* The fields from one on. */
static void put_fields(struct rowing *r, const struct plan_fields *fields, size_t from, size_t to,
                       const void *item) {
    for (size_t i = from; i < to && i < fields->n; i++)
        put(r, &fields->at[i], plan_get(item, &fields->at[i]));
}

static void put_all(struct rowing *r, const struct plan_fields *fields, const void *item) {
    put_fields(r, fields, 0, fields->n, item);
}

static void begin(struct rowing *r) {
    r->row.cells.n = 0;
    put_text(r, &doc_column, r->plan->document.doc);
}

static void end(struct rowing *r) {
    r->take(r->ctx, &r->row);
}

/* Items */

/* What rows belong to; what does not say so is NULL or 0. */
struct owner {
    const struct measure *measure;
    const struct indicator *cell;
    size_t clause; /* from 1 */
};

static struct str measure_id(const struct rowing *r, const struct measure *m) {
    struct str doc = r->plan->document.doc;
    return str_fmt(r->row.a, "%.*s/%d.%d.%d", STR_ARG(doc), m->table_no, m->task_no, m->measure_no);
}

static struct str clause_id(const struct rowing *r, size_t clause) {
    struct str doc = r->plan->document.doc;
    return str_fmt(r->row.a, "%.*s/c%zu", STR_ARG(doc), clause);
}

static void put_owner(struct rowing *r, const struct owner *of) {
    const struct measure *m = of->measure;
    put_int(r, &table_no_column, m ? m->table_no : of->cell ? of->cell->table_no : 0);
    put_int(r, &task_no_column, m ? m->task_no : 0);
    put_int(r, &measure_no_column, m ? m->measure_no : 0);
}

static void put_ids(struct rowing *r, const struct owner *of) {
    put_int(r, &clause_ord_column, (int64_t)of->clause);
    put_text(r, &measure_id_column, of->measure ? measure_id(r, of->measure) : (struct str){0});
    put_text(r, &clause_id_column, of->clause ? clause_id(r, of->clause) : (struct str){0});
}

typedef void row_of(struct rowing *r, const struct owner *of, const plan_assignments *assignments,
                    const plan_quantities *quantities, const plan_references *references);

/* Every item that may have assignments, quantities and references. */
static void each_owner(struct rowing *r, row_of *of_item) {
    const struct plan *p = r->plan;
    for (size_t i = 0; i < p->measures.n; i++) {
        const struct measure *m = &p->measures.at[i];
        of_item(r, &(struct owner){.measure = m}, &m->assignments, &m->quantities, &m->references);
    }
    for (size_t i = 0; i < p->clauses.n; i++) {
        const struct clause *c = &p->clauses.at[i];
        of_item(r, &(struct owner){.clause = i + 1}, &c->assignments, &c->quantities,
                &c->references);
    }
}

static void put_assignments(struct rowing *r, const struct owner *of,
                            const plan_assignments *assignments, const plan_quantities *quantities,
                            const plan_references *references) {
    (void)quantities, (void)references;
    for (size_t i = 0; i < assignments->n; i++) {
        begin(r);
        put_owner(r, of);
        put_int(r, &assignment_no_column, (int64_t)i + 1);
        put_all(r, &plan_assignment_fields, &assignments->at[i]);
        put_ids(r, of);
        end(r);
    }
}

static void put_quantities(struct rowing *r, const struct owner *of,
                           const plan_assignments *assignments, const plan_quantities *quantities,
                           const plan_references *references) {
    (void)assignments, (void)references;
    for (size_t i = 0; i < quantities->n; i++) {
        begin(r);
        put_owner(r, of);
        put_all(r, &plan_quantity_fields, &quantities->at[i]);
        put_ids(r, of);
        end(r);
    }
}

static void put_references(struct rowing *r, const struct owner *of,
                           const plan_assignments *assignments, const plan_quantities *quantities,
                           const plan_references *references) {
    (void)assignments, (void)quantities;
    for (size_t i = 0; i < references->n; i++) {
        begin(r);
        put_owner(r, of);
        put_all(r, &plan_reference_fields, &references->at[i]);
        put_ids(r, of);
        end(r);
    }
}

static void put_roles(struct rowing *r, const struct owner *of, const plan_roles *roles,
                      size_t assignment_no) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++) {
            begin(r);
            put_owner(r, of);
            put_int(r, &row_no_column, of->cell ? of->cell->row_no : 0);
            put_int(r, &assignment_no_column, (int64_t)assignment_no);
            put_all(r, &plan_role_fields, &roles->at[i]);
            put_int(r, &ord_column, (int64_t)k + 1);
            put_all(r, &plan_mention_fields, &roles->at[i].mentions.at[k]);
            put_ids(r, of);
            end(r);
        }
}

static void put_responsible(struct rowing *r, const struct owner *of,
                            const plan_assignments *assignments, const plan_quantities *quantities,
                            const plan_references *references) {
    (void)quantities, (void)references;
    for (size_t i = 0; i < assignments->n; i++)
        put_roles(r, of, &assignments->at[i].roles, i + 1);
}

/* Kinds */

static void document_rows(struct rowing *r) {
    r->row.cells.n = 0;
    put_all(r, &plan_document_fields, &r->plan->document);
    end(r);
}

/* Units by kind of role, as columns. */
static void put_units(struct rowing *r, const struct measure *m) {
    static const struct plan_field columns[] = {
        {.name = S("lead"), .type = PLAN_TEXT, .null = true},
        {.name = S("responsible"), .type = PLAN_TEXT, .null = true},
        {.name = S("support"), .type = PLAN_TEXT, .null = true},
        {.name = S("official"), .type = PLAN_TEXT, .null = true},
        {.name = S("project"), .type = PLAN_TEXT, .null = true},
        {.name = S("other"), .type = PLAN_TEXT, .null = true}};
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
        put_text(r, &columns[k], out_mentions(r->row.a, m, k));
}

static void measure_rows(struct rowing *r) {
    enum { PLACE = 2 }; /* source_line and source_path stand at the end */
    const size_t n = plan_measure_fields.n;
    for (size_t i = 0; i < r->plan->measures.n; i++) {
        const struct measure *m = &r->plan->measures.at[i];
        struct assignment by = plan_deadline(r->row.a, m);
        begin(r);
        put_fields(r, &plan_measure_fields, 0, n - PLACE, m);
        put_all(r, &plan_deadline_fields, &by);
        put_fields(r, &plan_measure_fields, n - PLACE, n, m);
        put_units(r, m);
        put_text(r, &measure_id_column, measure_id(r, m));
        end(r);
    }
}

static void responsibility_rows(struct rowing *r) {
    each_owner(r, put_responsible);
    for (size_t i = 0; i < r->plan->indicators.n; i++) {
        const struct indicator *c = &r->plan->indicators.at[i];
        put_roles(r, &(struct owner){.cell = c}, &c->roles, 1);
    }
}

static void assignment_rows(struct rowing *r) {
    each_owner(r, put_assignments);
}

static void quantity_rows(struct rowing *r) {
    each_owner(r, put_quantities);
}

static void reference_rows(struct rowing *r) {
    each_owner(r, put_references);
}

static void indicator_rows(struct rowing *r) {
    for (size_t i = 0; i < r->plan->indicators.n; i++) {
        begin(r);
        put_all(r, &plan_indicator_fields, &r->plan->indicators.at[i]);
        end(r);
    }
}

static void outline_rows(struct rowing *r) {
    for (size_t i = 0; i < r->plan->outline.n; i++) {
        begin(r);
        put_int(r, &ord_column, (int64_t)i + 1);
        put_all(r, &plan_heading_fields, &r->plan->outline.at[i]);
        end(r);
    }
}

static void clause_rows(struct rowing *r) {
    for (size_t i = 0; i < r->plan->clauses.n; i++) {
        begin(r);
        put_int(r, &ord_column, (int64_t)i + 1);
        put_all(r, &plan_clause_fields, &r->plan->clauses.at[i]);
        put_text(r, &clause_id_column, clause_id(r, i + 1));
        end(r);
    }
}

static void footnote_rows(struct rowing *r) {
    for (size_t i = 0; i < r->plan->footnotes.n; i++) {
        begin(r);
        put_all(r, &plan_footnote_fields, &r->plan->footnotes.at[i]);
        end(r);
    }
}

static void correction_rows(struct rowing *r) {
    for (size_t i = 0; i < r->plan->corrections.n; i++) {
        begin(r);
        put_all(r, &plan_correction_fields, &r->plan->corrections.at[i]);
        end(r);
    }
}

static void warning_rows(struct rowing *r) {
    for (size_t i = 0; i < r->plan->diags.list.n; i++) {
        begin(r);
        put_all(r, &plan_finding_fields, &r->plan->diags.list.at[i]);
        end(r);
    }
}

static void coverage_rows(struct rowing *r) {
    const struct coverage *c = &r->plan->coverage;
    int64_t lost = (int64_t)(c->total - c->items - c->headings - c->furniture);
    begin(r);
    put_all(r, &plan_coverage_fields, c);
    put(r, &chars_lost_column, (struct plan_value){.kind = VALUE_INT, .i = lost});
    end(r);
}

static const struct {
    struct str name;
    void (*rows)(struct rowing *r);
} kinds[OUT_KINDS] = {[OUT_DOCUMENTS] = {S("documents"), document_rows},
                      [OUT_MEASURES] = {S("measures"), measure_rows},
                      [OUT_RESPONSIBILITIES] = {S("responsibilities"), responsibility_rows},
                      [OUT_ASSIGNMENTS] = {S("assignments"), assignment_rows},
                      [OUT_QUANTITIES] = {S("quantities"), quantity_rows},
                      [OUT_REFERENCES] = {S("references"), reference_rows},
                      [OUT_INDICATORS] = {S("indicators"), indicator_rows},
                      [OUT_OUTLINE] = {S("outline"), outline_rows},
                      [OUT_CLAUSES] = {S("clauses"), clause_rows},
                      [OUT_FOOTNOTES] = {S("footnotes"), footnote_rows},
                      [OUT_CORRECTIONS] = {S("corrections"), correction_rows},
                      [OUT_WARNINGS] = {S("warnings"), warning_rows},
                      [OUT_COVERAGE] = {S("coverage"), coverage_rows}};

struct str out_kind_name(enum out_kind kind) {
    return kinds[kind].name;
}

void out_rows(struct arena *a, const struct plan *plan, enum out_kind kind, out_take_row *take,
              void *ctx) {
    struct rowing r = {.row = {.a = a}, .plan = plan, .take = take, .ctx = ctx};
    kinds[kind].rows(&r);
}

static void keep_row(void *ctx, const struct out_row *row) {
    *(struct out_row *)ctx = *row;
}

/* The first row of a plan that has one item of each sort. */
void out_columns(struct arena *a, enum out_kind kind, struct out_row *out) {
    struct plan one = {.a = a};
    struct measure *m = vec_push(a, &one.measures);
    struct assignment *as = vec_push(a, &m->assignments);
    struct role *role = vec_push(a, &as->roles);
    vec_push(a, &role->mentions);
    vec_push(a, &m->quantities);
    vec_push(a, &m->references);
    vec_push(a, &one.indicators);
    vec_push(a, &one.outline);
    vec_push(a, &one.clauses);
    vec_push(a, &one.footnotes);
    vec_push(a, &one.corrections);
    vec_push(a, &one.diags.list);
    out_rows(a, &one, kind, keep_row, out);
}
