#include "corpus/grams.h"
#include "corpus/search.h"

/* Row id, text and head of a document's items, by the kind that a rowid of the index tells. */
static const char *const items[SEARCH_KINDS] = {
    "SELECT m.id, m.measure, k.task || ' ' || s.section FROM plan_table t"
    " JOIN section s ON s.plan_table_row = t.id JOIN task k ON k.section_row = s.id"
    " JOIN measure m ON m.task_row = k.id WHERE t.document_row = ?",
    "SELECT id, label || ' ' || text, section FROM clause WHERE document_row = ?",
    "SELECT i.id, i.row_label || ' ' ||" SEARCH_CELLS ", t.table_title"
    " FROM plan_table t JOIN indicator_row i ON i.plan_table_row = t.id"
    " WHERE t.document_row = ?",
    "SELECT id, title, '' FROM outline WHERE document_row = ?",
    "SELECT id, text, '' FROM footnote WHERE document_row = ?",
};

/* An index without texts of its own is told what to take out (SQLite: FTS5, contentless tables). */
static const char forget[] =
    "INSERT INTO search (search, rowid, text, head) VALUES ('delete', ?, ?, ?)";

/* A text and its tokens, in room that is used again. */
struct tokens {
    struct buf text, tokens;
};

/* Heads stay the same over many rows. */
static void make_tokens(struct tokens *t, struct str text) {
    if (t->text.n && str_eq(buf_str(&t->text), text))
        return;
    t->text.n = t->tokens.n = 0;
    buf_add(&t->text, text);
    grams_text(&t->tokens, text);
}

/* Where the rows of the selects go: into the index, or out of it by this statement. */
struct index_way {
    struct corpus *c;
    struct db_stmt *out;
    struct tokens parts[2];
};

static int move(const struct index_way *way, const struct plan_value values[4]) {
    int64_t id = values[0].i;
    if (!way->out)
        return db_add(way->c, DB_SEARCH, values, &id);
    for (int i = 0; i < 3; i++)
        if (db_bind(way->c, way->out, i + 1, values[i]) < 0)
            return -1;
    return db_step(way->c, way->out);
}

/* The index of one row of a select above. */
static int put_item(struct index_way *way, struct db_stmt *from, int64_t kind, int64_t document) {
    struct plan_value values[4] = {
        [0] = db_of_int(db_int(way->c, from, 0) * SEARCH_IDS + kind), [3] = db_of_int(document)};
    for (int i = 0; i < 2; i++) {
        make_tokens(&way->parts[i], way->c->driver->value(from, i + 1).text);
        values[i + 1] =
            (struct plan_value){.kind = VALUE_TEXT, .text = buf_str(&way->parts[i].tokens)};
    }
    return move(way, values);
}

static int put_kind(struct index_way *way, int64_t kind, const int64_t *documents, size_t n) {
    struct db_stmt *from;
    if (db_prepare(way->c, str_of(items[kind]), &from) < 0)
        return -1;
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        rc = db_bind_int(way->c, from, 1, documents[i]);
        while (rc == 0 && (rc = db_step(way->c, from)) > 0)
            rc = put_item(way, from, kind, documents[i]);
    }
    db_finalize(way->c, from);
    return rc;
}

/* Kind by kind, since FTS5 writes a piece of the index whenever an id is lower than the one before.
 */
static int put_all(struct corpus *c, struct db_stmt *out, const int64_t *documents, size_t n) {
    struct arena *a = arena_beside(c->a);
    struct buf room = {.a = a};
    struct index_way way = {c, out, {{room, room}, {room, room}}};
    int rc = 0;
    for (int64_t kind = 0; rc == 0 && kind < SEARCH_KINDS; kind++)
        rc = put_kind(&way, kind, documents, n);
    arena_drop(a);
    return rc;
}

int search_enter(struct corpus *c, const int64_t *documents, size_t n) {
    return n ? put_all(c, NULL, documents, n) : 0;
}

int search_forget(struct corpus *c, int64_t document) {
    struct db_stmt *out;
    if (c->driver->forget)
        return c->driver->forget(c, document);
    if (db_prepare(c, str_of(forget), &out) < 0)
        return -1;
    int rc = put_all(c, out, &document, 1);
    db_finalize(c, out);
    return rc;
}

int search_enter_all(struct corpus *c) {
    VEC(int64_t) all = {0};
    struct db_stmt *documents;
    if (db_prepare(c, S("SELECT id FROM document ORDER BY id"), &documents) < 0)
        return -1;
    int rc;
    while ((rc = db_step(c, documents)) > 0)
        *vec_push(c->a, &all) = db_int(c, documents, 0);
    db_finalize(c, documents);
    return rc < 0 ? -1 : search_enter(c, all.at, all.n);
}
