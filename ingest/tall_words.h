/* Words of PDF files that are said to be higher than they are. */
#ifndef TIAOMU_INGEST_TALL_WORDS_H
#define TIAOMU_INGEST_TALL_WORDS_H

#include "ingest/geometry.h"

/* Lowers the boxes of words that are far higher than their characters are wide. */
void tall_words_trim(struct arena *a, struct page *p);

#endif
