#include "cli/files.h"
#include "cli/say.h"
#include "cli/scratch.h"
#include "cli/site.h"
#include "cli/work.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Says that a folder holds a site and may be replaced by the next one. */
static const char mark[] = ".tiaomu-site";

struct writing {
    struct arena *a;
    struct site *site;
    const char *folder; /* where the site grows, beside its place */
    size_t pages;
};

static int say_errno(const char *path, const char *what) {
    say(path, "%s: %s", what, strerror(errno));
    return -1;
}

/* The folders above a file. */
static int make_folders(struct arena *a, const char *path, size_t from) {
    char *folder = (char *)(uintptr_t)str_dup(a, str_of(path)).p;
    for (char *slash = strchr(folder + from, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            return say_errno(folder, "the folder cannot be made");
        *slash = '/';
    }
    return 0;
}

static int write_file(struct arena *a, const char *path, struct str bytes) {
    struct sink sink;
    if (sink_open(a, path, &sink) < 0)
        return -1;
    if (sink_put(&sink, bytes) == 0)
        return sink_close(&sink);
    sink_drop(&sink);
    return -1;
}

/* Each page in an arena of its own. */
static int write_page(void *ctx, struct str path) {
    struct writing *w = ctx;
    struct arena *a = arena_new(say_out_of_memory);
    struct site_page page = site_page(w->site, a, path, &(site_params){0});
    const char *file = str_fmt(a, "%s/%.*s", w->folder, STR_ARG(path)).p;
    int rc =
        make_folders(a, file, strlen(w->folder) + 1) < 0 ? -1 : write_file(a, file, page.bytes);
    w->pages += page.status == 200;
    arena_drop(a);
    return rc;
}

static bool is_empty(const char *folder) {
    DIR *dir = opendir(folder);
    size_t n = 0;
    while (dir && readdir(dir))
        n++;
    if (dir)
        closedir(dir);
    return n <= 2;
}

/* A folder that is not there, is empty, or holds a site. */
static int check_place(struct arena *a, const char *folder) {
    if (!file_exists(folder) || (file_is_folder(folder) && is_empty(folder)) ||
        file_exists(str_fmt(a, "%s/%s", folder, mark).p))
        return 0;
    say(folder, "this holds other things than a site; name a new folder with -o");
    return -1;
}

static void remove_folder(struct arena *a, const char *folder) {
    scratch_drop(&(struct scratch){.a = a, .folder = folder});
}

/* The new site takes the old one's place at once. */
static int put_in_place(struct writing *w, const char *folder) {
    const char *old = str_fmt(w->a, "%s.old", w->folder).p;
    bool there = file_exists(folder);
    if (there && rename(folder, old) != 0)
        return say_errno(folder, "the folder cannot be replaced");
    if (rename(w->folder, folder) != 0)
        return say_errno(folder, "the folder cannot be made");
    if (there)
        remove_folder(w->a, old);
    return 0;
}

static int write_site(struct writing *w, const char *folder) {
    struct diags diags = {.a = w->a};
    char *partial = (char *)(uintptr_t)str_fmt(w->a, "%s.XXXXXX", folder).p;
    if (site_read(w->site, &diags) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    if (make_folders(w->a, folder, 1) < 0)
        return -1;
    if (!mkdtemp(partial))
        return say_errno(folder, "the folder cannot be made");
    w->folder = partial;
    chmod(partial, 0755);
    if (site_paths(w->site, w->a, write_page, w) == 0 &&
        write_file(w->a, str_fmt(w->a, "%s/%s", partial, mark).p, S("")) == 0 &&
        put_in_place(w, folder) == 0)
        return 0;
    remove_folder(w->a, partial);
    return -1;
}

static const char *without_slash(struct arena *a, const char *folder) {
    struct str s = str_of(folder);
    while (s.n > 1 && s.p[s.n - 1] == '/')
        s.n--;
    return str_z(a, s);
}

static enum status run(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    struct site site = {0};
    struct writing w = {.a = a, .site = &site};
    const char *folder = args->value[OPT_OUTPUT];
    int rc = args_lang(args, &site.lang);
    if (rc == 0 && (!folder || !*folder)) {
        say(NULL, "site needs a folder to write into; name it with -o");
        rc = -1;
    }
    if (rc == 0) {
        folder = without_slash(a, folder);
        rc = check_place(a, folder);
    }
    if (rc == 0)
        rc = (site.corpus = work_corpus(a, args, CORPUS_READ)) ? write_site(&w, folder) : -1;
    if (rc == 0 && !args->value[OPT_QUIET])
        say(NULL, "%zu files in %s; open %s/index.html", w.pages, folder, folder);
    site_drop(&site);
    corpus_close(site.corpus);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_site = {
    .name = "site",
    .arguments = "",
    .summary = "Writes the database as a folder of pages that need no server.",
    .example = "tiaomu site --db plans.db -o plans-site",
    OPTION_LIST(OPT_DB, OPT_OUTPUT, OPT_LANG, OPT_QUIET),
    .run = run,
};
