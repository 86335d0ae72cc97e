#include "base/embedded.h"
#include "corpus/search.h"

/* Each leads from the version before it to its own, by a file and then, where there is one, by a
 * function; the views are made anew behind the last. */
static const struct {
    int version;
    const char *file; /* NULL: the driver's search_file */
    int (*then)(struct corpus *c);
} migrations[] = {
    {1, "schema.sql", NULL},
    {2, NULL, search_enter_all},
    {3, "runs.sql", NULL},
    {4, "lean.sql", NULL},
};

enum { VERSION = 4, MIGRATIONS = sizeof migrations / sizeof *migrations };

static int check(struct corpus *c, enum corpus_mode mode, struct diags *diags,
                 struct db_identity id) {
    if (id.empty && mode == CORPUS_READ)
        return db_refuse(c, diags, S("the database is empty; store documents with ingest first"));
    if (!id.empty && !id.ours)
        return db_refuse(c, diags,
                         S("the database is another program's; choose another with --db"));
    if (id.version > VERSION)
        return db_refuse(c, diags,
                         str_fmt(diags->a,
                                 "the database is of a newer tiaomu (tables of version %lld, this "
                                 "program knows %d); use that one",
                                 (long long)id.version, VERSION));
    if (id.version < VERSION && mode == CORPUS_READ)
        return db_refuse(c, diags,
                         S("the database is of an older tiaomu; ingest or load a document to "
                           "bring it up to date"));
    return 0;
}

static int step_up(struct corpus *c, int64_t version) {
    for (size_t i = 0; i < MIGRATIONS; i++) {
        if (migrations[i].version <= version)
            continue;
        const char *file = migrations[i].file ? migrations[i].file : c->driver->search_file;
        if (db_run(c, embedded_text(str_of(file)).p) < 0 ||
            db_run(c, str_fmt(c->a, "INSERT INTO migration VALUES (%d, '%s')",
                              migrations[i].version, file)
                          .p) < 0 ||
            (migrations[i].then && migrations[i].then(c) < 0))
            return -1;
    }
    return db_run(c, embedded_text(S("views.sql")).p) < 0 ? -1 : c->driver->sign(c, VERSION);
}

/* Another process may have migrated since the file was looked at: hence again, under the lock. */
int db_migrate(struct corpus *c) {
    struct db_identity id;
    if (c->driver->identify(c, &id) < 0)
        return -1;
    return id.empty || id.version < VERSION ? step_up(c, id.version) : 0;
}

static int start(struct corpus *c, enum corpus_mode mode, struct diags *diags) {
    struct db_identity id;
    bool there = true;
    int rc = c->driver->open(c, mode, &there);
    if (!there)
        return db_refuse(c, diags,
                         S("there is no such database; make it with ingest, or name it with --db"));
    if (rc < 0 || c->driver->identify(c, &id) < 0)
        return db_fail(c, diags);
    if (check(c, mode, diags, id) < 0)
        return -1;
    c->old = id.empty || id.version < VERSION;
    if (mode == CORPUS_READ || !c->old || (mode == CORPUS_STORE && id.empty))
        return 0;
    return corpus_begin(c, diags) < 0 || corpus_commit(c, diags) < 0 ? -1 : 0;
}

int corpus_open(struct arena *a, struct str path, enum corpus_mode mode, struct diags *diags,
                struct corpus **out) {
    struct corpus *c = arena_alloc(a, sizeof *c);
    *c = (struct corpus){.driver = corpus_is_address(path) ? &db_postgres : &db_sqlite,
                         .a = a,
                         .path = str_dup(a, corpus_name(a, path)),
                         .address = str_dup(a, path)};
    if (start(c, mode, diags) < 0) {
        corpus_close(c);
        return -1;
    }
    *out = c;
    return 0;
}

double corpus_patience(const struct corpus *c) {
    return c->driver->patience;
}

int corpus_version(struct corpus *c, struct diags *diags, int64_t *out) {
    return c->driver->changes(c, out) < 0 ? db_fail(c, diags) : 0;
}

void corpus_close(struct corpus *c) {
    if (!c)
        return;
    for (size_t i = 0; i < DB_KINDS; i++) {
        db_finalize(c, c->select[i]);
        db_finalize(c, c->find[i]);
    }
    c->driver->close(c);
}
