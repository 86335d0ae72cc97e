/* A private temporary folder: only its owner may look into it, and it goes with all it holds. */
#ifndef TIAOMU_CLI_SCRATCH_H
#define TIAOMU_CLI_SCRATCH_H

#include "base/diag.h"
#include "base/limits.h"

struct scratch {
    struct arena *a;
    const char *folder; /* absolute, without "/" at its end */
    const struct limits *limits;
    struct diags *diags;
};

/* Makes the folder where TMPDIR says, else in /tmp. -1 with an error in diags. */
int scratch_open(struct scratch *s, struct arena *a, const struct limits *limits,
                 struct diags *diags);
void scratch_drop(const struct scratch *s);

/* The path of a file in the folder; it lives in the arena. */
const char *scratch_path(const struct scratch *s, const char *name);
/* -1 with an error in diags. */
int scratch_write(const struct scratch *s, const char *name, struct str bytes);
int scratch_make_folder(const struct scratch *s, const char *name);
/* The bytes of a file in the folder, empty where there is none; -1 with an error in diags where it
 * is larger than limits->file_bytes. */
int scratch_read(const struct scratch *s, const char *name, struct str *out);

#endif
