/* A process that starts workers for one that grows. A fork copies the tables of all pages in memory
 * and makes both sides copy what either writes next, so that the process that stores would pay for
 * its caches with every document. The nursery branches off before they fill, and stays as it is.
 */
#ifndef TIAOMU_CLI_NURSERY_H
#define TIAOMU_CLI_NURSERY_H

#include "cli/worker.h"

/* Branches off. Each worker runs job with ctx, of which order, order_n bytes of plain data, is
 * overwritten with what nursery_start is given. The nursery lives in arena a, until nursery_end.
 * NULL: the system starts no more processes. */
struct nursery *nursery_new(struct arena *a, worker_job *job, void *ctx, void *order,
                            size_t order_n);
/* As worker_start. */
int nursery_start(const struct nursery *n, struct worker *w, struct arena *a,
                  const struct worker_limits *limits, const void *order);
/* As waitpid, of one of its workers. */
pid_t nursery_wait(const struct nursery *n, pid_t worker, int *status, int options);
/* Its workers were waited for. NULL is allowed. */
void nursery_end(struct nursery *n);

#endif
