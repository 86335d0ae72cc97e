#include "cli/documents.h"
#include "cli/files.h"
#include "cli/pairings.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/workbook.h"
#include "out/compare.h"
#include "out/pages.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum format { TEXT, JSON, CSV, HTML, XLSX };

struct comparing {
    const struct args *args;
    struct out_compare_view view;
    enum format format;
    enum lang lang;
    ruling_list rulings;
};

static int find_format(const struct args *args, enum format *out) {
    static const struct format_name names[] = {{"text", TEXT}, {"txt", TEXT},  {"json", JSON},
                                               {"csv", CSV},   {"html", HTML}, {"htm", HTML},
                                               {"xlsx", XLSX}};
    int format;
    if (ARGS_FORMAT_OF(args, "compare", names, &format) < 0)
        return -1;
    *out = (enum format)format;
    return 0;
}

static int by_year(const void *x, const void *y) {
    const struct plan *a = *(const struct plan *const *)x, *b = *(const struct plan *const *)y;
    if (a->document.year_end != b->document.year_end)
        return a->document.year_end < b->document.year_end ? -1 : 1;
    return (a->document.year_start > b->document.year_start) -
           (a->document.year_start < b->document.year_start);
}

/* --years follows one district. */
static int order_years(struct documents *d) {
    for (size_t i = 1; i < d->plans.n; i++) {
        const struct document *first = &d->plans.at[0]->document, *doc = &d->plans.at[i]->document;
        if (str_eq(first->jurisdiction_code, doc->jurisdiction_code) &&
            str_eq(first->jurisdiction, doc->jurisdiction))
            continue;
        say(NULL, "--years follows one district; %.*s is of %.*s, %.*s of %.*s",
            STR_ARG(first->doc), STR_ARG(first->jurisdiction.n ? first->jurisdiction : S("none")),
            STR_ARG(doc->doc), STR_ARG(doc->jurisdiction.n ? doc->jurisdiction : S("none")));
        return -1;
    }
    qsort(d->plans.at, d->plans.n, sizeof *d->plans.at, by_year);
    return 0;
}

static int find_only(const struct args *args, const struct documents *d, int *out) {
    const char *name = args->value[OPT_ONLY];
    *out = OUT_EVERY;
    for (size_t i = 0; name && i < d->plans.n; i++)
        if (str_eq(d->plans.at[i]->document.doc, str_of(name)) ||
            (i < args->n && strcmp(args->rest[i], name) == 0))
            return *out = (int)i, 0;
    if (!name)
        return 0;
    say(NULL, "--only names one of the documents that are compared, not %s", name);
    return -1;
}

static void put_text(const struct comparing *c, struct buf *b, const struct comparison *found) {
    if (c->args->value[OPT_SUMMARY])
        out_compare_summary(b, found);
    else if (c->args->value[OPT_TARGETS])
        out_compare_targets(b, found, c->view);
    else if (c->args->value[OPT_YEARS])
        out_compare_years(b, found, c->view);
    else
        out_compare(b, found, c->view);
}

static void put(const struct comparing *c, struct buf *b, const struct comparison *found) {
    bool bom = c->args->value[OPT_BOM];
    if (c->format == JSON)
        out_compare_json(b, found, c->view);
    else if (c->format == HTML)
        out_compare_html(b, found, (struct out_page){.lang = c->lang});
    else if (c->format == CSV && c->args->value[OPT_TARGETS])
        out_compare_targets_csv(b, found, bom);
    else if (c->format == CSV)
        out_compare_csv(b, found, bom);
    else
        put_text(c, b, found);
}

static int put_workbook(const struct comparing *c, struct arena *a, const struct comparison *found,
                        struct sink *sink) {
    struct workbook w;
    if (workbook_start(&w, a, (struct str){0}) < 0)
        return -1;
    return workbook_end(&w, out_compare_xlsx(a, w.file, found, c->lang), sink);
}

static int read_documents(struct comparing *c, struct documents *d) {
    const struct args *args = c->args;
    for (size_t i = 0; i < args->n; i++)
        if (documents_add_all(d, args->rest[i]) < 0)
            return -1;
    if (d->plans.n < 2) {
        say(NULL, "there is one document; compare sets two or more side by side");
        return -1;
    }
    if (args->value[OPT_YEARS] && order_years(d) < 0)
        return -1;
    return find_only(args, d, &c->view.only);
}

static int compare(struct comparing *c, struct documents *d, struct sink *sink) {
    struct comparison found;
    struct buf b = {.a = d->a};
    const char *folder = c->args->value[OPT_RULES];
    if (pairings_read(d->a, folder, &c->rulings) < 0 || read_documents(c, d) < 0)
        return -1;
    const struct plan *const *plans = (const struct plan *const *)d->plans.at;
    compare_plans_ruled(d->a, plans, d->plans.n, &c->rulings, &found);
    pairings_check(folder, &c->rulings, plans, d->plans.n);
    if (c->args->value[OPT_YEARS])
        compare_steps(d->a, &found);
    if (c->format == XLSX)
        return put_workbook(c, d->a, &found, sink);
    put(c, &b, &found);
    return sink_put(sink, buf_str(&b));
}

static int compare_into(struct comparing *c, struct documents *d) {
    struct sink sink;
    if (sink_open(d->a, c->args->value[OPT_OUTPUT], &sink) < 0)
        return -1;
    if (compare(c, d, &sink) == 0)
        return sink_close(&sink);
    sink_drop(&sink);
    return -1;
}

static enum status run(const struct args *args) {
    const char *no = getenv("NO_COLOR");
    struct comparing c = {
        .args = args,
        .view = {.width = terminal_width(),
                 .full = args->value[OPT_FULL],
                 .why = args->value[OPT_WHY],
                 .colour = !args->value[OPT_OUTPUT] && isatty(STDOUT_FILENO) && !(no && *no)}};
    struct documents d;
    if (find_format(args, &c.format) < 0 || args_lang(args, &c.lang) < 0)
        return NOTHING_DONE;
    documents_start(&d, args);
    int rc = compare_into(&c, &d);
    documents_end(&d);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_compare = {
    .name = "compare",
    .arguments = "A B [C…]",
    .summary = "Sets plans side by side: who has a measure, who lacks it, who leads, by when.",
    .details =
        "Documents are files, ids of the database, or a district, which stands for all of its\n"
        "documents in the database (密云区). Each line of a measure tells in what they differ;\n"
        "--targets makes a table of all numbers, --only DOC lists what one document alone has,\n"
        "--years follows one district's measures from year to year.\n",
    .example = "tiaomu compare --db plans.db tongzhou-2026 miyun-2026 yanqing-2026",
    .least = 1,
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_LANG, OPT_TARGETS, OPT_YEARS, OPT_ONLY,
                OPT_FULL, OPT_SUMMARY, OPT_BOM, OPT_WHY, INPUT_OPTIONS),
    .run = run,
};
