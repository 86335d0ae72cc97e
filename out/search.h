/* out: what a search found. */
#ifndef TIAOMU_OUT_SEARCH_H
#define TIAOMU_OUT_SEARCH_H

#include "corpus/hits.h"

/* For a terminal this many columns wide. */
void out_search(struct buf *b, const struct corpus_hits *hits, size_t width);
/* One JSON object a line. */
void out_search_json(struct buf *b, const struct corpus_hits *hits);

#endif
