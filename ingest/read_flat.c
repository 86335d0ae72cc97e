/* Text that an exporter made of a Word file by flattening its tables: every cell begins with a tab
 * at a line's start, the lines that follow are its paragraphs, and where rows begin is lost. The
 * table is handed on loose: one row with all cells in order, and everything behind the first cell,
 * further titles and prose too, stands in them until extraction lays it out.
 */
#include "base/utf8.h"
#include "ingest/marks.h"

enum { FEW_CELLS = 3, BID_CELLS = 60, BID_MARKS = 50 };

static int bid(const struct source *src) {
    struct lines l = {.text = src->text};
    struct str line;
    uint32_t cells = 0, rows = 0;
    while (lines_next(&l, &line)) {
        size_t first = str_find(line, S("\t"), 0);
        bool starts = first == 0;
        struct str rest = utf8_trim(line);
        bool more = str_find(rest, S("\t"), 0) != SIZE_MAX;
        cells += starts && !more;
        rows += first != SIZE_MAX && more;
    }
    if (cells >= FEW_CELLS && cells > 2 * rows)
        return BID_CELLS;
    bool marks = str_find(src->text, S("[bookmark:"), 0) != SIZE_MAX ||
                 str_find(src->text, S("[footnoteRef:"), 0) != SIZE_MAX;
    return marks && rows == 0 ? BID_MARKS : 0;
}

struct flat {
    struct doc *doc;
    struct row *row; /* of the loose table, NULL before the first cell */
    uint32_t gap;    /* blank lines above */
    struct marks marks;
};

static struct row *open_table(struct doc *doc, struct place at) {
    struct block *b = doc_block(doc, BLOCK_TABLE);
    *b->table = (struct table){.loose = true, .at = at};
    return vec_push(doc->a, &b->table->rows);
}

static void add_cell(struct flat *f, struct place at) {
    if (!f->row)
        f->row = open_table(f->doc, at);
    struct cell *c = vec_push(f->doc->a, &f->row->cells);
    *c =
        (struct cell){.col = (uint32_t)f->row->cells.n - 1, .col_span = 1, .row_span = 1, .at = at};
}

static uint32_t leading_spaces(struct str line) {
    uint32_t n = 0;
    while (n < line.n && line.p[n] == ' ')
        n++;
    return n;
}

static void add_text(struct flat *f, struct str line, struct place at) {
    struct str text = marks_take(f->doc, line, at, &f->marks);
    if (!utf8_blank(text)) {
        struct para p = doc_para(f->doc, utf8_trim(text), at);
        p.gap = f->gap;
        p.indent = leading_spaces(line);
        if (f->row)
            *vec_push(f->doc->a, &f->row->cells.at[f->row->cells.n - 1].paras) = p;
        else
            doc_block(f->doc, BLOCK_PARAGRAPH)->para = p;
        f->gap = 0;
    }
}

static int read(const struct source *src, struct doc *doc) {
    struct lines l = {.text = src->text};
    struct flat f = {.doc = doc};
    struct str line;
    doc->chars_total = utf8_ink(src->text);
    while (lines_next(&l, &line)) {
        struct place at = {.line = l.number};
        if (str_starts(line, S("\t"))) {
            add_cell(&f, at);
            line = str_cut(line, 1, line.n);
        } else if (utf8_blank(line)) {
            f.gap++;
            continue;
        }
        line = marks_whole_line(doc->a, &l, line);
        add_text(&f, line, at);
        if (f.row && f.row->cells.n > src->limits.cells) {
            diag_add(&doc->diags, DIAG_LIMIT, at, S("more table cells than --max-cells allows"));
            return -1;
        }
    }
    marks_finish(doc, &f.marks);
    return 0;
}

const struct reader read_flat = {"flat text", bid, read};
