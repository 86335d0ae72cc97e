/* Random Word files show what they were made to show, whatever is in them. */
#include "ingest/doc.h"
#include "tests/random_docx.h"
#include "tests/test.h"
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 300, MARK = 7 /* bytes of "k0042z" and a line end */ };

static int by_bytes(const void *a, const void *b) {
    return memcmp(a, b, MARK);
}

static struct str sorted(struct str marks) {
    if (marks.n)
        qsort((char *)(uintptr_t)marks.p, marks.n / MARK, MARK, by_bytes);
    return marks;
}

static void add_marks(struct buf *b, struct str text) {
    for (size_t at = 0; (at = str_find(text, S("k"), at)) != SIZE_MAX; at++)
        buf_fmt(b, "%.*s\n", STR_ARG(str_cut(text, at, at + MARK - 1)));
}

static void add_cells(struct buf *b, const struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            for (size_t k = 0; k < t->rows.at[r].cells.at[c].paras.n; k++)
                add_marks(b, t->rows.at[r].cells.at[c].paras.at[k].text);
}

static struct str marks_of(struct arena *a, const struct doc *doc) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *k = &doc->blocks.at[i];
        if (k->kind == BLOCK_TABLE)
            add_cells(&b, k->table);
        else
            add_marks(&b, k->kind == BLOCK_FOOTNOTE ? k->note->para.text : k->para.text);
    }
    return sorted(buf_str(&b));
}

static void check(struct arena *a, const struct random_docx *d, enum tracked tracked,
                  struct str want) {
    const struct limits limits = LIMITS_DEFAULT;
    struct diags diags = {.a = a};
    struct doc *doc;
    assert_int_equal(doc_read(a, d->bytes, S("d"), S("d.docx"), &limits, tracked, &diags, &doc), 0);
    assert_int_equal(doc_ink(doc), doc->chars_total);
    assert_int_equal(doc->diags.list.n, 0);
    assert_str(marks_of(a, doc), sorted(str_dup(a, want)));
}

static void marks_are_shown_once(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct arena *a = arena_new(NULL);
        struct random_docx d = random_docx(a, seed);
        check(a, &d, TRACKED_ACCEPT, d.accepted);
        check(a, &d, TRACKED_REJECT, d.rejected);
        arena_drop(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_are_shown_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
