/* What every unit test needs: cmocka, an arena as the group's state, comparison of slices. */
#ifndef TIAOMU_TESTS_TEST_H
#define TIAOMU_TESTS_TEST_H

#include "base/str.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs the four above. */
#include <cmocka.h>

/* It jumps out of the test; cmocka.h does not say so. */
_Noreturn void _fail(const char *file, int line);

/* Group setup and teardown: *state is a struct arena. */
static inline int test_arena(void **state) {
    *state = arena_new(NULL);
    return 0;
}

static inline int test_drop(void **state) {
    arena_drop(*state);
    return 0;
}

/* Fails with both texts printed; got and want are slices. */
#define assert_str(got, want) test_str((got), (want), __FILE__, __LINE__)

static inline void test_str(struct str got, struct str want, const char *file, int line) {
    if (str_eq(got, want))
        return;
    print_error("\"%.*s\" is not \"%.*s\"\n", STR_ARG(got), STR_ARG(want));
    _fail(file, line);
}

#endif
