/* out: workbooks for Excel and WPS (libxlsxwriter).
 *
 * The library writes a file itself: path is where, in a folder of the caller's, and tmp is a folder
 * for the library's own files. created: seconds since 1970. -1: the file could not be written.
 */
#ifndef TIAOMU_OUT_XLSX_H
#define TIAOMU_OUT_XLSX_H

#include "corpus/compare.h"
#include "out/labels.h"

struct out_file {
    const char *path, *tmp;
    int64_t created;
};

/* Plans, one after another: sheets of documents, measures, responsibilities, indicators,
 * quantities, clauses and findings. */
struct out_book;
struct out_book *out_book_open(struct arena *a, struct out_file file, enum lang lang);
void out_book_add(struct out_book *b, const struct plan *plan);
int out_book_close(struct out_book *b);

/* What differs: a row for each change, and for each target that changed. */
int out_changes_xlsx(struct arena *a, struct out_file file, const struct changes *c,
                     enum lang lang);
/* 修订对照表. */
int out_revisions_xlsx(struct arena *a, struct out_file file, const struct changes *c,
                       enum lang lang);
/* Plans side by side: a row for each topic, for each document its text, deadline and leads; and the
 * targets that they set. */
int out_compare_xlsx(struct arena *a, struct out_file file, const struct comparison *c,
                     enum lang lang);

#endif
