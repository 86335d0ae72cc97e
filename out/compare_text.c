#include "out/compare.h"
#include "out/layout.h"

static struct str cell_text(struct arena *a, const item_list *items) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < items->n; i++) {
        const struct item *item = &items->at[i];
        if (i)
            buf_byte(&b, '\n');
        for (size_t k = 0; k < item->cells_n; k++)
            buf_fmt(&b, "%s%.*s：%.*s", k ? "\n" : "", STR_ARG(item->cells[k].col),
                    STR_ARG(item->cells[k].value));
        if (!item->cells)
            buf_add(&b, item_text(item));
    }
    return items->n ? buf_str(&b) : S("—");
}

void out_compare(struct buf *b, const struct comparison *c, struct out_compare_view view) {
    struct layout l = {.a = b->a, .columns = c->n};
    for (size_t i = 0; i < c->n; i++)
        layout_cell(&l, c->plans[i]->document.doc);
    for (size_t i = 0; i < c->rows.n; i++)
        for (size_t k = 0; k < c->n; k++)
            layout_cell(&l, cell_text(b->a, &c->rows.at[i].cells[k]));
    if (!layout_fit(&l, view.width))
        return;
    for (size_t i = 0; i <= c->rows.n; i++) {
        if (i)
            buf_fmt(b, "\n[%.*s]\n", STR_ARG(c->rows.at[i - 1].topic));
        layout_rows(b, &l, i, 1);
    }
}
