#include "cli/filter.h"

static int put_plan(void *ctx, struct plan *plan) {
    struct filter *f = ctx;
    return sink_put(&f->sink, plan_to_json(plan->a, plan));
}

static enum status run(const struct args *args) {
    return filter_run(args, INPUT_FILE | INPUT_DOC, put_plan);
}

const struct command cmd_extract = {
    .name = "extract",
    .arguments = "[FILE]",
    .summary =
        "Prints the items of a document, or of decoded JSON lines, as JSON lines (the second "
        "filter).",
    .example = "tiaomu extract plan.docx | jq -r 'select(.type == \"measure\") | .measure'",
    .most = 1,
    OPTION_LIST(OPT_ID, OPT_OUTPUT, OPT_STOP_AFTER, INPUT_OPTIONS),
    .run = run,
};
