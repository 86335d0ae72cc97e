#include "extract/extract.h"
#include "extract/work.h"

/* A document that has tables, none of which shows a header the rules know, is refused: its rows
 * would be guesses. */
static int has_known_header(struct work *w) {
    const struct grid *odd = NULL;
    for (size_t i = 0; i < w->items.n; i++) {
        if (w->items.at[i].grid && w->items.at[i].grid->known)
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

int extract_plan(struct arena *a, struct doc *doc, const struct rules *rules, struct plan **out) {
    struct plan *plan = arena_alloc(a, sizeof *plan);
    struct work w = {.a = a, .doc = doc, .rules = rules, .plan = plan};
    plan->a = plan->diags.a = a;
    w.uses = arena_alloc(a, doc->paras + 1);

    if (lay_tables(&w) < 0)
        return -1;
    join_tables(&w);
    if (has_known_header(&w) < 0)
        return -1;
    title_tables(&w);
    struct lexicon *lex = lexicon_new(&w);
    fold_measures(&w, lex);
    fold_indicators(&w, lex);
    read_prose(&w);
    repair_texts(&w);
    find_slides(&w);
    read_duties(&w, lex);
    read_facts(&w);
    date_deadlines(&w);
    find_quantities(&w);
    find_citations(&w);
    account(&w);

    plan->diags.list.at = doc->diags.list.at;
    plan->diags.list.n = doc->diags.list.n;
    plan->diags.list.cap = doc->diags.list.n;
    *out = plan;
    return 0;
}
