/* Inside out/: a plan laid out as the document it came from: its running text and its tables,
 * each behind the heading that has its title, else at the end, with section rows, merged cells and
 * numbers; then its notes.
 *
 * The columns of a list of measures are those that such plans have: 序号, 重点任务, 工作措施,
 * 完成时限, and its roles under their own headers. Texts are shared with the plan where they can
 * be.
 */
#ifndef TIAOMU_OUT_BODY_H
#define TIAOMU_OUT_BODY_H

#include "extract/plan.h"

struct body_cell {
    struct str text; /* paragraphs joined by \n */
    bool continues;  /* vertically merged with the one above; text is empty */
    bool joins;      /* horizontally merged with the one before; text is the same */
};

enum line_kind { LINE_HEADER, LINE_SECTION, LINE_MEASURE, LINE_CELLS };

/* A row of a table. */
struct body_line {
    enum line_kind kind;
    struct body_cell *cells;       /* of each column; one for a section */
    struct str path;               /* LINE_SECTION: with the sections around it, outermost first */
    const struct measure *measure; /* LINE_MEASURE */
    const struct indicator *cells_of; /* LINE_CELLS: the first of the row */
    size_t part;                      /* from 0: which of the measure's assignments */
};

enum column_kind {
    COLUMN_SERIAL,
    COLUMN_TASK,
    COLUMN_MEASURE,
    COLUMN_DEADLINE,
    COLUMN_ROLE,
    COLUMN_CELL
};

struct body_column {
    enum column_kind kind;
    struct str name;
    enum role_kind role_kind;
    size_t nth; /* of the columns with this name, from 0 */
};

struct body_table {
    VEC(struct body_column) columns;
    VEC(struct body_line) lines; /* the header first */
};

enum block_kind { BODY_TITLE, BODY_HEADING, BODY_CLAUSE, BODY_CAPTION, BODY_NOTE, BODY_LIST };

/* A paragraph, or a table with its caption (which may be empty). */
struct body_block {
    enum block_kind kind;
    int level; /* of a heading, from 1 */
    struct str text;
    const struct clause *clause; /* BODY_CLAUSE */
    struct body_table *table;    /* BODY_LIST */
};

struct body {
    VEC(struct body_block) blocks;
};

void body_of(struct arena *a, const struct plan *plan, struct body *out);

/* The paragraph style (w:styleId) of a block that is no table. */
const char *body_style(const struct body_block *b);

#endif
