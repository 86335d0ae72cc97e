#include "cli/files.h"
#include "cli/named.h"
#include "cli/terminal.h"
#include "out/out.h"

struct showing {
    struct out_view view;
    struct sink sink;
};

static int show_plan(void *ctx, struct plan *plan) {
    struct showing *s = ctx;
    struct buf b = {.a = plan->a};
    out_show(&b, plan, s->view);
    return sink_put(&s->sink, buf_str(&b));
}

static enum status run(const struct args *args) {
    struct showing s = {.view = {.width = terminal_width(),
                                 .tasks = args->value[OPT_TASKS],
                                 .why = args->value[OPT_WHY]}};
    if (sink_open(NULL, NULL, &s.sink) < 0)
        return NOTHING_DONE;
    return named_document(args, show_plan, &s) < 0 || sink_close(&s.sink) < 0 ? NOTHING_DONE
                                                                              : ALL_DONE;
}

const struct command cmd_show = {
    .name = "show",
    .arguments = "DOC",
    .summary = "Prints what a document holds: a file, or one of the database by its id.",
    .example = "tiaomu show --why plan.docx",
    .least = 1,
    .most = 1,
    OPTION_LIST(OPT_DB, OPT_TASKS, OPT_WHY, INPUT_OPTIONS),
    .run = run,
};
