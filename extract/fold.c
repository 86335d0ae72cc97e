/* Rows of a table of measures are folded into tasks and measures.
 *
 * Number and name of a task stand in its first row and are carried down; at page breaks they stand
 * again. Sections are rows of their own. Rows without a measure carry further deadlines and units
 * of the measure above.
 */
#include "extract/fold.h"
#include "base/utf8.h"

static int column_of(const struct grid *g, enum field field) {
    for (size_t c = 0; c < g->columns; c++)
        if (g->headers[c].column.field == field)
            return (int)c;
    return -1;
}

/* Of several columns of tasks the last is the measures' own. */
static int last_column_of(const struct grid *g, enum field field) {
    for (size_t c = g->columns; c-- > 0;)
        if (g->headers[c].column.field == field)
            return (int)c;
    return -1;
}

struct diag *find_at(struct fold *f, enum diag_code code, struct place at, struct str detail) {
    struct diag *d = diag_add(&f->w->doc->diags, code, at, detail);
    d->table_no = f->g->table_no;
    return d;
}

void find_in_draft(struct fold *f, enum diag_code code, struct place at, struct str detail,
                   size_t draft) {
    *vec_push(f->a, &f->told) = (struct told){f->w->doc->diags.list.n, draft};
    find_at(f, code, at, detail);
}

struct place row_place(const struct fold *f, const struct grow *row) {
    for (size_t c = 0; c < f->g->columns; c++)
        if (row->cells[c].paras.n)
            return row->cells[c].paras.at[0]->at;
    return row->cells[0].at;
}

struct str name_in(struct fold *f, const struct grow *row, int column) {
    size_t from;
    return column < 0 ? (struct str){0} : cell_folded(f->w->a, &row->cells[column].paras, &from);
}

/* The first printing of a name or number is the item, its repetitions are furniture. */
void claim_name(struct fold *f, const struct grow *row, int column, enum use use) {
    size_t from;
    if (column < 0)
        return;
    const paras *ps = &row->cells[column].paras;
    cell_folded(f->w->a, ps, &from);
    for (size_t i = 0; i < ps->n; i++)
        claim(f->w, ps->at[i], i < from ? use : USE_FURNITURE);
}

/* ---- rows ---- */

static bool row_empty(const struct fold *f, const struct grow *row) {
    for (size_t c = 0; c < f->g->columns; c++)
        if (row->cells[c].paras.n)
            return false;
    return true;
}

static bool carries_more(const struct fold *f, const struct grow *row) {
    const struct gcell *c = &row->cells[f->measure];
    return f->drafts.n && f->open && (c->paras.n == 0 || c->above);
}

static bool is_kept(const struct fold *f, size_t c) {
    enum field field = f->g->headers[c].column.field;
    return field == FIELD_ROLE || groups_tasks(f, c) || (int)c == f->number || (int)c == f->name ||
           (int)c == f->measure || field == FIELD_DEADLINE;
}

static void add_clause(struct fold *f, struct str task, struct str label, const paras *ps) {
    struct buf path = {.a = f->w->a};
    add_step(&path, f->g->title);
    add_step(&path, section_path(f));
    add_step(&path, task);
    struct clause *k = vec_push(f->w->plan->a, &f->w->plan->clauses);
    *k = (struct clause){.section = buf_str(&path),
                         .label = label,
                         .text = cell_text(f->w->a, ps, S("\n")),
                         .at = ps->at[0]->at};
    claim_all(f->w, ps, USE_ITEM);
}

/* Where the number would be stands what is none, and nothing is to be done: 合计. */
static bool is_total(struct fold *f, const struct grow *row) {
    for (size_t c = 0; c < f->g->columns; c++) {
        enum field field = f->g->headers[c].column.field;
        bool duty = field == FIELD_MEASURE || field == FIELD_ROLE || field == FIELD_DEADLINE;
        if (duty && row->cells[c].paras.n && !row->cells[c].beside)
            return false;
    }
    struct str printed = name_in(f, row, f->number);
    return printed.n && !row_number(printed);
}

static void keep_total(struct fold *f, const struct grow *row) {
    const paras *label = &row->cells[f->number].paras;
    for (size_t c = 0; c < f->g->columns; c++)
        if ((int)c != f->number && row->cells[c].paras.n && !row->cells[c].beside)
            add_clause(f, (struct str){0}, cell_squeezed(f->w->a, label), &row->cells[c].paras);
    claim_all(f->w, label, USE_ITEM);
}

/* Cells of other columns (remarks, columns that no rule knows) are clauses under their task. */
static void keep_rest(struct fold *f, const struct grow *row) {
    for (size_t c = 0; c < f->g->columns; c++) {
        const struct gcell *cell = &row->cells[c];
        if (is_kept(f, c) || cell->paras.n == 0 || cell->beside || cell->above)
            continue;
        add_clause(f, f->tasks.at[f->tasks.n - 1].name, f->g->headers[c].name, &cell->paras);
    }
}

static void check_columns(struct fold *f) {
    for (size_t c = 0; c < f->g->columns; c++)
        if (f->g->headers[c].column.field == FIELD_NONE)
            find_at(f, DIAG_ODD_COLUMN, f->g->at,
                    f->g->headers[c].name.n ? f->g->headers[c].name
                                            : str_fmt(f->w->a, "%zu", c + 1));
}

static void enter_row(struct fold *f, const struct grow *row) {
    if (row_empty(f, row)) {
        find_at(f, DIAG_EMPTY_ROW, row->cells[0].at, S(""));
        return;
    }
    if (is_total(f, row)) {
        keep_total(f, row);
        return;
    }
    bool more = carries_more(f, row);
    enter_groups(f, row);
    enter_task(f, row);
    keep_rest(f, row);
    if (more && f->drafts.at[f->drafts.n - 1].task == f->tasks.n - 1) {
        *vec_push(f->b, &f->drafts.at[f->drafts.n - 1].more) = row;
        for (size_t i = f->told.n; i > 0 && f->told.at[i - 1].draft == f->drafts.n; i--)
            f->told.at[i - 1].draft--;
        return;
    }
    struct draft *d = vec_push(f->b, &f->drafts);
    *d = (struct draft){.task = f->tasks.n - 1, .section = section_path(f), .row = row};
}

/* ---- measures ---- */

static struct measure *add_measure(struct fold *f, const struct draft *d) {
    const struct task *t = &f->tasks.at[d->task];
    const paras *ps = &d->row->cells[f->measure].paras;
    struct measure *m = vec_push(f->w->plan->a, &f->w->plan->measures);
    *m = (struct measure){.table_no = f->g->table_no,
                          .table_title = f->g->title,
                          .section = d->section,
                          .task_no = t->no,
                          .task_no_inferred = t->inferred,
                          .task = t->name,
                          .measure_raw = cell_text(f->w->a, ps, S("\n")),
                          .at = ps->n ? ps->at[0]->at : row_place(f, d->row)};
    if (f->front == f->measure)
        m->measure_raw = without_number(m->measure_raw);
    m->measure = m->measure_raw;
    claim_all(f->w, ps, USE_ITEM);
    return m;
}

/* measure_no counts within the task number, wherever in the table the number returns. */
static void number_measures(struct fold *f, size_t first) {
    struct measure *m = f->w->plan->measures.at;
    size_t n = f->w->plan->measures.n, size = 16;
    while (size < 2 * (n - first))
        size *= 2;
    struct {
        int task_no, count;
        bool used;
    } *seen = arena_array(f->a, size, sizeof *seen);
    for (size_t i = first; i < n; i++) {
        size_t k = (size_t)m[i].task_no * 2654435761u & (size - 1);
        while (seen[k].used && seen[k].task_no != m[i].task_no)
            k = (k + 1) & (size - 1);
        seen[k].used = true;
        seen[k].task_no = m[i].task_no;
        m[i].measure_no = ++seen[k].count;
    }
}

static void place_findings(struct fold *f, size_t first) {
    for (size_t i = 0; i < f->told.n; i++) {
        size_t draft = f->told.at[i].draft;
        const struct measure *m = &f->w->plan->measures.at[first + draft];
        struct diag *d = &f->w->doc->diags.list.at[f->told.at[i].diag];
        d->task_no = m->task_no;
        d->measure_no = m->measure_no;
    }
}

static void fold_grid(struct work *w, const struct lexicon *lex, const struct grid *g) {
    struct fold f = {.w = w, .g = g, .lex = lex};
    f.a = arena_beside(w->a);
    f.b = arena_beside(w->a);
    size_t first = w->plan->measures.n;
    f.number = column_of(g, FIELD_NUMBER);
    f.name = last_column_of(g, FIELD_TASK);
    f.measure = last_column_of(g, FIELD_MEASURE);
    f.own = f.name < 0 && rules_header(w->rules, g->headers[f.measure].name).field == FIELD_TASK;
    f.groups = arena_array(f.a, g->columns, sizeof *f.groups);
    f.dotted = numbers_are_dotted(&f);
    f.front = column_of_numbers_in_front(&f);
    check_columns(&f);
    for (size_t r = 0; r < g->rows.n; r++) {
        f.new_page = r > 0 && g->rows.at[r - 1].ends_page;
        if (g->rows.at[r].kind != ROW_SECTION && is_numbered_section(&f, r))
            make_section(&f, &g->rows.at[r]);
        if (g->rows.at[r].kind == ROW_SECTION)
            enter_section(&f, &g->rows.at[r]);
        else
            enter_row(&f, &g->rows.at[r]);
    }
    infer_numbers(&f);
    for (size_t i = 0; i < f.drafts.n; i++)
        add_measure(&f, &f.drafts.at[i]);
    number_measures(&f, first);
    place_findings(&f, first);
    arena_drop(f.a);
    for (size_t i = 0; i < f.drafts.n; i++) {
        const struct draft *d = &f.drafts.at[i];
        assign_units(w, lex, g, d->row, d->more.at, d->more.n, &w->plan->measures.at[first + i]);
    }
    arena_drop(f.b);
}

void fold_measures(struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        const struct grid *g = w->items.at[i].grid;
        if (g && g->known && grid_has(g, FIELD_MEASURE))
            fold_grid(w, w->lex, g);
    }
}
