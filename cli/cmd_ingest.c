#include "base/sha256.h"
#include "cli/files.h"
#include "cli/ingest.h"
#include "cli/process.h"
#include "cli/watch.h"

/* What need not be read is in the report all the same. */
static int list_inputs(struct ingest *in, input_files *out) {
    input_files all;
    if (inputs_list(in->work.a, in->args, in->store.path, &all) < 0)
        return -1;
    for (size_t i = 0; i < all.n; i++) {
        if (all.at[i].refused)
            ingest_refuse(in, &all.at[i]);
        else
            *vec_push(in->work.a, out) = all.at[i];
    }
    return 0;
}

/* What a run would do. */
enum plan_of { ADD, REPLACE, LEAVE, REFUSE, PLANS };

static enum plan_of would(struct ingest *in, struct arena *a, const struct input_file *file) {
    struct diags diags = {.a = a};
    struct document stored = {0};
    struct str bytes, known = ingest_known(in, a, file);
    if (file_read(a, file->path, in->work.limits.file_bytes, &bytes) < 0)
        return REFUSE;
    if (known.n && str_eq(known, sha256_hex(a, bytes)))
        return LEAVE;
    if (in->store.corpus)
        corpus_get_document(in->store.corpus, a, file->id, &diags, &stored);
    return stored.doc.n ? REPLACE : ADD;
}

/* It is told without looking into the files. */
static enum status tell_plan(struct ingest *in, const input_files *files) {
    static const char *const words[PLANS] = {"add", "replace", "unchanged", NULL};
    size_t n[PLANS] = {[REFUSE] = in->report.entries.n}; /* by their names */
    struct sink sink;
    if (sink_open(in->work.a, NULL, &sink) < 0)
        return NOTHING_DONE;
    for (size_t i = 0; i < files->n; i++) {
        const struct input_file *file = &files->at[i];
        struct arena *a = arena_new(say_out_of_memory);
        enum plan_of what = would(in, a, file);
        n[what]++;
        int rc = words[what] ? sink_put(&sink, str_fmt(a, "%-9s %.*s\t%s\n", words[what],
                                                       STR_ARG(file->id), file->path))
                             : 0;
        arena_drop(a);
        if (rc < 0)
            return NOTHING_DONE;
    }
    if (sink_close(&sink) < 0)
        return NOTHING_DONE;
    if (!in->quiet)
        say(NULL,
            "to add %zu, to replace %zu, unchanged %zu, not to be read %zu; nothing is stored",
            n[ADD], n[REPLACE], n[LEAVE], n[REFUSE]);
    return n[REFUSE] == 0 ? ALL_DONE : n[ADD] + n[REPLACE] + n[LEAVE] ? SOME_DONE : NOTHING_DONE;
}

static enum status ingest(struct ingest *in) {
    bool dry = in->args->value[OPT_DRY_RUN];
    input_files files = {0};
    if (in->args->n == 0 && !in->args->value[OPT_MANIFEST]) {
        say(NULL, "give files or folders to read, or a list of them with --manifest");
        return NOTHING_DONE;
    }
    if (list_inputs(in, &files) < 0 ||
        store_open_there(&in->store, dry ? CORPUS_READ : CORPUS_WRITE) < 0)
        return NOTHING_DONE;
    if (dry)
        return tell_plan(in, &files);
    ingest_files(in, &files);
    return ingest_finish(in);
}

static enum status run_once(const struct args *args) {
    struct ingest in;
    if (ingest_start(&in, args) < 0)
        return NOTHING_DONE;
    enum status status = ingest(&in);
    ingest_end(&in);
    return status;
}

/* Reads what is in the folders and then what appears there, a run for each time that several files
 * do. The watch begins first, so that nothing falls between the two. */
static enum status watch(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    bool recursive = args->value[OPT_RECURSIVE];
    struct watch *w = watch_start(a, args->rest, args->n, recursive);
    enum status status = w ? ALL_DONE : NOTHING_DONE;
    watch_paths paths = {0};
    if (w)
        run_once(args);
    if (w && !args->value[OPT_QUIET] && !args->value[OPT_NO_PROGRESS])
        say(NULL, "waiting for files; Ctrl-C ends");
    while (w && watch_next(w, a, &paths) == 0) {
        struct args found = *args;
        found.rest = (char **)(uintptr_t)paths.at;
        found.n = paths.n;
        found.value[OPT_MANIFEST] = NULL;
        run_once(&found);
    }
    if (w)
        watch_end(w);
    arena_drop(a);
    return status;
}

/* What watching cannot go together with. */
static int check_watch(const struct args *args) {
    const char *fault = args->n == 0               ? "names no folder to watch"
                        : args->value[OPT_ID]      ? "and --id do not go together"
                        : args->value[OPT_DRY_RUN] ? "and --dry-run do not go together"
                                                   : NULL;
    if (fault)
        say(NULL, "--watch %s; tiaomu ingest --help", fault);
    return fault ? -1 : 0;
}

static enum status run(const struct args *args) {
    bool watching = args->value[OPT_WATCH];
    if (watching && check_watch(args) < 0)
        return NOTHING_DONE;
    sigset_t before = process_hold_signals(); /* so that a signal finds nothing half done */
    enum status status = watching ? watch(args) : run_once(args);
    process_release_signals(before);
    return status;
}

const struct command cmd_ingest = {
    .name = "ingest",
    .arguments = "[PATH…]",
    .summary = "Reads files, and the files of folders, into a database.",
    .example = "tiaomu ingest --db plans.db plans/",
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_ID, OPT_RECURSIVE, OPT_MANIFEST, OPT_DRY_RUN, OPT_WATCH, OPT_TRACKED,
                OPT_JOBS, OPT_REPORT, OPT_QUIET, OPT_NO_PROGRESS, INPUT_OPTIONS),
    .run = run,
};
