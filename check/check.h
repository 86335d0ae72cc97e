/* check: a plan read as a careful editor would.
 *
 * What extraction noticed and what the checks here find are findings alike; check/checks.list names
 * each kind once, with its severity and its words in two languages. A family of checks is a file.
 */
#ifndef TIAOMU_CHECK_CHECK_H
#define TIAOMU_CHECK_CHECK_H

#include "extract/plan.h"

struct doc;
struct rules;

enum check_code {
#define X(code, ...) code,
#include "check/checks.list"
#undef X
    CHECK_CODES
};

/* What is said of a kind of finding. In text and action $1 to $3 stand for a finding's parts. */
struct check_words {
    struct str text;   /* what is wrong */
    struct str action; /* what to do */
    struct str about;  /* for --explain and the manual: what is looked for, and what is not */
};

struct check_info {
    struct str name; /* stable: users suppress by it */
    enum diag_level level;
    bool reading; /* tells how the program read the document, which is no fault of it */
    struct check_words zh, en;
};

const struct check_info *check_info(enum check_code code);
int check_code_of(struct str name, enum check_code *out); /* -1: no such code */

enum { CHECK_PARTS = 3 };

struct finding {
    enum check_code code;
    struct place at;                           /* of the paragraph, where it could be found */
    int table_no, task_no, measure_no, row_no; /* 0: none */
    struct str excerpt;                        /* the words concerned, as printed */
    struct str part[CHECK_PARTS];              /* words and numbers of the document */
    uint64_t order;                            /* place in the document */
};
typedef VEC(struct finding) finding_list;

/* A text of check_words with the finding's parts in it; lives in a. */
struct str finding_text(struct arena *a, const struct finding *f, struct str text);
/* table.task.measure, as far as they are known; empty where none is. */
struct str finding_item(struct arena *a, const struct finding *f);

/* What the checks are given; doc is NULL where the plan comes from elsewhere, and places are then
 * those of the items. against: the plan of the level above, or NULL. */
struct check_input {
    struct plan *plan;
    const struct doc *doc;
    const struct rules *rules;
    const struct plan *against;
};

/* One document's outcome. */
struct checked {
    struct str file, title;
    bool refused; /* it could not be read; the one finding says why */
    struct coverage coverage;
    finding_list findings; /* in the order of the document */
    size_t suppressed;
};
typedef VEC(struct checked) checked_list;

/* Appends the findings on a plan, in the document's order; their texts live in a. */
void check_plan(struct arena *a, const struct check_input *in, finding_list *out);
/* The same for a document that was refused: its errors. */
void check_refused(struct arena *a, const struct diags *diags, finding_list *out);

/* A line of a suppression file: a finding that is known and left alone, and why. */
struct suppression {
    enum check_code code;
    struct str where; /* a place ("12", "1.4.2") or a part of the words concerned */
    struct str reason;
    uint32_t line;
    size_t used;
};
typedef VEC(struct suppression) suppression_list;

/* Reads CODE, a tab, PLACE or EXCERPT, a tab, REASON in each line; # begins a comment. -1 with an
 * error in diags that names the line. */
int suppressions_read(struct arena *a, struct str text, struct diags *diags, suppression_list *out);
/* Takes the suppressed findings out. */
void suppress(struct checked *c, suppression_list *list);
/* A finding for each line that suppressed nothing. */
void suppressions_unused(struct arena *a, const suppression_list *list, finding_list *out);

#endif
