/* Word files made up at random, of everything that documents have, and what they show. The same
 * seed gives the same file. */
#ifndef TIAOMU_TESTS_RANDOM_DOCX_H
#define TIAOMU_TESTS_RANDOM_DOCX_H

#include "base/str.h"

struct random_docx {
    struct str bytes;
    /* The marks in the text, "k0042z", a line each, as a page shows them where tracked changes are
     * accepted or rejected: body, notes, headers; by number. Runs and changes cut them anywhere. */
    struct str accepted, rejected;
};

/* Every second seed has tracked changes. */
struct random_docx random_docx(struct arena *a, unsigned seed);

#endif
