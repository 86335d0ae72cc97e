/* A plan's tables as bare lines: what programs take out of a PDF file in reading order, one printed
 * line a line, cells one after the other. Some go by the page's baselines (pdftotext -raw), so that
 * cells of a row share a line where theirs stand at one height; of others nothing shows where a
 * cell ends. The same seed gives the same page: its order of columns, their widths, where rows
 * stand, and what typesetting does to lines. */
#ifndef TIAOMU_TESTS_BARE_LINES_H
#define TIAOMU_TESTS_BARE_LINES_H

#include "extract/plan.h"

struct bare_lines {
    struct str text;
    /* The lines of each measure of the plan: [first, end). */
    struct bare_row {
        uint32_t first, end;
    } * rows;
};

/* Of a measure with several lines of deadline and units the first is written. */
struct bare_lines bare_lines(struct arena *a, const struct plan *plan, unsigned seed);

/* What of measure i a reader of the lines would copy, without places and printed forms. */
struct str bare_row_of(struct arena *a, const struct measure *m);

#endif
