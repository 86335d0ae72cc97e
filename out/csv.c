#include "out/csv.h"
#include "out/out.h"

static const struct str kinds[OUT_KINDS] = {S("measures"), S("responsibilities"), S("indicators"),
                                            S("clauses")};

struct str out_kind_name(enum out_kind kind) {
    return kinds[kind];
}

static void next_value(struct buf *b, struct plan_value v) {
    buf_byte(b, ',');
    switch (v.kind) {
    case VALUE_TEXT:
        csv_text(b, v.text);
        break;
    case VALUE_INT:
        buf_fmt(b, "%lld", (long long)v.i);
        break;
    case VALUE_REAL:
        plan_put_real(b, v.real);
        break;
    case VALUE_NULL:
        break;
    }
}

static void next_fields(struct buf *b, const struct plan_fields *fields, const void *item) {
    for (size_t i = 0; i < fields->n; i++)
        next_value(b, plan_get(item, &fields->at[i]));
}

static void next_number(struct buf *b, int n) {
    if (n)
        buf_fmt(b, ",%d", n);
    else
        buf_byte(b, ',');
}

static bool listed(const struct str *names, size_t n, struct str name) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

/* All mentions in roles of this kind, each once, joined by ；. */
static struct str mentions_of(struct arena *a, const struct measure *m, enum role_kind kind) {
    struct buf text = {.a = a};
    VEC(struct str) names = {0};
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t k = 0; k < m->assignments.at[i].roles.n; k++) {
            const struct role *role = &m->assignments.at[i].roles.at[k];
            for (size_t j = 0; role->role_kind == kind && j < role->mentions.n; j++)
                if (!listed(names.at, names.n, role->mentions.at[j].mention))
                    *vec_push(a, &names) = role->mentions.at[j].mention;
        }
    for (size_t i = 0; i < names.n; i++) {
        if (i)
            buf_add(&text, S("；"));
        buf_add(&text, names.at[i]);
    }
    return buf_str(&text);
}

static void put_measures(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        csv_text(b, plan->document.doc);
        next_number(b, m->table_no);
        csv_next(b, m->table_title);
        csv_next(b, m->section);
        next_number(b, m->task_no);
        csv_next(b, m->task);
        next_number(b, m->measure_no);
        csv_next(b, m->measure);
        csv_next(b, plan_deadline(b->a, m).deadline);
        for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
            csv_next(b, mentions_of(b->a, m, k));
        csv_end(b);
    }
}

/* Where a role stands; what does not say so is 0. */
struct owner {
    int table_no, task_no, measure_no, row_no, assignment_no, clause_ord;
};

static void put_roles(struct buf *b, const struct plan *plan, const plan_roles *roles,
                      struct owner at) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++) {
            csv_text(b, plan->document.doc);
            next_number(b, at.table_no);
            next_number(b, at.task_no);
            next_number(b, at.measure_no);
            next_number(b, at.row_no);
            next_number(b, at.assignment_no);
            next_fields(b, &plan_role_fields, &roles->at[i]);
            next_number(b, (int)k + 1);
            next_fields(b, &plan_mention_fields, &roles->at[i].mentions.at[k]);
            next_number(b, at.clause_ord);
            csv_end(b);
        }
}

static void put_responsibilities(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        for (size_t k = 0; k < m->assignments.n; k++)
            put_roles(b, plan, &m->assignments.at[k].roles,
                      (struct owner){m->table_no, m->task_no, m->measure_no, 0, (int)k + 1, 0});
    }
    for (size_t i = 0; i < plan->indicators.n; i++) {
        const struct indicator *cell = &plan->indicators.at[i];
        put_roles(b, plan, &cell->roles, (struct owner){cell->table_no, 0, 0, cell->row_no, 1, 0});
    }
    for (size_t i = 0; i < plan->clauses.n; i++)
        for (size_t k = 0; k < plan->clauses.at[i].assignments.n; k++)
            put_roles(b, plan, &plan->clauses.at[i].assignments.at[k].roles,
                      (struct owner){0, 0, 0, 0, (int)k + 1, (int)i + 1});
}

static void put_indicators(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->indicators.n; i++) {
        csv_text(b, plan->document.doc);
        next_fields(b, &plan_indicator_fields, &plan->indicators.at[i]);
        csv_end(b);
    }
}

static void put_clauses(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->clauses.n; i++) {
        csv_text(b, plan->document.doc);
        next_number(b, (int)i + 1);
        next_fields(b, &plan_clause_fields, &plan->clauses.at[i]);
        csv_end(b);
    }
}

static void next_names(struct buf *b, const struct plan_fields *fields) {
    for (size_t i = 0; i < fields->n; i++)
        csv_next(b, fields->at[i].name);
}

void out_csv_header(struct buf *b, enum out_kind kind, bool bom) {
    buf_add(b, bom ? S("\xEF\xBB\xBF"
                       "doc")
                   : S("doc"));
    switch (kind) {
    case OUT_MEASURES:
        buf_add(b, S(",table_no,table_title,section,task_no,task,measure_no,measure,deadline"));
        for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
            csv_next(b, role_kind_name(k));
        break;
    case OUT_RESPONSIBILITIES:
        buf_add(b, S(",table_no,task_no,measure_no,row_no,assignment_no"));
        next_names(b, &plan_role_fields);
        buf_add(b, S(",ord"));
        next_names(b, &plan_mention_fields);
        buf_add(b, S(",clause_ord"));
        break;
    case OUT_INDICATORS:
        next_names(b, &plan_indicator_fields);
        break;
    case OUT_CLAUSES:
        buf_add(b, S(",ord"));
        next_names(b, &plan_clause_fields);
        break;
    }
    csv_end(b);
}

void out_csv(struct buf *b, enum out_kind kind, const struct plan *plan) {
    static void (*const put[OUT_KINDS])(struct buf * b, const struct plan *plan) = {
        put_measures, put_responsibilities, put_indicators, put_clauses};
    put[kind](b, plan);
}
