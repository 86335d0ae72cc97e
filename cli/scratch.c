#include "cli/scratch.h"
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 16 };

static int fail(const struct scratch *s, const char *what, const char *name) {
    diag_add(s->diags, DIAG_UNREADABLE, (struct place){0},
             str_fmt(s->diags->a, "%s %s: %s", name, what, strerror(errno)));
    return -1;
}

int scratch_open(struct scratch *s, struct arena *a, const struct limits *limits,
                 struct diags *diags) {
    const char *where = getenv("TMPDIR");
    char *folder =
        (char *)(uintptr_t)str_fmt(a, "%s/tiaomu-XXXXXX", where && *where == '/' ? where : "/tmp")
            .p;
    *s = (struct scratch){a, folder, limits, diags};
    return mkdtemp(folder) ? 0 : fail(s, "cannot be made; set TMPDIR", folder);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw) {
    (void)st, (void)kind, (void)ftw;
    return remove(path), 0;
}

void scratch_drop(const struct scratch *s) {
    nftw(s->folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

const char *scratch_path(const struct scratch *s, const char *name) {
    return str_fmt(s->a, "%s/%s", s->folder, name).p;
}

int scratch_write(const struct scratch *s, const char *name, struct str bytes) {
    FILE *f = fopen(scratch_path(s, name), "wb");
    if (!f)
        return fail(s, "cannot be written", scratch_path(s, name));
    bool ok = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    return fclose(f) == 0 && ok ? 0 : fail(s, "cannot be written", scratch_path(s, name));
}

int scratch_make_folder(const struct scratch *s, const char *name) {
    const char *path = scratch_path(s, name);
    return mkdir(path, 0700) == 0 ? 0 : fail(s, "cannot be made", path);
}

int scratch_read(const struct scratch *s, const char *name, struct str *out) {
    struct stat st;
    struct buf b = {.a = s->a};
    char block[65536];
    FILE *f = fopen(scratch_path(s, name), "rb");
    *out = (struct str){0};
    if (!f)
        return 0;
    if (fstat(fileno(f), &st) == 0 && (uintmax_t)st.st_size > s->limits->file_bytes) {
        diag_add(s->diags, DIAG_LIMIT, (struct place){0},
                 str_fmt(s->diags->a,
                         "converted it has %jd bytes, the limit is %zu; raise it with "
                         "--max-file-bytes",
                         (intmax_t)st.st_size, s->limits->file_bytes));
        fclose(f);
        return -1;
    }
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(&b, (struct str){block, n});
    bool whole = !ferror(f);
    fclose(f);
    if (!whole)
        return fail(s, "cannot be read", scratch_path(s, name));
    *out = buf_str(&b);
    return 0;
}
