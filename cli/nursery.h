/* A process that starts workers for one that grows. A fork copies the tables of all pages in memory
 * and makes both sides copy what either writes next, so that the process that stores would pay for
 * its caches with every document. The nursery branches off before they fill, and stays as it is. It
 * keeps workers at work by itself, from the orders that it was given, whatever the other is doing.
 */
#ifndef TIAOMU_CLI_NURSERY_H
#define TIAOMU_CLI_NURSERY_H

#include "cli/worker.h"

/* Branches off. At most jobs workers at a time run job with ctx, of which order, order_n bytes of
 * plain data, is overwritten with what nursery_start is given. The nursery lives in arena a, until
 * nursery_end. NULL: the system starts no more processes. */
struct nursery *nursery_new(struct arena *a, size_t jobs, worker_job *job, void *ctx, void *order,
                            size_t order_n);
/* As worker_start, but that it waits for none to be started; they are, in the order of the calls.
 * No more than NURSERY_MOST that are neither ended nor forgotten, so that no line is ever full. */
enum { NURSERY_MOST = 192 };
int nursery_start(struct nursery *n, struct worker *w, struct arena *a,
                  const struct worker_limits *limits, const void *order);
/* Sends a signal to a worker; one that is not started yet never is. */
void nursery_kill(const struct nursery *n, uint64_t worker, int signal);
/* Whether a worker has ended; waits for it if told so. *status is as waitpid tells it; -1: it was
 * never started. */
bool nursery_ended(struct nursery *n, uint64_t worker, bool wait, int *status);
/* Nobody will ask for this worker, which has answered, nor for those before it. */
void nursery_forget(struct nursery *n, uint64_t worker);
/* Its workers are ended or have answered. NULL is allowed. */
void nursery_end(struct nursery *n);

#endif
