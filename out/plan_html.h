/* Inside out/: the parts of a plan's page that other pages show too. */
#ifndef TIAOMU_OUT_PLAN_HTML_H
#define TIAOMU_OUT_PLAN_HTML_H

#include "out/evidence.h"

/* The page of one plan. */
struct plan_page {
    struct html h;
    const struct plan *plan;
    struct evidence_index ix;
    size_t rows; /* of the table that is open; 0: none is */
};

void plan_html_outline(struct plan_page *p);
void plan_html_clauses(struct plan_page *p);
void plan_html_footnotes(struct plan_page *p);
void plan_html_findings(struct plan_page *p);

/* What a document is and says of itself, as a list. */
void plan_html_facts(struct html *h, const struct plan *plan);
/* The deadline's, then the units' cell of a measure or clause; values lead to the element with this
 * id. In a site, units lead to their own page. */
void plan_html_deadlines(struct html *h, const plan_assignments *list, struct str evidence);
void plan_html_units(struct html *h, const plan_assignments *list, struct str evidence);

/* The tables of a plan that are no lists of measures. */
void plan_html_indicators(struct html *h, const struct plan *plan);
void plan_html_charts(struct html *h, const struct plan *plan);

#endif
