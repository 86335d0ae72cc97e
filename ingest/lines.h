/* Words become lines, and lines paragraphs, within a cell or a page's column of text. */
#ifndef TIAOMU_INGEST_LINES_H
#define TIAOMU_INGEST_LINES_H

#include "ingest/geometry.h"

typedef VEC(struct word *) words;

struct line {
    words words; /* from left to right */
    struct box box;
    double em;             /* width of a Chinese character */
    const char *furniture; /* its name, where the line is some */
};

typedef VEC(struct line) lines;

/* The lines that the words stand in, from top to bottom. Small ones beside a line, such as
 * subscripts, are part of it. */
lines lines_of(struct arena *a, const words *in);

/* The line's text: spaces that only justify it are left out. */
struct str line_text(struct arena *a, const struct line *l);

/* Where text may stand: the inner edges of a cell or of a page. */
struct frame {
    double left, right;
    double widest; /* of the lines known to stand between such edges; 0: not known */
};

/* Does next, below a, go on with a's paragraph? */
bool line_goes_on(const struct line *a, const struct line *next, struct frame f);

bool line_ends_sentence(const struct line *l);

/* Appends text to a paragraph's, parted by a space where both sides are of words of letters. */
void lines_join(struct buf *b, struct str text);

/* Bytes of the word's text that stand left of x, to the nearest character; *at is where they end.
 */
size_t word_bytes_before(const struct word *w, double x, double *at);

struct box box_union(struct box a, struct box b);
double box_width(struct box b);
double box_height(struct box b);
double box_middle(struct box b); /* between top and bottom */
/* The height that half of a page's words have at least; 0 of a page without any. */
double height_of_text(struct arena *a, const struct page *p);

int number_order(const void *a, const void *b); /* of two doubles, for qsort */

#endif
