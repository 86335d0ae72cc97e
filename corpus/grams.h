/* Inside corpus/: texts as the full-text index knows them.
 *
 * A run of Chinese characters becomes its overlapping pairs and, at its end, its last character
 * alone: 治污水 is 治污, 污水, 水. A word of two or more characters is then a phrase of pairs and
 * one of a single character the beginning of a pair, so that both are found, which tokenizers by
 * words or by three characters do not do. Letters and digits are runs of their own, in small
 * letters and half width. White space between Chinese characters counts for nothing, other signs
 * end a run.
 */
#ifndef TIAOMU_CORPUS_GRAMS_H
#define TIAOMU_CORPUS_GRAMS_H

#include "corpus/corpus.h"

/* Appends the tokens of text, each with a space in front. */
void grams_text(struct buf *b, struct str text);
/* Appends an FTS5 query: all words of the query, each a phrase. False where it has no word that
 * could be found; nothing is appended then. */
bool grams_query(struct buf *b, struct str words);

/* Byte ranges of text that the words of a query match, in order and apart; one place may stand for
 * several words. */
void grams_spans(struct arena *a, struct str text, struct str words, corpus_spans *out);

#endif
