/* Inside out/: where the values of a plan's items came from, for pages. */
#ifndef TIAOMU_OUT_EVIDENCE_H
#define TIAOMU_OUT_EVIDENCE_H

#include "out/html.h"

/* What was repaired and found about the items of a plan, by the numbers they have. */
struct evidence_entry {
    int table_no, task_no, measure_no;
    const struct correction *correction; /* one of the two */
    const struct diag *finding;
};
struct evidence_index {
    struct evidence_entry *at;
    size_t n;
};
void evidence_index(struct arena *a, const struct plan *plan, struct evidence_index *out);
/* Of one measure alone. */
void evidence_index_one(struct arena *a, const struct plan *plan, const struct measure *m,
                        struct evidence_index *out);

/* A list of what is known of a measure beyond its values: place, printed text where it differs,
 * repairs with their rule, how dates, units and targets were read, findings. */
void evidence_of_measure(struct html *h, const struct evidence_index *ix, const struct measure *m);
void evidence_of_clause(struct html *h, const struct clause *c);
void evidence_of_cells(struct html *h, const struct indicator *cells, size_t n);
/* "依据 · 第12行", the summary of folded evidence. */
struct str evidence_summary(struct html *h, struct place at);
/* Whichever the item is. */
void evidence_of_item(struct html *h, const struct evidence_index *ix, const struct item *item);

#endif
