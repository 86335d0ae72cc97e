/* Inside out/: WordprocessingML (ECMA-376 part 1) and its package (part 2). */
#ifndef TIAOMU_OUT_WORD_H
#define TIAOMU_OUT_WORD_H

#include "base/str.h"

/* Width between the margins in twentieths of a point; A4. */
enum { WORD_PORTRAIT = 8844, WORD_LANDSCAPE = 14570 };

/* Appends text as XML: what XML 1.0 does not allow, and what is no UTF-8, becomes U+FFFD. */
void word_escape(struct buf *b, struct str s);

/* Appends a run; tabs are kept. props: the content of its rPr, or NULL. deleted: its text is that
 * of a tracked deletion. */
void word_run(struct buf *b, struct str text, const char *props, bool deleted);

/* A table's beginning: its properties and grid. Widths add up to the page's; the table ends with
 * "</w:tbl>". */
void word_table(struct buf *b, const unsigned *widths, size_t n);

struct word_document {
    struct str title, author, date; /* date: ISO 8601 with time and zone; author and date may be
                                       empty */
    bool landscape;
    struct str body; /* of w:body but for its last paragraph, which comes with the page's setup */
    struct str comments; /* the w:comment elements that the body refers to; empty: none */
};

/* Appends the file; the same document gives the same bytes. -1: out of memory. */
int word_package(struct buf *b, const struct word_document *d);

#endif
