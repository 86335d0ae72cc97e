/* What stands over the rows of a table of measures: section rows, and columns of categories. */
#include "base/utf8.h"
#include "extract/fold.h"

enum { SECTION_CHARS = 4 };

/* In a recognised scan a section row may land behind the first task that it heads: then it ends its
 * page. */
static void check_section(struct fold *f, const struct grow *row, struct str text) {
    const paras *ps = &row->cells[0].paras;
    if (!f->g->parallel || !f->open || !row->ends_page || ps->n == 0)
        return;
    const struct task *t = &f->tasks.at[f->tasks.n - 1];
    if (share_words(t->name, text, SECTION_CHARS))
        find_in_draft(f, DIAG_SECTION_LATE, ps->at[0]->at, t->name, f->drafts.n - 1);
}

static void begin_section(struct fold *f, struct str text) {
    struct line_match m = rules_line(f->w->rules, text);
    size_t n = f->sections.n;
    int level = m.kind == LINE_HEADING ? m.level : n ? f->sections.at[n - 1].level : 1;
    while (f->sections.n && f->sections.at[f->sections.n - 1].level >= level)
        f->sections.n--;
    *vec_push(f->a, &f->sections) = (struct section){level, text};
    f->sections_begun++;
}

void enter_section(struct fold *f, const struct grow *row) {
    const paras *ps = &row->cells[0].paras;
    struct str text = utf8_squeeze(f->w->a, cell_text(f->w->a, ps, S("")));
    begin_section(f, text);
    claim_all(f->w, ps, USE_HEADING);
    check_section(f, row, text);
    f->open = false;
}

/* ---- sections that are numbered like tasks ---- */

/* The column of the one text that stands in a row beside its number, which may be merged with all
 * behind it; -1 where there is none, or more than that. */
static int text_alone(const struct fold *f, const struct grow *row) {
    int found = -1;
    for (size_t c = 0; c < f->g->columns; c++) {
        bool more = row->cells[c].beside && found >= 0;
        bool names = (int)c == f->measure || (int)c == f->name || groups_tasks(f, c);
        if ((int)c == f->number || row->cells[c].paras.n == 0 || more)
            continue;
        if (!names || found >= 0)
            return -1;
        found = (int)c;
    }
    return found;
}

/* A number and a name alone, over rows that count in another way: a section, as 一 over （一）. */
bool is_numbered_section(struct fold *f, size_t r) {
    const struct grow *row = &f->g->rows.at[r], *next = row + 1;
    if (f->number < 0 || r + 1 == f->g->rows.n || next->kind != ROW_DATA || text_alone(f, row) < 0)
        return false;
    int sort = number_sort(name_in(f, row, f->number));
    int below = number_sort(name_in(f, next, f->number));
    return sort && below && sort != below;
}

void make_section(struct fold *f, struct grow *row) {
    const paras *number = &row->cells[f->number].paras;
    const paras *name = &row->cells[text_alone(f, row)].paras;
    struct str no = cell_squeezed(f->w->a, number);
    bool bare = number_sort(no) < 3 && !str_ends(no, S("、")) && !str_ends(no, S("."));
    struct para *p = arena_alloc(f->w->a, sizeof *p);
    *p = *number->at[0];
    p->text = str_fmt(f->w->a, "%.*s%s%.*s", STR_ARG(no), bare ? "、" : "",
                      STR_ARG(cell_squeezed(f->w->a, name)));
    claim_all(f->w, number, USE_HEADING);
    claim_all(f->w, name, USE_HEADING);
    row->kind = ROW_SECTION;
    row->cells[0].paras = (paras){0};
    *vec_push(f->w->laid, &row->cells[0].paras) = p;
}

/* ---- categories ---- */

/* A column of categories, or of tasks that the measures' own tasks stand under. */
bool groups_tasks(const struct fold *f, size_t c) {
    enum field field = f->g->headers[c].column.field;
    return field == FIELD_GROUP || (field == FIELD_TASK && (int)c != f->name);
}

void enter_groups(struct fold *f, const struct grow *row) {
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

void add_step(struct buf *path, struct str step) {
    if (path->n && step.n)
        buf_byte(path, '/');
    buf_add(path, step);
}

/* Section rows, then the categories that columns of their own give the tasks. */
struct str section_path(struct fold *f) {
    struct buf b = {.a = f->w->a};
    for (size_t i = 0; i < f->sections.n; i++)
        add_step(&b, f->sections.at[i].text);
    for (size_t c = 0; c < f->g->columns; c++)
        add_step(&b, f->groups[c]);
    return buf_str(&b);
}
