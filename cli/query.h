/* What is looked for, as people write it: on the command line, in an address. */
#ifndef TIAOMU_CLI_QUERY_H
#define TIAOMU_CLI_QUERY_H

#include "corpus/corpus.h"

/* A year, a month, a day (2026, 2026-06, 2026-06-30), or two of them (FROM..TO). -1: none. */
int query_deadline(struct arena *a, struct str when, struct corpus_query *q);
/* Neither words nor filters. */
bool query_empty(const struct corpus_query *q);

#endif
