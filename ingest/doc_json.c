#include "base/utf8.h"
#include "ingest/doc.h"
#include <jansson.h>

/* The fields that go into JSON, for both ways. A field that says nothing (an empty text, a number
 * that is its usual one) is left out. */
enum field_type { TEXT, PATH, BYTE, NUMBER, COUNT, FLAG };

#define ALWAYS UINT32_MAX /* no number is usual: it is never left out */

struct field {
    const char *key; /* NULL ends a table */
    enum field_type type;
    size_t offset;
    uint32_t usual;
};

static const struct field document_fields[] = {
    {"doc", TEXT, offsetof(struct doc, name), 0},
    {"source_name", TEXT, offsetof(struct doc, source_name), 0},
    {"source_sha256", TEXT, offsetof(struct doc, source_sha256), 0},
    {"format", TEXT, offsetof(struct doc, format), 0},
    {"encoding", TEXT, offsetof(struct doc, encoding), 0},
    {"chars_total", COUNT, offsetof(struct doc, chars_total), 0},
    {NULL, TEXT, 0, 0}};

static const struct field para_fields[] = {{"text", TEXT, offsetof(struct para, text), 0},
                                           {"label", TEXT, offsetof(struct para, label), 0},
                                           {"line", NUMBER, offsetof(struct para, at.line), 0},
                                           {"path", PATH, offsetof(struct para, at), 0},
                                           {"gap", NUMBER, offsetof(struct para, gap), 0},
                                           {"indent", NUMBER, offsetof(struct para, indent), 0},
                                           {"level", BYTE, offsetof(struct para, level), 0},
                                           {"id", NUMBER, offsetof(struct para, id), ALWAYS},
                                           {NULL, TEXT, 0, 0}};

static const struct field cell_fields[] = {{"col", NUMBER, offsetof(struct cell, col), ALWAYS},
                                           {"col_span", NUMBER, offsetof(struct cell, col_span), 1},
                                           {"row_span", NUMBER, offsetof(struct cell, row_span), 1},
                                           {"line", NUMBER, offsetof(struct cell, at.line), 0},
                                           {"path", PATH, offsetof(struct cell, at), 0},
                                           {NULL, TEXT, 0, 0}};

static const struct field row_fields[] = {{"header", FLAG, offsetof(struct row, header), 0},
                                          {NULL, TEXT, 0, 0}};

static const struct field table_fields[] = {{"columns", NUMBER, offsetof(struct table, columns), 0},
                                            {"loose", FLAG, offsetof(struct table, loose), 0},
                                            {"printed", FLAG, offsetof(struct table, printed), 0},
                                            {"spanless", FLAG, offsetof(struct table, spanless), 0},
                                            {"parallel", FLAG, offsetof(struct table, parallel), 0},
                                            {"line", NUMBER, offsetof(struct table, at.line), 0},
                                            {"path", PATH, offsetof(struct table, at), 0},
                                            {NULL, TEXT, 0, 0}};

static const struct field note_fields[] = {{"n", TEXT, offsetof(struct note, n), 0},
                                           {"anchor", TEXT, offsetof(struct note, anchor), 0},
                                           {NULL, TEXT, 0, 0}};

static const struct field furniture_fields[] = {
    {"name", TEXT, offsetof(struct furniture, name), 0},
    {"text", TEXT, offsetof(struct furniture, text), 0},
    {"line", NUMBER, offsetof(struct furniture, at.line), 0},
    {"path", PATH, offsetof(struct furniture, at), 0},
    {NULL, TEXT, 0, 0}};

/* A finding with its names instead of their numbers. */
struct finding {
    struct str code, severity;
    struct diag d;
};

static const struct field finding_fields[] = {
    {"code", TEXT, offsetof(struct finding, code), 0},
    {"severity", TEXT, offsetof(struct finding, severity), 0},
    {"message", TEXT, offsetof(struct finding, d.text), 0},
    {"table_no", NUMBER, offsetof(struct finding, d.table_no), 0},
    {"task_no", NUMBER, offsetof(struct finding, d.task_no), 0},
    {"measure_no", NUMBER, offsetof(struct finding, d.measure_no), 0},
    {"source_line", NUMBER, offsetof(struct finding, d.at.line), 0},
    {"source_path", PATH, offsetof(struct finding, d.at), 0},
    {NULL, TEXT, 0, 0}};

/* ---- writing ---- */

static uint64_t number_in(const struct field *f, const void *item) {
    const char *at = (const char *)item + f->offset;
    switch (f->type) {
    case BYTE:
        return *(const uint8_t *)at;
    case FLAG:
        return *(const bool *)at;
    case NUMBER:
        return *(const uint32_t *)(const void *)at;
    default:
        return *(const uint64_t *)(const void *)at;
    }
}

static json_t *value_in(const struct field *f, const void *item) {
    if (f->type == TEXT || f->type == PATH) {
        const void *at = (const char *)item + f->offset;
        struct str s =
            f->type == TEXT ? *(const struct str *)at : place_path(*(const struct place *)at);
        return s.n ? json_stringn(s.p, s.n) : NULL;
    }
    uint64_t v = number_in(f, item);
    if (v == f->usual)
        return NULL;
    return f->type == FLAG ? json_boolean(v) : json_integer((json_int_t)v);
}

static json_t *put_fields(json_t *json, const struct field *fields, const void *item) {
    for (const struct field *f = fields; f->key; f++)
        json_object_set_new(json, f->key, value_in(f, item)); /* NULL is not set */
    return json;
}

static json_t *para_json(const struct para *p) {
    return put_fields(json_object(), para_fields, p);
}

static json_t *cell_json(const struct cell *c) {
    json_t *json = put_fields(json_object(), cell_fields, c);
    json_t *paras = c->paras.n ? json_array() : NULL;
    for (size_t i = 0; i < c->paras.n; i++)
        json_array_append_new(paras, para_json(&c->paras.at[i]));
    json_object_set_new(json, "paras", paras);
    return json;
}

static json_t *row_json(const struct row *r) {
    json_t *json = put_fields(json_object(), row_fields, r), *cells = json_array();
    for (size_t i = 0; i < r->cells.n; i++)
        json_array_append_new(cells, cell_json(&r->cells.at[i]));
    json_object_set_new(json, "cells", cells);
    return json;
}

static json_t *put_table(json_t *json, const struct table *t) {
    json_t *rows = json_array();
    put_fields(json, table_fields, t);
    for (size_t i = 0; i < t->rows.n; i++)
        json_array_append_new(rows, row_json(&t->rows.at[i]));
    json_object_set_new(json, "rows", rows);
    return json;
}

static int append(const char *bytes, size_t n, void *out) {
    buf_add(out, (struct str){bytes, n});
    return 0;
}

static json_t *typed(const char *type) {
    return json_pack("{s:s}", "type", type);
}

static void put_line(struct buf *b, json_t *json) {
    json_dump_callback(json, append, b, JSON_COMPACT);
    buf_byte(b, '\n');
    json_decref(json);
}

static json_t *block_json(const struct block *block) {
    switch (block->kind) {
    case BLOCK_TABLE:
        return put_table(typed("table"), block->table);
    case BLOCK_FOOTNOTE:
        return put_fields(put_fields(typed("footnote"), note_fields, block->note), para_fields,
                          &block->note->para);
    default:
        return put_fields(typed("paragraph"), para_fields, &block->para);
    }
}

struct str doc_to_json(struct arena *a, const struct doc *doc) {
    struct buf b = {.a = a};
    put_line(&b, put_fields(typed("document"), document_fields, doc));
    for (size_t i = 0; i < doc->blocks.n; i++)
        put_line(&b, block_json(&doc->blocks.at[i]));
    for (size_t i = 0; i < doc->furniture.n; i++)
        put_line(&b, put_fields(typed("furniture"), furniture_fields, &doc->furniture.at[i]));
    for (size_t i = 0; i < doc->diags.list.n; i++) {
        const struct diag *d = &doc->diags.list.at[i];
        struct finding f = {d->name, diag_level_name(d->level), *d};
        put_line(&b, put_fields(typed("warning"), finding_fields, &f));
    }
    return buf_str(&b);
}

/* ---- reading ---- */

struct input {
    struct doc *doc; /* NULL before its first line */
    struct diags *diags;
    struct arena *a;
    uint32_t line;
    VEC(uint32_t) ids; /* of the paragraphs so far */
};

static int refuse(struct input *in, struct str why) {
    diag_add(in->diags, DIAG_BAD_JSON, (struct place){.line = in->line}, why);
    return -1;
}

static int set_text(struct input *in, const struct field *f, const json_t *value, void *at) {
    if (!json_is_string(value))
        return -1;
    struct str s =
        str_dup(in->a, (struct str){json_string_value(value), json_string_length(value)});
    if (f->type == TEXT)
        *(struct str *)at = s;
    else
        place_set(at, s);
    return 0;
}

static int set_number(const struct field *f, const json_t *value, char *at) {
    static const json_int_t largest[] = {
        [BYTE] = UINT8_MAX, [NUMBER] = INT32_MAX, [COUNT] = INT64_MAX};
    json_int_t v = json_integer_value(value);
    if (f->type == FLAG)
        return *(bool *)at = json_is_true(value), json_is_boolean(value) ? 0 : -1;
    if (!json_is_integer(value) || v < 0 || v > largest[f->type])
        return -1;
    if (f->type == BYTE)
        *(uint8_t *)at = (uint8_t)v;
    else if (f->type == NUMBER)
        *(uint32_t *)(void *)at = (uint32_t)v;
    else
        *(uint64_t *)(void *)at = (uint64_t)v;
    return 0;
}

static int take_fields(struct input *in, const json_t *json, const struct field *fields,
                       void *item) {
    for (const struct field *f = fields; f->key; f++) {
        const json_t *value = json_object_get(json, f->key);
        char *at = (char *)item + f->offset;
        if (!value && f->usual != ALWAYS && f->usual != 0)
            *(uint32_t *)(void *)at = f->usual; /* all else is zero already */
        if (!value)
            continue;
        bool text = f->type == TEXT || f->type == PATH;
        if ((text ? set_text(in, f, value, at) : set_number(f, value, at)) < 0)
            return refuse(in, str_fmt(in->diags->a, "\"%s\" has a value it cannot have", f->key));
    }
    return 0;
}

static int take_para(struct input *in, const json_t *json, struct para *p) {
    if (take_fields(in, json, para_fields, p) < 0)
        return -1;
    *vec_push(in->a, &in->ids) = p->id;
    return 0;
}

static int take_cell(struct input *in, const json_t *json, struct cell *c) {
    const json_t *paras = json_object_get(json, "paras");
    if (take_fields(in, json, cell_fields, c) < 0)
        return -1;
    for (size_t i = 0; i < json_array_size(paras); i++)
        if (take_para(in, json_array_get(paras, i), vec_push(in->a, &c->paras)) < 0)
            return -1;
    return 0;
}

static int take_row(struct input *in, const json_t *json, struct row *r) {
    const json_t *cells = json_object_get(json, "cells");
    if (take_fields(in, json, row_fields, r) < 0)
        return -1;
    for (size_t i = 0; i < json_array_size(cells); i++)
        if (take_cell(in, json_array_get(cells, i), vec_push(in->a, &r->cells)) < 0)
            return -1;
    return 0;
}

/* Cells stand side by side within the table. */
static bool fits(const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++) {
        uint64_t end = 0;
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++) {
            const struct cell *c = &t->rows.at[r].cells.at[i];
            if (c->col < end || !c->col_span || !c->row_span || c->row_span > t->rows.n - r)
                return false;
            end = (uint64_t)c->col + c->col_span;
        }
        if (end > t->columns && !t->loose)
            return false;
    }
    return true;
}

static int take_table(struct input *in, const json_t *json) {
    const json_t *rows = json_object_get(json, "rows");
    struct table *t = doc_block(in->doc, BLOCK_TABLE)->table;
    if (take_fields(in, json, table_fields, t) < 0)
        return -1;
    for (size_t i = 0; i < json_array_size(rows); i++)
        if (take_row(in, json_array_get(rows, i), vec_push(in->a, &t->rows)) < 0)
            return -1;
    return fits(t) ? 0 : refuse(in, S("a cell stands outside its table or on another cell"));
}

static int take_note(struct input *in, const json_t *json) {
    struct note *note = doc_block(in->doc, BLOCK_FOOTNOTE)->note;
    return take_fields(in, json, note_fields, note) < 0 ? -1 : take_para(in, json, &note->para);
}

static int take_furniture(struct input *in, const json_t *json) {
    return take_fields(in, json, furniture_fields, vec_push(in->a, &in->doc->furniture));
}

static int take_finding(struct input *in, const json_t *json) {
    struct finding f = {0};
    if (take_fields(in, json, finding_fields, &f) < 0)
        return -1;
    if (diag_code_of(f.code, &f.d.code) < 0 || diag_level_of(f.severity, &f.d.level) < 0)
        return refuse(in, S("\"code\" or \"severity\" is none the program knows"));
    f.d.name = f.code;
    *vec_push(in->a, &in->doc->diags.list) = f.d;
    return 0;
}

static int take_paragraph(struct input *in, const json_t *json) {
    return take_para(in, json, &doc_block(in->doc, BLOCK_PARAGRAPH)->para);
}

static int take_document(struct input *in, const json_t *json) {
    in->doc = arena_alloc(in->a, sizeof *in->doc);
    in->doc->a = in->doc->diags.a = in->a;
    return take_fields(in, json, document_fields, in->doc);
}

static int take_block(struct input *in, const json_t *json, struct str type) {
    static const struct {
        const char *type;
        int (*take)(struct input *in, const json_t *json);
    } kinds[] = {{"paragraph", take_paragraph},
                 {"table", take_table},
                 {"footnote", take_note},
                 {"furniture", take_furniture},
                 {"warning", take_finding}};
    if (!in->doc)
        return refuse(in, S("a line of type \"document\" comes first"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(type, str_of(kinds[i].type)))
            return kinds[i].take(in, json);
    return refuse(in, str_fmt(in->diags->a, "type \"%.*s\" is none of decode", STR_ARG(type)));
}

/* 1 where the line begins the next document. */
static int take_object(struct input *in, const json_t *json) {
    struct str type = str_of(json_string_value(json_object_get(json, "type")));
    bool begins = str_eq(type, S("document"));
    if (begins && in->doc)
        return 1;
    return begins ? take_document(in, json) : take_block(in, json, type);
}

static int take_line(struct input *in, struct str line) {
    json_error_t error;
    json_t *json = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
    int status = json ? take_object(in, json) : refuse(in, str_of(error.text));
    json_decref(json);
    return status;
}

/* Ids are the key of the accounting: the numbers from 0, each once. */
static bool ids_dense(const struct input *in) {
    bool *seen = arena_array(in->a, in->ids.n, sizeof *seen);
    for (size_t i = 0; i < in->ids.n; i++) {
        uint32_t id = in->ids.at[i];
        if (id >= in->ids.n || seen[id])
            return false;
        seen[id] = true;
    }
    return true;
}

int doc_from_json(struct arena *a, struct str *text, struct diags *diags, struct doc **out) {
    struct input in = {.diags = diags, .a = a};
    size_t at = 0;
    while (at < text->n) {
        struct str line = str_cut(*text, at, str_find(*text, S("\n"), at));
        in.line++;
        int status = utf8_blank(line) ? 0 : take_line(&in, line);
        if (status < 0)
            return -1;
        if (status > 0)
            break;
        at += line.n + 1;
    }
    if (!in.doc)
        return refuse(&in, S("there is no document; give what decode printed"));
    if (!ids_dense(&in))
        return refuse(&in, S("the ids of the paragraphs are not the numbers from 0, each once"));
    in.doc->paras = (uint32_t)in.ids.n;
    *text = str_cut(*text, at, text->n);
    *out = in.doc;
    return 0;
}
