#include "tests/bare_lines.h"
#include "base/utf8.h"

enum { PAGE_ROWS = 6 };

enum punctuation { HANGS, PULLS_DOWN }; /* a mark that finds no room in its line */
enum unit_cells { A_LINE_EACH, LISTS };
/* Cells whose lines stand at one height are printed as one line by programs that go by the page's
 * baselines (pdftotext -raw): those of a row that begin at its top, or stand in its middle. */
enum baselines { LINES_APART, FROM_TOP, IN_MIDDLE };

typedef VEC(struct str) line_list;

struct page {
    struct arena *a;
    struct buf b;
    unsigned seed;
    uint32_t line;
    bool deadline_last;
    unsigned task_width, measure_width, deadline_width, unit_width; /* in characters */
    enum punctuation punctuation;
    enum unit_cells unit_cells;
    enum baselines baselines;
    uint32_t cell_lines; /* of the cell before in the row; 0: none can share its line */
    bool says_none;
    unsigned spaces; /* one line in so many is justified by white space inside; 0: none */
    unsigned number;
};

static unsigned chance(struct page *p, unsigned n) {
    p->seed = p->seed * 1664525u + 1013904223u;
    return (p->seed >> 16) % n;
}

/* ---- lines ---- */

static bool never_first(int32_t cp) {
    static const char marks[] = "，。、；：！？）》」』】”’％%℃,.;:)]";
    struct str s = str_of(marks);
    for (size_t i = 0; i < s.n;)
        if (utf8_next(s, &i) == cp)
            return true;
    return false;
}

static bool never_last(int32_t cp) {
    return cp == 0xFF08 || cp == 0x300A || cp == 0x201C || cp == 0x2018 || cp == 0x3014 ||
           cp == '(';
}

static bool is_latin(int32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           cp == '.' || cp == '-' || cp == '%';
}

/* A line, perhaps drawn apart: at some places, or between all characters. What goes by baselines
 * sees the room that typesetting leaves between Chinese and Latin characters, too. */
static void put_drawn(struct page *p, struct str s, bool drawn) {
    unsigned every = drawn && p->spaces && chance(p, p->spaces) == 0 ? 1 + chance(p, 4) : 0, n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i), next = 0;
        buf_add(&p->b, str_cut(s, at, i));
        size_t peek = i;
        if (i < s.n)
            next = utf8_next(s, &peek);
        bool inside = is_latin(cp) && is_latin(next);
        bool scripts = p->baselines != LINES_APART &&
                       ((utf8_is_han(cp) && is_latin(next)) || (is_latin(cp) && utf8_is_han(next)));
        if (scripts || (every && next && !never_first(next) && !inside && ++n % every == 0))
            buf_byte(&p->b, ' ');
    }
    buf_byte(&p->b, '\n');
    p->line++;
}

static void put_line(struct page *p, struct str s) {
    put_drawn(p, s, p->baselines == LINES_APART);
}

/* Where the line that begins at from ends: as Word breaks lines of Chinese text. */
static size_t line_end(const struct page *p, struct str s, size_t from, size_t width) {
    size_t end = from, may = from, len = 0;
    int32_t before = 0;
    for (size_t i = from; i < s.n && len <= width; len++) {
        int32_t cp = utf8_next(s, &i);
        bool joined =
            before && (never_first(cp) || never_last(before) || (is_latin(cp) && is_latin(before)));
        if (len == width && !(never_first(cp) && p->punctuation == HANGS))
            return joined && may > from ? may : end;
        if (!joined)
            may = end;
        end = i;
        before = cp;
    }
    return end;
}

/* The lines of a cell of paragraphs. */
static line_list lines_of(const struct page *p, struct str s, size_t width) {
    line_list lines = {0};
    for (size_t from = 0; from < s.n;) {
        size_t end = str_find(s, S("\n"), from), to = line_end(p, s, from, width);
        to = end < to ? end : to;
        *vec_push(p->a, &lines) = str_cut(s, from, to);
        from = to + (to == end);
    }
    return lines;
}

/* ---- cells ---- */

/* Does the cell's first line stand beside the last one of the cell before? */
static bool is_beside(const struct page *p, uint32_t lines) {
    return p->cell_lines == 1 &&
           (p->baselines == FROM_TOP || (p->baselines == IN_MIDDLE && lines == 1));
}

static void put_cell(struct page *p, struct str s, size_t width) {
    line_list lines = lines_of(p, s, width);
    if (lines.n == 0)
        return;
    if (is_beside(p, (uint32_t)lines.n)) {
        p->b.p[p->b.n - 1] = ' ';
        p->line--;
    }
    for (size_t i = 0; i < lines.n; i++) {
        bool goes_on = i + 1 < lines.n && lines.at[i].p + lines.at[i].n == lines.at[i + 1].p;
        put_drawn(p, lines.at[i], goes_on || p->baselines == LINES_APART);
    }
    p->cell_lines = (uint32_t)lines.n;
}

/* A cell merged over several columns is as wide as they are. */
static void put_units(struct page *p, const struct role *r, size_t columns) {
    struct buf list = {.a = p->a};
    if (r->mentions.n == 0 && p->says_none)
        buf_add(&list, S("——"));
    for (size_t i = 0; i < r->mentions.n; i++) {
        if (i)
            buf_add(&list, p->unit_cells == LISTS ? S("、") : S("\n"));
        buf_add(&list, r->mentions.at[i].mention);
    }
    put_cell(p, buf_str(&list), columns * p->unit_width);
}

static void put_header(struct page *p, const struct measure *m) {
    p->cell_lines = 0;
    put_cell(p, S("序号"), p->task_width);
    put_cell(p, S("重点任务"), p->task_width);
    put_cell(p, S("工作措施"), p->measure_width);
    if (!p->deadline_last)
        put_cell(p, S("完成时限"), p->deadline_width);
    for (size_t i = 0; i < m->assignments.at[0].roles.n; i++)
        put_cell(p, m->assignments.at[0].roles.at[i].role, p->unit_width);
    if (p->deadline_last)
        put_cell(p, S("完成时限"), p->deadline_width);
}

static void put_sections(struct page *p, struct str path, struct str above) {
    size_t same = 0;
    if (str_eq(path, above))
        return;
    for (size_t i = 0; i < path.n && i < above.n && path.p[i] == above.p[i]; i++)
        if (path.p[i] == '/')
            same = i + 1;
    if (str_starts(path, above) && path.p[above.n] == '/')
        same = above.n + 1;
    for (size_t from = same; from < path.n;) {
        size_t end = str_find(path, S("/"), from);
        end = end == SIZE_MAX ? path.n : end;
        put_line(p, str_cut(path, from, end));
        from = end + 1;
    }
}

/* Number and name stand once for all rows of a task, in the middle of them all. */
static void put_task(struct page *p, const struct measure *m, bool several) {
    p->cell_lines = 0;
    if (m->task_no)
        put_cell(p, str_fmt(p->a, "%d", m->task_no), p->task_width);
    put_cell(p, m->task, p->task_width);
    if (several && p->baselines == IN_MIDDLE)
        p->cell_lines = 0;
}

static void put_roles(struct page *p, const plan_roles *roles) {
    for (size_t i = 0, to; i < roles->n; i = to) {
        for (to = i + 1; to < roles->n && roles->at[to].shared;)
            to++;
        put_units(p, &roles->at[i], to - i);
    }
}

static bool same_task(const struct measure *a, const struct measure *b) {
    return a && b && a->table_no == b->table_no && a->task_no == b->task_no;
}

static void put_row(struct page *p, const struct measure *m, const struct measure *above,
                    const struct measure *below) {
    const struct assignment *as = &m->assignments.at[0];
    bool same_table = above && above->table_no == m->table_no;
    bool breaks = same_table && chance(p, PAGE_ROWS) == 0;
    if (!same_table && m->table_title.n)
        put_line(p, m->table_title);
    if (breaks && chance(p, 2))
        put_line(p, str_fmt(p->a, "— %u —", ++p->number));
    if (!same_table || breaks)
        put_header(p, m);
    put_sections(p, m->section, same_table ? above->section : (struct str){0});
    p->cell_lines = 0;
    if (breaks || !same_task(above, m))
        put_task(p, m, same_task(m, below));
    put_cell(p, m->measure, p->measure_width);
    if (!p->deadline_last)
        put_cell(p, as->deadline, p->deadline_width);
    put_roles(p, &as->roles);
    if (p->deadline_last)
        put_cell(p, as->deadline, p->deadline_width);
}

struct bare_lines bare_lines(struct arena *a, const struct plan *plan, unsigned seed) {
    static const unsigned spaces[] = {0, 40, 12};
    struct page p = {.a = a, .b.a = a, .seed = seed * 2654435761u + 1, .line = 1};
    struct bare_lines out = {.rows = arena_array(a, plan->measures.n, sizeof *out.rows)};
    p.deadline_last = chance(&p, 2);
    p.task_width = 3 + chance(&p, 6);
    p.measure_width = 12 + chance(&p, 25);
    p.deadline_width = 3 + chance(&p, 5);
    p.unit_width = 5 + chance(&p, 8);
    p.punctuation = chance(&p, 2) ? HANGS : PULLS_DOWN;
    p.unit_cells = chance(&p, 2) ? A_LINE_EACH : LISTS;
    p.says_none = chance(&p, 4) > 0;
    p.spaces = spaces[chance(&p, 3)];
    p.baselines = (enum baselines)chance(&p, 3);
    put_line(&p, plan->document.title);
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        out.rows[i].first = p.line;
        put_row(&p, m, i ? m - 1 : NULL, i + 1 < plan->measures.n ? m + 1 : NULL);
        out.rows[i].end = p.line;
    }
    out.text = buf_str(&p.b);
    return out;
}

struct str bare_row_of(struct arena *a, const struct measure *m) {
    struct buf b = {.a = a};
    const struct assignment *as = &m->assignments.at[0];
    buf_fmt(&b, "%d.%d [%.*s] %.*s | %.*s | %.*s |", m->table_no, m->task_no, STR_ARG(m->section),
            STR_ARG(m->task), STR_ARG(m->measure), STR_ARG(as->deadline));
    for (size_t k = 0; k < as->roles.n; k++) {
        buf_fmt(&b, " %.*s:", STR_ARG(as->roles.at[k].role));
        for (size_t n = 0; n < as->roles.at[k].mentions.n; n++)
            buf_fmt(&b, " %.*s", STR_ARG(as->roles.at[k].mentions.at[n].mention));
    }
    return buf_str(&b);
}
