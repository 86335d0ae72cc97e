/* Lines ruled on a scanned page: recognition passes over many of them and reads others as letters.
 */
#ifndef TIAOMU_INGEST_BITMAP_H
#define TIAOMU_INGEST_BITMAP_H

#include "ingest/geometry.h"

/* Pixels from the upper left corner; 0 is black, 255 white. */
struct bitmap {
    size_t width, height;
    unsigned char *grey; /* row by row, in the arena it was read into */
};

typedef VEC(struct box) boxes;

/* Reads a portable greymap (binary PGM, 8 bits). False where it is none or cut off. */
bool bitmap_read(struct arena *a, struct str pgm, struct bitmap *out);
/* The same, written. */
struct str bitmap_write(struct arena *a, const struct bitmap *b);
/* Adds the rulings and wipes them out: lines that are at least so many pixels long down the page,
 * or twice as long across it, and no strokes of letters. */
void bitmap_take_rulings(struct arena *a, struct bitmap *b, size_t least, boxes *out);

#endif
