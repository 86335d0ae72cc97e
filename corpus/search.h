/* Inside corpus/: keeping the full-text index. */
#ifndef TIAOMU_CORPUS_SEARCH_H
#define TIAOMU_CORPUS_SEARCH_H

#include "corpus/db.h"

/* Enters the items of a stored document, or takes them out, which must come before its rows go. */
int search_enter(struct corpus *c, int64_t document);
int search_forget(struct corpus *c, int64_t document);
/* Enters all documents, into an index that is empty. */
int search_enter_all(struct corpus *c);

#endif
