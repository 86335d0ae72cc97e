/* Confinement of a process that reads what came from outside: from then on it can compute, allocate
 * memory, and read and write the descriptors it has; it can not open a file, reach a network, start
 * a program, signal or look at another process. Linux: seccomp, through libseccomp. */
#ifndef TIAOMU_CLI_SANDBOX_H
#define TIAOMU_CLI_SANDBOX_H

#include <stdbool.h>

/* Whether this system can confine. */
bool sandbox_there(void);
/* Confines the process for the rest of its life. A forbidden call fails with EPERM. -1: it is not
 * confined. */
int sandbox_enter(void);

#endif
