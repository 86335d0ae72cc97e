#include "cli/say.h"
#include "cli/work.h"
#include "cli/workbook.h"
#include "out/out.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct export;

/* A format: what is done before the first document, with each, and behind the last. */
struct writer {
    const char *name;
    int (*begin)(struct export *e);
    int (*add)(struct export *e, struct plan *plan);
    int (*end)(struct export *e);
};

struct export {
    struct arena *a;
    const struct args *args;
    struct corpus *corpus;
    struct sink sink;
    const struct writer *writer;
    enum out_kind kind;
    const char *view; /* for kinds that are a view of the whole database */
    enum lang lang;
    struct workbook workbook;
    struct out_book *book;
    struct out_package *package;
};

static int nothing(struct export *e) {
    (void)e;
    return 0;
}

static int put(struct export *e, const struct buf *b) {
    return sink_put(&e->sink, buf_str(b));
}

/* A public view of the database as a table of that name. */
static int read_view(struct export *e, const char *view, struct str name, struct out_table *out) {
    struct diags diags = {.a = e->a};
    struct corpus_table t;
    if (corpus_view(e->corpus, e->a, str_of(view), &diags, &t) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    *out = (struct out_table){name, t.columns.at, t.columns.n, t.cells.at, t.cells.n};
    return 0;
}

/* CSV, JSON lines */

static int begin_csv(struct export *e) {
    struct buf b = {.a = e->a};
    struct out_table t;
    bool bom = e->args->value[OPT_BOM];
    if (e->view && read_view(e, e->view, str_of(e->args->value[OPT_KIND]), &t) < 0)
        return -1;
    if (e->view)
        out_csv_table(&b, &t, bom);
    else
        out_csv_header(&b, e->kind, bom);
    return put(e, &b);
}

static int add_csv(struct export *e, struct plan *plan) {
    struct buf b = {.a = plan->a};
    if (!e->view)
        out_csv(&b, e->kind, plan);
    return put(e, &b);
}

static int add_jsonl(struct export *e, struct plan *plan) {
    struct buf b = {.a = plan->a};
    out_jsonl(&b, plan);
    return put(e, &b);
}

/* Workbook */

static int begin_xlsx(struct export *e) {
    if (workbook_start(&e->workbook, e->a, (struct str){0}) < 0)
        return -1;
    e->book = out_book_open(e->a, e->workbook.file, e->lang);
    return 0;
}

static int add_xlsx(struct export *e, struct plan *plan) {
    out_book_add(e->book, plan);
    return 0;
}

static int end_xlsx(struct export *e) {
    return workbook_end(&e->workbook, out_book_close(e->book), &e->sink);
}

/* Data package: a folder */

static int begin_package(struct export *e) {
    const char *folder = e->args->value[OPT_OUTPUT];
    if (!folder || strcmp(folder, "-") == 0) {
        say(NULL, "a data package is a folder; say which with -o");
        return -1;
    }
    if (mkdir(folder, 0777) < 0 && errno != EEXIST) {
        say(folder, "cannot make the folder: %s", strerror(errno));
        return -1;
    }
    e->package = out_package_open(e->a);
    return 0;
}

static int add_package(struct export *e, struct plan *plan) {
    out_package_add(e->package, plan);
    return 0;
}

static int put_file(struct export *e, const struct out_file_bytes *file) {
    struct str path = str_fmt(e->a, "%s/%.*s", e->args->value[OPT_OUTPUT], STR_ARG(file->name));
    if (sink_open(e->a, path.p, &e->sink) < 0)
        return -1;
    if (sink_put(&e->sink, file->bytes) == 0)
        return sink_close(&e->sink);
    sink_drop(&e->sink);
    return -1;
}

static int end_package(struct export *e) {
    const struct out_file_bytes *files;
    struct out_table orgs, aliases;
    if (read_view(e, "v_org", S("organisations"), &orgs) < 0 ||
        read_view(e, "v_alias", S("aliases"), &aliases) < 0)
        return -1;
    out_package_table(e->package, &orgs);
    out_package_table(e->package, &aliases);
    size_t n = out_package_close(e->package, &files);
    for (size_t i = 0; i < n; i++)
        if (put_file(e, &files[i]) < 0)
            return -1;
    return 0;
}

/* Datasette's metadata: of the database, whatever it holds */

static int begin_datasette(struct export *e) {
    const char *db = e->args->value[OPT_DB] ? e->args->value[OPT_DB] : DEFAULT_DB;
    struct buf b = {.a = e->a};
    if (corpus_is_address(str_of(db))) {
        say(NULL, "Datasette reads SQLite files, not PostgreSQL; load the plans into a file, and "
                  "name it with --db");
        return -1;
    }
    out_datasette(&b, file_stem(e->a, db));
    return put(e, &b);
}

static int add_datasette(struct export *e, struct plan *plan) {
    (void)e, (void)plan;
    return 0;
}

static const struct writer writers[] = {{"csv", begin_csv, add_csv, nothing},
                                        {"jsonl", nothing, add_jsonl, nothing},
                                        {"json", nothing, add_jsonl, nothing},
                                        {"xlsx", begin_xlsx, add_xlsx, end_xlsx},
                                        {"datapackage", begin_package, add_package, end_package},
                                        {"datasette", begin_datasette, add_datasette, nothing}};
enum { WRITERS = sizeof writers / sizeof *writers };

/* Options */

static int find_kind(struct export *e, const char *name) {
    e->kind = OUT_MEASURES;
    for (enum out_kind k = OUT_DOCUMENTS; name && k <= OUT_COVERAGE; k++)
        if (str_eq(str_of(name), out_kind_name(k)))
            return e->kind = k, 0;
    if (name && strcmp(name, "organisations") == 0)
        e->view = "v_org";
    else if (name && strcmp(name, "aliases") == 0)
        e->view = "v_alias";
    if (!name || e->view)
        return 0;
    struct buf all = {.a = e->a};
    for (enum out_kind k = OUT_DOCUMENTS; k <= OUT_COVERAGE; k++)
        buf_fmt(&all, "%.*s, ", STR_ARG(out_kind_name(k)));
    say(NULL, "--kind is %.*sorganisations or aliases, not \"%s\"", STR_ARG(buf_str(&all)), name);
    return -1;
}

static int find_writer(struct export *e) {
    const char *name = args_format(e->args);
    for (size_t i = 0; i < WRITERS && !e->writer; i++)
        if (strcmp(name ? name : "csv", writers[i].name) == 0)
            e->writer = &writers[i];
    if (e->writer)
        return 0;
    say(NULL,
        "export writes csv, jsonl, xlsx, datapackage or datasette, not \"%s\"; choose with "
        "--format",
        name);
    return -1;
}

static int read_options(struct export *e) {
    const struct args *args = e->args;
    if (find_kind(e, args->value[OPT_KIND]) < 0 || find_writer(e) < 0 ||
        args_lang(args, &e->lang) < 0)
        return -1;
    if (e->view && args->n) {
        say(NULL, "%s are of the whole database; name no documents", args->value[OPT_KIND]);
        return -1;
    }
    if (e->writer->begin == begin_csv || (!args->value[OPT_KIND] && !args->value[OPT_BOM]))
        return 0;
    say(NULL, "--kind and --bom go with --format csv; leave them out");
    return -1;
}

/* Documents */

static int add_document(struct export *e, struct str doc) {
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    struct plan *plan;
    int rc = corpus_get(e->corpus, a, doc, &diags, &plan);
    say_findings(NULL, &diags, DIAG_ERROR);
    if (rc == 0)
        rc = e->writer->add(e, plan);
    arena_drop(a);
    return rc;
}

static int add_named(struct export *e) {
    for (size_t i = 0; i < e->args->n; i++)
        if (add_document(e, str_of(e->args->rest[i])) < 0)
            return -1;
    return 0;
}

static int add_all(struct export *e) {
    struct diags diags = {.a = e->a};
    struct corpus_list found;
    if (corpus_list(e->corpus, e->a, &diags, &found) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    for (size_t i = 0; i < found.documents.n; i++)
        if (add_document(e, found.documents.at[i].document.doc) < 0)
            return -1;
    return 0;
}

static int write_all(struct export *e) {
    if (e->writer->begin(e) < 0)
        return -1;
    int rc = e->args->n ? add_named(e) : add_all(e);
    if (rc < 0 && e->book) {
        out_book_close(e->book);
        scratch_drop(&e->workbook.scratch);
    }
    return rc < 0 ? -1 : e->writer->end(e);
}

static int export(struct export *e) {
    e->corpus = work_corpus(e->a, e->args, CORPUS_READ);
    if (!e->corpus)
        return -1;
    if (e->writer->begin == begin_package)
        return write_all(e);
    if (sink_open(e->a, e->args->value[OPT_OUTPUT], &e->sink) < 0)
        return -1;
    if (write_all(e) == 0)
        return sink_close(&e->sink);
    sink_drop(&e->sink);
    return -1;
}

static enum status run(const struct args *args) {
    struct export e = {.a = arena_new(say_out_of_memory), .args = args};
    int rc = read_options(&e) < 0 ? -1 : export(&e);
    corpus_close(e.corpus);
    arena_drop(e.a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_export = {
    .name = "export",
    .arguments = "[DOC…]",
    .summary = "Writes documents of a database, all unless named: CSV, JSON lines, a workbook, a "
               "data package.",
    .example = "tiaomu export --db plans.db --kind responsibilities --bom -o units.csv",
    .details =
        "formats: csv (one --kind), jsonl, xlsx (all kinds as sheets), datapackage (-o FOLDER: "
        "Frictionless,\nCSV files with types and keys), datasette (metadata.json for the "
        "database)\n",
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_KIND, OPT_BOM, OPT_LANG),
    .run = run,
};
