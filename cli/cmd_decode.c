#include "cli/files.h"
#include "cli/say.h"
#include "cli/work.h"
#include <string.h>

enum { ACCEPT = 1, REJECT = 2 };

static int which(const char *text) {
    static const struct {
        const char *name;
        int ways;
    } names[] = {{"accept", ACCEPT}, {"reject", REJECT}, {"both", ACCEPT | REJECT}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!text || strcmp(text, names[i].name) == 0)
            return names[i].ways;
    say(NULL, "--tracked is accept, reject or both, not \"%s\"", text);
    return -1;
}

enum format { JSONL, HTML };

/* By --format, else by the extension of -o. */
static int find_format(const struct args *args, enum format *out) {
    const char *name = args->value[OPT_FORMAT], *path = args->value[OPT_OUTPUT];
    const char *dot = path ? strrchr(path, '.') : NULL;
    *out = JSONL;
    if (strcmp(name ? name : dot ? dot + 1 : "", "html") == 0)
        *out = HTML;
    if (!name || *out == HTML || strcmp(name, "jsonl") == 0 || strcmp(name, "json") == 0)
        return 0;
    say(NULL, "decode writes jsonl or html, not \"%s\"; choose with --format", name);
    return -1;
}

struct decoding {
    struct arena *a;
    const char *path;
    struct str source_name;
    struct limits limits;
    struct convert convert;
    struct converted input;
    struct sink sink;
    VEC(const struct doc *) docs;
};

static int decode_once(struct decoding *d, struct str name, enum tracked tracked) {
    struct diags diags = {.a = d->a};
    struct doc *doc;
    int rc =
        doc_read(d->a, d->input.bytes, name, d->source_name, &d->limits, tracked, &diags, &doc);
    say_findings(d->path, &diags, DIAG_ERROR);
    if (rc < 0)
        return -1;
    convert_record(&d->input, doc);
    *vec_push(d->a, &d->docs) = doc;
    return 0;
}

/* The file's bytes, in a format that is read. */
static int get_input(struct decoding *d, const char *path) {
    struct diags diags = {.a = d->a};
    struct str bytes;
    if (file_read(d->a, path, d->limits.file_bytes, &bytes) < 0)
        return -1;
    int rc = convert_input(&d->convert, d->a, path, bytes, &d->limits, &diags, &d->input);
    say_findings(d->path, &diags, DIAG_ERROR);
    return rc;
}

static int decode(struct decoding *d, struct str name, int ways) {
    struct str before = ways & ACCEPT ? str_fmt(d->a, "%.*s.before", STR_ARG(name)) : name;
    if (ways & ACCEPT && decode_once(d, name, TRACKED_ACCEPT) < 0)
        return -1;
    if (ways & REJECT && decode_once(d, before, TRACKED_REJECT) < 0)
        return -1;
    return 0;
}

static int put_docs(struct decoding *d, enum format format) {
    if (format == HTML)
        return sink_put(&d->sink, doc_to_html(d->a, d->docs.at, d->docs.n));
    for (size_t i = 0; i < d->docs.n; i++)
        if (sink_put(&d->sink, doc_to_json(d->a, d->docs.at[i])) < 0)
            return -1;
    return 0;
}

static enum status run(const struct args *args) {
    bool piped = strcmp(args->rest[0], "-") == 0;
    struct decoding d = {.a = arena_new(say_out_of_memory),
                         .path = piped ? "standard input" : args->rest[0]};
    int ways = which(args->value[OPT_TRACKED]), rc = -1;
    struct str name = piped ? S("stdin") : file_stem(d.a, d.path);
    d.source_name = piped ? S("stdin") : file_name(d.a, d.path);
    if (args->value[OPT_ID])
        name = str_of(args->value[OPT_ID]);
    enum format format;
    if (ways > 0 && find_format(args, &format) == 0 && work_limits(args, &d.limits) == 0 &&
        convert_options(args, &d.convert) == 0 && get_input(&d, args->rest[0]) == 0 &&
        sink_open(d.a, args->value[OPT_OUTPUT], &d.sink) == 0) {
        rc = decode(&d, name, ways) < 0 ? -1 : put_docs(&d, format);
        if (rc < 0)
            sink_drop(&d.sink);
        else
            rc = sink_close(&d.sink);
    }
    arena_drop(d.a);
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
                OPT_MAX_COLUMNS, OPT_MAX_CELLS),
    .run = run,
};
