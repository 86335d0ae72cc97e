/* Inside out/: what differences and comparisons say alike. */
#ifndef TIAOMU_OUT_WORDS_H
#define TIAOMU_OUT_WORDS_H

#include "corpus/changes.h"

/* ">=35%"; empty where q is NULL. */
struct str out_value(struct arena *a, const struct quantity *q);
struct str out_names(struct arena *a, const str_list *names, struct str between);
/* Where a cell's items stand: "1.4.4+1.4.5"; empty where there is none. */
struct str out_places(struct arena *a, const struct plan *plan, const item_list *cell);
/* What they say, a line each; of a row, its columns with their values. */
struct str out_texts(struct arena *a, const item_list *cell);
/* The beginning of a text, as much as so many lines of a terminal hold. */
struct str out_snippet(struct arena *a, struct str text, size_t width, size_t lines);
/* How sure a pairing is, and by what. */
struct str out_evidence(struct arena *a, const struct evidence *e);

#endif
