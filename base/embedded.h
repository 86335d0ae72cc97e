/* Files put into the program at build time (tools/embed.c): the rules, the schema, pages' assets.
 */
#ifndef TIAOMU_BASE_EMBEDDED_H
#define TIAOMU_BASE_EMBEDDED_H

#include "base/str.h"

struct embedded {
    struct str name; /* without its folder: "columns.tsv" */
    struct str text; /* constant, NUL-terminated behind its end */
};

extern const struct embedded embedded_files[];
extern const size_t embedded_count;

/* The text of the file with this name, empty where there is none. */
struct str embedded_text(struct str name);

#endif
