#include "out/compare.h"
#include "out/csv.h"
#include "out/words.h"

static struct str section_of(const item_list *cell) {
    if (cell->n == 0 || cell->at[0].cells)
        return (struct str){0};
    return cell->at[0].measure ? cell->at[0].measure->section : cell->at[0].clause->section;
}

static struct str targets(struct arena *a, const struct compared_row *row, size_t doc) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < row->quantities.n; i++) {
        const struct compared_quantity *q = &row->quantities.at[i];
        if (q->values[doc])
            buf_fmt(&b, "%s%.*s %.*s", b.n ? "；" : "", STR_ARG(q->subject),
                    STR_ARG(out_value(a, q->values[doc])));
    }
    return buf_str(&b);
}

static void head(struct buf *b, const struct comparison *c, const char *what) {
    for (size_t doc = 0; doc < c->n; doc++) {
        struct str name = c->plans[doc]->document.doc;
        csv_next(b, *what ? str_fmt(b->a, "%.*s %s", STR_ARG(name), what) : name);
    }
}

static void put_row(struct buf *b, const struct comparison *c, const struct compared_row *row) {
    csv_text(b, row->topic);
    csv_next(b, str_fmt(b->a, "%zu", row->documents));
    csv_next(b, row->documents > 1 ? str_fmt(b->a, "%.3f", row->similarity) : (struct str){0});
    for (size_t doc = 0; doc < c->n; doc++)
        csv_next(b, out_places(b->a, c->plans[doc], &row->cells[doc]));
    for (size_t doc = 0; doc < c->n; doc++)
        csv_next(b, section_of(&row->cells[doc]));
    for (size_t doc = 0; doc < c->n; doc++)
        csv_next(b, out_texts(b->a, &row->cells[doc]));
    for (size_t doc = 0; doc < c->n; doc++)
        csv_next(b, row->deadlines[doc]);
    for (size_t doc = 0; doc < c->n; doc++)
        csv_next(b, out_names(b->a, &row->leads[doc], S("；")));
    for (size_t doc = 0; doc < c->n; doc++)
        csv_next(b, targets(b->a, row, doc));
    csv_end(b);
}

void out_compare_csv(struct buf *b, const struct comparison *c, bool bom) {
    static const char *const columns[] = {"place",    "section", "text",
                                          "deadline", "leads",   "targets"};
    if (bom)
        buf_add(b, S("\xEF\xBB\xBF"));
    csv_text(b, S("topic"));
    csv_next(b, S("documents"));
    csv_next(b, S("similarity"));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        head(b, c, columns[i]);
    csv_end(b);
    for (size_t i = 0; i < c->rows.n; i++)
        put_row(b, c, &c->rows.at[i]);
}

void out_compare_targets_csv(struct buf *b, const struct comparison *c, bool bom) {
    if (bom)
        buf_add(b, S("\xEF\xBB\xBF"));
    csv_text(b, S("topic"));
    csv_next(b, S("subject"));
    csv_next(b, S("year"));
    csv_next(b, S("differs"));
    head(b, c, "");
    csv_end(b);
    for (size_t i = 0; i < c->rows.n; i++)
        for (size_t k = 0; k < c->rows.at[i].quantities.n; k++) {
            const struct compared_quantity *q = &c->rows.at[i].quantities.at[k];
            csv_text(b, c->rows.at[i].topic);
            csv_next(b, q->subject);
            csv_next(b, q->year ? str_fmt(b->a, "%d", q->year) : (struct str){0});
            csv_next(b, q->differs ? S("1") : S("0"));
            for (size_t doc = 0; doc < c->n; doc++)
                csv_next(b, out_value(b->a, q->values[doc]));
            csv_end(b);
        }
}
