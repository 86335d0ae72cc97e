/* Organisations: what the database holds of them, and what the rules add. */
#include "corpus/db.h"

/* Mentions of each key in each year of documents, a key's years one after the other. What has no
 * key stands by its words. */
static const char select_orgs[] =
    "WITH counted AS ("
    " SELECT p.org_id, p.org_kind, min(p.org) AS org,"
    "        CASE WHEN d.year_start IS NULL THEN '?'"
    "             WHEN coalesce(d.year_end, d.year_start) = d.year_start"
    "             THEN CAST(d.year_start AS TEXT)"
    "             ELSE CAST(d.year_start AS TEXT) || '–' || CAST(d.year_end AS TEXT) END AS years,"
    "        count(*) FILTER (WHERE p.role_kind = 'lead') AS lead,"
    "        count(*) FILTER (WHERE p.role_kind = 'responsible') AS responsible,"
    "        count(*) FILTER (WHERE p.role_kind = 'support') AS support, count(*) AS mentions,"
    "        count(DISTINCT p.doc) AS documents,"
    "        CASE WHEN p.org_id IS NULL THEN p.org END AS words"
    " FROM v_responsibility p JOIN document d ON d.doc = p.doc"
    " GROUP BY p.org_kind, p.org_id, words, years)"
    "SELECT g.org_id, coalesce(o.org, g.org), g.org_kind, o.kind, o.level, o.jurisdiction_code,"
    "       o.valid_from, o.valid_to, g.lead, g.responsible, g.support,"
    "       g.mentions - g.lead - g.responsible - g.support, g.documents, g.years, g.mentions,"
    "       sum(g.mentions) OVER same AS all_mentions"
    " FROM counted g LEFT JOIN v_org o ON o.org_id = g.org_id"
    " WINDOW same AS (PARTITION BY g.org_kind, g.org_id, g.words)"
    " ORDER BY o.jurisdiction_code IS NULL, o.jurisdiction_code, g.org_kind, all_mentions DESC,"
    "          g.org_id NULLS FIRST, g.words NULLS FIRST, g.years";

static enum org_kind kind_of(struct str name) {
    enum org_kind k = ORG_UNKNOWN;
    while (k < ORG_PERSON && !str_eq(org_kind_name(k), name))
        k++;
    return k;
}

static struct corpus_org org_of(struct corpus *c, struct arena *a, struct db_stmt *stmt) {
    return (struct corpus_org){
        .org_id = db_text(c, a, stmt, 0),
        .org = db_text(c, a, stmt, 1),
        .org_kind = kind_of(db_text(c, a, stmt, 2)),
        .kind = db_text(c, a, stmt, 3),
        .level = db_text(c, a, stmt, 4),
        .jurisdiction_code = db_text(c, a, stmt, 5),
        .valid_from = (int)db_int(c, stmt, 6),
        .valid_to = (int)db_int(c, stmt, 7),
        .lead = db_int(c, stmt, 8),
        .responsible = db_int(c, stmt, 9),
        .support = db_int(c, stmt, 10),
        .other_roles = db_int(c, stmt, 11),
        .documents = db_int(c, stmt, 12),
        .years = str_fmt(a, "%.*s: %lld", STR_ARG(db_text(c, a, stmt, 13)),
                         (long long)db_int(c, stmt, 14)),
    };
}

static bool same_key(const struct corpus_org *x, const struct corpus_org *y) {
    return x->org_kind == y->org_kind && str_eq(x->org_id, y->org_id) &&
           (x->org_id.n || str_eq(x->org, y->org));
}

/* A year of an organisation, which may be the one before. */
static void take_org(struct corpus *c, struct arena *a, struct db_stmt *stmt, corpus_orgs *all) {
    struct corpus_org o = org_of(c, a, stmt);
    if (!all->n || !same_key(&all->at[all->n - 1], &o)) {
        *vec_push(a, all) = o;
        return;
    }
    struct corpus_org *last = &all->at[all->n - 1];
    last->lead += o.lead;
    last->responsible += o.responsible;
    last->support += o.support;
    last->other_roles += o.other_roles;
    last->documents += o.documents;
    last->years = str_fmt(a, "%.*s, %.*s", STR_ARG(last->years), STR_ARG(o.years));
}

static void take_id(struct corpus *c, struct arena *a, struct db_stmt *stmt, corpus_orgs *all) {
    *vec_push(a, all) = (struct corpus_org){.org_id = db_text(c, a, stmt, 0)};
}

static int list(struct corpus *c, struct arena *a, struct diags *diags, const char *sql,
                void (*take)(struct corpus *, struct arena *, struct db_stmt *, corpus_orgs *),
                corpus_orgs *out) {
    corpus_orgs all = {0};
    struct db_stmt *stmt;
    if (db_prepare(c, str_of(sql), &stmt) < 0)
        return db_fail(c, diags);
    int rc;
    while ((rc = db_step(c, stmt)) > 0)
        take(c, a, stmt, &all);
    db_finalize(c, stmt);
    if (rc < 0)
        return db_fail(c, diags);
    *out = all;
    return 0;
}

int corpus_list_orgs(struct corpus *c, struct arena *a, struct diags *diags, corpus_orgs *out) {
    return list(c, a, diags, select_orgs, take_org, out);
}

static const char select_kinds[] =
    "SELECT k.kind, k.level, k.doc, k.mentions FROM v_org_kind k JOIN document d ON d.doc = k.doc"
    " ORDER BY count(*) OVER (PARTITION BY k.kind, k.level) DESC,"
    "          sum(k.mentions) OVER (PARTITION BY k.kind, k.level) DESC, k.kind NULLS FIRST,"
    "          k.level NULLS FIRST, d.id";

int corpus_list_org_kinds(struct corpus *c, struct arena *a, struct diags *diags,
                          corpus_org_kinds *out) {
    corpus_org_kinds all = {0};
    struct db_stmt *stmt;
    if (db_prepare(c, str_of(select_kinds), &stmt) < 0)
        return db_fail(c, diags);
    int rc;
    while ((rc = db_step(c, stmt)) > 0)
        *vec_push(a, &all) =
            (struct corpus_org_kind){db_text(c, a, stmt, 0), db_text(c, a, stmt, 1),
                                     db_text(c, a, stmt, 2), db_int(c, stmt, 3)};
    db_finalize(c, stmt);
    if (rc < 0)
        return db_fail(c, diags);
    *out = all;
    return 0;
}

int corpus_list_org_ids(struct corpus *c, struct arena *a, struct diags *diags, corpus_orgs *out) {
    static const char sql[] = "SELECT DISTINCT org_id FROM org WHERE org_id IS NOT NULL"
                              " ORDER BY org_id";
    return list(c, a, diags, sql, take_id, out);
}

static const char select_unresolved[] =
    "SELECT p.mention, min(p.doc), count(*), count(DISTINCT p.doc) FROM v_responsibility p"
    " WHERE p.org_kind = 'unknown' GROUP BY p.mention ORDER BY count(*) DESC, p.mention";

int corpus_list_unresolved(struct corpus *c, struct arena *a, struct diags *diags,
                           corpus_unresolved_list *out) {
    corpus_unresolved_list list = {0};
    struct db_stmt *stmt;
    if (db_prepare(c, str_of(select_unresolved), &stmt) < 0)
        return db_fail(c, diags);
    int rc;
    while ((rc = db_step(c, stmt)) > 0)
        *vec_push(a, &list) = (struct corpus_unresolved){
            db_text(c, a, stmt, 0), db_text(c, a, stmt, 1), db_int(c, stmt, 2), db_int(c, stmt, 3)};
    db_finalize(c, stmt);
    if (rc < 0)
        return db_fail(c, diags);
    *out = list;
    return 0;
}

/* ---- what the rules add ---- */

enum { DESCRIBE, FORGET, FIND, STATEMENTS };

static const char *const describing[STATEMENTS] = {
    [DESCRIBE] = ("UPDATE org SET kind = ?, level = ?, jurisdiction_code = ?, valid_from = "
                  "CAST(? AS INTEGER), valid_to = CAST(? AS INTEGER) WHERE org_id = ?"),
    [FORGET] = "DELETE FROM alias WHERE org_row IN (SELECT id FROM org WHERE org_id = ?)",
    [FIND] = "SELECT min(id) FROM org WHERE org_id = ?",
};

/* Runs a statement with texts for its parameters; an empty one is NULL. */
static int run_with(struct corpus *c, struct db_stmt *stmt, const struct str *texts, int n) {
    int rc = 0;
    for (int i = 0; i < n && rc == 0; i++)
        rc = db_bind_text(c, stmt, i + 1, texts[i]);
    return rc < 0 ? -1 : db_step(c, stmt);
}

static struct str year(struct corpus *c, int y) {
    return y ? str_fmt(c->a, "%d", y) : (struct str){0};
}

/* A name is entered once in a scope; what holds everywhere, from each source that says so. */
static bool said_before(const struct corpus_org *o, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (o->aliases.at[i].scope.n && str_eq(o->aliases.at[k].alias, o->aliases.at[i].alias) &&
            str_eq(o->aliases.at[k].scope, o->aliases.at[i].scope))
            return true;
    return false;
}

static int enter_aliases(struct corpus *c, const struct corpus_org *o, int64_t org) {
    for (size_t i = 0; i < o->aliases.n; i++) {
        const struct corpus_alias *l = &o->aliases.at[i];
        const struct plan_value row[] = {{0},
                                         db_of_int(org),
                                         db_of_text(l->alias),
                                         db_of_text(l->scope),
                                         db_of_text(l->kind),
                                         db_of_text(l->source)};
        int64_t id = 0;
        if (!said_before(o, i) && db_add(c, DB_ALIAS, row, &id) < 0)
            return -1;
    }
    return 0;
}

static int describe(struct corpus *c, struct db_stmt *const *stmts, const struct corpus_org *o) {
    const struct str facts[] = {
        o->kind,  o->level, o->jurisdiction_code, year(c, o->valid_from), year(c, o->valid_to),
        o->org_id};
    int64_t org = 0;
    if (run_with(c, stmts[DESCRIBE], facts, 6) < 0 ||
        run_with(c, stmts[FORGET], &o->org_id, 1) < 0 ||
        db_bind_text(c, stmts[FIND], 1, o->org_id) < 0 || db_ask(c, stmts[FIND], &org) < 0)
        return -1;
    return org ? enter_aliases(c, o, org) : 0;
}

static int describe_all(struct corpus *c, const corpus_orgs *orgs) {
    struct db_stmt *stmts[STATEMENTS] = {NULL};
    int rc = 0;
    for (size_t i = 0; i < STATEMENTS && rc == 0; i++)
        rc = db_prepare(c, str_of(describing[i]), &stmts[i]);
    for (size_t i = 0; i < orgs->n && rc == 0; i++)
        rc = describe(c, stmts, &orgs->at[i]);
    for (size_t i = 0; i < STATEMENTS; i++)
        db_finalize(c, stmts[i]);
    return rc;
}

int corpus_describe_orgs(struct corpus *c, const corpus_orgs *orgs, struct diags *diags) {
    if (db_turn(c, DB_SAVE) < 0)
        return db_fail(c, diags);
    return db_tidy(c) < 0 || describe_all(c, orgs) < 0 || db_turn(c, DB_KEEP) < 0
               ? db_fail_in(c, diags, DB_UNDO)
               : 0;
}
