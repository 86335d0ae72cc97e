/* Text with marks: Markdown, and what pandoc and programs that recognise scans print. Around its
 * tables every line is a paragraph.
 */
#ifndef TIAOMU_INGEST_MARKDOWN_H
#define TIAOMU_INGEST_MARKDOWN_H

#include "ingest/marks.h"
#include "ingest/ruled.h"

struct md {
    struct doc *doc;
    struct ruled ruled;
    struct marks marks;
    VEC(struct str) notes; /* numbers of the footnotes whose texts the document holds */
    uint32_t gap;          /* blank lines above */
    bool no_html;          /* no further table of HTML is looked for */
};

/* A layout of tables. at says whether a table begins with line, which l gave last; read reads it
 * into the doc and moves l behind it, -1 with an error in doc->diags. */
struct md_layout {
    bool (*at)(struct lines l, struct str line);
    int (*read)(struct md *md, struct lines *l, struct str line);
};
extern const struct md_layout md_pipe;   /* GitHub Flavored Markdown 0.29, 4.10 */
extern const struct md_layout md_grid;   /* pandoc's grid_tables, reStructuredText */
extern const struct md_layout md_simple; /* pandoc's simple_tables and multiline_tables */

/* ---- grids drawn with Unicode's signs (md_drawn.c) ---- */

bool md_is_drawn(struct str text); /* does it hold one? */
/* The text with such grids as md_grid knows them, else as it is. */
struct str md_undrawn(struct arena *a, struct str text);

/* ---- text (md_text.c) ---- */

/* The paragraphs that text holds, parted by br and p tags, go to the cell or, where it is NULL, to
 * the doc's blocks. Marks of Markdown leave the text as furniture. */
void md_put(struct md *md, struct cell *cell, struct str text, struct para like);
/* Appends a cell's next printed line, behind a backslash as a line of its own. full: the one before
 * filled its column, so that it may have been cut anywhere; else it was cut at a space, which
 * Chinese text does without. */
void md_join(struct buf *cell, struct str line, bool full);
void md_rule(struct md *md, struct str text, uint32_t line); /* furniture "table rule" */
/* The number of the footnote whose text begins here ("[^1]: …", "[1] …"); *body is the offset of
 * its text. */
bool md_note_at(struct str line, struct str *number, size_t *body);

/* Columns as pandoc counts them: wide characters are two (Unicode Annex 11), ambiguous ones one. */
size_t md_columns(struct str s);

#endif
