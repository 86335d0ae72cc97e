#include "cli/sandbox.h"

#ifdef __linux__
#include <errno.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What reading, extracting and answering need, and what the C library does on its own: memory,
 * the clock of processor time, random numbers for hash tables, signals that end the process. */
static const int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(write),        SCMP_SYS(close),       SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),   SCMP_SYS(lseek),        SCMP_SYS(brk),         SCMP_SYS(munmap),
    SCMP_SYS(mremap),       SCMP_SYS(madvise),      SCMP_SYS(getrandom),   SCMP_SYS(clock_gettime),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),       SCMP_SYS(tgkill),      SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

static int allow(scmp_filter_ctx filter) {
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0)
            return -1;
    /* No memory that is written can be run; the end of pthread_once wakes those who wait for it,
     * but nothing can wait: there is but one thread. */
    const struct scmp_arg_cmp no_code = SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                              wake = {.arg = 1,
                                      .op = SCMP_CMP_EQ,
                                      .datum_a = FUTEX_WAKE_PRIVATE,
                                      .datum_b = 0};
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) != 0 ||
                   seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) != 0 ||
                   seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(futex), 1, wake) != 0
               ? -1
               : 0;
}

bool sandbox_there(void) {
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int sandbox_enter(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return -1;
    int rc = allow(filter) < 0 || seccomp_load(filter) != 0 ? -1 : 0;
    seccomp_release(filter);
    return rc;
}

#else

bool sandbox_there(void) {
    return false;
}

int sandbox_enter(void) {
    return -1;
}

#endif
