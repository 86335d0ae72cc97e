/* Tables that only lay out the page: around another table, with nothing beside it. What stands in
 * them is read as if they were not there. A table in a cell of any other stays in its cell.
 */
#include "ingest/docx.h"

static size_t cells_with_text(const struct table *t) {
    size_t n = 0;
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            n += t->rows.at[r].cells.at[c].paras.n > 0;
    return n;
}

static bool is_frame(const struct table *t, const inner_tables *inner) {
    return inner->n > 0 && (t->columns == 1 || cells_with_text(t) == 1);
}

static bool is_inside(const inner_tables *inner, uint32_t id) {
    for (size_t i = 0; i < inner->n; i++)
        if (inner->at[i].first <= id && id < inner->at[i].end)
            return true;
    return false;
}

/* The framed tables in front of the paragraph with this id, *met so far. Frames stand in frames as
 * deep as --max-xml-depth lets them.
 * NOLINTNEXTLINE(misc-no-recursion) */
static void put_inner(struct doc *doc, const inner_tables *inner, size_t *met, uint32_t id) {
    for (; *met < inner->n && inner->at[*met].first <= id; ++*met)
        docx_put_table(doc, inner->at[*met].table, &inner->at[*met].inner);
}

/* NOLINTNEXTLINE(misc-no-recursion): as put_inner */
static void put_framed(struct doc *doc, const struct cell *c, const inner_tables *inner,
                       size_t *met) {
    for (size_t k = 0; k < c->paras.n; k++) {
        const struct para *p = &c->paras.at[k];
        put_inner(doc, inner, met, p->id);
        if (!is_inside(inner, p->id))
            doc_block(doc, BLOCK_PARAGRAPH)->para = *p;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as put_inner */
void docx_put_table(struct doc *doc, const struct table *t, const inner_tables *inner) {
    size_t met = 0;
    if (!is_frame(t, inner)) {
        *doc_block(doc, BLOCK_TABLE)->table = *t;
        return;
    }
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            put_framed(doc, &t->rows.at[r].cells.at[c], inner, &met);
    put_inner(doc, inner, &met, UINT32_MAX);
}
