#include "corpus/grams.h"
#include "corpus/search.h"

/* Row id, text and head of a document's items, by the kind that a rowid of the index tells. */
static const char *const items[] = {
    "SELECT m.id, m.measure, k.task || ' ' || s.section FROM plan_table t"
    " JOIN section s ON s.plan_table_row = t.id JOIN task k ON k.section_row = s.id"
    " JOIN measure m ON m.task_row = k.id WHERE t.document_row = ?1",
    "SELECT id, label || ' ' || text, section FROM clause WHERE document_row = ?1",
    "SELECT w.id, w.row_label || ' ' || (SELECT group_concat(value, ' ') FROM (SELECT value"
    " FROM indicator_cell WHERE indicator_row_row = w.id ORDER BY ord)), t.table_title"
    " FROM plan_table t JOIN indicator_row w ON w.plan_table_row = t.id"
    " WHERE t.document_row = ?1",
    "SELECT id, title, '' FROM outline WHERE document_row = ?1",
    "SELECT id, text, '' FROM footnote WHERE document_row = ?1",
};
enum { KINDS = sizeof items / sizeof *items, ROWID_KINDS = 8 };

static const char enter[] = "INSERT INTO search (rowid, text, head) VALUES (?1, ?2, ?3)";
/* An index without texts of its own is told what to take out (SQLite: FTS5, contentless tables). */
static const char forget[] =
    "INSERT INTO search (search, rowid, text, head) VALUES ('delete', ?1, ?2, ?3)";

static struct str column(sqlite3_stmt *stmt, int i) {
    const char *p = (const char *)sqlite3_column_text(stmt, i);
    return (struct str){p ? p : "", (size_t)sqlite3_column_bytes(stmt, i)};
}

static void bind(sqlite3_stmt *stmt, int at, const struct buf *b) {
    sqlite3_bind_text64(stmt, at, b->p ? b->p : "", b->n, SQLITE_STATIC, SQLITE_UTF8);
}

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

/* The index of one row of a select above. */
static int put_item(struct corpus *c, sqlite3_stmt *from, sqlite3_stmt *to, int64_t kind,
                    struct tokens parts[2]) {
    for (int i = 0; i < 2; i++) {
        make_tokens(&parts[i], column(from, i + 1));
        bind(to, i + 2, &parts[i].tokens);
    }
    sqlite3_bind_int64(to, 1, sqlite3_column_int64(from, 0) * ROWID_KINDS + kind);
    sqlite3_step(to);
    c->rc = sqlite3_reset(to);
    return c->rc == SQLITE_OK ? 0 : -1;
}

static int put_kind(struct corpus *c, sqlite3_stmt *to, int64_t kind, int64_t document) {
    struct buf room = {.a = c->a};
    struct tokens parts[2] = {{room, room}, {room, room}};
    sqlite3_stmt *from;
    int rc = 0;
    if (db_prepare(c, str_of(items[kind]), &from) < 0)
        return -1;
    sqlite3_bind_int64(from, 1, document);
    while (rc == 0 && sqlite3_step(from) == SQLITE_ROW)
        rc = put_item(c, from, to, kind, parts);
    int failed = sqlite3_finalize(from);
    if (rc == 0)
        c->rc = failed;
    return c->rc == SQLITE_OK ? 0 : -1;
}

static int put_document(struct corpus *c, const char *sql, int64_t document) {
    sqlite3_stmt *to;
    int rc = db_prepare(c, str_of(sql), &to);
    for (int64_t kind = 0; rc == 0 && kind < KINDS; kind++)
        rc = put_kind(c, to, kind, document);
    sqlite3_finalize(to);
    return rc;
}

int search_enter(struct corpus *c, int64_t document) {
    return put_document(c, enter, document);
}

int search_forget(struct corpus *c, int64_t document) {
    return put_document(c, forget, document);
}

int search_enter_all(struct corpus *c) {
    sqlite3_stmt *documents;
    int rc = db_prepare(c, S("SELECT id FROM document"), &documents);
    while (rc == 0 && sqlite3_step(documents) == SQLITE_ROW)
        rc = search_enter(c, sqlite3_column_int64(documents, 0));
    int failed = sqlite3_finalize(documents);
    if (rc == 0)
        c->rc = failed;
    return c->rc == SQLITE_OK ? 0 : -1;
}
