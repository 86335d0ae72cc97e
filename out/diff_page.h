/* Inside out/: the parts of the page of differences. */
#ifndef TIAOMU_OUT_DIFF_PAGE_H
#define TIAOMU_OUT_DIFF_PAGE_H

#include "out/evidence.h"

struct diff_page {
    struct html h;
    const struct changes *c;
    struct evidence_index old, new;
    str_list sections;        /* each once, in the order of the changes */
    size_t *where;            /* of each change: index of its section */
    bool *measures, *clauses; /* of the new plan: told by a change */
    size_t measure, clause;   /* of the new plan: the first not yet passed */
    struct str section;       /* of the group that is open */
    bool open;
};

/* What is compared, counts, a chart, filters. */
void diff_page_top(struct diff_page *p);

#endif
