/* Running text: outline, clauses, footnotes. */
#include "base/utf8.h"
#include "extract/work.h"

enum { DEPTH = 16, WHOLE_LINE_CHARS = 20 };

struct reader_state {
    struct work *w;
    struct heading stack[DEPTH]; /* the rules' level of each open heading, and its text */
    size_t depth;
    bool broken; /* the last clause stopped in mid-sentence */
};

static void push_heading(struct reader_state *s, int level, struct str title, bool inferred,
                         struct place at) {
    struct plan *plan = s->w->plan;
    while (s->depth > 0 && s->stack[s->depth - 1].level >= level)
        s->depth--;
    if (s->depth == DEPTH)
        s->depth--;
    s->stack[s->depth++] = (struct heading){level, title, inferred, at};
    *vec_push(plan->a, &plan->outline) = (struct heading){(int)s->depth, title, inferred, at};
}

static struct str heading_path(const struct reader_state *s) {
    struct buf b = {.a = s->w->a};
    for (size_t i = 0; i < s->depth; i++) {
        if (i)
            buf_byte(&b, '/');
        buf_add(&b, s->stack[i].title);
    }
    return buf_str(&b);
}

/* A sentence cut by a page goes on in the next paragraph. */
static bool ends_open(struct str s) {
    static const struct str ends[] = {S("。"), S("；"), S("："), S("！"), S("？"), S(";"), S(":"),
                                      S("”"),  S("）"), S("]"),  S("."),  S(")"),  S("》")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(s, ends[i]))
            return false;
    return utf8_len(s) >= WHOLE_LINE_CHARS;
}

static void add_clause(struct reader_state *s, const struct para *p, struct line_match m) {
    struct plan *plan = s->w->plan;
    struct clause *last = plan->clauses.n ? &plan->clauses.at[plan->clauses.n - 1] : NULL;
    bool plain = m.kind == LINE_NONE && p->label.n == 0 && p->indent == 0;
    if (s->broken && plain && last) {
        last->text = str_fmt(plan->a, "%.*s%.*s", STR_ARG(last->text), STR_ARG(p->text));
        s->broken = ends_open(last->text);
        return;
    }
    struct clause *c = vec_push(plan->a, &plan->clauses);
    *c = (struct clause){.section = heading_path(s),
                         .label = m.kind == LINE_NUMBERED ? m.label : p->label,
                         .text = p->text,
                         .at = p->at};
    s->broken = m.kind == LINE_NONE && ends_open(p->text);
}

static void read_para(struct reader_state *s, const struct para *p) {
    struct line_match m = rules_line(s->w->rules, p->text);
    if (s->w->uses[p->id] == USE_HEADING)
        return; /* a table's title: entered with the table */
    if (m.kind == LINE_FURNITURE) {
        claim(s->w, p, USE_FURNITURE);
        return;
    }
    bool heading = m.kind == LINE_HEADING || (p->level > 0 && m.kind != LINE_NUMBERED);
    if (heading) {
        struct str title = str_fmt(s->w->a, "%.*s%.*s", STR_ARG(p->label), STR_ARG(p->text));
        push_heading(s, m.kind == LINE_HEADING ? m.level : p->level, title, m.inferred, p->at);
        s->broken = false;
    } else if (m.kind == LINE_TITLE || m.kind == LINE_ANNEX || m.kind == LINE_DOC_NO ||
               m.kind == LINE_DATE) {
        s->broken = false;
        add_clause(s, p, m);
        s->broken = false;
    } else {
        add_clause(s, p, m);
    }
    claim(s->w, p, heading ? USE_HEADING : USE_ITEM);
}

static void read_grid(struct reader_state *s, const struct grid *g) {
    s->depth = 0;
    s->broken = false;
    if (g->title.n)
        push_heading(s, 1, g->title, false, g->at);
    for (size_t r = 0; r < g->rows.n; r++) {
        const struct grow *row = &g->rows.at[r];
        if (row->kind != ROW_SECTION || row->cells[0].paras.n == 0)
            continue;
        struct str text = cell_squeezed(s->w->a, &row->cells[0].paras);
        struct line_match m = rules_line(s->w->rules, text);
        push_heading(s, 1 + (m.kind == LINE_HEADING ? m.level : 1), text, false,
                     row->cells[0].paras.at[0]->at);
    }
    s->depth = 0;
    if (g->title.n) /* notes behind a table stand under its title */
        s->stack[s->depth++] = (struct heading){1, g->title, false, g->at};
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
    for (size_t i = 0; i < w->items.n; i++) {
        if (w->items.at[i].grid)
            read_grid(&s, w->items.at[i].grid);
        else
            read_para(&s, w->items.at[i].para);
    }
    read_notes(w);
}
