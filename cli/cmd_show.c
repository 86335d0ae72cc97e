#include "cli/files.h"
#include "cli/named.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "out/out.h"
#include <string.h>

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

static bool is_org(const char *what) {
    return what && strcmp(what, "org") == 0;
}

static enum status run(const struct args *args) {
    struct showing s = {.view = {.width = terminal_width(),
                                 .tasks = args->value[OPT_TASKS],
                                 .orgs = is_org(args->value[OPT_BY]),
                                 .why = args->value[OPT_WHY]}};
    if (args->value[OPT_BY] && !s.view.orgs) {
        say(NULL, "--by knows org, not %s", args->value[OPT_BY]);
        return NOTHING_DONE;
    }
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
    OPTION_LIST(OPT_DB, OPT_BY, OPT_TASKS, OPT_WHY, INPUT_OPTIONS),
    .run = run,
};
