/* Planted faults: how many are found, and how many findings are planted faults, by code. */
#include "extract/extract.h"
#include "tests/seeds.h"
#include "tests/test.h"
#include <stdio.h>
#include <stdlib.h>

enum { PLANS = 60, CLEAN = 20, RATE = 3 };

struct tally {
    size_t planted, found, other; /* other: findings where nothing of the kind is planted */
};

static struct rules *rules_of(struct arena *a) {
    struct diags diags = {.a = a};
    struct rules *r = rules_load(a, NULL, 0, &diags);
    assert_non_null(r);
    return r;
}

static void find_faults(struct arena *a, struct str text, const struct rules *rules,
                        finding_list *out) {
    const struct limits limits = LIMITS_DEFAULT;
    struct diags diags = {.a = a};
    struct doc *doc;
    struct plan *plan;
    assert_int_equal(
        doc_read(a, text, S("seeded"), S("seeded.txt"), &limits, TRACKED_ACCEPT, &diags, &doc), 0);
    assert_int_equal(extract_plan(a, doc, rules, &plan), 0);
    resolve_plan(plan, rules);
    check_plan(a, &(struct check_input){plan, doc, rules, NULL}, out);
}

static bool is_at(const struct finding *f, const struct seed *s) {
    return f->code == s->code && f->at.line >= s->from && f->at.line <= s->to;
}

static void tell(unsigned seed, const char *what, enum check_code code, uint32_t line,
                 struct str words) {
    if (getenv("VERBOSE"))
        print_message("# plan %u: %s %s, line %u: %.*s\n", seed, what, check_info(code)->name.p,
                      line, STR_ARG(words));
}

static void compare(unsigned seed, const struct seeded *s, const finding_list *found,
                    struct tally *tally) {
    for (size_t i = 0; i < s->seeds.n; i++) {
        const struct seed *x = &s->seeds.at[i];
        bool hit = false;
        for (size_t k = 0; k < found->n; k++)
            hit = hit || is_at(&found->at[k], x);
        tally[x->code].planted++;
        tally[x->code].found += hit;
        if (!hit)
            tell(seed, "missed", x->code, x->from, S(""));
    }
    for (size_t k = 0; k < found->n; k++) {
        const struct finding *f = &found->at[k];
        bool planted = check_info(f->code)->reading;
        for (size_t i = 0; i < s->seeds.n; i++)
            planted = planted || is_at(f, &s->seeds.at[i]);
        if (planted)
            continue;
        tally[f->code].other++;
        tell(seed, "not planted", f->code, f->at.line, f->excerpt);
    }
}

static void run(enum seeds_form form, int rate, unsigned plans, struct tally *tally) {
    struct arena *kept = arena_new(NULL);
    struct rules *rules = rules_of(kept);
    for (unsigned seed = 1; seed <= plans; seed++) {
        struct arena *a = arena_new(NULL);
        struct seeded s = seeds_make(a, seed, rate, form);
        finding_list found = {0};
        find_faults(a, s.text, rules, &found);
        compare(seed, &s, &found, tally);
        arena_drop(a);
    }
    rules_drop(rules);
    arena_drop(kept);
}

/* Prints the figures and asks for 95 of 100 in each. */
static void judge(const char *name, const struct tally *tally) {
    struct tally all = {0};
    size_t low = 0;
    for (int i = 0; i < CHECK_CODES; i++) {
        const struct tally *t = &tally[i];
        all.planted += t->planted;
        all.found += t->found;
        all.other += t->other;
        bool bad = 20 * t->found < 19 * t->planted || 20 * t->other > t->found;
        low += bad && (t->planted || t->other);
        if (t->planted || t->other)
            print_message("# %s %-18s planted %3zu  found %3zu  not planted %zu%s\n", name,
                          check_info((enum check_code)i)->name.p, t->planted, t->found, t->other,
                          bad ? "  <-- below 0.95" : "");
    }
    print_message("# %s all: recall %.3f, precision %.3f\n", name,
                  (double)all.found / (double)all.planted,
                  (double)all.found / (double)(all.found + all.other));
    assert_int_equal(low, 0);
}

static void test_flat(void **state) {
    struct tally tally[CHECK_CODES] = {0};
    (void)state;
    run(SEEDS_FLAT, RATE, PLANS, tally);
    judge("flat", tally);
}

static void test_pipe(void **state) {
    struct tally tally[CHECK_CODES] = {0};
    (void)state;
    run(SEEDS_PIPE, RATE, PLANS, tally);
    judge("pipe", tally);
}

static void test_clean(void **state) {
    struct tally tally[CHECK_CODES] = {0};
    size_t found = 0;
    (void)state;
    run(SEEDS_FLAT, 0, CLEAN, tally);
    run(SEEDS_PIPE, 0, CLEAN, tally);
    for (int i = 0; i < CHECK_CODES; i++)
        found += tally[i].other;
    assert_int_equal(found, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_flat),
        cmocka_unit_test(test_pipe),
    };
    return cmocka_run_group_tests_name("planted faults", tests, NULL, NULL);
}
