/* Inside corpus/: which items of several plans say the same. Two plans are the common case. */
#ifndef TIAOMU_CORPUS_ALIGN_H
#define TIAOMU_CORPUS_ALIGN_H

#include "corpus/changes.h"

/* Overlapping pairs of characters, each once, sorted by hash; weighted by how rare they are. */
struct gram {
    uint32_t hash;
    float weight;
};
struct grams {
    struct gram *at;
    size_t n;
    double weight; /* sum; of letters, the length of the vector */
};

/* What is compared of an item. Texts are folded (fold.h) with every number as one character. */
struct features {
    struct str text;              /* folded */
    uint64_t exact, alike, place; /* hashes of the text as printed, without white space; of the
                                     folded text; of what stands around it */
    struct grams text_grams;      /* the rest only for items that equal text did not settle */
    struct grams task, section, units, quantities;
    struct grams letters; /* single characters; filled by align_letters */
};

struct entry {
    struct item item;
    size_t doc; /* the plan it is of */
    struct features f;
};

/* Two items that may say the same: one < other, of different documents. */
struct edge {
    uint32_t one, other;
    float text;        /* how alike the texts are */
    float sum, weight; /* of the evidence that does not change */
    bool doubtful;     /* targets of different things: only between neighbours that correspond */
    float score;       /* of all; negative where they do not correspond */
};
typedef VEC(struct edge) edge_list;

/* What joined two groups: an edge, equal text, the user's word, or a part and its whole. */
struct link {
    size_t one, other;
    bool identical, alike, ruled, part;
};
typedef VEC(struct link) link_list;

/* Two items that the user parted. */
struct ban {
    size_t one, other;
};

enum { GRAM_SLOTS = 1 << 18 };

struct align {
    struct arena *a;
    const struct plan **plans; /* in an order that they decide, not the caller */
    size_t *given;             /* of a plan, its place among the caller's */
    size_t docs;
    struct entry *at; /* document by document */
    size_t n;
    size_t *first;       /* by document, its first item; first[docs] is n */
    size_t *like;        /* of an item: the first of those of equal text, which stands for all */
    uint32_t *frequency; /* of grams by the low bits of their hash, in all plans */
    edge_list edges;
    /* Groups of items that say the same, at most one of a document until parts join. */
    size_t *group, *next; /* of an item: its group, and the group's next item, in a ring */
    size_t *size, *texts; /* of a group: its items; the different texts among them */
    uint64_t *has;        /* of a group: the documents it has items of, as bits */
    link_list links;
    link_list guests; /* a part that has its counterparts, and the whole that they all are of */
    VEC(struct ban) bans;
};

/* Everything below, in order. Which items are grouped does not depend on the order of plans. */
void align_all(struct align *al, struct arena *a, const struct plan *const *plans, size_t n,
               ruling_list *rulings);

/* Clauses, measures, rows, each in the plan's order. */
void items_of(struct arena *a, const struct plan *plan, item_list *out);
/* What an item is paired by: rows have a name. */
struct str item_key(const struct item *item);

/* All items of the plans. Fills at, first, frequency. */
void align_items(struct align *al);
/* Fills what only items that equal text did not settle need. */
void align_details(struct align *al, size_t i);

/* An item's letters, by how often they stand in it and how rare they are elsewhere: what it is
 * about. */
const struct grams *align_letters(struct align *al, size_t i);
/* What an item's text says more often than the items of a document in its group do together. */
struct grams align_beside(struct align *al, size_t i, size_t doc);

/* 0 to 1: what both have, by weight. */
double grams_dice(const struct grams *x, const struct grams *y);
double grams_shared(const struct grams *x, const struct grams *y);
double grams_cosine(const struct grams *x, const struct grams *y); /* of letters */

/* Groups: each item for itself; joined where no document would stand in one twice, and nothing that
 * the user parted. */
void groups_start(struct align *al);
bool groups_may_join(const struct align *al, size_t g, size_t h);
bool groups_parted(const struct align *al, size_t g, size_t h); /* by the user */
void groups_join(struct align *al, struct link by);             /* those of its two items */
bool groups_have(const struct align *al, size_t g, size_t doc);
bool groups_full(const struct align *al, size_t g); /* has an item of every document */

/* Joins what the user said to be counterparts, and notes what he parted. */
void align_rulings(struct align *al, ruling_list *rulings);
/* Groups items of equal text, those of equal place first; then those of equal place whose texts are
 * equal but for numbers, punctuation and the like. */
void align_equal(struct align *al);
/* Edges between items that stand for groups which are not full. */
void align_index(struct align *al);
/* Scores every edge by what is known so far of the neighbours. */
void align_score(struct align *al);
struct evidence align_evidence(struct align *al, const struct link *l);
struct evidence align_weigh(struct align *al, size_t one, size_t other);
/* The edges by which items of any two documents correspond best, one to one. */
void align_assign(struct align *al, edge_list *out);
/* Joins groups by these edges, the surest first. */
void align_link(struct align *al, edge_list *edges);
/* Scores what is still alone by less text, where all else speaks for it. */
void align_rest(struct align *al);
/* Joins to a group what is a part of one of its items; sure: only what stands there for most. */
void align_parts(struct align *al, bool sure);

#endif
