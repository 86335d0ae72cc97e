#include "extract/plan.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct str role_kinds[] = {S("lead"),     S("responsible"), S("support"),
                                        S("official"), S("project"),     S("other")};
static const struct str org_kinds[] = {S("unknown"), S("body"), S("group"), S("person")};
static const struct str methods[] = {S("none"), S("exact"), S("alias"), S("rule"), S("fuzzy")};
static const struct str deadline_kinds[] = {S("unknown"), S("by"), S("period"), S("ongoing"),
                                            S("milestones")};
static const struct str doc_types[] = {S("other"), S("plan"), S("prose"), S("notice")};
static const struct str doc_statuses[] = {S("unknown"), S("draft"), S("final")};
static const struct str severities[] = {S("note"), S("warning"), S("error")};

struct str role_kind_name(enum role_kind k) {
    return role_kinds[k];
}

struct str org_kind_name(enum org_kind k) {
    return org_kinds[k];
}

struct str method_name(enum method m) {
    return methods[m];
}

struct str deadline_kind_name(enum deadline_kind k) {
    return deadline_kinds[k];
}

struct str doc_type_name(enum doc_type t) {
    return doc_types[t];
}

struct str doc_status_name(enum doc_status s) {
    return doc_statuses[s];
}

/* T: the struct; the member is a path such as at.line. */
#define AT(T, member) .offset = offsetof(struct T, member)
#define TEXT(T, column) TEXT_AT(T, #column, column)
#define TEXT_AT(T, column, member)                                                                 \
    { .name = S(column), .type = PLAN_TEXT, AT(T, member) }
#define TEXT_OR_NULL(T, column)                                                                    \
    { .name = S(#column), .type = PLAN_TEXT, .null = true, AT(T, column) }
#define INT(T, column)                                                                             \
    { .name = S(#column), .type = PLAN_INT, AT(T, column) }
#define INT_OR_NULL(T, column)                                                                     \
    { .name = S(#column), .type = PLAN_INT, .null = true, AT(T, column) }
#define FLAG(T, column)                                                                            \
    { .name = S(#column), .type = PLAN_FLAG, AT(T, column) }
#define REAL(T, column)                                                                            \
    { .name = S(#column), .type = PLAN_REAL, AT(T, column) }
#define REAL_IF(T, column, flag)                                                                   \
    {                                                                                              \
        .name = S(#column), .type = PLAN_REAL, .null = true, AT(T, column),                        \
        .present = offsetof(struct T, flag)                                                        \
    }
#define NAME(T, column, list) NAME_AT(T, #column, column, list)
#define NAME_AT(T, column, member, list)                                                           \
    { .name = S(column), .type = PLAN_NAME, AT(T, member), .names = list, .names_n = COUNT(list) }
#define CHARS(column, member)                                                                      \
    { .name = S(column), .type = PLAN_COUNT, AT(coverage, member) }
#define PLACE(T)                                                                                   \
    {.name = S("source_line"), .type = PLAN_LINE, .null = true, AT(T, at.line)}, {                 \
        .name = S("source_path"), .type = PLAN_PATH, .null = true, AT(T, at)                       \
    }

static const struct plan_field document_fields[] = {
    TEXT(document, doc),
    TEXT(document, title),
    NAME(document, doc_type, doc_types),
    NAME_AT(document, "status", status, doc_statuses),
    TEXT_OR_NULL(document, jurisdiction),
    TEXT_OR_NULL(document, jurisdiction_code),
    INT_OR_NULL(document, year_start),
    INT_OR_NULL(document, year_end),
    TEXT_OR_NULL(document, issuer),
    TEXT_OR_NULL(document, doc_no),
    TEXT_OR_NULL(document, issued),
    TEXT(document, source_name),
    TEXT(document, source_sha256),
    TEXT(document, format),
    TEXT_OR_NULL(document, encoding),
    TEXT(document, tool_version),
    TEXT(document, rules_version),
};
const struct plan_fields plan_document_fields = {document_fields, COUNT(document_fields)};

static const struct plan_field measure_fields[] = {
    INT(measure, table_no),          TEXT(measure, table_title),
    TEXT(measure, section),          INT_OR_NULL(measure, task_no),
    FLAG(measure, task_no_inferred), TEXT(measure, task),
    INT(measure, measure_no),        TEXT(measure, measure),
    TEXT(measure, measure_raw),      PLACE(measure),
};
const struct plan_fields plan_measure_fields = {measure_fields, COUNT(measure_fields)};

static const struct plan_field assignment_fields[] = {
    TEXT(assignment, deadline),
    NAME(assignment, deadline_kind, deadline_kinds),
    TEXT_OR_NULL(assignment, deadline_start),
    TEXT_OR_NULL(assignment, deadline_end),
    FLAG(assignment, deadline_shared),
};
const struct plan_fields plan_assignment_fields = {assignment_fields, COUNT(assignment_fields)};
const struct plan_fields plan_deadline_fields = {assignment_fields, COUNT(assignment_fields) - 1};

static const struct plan_field role_fields[] = {
    TEXT(role, role),
    NAME(role, role_kind, role_kinds),
    FLAG(role, shared),
};
const struct plan_fields plan_role_fields = {role_fields, COUNT(role_fields)};

static const struct plan_field mention_fields[] = {
    TEXT(mention, mention),
    TEXT(mention, mention_raw),
    TEXT_OR_NULL(mention, org_id),
    TEXT_OR_NULL(mention, org),
    NAME(mention, org_kind, org_kinds),
    REAL(mention, confidence),
    NAME(mention, method, methods),
};
const struct plan_fields plan_mention_fields = {mention_fields, COUNT(mention_fields)};

static const struct plan_field indicator_fields[] = {
    INT(indicator, table_no),
    TEXT(indicator, table_title),
    INT(indicator, row_no),
    TEXT(indicator, row_label),
    TEXT(indicator, col),
    TEXT(indicator, value),
    REAL_IF(indicator, value_num, has_value_num),
    TEXT_OR_NULL(indicator, comparator),
    TEXT_OR_NULL(indicator, unit),
    FLAG(indicator, filled),
    PLACE(indicator),
};
const struct plan_fields plan_indicator_fields = {indicator_fields, COUNT(indicator_fields)};

static const struct plan_field heading_fields[] = {
    INT(heading, level),
    TEXT(heading, title),
    FLAG(heading, inferred),
    PLACE(heading),
};
const struct plan_fields plan_heading_fields = {heading_fields, COUNT(heading_fields)};

static const struct plan_field clause_fields[] = {
    TEXT(clause, section),
    TEXT(clause, label),
    TEXT(clause, text),
    PLACE(clause),
};
const struct plan_fields plan_clause_fields = {clause_fields, COUNT(clause_fields)};

static const struct plan_field footnote_fields[] = {
    TEXT(footnote, n),
    TEXT(footnote, text),
    TEXT(footnote, anchor),
    PLACE(footnote),
};
const struct plan_fields plan_footnote_fields = {footnote_fields, COUNT(footnote_fields)};

static const struct plan_field quantity_fields[] = {
    TEXT(quantity, text),
    TEXT_OR_NULL(quantity, subject),
    TEXT_OR_NULL(quantity, comparator),
    REAL_IF(quantity, value, has_value),
    TEXT_OR_NULL(quantity, unit),
    INT_OR_NULL(quantity, year),
};
const struct plan_fields plan_quantity_fields = {quantity_fields, COUNT(quantity_fields)};

static const struct plan_field reference_fields[] = {
    TEXT(reference, title),
    TEXT_OR_NULL(reference, doc_no),
};
const struct plan_fields plan_reference_fields = {reference_fields, COUNT(reference_fields)};

static const struct plan_field correction_fields[] = {
    INT_OR_NULL(correction, table_no),
    INT_OR_NULL(correction, task_no),
    INT_OR_NULL(correction, measure_no),
    TEXT(correction, field),
    TEXT(correction, printed),
    TEXT(correction, corrected),
    TEXT(correction, rule),
    REAL(correction, confidence),
    PLACE(correction),
};
const struct plan_fields plan_correction_fields = {correction_fields, COUNT(correction_fields)};

static const struct plan_field finding_fields[] = {
    TEXT_AT(diag, "code", name),
    NAME_AT(diag, "severity", level, severities),
    TEXT_AT(diag, "message", text),
    INT_OR_NULL(diag, table_no),
    INT_OR_NULL(diag, task_no),
    INT_OR_NULL(diag, measure_no),
    PLACE(diag),
};
const struct plan_fields plan_finding_fields = {finding_fields, COUNT(finding_fields)};

static const struct plan_field coverage_fields[] = {
    CHARS("chars_total", total),
    CHARS("chars_items", items),
    CHARS("chars_headings", headings),
    CHARS("chars_furniture", furniture),
};
const struct plan_fields plan_coverage_fields = {coverage_fields, COUNT(coverage_fields)};

static struct plan_value int_value(int64_t i, bool null) {
    return (struct plan_value){.kind = null && i == 0 ? VALUE_NULL : VALUE_INT, .i = i};
}

static struct plan_value text_value(struct str s, bool null) {
    return (struct plan_value){.kind = null && s.n == 0 ? VALUE_NULL : VALUE_TEXT, .text = s};
}

struct plan_value plan_get(const void *item, const struct plan_field *f) {
    const void *m = (const char *)item + f->offset;
    switch (f->type) {
    case PLAN_TEXT:
        return text_value(*(const struct str *)m, f->null);
    case PLAN_PATH:
        return text_value(place_path(*(const struct place *)m), f->null);
    case PLAN_NAME:
        return text_value(f->names[*(const int *)m], false);
    case PLAN_INT:
        return int_value(*(const int *)m, f->null);
    case PLAN_LINE:
        return int_value(*(const uint32_t *)m, f->null);
    case PLAN_COUNT:
        return int_value((int64_t) * (const uint64_t *)m, f->null);
    case PLAN_FLAG:
        return int_value(*(const bool *)m, f->null);
    case PLAN_REAL:
        break;
    }
    bool present = !f->present || *(const bool *)((const char *)item + f->present);
    return (struct plan_value){.kind = present ? VALUE_REAL : VALUE_NULL,
                               .real = *(const double *)m};
}

static int set_int(void *m, enum plan_type type, int64_t i) {
    static const int64_t most[] = {
        [PLAN_INT] = INT_MAX, [PLAN_LINE] = UINT32_MAX, [PLAN_COUNT] = INT64_MAX, [PLAN_FLAG] = 1};
    if (i < 0 || i > most[type])
        return -1;
    switch (type) {
    case PLAN_LINE:
        *(uint32_t *)m = (uint32_t)i;
        break;
    case PLAN_COUNT:
        *(uint64_t *)m = (uint64_t)i;
        break;
    case PLAN_FLAG:
        *(bool *)m = i;
        break;
    default:
        *(int *)m = (int)i;
    }
    return 0;
}

static int set_name(int *m, const struct plan_field *f, struct str name) {
    for (int i = 0; i < f->names_n; i++)
        if (str_eq(name, f->names[i]))
            return *m = i, 0;
    return -1;
}

static int set_real(void *item, const struct plan_field *f, struct plan_value v) {
    double real = v.kind == VALUE_INT ? (double)v.i : v.real;
    if (v.kind == VALUE_TEXT || !isfinite(real))
        return -1;
    *(double *)(void *)((char *)item + f->offset) = real;
    if (f->present)
        *(bool *)((char *)item + f->present) = v.kind != VALUE_NULL;
    return 0;
}

static int set_text(void *m, enum plan_type type, struct str s) {
    if (type == PLAN_TEXT)
        *(struct str *)m = s;
    else
        place_set(m, s);
    return 0;
}

int plan_set(void *item, const struct plan_field *f, struct plan_value v) {
    void *m = (char *)item + f->offset;
    if (v.kind == VALUE_NULL && !f->null)
        return -1;
    switch (f->type) {
    case PLAN_REAL:
        return set_real(item, f, v);
    case PLAN_NAME:
        return v.kind == VALUE_TEXT ? set_name(m, f, v.text) : -1;
    case PLAN_TEXT:
    case PLAN_PATH:
        return v.kind == VALUE_TEXT || v.kind == VALUE_NULL ? set_text(m, f->type, v.text) : -1;
    default:
        return v.kind == VALUE_INT || v.kind == VALUE_NULL ? set_int(m, f->type, v.i) : -1;
    }
}

void plan_put_real(struct buf *b, double real) {
    char z[32];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(z, sizeof z, "%.*g", digits, real);
        if (strtod(z, NULL) == real)
            break;
    }
    buf_add(b, str_of(z));
}
