/* Lines of text that spaces align, and what stands on their pages besides tables.
 *
 * Positions are characters from the line's beginning, from 0; a character is one, ideographs too.
 */
#ifndef TIAOMU_INGEST_ALIGNED_H
#define TIAOMU_INGEST_ALIGNED_H

#include "ingest/marks.h"

/* A piece of a line that no two spaces part. */
struct run {
    size_t from, to;
    struct str text;
};

typedef VEC(struct run) runs;

struct aligned_line {
    struct str text;
    uint32_t number; /* in the source */
    uint32_t gap;    /* blank lines above, on its page */
    runs runs;
    const char *furniture; /* its name, where the line is some */
};

struct aligned_page {
    struct aligned_line *lines;
    size_t n;
};

struct aligned_text {
    VEC(struct aligned_line) lines; /* blank ones left out */
    VEC(size_t) ends;               /* of pages, in lines */
};

/* Appends the pieces of s, which are parted by that many spaces or more. */
void runs_of(struct arena *a, struct str s, size_t spaces, runs *out);

/* The lines of all pages; a form feed ends a page. */
void aligned_read(struct arena *a, struct str text, struct aligned_text *out);
struct aligned_page aligned_page_at(const struct aligned_text *t, size_t i);
bool aligned_same(struct arena *a, const struct aligned_line *x, const struct aligned_line *y);
/* Names the furniture: page numbers, and lines at the pages' edges that return. most: a line of so
 * many pieces is a table's. */
void aligned_furnish(struct arena *a, struct aligned_text *t, size_t most);

/* Footnotes met so far. */
struct aligned_notes {
    struct marks marks;
    VEC(struct str) places; /* where their marks stand in the source */
};

/* Finds the footnotes among a page's lines: those lines are furniture named "footnote", and the
 * notes hold their text. */
void aligned_find_notes(struct aligned_notes *notes, struct doc *doc, struct aligned_page p);
/* The text, a piece of the source, without the marks of footnotes. */
struct str aligned_take_marks(struct aligned_notes *notes, struct doc *doc, struct str text,
                              struct place at);

#endif
