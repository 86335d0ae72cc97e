/* From an input to its plans: what the commands share. */
#ifndef TIAOMU_CLI_WORK_H
#define TIAOMU_CLI_WORK_H

#include "cli/convert.h"
#include "corpus/corpus.h"
#include "extract/extract.h"

#define TIAOMU_VERSION "0.1.0"
#define DEFAULT_DB "tiaomu.db"

/* What an input can be, told by its content. */
enum input { INPUT_FILE = 1, INPUT_DOC = 2, INPUT_PLAN = 4 };

struct work {
    struct arena *a; /* of the whole run; a document has its own */
    struct rules *rules;
    struct limits limits;
    struct convert convert;
    enum tracked tracked;  /* which state of a document with tracked changes is read */
    struct str stop_after; /* the step of extraction to stop after; empty: none */
    struct diags diags;    /* of the input worked on last */
    bool keep;             /* plans live until work_end, not only until their call returns */
    VEC(struct arena *) kept;
};

/* The limits on input that the options give. -1 after a message. */
int work_limits(const struct args *args, struct limits *out);

/* Reads the options that concern input and loads the rules. -1 after a message. */
int work_start(struct work *w, const struct args *args);
void work_end(struct work *w);

/* What to do with a plan; it and its texts live until the call returns. 0, or -1 to stop. */
typedef int take_plan(void *ctx, struct plan *plan);

/* Reads the input at path ("-": standard input), makes plans of it and gives each to take. accepts
 * holds the kinds of input that are welcome; id, unless NULL, names a file's document. Plans made
 * here are resolved if resolve says so. Returns the number of plans taken, or -1 after messages;
 * its findings are in w->diags. */
int work_input(struct work *w, const char *path, int accepts, const char *id, bool resolve,
               take_plan *take, void *ctx);

/* A database, or NULL after a message. The corpus lives in a. */
struct corpus *work_corpus(struct arena *a, const struct args *args, enum corpus_mode mode);

#endif
