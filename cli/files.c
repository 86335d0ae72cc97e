#include "cli/files.h"
#include "base/utf8.h"
#include "cli/say.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dash(const char *path) {
    return strcmp(path, "-") == 0;
}

static const char *advice(int error) {
    return error == ENOENT ? "; check the name" : error == EACCES ? "; change its permissions" : "";
}

static int say_errno(const char *path, const char *what) {
    say(path, "%s: %s%s", what, strerror(errno), advice(errno));
    return -1;
}

static int fail(struct diags *diags, struct str text) {
    diag_add(diags, DIAG_UNREADABLE, (struct place){0}, text);
    return -1;
}

static int fail_errno(struct diags *diags, const char *what) {
    return fail(diags, str_fmt(diags->a, "%s: %s%s", what, strerror(errno), advice(errno)));
}

static int read_all(FILE *f, struct arena *a, size_t most, struct diags *diags, struct str *out) {
    struct buf b = {.a = a};
    char block[65536];
    for (size_t n; b.n <= most && (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(&b, (struct str){block, n});
    *out = buf_str(&b);
    return ferror(f) ? fail_errno(diags, "cannot be read") : 0;
}

/* What no document is. A pipe or a device could keep the program waiting for ever; those under /dev
 * are handed over on purpose, as a shell does for <(…). */
static const char *no_file(const char *path, const struct stat *st) {
    if (S_ISDIR(st->st_mode))
        return "this is a folder; give a file";
    if (S_ISREG(st->st_mode) || strncmp(path, "/dev/", 5) == 0)
        return NULL;
    return "this is a pipe, a socket or a device; give a file, or pipe it in and give -";
}

static FILE *open_file(const char *path, struct diags *diags, struct stat *st) {
    const char *fault = stat(path, st) == 0 ? no_file(path, st) : NULL;
    bool waits = strncmp(path, "/dev/", 5) == 0;
    int fd = fault ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (waits ? 0 : O_NONBLOCK));
    if (fd < 0 && !fault)
        fail_errno(diags, "cannot be opened");
    else if (!fault && fstat(fd, st) == 0)
        fault = no_file(path, st); /* it may be another now */
    if (fault)
        fail(diags, str_of(fault));
    FILE *f = fd >= 0 && !fault ? fdopen(fd, "rb") : NULL;
    if (fd >= 0 && !fault && !f)
        fail_errno(diags, "cannot be opened");
    if (fd >= 0 && !f)
        close(fd);
    return f;
}

FILE *file_open(const char *path, struct diags *diags) {
    struct stat st = {0};
    return is_dash(path) ? stdin : open_file(path, diags, &st);
}

static bool changed(const struct stat *before, const struct stat *now) {
#ifdef __APPLE__
    bool later = memcmp(&now->st_mtimespec, &before->st_mtimespec, sizeof now->st_mtimespec) != 0;
#else
    bool later = now->st_mtim.tv_sec != before->st_mtim.tv_sec ||
                 now->st_mtim.tv_nsec != before->st_mtim.tv_nsec;
#endif
    return S_ISREG(before->st_mode) && (later || now->st_size != before->st_size);
}

static int read_open(FILE *f, const struct stat *before, struct arena *a, size_t most,
                     struct diags *diags, struct str *out) {
    struct stat now;
    if (before->st_size > 0 && (uintmax_t)before->st_size > most)
        return fail(diags, str_fmt(diags->a,
                                   "the file has %jd bytes, the limit is %zu; raise it with "
                                   "--max-file-bytes",
                                   (intmax_t)before->st_size, most));
    if (read_all(f, a, most, diags, out) < 0)
        return -1;
    if (fstat(fileno(f), &now) == 0 && changed(before, &now))
        return fail(diags, S("the file changed while it was read; read it again when it is "
                             "complete"));
    return 0;
}

int file_get(struct arena *a, const char *path, size_t most, struct diags *diags, struct str *out) {
    struct stat st = {0};
    if (is_dash(path))
        return read_all(stdin, a, most, diags, out);
    FILE *f = open_file(path, diags, &st);
    if (!f)
        return -1;
    int rc = read_open(f, &st, a, most, diags, out);
    fclose(f);
    return rc;
}

int file_read(struct arena *a, const char *path, size_t most, struct str *out) {
    struct diags diags = {.a = a};
    int rc = file_get(a, path, most, &diags, out);
    say_findings(is_dash(path) ? "standard input" : path, &diags, DIAG_ERROR);
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

size_t file_size(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (size_t)st.st_size : 0;
}

bool file_same(const char *one, const char *other) {
    struct stat x, y;
    return stat(one, &x) == 0 && stat(other, &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

struct str file_name(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    return utf8_repair(a, str_of(slash && slash[1] ? slash + 1 : path));
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
