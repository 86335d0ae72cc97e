#include "cli/files.h"
#include "cli/orgs.h"
#include "cli/say.h"
#include "cli/work.h"

struct load {
    struct corpus *corpus;
    size_t stored, changed;
    bool failed; /* the database did */
};

static int put_plan(void *ctx, struct plan *plan) {
    struct load *l = ctx;
    struct diags diags = {.a = plan->a};
    enum corpus_outcome outcome;
    int rc = corpus_put(l->corpus, plan, &diags, &outcome);
    say_findings(NULL, &diags, DIAG_ERROR);
    l->failed = l->failed || rc < 0;
    l->stored += rc == 0;
    l->changed += rc == 0 && outcome != CORPUS_UNCHANGED;
    return rc;
}

static enum status run(const struct args *args) {
    struct load l = {0};
    struct work w;
    enum status status = NOTHING_DONE;
    if (work_start(&w, args) < 0)
        return NOTHING_DONE;
    l.corpus = work_corpus(w.a, args, CORPUS_WRITE);
    if (l.corpus) {
        size_t failed;
        int n =
            work_stream(&w, args->n ? args->rest[0] : "-", INPUT_PLAN, NULL, put_plan, &l, &failed);
        bool described = l.changed == 0 || l.failed || orgs_describe(l.corpus, w.rules) == 0;
        status = n > 0 && !failed && described ? ALL_DONE : l.stored ? SOME_DONE : NOTHING_DONE;
    }
    corpus_close(l.corpus);
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
