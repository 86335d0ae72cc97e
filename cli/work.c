#include "cli/work.h"
#include "base/embedded.h"
#include "cli/files.h"
#include "cli/folders.h"
#include "cli/say.h"
#include <errno.h>
#include <string.h>

int work_limits(const struct args *args, struct limits *out) {
    const struct {
        enum option_id id;
        size_t *limit;
    } all[] = {
        {OPT_MAX_FILE, &out->file_bytes},       {OPT_MAX_MEMBER, &out->member_bytes},
        {OPT_MAX_PACKAGE, &out->package_bytes}, {OPT_MAX_MEMBERS, &out->members},
        {OPT_MAX_DEPTH, &out->xml_depth},       {OPT_MAX_COLUMNS, &out->columns},
        {OPT_MAX_CELLS, &out->cells},           {OPT_MAX_ATTRIBUTES, &out->attributes},
        {OPT_MAX_TEXT, &out->text_chars},
    };
    *out = LIMITS_DEFAULT;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (args_number(args, all[i].id, 1, *all[i].limit, all[i].limit) < 0)
            return -1;
    return 0;
}

typedef VEC(struct rules_file) rules_files;

static int read_rules(struct arena *a, const char *folder, rules_files *out) {
    struct file_list list;
    if (folder_files(a, folder, &list) < 0) {
        say(folder, "the folder cannot be read: %s", strerror(errno));
        return -1;
    }
    for (size_t i = 0; i < list.paths.n; i++) {
        struct rules_file file = {.name = file_name(a, list.paths.at[i])};
        if (!str_ends(file.name, S(".tsv")))
            continue;
        if (embedded_text(file.name).n == 0) {
            say(list.paths.at[i], "no rules file has this name; rename or remove it");
            return -1;
        }
        if (file_read(a, list.paths.at[i], SIZE_MAX - 1, &file.text) < 0)
            return -1;
        *vec_push(a, out) = file;
    }
    return 0;
}

static int read_stop(const struct args *args, struct str *out) {
    struct arena *a = arena_new(say_out_of_memory);
    struct buf names = {.a = a};
    bool known = !args->value[OPT_STOP_AFTER];
    *out = str_of(args->value[OPT_STOP_AFTER]);
    for (size_t i = 0; extract_step(i).n; i++) {
        known = known || str_eq(extract_step(i), *out);
        buf_fmt(&names, " %.*s", STR_ARG(extract_step(i)));
    }
    if (!known)
        say(NULL, "there is no step %s; the steps are%.*s", args->value[OPT_STOP_AFTER],
            STR_ARG(buf_str(&names)));
    arena_drop(a);
    return known ? 0 : -1;
}

int work_start(struct work *w, const struct args *args) {
    rules_files replace = {0};
    *w = (struct work){.a = arena_new(say_out_of_memory), .tracked = TRACKED_ACCEPT};
    w->diags.a = w->a;
    const char *folder = args->value[OPT_RULES];
    if (work_limits(args, &w->limits) == 0 && convert_options(args, &w->convert) == 0 &&
        worker_options(args, &w->worker) == 0 && read_stop(args, &w->stop_after) == 0 &&
        (!folder || read_rules(w->a, folder, &replace) == 0)) {
        w->rules = rules_load(w->a, replace.at, replace.n, &w->diags);
        say_findings(folder, &w->diags, w->rules ? DIAG_ERROR : DIAG_NOTE);
    }
    if (w->rules)
        return 0;
    work_end(w);
    return -1;
}

static size_t size_of(const struct input_file *file) {
    if (file->bytes.n)
        return file->bytes.n;
    return strcmp(file->path, "-") == 0 ? RULES_HASTENED : file_size(file->path); /* who knows */
}

void work_expect(struct work *w, const input_files *files) {
    if (w->bytes >= RULES_HASTENED)
        return;
    for (size_t i = 0; i < files->n && w->bytes < RULES_HASTENED; i++)
        w->bytes += size_of(&files->at[i]);
    rules_hasten(w->rules, w->bytes);
}

void work_drop(struct work *w, struct arena *a) {
    if (w->keep)
        *vec_push(w->a, &w->kept) = a;
    else
        arena_drop(a);
}

void work_end(struct work *w) {
    for (size_t i = 0; i < w->kept.n; i++)
        arena_drop(w->kept.at[i]);
    if (w->rules)
        rules_drop(w->rules);
    arena_drop(w->a);
}

struct corpus *work_corpus(struct arena *a, const struct args *args, enum corpus_mode mode) {
    struct diags diags = {.a = a};
    struct corpus *c = NULL;
    const char *path = args->value[OPT_DB] ? args->value[OPT_DB] : DEFAULT_DB;
    if (corpus_open(a, str_of(path), mode, &diags, &c) < 0)
        say_findings(NULL, &diags, DIAG_ERROR);
    return c;
}
