#include "cli/process.h"
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How often a running program is looked at: soon at first, then every 20 ms. */
enum { FIRST_LOOK_US = 500, LOOK_US = 20000 };

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

sigset_t process_hold_signals(void) {
    sigset_t held, before;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        sigaddset(&held, ending[i]);
    sigprocmask(SIG_BLOCK, &held, &before);
    return before;
}

void process_release_signals(sigset_t before) {
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static bool asked_to_end(void) {
    sigset_t waiting;
    sigpending(&waiting);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (sigismember(&waiting, ending[i]) == 1)
            return true;
    return false;
}

/* The environment with the scratch folder as home and for temporary files. */
static char **environment(const struct scratch *s) {
    VEC(char *) list = {0};
    for (char **e = environ; *e; e++)
        if (strncmp(*e, "HOME=", 5) != 0 && strncmp(*e, "TMPDIR=", 7) != 0)
            *vec_push(s->a, &list) = *e;
    *vec_push(s->a, &list) = (char *)(uintptr_t)str_fmt(s->a, "HOME=%s", s->folder).p;
    *vec_push(s->a, &list) = (char *)(uintptr_t)str_fmt(s->a, "TMPDIR=%s", s->folder).p;
    *vec_push(s->a, &list) = NULL;
    return list.at;
}

/* The program's id, or 0 where there is none of that name. It leads a group of its own and gets
 * signals as any program does. */
static pid_t start(const struct scratch *s, const char *const *argv, const char *out) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    pid_t pid = 0;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, scratch_path(s, out),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, scratch_path(s, "messages"),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    int rc = posix_spawnp(&pid, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv,
                          environment(s));
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return rc == 0 ? pid : 0;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool too_large(const struct scratch *s, const char *out) {
    struct stat st;
    return stat(scratch_path(s, out), &st) == 0 && st.st_size > 0 &&
           (uintmax_t)st.st_size > s->limits->file_bytes;
}

/* Waits for the program's end, or for a reason to end it. */
static enum process_end wait_for(const struct scratch *s, pid_t pid, const char *out,
                                 size_t seconds) {
    double end = now() + (double)seconds;
    useconds_t nap = FIRST_LOOK_US;
    while (waitpid(pid, NULL, WNOHANG) == 0) {
        if (asked_to_end())
            return PROCESS_STOPPED;
        if (now() >= end)
            return PROCESS_LATE;
        if (too_large(s, out))
            return PROCESS_LARGE;
        usleep(nap);
        nap = nap < LOOK_US / 2 ? 2 * nap : LOOK_US;
    }
    return PROCESS_ENDED;
}

enum process_end process_run(const struct scratch *s, const char *const *argv, const char *out,
                             size_t seconds) {
    pid_t pid = start(s, argv, out);
    if (pid == 0)
        return PROCESS_MISSING;
    enum process_end how = wait_for(s, pid, out, seconds);
    kill(-pid, SIGKILL); /* what it started may go on without it */
    if (how != PROCESS_ENDED)
        waitpid(pid, NULL, 0);
    return how;
}
