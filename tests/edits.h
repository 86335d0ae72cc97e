/* Plans made up at random, and edits of them whose outcome is known. */
#ifndef TIAOMU_TESTS_EDITS_H
#define TIAOMU_TESTS_EDITS_H

#include "corpus/changes.h"

enum edit_kind {
    EDIT_NONE,
    EDIT_REWORD,
    EDIT_NUMBER,
    EDIT_DEADLINE,
    EDIT_UNIT,
    EDIT_DELETE,
    EDIT_INSERT, /* a new measure behind this one */
    EDIT_MOVE,   /* to the end, under another heading */
    EDIT_RENUMBER,
    EDIT_SPLIT,
    EDIT_MERGE, /* with the next measure */
    EDIT_PUNCTUATION,
    EDIT_WRAP,
    EDITS
};

/* What a reader would say of the edits of one measure. */
struct expected {
    unsigned edits; /* bits: 1u << kind */
    enum change_kind kind;
    unsigned also; /* as in struct change */
    enum change_class class;
    int old, new; /* the first measure it concerns on either side, -1: none */
};

struct edited {
    struct plan *old, *new;
    VEC(struct expected) expected;
};

/* n measures, about one in rate of them edited. The same seed gives the same plans. */
struct edited edits_make(struct arena *a, unsigned seed, int n, int rate);
/* The same with several edits of one measure, where they do not exclude each other. */
struct edited edits_combined(struct arena *a, unsigned seed, int n, int rate);

#endif
