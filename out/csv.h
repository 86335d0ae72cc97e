/* Inside out/: cells of CSV (RFC 4180). A text that a spreadsheet would take for a formula is given
 * a ' in front. */
#ifndef TIAOMU_OUT_CSV_H
#define TIAOMU_OUT_CSV_H

#include "base/str.h"

void csv_text(struct buf *b, struct str s);  /* a row's first cell */
void csv_exact(struct buf *b, struct str s); /* the same for programs: without the ' */
void csv_next(struct buf *b, struct str s);  /* a cell behind another one */
void csv_end(struct buf *b);                 /* of the row */

#endif
