/* Measures that say almost the same. */
#include "base/utf8.h"
#include "check/checker.h"
#include "corpus/changes.h"
#include <math.h>

static const double ALMOST = 0.85;
enum { SHORT = 16, SHOWN = 24 }; /* characters */

void check_similar(struct checker *c) {
    likeness_list list = {0};
    similar_measures(c->a, c->plan, ALMOST, &list);
    for (size_t i = 0; i < list.n; i++) {
        const struct likeness *x = &list.at[i];
        struct finding first = {.table_no = x->first->table_no,
                                .task_no = x->first->task_no,
                                .measure_no = x->first->measure_no};
        struct str text = x->second->measure;
        if (utf8_len(text) < SHORT)
            continue;
        struct finding *f =
            report(c, CHECK_NEAR_DUPLICATE, where_of(x->second), around(text, 0, 0, SHOWN));
        f->part[0] = finding_item(c->a, &first);
        f->part[1] = str_fmt(c->a, "%.0f", floor(100 * x->score));
        f->part[2] = around(x->first->measure, 0, 0, SHOWN);
    }
}
