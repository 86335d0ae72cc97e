/* Tables as the document means them: parts that pages cut joined, numbered, under their titles. */
#include "base/utf8.h"
#include "extract/work.h"

enum { TITLE_CHARS = 40 };

/* Text between two parts of a table that only the printing put there. */
static bool only_furniture(struct work *w, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (w->items.at[i].grid ||
            rules_line(w->rules, w->items.at[i].para->text).kind != LINE_FURNITURE)
            return false;
    return true;
}

static bool continues(const struct grid *g, const struct grid *next) {
    if (!g->known || g->columns != next->columns)
        return false;
    return !next->known || same_header(g, next->headers, next->columns);
}

static void join_rows(struct work *w, struct grid *before, const struct grid *g) {
    struct grow *last = before->rows.n ? &before->rows.at[before->rows.n - 1] : NULL;
    const struct grow *first = g->rows.n ? g->rows.at : NULL;
    bool cut = last && first && is_cut_row(w, before, last, first);
    if (last)
        last->ends_page = true;
    if (cut)
        mend_row(w, before, last, first);
    for (size_t r = cut; first && r < g->rows.n; r++)
        /* NOLINTNEXTLINE(*.NullDereference): room has a place */
        *vec_push(w->laid, &before->rows) = first[r];
    claim_all(w, &g->head, USE_FURNITURE);
}

void join_tables(struct work *w) {
    size_t n = 0, last = SIZE_MAX; /* last grid's place among the kept items */
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        if (g)
            join_rests(w, g);
        struct grid *before = last == SIZE_MAX ? NULL : w->items.at[last].grid;
        if (g && before && only_furniture(w, last + 1, n) && continues(before, g)) {
            join_rows(w, before, g);
            continue;
        }
        last = g ? n : last;
        w->items.at[n++] = w->items.at[i];
    }
    w->items.n = n;
}

/* A short line right above the header, no sentence, names the table whatever its words. */
static bool may_title(struct str text, struct line_match m, bool adjacent) {
    if (m.kind == LINE_TITLE || (m.kind == LINE_ANNEX && m.name.n > 0))
        return true;
    return adjacent && m.kind == LINE_NONE && utf8_len(text) <= TITLE_CHARS &&
           str_find(text, S("。"), 0) == SIZE_MAX && !str_ends(text, S("：")) &&
           !str_starts(text, S("（"));
}

/* （共24项）, （排名第一的为牵头单位）: a remark under the title. */
static bool is_remark(struct str text) {
    return str_starts(text, S("（")) && str_find(text, S("）"), 0) == text.n - S("）").n;
}

/* The table's title is the nearest line above that has the shape of one; lines like "附件2" above
 * it are its label. */
static void title_table(struct work *w, struct grid *g, size_t above) {
    bool adjacent = true;
    for (size_t i = above; i > 0 && w->items.at[i - 1].para; i--) {
        const struct para *p = w->items.at[i - 1].para;
        struct str text = utf8_squeeze(w->a, p->text);
        struct line_match m = rules_line(w->rules, text);
        if (m.kind == LINE_FURNITURE || (adjacent && (m.kind == LINE_NOTE || is_remark(text))))
            continue;
        bool again = g->title.n > 0 && str_eq(text, g->title); /* above the table and in it */
        if (again)
            claim(w, p, USE_HEADING);
        if (again)
            continue;
        if (g->title.n > 0 ? m.kind != LINE_ANNEX : !may_title(text, m, adjacent))
            return;
        if (g->title.n == 0) {
            g->title = text;
            g->title_at = p->at;
        }
        claim(w, p, USE_HEADING);
        adjacent = false;
    }
}

static void check_rows(struct work *w, const struct grid *g) {
    struct buf names = {.a = w->a};
    for (size_t c = 0; g->rows.n == 0 && c < g->columns; c++)
        buf_fmt(&names, "%s%.*s", c ? " " : "", STR_ARG(g->headers[c].name));
    if (g->rows.n == 0)
        diag_add(&w->doc->diags, DIAG_EMPTY_TABLE, g->at, buf_str(&names))->table_no = g->table_no;
}

void title_tables(struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        if (!g)
            continue;
        *vec_push(w->a, &w->grids) = g;
        g->table_no = (int)w->grids.n;
        claim_all(w, &g->head, USE_HEADING);
        check_rows(w, g);
        title_table(w, g, i);
    }
}
