/* out: pages for a browser. A page of its own is one file that asks nothing of any network; the
 * pages of a site share their style and script and link to each other. */
#ifndef TIAOMU_OUT_PAGES_H
#define TIAOMU_OUT_PAGES_H

#include "corpus/compare.h"
#include "out/labels.h"

struct out_page {
    enum lang lang;
    bool site;
    struct str root; /* of a site: the relative URL of its front page's folder, "" or "../" */
    struct str json; /* of a site: the file beside the page that holds its data; empty: none */
};

void out_plan_html(struct buf *b, const struct plan *plan, struct out_page page);
/* Side by side and as a redline, with filters. */
void out_diff_html(struct buf *b, const struct changes *c, struct out_page page);
void out_compare_html(struct buf *b, const struct comparison *c, struct out_page page);

#endif
