/* The header row of a table: its columns' names and what they hold. */
#include "base/utf8.h"
#include "extract/work.h"

enum { HEADER_CHARS = 40, SENTENCE_CHARS = 16, MOST_PERCENT = 70, COUNTED_COLUMNS = 3 };

static bool has(const struct header *h, size_t n, enum field field) {
    for (size_t c = 0; c < n; c++)
        if (h[c].column.field == field)
            return true;
    return false;
}

static size_t last_of(const struct header *h, size_t n, enum field field) {
    while (n > 0 && h[n - 1].column.field != field)
        n--;
    return n - 1;
}

/* Who does what by when, under no name of the rules' for what is done: then the tasks themselves
 * are the measures. Tables of projects and indicators name their rows or have values. */
static bool lists_tasks(const struct header *h, size_t n) {
    return !has(h, n, FIELD_MEASURE) && !has(h, n, FIELD_LABEL) && !has(h, n, FIELD_VALUE) &&
           !has(h, n, FIELD_TIME) && has(h, n, FIELD_TASK) &&
           (has(h, n, FIELD_ROLE) || has(h, n, FIELD_DEADLINE));
}

/* What names the rows stands before what is to be done of each: 项目名称 before 目标任务. */
static bool names_tasks(const struct header *h, size_t n) {
    return !has(h, n, FIELD_MEASURE) && !has(h, n, FIELD_VALUE) && !has(h, n, FIELD_TIME) &&
           last_of(h, n, FIELD_LABEL) < last_of(h, n, FIELD_TASK) && has(h, n, FIELD_TASK) &&
           has(h, n, FIELD_ROLE);
}

/* Of several columns of measures the last is the most special; the others name its tasks, or else
 * what names the rows does (项目名称 before 主要内容). */
static void settle(struct header *h, size_t n) {
    if (names_tasks(h, n))
        h[last_of(h, n, FIELD_TASK)].column.field = FIELD_MEASURE;
    size_t last = last_of(h, n, FIELD_MEASURE), label = last_of(h, n, FIELD_LABEL);
    for (size_t c = 0; c < n; c++)
        if (h[c].column.field == FIELD_MEASURE && c != last && h[c].name.n &&
            !str_eq(h[c].name, h[last].name))
            h[c].column.field = FIELD_TASK;
    if (last < n && label < last && !has(h, n, FIELD_TASK))
        h[label].column.field = FIELD_TASK;
    if (lists_tasks(h, n) && !has(h, n, FIELD_NONE))
        h[last_of(h, n, FIELD_TASK)].column.field = FIELD_MEASURE;
}

/* 一季度, also under a group's name: 进度安排/一季度. */
static bool names_time(struct work *w, struct str name) {
    size_t group = str_find(name, S("/"), 0);
    return rules_deadline(w->rules, str_cut(name, group == SIZE_MAX ? 0 : group + 1, name.n));
}

/* A column whose own name says nothing is what its group's name says: 2026年 under 年度目标; but
 * under times of its own, 进度安排 has what is to be done by then. */
static void name_by_group(struct work *w, const struct gcell *group, const struct gcell *cell,
                          struct header *h) {
    size_t from;
    if (h->column.field != FIELD_NONE || cell->above || h->name.n == 0)
        return;
    struct str name = cell_folded(w->a, &group->paras, &from);
    h->column = rules_header(w->rules, name);
    if (h->column.field == FIELD_DEADLINE && names_time(w, h->name))
        h->column.field = FIELD_REMARK;
    if (name.n)
        h->name = str_fmt(w->a, "%.*s/%.*s", STR_ARG(name), STR_ARG(h->name));
}

/* Names of columns are short. */
static bool may_name(struct work *w, const struct gcell *cells, size_t n) {
    size_t from;
    for (size_t c = 0; c < n; c++)
        if (utf8_len(cell_folded(w->a, &cells[c].paras, &from)) > HEADER_CHARS)
            return false;
    return true;
}

struct header *header_of(struct work *w, const struct gcell *groups, const struct gcell *cells,
                         size_t n, bool misread, size_t *known) {
    struct header *h = may_name(w, cells, n) ? arena_array(w->a, n, sizeof *h) : NULL;
    size_t named = 0;
    *known = 0;
    if (!h)
        return NULL;
    for (size_t c = 0; c < n; c++) {
        size_t from;
        h[c].name = cell_folded(w->a, &cells[c].paras, &from);
        h[c].column = rules_header(w->rules, h[c].name);
        if (h[c].column.field == FIELD_NONE && misread)
            h[c].column = rules_misread_header(w->rules, h[c].name);
        if (groups)
            name_by_group(w, &groups[c], &cells[c], &h[c]);
        h[c].merged = c > 0 && cells[c].beside;
        *known += h[c].column.field != FIELD_NONE && !h[c].merged;
        named += h[c].name.n > 0 && !h[c].merged;
    }
    enum field first = n ? h[0].column.field : FIELD_NONE;
    bool counted = first == FIELD_NUMBER && n >= COUNTED_COLUMNS && named == n; /* 序号 … */
    bool labelled = first == FIELD_LABEL && named > 1;
    settle(h, n);
    return *known >= 2 || (*known == 1 && (counted || labelled)) ? h : NULL;
}

/* ---- columns that no rule knows ---- */

struct content {
    size_t cells, sentences, units, deadlines;
    size_t marks;        /* cells of one character: √ */
    size_t rows, shared; /* rows of data, and of them those that say what the one above says */
    size_t merged;       /* of these, those that the cell above covers */
    size_t blank;        /* rows that are empty below one that is not, as where spans are lost */
};

static struct content content_of(struct work *w, const struct grid *g, size_t c) {
    struct content n = {0};
    struct str last = {0};
    for (size_t r = 0; r < g->rows.n; r++) {
        const struct gcell *cell = &g->rows.at[r].cells[c];
        if (g->rows.at[r].kind != ROW_DATA)
            continue;
        n.rows++;
        n.merged += cell->above && cell->paras.n;
        n.shared += cell->above && cell->paras.n;
        n.blank += cell->paras.n == 0 && n.cells > 0;
        if (cell->paras.n == 0 || cell->above)
            continue;
        struct str text = cell_squeezed(w->a, &cell->paras);
        n.shared += str_eq(text, last);
        last = text;
        size_t units = 0;
        for (size_t i = 0; i < cell->paras.n; i++)
            units += rules_org_shape(w->rules, utf8_squeeze(w->a, cell->paras.at[i]->text)) !=
                     SHAPE_NONE;
        n.cells++;
        n.units += units == cell->paras.n;
        n.deadlines += rules_deadline(w->rules, text);
        n.marks += utf8_len(text) == 1;
        n.sentences += utf8_len(text) >= SENTENCE_CHARS || str_ends(text, S("。"));
    }
    return n;
}

static bool most(size_t part, size_t all) {
    return all > 0 && part * 100 >= all * MOST_PERCENT;
}

static void infer(struct work *w, struct grid *g, size_t c, enum field field, const char *as) {
    struct diag *d = diag_add(&w->doc->diags, DIAG_COLUMN_INFERRED, g->at,
                              str_fmt(w->a, "%.*s: %s", STR_ARG(g->headers[c].name), as));
    d->table_no = g->table_no;
    g->headers[c].column = (struct column){field, ROLE_OTHER};
}

/* The short texts in front of the measures name their tasks, as do categories behind the numbers
 * that no two rows share, and what else stands alone between both (存在问题 before 整改措施); what
 * stands between beside others says more of the measures. */
static void infer_task(struct work *w, struct grid *g) {
    const struct header *h = g->headers;
    size_t measure = last_of(h, g->columns, FIELD_MEASURE);
    if (has(h, g->columns, FIELD_TASK) || measure >= g->columns)
        return;
    for (size_t c = measure; c-- > 0;) {
        enum field field = h[c].column.field;
        struct content n = content_of(w, g, c);
        bool counted = has(h, c, FIELD_NUMBER) && n.shared == 0 && n.cells == n.rows;
        bool alone =
            field == FIELD_REMARK && c + 1 == measure && has(&h[c - (c > 0)], 1, FIELD_NUMBER);
        bool names = field == FIELD_NONE ? most(n.cells - n.sentences, n.cells)
                                         : (field == FIELD_GROUP || alone) && counted;
        if (names)
            infer(w, g, c, FIELD_TASK, "tasks");
        if (names || field != FIELD_NONE)
            return;
    }
}

static size_t first_task(const struct header *h, size_t n) {
    size_t c = 0;
    while (c < n && h[c].column.field != FIELD_TASK && h[c].column.field != FIELD_MEASURE)
        c++;
    return c;
}

/* Units and deadlines show themselves. 单位 may be who does it, or of what a number is. */
static void infer_duty(struct work *w, struct grid *g, size_t c) {
    enum field field = g->headers[c].column.field;
    if (field != FIELD_NONE && field != FIELD_VALUE)
        return;
    struct content n = content_of(w, g, c);
    if (most(n.units, n.cells))
        infer(w, g, c, FIELD_ROLE, "units");
    else if (field == FIELD_NONE && most(n.deadlines, n.cells) &&
             !has(g->headers, g->columns, FIELD_DEADLINE))
        infer(w, g, c, FIELD_DEADLINE, "deadlines");
}

static void infer_matter(struct work *w, struct grid *g, size_t c) {
    if (g->headers[c].column.field != FIELD_NONE)
        return;
    struct content n = content_of(w, g, c);
    size_t below = n.merged + (has(g->headers, c, FIELD_NUMBER) ? 0 : n.blank);
    if (below > 0 && 2 * below >= n.rows && n.cells > 0 && c < first_task(g->headers, g->columns))
        infer(w, g, c, FIELD_GROUP, "categories");
    else if (most(n.sentences, n.cells) && !has(g->headers, g->columns, FIELD_MEASURE))
        infer(w, g, c, FIELD_MEASURE, "measures");
}

/* A column that a time names, for which the rules have no other word, holds what is to be done by
 * then; but deadlines, and marks, are when something is. */
static void infer_stage(struct work *w, struct grid *g, size_t c) {
    struct header *h = &g->headers[c];
    bool open = h->column.field == FIELD_NONE || h->column.field == FIELD_REMARK;
    if (!open || !names_time(w, h->name))
        return;
    struct content n = content_of(w, g, c);
    bool times = most(n.deadlines + n.marks, n.cells);
    if (n.cells > 0 && times == (h->column.field == FIELD_REMARK))
        h->column.field = times ? FIELD_DEADLINE : FIELD_REMARK;
}

/* The first column may count the rows without a name. */
static void infer_number(struct work *w, struct grid *g) {
    int last = 0, rows = 0;
    if (g->headers[0].name.n || g->headers[0].column.field != FIELD_NONE)
        return;
    for (size_t r = 0; r < g->rows.n; r++) {
        const struct gcell *cell = &g->rows.at[r].cells[0];
        if (g->rows.at[r].kind != ROW_DATA || cell->above || cell->paras.n == 0)
            continue;
        int no = row_number(cell_squeezed(w->a, &cell->paras));
        if (no == 0 || (no != last + 1 && no != 1))
            return;
        last = no;
        rows++;
    }
    if (rows > 1)
        infer(w, g, 0, FIELD_NUMBER, "numbers");
}

/* One time alone may name the column of the measures. */
static void infer_stages(struct work *w, struct grid *g) {
    size_t times = has(g->headers, g->columns, FIELD_MEASURE);
    for (size_t c = 0; c < g->columns; c++)
        times += names_time(w, g->headers[c].name);
    for (size_t c = 0; c < g->columns && times > 1; c++)
        infer_stage(w, g, c);
}

/* What one column alone has no name for, beside numbers, units and times, and says anew on each
 * row, is what is to be done. */
static void infer_rest(struct work *w, struct grid *g) {
    const struct header *h = g->headers;
    size_t n = g->columns, rest = last_of(h, n, FIELD_NONE);
    if (rest >= n || has(h, rest, FIELD_NONE) || has(h, n, FIELD_MEASURE) ||
        has(h, n, FIELD_TASK) || has(h, n, FIELD_VALUE) || has(h, n, FIELD_TIME) ||
        !has(h, rest, FIELD_NUMBER) || !has(h, n, FIELD_ROLE))
        return;
    struct content c = content_of(w, g, rest);
    if (c.cells == c.rows && c.shared == 0 && c.marks == 0)
        infer(w, g, rest, FIELD_MEASURE, "measures");
}

static void infer_columns(struct work *w, struct grid *g) {
    struct header *h = g->headers;
    bool named = has(h, g->columns, FIELD_TASK) || has(h, g->columns, FIELD_MEASURE);
    bool duty = has(h, g->columns, FIELD_ROLE) || has(h, g->columns, FIELD_DEADLINE);
    if (has(h, g->columns, FIELD_LABEL) || !(named || (duty && has(h, g->columns, FIELD_NUMBER))))
        return;
    infer_number(w, g);
    infer_stages(w, g);
    for (size_t c = 0; c < g->columns; c++)
        infer_duty(w, g, c);
    if (!has(h, g->columns, FIELD_ROLE) && !has(h, g->columns, FIELD_DEADLINE))
        return;
    for (size_t c = 0; c < g->columns; c++)
        infer_matter(w, g, c);
    infer_rest(w, g);
    if (lists_tasks(h, g->columns))
        h[last_of(h, g->columns, FIELD_TASK)].column.field = FIELD_MEASURE;
    infer_task(w, g);
}

void settle_columns(struct work *w) {
    for (size_t i = 0; i < w->grids.n; i++)
        if (w->grids.at[i]->known)
            infer_columns(w, w->grids.at[i]);
}

/* The header again, as one page after another prints it; recognition may misread a character of
 * some of its names. */
bool same_header(const struct grid *g, const struct header *h, size_t n) {
    size_t same = 0;
    if (g->columns != n)
        return false;
    for (size_t c = 0; c < n; c++) {
        bool equal = str_eq(g->headers[c].name, h[c].name);
        if (!equal && !(g->parallel && nearly_equal(g->headers[c].name, h[c].name)))
            return false;
        same += equal;
    }
    return 2 * same >= n;
}

void add_head(struct work *w, struct grid *g, const struct gcell *cells, size_t n) {
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < cells[c].paras.n; i++)
            *vec_push(w->a, &g->head) = cells[c].paras.at[i];
}
