/* From an input to its plans: what the commands share. */
#ifndef TIAOMU_CLI_WORK_H
#define TIAOMU_CLI_WORK_H

#include "cli/convert.h"
#include "cli/inputs.h"
#include "cli/worker.h"
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
    struct worker_limits worker;
    enum tracked tracked;  /* which state of a document with tracked changes is read */
    struct str stop_after; /* the step of extraction to stop after; empty: none */
    struct diags diags;    /* of the input worked on last */
    size_t bytes;          /* read, or about to be */
    bool keep;             /* plans live until work_end, not only until their call returns */
    VEC(struct arena *) kept;
    bool docs;             /* plans come with their docs: */
    const struct doc *doc; /* of the plan being taken, or NULL */
};

/* The limits on input that the options give. -1 after a message. */
int work_limits(const struct args *args, struct limits *out);

/* Reads the options that concern input and loads the rules. -1 after a message. */
int work_start(struct work *w, const struct args *args);
void work_end(struct work *w);
/* What is about to be read: from enough of it on, the rules' patterns are worth machine code, which
 * a confined worker cannot make. */
void work_expect(struct work *w, const input_files *files);
/* What a document took is given back: now, or with the rest where its plans are kept. */
void work_drop(struct work *w, struct arena *a);

/* What to do with a plan; it and its texts live until the call returns. 0, or -1 to stop. */
typedef int take_plan(void *ctx, struct plan *plan);

/* Reads the input at path ("-": standard input), makes plans of it and gives each to take. accepts
 * holds the kinds of input that are welcome; id, unless NULL, names a file's document. Plans made
 * here are resolved if resolve says so. Returns the number of plans taken, or -1 after messages;
 * its findings are in w->diags. */
int work_input(struct work *w, const char *path, int accepts, const char *id, bool resolve,
               take_plan *take, void *ctx);

/* The same for JSON lines of many documents, of which one at a time is in memory: one that cannot
 * be read is counted in *failed after a message, and the others are taken. A file is one document.
 * Returns the number of plans taken, or -1: nothing can be read, or take says to stop. */
int work_stream(struct work *w, const char *path, int accepts, const char *id, take_plan *take,
                void *ctx, size_t *failed);

/* Inputs that workers make plans of, several at a time. The calls below come from this process, for
 * one input after the other, in their order. */
struct intake {
    int accepts;
    bool resolve;
    void *ctx;
    take_plan *take;
    /* The calls that follow are about this input; seconds: how long reading it took. */
    void (*begin)(void *ctx, const struct input_file *file, double seconds);
    /* Nothing came of the input; its findings were said. 0: go on; NULL: do not. */
    int (*failed)(void *ctx, const struct diags *findings);
    /* The SHA-256 of the content that needs no reading again, empty: none; and what to do where the
     * input is that. NULL: read all. */
    struct str (*known)(void *ctx, struct arena *a, const struct input_file *file);
    int (*same)(void *ctx, const struct input_file *file);
    void (*waiting)(void *ctx); /* now and then, while no input is ready; or NULL */
    /* The document of an input that comes later could be read, so that there is likely a plan to
     * take: time to make ready for it. 0, or -1 to stop; NULL: nothing to do. */
    int (*coming)(void *ctx);
};

/* Returns the number of plans taken (an input that is the same counts as one), or -1: a call said
 * so, or a signal asks the program to end. */
int work_inputs(struct work *w, const input_files *files, size_t jobs, const struct intake *in);

/* A database, or NULL after a message. The corpus lives in a. */
struct corpus *work_corpus(struct arena *a, const struct args *args, enum corpus_mode mode);

#endif
