/* Sequences parted in the best way, against all ways tried. */
#include "extract/parting.h"
#include "tests/test.h"
#include <math.h>

enum { MOST = 8 };

struct scores {
    double at[MOST + 1][MOST + 1];
};

static double score(void *ctx, size_t from, size_t end) {
    return ((struct scores *)ctx)->at[from][end];
}

static double score_of_way(const struct scores *s, size_t n, unsigned cuts) {
    double sum = 0;
    for (size_t from = 0, i = 1; i <= n; i++)
        if (i == n || (cuts & 1u << i)) {
            sum += s->at[from][i];
            from = i;
        }
    return sum;
}

/* The best of the ways that are cut in front of element i, or are not; of all where i is 0. */
static double best_way(const struct scores *s, size_t n, size_t i, bool cut) {
    double best = -INFINITY;
    for (unsigned cuts = 0; cuts < 1u << n; cuts += 2)
        if (i == 0 || cut == ((cuts >> i & 1u) == 1))
            best = fmax(best, score_of_way(s, n, cuts));
    return best;
}

static void check_way(struct arena *a, struct scores *s, size_t n) {
    stretches parts = {0};
    double margins[MOST + 1] = {0}, sum = 0;
    double best = parting_best(a, n, MOST, score, s, &parts, margins);
    assert_true(fabs(best - best_way(s, n, 0, false)) < 1e-9);
    size_t at = 0;
    for (size_t i = 0; i < parts.n; i++) {
        assert_int_equal(parts.at[i].from, at);
        sum += s->at[at][parts.at[i].end];
        at = parts.at[i].end;
    }
    assert_int_equal(at, n);
    assert_true(fabs(best - sum) < 1e-9);
    for (size_t i = 1; i < n; i++) {
        bool cut = false;
        for (size_t k = 0; k < parts.n; k++)
            cut |= parts.at[k].from == i;
        assert_true(fabs(margins[i] - (best - best_way(s, n, i, !cut))) < 1e-9);
    }
}

static void is_the_best_of_all_ways(void **state) {
    struct arena *a = *state;
    unsigned seed = 7;
    for (size_t round = 0; round < 400; round++) {
        struct scores s = {0};
        for (size_t i = 0; i < MOST; i++)
            for (size_t k = i + 1; k <= MOST; k++) {
                seed = seed * 1103515245u + 12345u;
                s.at[i][k] = (double)(seed >> 16 & 1023) / 100 - 5;
            }
        check_way(a, &s, 1 + round % MOST);
    }
}

static void longer_parts_win_ties(void **state) {
    struct scores s = {0};
    stretches parts = {0};
    parting_best(*state, 4, MOST, score, &s, &parts, NULL);
    assert_int_equal(parts.n, 1);
    parts = (stretches){0};
    parting_best(*state, 4, 2, score, &s, &parts, NULL);
    assert_int_equal(parts.n, 2);
}

/* No part with two elements or more ends with the third. */
static void what_is_none_is_no_part(void **state) {
    struct scores s = {0};
    stretches parts = {0};
    s.at[1][3] = -INFINITY;
    parting_best(*state, 4, 3, score, &s, &parts, NULL);
    for (size_t i = 0; i < parts.n; i++)
        assert_false(parts.at[i].end == 3 && parts.at[i].from < 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_best_of_all_ways),
        cmocka_unit_test(longer_parts_win_ties),
        cmocka_unit_test(what_is_none_is_no_part),
    };
    return cmocka_run_group_tests_name("parting", tests, test_arena, test_drop);
}
