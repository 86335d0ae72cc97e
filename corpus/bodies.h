/* Inside corpus/: organisations of two plans, which may be of two districts. */
#ifndef TIAOMU_CORPUS_BODIES_H
#define TIAOMU_CORPUS_BODIES_H

#include "extract/plan.h"

/* What a mention stands for in a plan of this division (GB/T 2260): the kind of a body that is the
 * division's own, else its id, else the name as printed. */
struct str body_key(const struct mention *m, struct str division);

#endif
