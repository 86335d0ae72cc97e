#include "cli/filter.h"

static int put_resolved(void *ctx, struct plan *plan) {
    struct filter *f = ctx;
    resolve_plan(plan, f->work.rules);
    return sink_put(&f->sink, plan_to_json(plan->a, plan));
}

static enum status run(const struct args *args) {
    return filter_run(args, INPUT_PLAN, put_resolved);
}

const struct command cmd_resolve = {
    .name = "resolve",
    .arguments = "[FILE]",
    .summary = "Prints extracted JSON lines with every organisation resolved (the third filter).",
    .example = "tiaomu extract plan.docx | tiaomu resolve > plan.jsonl",
    .most = 1,
    OPTION_LIST(OPT_OUTPUT, OPT_RULES),
    .run = run,
};
