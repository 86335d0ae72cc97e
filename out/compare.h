/* out: plans side by side, for people and for other programs. */
#ifndef TIAOMU_OUT_COMPARE_H
#define TIAOMU_OUT_COMPARE_H

#include "corpus/compare.h"

enum { OUT_EVERY = -1 }; /* no document in particular */

struct out_compare_view {
    size_t width; /* of the terminal, in columns */
    bool full;    /* the whole text of every document, not the beginning of one */
    bool why;     /* with the evidence of each pairing */
    bool colour;  /* ANSI X3.64 sequences */
    int only;     /* a document, whose rows without counterpart alone are shown; or OUT_EVERY */
};

/* What a document is called in a table: A, B … Z, then 27, 28 … */
struct str out_compare_letter(struct arena *a, size_t document);

/* For a terminal: row by row who has it, in what they differ, and what one document alone has. */
void out_compare(struct buf *b, const struct comparison *c, struct out_compare_view view);
/* The numbers that the documents say, a line for each subject; equal ones too. */
void out_compare_targets(struct buf *b, const struct comparison *c, struct out_compare_view view);
/* How many rows how many documents have. */
void out_compare_summary(struct buf *b, const struct comparison *c);
/* What became of each item from year to year; compare_steps was called. */
void out_compare_years(struct buf *b, const struct comparison *c, struct out_compare_view view);

/* A line for each row, or for each target, with some columns for each document. */
void out_compare_csv(struct buf *b, const struct comparison *c, bool bom);
void out_compare_targets_csv(struct buf *b, const struct comparison *c, bool bom);
/* One JSON object; docs/compare.schema.json describes it. */
void out_compare_json(struct buf *b, const struct comparison *c, struct out_compare_view view);

#endif
