/* Organisations between the rules and the database. */
#ifndef TIAOMU_CLI_ORGS_H
#define TIAOMU_CLI_ORGS_H

#include "cli/work.h"

/* Enters in the database what the rules know of the organisations it holds: level, division, kind,
 * years, names. -1 after a message. */
int orgs_describe(struct corpus *c, const struct rules *rules);

#endif
