#include "cli/watch.h"
#include "cli/folders.h"
#include "cli/process.h"
#include "cli/say.h"

#ifdef __linux__
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* Office programs write, rename and write again; copies of folders come file by file. */
enum { QUIET_MS = 300, LOOK_MS = 100 };

struct watch {
    struct arena *a;
    int fd;
    size_t roots; /* so many of the folders are the user's; then those in them */
    bool recursive;
    VEC(struct {
        int id;
        const char *folder;
    })
    folders;
};

static int add_folder(struct watch *w, const char *folder) {
    const uint32_t what = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR;
    int id = inotify_add_watch(w->fd, folder, what);
    if (id < 0) {
        say(folder, "cannot be watched: %s", strerror(errno));
        return -1;
    }
    vec_push(w->a, &w->folders)->id = id;
    w->folders.at[w->folders.n - 1].folder = folder;
    return 0;
}

static void add_tree(struct watch *w, const char *folder) {
    struct file_list found;
    folder_folders(w->a, folder, &found);
    for (size_t i = 0; i < found.paths.n; i++)
        add_folder(w, found.paths.at[i]);
}

struct watch *watch_start(struct arena *a, char *const *folders, size_t n, bool recursive) {
    struct watch *w = arena_alloc(a, sizeof *w);
    *w = (struct watch){
        .a = a, .fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK), .roots = n, .recursive = recursive};
    for (size_t i = 0; i < n; i++) {
        if (add_folder(w, folders[i]) < 0) {
            watch_end(w);
            return NULL;
        }
    }
    for (size_t i = 0; recursive && i < n; i++)
        add_tree(w, folders[i]);
    return w;
}

/* The last name that a folder was added by: it may have been moved. */
static const char *folder_of(const struct watch *w, int id) {
    for (size_t i = w->folders.n; i-- > 0;)
        if (w->folders.at[i].id == id)
            return w->folders.at[i].folder;
    return ".";
}

static void add_path(struct arena *a, const char *path, watch_paths *paths) {
    for (size_t i = 0; i < paths->n; i++)
        if (strcmp(paths->at[i], path) == 0)
            return;
    *vec_push(a, paths) = path;
}

/* What came in too fast to be told one by one: all is looked at again. */
static void add_all(const struct watch *w, struct arena *a, watch_paths *paths) {
    for (size_t i = 0; i < w->roots; i++)
        add_path(a, w->folders.at[i].folder, paths);
}

/* A file counts when it is closed or moved here; a folder at once, with what it brings along. */
static void take(struct watch *w, struct arena *a, const struct inotify_event *e,
                 watch_paths *paths) {
    if (e->mask & IN_Q_OVERFLOW)
        add_all(w, a, paths);
    if (e->len == 0 || file_hidden(e->name))
        return;
    const char *path = str_fmt(a, "%s/%s", folder_of(w, e->wd), e->name).p;
    if (!(e->mask & IN_ISDIR)) {
        if (e->mask & (IN_CLOSE_WRITE | IN_MOVED_TO))
            add_path(a, path, paths);
    } else if (w->recursive) {
        add_tree(w, path);
        add_path(a, path, paths);
    } else {
        say(path, "this is a folder and is not read; give -r to read folders too");
    }
}

static void read_events(struct watch *w, struct arena *a, watch_paths *paths) {
    _Alignas(struct inotify_event) char block[16384];
    ssize_t n = read(w->fd, block, sizeof block);
    for (ssize_t at = 0; at < n;) {
        const struct inotify_event *e = (const void *)(block + at);
        take(w, a, e, paths);
        at += (ssize_t)(sizeof *e + e->len);
    }
}

/* What is gone again had a name for the time of writing only. */
static void leave_out_gone(watch_paths *paths) {
    struct stat st;
    size_t kept = 0;
    for (size_t i = 0; i < paths->n; i++)
        if (lstat(paths->at[i], &st) == 0)
            paths->at[kept++] = paths->at[i];
    paths->n = kept;
}

int watch_next(struct watch *w, struct arena *a, watch_paths *paths) {
    int quiet = 0;
    paths->n = 0;
    while (!process_asked_to_end()) {
        struct pollfd end = {.fd = w->fd, .events = POLLIN};
        if (poll(&end, 1, LOOK_MS) > 0) {
            read_events(w, a, paths);
            quiet = 0;
        } else if (paths->n && (quiet += LOOK_MS) >= QUIET_MS) {
            leave_out_gone(paths);
            if (paths->n)
                return 0;
        }
    }
    return -1;
}

void watch_end(struct watch *w) {
    close(w->fd);
}

#else

struct watch *watch_start(struct arena *a, char *const *folders, size_t n, bool recursive) {
    (void)recursive;
    (void)a;
    (void)folders;
    (void)n;
    say(NULL, "this system has no inotify; run ingest from a scheduler instead");
    return NULL;
}

int watch_next(struct watch *w, struct arena *a, watch_paths *paths) {
    (void)w;
    (void)a;
    (void)paths;
    return -1;
}

void watch_end(struct watch *w) {
    (void)w;
}

#endif
