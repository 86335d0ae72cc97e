/* Word packages made in memory, for tests. */
#ifndef TIAOMU_TESTS_MAKE_DOCX_H
#define TIAOMU_TESTS_MAKE_DOCX_H

#include "base/str.h"

struct zip_member {
    const char *name, *content;
};

/* A ZIP archive with these members. */
struct str make_zip(struct arena *a, const struct zip_member *members, size_t n);

/* The contents of the root elements of the parts; a part that is NULL is left out. The prefixes w,
 * r, m, mc, a, v and o are declared. */
struct docx_parts {
    const char *body, *styles, *numbering, *settings, *footnotes, *endnotes, *header, *footer,
        *comments;
    bool strict; /* the namespaces of strict files */
};

struct str make_docx(struct arena *a, const struct docx_parts *parts);

#endif
