/* What a user decided about pairings: lines of pairings.tsv, only ever added to. */
#ifndef TIAOMU_CLI_PAIRINGS_H
#define TIAOMU_CLI_PAIRINGS_H

#include "corpus/changes.h"

enum pairing_word { PAIRING_PAIR, PAIRING_UNPAIR, PAIRING_UNDO };

/* What holds by the file in folder; nothing where folder is NULL. -1 after a message. */
int pairings_read(struct arena *a, const char *folder, ruling_list *out);
/* A message for each decision about these documents that found no item. */
void pairings_check(const char *folder, const ruling_list *rulings, const struct plan *const *plans,
                    size_t n);
/* Appends a line to the file in folder. -1 after a message. */
int pairings_add(struct arena *a, const char *folder, enum pairing_word word,
                 const struct item_name *one, const struct item_name *other);

#endif
