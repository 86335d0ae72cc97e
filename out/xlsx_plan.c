/* Plans as a workbook: what a person filters and sums up in Excel. */
#include "out/book.h"
#include "out/out.h"
#include "out/parts.h"
#include "out/xlsx.h"

enum which { DOCUMENTS, MEASURES, RESPONSIBILITIES, INDICATORS, QUANTITIES, CLAUSES, FINDINGS };
enum { SHEETS = FINDINGS + 1 };

static const struct book_column
    documents[] = {{LABEL_doc, 18, 0},          {LABEL_title, 40, 0},
                   {LABEL_doc_type, 10, 0},     {LABEL_status, 12, 0},
                   {LABEL_jurisdiction, 14, 0}, {LABEL_jurisdiction_code, 10, 0},
                   {LABEL_year_start, 10, 0},   {LABEL_year_end, 10, 0},
                   {LABEL_issuer, 24, 0},       {LABEL_doc_no, 22, 0},
                   {LABEL_issued, 12, 0},       {LABEL_tasks, 8, 0},
                   {LABEL_measures, 10, 0},     {LABEL_rows, 8, 0},
                   {LABEL_clauses, 8, 0},       {LABEL_warnings, 8, 0},
                   {LABEL_source_name, 24, 0},  {LABEL_format, 10, 0},
                   {LABEL_tool_version, 10, 0}, {LABEL_rules_version, 16, 0}},
    measures[] = {{LABEL_doc, 16, 0},
                  {LABEL_place, 9, 0},
                  {LABEL_table_title, 20, 0},
                  {LABEL_section, 26, 0},
                  {LABEL_task_no, 9, 0},
                  {LABEL_task, 20, 0},
                  {LABEL_measure_no, 9, 0},
                  {LABEL_measure, 64, 0},
                  {LABEL_deadline, 12, 0},
                  {LABEL_deadline_kind, 9, 0},
                  {LABEL_deadline_start, 11, 0},
                  {LABEL_deadline_end, 11, 0},
                  {LABEL_lead, 22, 0},
                  {LABEL_responsible, 26, 0},
                  {LABEL_support, 24, 0},
                  {LABEL_official, 12, 0},
                  {LABEL_project, 20, 0},
                  {LABEL_other, 20, 0},
                  {LABEL_source_place, 16, 0},
                  {LABEL_measure_raw, 40, 0},
                  {LABEL_number_inferred_short, 10, 0}},
    responsibilities[] = {{LABEL_doc, 16, 0},          {LABEL_place, 9, 0},
                          {LABEL_clause_ord, 9, 0},    {LABEL_row_no, 8, 0},
                          {LABEL_task, 24, 0},         {LABEL_assignment_no, 9, 0},
                          {LABEL_deadline_end, 11, 0}, {LABEL_role_kind, 11, 0},
                          {LABEL_role, 12, 0},         {LABEL_ord, 7, 0},
                          {LABEL_mention, 26, 0},      {LABEL_org, 30, 0},
                          {LABEL_org_kind, 9, 0},      {LABEL_org_id, 26, 0},
                          {LABEL_shared, 10, 0},       {LABEL_confidence, 9, 0},
                          {LABEL_method, 10, 0},       {LABEL_mention_raw, 26, 0}},
    indicators[] = {{LABEL_doc, 16, 0},   {LABEL_table_no, 7, 0},   {LABEL_table_title, 28, 0},
                    {LABEL_row_no, 7, 0}, {LABEL_row_label, 28, 0}, {LABEL_col, 22, 0},
                    {LABEL_value, 30, 0}, {LABEL_comparator, 8, 0}, {LABEL_value_num, 12, 0},
                    {LABEL_unit, 12, 0},  {LABEL_filled, 10, 0},    {LABEL_source_place, 16, 0}},
    quantities[] = {{LABEL_doc, 16, 0},   {LABEL_place, 9, 0},        {LABEL_clause_ord, 9, 0},
                    {LABEL_task, 24, 0},  {LABEL_subject, 28, 0},     {LABEL_comparator, 8, 0},
                    {LABEL_value, 12, 0}, {LABEL_unit, 12, 0},        {LABEL_year, 8, 0},
                    {LABEL_text, 40, 0},  {LABEL_deadline_end, 11, 0}},
    clauses[] = {{LABEL_doc, 16, 0},  {LABEL_clause_ord, 9, 0}, {LABEL_section, 36, 0},
                 {LABEL_label, 8, 0}, {LABEL_text, 90, 0},      {LABEL_source_place, 16, 0}},
    findings[] = {{LABEL_doc, 16, 0},  {LABEL_place, 9, 0},    {LABEL_severity, 10, 0},
                  {LABEL_code, 22, 0}, {LABEL_message, 70, 0}, {LABEL_source_place, 16, 0}};

#define SHEET(id, columns, frozen)                                                                 \
    { id, columns, sizeof(columns) / sizeof *(columns), frozen }
static const struct {
    enum label_id name;
    const struct book_column *columns;
    size_t n, frozen;
} kinds[SHEETS] = {SHEET(LABEL_documents, documents, 1),
                   SHEET(LABEL_measures, measures, 2),
                   SHEET(LABEL_responsibilities, responsibilities, 2),
                   SHEET(LABEL_indicators, indicators, 1),
                   SHEET(LABEL_quantities, quantities, 2),
                   SHEET(LABEL_clauses, clauses, 2),
                   SHEET(LABEL_warnings, findings, 2)};

struct out_book {
    struct book book;
    struct sheet sheets[SHEETS];
};

struct out_book *out_book_open(struct arena *a, struct out_file file, enum lang lang) {
    struct out_book *b = arena_alloc(a, sizeof *b);
    book_open(&b->book, a, file.path, file.tmp, label(lang, LABEL_measures), lang, file.created);
    for (int i = 0; i < SHEETS; i++) {
        sheet_open(&b->sheets[i], &b->book, kinds[i].name, kinds[i].columns, kinds[i].n);
        sheet_header(&b->sheets[i], kinds[i].frozen);
    }
    return b;
}

int out_book_close(struct out_book *b) {
    for (int i = 0; i < SHEETS; i++)
        sheet_close(&b->sheets[i], i == 0);
    return book_close(&b->book);
}

/* The rows of one plan. */
struct adding {
    struct out_book *book;
    const struct plan *plan;
    struct arena *a; /* of the plan's rows */
    enum lang lang;
    size_t first; /* row of the plan's first measure */
};

static struct sheet *begin_row(const struct adding *g, enum which which) {
    struct sheet *s = &g->book->sheets[which];
    sheet_text(s, g->a, g->plan->document.doc);
    return s;
}

static void put_name(const struct adding *g, struct sheet *s, struct str name) {
    sheet_text(s, g->a, label_of(g->lang, name));
}

static void put_flag(const struct adding *g, struct sheet *s, bool flag) {
    sheet_text(s, g->a, flag ? label(g->lang, LABEL_yes) : (struct str){0});
}

static void put_place(const struct adding *g, struct sheet *s, struct place at) {
    sheet_text(s, g->a,
               at.line ? str_fmt(g->a, g->lang == LANG_ZH ? "第%u行" : "line %u", at.line)
                       : place_path(at));
}

static struct str number_of(const struct adding *g, const struct measure *m) {
    return part_number(g->a, &(struct item){.measure = m});
}

/* The measure's number, which leads to its row. */
static void put_link(const struct adding *g, struct sheet *s, const struct measure *m) {
    if (m)
        sheet_link(s, g->a, number_of(g, m), &g->book->sheets[MEASURES],
                   g->first + (size_t)(m - g->plan->measures.at));
    else
        sheet_skip(s);
}

static void add_document(const struct adding *g) {
    const struct document *d = &g->plan->document;
    const struct plan_summary n = plan_summary(g->plan);
    struct sheet *s = begin_row(g, DOCUMENTS);
    sheet_text(s, g->a, d->title);
    put_name(g, s, doc_type_name(d->doc_type));
    put_name(g, s, doc_status_name(d->status));
    sheet_text(s, g->a, d->jurisdiction);
    sheet_text(s, g->a, d->jurisdiction_code);
    sheet_whole(s, d->year_start);
    sheet_whole(s, d->year_end);
    sheet_text(s, g->a, d->issuer);
    sheet_text(s, g->a, d->doc_no);
    sheet_date(s, g->a, d->issued);
    sheet_whole(s, n.tasks);
    sheet_whole(s, n.measures);
    sheet_whole(s, n.rows);
    sheet_whole(s, n.clauses);
    sheet_whole(s, n.warnings);
    sheet_text(s, g->a, d->source_name);
    sheet_text(s, g->a, d->format);
    sheet_text(s, g->a, d->tool_version);
    sheet_text(s, g->a, d->rules_version);
    sheet_end_row(s);
}

static void add_measure(const struct adding *g, const struct measure *m) {
    struct assignment by = plan_deadline(g->a, m);
    struct sheet *s = begin_row(g, MEASURES);
    sheet_text(s, g->a, number_of(g, m));
    sheet_text(s, g->a, m->table_title);
    sheet_text(s, g->a, m->section);
    sheet_whole(s, m->task_no);
    sheet_text(s, g->a, m->task);
    sheet_whole(s, m->measure_no);
    sheet_text(s, g->a, m->measure);
    sheet_text(s, g->a, by.deadline);
    put_name(g, s, deadline_kind_name(by.deadline_kind));
    sheet_date(s, g->a, by.deadline_start);
    sheet_date(s, g->a, by.deadline_end);
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
        sheet_text(s, g->a, out_mentions(g->a, m, k));
    put_place(g, s, m->at);
    sheet_text(s, g->a, str_eq(m->measure, m->measure_raw) ? (struct str){0} : m->measure_raw);
    put_flag(g, s, m->task_no_inferred);
    sheet_end_row(s);
}

/* Whose role it is: a measure's, a row's or a clause's. */
struct owner {
    const struct measure *measure;
    struct str name;
    int row_no;
    size_t clause_ord, assignment_no;
    struct str until;
};

static void add_mention(const struct adding *g, const struct owner *of, const struct role *r,
                        size_t i) {
    const struct mention *m = &r->mentions.at[i];
    struct sheet *s = begin_row(g, RESPONSIBILITIES);
    put_link(g, s, of->measure);
    sheet_whole(s, (int64_t)of->clause_ord);
    sheet_whole(s, of->row_no);
    sheet_text(s, g->a, of->name);
    sheet_whole(s, (int64_t)of->assignment_no);
    sheet_date(s, g->a, of->until);
    put_name(g, s, role_kind_name(r->role_kind));
    sheet_text(s, g->a, r->role);
    sheet_whole(s, (int64_t)i + 1);
    sheet_text(s, g->a, m->mention);
    sheet_text(s, g->a, m->org);
    put_name(g, s, org_kind_name(m->org_kind));
    sheet_text(s, g->a, m->org_id);
    put_flag(g, s, r->shared);
    sheet_number(s, m->confidence);
    put_name(g, s, method_name(m->method));
    sheet_text(s, g->a, str_eq(m->mention, m->mention_raw) ? (struct str){0} : m->mention_raw);
    sheet_end_row(s);
}

static void add_roles(const struct adding *g, const struct owner *of, const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++)
            add_mention(g, of, &roles->at[i], k);
}

static void add_assignments(const struct adding *g, struct owner of, const plan_assignments *list) {
    for (size_t i = 0; i < list->n; i++) {
        of.assignment_no = i + 1;
        of.until = list->at[i].deadline_end;
        add_roles(g, &of, &list->at[i].roles);
    }
}

static void add_quantities(const struct adding *g, const struct owner *of,
                           const plan_quantities *list) {
    for (size_t i = 0; i < list->n; i++) {
        const struct quantity *q = &list->at[i];
        struct sheet *s = begin_row(g, QUANTITIES);
        put_link(g, s, of->measure);
        sheet_whole(s, (int64_t)of->clause_ord);
        sheet_text(s, g->a, of->name);
        sheet_text(s, g->a, q->subject);
        sheet_text(s, g->a, q->comparator);
        if (q->has_value)
            sheet_number(s, q->value);
        else
            sheet_skip(s);
        sheet_text(s, g->a, q->unit);
        sheet_whole(s, q->year);
        sheet_text(s, g->a, q->text);
        sheet_date(s, g->a, of->until);
        sheet_end_row(s);
    }
}

static void add_indicator(const struct adding *g, const struct indicator *c) {
    struct sheet *s = begin_row(g, INDICATORS);
    sheet_whole(s, c->table_no);
    sheet_text(s, g->a, c->table_title);
    sheet_whole(s, c->row_no);
    sheet_text(s, g->a, c->row_label);
    sheet_text(s, g->a, c->col);
    sheet_text(s, g->a, c->value);
    sheet_text(s, g->a, c->comparator);
    if (c->has_value_num)
        sheet_number(s, c->value_num);
    else
        sheet_skip(s);
    sheet_text(s, g->a, c->unit);
    put_flag(g, s, c->filled);
    put_place(g, s, c->at);
    sheet_end_row(s);
    add_roles(g, &(struct owner){.name = c->row_label, .row_no = c->row_no, .assignment_no = 1},
              &c->roles);
}

static void add_clause(const struct adding *g, const struct clause *c, size_t ord) {
    struct owner of = {.name = c->section, .clause_ord = ord};
    struct sheet *s = begin_row(g, CLAUSES);
    sheet_whole(s, (int64_t)ord);
    sheet_text(s, g->a, c->section);
    sheet_text(s, g->a, c->label);
    sheet_text(s, g->a, c->text);
    put_place(g, s, c->at);
    sheet_end_row(s);
    add_assignments(g, of, &c->assignments);
    add_quantities(g, &of, &c->quantities);
}

static void add_finding(const struct adding *g, const struct diag *f) {
    struct sheet *s = begin_row(g, FINDINGS);
    sheet_text(s, g->a,
               f->table_no ? str_fmt(g->a, "%d.%d.%d", f->table_no, f->task_no, f->measure_no)
                           : (struct str){0});
    put_name(g, s, diag_level_name(f->level));
    sheet_text(s, g->a, f->name);
    sheet_text(s, g->a, label_finding(g->a, g->lang, f));
    put_place(g, s, f->at);
    sheet_end_row(s);
}

void out_book_add(struct out_book *b, const struct plan *plan) {
    struct adding g = {.book = b,
                       .plan = plan,
                       .a = plan->a,
                       .lang = b->book.lang,
                       .first = b->sheets[MEASURES].row};
    add_document(&g);
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        struct owner of = {.measure = m, .name = m->task};
        add_measure(&g, m);
        add_assignments(&g, of, &m->assignments);
        of.until = plan_deadline(g.a, m).deadline_end;
        add_quantities(&g, &of, &m->quantities);
    }
    for (size_t i = 0; i < plan->indicators.n; i++)
        add_indicator(&g, &plan->indicators.at[i]);
    for (size_t i = 0; i < plan->clauses.n; i++)
        add_clause(&g, &plan->clauses.at[i], i + 1);
    for (size_t i = 0; i < plan->diags.list.n; i++)
        add_finding(&g, &plan->diags.list.at[i]);
}
