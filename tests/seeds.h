/* Invented plans with faults planted in them, and where each is. */
#ifndef TIAOMU_TESTS_SEEDS_H
#define TIAOMU_TESTS_SEEDS_H

#include "check/check.h"

enum seeds_form { SEEDS_FLAT, SEEDS_PIPE }; /* text made of a Word file; a pipe table */

struct seed {
    enum check_code code;
    uint32_t from, to; /* lines that hold the row or paragraph concerned */
};

struct seeded {
    struct str text;
    VEC(struct seed) seeds;
};

/* A plan of some thirty measures, an indicator table and an introduction, about one row in rate
 * with a fault; rate 0: none. The same seed gives the same plan. */
struct seeded seeds_make(struct arena *a, unsigned seed, int rate, enum seeds_form form);

#endif
