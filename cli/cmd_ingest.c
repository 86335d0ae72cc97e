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

static const char *would(struct ingest *in, struct arena *a, const struct input_file *file,
                         struct str bytes) {
    struct diags diags = {.a = a};
    struct document stored = {0};
    struct str known = ingest_known(in, a, file);
    if (known.n && str_eq(known, sha256_hex(a, bytes)))
        return "unchanged";
    if (in->store.corpus)
        corpus_get_document(in->store.corpus, a, file->id, &diags, &stored);
    return stored.doc.n ? "replace" : "add";
}

/* What a run would do, without looking into the files. */
static enum status tell_plan(struct ingest *in, const input_files *files) {
    struct sink sink;
    if (sink_open(in->work.a, NULL, &sink) < 0)
        return NOTHING_DONE;
    for (size_t i = 0; i < files->n; i++) {
        const struct input_file *file = &files->at[i];
        struct arena *a = arena_new(say_out_of_memory);
        struct str bytes;
        int rc = 0;
        if (file_read(a, file->path, in->work.limits.file_bytes, &bytes) == 0)
            rc = sink_put(&sink, str_fmt(a, "%-9s %.*s\t%s\n", would(in, a, file, bytes),
                                         STR_ARG(file->id), file->path));
        arena_drop(a);
        if (rc < 0)
            return NOTHING_DONE;
    }
    return sink_close(&sink) < 0 ? NOTHING_DONE : ALL_DONE;
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

/* Reads what appears in the folders, a run for each time that several files do. */
static enum status watch(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    struct watch *w = watch_start(a, args->rest, args->n);
    enum status status = w ? ALL_DONE : NOTHING_DONE;
    watch_paths paths = {0};
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

static enum status run(const struct args *args) {
    sigset_t before = process_hold_signals(); /* so that a signal finds nothing half done */
    enum status status = run_once(args);
    if (args->value[OPT_WATCH])
        status = watch(args);
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
