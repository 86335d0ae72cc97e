#include "cli/nursery.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

struct nursery {
    pid_t pid;
    int line; /* orders go out, each is answered */
    worker_job *job;
    void *ctx, *order;
    size_t order_n;
};

/* START comes with the end of a pipe that the worker is to answer by, and is followed by its order;
 * the others ask for waitpid. */
enum { START = -1 };
struct request {
    int options; /* of waitpid, or START */
    pid_t worker;
};
struct reply {
    pid_t worker; /* what fork or waitpid returned */
    int status, error;
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

static struct reply start_one(const struct nursery *n, int out) {
    pid_t pid = fork();
    if (pid == 0)
        worker_be(out, n->job, n->ctx);
    return (struct reply){pid, 0, errno};
}

/* The new process. It ends with the one it works for, whose end of the line closes. */
static _Noreturn void serve(const struct nursery *n, int line) {
    struct request r = {0};
    int fd;
    free(malloc(1 << 16)); /* puts in order what loading left behind, once and for all workers */
    while (receive_request(line, &r, &fd)) {
        struct reply reply = {0};
        if (r.options != START)
            reply.worker = waitpid(r.worker, &reply.status, r.options);
        else if (get(line, n->order, n->order_n))
            reply = start_one(n, fd);
        else
            break;
        reply.error = errno;
        if (fd >= 0)
            close(fd);
        if (!put(line, &reply, sizeof reply))
            break;
    }
    _exit(0);
}

struct nursery *nursery_new(struct arena *a, worker_job *job, void *ctx, void *order,
                            size_t order_n) {
    struct nursery *n = arena_alloc(a, sizeof *n);
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return NULL;
    *n = (struct nursery){
        .line = ends[0], .job = job, .ctx = ctx, .order = order, .order_n = order_n};
    n->pid = fork();
    if (n->pid == 0) {
        serve(n, worker_keep_only(ends[1]));
    }
    close(ends[1]);
    if (n->pid > 0)
        return n;
    close(ends[0]);
    return NULL;
}

/* As what was asked for returns. */
static pid_t reply_of(const struct nursery *n, int *status) {
    struct reply reply;
    if (!get(n->line, &reply, sizeof reply))
        return errno = ECHILD, -1;
    *status = reply.status;
    errno = reply.error;
    return reply.worker;
}

int nursery_start(const struct nursery *n, struct worker *w, struct arena *a,
                  const struct worker_limits *limits, const void *order) {
    int ends[2], status;
    *w = (struct worker){
        .by = n, .limits = limits, .answer = {.a = a}, .end = WORKER_CRASHED, .pipe = -1};
    if (pipe(ends) != 0)
        return -1;
    pid_t pid = send_request(n->line, &(struct request){.options = START}, ends[1]) &&
                        put(n->line, order, n->order_n)
                    ? reply_of(n, &status)
                    : -1;
    return worker_began(w, pid, ends);
}

pid_t nursery_wait(const struct nursery *n, pid_t worker, int *status, int options) {
    return send_request(n->line, &(struct request){options, worker}, -1) ? reply_of(n, status) : -1;
}

void nursery_end(struct nursery *n) {
    if (!n)
        return;
    close(n->line);
    while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
        ;
}
