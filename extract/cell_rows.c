/* Rows of a table that came a paragraph a line, as LibreOffice prints text: its cells one after the
 * other, the paragraphs of each a line each, of an empty cell and of one that a vertical merge goes
 * on in an empty line, of cells merged across one. So every row has a line at least for each
 * column, and text of which that is not so is read otherwise (lines.c).
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

enum {
    BAD_STEP = -3,  /* a step that costs as much does not fit */
    ROWS_A_BAD = 8, /* so many rows hold one such step */
    GAP_MOST = 64   /* empty lines that may be cells */
};

static void add_blanks(struct lattice *l, uint32_t n, struct place at, size_t block) {
    n = n < GAP_MOST ? n : GAP_MOST;
    for (uint32_t k = 0; k < n; k++)
        l->tokens[l->n++] = (struct token){.at = {.line = at.line > n ? at.line - n + k : at.line},
                                           .begins = true,
                                           .block = (uint32_t)block};
}

static uint32_t gap_of(const struct work *w, size_t block) {
    const struct para *p = text_block(w, block);
    return p ? p->gap : block >= w->doc->blocks.n ? GAP_MOST : 0;
}

/* The lines of the blocks [from, to), and the empty ones behind; blanks: empty ones in front that
 * are not of the table's rows. */
static void add_tokens(struct lattice *l, size_t from, size_t to, size_t blanks) {
    size_t most = 0;
    for (size_t b = from; b <= to; b++)
        most += 1 + (gap_of(l->w, b) < GAP_MOST ? gap_of(l->w, b) : GAP_MOST);
    l->tokens = arena_array(l->w->a, most, sizeof *l->tokens);
    for (size_t b = from; b < to; b++) {
        const struct para *p = text_block(l->w, b);
        add_blanks(l, p->gap - (b == from ? (uint32_t)blanks : 0), p->at, b);
        struct token *t = &l->tokens[l->n++];
        *t = (struct token){.at = p->at, .begins = true, .block = (uint32_t)b};
        *vec_push(l->w->a, &t->paras) = p;
    }
    add_blanks(l, gap_of(l->w, to), (struct place){0}, to);
}

/* What it costs that token i stands behind the table. */
static double outside(const struct lattice *l, size_t i) {
    return l->tokens[i].tab ? 6 : l->tokens[i].paras.n ? 0.75 : 0;
}

/* The table ends where a row does and what follows is better read as text. */
static void find_end(struct lattice *l) {
    size_t end = 0;
    double best = -INFINITY, behind = 0;
    for (size_t i = l->n; i > 0; i--) {
        double score = lattice_score(l, i, 0) - behind;
        bool section = lattice_step(l, i, 0)->op == OP_SECTION;
        if (score > best && !section) {
            best = score;
            end = i;
        }
        behind += outside(l, i - 1);
    }
    l->n = end;
}

/* What the best path through a table shows. */
static void count_path(const struct lattice *l, struct cell_lines *x) {
    for (size_t i = l->n, c = 0; i > 0 || c > 0;) {
        const struct step *s = lattice_step(l, i, c);
        bool blank = s->from < l->n && l->tokens[s->from].paras.n == 0;
        bool fits = s->score - lattice_score(l, s->from, s->column) > BAD_STEP;
        x->bad += !fits && !(blank && s->op == OP_EXTRA);
        x->rows += s->column == 0 && s->op != OP_SECTION;
        x->merged += s->op == OP_MERGED && !blank;
        i = s->from;
        c = s->column;
    }
}

static bool is_between_units(const struct lattice *l, const struct step *a, const struct step *b) {
    return a->op != OP_SECTION && b->op != OP_SECTION && a->column < b->column &&
           is_unit_column(l->g, a->column) && is_unit_column(l->g, b->column);
}

static void doubt(struct lattice *l, const struct step *before, const struct step *s,
                  double margin) {
    if (!is_between_units(l, before, s))
        doubt_cut(l, before, s, margin);
}

/* Where the lines under the header at block end at the latest: at the next header or annex. */
static size_t region_end(struct work *w, size_t from) {
    size_t to = from;
    while (text_block(w, to) && cell_head_at(w, to).blocks == 0 &&
           rules_line(w->rules, text_block(w, to)->text).kind != LINE_ANNEX)
        to++;
    return to;
}

void build_cells(struct lattice *l, struct arena *a) {
    lattice_build(l, a);
    for (size_t r = 1; r < l->g->rows.n; r++)
        fill_merged(l->g, r);
    keep_rows(l);
}

struct lattice cell_lattice(struct work *w, struct grid *g, struct lines *x) {
    return (struct lattice){.w = w,
                            .g = g,
                            .more = x,
                            .read = read_cell_line,
                            .skip = skip_cell_line,
                            .cell = lines_cell,
                            .cut = doubt};
}

bool walk_cells(struct lattice *l, struct arena *a) {
    size_t all = l->n;
    judge_tokens(l);
    judge_pieces(l);
    find_numbers(l);
    lattice_walk(l, a);
    find_end(l);
    return l->n < all;
}

/* The best path through the lines under the header at block; its steps live in a. Returns the first
 * block behind the table, or block where there is none. */
static size_t read_table(struct lattice *l, struct arena *a, size_t block) {
    struct work *w = l->w;
    struct line_head h = cell_head_at(w, block);
    size_t from = block + h.blocks, to = h.blocks ? region_end(w, from) : from;
    if (from >= to)
        return block;
    l->g = grid_under(w, &h, block);
    l->g->lines = false; /* a row that has a line too few is odd */
    add_tokens(l, from, to, h.blanks);
    return walk_cells(l, a) ? l->tokens[l->n].block : to;
}

/* All tables of a document were printed by one program. */
static void look_through(struct work *w, size_t block) {
    struct cell_lines *c = arena_alloc(w->a, sizeof *c);
    c->head = cell_head_at(w, block);
    w->cell_lines = c;
    for (size_t b = block, behind; b<w->doc->blocks.n; b = behind> b ? behind : b + 1) {
        struct lines x = {0};
        struct lattice l = cell_lattice(w, NULL, &x);
        struct arena *a = arena_beside(w->a);
        behind = read_table(&l, a, b);
        if (behind > b)
            count_path(&l, c);
        arena_drop(a);
    }
}

size_t lay_cell_lines(struct work *w, size_t block) {
    size_t end = block;
    if (cell_head_at(w, block).blocks == 0)
        return block;
    if (!w->cell_lines)
        look_through(w, block);
    struct lines x = {.merges = w->cell_lines->merged > 0};
    if (w->cell_lines->rows == 0 || ROWS_A_BAD * w->cell_lines->bad > w->cell_lines->rows)
        return block;
    struct lattice l = cell_lattice(w, NULL, &x);
    struct arena *a = arena_beside(w->a);
    end = read_table(&l, a, block);
    if (end > block) {
        build_cells(&l, a);
    }
    arena_drop(a);
    return end;
}
