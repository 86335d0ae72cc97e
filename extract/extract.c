#include "extract/extract.h"
#include "extract/work.h"

/* A document that is nothing but tables, none of which shows a header the rules know, is refused:
 * its rows would be guesses. */
static int has_known_header(struct work *w) {
    const struct grid *odd = NULL;
    for (size_t i = 0; i < w->items.n; i++) {
        const struct para *p = w->items.at[i].para;
        if (p ? rules_line(w->rules, p->text).kind == LINE_HEADING : w->items.at[i].grid->known)
            return 0;
        odd = w->items.at[i].grid ? w->items.at[i].grid : odd;
    }
    if (!odd)
        return 0;
    struct str first =
        odd->rows.n ? cell_squeezed(w->a, &odd->rows.at[0].cells[0].paras) : (struct str){0};
    diag_add(&w->doc->diags, DIAG_NO_HEADER, odd->at, str_cut(first, 0, 30));
    return -1;
}

/* The steps, in order; each is named for --stop-after. */
/* clang-format off */
static const struct {
    struct str name;
    void (*run)(struct work *w);
} steps[] = {
    {S("lay"), lay_tables},
    {S("join"), join_tables},
    {S("title"), title_tables},
    {S("columns"), settle_columns},
    {S("dittos"), fill_dittos},
    {S("names"), learn_names},
    {S("measures"), fold_measures},
    {S("indicators"), fold_indicators},
    {S("prose"), read_prose},
    {S("lost"), find_lost_tables},
    {S("repair"), repair_texts},
    {S("slides"), find_slides},
    {S("facts"), read_facts},
    {S("duties"), read_duties},
    {S("home"), read_home},
    {S("deadlines"), date_deadlines},
    {S("quantities"), find_quantities},
    {S("citations"), find_citations},
    {S("account"), account},
};
/* clang-format on */
enum { STEPS = sizeof steps / sizeof *steps };

struct str extract_step(size_t i) {
    return i < STEPS ? steps[i].name : (struct str){0};
}

/* From here on headers alone are asked of grids. */
static void drop_rows(struct work *w) {
    for (size_t i = 0; i < w->grids.n; i++)
        w->grids.at[i]->rows.n = 0;
    arena_drop(w->laid);
    w->laid = NULL;
}

static int run_steps(struct work *w, struct str last) {
    for (size_t i = 0; i < STEPS; i++) {
        steps[i].run(w);
        if (steps[i].run == join_tables && has_known_header(w) < 0)
            return -1;
        if (steps[i].run == read_prose)
            drop_rows(w);
        if (str_eq(steps[i].name, last))
            break;
    }
    return 0;
}

int extract_until(struct arena *a, struct doc *doc, const struct rules *rules, struct str last,
                  struct plan **out) {
    struct plan *plan = arena_alloc(a, sizeof *plan);
    struct work w = {.a = a, .doc = doc, .rules = rules, .plan = plan};
    plan->a = plan->diags.a = a;
    plan->document.doc = doc->name;
    w.uses = arena_alloc(a, doc->paras + 1);
    w.scratch = arena_beside(a);
    w.laid = arena_beside(a);
    int rc = run_steps(&w, last);
    arena_drop(w.laid);
    arena_drop(w.scratch);
    if (rc < 0)
        return -1;
    plan->diags.list.at = doc->diags.list.at;
    plan->diags.list.n = doc->diags.list.n;
    plan->diags.list.cap = doc->diags.list.n;
    *out = plan;
    return 0;
}

int extract_plan(struct arena *a, struct doc *doc, const struct rules *rules, struct plan **out) {
    return extract_until(a, doc, rules, (struct str){0}, out);
}
