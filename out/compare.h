/* out: plans side by side, for people and for other programs. */
#ifndef TIAOMU_OUT_COMPARE_H
#define TIAOMU_OUT_COMPARE_H

#include "corpus/compare.h"

struct out_compare_view {
    size_t width; /* of the terminal, in columns */
    bool why;     /* with the evidence of each pairing */
};

/* A table for a terminal: who has a measure, who lacks it, and in what they differ. */
void out_compare(struct buf *b, const struct comparison *c, struct out_compare_view view);
/* One JSON object; docs/compare.schema.json describes it. */
void out_compare_json(struct buf *b, const struct comparison *c, struct out_compare_view view);

#endif
