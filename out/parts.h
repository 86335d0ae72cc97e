/* Inside out/: the words for parts of items and changes that several writers use. */
#ifndef TIAOMU_OUT_PARTS_H
#define TIAOMU_OUT_PARTS_H

#include "corpus/changes.h"

/* "≥3所", the value alone where it is exact; empty for NULL. */
struct str part_quantity(struct arena *a, const struct quantity *q);
/* What stands over an item: its section, else its table. */
struct str part_section(const struct item *item);
/* The section of a change: that of the new item, else of the old one. */
struct str part_change_section(const struct change *c);
/* What an item is called: its task, its row and column, its label. */
struct str part_name(struct arena *a, const struct item *item);
/* "1.4.2": table, task and measure number; of rows "1 · 3"; of clauses their label. */
struct str part_number(struct arena *a, const struct item *item);
struct place part_place(const struct item *item);

#endif
