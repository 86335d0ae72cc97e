/* A table whose source printed it line by line: its header, then rows of cells. */
#include "extract/printed.h"
#include "base/utf8.h"
#include <math.h>

/* Whether cells are set from the top or about their middle a table shows itself, and the document's
 * others show it too; what they say counts so much, and at most. */
#define OTHERS 0.2
#define MOST_OF_OTHERS 2.0
#define SHOWS 1.5       /* a row that shows it */
#define UNSURE_TASK 1.0 /* the same of a task */
#define UNSURE 0.5      /* rows parted otherwise fit nearly as well */
enum { FIT_LINES = 300 };

static bool is_section_line(const struct printed *p, size_t i) {
    const struct gcell *cells = p->lines.at[i].cells;
    size_t n = p->g->columns;
    for (size_t c = 1; c < n; c++)
        if (cells[c].paras.n && !cells[c].beside)
            return false;
    return cells[0].paras.n &&
           (printed_across(cells, n) ||
            rules_line(p->w->rules, cell_text(p->w->a, &cells[0].paras, S(""))).kind ==
                LINE_HEADING);
}

static struct stretch next_block(const struct printed *p, size_t from) {
    struct stretch s = {from, from};
    while (s.end < p->lines.n && !is_section_line(p, s.end))
        s.end++;
    return s;
}

static double fit_block(const struct printed *p, struct stretch block) {
    stretches rows = {0}, groups = {0};
    double fit = printed_rows(p, block, &rows, NULL);
    for (size_t r = 0; r < rows.n; r++)
        fit += printed_shows(p, rows.at[r]) ? SHOWS : 0;
    for (size_t c = 0; c < p->g->columns; c++)
        fit += p->says[c] == SAYS_SPAN ? printed_spans(p, rows.at, rows.n, c, &groups, NULL) : 0;
    return fit;
}

static void fit_sets(struct printed *p, double *fit) {
    for (int set = SET_TOP; set < SETS; set++) {
        p->set = (enum set)set;
        for (size_t i = 0; i < p->lines.n && i < FIT_LINES; i++) {
            struct stretch block = next_block(p, i);
            if (block.end > i + FIT_LINES)
                block.end = i + FIT_LINES;
            fit[set] += block.end > block.from ? fit_block(p, block) : 0;
            i = block.end;
        }
    }
}

static void add_section(struct printed *p, size_t i) {
    struct grow *row = vec_push(p->w->laid, &p->g->rows);
    *row = (struct grow){.kind = ROW_SECTION,
                         .cells = arena_array(p->w->a, p->g->columns, sizeof *row->cells)};
    printed_add(p->w->laid, &row->cells[0], &p->lines.at[i].cells[0]);
}

/* Lines over all columns at the table's end that head nothing are text below it. */
static size_t take_text_below(struct printed *p) {
    size_t n = 0;
    while (p->lines.n > 0) {
        const struct gcell *cells = p->lines.at[p->lines.n - 1].cells;
        if (!printed_across(cells, p->g->columns) ||
            rules_line(p->w->rules, cell_text(p->w->a, &cells[0].paras, S(""))).kind ==
                LINE_HEADING)
            break;
        p->lines.n--;
        n++;
    }
    return n;
}

static struct gcell cell_in(struct printed *p, size_t c, struct stretch of) {
    arena_reset(p->w->scratch);
    paras ps = printed_text(p, c, of.from, of.end);
    return printed_cell(p, c, &ps);
}

static struct stretch lines_of_rows(const stretches *rows, struct stretch g) {
    return (struct stretch){rows->at[g.from].from, rows->at[g.end - 1].end};
}

/* Has each group of rows, which has a number, text in the column? Then it is the number's. */
static bool all_have(struct printed *p, const stretches *rows, const stretches *groups, size_t c) {
    for (size_t k = 0; k < groups->n; k++) {
        struct stretch of = lines_of_rows(rows, groups->at[k]);
        arena_reset(p->w->scratch);
        if (printed_text(p, c, of.from, of.end).n == 0)
            return false;
    }
    return groups->n > 0;
}

/* One cell for each group of rows. */
static void add_spans(struct printed *p, const stretches *rows, const stretches *numbered,
                      struct grow *out, size_t c) {
    stretches groups = *numbered;
    if (!all_have(p, rows, numbered, c)) {
        groups = (stretches){0};
        printed_spans(p, rows->at, rows->n, c, &groups, NULL);
    }
    for (size_t k = 0; k < groups.n; k++) {
        struct stretch g = groups.at[k];
        struct gcell cell = cell_in(p, c, lines_of_rows(rows, g));
        for (size_t r = g.from; r < g.end; r++) {
            out[r].cells[c] = cell;
            out[r].cells[c].above = r > g.from;
        }
    }
}

/* Where lines of the row might as well be parted otherwise. */
static void find_doubt(struct printed *p, struct stretch block, struct stretch row,
                       const double *margins, struct grow *out) {
    for (size_t i = row.from; i < row.end; i++) {
        if (i == block.from || margins[i - block.from] >= UNSURE)
            continue;
        const struct gcell *cells = p->lines.at[i].cells;
        size_t c = 0;
        while (c < p->g->columns && (cells[c].paras.n == 0 || p->says[c] == SAYS_SPAN))
            c++;
        if (c == p->g->columns)
            continue; /* where it stands says nothing of rows */
        *vec_push(p->w->a, &out->doubts) = cell_text(p->w->a, &cells[c].paras, S(""));
        return;
    }
}

static void doubt_piece(struct printed *p, struct grow *out, const struct para *piece) {
    *vec_push(p->w->a, &out->doubts) = utf8_squeeze(p->w->a, piece->text);
}

/* What stands in a column without a name may be its neighbour's; and where a line that has no room
 * ends with a sentence, the next may begin a paragraph. */
static void find_odd_pieces(struct printed *p, struct stretch row, struct grow *out) {
    arena_reset(p->w->scratch);
    for (size_t c = 0; c < p->g->columns; c++) {
        paras ps = printed_text(p, c, row.from, row.end);
        if (ps.n > 0 && p->g->headers[c].name.n == 0) {
            doubt_piece(p, out, ps.at[0]);
            return;
        }
        bool text = p->g->headers[c].column.field == FIELD_MEASURE;
        for (size_t i = 0; text && i + 1 < ps.n; i++)
            if (printed_may_end(p, c, ps.at[i], ps.at[i + 1])) {
                doubt_piece(p, out, ps.at[i + 1]);
                return;
            }
    }
}

/* A row that could be left to the task above, or begin the one below. */
static void doubt_tasks(struct printed *p, const double *margins, size_t n, struct grow *rows) {
    for (size_t r = 1; r + 1 < n; r++)
        if (margins[r] < UNSURE_TASK && margins[r + 1] < UNSURE_TASK)
            *vec_push(p->w->a, &rows[r].doubts) = S("it may be of the next task, or of the last");
}

static void add_block(struct printed *p, struct stretch block) {
    stretches rows = {0};
    size_t first = p->g->rows.n, n = p->g->columns;
    double *margins = arena_array(p->w->a, block.end - block.from + 1, sizeof *margins);
    printed_rows(p, block, &rows, margins);
    for (size_t r = 0; r < rows.n; r++) {
        struct grow *row = vec_push(p->w->laid, &p->g->rows);
        *row = (struct grow){.cells = arena_array(p->w->a, n, sizeof *row->cells)};
        for (size_t c = 0; c < n; c++)
            if (p->says[c] != SAYS_SPAN)
                row->cells[c] = cell_in(p, c, rows.at[r]);
    }
    for (size_t r = 0; r < rows.n; r++) {
        find_doubt(p, block, rows.at[r], margins, &p->g->rows.at[first + r]);
        find_odd_pieces(p, rows.at[r], &p->g->rows.at[first + r]);
    }
    stretches numbers = {0};
    if (p->says[0] == SAYS_SPAN && p->g->headers[0].column.field == FIELD_NUMBER) {
        double *sure = arena_array(p->w->a, rows.n + 1, sizeof *sure);
        printed_spans(p, rows.at, rows.n, 0, &numbers, sure);
        doubt_tasks(p, sure, rows.n, &p->g->rows.at[first]);
    }
    for (size_t c = 0; c < n; c++)
        if (p->says[c] == SAYS_SPAN)
            add_spans(p, &rows, &numbers, &p->g->rows.at[first], c);
    printed_merge(p, &rows, &p->g->rows.at[first]);
}

static void add_rows(struct printed *p) {
    for (size_t i = 0; i < p->lines.n; i++) {
        struct stretch block = next_block(p, i);
        if (block.end > block.from)
            add_block(p, block);
        if (block.end < p->lines.n)
            add_section(p, block.end);
        i = block.end;
    }
}

/* ---- the table ---- */

static void add_lines(struct printed *p, struct gcell *cells, size_t from, size_t lines) {
    size_t n = p->g->columns;
    for (size_t i = from; i < lines; i++) {
        uint32_t gap = 0;
        for (size_t c = 0; c < n; c++)
            if (cells[i * n + c].paras.n)
                gap = cells[i * n + c].paras.at[0]->gap;
        *vec_push(p->w->a, &p->lines) = (struct printed_line){
            .cells = &cells[i * n], .gap = gap, .new_page = p->lines.n > 0 && i == from};
    }
}

static struct grid *new_grid(struct work *w, const struct table *t, struct printed_head head) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    *g = (struct grid){.columns = t->columns,
                       .headers = head.headers,
                       .known = head.headers != NULL,
                       .loose = head.headers != NULL,
                       .at = t->at};
    return g;
}

static bool same_names(const struct header *a, const struct header *b, size_t n) {
    for (size_t c = 0; c < n; c++)
        if (!str_eq(a[c].name, b[c].name))
            return false;
    return true;
}

static void add_line_of_text(struct work *w, const struct gcell *cells, size_t n) {
    struct buf text = {.a = w->a};
    struct para *line = arena_alloc(w->a, sizeof *line);
    for (size_t c = 0; c < n; c++)
        for (size_t k = 0; k < cells[c].paras.n && !cells[c].beside; k++) {
            const struct para *p = cells[c].paras.at[k];
            if (text.n)
                buf_add(&text, S("  "));
            else
                *line = *p;
            buf_add(&text, p->text);
            claim(w, p, p->id == line->id ? USE_NONE : USE_ITEM);
        }
    line->text = buf_str(&text);
    *vec_push(w->a, &w->items) = (struct item){.para = line};
}

/* A table under no known header: a row a line, or, where the document has no other, which may be
 * text in columns of any kind, lines of text. */
static void add_unknown(struct work *w, struct grid *g, struct gcell *cells, size_t lines) {
    size_t n = g->columns;
    if (w->printed_known)
        *vec_push(w->a, &w->items) = (struct item){.grid = g};
    for (size_t i = 0; i < lines; i++)
        if (w->printed_known)
            *vec_push(w->laid, &g->rows) = (struct grow){.cells = &cells[i * n]};
        else
            add_line_of_text(w, &cells[i * n], n);
}

/* Adds the parts of the table on the pages that follow; returns the block behind them. */
static size_t add_pages(struct printed *p, size_t block) {
    struct work *w = p->w;
    size_t n = p->g->columns;
    for (; block < w->doc->blocks.n; block++) {
        const struct table *t = w->doc->blocks.at[block].table;
        if (w->doc->blocks.at[block].kind != BLOCK_TABLE || !t->printed || t->columns != n)
            break;
        struct gcell *cells = grid_cells(w, t);
        struct printed_head head = printed_find_head(w, cells, t->rows.n, n);
        if (head.headers && (!same_names(p->g->headers, head.headers, n) || head.from > 0))
            break;
        for (size_t i = 0; i < head.end * n; i++)
            claim_all(w, &cells[i].paras, USE_FURNITURE);
        add_lines(p, cells, head.end, t->rows.n);
    }
    return block;
}

/* Reads the table of printed lines that begins with the block; *behind is the first behind it. */
static struct printed *open_printed(struct work *w, size_t block, struct printed_head *head,
                                    struct gcell **cells, size_t *behind) {
    const struct table *t = w->doc->blocks.at[block].table;
    struct printed *p = arena_alloc(w->a, sizeof *p);
    *cells = grid_cells(w, t);
    *head = printed_find_head(w, *cells, t->rows.n, t->columns);
    *p = (struct printed){.w = w, .g = new_grid(w, t, *head)};
    *behind = block + 1;
    if (!head->headers)
        return p;
    add_lines(p, *cells, head->end, t->rows.n);
    *behind = add_pages(p, block + 1);
    printed_says(p);
    printed_places(p);
    return p;
}

/* How well the document's tables fit each way to set cells. */
static void fit_document(struct work *w, double *fit) {
    struct printed_head head;
    struct gcell *cells;
    for (size_t i = 0, behind; i < w->doc->blocks.n; i = behind) {
        behind = i + 1;
        if (w->doc->blocks.at[i].kind != BLOCK_TABLE || !w->doc->blocks.at[i].table->printed)
            continue;
        struct printed *p = open_printed(w, i, &head, &cells, &behind);
        if (!head.headers)
            continue;
        w->printed_known = true;
        fit_sets(p, fit);
    }
}

static void find_set(struct printed *p, const double *of_all) {
    double fit[SETS] = {0};
    fit_sets(p, fit);
    double own = fit[SET_MIDDLE] - fit[SET_TOP], all = of_all[SET_MIDDLE] - of_all[SET_TOP];
    double others = fmax(-MOST_OF_OTHERS, fmin(MOST_OF_OTHERS, OTHERS * (all - own)));
    p->set = own + others > 0 ? SET_MIDDLE : SET_TOP;
}

size_t lay_printed(struct work *w, size_t block) {
    struct printed_head head;
    struct gcell *cells;
    size_t behind, n = w->doc->blocks.at[block].table->columns;
    if (!w->printed_fit) {
        w->printed_fit = arena_array(w->a, SETS, sizeof *w->printed_fit);
        fit_document(w, w->printed_fit);
    }
    struct printed *p = open_printed(w, block, &head, &cells, &behind);
    for (size_t i = 0; i < head.from * n; i++)
        for (size_t k = 0; k < cells[i].paras.n && !cells[i].beside; k++)
            *vec_push(w->a, &w->items) = (struct item){.para = cells[i].paras.at[k]};
    if (head.headers) {
        *vec_push(w->a, &w->items) = (struct item){.grid = p->g};
        add_head(w, p->g, &cells[head.from * n], (head.end - head.from) * n);
        find_set(p, w->printed_fit);
        size_t below = take_text_below(p);
        add_rows(p);
        doubt_ends(w, p->g);
        doubt_columns(w, p->g);
        for (size_t i = p->lines.n; i < p->lines.n + below; i++)
            *vec_push(w->a, &w->items) = (struct item){.para = p->lines.at[i].cells[0].paras.at[0]};
    } else {
        add_unknown(w, p->g, cells, w->doc->blocks.at[block].table->rows.n);
    }
    return behind;
}
