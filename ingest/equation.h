/* What the page shows of an EQ field, which Word stores as its code alone: numbers and words in
 * circles and boxes, characters over each other, fractions (Word's help for "Field codes: Eq"). */
#ifndef TIAOMU_INGEST_EQUATION_H
#define TIAOMU_INGEST_EQUATION_H

#include "base/str.h"

/* In a; empty where the code is that of another field. What is set above and below is put side by
 * side, a ruby text is left out. */
struct str equation_text(struct arena *a, struct str code);

#endif
