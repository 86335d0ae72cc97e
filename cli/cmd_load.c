#include "cli/store.h"
#include "cli/work.h"
#include <poll.h>
#include <unistd.h>

struct load {
    struct store store;
    bool piped;
};

/* Nothing is kept from other programs while the next document is waited for. */
static bool must_wait(const struct load *l) {
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    return l->piped && poll(&in, 1, 0) == 0;
}

static int put_plan(void *ctx, struct plan *plan) {
    struct load *l = ctx;
    enum corpus_outcome outcome;
    if (store_put(&l->store, plan, &outcome) < 0)
        return -1;
    return must_wait(l) ? store_commit(&l->store) : 0;
}

static enum status load(struct load *l, struct work *w, const char *path) {
    struct store *s = &l->store;
    size_t failed;
    int n = work_stream(w, path, INPUT_PLAN, NULL, put_plan, l, &failed);
    store_describe(s, w->rules);
    store_commit(s);
    if (n > 0 && !failed && !s->failed)
        return ALL_DONE;
    return n > 0 || s->changed ? SOME_DONE : NOTHING_DONE;
}

static enum status run(const struct args *args) {
    struct load l = {.piped = args->n == 0 || str_eq(str_of(args->rest[0]), S("-"))};
    struct work w;
    if (work_start(&w, args) < 0)
        return NOTHING_DONE;
    store_start(&l.store, w.a, args);
    enum status status = load(&l, &w, args->n ? args->rest[0] : "-");
    store_end(&l.store);
    work_end(&w);
    return status;
}

const struct command cmd_load = {
    .name = "load",
    .arguments = "[FILE]",
    .summary = "Stores resolved JSON lines in a database (the last filter).",
    .example = "tiaomu load --db plans.db plan.jsonl",
    .most = 1,
    OPTION_LIST(OPT_DB, OPT_RULES),
    .run = run,
};
