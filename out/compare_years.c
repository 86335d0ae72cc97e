/* One district's items through the years. */
#include "out/compare.h"
#include "out/diff.h"
#include "out/layout.h"
#include "out/words.h"

static struct str years(struct arena *a, const struct document *d) {
    if (!d->year_start)
        return S("?");
    return d->year_start == d->year_end ? str_fmt(a, "%d", d->year_end)
                                        : str_fmt(a, "%d-%d", d->year_start, d->year_end);
}

static const struct compared_step *step_to(const struct compared_row *row, size_t doc) {
    for (size_t i = 0; i < row->steps.n; i++)
        if (row->steps.at[i].to == doc)
            return &row->steps.at[i];
    return NULL;
}

static struct str head(struct buf *b, const struct comparison *c, const struct compared_row *row,
                       size_t doc) {
    struct str where = out_places(b->a, c->plans[doc], &row->cells[doc]);
    return str_fmt(b->a, "%.*s %.*s", STR_ARG(years(b->a, &c->plans[doc]->document)),
                   STR_ARG(where.n ? where : S("—")));
}

static void put_year(struct buf *b, const struct comparison *c, const struct compared_row *row,
                     size_t doc, struct out_compare_view view) {
    const struct compared_step *step = step_to(row, doc);
    struct out_diff_view body = {.colour = view.colour, .words = true, .why = view.why};
    struct str first = head(b, c, row, doc);
    if (row->cells[doc].n == 0) {
        layout_text(b, 2, first, (struct str){0}, view.width); /* not in this year */
    } else if (!step || row->cells[doc].at[0].cells) {
        struct str text = out_texts(b->a, &row->cells[doc]);
        bool whole = view.full || row->documents > 1;
        layout_text(b, 2, first, whole ? text : out_snippet(b->a, text, view.width - 16, 1),
                    view.width);
    } else if (step->change.reasons.n == 0) {
        layout_text(b, 2, first, S("the same"), view.width);
    } else {
        layout_text(b, 2, first, change_class_name(step->change.class), view.width);
        out_diff_body(b, &step->change, body);
    }
}

void out_compare_years(struct buf *b, const struct comparison *c, struct out_compare_view view) {
    for (size_t doc = 0; doc < c->n; doc++) {
        const struct document *d = &c->plans[doc]->document;
        layout_text(b, 0, years(b->a, d),
                    str_fmt(b->a, "%.*s  %.*s", STR_ARG(d->doc), STR_ARG(d->title)), view.width);
    }
    for (size_t i = 0; i < c->rows.n; i++) {
        const struct compared_row *row = &c->rows.at[i];
        if (i == 0 || !str_eq(row->topic, row[-1].topic)) {
            buf_byte(b, '\n');
            layout_text(b, 0, row->topic, (struct str){0}, view.width);
        }
        for (size_t doc = 0; doc < c->n; doc++)
            if (row->documents > 1 || row->cells[doc].n)
                put_year(b, c, row, doc, view);
    }
}
