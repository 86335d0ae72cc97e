/* The list of the families, and what goes into them. */
#include "base/utf8.h"
#include "check/checker.h"
#include <stdlib.h>

static const struct check_info infos[] = {
#define X(code, name, level, reading, zh, zh_do, zh_about, en, en_do, en_about)                    \
    {S(name), level, reading, {S(zh), S(zh_do), S(zh_about)}, {S(en), S(en_do), S(en_about)}},
#include "check/checks.list"
#undef X
};

const struct check_info *check_info(enum check_code code) {
    return &infos[code];
}

int check_code_of(struct str name, enum check_code *out) {
    for (int i = 0; i < CHECK_CODES; i++)
        if (str_eq(infos[i].name, name))
            return *out = (enum check_code)i, 0;
    return -1;
}

struct str finding_text(struct arena *a, const struct finding *f, struct str text) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < text.n; i++) {
        int part = text.p[i] == '$' && i + 1 < text.n ? text.p[i + 1] - '1' : -1;
        if (part >= 0 && part < CHECK_PARTS)
            buf_add(&b, f->part[part]), i++;
        else
            buf_byte(&b, text.p[i]);
    }
    return buf_str(&b);
}

struct str finding_item(struct arena *a, const struct finding *f) {
    if (f->measure_no)
        return str_fmt(a, "%d.%d.%d", f->table_no, f->task_no, f->measure_no);
    if (f->task_no || f->row_no)
        return str_fmt(a, "%d.%d", f->table_no, f->task_no ? f->task_no : f->row_no);
    return f->table_no ? str_fmt(a, "%d", f->table_no) : (struct str){0};
}

/* ---- what is checked ---- */

struct where where_of(const struct measure *m) {
    return (struct where){m->at, m->table_no, m->task_no, m->measure_no, 0};
}

static void add_passage(struct checker *c, enum passage_of of, struct str text,
                        struct where where) {
    if (text.n)
        *vec_push(c->a, &c->passages) = (struct passage){of, text, where};
}

/* Names go on over the rows below; each is read once. */
static void add_measures(struct checker *c) {
    const struct measure *above = NULL;
    for (size_t i = 0; i < c->plan->measures.n; i++) {
        const struct measure *m = &c->plan->measures.at[i];
        struct where w = where_of(m);
        bool table = !above || above->table_no != m->table_no;
        if (table)
            add_passage(c, OF_HEADING, m->table_title, w);
        if (table || !str_eq(above->section, m->section))
            add_passage(c, OF_HEADING, m->section, w);
        if (table || above->task_no != m->task_no || !str_eq(above->task, m->task))
            add_passage(c, OF_NAME, m->task, w);
        add_passage(c, OF_MEASURE, m->measure, w);
        above = m;
    }
}

static void add_indicators(struct checker *c) {
    const struct indicator *above = NULL;
    for (size_t i = 0; i < c->plan->indicators.n; i++) {
        const struct indicator *x = &c->plan->indicators.at[i];
        struct where w = {x->at, x->table_no, 0, 0, x->row_no};
        if (!above || above->table_no != x->table_no || above->row_no != x->row_no)
            add_passage(c, OF_NAME, x->row_label, w);
        if (!x->filled && x->roles.n == 0)
            add_passage(c, OF_CELL, x->value, w);
        above = x;
    }
}

static void add_passages(struct checker *c) {
    const struct plan *p = c->plan;
    add_measures(c);
    add_indicators(c);
    for (size_t i = 0; i < p->clauses.n; i++)
        add_passage(c, OF_CLAUSE, p->clauses.at[i].text, (struct where){.at = p->clauses.at[i].at});
    for (size_t i = 0; i < p->outline.n; i++)
        add_passage(c, OF_HEADING, p->outline.at[i].title,
                    (struct where){.at = p->outline.at[i].at});
    for (size_t i = 0; i < p->footnotes.n; i++)
        add_passage(c, OF_NOTE, p->footnotes.at[i].text,
                    (struct where){.at = p->footnotes.at[i].at});
}

/* ---- findings ---- */

struct finding *report(struct checker *c, enum check_code code, struct where where,
                       struct str excerpt) {
    struct finding *f = vec_push(c->a, &c->found);
    *f = (struct finding){.code = code,
                          .at = where.at,
                          .table_no = where.table_no,
                          .task_no = where.task_no,
                          .measure_no = where.measure_no,
                          .row_no = where.row_no,
                          .excerpt = excerpt};
    return f;
}

struct str around(struct str s, size_t from, size_t to, size_t n) {
    for (size_t i = 0; i < n && from > 0 && s.p[from - 1] != '\n'; i++)
        do
            from--;
        while (from > 0 && (s.p[from] & 0xC0) == 0x80);
    for (size_t i = 0; i < n && to < s.n && s.p[to] != '\n'; i++)
        utf8_next(s, &to);
    return str_cut(s, from, to);
}

static int by_order(const void *x, const void *y) {
    const struct finding *a = x, *b = y;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->code != b->code ? a->code < b->code ? -1 : 1 : str_cmp(a->excerpt, b->excerpt);
}

static bool same(const struct finding *x, const struct finding *y) {
    return x->code == y->code && x->order == y->order && str_eq(x->excerpt, y->excerpt) &&
           str_eq(x->part[0], y->part[0]);
}

static void keep(struct arena *a, const struct finding *f, finding_list *out) {
    struct finding *copy = vec_push(a, out);
    *copy = *f;
    copy->excerpt = str_dup(a, f->excerpt);
    copy->at = place_copy(a, f->at);
    for (int i = 0; i < CHECK_PARTS; i++)
        copy->part[i] = str_dup(a, f->part[i]);
}

static void keep_all(struct arena *a, struct checker *c, finding_list *out) {
    if (c->found.n)
        qsort(c->found.at, c->found.n, sizeof *c->found.at, by_order);
    for (size_t i = 0; i < c->found.n; i++)
        if (i == 0 || !same(&c->found.at[i], &c->found.at[i - 1]))
            keep(a, &c->found.at[i], out);
}

/* Text that is neither a list of measures nor prose with a heading is no plan: its faults would say
 * nothing. */
static bool is_plan(const struct plan *p) {
    return p->measures.n || p->indicators.n || p->document.doc_type == DOC_PLAN ||
           p->document.doc_type == DOC_PROSE;
}

static void (*const families[])(struct checker *c) = {
    check_reading, check_numbers,   check_cells,   check_orgs,     check_deadlines,
    check_doubled, check_marks,     check_widths,  check_wording,  check_figures,
    check_sums,    check_citations, check_similar, check_contents, check_against,
};

void check_plan(struct arena *a, const struct check_input *in, finding_list *out) {
    struct checker c = {.a = in->plan->a,
                        .plan = in->plan,
                        .doc = in->doc,
                        .rules = in->rules,
                        .against = in->against};
    struct str format = in->plan->document.format;
    c.ocr = str_find(format, S("ocr"), 0) != SIZE_MAX || str_find(format, S("OCR"), 0) != SIZE_MAX;
    index_places(&c);
    if (!is_plan(in->plan)) {
        report(&c, CHECK_NO_PLAN, (struct where){0}, in->plan->document.title);
    } else {
        add_passages(&c);
        for (size_t i = 0; i < sizeof families / sizeof *families; i++)
            families[i](&c);
    }
    locate_findings(&c);
    keep_all(a, &c, out);
}

void check_refused(struct arena *a, const struct diags *diags, finding_list *out) {
    for (size_t i = 0; i < diags->list.n; i++) {
        const struct diag *d = &diags->list.at[i];
        bool other = d->code == DIAG_NO_HEADER; /* tables of something else */
        struct finding f = {.code = other ? CHECK_NO_PLAN : CHECK_UNREADABLE,
                            .at = d->at,
                            .excerpt = other ? diag_detail(d) : S(""),
                            .part = {d->text}};
        if (d->level == DIAG_ERROR)
            keep(a, &f, out);
    }
}
