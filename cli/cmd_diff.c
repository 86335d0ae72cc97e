#include "cli/author.h"
#include "cli/documents.h"
#include "cli/files.h"
#include "cli/pairings.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "out/diff.h"
#include "out/pages.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum format { TEXT, JSON, HTML, REDLINE, REVISIONS, WORKBOOK, REVISIONS_WORKBOOK };

struct comparing {
    const struct args *args;
    struct sink sink;
    struct out_diff_view view;
    struct out_author author;
    enum format format;
    enum lang lang;
    bool one_class, differ;
    enum change_class class;
    ruling_list rulings;
};

static void put_docx(const struct comparing *c, struct buf *b, const struct changes *changes) {
    int rc = c->format == REDLINE ? out_redline(b, changes, c->author)
                                  : out_revisions_docx(b, changes, c->lang, c->author);
    if (rc < 0)
        say_out_of_memory();
}

static int put_workbook(struct comparing *c, struct arena *a, const struct changes *changes) {
    struct workbook w;
    if (workbook_start(&w, a, c->author.date) < 0)
        return -1;
    int rc = (c->format == WORKBOOK ? out_changes_xlsx : out_revisions_xlsx)(a, w.file, changes,
                                                                             c->lang);
    return workbook_end(&w, rc, &c->sink);
}

static void put(const struct comparing *c, struct buf *b, const struct changes *changes) {
    if (c->format == JSON)
        out_diff_json(b, changes);
    else if (c->format == HTML)
        out_diff_html(b, changes, (struct out_page){.lang = c->lang});
    else if (c->format == REDLINE || c->format == REVISIONS)
        put_docx(c, b, changes);
    else if (c->args->value[OPT_STAT])
        out_diff_stat(b, changes, c->view);
    else if (c->args->value[OPT_SUMMARY])
        out_diff_summary(b, changes);
    else
        out_diff(b, changes, c->view);
}

static int compare(struct comparing *c, const struct plan *old, const struct plan *new) {
    struct arena *a = arena_new(say_out_of_memory);
    struct buf b = {.a = a};
    struct changes changes;
    const struct plan *const plans[] = {old, new};
    changes_find_ruled(a, old, new, &c->rulings, &changes);
    pairings_check(c->args->value[OPT_RULES], &c->rulings, plans, 2);
    if (c->one_class)
        changes_only(&changes, c->class);
    if (changes.coarse)
        say(NULL, "%zu text%s too much for a detailed comparison; shown whole", changes.coarse,
            changes.coarse == 1 ? " differs" : "s differ");
    c->differ = changes.list.n > 0;
    int rc = 0;
    if (c->format == WORKBOOK || c->format == REVISIONS_WORKBOOK)
        rc = put_workbook(c, a, &changes);
    else
        put(c, &b, &changes);
    if (rc == 0)
        rc = sink_put(&c->sink, buf_str(&b));
    arena_drop(a);
    return rc;
}

/* The two states of a file with tracked changes, or the two documents. */
static int read_both(struct comparing *c, struct documents *d) {
    char **names = c->args->rest;
    if (!c->args->value[OPT_TRACKED])
        return documents_add(d, names[0]) < 0 ? -1 : documents_add(d, names[1]);
    struct str before = str_fmt(d->a, "%s.before", str_z(d->a, file_stem(d->a, names[0])));
    if (documents_add_state(d, names[0], TRACKED_REJECT, before.p) < 0)
        return -1;
    return documents_add_state(d, names[0], TRACKED_ACCEPT, NULL);
}

static int run_on(struct comparing *c, struct documents *d) {
    if (pairings_read(d->a, c->args->value[OPT_RULES], &c->rulings) < 0 || read_both(c, d) < 0)
        return -1;
    if (d->plans.n == 2)
        return compare(c, d->plans.at[0], d->plans.at[1]);
    say(NULL, "there are %zu documents in the two; diff compares one with one", d->plans.n);
    return -1;
}

/* 修订对照表 is a Word document, or a workbook where -o says so. */
static void in_workbook(const struct args *args, enum format *format) {
    const char *path = args->value[OPT_OUTPUT];
    if (*format == REVISIONS && path && str_ends(str_of(path), S(".xlsx")))
        *format = REVISIONS_WORKBOOK;
}

static int find_format(const struct args *args, enum format *out) {
    static const struct format_name names[] = {
        {"text", TEXT}, {"txt", TEXT},     {"json", JSON},     {"html", HTML},
        {"htm", HTML},  {"docx", REDLINE}, {"xlsx", WORKBOOK}, {"revisions", REVISIONS}};
    int format;
    if (ARGS_FORMAT_OF(args, "diff", names, &format) < 0)
        return -1;
    *out = (enum format)format;
    in_workbook(args, out);
    return 0;
}

static int find_class(const struct args *args, struct comparing *c) {
    const char *name = args->value[OPT_CLASS];
    c->one_class = name != NULL;
    if (!name || change_class_of(str_of(name), &c->class) == 0)
        return 0;
    say(NULL, "--class is substantive, editorial or noise, not \"%s\"", name);
    return -1;
}

/* Two documents, or one with --tracked both. */
static int check_arguments(const struct args *args) {
    const char *tracked = args->value[OPT_TRACKED];
    if (!tracked && args->n == 2)
        return 0;
    if (tracked && strcmp(tracked, "both") == 0 && args->n == 1)
        return 0;
    say(NULL, "diff takes OLD and NEW, or one FILE with --tracked both; tiaomu diff --help");
    return -1;
}

static bool wants_colour(const struct args *args) {
    const char *no = getenv("NO_COLOR");
    return !args->value[OPT_OUTPUT] && isatty(STDOUT_FILENO) && !(no && *no);
}

static int diff(struct comparing *c, struct documents *d) {
    if (sink_open(d->a, c->args->value[OPT_OUTPUT], &c->sink) < 0)
        return -1;
    if (run_on(c, d) == 0)
        return sink_close(&c->sink);
    sink_drop(&c->sink);
    return -1;
}

static enum status run(const struct args *args) {
    struct comparing c = {.args = args,
                          .view = {.colour = wants_colour(args),
                                   .words = args->value[OPT_WORD],
                                   .why = args->value[OPT_WHY]}};
    if (check_arguments(args) < 0 || find_format(args, &c.format) < 0 ||
        args_lang(args, &c.lang) < 0 || find_class(args, &c) < 0)
        return NOTHING_DONE;
    struct documents d;
    documents_start(&d, args);
    int rc = author_read(d.a, args, &c.author) < 0 ? -1 : diff(&c, &d);
    documents_end(&d);
    return rc < 0 ? NOTHING_DONE : c.differ ? SOME_DONE : ALL_DONE;
}

const struct command cmd_diff = {
    .name = "diff",
    .arguments = "OLD NEW | FILE --tracked both",
    .summary = "Tells what differs between two documents: files, or ids of the database.",
    .example = "tiaomu diff --word draft.docx final.docx",
    .least = 1,
    .most = 2,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_LANG, OPT_WORD, OPT_STAT, OPT_SUMMARY,
                OPT_CLASS, OPT_WHY, OPT_TRACKED, OPT_AUTHOR, OPT_DATE, INPUT_OPTIONS),
    .run = run,
};
