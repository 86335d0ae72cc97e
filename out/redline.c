/* Two plans as one Word document with tracked changes (ECMA-376 part 1, 17.13.5).
 *
 * Accepting all gives the new plan, rejecting all the old one: every paragraph, row, and piece of
 * text is of both, of the old one alone (w:del) or of the new one alone (w:ins). A row is deleted
 * or inserted by its trPr, and its text with it, as Word does. What moved is marked w:moveFrom and
 * w:moveTo where it is text: clauses, and the measure of a row that moved. The row around it is
 * deleted and inserted, because there is no move of a row in the standard. A text that moved and
 * changed is deleted and inserted as well: a move is shown as the same text at two places.
 *
 * Vertical merges have no dependable tracking (w:cellMerge is ignored by many programs), so a cell
 * goes on with the one above only where that is so in both plans and the row where it began is
 * there whichever is chosen. Else the cell begins anew, with its text tracked, or empty.
 */
#include "out/diff.h"
#include "out/partners.h"
#include "out/word.h"
#include "out/word_tracked.h"

struct redline {
    struct tracked t;
    struct partners pairs;
    size_t *new_measure, *new_clause; /* by the old plan's: index of the new one, or NO_PARTNER */
};

/* Rows */

/* Two tables in one. */
struct grid {
    const struct body_table *old, *new; /* NULL: there is none */
    step_list columns, lines;
    unsigned *widths;
    char *began; /* by column: op of the row where its last cell began, 0: none did */
};

static const struct body_column *column_of(const struct grid *g, size_t at) {
    const struct step *s = &g->columns.at[at];
    return s->op == '-' ? &g->old->columns.at[s->old] : &g->new->columns.at[s->new];
}

static const struct body_cell *cell_of(const struct body_line *line, size_t column) {
    static const struct body_cell none;
    return line && column != NO_PARTNER ? &line->cells[column] : &none;
}

/* One row: what each plan has in it. */
struct row {
    char op;
    const struct body_line *old, *new; /* NULL: not of this one */
    const struct body_line *line;      /* the new one, where there is none the old one */
    unsigned move;
};

static const struct body_cell *old_cell(const struct grid *g, const struct row *row, size_t at) {
    const struct step *s = &g->columns.at[at];
    return cell_of(row->old, s->op == '+' ? NO_PARTNER : s->old);
}

static const struct body_cell *new_cell(const struct grid *g, const struct row *row, size_t at) {
    const struct step *s = &g->columns.at[at];
    return cell_of(row->new, s->op == '-' ? NO_PARTNER : s->new);
}

/* Whether the cell goes on with the one above (see the top of this file). */
static bool goes_on(const struct grid *g, const struct row *row, size_t at) {
    bool of_old = !row->old || old_cell(g, row, at)->continues;
    bool of_new = !row->new || new_cell(g, row, at)->continues;
    char began = g->began[at];
    return of_old && of_new && began && (began == '=' || began == row->op);
}

static bool is_header(const struct row *row) {
    return row->line->kind == LINE_HEADER;
}

static bool joins(const struct grid *g, const struct row *row, size_t at) {
    return at < g->columns.n && g->columns.at[at].op == '=' &&
           (!row->old || old_cell(g, row, at)->joins) && (!row->new || new_cell(g, row, at)->joins);
}

static const char *style_of(const struct grid *g, const struct row *row, size_t at) {
    const struct body_line *line = row->line;
    enum column_kind kind = column_of(g, at)->kind;
    if (line->kind == LINE_HEADER)
        return "TableHead";
    if (line->kind == LINE_SECTION)
        return "TableSection";
    bool centred = kind == COLUMN_SERIAL || kind == COLUMN_DEADLINE ||
                   (kind == COLUMN_TASK && line->kind == LINE_MEASURE);
    return centred ? "TableCentre" : "TableText";
}

static void cell_pieces(struct redline *r, const struct grid *g, const struct row *row, size_t at,
                        piece_list *out) {
    const struct body_cell *old = old_cell(g, row, at), *new = new_cell(g, row, at);
    bool measure = column_of(g, at)->kind == COLUMN_MEASURE && row->old && row->new &&
                   row->old->measure && row->old->part == 0;
    if (row->op != '=')
        *vec_push(r->t.a, out) = (struct piece){row->op, row->op == '-' ? old->text : new->text};
    else if (measure)
        partners_measure(&r->pairs, row->old->measure, row->new->measure, out);
    else
        splice_lines(r->t.a, old->text, new->text, out);
}

static void put_cell_text(struct redline *r, const struct grid *g, const struct row *row,
                          size_t at) {
    struct tracked_para p = {.style = style_of(g, row, at), .mark = row->op};
    piece_list pieces = {0};
    if (row->op != '=' && column_of(g, at)->kind == COLUMN_MEASURE)
        p.move = row->move;
    cell_pieces(r, g, row, at, &pieces);
    tracked_pieces(&r->t, p, &pieces);
}

static size_t put_cell(struct redline *r, struct grid *g, const struct row *row, size_t at) {
    size_t span = 1;
    unsigned width = g->widths[at];
    while (joins(g, row, at + span))
        width += g->widths[at + span++];
    bool on = goes_on(g, row, at);
    buf_fmt(r->t.b, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>", width);
    if (span > 1)
        buf_fmt(r->t.b, "<w:gridSpan w:val=\"%zu\"/>", span);
    enum column_kind kind = column_of(g, at)->kind;
    if (kind != COLUMN_ROLE && kind != COLUMN_DEADLINE && !is_header(row))
        buf_add(r->t.b, on ? S("<w:vMerge/>") : S("<w:vMerge w:val=\"restart\"/>"));
    buf_add(r->t.b, S("<w:vAlign w:val=\"center\"/></w:tcPr>"));
    if (on)
        buf_fmt(r->t.b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p>", style_of(g, row, at));
    else
        put_cell_text(r, g, row, at);
    buf_add(r->t.b, S("</w:tc>"));
    if (!on)
        g->began[at] = row->op;
    return span;
}

static void put_section(struct redline *r, struct grid *g, const struct row *row) {
    unsigned width = 0;
    for (size_t i = 0; i < g->columns.n; i++) {
        width += g->widths[i];
        g->began[i] = 0;
    }
    buf_fmt(r->t.b,
            "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/><w:gridSpan w:val=\"%zu\"/></w:tcPr>",
            width, g->columns.n);
    tracked_whole(&r->t, (struct tracked_para){.style = "TableSection", .mark = row->op},
                  row->line->cells[0].text);
    buf_add(r->t.b, S("</w:tc>"));
}

static void put_row(struct redline *r, struct grid *g, const struct row *row) {
    const struct body_line *line = row->line;
    buf_add(r->t.b, S("<w:tr><w:trPr>"));
    if (is_header(row))
        buf_add(r->t.b, S("<w:cantSplit/><w:tblHeader/>"));
    tracked_row(&r->t, row->op);
    buf_add(r->t.b, S("</w:trPr>"));
    if (line->kind == LINE_SECTION)
        put_section(r, g, row);
    else
        for (size_t i = 0; i < g->columns.n;)
            i += put_cell(r, g, row, i);
    buf_add(r->t.b, S("</w:tr>"));
}

/* Tables */

/* Of 100 parts: what columns of a kind are worth beside each other. */
static unsigned parts_of_column(enum column_kind kind) {
    static const unsigned parts[] = {
        [COLUMN_SERIAL] = 6,   [COLUMN_TASK] = 13, [COLUMN_MEASURE] = 42,
        [COLUMN_DEADLINE] = 9, [COLUMN_ROLE] = 14, [COLUMN_CELL] = 14};
    return parts[kind];
}

/* Numbers need the same room however many columns there are. */
static void set_widths(struct redline *r, struct grid *g) {
    enum { SERIAL = 720 };
    unsigned all = 0, left = WORD_LANDSCAPE, share;
    size_t last = 0;
    g->widths = arena_array(r->t.a, g->columns.n + 1, sizeof *g->widths);
    for (size_t i = 0; i < g->columns.n; i++) {
        bool serial = column_of(g, i)->kind == COLUMN_SERIAL;
        all += serial ? 0 : parts_of_column(column_of(g, i)->kind);
        g->widths[i] = serial ? SERIAL : 0;
        left -= g->widths[i];
    }
    share = left;
    for (size_t i = 0; all && i < g->columns.n; i++)
        if (column_of(g, i)->kind != COLUMN_SERIAL) {
            g->widths[i] = share * parts_of_column(column_of(g, i)->kind) / all;
            left -= g->widths[i];
            last = i;
        }
    g->widths[last] += left;
}

/* All lines or columns of one plan's table alone. */
static void alone(struct redline *r, char op, size_t n, step_list *out) {
    for (size_t i = 0; i < n; i++)
        *vec_push(r->t.a, out) =
            (struct step){op, op == '-' ? i : NO_PARTNER, op == '-' ? NO_PARTNER : i};
}

/* A measure that stands at two places with the same text has moved: its number in the new plan,
 * from 1, else 0. */
static unsigned moved_measure(const struct redline *r, const struct body_line *line, char op) {
    const struct changes *c = r->pairs.changes;
    if (!line->measure || line->part || op == '=')
        return 0;
    size_t i = op == '+' ? (size_t)(line->measure - c->new->measures.at)
                         : r->new_measure[line->measure - c->old->measures.at];
    const struct measure *old = i == NO_PARTNER ? NULL : r->pairs.measure[i].measure;
    bool same = old && str_eq(old->measure, c->new->measures.at[i].measure);
    return same ? (unsigned)i + 1 : 0;
}

static unsigned moved_clause(const struct redline *r, const struct body_block *b, char op) {
    const struct changes *c = r->pairs.changes;
    if (!b->clause || op == '=')
        return 0;
    size_t i = op == '+' ? (size_t)(b->clause - c->new->clauses.at)
                         : r->new_clause[b->clause - c->old->clauses.at];
    const struct clause *old = i == NO_PARTNER ? NULL : r->pairs.clause[i].clause;
    bool same = old && str_eq(old->text, c->new->clauses.at[i].text) &&
                str_eq(old->label, c->new->clauses.at[i].label);
    return same ? (unsigned)(c->new->measures.n + i + 1) : 0;
}

/* A row of a table that Word has no columns enough for: a paragraph, its cells at tabs. */
static void put_row_text(struct redline *r, struct grid *g, const struct row *row) {
    piece_list pieces = {0};
    size_t n = row->line->kind == LINE_SECTION ? 1 : g->columns.n;
    for (size_t i = 0; i < n; i++) {
        if (i)
            *vec_push(r->t.a, &pieces) = (struct piece){row->op, S("\t")};
        cell_pieces(r, g, row, i, &pieces);
    }
    tracked_pieces(&r->t, (struct tracked_para){.style = "TableText", .mark = row->op}, &pieces);
}

static void put_lines(struct redline *r, struct grid *g) {
    enum { MOST_COLUMNS = 63 }; /* of a table in Word */
    bool table = g->columns.n <= MOST_COLUMNS;
    g->began = arena_array(r->t.a, g->columns.n + 1, sizeof *g->began);
    set_widths(r, g);
    if (table)
        word_table(r->t.b, g->widths, g->columns.n);
    for (size_t i = 0; i < g->lines.n; i++) {
        const struct step *s = &g->lines.at[i];
        struct row row = {.op = s->op};
        if (s->op != '+')
            row.line = row.old = &g->old->lines.at[s->old];
        if (s->op != '-')
            row.line = row.new = &g->new->lines.at[s->new];
        row.move = moved_measure(r, row.line, s->op);
        (table ? put_row : put_row_text)(r, g, &row);
    }
    if (table)
        buf_add(r->t.b, S("</w:tbl>"));
}

/* Blocks; a step's indexes are those of its blocks. */

static void put_table(struct redline *r, const struct step *s) {
    const struct partners *p = &r->pairs;
    struct grid g = {0};
    if (s->op != '+')
        g.old = p->old.blocks.at[s->old].table;
    if (s->op != '-')
        g.new = p->new.blocks.at[s->new].table;
    if (s->op == '=') {
        splice(r->t.a, g.old->columns.n, g.new->columns.n, partners_columns(p, g.old, g.new), NULL,
               &g.columns);
        splice(r->t.a, g.old->lines.n, g.new->lines.n, partners_lines(p, s->old, s->new), NULL,
               &g.lines);
    } else {
        const struct body_table *one = s->op == '-' ? g.old : g.new;
        alone(r, s->op, one->columns.n, &g.columns);
        alone(r, s->op, one->lines.n, &g.lines);
    }
    put_lines(r, &g);
}

static void put_block(struct redline *r, const struct step *s) {
    const struct body_block *olds = r->pairs.old.blocks.at, *news = r->pairs.new.blocks.at;
    const struct body_block *one = s->op == '-' ? &olds[s->old] : &news[s->new];
    struct tracked_para p = {.style = body_style(one), .mark = s->op};
    piece_list pieces = {0};
    p.move = moved_clause(r, one, s->op);
    if (s->op != '=') {
        tracked_whole(&r->t, p, one->text);
    } else if (one->clause) {
        partners_clause(&r->pairs, &olds[s->old], one, &pieces);
        tracked_pieces(&r->t, p, &pieces);
    } else {
        splice_ends(r->t.a, olds[s->old].text, one->text, &pieces);
        tracked_pieces(&r->t, p, &pieces);
    }
    if (one->table)
        put_table(r, s);
}

static void note_moves(struct redline *r) {
    const struct changes *c = r->pairs.changes;
    r->new_measure = arena_array(r->t.a, c->old->measures.n + 1, sizeof *r->new_measure);
    r->new_clause = arena_array(r->t.a, c->old->clauses.n + 1, sizeof *r->new_clause);
    for (size_t i = 0; i < c->old->measures.n; i++)
        r->new_measure[i] = NO_PARTNER;
    for (size_t i = 0; i < c->old->clauses.n; i++)
        r->new_clause[i] = NO_PARTNER;
    for (size_t i = 0; i < c->new->measures.n; i++)
        if (r->pairs.measure[i].measure)
            r->new_measure[r->pairs.measure[i].measure - c->old->measures.at] = i;
    for (size_t i = 0; i < c->new->clauses.n; i++)
        if (r->pairs.clause[i].clause)
            r->new_clause[r->pairs.clause[i].clause - c->old->clauses.at] = i;
}

int out_redline(struct buf *b, const struct changes *c, struct out_author by) {
    struct buf body = {.a = b->a};
    struct redline r = {0};
    step_list steps = {0};
    size_t *weight;
    tracked_start(&r.t, b->a, &body, by);
    partners_of(b->a, c, &r.pairs);
    note_moves(&r);
    const size_t *pair = partners_blocks(&r.pairs, &weight);
    splice(b->a, r.pairs.old.blocks.n, r.pairs.new.blocks.n, pair, weight, &steps);
    for (size_t i = 0; i < steps.n; i++)
        put_block(&r, &steps.at[i]);
    bool wide =
        c->old->measures.n + c->new->measures.n + c->old->indicators.n + c->new->indicators.n;
    return word_package(b, &(struct word_document){.title = c->new->document.title,
                                                   .author = by.name,
                                                   .date = by.date,
                                                   .landscape = wide,
                                                   .body = buf_str(&body)});
}
