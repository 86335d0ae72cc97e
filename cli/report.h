/* The run report of ingest: what became of each input, as JSON. */
#ifndef TIAOMU_CLI_REPORT_H
#define TIAOMU_CLI_REPORT_H

#include "corpus/corpus.h"
#include "ingest/doc.h"

/* What became of one document, or of an input that gave none. */
struct report_entry {
    const char *file;
    struct said said;    /* what the user said of it */
    bool rejected;       /* its tracked changes were */
    struct str doc;      /* empty where the input could not be read */
    struct str sha256;   /* of the file; empty where it could not be read */
    struct str same_as;  /* document of the first input with the same bytes; empty: this one */
    const char *outcome; /* "added", "replaced", "unchanged", "duplicate", "failed" */
    double seconds;      /* that reading it took */
    struct plan_summary holds; /* zero where it failed */
    struct diags findings;
};

struct report {
    struct arena *a;
    VEC(struct report_entry) entries;
};

/* In arena a. started is ISO 8601; seconds is how long the run took. */
struct str report_json(const struct report *r, const char *db, struct str rules_version,
                       const char *started, double seconds);

#endif
