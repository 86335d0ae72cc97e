#include "tests/boxes.h"
#include "base/utf8.h"

int sample_setup(void **state) {
    struct arena *a = arena_new(NULL);
    struct sample *s = arena_alloc(a, sizeof *s);
    s->a = s->doc.a = s->doc.diags.a = a;
    *state = s;
    return 0;
}

int sample_teardown(void **state) {
    arena_drop(((struct sample *)*state)->a);
    return 0;
}

struct page *new_page(struct sample *s) {
    struct page *p = &s->pages[s->n++];
    *p = (struct page){.number = (uint32_t)s->n, .width = WIDE, .height = TALL};
    return p;
}

struct page *page_of(struct sample *s) {
    return s->n ? &s->pages[s->n - 1] : new_page(s);
}

void put(struct sample *s, double x, double y, const char *text) {
    struct str rest = str_of(text);
    s->line++;
    while (rest.n) {
        size_t end = str_find(rest, S("_"), 0);
        struct str word = str_cut(rest, 0, end);
        double width = (double)utf8_columns(word) * EM / 2;
        geometry_word(&s->doc, page_of(s), word, (struct box){x, y, x + width, y + HIGH}, s->line);
        x += width + EM / 3.0;
        rest = end == SIZE_MAX ? (struct str){0} : str_cut(rest, end + 1, rest.n);
    }
}

void across(struct sample *s, double y, double from, double to) {
    geometry_ruling(&s->doc, page_of(s), (struct box){from, y, to, y});
}

void down(struct sample *s, double x, double from, double to) {
    geometry_ruling(&s->doc, page_of(s), (struct box){x, from, x, to});
}

void rule(struct sample *s, const double *xs, const double *ys) {
    size_t nx = 0, ny = 0;
    while (xs[nx] > 0)
        nx++;
    while (ys[ny] > 0)
        ny++;
    for (size_t i = 0; i < nx; i++)
        down(s, xs[i], ys[0], ys[ny - 1]);
    for (size_t i = 0; i < ny; i++)
        across(s, ys[i], xs[0], xs[nx - 1]);
}

static void show_cell(struct buf *b, const struct cell *c) {
    buf_fmt(b, "[%u", c->col);
    if (c->col_span > 1)
        buf_fmt(b, " over %u", c->col_span);
    if (c->row_span > 1)
        buf_fmt(b, " down %u", c->row_span);
    for (size_t i = 0; i < c->paras.n; i++)
        buf_fmt(b, "%s%.*s", i ? "/" : ": ", STR_ARG(c->paras.at[i].text));
    buf_byte(b, ']');
}

static void show_table(struct buf *b, const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++) {
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            show_cell(b, &t->rows.at[r].cells.at[c]);
        buf_byte(b, '\n');
    }
    buf_add(b, S("--\n"));
}

struct str sample_shown(struct sample *s) {
    const struct limits limits = LIMITS_DEFAULT;
    struct buf b = {.a = s->a};
    assert_int_equal(geometry_read(&s->doc, s->pages, s->n, &limits), 0);
    for (size_t i = 0; i < s->doc.blocks.n; i++) {
        const struct block *block = &s->doc.blocks.at[i];
        if (block->kind == BLOCK_TABLE)
            show_table(&b, block->table);
        else if (block->kind == BLOCK_FOOTNOTE)
            buf_fmt(&b, "%.*s: %.*s, after %.*s\n", STR_ARG(block->note->n),
                    STR_ARG(block->note->para.text), STR_ARG(block->note->anchor));
        else
            buf_fmt(&b, "%.*s\n", STR_ARG(block->para.text));
    }
    for (size_t i = 0; i < s->doc.furniture.n; i++)
        buf_fmt(&b, "{%.*s: %.*s}\n", STR_ARG(s->doc.furniture.at[i].name),
                STR_ARG(s->doc.furniture.at[i].text));
    assert_int_equal(doc_ink(&s->doc), s->doc.chars_total);
    return buf_str(&b);
}
