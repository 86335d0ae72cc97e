#include "out/body.h"
#include "base/utf8.h"

typedef VEC(struct str) texts;

/* A table that is to be laid out: of measures, or of other cells, [from, to). */
struct pending {
    bool measures;
    size_t from, to;
    struct str title;
};

struct laying {
    struct arena *a;
    const struct plan *plan;
    struct body *body;
    struct body_table *table;    /* the one being laid out */
    const struct measure *above; /* the measure of the row above, NULL behind a section row */
    texts sections;              /* of lists of measures: headings inside tables */
    VEC(struct pending) pending; /* in the order of the tables */
    size_t laid;                 /* how many of them are laid out */
};

static texts parts_of(struct arena *a, struct str s, const char *separator) {
    texts out = {0};
    for (size_t from = 0; s.n && from <= s.n;) {
        size_t to = str_find(s, str_of(separator), from);
        *vec_push(a, &out) = str_cut(s, from, to);
        from = to == SIZE_MAX ? s.n + 1 : to + 1;
    }
    return out;
}

static struct body_block *add_block(struct laying *l, enum block_kind kind, struct str text) {
    struct body_block *b = vec_push(l->a, &l->body->blocks);
    *b = (struct body_block){.kind = kind, .text = text};
    return b;
}

static struct body_line *add_line(struct laying *l, enum line_kind kind) {
    struct body_line *line = vec_push(l->a, &l->table->lines);
    *line = (struct body_line){
        .kind = kind,
        .cells = arena_array(l->a, l->table->columns.n + 1, sizeof(struct body_cell))};
    return line;
}

/* The document's title is no caption: it stands above already. */
static void begin_table(struct laying *l, struct str caption) {
    if (str_eq(caption, utf8_squeeze(l->a, l->plan->document.title)))
        caption = (struct str){0};
    l->table = arena_alloc(l->a, sizeof *l->table);
    l->above = NULL;
    add_block(l, BODY_LIST, caption)->table = l->table;
}

static void add_header(struct laying *l) {
    struct body_line *header = add_line(l, LINE_HEADER);
    for (size_t i = 0; i < l->table->columns.n; i++)
        header->cells[i].text = l->table->columns.at[i].name;
}

/* Columns */

static size_t find_column(const struct body_table *t, enum column_kind kind, struct str name,
                          size_t nth) {
    for (size_t i = 0; i < t->columns.n; i++)
        if (t->columns.at[i].kind == kind && t->columns.at[i].nth == nth &&
            str_eq(t->columns.at[i].name, name))
            return i;
    return SIZE_MAX;
}

/* A new column behind the one at index behind. */
static size_t insert_column(struct laying *l, size_t behind, struct body_column c) {
    vec_push(l->a, &l->table->columns);
    struct body_column *at = l->table->columns.at;
    for (size_t i = l->table->columns.n - 1; i > behind + 1; i--)
        at[i] = at[i - 1];
    at[behind + 1] = c;
    return behind + 1;
}

static size_t nth_role(const plan_roles *roles, size_t at) {
    size_t nth = 0;
    for (size_t i = 0; i < at; i++)
        nth += str_eq(roles->at[i].role, roles->at[at].role);
    return nth;
}

/* The columns of the roles that a row has and the table has not yet. */
static void note_roles(struct laying *l, const plan_roles *roles) {
    size_t behind = COLUMN_DEADLINE;
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *r = &roles->at[i];
        size_t nth = nth_role(roles, i), at = find_column(l->table, COLUMN_ROLE, r->role, nth);
        behind = at != SIZE_MAX
                     ? at
                     : insert_column(l, behind,
                                     (struct body_column){COLUMN_ROLE, r->role, r->role_kind, nth});
    }
}

static void measure_columns(struct laying *l, size_t from, size_t to) {
    static const struct str names[] = {S("序号"), S("重点任务"), S("工作措施"), S("完成时限")};
    for (enum column_kind k = COLUMN_SERIAL; k <= COLUMN_DEADLINE; k++)
        *vec_push(l->a, &l->table->columns) = (struct body_column){.kind = k, .name = names[k]};
    for (size_t i = from; i < to; i++) {
        const struct measure *m = &l->plan->measures.at[i];
        for (size_t k = 0; k < m->assignments.n; k++)
            note_roles(l, &m->assignments.at[k].roles);
    }
}

/* Lists of measures */

static void section_line(struct laying *l, struct str section, struct str name, size_t path) {
    struct body_line *line = add_line(l, LINE_SECTION);
    line->cells[0].text = name;
    line->path = str_cut(section, 0, path);
    l->above = NULL;
}

/* The rows of sections that begin with this measure. One that is left for the one around it has
 * that one's row again. */
static void section_lines(struct laying *l, struct str before, struct str section) {
    if (str_eq(before, section))
        return;
    texts old = parts_of(l->a, before, "/"), new = parts_of(l->a, section, "/");
    size_t common = 0, path = 0;
    while (common < old.n && common < new.n &&str_eq(old.at[common], new.at[common]))
        common++;
    if (common && common == new.n)
        common--;
    for (size_t i = 0; i < new.n; i++) {
        path += new.at[i].n + (i > 0);
        if (i >= common)
            section_line(l, section, new.at[i], path);
    }
}

static bool same_task(const struct measure *x, const struct measure *y) {
    return x && x->task_no == y->task_no && str_eq(x->task, y->task);
}

/* One name a line; where a cell names nobody, a dash says so. */
static struct str role_text(struct arena *a, const struct role *r) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < r->mentions.n; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_add(&b, r->mentions.at[i].mention);
    }
    return r->mentions.n ? buf_str(&b) : S("——");
}

static void role_cells(struct laying *l, const plan_roles *roles, struct body_cell *cells) {
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *r = &roles->at[i];
        size_t at = find_column(l->table, COLUMN_ROLE, r->role, nth_role(roles, i));
        cells[at].text = role_text(l->a, r);
        cells[at].joins = r->shared && before + 1 == at && roles->at[i - 1].shared &&
                          str_eq(cells[before].text, cells[at].text);
        before = at;
    }
}

static void measure_line(struct laying *l, const struct measure *m, size_t part) {
    struct body_cell *cells = add_line(l, LINE_MEASURE)->cells;
    struct body_line *line = &l->table->lines.at[l->table->lines.n - 1];
    line->measure = m;
    line->part = part;
    bool goes_on = part > 0 || same_task(l->above, m);
    cells[COLUMN_SERIAL].continues = cells[COLUMN_TASK].continues = goes_on;
    cells[COLUMN_MEASURE].continues = part > 0;
    if (!goes_on && m->task_no)
        cells[COLUMN_SERIAL].text = str_fmt(l->a, "%d", m->task_no);
    if (!goes_on)
        cells[COLUMN_TASK].text = m->task;
    if (part == 0)
        cells[COLUMN_MEASURE].text = m->measure;
    if (part < m->assignments.n) {
        cells[COLUMN_DEADLINE].text = m->assignments.at[part].deadline;
        role_cells(l, &m->assignments.at[part].roles, cells);
    }
    l->above = m;
}

static void measure_table(struct laying *l, size_t from, size_t to) {
    const struct measure *m = l->plan->measures.at;
    begin_table(l, m[from].table_title);
    measure_columns(l, from, to);
    add_header(l);
    for (size_t i = from; i < to; i++) {
        section_lines(l, i > from ? m[i - 1].section : (struct str){0}, m[i].section);
        size_t parts = m[i].assignments.n ? m[i].assignments.n : 1;
        for (size_t part = 0; part < parts; part++)
            measure_line(l, &m[i], part);
    }
}

/* Other tables */

static bool same_row(const struct indicator *x, const struct indicator *y) {
    return x->table_no == y->table_no && x->row_no == y->row_no &&
           str_eq(x->row_label, y->row_label) && !str_eq(x->col, y->col);
}

static size_t row_end(const struct plan *plan, size_t from, size_t to) {
    size_t end = from + 1;
    while (end < to && same_row(&plan->indicators.at[from], &plan->indicators.at[end]))
        end++;
    return end;
}

static void cell_columns(struct laying *l, size_t from, size_t to) {
    size_t behind = 1;
    *vec_push(l->a, &l->table->columns) = (struct body_column){COLUMN_SERIAL, S("序号"), 0, 0};
    *vec_push(l->a, &l->table->columns) = (struct body_column){COLUMN_TASK, S("名称"), 0, 0};
    for (size_t i = from; i < to; i++) {
        const struct indicator *c = &l->plan->indicators.at[i];
        if (i == from || !same_row(&c[-1], c))
            behind = 1;
        size_t at = find_column(l->table, COLUMN_CELL, c->col, 0);
        behind = at != SIZE_MAX
                     ? at
                     : insert_column(l, behind, (struct body_column){COLUMN_CELL, c->col, 0, 0});
    }
}

static void cells_line(struct laying *l, const struct indicator *row, size_t n) {
    struct body_line *line = add_line(l, LINE_CELLS);
    bool below = l->table->lines.n > 2; /* another row, not the header */
    line->cells_of = row;
    line->cells[0].text = str_fmt(l->a, "%d", row->row_no);
    line->cells[1].text = row->row_label;
    for (size_t i = 0; i < n; i++) {
        struct body_cell *cell = &line->cells[find_column(l->table, COLUMN_CELL, row[i].col, 0)];
        cell->continues = row[i].filled && below;
        cell->text = cell->continues ? (struct str){0} : row[i].value;
    }
}

static void cell_table(struct laying *l, size_t from, size_t to) {
    begin_table(l, l->plan->indicators.at[from].table_title);
    cell_columns(l, from, to);
    add_header(l);
    for (size_t i = from, end; i < to; i = end) {
        end = row_end(l->plan, i, to);
        cells_line(l, &l->plan->indicators.at[i], end - i);
    }
}

/* Both kinds in the order of their numbers. */
static size_t list_end(const struct plan *p, size_t from) {
    size_t to = from;
    while (to < p->measures.n && p->measures.at[to].table_no == p->measures.at[from].table_no)
        to++;
    return to;
}

static size_t cells_end(const struct plan *p, size_t from) {
    size_t to = from;
    while (to < p->indicators.n && p->indicators.at[to].table_no == p->indicators.at[from].table_no)
        to++;
    return to;
}

static void note_tables(struct laying *l) {
    const struct plan *p = l->plan;
    for (size_t m = 0, c = 0; m < p->measures.n || c < p->indicators.n;) {
        bool list = m < p->measures.n && (c == p->indicators.n || p->measures.at[m].table_no <=
                                                                      p->indicators.at[c].table_no);
        size_t from = list ? m : c, to = list ? list_end(p, m) : cells_end(p, c);
        struct str title = list ? p->measures.at[m].table_title : p->indicators.at[c].table_title;
        *vec_push(l->a, &l->pending) = (struct pending){list, from, to, title};
        *(list ? &m : &c) = to;
    }
}

static void tables_up_to(struct laying *l, size_t n) {
    for (; l->laid < n; l->laid++) {
        const struct pending *t = &l->pending.at[l->laid];
        (t->measures ? measure_table : cell_table)(l, t->from, t->to);
    }
}

/* Running text */

static struct str last_part(struct str section) {
    for (size_t i = section.n; i > 0; i--)
        if (section.p[i - 1] == '/')
            return str_cut(section, i, section.n);
    return section;
}

static void note_sections(struct laying *l) {
    const struct plan *p = l->plan;
    for (size_t i = 0; i < p->measures.n; i++) {
        if (i && str_eq(p->measures.at[i].section, p->measures.at[i - 1].section))
            continue;
        texts parts = parts_of(l->a, p->measures.at[i].section, "/");
        for (size_t k = 0; k < parts.n; k++)
            *vec_push(l->a, &l->sections) = parts.at[k];
    }
}

static bool is_title(const struct laying *l, struct str name) {
    return str_eq(name, utf8_squeeze(l->a, l->plan->document.title));
}

/* The outline also has the document's title and what tables have above and within them; a table's
 * title says where it stands. */
static void heading(struct laying *l, const struct heading *h) {
    struct str name = utf8_squeeze(l->a, h->title);
    for (size_t i = l->laid; i < l->pending.n; i++)
        if (str_eq(l->pending.at[i].title, name) && !is_title(l, name)) {
            tables_up_to(l, i + 1);
            return;
        }
    for (size_t i = 0; i < l->sections.n; i++)
        if (str_eq(l->sections.at[i], name))
            return;
    if (!is_title(l, name))
        add_block(l, BODY_HEADING, h->title)->level = h->level;
}

/* Index behind the next heading of this title, or SIZE_MAX. */
static size_t behind_heading(const struct plan *p, size_t from, struct str title) {
    for (size_t i = from; i < p->outline.n; i++)
        if (str_eq(p->outline.at[i].title, title))
            return i + 1;
    return SIZE_MAX;
}

static void clause(struct laying *l, const struct clause *c) {
    struct str text =
        c->label.n ? str_fmt(l->a, "%.*s%.*s", STR_ARG(c->label), STR_ARG(c->text)) : c->text;
    add_block(l, BODY_CLAUSE, text)->clause = c;
}

/* A clause follows the heading that ends its section. */
static void running_text(struct laying *l) {
    const struct plan *p = l->plan;
    size_t at = 0;
    struct str section = {0};
    for (size_t i = 0; i < p->clauses.n; i++) {
        const struct clause *c = &p->clauses.at[i];
        size_t to =
            str_eq(section, c->section) ? SIZE_MAX : behind_heading(p, at, last_part(c->section));
        for (section = c->section; to != SIZE_MAX && at < to; at++)
            heading(l, &p->outline.at[at]);
        clause(l, c);
    }
    for (; at < p->outline.n; at++)
        heading(l, &p->outline.at[at]);
}

/* Letters and notices print their title as several lines of running text. */
static bool prints_title(struct laying *l) {
    enum { FIRST = 12 };
    const struct plan *p = l->plan;
    struct buf first = {.a = l->a};
    for (size_t i = 0; i < p->clauses.n && i < FIRST; i++)
        buf_add(&first, utf8_squeeze(l->a, p->clauses.at[i].text));
    struct str title = utf8_squeeze(l->a, p->document.title);
    return title.n == 0 || str_find(buf_str(&first), title, 0) != SIZE_MAX;
}

void body_of(struct arena *a, const struct plan *plan, struct body *out) {
    struct laying l = {.a = a, .plan = plan, .body = out};
    *out = (struct body){0};
    note_sections(&l);
    note_tables(&l);
    if (!prints_title(&l))
        add_block(&l, BODY_TITLE, plan->document.title);
    running_text(&l);
    tables_up_to(&l, l.pending.n);
    for (size_t i = 0; i < plan->footnotes.n; i++) {
        const struct footnote *f = &plan->footnotes.at[i];
        add_block(&l, BODY_NOTE, str_fmt(a, "[%.*s] %.*s", STR_ARG(f->n), STR_ARG(f->text)));
    }
}

const char *body_style(const struct body_block *b) {
    static const char *const headings[] = {"Heading1", "Heading2", "Heading3"};
    switch (b->kind) {
    case BODY_TITLE:
        return "Title";
    case BODY_HEADING:
        return headings[b->level < 1 ? 0 : b->level > 3 ? 2 : b->level - 1];
    case BODY_LIST:
        return b->text.n ? "TableCaption" : "Note";
    case BODY_NOTE:
        return "Note";
    default:
        return "BodyText";
    }
}
