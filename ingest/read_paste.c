/* Rows copied out of Word, WPS or Excel, or saved as CSV: one record a row, cells parted by tabs or
 * commas, and a cell of several lines in quotation marks, in which a quotation mark is doubled (RFC
 * 4180, 2.5 to 2.7). A copied row that is one merged cell has no tab.
 */
#include "base/utf8.h"
#include "ingest/ruled.h"

enum {
    FEW_ROWS = 2,
    SAVED_ROWS = 3,
    ROW_MARKS = 2,
    SECTION_LINES = 8,
    BID_QUOTED = 70,
    BID_SAVED = 65
};

/* A field from byte from to end, which a mark (tab or comma), \n or the text's end follows. */
struct field {
    size_t from, end;
    bool quoted;
};

struct record {
    char mark; /* what parts its fields */
    size_t from, end;
    uint32_t line, marks;
    bool blank;
};

/* The offset behind the quotation mark that closes the field at from; 0 where it is none, since a
 * mark stands single in it or none closes it. */
static size_t closing(struct str s, size_t from, char mark) {
    for (size_t i = from + 1; i < s.n; i++) {
        if (s.p[i] != '"')
            continue;
        if (i + 1 == s.n || s.p[i + 1] == mark || s.p[i + 1] == '\n')
            return i + 1;
        if (s.p[++i] != '"')
            return 0;
    }
    return 0;
}

static struct field field_at(struct str s, size_t from, char mark) {
    size_t end = from < s.n && s.p[from] == '"' ? closing(s, from, mark) : 0;
    struct field f = {from, end, end > 0};
    if (f.quoted)
        return f;
    for (f.end = from; f.end < s.n && s.p[f.end] != mark && s.p[f.end] != '\n';)
        f.end++;
    return f;
}

/* The record that begins at r->from; r->end is the offset of its \n or the text's end. */
static void measure(struct str s, struct record *r) {
    struct field f = field_at(s, r->from, r->mark);
    r->marks = 0;
    for (; f.end < s.n && s.p[f.end] == r->mark; r->marks++)
        f = field_at(s, f.end + 1, r->mark);
    r->end = f.end;
    r->blank = utf8_blank(str_cut(s, r->from, r->end));
}

static bool next_record(struct str s, struct record *r) {
    size_t from = r->line ? r->end + 1 : 0;
    if (from >= s.n)
        return false;
    r->line += r->line ? str_line_ends(str_cut(s, r->from, r->end)) + 1 : 1;
    r->from = from;
    measure(s, r);
    return true;
}

/* Quotation marks that say something: around several lines, or around others. */
static uint32_t quoted_fields(struct str s, const struct record *r) {
    uint32_t n = 0;
    for (size_t from = r->from; from <= r->end;) {
        struct field f = field_at(s, from, r->mark);
        struct str inside = str_cut(s, f.from + 1, f.end - 1);
        n += f.quoted && (str_find(inside, S("\n"), 0) != SIZE_MAX ||
                          str_find(inside, S("\"\""), 0) != SIZE_MAX);
        from = f.end + 1;
    }
    return n;
}

/* A table saved as text has as many marks in each record. */
static bool is_saved(struct str s, char mark) {
    struct record r = {.mark = mark};
    uint32_t rows = 0, marks = 0;
    while (next_record(s, &r)) {
        if (r.blank)
            continue;
        if (r.marks < ROW_MARKS || (rows > 0 && r.marks != marks))
            return false;
        marks = r.marks;
        rows++;
    }
    return rows >= SAVED_ROWS;
}

/* Cells of a worksheet have marks enough, its title's row too. */
static int bid(const struct source *src) {
    struct record r = {.mark = '\t'};
    uint32_t rows = 0, quoted = 0;
    while (next_record(src->text, &r)) {
        rows += r.marks >= ROW_MARKS;
        quoted += r.marks >= ROW_MARKS ? quoted_fields(src->text, &r) : 0;
    }
    if (rows >= FEW_ROWS && quoted > 0)
        return BID_QUOTED;
    return is_saved(src->text, '\t') ? BID_SAVED : 0;
}

/* The mark of a CSV file, also as Excel writes it where the comma is in numbers; 0: it is none. */
static char csv_mark(struct str s) {
    return is_saved(s, ',') ? ',' : is_saved(s, ';') ? ';' : 0;
}

static int bid_csv(const struct source *src) {
    return csv_mark(src->text) ? BID_SAVED : 0;
}

/* ---- reading ---- */

struct paste {
    const struct source *src;
    struct doc *doc;
    struct ruled ruled;
    uint32_t gap;
};

/* A field without its quotation marks. */
static struct str unquoted(struct paste *p, struct field f, uint32_t line) {
    struct str s = str_cut(p->src->text, f.from, f.end);
    struct buf b = {.a = p->doc->a}, marks = {.a = p->doc->a};
    if (!f.quoted)
        return s;
    for (size_t i = 1; i + 1 < s.n; i++) {
        buf_byte(&b, s.p[i]);
        if (s.p[i] == '"') {
            buf_byte(&marks, '"');
            i++;
        }
    }
    buf_add(&marks, S("\"\""));
    doc_furniture(p->doc, "quotation mark", buf_str(&marks), (struct place){.line = line});
    return buf_str(&b);
}

/* The field's lines as paragraphs of a cell, or as blocks where there is no cell. */
static void put_lines(struct paste *p, struct cell *cell, struct field f, uint32_t line) {
    struct str s = unquoted(p, f, line);
    uint32_t gap = cell ? 0 : p->gap;
    for (size_t from = 0; from <= s.n; line++) {
        struct str text = str_cut(s, from, str_find(s, S("\n"), from));
        from += text.n + 1;
        if (utf8_blank(text)) {
            gap++;
            continue;
        }
        struct para para = doc_para(p->doc, utf8_trim(text), (struct place){.line = line});
        para.gap = gap;
        gap = 0;
        if (cell)
            *vec_push(p->doc->a, &cell->paras) = para;
        else
            doc_block(p->doc, BLOCK_PARAGRAPH)->para = para;
    }
}

/* Marks that are no white space are furniture. */
static void put_marks(struct paste *p, const struct record *r) {
    struct buf marks = {.a = p->doc->a};
    for (uint32_t i = 0; r->mark != '\t' && i < r->marks; i++)
        buf_byte(&marks, r->mark);
    if (marks.n)
        doc_furniture(p->doc, "field mark", buf_str(&marks), (struct place){.line = r->line});
}

static int put_row(struct paste *p, const struct record *r, uint32_t span) {
    struct str s = p->src->text;
    uint32_t line = r->line;
    ruled_row(&p->ruled);
    for (size_t from = r->from; from <= r->end;) {
        struct field f = field_at(s, from, r->mark);
        struct cell *cell = ruled_cell(&p->ruled, span, 1, (struct place){.line = line});
        if (!cell)
            return -1;
        put_lines(p, cell, f, line);
        line += str_line_ends(str_cut(s, f.from, f.end));
        from = f.end + 1;
    }
    put_marks(p, r);
    return 0;
}

static void put_paragraph(struct paste *p, const struct record *r) {
    uint32_t line = r->line;
    for (size_t from = r->from; from <= r->end;) {
        struct field f = field_at(p->src->text, from, r->mark);
        put_lines(p, NULL, f, line);
        line += str_line_ends(str_cut(p->src->text, f.from, f.end));
        from = f.end + 1;
        p->gap = 0;
    }
}

/* A record without marks among rows is a row in one merged cell, as long as no blank line parts
 * them, they are few, and the rows behind have the columns of those before. */
static bool goes_on(struct str s, struct record r, uint32_t marks) {
    for (int i = 0; i < SECTION_LINES && !r.blank && r.marks == 0; i++)
        if (!next_record(s, &r))
            return false;
    return !r.blank && r.marks == marks;
}

/* A row that has less fields than others lacks those that merges across left out: which, extraction
 * tells. */
static bool is_ragged(const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        if (t->rows.at[r].cells.n > 1 && t->rows.at[r].cells.n < t->columns)
            return true;
    return false;
}

/* The table that begins with record r; r becomes its last record. */
static int put_table(struct paste *p, struct record *r) {
    uint32_t marks = r->marks;
    struct record next;
    ruled_begin(&p->ruled, (struct place){.line = r->line});
    for (;;) {
        if (put_row(p, r, r->marks ? 1 : marks + 1) < 0)
            return -1;
        next = *r;
        bool row = next_record(p->src->text, &next) &&
                   (next.marks >= ROW_MARKS || goes_on(p->src->text, next, marks));
        if (!row)
            break;
        marks = next.marks ? next.marks : marks;
        *r = next;
    }
    const struct table *t = ruled_end(&p->ruled);
    if (t) {
        struct table *to = doc_block(p->doc, BLOCK_TABLE)->table;
        *to = *t;
        to->loose = t->rows.n > 1 && is_ragged(t);
        to->spanless = !to->loose;
    }
    p->gap = 0;
    return 0;
}

static int read_rows(const struct source *src, struct doc *doc, char mark) {
    struct paste p = {.src = src, .doc = doc, .ruled = {.doc = doc, .limits = &src->limits}};
    struct record r = {.mark = mark};
    doc->chars_total = utf8_ink(src->text);
    while (next_record(src->text, &r)) {
        if (r.marks >= ROW_MARKS) {
            if (put_table(&p, &r) < 0)
                return -1;
        } else if (r.blank) {
            p.gap++;
        } else {
            put_paragraph(&p, &r);
        }
    }
    return 0;
}

static int read(const struct source *src, struct doc *doc) {
    return read_rows(src, doc, '\t');
}

static int read_saved(const struct source *src, struct doc *doc) {
    return read_rows(src, doc, csv_mark(src->text));
}

const struct reader read_paste = {"pasted rows", bid, read};
const struct reader read_csv = {"csv", bid_csv, read_saved};
