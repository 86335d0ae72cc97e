/* Rows of a table whose cells tabs part and whose rows begin with a line, though not with each: a
 * cell's further paragraphs stand in lines of their own, and so do sections. Which is which follows
 * from the header's columns and the best path through them.
 */
#include "base/utf8.h"
#include "extract/lines.h"

enum {
    HEAD_LINES = 5, /* that a header may be broken into */
    LEAST_NAMES = 3,
    GROUP_LEAST = 2,
    NAME_CHARS = 14
};

static struct gcell gcell_of(struct arena *a, const struct cell *c) {
    struct gcell g = {.at = c->at};
    for (size_t k = 0; k < c->paras.n; k++)
        *vec_push(a, &g.paras) = &c->paras.at[k];
    return g;
}

typedef VEC(struct gcell) gcells;

/* The fields of the lines [from, to), those at their seams as one. */
static gcells fields_of(struct arena *a, const struct table *t, size_t from, size_t to) {
    gcells out = {0};
    for (size_t r = from; r < to && r < t->rows.n; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++) {
            struct gcell g = gcell_of(a, &t->rows.at[r].cells.at[i]);
            if (i > 0 || r == from)
                *vec_push(a, &out) = g;
            for (size_t k = 0; i == 0 && r > from && k < g.paras.n; k++)
                *vec_push(a, &out.at[out.n - 1].paras) = g.paras.at[k];
        }
    return out;
}

struct tab_head {
    struct header *h;
    gcells cells; /* with the second row's in place of their group's */
    size_t columns, lines;
};

/* The second row of a header: the names of a group's own columns, the other fields empty. */
static void add_group(struct work *w, const struct table *t, size_t row, struct tab_head *head) {
    size_t first = 0, last, known, n = head->cells.n;
    gcells low = {0}, groups = {0}, both = {0};
    if (row + head->lines < t->rows.n)
        low = fields_of(w->a, t, row + head->lines, row + head->lines + 1);
    while (first < low.n && low.at[first].paras.n == 0)
        first++;
    for (last = first; last < low.n && low.at[last].paras.n; last++)
        if (utf8_len(cell_squeezed(w->a, &low.at[last].paras)) > NAME_CHARS)
            return;
    size_t names = last - first, behind = low.n - last;
    for (size_t i = last; i < low.n; i++)
        if (low.at[i].paras.n)
            return;
    if (names < GROUP_LEAST || first == 0 || first + 1 + behind != n)
        return;
    for (size_t c = 0; c < low.n; c++) {
        bool own = c >= first && c < last;
        size_t at = c < first ? c : own ? first : c - names + 1;
        *vec_push(w->a, &groups) = head->cells.at[at];
        *vec_push(w->a, &both) = own ? low.at[c] : head->cells.at[at];
        both.at[c].above = !own;
    }
    struct header *h = header_of(w, groups.at, both.at, both.n, false, &known);
    if (h)
        *head = (struct tab_head){h, both, both.n, head->lines + 1};
}

/* One of the line's first two fields names a column. */
static bool begins_head(struct work *w, const struct table *t, size_t row) {
    const struct row *r = &t->rows.at[row];
    bool known = false;
    for (size_t i = 0; i < 2 && r->cells.n >= 2; i++) {
        struct gcell c = gcell_of(w->a, &r->cells.at[i]);
        known = known || rules_header(w->rules, cell_squeezed(w->a, &c.paras)).field != FIELD_NONE;
    }
    return known;
}

/* Lines of the first row are none of the header, though a task may end like a column's name. */
static bool may_all_name(struct work *w, const gcells *cells) {
    for (size_t i = 0; i < cells->n; i++) {
        struct str name = cell_squeezed(w->a, &cells->at[i].paras);
        if (name.n > 0 && !may_name_column(w, name))
            return false;
    }
    return true;
}

/* The header that begins with this line, as many lines as make most known names. */
static struct tab_head head_at(struct work *w, const struct table *t, size_t row) {
    struct tab_head best = {0};
    size_t most = 0;
    if (!begins_head(w, t, row))
        return best;
    for (size_t n = 1; n <= HEAD_LINES && row + n <= t->rows.n; n++) {
        size_t known = 0;
        gcells cells = fields_of(w->a, t, row, row + n);
        struct header *h = header_of(w, NULL, cells.at, cells.n, false, &known);
        if (h && known > most && cells.n >= LEAST_NAMES && 2 * known >= cells.n &&
            may_all_name(w, &cells)) {
            most = known;
            best = (struct tab_head){h, cells, cells.n, n};
        }
    }
    if (best.lines)
        add_group(w, t, row, &best);
    return best;
}

/* The first line from row on that a header begins with; the lines' number if none does. */
static size_t next_head(struct work *w, const struct table *t, size_t row) {
    while (row < t->rows.n && head_at(w, t, row).lines == 0)
        row++;
    return row;
}

static void put_text(struct work *w, const struct table *t, size_t from, size_t to) {
    for (size_t r = from; r < to; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            for (size_t k = 0; k < t->rows.at[r].cells.at[i].paras.n; k++)
                *vec_push(w->a, &w->items) =
                    (struct item){.para = &t->rows.at[r].cells.at[i].paras.at[k]};
}

/* The field's paragraphs, or an empty token. */
static void add_field(struct lattice *l, const struct cell *c, bool tab, size_t row) {
    for (size_t k = 0; k == 0 || k < c->paras.n; k++) {
        struct token *t = &l->tokens[l->n++];
        *t = (struct token){.at = k < c->paras.n ? c->paras.at[k].at : c->at,
                            .begins = true,
                            .tab = tab,
                            .inside = k > 0,
                            .block = (uint32_t)row};
        if (k < c->paras.n)
            *vec_push(l->w->a, &t->paras) = &c->paras.at[k];
    }
}

static void add_tokens(struct lattice *l, const struct table *t, size_t from, size_t to) {
    size_t most = 1;
    for (size_t r = from; r < to; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            most += 1 + t->rows.at[r].cells.at[i].paras.n;
    l->tokens = arena_array(l->w->a, most, sizeof *l->tokens);
    for (size_t r = from; r < to; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            add_field(l, &t->rows.at[r].cells.at[i], i > 0, r);
}

/* Where cells hold several paragraphs, a line is a whole record. */
static bool has_records(const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++)
            if (t->rows.at[r].cells.at[i].paras.n > 1)
                return true;
    return false;
}

/* The rows under the header in front of line from, and the text behind them, up to line to. */
static void lay_rows(struct work *w, const struct table *t, const struct tab_head *h, size_t from,
                     size_t to) {
    struct lines x = {.tabs = true, .records = has_records(t)};
    struct grid *g = arena_alloc(w->a, sizeof *g);
    struct arena *a = arena_beside(w->a);
    struct lattice l = cell_lattice(w, g, &x);
    *g = (struct grid){.headers = h->h,
                       .columns = h->columns,
                       .known = true,
                       .loose = true,
                       .at = t->rows.at[from - h->lines].cells.at[0].at};
    for (size_t r = from - h->lines; r < from; r++)
        for (size_t i = 0; i < t->rows.at[r].cells.n; i++) {
            struct gcell c = gcell_of(w->a, &t->rows.at[r].cells.at[i]);
            add_head(w, g, &c, 1);
        }
    add_tokens(&l, t, from, to);
    size_t end = walk_cells(&l, a) ? l.tokens[l.n].block : to;
    build_cells(&l, a);
    put_text(w, t, end, to);
    arena_drop(a);
}

/* A line of one field that titles the table below it. */
static bool is_title(struct work *w, const struct row *r) {
    const struct cell *c = &r->cells.at[0];
    if (r->cells.n != 1 || c->paras.n != 1)
        return false;
    enum line_kind kind = rules_line(w->rules, c->paras.at[0].text).kind;
    return kind == LINE_TITLE || kind == LINE_ANNEX;
}

bool lay_tabs(struct work *w, const struct table *t) {
    size_t row = next_head(w, t, 0);
    if (row == t->rows.n)
        return false;
    put_text(w, t, 0, row);
    while (row < t->rows.n) {
        struct tab_head h = head_at(w, t, row);
        size_t from = row + h.lines;
        size_t next = next_head(w, t, from), end = next;
        while (next < t->rows.n && end > from && is_title(w, &t->rows.at[end - 1]))
            end--;
        lay_rows(w, t, &h, from, end);
        put_text(w, t, end, next);
        row = next;
    }
    return true;
}
