/* What ingest is to read: files, the files of folders, and what a manifest says of them. */
#ifndef TIAOMU_CLI_INPUTS_H
#define TIAOMU_CLI_INPUTS_H

#include "cli/args.h"
#include "ingest/doc.h"

/* The states of a document with tracked changes that --tracked asks for. */
enum { ACCEPTED = 1, REJECTED = 2 };
/* One of them or both; -1 after a message. */
int tracked_states(const struct args *args);
/* The id of what a document was before its tracked changes, beside what it is: NAME.before. */
struct str tracked_before(struct arena *a, struct str id);

struct input_file {
    const char *path; /* "-": standard input */
    struct str id;    /* of its document; empty: by the file's name */
    struct said said;
    enum tracked tracked; /* the state that is read */
    struct str bytes;     /* what is read, instead of the file's; */
    uint32_t line;        /* the number of its first line, or 0 for 1 */
    const char *refused;  /* "failed", "duplicate": it is not to be read; NULL: it is */
    struct str why;       /* it is refused */
};
typedef VEC(struct input_file) input_files;

/* The files that PATH… and --manifest name, in that order, without the database itself. Ids are
 * filled in. One that would take another's place, or a folder without files, is refused.
 * -1: a message says why nothing can be read. */
int inputs_list(struct arena *a, const struct args *args, const char *db, input_files *out);

#endif
