#include "cli/nursery.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

/* START comes with the end of a pipe that the worker is to answer by, and is followed by its order;
 * the others are signals. */
enum { START = 0 };
struct request {
    uint64_t worker; /* by its number */
    int what;
};

/* What the nursery tells of each worker. */
struct ending {
    uint64_t worker;
    int status;
};

/* A worker, in the nursery. */
struct child {
    uint64_t worker;
    pid_t pid; /* 0: not started */
    int out;   /* until it is */
    void *order;
};

struct nursery {
    struct arena *a;
    pid_t pid;
    int line;
    size_t jobs;
    worker_job *job;
    void *ctx, *order;
    size_t order_n;
    uint64_t workers;           /* started so far */
    VEC(struct ending) endings; /* of those behind this one, who may be asked for */
    uint64_t forgotten;
    /* In the nursery, by their numbers; spare is room for orders. */
    VEC(struct child) children;
    VEC(void *) spare;
};

/* Room for one file descriptor beside a message. */
union beside {
    char room[CMSG_SPACE(sizeof(int))];
    struct cmsghdr head;
};

static bool send_request(int line, const struct request *r, int fd) {
    union beside beside = {{0}};
    struct iovec one = {(void *)(uintptr_t)r, sizeof *r};
    struct msghdr m = {.msg_iov = &one, .msg_iovlen = 1};
    if (fd >= 0) {
        m.msg_control = beside.room;
        m.msg_controllen = sizeof beside.room;
        beside.head = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(&beside.head), &fd, sizeof fd);
    }
    return sendmsg(line, &m, MSG_NOSIGNAL) == (ssize_t)sizeof *r;
}

/* *fd is -1 where none came. False at the end. */
static bool receive_request(int line, struct request *r, int *fd) {
    union beside beside;
    struct iovec one = {r, sizeof *r};
    struct msghdr m = {.msg_iov = &one,
                       .msg_iovlen = 1,
                       .msg_control = beside.room,
                       .msg_controllen = sizeof beside.room};
    *fd = -1;
    if (recvmsg(line, &m, MSG_WAITALL) != (ssize_t)sizeof *r)
        return false;
    struct cmsghdr *head = CMSG_FIRSTHDR(&m);
    if (head && head->cmsg_type == SCM_RIGHTS)
        memcpy(fd, CMSG_DATA(head), sizeof *fd);
    return true;
}

static bool put(int line, const void *p, size_t n) {
    return send(line, p, n, MSG_NOSIGNAL) == (ssize_t)n;
}

static bool get(int line, void *p, size_t n) {
    return recv(line, p, n, MSG_WAITALL) == (ssize_t)n;
}

/* ---- in the nursery ---- */

/* Tells how a worker ended and forgets it. */
static void tell_end(struct nursery *n, size_t at, int status) {
    struct child c = n->children.at[at];
    struct ending e = {c.worker, status};
    n->children.n--;
    memmove(&n->children.at[at], &n->children.at[at + 1], (n->children.n - at) * sizeof c);
    *vec_push(n->a, &n->spare) = c.order;
    if (c.pid == 0)
        close(c.out);
    if (!put(n->line, &e, sizeof e))
        _exit(0); /* nobody wants to know */
}

static void see_ends(struct nursery *n) {
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        for (size_t i = 0; i < n->children.n; i++)
            if (n->children.at[i].pid == pid) {
                tell_end(n, i, status);
                break;
            }
}

static void start_child(struct nursery *n, size_t at) {
    struct child *c = &n->children.at[at];
    memcpy(n->order, c->order, n->order_n);
    pid_t pid = fork();
    if (pid == 0)
        worker_be(c->out, n->job, n->ctx);
    if (pid < 0) {
        tell_end(n, at, -1);
        return;
    }
    c->pid = pid;
    close(c->out);
}

static void start_children(struct nursery *n) {
    for (size_t i = 0; i < n->children.n && i < n->jobs;) {
        size_t before = n->children.n;
        if (n->children.at[i].pid == 0)
            start_child(n, i);
        i += n->children.n == before;
    }
}

static void kill_child(struct nursery *n, const struct request *r) {
    for (size_t i = 0; i < n->children.n; i++) {
        const struct child *c = &n->children.at[i];
        if (c->worker != r->worker)
            continue;
        if (c->pid)
            kill(c->pid, r->what);
        else
            tell_end(n, i, -1);
        return;
    }
}

static bool take_order(struct nursery *n, uint64_t worker, int out) {
    struct child c = {.worker = worker, .out = out};
    c.order = n->spare.n ? n->spare.at[--n->spare.n] : arena_alloc(n->a, n->order_n);
    *vec_push(n->a, &n->children) = c;
    return get(n->line, c.order, n->order_n);
}

/* Waits for a request or the end of a worker. False at the end. */
static bool listen_once(struct nursery *n, const sigset_t *open) {
    struct request r = {0};
    int fd;
    fd_set line;
    FD_ZERO(&line);
    FD_SET(n->line, &line);
    if (pselect(n->line + 1, &line, NULL, NULL, NULL, open) <= 0)
        return true;
    if (!receive_request(n->line, &r, &fd))
        return false;
    if (r.what == START)
        return take_order(n, r.worker, fd);
    kill_child(n, &r);
    return true;
}

static void wake(int signal) {
    (void)signal;
}

/* The new process. It ends with the one it works for, whose end of the line closes. */
static _Noreturn void serve(struct nursery *n) {
    sigset_t child, open;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &open);
    sigdelset(&open, SIGCHLD);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = wake}, NULL);
    free(malloc(1 << 16)); /* puts in order what loading left behind, once and for all workers */
    do {
        see_ends(n);
        start_children(n);
    } while (listen_once(n, &open));
    _exit(0);
}

/* ---- in the process that it works for ---- */

struct nursery *nursery_new(struct arena *a, size_t jobs, worker_job *job, void *ctx, void *order,
                            size_t order_n) {
    struct nursery *n = arena_alloc(a, sizeof *n);
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return NULL;
    *n = (struct nursery){.a = a,
                          .line = ends[0],
                          .jobs = jobs,
                          .job = job,
                          .ctx = ctx,
                          .order = order,
                          .order_n = order_n};
    n->pid = fork();
    if (n->pid == 0) {
        n->line = worker_keep_only(ends[1]);
        serve(n);
    }
    close(ends[1]);
    if (n->pid > 0)
        return n;
    close(ends[0]);
    return NULL;
}

int nursery_start(struct nursery *n, struct worker *w, struct arena *a,
                  const struct worker_limits *limits, const void *order) {
    int ends[2];
    *w = (struct worker){.limits = limits, .answer = {.a = a}, .end = WORKER_CRASHED, .pipe = -1};
    if (pipe(ends) != 0)
        return -1;
    struct request r = {.worker = n->workers + 1, .what = START};
    bool sent = send_request(n->line, &r, ends[1]) && put(n->line, order, n->order_n);
    if (sent) {
        w->by = n;
        w->number = ++n->workers;
    }
    return worker_began(w, sent, ends);
}

void nursery_kill(const struct nursery *n, uint64_t worker, int signal) {
    send_request(n->line, &(struct request){worker, signal}, -1);
}

/* Takes the next ending that comes. False: there will be none, as the nursery is gone. */
static bool take_ending(struct nursery *n) {
    struct ending e;
    if (!get(n->line, &e, sizeof e))
        return false;
    if (e.worker > n->forgotten)
        *vec_push(n->a, &n->endings) = e;
    return true;
}

static bool has_ending(const struct nursery *n) {
    struct pollfd line = {.fd = n->line, .events = POLLIN};
    return poll(&line, 1, 0) > 0;
}

bool nursery_ended(struct nursery *n, uint64_t worker, bool wait, int *status) {
    for (size_t i = 0; worker > n->forgotten;) {
        if (i < n->endings.n && n->endings.at[i++].worker == worker)
            return *status = n->endings.at[i - 1].status, true;
        if (i < n->endings.n)
            continue;
        if (!wait && !has_ending(n))
            return false;
        if (!take_ending(n))
            break;
    }
    return *status = -1, true;
}

void nursery_forget(struct nursery *n, uint64_t worker) {
    size_t kept = 0;
    n->forgotten = worker;
    while (has_ending(n) && take_ending(n))
        ;
    for (size_t i = 0; i < n->endings.n; i++)
        if (n->endings.at[i].worker > worker)
            n->endings.at[kept++] = n->endings.at[i];
    n->endings.n = kept;
}

void nursery_end(struct nursery *n) {
    if (!n)
        return;
    close(n->line);
    while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
        ;
}
