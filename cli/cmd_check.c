#include "check/check.h"
#include "cli/author.h"
#include "cli/files.h"
#include "cli/folders.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/work.h"
#include "cli/workbook.h"
#include "out/check.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_HTML, FORMAT_DOCX, FORMAT_XLSX };

struct checking {
    const struct args *args;
    struct work work;
    enum format format;
    enum lang lang;
    enum diag_level fail_on;
    struct file_list files;
    checked_list done; /* in work.a */
    suppression_list suppressions;
    const struct plan *against;
    const struct plan *plan; /* the last one, where its findings are written into it */
    struct out_author author;
};

/* ---- options ---- */

static int find_format(struct checking *c) {
    static const struct format_name names[] = {
        {"text", FORMAT_TEXT},  {"txt", FORMAT_TEXT},    {"json", FORMAT_JSON},
        {"jsonl", FORMAT_JSON}, {"sarif", FORMAT_SARIF}, {"html", FORMAT_HTML},
        {"htm", FORMAT_HTML},   {"docx", FORMAT_DOCX},   {"xlsx", FORMAT_XLSX}};
    int format;
    if (ARGS_FORMAT_OF(c->args, "check", names, &format) < 0)
        return -1;
    c->format = (enum format)format;
    return 0;
}

static int find_lang(struct checking *c) {
    const char *name = c->args->value[OPT_LANG];
    c->lang = LANG_ZH;
    if (!name || lang_of(str_of(name), &c->lang) == 0)
        return 0;
    say(NULL, "--lang is zh or en, not \"%s\"", name);
    return -1;
}

static int find_level(struct checking *c) {
    const char *name = c->args->value[OPT_FAIL_ON];
    c->fail_on = DIAG_NOTE;
    if (!name || diag_level_of(str_of(name), &c->fail_on) == 0)
        return 0;
    say(NULL, "--fail-on is note, warning or error, not \"%s\"", name);
    return -1;
}

static int read_suppressions(struct checking *c) {
    const char *path = c->args->value[OPT_SUPPRESS];
    struct diags diags = {.a = c->work.a};
    struct str text;
    if (!path)
        return 0;
    if (file_read(c->work.a, path, SIZE_MAX - 1, &text) < 0)
        return -1;
    int rc = suppressions_read(c->work.a, text, &diags, &c->suppressions);
    say_findings(path, &diags, DIAG_ERROR);
    return rc;
}

static int list_files(struct checking *c) {
    struct arena *a = c->work.a;
    for (size_t i = 0; i < c->args->n; i++) {
        struct file_list found;
        const char *path = c->args->rest[i];
        if (!file_is_folder(path)) {
            *vec_push(a, &c->files.paths) = path;
            continue;
        }
        if (folder_files(a, path, &found) < 0) {
            *vec_push(a, &c->files.paths) = path; /* who reads it says why it cannot be */
            continue;
        }
        for (size_t k = 0; k < found.paths.n; k++)
            *vec_push(a, &c->files.paths) = found.paths.at[k];
    }
    if (c->format == FORMAT_DOCX && c->files.paths.n > 1) {
        say(NULL, "comments go into one document; give one file, or another format");
        return -1;
    }
    if (c->files.paths.n)
        return 0;
    say(NULL, "check takes one or more files; tiaomu check --help");
    return -1;
}

/* ---- work ---- */

static void add_file(struct checking *c, const char *path) {
    bool piped = strcmp(path, "-") == 0;
    *vec_push(c->work.a, &c->done) = (struct checked){.file = piped ? S("stdin") : str_of(path)};
}

static int check_one(void *ctx, struct plan *plan) {
    struct checking *c = ctx;
    struct checked *x = &c->done.at[c->done.n - 1];
    const struct check_input in = {plan, c->work.doc, c->work.rules, c->against};
    c->plan = plan;
    x->title = str_dup(c->work.a, plan->document.title);
    x->coverage = plan->coverage;
    check_plan(c->work.a, &in, &x->findings);
    suppress(x, &c->suppressions);
    return 0;
}

static size_t check_files(struct checking *c) {
    size_t read = 0;
    for (size_t i = 0; i < c->files.paths.n; i++) {
        const char *path = c->files.paths.at[i];
        add_file(c, path);
        c->work.keep = c->format == FORMAT_DOCX;
        if (work_input(&c->work, path, INPUT_FILE | INPUT_DOC, NULL, true, check_one, c) >= 0) {
            read++;
            continue;
        }
        struct checked *x = &c->done.at[c->done.n - 1];
        x->refused = true;
        check_refused(c->work.a, &c->work.diags, &x->findings);
    }
    return read;
}

static void add_unused(struct checking *c) {
    struct checked x = {.file = str_of(c->args->value[OPT_SUPPRESS]), .refused = true};
    suppressions_unused(c->work.a, &c->suppressions, &x.findings);
    if (x.findings.n)
        *vec_push(c->work.a, &c->done) = x;
}

/* ---- results ---- */

static bool wants_colour(const struct args *args) {
    const char *no = getenv("NO_COLOR");
    return !args->value[OPT_OUTPUT] && isatty(STDOUT_FILENO) && !(no && *no);
}

/* What tells how a document was read is for --why alone. */
static void drop_reading(struct checking *c) {
    for (size_t i = 0; i < c->done.n; i++) {
        finding_list *list = &c->done.at[i].findings;
        size_t kept = 0;
        for (size_t k = 0; k < list->n; k++)
            if (!check_info(list->at[k].code)->reading)
                list->at[kept++] = list->at[k];
        list->n = kept;
    }
}

/* Comments stand in one document; what a suppression left over is told beside it. */
static int put_docx(struct checking *c, struct buf *b) {
    if (!c->plan)
        return -1;
    for (size_t i = 1; i < c->done.n; i++)
        say(c->done.at[i].file.p, "suppressions that match nothing: %zu", c->done.at[i].findings.n);
    return out_check_docx(b, c->plan, &c->done.at[0], c->lang, c->author);
}

static int put_xlsx(struct checking *c, struct sink *sink) {
    struct workbook w;
    if (workbook_start(&w, c->work.a, c->author.date) < 0)
        return -1;
    return workbook_end(&w, out_check_xlsx(c->work.a, w.file, &c->done, c->lang), sink);
}

static int put_results(struct checking *c) {
    struct buf b = {.a = c->work.a};
    struct sink sink;
    int rc = 0;
    if (!c->args->value[OPT_WHY])
        drop_reading(c);
    if (c->format == FORMAT_JSON)
        out_check_json(&b, &c->done, c->lang);
    else if (c->format == FORMAT_SARIF)
        out_check_sarif(&b, &c->done, c->lang, S(TIAOMU_VERSION));
    else if (c->format == FORMAT_DOCX)
        rc = put_docx(c, &b);
    else if (c->format == FORMAT_HTML)
        out_check_html(&b, &c->done, (struct out_page){.lang = c->lang});
    else if (c->format != FORMAT_XLSX)
        out_check(&b, &c->done,
                  (struct out_check_view){c->lang, terminal_width(), wants_colour(c->args),
                                          c->args->value[OPT_WHY] != NULL});
    if (rc < 0 || sink_open(c->work.a, c->args->value[OPT_OUTPUT], &sink) < 0)
        return -1;
    rc = c->format == FORMAT_XLSX ? put_xlsx(c, &sink) : sink_put(&sink, buf_str(&b));
    if (rc < 0) {
        sink_drop(&sink);
        return -1;
    }
    return sink_close(&sink);
}

static bool has_faults(const struct checking *c) {
    for (size_t i = 0; i < c->done.n; i++)
        for (size_t k = 0; k < c->done.at[i].findings.n; k++) {
            const struct check_info *info = check_info(c->done.at[i].findings.at[k].code);
            if (!info->reading && info->level >= c->fail_on)
                return true;
        }
    return false;
}

static enum status check_all(struct checking *c) {
    size_t read = check_files(c);
    add_unused(c);
    if (put_results(c) < 0 || read == 0)
        return NOTHING_DONE;
    return has_faults(c) ? SOME_DONE : ALL_DONE;
}

static int take_against(void *ctx, struct plan *plan) {
    struct checking *c = ctx;
    c->against = plan;
    return 0;
}

/* The plan of the level above lives as long as the others are held against it. */
static int read_against(struct checking *c) {
    const char *path = c->args->value[OPT_AGAINST];
    if (!path)
        return 0;
    c->work.keep = true;
    int n = work_input(&c->work, path, INPUT_FILE | INPUT_DOC, NULL, true, take_against, c);
    c->work.keep = false;
    return n < 0 ? -1 : 0;
}

/* ---- the registry ---- */

static enum status explain(const struct checking *c) {
    const char *name = c->args->value[OPT_EXPLAIN];
    struct arena *a = arena_new(say_out_of_memory);
    struct buf b = {.a = a};
    struct sink sink;
    enum check_code code;
    enum status status = ALL_DONE;
    if (strcmp(name, "list") == 0)
        out_check_codes(&b, c->lang, terminal_width());
    else if (strcmp(name, "manual") == 0)
        out_check_manual(&b, c->lang);
    else if (check_code_of(str_of(name), &code) == 0)
        out_check_explain(&b, code, c->lang, terminal_width());
    else
        status = NOTHING_DONE;
    if (status == NOTHING_DONE)
        say(NULL, "there is no code %s; tiaomu check --explain list shows them all", name);
    else if (sink_open(a, c->args->value[OPT_OUTPUT], &sink) < 0 ||
             sink_put(&sink, buf_str(&b)) < 0 || sink_close(&sink) < 0)
        status = NOTHING_DONE;
    arena_drop(a);
    return status;
}

static enum status run(const struct args *args) {
    struct checking c = {.args = args};
    if (find_format(&c) < 0 || find_lang(&c) < 0 || find_level(&c) < 0)
        return NOTHING_DONE;
    if (args->value[OPT_EXPLAIN])
        return explain(&c);
    if (work_start(&c.work, args) < 0)
        return NOTHING_DONE;
    enum status status = NOTHING_DONE;
    c.work.docs = true;
    if (author_read(c.work.a, args, &c.author) == 0 && read_suppressions(&c) == 0 &&
        list_files(&c) == 0 && read_against(&c) == 0)
        status = check_all(&c);
    work_end(&c.work);
    return status;
}

const struct command cmd_check = {
    .name = "check",
    .arguments = "FILE…",
    .summary = "Reads a document as an editor would and reports its faults.",
    .example = "tiaomu check plan.docx",
    .most = SIZE_MAX,
    OPTION_LIST(OPT_FORMAT, OPT_OUTPUT, OPT_LANG, OPT_FAIL_ON, OPT_SUPPRESS, OPT_AGAINST,
                OPT_EXPLAIN, OPT_WHY, OPT_AUTHOR, OPT_DATE, INPUT_OPTIONS),
    .run = run,
};
