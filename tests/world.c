#include "tests/world.h"
#include "tests/test.h"

int world_set_up(void **state) {
    struct arena *a = arena_new(NULL);
    struct world *w = arena_alloc(a, sizeof *w);
    *w = (struct world){.a = a, .diags = {.a = a}};
    w->rules = rules_load(a, NULL, 0, &w->diags);
    *state = w;
    if (w->rules)
        rules_hasten(w->rules, RULES_HASTENED);
    return w->rules ? 0 : -1;
}

int world_tear_down(void **state) {
    struct world *w = *state;
    rules_drop(w->rules);
    arena_drop(w->a);
    return 0;
}

struct plan *world_plan(const struct world *w, struct str text, struct doc **doc) {
    const struct limits limits = LIMITS_DEFAULT;
    struct diags diags = {.a = w->a};
    struct plan *plan = NULL;
    if (doc_read(w->a, text, S("made"), S("made.txt"), &limits, TRACKED_ACCEPT, &diags, doc) < 0)
        fail_msg("%.*s", STR_ARG(diags.list.at[0].text));
    assert_int_equal(extract_plan(w->a, *doc, w->rules, &plan), 0);
    resolve_plan(plan, w->rules);
    return plan;
}
