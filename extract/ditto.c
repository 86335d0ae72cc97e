/* Cells that refer to the one above them: 同上. They are read as merged with it. */
#include "extract/work.h"

static bool may_refer(const struct grid *g, size_t c) {
    enum field field = g->headers[c].column.field;
    return field != FIELD_NUMBER && field != FIELD_MEASURE;
}

static void fill(struct work *w, struct gcell *cell, const struct gcell *above) {
    claim_all(w, &cell->paras, USE_ITEM);
    cell->paras = above->paras;
    cell->above = cell->ditto = true;
}

static void fill_grid(struct work *w, struct grid *g) {
    const struct grow *above = NULL;
    for (size_t r = 0; r < g->rows.n; r++) {
        struct grow *row = &g->rows.at[r];
        if (row->kind != ROW_DATA)
            continue;
        for (size_t c = 0; above && c < g->columns; c++) {
            struct gcell *cell = &row->cells[c];
            if (may_refer(g, c) && cell->paras.n && above->cells[c].paras.n &&
                rules_ditto(w->rules, cell_squeezed(w->a, &cell->paras)))
                fill(w, cell, &above->cells[c]);
        }
        above = row;
    }
}

void fill_dittos(struct work *w) {
    for (size_t i = 0; i < w->grids.n; i++)
        if (w->grids.at[i]->known)
            fill_grid(w, w->grids.at[i]);
}
