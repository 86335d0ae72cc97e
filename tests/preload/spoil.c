/* Preloaded into a program, spoils calls by which SQLite reads and writes files: the one of the
 * number in SPOIL_AT, counted over those of SPOIL_CALLS, "read" or "write", fails with EIO, a write
 * with ENOSPC where the number is even. The file in SPOIL_LOG then holds how many there were.
 * What goes through stdio never comes by here. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static unsigned long count, spoil_at;
static int reads;

static __attribute__((constructor)) void start(void) {
    const char *at = getenv("SPOIL_AT"), *calls = getenv("SPOIL_CALLS");
    spoil_at = at ? strtoul(at, NULL, 10) : 0;
    reads = calls && strcmp(calls, "read") == 0;
}

static __attribute__((destructor)) void end(void) {
    const char *path = getenv("SPOIL_LOG");
    FILE *f = path ? fopen(path, "w") : NULL;
    if (!f)
        return;
    fprintf(f, "%lu\n", count);
    fclose(f);
}

static int spoilt(int read) {
    if (read != reads || ++count != spoil_at)
        return 0;
    errno = read || spoil_at % 2 ? EIO : ENOSPC;
    return 1;
}

#define CALL(type, name, ...) ((type)dlsym(RTLD_NEXT, name))(__VA_ARGS__)

ssize_t pread64(int fd, void *p, size_t n, off64_t at) {
    typedef ssize_t call(int, void *, size_t, off64_t);
    return spoilt(1) ? -1 : CALL(call *, "pread64", fd, p, n, at);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at) {
    typedef ssize_t call(int, const void *, size_t, off64_t);
    return spoilt(0) ? -1 : CALL(call *, "pwrite64", fd, p, n, at);
}

int fdatasync(int fd) {
    typedef int call(int);
    return spoilt(0) ? -1 : CALL(call *, "fdatasync", fd);
}

int fsync(int fd) {
    typedef int call(int);
    return spoilt(0) ? -1 : CALL(call *, "fsync", fd);
}

int ftruncate64(int fd, off64_t n) {
    typedef int call(int, off64_t);
    return spoilt(0) ? -1 : CALL(call *, "ftruncate64", fd, n);
}

int unlink(const char *path) {
    typedef int call(const char *);
    return spoilt(0) ? -1 : CALL(call *, "unlink", path);
}
