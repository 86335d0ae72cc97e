#include "tests/bare_lines.h"
#include "base/utf8.h"

enum { PAGE_ROWS = 6 };

enum punctuation { HANGS, PULLS_DOWN }; /* a mark that finds no room in its line */
enum unit_cells { A_LINE_EACH, LISTS };

struct page {
    struct arena *a;
    struct buf b;
    unsigned seed;
    uint32_t line;
    bool deadline_last;
    unsigned task_width, measure_width, deadline_width, unit_width; /* in characters */
    enum punctuation punctuation;
    enum unit_cells unit_cells;
    bool says_none;
    unsigned spaces; /* one line in so many is justified by white space inside; 0: none */
    unsigned number;
};

static unsigned chance(struct page *p, unsigned n) {
    p->seed = p->seed * 1664525u + 1013904223u;
    return (p->seed >> 10) % n;
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

/* A line, perhaps drawn apart: at some places, or between all characters. */
static void put_line(struct page *p, struct str s) {
    unsigned every = p->spaces && chance(p, p->spaces) == 0 ? 1 + chance(p, 4) : 0, n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i), next = 0;
        buf_add(&p->b, str_cut(s, at, i));
        size_t peek = i;
        if (i < s.n)
            next = utf8_next(s, &peek);
        bool inside = is_latin(cp) && is_latin(next);
        if (every && next && !never_first(next) && !inside && ++n % every == 0)
            buf_byte(&p->b, ' ');
    }
    buf_byte(&p->b, '\n');
    p->line++;
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

static void put_wrapped(struct page *p, struct str s, size_t width) {
    for (size_t from = 0; from < s.n;) {
        size_t to = line_end(p, s, from, width);
        put_line(p, str_cut(s, from, to));
        from = to;
    }
}

static void put_paragraphs(struct page *p, struct str s, size_t width) {
    for (size_t from = 0; from < s.n;) {
        size_t to = str_find(s, S("\n"), from);
        to = to == SIZE_MAX ? s.n : to;
        put_wrapped(p, str_cut(s, from, to), width);
        from = to + 1;
    }
}

/* ---- cells ---- */

static void put_units(struct page *p, const struct role *r) {
    struct buf list = {.a = p->a};
    if (r->mentions.n == 0 && p->says_none)
        put_line(p, S("——"));
    for (size_t i = 0; i < r->mentions.n; i++) {
        if (i)
            buf_add(&list, p->unit_cells == LISTS ? S("、") : S("\n"));
        buf_add(&list, r->mentions.at[i].mention);
    }
    put_paragraphs(p, buf_str(&list), p->unit_width);
}

static void put_header(struct page *p, const struct measure *m) {
    put_line(p, S("序号"));
    put_wrapped(p, S("重点任务"), p->task_width);
    put_line(p, S("工作措施"));
    if (!p->deadline_last)
        put_wrapped(p, S("完成时限"), p->deadline_width);
    for (size_t i = 0; i < m->assignments.at[0].roles.n; i++)
        put_line(p, m->assignments.at[0].roles.at[i].role);
    if (p->deadline_last)
        put_wrapped(p, S("完成时限"), p->deadline_width);
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

static void put_row(struct page *p, const struct measure *m, const struct measure *above) {
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
    if (!same_table || breaks || above->task_no != m->task_no) {
        if (m->task_no)
            put_line(p, str_fmt(p->a, "%d", m->task_no));
        put_wrapped(p, m->task, p->task_width);
    }
    put_paragraphs(p, m->measure, p->measure_width);
    if (!p->deadline_last)
        put_wrapped(p, as->deadline, p->deadline_width);
    for (size_t i = 0; i < as->roles.n; i++)
        if (i == 0 || !as->roles.at[i].shared)
            put_units(p, &as->roles.at[i]);
    if (p->deadline_last)
        put_wrapped(p, as->deadline, p->deadline_width);
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
    put_line(&p, plan->document.title);
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        out.rows[i].first = p.line;
        put_row(&p, m, i ? m - 1 : NULL);
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
