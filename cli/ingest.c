#include "cli/ingest.h"
#include "cli/files.h"
#include "corpus/runs.h"
#include "out/diff.h"
#include <string.h>
#include <time.h>

int ingest_start(struct ingest *in, const struct args *args) {
    char started[32];
    time_t now = time(NULL);
    struct tm utc;
    *in = (struct ingest){.args = args,
                          .clock = say_clock(),
                          .quiet = args->value[OPT_QUIET] || args->value[OPT_NO_PROGRESS]};
    if (args_number(args, OPT_JOBS, 1, 1, &in->jobs) < 0 || work_start(&in->work, args) < 0)
        return -1;
    strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    in->started = str_z(in->work.a, str_of(started));
    store_start(&in->store, in->work.a, args);
    return 0;
}

void ingest_end(struct ingest *in) {
    store_end(&in->store);
    work_end(&in->work);
}

static struct report_entry *add_entry(struct ingest *in, struct str doc, const char *outcome,
                                      const struct diags *findings) {
    struct report_entry *e = vec_push(in->work.a, &in->report.entries);
    *e = (struct report_entry){.file = in->file->path,
                               .doc = str_dup(in->work.a, doc),
                               .said = in->file->said,
                               .rejected = in->file->tracked == TRACKED_REJECT,
                               .outcome = outcome,
                               .seconds = in->seconds};
    e->findings.a = in->work.a;
    diag_copy(&e->findings, findings);
    return e;
}

void ingest_refuse(struct ingest *in, const struct input_file *file) {
    struct diags why = {.a = in->work.a};
    in->file = file;
    in->seconds = 0;
    say(file->path, "%.*s", STR_ARG(file->why));
    if (strcmp(file->refused, "failed") == 0)
        diag_add(&why, DIAG_UNREADABLE, (struct place){0}, file->why);
    add_entry(in, S(""), file->refused, &why);
}

static void show_progress(const struct ingest *in) {
    const char *slash = strrchr(in->file->path, '/');
    progress_show(&in->bar, slash ? slash + 1 : in->file->path);
}

static void add_document(struct ingest *in, const struct plan *plan, const char *outcome) {
    struct report_entry *e = add_entry(in, plan->document.doc, outcome, &plan->diags);
    e->sha256 = str_dup(in->work.a, plan->document.source_sha256);
    show_progress(in);
    e->holds = plan_summary(plan);
    e->holds.document = (struct document){0};
}

/* The plan that is about to be replaced; NULL where there is none. */
static struct plan *stored_plan(struct ingest *in, const struct plan *plan) {
    struct diags diags = {.a = plan->a};
    struct document stored;
    struct plan *old = NULL;
    if (!in->tell_changes || !in->store.corpus ||
        corpus_get_document(in->store.corpus, plan->a, plan->document.doc, &diags, &stored) < 0 ||
        stored.doc.n == 0 ||
        corpus_get(in->store.corpus, plan->a, plan->document.doc, &diags, &old) < 0)
        return NULL;
    return old;
}

static void tell_changes(const struct plan *old, const struct plan *new) {
    struct buf b = {.a = new->a};
    struct changes changes;
    changes_find(new->a, old, new, &changes);
    if (changes.list.n == 0)
        return;
    out_diff_summary(&b, &changes);
    struct str line = str_cut(buf_str(&b), 0, str_find(buf_str(&b), S("\n"), 0));
    say(NULL, "%.*s: %.*s", STR_ARG(new->document.doc), STR_ARG(line));
}

/* A document takes the place of one from another file, which is still there: both may be wanted. */
static void tell_other_file(struct ingest *in, struct arena *a, struct str doc) {
    struct diags ignored = {.a = a};
    struct str file;
    if (corpus_last_file(in->store.corpus, a, doc, &ignored, &file) < 0 || file.n == 0)
        return;
    const char *before = str_z(a, file);
    if (file_exists(before) && file_exists(in->file->path) && !file_same(before, in->file->path))
        say(in->file->path,
            "takes the place of %s, which had the id %.*s too; to keep both, give one another name "
            "or id",
            before, STR_ARG(doc));
}

static int put_plan(void *ctx, struct plan *plan) {
    static const char *const outcomes[] = {
        [CORPUS_ADDED] = "added", [CORPUS_REPLACED] = "replaced", [CORPUS_UNCHANGED] = "unchanged"};
    struct ingest *in = ctx;
    struct plan *old = stored_plan(in, plan);
    enum corpus_outcome outcome;
    if (store_put(&in->store, plan, &outcome) < 0)
        return -1;
    say_findings(in->file->path, &plan->diags, DIAG_ERROR);
    if (outcome == CORPUS_REPLACED)
        tell_other_file(in, plan->a, plan->document.doc);
    if (old && outcome == CORPUS_REPLACED)
        tell_changes(old, plan);
    add_document(in, plan, outcomes[outcome]);
    return 0;
}

struct str ingest_known(struct ingest *in, struct arena *a, const struct input_file *file) {
    struct diags diags = {.a = a};
    struct document stored = {0};
    bool rejected = false;
    bool said = file->said.jurisdiction.n || file->said.status.n || file->said.year;
    if (!in->store.corpus || said ||
        corpus_get_document(in->store.corpus, a, file->id, &diags, &stored) < 0 ||
        corpus_was_rejected(in->store.corpus, file->id, &diags, &rejected) < 0 ||
        rejected != (file->tracked == TRACKED_REJECT) ||
        !str_eq(stored.tool_version, S(TIAOMU_VERSION)) ||
        !str_eq(stored.rules_version, rules_version(in->work.rules)))
        return (struct str){0};
    return stored.source_sha256;
}

static struct str known(void *ctx, struct arena *a, const struct input_file *file) {
    return ingest_known(ctx, a, file);
}

static int same(void *ctx, const struct input_file *file) {
    struct ingest *in = ctx;
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    struct plan *plan;
    int rc = corpus_get(in->store.corpus, a, file->id, &diags, &plan);
    if (rc < 0)
        store_fail(&in->store, &diags);
    else
        add_document(in, plan, "unchanged");
    arena_drop(a);
    return rc;
}

static int failed(void *ctx, const struct diags *findings) {
    struct ingest *in = ctx;
    if (in->store.failed)
        return -1;
    add_entry(in, S(""), "failed", findings);
    show_progress(in);
    return 0;
}

static void begin(void *ctx, const struct input_file *file, double seconds) {
    struct ingest *in = ctx;
    in->file = file;
    in->seconds = seconds;
    in->bar.done++;
    progress_clear(&in->bar); /* what is said of the file comes now */
}

static void waiting(void *ctx) {
    store_rest(&((struct ingest *)ctx)->store);
}

static int coming(void *ctx) {
    return store_expect(&((struct ingest *)ctx)->store);
}

int ingest_files(struct ingest *in, const input_files *files) {
    const struct intake intake = {.accepts = INPUT_FILE | INPUT_DOC,
                                  .resolve = true,
                                  .ctx = in,
                                  .take = put_plan,
                                  .begin = begin,
                                  .failed = failed,
                                  .known = known,
                                  .same = same,
                                  .waiting = waiting,
                                  .coming = coming};
    in->bar = progress_start(files->n, !in->quiet);
    progress_show(&in->bar, "");
    int rc = work_inputs(&in->work, files, in->jobs, &intake);
    progress_clear(&in->bar);
    in->stopped = rc < 0;
    store_describe(&in->store, in->work.rules);
    return rc < 0 || in->store.failed ? -1 : 0;
}
