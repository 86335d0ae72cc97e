#include "cli/files.h"
#include "cli/ingest.h"
#include "corpus/runs.h"
#include <stdlib.h>
#include <string.h>

/* What came of the run as a whole. */
struct totals {
    size_t documents, added, replaced, unchanged, failed;
    long long measures, rows, warnings;
};

static struct totals add_up(const struct report *r) {
    struct totals t = {0};
    for (size_t i = 0; i < r->entries.n; i++) {
        const struct report_entry *e = &r->entries.at[i];
        bool failed = strcmp(e->outcome, "failed") == 0;
        t.failed += failed;
        t.documents += !failed;
        t.added += strcmp(e->outcome, "added") == 0;
        t.replaced += strcmp(e->outcome, "replaced") == 0;
        t.unchanged += strcmp(e->outcome, "unchanged") == 0;
        t.measures += e->holds.measures;
        t.rows += e->holds.rows;
        t.warnings += e->holds.warnings;
    }
    return t;
}

/* Of a first run nothing need be said: all are new. */
static void put_outcomes(struct buf *b, struct totals t) {
    const struct {
        size_t n;
        const char *what;
    } all[] = {{t.added, "new"}, {t.replaced, "changed"}, {t.unchanged, "unchanged"}};
    const char *before = " (";
    if (t.replaced + t.unchanged == 0)
        return;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].n == 0)
            continue;
        buf_fmt(b, "%s%zu %s", before, all[i].n, all[i].what);
        before = ", ";
    }
    buf_byte(b, ')');
}

static void say_totals(const struct ingest *in, struct totals t) {
    struct buf b = {.a = in->work.a};
    buf_fmt(&b, "%zu document%s", t.documents, t.documents == 1 ? "" : "s");
    put_outcomes(&b, t);
    buf_fmt(&b, ", %lld measures, %lld other rows, %lld warnings", t.measures, t.rows, t.warnings);
    if (t.failed)
        buf_fmt(&b, ", %zu input%s not read", t.failed, t.failed == 1 ? "" : "s");
    if (t.warnings)
        buf_add(&b, S(" (tiaomu show --why DOC lists them)"));
    say(NULL, "%.*s", STR_ARG(buf_str(&b)));
}

static int by_content(const void *a, const void *b) {
    const struct report_entry *x = *(struct report_entry *const *)a,
                              *y = *(struct report_entry *const *)b;
    int c = str_cmp(x->sha256, y->sha256);
    c = c ? c : x->rejected - y->rejected;
    return c ? c : (x > y) - (x < y);
}

static bool same_content(const struct report_entry *x, const struct report_entry *y) {
    return x->sha256.n && x->rejected == y->rejected && str_eq(x->sha256, y->sha256);
}

/* One file under several names is stored under each, and that is said. */
static void find_copies(struct ingest *in) {
    size_t n = in->report.entries.n, copies = 0;
    struct report_entry **list = arena_array(in->work.a, n, sizeof *list);
    const struct report_entry *copy = NULL, *of = NULL;
    for (size_t i = 0; i < n; i++)
        list[i] = &in->report.entries.at[i];
    qsort(list, n, sizeof(struct report_entry *), by_content);
    for (size_t i = 1, first = 0; i < n; i++) {
        if (!same_content(list[first], list[i])) {
            first = i;
            continue;
        }
        list[i]->same_as = list[first]->doc;
        copy = copies++ ? copy : list[i];
        of = of ? of : list[first];
    }
    if (copies == 1)
        say(copy->file, "is the same file as %s under another name; both are stored", of->file);
    else if (copies)
        say(copy->file,
            "is the same file as %s under another name, and so with %zu more; all are stored",
            of->file, copies - 1);
}

static int write_report(struct ingest *in, double seconds) {
    const char *path = in->args->value[OPT_REPORT];
    struct sink sink;
    if (!path)
        return 0;
    in->report.a = in->work.a;
    struct str json = report_json(&in->report, in->store.path, rules_version(in->work.rules),
                                  in->started, seconds);
    if (sink_open(in->work.a, path, &sink) < 0 || sink_put(&sink, json) < 0)
        return -1;
    return sink_close(&sink);
}

static struct str first_error(const struct diags *findings) {
    for (size_t i = 0; i < findings->list.n; i++)
        if (findings->list.at[i].level == DIAG_ERROR)
            return findings->list.at[i].text;
    return (struct str){0};
}

/* A run that stored nothing leaves no trace. */
static int record(struct ingest *in, double seconds) {
    struct diags diags = {.a = in->work.a};
    struct corpus_run run = {.started = str_of(in->started),
                             .seconds = seconds,
                             .tool_version = S(TIAOMU_VERSION),
                             .rules_version = rules_version(in->work.rules)};
    if (!in->store.changed || in->store.failed)
        return 0;
    if (store_begin(&in->store) < 0)
        return -1;
    for (size_t i = 0; i < in->report.entries.n; i++) {
        const struct report_entry *e = &in->report.entries.at[i];
        *vec_push(in->work.a, &run.inputs) =
            (struct corpus_input){.file = str_of(e->file),
                                  .doc = e->doc,
                                  .outcome = str_of(e->outcome),
                                  .message = first_error(&e->findings),
                                  .seconds = e->seconds,
                                  .jurisdiction = e->said.jurisdiction,
                                  .status = e->said.status,
                                  .year = e->said.year,
                                  .rejected = e->rejected};
    }
    return corpus_add_run(in->store.corpus, &run, &diags) < 0 ? store_fail(&in->store, &diags) : 0;
}

enum status ingest_finish(struct ingest *in) {
    struct totals t = add_up(&in->report);
    double seconds = say_clock() - in->clock;
    int rc = record(in, seconds);
    if (store_commit(&in->store) < 0)
        rc = -1;
    if (in->stopped && !in->store.failed)
        say(NULL, "stopped; what was read is stored, the same command goes on with the rest");
    find_copies(in);
    if (t.documents && !in->quiet)
        say_totals(in, t);
    if (rc < 0 || write_report(in, seconds) < 0 || in->store.failed || t.documents == 0)
        return NOTHING_DONE;
    return t.failed ? SOME_DONE : ALL_DONE;
}
