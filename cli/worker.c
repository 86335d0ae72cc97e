#include "cli/worker.h"
#include "cli/confine.h"
#include "cli/nursery.h"
#include "cli/process.h"
#include "cli/sandbox.h"
#include "cli/say.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* How a worker says that it has no memory left: as say_out_of_memory ends a program. */
enum { STARVED = NOTHING_DONE, UNCONFINED, GRACE_US = 2000000, NAP_US = 1000 };

int worker_options(const struct args *args, struct worker_limits *out) {
    size_t megabytes;
    if (args_number(args, OPT_MAX_MEMORY, 1, 4096, &megabytes) < 0 ||
        args_number(args, OPT_MAX_SECONDS, 1, 300, &out->seconds) < 0)
        return -1;
    out->memory = out->answer = megabytes << 20;
    out->confine = !args->value[OPT_NO_SANDBOX];
    if (out->confine && !sandbox_there()) {
        say(NULL, "this system cannot confine what reads documents (it lacks seccomp); read only "
                  "documents that you trust");
        out->confine = false;
    }
    return 0;
}

static _Noreturn void starve(void) {
    _exit(STARVED);
}

/* AddressSanitizer reserves terabytes of addresses. */
static size_t addresses(const struct worker_limits *limits) {
#if defined(__SANITIZE_ADDRESS__)
    (void)limits;
    return SIZE_MAX;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    (void)limits;
    return SIZE_MAX;
#endif
#endif
    return limits->memory;
}

void worker_confine(const struct worker_limits *limits) {
    const struct confines confines = {.memory_bytes = addresses(limits),
                                      .cpu_seconds = limits->seconds,
                                      .calls = limits->confine ? sandbox_enter : confine_calls};
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    if (confine_self(&confines) < 0)
        _exit(UNCONFINED);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

enum { OUT = STDERR_FILENO + 1 }; /* of a worker: where its answer goes */

int worker_keep_only(int fd) {
    if (fd != OUT)
        dup2(fd, OUT);
#ifdef __linux__
    close_range(OUT + 1, ~0u, 0);
#else
    for (int other = OUT + 1; other < (int)sysconf(_SC_OPEN_MAX); other++)
        close(other);
#endif
    return OUT;
}

static size_t sent; /* by this process, a worker */

void worker_send(struct buf *answer) {
    for (size_t at = 0; at < answer->n;) {
        ssize_t n = write(OUT, answer->p + at, answer->n - at);
        if (n < 0 && errno != EINTR)
            _exit(1);
        at += n > 0 ? (size_t)n : 0;
    }
    sent += answer->n;
    answer->n = 0;
}

/* Behind an answer stands how many bytes it has, which tells that it is whole: nobody need wait
 * until its process is gone, which takes as long as storing some hundred rows. */
struct closing {
    uint64_t bytes;
    double seconds;
};

static void send_end(struct buf *answer, double began) {
    struct closing c = {sent + answer->n, say_clock() - began};
    buf_add(answer, (struct str){(const char *)&c, sizeof c});
    worker_send(answer);
    close(OUT);
}

static bool take_end(struct worker *w) {
    struct closing c;
    struct buf *answer = &w->answer;
    if (answer->n < sizeof c)
        return false;
    memcpy(&c, answer->p + answer->n - sizeof c, sizeof c);
    if (c.bytes != answer->n - sizeof c)
        return false;
    answer->n = c.bytes;
    w->seconds = c.seconds;
    return true;
}

/* The new process. What it inherited is not its own to tidy up, hence _exit. */
void worker_be(int out, worker_job *job, void *ctx) {
    struct buf answer = {.a = arena_new(starve)};
    double began = say_clock();
    worker_keep_only(out);
    job(ctx, &answer);
    send_end(&answer, began);
    _exit(0);
}

int worker_began(struct worker *w, bool started, const int ends[2]) {
    close(ends[1]);
    if (!started) {
        close(ends[0]);
        return -1;
    }
    w->started = true;
    w->pipe = ends[0];
    w->seconds = say_clock();
    return 0;
}

int worker_start(struct worker *w, struct arena *a, const struct worker_limits *limits,
                 worker_job *job, void *ctx) {
    int ends[2];
    *w = (struct worker){.limits = limits, .answer = {.a = a}, .end = WORKER_CRASHED, .pipe = -1};
    if (pipe(ends) != 0)
        return -1;
    w->pid = fork();
    if (w->pid == 0) {
        close(ends[0]);
        worker_be(ends[1], job, ctx);
    }
    return worker_began(w, w->pid > 0, ends);
}

/* As nursery_ended. */
static bool ended(const struct worker *w, bool wait, int *status) {
    if (w->by)
        return nursery_ended(w->by, w->number, wait, status);
    pid_t pid;
    while ((pid = waitpid(w->pid, status, wait ? 0 : WNOHANG)) < 0 && errno == EINTR)
        ;
    return pid != 0;
}

static void end_it(const struct worker *w, int signal) {
    if (w->by)
        nursery_kill(w->by, w->number, signal);
    else
        kill(w->pid, signal);
}

/* It ended without an answer. */
static void ask_why(struct worker *w) {
    int status = 0;
    w->gone = ended(w, true, &status);
    w->seconds = say_clock() - w->seconds;
    w->started = status != -1;
    w->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (w->end == WORKER_LARGE)
        return;
    if (w->signal == SIGXCPU)
        w->end = WORKER_LATE;
    else if (w->signal == SIGKILL || (w->signal == 0 && WEXITSTATUS(status) == STARVED))
        w->end = WORKER_STARVED; /* SIGKILL: by a system that had no memory left */
    else if (w->signal == 0 && WEXITSTATUS(status) == UNCONFINED)
        w->end = WORKER_UNCONFINED;
    else
        w->end = WORKER_CRASHED;
}

bool worker_read(struct worker *w) {
    char block[65536];
    ssize_t n = read(w->pipe, block, sizeof block);
    if (n < 0 && errno == EINTR)
        return false;
    if (n > 0)
        buf_add(&w->answer, (struct str){block, (size_t)n});
    if (w->answer.n > w->limits->answer) {
        w->end = WORKER_LARGE;
        end_it(w, SIGKILL);
        n = 0;
    }
    if (n > 0)
        return false;
    close(w->pipe);
    w->pipe = -1;
    if (w->end != WORKER_LARGE && take_end(w))
        w->end = WORKER_ANSWERED;
    else
        ask_why(w);
    return true;
}

void worker_run(struct worker *w, struct arena *a, const struct worker_limits *limits,
                worker_job *job, void *ctx) {
    sigset_t before = process_hold_signals();
    bool ended = worker_start(w, a, limits, job, ctx) < 0;
    while (!ended) {
        struct pollfd end = {.fd = w->pipe, .events = POLLIN};
        if (process_asked_to_end())
            break;
        ended = poll(&end, 1, WORKER_LOOK_MS) > 0 && worker_read(w);
    }
    worker_drop(w);
    process_release_signals(before);
}

void worker_explain(const struct worker *w, struct diags *diags) {
    struct arena *a = diags->a;
    enum diag_code code = w->end == WORKER_CRASHED ? DIAG_UNREADABLE : DIAG_LIMIT;
    struct str text =
        str_fmt(a, "reading it failed (signal %d); please report this document", w->signal);
    if (w->end == WORKER_LATE)
        text = str_fmt(a, "reading it takes more than %zu seconds; raise --max-seconds",
                       w->limits->seconds);
    else if (w->end == WORKER_STARVED)
        text = str_fmt(a, "reading it takes more than %zu MB of memory; raise --max-memory",
                       w->limits->memory >> 20);
    else if (w->end == WORKER_LARGE)
        text = S("its items take more than --max-memory allows; raise that");
    else if (w->end == WORKER_UNCONFINED)
        text = S("the system would not confine what reads it; try again when other programs are "
                 "closed, or give --no-sandbox for documents that you trust");
    else if (!w->started)
        text = S("the system starts no more processes; end some, or give a smaller --jobs");
    diag_add(diags, code, (struct place){0}, text);
}

static void stop(const struct worker *w) {
    int status;
    end_it(w, SIGTERM);
    for (int waited = 0; !ended(w, false, &status); waited += NAP_US) {
        if (waited >= GRACE_US)
            end_it(w, SIGKILL);
        usleep(NAP_US);
    }
    close(w->pipe);
}

void worker_drop(struct worker *w) {
    int status;
    if (!w->started || w->gone)
        return;
    if (w->pipe >= 0)
        stop(w);
    else if (w->by)
        nursery_forget(w->by, w->number);
    else
        ended(w, true, &status);
    w->gone = true;
}
