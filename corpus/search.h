/* Inside corpus/: keeping the full-text index. */
#ifndef TIAOMU_CORPUS_SEARCH_H
#define TIAOMU_CORPUS_SEARCH_H

#include "corpus/db.h"

/* Items by what an id of the index tells: SEARCH_IDS times the id of the item's row plus its kind,
 * 0 measure, 1 clause, 2 indicator_row, 3 outline, 4 footnote. */
enum { SEARCH_KINDS = 5, SEARCH_IDS = 8 };

/* What the cells of an indicator_row i say, side by side. */
#define SEARCH_CELLS                                                                               \
    " (SELECT group_concat(value, ' ') FROM (SELECT value FROM indicator_cell"                     \
    " WHERE indicator_row_row = i.id ORDER BY ord) AS cells)"

/* Enters the items of n stored documents. */
int search_enter(struct corpus *c, const int64_t *documents, size_t n);
/* Takes a document's items out, which must come before its rows go. */
int search_forget(struct corpus *c, int64_t document);
/* Enters all documents, into an index that is empty. */
int search_enter_all(struct corpus *c);

#endif
