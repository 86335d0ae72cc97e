/* extract/plan_pack.c: plans as bytes between processes. */
#include "extract/plan_pack.h"
#include "tests/sample.h"
#include "tests/test.h"
#include <string.h>

static struct str packed(struct arena *a, const struct plan *plan) {
    struct buf b = {.a = a};
    plan_pack(&b, plan);
    return buf_str(&b);
}

static void a_plan_comes_back_as_it_was(void **state) {
    struct plan *const plans[] = {sample_plan(*state, S("yl")), sample_empty(*state, S("e"))};
    for (size_t i = 0; i < 2; i++) {
        struct str bytes = packed(*state, plans[i]);
        struct str whole = bytes;
        struct plan *back = NULL;
        assert_int_equal(plan_unpack(*state, &bytes, &back), 0);
        assert_int_equal(bytes.n, 0);
        assert_str(back->packed, whole);
        assert_str(packed(*state, back), whole);
        assert_str(plan_to_json(*state, back), plan_to_json(*state, plans[i]));
        assert_true(plans[i]->diags.list.n == 0 ||
                    back->diags.list.at[0].code == plans[i]->diags.list.at[0].code);
    }
}

static void plans_stand_one_behind_the_other(void **state) {
    struct buf b = {.a = *state};
    struct plan *first, *second;
    plan_pack(&b, sample_plan(*state, S("one")));
    plan_pack(&b, sample_empty(*state, S("two")));
    struct str bytes = buf_str(&b);
    assert_int_equal(plan_unpack(*state, &bytes, &first), 0);
    assert_int_equal(plan_unpack(*state, &bytes, &second), 0);
    assert_str(packed(*state, first), first->packed);
    assert_str(packed(*state, second), second->packed);
    assert_str(first->document.doc, S("one"));
    assert_str(second->document.doc, S("two"));
    assert_int_equal(bytes.n, 0);
}

static void bytes_cut_short_are_refused(void **state) {
    struct str whole = packed(*state, sample_plan(*state, S("yl")));
    for (size_t n = 0; n < whole.n; n++) {
        struct str part = str_dup(*state, str_cut(whole, 0, n));
        struct plan *plan = NULL;
        assert_int_equal(plan_unpack(*state, &part, &plan), -1);
        assert_null(plan);
    }
}

/* Whatever a byte is changed to, the answer is a plan or a refusal, and all that is read of a plan
 * can be read. */
static void changed_bytes_do_no_harm(void **state) {
    struct str whole = packed(*state, sample_plan(*state, S("yl")));
    static const char values[] = {0, 1, 0x7F, (char)0x80, (char)0xFF};
    size_t refused = 0;
    for (size_t i = 0; i < whole.n; i++) {
        struct arena *a = arena_new(NULL);
        struct str changed = str_dup(a, whole);
        ((char *)(uintptr_t)changed.p)[i] = values[i % sizeof values];
        struct plan *plan;
        if (plan_unpack(a, &changed, &plan) < 0)
            refused++;
        else
            assert_true(plan_to_json(a, plan).n > 0);
        arena_drop(a);
    }
    assert_true(refused > whole.n / 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_comes_back_as_it_was),
        cmocka_unit_test(plans_stand_one_behind_the_other),
        cmocka_unit_test(bytes_cut_short_are_refused),
        cmocka_unit_test(changed_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}
