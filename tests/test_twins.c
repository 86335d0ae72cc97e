/* One plan printed in two ways says the same: as Word's text and as a Word file, with pages that
 * end elsewhere. */
#include "corpus/changes.h"
#include "extract/extract.h"
#include "tests/edits.h"
#include "tests/printed.h"
#include "tests/test.h"

struct world {
    struct rules *rules;
    struct arena *a; /* of the seed under way */
};

static int setup(void **state) {
    static struct world w;
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    w.rules = rules_load(a, NULL, 0, &diags);
    *state = &w;
    return w.rules ? 0 : -1;
}

static const struct plan *read(const struct world *w, struct str bytes, const char *name) {
    struct diags diags = {.a = w->a};
    const struct limits limits = LIMITS_DEFAULT;
    struct doc *doc;
    struct plan *plan;
    if (doc_read(w->a, bytes, str_of(name), str_of(name), &limits, TRACKED_ACCEPT, &diags, &doc) <
            0 ||
        extract_plan(w->a, doc, w->rules, &plan) < 0)
        fail_msg("%s: %s", name, diags.list.at[0].text.p);
    resolve_plan(plan, w->rules);
    return plan;
}

static struct plan *invented(struct arena *a, unsigned seed) {
    struct plan *plan = edits_make(a, seed, 60, 1000).old;
    struct str before = {0};
    int sections = 0;
    plan->document.title = S("云岭区2026年行动计划");
    for (size_t i = 0; i < plan->measures.n; i++) {
        struct str section = plan->measures.at[i].section;
        sections += !str_eq(section, before);
        before = section;
        plan->measures.at[i].section = str_fmt(a, "（%d）%.*s", sections, STR_ARG(section));
    }
    return plan;
}

static void check_twin(const struct world *w, const struct plan *want, const struct plan *twin,
                       unsigned seed) {
    struct changes c;
    changes_find(w->a, want, twin, &c);
    for (size_t i = 0; i < c.list.n; i++)
        if (c.list.at[i].class > CLASS_NOISE)
            fail_msg("seed %u, %s: %s: %s", seed, twin->document.doc.p,
                     change_kind_name(c.list.at[i].kind).p,
                     item_text(c.list.at[i].new.n ? c.list.at[i].new.at : c.list.at[i].old.at).p);
    assert_int_equal(c.list.n + c.unchanged, want->measures.n);
}

static void test_pages(void **state) {
    struct world *w = *state;
    for (unsigned seed = 1; seed <= 60; seed++) {
        w->a = arena_new(NULL);
        const struct plan *plan = invented(w->a, seed);
        const struct plan *want = read(w, print_flat(w->a, plan, 0), "one page.txt");
        assert_int_equal(want->measures.n, plan->measures.n);
        check_twin(w, want, read(w, print_flat(w->a, plan, seed), "pages.txt"), seed);
        check_twin(w, want, read(w, print_docx(w->a, plan, 0), "one page.docx"), seed);
        check_twin(w, want, read(w, print_docx(w->a, plan, seed), "pages.docx"), seed);
        arena_drop(w->a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages)};
    return cmocka_run_group_tests_name("twins", tests, setup, NULL);
}
