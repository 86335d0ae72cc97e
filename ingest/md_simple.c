#include "base/utf8.h"
#include "ingest/markdown.h"

enum { HEAD_LINES = 12 };

struct column {
    size_t from, to; /* printed columns of its rule */
};

typedef VEC(struct column) columns;

/* What a table consists of, by lines; numbers count from that of its first line, 0. */
struct simple {
    columns columns;
    uint32_t body, lines; /* where its rows begin; all of it */
    bool spaced;          /* blank lines part its rows, which may take several lines */
};

/* Groups of hyphens parted by spaces; none where the line holds anything else. */
static size_t groups(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '-' && s.p[i] != ' ')
            return 0;
        n += s.p[i] == '-' && (i == 0 || s.p[i - 1] == ' ');
        if (s.p[i] == '-' && (i == 0 || s.p[i - 1] == ' ') && (i + 1 == s.n || s.p[i + 1] != '-'))
            return 0; /* one hyphen is no rule */
    }
    return n;
}

/* The table's first lines: a rule over all and header lines, a header line, or neither; then the
 * columns' rule. */
static bool find_rule(struct lines l, struct str line, struct simple *t, struct str *rule) {
    t->spaced = groups(line) == 1 && line.n > 2 * HEAD_LINES;
    for (uint32_t i = 0; i < HEAD_LINES && !utf8_blank(line); i++) {
        *rule = line;
        t->body = i + 1;
        if (groups(line) > 1)
            return t->spaced ? i > 1 : i < 2;
        if (!lines_next(&l, &line))
            return false;
    }
    return false;
}

/* Rows end with a rule, or, where the table has a header and no rule over it, with a blank line. A
 * table without header ends with a rule, else it is none. */
static bool find_end(struct lines l, struct simple *t) {
    struct str line;
    bool headed = t->body > 1 && !t->spaced, blank = false;
    t->lines = 1;
    while (lines_next(&l, &line)) {
        t->lines++;
        if (t->lines <= t->body)
            continue;
        if (utf8_blank(line) && headed)
            return t->lines > t->body + 1;
        blank = blank || utf8_blank(line);
        if (groups(line)) {
            t->spaced = t->spaced || blank;
            return t->lines > t->body + 1;
        }
    }
    return headed && t->lines > t->body;
}

static bool find(struct lines l, struct str line, struct simple *t, struct str *rule) {
    return find_rule(l, line, t, rule) && find_end(l, t);
}

static bool at(struct lines l, struct str line) {
    struct simple t = {0};
    struct str rule;
    return find(l, line, &t, &rule);
}

static void find_columns(struct arena *a, struct str rule, struct simple *t) {
    for (size_t i = 0; i < rule.n;) {
        while (i < rule.n && rule.p[i] == ' ')
            i++;
        size_t from = i;
        while (i < rule.n && rule.p[i] == '-')
            i++;
        if (i > from)
            *vec_push(a, &t->columns) = (struct column){from, i};
    }
}

/* The byte where printed column col begins. A character that is printed wider than its column moves
 * what follows to the right: a cell begins behind a space. */
static size_t byte_at(struct str s, size_t col, size_t from) {
    size_t i = from, at = md_columns(str_cut(s, 0, from));
    while (i < s.n && at < col) {
        size_t begin = i;
        utf8_next(s, &i);
        at += md_columns(str_cut(s, begin, i));
    }
    while (i > 0 && i < s.n && s.p[i - 1] != ' ')
        i++;
    return i;
}

struct line_part {
    struct buf text;
    bool full;
};

struct simple_row {
    struct line_part *cells;
    uint32_t line; /* 0: no line yet */
};

static void add_line(const struct simple *t, struct simple_row *row, struct str line,
                     uint32_t number) {
    size_t from = 0;
    row->line = row->line ? row->line : number;
    for (size_t c = 0; c < t->columns.n; c++) {
        size_t end = c + 1 < t->columns.n ? byte_at(line, t->columns.at[c + 1].from, from) : line.n;
        struct str part = utf8_trim(str_cut(line, from, end));
        struct line_part *p = &row->cells[c];
        if (part.n)
            md_join(&p->text, part, p->full);
        p->full = md_columns(part) >= t->columns.at[c].to - t->columns.at[c].from;
        from = end;
    }
}

static void reset(struct md *md, const struct simple *t, struct simple_row *row) {
    row->line = 0;
    for (size_t c = 0; c < t->columns.n; c++)
        row->cells[c] = (struct line_part){.text.a = md->doc->a};
}

static int put_row(struct md *md, const struct simple *t, struct simple_row *row, bool header) {
    struct place where = {.line = row->line};
    if (row->line == 0)
        return 0;
    ruled_row(&md->ruled)->header = header;
    for (size_t c = 0; c < t->columns.n; c++) {
        struct cell *cell = ruled_cell(&md->ruled, 1, 1, where);
        if (!cell)
            return -1;
        md_put(md, cell, buf_str(&row->cells[c].text), (struct para){.at = where});
    }
    reset(md, t, row);
    return 0;
}

static int read_lines(struct md *md, const struct simple *t, struct lines *l, struct str line) {
    struct simple_row row = {arena_array(md->doc->a, t->columns.n, sizeof *row.cells), 0};
    reset(md, t, &row);
    for (uint32_t i = 0; i < t->lines; i++) {
        if (i > 0 && !lines_next(l, &line))
            break;
        bool header = i<t->body, rule = groups(line)> 0, blank = utf8_blank(line);
        if (rule)
            md_rule(md, line, l->number);
        else if (!blank)
            add_line(t, &row, line, l->number);
        bool ends = rule || blank || (!header && !t->spaced);
        if (ends && put_row(md, t, &row, header) < 0)
            return -1;
    }
    return put_row(md, t, &row, false);
}

static int read(struct md *md, struct lines *l, struct str line) {
    struct simple t = {0};
    struct str rule = {0};
    if (!find(*l, line, &t, &rule))
        return 0;
    find_columns(md->doc->a, rule, &t);
    ruled_begin(&md->ruled, (struct place){.line = l->number});
    if (read_lines(md, &t, l, line) < 0)
        return -1;
    struct table *table = ruled_end(&md->ruled);
    if (table) {
        table->spanless = true;
        *doc_block(md->doc, BLOCK_TABLE)->table = *table;
    }
    return 0;
}

const struct md_layout md_simple = {at, read};
