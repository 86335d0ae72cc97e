/* The lines of running text and which of them are headings (outline.c); prose.c makes the outline
 * and the clauses of them.
 */
#ifndef TIAOMU_EXTRACT_OUTLINE_H
#define TIAOMU_EXTRACT_OUTLINE_H

#include "extract/work.h"

struct prose_line {
    const struct para *para; /* NULL: grid */
    const struct grid *grid;
    struct line_match match; /* of the line with its automatic number */
    bool heading, inferred;
    bool duty;    /* nothing but units and dates of the item before it */
    bool resumes; /* a heading that counts on from those before the last table */
    bool tail;    /* goes on with the list of units of the line above */
    bool title;   /* of a table, or page furniture: not running text */
    int level;    /* of a heading, from 1 */
    int lost;     /* levels above it whose headings were lost */
};

typedef VEC(struct prose_line) prose_lines;

/* The items of w as lines, with headings found. Findings say where the numbers of headings show
 * that one is missing. */
prose_lines outline_lines(struct work *w);

#endif
