/* Inside out/: 修订对照表, what changed as the rows of the table that Chinese offices circulate. */
#ifndef TIAOMU_OUT_REVISIONS_H
#define TIAOMU_OUT_REVISIONS_H

#include "corpus/changes.h"
#include "out/labels.h"

/* How a piece of a cell is set: as text, as the item's name, as what went or came. */
enum ink { INK_PLAIN, INK_HEAD, INK_GONE, INK_COME };

struct span {
    enum ink ink;
    struct str text; /* a line end begins a new line */
};
typedef VEC(struct span) span_list;

struct revision {
    struct str section;           /* the row stands under */
    span_list old, new;           /* empty: this plan has no such item */
    span_list old_text, new_text; /* their texts alone */
    struct str kind, remark;
};

struct revisions {
    struct str title, summary; /* summary: the two plans and the counts, several lines */
    VEC(struct revision) rows;
};

void revisions_of(struct arena *a, const struct changes *c, enum lang lang, struct revisions *out);

#endif
