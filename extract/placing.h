/* Inside extract/: the passages of running text, and what is told of each on its way to the clauses
 * (duties.c, and duty_lines.c for lines of units that stand apart from what they are said of).
 */
#ifndef TIAOMU_EXTRACT_PLACING_H
#define TIAOMU_EXTRACT_PLACING_H

#include "extract/duties.h"

struct placing {
    struct telling t;
    struct told *told; /* by passage */
    size_t n;
};

const struct passage *passage_at(const struct placing *p, size_t i);
struct clause *clause_at(const struct placing *p, size_t i);
/* A clause of its own, no line of units. */
bool is_clause(const struct placing *p, size_t i);

/* extract/duty_lines.c */
/* Lines of units are given to the items they are said of, and told of no more themselves. */
void place_lines(struct placing *p);
/* The item that the line at passage i is in: from the last number, or from the heading, to the next
 * number like it, but for what stands at its end and is nobody's part. False where there is none.
 */
bool item_around(const struct placing *p, size_t i, size_t *from, size_t *to);
/* Gives every clause of [from, to) the assignment, but for those that tell of their own; false
 * where none took it. */
bool give_to(struct placing *p, size_t from, size_t to, const struct assignment *as);
/* The end of what stands under the heading at passage i. */
size_t reach(const struct placing *p, size_t i);

#endif
