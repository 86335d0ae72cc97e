/* The fields of a plan's types under the names of the public views: what JSON lines, the store and
 * the writers go by, so that a field is named and typed in one place (plan.c).
 */
#ifndef TIAOMU_EXTRACT_PLAN_FIELDS_H
#define TIAOMU_EXTRACT_PLAN_FIELDS_H

#include "base/str.h"

enum plan_type {
    PLAN_TEXT,  /* struct str */
    PLAN_PATH,  /* the path of a struct place */
    PLAN_INT,   /* int, not negative */
    PLAN_LINE,  /* uint32_t */
    PLAN_COUNT, /* uint64_t */
    PLAN_FLAG,  /* bool: 0 or 1, true or false in JSON */
    PLAN_REAL,  /* double, finite */
    PLAN_NAME,  /* an enum, by its name */
};

struct plan_field {
    struct str name;
    enum plan_type type;
    bool null;      /* an empty slice or 0 means absent, and is NULL outside */
    size_t offset;  /* of the member in its struct */
    size_t present; /* PLAN_REAL: offset of the bool that says whether there is one; 0: always */
    const struct str *names; /* PLAN_NAME: in the order of the enum */
    int names_n;
};

struct plan_fields {
    const struct plan_field *at;
    size_t n;
};

/* In the order of the views' columns; doc, which every view begins with, only in the document's.
 * Lists (a measure's assignments, …) are no fields. */
extern const struct plan_fields plan_document_fields, plan_measure_fields, plan_assignment_fields,
    plan_deadline_fields, /* of an assignment, without deadline_shared: a measure's as a whole */

    plan_role_fields, plan_mention_fields, plan_indicator_fields, plan_heading_fields,
    plan_clause_fields, plan_footnote_fields, plan_quantity_fields, plan_reference_fields,
    plan_correction_fields, plan_finding_fields, plan_coverage_fields;

enum plan_value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT };

/* A field's value on its way in or out. */
struct plan_value {
    enum plan_value_kind kind;
    int64_t i;
    double real;
    struct str text;
};

/* item is the struct that the field belongs to. Texts are shared, not copied. */
struct plan_value plan_get(const void *item, const struct plan_field *f);
/* -1, and nothing set: a value of another type, out of range, an unknown name, NULL where a value
 * must be. */
int plan_set(void *item, const struct plan_field *f, struct plan_value v);
/* Appends the shortest decimal form that is read back as the same number (IEEE 754: 17 digits at
 * most). */
void plan_put_real(struct buf *b, double real);

#endif
