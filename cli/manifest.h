/* A manifest: a CSV file (RFC 4180) that says of files what their names do not. Its first line
 * names the columns: path (from the manifest's folder), id, jurisdiction, year, status; all but
 * path may be absent, and others are passed by. */
#ifndef TIAOMU_CLI_MANIFEST_H
#define TIAOMU_CLI_MANIFEST_H

#include "cli/inputs.h"

/* One file for each line below the first. -1 after a message. */
int manifest_read(struct arena *a, const char *path, input_files *out);

#endif
