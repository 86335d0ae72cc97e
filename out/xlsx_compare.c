/* Plans side by side as a workbook. */
#include "out/book.h"
#include "out/parts.h"
#include "out/xlsx.h"

/* The columns of a table: some of the row, then some for each document, under its name. */
struct shape {
    struct book_column *columns;
    struct str *whose;
    size_t n;
};

static void add(struct shape *s, struct book_column column, struct str whose) {
    s->columns[s->n] = column;
    s->whose[s->n++] = whose;
}

static struct shape shape_of(struct arena *a, const struct comparison *c,
                             const struct book_column *row, size_t row_n,
                             const struct book_column *each, size_t each_n) {
    size_t all = row_n + each_n * c->n;
    struct shape s = {arena_array(a, all, sizeof *s.columns), arena_array(a, all, sizeof *s.whose),
                      0};
    for (size_t i = 0; i < row_n; i++)
        add(&s, row[i], (struct str){0});
    for (size_t d = 0; d < c->n; d++)
        for (size_t i = 0; i < each_n; i++)
            add(&s, each[i], c->plans[d]->document.doc);
    return s;
}

static struct str texts_of(struct arena *a, const item_list *items, bool numbers) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_add(&b, numbers ? part_number(a, &items->at[i]) : item_text(&items->at[i]));
    }
    return buf_str(&b);
}

static struct str joined(struct arena *a, const str_list *names) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            buf_add(&b, S("；"));
        buf_add(&b, names->at[i]);
    }
    return buf_str(&b);
}

static void put_row(struct sheet *s, struct arena *a, const struct comparison *c, size_t n,
                    const struct compared_row *r) {
    sheet_whole(s, (int64_t)n);
    sheet_text(s, a, r->topic);
    sheet_whole(s, (int64_t)r->documents);
    sheet_text(s, a, r->deadlines_differ ? label(s->book->lang, LABEL_yes) : (struct str){0});
    sheet_text(s, a, r->leads_differ ? label(s->book->lang, LABEL_yes) : (struct str){0});
    for (size_t d = 0; d < c->n; d++) {
        sheet_text(s, a, texts_of(a, &r->cells[d], true));
        sheet_text(s, a, texts_of(a, &r->cells[d], false));
        sheet_text(s, a, r->deadlines[d]);
        sheet_text(s, a, joined(a, &r->leads_printed[d]));
    }
    sheet_end_row(s);
}

static void put_target(struct sheet *s, struct arena *a, const struct comparison *c, size_t n,
                       const struct compared_row *r, const struct compared_quantity *q) {
    sheet_whole(s, (int64_t)n);
    sheet_text(s, a, r->topic);
    sheet_text(s, a, q->subject);
    sheet_whole(s, q->year);
    sheet_text(s, a, q->differs ? label(s->book->lang, LABEL_yes) : (struct str){0});
    for (size_t d = 0; d < c->n; d++) {
        const struct quantity *v = q->values[d];
        sheet_text(s, a, v ? v->comparator : (struct str){0});
        if (v && v->has_value)
            sheet_number(s, v->value);
        else
            sheet_skip(s);
        sheet_text(s, a, v ? v->unit : (struct str){0});
    }
    sheet_end_row(s);
}

#define COUNT(columns) (sizeof(columns) / sizeof *(columns))

static void open_sheet(struct sheet *s, struct book *b, enum label_id name, struct shape shape) {
    sheet_open(s, b, name, shape.columns, shape.n);
    s->whose = shape.whose;
    sheet_header(s, 2);
}

int out_compare_xlsx(struct arena *a, struct out_file file, const struct comparison *c,
                     enum lang lang) {
    static const struct book_column row[] = {{LABEL_serial, 6, 0},
                                             {LABEL_task, 22, 0},
                                             {LABEL_who_has_it, 8, 0},
                                             {LABEL_deadlines_differ, 8, 0},
                                             {LABEL_leads_differ, 8, 0}},
                                    each[] = {{LABEL_place, 9, 0},
                                              {LABEL_measure, 40, 0},
                                              {LABEL_deadline, 11, 0},
                                              {LABEL_lead, 18, 0}},
                                    target[] = {{LABEL_serial, 6, 0},
                                                {LABEL_task, 22, 0},
                                                {LABEL_subject, 28, 0},
                                                {LABEL_year, 8, 0},
                                                {LABEL_targets_differ, 8, 0}},
                                    value[] = {{LABEL_comparator, 8, 0},
                                               {LABEL_value, 11, 0},
                                               {LABEL_unit, 10, 0}};
    struct book b;
    struct sheet rows, targets;
    book_open(&b, a, file.path, file.tmp, label(lang, LABEL_comparison_page), lang, file.created);
    open_sheet(&rows, &b, LABEL_comparison, shape_of(a, c, row, COUNT(row), each, COUNT(each)));
    open_sheet(&targets, &b, LABEL_quantities,
               shape_of(a, c, target, COUNT(target), value, COUNT(value)));
    for (size_t i = 0; i < c->rows.n; i++) {
        const struct compared_row *r = &c->rows.at[i];
        put_row(&rows, a, c, i + 1, r);
        for (size_t k = 0; k < r->quantities.n; k++)
            put_target(&targets, a, c, i + 1, r, &r->quantities.at[k]);
    }
    sheet_close(&rows, true);
    sheet_close(&targets, false);
    return book_close(&b);
}
