#include "cli/answer.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/nursery.h"
#include "cli/process.h"
#include "cli/say.h"
#include "extract/plan_pack.h"
#include "ingest/charset.h"
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* How far several workers may be ahead of the process that stores: it indexes what it stored in one
 * transaction in as much time as they take for some sixty documents of thirty measures. */
enum { AHEAD = 64, AHEAD_BYTES = 8 << 20, MOST = NURSERY_MOST };

/* An input whose turn has come: being worked on, or waiting for its turn to be taken. */
struct slot {
    struct input_job job;
    struct worker worker;
    struct arena *a; /* holds the answer, then its plans */
    bool ended;
};

/* What a worker is told of its input, and the digest of a content that need not be read again. */
enum { DIGEST = 64 };
struct order {
    size_t input, known_n;
    char known[DIGEST];
};

struct pool {
    struct work *w;
    const input_files *files;
    const struct intake *in;
    struct slot *slots; /* slots_n of them, by input modulo that */
    struct pollfd *ends;
    size_t slots_n;
    size_t first, next; /* inputs from first on are not taken yet, from next on not begun */
    size_t bytes;       /* of their answers */
    int plans;
    struct nursery *nursery; /* NULL: one input is worth none */
    struct order order;      /* in the nursery and below */
};

static struct slot *slot_of(const struct pool *p, size_t input) {
    return &p->slots[input % p->slots_n];
}

static void take_doc(struct pool *p, struct slot *s, struct str *rest) {
    struct diags diags = {.a = s->a};
    struct doc *doc = NULL;
    p->w->doc = NULL;
    if (!p->w->docs)
        return;
    struct str lines = input_doc_lines(rest);
    if (lines.n && doc_from_json(s->a, &lines, &diags, &doc) == 0)
        p->w->doc = doc;
}

/* How many plans the answer gave, or -1. */
static int take_plans(struct pool *p, struct slot *s, struct str rest) {
    struct plan *plan;
    int n = 0;
    for (; rest.n; n++) {
        if (plan_unpack(s->a, &rest, &plan) < 0) {
            s->worker.end = WORKER_CRASHED;
            worker_explain(&s->worker, &p->w->diags);
            return -1;
        }
        take_doc(p, s, &rest);
        if (p->in->take(p->in->ctx, plan) < 0)
            return -1;
    }
    return n;
}

static int take_answer(struct pool *p, struct slot *s) {
    struct str rest;
    p->w->diags.list.n = 0;
    switch (answer_kind(&s->worker, &p->w->diags, &rest)) {
    case ANSWER_RESULT:
        return take_plans(p, s, rest);
    case ANSWER_KNOWN:
        return p->in->same && p->in->same(p->in->ctx, &s->job.file) == 0 ? 1 : -1;
    default:
        return -1;
    }
}

static const char *input_name(const char *path) {
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* The first input's answer is there: its plans are taken, in the order of the inputs. -1: stop. */
static int take_first(struct pool *p) {
    struct slot *s = slot_of(p, p->first++);
    if (p->in->begin)
        p->in->begin(p->in->ctx, &s->job.file, s->worker.seconds);
    p->bytes -= s->worker.answer.n;
    int n = take_answer(p, s);
    say_findings(input_name(s->job.file.path), &p->w->diags, DIAG_ERROR);
    worker_drop(&s->worker);
    work_drop(p->w, s->a);
    if (n >= 0)
        p->plans += n;
    return n >= 0 ? 0 : p->in->failed ? p->in->failed(p->in->ctx, &p->w->diags) : -1;
}

static struct input_job job_of(const struct pool *p, size_t input) {
    return (struct input_job){.w = p->w,
                              .file = p->files->at[input],
                              .accepts = p->in->accepts,
                              .resolve = p->in->resolve};
}

/* In a worker: what it was ordered to do. */
static void answer_order(void *ctx, struct buf *answer) {
    struct pool *p = ctx;
    struct input_job job = job_of(p, p->order.input);
    job.known = (struct str){p->order.known, p->order.known_n};
    input_answer(&job, answer);
}

static int start_worker(struct pool *p, struct slot *s, size_t input) {
    struct order order = {.input = input};
    if (!p->nursery)
        return worker_start(&s->worker, s->a, &p->w->worker, input_answer, &s->job);
    if (s->job.known.n == DIGEST)
        memcpy(order.known, s->job.known.p, order.known_n = DIGEST);
    return nursery_start(p->nursery, &s->worker, s->a, &p->w->worker, &order);
}

static void begin_next(struct pool *p) {
    size_t input = p->next++;
    struct slot *s = slot_of(p, input);
    *s = (struct slot){.job = job_of(p, input), .a = arena_new(say_out_of_memory)};
    if (p->in->known)
        s->job.known = p->in->known(p->in->ctx, s->a, &s->job.file);
    s->ended = start_worker(p, s, input) < 0;
}

/* Whether another one may begin. */
static bool has_room(const struct pool *p) {
    return p->next < p->files->n && p->next - p->first < p->slots_n &&
           (p->next == p->first || p->bytes < AHEAD_BYTES);
}

/* What a worker has to say. */
static int hear(struct pool *p, struct slot *s) {
    size_t before = s->worker.answer.n;
    s->ended = worker_read(&s->worker);
    p->bytes += s->worker.answer.n - before;
    return p->in->coming && answer_comes(&s->worker) ? p->in->coming(p->in->ctx) : 0;
}

/* Reads what workers have to say, or waits a moment for it. */
static int listen(struct pool *p) {
    size_t n = 0;
    int rc = 0;
    for (size_t i = p->first; i < p->next; i++)
        p->ends[n++] = (struct pollfd){.fd = slot_of(p, i)->ended ? -1 : slot_of(p, i)->worker.pipe,
                                       .events = POLLIN};
    if (poll(p->ends, n, WORKER_LOOK_MS) <= 0)
        return 0;
    for (size_t i = p->first; i < p->next && rc == 0; i++)
        if (p->ends[i - p->first].revents)
            rc = hear(p, slot_of(p, i));
    return rc;
}

/* The last ones first, which may not have begun and then never do. */
static void stop(struct pool *p) {
    for (size_t i = p->next; i-- > p->first;)
        if (!slot_of(p, i)->ended)
            worker_drop(&slot_of(p, i)->worker);
    for (; p->first < p->next; p->first++) {
        struct slot *s = slot_of(p, p->first);
        worker_drop(&s->worker);
        arena_drop(s->a);
    }
}

/* 0: all were taken. */
static int run_pool(struct pool *p) {
    while (p->first < p->files->n) {
        while (has_room(p))
            begin_next(p);
        if (slot_of(p, p->first)->ended) {
            if (take_first(p) < 0)
                return -1;
        } else {
            if (p->in->waiting)
                p->in->waiting(p->in->ctx);
            if (listen(p) < 0)
                return -1;
        }
        if (process_asked_to_end())
            return -1;
    }
    return 0;
}

int work_inputs(struct work *w, const input_files *files, size_t jobs, const struct intake *in) {
    struct pool p = {.w = w, .files = files, .in = in};
    work_expect(w, files);
    p.slots_n = jobs == 1 ? 1 : jobs < MOST - AHEAD ? jobs + AHEAD : MOST;
    p.slots = arena_array(w->a, p.slots_n, sizeof *p.slots);
    p.ends = arena_array(w->a, p.slots_n, sizeof *p.ends);
    sigset_t before = process_hold_signals();
    if (files->n > 1) {
        charset_preload(); /* once for all */
        p.nursery = nursery_new(w->a, jobs, answer_order, &p, &p.order, sizeof p.order);
    }
    int rc = run_pool(&p);
    stop(&p);
    nursery_end(p.nursery);
    process_release_signals(before);
    return rc < 0 ? -1 : p.plans;
}

int work_input(struct work *w, const char *path, int accepts, const char *id, bool resolve,
               take_plan *take, void *ctx) {
    struct input_file file = {.path = path, .id = str_of(id), .tracked = w->tracked};
    const input_files one = {&file, 1, 1};
    const struct input_job job = {w, file, accepts, resolve, {0}};
    const struct intake in = {.accepts = accepts, .resolve = resolve, .take = take, .ctx = ctx};
    if (strcmp(path, "-") == 0 && isatty(STDIN_FILENO)) {
        say(NULL, "give a file, or pipe something in");
        return -1;
    }
    if (accepts & INPUT_FILE)
        return work_inputs(w, &one, 1, &in);
    work_expect(w, &one);
    int n = input_here(w, &job, take, ctx);
    say_findings(input_name(path), &w->diags, DIAG_ERROR);
    return n;
}
