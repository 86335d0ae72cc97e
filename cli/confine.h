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
};

/* Confines the calling process, and all that it starts, for good; it also ends when its parent
 * does (on Linux), and leaves no core behind. -1: there is no memory to do so. */
int confine_self(const struct confines *c);

#endif
