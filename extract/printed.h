/* The rows of a table that its source printed line by line, each column in its place.
 *
 * A row's cells are set from their first lines on, or about their middles; which of the two, the
 * table as a whole shows. Rows are the best way to part the lines, from all that speaks for one:
 * where cells begin or have their middle, deadlines, sentences, running numbers.
 */
#ifndef TIAOMU_EXTRACT_PRINTED_H
#define TIAOMU_EXTRACT_PRINTED_H

#include "extract/parting.h"
#include "extract/work.h"

struct printed_line {
    struct gcell *cells; /* as many as the table has columns */
    uint32_t gap;        /* blank lines above */
    bool new_page;
    double y; /* where the line stands, in lines, as far as that can be told */
};

/* What a column says of rows. */
enum says {
    SAYS_MAIN, /* each row has text here */
    SAYS_DEADLINE,
    SAYS_CELL,
    SAYS_SPAN /* cells may reach over rows */
};

/* How cells stand beside the highest cell of their row. */
enum set { SET_TOP, SET_MIDDLE, SETS };

struct printed {
    struct work *w;
    struct grid *g;
    VEC(struct printed_line) lines;
    enum says *says; /* by column */
    size_t main;
    bool titles;    /* the tasks are the measures: names, which no mark ends */
    size_t *widths; /* by column: of its widest line, in columns of a terminal */
    enum set set;
    uint32_t row_gap; /* so many blank lines or more part all rows, and nothing else; 0: none do */
};

/* A header in lines [from, end). */
struct printed_head {
    size_t from, end, known;
    struct header *headers; /* NULL: there is none */
};

/* The header among the first of lines * n cells; lines above it are none of the table's. */
struct printed_head printed_find_head(struct work *w, const struct gcell *cells, size_t lines,
                                      size_t n);
/* Is it one cell over all columns? */
bool printed_across(const struct gcell *cells, size_t n);
void printed_add(struct arena *a, struct gcell *to, const struct gcell *from);
/* Fills says, main, titles, widths, row_gap; then the lines' y. */
void printed_says(struct printed *p);
void printed_places(struct printed *p);
/* The piece that column c has in line i, or NULL; those in lines [from, end). */
const struct para *printed_piece(const struct printed *p, size_t i, size_t c);
paras printed_text(const struct printed *p, size_t c, size_t from, size_t end);
/* The first and last line with text in column c; false where there is none. */
bool printed_extent(const struct printed *p, struct stretch of, size_t c, size_t *first,
                    size_t *last);
/* How far a cell in lines [first, last] stands off its place in a row of all those lines. Where a
 * page's end breaks the row, its cells begin above it. */
double printed_off(const struct printed *p, struct stretch of, size_t first, size_t last);
/* Parts lines into rows; returns how well they fit. margins: NULL, or by place in the stretch, by
 * how much they fit better than rows that are parted otherwise there. */
double printed_rows(const struct printed *p, struct stretch of, stretches *rows, double *margins);
/* Do the row's cells, of more and of less lines, stand as they are set? */
bool printed_shows(const struct printed *p, struct stretch row);
/* Parts n rows into groups over each of which column c has one cell; groups are stretches of rows.
 * Returns how well they fit. margins: as above, by row. */
double printed_spans(const struct printed *p, const struct stretch *rows, size_t n, size_t c,
                     stretches *groups, double *margins);
/* Has the line no room for what the next begins with? */
bool printed_full(const struct printed *p, size_t c, const struct para *line);
/* Does a line that has no room for more end with a sentence, so that a paragraph may end there, or
 * not? It is read as going on. */
bool printed_may_end(const struct printed *p, size_t c, const struct para *line,
                     const struct para *next);
/* The cell that the pieces make in column c: lines that go on are joined. */
struct gcell printed_cell(const struct printed *p, size_t c, const paras *pieces);
/* Fills cells of units that stand empty because they are merged with others; out are the rows. */
void printed_merge(struct printed *p, const stretches *rows, struct grow *out);

#endif
