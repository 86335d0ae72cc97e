/* plan: what is meant. Filled by the steps of extraction and by resolution, constant from then on.
 *
 * Its fields bear the names of the public views (docs: the data dictionary). All text is UTF-8 and
 * lives in the plan's arena. Integers are 0 and slices empty where a value is absent, unless said
 * otherwise. A plan read back from JSON lines or from the store cannot be told from a fresh one.
 */
#ifndef TIAOMU_EXTRACT_PLAN_H
#define TIAOMU_EXTRACT_PLAN_H

#include "base/diag.h"
#include "extract/plan_fields.h"

enum role_kind {
    ROLE_LEAD,
    ROLE_RESPONSIBLE,
    ROLE_SUPPORT,
    ROLE_OFFICIAL,
    ROLE_PROJECT,
    ROLE_OTHER
};
enum org_kind { ORG_UNKNOWN, ORG_BODY, ORG_GROUP, ORG_PERSON };
enum method { METHOD_NONE, METHOD_EXACT, METHOD_ALIAS, METHOD_RULE, METHOD_FUZZY };
enum deadline_kind {
    DEADLINE_UNKNOWN,
    DEADLINE_BY,
    DEADLINE_PERIOD,
    DEADLINE_ONGOING,
    DEADLINE_MILESTONES
};
enum doc_type { DOC_OTHER, DOC_PLAN, DOC_PROSE, DOC_NOTICE };
enum doc_status { STATUS_UNKNOWN, STATUS_DRAFT, STATUS_FINAL };

/* The names that views and JSON use for them, in the order of the enums. */
struct str role_kind_name(enum role_kind k);
struct str org_kind_name(enum org_kind k);
struct str method_name(enum method m);
struct str deadline_kind_name(enum deadline_kind k);
struct str doc_type_name(enum doc_type t);
struct str doc_status_name(enum doc_status s);

struct mention {
    struct str mention;     /* repaired: wraps joined, glued names split, padding dropped */
    struct str mention_raw; /* as printed; line breaks inside are \n */
    struct str org_id, org; /* empty where unresolved */
    enum org_kind org_kind;
    enum method method;
    double confidence; /* 0 to 1 */
};

/* One role column's cell of one assignment. */
struct role {
    struct str role; /* the column's header, without white space */
    enum role_kind role_kind;
    bool shared; /* the cell spans several role columns; its mentions stand under each */
    SHORT_VEC(struct mention) mentions;
};
typedef SHORT_VEC(struct role) plan_roles;

struct assignment {
    struct str deadline; /* as printed, without white space; several lines joined by \n */
    enum deadline_kind deadline_kind;
    struct str deadline_start, deadline_end; /* ISO dates */
    bool deadline_shared; /* printed once for this and the assignment before it */
    plan_roles roles;
};
typedef SHORT_VEC(struct assignment) plan_assignments;

/* A number that sets or reports a target. */
struct quantity {
    struct str text;       /* the matched words, a part of the item's text */
    struct str subject;    /* what is counted, empty where the text does not say */
    struct str comparator; /* = <= >= < > ~ */
    bool has_value;
    double value;
    struct str unit;
    int year; /* the year it is for, 0: not said */
};
typedef SHORT_VEC(struct quantity) plan_quantities;

/* A document cited. */
struct reference {
    struct str title;  /* without 《》 */
    struct str doc_no; /* 京政发〔2025〕7号, empty where none is given */
};
typedef SHORT_VEC(struct reference) plan_references;

/* Something printed that was read otherwise. */
struct correction {
    int table_no, task_no, measure_no;
    struct str field; /* "measure", "task", "mention" … */
    struct str printed, corrected, rule;
    double confidence; /* 0 to 1 */
    struct place at;
};

struct measure {
    int table_no;           /* logical tables, from 1 */
    struct str table_title; /* white space removed, as in section and task */
    struct str section;     /* section rows above, outermost first, joined by '/' */
    int task_no;            /* 0: none */
    bool task_no_inferred;
    struct str task;
    int measure_no;               /* from 1 within its task */
    struct str measure;           /* paragraphs joined by \n, repaired */
    struct str measure_raw;       /* the same as decoded */
    plan_assignments assignments; /* at least one */
    plan_quantities quantities;
    plan_references references;
    struct place at;
};

/* One cell of a table that is no list of measures. */
struct indicator {
    int table_no;
    struct str table_title;
    int row_no; /* printed or inferred number, else the row's place from 1 */
    struct str row_label, col, value;
    bool has_value_num;
    double value_num;
    struct str comparator, unit;
    bool filled;      /* value of a vertically merged cell above */
    plan_roles roles; /* one for a department column, else none */
    struct place at;
};

struct heading {
    int level; /* from 1 */
    struct str title;
    bool inferred;
    struct place at;
};

struct clause {
    struct str section, label, text; /* section: headings above, joined by '/' */
    plan_assignments assignments;    /* none where the text names nobody and no date */
    plan_quantities quantities;
    plan_references references;
    struct place at;
};

struct footnote {
    struct str n, text, anchor;
    struct place at;
};

struct coverage {
    uint64_t total, items, headings, furniture; /* non-space code points; the rest is lost */
};

struct document {
    struct str doc, title;
    enum doc_type doc_type;
    enum doc_status status;
    struct str jurisdiction, jurisdiction_code; /* GB/T 2260 */
    int year_start, year_end;
    struct str issuer, doc_no, issued;
    struct str source_name, source_sha256, format, encoding, tool_version, rules_version;
};

struct plan {
    struct arena *a;
    struct document document;
    SHORT_VEC(struct heading) outline;
    SHORT_VEC(struct measure) measures;     /* in document order */
    SHORT_VEC(struct indicator) indicators; /* in document order, a row's cells together */
    SHORT_VEC(struct clause) clauses;
    SHORT_VEC(struct footnote) footnotes;
    SHORT_VEC(struct correction) corrections;
    struct diags diags;
    struct coverage coverage;
    struct str packed; /* by plan_pack, where it was unpacked; else empty */
};

/* What a plan holds, in numbers. */
struct plan_summary {
    struct document document;
    int64_t tasks, measures, rows, clauses; /* rows: of tables that are no lists of measures */
    int64_t notes, warnings, errors;        /* findings */
};
struct plan_summary plan_summary(const struct plan *plan);

/* The measure's deadline as a whole, without roles: its assignments' lines joined by \n, one that
 * several share once; their kind where all agree, else milestones; the earliest start and the
 * latest end. */
struct assignment plan_deadline(struct arena *a, const struct measure *m);

/* JSON lines, one object an item, a document line first (CONTRACT: items as JSON lines). */
struct str plan_to_json(struct arena *a, const struct plan *plan);
/* Reads the first plan of text (up to the next document line) into *out, which lives in arena a,
 * and moves *text behind it. -1 with an error in diags: line number and what is wrong. */
int plan_from_json(struct arena *a, struct str *text, struct diags *diags, struct plan **out);

#endif
