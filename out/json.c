/* What the JSON of differences and of comparisons shares. */
#include "out/json.h"
#include <math.h>

void set_text(json_t *o, const char *key, struct str s) {
    if (s.n)
        json_object_set_new(o, key, json_stringn(s.p, s.n));
}

void set_count(json_t *o, const char *key, int64_t n) {
    if (n)
        json_object_set_new(o, key, json_integer(n));
}

void set_number(json_t *o, const char *key, int64_t n) {
    json_object_set_new(o, key, n ? json_integer(n) : json_null());
}

void set_list(json_t *o, const char *key, json_t *list) {
    if (json_array_size(list) || json_object_size(list))
        json_object_set_new(o, key, list);
    else
        json_decref(list);
}

static json_t *number(double x) {
    bool whole = fabs(x) < 1e15 && !(floor(x) < x);
    return whole ? json_integer((json_int_t)x) : json_real(x);
}

json_t *document_json(const struct document *d) {
    json_t *o = json_object();
    for (size_t i = 0; i < plan_document_fields.n; i++) {
        const struct plan_field *f = &plan_document_fields.at[i];
        struct plan_value v = plan_get(d, f);
        if (v.kind == VALUE_TEXT)
            set_text(o, f->name.p, v.text);
        else if (v.kind == VALUE_INT)
            set_count(o, f->name.p, v.i);
    }
    return o;
}

static void set_place(json_t *o, struct place at) {
    set_count(o, "source_line", at.line);
    set_text(o, "source_path", place_path(at));
}

static json_t *measure_json(const struct measure *m) {
    json_t *o = json_object();
    set_count(o, "table_no", m->table_no);
    set_count(o, "task_no", m->task_no);
    set_text(o, "task", m->task);
    set_count(o, "measure_no", m->measure_no);
    set_text(o, "section", m->section);
    json_object_set_new(o, "measure", json_stringn(m->measure.p ? m->measure.p : "", m->measure.n));
    set_place(o, m->at);
    return o;
}

static json_t *clause_json(const struct clause *c) {
    json_t *o = json_object();
    set_text(o, "section", c->section);
    set_text(o, "label", c->label);
    set_text(o, "text", c->text);
    set_place(o, c->at);
    return o;
}

static json_t *cell_json(const struct indicator *c) {
    json_t *o = json_object();
    set_count(o, "table_no", c->table_no);
    set_count(o, "row_no", c->row_no);
    set_place(o, c->at);
    return o;
}

json_t *item_json(const struct item *item) {
    return item->measure  ? measure_json(item->measure)
           : item->clause ? clause_json(item->clause)
                          : cell_json(item->cells);
}

json_t *texts_json(const str_list *texts) {
    json_t *list = json_array();
    for (size_t i = 0; i < texts->n; i++)
        json_array_append_new(list, json_stringn(texts->at[i].p, texts->at[i].n));
    return list;
}

json_t *quantity_json(const struct quantity *q) {
    json_t *v = json_object();
    set_text(v, "comparator", q->comparator);
    if (q->has_value)
        json_object_set_new(v, "value", number(q->value));
    set_text(v, "unit", q->unit);
    return v;
}

json_t *rounded_json(double x) {
    return json_real(round(x * 1000) / 1000);
}

json_t *evidence_json(const struct evidence *e) {
    const struct {
        const char *name;
        double value;
    } parts[] = {{"text", e->text},
                 {"topic", e->topic},
                 {"task", e->task},
                 {"section", e->section},
                 {"units", e->units},
                 {"quantities", e->quantities},
                 {"neighbours", e->neighbours}};
    json_t *o = json_object();
    json_object_set_new(o, "score", rounded_json(e->score));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value > 0)
            json_object_set_new(o, parts[i].name, rounded_json(parts[i].value));
    const struct {
        const char *name;
        bool holds;
    } ways[] = {{"identical", e->identical}, {"part", e->part}, {"decided", e->ruled}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].holds)
            json_object_set_new(o, ways[i].name, json_true());
    return o;
}

static int append(const char *bytes, size_t n, void *buf) {
    buf_add(buf, (struct str){bytes, n});
    return 0;
}

static void put_with(struct buf *b, json_t *o, size_t flags) {
    json_dump_callback(o, append, b, flags | JSON_REAL_PRECISION(12));
    buf_byte(b, '\n');
    json_decref(o);
}

void put_json(struct buf *b, json_t *o) {
    put_with(b, o, JSON_INDENT(1));
}

void put_json_line(struct buf *b, json_t *o) {
    put_with(b, o, JSON_COMPACT);
}
