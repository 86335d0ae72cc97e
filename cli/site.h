/* The pages of a database by their addresses: one way to make them for a server and for files. */
#ifndef TIAOMU_CLI_SITE_H
#define TIAOMU_CLI_SITE_H

#include "corpus/corpus.h"
#include "out/site.h"

struct site {
    struct corpus *corpus;
    enum lang lang;
    bool served;     /* pages may be asked for one by one; every comparison can be had */
    struct arena *a; /* of what follows; NULL: nothing is read yet */
    int64_t version; /* of the database when it was read */
    VEC(struct plan *) plans;
    struct comparison all;
    struct out_site about;
    out_orgs orgs;
};

/* Reads all documents, anew where the database changed since. -1 with an error in diags; the site
 * then holds what it did before. */
int site_read(struct site *s, struct diags *diags);
void site_drop(struct site *s);

/* A part of an address behind "?", decoded. */
struct site_param {
    struct str name, value;
};
typedef VEC(struct site_param) site_params;

struct site_page {
    int status;       /* as in HTTP: 200, 400, 404, 500 */
    const char *type; /* media type */
    struct str bytes; /* in the arena given to site_page */
};

/* The page at a path without its leading "/", decoded: "index.html", "doc/yunling-2026.json". */
struct site_page site_page(struct site *s, struct arena *a, struct str path,
                           const site_params *params);

/* Gives take the path of every page that a static site has, decoded; stops where it returns -1. */
typedef int take_path(void *ctx, struct str path);
int site_paths(const struct site *s, struct arena *a, take_path *take, void *ctx);

#endif
