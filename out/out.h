/* out: plans as bytes for people and other programs. Writers append to a buffer and can not fail.
 */
#ifndef TIAOMU_OUT_OUT_H
#define TIAOMU_OUT_OUT_H

#include "extract/plan.h"

/* CSV (RFC 4180), UTF-8. A text that a spreadsheet would take for a formula (it begins with
 * = + - @, a tab or a carriage return) is given a ' in front. */
enum out_kind { OUT_MEASURES, OUT_RESPONSIBILITIES, OUT_INDICATORS, OUT_CLAUSES };
enum { OUT_KINDS = OUT_CLAUSES + 1 };
struct str out_kind_name(enum out_kind kind);

void out_csv_header(struct buf *b, enum out_kind kind, bool bom); /* bom: a byte order mark first */
void out_csv(struct buf *b, enum out_kind kind, const struct plan *plan);

/* JSON lines: plan_to_json. */
void out_jsonl(struct buf *b, const struct plan *plan);

/* For a terminal this many columns wide. */
struct out_view {
    size_t width;
    bool tasks; /* the tasks alone, without their measures */
    bool orgs;  /* by organisation: what each leads and supports */
    bool why;   /* with the place in the source, how units were recognised, and all findings */
};
void out_show(struct buf *b, const struct plan *plan, struct out_view view);
void out_list(struct buf *b, const struct plan_summary *documents, size_t n, size_t width);

/* One measure by its table, task and measure number; one row of an indicator or project table by
 * its table and row number; one clause of running text by its place (ord of v_clause). */
struct out_place {
    int table_no, task_no, measure_no;
    int row_no, clause; /* 0: none */
};
/* Where its values came from; field narrows it to one (a view's column, a role, quantity,
 * reference; of a row, a column's name). -1: the plan has none there. */
int out_explain(struct buf *b, const struct plan *plan, struct out_place at, struct str field,
                size_t width);

#endif
