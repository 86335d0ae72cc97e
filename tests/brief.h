/* A plan in few lines, for people: what a case's want.txt holds and a review reads. */
#ifndef TIAOMU_TESTS_BRIEF_H
#define TIAOMU_TESTS_BRIEF_H

#include "extract/plan.h"

/* Adds the plan to b: document, outline, tables, clauses, footnotes, names, corrections,
 * findings, coverage.
 * Parts that are empty are left out; line breaks inside a text show as ⏎. */
void brief_plan(struct buf *b, const struct plan *plan);
/* Adds the findings alone: all there is of a document that was refused. */
void brief_findings(struct buf *b, const struct diags *diags);

#endif
