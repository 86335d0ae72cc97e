/* A process gives up what it does not need before it looks at a document: it cannot reach the
 * network, trace or load anything into the system, or take more time, memory and disk than it was
 * given. For programs that convert documents, and for any process that reads them.
 *
 * Limits hold everywhere (setrlimit of POSIX); the network is cut on Linux (seccomp), where the
 * kernel allows it.
 */
#ifndef TIAOMU_CLI_CONFINE_H
#define TIAOMU_CLI_CONFINE_H

#include <stddef.h>

struct confines {
    size_t memory_bytes; /* of address space */
    size_t cpu_seconds;  /* of processor time, of all its threads */
    size_t file_bytes;   /* of any file that it writes; 0: none */
    /* Takes from the process what it need not call: confine_calls, or more (cli/sandbox.h). -1:
     * it failed, for want of memory or otherwise. */
    int (*calls)(void);
};

/* No network, no other process, nothing loaded into the system; where the kernel takes no filters
 * it does nothing. */
int confine_calls(void);

/* Confines the calling process, and all that it starts, for good; it also ends when its parent
 * does (on Linux), and leaves no core behind. -1: calls failed. */
int confine_self(const struct confines *c);

#endif
