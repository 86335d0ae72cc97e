/* out: plans as bytes for people and other programs. Writers append to a buffer and can not fail.
 */
#ifndef TIAOMU_OUT_OUT_H
#define TIAOMU_OUT_OUT_H

#include "extract/plan.h"

/* The rows of a plan, by public view. */
enum out_kind {
    OUT_DOCUMENTS,
    OUT_MEASURES,
    OUT_RESPONSIBILITIES,
    OUT_ASSIGNMENTS,
    OUT_QUANTITIES,
    OUT_REFERENCES,
    OUT_INDICATORS,
    OUT_OUTLINE,
    OUT_CLAUSES,
    OUT_FOOTNOTES,
    OUT_CORRECTIONS,
    OUT_WARNINGS,
    OUT_COVERAGE
};
enum { OUT_KINDS = OUT_COVERAGE + 1 };
struct str out_kind_name(enum out_kind kind);

/* CSV (RFC 4180), UTF-8. A text that a spreadsheet would take for a formula (it begins with
 * = + - @, a tab or a carriage return) is given a ' in front, but for out_csv_exact, which is for
 * programs. */
void out_csv_header(struct buf *b, enum out_kind kind, bool bom); /* bom: a byte order mark first */
void out_csv(struct buf *b, enum out_kind kind, const struct plan *plan);
void out_csv_exact(struct buf *b, enum out_kind kind, const struct plan *plan);

/* A table of another origin, row by row. */
struct out_table {
    struct str name;
    const struct str *columns;
    size_t columns_n;
    const struct plan_value *cells;
    size_t cells_n;
};
void out_csv_table(struct buf *b, const struct out_table *t, bool bom);
void out_csv_table_exact(struct buf *b, const struct out_table *t);

/* Frictionless Data Package: a CSV file for each kind and table with rows, exact, and
 * datapackage.json with their types and keys. The same plans give the same bytes. */
struct out_package;
struct out_file_bytes {
    struct str name, bytes;
};
struct out_package *out_package_open(struct arena *a);
void out_package_add(struct out_package *p, const struct plan *plan);
void out_package_table(struct out_package *p, const struct out_table *t);
/* The files, datapackage.json the last. */
size_t out_package_close(struct out_package *p, const struct out_file_bytes **files);

/* Metadata for Datasette of a database that it calls so: what tables and views hold, which column
 * names a row, what to filter by. */
void out_datasette(struct buf *b, struct str database);

/* All mentions in a measure's roles of this kind, each once, joined by ；. */
struct str out_mentions(struct arena *a, const struct measure *m, enum role_kind kind);

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
