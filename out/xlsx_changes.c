/* What differs between two plans as a workbook. */
#include "out/book.h"
#include "out/parts.h"
#include "out/xlsx.h"

static const struct book_column changes[] = {{LABEL_serial, 6, 0},
                                             {LABEL_change_kind, 10, 0},
                                             {LABEL_change_class, 8, 0},
                                             {LABEL_section, 26, 0},
                                             {LABEL_place, 9, LABEL_old},
                                             {LABEL_task, 18, LABEL_old},
                                             {LABEL_old_text, 48, 0},
                                             {LABEL_place, 9, LABEL_new},
                                             {LABEL_task, 18, LABEL_new},
                                             {LABEL_new_text, 48, 0},
                                             {LABEL_deadline, 12, LABEL_old},
                                             {LABEL_deadline, 12, LABEL_new},
                                             {LABEL_remark, 34, 0},
                                             {LABEL_similarity, 8, 0},
                                             {LABEL_source_place, 14, LABEL_old},
                                             {LABEL_source_place, 14, LABEL_new}},
                                targets[] = {{LABEL_serial, 6, 0},
                                             {LABEL_section, 26, 0},
                                             {LABEL_task, 22, 0},
                                             {LABEL_subject, 30, 0},
                                             {LABEL_comparator, 8, LABEL_old},
                                             {LABEL_value, 12, LABEL_old},
                                             {LABEL_unit, 10, LABEL_old},
                                             {LABEL_comparator, 8, LABEL_new},
                                             {LABEL_value, 12, LABEL_new},
                                             {LABEL_unit, 10, LABEL_new},
                                             {LABEL_difference, 12, 0}},
                                revisions[] = {{LABEL_serial, 6, 0},       {LABEL_section, 20, 0},
                                               {LABEL_old_text, 52, 0},    {LABEL_new_text, 52, 0},
                                               {LABEL_change_kind, 11, 0}, {LABEL_remark, 36, 0}};

#define COUNT(columns) (sizeof(columns) / sizeof *(columns))

static const struct item *item_of(const item_list *items) {
    return items->n ? &items->at[0] : NULL;
}

static void put_item(struct sheet *s, struct arena *a, const struct item *item,
                     const span_list *text) {
    sheet_text(s, a, item ? part_number(a, item) : (struct str){0});
    sheet_text(s, a, item ? part_name(a, item) : (struct str){0});
    sheet_spans(s, a, text);
}

static void put_deadline(struct sheet *s, struct arena *a, const struct item *item) {
    sheet_text(s, a,
               item && item->measure ? plan_deadline(a, item->measure).deadline : (struct str){0});
}

static void put_place(struct sheet *s, struct arena *a, const struct item *item) {
    struct place at = item ? part_place(item) : (struct place){0};
    const char *form = s->book->lang == LANG_ZH ? "第%u行" : "line %u";
    sheet_text(s, a, at.line ? str_fmt(a, form, at.line) : place_path(at));
}

static void put_change(struct sheet *s, struct arena *a, size_t n, const struct change *c,
                       const struct revision *r) {
    const struct item *old = item_of(&c->old), *new = item_of(&c->new);
    sheet_whole(s, (int64_t)n);
    sheet_text(s, a, label_of(s->book->lang, change_kind_name(c->kind)));
    sheet_text(s, a, label_of(s->book->lang, change_class_name(c->class)));
    sheet_text(s, a, r->section);
    put_item(s, a, old, &r->old_text);
    put_item(s, a, new, &r->new_text);
    put_deadline(s, a, old);
    put_deadline(s, a, new);
    sheet_text(s, a, r->remark);
    if (old && new)
        sheet_number(s, (double)(int)(c->similarity * 1000 + 0.5) / 1000);
    else
        sheet_skip(s);
    put_place(s, a, old);
    put_place(s, a, new);
    sheet_end_row(s);
}

static void put_value(struct sheet *s, struct arena *a, const struct quantity *q) {
    sheet_text(s, a, q ? q->comparator : (struct str){0});
    if (q && q->has_value)
        sheet_number(s, q->value);
    else
        sheet_skip(s);
    sheet_text(s, a, q ? q->unit : (struct str){0});
}

/* Each leads to its change, the row above the next one of list. */
static void put_targets(struct sheet *s, struct arena *a, const struct sheet *list, size_t n,
                        const struct change *c) {
    for (size_t i = 0; i < c->quantities.n; i++) {
        const struct quantity_change *q = &c->quantities.at[i];
        bool both = q->old && q->new && q->old->has_value &&
                    q->new->has_value &&str_eq(q->old->unit, q->new->unit);
        sheet_link(s, a, str_fmt(a, "%zu", n), list, list->row - 1);
        sheet_text(s, a, part_change_section(c));
        sheet_text(s, a, part_name(a, c->new.n ? &c->new.at[0] : &c->old.at[0]));
        sheet_text(s, a, q->subject);
        put_value(s, a, q->old);
        put_value(s, a, q->new);
        if (both)
            sheet_number(s, q->new->value - q->old->value);
        sheet_end_row(s);
    }
}

static void put_headings(struct sheet *s, const struct revisions *all) {
    sheet_heading(s, LOOK_TITLE, all->title);
    for (size_t from = 0, to; from <= all->summary.n; from = to + 1) {
        to = str_find(all->summary, S("\n"), from);
        sheet_heading(s, LOOK_LINE, str_cut(all->summary, from, to));
        if (to == SIZE_MAX)
            return;
    }
}

int out_changes_xlsx(struct arena *a, struct out_file file, const struct changes *c,
                     enum lang lang) {
    struct book b;
    struct sheet list, numbers;
    struct revisions all;
    revisions_of(a, c, lang, &all);
    book_open(&b, a, file.path, file.tmp, all.title, lang, file.created);
    sheet_open(&list, &b, LABEL_changes, changes, COUNT(changes));
    put_headings(&list, &all);
    sheet_header(&list, 2);
    sheet_open(&numbers, &b, LABEL_quantities, targets, COUNT(targets));
    sheet_header(&numbers, 1);
    for (size_t i = 0; i < c->list.n; i++) {
        put_change(&list, a, i + 1, &c->list.at[i], &all.rows.at[i]);
        put_targets(&numbers, a, &list, i + 1, &c->list.at[i]);
    }
    sheet_close(&list, true);
    sheet_close(&numbers, false);
    return book_close(&b);
}

int out_revisions_xlsx(struct arena *a, struct out_file file, const struct changes *c,
                       enum lang lang) {
    struct book b;
    struct sheet s;
    struct revisions all;
    revisions_of(a, c, lang, &all);
    book_open(&b, a, file.path, file.tmp, all.title, lang, file.created);
    sheet_open(&s, &b, LABEL_revisions, revisions, COUNT(revisions));
    put_headings(&s, &all);
    sheet_header(&s, 1);
    for (size_t i = 0; i < all.rows.n; i++) {
        const struct revision *r = &all.rows.at[i];
        sheet_whole(&s, (int64_t)i + 1);
        sheet_text(&s, a, r->section);
        sheet_spans(&s, a, &r->old);
        sheet_spans(&s, a, &r->new);
        sheet_text(&s, a, r->kind);
        sheet_text(&s, a, r->remark);
        sheet_end_row(&s);
    }
    sheet_close(&s, true);
    return book_close(&b);
}
