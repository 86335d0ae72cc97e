/* Workers: processes of our own, each for one answer, so that an input that crashes, hangs or
 * exhausts the program costs its own answer and no other. */
#ifndef TIAOMU_CLI_WORKER_H
#define TIAOMU_CLI_WORKER_H

#include "base/diag.h"
#include "cli/args.h"
#include <sys/types.h>

enum { WORKER_LOOK_MS = 100 }; /* how often who waits for a worker looks for a signal */

struct worker_limits {
    size_t memory;  /* bytes of address space, once confined */
    size_t seconds; /* of processor time, once confined */
    size_t answer;  /* bytes */
    bool confine;
};

/* The options that limit workers. -1 after a message. */
int worker_options(const struct args *args, struct worker_limits *out);

/* What a worker does; runs in the new process, which ends with it. What is put into answer is the
 * answer. */
typedef void worker_job(void *ctx, struct buf *answer);

/* Sends what the answer holds so far and empties it. What was sent is not taken back, unless the
 * worker does not end well. */
void worker_send(struct buf *answer);

/* To be called by the job before it looks into what came from outside. */
void worker_confine(const struct worker_limits *limits);

enum worker_end {
    WORKER_ANSWERED,
    WORKER_CRASHED,
    WORKER_LATE,       /* it used up its seconds */
    WORKER_STARVED,    /* it used up its memory */
    WORKER_LARGE,      /* its answer went beyond the limit */
    WORKER_UNCONFINED, /* the system did not confine it, and it read nothing */
};

struct nursery;

struct worker {
    pid_t pid;
    struct nursery *by; /* whose child it is, by this number; NULL: this process's own */
    uint64_t number;
    bool started; /* or to be started by the nursery */
    bool gone;    /* its process was waited for */
    int pipe; /* where its answer comes from: readable when there is more, or the end; then -1 */
    const struct worker_limits *limits;
    struct buf answer; /* what came so far, in the arena given */
    enum worker_end end;
    int signal;     /* that ended it, where it crashed; else 0 */
    double seconds; /* that it took; until it is done, when it was asked for, by say_clock */
};

/* Starts a worker. Where the system starts no more processes, it has ended at once: -1. */
int worker_start(struct worker *w, struct arena *a, const struct worker_limits *limits,
                 worker_job *job, void *ctx);
/* Keeps what other workers and the database are reached by out of this process: closes all but this
 * file and the standard ones. Returns the file's new number. */
int worker_keep_only(int fd);
/* It has a process, or will have, or not. It answers by the pipe's ends, of which the other one is
 * closed here. 0 or -1. */
int worker_began(struct worker *w, bool started, const int ends[2]);
/* The new process of a worker, whose answer goes to out. */
_Noreturn void worker_be(int out, worker_job *job, void *ctx);
/* Takes what has come, waiting for something where there is nothing. Returns whether the worker is
 * done: then end and answer say how. */
bool worker_read(struct worker *w);
/* Gives back the process of a worker; one that is not done is asked to end, and ended where it does
 * not. */
void worker_drop(struct worker *w);
/* Starts a worker and waits for its end. A signal that asks the program to end ends both. */
void worker_run(struct worker *w, struct arena *a, const struct worker_limits *limits,
                worker_job *job, void *ctx);
/* Adds the error that tells why there is no answer. */
void worker_explain(const struct worker *w, struct diags *diags);

#endif
