/* Rows copied into a plain editor: cells parted by tabs, and a cell of several paragraphs goes on
 * in the next lines, which nothing marks. Word leaves a field empty where a vertical merge goes on,
 * browsers leave it out. The table is handed on loose, a line of the source a row, and all lines
 * behind the first stand in it until extraction lays it out.
 */
#include "base/utf8.h"
#include "ingest/marks.h"

enum { FEW_ROWS = 2, ROW_TABS = 2, WIDE_ROWS = 2, BID_LINES = 62 };

static uint32_t tabs_in(struct str line) {
    uint32_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        n += line.p[i] == '\t';
    return n;
}

/* What the lines with tabs show. */
struct shape {
    uint32_t most;  /* tabs of a line */
    uint32_t rows;  /* lines with ROW_TABS or more */
    uint32_t cells; /* lines that are one field behind a tab */
    uint32_t few;   /* rows with less tabs than the first behind a line without */
    uint32_t wide;  /* lines with more */
    uint32_t parts; /* lines between rows that go on with a cell; titles of tables are none */
};

/* A section's row stands between rows too, but it begins with its number: 一、 （一） 1. */
static bool is_numbered(struct str line) {
    static const struct str marks = S("一二三四五六七八九十第（(0123456789");
    size_t end = 0;
    utf8_next(line, &end);
    return str_find(marks, str_cut(line, 0, end), 0) != SIZE_MAX;
}

static struct shape shape_of(struct str text) {
    struct lines l = {.text = text};
    struct shape s = {0};
    struct str line, header = S("");
    uint32_t first = 0, parts = 0;
    bool behind_row = false; /* or behind the lines that follow one */
    while (lines_next(&l, &line)) {
        uint32_t tabs = tabs_in(line);
        bool row = tabs >= ROW_TABS, numbered = is_numbered(line);
        s.rows += row;
        s.most = tabs > s.most ? tabs : s.most;
        s.cells += tabs == 1 && str_starts(line, S("\t"));
        first = tabs == 0 && !(behind_row && numbered) ? 0 : first ? first : tabs;
        s.few += row && tabs < first;
        s.wide += tabs > first && first > 0;
        s.parts += row && !str_eq(line, header) ? parts : 0;
        if (row && header.n == 0)
            header = line;
        behind_row = row || (behind_row && !utf8_blank(line));
        parts = row || !behind_row ? 0 : parts + !numbered;
    }
    return s;
}

/* Rows over several lines: none of them has all tabs of a row, but together they do. */
static uint32_t cut_rows(struct str text, uint32_t most) {
    struct lines l = {.text = text};
    struct str line;
    uint32_t sum = 0, cut = 0;
    while (lines_next(&l, &line)) {
        uint32_t tabs = tabs_in(line), before = sum;
        sum = tabs >= most ? 0 : sum + tabs > most ? tabs : sum + tabs;
        if (sum < most)
            continue;
        cut += before > 0;
        sum = 0;
    }
    return cut;
}

/* Rows of a scan (read_ocr.c) stand in a line each and have as many fields as their header, merged
 * or not; in flattened text (read_flat.c) a tab begins a cell and a line. */
static int bid(const struct source *src) {
    struct shape s = shape_of(src->text);
    uint32_t cut = s.most >= ROW_TABS ? cut_rows(src->text, s.most) : 0;
    if (s.cells > 2 * s.rows || s.rows + cut < FEW_ROWS)
        return 0;
    return s.few > 0 || s.parts > 0 || s.wide >= WIDE_ROWS || cut > 0 ? BID_LINES : 0;
}

static void add_row(struct doc *doc, struct table *t, struct str line, uint32_t gap,
                    struct place at) {
    struct row *row = vec_push(doc->a, &t->rows);
    *row = (struct row){0};
    for (size_t from = 0; from <= line.n;) {
        struct str field = str_cut(line, from, str_find(line, S("\t"), from));
        struct cell *c = vec_push(doc->a, &row->cells);
        *c = (struct cell){
            .col = (uint32_t)row->cells.n - 1, .col_span = 1, .row_span = 1, .at = at};
        from += field.n + 1;
        if (utf8_blank(field))
            continue;
        struct para p = doc_para(doc, utf8_trim(field), at);
        p.gap = row->cells.n == 1 ? gap : 0;
        *vec_push(doc->a, &c->paras) = p;
    }
    t->columns = t->columns > row->cells.n ? t->columns : (uint32_t)row->cells.n;
}

static int refuse(struct doc *doc, struct place at, const char *why) {
    diag_add(&doc->diags, DIAG_LIMIT, at, str_of(why));
    return -1;
}

static int read(const struct source *src, struct doc *doc) {
    struct lines l = {.text = src->text};
    struct table *t = NULL;
    struct str line;
    uint32_t gap = 0;
    size_t cells = 0;
    doc->chars_total = utf8_ink(src->text);
    while (lines_next(&l, &line)) {
        struct place at = {.line = l.number};
        uint32_t tabs = tabs_in(line);
        if (utf8_blank(line) && tabs == 0) {
            gap++;
            continue;
        }
        if (!t && tabs >= ROW_TABS) {
            t = doc_block(doc, BLOCK_TABLE)->table;
            *t = (struct table){.loose = true, .at = at};
        }
        cells += tabs + 1;
        if (tabs >= src->limits.columns)
            return refuse(doc, at, "more columns than --max-columns allows");
        if (cells > src->limits.cells)
            return refuse(doc, at, "more table cells than --max-cells allows");
        if (t) {
            add_row(doc, t, line, gap, at);
        } else {
            struct para p = doc_para(doc, utf8_trim(line), at);
            p.gap = gap;
            doc_block(doc, BLOCK_PARAGRAPH)->para = p;
        }
        gap = 0;
    }
    return 0;
}

const struct reader read_tabs = {"pasted lines", bid, read};
