#include "cli/files.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/work.h"
#include "out/out.h"

static int list(struct arena *a, struct corpus *c) {
    struct diags diags = {.a = a};
    struct corpus_list found;
    struct sink sink;
    struct buf b = {.a = a};
    if (corpus_list(c, a, &diags, &found) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    out_list(&b, found.documents.at, found.documents.n, terminal_width());
    return sink_open(a, NULL, &sink) < 0 || sink_put(&sink, buf_str(&b)) < 0 ? -1
                                                                             : sink_close(&sink);
}

static enum status run(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    struct corpus *c = work_corpus(a, args, CORPUS_READ);
    int rc = c ? list(a, c) : -1;
    corpus_close(c);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_list = {
    .name = "list",
    .arguments = "",
    .summary = "Prints the documents of a database and how much each holds.",
    .example = "tiaomu list --db plans.db",
    OPTION_LIST(OPT_DB),
    .run = run,
};
