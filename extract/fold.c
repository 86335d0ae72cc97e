/* Rows of a table of measures are folded into tasks and measures.
 *
 * Number and name of a task stand in its first row and are carried down; at page breaks they stand
 * again. Sections are rows of their own. Rows without a measure carry further deadlines and units
 * of the measure above.
 */
#include "base/utf8.h"
#include "extract/work.h"

enum { SHARED_CHARS = 4 };

struct task {
    int no;
    bool inferred, late; /* late: its number and name have yet to come, a row behind */
    bool odd;            /* its number is printed, but is none */
    size_t section;      /* how many sections had begun */
    struct str name;
    struct place at;
};

struct draft {
    size_t task; /* place in fold.tasks */
    struct str section;
    const struct grow *row;
    VEC(const struct grow *) more; /* rows with further deadlines and units */
};

/* A finding on a row, until its measure has a number. */
struct told {
    size_t diag, draft; /* places in the lists */
};

struct section {
    int level;
    struct str text;
};

struct fold {
    struct work *w;
    const struct grid *g;
    const struct lexicon *lex;
    int number, name, measure, deadline; /* column places, -1: none */
    struct str *groups; /* by column: the category that goes on, of columns that group tasks */
    VEC(struct section) sections;
    size_t sections_begun;
    VEC(struct task) tasks;
    VEC(struct draft) drafts;
    VEC(struct told) told;
    bool open;     /* the last task goes on */
    bool new_page; /* the row at hand is the first of a page */
    bool own;      /* there is no column of measures: each task is its own measure */
    bool dotted;   /* numbers are of task and measure: 1.1, 1.2, 2.1 */
};

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

static struct diag *find_at(struct fold *f, enum diag_code code, struct place at,
                            struct str detail) {
    struct diag *d = diag_add(&f->w->doc->diags, code, at, detail);
    d->table_no = f->g->table_no;
    return d;
}

static void find_in_draft(struct fold *f, enum diag_code code, struct place at, struct str detail,
                          size_t draft) {
    *vec_push(f->w->a, &f->told) = (struct told){f->w->doc->diags.list.n, draft};
    find_at(f, code, at, detail);
}

static struct place row_place(const struct fold *f, const struct grow *row) {
    for (size_t c = 0; c < f->g->columns; c++)
        if (row->cells[c].paras.n)
            return row->cells[c].paras.at[0]->at;
    return row->cells[0].at;
}

/* ---- sections ---- */

/* In a recognised scan a section row may land behind the first task that it heads: then it ends its
 * page. */
static void check_section(struct fold *f, const struct grow *row, struct str text) {
    const paras *ps = &row->cells[0].paras;
    if (!f->g->parallel || !f->open || !row->ends_page || ps->n == 0)
        return;
    const struct task *t = &f->tasks.at[f->tasks.n - 1];
    if (share_words(t->name, text, SHARED_CHARS))
        find_in_draft(f, DIAG_SECTION_LATE, ps->at[0]->at, t->name, f->drafts.n - 1);
}

static void begin_section(struct fold *f, struct str text) {
    struct line_match m = rules_line(f->w->rules, text);
    size_t n = f->sections.n;
    int level = m.kind == LINE_HEADING ? m.level : n ? f->sections.at[n - 1].level : 1;
    while (f->sections.n && f->sections.at[f->sections.n - 1].level >= level)
        f->sections.n--;
    *vec_push(f->w->a, &f->sections) = (struct section){level, text};
    f->sections_begun++;
}

static void enter_section(struct fold *f, const struct grow *row) {
    const paras *ps = &row->cells[0].paras;
    struct str text = utf8_squeeze(f->w->a, cell_text(f->w->a, ps, S("")));
    begin_section(f, text);
    claim_all(f->w, ps, USE_HEADING);
    check_section(f, row, text);
    f->open = false;
}

static void add_step(struct buf *path, struct str step) {
    if (path->n && step.n)
        buf_byte(path, '/');
    buf_add(path, step);
}

/* Section rows, then the categories that columns of their own give the tasks. */
static struct str section_path(struct fold *f) {
    struct buf b = {.a = f->w->a};
    for (size_t i = 0; i < f->sections.n; i++)
        add_step(&b, f->sections.at[i].text);
    for (size_t c = 0; c < f->g->columns; c++)
        add_step(&b, f->groups[c]);
    return buf_str(&b);
}

/* ---- tasks ---- */

/* The first printing of a name or number is the item, its repetitions are furniture. */
static void claim_name(struct fold *f, const struct grow *row, int column, enum use use) {
    size_t from;
    if (column < 0)
        return;
    const paras *ps = &row->cells[column].paras;
    cell_folded(f->w->a, ps, &from);
    for (size_t i = 0; i < ps->n; i++)
        claim(f->w, ps->at[i], i < from ? use : USE_FURNITURE);
}

static struct str name_in(struct fold *f, const struct grow *row, int column) {
    size_t from;
    return column < 0 ? (struct str){0} : cell_folded(f->w->a, &row->cells[column].paras, &from);
}

static struct task *open_task(struct fold *f, int no, struct str name, struct place at) {
    struct task *t = vec_push(f->w->a, &f->tasks);
    *t = (struct task){.no = no, .name = name, .at = at, .section = f->sections_begun};
    f->open = true;
    return t;
}

static void meet_again(struct fold *f, struct task *t, struct str name, struct place at) {
    if (t->name.n == 0)
        t->name = name;
    else if (name.n && !str_eq(name, t->name))
        find_in_draft(f, DIAG_NAME_DIFFERS, at,
                      str_fmt(f->w->a, "%.*s / %.*s", STR_ARG(t->name), STR_ARG(name)),
                      f->drafts.n);
}

/* The open task lost its number, and the name is repeated with the number it would have. */
static bool was_lost(const struct fold *f, int no, struct str name) {
    const struct task *t = &f->tasks.at[f->tasks.n - 1];
    bool follows = f->tasks.n < 2 || t[-1].no == 0 || t[-1].no + 1 == no;
    return t->no == 0 && follows && name.n && str_eq(name, t->name);
}

static void numbered_row(struct fold *f, int no, struct str name, struct place at) {
    struct task *t = f->open ? &f->tasks.at[f->tasks.n - 1] : NULL;
    bool fresh = t && t->late;
    if (fresh) {
        t->late = false;
        t->no = no;
        t->name = name;
        find_in_draft(f, DIAG_ROW_LATE, t->at, str_fmt(f->w->a, "%d", no), f->drafts.n - 1);
    } else if (t && (t->no == no || was_lost(f, no, name))) {
        t->no = no;
        meet_again(f, t, name, at);
    } else {
        bool carried = name.n == 0 && t;
        open_task(f, no, carried ? t->name : name, at);
    }
}

/* The name again on the next page of a scan, with a character misread. */
static bool misread_again(const struct fold *f, const struct task *t, struct str name) {
    return f->g->parallel && f->new_page && utf8_len(name) >= SHARED_CHARS &&
           nearly_equal(name, t->name);
}

static void unnumbered_row(struct fold *f, struct str name, const struct grow *row,
                           struct place at) {
    struct task *t = f->open ? &f->tasks.at[f->tasks.n - 1] : NULL;
    if (t && f->number < 0 && misread_again(f, t, name)) {
        meet_again(f, t, name, at);
        return;
    }
    bool again = name.n == 0 || (t && str_eq(name, t->name)) || (f->own && f->number >= 0);
    if (t && again && !row->number_lost)
        return;
    t = open_task(f, 0, name, at);
    t->late = name.n == 0 && f->number >= 0 && f->name >= 0;
}

/* Task and measure of 2.1 or 2-1; 0 where s is no such number. */
static int dotted_number(struct str s, int *measure) {
    static const struct str marks[] = {S("."), S("．"), S("-"), S("－"), S("—"), S("–")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark = str_find(s, marks[i], 0);
        if (mark == SIZE_MAX || mark + marks[i].n >= s.n)
            continue;
        *measure = row_number(str_cut(s, mark + marks[i].n, s.n));
        return *measure ? row_number(str_cut(s, 0, mark)) : 0;
    }
    return 0;
}

/* Do all rows count measures within their tasks, under one name each? */
static bool numbers_are_dotted(struct fold *f) {
    int task = 0, measure = 0, rows = 0;
    struct str last = {0};
    for (size_t r = 0; r < f->g->rows.n && f->number >= 0; r++) {
        const struct grow *row = &f->g->rows.at[r];
        if (row->kind != ROW_DATA)
            continue;
        int m = 0, no = dotted_number(name_in(f, row, f->number), &m);
        struct str name = name_in(f, row, f->name);
        bool next = no == task + 1 && m == 1;
        bool on = no == task && m == measure + 1 && (name.n == 0 || str_eq(name, last));
        if (!next && !on)
            return false;
        last = name.n || next ? name : last;
        task = no;
        measure = m;
        rows++;
    }
    return rows > 1;
}

/* The row's number and name say whether the task above goes on. */
static void enter_task(struct fold *f, const struct grow *row) {
    struct place at = row_place(f, row);
    struct str printed = name_in(f, row, f->number);
    bool own = f->own && !f->dotted; /* 1.1 and 1.2 are of one task, whose name is not printed */
    struct str name = name_in(f, row, own ? f->measure : f->name);
    int measure, no = f->dotted ? dotted_number(printed, &measure) : row_number(printed);
    size_t before = f->tasks.n;
    if (printed.n && !no)
        find_at(f, DIAG_ODD_ROW, at, str_fmt(f->w->a, "its number reads %.*s", STR_ARG(printed)));
    if (no)
        numbered_row(f, no, name, at);
    else
        unnumbered_row(f, name, row, at);
    bool again = f->tasks.n == before;
    if (!again)
        f->tasks.at[before].odd = printed.n && !no;
    claim_name(f, row, f->number, again ? USE_FURNITURE : USE_ITEM);
    claim_name(f, row, f->name, again ? USE_FURNITURE : USE_ITEM);
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

/* A column of categories, or of tasks that the measures' own tasks stand under. */
static bool groups_tasks(const struct fold *f, size_t c) {
    enum field field = f->g->headers[c].column.field;
    return field == FIELD_GROUP || (field == FIELD_TASK && (int)c != f->name);
}

static void enter_groups(struct fold *f, const struct grow *row) {
    for (size_t c = 0; c < f->g->columns; c++) {
        if (!groups_tasks(f, c))
            continue;
        struct str text = name_in(f, row, (int)c);
        bool again = str_eq(text, f->groups[c]);
        claim_name(f, row, (int)c, again ? USE_FURNITURE : USE_ITEM);
        if (text.n == 0 || again)
            continue;
        f->groups[c] = text;
        f->open = false; /* a new category begins a new task */
    }
}

static bool is_kept(const struct fold *f, size_t c) {
    enum field field = f->g->headers[c].column.field;
    return field == FIELD_ROLE || groups_tasks(f, c) || (int)c == f->number || (int)c == f->name ||
           (int)c == f->measure || (int)c == f->deadline;
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

/* 一, （一）, 1, ①: numbers of one list are of one sort. */
static int number_sort(struct str s) {
    size_t i = 0;
    int32_t cp = s.n ? utf8_next(s, &i) : 0;
    bool bracket = cp == '(' || cp == 0xFF08;
    if (bracket && i < s.n)
        cp = utf8_next(s, &i);
    return row_number(s) ? 1 + utf8_is_han(cp) + 2 * bracket : 0;
}

/* A number and a name alone, over rows that count in another way: a section, as 一 over （一）. */
static bool is_numbered_section(struct fold *f, size_t r) {
    const struct grow *row = &f->g->rows.at[r], *next = row + 1;
    if (f->g->loose || f->g->parallel || f->number < 0 || f->name < 0 || r + 1 == f->g->rows.n ||
        next->kind != ROW_DATA)
        return false;
    for (size_t c = 0; c < f->g->columns; c++)
        if (((int)c == f->number || (int)c == f->name) != (row->cells[c].paras.n > 0))
            return false;
    int sort = number_sort(name_in(f, row, f->number));
    int below = number_sort(name_in(f, next, f->number));
    return sort && below && sort != below;
}

static void enter_numbered_section(struct fold *f, const struct grow *row) {
    const paras *number = &row->cells[f->number].paras, *name = &row->cells[f->name].paras;
    struct str no = cell_squeezed(f->w->a, number);
    bool bare = number_sort(no) < 3 && !str_ends(no, S("、")) && !str_ends(no, S("."));
    begin_section(f, str_fmt(f->w->a, "%.*s%s%.*s", STR_ARG(no), bare ? "、" : "",
                             STR_ARG(cell_squeezed(f->w->a, name))));
    claim_all(f->w, number, USE_HEADING);
    claim_all(f->w, name, USE_HEADING);
    f->open = false;
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
        *vec_push(f->w->a, &f->drafts.at[f->drafts.n - 1].more) = row;
        for (size_t i = f->told.n; i > 0 && f->told.at[i - 1].draft == f->drafts.n; i--)
            f->told.at[i - 1].draft--;
        return;
    }
    struct draft *d = vec_push(f->w->a, &f->drafts);
    *d = (struct draft){.task = f->tasks.n - 1, .section = section_path(f), .row = row};
}

/* ---- lost numbers ---- */

/* Tasks [from, to) lost their numbers; those around them say which they had. */
static void infer_run(struct fold *f, size_t from, size_t to) {
    int before = from > 0 ? f->tasks.at[from - 1].no : 0;
    int after = to < f->tasks.n ? f->tasks.at[to].no : 0;
    bool fits = after ? after - (int)(to - from) == before + 1 : from > 0;
    for (size_t i = from; i < to; i++) {
        struct task *t = &f->tasks.at[i];
        if (fits) {
            t->no = before + 1 + (int)(i - from);
            t->inferred = true;
            find_at(f, DIAG_NUMBER_INFERRED, t->at, str_fmt(f->w->a, "%d", t->no))->task_no = t->no;
        } else if (!t->odd) {
            find_at(f, DIAG_NUMBER_UNKNOWN, t->at, t->name);
        }
    }
}

static void infer_numbers(struct fold *f) {
    for (size_t i = 0; i < f->tasks.n && f->number >= 0;) {
        size_t to = i;
        while (to < f->tasks.n && f->tasks.at[to].no == 0)
            to++;
        if (to > i)
            infer_run(f, i, to);
        i = to > i ? to : i + 1;
    }
    for (size_t i = 1; i < f->tasks.n; i++) {
        const struct task *t = &f->tasks.at[i];
        bool anew = t->no == 1 && t->section != t[-1].section;
        if (t->no && t[-1].no && t->no != t[-1].no + 1 && !anew)
            find_at(f, DIAG_NUMBER_GAP, t->at, str_fmt(f->w->a, "%d, %d", t[-1].no, t->no));
    }
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
    } *seen = arena_array(f->w->a, size, sizeof *seen);
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
    size_t first = w->plan->measures.n;
    f.number = column_of(g, FIELD_NUMBER);
    f.name = last_column_of(g, FIELD_TASK);
    f.measure = last_column_of(g, FIELD_MEASURE);
    f.own = f.name < 0 && rules_header(w->rules, g->headers[f.measure].name).field == FIELD_TASK;
    f.deadline = column_of(g, FIELD_DEADLINE);
    f.groups = arena_array(w->a, g->columns, sizeof *f.groups);
    f.dotted = numbers_are_dotted(&f);
    check_columns(&f);
    for (size_t r = 0; r < g->rows.n; r++) {
        f.new_page = r > 0 && g->rows.at[r - 1].ends_page;
        if (g->rows.at[r].kind == ROW_SECTION)
            enter_section(&f, &g->rows.at[r]);
        else if (is_numbered_section(&f, r))
            enter_numbered_section(&f, &g->rows.at[r]);
        else
            enter_row(&f, &g->rows.at[r]);
    }
    infer_numbers(&f);
    for (size_t i = 0; i < f.drafts.n; i++)
        add_measure(&f, &f.drafts.at[i]);
    number_measures(&f, first);
    place_findings(&f, first);
    for (size_t i = 0; i < f.drafts.n; i++) {
        const struct draft *d = &f.drafts.at[i];
        assign_units(w, lex, g, d->row, d->more.at, d->more.n, &w->plan->measures.at[first + i]);
    }
}

void fold_measures(struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        const struct grid *g = w->items.at[i].grid;
        if (g && g->known && grid_has(g, FIELD_MEASURE))
            fold_grid(w, w->lex, g);
    }
}
