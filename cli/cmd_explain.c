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

static bool read_number(struct str s, int *out) {
    uint32_t n;
    bool ok = str_uint(s, &n) && n > 0 && n <= INT32_MAX;
    *out = ok ? (int)n : *out;
    return ok;
}

/* TABLE.TASK.MEASURE, where the task is - if it has no number; TABLE.ROW; cCLAUSE. */
static int read_place(const char *text, struct out_place *out) {
    struct str s = str_of(text), part[3] = {{0}};
    int n = 0;
    *out = (struct out_place){0};
    if (str_starts(s, S("c")))
        return read_number(str_cut(s, 1, s.n), &out->clause) ? 0 : -1;
    for (size_t at = 0, dot; n < 3 && at <= s.n; at = dot == SIZE_MAX ? s.n + 1 : dot + 1) {
        dot = n < 2 ? str_find(s, S("."), at) : SIZE_MAX;
        part[n++] = str_cut(s, at, dot);
    }
    bool ok = n >= 2 && read_number(part[0], &out->table_no);
    if (n == 2)
        return ok && read_number(part[1], &out->row_no) ? 0 : -1;
    ok = ok && (str_eq(part[1], S("-")) || read_number(part[1], &out->task_no));
    return ok && read_number(part[2], &out->measure_no) ? 0 : -1;
}

static int explain_plan(void *ctx, struct plan *plan) {
    struct explaining *e = ctx;
    struct buf b = {.a = plan->a};
    if (out_explain(&b, plan, e->at, e->field, terminal_width()) < 0) {
        say(plan->document.doc.p, "there is no %s %s; show lists them",
            e->at.clause   ? "clause"
            : e->at.row_no ? "row"
                           : "measure",
            e->place);
        return -1;
    }
    return sink_put(&e->sink, buf_str(&b));
}

static enum status run(const struct args *args) {
    struct explaining e = {.place = args->rest[1],
                           .field = str_of(args->n > 2 ? args->rest[2] : NULL)};
    if (read_place(args->rest[1], &e.at) < 0) {
        say(NULL,
            "%s is no place: a measure is TABLE.TASK.MEASURE, as in 1.4.2, a row TABLE.ROW, as in "
            "2.5, a clause c and its number, as in c12",
            args->rest[1]);
        return NOTHING_DONE;
    }
    if (sink_open(NULL, NULL, &e.sink) < 0)
        return NOTHING_DONE;
    int rc = named_document(args, explain_plan, &e);
    return sink_close(&e.sink) < 0 || rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_explain = {
    .name = "explain",
    .arguments = "DOC TABLE.TASK.MEASURE|TABLE.ROW|cCLAUSE [FIELD]",
    .summary =
        "Prints where the values of a measure, row or clause came from: place, print, rules.",
    .example = "tiaomu explain plan.docx 1.4.2 lead",
    .least = 2,
    .most = 3,
    OPTION_LIST(OPT_DB, INPUT_OPTIONS),
    .run = run,
};
