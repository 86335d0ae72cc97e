/* Full-text search: the index gives items by rank, filters leave some out, and those to be listed
 * are read. */
#include "corpus/search.h"
#include "base/utf8.h"
#include "corpus/grams.h"

enum { SNIPPET = 60, LEAD = 12 };

/* An item's own table is i; d is its document. */
static const struct {
    struct str name;
    const char *table, *document; /* joins that lead to the document */
    const char *roles;            /* tables and joins from the item to its roles; NULL: has none */
    const char *assigned;         /* column of an assignment that names the item; NULL: has none */
    /* doc, table_no, task_no, measure_no, row_no, clause_ord, section, head, text, deadline */
    const char *select;
} kinds[SEARCH_KINDS] = {
    {S("measure"), "measure",
     " JOIN task k ON k.id = i.task_row JOIN section s ON s.id = k.section_row"
     " JOIN plan_table t ON t.id = s.plan_table_row JOIN document d ON d.id = t.document_row",
     "assignment a JOIN role r ON r.assignment_row = a.id AND a.measure_row = i.id", "measure_row",
     "d.doc, t.table_no, k.task_no, i.measure_no, NULL, NULL, s.section, k.task, i.measure,"
     " i.deadline"},
    {S("clause"), "clause", " JOIN document d ON d.id = i.document_row",
     "assignment a JOIN role r ON r.assignment_row = a.id AND a.clause_row = i.id", "clause_row",
     "d.doc, NULL, NULL, NULL, NULL, i.ord, i.section, i.label, i.text, NULL"},
    {S("indicator"), "indicator_row",
     " JOIN plan_table t ON t.id = i.plan_table_row JOIN document d ON d.id = t.document_row",
     "indicator_cell c JOIN role r ON c.indicator_row_row = i.id AND r.indicator_cell_row = c.id",
     NULL,
     "d.doc, t.table_no, NULL, NULL, i.row_no, NULL, t.table_title, i.row_label," SEARCH_CELLS
     ", NULL"},
    {S("outline"), "outline", " JOIN document d ON d.id = i.document_row", NULL, NULL,
     "d.doc, NULL, NULL, NULL, NULL, NULL, NULL, NULL, i.title, NULL"},
    {S("footnote"), "footnote", " JOIN document d ON d.id = i.document_row", NULL, NULL,
     "d.doc, NULL, NULL, NULL, NULL, NULL, NULL, i.n, i.text, NULL"},
};

struct searching {
    struct corpus *c;
    struct arena *a;
    const struct corpus_query *query;
    struct buf sql;
    VEC(struct plan_value) values; /* of its parameters */
    struct db_stmt *rows, *items[SEARCH_KINDS];
    struct corpus_hits *out;
};

/* A condition, each of whose parameters is v. */
static void where(struct searching *s, const char *sql, struct plan_value v) {
    for (const char *p = sql; *p; p++)
        if (*p == '?')
            *vec_push(s->a, &s->values) = v;
    buf_add(&s->sql, str_of(sql));
}

static void where_text(struct searching *s, const char *sql, struct str text) {
    where(s, sql, (struct plan_value){.kind = VALUE_TEXT, .text = text});
}

/* Somebody in the role, the organisation in some role, or the organisation in the role. */
static void where_role(struct searching *s, size_t kind) {
    const struct corpus_query *q = s->query;
    if (!q->role.n && !q->org.n)
        return;
    buf_fmt(&s->sql,
            " AND EXISTS (SELECT 1 FROM %s JOIN responsibility p ON p.role_row = r.id"
            " JOIN org o ON o.id = p.org_row WHERE 1 = 1",
            kinds[kind].roles);
    if (q->role.n)
        where_text(s, " AND (r.role_kind = ? OR r.role = ?)", q->role);
    if (q->org.n)
        where_text(s, " AND (o.org_id = ? OR instr(o.org, ?) > 0 OR instr(p.mention, ?) > 0)",
                   q->org);
    buf_byte(&s->sql, ')');
}

static void where_deadline(struct searching *s, size_t kind) {
    const struct corpus_query *q = s->query;
    if (!q->deadline_from.n)
        return;
    buf_fmt(&s->sql, " AND EXISTS (SELECT 1 FROM assignment a WHERE a.%s = i.id",
            kinds[kind].assigned);
    where_text(s, " AND a.deadline_end >= ?", q->deadline_from);
    where_text(s, " AND a.deadline_end <= ?)", q->deadline_to);
}

static void where_document(struct searching *s) {
    const struct corpus_query *q = s->query;
    if (q->district.n)
        where_text(s, " AND (d.jurisdiction_code = ? OR instr(d.jurisdiction, ?) > 0)",
                   q->district);
    if (q->year)
        where(s, " AND d.year_start <= ? AND d.year_end >= ?",
              (struct plan_value){.kind = VALUE_INT, .i = q->year});
}

/* Whether items of a kind can pass what is asked of them at all. */
static bool can_pass(const struct corpus_query *q, size_t kind) {
    return (!(q->role.n || q->org.n) || kinds[kind].roles) &&
           (!q->deadline_from.n || kinds[kind].assigned);
}

/* Those of the table hit that pass the filters. */
static void filter(struct searching *s) {
    const struct corpus_query *q = s->query;
    size_t n = 0;
    if (!q->district.n && !q->year && !q->role.n && !q->org.n && !q->deadline_from.n) {
        buf_add(&s->sql, S("SELECT id, score FROM hit"));
        return;
    }
    for (size_t k = 0; k < SEARCH_KINDS; k++) {
        if (!can_pass(q, k))
            continue;
        buf_fmt(&s->sql,
                "%sSELECT hit.id, hit.score FROM hit JOIN %s i ON i.id = hit.id / %d%s"
                " WHERE hit.id %% %d = %zu",
                n++ ? " UNION ALL " : "", kinds[k].table, SEARCH_IDS,
                q->district.n || q->year ? kinds[k].document : "", SEARCH_IDS, k);
        where_document(s);
        where_role(s, k);
        where_deadline(s, k);
    }
}

static void add_all(struct buf *sql) {
    for (size_t k = 0; k < SEARCH_KINDS; k++)
        buf_fmt(sql, "%sSELECT id * %d + %zu, 0.0 FROM %s", k ? " UNION ALL " : "", SEARCH_IDS, k,
                kinds[k].table);
}

/* The best first; without words, all there is, kind by kind, in the order of storing. */
static int prepare_rows(struct searching *s) {
    struct str match = s->c->driver->match(s->a, s->query->words);
    buf_add(&s->sql, S("WITH hit (id, score) AS MATERIALIZED ("));
    if (match.n)
        buf_add(&s->sql, match);
    else
        add_all(&s->sql);
    buf_add(&s->sql, S(") SELECT id, score FROM ("));
    filter(s);
    buf_fmt(&s->sql, ") AS passed ORDER BY score DESC, %sid",
            match.n ? "" : str_fmt(s->a, "id %% %d, ", SEARCH_IDS).p);
    int rc = db_prepare(s->c, buf_str(&s->sql), &s->rows);
    for (size_t i = 0; i < s->values.n && rc == 0; i++)
        rc = db_bind(s->c, s->rows, (int)i + 1, s->values.at[i]);
    return rc;
}

/* A piece of text around its first match; the ranges of found move with it. */
static struct str cut_snippet(struct arena *a, struct str text, corpus_spans *found) {
    size_t first = found->n ? found->at[0].from : 0, from = 0, to = 0;
    size_t lead = utf8_len(str_cut(text, 0, first)), rest = utf8_len(str_cut(text, first, text.n));
    size_t skip = lead > LEAD ? lead - LEAD : 0;
    size_t spare = lead + rest > SNIPPET ? lead + rest - SNIPPET : 0;
    for (skip = skip < spare ? skip : spare; skip; skip--)
        utf8_next(text, &from);
    to = from;
    for (size_t n = 0; n < SNIPPET && to < text.n; n++)
        utf8_next(text, &to);
    struct str front = from ? S("…") : S("");
    size_t kept = 0;
    for (size_t i = 0; i < found->n; i++) {
        struct corpus_span f = found->at[i];
        if (f.from >= to)
            break;
        f.to = f.to < to ? f.to : to;
        found->at[kept++] = (struct corpus_span){f.from - from + front.n, f.to - from + front.n};
    }
    found->n = kept;
    return str_fmt(a, "%s%.*s%s", front.p, STR_ARG(str_cut(text, from, to)),
                   to < text.n ? "…" : "");
}

/* Where the words stand: in the text, else in what it stands under. */
static void find_spans(struct searching *s, struct corpus_hit *h) {
    struct str words = s->query->words;
    grams_spans(s->a, h->text, words, &h->found);
    h->snippet = cut_snippet(s->a, h->text, &h->found);
    grams_spans(s->a, h->head, words, &h->found_head);
}

static void take_item(struct searching *s, size_t kind, struct db_stmt *stmt, double score) {
    struct corpus_hit *h = vec_push(s->a, &s->out->list);
    struct str *const texts[] = {&h->section, &h->head, &h->text, &h->deadline};
    int *const numbers[] = {&h->table_no, &h->task_no, &h->measure_no, &h->row_no, &h->clause_ord};
    int at = 0;
    *h = (struct corpus_hit){.kind = kinds[kind].name, .score = score};
    h->doc = db_text(s->c, s->a, stmt, at++);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (int)db_int(s->c, stmt, at++);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = db_text(s->c, s->a, stmt, at++);
    find_spans(s, h);
}

static int prepare_item(struct searching *s, size_t kind) {
    return db_prepare(s->c,
                      str_fmt(s->a, "SELECT %s FROM %s i%s WHERE i.id = ?", kinds[kind].select,
                              kinds[kind].table, kinds[kind].document),
                      &s->items[kind]);
}

static int take_row(struct searching *s) {
    int64_t id = db_int(s->c, s->rows, 0);
    size_t kind = (size_t)(id % SEARCH_IDS);
    if (s->out->all++ >= s->query->limit)
        return 0;
    if (kind >= SEARCH_KINDS)
        return s->c->error = DB_DAMAGED, -1;
    if (!s->items[kind] && prepare_item(s, kind) < 0)
        return -1;
    struct db_stmt *stmt = s->items[kind];
    int rc = db_bind_int(s->c, stmt, 1, id / SEARCH_IDS);
    if (rc == 0 && (rc = db_step(s->c, stmt)) > 0)
        take_item(s, kind, stmt, s->c->driver->value(s->rows, 1).real);
    db_reset(s->c, stmt);
    return rc < 0 ? -1 : 0;
}

static int search(struct searching *s) {
    int rc = prepare_rows(s);
    while (rc == 0 && (rc = db_step(s->c, s->rows)) > 0)
        rc = take_row(s);
    for (size_t k = 0; k < SEARCH_KINDS; k++)
        db_finalize(s->c, s->items[k]);
    db_finalize(s->c, s->rows);
    return rc;
}

int corpus_search(struct corpus *c, struct arena *a, const struct corpus_query *query,
                  struct diags *diags, struct corpus_hits *out) {
    struct corpus_hits hits = {0};
    struct searching s = {.c = c, .a = a, .query = query, .sql = {.a = a}, .out = &hits};
    if (search(&s) < 0)
        return db_fail(c, diags);
    *out = hits;
    return 0;
}
