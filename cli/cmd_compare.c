#include "cli/documents.h"
#include "cli/files.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "out/compare.h"
#include "out/pages.h"
#include <string.h>

struct comparing {
    const struct args *args;
    struct out_compare_view view;
    enum format { TEXT, JSON, HTML } format;
    enum lang lang;
};

static int find_format(const struct args *args, enum format *out) {
    const char *name = args_format(args);
    *out = TEXT;
    if (name && strcmp(name, "json") == 0)
        *out = JSON;
    else if (name && strcmp(name, "html") == 0)
        *out = HTML;
    else if (args->value[OPT_FORMAT] && strcmp(name, "text") != 0 && strcmp(name, "txt") != 0) {
        say(NULL, "compare writes text, json or html, not \"%s\"; choose with --format", name);
        return -1;
    }
    return 0;
}

static int compare(struct comparing *c, struct documents *d, struct sink *sink) {
    struct comparison found;
    struct buf b = {.a = d->a};
    for (size_t i = 0; i < c->args->n; i++)
        if (documents_add(d, c->args->rest[i]) < 0)
            return -1;
    compare_plans(d->a, (const struct plan *const *)d->plans.at, d->plans.n, &found);
    if (c->format == JSON)
        out_compare_json(&b, &found, c->view);
    else if (c->format == HTML)
        out_compare_html(&b, &found, (struct out_page){.lang = c->lang});
    else
        out_compare(&b, &found, c->view);
    return sink_put(sink, buf_str(&b));
}

static int compare_into(struct comparing *c, struct documents *d) {
    struct sink sink;
    if (sink_open(d->a, c->args->value[OPT_OUTPUT], &sink) < 0)
        return -1;
    if (compare(c, d, &sink) == 0)
        return sink_close(&sink);
    sink_drop(&sink);
    return -1;
}

static enum status run(const struct args *args) {
    struct comparing c = {.args = args,
                          .view = {.width = terminal_width(), .why = args->value[OPT_WHY]}};
    struct documents d;
    if (find_format(args, &c.format) < 0 || args_lang(args, &c.lang) < 0)
        return NOTHING_DONE;
    documents_start(&d, args);
    int rc = compare_into(&c, &d);
    documents_end(&d);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_compare = {
    .name = "compare",
    .arguments = "A B [C…]",
    .summary = "Sets plans side by side: who has a measure, who lacks it, who leads, by when.",
    .example = "tiaomu compare --db plans.db tongzhou-2026 miyun-2026 yanqing-2026",
    .least = 2,
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_LANG, OPT_WHY, INPUT_OPTIONS),
    .run = run,
};
