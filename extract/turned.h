/* Tables whose names stand in front of what they name (turned.c). */
#ifndef TIAOMU_EXTRACT_TURNED_H
#define TIAOMU_EXTRACT_TURNED_H

#include "extract/work.h"

/* The same cells with the names as a first row: (*records + 1) rows of *fields cells, in w's arena.
 * NULL where the rows × columns cells are no such table. */
struct gcell *turned(struct work *w, const struct gcell *cells, size_t rows, size_t columns,
                     size_t *records, size_t *fields);

#endif
