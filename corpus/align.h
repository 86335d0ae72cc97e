/* Inside corpus/: pairing the items of two plans. */
#ifndef TIAOMU_CORPUS_ALIGN_H
#define TIAOMU_CORPUS_ALIGN_H

#include "corpus/changes.h"

#define NO_PAIR SIZE_MAX

/* Overlapping pairs of characters, each once, sorted by hash; weighted by how rare they are. */
struct gram {
    uint32_t hash;
    float weight;
};
struct grams {
    struct gram *at;
    size_t n;
    double weight; /* sum */
};

/* What is compared of an item. Texts are folded (fold.h) with every number as one character. */
struct features {
    struct str text;       /* folded */
    uint64_t exact, place; /* hashes of the text as printed, without white space; of its context */
    struct grams text_grams; /* the rest only for items that equal text did not pair */
    struct grams task, section, units, quantities;
};

struct side {
    item_list items;
    struct features *features;
    size_t *pair; /* index into the other side, or NO_PAIR */
    double *score;
};

enum { GRAM_SLOTS = 1 << 18 };

struct align {
    struct arena *a;
    struct side old, new;
    uint32_t *frequency; /* of grams by the low bits of their hash, in both plans */
    double items;        /* of both */
};

/* A pairing that may be. */
struct candidate {
    size_t old;
    double score;
};
typedef VEC(struct candidate) candidate_list;

void align_items(struct arena *a, const struct plan *plan, item_list *out);
void align_features(struct align *al);
/* Fills what only unpaired items need. */
void align_details(struct align *al, struct side *s, size_t i);

/* 0 to 1: what both have, by weight. */
double grams_dice(const struct grams *x, const struct grams *y);
double grams_shared(const struct grams *x, const struct grams *y);

/* Pairs items of equal text, those of equal place first. */
void align_equal(struct align *al);
/* For the item i of the new side the items of the old side, not paired yet, that share the most. */
struct gram_index;
struct gram_index *gram_index_new(struct align *al);
void gram_index_find(struct gram_index *ix, size_t i, candidate_list *out);

/* How well two items correspond; negative where they do not. */
double align_score(const struct align *al, size_t old, size_t new);

/* Pairs items so that the sum of scores over the document is best; candidates by new item. */
void align_assign(struct align *al, const size_t *items, const candidate_list *candidates,
                  size_t n);

/* Items left over that are part of one already paired: for each item, the one of the other side
 * that it belongs to, or NO_PAIR. */
struct joins {
    size_t *old, *new;
};
void align_joins(struct align *al, const size_t *items, const candidate_list *candidates, size_t n,
                 struct joins *out);
/* All items in matches, in the order that changes.h says. */
void align_matches(struct align *al, const struct joins *joins, match_list *out);

#endif
