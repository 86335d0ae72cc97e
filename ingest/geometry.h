/* Pages: words with boxes and the lines ruled between them become paragraphs and tables.
 *
 * Lengths are points (1/72 inch) from the page's upper left corner, y downwards. Readers of hOCR,
 * ALTO and PDF hand over what their source says; rows, columns and merged cells follow from the
 * rulings alone, and where a page has none, from the empty strips between the words.
 */
#ifndef TIAOMU_INGEST_GEOMETRY_H
#define TIAOMU_INGEST_GEOMETRY_H

#include "ingest/doc.h"

struct box {
    double x0, y0, x1, y1; /* x0 <= x1, y0 <= y1 */
};

/* What the source sets as one piece. */
struct word {
    struct str text;
    struct box box;
    uint32_t line; /* pieces of one line of the source share it */
};

struct page {
    uint32_t number; /* from 1 */
    double width, height;
    VEC(struct word) words;  /* in the source's order */
    VEC(struct box) rulings; /* long and thin; of other boxes their sides */
};

/* Fills doc->blocks and doc->furniture from n pages in order; places are "page 3 (x0,y0,x1,y1)".
 * What a page's end cut in two, a paragraph or a row of a table, is put together; furniture are
 * page numbers, lines that return on several pages at the same height, and footnote marks. The
 * pages' words are put in order. -1 with an error in doc->diags where a limit is exceeded. */
int geometry_read(struct doc *doc, struct page *pages, size_t n, const struct limits *limits);

/* For readers: a word, unless it is blank, counted in doc->chars_total; and a ruling. */
void geometry_word(struct doc *doc, struct page *p, struct str text, struct box box, uint32_t line);
void geometry_ruling(struct doc *doc, struct page *p, struct box box);

#endif
