/* Text in which spaces align the columns of tables, as pdftotext -layout prints the pages of a PDF:
 * each character counts as one column, a page ends with a form feed and is laid out by itself. The
 * tables are handed on as printed: a row is a line, and a cell may go on in the rows below, because
 * where rows begin nothing shows but what stands in them. Pages are read twice, for what stands in
 * the columns of one tells where those of another begin.
 */
#include "base/utf8.h"
#include "ingest/lines.h"
#include "ingest/region.h"
#include "ingest/ruled.h"

enum {
    LEAST_LINES = 3,
    BID_ALIGNED = 55,
    MOST_GAPS = 32,
    NEAR_LINES = 6,
    PROSE_WIDTH = 50,
    PARTED_LINES = 4,
    PARTED_OF = 4,
    ROWS_PARTED = 4
};

/* ---- bid ---- */

struct strip {
    size_t from, to;
};

/* The strips between pieces of one line, and how far it stands from the line before. */
struct strips {
    struct strip at[MOST_GAPS];
    size_t n;
};

static size_t lead_spaces(struct str s, size_t *i) {
    size_t n = 0;
    while (*i < s.n) {
        size_t next = *i;
        if (!utf8_is_space(utf8_next(s, &next)))
            break;
        *i = next;
        n++;
    }
    return n;
}

static struct strips strips_in(struct str line) {
    struct strips out = {0};
    size_t i = 0, at = lead_spaces(line, &i);
    while (i < line.n && out.n < MOST_GAPS) {
        utf8_next(line, &i);
        at++;
        size_t n = lead_spaces(line, &i);
        if (n > 1 && i < line.n)
            out.at[out.n++] = (struct strip){at, at + n};
        at += n;
    }
    return out;
}

/* Do the lines share strips between three columns? */
static bool share_strips(const struct strips *a, const struct strips *b) {
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        bool apart = a->at[i].to <= b->at[k].from || b->at[k].to <= a->at[i].from;
        bool first = a->at[i].to < b->at[k].to;
        shared += !apart;
        i += first || !apart;
        k += !first || !apart;
    }
    return shared + 1 >= LEAST_COLUMNS;
}

static bool is_chinese(struct str line) {
    size_t wide = 0, all = 0;
    for (size_t i = 0; i < line.n;) {
        int32_t cp = utf8_next(line, &i);
        wide += utf8_is_han(cp);
        all += !utf8_is_space(cp);
    }
    return 3 * wide > all;
}

/* Where cells stand about the middle of their rows, hardly a line has three of them; but pages
 * that end with a form feed, as those of PDF files do, show columns if many lines are parted. */
static int bid(const struct source *src) {
    struct lines l = {.text = src->text};
    struct str line;
    struct strips before = {0};
    uint32_t aligned = 0, at = 0, all = 0, parted = 0;
    bool pages = str_find(src->text, S("\f"), 0) != SIZE_MAX;
    while (lines_next(&l, &line)) {
        if (str_find(line, S("\t"), 0) != SIZE_MAX)
            return 0;
        struct strips here = strips_in(line);
        all += !utf8_blank(line);
        parted += here.n > 0 && is_chinese(line);
        if (here.n + 1 < LEAST_COLUMNS || !is_chinese(line))
            continue;
        aligned += l.number - at <= NEAR_LINES && share_strips(&before, &here);
        before = here;
        at = l.number;
    }
    bool columns = pages && parted >= PARTED_LINES && PARTED_OF * parted >= all;
    return aligned + 1 >= LEAST_LINES || columns ? BID_ALIGNED : 0;
}

/* ---- the doc ---- */

struct aligned {
    struct doc *doc;
    struct ruled ruled;
    struct aligned_text text;
    struct aligned_notes notes;
    struct heads heads;
    struct columns open; /* of the table that may go on */
    bool is_open;
    bool learns;  /* the texts of tables' columns; nothing is put */
    size_t width; /* of the widest line of running text, in columns of a terminal */
};

static void put_furniture(struct aligned *g, const struct aligned_line *l) {
    if (str_eq(str_of(l->furniture), S("footnote")))
        return;
    doc_furniture(g->doc, l->furniture, utf8_trim(l->text), (struct place){.line = l->number});
}

/* Is the line full, so that what follows may go on with it? */
static bool is_full(const struct aligned *g, const struct aligned_line *l) {
    size_t width = utf8_columns(utf8_trim(l->text));
    return width >= PROSE_WIDTH && width + 4 > g->width;
}

static void put_paragraph(struct aligned *g, const struct aligned_line *l,
                          const struct aligned_line *before) {
    struct doc *doc = g->doc;
    struct place at = {.line = l->number};
    struct str text = aligned_take_marks(&g->notes, doc, utf8_trim(l->text), at);
    bool indented = before && l->runs.at[0].from > before->runs.at[0].from + 1;
    if (before && l->gap == 0 && !indented && is_full(g, before)) {
        struct para *p = &doc->blocks.at[doc->blocks.n - 1].para;
        struct buf b = {.a = doc->a};
        buf_add(&b, p->text);
        lines_join(&b, text);
        p->text = buf_str(&b);
        return;
    }
    struct para *p = &doc_block(doc, BLOCK_PARAGRAPH)->para;
    *p = doc_para(doc, text, at);
    p->gap = l->gap;
}

static int put_row(struct aligned *g, const struct aligned_line *l, const cuts *c,
                   const parts *of_line) {
    struct place at = {.line = l->number};
    parts found = *of_line;
    size_t column = 0;
    ruled_row(&g->ruled);
    for (size_t k = 0; k <= found.n; k++) {
        size_t next = k < found.n ? found.at[k].column : c->n + 1;
        for (; column < next; column++)
            if (!ruled_cell(&g->ruled, 1, 1, at))
                return -1;
        if (k == found.n)
            break;
        struct cell *cell = ruled_cell(&g->ruled, (uint32_t)found.at[k].columns, 1, at);
        if (!cell)
            return -1;
        struct para *p = vec_push(g->doc->a, &cell->paras);
        *p = doc_para(g->doc, aligned_take_marks(&g->notes, g->doc, found.at[k].text, at), at);
        p->gap = l->gap;
        column += found.at[k].columns;
    }
    return 0;
}

/* The lines from line i on that no blank line parts, before line end. */
static size_t stretch_of(const struct aligned_line *at, size_t i, size_t end) {
    size_t k = i + 1;
    while (k < end && at[k].gap == 0)
        k++;
    return k - i;
}

/* Has one of the lines several pieces? A cell that stands alone is where it is on the page. */
static bool has_pieces(const struct aligned_line *at, size_t n) {
    size_t i = 0;
    while (i < n && at[i].runs.n < 2)
        i++;
    return i < n;
}

/* Where columns begin by line. A page's layout sets those of each row anew, closer where its cells
 * are, so that they are the table's but roughly. */
static cuts *cuts_by_line(struct arena *a, struct aligned_page p, const struct region *r) {
    const struct aligned_line *at = p.lines + r->from, *head = r->head;
    size_t n = r->end - r->from;
    cuts *all = arena_array(a, n + 1, sizeof *all);
    size_t rows = 0;
    for (size_t i = 0, k; i < n; i += k) {
        k = stretch_of(at, i, n);
        rows += k > 1 || at[i].runs.n > 1;
    }
    for (size_t i = 0, k; i < n; i += k) {
        k = stretch_of(at, i, n);
        cuts own = {0};
        if (rows >= ROWS_PARTED && (!head || &at[i] > head) && has_pieces(&at[i], k))
            cuts_find(a, &at[i], k, NULL, &r->columns, true, &own);
        for (size_t l = i; l < i + k; l++)
            all[l] = own.n == r->columns.cuts.n ? own : r->columns.cuts;
    }
    return all;
}

static parts *parts_by_line(struct arena *a, struct aligned_page p, const struct region *r,
                            bool learns) {
    const struct aligned_line *at = p.lines + r->from;
    struct column_texts *h = r->columns.texts;
    size_t n = r->end - r->from;
    const cuts *c = cuts_by_line(a, p, r);
    parts *rows = arena_array(a, n + 1, sizeof *rows);
    struct extent extent = extent_of(at, n);
    for (size_t i = 0; i < n && learns; i++)
        widths_add(a, &at[i], &c[i], h->widths);
    for (size_t i = 0; i < n; i++)
        if (line_is_centred(&at[i], &c[i], extent))
            *vec_push(a, &rows[i]) = (struct part){0, c[i].n + 1, at[i].runs.at[0].text};
        else
            parts_of(a, &at[i], &c[i], h, &rows[i]);
    if (r->head)
        column_names(a, at, n, (size_t)(r->head - at), r->columns.cuts.n + 1, rows);
    return rows;
}

static void learn(struct arena *a, struct aligned_page p, const struct region *r) {
    const parts *rows = parts_by_line(a, p, r, true);
    for (size_t i = 0; i < r->end - r->from; i++)
        for (size_t k = 0; k < rows[i].n; k++)
            if (rows[i].at[k].columns == 1)
                texts_add(a, r->columns.texts, rows[i].at[k].column, rows[i].at[k].text);
}

static int put_table(struct aligned *g, struct aligned_page p, const struct region *r) {
    const cuts *c = &r->columns.cuts;
    size_t n = r->end - r->from;
    parts *rows = parts_by_line(g->doc->a, p, r, false);
    ruled_begin(&g->ruled, (struct place){.line = p.lines[r->from].number});
    for (size_t i = 0; i < n; i++)
        if (put_row(g, &p.lines[r->from + i], c, &rows[i]) < 0)
            return -1;
    struct table *t = ruled_end(&g->ruled);
    if (t) {
        t->columns = (uint32_t)c->n + 1;
        t->printed = true;
        *doc_block(g->doc, BLOCK_TABLE)->table = *t;
    }
    return 0;
}

/* Takes the table at line i, if one begins there; *end is the line behind it. */
static int take_table(struct aligned *g, struct aligned_page p, size_t i, bool goes_on,
                      size_t *end) {
    struct region r;
    *end = i;
    if (!region_find(g->doc->a, &g->heads, p, i, goes_on && g->is_open ? &g->open : NULL, &r))
        return 0;
    *end = r.end;
    g->open = r.columns;
    g->is_open = true;
    if (!g->learns)
        return put_table(g, p, &r);
    learn(g->doc->a, p, &r);
    return 0;
}

static int put_page(struct aligned *g, struct aligned_page p) {
    const struct aligned_line *before = NULL;
    size_t from = 0, end = SIZE_MAX, begin = 0;
    while (from < p.n && p.lines[from].furniture)
        from++;
    for (size_t i = 0; i < p.n; i++) {
        const struct aligned_line *l = &p.lines[i];
        bool goes_on = i == from || (i == end && end - begin >= REGION_LINES);
        begin = i;
        if (take_table(g, p, i, goes_on, &end) < 0)
            return -1;
        if (end > i) {
            before = NULL;
            i = end - 1;
        } else if (l->furniture) {
            if (!g->learns)
                put_furniture(g, l);
        } else {
            g->is_open = false;
            if (!g->learns)
                put_paragraph(g, l, before);
            before = l;
        }
    }
    return 0;
}

static int put_pages(struct aligned *g) {
    g->is_open = false;
    for (size_t i = 0; i < g->text.ends.n; i++)
        if (put_page(g, aligned_page_at(&g->text, i)) < 0)
            return -1;
    return 0;
}

static int learn_texts(struct aligned *g) {
    g->learns = true;
    if (put_pages(g) < 0)
        return -1;
    for (size_t i = 0; i < g->heads.n; i++)
        texts_settle(g->heads.at[i].columns.texts);
    g->learns = false;
    return 0;
}

static int read(const struct source *src, struct doc *doc) {
    struct aligned g = {.doc = doc, .ruled = {.doc = doc, .limits = &src->limits}};
    doc->chars_total = utf8_ink(src->text);
    aligned_read(doc->a, src->text, &g.text);
    aligned_furnish(doc->a, &g.text, LEAST_COLUMNS);
    for (size_t i = 0; i < g.text.ends.n; i++)
        aligned_find_notes(&g.notes, doc, aligned_page_at(&g.text, i));
    for (size_t i = 0; i < g.text.lines.n; i++) {
        const struct aligned_line *l = &g.text.lines.at[i];
        size_t width = l->runs.n == 1 ? utf8_columns(l->runs.at[0].text) : 0;
        g.width = width > g.width ? width : g.width;
    }
    if (learn_texts(&g) < 0 || put_pages(&g) < 0)
        return -1;
    marks_finish(doc, &g.notes.marks);
    return 0;
}

const struct reader read_columns = {"aligned text", bid, read};
