#include "tests/docx.h"

static void put_para(struct buf *b, const struct para *p) {
    if (p->gap)
        buf_fmt(b, "+%u ", p->gap);
    if (p->level)
        buf_fmt(b, "h%u ", p->level);
    if (p->label.n)
        buf_fmt(b, "<%.*s>", STR_ARG(p->label));
    buf_add(b, p->text);
}

static void put_cell(struct buf *b, const struct cell *c) {
    buf_fmt(b, " [%u", c->col);
    if (c->col_span > 1)
        buf_fmt(b, "-%u", c->col + c->col_span - 1);
    if (c->row_span > 1)
        buf_fmt(b, " x%u", c->row_span);
    for (size_t i = 0; i < c->paras.n; i++) {
        buf_byte(b, i ? '/' : ' ');
        put_para(b, &c->paras.at[i]);
    }
    buf_byte(b, ']');
}

static void put_table(struct buf *b, const struct table *t) {
    buf_fmt(b, "table %u\n", t->columns);
    for (size_t r = 0; r < t->rows.n; r++) {
        buf_add(b, t->rows.at[r].header ? S("header") : S("row"));
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            put_cell(b, &t->rows.at[r].cells.at[c]);
        buf_byte(b, '\n');
    }
}

static struct str shown(struct arena *a, const struct doc *doc) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *k = &doc->blocks.at[i];
        if (k->kind == BLOCK_TABLE) {
            put_table(&b, k->table);
            continue;
        }
        if (k->kind == BLOCK_FOOTNOTE)
            buf_fmt(&b, "note %.*s after %.*s: ", STR_ARG(k->note->n), STR_ARG(k->note->anchor));
        put_para(&b, k->kind == BLOCK_FOOTNOTE ? &k->note->para : &k->para);
        buf_byte(&b, '\n');
    }
    for (size_t i = 0; i < doc->furniture.n; i++)
        buf_fmt(&b, "(%.*s: %.*s)\n", STR_ARG(doc->furniture.at[i].name),
                STR_ARG(doc->furniture.at[i].text));
    for (size_t i = 0; i < doc->diags.list.n; i++)
        buf_fmt(&b, "! %.*s\n", STR_ARG(doc->diags.list.at[i].name));
    return buf_str(&b);
}

/* ---- reading ---- */

static int read_bytes(struct arena *a, struct str bytes, const struct limits *limits,
                      enum tracked tracked, struct diags *diags, struct doc **out) {
    diags->a = a;
    return doc_read(a, bytes, S("d"), S("d.docx"), limits, tracked, diags, out);
}

static struct doc *read_docx_bytes(struct arena *a, struct str bytes, enum tracked tracked) {
    struct diags diags = {0};
    struct doc *doc = NULL;
    const struct limits limits = LIMITS_DEFAULT;
    if (read_bytes(a, bytes, &limits, tracked, &diags, &doc) < 0)
        fail_msg("%.*s", STR_ARG(diags.list.at[0].text));
    assert_str(doc->format, S("docx"));
    assert_int_equal(doc_ink(doc), doc->chars_total);
    return doc;
}

struct doc *docx_read(struct arena *a, const struct docx_parts *parts, enum tracked tracked) {
    return read_docx_bytes(a, make_docx(a, parts), tracked);
}

void expect_bytes(void **state, struct str bytes, const char *want) {
    assert_str(shown(*state, read_docx_bytes(*state, bytes, TRACKED_ACCEPT)), str_of(want));
}

void expect_parts(void **state, const struct docx_parts *parts, const char *want) {
    expect_bytes(state, make_docx(*state, parts), want);
}

void expect(void **state, const char *body, const char *want) {
    expect_parts(state, &(struct docx_parts){.body = body}, want);
}

void expect_tracked(void **state, const char *body, const char *accepted, uint64_t chars,
                    const char *rejected, uint64_t chars_before) {
    struct docx_parts parts = {.body = body};
    struct doc *now = docx_read(*state, &parts, TRACKED_ACCEPT);
    struct doc *before = docx_read(*state, &parts, TRACKED_REJECT);
    assert_str(shown(*state, now), str_of(accepted));
    assert_int_equal(now->chars_total, chars);
    assert_str(shown(*state, before), str_of(rejected));
    assert_int_equal(before->chars_total, chars_before);
}

void expect_error(void **state, struct str bytes, const struct limits *limits, const char *name,
                  const char *words) {
    struct diags diags = {0};
    struct doc *doc = NULL;
    assert_int_equal(read_bytes(*state, bytes, limits, TRACKED_ACCEPT, &diags, &doc), -1);
    assert_null(doc);
    assert_int_equal(diags.list.n, 1);
    assert_str(diags.list.at[0].name, str_of(name));
    if (str_find(diags.list.at[0].text, str_of(words), 0) == SIZE_MAX)
        fail_msg("\"%s\" is not in \"%.*s\"", words, STR_ARG(diags.list.at[0].text));
}
