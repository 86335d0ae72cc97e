#include "base/utf8.h"
#include "ingest/markdown.h"

/* A cell while its lines are read: units [from, to) between the grid's lines, rows [row, row + n).
 */
struct box {
    size_t from, to;
    uint32_t row, n, line;
    struct buf text; /* of the paragraph begun */
    bool full;       /* its last line filled the columns */
    VEC(struct para) paras;
};

struct grid {
    struct arena *a;
    struct md *md;
    VEC(size_t) bounds; /* printed columns of the vertical lines */
    VEC(struct box *) boxes;
    struct box **open; /* by unit: the box that its text goes to */
    bool *ruled;       /* by unit: a horizontal line was printed above */
    struct buf rule;   /* what the current line has of the grid's own lines */
    uint32_t rows, head;
    bool band; /* lines of a row were met since the last horizontal line */
};

/* A stretch of a line between two vertical lines. */
struct stretch {
    size_t from, to; /* units */
    struct str text;
};

/* "+---+===+" */
static bool is_border(struct str s) {
    size_t plus = 0;
    s = utf8_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '+' && s.p[i] != '-' && s.p[i] != '=' && s.p[i] != ':')
            return false;
        plus += s.p[i] == '+';
    }
    return plus > 1 && s.p[0] == '+' && s.p[s.n - 1] == '+' && s.n > plus;
}

static bool in_grid(struct str s) {
    s = utf8_trim(s);
    return str_starts(s, S("|")) || str_starts(s, S("+"));
}

static bool at(struct lines l, struct str line) {
    struct str next;
    return is_border(line) && lines_next(&l, &next) && in_grid(next) && !is_border(next);
}

/* ---- bounds ---- */

static bool is_line_char(struct str s, size_t i) {
    return i < s.n && (s.p[i] == '-' || s.p[i] == '=' || s.p[i] == ':');
}

/* A plus sign that a horizontal line touches. */
static bool is_corner(struct str s, size_t i) {
    return s.p[i] == '+' && (is_line_char(s, i + 1) || (i > 0 && is_line_char(s, i - 1)));
}

static void add_bound(struct grid *g, size_t col) {
    size_t i = 0;
    while (i < g->bounds.n && g->bounds.at[i] < col)
        i++;
    if (i < g->bounds.n && g->bounds.at[i] == col)
        return;
    *vec_push(g->a, &g->bounds) = col;
    for (size_t k = g->bounds.n - 1; k > i; k--)
        g->bounds.at[k] = g->bounds.at[k - 1];
    g->bounds.at[i] = col;
}

/* The bounds of whole horizontal lines, and of those that end at a cell that spans rows; the latter
 * begin with a bar. */
static void find_bounds(struct grid *g, struct lines l, struct str line) {
    size_t most = g->md->ruled.limits->columns;
    do {
        size_t col = 0;
        for (size_t i = 0; i < line.n && g->bounds.n <= most + 1;) {
            size_t from = i;
            if (is_corner(line, i))
                add_bound(g, col);
            utf8_next(line, &i);
            col += md_columns(str_cut(line, from, i));
        }
    } while (lines_next(&l, &line) && in_grid(line));
}

/* ---- lines ---- */

/* The bound nearest to the printed column col, from the first on. */
static size_t nearest(const struct grid *g, size_t col, size_t first) {
    size_t best = first;
    for (size_t i = first; i < g->bounds.n; i++) {
        size_t off = g->bounds.at[i] > col ? g->bounds.at[i] - col : col - g->bounds.at[i];
        size_t least =
            g->bounds.at[best] > col ? g->bounds.at[best] - col : col - g->bounds.at[best];
        best = off < least ? i : best;
    }
    return best;
}

static bool is_edge(struct str s, size_t i) {
    return s.p[i] == '|' || is_corner(s, i);
}

static size_t count_edges(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += is_edge(s, i);
    return n;
}

static size_t next_edge(struct str s, size_t i) {
    while (i < s.n && !is_edge(s, i))
        i++;
    return i;
}

static bool is_ruled(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!is_line_char(s, i))
            return false;
    return s.n > 0;
}

typedef VEC(struct stretch) stretches;

/* Text behind the last vertical line goes where that before it went. */
static void take_rest(struct grid *g, struct str line, size_t edge, stretches *parts) {
    struct stretch rest = {0, g->bounds.n - 1, str_cut(line, edge + 1, line.n)};
    buf_byte(&g->rule, line.p[edge]);
    if (parts->n) {
        rest.from = parts->at[parts->n - 1].from;
        rest.to = parts->at[parts->n - 1].to;
    }
    if (is_ruled(utf8_trim(rest.text)))
        buf_add(&g->rule, rest.text);
    else if (!utf8_blank(rest.text))
        *vec_push(g->a, parts) = rest;
}

/* Where a line has all the vertical lines, they are told by their order; elsewhere by their places,
 * which a wide character in a narrow column moves to the right. */
static stretches split(struct grid *g, struct str line) {
    stretches parts = {0};
    bool all = count_edges(line) == g->bounds.n;
    size_t i = (size_t)(utf8_trim(line).p - line.p), shift = 0, unit = 0;
    for (;;) {
        size_t end = next_edge(line, i + 1), col = md_columns(str_cut(line, 0, end));
        if (end >= line.n || unit + 1 >= g->bounds.n)
            break;
        size_t to = all ? unit + 1 : nearest(g, col > shift ? col - shift : 0, unit + 1);
        buf_byte(&g->rule, line.p[i]);
        struct str text = str_cut(line, i + 1, end);
        *vec_push(g->a, &parts) = (struct stretch){unit, to, text};
        if (is_ruled(text))
            buf_add(&g->rule, text);
        shift = col > g->bounds.at[to] ? col - g->bounds.at[to] : 0;
        unit = to;
        i = end;
    }
    take_rest(g, line, i, &parts);
    return parts;
}

/* ---- cells ---- */

static void end_paragraph(struct box *b, struct arena *a) {
    struct str text = utf8_trim(buf_str(&b->text));
    if (text.n)
        *vec_push(a, &b->paras) = (struct para){.text = text, .at.line = b->line};
    b->text = (struct buf){.a = a};
    b->line = 0;
    b->full = false;
}

static void add_text(struct grid *g, const struct stretch *s, uint32_t number) {
    struct box *b = g->open[s->from];
    struct str text = utf8_trim(s->text);
    if (text.n == 0) {
        end_paragraph(b, g->a);
        return;
    }
    b->line = b->line ? b->line : number;
    md_join(&b->text, text, b->full);
    /* a column leaves a space at each side of its text */
    b->full = md_columns(text) + 3 >= g->bounds.at[s->to] - g->bounds.at[s->from];
}

static void begin_cell(struct grid *g, const struct stretch *s) {
    struct box *b = arena_alloc(g->a, sizeof *b);
    *b = (struct box){.from = s->from, .to = s->to, .row = g->rows - 1, .n = 1, .text.a = g->a};
    *vec_push(g->a, &g->boxes) = b;
    for (size_t u = s->from; u < s->to; u++)
        g->open[u] = b;
}

/* A horizontal line, where it is printed, ends the cells above; elsewhere they go on. */
static void take_border(struct grid *g, const stretches *parts) {
    for (size_t i = 0; i < parts->n; i++)
        for (size_t u = parts->at[i].from; u < parts->at[i].to; u++)
            g->ruled[u] = is_ruled(parts->at[i].text);
    g->band = false;
}

static void begin_row(struct grid *g, const stretches *parts) {
    g->rows++;
    g->band = true;
    for (size_t i = 0; i < parts->n; i++) {
        const struct stretch *s = &parts->at[i];
        struct box *b = g->open[s->from];
        if (b && b->row + b->n == g->rows)
            continue; /* met in this row already */
        if (!b || g->ruled[s->from])
            begin_cell(g, s);
        else
            b->n++;
    }
}

static void take_line(struct grid *g, struct str line, uint32_t number) {
    g->rule = (struct buf){.a = g->a};
    stretches parts = split(g, line);
    bool border = false;
    for (size_t i = 0; i < parts.n; i++)
        border = border || is_ruled(parts.at[i].text);
    if (border)
        take_border(g, &parts);
    else if (!g->band)
        begin_row(g, &parts);
    for (size_t i = 0; i < parts.n; i++) {
        const struct stretch *s = &parts.at[i];
        if (is_ruled(s->text))
            continue;
        g->rows += g->rows == 0; /* text before the first row is in it */
        if (!g->open[s->from])
            begin_cell(g, s);
        add_text(g, s, number);
    }
    if (is_border(line) && str_find(line, S("="), 0) != SIZE_MAX)
        g->head = g->rows;
    md_rule(g->md, buf_str(&g->rule), number);
}

/* ---- the table ---- */

static int put_box(struct grid *g, struct box *b) {
    end_paragraph(b, g->a);
    struct ruled *r = &g->md->ruled;
    struct place where = b->paras.n ? b->paras.at[0].at : r->table->at;
    struct cell *cell = ruled_cell(r, (uint32_t)(b->to - b->from), b->n, where);
    for (size_t i = 0; cell && i < b->paras.n; i++)
        md_put(g->md, cell, b->paras.at[i].text, (struct para){.at = b->paras.at[i].at});
    return cell ? 0 : -1;
}

/* Not every program that draws grids draws merged cells. */
static bool has_spans(const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            if (t->rows.at[r].cells.at[i].col_span > 1 || t->rows.at[r].cells.at[i].row_span > 1)
                return true;
    return false;
}

static int put_table(struct grid *g) {
    size_t next = 0;
    for (uint32_t row = 0; row < g->rows; row++) {
        ruled_row(&g->md->ruled)->header = row < g->head;
        for (; next < g->boxes.n && g->boxes.at[next]->row <= row; next++)
            if (put_box(g, g->boxes.at[next]) < 0)
                return -1;
    }
    struct table *t = ruled_end(&g->md->ruled);
    if (t) {
        t->spanless = !has_spans(t);
        *doc_block(g->md->doc, BLOCK_TABLE)->table = *t;
    }
    return 0;
}

static int read(struct md *md, struct lines *l, struct str line) {
    struct grid g = {.a = md->doc->a, .md = md};
    find_bounds(&g, *l, line);
    g.open = arena_array(g.a, g.bounds.n, sizeof(struct box *));
    g.ruled = arena_array(g.a, g.bounds.n, sizeof *g.ruled);
    ruled_begin(&md->ruled, (struct place){.line = l->number});
    take_line(&g, line, l->number);
    for (struct lines ahead = *l; lines_next(&ahead, &line) && in_grid(line); *l = ahead)
        take_line(&g, line, ahead.number);
    return put_table(&g);
}

const struct md_layout md_grid = {at, read};
