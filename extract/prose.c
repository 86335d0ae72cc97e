/* Running text: outline, clauses, footnotes. */
#include "base/utf8.h"
#include "extract/outline.h"
#include <string.h>

enum { DEPTH = 16, WHOLE_LINE_CHARS = 20 };

struct reader_state {
    struct work *w;
    struct heading stack[DEPTH]; /* the rules' level of each open heading, and its text */
    int levels[DEPTH];           /* the outline's */
    size_t depth;
    struct { /* the same before the last table */
        struct heading stack[DEPTH];
        int levels[DEPTH];
        size_t depth;
    } before;
    bool behind_table; /* no heading since the last table */
    bool broken;       /* the last clause stopped in mid-sentence */
};

/* h.level is the rules'; lost: levels above it whose headings were lost. */
static void push_heading(struct reader_state *s, struct heading h, int lost) {
    struct plan *plan = s->w->plan;
    while (s->depth > 0 && s->stack[s->depth - 1].level >= h.level)
        s->depth--;
    if (s->depth == DEPTH)
        s->depth--;
    int level = 1 + lost + (s->depth ? s->levels[s->depth - 1] : 0);
    s->levels[s->depth] = level;
    s->stack[s->depth++] = h;
    h.level = level;
    *vec_push(plan->a, &plan->outline) = h;
}

static struct str heading_path(const struct reader_state *s) {
    struct buf b = {.a = s->w->a};
    for (size_t i = 0; i < s->depth; i++) {
        if (i)
            buf_byte(&b, '/');
        buf_add(&b, utf8_squeeze(s->w->a, s->stack[i].title));
    }
    return buf_str(&b);
}

static void add_passage(struct reader_state *s, enum passage_kind kind, size_t at, bool duty) {
    *vec_push(s->w->a, &s->w->passages) = (struct passage){kind, at, duty, (int)s->depth};
}

/* As printed, but for runs of white space. */
static struct str title_of(struct arena *a, const struct para *p) {
    struct str parts[] = {utf8_trim(p->label), utf8_trim(p->text)};
    struct buf b = {.a = a};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < parts[k].n;) {
            size_t at = i;
            bool space = utf8_is_space(utf8_next(parts[k], &i));
            if (!space)
                buf_add(&b, str_cut(parts[k], at, i));
            else if (b.n && b.p[b.n - 1] != ' ')
                buf_byte(&b, ' ');
        }
    return buf_str(&b);
}

static bool ends_with_any(struct str s, const struct str *marks, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_ends(s, marks[i]))
            return true;
    return false;
}

/* A sentence cut by a page goes on in the next paragraph; a title, which has no marks inside, does
 * not. */
static bool ends_open(struct str s) {
    static const struct str ends[] = {S("。"), S("；"), S("："), S("！"), S("？"), S(";"),  S(":"),
                                      S("”"),  S("）"), S("]"),  S("."),  S(")"),  S("》"), S("】"),
                                      S("〕"), S("］"), S("’"),  S("』"), S("」")};
    static const struct str inner[] = {S("，"), S("、"), S("。"), S(","), S("；")};
    if (ends_with_any(s, ends, sizeof ends / sizeof *ends) || utf8_len(s) < WHOLE_LINE_CHARS)
        return false;
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (str_find(s, inner[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* The number in front of a clause stands apart from its text. */
static struct clause clause_of(const struct reader_state *s, const struct prose_line *l) {
    struct str text = l->para->text, label = l->para->label;
    if (label.n == 0 && l->match.kind == LINE_NUMBERED) {
        label = utf8_trim(l->match.label);
        text = utf8_trim(
            str_cut(text, (size_t)(l->match.label.p - text.p) + l->match.label.n, text.n));
    }
    return (struct clause){
        .section = heading_path(s), .label = label, .text = text, .at = l->para->at};
}

/* Does the line go on with the clause before it? */
static bool goes_on(const struct reader_state *s, const struct prose_line *l) {
    const struct para *p = l->para;
    bool plain = l->match.kind == LINE_NONE && p->label.n == 0 && p->indent == 0 && !l->duty;
    return s->w->plan->clauses.n > 0 && (l->tail || (s->broken && plain));
}

static void add_clause(struct reader_state *s, const struct prose_line *l) {
    struct plan *plan = s->w->plan;
    enum line_kind kind = l->match.kind;
    while (kind == LINE_NUMBERED && s->depth && l->match.level &&
           s->stack[s->depth - 1].level >= l->match.level)
        s->depth--; /* an item beside headings: none of them is above it */
    *vec_push(plan->a, &plan->clauses) = clause_of(s, l);
    add_passage(s, PASSAGE_CLAUSE, plan->clauses.n - 1, l->duty);
    s->broken =
        !l->duty && (kind == LINE_NONE || kind == LINE_NUMBERED) && ends_open(l->para->text);
}

static void join_clause(struct reader_state *s, const struct prose_line *l) {
    struct plan *plan = s->w->plan;
    struct clause *last = &plan->clauses.at[plan->clauses.n - 1];
    last->text = str_fmt(plan->a, "%.*s%.*s", STR_ARG(last->text), STR_ARG(l->para->text));
    s->broken = !l->tail && ends_open(last->text);
}

/* Headings that a table interrupted. */
static void leave(struct reader_state *s) {
    if (s->depth == 0 || s->behind_table)
        return;
    memcpy(s->before.stack, s->stack, sizeof s->stack);
    memcpy(s->before.levels, s->levels, sizeof s->levels);
    s->before.depth = s->depth;
}

/* What stands between a table's title and the table, and notes behind it, stand under the title. */
static void begin_table(struct reader_state *s, struct str title, struct place at) {
    leave(s);
    s->behind_table = true;
    s->broken = false;
    s->depth = 0;
    if (title.n == 0)
        return;
    s->levels[s->depth] = 1;
    s->stack[s->depth++] = (struct heading){1, title, false, at};
}

static void go_back(struct reader_state *s) {
    memcpy(s->stack, s->before.stack, sizeof s->stack);
    memcpy(s->levels, s->before.levels, sizeof s->levels);
    s->depth = s->before.depth;
}

static void read_line(struct reader_state *s, const struct prose_line *l) {
    if (l->title) { /* a table's title is entered with the table */
        if (l->match.kind == LINE_FURNITURE)
            claim(s->w, l->para, USE_FURNITURE);
        else
            begin_table(s, title_of(s->w->a, l->para), l->para->at);
        return;
    }
    if (l->match.kind == LINE_ANNEX)
        s->depth = 0; /* what stands in it stands under nothing before it */
    if (l->resumes)
        go_back(s);
    if (l->heading) {
        s->behind_table = false;
        struct str title = title_of(s->w->plan->a, l->para);
        push_heading(s, (struct heading){l->level, title, l->inferred, l->para->at}, l->lost);
        add_passage(s, PASSAGE_HEADING, s->w->plan->outline.n - 1, false);
        s->broken = false;
    } else if (goes_on(s, l)) {
        join_clause(s, l);
    } else {
        add_clause(s, l);
    }
    claim(s->w, l->para, l->heading ? USE_HEADING : USE_ITEM);
}

static void read_grid(struct reader_state *s, const struct grid *g) {
    leave(s);
    s->depth = 0;
    if (g->title.n)
        push_heading(s, (struct heading){1, g->title, false, g->title_at}, 0);
    for (size_t r = 0; r < g->rows.n; r++) {
        const struct grow *row = &g->rows.at[r];
        if (row->kind != ROW_SECTION || row->cells[0].paras.n == 0)
            continue;
        struct str text = cell_squeezed(s->w->a, &row->cells[0].paras);
        struct line_match m = rules_line(s->w->rules, text);
        int level = 1 + (m.kind == LINE_HEADING ? m.level : 1);
        push_heading(s, (struct heading){level, text, false, row->cells[0].paras.at[0]->at}, 0);
    }
    begin_table(s, g->title, g->title_at);
    add_passage(s, PASSAGE_TABLE, (size_t)g->table_no, false);
}

static void read_notes(struct work *w) {
    for (size_t i = 0; i < w->doc->blocks.n; i++) {
        const struct note *n = w->doc->blocks.at[i].note;
        if (w->doc->blocks.at[i].kind != BLOCK_FOOTNOTE)
            continue;
        struct footnote *f = vec_push(w->plan->a, &w->plan->footnotes);
        *f = (struct footnote){n->n, n->para.text, n->anchor, n->para.at};
        claim(w, &n->para, USE_ITEM);
        if (n->anchor.n == 0)
            diag_add(&w->doc->diags, DIAG_ODD_NOTE, n->para.at,
                     str_fmt(w->a, "text %.*s", STR_ARG(n->n)));
    }
}

void read_prose(struct work *w) {
    struct reader_state s = {.w = w};
    prose_lines lines = outline_lines(w);
    for (size_t i = 0; i < lines.n; i++) {
        if (lines.at[i].grid)
            read_grid(&s, lines.at[i].grid);
        else
            read_line(&s, &lines.at[i]);
    }
    read_notes(w);
}
