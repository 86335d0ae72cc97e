#include "out/compare.h"
#include "out/json.h"

static json_t *cells_json(const struct indicator *cells, size_t n) {
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list,
                              json_pack("{s:s%, s:s%}", "column", cells[i].col.p, cells[i].col.n,
                                        "value", cells[i].value.p, cells[i].value.n));
    return list;
}

static json_t *cell_json(const item_list *items) {
    json_t *list = json_array();
    for (size_t i = 0; i < items->n; i++) {
        const struct item *item = &items->at[i];
        json_t *o = item_json(item);
        if (item->cells) {
            set_text(o, "label", item->cells->row_label);
            set_list(o, "values", cells_json(item->cells, item->cells_n));
        }
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *values_json(const struct quantity *const *values, size_t n) {
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, values[i] ? quantity_json(values[i]) : json_null());
    return list;
}

static json_t *quantities_json(const struct compared_row *row, size_t n) {
    json_t *list = json_array();
    for (size_t i = 0; i < row->quantities.n; i++) {
        const struct compared_quantity *q = &row->quantities.at[i];
        if (!q->differs)
            continue;
        json_t *o = json_object();
        json_object_set_new(o, "subject",
                            json_stringn(q->subject.p ? q->subject.p : "", q->subject.n));
        set_count(o, "year", q->year);
        json_object_set_new(o, "values", values_json(q->values, n));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *deadlines_json(const struct compared_row *row, size_t n) {
    json_t *list = json_array();
    for (size_t i = 0; row->deadlines_differ && i < n; i++) {
        struct str s = row->deadlines[i];
        json_array_append_new(list, s.n ? json_stringn(s.p, s.n) : json_null());
    }
    return list;
}

static json_t *leads_json(const struct compared_row *row, size_t n) {
    json_t *list = json_array();
    for (size_t i = 0; row->leads_differ && i < n; i++)
        json_array_append_new(list, texts_json(&row->leads[i]));
    return list;
}

static json_t *pairings_json(struct arena *a, const struct comparison *c,
                             const struct compared_row *row) {
    json_t *list = json_array();
    for (size_t i = 0; i < row->pairings.n; i++) {
        const struct pairing *p = &row->pairings.at[i];
        struct str one = item_place(a, c->plans[p->one], &p->one_item);
        struct str other = item_place(a, c->plans[p->other], &p->other_item);
        json_array_append_new(list,
                              json_pack("{s:[i, i], s:[s%, s%], s:o}", "documents", (int)p->one,
                                        (int)p->other, "places", one.p, one.n, other.p, other.n,
                                        "evidence", evidence_json(&p->evidence)));
    }
    return list;
}

static json_t *row_json(struct arena *a, const struct comparison *c, const struct compared_row *row,
                        bool why) {
    size_t n = c->n;
    json_t *o = json_object(), *cells = json_array();
    json_object_set_new(o, "topic", json_stringn(row->topic.p ? row->topic.p : "", row->topic.n));
    for (size_t i = 0; i < n; i++)
        json_array_append_new(cells, cell_json(&row->cells[i]));
    json_object_set_new(o, "cells", cells);
    set_list(o, "quantities", quantities_json(row, n));
    set_list(o, "deadlines", deadlines_json(row, n));
    set_list(o, "leads", leads_json(row, n));
    if (row->documents > 1)
        json_object_set_new(o, "similarity", rounded_json(row->similarity));
    if (why)
        set_list(o, "pairings", pairings_json(a, c, row));
    return o;
}

void out_compare_json(struct buf *b, const struct comparison *c, struct out_compare_view view) {
    json_t *documents = json_array(), *rows = json_array();
    for (size_t i = 0; i < c->n; i++)
        json_array_append_new(documents, document_json(&c->plans[i]->document));
    for (size_t i = 0; i < c->rows.n; i++)
        json_array_append_new(rows, row_json(b->a, c, &c->rows.at[i], view.why));
    put_json(b, json_pack("{s:s, s:o, s:o}", "schema", "tiaomu.compare/1", "documents", documents,
                          "rows", rows));
}
