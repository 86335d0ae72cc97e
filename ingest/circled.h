/* Footnotes whose marks are circled numbers, as Chinese documents write them: 托位260个①。 and, in
 * a paragraph of its own further down, ①含幼儿园托班。
 */
#ifndef TIAOMU_INGEST_CIRCLED_H
#define TIAOMU_INGEST_CIRCLED_H

#include "ingest/doc.h"

/* Paragraphs that begin with a circled number become footnotes where a mark before them has no note
 * yet; the marks become furniture. Items of a list (①…；②…) are left alone: what parts them, not a
 * word, stands in front of their numbers. */
void circled_notes(struct doc *doc);

#endif
