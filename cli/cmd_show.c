#include "cli/files.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/work.h"
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

static int show_file(const struct args *args, struct showing *s) {
    struct work w;
    if (work_start(&w, args) < 0)
        return -1;
    int n = work_input(&w, args->rest[0], INPUT_FILE | INPUT_DOC | INPUT_PLAN, NULL, true,
                       show_plan, s);
    work_end(&w);
    return n < 0 ? -1 : 0;
}

static int show_stored(const struct args *args, struct showing *s) {
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    struct corpus *c = work_corpus(a, args, CORPUS_READ);
    struct plan *plan;
    int rc = c ? corpus_get(c, a, str_of(args->rest[0]), &diags, &plan) : -1;
    say_findings(NULL, &diags, DIAG_ERROR);
    if (rc == 0)
        rc = show_plan(s, plan);
    corpus_close(c);
    arena_drop(a);
    return rc;
}

/* A mistyped file name should not be answered with the lack of a database alone. */
static bool nowhere(const struct args *args) {
    if (args->value[OPT_DB] || file_exists(DEFAULT_DB))
        return false;
    say(args->rest[0], "there is no such file, nor a database " DEFAULT_DB " to look in; check the "
                       "name or give --db");
    return true;
}

static int show(const struct args *args, struct showing *s) {
    const char *doc = args->rest[0];
    if (strcmp(doc, "-") == 0 || (file_exists(doc) && !file_is_folder(doc)))
        return show_file(args, s);
    return nowhere(args) ? -1 : show_stored(args, s);
}

static enum status run(const struct args *args) {
    struct showing s = {.view = {.width = terminal_width(),
                                 .tasks = args->value[OPT_TASKS],
                                 .why = args->value[OPT_WHY]}};
    if (sink_open(NULL, NULL, &s.sink) < 0)
        return NOTHING_DONE;
    return show(args, &s) < 0 || sink_close(&s.sink) < 0 ? NOTHING_DONE : ALL_DONE;
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
