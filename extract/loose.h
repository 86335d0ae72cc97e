/* Inside extract/: flattened tables, whose cells stand in order while where rows begin is lost.
 * loose_parts.c cuts what stands in one into its tables, loose.c lays them out behind a known
 * header, regular.c by blank lines alone.
 */
#ifndef TIAOMU_EXTRACT_LOOSE_H
#define TIAOMU_EXTRACT_LOOSE_H

#include "extract/work.h"

/* Blank lines above cell i; 1 above the first. */
uint32_t gap_above(const struct row *row, size_t i);
/* How many of a table's last cell's paragraphs are its own; the others are text behind the table.
 * header_follows: and in front of another. */
size_t inside_paras(struct work *w, const struct cell *c, bool header_follows);
/* Enters the paragraphs of c from this one on as running text. */
void outside_paras(struct work *w, const struct cell *c, size_t from);

/* The first cell of the first known header, the number of cells where there is none; *columns: how
 * many it has. */
size_t first_head(struct work *w, const struct row *row, size_t *columns);
/* Lays the cells out in rows behind their headers, of which the first begins with this cell. */
void lay_headed(struct work *w, const struct row *row, size_t head);
/* The same where blank lines show the rows; false where they do not, or where the rows are as wide
 * as the known header in front (0: none), which shows more. inside: the paragraphs of the last cell
 * that are its own. */
bool lay_regular(struct work *w, const struct row *row, size_t known, size_t inside);

#endif
