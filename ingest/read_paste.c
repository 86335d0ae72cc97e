/* Rows copied out of Word, WPS or Excel: one record a row, cells parted by tabs, and a cell of
 * several lines in quotation marks, in which a quotation mark is doubled (RFC 4180, 2.5 to 2.7). A
 * row that is one merged cell has no tab.
 */
#include "base/utf8.h"
#include "ingest/ruled.h"

enum { FEW_ROWS = 2, ROW_TABS = 2, SECTION_LINES = 8, BID_QUOTED = 70 };

/* A field from byte from to end, which a tab, \n or the text's end follows. */
struct field {
    size_t from, end;
    bool quoted;
};

struct record {
    size_t from, end;
    uint32_t line, tabs;
    bool blank;
};

/* The offset behind the quotation mark that closes the field at from; 0 where it is none, since a
 * mark stands single in it or none closes it. */
static size_t closing(struct str s, size_t from) {
    for (size_t i = from + 1; i < s.n; i++) {
        if (s.p[i] != '"')
            continue;
        if (i + 1 == s.n || s.p[i + 1] == '\t' || s.p[i + 1] == '\n')
            return i + 1;
        if (s.p[++i] != '"')
            return 0;
    }
    return 0;
}

static struct field field_at(struct str s, size_t from) {
    size_t end = from < s.n && s.p[from] == '"' ? closing(s, from) : 0;
    struct field f = {from, end, end > 0};
    if (f.quoted)
        return f;
    for (f.end = from; f.end < s.n && s.p[f.end] != '\t' && s.p[f.end] != '\n';)
        f.end++;
    return f;
}

static uint32_t lines_in(struct str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* The record that begins at r->from; r->end is the offset of its \n or the text's end. */
static void measure(struct str s, struct record *r) {
    struct field f = field_at(s, r->from);
    r->tabs = 0;
    for (; f.end < s.n && s.p[f.end] == '\t'; r->tabs++)
        f = field_at(s, f.end + 1);
    r->end = f.end;
    r->blank = utf8_blank(str_cut(s, r->from, r->end));
}

static bool next_record(struct str s, struct record *r) {
    size_t from = r->line ? r->end + 1 : 0;
    if (from >= s.n)
        return false;
    r->line += r->line ? lines_in(str_cut(s, r->from, r->end)) + 1 : 1;
    r->from = from;
    measure(s, r);
    return true;
}

/* Quotation marks that say something: around several lines, or around others. */
static uint32_t quoted_fields(struct str s, const struct record *r) {
    uint32_t n = 0;
    for (size_t from = r->from; from <= r->end;) {
        struct field f = field_at(s, from);
        struct str inside = str_cut(s, f.from + 1, f.end - 1);
        n += f.quoted && (str_find(inside, S("\n"), 0) != SIZE_MAX ||
                          str_find(inside, S("\"\""), 0) != SIZE_MAX);
        from = f.end + 1;
    }
    return n;
}

static int bid(const struct source *src) {
    struct record r = {0};
    uint32_t rows = 0, quoted = 0;
    while (next_record(src->text, &r)) {
        rows += r.tabs >= ROW_TABS;
        quoted += r.tabs >= ROW_TABS ? quoted_fields(src->text, &r) : 0;
    }
    return rows >= FEW_ROWS && quoted > 0 ? BID_QUOTED : 0;
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

static int put_row(struct paste *p, const struct record *r, uint32_t span) {
    struct str s = p->src->text;
    uint32_t line = r->line;
    ruled_row(&p->ruled);
    for (size_t from = r->from; from <= r->end;) {
        struct field f = field_at(s, from);
        struct cell *cell = ruled_cell(&p->ruled, span, 1, (struct place){.line = line});
        if (!cell)
            return -1;
        put_lines(p, cell, f, line);
        line += lines_in(str_cut(s, f.from, f.end));
        from = f.end + 1;
    }
    return 0;
}

static void put_paragraph(struct paste *p, const struct record *r) {
    uint32_t line = r->line;
    for (size_t from = r->from; from <= r->end;) {
        struct field f = field_at(p->src->text, from);
        put_lines(p, NULL, f, line);
        line += lines_in(str_cut(p->src->text, f.from, f.end));
        from = f.end + 1;
        p->gap = 0;
    }
}

/* A record without tabs among rows is a row in one merged cell, as long as no blank line parts
 * them, they are few, and the rows behind have the columns of those before. */
static bool goes_on(struct str s, struct record r, uint32_t tabs) {
    for (int i = 0; i < SECTION_LINES && !r.blank && r.tabs == 0; i++)
        if (!next_record(s, &r))
            return false;
    return !r.blank && r.tabs == tabs;
}

/* The table that begins with record r; r becomes its last record. */
static int put_table(struct paste *p, struct record *r) {
    uint32_t tabs = r->tabs;
    struct record next;
    ruled_begin(&p->ruled, (struct place){.line = r->line});
    for (;;) {
        if (put_row(p, r, r->tabs ? 1 : tabs + 1) < 0)
            return -1;
        next = *r;
        bool row = next_record(p->src->text, &next) &&
                   (next.tabs >= ROW_TABS || goes_on(p->src->text, next, tabs));
        if (!row)
            break;
        tabs = next.tabs ? next.tabs : tabs;
        *r = next;
    }
    const struct table *t = ruled_end(&p->ruled);
    if (t)
        *doc_block(p->doc, BLOCK_TABLE)->table = *t;
    p->gap = 0;
    return 0;
}

static int read(const struct source *src, struct doc *doc) {
    struct paste p = {.src = src, .doc = doc, .ruled = {.doc = doc, .limits = &src->limits}};
    struct record r = {0};
    doc->chars_total = utf8_ink(src->text);
    while (next_record(src->text, &r)) {
        if (r.tabs >= ROW_TABS) {
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

const struct reader read_paste = {"pasted rows", bid, read};
