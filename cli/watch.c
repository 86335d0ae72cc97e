#include "cli/watch.h"
#include "cli/process.h"
#include "cli/say.h"

#ifdef __linux__
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Office programs write, rename and write again; copies of folders come file by file. */
enum { QUIET_MS = 300, LOOK_MS = 100 };

struct watch {
    struct arena *a;
    int fd;
    VEC(struct {
        int id;
        const char *folder;
    })
    folders;
};

struct watch *watch_start(struct arena *a, char *const *folders, size_t n) {
    struct watch *w = arena_alloc(a, sizeof *w);
    *w = (struct watch){.a = a, .fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK)};
    for (size_t i = 0; i < n; i++) {
        int id = inotify_add_watch(w->fd, folders[i], IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR);
        if (id < 0) {
            say(folders[i], "cannot be watched: %s; give a folder", strerror(errno));
            watch_end(w);
            return NULL;
        }
        vec_push(a, &w->folders)->id = id;
        w->folders.at[w->folders.n - 1].folder = folders[i];
    }
    return w;
}

static const char *folder_of(const struct watch *w, int id) {
    for (size_t i = 0; i < w->folders.n; i++)
        if (w->folders.at[i].id == id)
            return w->folders.at[i].folder;
    return ".";
}

/* Hidden files are those that programs keep for themselves while they write. */
static void take(const struct watch *w, struct arena *a, const struct inotify_event *e,
                 watch_paths *paths) {
    if (e->len == 0 || e->name[0] == '.' || e->name[0] == '~')
        return;
    const char *path = str_fmt(a, "%s/%s", folder_of(w, e->wd), e->name).p;
    for (size_t i = 0; i < paths->n; i++)
        if (strcmp(paths->at[i], path) == 0)
            return;
    *vec_push(a, paths) = path;
}

static void read_events(const struct watch *w, struct arena *a, watch_paths *paths) {
    _Alignas(struct inotify_event) char block[16384];
    ssize_t n = read(w->fd, block, sizeof block);
    for (ssize_t at = 0; at < n;) {
        const struct inotify_event *e = (const void *)(block + at);
        take(w, a, e, paths);
        at += (ssize_t)(sizeof *e + e->len);
    }
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
            return 0;
        }
    }
    return -1;
}

void watch_end(struct watch *w) {
    close(w->fd);
}

#else

struct watch *watch_start(struct arena *a, char *const *folders, size_t n) {
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
