/* Rows of a table as optical character recognition gives them: one line a row, cells parted by
 * tabs, a header on every page, <p>…</p> where the scan showed paragraphs inside a cell. Each run
 * of such lines is a table; its cells are literal, empty ones included.
 */
#include "base/utf8.h"
#include "ingest/marks.h"

enum { FEW_ROWS = 2, ROW_TABS = 2, BID_ROWS = 60, BID_SCAN = 68 };

static size_t tabs_in(struct str line) {
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        n += line.p[i] == '\t';
    return n;
}

static bool has_tag(struct str line) {
    struct str name;
    for (size_t at = 0; (at = str_find(line, S("<"), at)) != SIZE_MAX; at++)
        if (marks_tag(line, at, &name))
            return true;
    return false;
}

/* What only a scan shows: tags inside rows, and right behind a row the header of the next page,
 * where an editor who pastes a further table leaves its title. */
static bool is_scan(struct str text) {
    struct lines l = {.text = text};
    struct str line, header = {0};
    bool behind_row = false;
    while (lines_next(&l, &line)) {
        bool row = tabs_in(line) >= ROW_TABS;
        if (row && (has_tag(line) || (behind_row && str_eq(utf8_trim(line), header))))
            return true;
        if (row && !behind_row)
            header = utf8_trim(line);
        behind_row = row || (behind_row && utf8_blank(line));
    }
    return false;
}

static int bid(const struct source *src) {
    struct lines l = {.text = src->text};
    struct str line;
    uint32_t cells = 0, rows = 0;
    while (lines_next(&l, &line)) {
        size_t tabs = tabs_in(line);
        rows += tabs >= ROW_TABS;
        cells += tabs == 1 && str_starts(line, S("\t"));
    }
    if (rows < FEW_ROWS || 2 * rows <= cells)
        return 0;
    return is_scan(src->text) ? BID_SCAN : BID_ROWS;
}

static void add_para(struct doc *doc, struct cell *cell, struct str text) {
    if (!utf8_blank(text))
        *vec_push(doc->a, &cell->paras) = doc_para(doc, utf8_trim(text), cell->at);
}

/* Paragraphs are parted by p and br tags; other tags fall out of the text. */
static void add_paras(struct doc *doc, struct cell *cell, struct str s) {
    struct buf b = {.a = doc->a};
    for (size_t i = 0; i < s.n;) {
        struct str name;
        size_t tag = marks_tag(s, i, &name);
        if (!tag) {
            buf_byte(&b, s.p[i++]);
            continue;
        }
        doc_furniture(doc, "html tag", str_cut(s, i, i + tag), cell->at);
        if (str_eq(name, S("p")) || str_eq(name, S("/p")) || str_eq(name, S("br"))) {
            add_para(doc, cell, buf_str(&b));
            b = (struct buf){.a = doc->a};
        }
        i += tag;
    }
    add_para(doc, cell, buf_str(&b));
}

static void add_row(struct doc *doc, struct table *t, struct str line, struct place at) {
    struct row *row = vec_push(doc->a, &t->rows);
    *row = (struct row){0};
    for (size_t from = 0; from <= line.n;) {
        size_t tab = str_find(line, S("\t"), from);
        size_t end = tab == SIZE_MAX ? line.n : tab;
        struct cell *c = vec_push(doc->a, &row->cells);
        *c = (struct cell){
            .col = (uint32_t)row->cells.n - 1, .col_span = 1, .row_span = 1, .at = at};
        add_paras(doc, c, str_cut(line, from, end));
        from = end + 1;
    }
    if (t->columns < row->cells.n)
        t->columns = (uint32_t)row->cells.n;
}

static struct table *open_table(struct doc *doc, struct place at) {
    struct block *b = doc_block(doc, BLOCK_TABLE);
    *b->table = (struct table){.parallel = true, .at = at};
    return b->table;
}

/* A row whose empty cells were trimmed off its end stands right between two rows; a title stands
 * above a header. */
static bool is_trimmed_row(struct lines below, struct str line, struct str header) {
    struct str next;
    return !utf8_blank(line) && lines_next(&below, &next) && tabs_in(next) >= ROW_TABS &&
           !str_eq(utf8_trim(next), header);
}

static int read(const struct source *src, struct doc *doc) {
    struct lines l = {.text = src->text};
    struct str line, header = {0};
    struct table *table = NULL;
    uint32_t gap = 0;
    doc->chars_total = utf8_ink(src->text);
    while (lines_next(&l, &line)) {
        struct place at = {.line = l.number};
        if (tabs_in(line) >= ROW_TABS || (table && is_trimmed_row(l, line, header))) {
            if (!table) {
                header = utf8_trim(line);
                table = open_table(doc, at);
            }
            if (tabs_in(line) >= src->limits.columns) {
                diag_add(&doc->diags, DIAG_LIMIT, at, S("more columns than --max-columns allows"));
                return -1;
            }
            add_row(doc, table, line, at);
            continue;
        }
        table = NULL;
        if (utf8_blank(line)) {
            gap++;
            continue;
        }
        struct para p = doc_para(doc, utf8_trim(line), at);
        p.gap = gap;
        doc_block(doc, BLOCK_PARAGRAPH)->para = p;
        gap = 0;
    }
    return 0;
}

const struct reader read_ocr = {"ocr rows", bid, read};
