#include "out/csv.h"
#include "out/rows.h"

static void put_value(struct buf *b, struct plan_value v, bool safe) {
    switch (v.kind) {
    case VALUE_TEXT:
        (safe ? csv_text : csv_exact)(b, v.text);
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

static bool listed(const struct str *names, size_t n, struct str name) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

struct str out_mentions(struct arena *a, const struct measure *m, enum role_kind kind) {
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

static void put_names(struct buf *b, const struct str *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_byte(b, ',');
        buf_add(b, names[i]);
    }
    csv_end(b);
}

struct writing {
    struct buf *b;
    bool safe;
};

static void put_row(void *ctx, const struct out_row *row) {
    const struct writing *w = ctx;
    for (size_t i = 0; i < row->cells.n; i++) {
        if (i)
            buf_byte(w->b, ',');
        put_value(w->b, row->cells.at[i].value, w->safe);
    }
    csv_end(w->b);
}

void out_csv_header(struct buf *b, enum out_kind kind, bool bom) {
    struct out_row columns = {0};
    VEC(struct str) names = {0};
    out_columns(b->a, kind, &columns);
    for (size_t i = 0; i < columns.cells.n; i++)
        *vec_push(b->a, &names) = columns.cells.at[i].field->name;
    buf_add(b, bom ? S("\xEF\xBB\xBF") : S(""));
    put_names(b, names.at, names.n);
}

void out_csv(struct buf *b, enum out_kind kind, const struct plan *plan) {
    out_rows(b->a, plan, kind, put_row, &(struct writing){b, true});
}

void out_csv_exact(struct buf *b, enum out_kind kind, const struct plan *plan) {
    out_rows(b->a, plan, kind, put_row, &(struct writing){b, false});
}

static void put_table(struct buf *b, const struct out_table *t, bool safe) {
    put_names(b, t->columns, t->columns_n);
    for (size_t i = 0; i < t->cells_n; i++) {
        put_value(b, t->cells[i], safe);
        if ((i + 1) % t->columns_n)
            buf_byte(b, ',');
        else
            csv_end(b);
    }
}

void out_csv_table(struct buf *b, const struct out_table *t, bool bom) {
    buf_add(b, bom ? S("\xEF\xBB\xBF") : S(""));
    put_table(b, t, true);
}

void out_csv_table_exact(struct buf *b, const struct out_table *t) {
    put_table(b, t, false);
}
