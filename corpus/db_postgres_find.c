/* Rows found again in PostgreSQL. A document mentions the same organisations over and over: those
 * of one connection are kept here while nobody else writes. */
#include "corpus/db_postgres.h"

void pg_forget_known(struct pg *pg) {
    arena_drop(pg->known_memory);
    pg->known_memory = NULL;
    pg->known = NULL;
    pg->known_n = pg->known_cap = 0;
}

/* Until the next one is made. */
static struct str key_of(struct pg *pg, const struct plan_value *values, size_t n) {
    struct buf *b = &pg->scratch;
    b->n = 0;
    for (size_t i = 0; i < n; i++) {
        buf_fmt(b, "%c%zu ", values[i].kind == VALUE_NULL ? '-' : '+', values[i].text.n);
        buf_add(b, values[i].text);
    }
    return buf_str(b);
}

/* The key's place, or the empty one where it belongs. */
static struct pg_known *place(struct pg *pg, struct str key) {
    size_t i = str_hash(key) & (pg->known_cap - 1);
    while (pg->known[i].id && !str_eq(pg->known[i].key, key))
        i = (i + 1) & (pg->known_cap - 1);
    return &pg->known[i];
}

static void grow(struct pg *pg) {
    struct pg_known *old = pg->known;
    size_t n = pg->known_cap;
    pg->known_cap = n ? 2 * n : 256;
    pg->known = arena_array(pg->known_memory, pg->known_cap, sizeof *pg->known);
    for (size_t i = 0; old && i < n; i++)
        if (old[i].id)
            *place(pg, old[i].key) = old[i];
}

void pg_remember(struct pg *pg, const struct plan_value *values, size_t n, int64_t id) {
    if (!pg->known_memory)
        pg->known_memory = arena_new(NULL);
    if (!pg->known || 2 * pg->known_n >= pg->known_cap)
        grow(pg);
    struct str key = str_dup(pg->known_memory, key_of(pg, values, n));
    *place(pg, key) = (struct pg_known){key, id};
    pg->known_n++;
}

/* An index serves =, but not IS NOT DISTINCT FROM; so absent values are part of the text. */
static int look_up(struct corpus *c, enum row_kind kind, const struct plan_value *values, size_t n,
                   int64_t *id) {
    struct buf *sql = &pg_of(c)->scratch;
    const char *names[KEY_COLUMNS];
    struct db_stmt *stmt;
    sql->n = 0;
    db_key(kind, names);
    buf_fmt(sql, "SELECT id FROM %s WHERE ", row_specs[kind].table);
    for (size_t i = 0; i < n; i++)
        buf_fmt(sql, "%s%s %s", i ? " AND " : "", names[i],
                values[i].kind == VALUE_NULL ? "IS NULL" : "= ?");
    pg_prepare(c, buf_str(sql), &stmt);
    stmt->apart = true;
    for (size_t i = 0, at = 0; i < n; i++)
        if (values[i].kind != VALUE_NULL)
            pg_bind(c, stmt, (int)++at, values[i]);
    int rc = pg_step(c, stmt);
    if (rc > 0)
        *id = pg_value(stmt, 0).i;
    pg_finalize(stmt);
    return rc < 0 ? -1 : 0;
}

int pg_find(struct corpus *c, enum row_kind kind, const struct plan_value *values, int64_t *id) {
    struct pg *pg = pg_of(c);
    const char *names[KEY_COLUMNS];
    size_t n = db_key(kind, names);
    *id = 0;
    if (kind == DB_ORG && pg->known)
        *id = place(pg, key_of(pg, values, n))->id;
    if (*id)
        return 0;
    if (look_up(c, kind, values, n, id) < 0)
        return -1;
    if (*id && kind == DB_ORG)
        pg_remember(pg, values, n, *id);
    return 0;
}
