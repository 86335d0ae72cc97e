#include "cli/inputs.h"
#include "cli/files.h"
#include "cli/folders.h"
#include "cli/manifest.h"
#include "cli/say.h"
#include <stdlib.h>
#include <string.h>

struct listing {
    struct arena *a;
    const struct args *args;
    const char *db;
    input_files files;
};

static void refuse(struct input_file *file, const char *outcome, struct str why) {
    file->refused = outcome;
    file->why = why;
}

static struct input_file *add(struct listing *l, const char *path) {
    struct input_file *file = vec_push(l->a, &l->files);
    *file = (struct input_file){.path = path};
    return file;
}

static void add_folder(struct listing *l, const char *folder) {
    struct file_list found;
    size_t before = l->files.n;
    int rc = l->args->value[OPT_RECURSIVE] ? folder_tree(l->a, folder, &found)
                                           : folder_files(l->a, folder, &found);
    if (rc < 0) {
        add(l, folder); /* who reads it says why it cannot be */
        return;
    }
    for (size_t i = 0; i < found.paths.n; i++)
        if (!file_same(l->db, found.paths.at[i])) /* it may lie in the folder */
            add(l, found.paths.at[i]);
    if (found.folders)
        say(folder, "the folders in it (%zu) are not read; give -r to read them too",
            found.folders);
    if (l->files.n == before && !l->args->value[OPT_WATCH]) /* an inbox may be empty */
        refuse(add(l, folder), "failed", S("the folder holds no files; give one that does"));
}

static void add_paths(struct listing *l) {
    for (size_t i = 0; i < l->args->n; i++) {
        const char *path = l->args->rest[i];
        if (file_is_folder(path))
            add_folder(l, path);
        else
            add(l, path);
    }
}

/* What a file's name says of its order: by id, then by place. */
struct named {
    struct input_file file;
    size_t place;
};

static int order(size_t x, size_t y) {
    return (x > y) - (x < y);
}

static int by_path(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    int c = strcmp(x->file.path, y->file.path);
    return c ? c : order(x->place, y->place);
}

static int by_id(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    int c = str_cmp(x->file.id, y->file.id);
    return c ? c : order(x->place, y->place);
}

static int by_place(const void *a, const void *b) {
    return order(((const struct named *)a)->place, ((const struct named *)b)->place);
}

static struct named *sorted(const struct listing *l, int (*by)(const void *, const void *)) {
    struct named *list = arena_array(l->a, l->files.n, sizeof *list);
    for (size_t i = 0; i < l->files.n; i++)
        list[i] = (struct named){l->files.at[i], i};
    qsort(list, l->files.n, sizeof *list, by);
    return list;
}

static void keep_order(struct listing *l, struct named *list, size_t n) {
    qsort(list, n, sizeof *list, by_place);
    for (size_t i = 0; i < n; i++)
        l->files.at[i] = list[i].file;
    l->files.n = n;
}

/* A file that PATH… and the manifest both name is one, and is what the manifest, which stands
 * behind, says. */
static void join_described(struct listing *l) {
    struct named *list = sorted(l, by_path);
    size_t kept = 0;
    for (size_t i = 0; i < l->files.n; i++) {
        if (kept && strcmp(list[kept - 1].file.path, list[i].file.path) == 0)
            list[kept - 1].file = list[i].file;
        else
            list[kept++] = list[i];
    }
    keep_order(l, list, kept);
}

static bool same_bytes(const char *one, const char *other) {
    struct arena *a = arena_new(say_out_of_memory);
    struct diags ignored = {.a = a};
    struct str x, y;
    bool same = file_get(a, one, SIZE_MAX - 1, &ignored, &x) == 0 &&
                file_get(a, other, SIZE_MAX - 1, &ignored, &y) == 0 && str_eq(x, y);
    arena_drop(a);
    return same;
}

static void refuse_twin(struct arena *a, struct input_file *twin, const struct input_file *first) {
    if (same_bytes(twin->path, first->path))
        refuse(twin, "duplicate",
               str_fmt(a, "is the same file as %s and is not read again", first->path));
    else
        refuse(
            twin, "failed",
            str_fmt(a,
                    "would have the id %.*s as %s has; rename one, or give it an id with --id or "
                    "a manifest",
                    STR_ARG(twin->id), first->path));
}

/* Of several files with one id the first stays: neither may take the other's place. */
static void refuse_twins(struct listing *l) {
    struct named *list = sorted(l, by_id);
    size_t first = 0;
    for (size_t i = 1; i < l->files.n; i++) {
        if (!str_eq(list[i].file.id, list[first].file.id))
            first = i;
        else if (!list[i].file.refused)
            refuse_twin(l->a, &list[i].file, &list[first].file);
    }
    keep_order(l, list, l->files.n);
}

static void fill_ids(struct listing *l) {
    const char *id = l->args->value[OPT_ID];
    for (size_t i = 0; i < l->files.n; i++) {
        struct input_file *file = &l->files.at[i];
        if (id)
            file->id = str_of(id);
        else if (file->id.n == 0)
            file->id = file_stem(l->a, file->path);
    }
}

int tracked_states(const struct args *args) {
    static const struct {
        const char *name;
        int states;
    } names[] = {{"accept", ACCEPTED}, {"reject", REJECTED}, {"both", ACCEPTED | REJECTED}};
    const char *text = args->value[OPT_TRACKED];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!text || strcmp(text, names[i].name) == 0)
            return names[i].states;
    say(NULL, "--tracked is accept, reject or both, not \"%s\"", text);
    return -1;
}

struct str tracked_before(struct arena *a, struct str id) {
    return str_fmt(a, "%.*s.before", STR_ARG(id));
}

/* Each file once for every state that is asked for. */
static void add_states(struct listing *l, int states) {
    input_files files = l->files;
    l->files = (input_files){0};
    for (size_t i = 0; i < files.n; i++) {
        struct input_file before = files.at[i];
        if (states & ACCEPTED || before.refused)
            *vec_push(l->a, &l->files) = files.at[i];
        if (!(states & REJECTED) || before.refused)
            continue;
        before.tracked = TRACKED_REJECT;
        if (states & ACCEPTED)
            before.id = tracked_before(l->a, before.id);
        *vec_push(l->a, &l->files) = before;
    }
}

int inputs_list(struct arena *a, const struct args *args, const char *db, input_files *out) {
    struct listing l = {a, args, db, {0}};
    int states = tracked_states(args);
    if (states < 0)
        return -1;
    const char *manifest = args->value[OPT_MANIFEST];
    add_paths(&l);
    if (manifest && manifest_read(a, manifest, &l.files) < 0)
        return -1;
    join_described(&l);
    if (args->value[OPT_ID] && l.files.n > 1) {
        say(NULL, "--id names one document, and these are %zu files", l.files.n);
        return -1;
    }
    fill_ids(&l);
    refuse_twins(&l);
    add_states(&l, states);
    *out = l.files;
    return 0;
}
