/* Several documents named on the command line, files or ids of the database, read to stand beside
 * each other. */
#ifndef TIAOMU_CLI_DOCUMENTS_H
#define TIAOMU_CLI_DOCUMENTS_H

#include "cli/work.h"

struct documents {
    struct arena *a;
    const struct args *args;
    struct work work; /* begun with the first file */
    bool works;
    struct corpus *corpus; /* opened with the first id */
    VEC(struct plan *) plans;
};

/* The plans live until documents_end. */
void documents_start(struct documents *d, const struct args *args);
/* The document that name says. -1 after a message. */
int documents_add(struct documents *d, const char *name);
/* The same, or all documents of the database whose division has this name or code. */
int documents_add_all(struct documents *d, const char *name);
/* A file's document with its tracked changes accepted or rejected, under this id. */
int documents_add_state(struct documents *d, const char *path, enum tracked tracked,
                        const char *id);
void documents_end(struct documents *d);

#endif
