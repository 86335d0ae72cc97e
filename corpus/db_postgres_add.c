/* Rows into PostgreSQL: they wait until something asks for them or the transaction ends, and go in
 * by COPY, a table after the other. Ids go on from the highest, as they do in SQLite, which is safe
 * as one transaction writes at a time. */
#include "corpus/db_postgres.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- ids ---- */

static struct pg_ids *ids_of(struct pg *pg, struct str table) {
    for (size_t i = 0; i < pg->ids.n; i++)
        if (str_eq(pg->ids.at[i]->table, table))
            return pg->ids.at[i];
    struct pg_ids *ids = arena_alloc(pg->c->a, sizeof *ids);
    *ids = (struct pg_ids){table, -1};
    return *vec_push(pg->c->a, &pg->ids) = ids;
}

void pg_forget_ids(struct pg *pg) {
    for (size_t i = 0; i < pg->ids.n; i++)
        pg->ids.at[i]->last = -1;
}

/* Before rows wait, which are not asked. The last ids of all known tables are asked for at once. */
static int learn_ids(struct pg *pg, const struct pg_ids *ids) {
    struct buf *sql = &pg->scratch;
    PGresult *result;
    if (ids->last >= 0)
        return 0;
    sql->n = 0;
    for (size_t i = 0; i < pg->ids.n; i++)
        buf_fmt(sql, "%s (SELECT coalesce(max(id), 0) FROM %.*s)", i ? "," : "SELECT",
                STR_ARG(pg->ids.at[i]->table));
    buf_byte(sql, '\0');
    if (pg_exec(pg, sql->p, &result) < 0)
        return -1;
    for (size_t i = 0; i < pg->ids.n; i++)
        if (pg->ids.at[i]->last < 0)
            pg->ids.at[i]->last = strtoll(pg->pq.get_value(result, 0, (int)i), NULL, 10);
    pg->pq.clear(result);
    return 0;
}

/* ---- rows that wait ---- */

/* PostgreSQL holds no U+0000, which says nothing; the text of COPY escapes what parts it. */
static void put_text(struct buf *b, struct str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *escape = s.p[i] == '\t'   ? "\\t"
                             : s.p[i] == '\n' ? "\\n"
                             : s.p[i] == '\r' ? "\\r"
                             : s.p[i] == '\\' ? "\\\\"
                             : s.p[i] == '\0' ? "\xEF\xBF\xBD"
                                              : NULL;
        if (!escape)
            continue;
        buf_add(b, str_cut(s, from, i));
        buf_add(b, str_of(escape));
        from = i + 1;
    }
    buf_add(b, str_cut(s, from, s.n));
}

static void put_value(struct buf *b, struct plan_value v) {
    switch (v.kind) {
    case VALUE_INT:
        buf_fmt(b, "%" PRId64, v.i);
        break;
    case VALUE_REAL:
        plan_put_real(b, v.real);
        break;
    case VALUE_TEXT:
        put_text(b, v.text);
        break;
    default:
        buf_add(b, S("\\N"));
    }
}

static struct pg_copy *copy_of(struct pg *pg, struct db_table *table) {
    if (!table->own) {
        struct pg_copy *copy = arena_alloc(pg->c->a, sizeof *copy);
        *copy = (struct pg_copy){.rows = {.a = pg->c->a}, .ids = ids_of(pg, table->name)};
        copy->sql = str_fmt(pg->c->a, "COPY %.*s (%.*s) FROM STDIN", STR_ARG(table->name),
                            STR_ARG(table->columns));
        table->own = copy;
    }
    return table->own;
}

/* An item of the index, its tokens spaced as search_postgres.sql says, and counted for bm25. */
static void put_item(struct pg *pg, struct buf *b, const struct plan_value *values) {
    pg->items++;
    for (int i = 1; i <= 2; i++) {
        struct str tokens = values[i].text;
        buf_byte(b, '\t');
        for (size_t from = 0, to; from < tokens.n; from = to) {
            to = str_find(tokens, S(" "), from + 1);
            to = to == SIZE_MAX ? tokens.n : to;
            buf_byte(b, ' ');
            buf_add(b, str_cut(tokens, from, to));
            pg->tokens++;
        }
        if (tokens.n)
            buf_byte(b, ' ');
    }
}

enum { WAITING = 1 << 20 }; /* bytes of one table's rows */

int pg_add(struct corpus *c, struct db_table *table, const struct plan_value *values, int64_t *id) {
    struct pg *pg = pg_of(c);
    struct pg_copy *copy = copy_of(pg, table);
    if (learn_ids(pg, copy->ids) < 0)
        return -1;
    int64_t given = values[0].kind == VALUE_INT ? values[0].i : copy->ids->last + 1;
    copy->ids->last = given > copy->ids->last ? given : copy->ids->last;
    *id = given;
    bool item = table == &c->into[DB_SEARCH];
    put_value(&copy->rows, db_of_int(given));
    if (item)
        put_item(pg, &copy->rows, values);
    for (size_t i = item ? 3 : 1; i < table->n; i++) {
        buf_byte(&copy->rows, '\t');
        put_value(&copy->rows, values[i]);
    }
    buf_byte(&copy->rows, '\n');
    pg->waiting = pg->waiting || !item;
    if (table == &c->into[DB_ORG])
        pg_remember(pg, values + 1, table->n - 1, given);
    return copy->rows.n > WAITING ? pg_flush(pg) : 0;
}

static int copy_in(struct pg *pg, struct pg_copy *copy) {
    struct buf *rows = &copy->rows;
    if (pg_exec(pg, copy->sql.p, NULL) < 0)
        return -1;
    int sent = 1;
    for (size_t at = 0, n; at < rows->n && sent > 0; at += n) {
        n = rows->n - at < WAITING ? rows->n - at : WAITING;
        sent = pg->pq.put_copy_data(pg->conn, rows->p + at, (int)n);
    }
    rows->n = 0;
    pg->pq.put_copy_end(pg->conn, NULL);
    int rc = pg_result(pg, pg->pq.get_result(pg->conn), NULL);
    for (PGresult *more; (more = pg->pq.get_result(pg->conn));)
        pg->pq.clear(more);
    return rc;
}

static int count_items(struct pg *pg) {
    char sql[128];
    snprintf(sql, sizeof sql,
             "UPDATE state SET items = items + %" PRId64 ", tokens = tokens + %" PRId64, pg->items,
             pg->tokens);
    pg->items = pg->tokens = 0;
    return pg_exec(pg, sql, NULL);
}

/* In the order of row_kind, in which what is referred to comes first. */
int pg_flush_items(struct pg *pg) {
    if (!pg->waiting)
        return 0;
    pg->waiting = false;
    pg->wrote = true;
    for (size_t i = 0; i < DB_TABLES; i++) {
        struct pg_copy *copy = i == DB_SEARCH ? NULL : pg->c->into[i].own;
        if (copy && copy->rows.n && copy_in(pg, copy) < 0)
            return -1;
    }
    return 0;
}

int pg_flush(struct pg *pg) {
    struct pg_copy *index = pg->c->into[DB_SEARCH].own;
    if (pg_flush_items(pg) < 0)
        return -1;
    if (!pg->items)
        return 0;
    pg->wrote = true;
    return copy_in(pg, index) < 0 ? -1 : count_items(pg);
}

void pg_discard(struct pg *pg) {
    for (size_t i = 0; i < DB_TABLES; i++)
        if (pg->c->into[i].own)
            ((struct pg_copy *)pg->c->into[i].own)->rows.n = 0;
    pg->waiting = false;
    pg->items = pg->tokens = 0;
    pg_forget_ids(pg);
    pg_forget_known(pg);
}
