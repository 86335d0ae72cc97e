/* From one input to its plans, here or in a worker. */
#ifndef TIAOMU_CLI_INPUT_H
#define TIAOMU_CLI_INPUT_H

#include "cli/work.h"

struct input_job {
    struct work *w;
    struct input_file file;
    int accepts; /* kinds of input that are welcome */
    bool resolve;
    struct str known; /* SHA-256 of a content that need not be read again; empty: none */
};

/* What text is, by its first line; one that is broken is taken for what is welcome. */
enum input input_kind(struct str text, int accepts);

/* Makes the plans in this process and gives each to take. Returns how many, -1 with the findings in
 * w->diags, or -2 where take did. For lines that the program itself printed. */
int input_here(struct work *w, const struct input_job *job, take_plan *take, void *ctx);

/* Makes the plans of ctx, a struct input_job, in a worker (worker_job); the result is packed plans.
 */
void input_answer(void *ctx, struct buf *answer);
/* Where plans come with their docs (work.docs): the lines of the doc of the plan just unpacked;
 * moves *rest behind them. */
struct str input_doc_lines(struct str *rest);

#endif
