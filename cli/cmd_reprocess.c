#include "cli/ingest.h"
#include "cli/process.h"
#include "corpus/runs.h"

/* The documents that other rules, or another version of the program, made. */
static int list_stale(struct ingest *in, input_files *out) {
    struct arena *a = in->work.a;
    struct diags diags = {.a = a};
    corpus_inputs stale = {0};
    if (corpus_list_stale(in->store.corpus, a, S(TIAOMU_VERSION), rules_version(in->work.rules),
                          &diags, &stale) < 0)
        return store_fail(&in->store, &diags);
    for (size_t i = 0; i < stale.n; i++) {
        const struct corpus_input *one = &stale.at[i];
        *vec_push(a, out) = (struct input_file){
            .path = str_z(a, one->file),
            .id = one->doc,
            .tracked = one->rejected ? TRACKED_REJECT : TRACKED_ACCEPT,
            .said = {.jurisdiction = one->jurisdiction, .status = one->status, .year = one->year}};
    }
    return 0;
}

static enum status reprocess(struct ingest *in) {
    input_files files = {0};
    in->store.corpus = work_corpus(in->work.a, in->args, CORPUS_READ); /* it must be there */
    corpus_close(in->store.corpus);
    if (!in->store.corpus)
        return NOTHING_DONE;
    in->store.corpus = NULL;
    if (store_open_there(&in->store, CORPUS_WRITE) < 0 || list_stale(in, &files) < 0)
        return NOTHING_DONE;
    if (files.n == 0) {
        say(NULL, "all documents were made with these rules; nothing is to be done");
        return ALL_DONE;
    }
    in->tell_changes = true;
    ingest_files(in, &files);
    return ingest_finish(in);
}

static enum status run(const struct args *args) {
    struct ingest in;
    if (ingest_start(&in, args) < 0)
        return NOTHING_DONE;
    sigset_t before = process_hold_signals();
    enum status status = reprocess(&in);
    ingest_end(&in);
    process_release_signals(before);
    return status;
}

const struct command cmd_reprocess = {
    .name = "reprocess",
    .arguments = "",
    .summary = "Reads documents of a database again with new rules, and says what changed.",
    .example = "tiaomu reprocess --db plans.db --rules my-rules/",
    .details =
        "Files are looked for where they were read last, by the names given then. What other\n"
        "rules made is read again; what comes out the same is left alone.",
    OPTION_LIST(OPT_DB, OPT_JOBS, OPT_REPORT, OPT_QUIET, OPT_NO_PROGRESS, INPUT_OPTIONS),
    .run = run,
};
