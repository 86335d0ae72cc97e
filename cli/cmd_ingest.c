#include "base/sha256.h"
#include "cli/files.h"
#include "cli/orgs.h"
#include "cli/process.h"
#include "cli/report.h"
#include "cli/say.h"
#include "cli/work.h"
#include <string.h>
#include <time.h>

struct ingest {
    struct work work;
    const struct args *args;
    const char *db;
    struct corpus *corpus; /* made for the first document, so that a run without any leaves none */
    input_files files;     /* to be read */
    const struct input_file *file; /* worked on now */
    struct progress bar;
    size_t jobs;
    struct report report;
    bool quiet, changed, store_failed;
    bool storing;                 /* a transaction is open */
    struct timespec stored_since; /* when it began */
};

/* A transaction costs about as much as a document: several share one, but not for so long that
 * another program that wants to write would wait. */
enum { TRANSACTION_MS = 500 };

static struct report_entry *add_entry(struct ingest *in, struct str doc, const char *outcome,
                                      const struct diags *findings) {
    struct report_entry *e = vec_push(in->work.a, &in->report.entries);
    *e = (struct report_entry){
        .file = in->file->path, .doc = str_dup(in->work.a, doc), .outcome = outcome};
    e->findings.a = in->work.a;
    diag_copy(&e->findings, findings);
    return e;
}

static int open_corpus(struct ingest *in) {
    if (!in->corpus)
        in->corpus = work_corpus(in->work.a, in->args, CORPUS_WRITE);
    in->store_failed = in->store_failed || !in->corpus;
    return in->corpus ? 0 : -1;
}

static int store_failed(struct ingest *in, const struct diags *diags) {
    say_findings(NULL, diags, DIAG_ERROR);
    in->store_failed = true;
    return -1;
}

static long ms_since(const struct timespec *from) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - from->tv_sec) * 1000 + (now.tv_nsec - from->tv_nsec) / 1000000;
}

static int begin_storing(struct ingest *in, struct diags *diags) {
    if (in->storing)
        return 0;
    if (corpus_begin(in->corpus, diags) < 0)
        return -1;
    in->storing = true;
    clock_gettime(CLOCK_MONOTONIC, &in->stored_since);
    return 0;
}

/* Makes what was put last, where that began at least so long ago. */
static int commit(struct ingest *in, long least_ms) {
    struct diags diags = {.a = in->work.a};
    if (!in->storing || ms_since(&in->stored_since) < least_ms)
        return 0;
    in->storing = false;
    return corpus_commit(in->corpus, &diags) < 0 ? store_failed(in, &diags) : 0;
}

static void waiting(void *ctx) {
    commit(ctx, TRANSACTION_MS);
}

static void add_document(struct ingest *in, const struct plan *plan, const char *outcome) {
    struct report_entry *e = add_entry(in, plan->document.doc, outcome, &plan->diags);
    e->holds = plan_summary(plan);
    e->holds.document = (struct document){0};
}

static int put_plan(void *ctx, struct plan *plan) {
    static const char *const outcomes[] = {
        [CORPUS_ADDED] = "added", [CORPUS_REPLACED] = "replaced", [CORPUS_UNCHANGED] = "unchanged"};
    struct ingest *in = ctx;
    struct diags diags = {.a = plan->a};
    enum corpus_outcome outcome;
    if (open_corpus(in) < 0)
        return -1;
    if (begin_storing(in, &diags) < 0 || corpus_put(in->corpus, plan, &diags, &outcome) < 0)
        return store_failed(in, &diags);
    in->changed = in->changed || outcome != CORPUS_UNCHANGED;
    say_findings(in->file->path, &plan->diags, DIAG_ERROR);
    add_document(in, plan, outcomes[outcome]);
    return commit(in, TRANSACTION_MS);
}

/* What this program made with these rules is not made again from the same bytes, but where a
 * manifest may say other things of them. */
static struct str known(void *ctx, struct arena *a, const struct input_file *file) {
    struct ingest *in = ctx;
    struct diags diags = {.a = a};
    struct document stored = {0};
    bool said = file->said.jurisdiction.n || file->said.status.n || file->said.year;
    if (!in->corpus || said || corpus_get_document(in->corpus, a, file->id, &diags, &stored) < 0 ||
        !str_eq(stored.tool_version, S(TIAOMU_VERSION)) ||
        !str_eq(stored.rules_version, rules_version(in->work.rules)))
        return (struct str){0};
    return stored.source_sha256;
}

static int same(void *ctx, const struct input_file *file) {
    struct ingest *in = ctx;
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    struct plan *plan;
    int rc = corpus_get(in->corpus, a, file->id, &diags, &plan);
    if (rc < 0)
        store_failed(in, &diags);
    else
        add_document(in, plan, "unchanged");
    arena_drop(a);
    return rc;
}

static int failed(void *ctx, const struct diags *findings) {
    struct ingest *in = ctx;
    if (in->store_failed)
        return -1;
    add_entry(in, S(""), "failed", findings);
    return 0;
}

static void begin(void *ctx, const struct input_file *file) {
    struct ingest *in = ctx;
    in->file = file;
    progress_step(&in->bar, file->path);
}

/* What need not be read is in the report all the same. */
static int list_inputs(struct ingest *in) {
    const struct diags none = {0};
    input_files all;
    if (inputs_list(in->work.a, in->args, in->db, &all) < 0)
        return -1;
    for (size_t i = 0; i < all.n; i++) {
        if (!all.at[i].refused) {
            *vec_push(in->work.a, &in->files) = all.at[i];
            continue;
        }
        in->file = &all.at[i];
        add_entry(in, S(""), all.at[i].refused, &none);
    }
    return 0;
}

/* What a run would do, without reading more than the bytes. */
static enum status tell_plan(struct ingest *in) {
    struct buf b = {.a = in->work.a};
    for (size_t i = 0; i < in->files.n; i++) {
        const struct input_file *file = &in->files.at[i];
        struct arena *a = arena_new(say_out_of_memory);
        struct diags diags = {.a = a};
        struct document stored = {0};
        struct str bytes, sha256 = known(in, a, file);
        if (file_read(a, file->path, in->work.limits.file_bytes, &bytes) == 0) {
            if (in->corpus)
                corpus_get_document(in->corpus, a, file->id, &diags, &stored);
            bool same = sha256.n && str_eq(sha256, sha256_hex(a, bytes));
            buf_fmt(&b, "%-9s %.*s\t%s\n",
                    same           ? "unchanged"
                    : stored.doc.n ? "replace"
                                   : "add",
                    STR_ARG(file->id), file->path);
        }
        arena_drop(a);
    }
    struct sink sink;
    return sink_open(in->work.a, NULL, &sink) < 0 || sink_put(&sink, buf_str(&b)) < 0 ||
                   sink_close(&sink) < 0
               ? NOTHING_DONE
               : ALL_DONE;
}

static int open_there(struct ingest *in) {
    if (!file_exists(in->db))
        return 0;
    if (!in->args->value[OPT_DRY_RUN])
        return open_corpus(in);
    in->corpus = work_corpus(in->work.a, in->args, CORPUS_READ);
    return in->corpus ? 0 : -1;
}

static void ingest_all(struct ingest *in) {
    const struct intake intake = {.accepts = INPUT_FILE | INPUT_DOC,
                                  .resolve = true,
                                  .ctx = in,
                                  .take = put_plan,
                                  .begin = begin,
                                  .failed = failed,
                                  .known = known,
                                  .same = same,
                                  .waiting = waiting};
    in->bar = progress_start(in->files.n, !in->quiet);
    int rc = work_inputs(&in->work, &in->files, in->jobs, &intake);
    progress_end(&in->bar);
    commit(in, 0);
    if (rc < 0 && !in->store_failed)
        say(NULL, "stopped; what was read is stored, the same command goes on with the rest");
    if (in->changed && orgs_describe(in->corpus, in->work.rules) < 0)
        in->store_failed = true;
}

/* What came of the run as a whole. */
struct totals {
    size_t documents, unchanged, failed;
    long long measures, rows, warnings;
};

static struct totals add_up(const struct report *r) {
    struct totals t = {0};
    for (size_t i = 0; i < r->entries.n; i++) {
        const struct report_entry *e = &r->entries.at[i];
        bool failed = strcmp(e->outcome, "failed") == 0;
        t.failed += failed;
        t.documents += !failed;
        t.unchanged += strcmp(e->outcome, "unchanged") == 0;
        t.measures += e->holds.measures;
        t.rows += e->holds.rows;
        t.warnings += e->holds.warnings;
    }
    return t;
}

static void say_totals(const struct ingest *in, struct totals t) {
    struct buf b = {.a = in->work.a};
    buf_fmt(&b, "%zu documents", t.documents);
    if (t.unchanged)
        buf_fmt(&b, " (%zu unchanged)", t.unchanged);
    buf_fmt(&b, ", %lld measures, %lld other rows, %lld warnings", t.measures, t.rows, t.warnings);
    if (t.failed)
        buf_fmt(&b, ", %zu inputs not read", t.failed);
    if (t.warnings)
        buf_add(&b, S(" (tiaomu show --why DOC lists them)"));
    say(NULL, "%.*s", STR_ARG(buf_str(&b)));
}

static int write_report(struct ingest *in, const char *started, double seconds) {
    const char *path = in->args->value[OPT_REPORT];
    struct sink sink;
    if (!path)
        return 0;
    in->report.a = in->work.a;
    struct str json =
        report_json(&in->report, in->db, rules_version(in->work.rules), started, seconds);
    if (sink_open(in->work.a, path, &sink) < 0 || sink_put(&sink, json) < 0)
        return -1;
    return sink_close(&sink);
}

static enum status ingest(struct ingest *in) {
    char started[32] = "";
    struct timespec from, to;
    time_t now = time(NULL);
    struct tm utc;
    strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    clock_gettime(CLOCK_MONOTONIC, &from);
    if (in->args->n == 0 && !in->args->value[OPT_MANIFEST]) {
        say(NULL, "give files or folders to read, or a list of them with --manifest");
        return NOTHING_DONE;
    }
    if (list_inputs(in) < 0)
        return NOTHING_DONE;
    if (open_there(in) < 0)
        return NOTHING_DONE;
    if (in->args->value[OPT_DRY_RUN])
        return tell_plan(in);
    ingest_all(in);
    clock_gettime(CLOCK_MONOTONIC, &to);
    struct totals t = add_up(&in->report);
    if (t.documents && !in->quiet)
        say_totals(in, t);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    if (write_report(in, started, seconds) < 0 || in->store_failed || t.documents == 0)
        return NOTHING_DONE;
    return t.failed ? SOME_DONE : ALL_DONE;
}

static enum status run(const struct args *args) {
    struct ingest in = {.args = args,
                        .db = args->value[OPT_DB] ? args->value[OPT_DB] : DEFAULT_DB,
                        .quiet = args->value[OPT_QUIET] || args->value[OPT_NO_PROGRESS]};
    if (args_number(args, OPT_JOBS, 1, 1, &in.jobs) < 0 || work_start(&in.work, args) < 0)
        return NOTHING_DONE;
    sigset_t before = process_hold_signals(); /* so that a signal finds nothing half done */
    enum status status = ingest(&in);
    corpus_close(in.corpus);
    work_end(&in.work);
    process_release_signals(before);
    return status;
}

const struct command cmd_ingest = {
    .name = "ingest",
    .arguments = "[PATH…]",
    .summary = "Reads files, and the files of folders, into a database.",
    .example = "tiaomu ingest --db plans.db plans/",
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_ID, OPT_RECURSIVE, OPT_MANIFEST, OPT_DRY_RUN, OPT_JOBS, OPT_REPORT,
                OPT_QUIET, OPT_NO_PROGRESS, INPUT_OPTIONS),
    .run = run,
};
