#include "ingest/docx.h"

enum { MOST_SPAN = 1 << 24 /* sums of it stay numbers; the limit on columns is far below */ };

/* A cell as the file has it, before it finds its place in the grid. */
struct drawn {
    struct cell cell;
    struct cell_props props;
};

/* The cell that a vertical merge began with, by its first grid column. */
struct merge {
    bool met, open;         /* there is a cell; it is a merged one */
    bool cut;               /* it began in a row that a tracked change took out */
    size_t row, cell, last; /* places in the table; the last row it reaches */
};

/* The table being read. */
struct grid {
    struct table *table;
    struct grid *outer;   /* the table in whose cell it stands, or NULL */
    inner_tables inner;   /* those in its cells */
    struct str prefix;    /* of places: "word/document.xml#tbl1/" */
    uint32_t rows, cells; /* of the source: rows so far, cells of this row so far */
    VEC(struct drawn) row;
    VEC(struct merge) merges;
    docx_paras paras; /* of the cell being read */
    docx_lines lines;
    docx_widths widths;
    struct buf text; /* reused by every cell */
};

static int fail(struct docx *d, const struct grid *g, const char *what, size_t limit,
                const char *option) {
    diag_add(&d->doc->diags, DIAG_LIMIT, g->table->at,
             str_fmt(d->a, "%s than %zu; raise the limit with %s", what, limit, option));
    return -1;
}

/* ---- properties ---- */

static uint32_t count_attr(const struct xml *x, uint32_t least) {
    int32_t v = xml_attr_int(x, "w:val", 0);
    if (v <= (int32_t)least)
        return least;
    return v < MOST_SPAN ? (uint32_t)v : MOST_SPAN;
}

static int row_header(struct xml *x, void *user) {
    struct docx *d = user;
    d->row->header = xml_attr_on(x);
    return 0;
}

static int row_before(struct xml *x, void *user) {
    struct docx *d = user;
    d->row->before = count_attr(x, 0);
    return 0;
}

static int row_after(struct xml *x, void *user) {
    struct docx *d = user;
    d->row->after = count_attr(x, 0);
    return 0;
}

static int row_inserted(struct xml *x, void *user) {
    struct docx *d = user;
    (void)x;
    d->row->dropped |= docx_drops_inserted(d);
    return 0;
}

static int row_deleted(struct xml *x, void *user) {
    struct docx *d = user;
    (void)x;
    d->row->dropped |= !docx_drops_inserted(d);
    return 0;
}

static int row_old_props(struct xml *x, void *user) {
    struct docx *d = user;
    if (!docx_drops_inserted(d))
        return 0;
    *d->row = (struct row_props){.dropped = d->row->dropped};
    return xml_children(x, x->known, d);
}

static int row_props(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:tblHeader", row_header},
                                                {"w:gridBefore", row_before},
                                                {"w:gridAfter", row_after},
                                                {"w:ins", row_inserted},
                                                {"w:del", row_deleted},
                                                {"w:trPrChange", row_old_props},
                                                {NULL, NULL}};
    return xml_children(x, elements, user);
}

static int cell_span(struct xml *x, void *user) {
    struct docx *d = user;
    d->cell->span = count_attr(x, 1);
    return 0;
}

/* Without a value it continues the merge (17.4.84). */
static int cell_vertical(struct xml *x, void *user) {
    struct docx *d = user;
    d->cell->restarts = str_eq(xml_attr(x, "w:val"), S("restart"));
    d->cell->continues = !d->cell->restarts;
    return 0;
}

static int cell_horizontal(struct xml *x, void *user) {
    struct docx *d = user;
    d->cell->joins = !str_eq(xml_attr(x, "w:val"), S("restart"));
    return 0;
}

static int cell_inserted(struct xml *x, void *user) {
    struct docx *d = user;
    (void)x;
    d->cell->dropped |= docx_drops_inserted(d);
    return 0;
}

static int cell_deleted(struct xml *x, void *user) {
    struct docx *d = user;
    (void)x;
    d->cell->dropped |= !docx_drops_inserted(d);
    return 0;
}

/* Merged with the cell above, or split from it, by a tracked change (17.13.5.3). */
static int cell_merged(struct xml *x, void *user) {
    struct docx *d = user;
    struct str now = xml_attr(x, "w:vMerge"), before = xml_attr(x, "w:vMergeOrig");
    if (now.n == 0 && before.n == 0)
        return 0;
    d->cell->joins_above = str_eq(docx_drops_inserted(d) ? before : now, S("cont"));
    d->cell->continues = d->cell->joins_above;
    d->cell->restarts = false;
    return 0;
}

static int cell_old_props(struct xml *x, void *user) {
    struct docx *d = user;
    if (!docx_drops_inserted(d))
        return 0;
    *d->cell = (struct cell_props){.span = 1, .dropped = d->cell->dropped};
    return xml_children(x, x->known, d);
}

static int cell_props(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:gridSpan", cell_span},        {"w:vMerge", cell_vertical},
        {"w:hMerge", cell_horizontal},    {"w:cellIns", cell_inserted},
        {"w:cellDel", cell_deleted},      {"w:cellMerge", cell_merged},
        {"w:tcPrChange", cell_old_props}, {NULL, NULL}};
    struct docx *d = user;
    if (!d->cell)
        return 0; /* outside of any, in a damaged file */
    if (xml_children(x, elements, d) < 0)
        return -1;
    d->in->covered = d->cell->continues || d->cell->joins;
    return 0;
}

/* ---- tables inside notes, headers: their paragraphs stay in order ---- */

static int inner_cell(struct xml *x, void *user) {
    struct docx *d = user;
    struct cell_props *outer = d->cell;
    struct cell_props props = {.span = 1, .dropped = outer && outer->dropped};
    if (d->row->dropped)
        return 0;
    bool covered = d->in->covered;
    d->cell = &props;
    int status = xml_children(x, docx_inner_content, d);
    d->cell = outer;
    d->in->covered = covered;
    return status;
}

static int inner_row(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:trPr", row_props}, {"w:tc", inner_cell}, DOCX_PARAGRAPHS, DOCX_COMMON, {NULL, NULL}};
    struct docx *d = user;
    struct row_props props = {0}, *outer = d->row;
    d->row = &props;
    int status = xml_children(x, elements, d);
    d->row = outer;
    return status;
}

int docx_inner_table(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:tr", inner_row}, DOCX_PARAGRAPHS, DOCX_COMMON, {NULL, NULL}};
    return xml_children(x, elements, user);
}

const struct xml_known docx_inner_content[] = {DOCX_PARAGRAPHS,
                                               {"w:tbl", docx_inner_table},
                                               {"w:tcPr", cell_props},
                                               DOCX_COMMON,
                                               {NULL, NULL}};

/* ---- rows ---- */

static int inner_grid(struct xml *x, void *user);

static const struct xml_known cell_content[] = {
    DOCX_PARAGRAPHS, {"w:tbl", inner_grid}, {"w:tcPr", cell_props}, DOCX_COMMON, {NULL, NULL}};

/* The paragraphs just read, also for the cell around the table. */
static void take_paras(struct docx *d, struct grid *g, struct cell *c) {
    vec_copy(d->a, &c->paras, &g->paras);
    for (size_t i = 0; g->outer && i < g->paras.n; i++)
        *vec_push(d->a, &g->outer->paras) = g->paras.at[i];
}

/* Of a cell in a row that a tracked change took out only its place and its merge are heard. */
static int pass_cell(struct xml *x, struct docx *d) {
    static const struct xml_known elements[] = {
        {"w:tcPr", cell_props}, {"w:p", xml_skip}, {"w:tbl", xml_skip}, {NULL, NULL}};
    struct cell_props *outer = d->cell;
    struct drawn c = {.props.span = 1};
    bool covered = d->in->covered;
    d->cell = &c.props;
    int status = xml_children(x, elements, d);
    d->cell = outer;
    d->in->covered = covered;
    if (status == 0 && !c.props.dropped)
        *vec_push(d->a, &d->grid->row) = c;
    return status;
}

static int read_cell(struct xml *x, void *user) {
    struct docx *d = user;
    struct grid *g = d->grid;
    g->cells++;
    if (d->row->dropped)
        return pass_cell(x, d);
    if (++d->cells > d->src->limits.cells)
        return fail(d, g, "the document has more cells", d->src->limits.cells, "--max-cells");
    struct cell_props *outer = d->cell;
    struct drawn c = {.props = {.span = 1, .dropped = outer && outer->dropped}};
    struct str first = str_fmt(d->a, "%.*sr%u/c%u/p1", STR_ARG(g->prefix), g->rows, g->cells);
    c.cell.at = place_in(str_cut(first, 0, first.n - S("/p1").n));
    struct container in = {.kind = IN_CELL,
                           .content = cell_content,
                           .prefix = str_cut(first, 0, first.n - S("p1").n),
                           .first = first,
                           .paras = &g->paras,
                           .covered = d->in->covered,
                           .story = d->in->story,
                           .draft.text = g->text};
    g->paras.n = 0;
    d->cell = &c.props;
    int status = docx_fill(x, d, &in);
    d->cell = outer;
    g->text = in.draft.text;
    if (status < 0 || c.props.dropped)
        return status;
    take_paras(d, g, &c.cell);
    *vec_push(d->a, &g->row) = c;
    return 0;
}

/* Text of a cell that lies under a merged one is shown by no printer; it is kept there. */
static void absorb(struct docx *d, struct cell *into, const struct cell *from) {
    for (size_t i = 0; i < from->paras.n; i++) {
        *vec_push(d->a, &into->paras) = from->paras.at[i];
        diag_add(&d->doc->diags, DIAG_EXTRA_CELL, from->at, from->paras.at[i].text);
    }
}

/* The older form of horizontal merges (17.4.22): the cells stand one by one. */
static void join_across(struct docx *d, struct grid *g) {
    size_t n = 0;
    for (size_t i = 0; i < g->row.n; i++) {
        struct drawn *c = &g->row.at[i];
        if (c->props.joins && n > 0) {
            g->row.at[n - 1].props.span += c->props.span;
            absorb(d, &g->row.at[n - 1].cell, &c->cell);
        } else {
            g->row.at[n++] = *c;
        }
    }
    g->row.n = n;
}

static void mark_lines(struct docx *d, struct grid *g, uint32_t from, uint32_t to) {
    while (g->lines.n <= to)
        *vec_push(d->a, &g->lines) = false;
    while (g->merges.n <= to)
        *vec_push(d->a, &g->merges) = (struct merge){0};
    g->lines.at[from] = g->lines.at[to] = true;
}

/* The merged cell above that this one continues, or NULL. */
static struct cell *above(struct grid *g, const struct drawn *c, uint32_t col) {
    struct merge *m = &g->merges.at[col];
    size_t r = g->table->rows.n;
    bool open = m->open || (m->met && c->props.joins_above);
    if (!c->props.continues || !open || m->last + 1 != r)
        return NULL;
    struct cell *top = &g->table->rows.at[m->row].cells.at[m->cell];
    if (top->col_span != c->props.span)
        return NULL;
    m->last = r;
    return top;
}

/* Puts a cell at its grid column, into the merged cell above where it continues one. */
static int lay_cell(struct docx *d, struct grid *g, struct row *row, struct drawn *c,
                    uint32_t *col) {
    uint32_t span = c->props.span;
    if (span > d->src->limits.columns - *col)
        return fail(d, g, "the table has more columns", d->src->limits.columns, "--max-columns");
    mark_lines(d, g, *col, *col + span);
    struct cell *top = above(g, c, *col);
    if (top) {
        top->row_span++;
        absorb(d, top, &c->cell);
    } else {
        if (c->props.continues && g->merges.at[*col].cut)
            diag_add(&d->doc->diags, DIAG_MERGE_CUT, c->cell.at, S(""));
        g->merges.at[*col] = (struct merge){.met = true,
                                            .open = c->props.restarts || c->props.continues,
                                            .row = g->table->rows.n,
                                            .cell = row->cells.n,
                                            .last = g->table->rows.n};
        c->cell.col = *col;
        c->cell.col_span = span;
        c->cell.row_span = 1;
        *vec_push(d->a, &row->cells) = c->cell;
    }
    *col += span;
    return 0;
}

/* Columns that a row leaves out at an end are an empty cell (17.4.14, 17.4.15). */
static int lay_gap(struct docx *d, struct grid *g, struct row *row, uint32_t span, uint32_t *col) {
    struct drawn empty = {.props.span = span};
    if (span == 0)
        return 0;
    empty.cell.at = place_in(str_fmt(d->a, "%.*sr%u", STR_ARG(g->prefix), g->rows));
    return lay_cell(d, g, row, &empty, col);
}

static int lay_row(struct docx *d, struct grid *g, const struct row_props *props) {
    struct row row = {.header = props->header};
    uint32_t col = 0;
    join_across(d, g);
    vec_reserve(d->a, &row.cells, g->row.n + (props->before > 0) + (props->after > 0));
    if (lay_gap(d, g, &row, props->before, &col) < 0)
        return -1;
    for (size_t i = 0; i < g->row.n; i++)
        if (lay_cell(d, g, &row, &g->row.at[i], &col) < 0)
            return -1;
    if (lay_gap(d, g, &row, props->after, &col) < 0)
        return -1;
    if (col > 0)
        *vec_push(d->a, &g->table->rows) = row;
    return 0;
}

/* What began in a row that is gone does not go on in the merge above it. */
static void pass_row(struct docx *d, struct grid *g, const struct row_props *props) {
    size_t col = props->before;
    join_across(d, g);
    for (size_t i = 0; i < g->row.n && col < d->src->limits.columns; i++) {
        while (g->merges.n <= col)
            *vec_push(d->a, &g->merges) = (struct merge){0};
        if (!g->row.at[i].props.continues)
            g->merges.at[col] = (struct merge){.cut = g->row.at[i].props.restarts};
        col += g->row.at[i].props.span;
    }
}

static int read_row(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:trPr", row_props}, {"w:tc", read_cell}, DOCX_PARAGRAPHS, DOCX_COMMON, {NULL, NULL}};
    struct docx *d = user;
    struct grid *g = d->grid;
    struct row_props props = {0}, *outer = d->row;
    g->rows++;
    g->cells = 0;
    g->row.n = 0;
    d->row = &props;
    int status = xml_children(x, elements, d);
    d->row = outer;
    if (status < 0)
        return -1;
    if (!props.dropped)
        return lay_row(d, g, &props);
    pass_row(d, g, &props);
    return 0;
}

/* ---- the table ---- */

static int grid_column(struct xml *x, void *user) {
    struct docx *d = user;
    int32_t w = xml_attr_int(x, "w:w", 0);
    *vec_push(d->a, &d->grid->widths) = w > 0 ? (uint32_t)w : 0;
    return 0;
}

static int old_grid(struct xml *x, void *user) {
    struct docx *d = user;
    if (!docx_drops_inserted(d))
        return 0;
    d->grid->widths.n = 0;
    return xml_children(x, x->known, d);
}

static int read_grid(struct xml *x, struct docx *d, struct grid *g) {
    static const struct xml_known elements[] = {{"w:gridCol", grid_column},
                                                {"w:tblGridChange", old_grid},
                                                {"w:tr", read_row},
                                                DOCX_PARAGRAPHS,
                                                DOCX_COMMON,
                                                {NULL, NULL}};
    g->table = arena_alloc(d->a, sizeof *g->table);
    g->outer = d->grid;
    docx_flush(d);
    g->prefix = str_fmt(d->a, "%.*stbl%u/", STR_ARG(d->in->prefix), ++d->in->tables_met);
    g->table->at = place_in(str_cut(g->prefix, 0, g->prefix.n - 1));
    d->grid = g;
    int status = xml_children(x, elements, d);
    d->grid = g->outer;
    if (status == 0 && g->table->rows.n > 0)
        docx_number_columns(d->a, g->table, &g->lines, &g->widths);
    return status;
}

static int inner_grid(struct xml *x, void *user) {
    struct docx *d = user;
    struct grid g = {0};
    uint32_t first = d->doc->paras;
    int status = read_grid(x, d, &g);
    if (status == 0 && g.table->rows.n > 0)
        *vec_push(d->a, &d->grid->inner) =
            (struct inner_table){g.table, g.inner, first, d->doc->paras};
    return status;
}

int docx_table(struct xml *x, void *user) {
    struct docx *d = user;
    struct grid g = {0};
    int status = read_grid(x, d, &g);
    if (status < 0 || g.table->rows.n == 0)
        return status;
    d->in->gap = 0;
    docx_put_table(d->doc, g.table, &g.inner);
    return 0;
}
