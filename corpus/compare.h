/* compare: plans of several districts or years side by side.
 *
 * Items that say the same stand in one row, whichever documents they are of, so that a reader sees
 * who has a measure, who lacks it, who leads, by when and how much. Everything lives in the arena
 * given; texts are shared with the plans, which must outlive it. Arrays "by document" have as many
 * members as there are plans, in the order given.
 */
#ifndef TIAOMU_CORPUS_COMPARE_H
#define TIAOMU_CORPUS_COMPARE_H

#include "corpus/changes.h"

/* A number, by document: NULL where the document does not say it. */
struct compared_quantity {
    struct str subject; /* as the first document that says it prints it; may be empty */
    int year;           /* the year it is for, 0: not said */
    const struct quantity **values;
    bool differs; /* two documents say different values */
};

/* Two items that count as counterparts, and why. */
struct pairing {
    size_t one, other; /* documents, one < other */
    struct item one_item, other_item;
    struct evidence evidence;
};

/* What became of an item from one year's document to the next that has it. */
struct compared_step {
    size_t from, to; /* documents */
    struct change change;
};

struct compared_row {
    struct str topic;  /* what the row is about: the task's or the indicator's name */
    item_list *cells;  /* by document, in its order; empty: it has no counterpart */
    bool *lent;        /* by document: its cell stands in another row too, for it says both */
    size_t documents;  /* whose cell is not empty */
    double similarity; /* of its pairings but parts, the mean; 0 where one document stands alone */
    size_t sure;       /* pairings that are no parts */
    VEC(struct compared_quantity) quantities;
    struct str *deadlines;   /* by document, lines joined by \n; empty: none printed */
    str_list *leads;         /* by document: canonical names, or as printed where unresolved */
    str_list *leads_printed; /* the same as printed */
    bool deadlines_differ, leads_differ; /* among the documents that have it */
    VEC(struct pairing) pairings;
    VEC(struct compared_step) steps; /* filled by compare_steps */
};

struct comparison {
    const struct plan *const *plans;
    size_t n;
    VEC(struct compared_row)
    rows; /* in the order of the first document; what it lacks follows the
             row that the next document prints it after */
};

/* Which items belong together does not depend on the order of the plans. Time and memory grow with
 * the sum of their sizes. */
void compare_plans(struct arena *a, const struct plan *const *plans, size_t n,
                   struct comparison *out);
void compare_plans_ruled(struct arena *a, const struct plan *const *plans, size_t n,
                         ruling_list *rulings, struct comparison *out);

/* Tells what changed in each row from document to document, which are in the order of years. */
void compare_steps(struct arena *a, struct comparison *c);

#endif
