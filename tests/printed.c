#include "tests/printed.h"
#include "base/utf8.h"
#include "tests/docx.h"

static const char *const header[] = {"序号", "重点任务", "工作措施", "完成时限", "牵头部门"};
enum { COLUMNS = sizeof header / sizeof *header };

/* A row under way: cells, or one cell across all. */
struct line {
    struct str cells[COLUMNS];
    bool across;
};

struct printer {
    struct arena *a;
    struct buf out;
    unsigned state; /* 0: no page ends */
    void (*put_line)(struct printer *p, const struct line *line);
    void (*cut)(struct printer *p, bool tables);
};

static bool now_and_then(struct printer *p, unsigned one_in) {
    p->state = p->state ? p->state * 1664525u + 1013904223u : 0;
    return p->state && (p->state >> 10) % one_in == 0;
}

static void put_header(struct printer *p) {
    struct line line = {0};
    for (size_t i = 0; i < COLUMNS; i++)
        line.cells[i] = str_of(header[i]);
    p->put_line(p, &line);
}

/* Now and then a line ends somewhere in the text. */
static struct str wrapped(struct printer *p, struct str text) {
    size_t at = 0;
    if (!now_and_then(p, 4))
        return text;
    for (unsigned n = (p->state >> 10) % 30; n && at < text.n; n--)
        utf8_next(text, &at);
    return str_fmt(p->a, "%.*s\n%.*s", STR_ARG(str_cut(text, 0, at)),
                   STR_ARG(str_cut(text, at, text.n)));
}

static void put_measure(struct printer *p, const struct measure *m, bool named) {
    const struct assignment *as = &m->assignments.at[0];
    struct line line = {.cells = {[2] = wrapped(p, m->measure),
                                  as->deadline,
                                  as->roles.at[0].mentions.at[0].mention}};
    if (named) {
        line.cells[0] = str_fmt(p->a, "%d", m->task_no);
        line.cells[1] = m->task;
    }
    p->put_line(p, &line);
}

static void put_plan(struct printer *p, const struct plan *plan) {
    struct str section = {0};
    bool tables = now_and_then(p, 2);
    put_header(p);
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        bool named = i == 0 || m[-1].task_no != m->task_no, page = i && now_and_then(p, 5);
        if (page) {
            p->cut(p, tables);
            put_header(p);
        }
        if (!str_eq(m->section, section)) {
            section = m->section;
            p->put_line(p, &(struct line){.cells = {section}, .across = true});
        }
        put_measure(p, m, named || (page && now_and_then(p, 2)));
    }
}

/* ---- flattened text ---- */

static void flat_line(struct printer *p, const struct line *line) {
    buf_byte(&p->out, '\n');
    for (size_t i = 0; i < (line->across ? 1 : COLUMNS); i++)
        buf_fmt(&p->out, "\t%.*s\n", STR_ARG(line->cells[i]));
}

static void flat_cut(struct printer *p, bool tables) {
    (void)tables;
    buf_byte(&p->out, '\n');
}

static struct str title(const struct plan *plan) {
    return plan->document.title;
}

struct str print_flat(struct arena *a, const struct plan *plan, unsigned seed) {
    struct printer p = {a, {.a = a}, seed, flat_line, flat_cut};
    buf_fmt(&p.out, "%.*s\n", STR_ARG(title(plan)));
    put_plan(&p, plan);
    return buf_str(&p.out);
}

/* ---- Word ---- */

static void docx_line(struct printer *p, const struct line *line) {
    buf_add(&p->out, S("<w:tr>"));
    for (size_t i = 0; i < (line->across ? 1 : COLUMNS); i++)
        buf_fmt(&p->out,
                "<w:tc><w:tcPr><w:gridSpan w:val=\"%d\"/></w:tcPr><w:p><w:r><w:t>%.*s</w:t></w:r>"
                "</w:p></w:tc>",
                line->across ? COLUMNS : 1, STR_ARG(line->cells[i]));
    buf_add(&p->out, S("</w:tr>"));
}

static void docx_cut(struct printer *p, bool tables) {
    if (tables)
        buf_add(&p->out, S("</w:tbl><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:tbl>"));
}

struct str print_docx(struct arena *a, const struct plan *plan, unsigned seed) {
    struct printer p = {a, {.a = a}, seed, docx_line, docx_cut};
    buf_fmt(&p.out, P(T("%.*s")) "<w:tbl>", STR_ARG(title(plan)));
    put_plan(&p, plan);
    buf_add(&p.out, S("</w:tbl>"));
    buf_byte(&p.out, '\0');
    return make_docx(a, &(struct docx_parts){.body = p.out.p});
}
