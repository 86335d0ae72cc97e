/* Inside out/: the parts of what show prints. */
#ifndef TIAOMU_OUT_SHOW_H
#define TIAOMU_OUT_SHOW_H

#include "out/layout.h"
#include "out/out.h"

struct show {
    struct buf *b;
    struct arena *a;
    const struct plan *plan;
    struct out_view view;
};

void show_measures(struct show *s);
void show_indicators(struct show *s);
void show_orgs(struct show *s);
void show_table_title(struct show *s, int table_no, struct str title);
struct str show_place(struct arena *a, struct place at);

#endif
