/* Marks that exporters write into the text: bookmarks, footnotes with their marks, HTML tags. */
#ifndef TIAOMU_INGEST_MARKS_H
#define TIAOMU_INGEST_MARKS_H

#include "ingest/doc.h"

/* A reader's way through the lines of a text. */
struct lines {
    struct str text;
    size_t at;       /* of the next line */
    uint32_t number; /* of the line last given, from 1 */
};

/* The next line without its \n; false at the end. */
bool lines_next(struct lines *l, struct str *line);

/* Joins the following lines to line while a footnote ("[7: text") is open in it, at most 20 lines;
 * they are parted by \n. */
struct str marks_whole_line(struct arena *a, struct lines *l, struct str line);

/* Footnotes met so far in a document: their texts, and their marks with the words before them. */
struct marks {
    VEC(struct note) notes;
    VEC(struct note) refs; /* n, anchor, para.at */
};

/* Takes the marks out of line and returns what is left. Bookmarks and footnote marks become the
 * doc's furniture; footnotes are added to marks. */
struct str marks_take(struct doc *doc, struct str line, struct place at, struct marks *marks);

/* At the end: footnote blocks for all notes, each with its anchor, and a finding for every mark
 * without a text. */
void marks_finish(struct doc *doc, const struct marks *marks);

/* Length of the HTML tag at byte at of s, 0 where there is none; *name is its name with a leading
 * '/' where it closes. */
size_t marks_tag(struct str s, size_t at, struct str *name);

#endif
