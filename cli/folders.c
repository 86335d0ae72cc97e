#include "cli/folders.h"
#include "cli/files.h"
#include "cli/say.h"
#include <dirent.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool file_hidden(const char *name) {
    /* Word's note of who has a document open; what Windows keeps in folders */
    return name[0] == '.' || strncmp(name, "~$", 2) == 0 || strcasecmp(name, "Thumbs.db") == 0 ||
           strcasecmp(name, "desktop.ini") == 0;
}

/* A folder with a document's name (a package that was unpacked) is told as what cannot be read. */
static bool named_as_document(const char *name) {
    static const char *const all[] = {".docx", ".doc", ".wps", ".rtf", ".odt", ".xlsx",
                                      ".xls",  ".et",  ".ods", ".pdf", ".txt"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (n > strlen(all[i]) && strcasecmp(name + n - strlen(all[i]), all[i]) == 0)
            return true;
    return false;
}

int folder_files(struct arena *a, const char *folder, struct file_list *out) {
    struct file_list list = {0};
    DIR *dir = opendir(folder);
    if (!dir)
        return -1;
    size_t end = strlen(folder);
    const char *slash = end && folder[end - 1] == '/' ? "" : "/";
    for (struct dirent *e; (e = readdir(dir));) {
        const char *path = str_fmt(a, "%s%s%s", folder, slash, e->d_name).p;
        if (file_hidden(e->d_name))
            continue;
        if (file_is_folder(path) && !named_as_document(e->d_name))
            list.folders++;
        else
            *vec_push(a, &list.paths) = path;
    }
    closedir(dir);
    if (list.paths.n)
        qsort(list.paths.at, list.paths.n, sizeof *list.paths.at, by_bytes);
    *out = list;
    return 0;
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* One entry of the walk: hidden things are passed by, and whatever is no folder that can be gone
 * into is listed, so that who reads it says why it cannot be. */
static void take_entry(FTS *walk, FTSENT *e, struct arena *a, struct file_list *list) {
    bool below = e->fts_level > 0;
    if (below && file_hidden(e->fts_name)) {
        fts_set(walk, e, FTS_SKIP);
    } else if (e->fts_info == FTS_DC) {
        say(e->fts_path, "this folder leads back to one above it and is left out");
    } else if (e->fts_info == FTS_D && below && named_as_document(e->fts_name)) {
        fts_set(walk, e, FTS_SKIP);
        *vec_push(a, &list->paths) = str_z(a, str_of(e->fts_path));
    } else if (e->fts_info != FTS_D && e->fts_info != FTS_DP) {
        *vec_push(a, &list->paths) = str_z(a, str_of(e->fts_path));
    }
}

static FTS *walk_tree(const char *folder) {
    char *const roots[] = {(char *)(uintptr_t)folder, NULL};
    return fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
}

int folder_tree(struct arena *a, const char *folder, struct file_list *out) {
    struct file_list list = {0};
    FTS *walk = walk_tree(folder);
    if (!walk)
        return -1;
    for (FTSENT *e; (e = fts_read(walk));)
        take_entry(walk, e, a, &list);
    fts_close(walk);
    *out = list;
    return 0;
}

void folder_folders(struct arena *a, const char *folder, struct file_list *out) {
    FTS *walk = walk_tree(folder);
    *out = (struct file_list){0};
    for (FTSENT *e; walk && (e = fts_read(walk));) {
        if (e->fts_level > 0 && file_hidden(e->fts_name))
            fts_set(walk, e, FTS_SKIP);
        else if (e->fts_info == FTS_D)
            *vec_push(a, &out->paths) = str_z(a, str_of(e->fts_path));
    }
    if (walk)
        fts_close(walk);
}
