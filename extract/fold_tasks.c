/* Which task a row belongs to, by its number and name, and the numbers that were lost. */
#include "base/utf8.h"
#include "extract/fold.h"

enum { NAME_CHARS = 4 };

static struct task *open_task(struct fold *f, int no, struct str name, struct place at) {
    struct task *t = vec_push(f->a, &f->tasks);
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
    return f->g->parallel && f->new_page && utf8_len(name) >= NAME_CHARS &&
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
bool numbers_are_dotted(struct fold *f) {
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

/* ---- numbers without a column ---- */

/* 3 of 3.清理河道 and of （三）清理河道; *end is where the text itself begins. 0 where none stands
 * there. */
static int front_number(struct str s, size_t *end) {
    static const struct str marks[] = {S("."), S("．"), S("、"), S("）"), S(")")};
    enum { POINTS = 2, NUMBER_BYTES = 12 };
    size_t at = NUMBER_BYTES + 1, which = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark =
            str_find(str_cut(s, 0, s.n < NUMBER_BYTES + 3 ? s.n : NUMBER_BYTES + 3), marks[i], 0);
        if (mark < at) {
            at = mark;
            which = i;
        }
    }
    if (at > NUMBER_BYTES)
        return 0;
    *end = at + marks[which].n;
    bool decimal = which < POINTS && *end < s.n && s.p[*end] >= '0' && s.p[*end] <= '9';
    return decimal ? 0 : row_number(str_cut(s, 0, *end));
}

/* A cell with a list of its own counts nothing but its paragraphs. */
static bool lists_within(struct fold *f, const struct gcell *cell) {
    size_t end;
    for (size_t i = 1; i < cell->paras.n; i++)
        if (front_number(utf8_squeeze(f->w->scratch, cell->paras.at[i]->text), &end))
            return true;
    return false;
}

static bool counts_in_front(struct fold *f, int column) {
    int last = 0, rows = 0;
    size_t end;
    for (size_t r = 0; column >= 0 && r < f->g->rows.n; r++) {
        const struct grow *row = &f->g->rows.at[r];
        const struct gcell *cell = &row->cells[column];
        if (row->kind != ROW_DATA || cell->above || cell->paras.n == 0)
            continue;
        int no = front_number(name_in(f, row, column), &end);
        bool anew = no == 1 && last > 1;
        if (no == 0 || (no != last + 1 && !anew) || lists_within(f, cell))
            return false;
        last = no;
        rows++;
    }
    return rows > 1;
}

int column_of_numbers_in_front(struct fold *f) {
    if (f->number >= 0)
        return -1;
    return counts_in_front(f, f->name) ? f->name : counts_in_front(f, f->measure) ? f->measure : -1;
}

struct str without_number(struct str s) {
    size_t end;
    return front_number(s, &end) ? utf8_trim(str_cut(s, end, s.n)) : s;
}

/* ---- rows ---- */

/* The row's number and name say whether the task above goes on. */
void enter_task(struct fold *f, const struct grow *row) {
    struct place at = row_place(f, row);
    struct str printed = name_in(f, row, f->number);
    bool own = f->own && !f->dotted; /* 1.1 and 1.2 are of one task, whose name is not printed */
    struct str name = name_in(f, row, own ? f->measure : f->name);
    int measure, no = f->dotted ? dotted_number(printed, &measure) : row_number(printed);
    size_t before = f->tasks.n, end;
    if (f->front >= 0)
        no = front_number(name_in(f, row, f->front), &end);
    if (f->front >= 0 && f->front == (own ? f->measure : f->name))
        name = without_number(name);
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

void infer_numbers(struct fold *f) {
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
