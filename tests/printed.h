/* A plan as documents print it: its text flattened from Word, or a Word file, with the tables cut
 * where a page ends. */
#ifndef TIAOMU_TESTS_PRINTED_H
#define TIAOMU_TESTS_PRINTED_H

#include "extract/plan.h"

/* Where pages end: after about one row in five, drawn by seed; 0: nowhere. The header row returns,
 * and where a task goes on, now and then its number and name do too. Lines of text end elsewhere.
 */
struct str print_flat(struct arena *a, const struct plan *plan, unsigned seed);
/* The same; every page is a table of its own, or one table has the header again. */
struct str print_docx(struct arena *a, const struct plan *plan, unsigned seed);

#endif
