/* Numbers by subject and document. */
#include "out/compare.h"
#include "out/layout.h"
#include "out/words.h"

static struct str subject_of(struct arena *a, const struct compared_row *row,
                             const struct compared_quantity *q) {
    struct buf b = {.a = a};
    buf_add(&b, q->subject.n ? q->subject : row->topic);
    if (q->year)
        buf_fmt(&b, "（%d年）", q->year);
    return buf_str(&b);
}

static size_t add_row(struct layout *l, const struct comparison *c,
                      const struct compared_row *row) {
    for (size_t i = 0; i < row->quantities.n; i++) {
        const struct compared_quantity *q = &row->quantities.at[i];
        layout_cell(l, subject_of(l->a, row, q));
        for (size_t doc = 0; doc < c->n; doc++) {
            struct str value = out_value(l->a, q->values[doc]);
            layout_cell(l, value.n ? value : row->cells[doc].n ? S("—") : S("·"));
        }
    }
    return row->quantities.n;
}

/* Where so many columns do not fit: the documents that say it, below each other. */
static void put_list(struct buf *b, const struct comparison *c, const struct compared_row *row,
                     size_t width) {
    for (size_t i = 0; i < row->quantities.n; i++) {
        const struct compared_quantity *q = &row->quantities.at[i];
        struct buf values = {.a = b->a};
        for (size_t doc = 0; doc < c->n; doc++)
            if (q->values[doc])
                buf_fmt(&values, "%s%.*s %.*s", values.n ? "  " : "",
                        STR_ARG(out_compare_letter(b->a, doc)),
                        STR_ARG(out_value(b->a, q->values[doc])));
        layout_text(b, 0, str_fmt(b->a, "%.*s:", STR_ARG(subject_of(b->a, row, q))),
                    buf_str(&values), width);
    }
}

void out_compare_targets(struct buf *b, const struct comparison *c, struct out_compare_view view) {
    struct layout l = {.a = b->a, .columns = c->n + 1};
    size_t n = 1;
    for (size_t doc = 0; doc < c->n; doc++)
        layout_text(b, 0, out_compare_letter(b->a, doc), c->plans[doc]->document.doc, view.width);
    buf_add(b, S("— says no number, · has no such measure\n\n"));
    layout_cell(&l, S("target"));
    for (size_t doc = 0; doc < c->n; doc++)
        layout_cell(&l, out_compare_letter(b->a, doc));
    for (size_t i = 0; i < c->rows.n; i++)
        n += add_row(&l, c, &c->rows.at[i]);
    if (layout_fit(&l, view.width))
        layout_rows(b, &l, 0, n);
    else
        for (size_t i = 0; i < c->rows.n; i++)
            put_list(b, c, &c->rows.at[i], view.width);
}
