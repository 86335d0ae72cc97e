/* doc: what is printed. Format-neutral and literal; readers copy and interpret nothing, and what
 * they wrote here is never overwritten later.
 *
 * All text is UTF-8 and lives in the document's arena, together with the doc itself. Lines, rows,
 * columns count from 1 in places and messages; rows and columns of cells count from 0.
 */
#ifndef TIAOMU_INGEST_DOC_H
#define TIAOMU_INGEST_DOC_H

#include "base/diag.h"
#include "base/limits.h"

/* A paragraph (a printed line of a cell in text inputs). */
struct para {
    struct str text; /* without furniture such as bookmarks; inner white space as printed */
    struct str label; /* automatic number as Word shows it ("（一）"); empty where there is none */
    struct place at;
    uint32_t id;     /* from 0, dense over the doc: the key of the accounting */
    uint32_t gap;    /* blank lines above (DOCX: empty paragraphs) */
    uint32_t indent; /* text inputs: spaces taken off the front */
    uint8_t level;   /* heading level 1 to 9 by style or outline; 0 is body text */
};

/* A table cell. A vertically merged cell stands once, in its first row, with its row_span; the rows
 * below have no cell at these columns. */
struct cell {
    SHORT_VEC(struct para) paras;     /* none: an empty cell */
    uint32_t col, col_span, row_span; /* spans are at least 1 */
    struct place at;
};

struct row {
    SHORT_VEC(struct cell) cells; /* by ascending col */
    bool header;                  /* the source marks it as a repeated header row (w:tblHeader) */
};

struct table {
    VEC(struct row) rows;
    uint32_t columns;
    /* The source kept the order of the cells but lost where rows begin: all cells stand in one row,
     * and lines behind the table stand in its last cell; or each line of the source is a row, and
     * its first field may go on in the last cell of the row above. Extraction lays such a table
     * out. */
    bool loose;
    /* The source kept the columns but lost where rows begin: each row is a printed line, and a cell
     * may go on in the rows below. Extraction joins them. */
    bool printed;
    /* The source cannot show merged cells: what a merge goes on in are empty cells. */
    bool spanless;
    /* A cell's paragraphs are groups (of units separated by spaces) that may run parallel to the
     * groups of its neighbours (OCR), not single lines. */
    bool parallel;
    struct place at;
};

struct note {
    struct str n;      /* its number as printed (text) or shown (DOCX) */
    struct para para;  /* its text */
    struct str anchor; /* the 10 characters before its mark in the text */
};

enum block_kind { BLOCK_PARAGRAPH, BLOCK_TABLE, BLOCK_FOOTNOTE };

struct block {
    enum block_kind kind;
    struct para para;
    struct table *table;
    struct note *note;
};

/* Noise that the reader took out, by name: "bookmark", "footnote mark", "html tag" … */
struct furniture {
    struct str name, text;
    struct place at;
};

/* What the user says of a document, where its name and text do not; it counts more than they. */
struct said {
    struct str jurisdiction; /* a name, or a code of GB/T 2260; empty: nothing */
    struct str status;       /* "draft", "final"; empty: nothing */
    int year;                /* 0: nothing */
};

struct doc {
    struct arena *a; /* owns the doc */
    struct str name; /* the document's id */
    struct str source_name, source_sha256, format, encoding;
    struct said said; /* filled by who called the reader */
    VEC(struct block) blocks;
    VEC(struct furniture) furniture;
    uint32_t paras;       /* number of ids given out */
    uint64_t chars_total; /* non-space code points of the source's text, counted from the source
                             itself and not from what was made of it */
    struct diags diags;
};

enum tracked { TRACKED_ACCEPT, TRACKED_REJECT };

/* What a reader is given. bytes is the whole file; text is the same decoded to UTF-8, empty for
 * packages. The doc comes with name, source_name and source_sha256 filled. */
struct source {
    struct str bytes, text, encoding;
    struct limits limits;
    enum tracked tracked;
};

/* A reader of one format. bid says how sure it is that the input is its own, 0 (no) to 100 (by its
 * signature); read fills doc or adds one error to doc->diags and returns -1. */
struct reader {
    const char *name; /* v_document.format */
    int (*bid)(const struct source *src);
    int (*read)(const struct source *src, struct doc *doc);
};

/* The readers, one a line in ingest/readers.list. */
#define X(id) extern const struct reader id;
#include "ingest/readers.list"
#undef X

/* Loads what doc_read may need for these bytes beside the program, so that it opens no file. */
void doc_preload(struct str bytes);

/* Reads bytes, which outlive the doc, with the reader that bids highest. name is the document's id,
 * source_name the file's name for messages. Returns 0 with *out in arena a, or -1 with the reason
 * in diags (whose arena outlives the call). The doc's own findings are in out->diags. */
int doc_read(struct arena *a, struct str bytes, struct str name, struct str source_name,
             const struct limits *limits, enum tracked tracked, struct diags *diags,
             struct doc **out);

/* For readers: a paragraph with the next id; an empty block at the end. */
struct para doc_para(struct doc *doc, struct str text, struct place at);
struct block *doc_block(struct doc *doc, enum block_kind kind);
void doc_furniture(struct doc *doc, const char *name, struct str text, struct place at);
/* Non-space code points of all paragraphs, labels excepted, and furniture: what the reader kept of
 * chars_total. */
uint64_t doc_ink(const struct doc *doc);

/* JSON lines: one document line, then one line a block. The text lives in arena a. */
struct str doc_to_json(struct arena *a, const struct doc *doc);
/* Reads the next document and moves *text behind it; the rest may hold further ones. -1 with an
 * error in diags, which says the line. */
int doc_from_json(struct arena *a, struct str *text, struct diags *diags, struct doc **out);

/* One page of HTML that shows what the docs hold, for people; it lives in arena a. */
struct str doc_to_html(struct arena *a, const struct doc *const *docs, size_t n);

#endif
