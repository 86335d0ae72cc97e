/* What ingest is to read: files, the files of folders, and what a manifest says of them. */
#ifndef TIAOMU_CLI_INPUTS_H
#define TIAOMU_CLI_INPUTS_H

#include "cli/args.h"
#include "ingest/doc.h"

struct input_file {
    const char *path; /* "-": standard input */
    struct str id;    /* of its document; empty: by the file's name */
    struct said said;
    const char *refused; /* why it is not to be read ("failed", "duplicate"); NULL: it is */
};
typedef VEC(struct input_file) input_files;

/* The files that PATH… and --manifest name, in that order, without the database itself. Ids are
 * filled in. One that cannot be read, or would take another's place, is refused after a message.
 * -1: a message says why nothing can be read. */
int inputs_list(struct arena *a, const struct args *args, const char *db, input_files *out);

#endif
