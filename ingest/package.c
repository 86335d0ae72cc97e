#include "ingest/package.h"
#include <limits.h>
#include <string.h>
#include <zip.h>

static int fail(struct diags *diags, enum diag_code code, struct str part, struct str what) {
    diag_add(diags, code, place_in(part), what);
    return -1;
}

bool package_is(struct str bytes) {
    return str_starts(bytes, S("PK\3\4")) || str_starts(bytes, S("PK\5\6"));
}

/* As the directory of the archive tells them. Word itself protects no single parts. */
static int check_members(struct package *p) {
    struct diags *diags = p->diags;
    zip_int64_t n = zip_get_num_entries(p->zip, 0);
    int rc = 0;
    if ((size_t)n > p->limits->members)
        rc = fail(diags, DIAG_LIMIT, S(""),
                  str_fmt(diags->a,
                          "the package has %jd parts, the limit is %zu; raise it with "
                          "--max-members",
                          (intmax_t)n, p->limits->members));
    if (rc < 0)
        package_close(p);
    return rc;
}

static int open_archive(struct package *p, struct str bytes, const struct limits *limits,
                        struct diags *diags) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (zip) {
        *p = (struct package){.zip = zip,
                              .limits = limits,
                              .diags = diags,
                              .read = arena_alloc(diags->a, sizeof *p->read)};
    } else {
        zip_source_free(source);
        fail(diags, DIAG_DAMAGED, S(""),
             str_fmt(diags->a, "the package is cut off or damaged (%s); get the file again",
                     zip_error_strerror(&error)));
    }
    zip_error_fini(&error);
    return zip ? check_members(p) : -1;
}

int package_open(struct package *p, struct str bytes, const struct limits *limits,
                 struct diags *diags) {
    if (!flat_is(bytes))
        return open_archive(p, bytes, limits, diags);
    *p = (struct package){.flat = flat_read(diags->a, bytes, limits->members),
                          .limits = limits,
                          .diags = diags,
                          .read = arena_alloc(diags->a, sizeof *p->read)};
    return 0;
}

void package_close(struct package *p) {
    if (p->zip)
        zip_discard(p->zip);
}

static zip_int64_t locate(const struct package *p, struct str name) {
    char z[1024];
    if (name.n >= sizeof z)
        return -1;
    *(char *)mempcpy(z, name.p, name.n) = '\0';
    zip_int64_t index = zip_name_locate(p->zip, z, ZIP_FL_NOCASE);
    for (char *slash = z; index < 0 && (slash = strchr(slash, '/'));)
        *slash = '\\'; /* as some archivers of Windows write them */
    return index < 0 ? zip_name_locate(p->zip, z, ZIP_FL_NOCASE) : index;
}

bool package_has(const struct package *p, struct str name) {
    return name.n > 0 && (p->zip ? locate(p, name) >= 0 : flat_find(&p->flat, name) != NULL);
}

static int not_there(const struct package *p, struct str name, const char *why) {
    return fail(p->diags, DIAG_DAMAGED, name,
                str_fmt(p->diags->a,
                        "the package has no readable part %.*s (%s); get the file again",
                        STR_ARG(name), why));
}

int member_open(struct member *m, const struct package *p, struct str name) {
    const struct flat_part *part = p->zip ? NULL : flat_find(&p->flat, name);
    if (!p->zip && !part)
        return not_there(p, name, "not there");
    if (part) {
        *m = (struct member){.package = p, .name = name, .rest = part->content};
        return 0;
    }
    zip_int64_t index = name.n ? locate(p, name) : -1;
    zip_file_t *file = index < 0 ? NULL : zip_fopen_index(p->zip, (zip_uint64_t)index, 0);
    if (!file)
        return not_there(p, name, index < 0 ? "not there" : zip_strerror(p->zip));
    *m = (struct member){.package = p, .file = file, .name = name};
    return 0;
}

void member_close(struct member *m) {
    if (m->file)
        zip_fclose(m->file);
}

static zip_int64_t read_flat(struct member *m, char *to, size_t n) {
    struct str piece = str_cut(m->rest, 0, n);
    if (piece.n)
        memcpy(to, piece.p, piece.n);
    m->rest = str_cut(m->rest, piece.n, m->rest.n);
    return (zip_int64_t)piece.n;
}

int member_read(struct member *m, char *to, size_t n) {
    struct diags *diags = m->package->diags;
    size_t limit = m->package->limits->member_bytes;
    size_t most = n > INT_MAX ? INT_MAX : n;
    zip_int64_t got = m->file ? zip_fread(m->file, to, most) : read_flat(m, to, most);
    if (got < 0)
        return fail(diags, DIAG_DAMAGED, m->name,
                    str_fmt(diags->a, "part %.*s cannot be inflated (%s); get the file again",
                            STR_ARG(m->name), zip_file_strerror(m->file)));
    m->read += (size_t)got;
    *m->package->read += (size_t)got;
    if (m->read > limit)
        return fail(diags, DIAG_LIMIT, m->name,
                    str_fmt(diags->a,
                            "part %.*s has more than %zu bytes; raise the limit with "
                            "--max-member-bytes",
                            STR_ARG(m->name), limit));
    if (*m->package->read > m->package->limits->package_bytes)
        return fail(diags, DIAG_LIMIT, m->name,
                    str_fmt(diags->a,
                            "the parts of the package have more than %zu bytes in all; raise the "
                            "limit with --max-package-bytes",
                            m->package->limits->package_bytes));
    return (int)got;
}

int member_drain(struct member *m) {
    char block[4096];
    int n;
    while ((n = member_read(m, block, sizeof block)) > 0)
        ;
    return n;
}
