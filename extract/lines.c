/* Rows of a table that came as bare lines: text in reading order, as programs take it out of PDF
 * files, one printed line a line, with neither rows nor cells. The header's names tell that there
 * is a table and which columns it has; the rows are the best path through what is known of lines.
 */
#include "extract/lines.h"
#include "base/utf8.h"
#include <math.h>

enum {
    EDGE_LINES = 2,  /* of a page that stand on others too */
    LINES_ABOVE = 3, /* of a header that spell names of columns too */
    ROUNDS = 2,      /* in which widths are found */
    BAD_STEPS = 5,   /* that do not fit, to so many rows where text is in order */
    BAD_IN_BLOCKS = 4,
    ROWS_TO_BAD = 10,
    ROWS_TELL = 4
};

#define BAD_STEP (-3.5) /* a step that costs as much does not fit */

/* Rows that say both what is done and by whom or when; or a page on which a row ends. */
static bool makes_sense(const struct grid *g) {
    size_t rows = 0, good = 0;
    if (g->rows.n == 1 && g->rows.at[0].way == ROW_REST)
        return true;
    for (size_t r = 0; r < g->rows.n; r++) {
        bool what = false, who = false;
        for (size_t c = 0; c < g->columns; c++) {
            enum field f = g->headers[c].column.field;
            bool some = g->rows.at[r].cells[c].paras.n > 0;
            what = what || (some && f == FIELD_MEASURE);
            who = who || (some && (f == FIELD_ROLE || f == FIELD_DEADLINE));
        }
        rows += g->rows.at[r].kind == ROW_DATA;
        good += g->rows.at[r].kind == ROW_DATA && what && who;
    }
    return good > 0 && 2 * good >= rows;
}

static struct gcell name_cell(struct work *w, size_t block, struct str name) {
    struct gcell cell = {0};
    struct para *p = arena_alloc(w->a, sizeof *p);
    *p = *text_block(w, block);
    p->text = name;
    *vec_push(w->a, &cell.paras) = p;
    return cell;
}

struct grid *grid_under(struct work *w, const struct line_head *h, size_t block) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    struct gcell *cells = arena_array(w->a, h->names.n, sizeof *cells);
    struct gcell *groups = arena_array(w->a, h->names.n, sizeof *groups);
    size_t known;
    for (size_t c = 0; c < h->names.n; c++) {
        bool grouped = c >= h->group_at && c < h->group_at + h->group_columns;
        cells[c] = name_cell(w, block, h->names.at[c]);
        groups[c] = grouped ? name_cell(w, block, h->group) : cells[c];
        cells[c].above = !grouped;
    }
    *g = (struct grid){
        .headers = header_of(w, h->group_columns ? groups : NULL, cells, h->names.n, false, &known),
        .columns = h->names.n,
        .known = true,
        .loose = true,
        .lines = true,
        .at = text_block(w, block)->at};
    for (size_t b = 0; b < h->blocks; b++)
        *vec_push(w->a, &g->head) = text_block(w, block + b);
    return g;
}
static bool is_behind(struct work *w, const struct para *p) {
    enum line_kind kind = rules_line(w->rules, utf8_squeeze(w->a, p->text)).kind;
    return kind == LINE_ANNEX || kind == LINE_TITLE || kind == LINE_NOTE || kind == LINE_DATE ||
           kind == LINE_DOC_NO || kind == LINE_FURNITURE;
}

static bool is_page_number(struct work *w, size_t block) {
    uint32_t no;
    return str_uint(utf8_squeeze(w->a, text_block(w, block)->text), &no);
}

static bool is_line(struct work *w, size_t block, struct str s) {
    const struct para *p = text_block(w, block);
    return p && str_eq(utf8_squeeze(w->a, p->text), s);
}

/* The line is also one of the document's first, where pages repeat it; or one of its last, if it is
 * nothing that may stand in a cell. */
static bool is_page_edge(struct work *w, size_t block) {
    size_t n = w->doc->blocks.n;
    const struct para *p = text_block(w, block);
    struct str s = utf8_squeeze(w->a, p->text);
    for (size_t k = 0; k < EDGE_LINES && k < block && block < n - 1 - k; k++)
        if (is_line(w, k, s) || (is_behind(w, p) && is_line(w, n - 1 - k, s)))
            return true;
    return false;
}

/* The table ends where the next one's title begins, or the page does. */
static size_t table_end(struct work *w, size_t from, size_t to) {
    bool next = text_block(w, to) != NULL;
    while (to > from && (is_behind(w, text_block(w, to - 1)) ||
                         (next && (is_page_number(w, to - 1) || is_page_edge(w, to - 1)))))
        to--;
    return to;
}

/* The header's lines as running text, which the lines below are too. */
static size_t keep_text(struct work *w, const struct line_head *h, size_t block) {
    struct buf b = {.a = w->a};
    for (size_t i = 0; i < h->names.n; i++)
        buf_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(h->names.at[i]));
    diag_add(&w->doc->diags, DIAG_NO_ROWS, text_block(w, block)->at, buf_str(&b));
    for (size_t i = 0; i < h->blocks; i++)
        *vec_push(w->a, &w->items) = (struct item){.para = text_block(w, block + i)};
    return block + h->blocks;
}

/* The table above has the same header, and only furniture stands in between. */
static bool is_continued(const struct work *w, const struct grid *g) {
    const struct grid *above = grid_above(w);
    return above && above->lines && above->columns == g->columns &&
           same_header(above, g->headers, g->columns);
}

/* A lattice over the lines under the header at block, up to the header or other block at to. *end:
 * the first block behind the table. */
static struct lattice line_lattice(struct work *w, const struct line_head *h, size_t block,
                                   size_t to, struct lines *x, size_t *end) {
    struct lattice l = {.w = w,
                        .g = grid_under(w, h, block),
                        .more = x,
                        .read = read_line,
                        .skip = skip_line,
                        .other = rest_line,
                        .cell = line_cell,
                        .cut = doubt_cut,
                        .inside = doubt_cell};
    *end = table_end(w, block + h->blocks, to);
    x->continued = is_continued(w, l.g);
    const struct grid *above = x->continued ? grid_above(w) : NULL;
    x->above = above && above->rows.n ? &above->rows.at[above->rows.n - 1] : NULL;
    find_line_facts(&l, h, block + h->blocks, *end);
    l.kinds = x->habits->beside || x->habits->pages || x->continued ? ROW_KINDS : 1;
    return l;
}

/* The rows under the header at block, up to the header or other block at to. Returns the first
 * block behind what it took. */
static size_t lay_rows(struct work *w, const struct line_head *h, size_t block, size_t to) {
    struct lines x = {0};
    size_t end;
    struct lattice l = line_lattice(w, h, block, to, &x, &end);
    if (l.n > 0)
        lattice_rows(&l);
    if (!makes_sense(l.g))
        return keep_text(w, h, block);
    doubt_rows(&l);
    keep_rows(&l);
    for (; end < to && (is_page_number(w, end) || is_page_edge(w, end)); end++)
        claim(w, text_block(w, end), USE_FURNITURE);
    return end;
}

static bool same_names(const struct line_head *a, const struct line_head *b) {
    bool same = a->names.n == b->names.n && a->names.n > 0;
    for (size_t i = 0; same && i < a->names.n; i++)
        same = str_eq(a->names.at[i], b->names.at[i]);
    return same;
}

/* Where the next header begins. The last lines of a page may be names of columns too (街道乡镇):
 * the header that comes again begins behind them. */
static size_t next_head(struct work *w, const struct line_head *h, size_t to) {
    while (text_block(w, to) && line_head_at(w, to).blocks == 0 &&
           rules_line(w->rules, utf8_squeeze(w->a, text_block(w, to)->text)).kind != LINE_ANNEX)
        to++;
    for (size_t at = to; text_block(w, at) && at < to + LINES_ABOVE; at++) {
        struct line_head again = line_head_at(w, at);
        if (same_names(h, &again))
            return at;
    }
    return to;
}

/* ---- widths ---- */

/* The tables of a document, under headers of as many columns as its first. */
struct tables {
    struct lattice *at;
    size_t n, cap;
};

static void find_tables(struct work *w, struct arena *a, size_t block, struct tables *out) {
    for (size_t b = block, to; b < w->doc->blocks.n; b = to) {
        struct line_head h = line_head_at(w, b);
        to = b + 1;
        if (h.blocks == 0)
            continue;
        struct lines *x = arena_alloc(a, sizeof *x);
        size_t end;
        to = next_head(w, &h, b + h.blocks);
        struct lattice l = line_lattice(w, &h, b, to, x, &end);
        if (l.n > 0 && l.g->columns == x->habits->columns)
            *vec_push(a, out) = l;
    }
}

/* Rows of a path, and steps in them that fit badly. */
struct fit {
    size_t rows, bad;
};

static void count_fit(const struct lattice *l, struct fit *fit) {
    size_t i = l->n, c = 0, kind = 0;
    while (i > 0 || c > 0) {
        const struct step *s = lattice_step_of(l, i, c, kind);
        fit->rows += s->column == 0 && s->op != OP_SECTION;
        fit->bad += s->score - lattice_score_of(l, s->from, s->column, s->was) <= BAD_STEP;
        i = s->from;
        c = s->column;
        kind = s->was;
    }
}

/* Programs that print a page block by block, as they stand apart on it, may print its cells in no
 * order that could be told, and others glue them to each other: the best path fits badly then. */
static bool is_in_order(const struct tables *t, bool blocks) {
    struct fit fit = {0};
    for (size_t i = 0; i < t->n; i++)
        count_fit(&t->at[i], &fit);
    return (!blocks && fit.rows < ROWS_TELL) ||
           ROWS_TO_BAD * fit.bad <= (blocks ? BAD_IN_BLOCKS : BAD_STEPS) * fit.rows;
}

/* How good the best paths are. */
static double score_of(const struct tables *t) {
    double score = 0;
    for (size_t i = 0; i < t->n; i++) {
        struct lattice *l = &t->at[i];
        struct arena *a = arena_beside(l->w->a);
        lattice_walk(l, a);
        score += lattice_score(l, l->n, 0);
        arena_drop(a);
    }
    return score;
}

/* Where the rows of a document stand is what reads best. */
static void find_stands(struct habits *h, const struct tables *t) {
    enum stands stands = h->stands;
    double best = -INFINITY;
    for (h->stands = STANDS_AT_TOP; h->beside && h->stands < STANDS; h->stands++) {
        double score = score_of(t);
        if (score > best) {
            best = score;
            stands = h->stands;
        }
    }
    h->stands = stands;
}

/* The best paths show widths, which lead to better paths. */
static void learn_widths(struct work *w, size_t block) {
    struct arena *a = arena_beside(w->a);
    struct tables t = {0};
    find_tables(w, a, block, &t);
    for (size_t round = 0; t.n && round < ROUNDS; round++) {
        struct habits *h = w->habits;
        struct breaks *b = breaks_of(a, h->columns);
        find_stands(h, &t);
        for (size_t i = 0; i < t.n; i++) {
            lattice_walk(&t.at[i], a);
            count_breaks(&t.at[i], b);
        }
        h->widths = arena_array(w->a, h->columns, sizeof *h->widths);
        settle_widths(b, h->widths);
    }
    w->in_order = t.n == 0 || is_in_order(&t, w->habits->blocks);
    arena_drop(a);
}

size_t lay_lines(struct work *w, size_t block) {
    size_t behind = lay_cell_lines(w, block);
    if (behind > block)
        return behind;
    struct line_head h = line_head_at(w, block);
    if (h.blocks == 0)
        return block;
    if (!w->habits)
        learn_widths(w, block);
    if (!w->in_order)
        return block;
    return lay_rows(w, &h, block, next_head(w, &h, block + h.blocks));
}
