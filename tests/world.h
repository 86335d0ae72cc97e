/* What a suite of the stages needs beside an arena: the rules, loaded once, and a list of findings.
 */
#ifndef TIAOMU_TESTS_WORLD_H
#define TIAOMU_TESTS_WORLD_H

#include "extract/extract.h"

struct world {
    struct arena *a;
    struct diags diags;
    struct rules *rules;
};

/* Group setup and teardown: *state is a struct world. */
int world_set_up(void **state);
int world_tear_down(void **state);

/* The plan of a text as it arrives, mentions resolved; *doc is what it was read as. A text that is
 * refused fails the test. */
struct plan *world_plan(const struct world *w, struct str text, struct doc **doc);

#endif
