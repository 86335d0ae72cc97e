#include "tests/shown.h"

struct shower {
    struct buf b;
    bool lines;
};

static void put_para(struct shower *s, const struct para *p) {
    if (s->lines)
        buf_fmt(&s->b, "%u:", p->at.line);
    if (p->gap)
        buf_fmt(&s->b, "+%u ", p->gap);
    if (p->level)
        buf_fmt(&s->b, "h%u ", p->level);
    if (p->label.n)
        buf_fmt(&s->b, "<%.*s>", STR_ARG(p->label));
    buf_add(&s->b, p->text);
}

static void put_cell(struct shower *s, const struct cell *c) {
    buf_fmt(&s->b, " [%u", c->col);
    if (c->col_span > 1)
        buf_fmt(&s->b, "-%u", c->col + c->col_span - 1);
    if (c->row_span > 1)
        buf_fmt(&s->b, " x%u", c->row_span);
    for (size_t i = 0; i < c->paras.n; i++) {
        buf_byte(&s->b, i ? '/' : ' ');
        put_para(s, &c->paras.at[i]);
    }
    buf_byte(&s->b, ']');
}

static void put_table(struct shower *s, const struct table *t) {
    buf_fmt(&s->b, "table %u\n", t->columns);
    for (size_t r = 0; r < t->rows.n; r++) {
        buf_add(&s->b, t->rows.at[r].header ? S("header") : S("row"));
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            put_cell(s, &t->rows.at[r].cells.at[c]);
        buf_byte(&s->b, '\n');
    }
}

static void put_block(struct shower *s, const struct block *k) {
    if (k->kind == BLOCK_TABLE) {
        put_table(s, k->table);
        return;
    }
    if (k->kind == BLOCK_FOOTNOTE)
        buf_fmt(&s->b, "note %.*s (%.*s) ", STR_ARG(k->note->n), STR_ARG(k->note->anchor));
    put_para(s, k->kind == BLOCK_FOOTNOTE ? &k->note->para : &k->para);
    buf_byte(&s->b, '\n');
}

static void put_doc(struct shower *s, const struct doc *doc) {
    for (size_t i = 0; i < doc->blocks.n; i++)
        put_block(s, &doc->blocks.at[i]);
    for (size_t i = 0; i < doc->furniture.n; i++)
        buf_fmt(&s->b, "(%.*s: %.*s)\n", STR_ARG(doc->furniture.at[i].name),
                STR_ARG(doc->furniture.at[i].text));
    if (doc_ink(doc) != doc->chars_total)
        buf_fmt(&s->b, "%zu characters kept of %zu\n", (size_t)doc_ink(doc),
                (size_t)doc->chars_total);
}

static void put_findings(struct shower *s, const struct diags *diags) {
    for (size_t i = 0; i < diags->list.n; i++)
        buf_fmt(&s->b, "! %.*s\n", STR_ARG(diags->list.at[i].text));
}

static struct str show(struct arena *a, struct str bytes, struct limits limits, bool lines) {
    struct shower s = {.b.a = a, .lines = lines};
    struct diags diags = {.a = a};
    struct doc *doc;
    if (doc_read(a, bytes, S("d"), S("d"), &limits, TRACKED_ACCEPT, &diags, &doc) == 0) {
        put_doc(&s, doc);
        put_findings(&s, &doc->diags);
    }
    put_findings(&s, &diags);
    return buf_str(&s.b);
}

struct str shown(struct arena *a, struct str bytes, struct limits limits) {
    return show(a, bytes, limits, false);
}

struct str shown_with_lines(struct arena *a, struct str bytes) {
    return show(a, bytes, LIMITS_DEFAULT, true);
}
