/* Numbers as Word prints them in lists: ST_NumberFormat (ECMA-376 part 1, 17.18.59). */
#ifndef TIAOMU_INGEST_NUMFMT_H
#define TIAOMU_INGEST_NUMFMT_H

#include "base/str.h"

struct numfmt; /* a format; constant */

/* The format with this value of w:numFmt, NULL where the program knows none. */
const struct numfmt *numfmt_of(struct str name);
/* "custom" formats are given by example: "001, 002, …" (MS-DOCX 2.4). How many digits a number has
 * at least, zeros in front; 0 where the example says none. */
uint32_t numfmt_width(struct str example);
/* Appends n in this format; NULL is decimal, and so is what a format cannot express, as in Word.
 * "none" and "bullet" append nothing. */
void numfmt_put(struct buf *b, const struct numfmt *format, uint32_t n);
/* The same with at least so many digits. */
void numfmt_put_wide(struct buf *b, const struct numfmt *format, uint32_t n, uint32_t width);

/* Digits as superscripts: ¹ for 1; the rest of s as it is. The result lives in a. */
struct str raised_digits(struct arena *a, struct str s);

#endif
