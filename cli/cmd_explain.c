#include "cli/files.h"
#include "cli/named.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "out/out.h"

struct explaining {
    struct out_place at;
    struct str field;
    const char *place; /* as given */
    struct sink sink;
};

/* TABLE.TASK.MEASURE; the task is - where it has no number. */
static int read_place(const char *text, struct out_place *out) {
    struct str s = str_of(text);
    uint32_t n[3] = {0};
    for (int i = 0; i < 3; i++) {
        size_t dot = str_find(s, S("."), 0);
        struct str part = str_cut(s, 0, dot);
        bool last = i == 2;
        if ((dot == SIZE_MAX) != last)
            return -1;
        if (!(i == 1 && str_eq(part, S("-"))) && !str_uint(part, &n[i]))
            return -1;
        s = last ? s : str_cut(s, dot + 1, s.n);
    }
    *out = (struct out_place){(int)n[0], (int)n[1], (int)n[2]};
    return 0;
}

static int explain_plan(void *ctx, struct plan *plan) {
    struct explaining *e = ctx;
    struct buf b = {.a = plan->a};
    if (out_explain(&b, plan, e->at, e->field, terminal_width()) < 0) {
        say(plan->document.doc.p, "there is no measure %s; show lists them", e->place);
        return -1;
    }
    return sink_put(&e->sink, buf_str(&b));
}

static enum status run(const struct args *args) {
    struct explaining e = {.place = args->rest[1],
                           .field = str_of(args->n > 2 ? args->rest[2] : NULL)};
    if (read_place(args->rest[1], &e.at) < 0) {
        say(NULL, "%s is no TABLE.TASK.MEASURE, as in 1.4.2", args->rest[1]);
        return NOTHING_DONE;
    }
    if (sink_open(NULL, NULL, &e.sink) < 0)
        return NOTHING_DONE;
    int rc = named_document(args, explain_plan, &e);
    return sink_close(&e.sink) < 0 || rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_explain = {
    .name = "explain",
    .arguments = "DOC TABLE.TASK.MEASURE [FIELD]",
    .summary = "Prints where a measure's values came from: place, print, rules, confidence.",
    .example = "tiaomu explain plan.docx 1.4.2 lead",
    .least = 2,
    .most = 3,
    OPTION_LIST(OPT_DB, INPUT_OPTIONS),
    .run = run,
};
