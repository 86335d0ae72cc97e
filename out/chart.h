/* Inside out/: charts, drawn as SVG beside the numbers they show, so that they read in grey, in
 * print and by a screen reader. */
#ifndef TIAOMU_OUT_CHART_H
#define TIAOMU_OUT_CHART_H

#include "out/html.h"

enum { CHART_PARTS = 3 };

/* A row: up to three counts stacked. */
struct bar {
    struct str label, link; /* link: a URL, or empty */
    size_t parts[CHART_PARTS];
};
typedef VEC(struct bar) bar_list;

/* A table with a bar in each row; names are the parts', empty where there is one part alone. */
void chart_rows(struct html *h, struct str title, const struct str names[CHART_PARTS],
                const bar_list *bars);
/* Columns side by side, for counts over time; the first part alone counts. */
void chart_columns(struct html *h, struct str title, const bar_list *bars);

/* The bar with this label, added at the end where there is none. */
struct bar *chart_bar(struct arena *a, bar_list *bars, struct str label);
/* The longest first; those beyond most are left out. */
void chart_sort(bar_list *bars, size_t most);

#endif
