/* runs: which files were read when, and what came of them (v_run, v_run_input). */
#ifndef TIAOMU_CORPUS_RUNS_H
#define TIAOMU_CORPUS_RUNS_H

#include "corpus/corpus.h"

/* An input of a run; empty texts and 0 are absent. */
struct corpus_input {
    struct str file, doc; /* file: as the user named it */
    struct str outcome;   /* "added", "replaced", "unchanged", "duplicate", "failed" */
    struct str message;   /* why it failed */
    double seconds;
    struct str jurisdiction, status; /* what the user said of it */
    int year;
    bool rejected; /* its tracked changes were */
};
typedef VEC(struct corpus_input) corpus_inputs;

struct corpus_run {
    struct str started; /* ISO 8601 */
    struct str tool_version, rules_version;
    double seconds;
    corpus_inputs inputs;
};

/* Between corpus_begin and corpus_commit. */
int corpus_add_run(struct corpus *c, const struct corpus_run *run, struct diags *diags);
/* Whether the document was read last with its tracked changes rejected. */
int corpus_was_rejected(struct corpus *c, struct str doc, struct diags *diags, bool *out);
/* The name of the file that the document was read from last, in arena a; empty where no run says.
 */
int corpus_last_file(struct corpus *c, struct arena *a, struct str doc, struct diags *diags,
                     struct str *out);
/* The files of the documents that another program, or other rules, made: for each what was read
 * last, in the order of the documents; in arena a. */
int corpus_list_stale(struct corpus *c, struct arena *a, struct str tool_version,
                      struct str rules_version, struct diags *diags, corpus_inputs *out);

#endif
