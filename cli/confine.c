#include "cli/confine.h"
#include <signal.h>
#include <stdbool.h>
#include <sys/resource.h>

#ifdef __GLIBC__
typedef __rlimit_resource_t resource;
#else
typedef int resource;
#endif

/* At the first bound the process is told by a signal, at the second it is ended. */
static void limit(resource what, rlim_t most, rlim_t grace) {
    struct rlimit r;
    if (getrlimit(what, &r) != 0)
        return;
    if (r.rlim_max == RLIM_INFINITY || r.rlim_max > most + grace)
        r.rlim_max = most + grace;
    r.rlim_cur = most < r.rlim_max ? most : r.rlim_max;
    setrlimit(what, &r);
}

#ifdef __linux__
#include <errno.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/* Calls that no reader or converter of documents needs. Those of io_uring would go round the rule
 * on sockets. */
static const int refused[] = {SCMP_SYS(ptrace),
                              SCMP_SYS(process_vm_readv),
                              SCMP_SYS(process_vm_writev),
                              SCMP_SYS(io_uring_setup),
                              SCMP_SYS(io_uring_enter),
                              SCMP_SYS(io_uring_register),
                              SCMP_SYS(mount),
                              SCMP_SYS(umount2),
                              SCMP_SYS(pivot_root),
                              SCMP_SYS(unshare),
                              SCMP_SYS(setns),
                              SCMP_SYS(bpf),
                              SCMP_SYS(keyctl),
                              SCMP_SYS(add_key),
                              SCMP_SYS(request_key),
                              SCMP_SYS(init_module),
                              SCMP_SYS(finit_module),
                              SCMP_SYS(kexec_load),
                              SCMP_SYS(perf_event_open)};

/* Sockets between processes of this machine stay: LibreOffice talks to itself through one. A kernel
 * that takes no filters is no error, a filter that is not complete is. */
int confine_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return -1;
    const struct scmp_arg_cmp outside = {
        .arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX, .datum_b = 0};
    int rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, outside);
    for (size_t i = 0; rc != -ENOMEM && i < sizeof refused / sizeof *refused; i++)
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
    if (rc != -ENOMEM)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    return rc == -ENOMEM ? -1 : 0;
}

static void end_with_parent(void) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}
#else
int confine_calls(void) {
    return 0;
}

static void end_with_parent(void) {
}
#endif

/* A filter takes memory while it is made, so memory is limited behind it, unless it would refuse
 * that; time before it, because libseccomp turns for ever where it gets no memory. */
int confine_self(const struct confines *c) {
    bool refuses = c->calls != confine_calls;
    end_with_parent();
    limit(RLIMIT_CPU, c->cpu_seconds, 2);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, c->file_bytes, 0);
    int rc = refuses ? 0 : c->calls();
    limit(RLIMIT_AS, c->memory_bytes, 0);
    return refuses ? c->calls() : rc;
}
