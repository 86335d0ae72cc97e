/* Plans made by hand that use every field, for the tests of JSON lines, store and writers. */
#ifndef TIAOMU_TESTS_SAMPLE_H
#define TIAOMU_TESTS_SAMPLE_H

#include "extract/plan.h"

/* Two lists of measures, an indicator table, prose and findings; every kind of absence. */
struct plan *sample_plan(struct arena *a, struct str doc);
/* A document and nothing else. */
struct plan *sample_empty(struct arena *a, struct str doc);

#endif
