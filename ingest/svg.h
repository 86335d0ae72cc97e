/* The lines that a drawing in SVG rules: straight strokes, thin filled boxes, and the sides of
 * stroked ones (SVG 1.1, 8.3 and 9). Text, clips and what is only defined draw none.
 */
#ifndef TIAOMU_INGEST_SVG_H
#define TIAOMU_INGEST_SVG_H

#include "ingest/geometry.h"

/* Adds the rulings of a page's picture, whose user units are the page's points, to p. -1 with an
 * error in doc->diags where it is broken or exceeds the limits. */
int svg_rulings(struct doc *doc, struct page *p, struct str svg, const struct limits *limits);

#endif
