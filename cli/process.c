#include "cli/process.h"
#include "cli/confine.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What a program is to do, made ready before it has a process of its own. */
struct work_order {
    const char *const *argv;
    const char *out; /* path of the file for its output */
    struct confines confines;
};

/* LibreOffice maps some 2 GiB before it has seen a document. */
static const size_t memory = (size_t)4 << 30;

/* How often a running program is looked at: soon at first, then every 20 ms. */
enum { FIRST_LOOK_US = 500, LOOK_US = 20000 };
enum { CPUS = 2 /* that a program with threads may keep busy all its time */ };

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

bool process_asked_to_end(void) {
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

static bool put_at(int fd, const char *path, int flags) {
    int from = open(path, flags | O_CLOEXEC, 0600);
    return from >= 0 && dup2(from, fd) == fd;
}

/* In the new process: becomes the program, or tells errno through the pipe. It leads a group of its
 * own and gets signals as any program does. */
static void become(const struct scratch *s, const struct work_order *w, char *const *env,
                   int told) {
    const int fresh = O_WRONLY | O_CREAT | O_TRUNC;
    sigset_t none;
    sigemptyset(&none);
    setpgid(0, 0);
    if (put_at(STDIN_FILENO, "/dev/null", O_RDONLY) && put_at(STDOUT_FILENO, w->out, fresh) &&
        put_at(STDERR_FILENO, scratch_path(s, "messages"), fresh)) {
        sigprocmask(SIG_SETMASK, &none, NULL);
        signal(SIGXFSZ, SIG_DFL);
        environ = (char **)(uintptr_t)env;
        if (confine_self(&w->confines) == 0)
            execvp(w->argv[0], (char *const *)(uintptr_t)w->argv);
    }
    int e = errno;
    _exit(write(told, &e, sizeof e) == (ssize_t)sizeof e ? 127 : 126);
}

/* The program's id, or 0 where there is none of that name. */
static pid_t start(const struct scratch *s, const struct work_order *w) {
    int pipe_of[2], e;
    char *const *env = environment(s);
    if (pipe2(pipe_of, O_CLOEXEC) != 0)
        return 0;
    pid_t pid = fork();
    if (pid == 0)
        become(s, w, env, pipe_of[1]);
    close(pipe_of[1]);
    bool failed = pid < 0 || read(pipe_of[0], &e, sizeof e) > 0;
    close(pipe_of[0]);
    if (pid > 0 && failed)
        waitpid(pid, NULL, 0);
    return failed ? 0 : pid;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool too_large(const struct scratch *s, const char *out) {
    struct stat st;
    return stat(out, &st) == 0 && st.st_size > 0 && (uintmax_t)st.st_size > s->limits->file_bytes;
}

/* How it ended by itself. What one wrote that was ended by a signal is not to be trusted. */
static enum process_end end_of(int status) {
    if (!WIFSIGNALED(status))
        return PROCESS_ENDED;
    return WTERMSIG(status) == SIGXCPU   ? PROCESS_LATE
           : WTERMSIG(status) == SIGXFSZ ? PROCESS_LARGE
                                         : PROCESS_BROKE;
}

/* Waits for the program's end, or for a reason to end it. */
static enum process_end wait_for(const struct scratch *s, pid_t pid, const char *out,
                                 size_t seconds) {
    double end = now() + (double)seconds;
    useconds_t nap = FIRST_LOOK_US;
    int status = 0;
    enum process_end how = PROCESS_ENDED;
    while (how == PROCESS_ENDED && waitpid(pid, &status, WNOHANG) == 0) {
        how = process_asked_to_end() ? PROCESS_STOPPED
              : now() >= end         ? PROCESS_LATE
              : too_large(s, out)    ? PROCESS_LARGE
                                     : PROCESS_ENDED;
        usleep(nap);
        nap = nap < LOOK_US / 2 ? 2 * nap : LOOK_US;
    }
    kill(-pid, SIGKILL); /* what it started may go on without it */
    if (how == PROCESS_ENDED)
        return end_of(status);
    waitpid(pid, NULL, 0);
    return how;
}

enum process_end process_run(const struct scratch *s, const char *const *argv, const char *out,
                             size_t seconds) {
    const struct work_order w = {
        .argv = argv,
        .out = scratch_path(s, out),
        .confines = {memory, CPUS * seconds, s->limits->file_bytes, confine_calls},
    };
    pid_t pid = start(s, &w);
    return pid == 0 ? PROCESS_MISSING : wait_for(s, pid, w.out, seconds);
}
