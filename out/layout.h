/* Inside out/: text in columns of a terminal, Chinese characters two columns wide. */
#ifndef TIAOMU_OUT_LAYOUT_H
#define TIAOMU_OUT_LAYOUT_H

#include "base/utf8.h"

enum { LAYOUT_GAP = 2 }; /* columns between two cells */

/* Rows of so many cells each; a newline in a cell begins a new line of it. */
struct layout {
    struct arena *a;
    size_t columns, indent;
    VEC(struct str) cells; /* row by row */
    size_t *widths;        /* of the columns */
};

void layout_cell(struct layout *l, struct str text);
/* Makes the columns as wide as their widest lines, then narrows the widest until a row fits the
 * terminal's width. False where not even narrow columns fit. */
bool layout_fit(struct layout *l, size_t width);
/* Appends n rows from one on, both counted from 0; layout_fit was true. */
void layout_rows(struct buf *b, const struct layout *l, size_t from, size_t n);

/* Appends one text, wrapped; label stands in front of its first line, the others are indented as
 * far. */
void layout_text(struct buf *b, size_t indent, struct str label, struct str text, size_t width);

#endif
