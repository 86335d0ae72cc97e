/* Preloaded into a program, lets allocations fail: the one of the number in STARVE_AT, or with
 * STARVE_ON set that one and all behind it. Numbers go on in a forked process where its parent's
 * stood. With STARVE_LOG, a file of zeros, none fails, and the file holds the numbers by which an
 * allocation was asked for by callers that had not asked for one before: a struct log. Those of
 * libseccomp are left out: without memory it turns for ever or frees twice (2.5.4), which ends the
 * worker and fails the document, but says nothing of this program.
 * glibc alone: it names the functions that stand behind malloc and the like. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { CALLERS = 12, PLACES = 1 << 16 };

struct log {
    uint64_t most;      /* allocations of the process that asked for most */
    uint64_t numbers_n; /* places, by their first allocation's number */
    uint64_t number[PLACES];
    uint64_t place[PLACES]; /* hashes of the callers' addresses, open addressing */
};

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static uint64_t count, fail_at;
static int go_on, busy;
static struct log *all;

static __attribute__((constructor)) void start(void) {
    const char *at = getenv("STARVE_AT"), *log = getenv("STARVE_LOG");
    void *callers[CALLERS];
    backtrace(callers, CALLERS); /* loads what it needs */
    int fd = log ? open(log, O_RDWR | O_CLOEXEC) : -1;
    void *p =
        fd >= 0 ? mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (fd >= 0)
        close(fd);
    if (p != MAP_FAILED)
        all = p;
    fail_at = at ? strtoull(at, NULL, 10) : 0;
    go_on = getenv("STARVE_ON") != NULL;
    count = 0;
}

static int of_libseccomp(void *const *callers, int n) {
    Dl_info of;
    for (int i = 0; i < n; i++)
        if (dladdr(callers[i], &of) && of.dli_fname && strstr(of.dli_fname, "libseccomp"))
            return 1;
    return 0;
}

static void note(void *const *callers, int n) {
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < n; i++)
        hash = (hash ^ (uintptr_t)callers[i]) * 1099511628211u;
    if (all->most < count)
        all->most = count;
    size_t i = hash % PLACES;
    while (all->place[i] && all->place[i] != hash)
        i = (i + 1) % PLACES;
    if (all->place[i] == hash || all->numbers_n == PLACES / 2)
        return;
    all->place[i] = hash;
    if (!of_libseccomp(callers, n))
        all->number[all->numbers_n++] = count;
}

static int refused(void) {
    void *callers[CALLERS];
    int refuse = 0;
    if (busy)
        return 0;
    busy = 1;
    count++;
    if (all)
        note(callers, backtrace(callers, CALLERS));
    else if (fail_at && (count == fail_at || (count > fail_at && go_on)))
        refuse = !of_libseccomp(callers, backtrace(callers, CALLERS));
    busy = 0;
    if (refuse)
        errno = ENOMEM;
    return refuse;
}

void *malloc(size_t n) {
    return refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size) {
    return refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n) {
    return refused() ? NULL : __libc_realloc(p, n);
}
