/* How telling the words of a plan are. Chinese writes no word boundaries: two neighbouring
 * characters stand for a word, and one that few texts hold tells what a text is about. */
#ifndef TIAOMU_EXTRACT_PAIRS_H
#define TIAOMU_EXTRACT_PAIRS_H

#include "extract/plan.h"

struct pairs;

/* Counts the pairs of all measures and of all tasks' names; lives in a. */
struct pairs *pairs_of(struct arena *a, const struct plan *plan);

/* The pair of Chinese characters at or behind byte *i of s, and moves *i on by a character; false
 * where there is none. */
bool pair_next(struct str s, size_t *i, struct str *pair);

/* Does more than one measure in share hold it? Then it says nothing about one of them; of fewer
 * measures than that nothing can be said. */
bool pair_is_common(const struct pairs *p, struct str pair, size_t share);

/* How much text speaks of name by words that other does not hold, each by how rare it is among
 * measures and names (inverse document frequency; Spärck Jones, 1972). */
struct speech {
    double weight;
    size_t pairs;
};
struct speech speech_of(const struct pairs *p, struct str name, struct str other, struct str text);

struct work;
/* extract/astray.c: findings on tasks' numbers and names that landed a row off. */
void find_astray(struct work *w, const struct pairs *pairs);

#endif
