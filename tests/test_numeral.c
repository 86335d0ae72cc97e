#include "base/numeral.h"
#include "tests/test.h"
#include <math.h>

static void check(struct str s, double want, size_t bytes) {
    double value = -1;
    size_t n = numeral_read(s, 0, &value);
    if (n != bytes || (n > 0 && fabs(value - want) > 1e-9)) {
        print_error("%.*s: %zu bytes, %g\n", STR_ARG(s), n, value);
        fail();
    }
}

static void test_arabic(void **state) {
    (void)state;
    check(S("26微克"), 26, 2);
    check(S("0.753，"), 0.753, 5);
    check(S("97."), 97, 2); /* the point ends a sentence */
    check(S("１２．５"), 12.5, 12);
    check(S("1,106.84"), 1106.84, 8);
    check(S("1 200个"), 1200, 5);
    check(S("1 20"), 1, 1);
    check(S("12,34"), 12, 2);        /* no group of three */
    check(S("1,2345"), 1, 1);        /* no group of three either */
    check(S("2021,100家"), 2021, 4); /* four digits in front: a list */
    check(S("家"), 0, 0);
    check(S(""), 0, 0);
}

static void test_chinese(void **state) {
    (void)state;
    check(S("两处"), 2, 3);
    check(S("十二家"), 12, 6);
    check(S("二十"), 20, 6);
    check(S("三百零五个"), 305, 12);
    check(S("一千二百三十四"), 1234, 21);
    check(S("三万五千亩"), 35000, 12);
    check(S("二〇二五年"), 2025, 12);
    check(S("二十万亩"), 20, 6); /* 万 goes with the unit */
    check(S("百分之八十"), 0, 0);
    check(S("万元"), 0, 0);
    check(S("一\xE4"), 1, 3); /* malformed behind */
}

static void test_place(void **state) {
    double value;
    (void)state;
    assert_int_equal(numeral_read(S("共120家"), 3, &value), 3);
    assert_true(value == 120);
    assert_int_equal(numeral_read(S("共120家"), 9, &value), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arabic),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
