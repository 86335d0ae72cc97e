#include "cli/files.h"
#include "base/utf8.h"
#include "cli/say.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dash(const char *path) {
    return strcmp(path, "-") == 0;
}

static int say_errno(const char *path, const char *what) {
    const char *advice = errno == ENOENT   ? "; check the name"
                         : errno == EACCES ? "; change its permissions"
                                           : "";
    say(path, "%s: %s%s", what, strerror(errno), advice);
    return -1;
}

static int read_all(FILE *f, struct arena *a, size_t most, struct str *out) {
    struct buf b = {.a = a};
    char block[65536];
    for (size_t n; b.n <= most && (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(&b, (struct str){block, n});
    *out = buf_str(&b);
    return ferror(f) ? -1 : 0;
}

static bool too_large(FILE *f, const char *path, size_t most) {
    struct stat st;
    if (fstat(fileno(f), &st) != 0 || st.st_size < 0 || (uintmax_t)st.st_size <= most)
        return false;
    say(path, "the file has %jd bytes, the limit is %zu; raise it with --max-file-bytes",
        (intmax_t)st.st_size, most);
    return true;
}

static bool has_changed(FILE *f, const struct stat *before) {
    struct stat now;
    return S_ISREG(before->st_mode) && fstat(fileno(f), &now) == 0 &&
           (now.st_size != before->st_size || now.st_mtime != before->st_mtime);
}

int file_read(struct arena *a, const char *path, size_t most, struct str *out) {
    if (is_dash(path)) {
        if (read_all(stdin, a, most, out) < 0)
            return say_errno("standard input", "cannot be read");
        return 0;
    }
    if (file_is_folder(path)) {
        say(path, "this is a folder; give a file");
        return -1;
    }
    FILE *f = fopen(path, "rb");
    if (!f)
        return say_errno(path, "cannot be opened");
    struct stat before = {0};
    fstat(fileno(f), &before);
    int rc = too_large(f, path, most) ? -1 : read_all(f, a, most, out);
    if (rc < 0 && ferror(f))
        say_errno(path, "cannot be read");
    if (rc == 0 && has_changed(f, &before)) {
        say(path, "the file changed while it was read; read it again when it is complete");
        rc = -1;
    }
    fclose(f);
    return rc;
}

bool file_is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int folder_files(struct arena *a, const char *folder, struct file_list *out) {
    struct file_list list = {0};
    DIR *dir = opendir(folder);
    if (!dir)
        return say_errno(folder, "the folder cannot be read");
    size_t end = strlen(folder);
    const char *slash = end && folder[end - 1] == '/' ? "" : "/";
    for (struct dirent *e; (e = readdir(dir));) {
        const char *path = str_fmt(a, "%s%s%s", folder, slash, e->d_name).p;
        if (e->d_name[0] != '.' && !file_is_folder(path))
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

/* One entry of the walk: a file is listed, hidden things are passed by. */
static void take_entry(FTS *walk, FTSENT *e, struct arena *a, struct file_list *list) {
    bool hidden = e->fts_level > 0 && e->fts_name[0] == '.';
    if (hidden)
        fts_set(walk, e, FTS_SKIP);
    else if (e->fts_info == FTS_F)
        *vec_push(a, &list->paths) = str_z(a, str_of(e->fts_path));
    else if (e->fts_info == FTS_DC)
        say(e->fts_path, "this folder leads back to one above it and is left out");
    else if (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR || e->fts_info == FTS_NS) {
        errno = e->fts_errno;
        say_errno(e->fts_path, "cannot be read");
    }
}

int folder_tree(struct arena *a, const char *folder, struct file_list *out) {
    char *const roots[] = {(char *)(uintptr_t)folder, NULL};
    struct file_list list = {0};
    FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    if (!walk)
        return say_errno(folder, "the folder cannot be read");
    for (FTSENT *e; (e = fts_read(walk));)
        take_entry(walk, e, a, &list);
    fts_close(walk);
    *out = list;
    return 0;
}

struct str file_name(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    struct str s = str_of(slash && slash[1] ? slash + 1 : path);
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        utf8_put(&b, cp < 0 ? 0xFFFD : (uint32_t)cp);
    }
    return buf_str(&b);
}

struct str file_stem(struct arena *a, const char *path) {
    struct str name = file_name(a, path);
    size_t dot = name.n;
    while (dot > 1 && name.p[dot - 1] != '.')
        dot--;
    return dot > 1 ? str_cut(name, 0, dot - 1) : name;
}

/* A pipe or device is written in place; it can not be replaced by a file. */
static bool replaceable(const char *path) {
    struct stat st;
    return stat(path, &st) != 0 || S_ISREG(st.st_mode);
}

/* A file that is gone with its last user, so that no end of the program leaves a part of it; NULL
 * where the system or the folder's file system has none. */
static FILE *open_unnamed(struct arena *a, const char *path) {
#ifdef O_TMPFILE
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? str_fmt(a, "%.*s/", (int)(slash - path), path).p : ".";
    int fd = access("/proc/self/fd", X_OK) == 0
                 ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666)
                 : -1;
    FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (fd >= 0 && !f)
        close(fd);
    return f;
#else
    (void)a, (void)path;
    return NULL;
#endif
}

/* linkat replaces no file: hence a name of its own first. */
static int give_name(const struct sink *s) {
    char open_file[32];
    snprintf(open_file, sizeof open_file, "/proc/self/fd/%d", fileno(s->file));
    return linkat(AT_FDCWD, open_file, AT_FDCWD, s->partial, AT_SYMLINK_FOLLOW);
}

int sink_open(struct arena *a, const char *path, struct sink *out) {
    if (!path || is_dash(path)) {
        *out = (struct sink){.file = stdout};
        return 0;
    }
    if (file_is_folder(path)) {
        say(path, "this is a folder; give the name of a file to write");
        return -1;
    }
    struct sink s = {.path = path};
    if (replaceable(path))
        s.partial = str_fmt(a, "%s.%ld.partial", path, (long)getpid()).p;
    s.file = s.partial ? open_unnamed(a, path) : NULL;
    s.unnamed = s.file != NULL;
    if (!s.file)
        s.file = fopen(s.partial ? s.partial : path, "wb");
    if (!s.file)
        return say_errno(path, "cannot be written");
    *out = s;
    return 0;
}

static int write_failed(struct sink *s) {
    say_errno(s->path ? s->path : "standard output", "writing failed");
    sink_drop(s);
    return -1;
}

/* A package of an office would only upset a terminal. */
static bool upsets(const struct sink *s, struct str bytes) {
    return str_starts(bytes, S("PK\x03\x04")) && isatty(fileno(s->file));
}

int sink_put(struct sink *s, struct str bytes) {
    if (upsets(s, bytes)) {
        say(NULL, "this is no text for a terminal; say with -o which file it goes to");
        return -1;
    }
    if (bytes.n && fwrite(bytes.p, 1, bytes.n, s->file) != bytes.n)
        return write_failed(s);
    return 0;
}

int sink_close(struct sink *s) {
    if (fflush(s->file) != 0)
        return write_failed(s);
    if (!s->path)
        return 0;
    if (s->unnamed && give_name(s) != 0)
        return write_failed(s);
    int rc = fclose(s->file);
    s->file = NULL;
    if (rc != 0 || (s->partial && rename(s->partial, s->path) != 0))
        return write_failed(s);
    return 0;
}

void sink_drop(struct sink *s) {
    if (s->path && s->file)
        fclose(s->file);
    if (s->partial)
        unlink(s->partial);
    s->file = NULL;
}
