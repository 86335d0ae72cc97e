#include "out/layout.h"
#include "out/out.h"

/* Below it the columns would be too narrow to read. */
enum { LEAST_WIDTH = 72 };

static struct str number(struct arena *a, int64_t n) {
    return str_fmt(a, "%lld", (long long)n);
}

void out_list(struct buf *b, const struct plan_summary *documents, size_t n, size_t width) {
    static const struct str head[] = {S("id"),   S("title"),   S("tasks"),   S("measures"),
                                      S("rows"), S("clauses"), S("warnings")};
    struct layout l = {.a = b->a, .columns = sizeof head / sizeof *head};
    for (size_t i = 0; i < l.columns; i++)
        layout_cell(&l, head[i]);
    for (size_t i = 0; i < n; i++) {
        const struct plan_summary *s = &documents[i];
        layout_cell(&l, s->document.doc);
        layout_cell(&l, s->document.title);
        layout_cell(&l, number(b->a, s->tasks));
        layout_cell(&l, number(b->a, s->measures));
        layout_cell(&l, number(b->a, s->rows));
        layout_cell(&l, number(b->a, s->clauses));
        layout_cell(&l, number(b->a, s->warnings));
    }
    if (layout_fit(&l, width > LEAST_WIDTH ? width : LEAST_WIDTH))
        layout_rows(b, &l, 0, n + 1);
}
