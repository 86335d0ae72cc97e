#include "cli/files.h"
#include "cli/named.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "out/out.h"
#include "out/pages.h"
#include <string.h>

enum format { TEXT, JSON, HTML };

struct showing {
    struct out_view view;
    struct out_page page;
    enum format format;
    struct sink sink;
};

static int show_plan(void *ctx, struct plan *plan) {
    struct showing *s = ctx;
    struct buf b = {.a = plan->a};
    if (s->format == JSON)
        out_jsonl(&b, plan);
    else if (s->format == HTML)
        out_plan_html(&b, plan, s->page);
    else
        out_show(&b, plan, s->view);
    return sink_put(&s->sink, buf_str(&b));
}

static bool is_org(const char *what) {
    return what && strcmp(what, "org") == 0;
}

static int find_format(const struct args *args, struct showing *s) {
    static const struct format_name names[] = {{"text", TEXT},  {"txt", TEXT},  {"json", JSON},
                                               {"jsonl", JSON}, {"html", HTML}, {"htm", HTML}};
    int format;
    if (ARGS_FORMAT_OF(args, "show", names, &format) < 0)
        return -1;
    s->format = (enum format)format;
    return args_lang(args, &s->page.lang);
}

static int show(const struct args *args, struct showing *s) {
    if (named_document(args, show_plan, s) == 0)
        return sink_close(&s->sink);
    sink_drop(&s->sink);
    return -1;
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
    struct arena *a = arena_new(say_out_of_memory);
    int rc = find_format(args, &s);
    if (rc == 0)
        rc = sink_open(a, args->value[OPT_OUTPUT], &s.sink) < 0 ? -1 : show(args, &s);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_show = {
    .name = "show",
    .arguments = "DOC",
    .summary = "Prints what a document holds: a file, or one of the database by its id.",
    .example = "tiaomu show --why plan.docx",
    .least = 1,
    .most = 1,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_LANG, OPT_BY, OPT_TASKS, OPT_WHY,
                INPUT_OPTIONS),
    .run = run,
};
