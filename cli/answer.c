#include "cli/answer.h"
#include "extract/plan_pack.h"

void answer_begin(struct buf *answer, enum answer kind) {
    answer->n = 0;
    buf_byte(answer, (char)kind);
}

/* Findings travel in a plan that holds nothing else. */
void answer_fail(struct buf *answer, const struct diags *diags) {
    const struct plan plan = {.a = answer->a, .diags = *diags};
    answer_begin(answer, ANSWER_FAILED);
    plan_pack(answer, &plan);
}

void answer_promise(struct buf *answer) {
    struct buf first = {.a = answer->a};
    buf_byte(&first, ANSWER_COMES);
    worker_send(&first);
}

bool answer_comes(const struct worker *w) {
    return w->answer.n && *w->answer.p == ANSWER_COMES;
}

enum answer answer_kind(const struct worker *w, struct diags *diags, struct str *rest) {
    struct str answer = buf_str(&w->answer);
    struct worker bad = *w;
    struct plan *plan;
    answer = str_cut(answer, answer_comes(w), answer.n);
    *rest = str_cut(answer, 1, answer.n);
    if (w->end != WORKER_ANSWERED)
        worker_explain(w, diags);
    else if (answer.n && (*answer.p == ANSWER_RESULT || *answer.p == ANSWER_KNOWN))
        return (enum answer) * answer.p;
    else if (answer.n && plan_unpack(w->answer.a, rest, &plan) == 0)
        diag_copy(diags, &plan->diags);
    else {
        bad.end = WORKER_CRASHED;
        worker_explain(&bad, diags);
    }
    return ANSWER_FAILED;
}
