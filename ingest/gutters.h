/* Columns of text that spaces align: the gutters between them, and the parts of a line that they
 * part.
 *
 * Positions are characters from the line's beginning, from 0; a character is one, ideographs too.
 */
#ifndef TIAOMU_INGEST_GUTTERS_H
#define TIAOMU_INGEST_GUTTERS_H

#include "ingest/aligned.h"
#include "ingest/column_texts.h"

/* Words that single spaces part, at their places in the line; single characters stay together. */
void run_words(struct arena *a, const struct run *r, runs *out);
/* Is the last, or the first, character as wide as an ideograph? */
bool wide_at_end(struct str s);
bool wide_at_start(struct str s);

/* Names of columns in a line: one space parts them too, where no typesetter puts one by itself, but
 * not the characters of one that is spaced out (单 位). */
void line_names(struct arena *a, const struct aligned_line *l, runs *out);

/* The names in lines[0..head], from left to right; what stands over another is the rest of it. */
void names_in_order(struct arena *a, const struct aligned_line *lines, size_t head, runs *out);

/* Where columns begin, but for the first. */
typedef VEC(size_t) cuts;

/* A table's columns on one page, and what is known of them from all. */
struct columns {
    cuts cuts;
    struct column_texts *texts;
};

/* Finds the columns of n lines, the most that the empty strips between the words show. head: the
 * line with the columns' names, or NULL; like: how they were on a page before, or NULL where that
 * is not known. */
void cuts_find(struct arena *a, const struct aligned_line *lines, size_t n,
               const struct aligned_line *head, const struct columns *like, bool of_page,
               cuts *out);

/* What stands in one column, or, where nothing parts it, over several. */
struct part {
    size_t column, columns;
    struct str text;
};

typedef VEC(struct part) parts;

/* The line widens what others left. */
void widths_add(struct arena *a, const struct aligned_line *l, const cuts *c, size_t *widths);
void parts_of(struct arena *a, const struct aligned_line *l, const cuts *c,
              const struct column_texts *h, parts *out);

/* Where the lines of several pieces begin and end. */
struct extent {
    size_t left, right;
};
struct extent extent_of(const struct aligned_line *lines, size_t n);

/* Parts the lines of the head, which line head and those above it are, and the rest of names below.
 * Where each column has a name, their order tells whose it is, though they stand to the left or
 * right of the rows; else the parts are left as they are. */
void column_names(struct arena *a, const struct aligned_line *lines, size_t n, size_t head,
                  size_t columns, parts *rows);

enum { TITLE_WIDTH = 16 }; /* of a title, in columns of a terminal, at least */

/* Is the line one piece that stands over the columns, wherever it begins? */
bool line_is_title(const struct aligned_line *l, const cuts *c);
/* Is the line one piece that begins in the first column and goes on over others? */
bool line_is_across(const struct aligned_line *l, const cuts *c);

/* Does the line begin as a section's name does (一、 （一） 第一章)? */
bool line_is_numbered(const struct aligned_line *l);
/* Is it a section's name, numbered and in the middle of all columns? */
bool line_is_centred(const struct aligned_line *l, const cuts *c, struct extent e);

#endif
