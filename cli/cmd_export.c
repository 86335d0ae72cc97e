#include "cli/files.h"
#include "cli/say.h"
#include "cli/work.h"
#include "out/out.h"
#include <string.h>

enum format { CSV, JSONL };

struct export {
    struct arena *a;
    struct corpus *corpus;
    struct sink sink;
    enum format format;
    enum out_kind kind;
    bool bom;
};

static int find_kind(const char *name, enum out_kind *out) {
    *out = OUT_MEASURES;
    for (enum out_kind k = OUT_MEASURES; name && k <= OUT_CLAUSES; k++)
        if (str_eq(str_of(name), out_kind_name(k)))
            return *out = k, 0;
    if (!name)
        return 0;
    say(NULL, "--kind is measures, responsibilities, indicators or clauses, not \"%s\"", name);
    return -1;
}

/* By --format, else by the extension of -o. */
static int find_format(const struct args *args, enum format *out) {
    const char *name = args->value[OPT_FORMAT], *path = args->value[OPT_OUTPUT];
    const char *dot = path ? strrchr(path, '.') : NULL;
    bool given = name || (dot && !strchr(dot, '/'));
    if (!name)
        name = given ? dot + 1 : "csv";
    if (strcmp(name, "csv") == 0)
        return *out = CSV, 0;
    if (strcmp(name, "jsonl") == 0 || strcmp(name, "json") == 0)
        return *out = JSONL, 0;
    say(NULL, "export writes csv or jsonl, not \"%s\"; choose with --format", name);
    return -1;
}

static int read_options(const struct args *args, struct export *e) {
    if (find_kind(args->value[OPT_KIND], &e->kind) < 0 || find_format(args, &e->format) < 0)
        return -1;
    e->bom = args->value[OPT_BOM];
    if (e->format == CSV || (!args->value[OPT_KIND] && !e->bom))
        return 0;
    say(NULL, "--kind and --bom go with --format csv; leave them out");
    return -1;
}

static int put_document(struct export *e, struct str doc) {
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    struct buf b = {.a = a};
    struct plan *plan;
    int rc = corpus_get(e->corpus, a, doc, &diags, &plan);
    say_findings(NULL, &diags, DIAG_ERROR);
    if (rc == 0 && e->format == CSV)
        out_csv(&b, e->kind, plan);
    else if (rc == 0)
        out_jsonl(&b, plan);
    if (rc == 0)
        rc = sink_put(&e->sink, buf_str(&b));
    arena_drop(a);
    return rc;
}

static int put_header(struct export *e) {
    struct buf b = {.a = e->a};
    if (e->format == CSV)
        out_csv_header(&b, e->kind, e->bom);
    return sink_put(&e->sink, buf_str(&b));
}

static int put_named(struct export *e, const struct args *args) {
    for (size_t i = 0; i < args->n; i++)
        if (put_document(e, str_of(args->rest[i])) < 0)
            return -1;
    return 0;
}

static int put_all(struct export *e) {
    struct diags diags = {.a = e->a};
    struct corpus_list found;
    if (corpus_list(e->corpus, e->a, &diags, &found) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    for (size_t i = 0; i < found.documents.n; i++)
        if (put_document(e, found.documents.at[i].document.doc) < 0)
            return -1;
    return 0;
}

static int export(struct export *e, const struct args *args) {
    e->corpus = work_corpus(e->a, args, CORPUS_READ);
    if (!e->corpus || sink_open(e->a, args->value[OPT_OUTPUT], &e->sink) < 0)
        return -1;
    if (put_header(e) == 0 && (args->n ? put_named(e, args) : put_all(e)) == 0)
        return sink_close(&e->sink);
    sink_drop(&e->sink);
    return -1;
}

static enum status run(const struct args *args) {
    struct export e = {.a = arena_new(say_out_of_memory)};
    int rc = read_options(args, &e) < 0 ? -1 : export(&e, args);
    corpus_close(e.corpus);
    arena_drop(e.a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_export = {
    .name = "export",
    .arguments = "[DOC…]",
    .summary = "Writes documents of a database, all of them unless named, as CSV or JSON lines.",
    .example = "tiaomu export --db plans.db --kind responsibilities --bom -o units.csv",
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_KIND, OPT_BOM),
    .run = run,
};
