/* Numbers as Word prints them in lists: ST_NumberFormat (ECMA-376 part 1, 17.18.59). */
#ifndef TIAOMU_INGEST_NUMFMT_H
#define TIAOMU_INGEST_NUMFMT_H

#include "base/str.h"

struct numfmt; /* a format; constant */

/* The format with this value of w:numFmt, NULL where the program knows none. */
const struct numfmt *numfmt_of(struct str name);
/* Appends n in this format; NULL is decimal, and so is what a format cannot express, as in Word.
 * "none" and "bullet" append nothing. */
void numfmt_put(struct buf *b, const struct numfmt *format, uint32_t n);

#endif
