/* From a file to a resolved plan, for tests: what the command line does, without the store. */
#ifndef TIAOMU_TESTS_LOAD_H
#define TIAOMU_TESTS_LOAD_H

#include "extract/extract.h"

/* The file's bytes in arena a; false where it cannot be read. */
bool load_file(struct arena *a, const char *path, struct str *out);

/* Reads path (decoded JSON lines where its name ends in .jsonl) as the document name, and extracts
 * and resolves its plan in arena a. On -1, diags holds what was found. */
int load_plan(struct arena *a, const char *path, struct str name, enum tracked tracked,
              const struct rules *rules, struct diags *diags, struct plan **out);

#endif
