#include "base/utf8.h"
#include "extract/plan.h"
#include <jansson.h>

/* Writing. Done by hand: building a tree first takes several times as long. */

static void put_text(struct buf *b, struct str s) {
    size_t from = 0;
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(b, str_cut(s, from, i));
        from = i + 1;
        if (c == '\n')
            buf_add(b, S("\\n"));
        else if (c < 0x20)
            buf_fmt(b, "\\u%04x", c);
        else
            buf_add(b, (struct str){(const char[]){'\\', (char)c}, 2});
    }
    buf_add(b, str_cut(s, from, s.n));
    buf_byte(b, '"');
}

static void put_value(struct buf *b, enum plan_type type, struct plan_value v) {
    switch (v.kind) {
    case VALUE_NULL:
        buf_add(b, S("null"));
        break;
    case VALUE_TEXT:
        put_text(b, v.text);
        break;
    case VALUE_REAL:
        plan_put_real(b, v.real);
        break;
    case VALUE_INT:
        if (type == PLAN_FLAG)
            buf_add(b, v.i ? S("true") : S("false"));
        else
            buf_fmt(b, "%lld", (long long)v.i);
    }
}

static void put_key(struct buf *b, struct str name) {
    put_text(b, name);
    buf_byte(b, ':');
}

static void put_fields(struct buf *b, const struct plan_fields *fields, const void *item) {
    for (size_t i = 0; i < fields->n; i++) {
        const struct plan_field *f = &fields->at[i];
        if (i)
            buf_byte(b, ',');
        put_key(b, f->name);
        put_value(b, f->type, plan_get(item, f));
    }
}

/* Lists: begin_list, then begin_item … end_item for each, then end_list. */
static void begin_list(struct buf *b, const char *name) {
    buf_fmt(b, ",\"%s\":[", name);
}

static void begin_item(struct buf *b, size_t i, const struct plan_fields *fields,
                       const void *item) {
    buf_add(b, i ? S(",{") : S("{"));
    put_fields(b, fields, item);
}

static void end_item(struct buf *b) {
    buf_byte(b, '}');
}

static void end_list(struct buf *b) {
    buf_byte(b, ']');
}

static void put_roles(struct buf *b, const plan_roles *roles) {
    begin_list(b, "roles");
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *role = &roles->at[i];
        begin_item(b, i, &plan_role_fields, role);
        begin_list(b, "mentions");
        for (size_t k = 0; k < role->mentions.n; k++) {
            begin_item(b, k, &plan_mention_fields, &role->mentions.at[k]);
            end_item(b);
        }
        end_list(b);
        end_item(b);
    }
    end_list(b);
}

static void put_assignments(struct buf *b, const plan_assignments *assignments) {
    begin_list(b, "assignments");
    for (size_t i = 0; i < assignments->n; i++) {
        begin_item(b, i, &plan_assignment_fields, &assignments->at[i]);
        put_roles(b, &assignments->at[i].roles);
        end_item(b);
    }
    end_list(b);
}

static void put_content(struct buf *b, const plan_quantities *quantities,
                        const plan_references *references) {
    begin_list(b, "quantities");
    for (size_t i = 0; i < quantities->n; i++) {
        begin_item(b, i, &plan_quantity_fields, &quantities->at[i]);
        end_item(b);
    }
    end_list(b);
    begin_list(b, "references");
    for (size_t i = 0; i < references->n; i++) {
        begin_item(b, i, &plan_reference_fields, &references->at[i]);
        end_item(b);
    }
    end_list(b);
}

/* A line up to the lists that some types carry; its closing brace is put by end_line. */
static void begin_line(struct buf *b, const struct plan *plan, struct str type,
                       const struct plan_fields *fields, const void *item) {
    buf_add(b, S("{\"type\":"));
    put_text(b, type);
    buf_byte(b, ',');
    if (item != &plan->document) {
        put_key(b, S("doc"));
        put_text(b, plan->document.doc);
        buf_byte(b, ',');
    }
    put_fields(b, fields, item);
}

/* An item's place among those of its type, which the order of the lines tells too. */
static void put_ord(struct buf *b, size_t i) {
    buf_fmt(b, ",\"ord\":%zu", i + 1);
}

static void end_line(struct buf *b) {
    buf_add(b, S("}\n"));
}

static void put_tables(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        begin_line(b, plan, S("measure"), &plan_measure_fields, m);
        struct assignment whole = plan_deadline(b->a, m);
        buf_byte(b, ',');
        put_fields(b, &plan_deadline_fields, &whole);
        put_assignments(b, &m->assignments);
        put_content(b, &m->quantities, &m->references);
        end_line(b);
    }
    for (size_t i = 0; i < plan->indicators.n; i++) {
        const struct indicator *cell = &plan->indicators.at[i];
        begin_line(b, plan, S("indicator"), &plan_indicator_fields, cell);
        put_roles(b, &cell->roles);
        end_line(b);
    }
}

static void put_outline(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->outline.n; i++) {
        begin_line(b, plan, S("outline"), &plan_heading_fields, &plan->outline.at[i]);
        put_ord(b, i);
        end_line(b);
    }
}

static void put_clauses(struct buf *b, const struct plan *plan) {
    for (size_t i = 0; i < plan->clauses.n; i++) {
        const struct clause *clause = &plan->clauses.at[i];
        begin_line(b, plan, S("clause"), &plan_clause_fields, clause);
        put_ord(b, i);
        put_assignments(b, &clause->assignments);
        put_content(b, &clause->quantities, &clause->references);
        end_line(b);
    }
}

/* n items of size bytes each that carry no lists. */
static void put_lines(struct buf *b, const struct plan *plan, struct str type,
                      const struct plan_fields *fields, const void *items, size_t n, size_t size) {
    for (size_t i = 0; i < n; i++) {
        begin_line(b, plan, type, fields, (const char *)items + i * size);
        end_line(b);
    }
}
#define PUT_LINES(b, plan, type, fields, list)                                                     \
    put_lines(b, plan, S(type), fields, (list).at, (list).n, sizeof *(list).at)

static void put_coverage(struct buf *b, const struct plan *plan) {
    const struct coverage *c = &plan->coverage;
    begin_line(b, plan, S("coverage"), &plan_coverage_fields, c);
    buf_fmt(b, ",\"chars_lost\":%lld",
            (long long)(c->total - c->items - c->headings - c->furniture));
    end_line(b);
}

struct str plan_to_json(struct arena *a, const struct plan *plan) {
    struct buf b = {.a = a};
    begin_line(&b, plan, S("document"), &plan_document_fields, &plan->document);
    end_line(&b);
    put_outline(&b, plan);
    put_tables(&b, plan);
    put_clauses(&b, plan);
    PUT_LINES(&b, plan, "footnote", &plan_footnote_fields, plan->footnotes);
    PUT_LINES(&b, plan, "correction", &plan_correction_fields, plan->corrections);
    PUT_LINES(&b, plan, "warning", &plan_finding_fields, plan->diags.list);
    put_coverage(&b, plan);
    return buf_str(&b);
}

/* Reading. */

struct input {
    struct plan *plan;
    struct diags *diags;
    uint32_t line; /* from 1 */
    bool started;  /* the document line was read */
    bool whole;    /* the coverage line was read */
    bool ended;    /* the next one was met */
};

static int refuse(struct input *in, struct str why) {
    diag_add(in->diags, DIAG_BAD_JSON, (struct place){.line = in->line}, why);
    return -1;
}

static struct str text_of(const json_t *json) {
    return (struct str){json_string_value(json), json_string_length(json)};
}

static struct plan_value value_of(struct arena *a, const json_t *json) {
    switch (json ? json_typeof(json) : JSON_NULL) {
    case JSON_STRING:
        return (struct plan_value){.kind = VALUE_TEXT, .text = str_dup(a, text_of(json))};
    case JSON_INTEGER:
        return (struct plan_value){.kind = VALUE_INT, .i = json_integer_value(json)};
    case JSON_REAL:
        return (struct plan_value){.kind = VALUE_REAL, .real = json_real_value(json)};
    case JSON_TRUE:
    case JSON_FALSE:
        return (struct plan_value){.kind = VALUE_INT, .i = json_is_true(json)};
    default:
        return (struct plan_value){.kind = VALUE_NULL};
    }
}

static int read_fields(struct input *in, const json_t *json, const struct plan_fields *fields,
                       void *item) {
    for (size_t i = 0; i < fields->n; i++) {
        const struct plan_field *f = &fields->at[i];
        const json_t *value = json_object_get(json, f->name.p);
        if (json_is_object(value) || json_is_array(value) ||
            plan_set(item, f, value_of(in->plan->a, value)) < 0)
            return refuse(in, str_fmt(in->diags->a, "\"%s\" is missing or not a value it can have",
                                      f->name.p));
    }
    return 0;
}

/* Calls one for every object of the list under this name; a list that is absent is empty. */
static int read_list(struct input *in, const json_t *json, const char *name,
                     int (*one)(struct input *in, const json_t *json, void *owner), void *owner) {
    const json_t *list = json_object_get(json, name);
    if (list && !json_is_array(list))
        return refuse(in, str_fmt(in->diags->a, "\"%s\" is not a list", name));
    for (size_t i = 0; i < json_array_size(list); i++)
        if (one(in, json_array_get(list, i), owner) < 0)
            return -1;
    return 0;
}

static int read_mention(struct input *in, const json_t *json, void *owner) {
    struct role *role = owner;
    return read_fields(in, json, &plan_mention_fields, vec_push(in->plan->a, &role->mentions));
}

static int read_role(struct input *in, const json_t *json, void *owner) {
    struct role *role = vec_push(in->plan->a, (plan_roles *)owner);
    return read_fields(in, json, &plan_role_fields, role) < 0
               ? -1
               : read_list(in, json, "mentions", read_mention, role);
}

static int read_assignment(struct input *in, const json_t *json, void *owner) {
    struct assignment *one = vec_push(in->plan->a, (plan_assignments *)owner);
    return read_fields(in, json, &plan_assignment_fields, one) < 0
               ? -1
               : read_list(in, json, "roles", read_role, &one->roles);
}

static int read_quantity(struct input *in, const json_t *json, void *owner) {
    return read_fields(in, json, &plan_quantity_fields,
                       vec_push(in->plan->a, (plan_quantities *)owner));
}

static int read_reference(struct input *in, const json_t *json, void *owner) {
    return read_fields(in, json, &plan_reference_fields,
                       vec_push(in->plan->a, (plan_references *)owner));
}

static int read_content(struct input *in, const json_t *json, plan_quantities *quantities,
                        plan_references *references) {
    return read_list(in, json, "quantities", read_quantity, quantities) < 0
               ? -1
               : read_list(in, json, "references", read_reference, references);
}

static int read_measure(struct input *in, const json_t *json) {
    struct measure *m = vec_push(in->plan->a, &in->plan->measures);
    if (read_fields(in, json, &plan_measure_fields, m) < 0 ||
        read_list(in, json, "assignments", read_assignment, &m->assignments) < 0)
        return -1;
    if (m->assignments.n == 0)
        return refuse(in, S("a measure needs at least one of \"assignments\""));
    return read_content(in, json, &m->quantities, &m->references);
}

static int read_indicator(struct input *in, const json_t *json) {
    struct indicator *cell = vec_push(in->plan->a, &in->plan->indicators);
    return read_fields(in, json, &plan_indicator_fields, cell) < 0
               ? -1
               : read_list(in, json, "roles", read_role, &cell->roles);
}

static int read_document(struct input *in, const json_t *json) {
    in->started = true;
    return read_fields(in, json, &plan_document_fields, &in->plan->document);
}

static int read_heading(struct input *in, const json_t *json) {
    return read_fields(in, json, &plan_heading_fields, vec_push(in->plan->a, &in->plan->outline));
}

static int read_clause(struct input *in, const json_t *json) {
    struct clause *clause = vec_push(in->plan->a, &in->plan->clauses);
    return read_fields(in, json, &plan_clause_fields, clause) < 0 ||
                   read_list(in, json, "assignments", read_assignment, &clause->assignments) < 0
               ? -1
               : read_content(in, json, &clause->quantities, &clause->references);
}

static int read_correction(struct input *in, const json_t *json) {
    return read_fields(in, json, &plan_correction_fields,
                       vec_push(in->plan->a, &in->plan->corrections));
}

static int read_footnote(struct input *in, const json_t *json) {
    return read_fields(in, json, &plan_footnote_fields,
                       vec_push(in->plan->a, &in->plan->footnotes));
}

static int read_finding(struct input *in, const json_t *json) {
    struct diag *finding = vec_push(in->plan->a, &in->plan->diags.list);
    if (read_fields(in, json, &plan_finding_fields, finding) < 0)
        return -1;
    if (diag_code_of(finding->name, &finding->code) < 0)
        return refuse(in, str_fmt(in->diags->a, "\"code\" is none the program knows: %.*s",
                                  STR_ARG(finding->name)));
    return 0;
}

/* The last line of a document. */
static int read_coverage(struct input *in, const json_t *json) {
    in->whole = true;
    return read_fields(in, json, &plan_coverage_fields, &in->plan->coverage);
}

static const struct {
    struct str type;
    int (*read)(struct input *in, const json_t *json);
} readers[] = {
    {S("document"), read_document},     {S("outline"), read_heading},
    {S("measure"), read_measure},       {S("indicator"), read_indicator},
    {S("clause"), read_clause},         {S("footnote"), read_footnote},
    {S("warning"), read_finding},       {S("coverage"), read_coverage},
    {S("correction"), read_correction},
};

static int read_object(struct input *in, const json_t *json) {
    struct str type = text_of(json_object_get(json, "type"));
    struct str doc = text_of(json_object_get(json, "doc"));
    bool head = str_eq(type, S("document"));
    if (head && in->started)
        return in->ended = true, 0;
    if (!head && !in->started)
        return refuse(in, S("the first line is not of type \"document\"; give what extract or "
                            "resolve printed"));
    if (!head && !str_eq(doc, in->plan->document.doc))
        return refuse(in, S("\"doc\" is not that of the document line above"));
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (str_eq(type, readers[i].type))
            return readers[i].read(in, json);
    return refuse(in,
                  str_fmt(in->diags->a, "\"type\" is none the program knows: %.*s", STR_ARG(type)));
}

static int read_line(struct input *in, struct str line) {
    json_error_t error;
    json_t *json = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
    int rc = json ? read_object(in, json) : refuse(in, str_of(error.text));
    json_decref(json);
    return rc;
}

int plan_from_json(struct arena *a, struct str *text, struct diags *diags, struct plan **out) {
    struct input in = {.diags = diags, .plan = arena_alloc(a, sizeof *in.plan)};
    in.plan->a = in.plan->diags.a = a;
    size_t at = 0;
    while (at < text->n) {
        size_t end = str_find(*text, S("\n"), at);
        struct str line = str_cut(*text, at, end);
        in.line++;
        if (!utf8_blank(line) && read_line(&in, line) < 0)
            return -1;
        if (in.ended)
            break;
        at += line.n + 1;
    }
    if (!in.started)
        return refuse(&in, S("there is no document; give what extract or resolve printed"));
    /* The program prints it always; short lines may be written by hand. */
    if (!in.whole && in.plan->document.tool_version.n)
        return refuse(&in,
                      S("the document's last line, its coverage, is missing: the lines were cut "
                        "off; make them again"));
    *text = str_cut(*text, at, text->n);
    *out = in.plan;
    return 0;
}
