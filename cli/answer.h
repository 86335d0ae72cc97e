/* What workers that read documents answer: the result, or findings that say why there is none. */
#ifndef TIAOMU_CLI_ANSWER_H
#define TIAOMU_CLI_ANSWER_H

#include "cli/worker.h"

enum answer {
    ANSWER_FAILED = 'f',
    ANSWER_RESULT = 'r', /* what comes behind it is the command's */
    ANSWER_KNOWN = 'k',  /* the input is one that need not be read again */
    ANSWER_COMES = 'c',  /* stands before the others, where the document could be read */
};

/* In the worker: begins an answer. */
void answer_begin(struct buf *answer, enum answer kind);
/* In the worker: no result, for these reasons; in the place of what was answered so far. */
void answer_fail(struct buf *answer, const struct diags *diags);

/* In the worker: tells that the document could be read, and goes on with the answer begun. */
void answer_promise(struct buf *answer);
/* Whether a worker, which may not be done yet, told so. */
bool answer_comes(const struct worker *w);

/* What an ended worker answered; *rest is what follows. ANSWER_FAILED: the reasons were added to
 * diags. */
enum answer answer_kind(const struct worker *w, struct diags *diags, struct str *rest);

#endif
