/* Inside out/: sheets of a workbook, written row by row (libxlsxwriter).
 *
 * The library writes to a file, and keeps a row of each sheet at a time: rows and cells are written
 * from top to bottom and from left to right. A text is never a formula. What a cell cannot hold is
 * cut, with a note at its end (Excel: 32,767 UTF-16 units).
 */
#ifndef TIAOMU_OUT_BOOK_H
#define TIAOMU_OUT_BOOK_H

#include "out/labels.h"
#include "out/revisions.h"

enum book_look { LOOK_TEXT, LOOK_CENTRE, LOOK_LINK, LOOK_DATE, LOOK_HEAD, LOOK_TITLE, LOOK_LINE };
enum { LOOKS = LOOK_LINE + 1 };

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

struct book {
    struct arena *a; /* of the workbook; texts of a row live in the caller's */
    enum lang lang;
    struct lxw_workbook *workbook;
    struct lxw_format *looks[LOOKS], *inks[INK_COME + 1];
};

struct book_column {
    enum label_id name;
    double width;     /* in characters */
    enum label_id of; /* LABEL_old, LABEL_new: whose; else 0 */
};

struct sheet {
    struct book *book;
    struct lxw_worksheet *sheet;
    const char *name;
    const struct book_column *columns;
    const struct str *whose; /* by column: what stands in front of its name; NULL: nothing */
    size_t columns_n;
    size_t row, col;     /* of the next cell, from 0 */
    size_t head;         /* the header's row */
    size_t links, lines; /* lines: of the row's tallest cell */
    uint64_t used;       /* bits of the columns that hold anything */
};

/* path: of the file; tmp: a folder for the library's own files; created: seconds since 1970. */
void book_open(struct book *b, struct arena *a, const char *path, const char *tmp, struct str title,
               enum lang lang, int64_t created);
int book_close(struct book *b); /* -1: the file could not be written */

/* A sheet with a header that stays in sight beside the first so many columns, with filters, and
 * set to print on A4 across. It may begin with lines of text above the header. */
void sheet_open(struct sheet *s, struct book *b, enum label_id name,
                const struct book_column *columns, size_t n);
void sheet_heading(struct sheet *s, enum book_look look, struct str text); /* a line of text */
void sheet_header(struct sheet *s, size_t frozen);
/* Hides columns that hold nothing, and a sheet without rows unless it is the first. */
void sheet_close(struct sheet *s, bool first);

/* Cells, each in the next column; a is of the row's texts. An empty text leaves the cell empty, as
 * sheet_skip does; so are those that the row lacks at its end. */
void sheet_skip(struct sheet *s);
void sheet_text(struct sheet *s, struct arena *a, struct str text);
void sheet_number(struct sheet *s, double value);
void sheet_whole(struct sheet *s, int64_t value); /* 0 leaves the cell empty */
void sheet_date(struct sheet *s, struct arena *a, struct str iso);
void sheet_spans(struct sheet *s, struct arena *a, const span_list *spans);
/* A text that leads to a row, from 0, of another sheet. */
void sheet_link(struct sheet *s, struct arena *a, struct str text, const struct sheet *to,
                size_t row);
void sheet_end_row(struct sheet *s);

#endif
