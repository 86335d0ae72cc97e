/* The full-text index in PostgreSQL: the same phrases find the same items as in SQLite's FTS5, and
 * are ranked by the same bm25 (SQLite: FTS5, the bm25() function), text counting twice as much as
 * head. Only a phrase that overlaps itself is counted once where FTS5 counts it twice. */
#include "corpus/db_postgres.h"
#include "corpus/grams.h"
#include <inttypes.h>
#include <stdio.h>

/* The next phrase of an FTS5 query, its tokens with a space before each; open: the last one is the
 * beginning of a token. */
static bool next_phrase(struct str query, size_t *i, struct str *tokens, bool *open) {
    size_t from = str_find(query, S("\""), *i);
    if (from == SIZE_MAX)
        return false;
    size_t to = str_find(query, S("\""), from + 1);
    *tokens = str_cut(query, from + 1, to);
    *i = to + 1;
    *open = str_starts(str_cut(query, *i, query.n), S("*"));
    return true;
}

/* Tokens hold letters, digits and Chinese characters alone, hence no quoting. */
static void put_tsquery(struct buf *b, struct str tokens, bool open) {
    for (size_t from = 1, to; from < tokens.n; from = to + 1) {
        to = str_find(tokens, S(" "), from);
        to = to == SIZE_MAX ? tokens.n : to;
        buf_fmt(b, "%s%.*s%s", from > 1 ? " & " : "", STR_ARG(str_cut(tokens, from, to)),
                open && to == tokens.n ? ":*" : "");
    }
}

/* A phrase as search.text has it (search_postgres.sql). */
static struct str spaced(struct arena *a, struct str tokens, bool open) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < tokens.n; i++) {
        if (tokens.p[i] == ' ' && i)
            buf_byte(&b, ' ');
        buf_byte(&b, tokens.p[i]);
    }
    if (!open)
        buf_byte(&b, ' ');
    return buf_str(&b);
}

static void put_count(struct buf *b, const char *column, struct str phrase) {
    buf_fmt(b, "(octet_length(%s) - octet_length(replace(%s, '%.*s', ''))) / %zu", column, column,
            STR_ARG(phrase), phrase.n);
}

/* The items that have phrase n: id, size, and how often, a column weighing as its place says. */
static void put_phrase(struct buf *b, int n, struct str tokens, bool open) {
    struct str phrase = spaced(b->a, tokens, open);
    buf_fmt(b, "%s w%d AS MATERIALIZED (SELECT id, size, 2.0::float8 * (", n ? "," : "WITH", n);
    put_count(b, "text", phrase);
    buf_add(b, S(") + "));
    put_count(b, "head", phrase);
    buf_add(b, S(" AS f FROM search WHERE (tokens @@ '"));
    put_tsquery(b, tokens, open);
    buf_fmt(b,
            "'::tsquery OR tokens IS NULL)"
            " AND (strpos(text, '%.*s') > 0 OR strpos(head, '%.*s') > 0))",
            STR_ARG(phrase), STR_ARG(phrase));
}

/* The weight of phrase n, the rarer the heavier. */
static void put_idf(struct buf *b, int n) {
    buf_fmt(b,
            "%s (SELECT CASE WHEN 2 * count(*) >= items THEN 1e-6::float8"
            " ELSE ln((items - count(*) + 0.5::float8) / (count(*) + 0.5::float8)) END"
            " FROM w%d) AS idf%d",
            n ? "," : "", n, n);
}

/* idf * f (k1 + 1) / (f + k1 (1 - b + b size / mean size)), k1 = 1.2, b = 0.75. */
static void put_score(struct buf *b, int n) {
    buf_fmt(b,
            "%s idf%d * ((w%d.f * (1.2::float8 + 1)) / (w%d.f + 1.2::float8 *"
            " (1 - 0.75::float8 + 0.75::float8 * w%d.size / mean)))",
            n ? " +" : "", n, n, n, n);
}

struct str pg_match(struct arena *a, struct str words) {
    struct buf query = {.a = a}, sql = {.a = a};
    struct str tokens;
    bool open;
    int n = 0;
    if (!grams_query(&query, words))
        return (struct str){0};
    for (size_t i = 0; next_phrase(buf_str(&query), &i, &tokens, &open);)
        put_phrase(&sql, n++, tokens, open);
    buf_add(&sql,
            S(", weights AS MATERIALIZED (SELECT tokens::float8 / nullif(items, 0) AS mean,"));
    for (int i = 0; i < n; i++)
        put_idf(&sql, i);
    buf_add(&sql, S(" FROM state) SELECT w0.id,"));
    for (int i = 0; i < n; i++)
        put_score(&sql, i);
    buf_add(&sql, S(" FROM weights, w0"));
    for (int i = 1; i < n; i++)
        buf_fmt(&sql, " JOIN w%d ON w%d.id = w0.id", i, i);
    return buf_str(&sql);
}

int pg_forget(struct corpus *c, int64_t document) {
    struct pg *pg = pg_of(c);
    char sql[320];
    snprintf(sql, sizeof sql,
             "WITH gone AS (DELETE FROM search WHERE document_row = %" PRId64 " RETURNING size)"
             " UPDATE state SET items = items - (SELECT count(*) FROM gone),"
             " tokens = tokens - (SELECT coalesce(sum(size), 0) FROM gone)",
             document);
    pg->wrote = true;
    return pg_flush(pg) < 0 ? -1 : pg_exec(pg, sql, NULL);
}
