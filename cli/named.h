/* The document that a command's first argument names. */
#ifndef TIAOMU_CLI_NAMED_H
#define TIAOMU_CLI_NAMED_H

#include "cli/work.h"

/* A file where there is one of that name (or "-"), else a document of the database by its id. Gives
 * its plan to take. -1 after a message. */
int named_document(const struct args *args, take_plan *take, void *ctx);

#endif
