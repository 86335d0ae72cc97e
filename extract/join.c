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

void join_tables(struct work *w) {
    size_t n = 0, last = SIZE_MAX; /* last grid's place among the kept items */
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        struct grid *before = last == SIZE_MAX ? NULL : w->items.at[last].grid;
        if (g && before && only_furniture(w, last + 1, n) && continues(before, g)) {
            if (before->rows.n)
                before->rows.at[before->rows.n - 1].ends_page = true;
            for (size_t r = 0; r < g->rows.n; r++)
                *vec_push(w->a, &before->rows) = g->rows.at[r];
            claim_all(w, &g->head, USE_FURNITURE);
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

/* The table's title is the nearest line above that has the shape of one; lines like "附件2" above
 * it are its label. */
static void title_table(struct work *w, struct grid *g, size_t above) {
    bool adjacent = true;
    for (size_t i = above; i > 0 && w->items.at[i - 1].para; i--) {
        const struct para *p = w->items.at[i - 1].para;
        struct line_match m = rules_line(w->rules, p->text);
        struct str text = utf8_squeeze(w->a, p->text);
        if (m.kind == LINE_FURNITURE || (m.kind == LINE_NOTE && adjacent))
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

void title_tables(struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        struct grid *g = w->items.at[i].grid;
        if (!g)
            continue;
        *vec_push(w->a, &w->grids) = g;
        g->table_no = (int)w->grids.n;
        claim_all(w, &g->head, USE_HEADING);
        title_table(w, g, i);
    }
}
