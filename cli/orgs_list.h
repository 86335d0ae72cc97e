/* orgs list: the organisations of a database, with counts. */
#ifndef TIAOMU_CLI_ORGS_LIST_H
#define TIAOMU_CLI_ORGS_LIST_H

#include "cli/work.h"

/* What stands together in the list. */
enum orgs_by { ORGS_BY_DISTRICT, ORGS_BY_LEVEL, ORGS_BY_KIND };
/* "district", "level", "kind"; NULL is the district. -1 after a message. */
int orgs_by(const char *name, enum orgs_by *out);

/* Those that hold every one of the words, n of them, in their names, kind, level or division: by
 * district or level each body with its counts; by kind how often each document names the kind. -1
 * after a message. */
int orgs_list(struct corpus *c, const struct rules *rules, enum orgs_by by, char *const *words,
              size_t n, struct buf *out);

#endif
