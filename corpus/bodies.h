/* Inside corpus/: organisations of two plans, which may be of two districts. */
#ifndef TIAOMU_CORPUS_BODIES_H
#define TIAOMU_CORPUS_BODIES_H

#include "extract/plan.h"

/* The division that a plan is of, as ids of its bodies begin: its GB/T 2260 code, its name where
 * the list of divisions has none. */
struct str plan_division(const struct plan *plan);

/* What a mention stands for in a plan of this division: the kind of a body that is the division's
 * own, else its id, else the name as printed. */
struct str body_key(const struct mention *m, struct str division);

#endif
