#include "cli/answer.h"
#include "cli/files.h"
#include "cli/say.h"
#include "cli/work.h"
#include <string.h>

enum format { JSONL, HTML };

/* By --format, else by the extension of -o. */
static int find_format(const struct args *args, enum format *out) {
    static const struct format_name names[] = {
        {"jsonl", JSONL}, {"json", JSONL}, {"html", HTML}, {"htm", HTML}};
    int format;
    if (ARGS_FORMAT_OF(args, "decode", names, &format) < 0)
        return -1;
    *out = (enum format)format;
    return 0;
}

struct decoding {
    const char *path;
    struct str name, source_name;
    struct limits limits;
    struct convert convert;
    struct worker_limits worker;
    int ways;
    enum format format;
};

/* What a worker has made so far. */
struct decoded {
    const struct decoding *d;
    struct arena *a;
    struct diags diags;
    struct converted input;
    VEC(const struct doc *) docs;
};

/* The file's bytes, in a format that is read. */
static int get_input(struct decoded *made) {
    const struct decoding *d = made->d;
    struct str bytes;
    if (file_get(made->a, d->path, d->limits.file_bytes, &made->diags, &bytes) < 0)
        return -1;
    return convert_input(&d->convert, made->a, d->path, bytes, &d->limits, &made->diags,
                         &made->input);
}

static int decode_once(struct decoded *made, struct str name, enum tracked tracked) {
    const struct decoding *d = made->d;
    struct doc *doc;
    if (doc_read(made->a, made->input.bytes, name, d->source_name, &d->limits, tracked,
                 &made->diags, &doc) < 0)
        return -1;
    convert_record(&made->input, doc);
    *vec_push(made->a, &made->docs) = doc;
    return 0;
}

static int decode(struct decoded *made) {
    struct str name = made->d->name;
    int ways = made->d->ways;
    struct str before = ways & ACCEPTED ? tracked_before(made->a, name) : name;
    if (ways & ACCEPTED && decode_once(made, name, TRACKED_ACCEPT) < 0)
        return -1;
    return ways & REJECTED ? decode_once(made, before, TRACKED_REJECT) : 0;
}

static void put_docs(const struct decoded *made, struct buf *answer) {
    answer_begin(answer, ANSWER_RESULT);
    if (made->d->format == HTML)
        buf_add(answer, doc_to_html(made->a, made->docs.at, made->docs.n));
    for (size_t i = 0; made->d->format == JSONL && i < made->docs.n; i++)
        buf_add(answer, doc_to_json(made->a, made->docs.at[i]));
}

/* A worker_job. */
static void answer(void *ctx, struct buf *answer) {
    const struct decoding *d = ctx;
    struct decoded made = {.d = d, .a = answer->a, .diags = {.a = answer->a}};
    int rc = get_input(&made);
    doc_preload(made.input.bytes);
    worker_confine(&d->worker);
    if (rc < 0 || decode(&made) < 0)
        answer_fail(answer, &made.diags);
    else
        put_docs(&made, answer);
}

static int run_worker(struct decoding *d, struct arena *a, struct str *out) {
    struct diags diags = {.a = a};
    struct worker worker;
    worker_run(&worker, a, &d->worker, answer, d);
    int rc = answer_kind(&worker, &diags, out) == ANSWER_RESULT ? 0 : -1;
    say_findings(strcmp(d->path, "-") == 0 ? "standard input" : d->path, &diags, DIAG_ERROR);
    return rc;
}

static int read_options(const struct args *args, struct arena *a, struct decoding *d) {
    bool piped = strcmp(args->rest[0], "-") == 0;
    *d = (struct decoding){.path = args->rest[0],
                           .ways = tracked_states(args),
                           .name = piped ? S("stdin") : file_stem(a, args->rest[0]),
                           .source_name = piped ? S("stdin") : file_name(a, args->rest[0])};
    if (args->value[OPT_ID])
        d->name = str_of(args->value[OPT_ID]);
    return d->ways < 0 || find_format(args, &d->format) < 0 || work_limits(args, &d->limits) < 0 ||
                   convert_options(args, &d->convert) < 0 || worker_options(args, &d->worker) < 0
               ? -1
               : 0;
}

static int decode_file(const struct args *args, struct arena *a) {
    struct decoding d;
    struct sink sink;
    struct str out;
    if (read_options(args, a, &d) < 0 || run_worker(&d, a, &out) < 0 ||
        sink_open(a, args->value[OPT_OUTPUT], &sink) < 0 || sink_put(&sink, out) < 0)
        return -1;
    return sink_close(&sink);
}

static enum status run(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    int rc = decode_file(args, a);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_decode = {
    .name = "decode",
    .arguments = "FILE",
    .summary = "Prints what a document holds: JSON lines (the first filter), or html to look at.",
    .example = "tiaomu decode plan.docx | tiaomu extract | tiaomu resolve | tiaomu load",
    .least = 1,
    .most = 1,
    OPTION_LIST(OPT_ID, OPT_TRACKED, OPT_FORMAT, OPT_OUTPUT, OPT_OCR, OPT_CONVERT_TIMEOUT,
                OPT_MAX_FILE, OPT_MAX_MEMBER, OPT_MAX_PACKAGE, OPT_MAX_MEMBERS, OPT_MAX_DEPTH,
                OPT_MAX_ATTRIBUTES, OPT_MAX_TEXT, OPT_MAX_COLUMNS, OPT_MAX_CELLS, OPT_MAX_MEMORY,
                OPT_MAX_SECONDS, OPT_NO_SANDBOX),
    .run = run,
};
