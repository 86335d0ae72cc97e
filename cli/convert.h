/* Formats that other programs turn into one that is read: PDF by those of poppler (scans by
 * tesseract), .doc, .wps, .rtf and .odt, and workbooks (.xlsx, .xls, .et, .ods), by LibreOffice,
 * where the user has them.
 *
 * They work in a private folder with a profile of their own, for a limited time, and what they
 * wrote is checked, not their exit status: LibreOffice's is 0 where it failed.
 */
#ifndef TIAOMU_CLI_CONVERT_H
#define TIAOMU_CLI_CONVERT_H

#include "cli/args.h"
#include "ingest/doc.h"

struct convert {
    bool ocr;
    size_t seconds; /* for one run of a converter */
};

/* What a document became. */
struct converted {
    struct str bytes;
    struct str format; /* "doc via LibreOffice 7.4"; empty where nothing was converted */
    struct str sha256; /* of the document as it was given */
};

/* The options that concern converting. -1 after a message. */
int convert_options(const struct args *args, struct convert *out);

/* Converts bytes where they are in such a format; others stay as they are. path is where they came
 * from, for its extension. -1 with an error in diags: a converter is missing, failed or took too
 * long. Everything lives in arena a. */
int convert_input(const struct convert *c, struct arena *a, const char *path, struct str bytes,
                  const struct limits *limits, struct diags *diags, struct converted *out);

/* Enters the conversion into the doc that was read from what it gave. */
void convert_record(const struct converted *c, struct doc *doc);

#endif
