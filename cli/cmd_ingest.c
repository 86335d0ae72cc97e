#include "cli/files.h"
#include "cli/orgs.h"
#include "cli/report.h"
#include "cli/say.h"
#include "cli/work.h"
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct ingest {
    struct work work;
    const struct args *args;
    const char *db;
    struct corpus
        *corpus; /* opened for the first document, so that a run without any leaves none */
    struct file_list files;
    const char *file; /* worked on now */
    struct report report;
    bool quiet, changed, store_failed;
};

static struct str keep(struct arena *a, struct str s) {
    return s.n ? str_dup(a, s) : s;
}

/* The findings outlive their document's arena. */
static void keep_findings(struct arena *a, const struct diags *from, struct diags *to) {
    to->a = a;
    for (size_t i = 0; i < from->list.n; i++) {
        struct diag *d = vec_push(a, &to->list);
        *d = from->list.at[i];
        d->text = keep(a, d->text);
        d->at.path = keep(a, d->at.path);
    }
}

static struct report_entry *add_entry(struct ingest *in, struct str doc, const char *outcome,
                                      const struct diags *findings) {
    struct report_entry *e = vec_push(in->work.a, &in->report.entries);
    *e = (struct report_entry){.file = in->file, .doc = keep(in->work.a, doc), .outcome = outcome};
    keep_findings(in->work.a, findings, &e->findings);
    return e;
}

/* Two inputs of one run with the same id: the second has just replaced the first. */
static void say_twice(const struct ingest *in, struct str doc) {
    for (size_t i = 0; i < in->report.entries.n; i++)
        if (str_eq(in->report.entries.at[i].doc, doc)) {
            say(in->file, "replaces %s, which has the same id %.*s; name one with --id",
                in->report.entries.at[i].file, STR_ARG(doc));
            return;
        }
}

static int put_plan(void *ctx, struct plan *plan) {
    static const char *const outcomes[] = {
        [CORPUS_ADDED] = "added", [CORPUS_REPLACED] = "replaced", [CORPUS_UNCHANGED] = "unchanged"};
    struct ingest *in = ctx;
    struct diags diags = {.a = plan->a};
    enum corpus_outcome outcome;
    if (!in->corpus)
        in->corpus = work_corpus(in->work.a, in->args, CORPUS_WRITE);
    if (!in->corpus || corpus_put(in->corpus, plan, &diags, &outcome) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        in->store_failed = true;
        return -1;
    }
    in->changed = in->changed || outcome != CORPUS_UNCHANGED;
    say_twice(in, plan->document.doc);
    say_findings(in->file, &plan->diags, DIAG_ERROR);
    struct report_entry *e = add_entry(in, plan->document.doc, outcomes[outcome], &plan->diags);
    e->holds = plan_summary(plan);
    e->holds.document = (struct document){0};
    return 0;
}

/* The database may lie in the folder that is read. */
static bool is_database(const struct ingest *in, const char *path) {
    struct stat db, file;
    return stat(in->db, &db) == 0 && stat(path, &file) == 0 && db.st_dev == file.st_dev &&
           db.st_ino == file.st_ino;
}

static int add_folder(struct ingest *in, const char *folder) {
    struct file_list found;
    size_t before = in->files.paths.n;
    if (folder_files(in->work.a, folder, &found) < 0)
        return -1;
    for (size_t i = 0; i < found.paths.n; i++)
        if (!is_database(in, found.paths.at[i]))
            *vec_push(in->work.a, &in->files.paths) = found.paths.at[i];
    if (in->files.paths.n > before)
        return 0;
    say(folder, "the folder holds no files; give one that does");
    return -1;
}

/* Folders that cannot be read count as inputs that could not. */
static void list_inputs(struct ingest *in) {
    const struct diags none = {0};
    for (size_t i = 0; i < in->args->n; i++) {
        in->file = in->args->rest[i];
        if (!file_is_folder(in->file))
            *vec_push(in->work.a, &in->files.paths) = in->file;
        else if (add_folder(in, in->file) < 0)
            add_entry(in, S(""), "failed", &none);
    }
}

static void ingest_all(struct ingest *in) {
    const char *id = in->args->value[OPT_ID];
    struct progress bar = progress_start(in->files.paths.n, !in->quiet);
    for (size_t i = 0; i < in->files.paths.n && !in->store_failed; i++) {
        in->file = in->files.paths.at[i];
        progress_step(&bar, in->file);
        if (work_input(&in->work, in->file, INPUT_FILE | INPUT_DOC, id, true, put_plan, in) < 0)
            add_entry(in, S(""), "failed", &in->work.diags);
    }
    progress_end(&bar);
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
    list_inputs(in);
    if (in->args->value[OPT_ID] && in->files.paths.n > 1) {
        say(NULL, "--id names one document, and these are %zu files", in->files.paths.n);
        return NOTHING_DONE;
    }
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
    size_t jobs;
    if (args_number(args, OPT_JOBS, 1, 1, &jobs) < 0 || work_start(&in.work, args) < 0)
        return NOTHING_DONE;
    enum status status = ingest(&in);
    corpus_close(in.corpus);
    work_end(&in.work);
    return status;
}

const struct command cmd_ingest = {
    .name = "ingest",
    .arguments = "PATH…",
    .summary = "Reads files, and the files of folders, into a database.",
    .example = "tiaomu ingest --db plans.db plans/",
    .least = 1,
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_ID, OPT_JOBS, OPT_REPORT, OPT_QUIET, OPT_NO_PROGRESS, INPUT_OPTIONS),
    .run = run,
};
