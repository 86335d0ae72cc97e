/* A file of facts: tab-separated lines under a line of column names. */
#ifndef TIAOMU_RULES_TSV_H
#define TIAOMU_RULES_TSV_H

#include "base/diag.h"

enum { TSV_COLUMNS = 12 };

struct tsv_line {
    struct str *cell; /* in the order of the columns asked for */
    struct place at;  /* file name and line */
};

struct tsv {
    VEC(struct tsv_line) lines;
};

/* Parses text, UTF-8. columns names the wanted columns, n of them at most TSV_COLUMNS; the file
 * must have each, in any order, and a column "seen". -1 with an error in diags that names file and
 * line. */
int tsv_parse(struct arena *a, struct str file, struct str text, const struct str *columns,
              size_t n, struct diags *diags, struct tsv *out);

#endif
