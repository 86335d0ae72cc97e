/* A package of Office Open XML: a ZIP archive with named parts (ECMA-376 part 2), or the same as
 * one XML file. */
#ifndef TIAOMU_INGEST_PACKAGE_H
#define TIAOMU_INGEST_PACKAGE_H

#include "base/diag.h"
#include "base/limits.h"
#include "ingest/package_flat.h"

/* An open archive; bytes, limits and diags outlive it. */
struct package {
    struct zip *zip; /* NULL: one XML file */
    flat_parts flat; /* its parts */
    const struct limits *limits;
    struct diags *diags;
    size_t *read; /* bytes inflated so far */
};

/* One part, opened for reading. */
struct member {
    const struct package *package;
    struct zip_file *file; /* NULL: in one XML file */
    struct str name, rest; /* rest: of one XML file, what was not read */
    size_t read;           /* inflated bytes so far */
};

bool package_is(struct str bytes); /* begins with the signature of a ZIP archive */
/* bytes: an archive, or the text of one XML file that is a package.
 * -1 with an error in diags where the archive cannot be read; closed with package_close. */
int package_open(struct package *p, struct str bytes, const struct limits *limits,
                 struct diags *diags);
void package_close(struct package *p);
/* Part names are without their leading "/" and match regardless of case (part 2, 6.3.5). */
bool package_has(const struct package *p, struct str name);

/* -1 with an error where there is no such part; closed with member_close. */
int member_open(struct member *m, const struct package *p, struct str name);
void member_close(struct member *m);
/* Reads on to the end, where the sum over a part's bytes is compared. -1 with an error. */
int member_drain(struct member *m);
/* Up to n inflated bytes; 0 at the end, -1 with an error where the part is damaged or has more
 * than limits->member_bytes. */
int member_read(struct member *m, char *to, size_t n);

#endif
