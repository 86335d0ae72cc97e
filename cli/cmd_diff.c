#include "cli/files.h"
#include "cli/named.h"
#include "cli/say.h"
#include "out/diff.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct comparing {
    const struct args *args;
    struct sink sink;
    struct out_diff_view view;
    bool json, one_class, differ;
    enum change_class class;
    struct plan *old;
};

static void put(const struct comparing *c, struct buf *b, const struct changes *changes) {
    if (c->json)
        out_diff_json(b, changes);
    else if (c->args->value[OPT_STAT])
        out_diff_stat(b, changes, c->view);
    else if (c->args->value[OPT_SUMMARY])
        out_diff_summary(b, changes);
    else
        out_diff(b, changes, c->view);
}

static int take_new(void *ctx, struct plan *new) {
    struct comparing *c = ctx;
    struct buf b = {.a = new->a};
    struct changes changes;
    changes_find(new->a, c->old, new, &changes);
    if (c->one_class)
        changes_only(&changes, c->class);
    if (changes.coarse)
        say(NULL, "%zu texts differ too much for a detailed comparison; they are shown whole",
            changes.coarse);
    c->differ = changes.list.n > 0;
    put(c, &b, &changes);
    return sink_put(&c->sink, buf_str(&b));
}

/* One file as it is with its tracked changes accepted or rejected. */
static int read_state(const struct args *args, enum tracked tracked, const char *id,
                      take_plan *take, void *ctx) {
    struct work w;
    if (work_start(&w, args) < 0)
        return -1;
    w.tracked = tracked;
    int n = work_input(&w, args->rest[0], INPUT_FILE, id, true, take, ctx);
    work_end(&w);
    return n < 0 ? -1 : 0;
}

/* Both plans live while they are compared: the new one is read within the old one's life. */
static int take_old(void *ctx, struct plan *old) {
    struct comparing *c = ctx;
    struct args second = *c->args;
    c->old = old;
    if (c->args->value[OPT_TRACKED])
        return read_state(c->args, TRACKED_ACCEPT, NULL, take_new, c);
    second.rest++;
    second.n--;
    return named_document(&second, take_new, c);
}

static int take_both(struct comparing *c, struct arena *a) {
    if (!c->args->value[OPT_TRACKED])
        return named_document(c->args, take_old, c);
    struct str before = str_fmt(a, "%s.before", str_z(a, file_stem(a, c->args->rest[0])));
    return read_state(c->args, TRACKED_REJECT, before.p, take_old, c);
}

/* By --format, else by the extension of -o. */
static int find_format(const struct args *args, bool *json) {
    const char *name = args->value[OPT_FORMAT], *path = args->value[OPT_OUTPUT];
    const char *dot = path ? strrchr(path, '.') : NULL;
    if (!name)
        name = dot && strcmp(dot, ".json") == 0 ? "json" : "text";
    *json = strcmp(name, "json") == 0;
    if (*json || strcmp(name, "text") == 0 || strcmp(name, "txt") == 0)
        return 0;
    say(NULL, "diff writes text or json, not \"%s\"; choose with --format", name);
    return -1;
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

static int compare(struct comparing *c, struct arena *a) {
    if (sink_open(a, c->args->value[OPT_OUTPUT], &c->sink) < 0)
        return -1;
    if (take_both(c, a) == 0)
        return sink_close(&c->sink);
    sink_drop(&c->sink);
    return -1;
}

static enum status run(const struct args *args) {
    struct comparing c = {.args = args,
                          .view = {.colour = wants_colour(args),
                                   .words = args->value[OPT_WORD],
                                   .why = args->value[OPT_WHY]}};
    if (check_arguments(args) < 0 || find_format(args, &c.json) < 0 || find_class(args, &c) < 0)
        return NOTHING_DONE;
    struct arena *a = arena_new(say_out_of_memory);
    int rc = compare(&c, a);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : c.differ ? SOME_DONE : ALL_DONE;
}

const struct command cmd_diff = {
    .name = "diff",
    .arguments = "OLD NEW | FILE --tracked both",
    .summary = "Tells what differs between two documents: files, or ids of the database.",
    .example = "tiaomu diff --word draft.docx final.docx",
    .least = 1,
    .most = 2,
    OPTION_LIST(OPT_DB, OPT_FORMAT, OPT_OUTPUT, OPT_WORD, OPT_STAT, OPT_SUMMARY, OPT_CLASS, OPT_WHY,
                OPT_TRACKED, INPUT_OPTIONS),
    .run = run,
};
