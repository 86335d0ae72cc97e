/* A workbook on its way to where results go: the library that writes it wants a file of its own. */
#ifndef TIAOMU_CLI_WORKBOOK_H
#define TIAOMU_CLI_WORKBOOK_H

#include "cli/files.h"
#include "cli/scratch.h"
#include "out/xlsx.h"

struct workbook {
    struct scratch scratch;
    struct limits limits;
    struct diags diags;
    struct out_file file;
};

/* A file in a temporary folder. created: ISO 8601 in UTC; empty: none that
 * is told. -1 after a message. */
int workbook_start(struct workbook *w, struct arena *a, struct str created);
/* Copies what was written, or says why it could not be: rc is what the writer returned. Removes the
 * folder. */
int workbook_end(struct workbook *w, int rc, struct sink *sink);

#endif
