/* Inside corpus/: texts without what does not change their meaning. */
#ifndef TIAOMU_CORPUS_FOLD_H
#define TIAOMU_CORPUS_FOLD_H

#include "extract/plan.h"

/* Names of organisations that a plan's mentions gave a meaning, sorted. */
struct name {
    struct str text, org_id; /* org_id is empty where unresolved */
    size_t prefix;           /* the longest other name that this one begins with, or SIZE_MAX */
};
struct names {
    struct name *at;
    size_t n;
};

void names_of(struct arena *a, const struct plan *plan, struct names *out);
void names_sort(struct name *at, size_t n, struct names *out); /* makes at the names */
void names_join(struct arena *a, const struct names *x, const struct names *y, struct names *out);
/* The longest name that s has at byte at, or NULL. */
const struct name *names_at(const struct names *names, struct str s, size_t at);

/* Appends s without white space and punctuation, in half width and lower case, a pollutant under
 * one of its names. The point, the comma and the range between digits stay. */
void fold_text(struct buf *b, struct str s);
/* The same, with organisations by their ids. */
struct str fold_names(struct arena *a, struct str s, const struct names *names);

#endif
