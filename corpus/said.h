/* Inside corpus/: quantities that items say, and which of two say the same target. */
#ifndef TIAOMU_CORPUS_SAID_H
#define TIAOMU_CORPUS_SAID_H

#include "corpus/changes.h"
#include "corpus/fold.h"

struct said {
    const struct quantity *q;
    struct str subject; /* folded, organisations by their ids */
    int year;           /* 0: not said, or the year that the plan is of */
};
typedef VEC(struct said) said_list;

enum { MOST_SAID = 64 }; /* of one item: each of its quantities meets all of its counterpart's */

/* Appends what an item of this plan says; names are the plan's. */
void said_add(struct arena *a, const struct item *item, const struct names *names,
              const struct plan *plan, said_list *out);

/* How closely two quantities speak of the same, the closest first. What has no subject is told by
 * its unit. */
enum closeness { SAME_VALUE, SAME_UNIT, SAME_SUBJECT, ALIKE, SAME_HEAD, CLOSENESS };
bool said_alike(const struct said *x, const struct said *y, enum closeness closeness);
/* What a quantity comes to: 3万户 is 30000 of 户. */
struct amount {
    double value;
    struct str unit;
};
struct amount quantity_amount(const struct quantity *q);
bool quantity_same_value(const struct quantity *x, const struct quantity *y);

#endif
