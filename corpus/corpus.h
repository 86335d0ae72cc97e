/* corpus: plans in one database, a file of SQLite or a schema of PostgreSQL. Users read its views
 * (corpus/views.sql), which are the same in both.
 *
 * Every failure is one finding, DIAG_DATABASE, whose place is the database's path, and -1; the
 * database is then as it was before the call.
 */
#ifndef TIAOMU_CORPUS_CORPUS_H
#define TIAOMU_CORPUS_CORPUS_H

#include "corpus/hits.h"

struct corpus;

enum corpus_mode {
    CORPUS_READ,  /* must be there */
    CORPUS_WRITE, /* made where there is none, and brought up to this version's tables */
    CORPUS_STORE, /* so too, but a new one has no tables until corpus_begin, which comes first */
};

/* Opens the database at path (UTF-8), or at the address postgresql://… (also postgres://…; libpq,
 * 34.1.1), whose password may come from elsewhere as libpq has it. The corpus lives in arena a;
 * corpus_close gives back what the database's library holds. A file that is no database of this
 * program, or one of a newer version, is refused.
 */
int corpus_open(struct arena *a, struct str path, enum corpus_mode mode, struct diags *diags,
                struct corpus **out);
void corpus_close(struct corpus *c); /* NULL is allowed */

/* Whether path is the address of a server, and no file's. */
bool corpus_is_address(struct str path);
/* As it may be shown and kept: an address without its password; in arena a. */
struct str corpus_name(struct arena *a, struct str path);
/* Seconds that a transaction may take when several plans are put in it. */
double corpus_patience(const struct corpus *c);

/* A number that changes when another connection changes the database. */
int corpus_version(struct corpus *c, struct diags *diags, int64_t *out);

enum corpus_outcome { CORPUS_ADDED, CORPUS_REPLACED, CORPUS_UNCHANGED };

/* Several plans in one transaction, which is much faster: what is put between the two is there
 * after corpus_commit, all or nothing. A put that fails undoes its own plan alone. */
int corpus_begin(struct corpus *c, struct diags *diags);
int corpus_commit(struct corpus *c, struct diags *diags);

/* Stores the plan in one transaction. A document of the same id is replaced and keeps its row id;
 * where it holds the same plan already, nothing is written. */
int corpus_put(struct corpus *c, const struct plan *plan, struct diags *diags,
               enum corpus_outcome *out);

/* The plan of the document with this id, in arena a: what corpus_put was given. */
int corpus_get(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
               struct plan **out);

/* The facts of the document with this id, in arena a; out->doc is empty where there is none. */
int corpus_get_document(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
                        struct document *out);

/* What the database holds, in the order of storing; in arena a. */
struct corpus_list {
    VEC(struct plan_summary) documents;
};
int corpus_list(struct corpus *c, struct arena *a, struct diags *diags, struct corpus_list *out);

/* A name of an organisation that the rules know. */
struct corpus_alias {
    struct str alias, scope, kind, source; /* the columns of v_alias */
};

/* An organisation of the database: what is stored with mentions, what the rules know of it beyond
 * that, and how often documents name it. */
struct corpus_org {
    struct str org_id, org; /* empty: no key; not resolved */
    enum org_kind org_kind;
    struct str kind, level, jurisdiction_code;
    int valid_from, valid_to;                        /* years; 0: open */
    int64_t lead, responsible, support, other_roles; /* mentions by role */
    int64_t documents;
    struct str years;                 /* mentions by year of the document: 2021: 8, 2026: 82 */
    VEC(struct corpus_alias) aliases; /* not filled by corpus_list_orgs */
};
typedef VEC(struct corpus_org) corpus_orgs;

/* Everything that mentions stand for, each key once, by division and the most mentioned first; in
 * arena a. */
int corpus_list_orgs(struct corpus *c, struct arena *a, struct diags *diags, corpus_orgs *out);
/* How often a document mentions bodies of a kind. */
struct corpus_org_kind {
    struct str kind, level, doc;
    int64_t mentions;
};
typedef VEC(struct corpus_org_kind) corpus_org_kinds;
/* A kind's documents one after the other, in the order of storing; the kinds that most documents
 * name first. */
int corpus_list_org_kinds(struct corpus *c, struct arena *a, struct diags *diags,
                          corpus_org_kinds *out);
/* The org_ids alone, each once. */
int corpus_list_org_ids(struct corpus *c, struct arena *a, struct diags *diags, corpus_orgs *out);
/* Enters what the rules know of the organisations with these org_ids (kind to valid_to, aliases) in
 * the place of what they knew before. Between corpus_begin and corpus_commit, as what it says may
 * be of documents put there. */
int corpus_describe_orgs(struct corpus *c, const corpus_orgs *orgs, struct diags *diags);

/* A public view as it is, in its order; in arena a. */
struct corpus_table {
    struct str name; /* of the view */
    VEC(struct str) columns;
    VEC(struct plan_value) cells; /* row by row */
};
int corpus_view(struct corpus *c, struct arena *a, struct str view, struct diags *diags,
                struct corpus_table *out);

/* A mention that stands for nobody. */
struct corpus_unresolved {
    struct str mention, doc; /* the first document that prints it */
    int64_t mentions, documents;
};
typedef VEC(struct corpus_unresolved) corpus_unresolved_list;
/* The most frequent first. */
int corpus_list_unresolved(struct corpus *c, struct arena *a, struct diags *diags,
                           corpus_unresolved_list *out);

/* What is looked for. Empty and 0 filter nothing. */
struct corpus_query {
    struct str words;    /* parted by white space, all of them must stand in the item or in what it
                            stands under; "…" is one word; empty: every item */
    struct str district; /* part of a jurisdiction's name, or its GB/T 2260 code */
    int year;            /* one that the document is for */
    struct str role;     /* kind (lead …) or header of a role that org, or anybody, has */
    struct str org;      /* org_id, or part of a name, of one responsible in that role */
    struct str deadline_from, deadline_to; /* of an assignment: ISO dates, both or none */
    size_t limit;                          /* most hits to be listed */
};

/* Chinese words of one and two characters are found too. The best first; in arena a. */
int corpus_search(struct corpus *c, struct arena *a, const struct corpus_query *query,
                  struct diags *diags, struct corpus_hits *out);

#endif
