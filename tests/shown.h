/* A doc as text, a line for each block, row, piece of furniture and finding, for tests to compare.
 */
#ifndef TIAOMU_TESTS_SHOWN_H
#define TIAOMU_TESTS_SHOWN_H

#include "ingest/doc.h"

/* What the reader that bids highest makes of the text. A refused document shows as its errors. */
struct str shown(struct arena *a, struct str bytes, struct limits limits);
/* The same with the line of the source in front of each paragraph and cell. */
struct str shown_with_lines(struct arena *a, struct str bytes);

#endif
