/* The header row of a table: its columns' names and what they hold. */
#include "base/utf8.h"
#include "extract/work.h"

enum { HEADER_CHARS = 40 };

struct header *header_of(struct work *w, const struct gcell *cells, size_t n, size_t *known) {
    struct header *h = arena_array(w->a, n, sizeof *h);
    size_t named = 0;
    *known = 0;
    for (size_t c = 0; c < n; c++) {
        size_t from;
        h[c].name = cell_folded(w->a, &cells[c].paras, &from);
        if (utf8_len(h[c].name) > HEADER_CHARS)
            return NULL;
        h[c].column = rules_column(w->rules, h[c].name);
        bool again = c > 0 && cells[c].beside;
        *known += h[c].column.field != FIELD_NONE && !again;
        named += h[c].name.n > 0 && !again;
    }
    return *known >= 2 || (*known == 1 && named > 1 && h[0].column.field == FIELD_LABEL) ? h : NULL;
}

bool same_header(const struct grid *g, const struct header *h, size_t n) {
    bool same = g->columns == n;
    for (size_t c = 0; same && c < n; c++)
        same = str_eq(g->headers[c].name, h[c].name);
    return same;
}

void add_head(struct work *w, struct grid *g, const struct gcell *cells, size_t n) {
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < cells[c].paras.n; i++)
            *vec_push(w->a, &g->head) = cells[c].paras.at[i];
}
