/* Building a table cell by cell, where the source says where rows begin and what cells span. */
#ifndef TIAOMU_INGEST_RULED_H
#define TIAOMU_INGEST_RULED_H

#include "ingest/doc.h"

/* Lives as long as the reading of a document; doc and limits are given, the rest is zero. */
struct ruled {
    struct doc *doc;
    const struct limits *limits;
    size_t cells;        /* of the document so far */
    struct table *table; /* the one being built */
    VEC(uint32_t) until; /* by column: the first row that is free again */
    uint32_t col;        /* of the last row: the next column */
};

void ruled_begin(struct ruled *r, struct place at); /* an empty table in doc's arena */
struct row *ruled_row(struct ruled *r);             /* the pointer is valid until the next call */
/* A cell in the next free columns of the last row; a span of columns ends where a cell from above
 * stands, one of rows with the table. NULL with an error in doc->diags where the table passes
 * limits->columns or the document limits->cells. The pointer is valid until the next call. */
struct cell *ruled_cell(struct ruled *r, uint32_t col_span, uint32_t row_span, struct place at);
/* Fits the spans to the table and counts its columns, those alone in which a cell begins. NULL
 * where there is no cell. */
struct table *ruled_end(struct ruled *r);

#endif
