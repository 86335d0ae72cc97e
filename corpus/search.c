/* Full-text search: the index gives rows by rank, each is read and held against the filters. */
#include "corpus/search.h"
#include "base/utf8.h"
#include "corpus/grams.h"

enum { ROWID_KINDS = 8, SNIPPET = 60, LEAD = 12 };

/* Parameters of every select below: the row's id, then the filters (a NULL filters nothing). */
enum { P_ID = 1, P_DISTRICT, P_YEAR, P_ROLE, P_ORG, P_FROM, P_TO };

#define DOCUMENT_FILTER                                                                            \
    " AND (?2 IS NULL OR d.jurisdiction_code = ?2 OR instr(d.jurisdiction, ?2))"                   \
    " AND (?3 IS NULL OR (d.year_start <= ?3 AND ?3 <= d.year_end))"
#define ROLE_IS                                                                                    \
    "(?4 IS NULL OR r.role_kind = ?4 OR r.role = ?4)"                                              \
    " AND (?5 IS NULL OR o.org_id = ?5 OR instr(o.org, ?5) OR instr(p.mention, ?5))"
#define ROLE_FILTER(joins)                                                                         \
    " AND ((?4 IS NULL AND ?5 IS NULL) OR EXISTS (SELECT 1 FROM " joins                            \
    " JOIN responsibility p ON p.role_row = r.id JOIN org o ON o.id = p.org_row AND " ROLE_IS "))"
#define DEADLINE_FILTER(owner)                                                                     \
    " AND (?6 IS NULL OR EXISTS (SELECT 1 FROM assignment a WHERE a." owner                        \
    " AND a.deadline_end >= ?6 AND a.deadline_end <= ?7))"
#define ASSIGNED(owner)                                                                            \
    ROLE_FILTER("assignment a JOIN role r ON r.assignment_row = a.id AND a." owner)                \
    DEADLINE_FILTER(owner)
#define UNASSIGNED " AND ?4 IS NULL AND ?5 IS NULL AND ?6 IS NULL"

/* doc, table_no, task_no, measure_no, row_no, clause_ord, section, head, text, deadline. */
static const struct {
    struct str name;
    const char *table;
    int last; /* parameter */
    const char *select;
} kinds[] = {
    {S("measure"), "measure", P_TO,
     "SELECT d.doc, t.table_no, k.task_no, m.measure_no, NULL, NULL, s.section, k.task, m.measure,"
     " m.deadline FROM measure m JOIN task k ON k.id = m.task_row JOIN section s ON s.id ="
     " k.section_row JOIN plan_table t ON t.id = s.plan_table_row JOIN document d ON d.id ="
     " t.document_row WHERE m.id = ?1" DOCUMENT_FILTER ASSIGNED("measure_row = m.id")},
    {S("clause"), "clause", P_TO,
     "SELECT d.doc, NULL, NULL, NULL, NULL, c.ord, c.section, c.label, c.text, NULL FROM clause c"
     " JOIN document d ON d.id = c.document_row"
     " WHERE c.id = ?1" DOCUMENT_FILTER ASSIGNED("clause_row = c.id")},
    {S("indicator"), "indicator_row", P_FROM,
     "SELECT d.doc, t.table_no, NULL, NULL, w.row_no, NULL, t.table_title, w.row_label,"
     " (SELECT group_concat(value, ' ') FROM (SELECT value FROM indicator_cell WHERE"
     " indicator_row_row = w.id ORDER BY ord)), NULL FROM indicator_row w JOIN plan_table t ON"
     " t.id = w.plan_table_row JOIN document d ON d.id = t.document_row"
     " WHERE w.id = ?1 AND ?6 IS NULL" DOCUMENT_FILTER ROLE_FILTER(
         "indicator_cell c JOIN role r ON c.indicator_row_row = w.id AND r.indicator_cell_row ="
         " c.id")},
    {S("outline"), "outline", P_FROM,
     "SELECT d.doc, NULL, NULL, NULL, NULL, NULL, NULL, NULL, h.title, NULL FROM outline h"
     " JOIN document d ON d.id = h.document_row WHERE h.id = ?1" DOCUMENT_FILTER UNASSIGNED},
    {S("footnote"), "footnote", P_FROM,
     "SELECT d.doc, NULL, NULL, NULL, NULL, NULL, NULL, f.n, f.text, NULL FROM footnote f"
     " JOIN document d ON d.id = f.document_row WHERE f.id = ?1" DOCUMENT_FILTER UNASSIGNED},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct searching {
    struct corpus *c;
    struct arena *a;
    const struct corpus_query *query;
    struct db_stmt *rows, *items[KINDS];
    struct corpus_hits *out;
};

static int prepare_items(struct searching *s) {
    const struct corpus_query *q = s->query;
    const struct str texts[] = {[P_DISTRICT] = q->district,
                                [P_ROLE] = q->role,
                                [P_ORG] = q->org,
                                [P_FROM] = q->deadline_from,
                                [P_TO] = q->deadline_to};
    for (size_t k = 0; k < KINDS; k++) {
        if (db_prepare(s->c, str_of(kinds[k].select), &s->items[k]) < 0 ||
            (q->year && db_bind_int(s->c, s->items[k], P_YEAR, q->year) < 0))
            return -1;
        for (int at = P_DISTRICT; at <= kinds[k].last; at++)
            if (texts[at].n && db_bind_text(s->c, s->items[k], at, texts[at]) < 0)
                return -1;
    }
    return 0;
}

/* The best first; without words, all there is in the order of storing. */
static int prepare_rows(struct searching *s) {
    struct buf match = {.a = s->a}, all = {.a = s->a};
    if (grams_query(&match, s->query->words)) {
        if (db_prepare(s->c,
                       S("SELECT rowid, -bm25(search, 2.0, 1.0) FROM search"
                         " WHERE search MATCH ? ORDER BY bm25(search, 2.0, 1.0), rowid"),
                       &s->rows) < 0)
            return -1;
        return db_bind_text(s->c, s->rows, 1, buf_str(&match));
    }
    for (size_t k = 0; k < KINDS; k++)
        buf_fmt(&all, "%sSELECT id * %d + %zu, 0.0 FROM %s", k ? " UNION ALL " : "", ROWID_KINDS, k,
                kinds[k].table);
    return db_prepare(s->c, buf_str(&all), &s->rows);
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

static int take_row(struct searching *s) {
    int64_t rowid = db_int(s->c, s->rows, 0);
    size_t kind = (size_t)(rowid % ROWID_KINDS);
    if (kind >= KINDS)
        return s->c->error = DB_DAMAGED, -1;
    struct db_stmt *stmt = s->items[kind];
    int rc = db_bind_int(s->c, stmt, P_ID, rowid / ROWID_KINDS);
    if (rc == 0 && (rc = db_step(s->c, stmt)) > 0 && s->out->all++ < s->query->limit)
        take_item(s, kind, stmt, s->c->driver->value(s->rows, 1).real);
    db_reset(s->c, stmt);
    return rc < 0 ? -1 : 0;
}

static int search(struct searching *s) {
    int rc = prepare_items(s) < 0 ? -1 : prepare_rows(s);
    while (rc == 0 && (rc = db_step(s->c, s->rows)) > 0)
        rc = take_row(s);
    for (size_t k = 0; k < KINDS; k++)
        db_finalize(s->c, s->items[k]);
    db_finalize(s->c, s->rows);
    return rc;
}

int corpus_search(struct corpus *c, struct arena *a, const struct corpus_query *query,
                  struct diags *diags, struct corpus_hits *out) {
    struct corpus_hits hits = {0};
    struct searching s = {.c = c, .a = a, .query = query, .out = &hits};
    if (search(&s) < 0)
        return db_fail(c, diags);
    *out = hits;
    return 0;
}
