/* The accounting: every non-space character of the source is an item, a heading or furniture. */
#include "base/utf8.h"
#include "extract/work.h"

static void count(const struct work *w, const struct para *p, struct coverage *c) {
    uint64_t n = utf8_ink(p->text);
    switch ((enum use)w->uses[p->id]) {
    case USE_ITEM:
        c->items += n;
        break;
    case USE_HEADING:
        c->headings += n;
        break;
    case USE_FURNITURE:
        c->furniture += n;
        break;
    case USE_NONE:
        break;
    }
}

static void count_table(const struct work *w, const struct table *t, struct coverage *c) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++) {
            const struct cell *cell = &t->rows.at[r].cells.at[i];
            for (size_t k = 0; k < cell->paras.n; k++)
                count(w, &cell->paras.at[k], c);
        }
}

void account(struct work *w) {
    struct coverage c = {.total = w->doc->chars_total};
    for (size_t i = 0; i < w->doc->blocks.n; i++) {
        const struct block *b = &w->doc->blocks.at[i];
        if (b->kind == BLOCK_PARAGRAPH)
            count(w, &b->para, &c);
        else if (b->kind == BLOCK_TABLE)
            count_table(w, b->table, &c);
        else
            count(w, &b->note->para, &c);
    }
    for (size_t i = 0; i < w->doc->furniture.n; i++)
        c.furniture += utf8_ink(w->doc->furniture.at[i].text);
    w->plan->coverage = c;
    uint64_t found = c.items + c.headings + c.furniture;
    if (found != c.total)
        diag_add(&w->doc->diags, DIAG_LOST, (struct place){0},
                 str_fmt(w->a, "%lld", (long long)c.total - (long long)found));
}
