/* Rows of a table whose cells tabs part and whose rows begin with a line, though not with each: a
 * cell's further paragraphs stand in lines of their own, and so do sections. Which is which follows
 * from the header's columns and the best path through them.
 */
#include "base/utf8.h"
#include "extract/tabs.h"

enum {
    HEAD_LINES = 5, /* that a header may be broken into */
    LEAST_NAMES = 3
};

gcells fields_of(struct arena *a, const struct table *t, size_t from, size_t to) {
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

/* Lines of the first row are none of the header, though a task may end like a column's name. A line
 * breaks names; one with empty fields is a row of its own. */
static bool may_all_name(struct work *w, const gcells *cells, size_t lines) {
    for (size_t i = 0; i < cells->n; i++) {
        struct str name = cell_squeezed(w->a, &cells->at[i].paras);
        if (name.n > 0 ? !may_name_column(w, name) : lines > 1)
            return false;
    }
    return true;
}

/* The header that so many lines from row on spell, and the names of groups' own columns where one
 * more holds them. */
static struct tab_head head_of(struct work *w, const struct table *t, size_t row, size_t lines,
                               size_t *known) {
    gcells cells = fields_of(w->a, t, row, row + lines), over = {0}, own = {0};
    struct header *h = header_of(w, NULL, cells.at, cells.n, false, known);
    if (!h || cells.n < LEAST_NAMES || 2 * *known < cells.n || !may_all_name(w, &cells, lines))
        return (struct tab_head){0};
    if (tab_groups(w, t, row + lines, &cells, &over, &own)) {
        size_t more;
        struct header *both = header_of(w, over.at, own.at, own.n, false, &more);
        if (both && more >= *known) {
            *known = more;
            return (struct tab_head){both, own, own.n, lines + 1};
        }
    }
    return (struct tab_head){h, cells, cells.n, lines};
}

/* The header that begins with this line, as many lines as make most known names. */
static struct tab_head head_at(struct work *w, const struct table *t, size_t row) {
    struct tab_head best = {0};
    size_t most = 0;
    if (!begins_head(w, t, row))
        return best;
    for (size_t n = 1; n <= HEAD_LINES && row + n <= t->rows.n; n++) {
        size_t known = 0;
        struct tab_head h = head_of(w, t, row, n, &known);
        if (h.h && known > most) {
            most = known;
            best = h;
        }
    }
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
