#include "ingest/doc.h"
#include "tests/test.h"

static const struct place nowhere;

static struct place place(uint32_t line, const char *path) {
    struct place at = place_in(str_of(path));
    at.line = line;
    return at;
}

static void assert_place(struct place got, struct place want) {
    assert_int_equal(got.line, want.line);
    assert_str(place_path(got), place_path(want));
}

static void assert_para(const struct para *got, const struct para *want) {
    assert_str(got->text, want->text);
    assert_str(got->label, want->label);
    assert_place(got->at, want->at);
    assert_int_equal(got->id, want->id);
    assert_int_equal(got->gap, want->gap);
    assert_int_equal(got->indent, want->indent);
    assert_int_equal(got->level, want->level);
}

static void assert_cell(const struct cell *got, const struct cell *want) {
    assert_int_equal(got->col, want->col);
    assert_int_equal(got->col_span, want->col_span);
    assert_int_equal(got->row_span, want->row_span);
    assert_place(got->at, want->at);
    assert_int_equal(got->paras.n, want->paras.n);
    for (size_t i = 0; i < want->paras.n; i++)
        assert_para(&got->paras.at[i], &want->paras.at[i]);
}

static void assert_table(const struct table *got, const struct table *want) {
    assert_int_equal(got->columns, want->columns);
    assert_int_equal(got->loose, want->loose);
    assert_int_equal(got->printed, want->printed);
    assert_int_equal(got->parallel, want->parallel);
    assert_place(got->at, want->at);
    assert_int_equal(got->rows.n, want->rows.n);
    for (size_t r = 0; r < want->rows.n; r++) {
        assert_int_equal(got->rows.at[r].header, want->rows.at[r].header);
        assert_int_equal(got->rows.at[r].cells.n, want->rows.at[r].cells.n);
        for (size_t c = 0; c < want->rows.at[r].cells.n; c++)
            assert_cell(&got->rows.at[r].cells.at[c], &want->rows.at[r].cells.at[c]);
    }
}

static void assert_block(const struct block *got, const struct block *want) {
    assert_int_equal(got->kind, want->kind);
    if (want->kind == BLOCK_TABLE) {
        assert_table(got->table, want->table);
    } else if (want->kind == BLOCK_FOOTNOTE) {
        assert_str(got->note->n, want->note->n);
        assert_str(got->note->anchor, want->note->anchor);
        assert_para(&got->note->para, &want->note->para);
    } else {
        assert_para(&got->para, &want->para);
    }
}

static void assert_finding(const struct diag *got, const struct diag *want) {
    assert_int_equal(got->code, want->code);
    assert_str(got->name, want->name);
    assert_int_equal(got->level, want->level);
    assert_str(got->text, want->text);
    assert_place(got->at, want->at);
    assert_int_equal(got->table_no, want->table_no);
    assert_int_equal(got->task_no, want->task_no);
    assert_int_equal(got->measure_no, want->measure_no);
}

static void assert_doc(const struct doc *got, const struct doc *want) {
    assert_str(got->name, want->name);
    assert_str(got->source_name, want->source_name);
    assert_str(got->source_sha256, want->source_sha256);
    assert_str(got->format, want->format);
    assert_str(got->encoding, want->encoding);
    assert_int_equal(got->paras, want->paras);
    assert_int_equal(got->chars_total, want->chars_total);
    assert_int_equal(got->blocks.n, want->blocks.n);
    for (size_t i = 0; i < want->blocks.n; i++)
        assert_block(&got->blocks.at[i], &want->blocks.at[i]);
    assert_int_equal(got->furniture.n, want->furniture.n);
    for (size_t i = 0; i < want->furniture.n; i++) {
        assert_str(got->furniture.at[i].name, want->furniture.at[i].name);
        assert_str(got->furniture.at[i].text, want->furniture.at[i].text);
        assert_place(got->furniture.at[i].at, want->furniture.at[i].at);
    }
    assert_int_equal(got->diags.list.n, want->diags.list.n);
    for (size_t i = 0; i < want->diags.list.n; i++)
        assert_finding(&got->diags.list.at[i], &want->diags.list.at[i]);
}

static struct doc *new_doc(struct arena *a, struct str name) {
    struct doc *doc = arena_alloc(a, sizeof *doc);
    doc->a = doc->diags.a = a;
    doc->name = name;
    return doc;
}

static struct cell *add_cell(struct doc *doc, struct row *row, uint32_t col, uint32_t col_span,
                             uint32_t row_span, struct str text) {
    struct cell *c = vec_push(doc->a, &row->cells);
    *c = (struct cell){.col = col, .col_span = col_span, .row_span = row_span};
    if (text.n)
        *vec_push(doc->a, &c->paras) = doc_para(doc, text, nowhere);
    return c;
}

static void add_table(struct doc *doc) {
    struct table *t = doc_block(doc, BLOCK_TABLE)->table;
    t->columns = 3;
    t->parallel = true;
    t->printed = true;
    t->at = place(9, "word/document.xml#tbl1");
    struct row *row = vec_push(doc->a, &t->rows);
    *row = (struct row){.header = true};
    add_cell(doc, row, 0, 2, 1, S("任务"));
    add_cell(doc, row, 2, 1, 2, S("时限"))->at.line = 9;
    row = vec_push(doc->a, &t->rows);
    *row = (struct row){0};
    add_cell(doc, row, 0, 1, 1, S(""));
    add_cell(doc, row, 1, 1, 1, S("\"引\\号\"\t\n\x01末"));
}

/* A doc with every field set at least once. */
static struct doc *full_doc(struct arena *a) {
    struct doc *doc = new_doc(a, S("延河-2026"));
    doc->source_name = S("延河 2026.docx");
    doc->source_sha256 = S("00ff");
    doc->format = S("docx");
    doc->encoding = S("UTF-8");
    doc->chars_total = (uint64_t)1 << 40;
    struct para *p = &doc_block(doc, BLOCK_PARAGRAPH)->para;
    *p = doc_para(doc, S("总体要求"), place(7, "word/document.xml#p1"));
    p->label = S("（一）");
    p->gap = 2;
    p->indent = 4;
    p->level = 9;
    add_table(doc);
    struct table *loose = doc_block(doc, BLOCK_TABLE)->table;
    loose->loose = true;
    add_cell(doc, vec_push(a, &loose->rows), 5, 1, 1, S("散"));
    struct note *n = doc_block(doc, BLOCK_FOOTNOTE)->note;
    *n = (struct note){S("1"), doc_para(doc, S("注释"), nowhere), S("前十字")};
    doc_furniture(doc, "bookmark", S("[bookmark: a]"), (struct place){.line = 3});
    struct diag *d = diag_add(&doc->diags, DIAG_NUMBER_GAP, (struct place){.line = 4}, S("1, 3"));
    d->table_no = 1;
    d->task_no = 2;
    d->measure_no = 3;
    return doc;
}

static struct doc *read_one(struct arena *a, struct str *text) {
    struct diags diags = {.a = a};
    struct doc *doc = NULL;
    if (doc_from_json(a, text, &diags, &doc) < 0)
        fail_msg("%.*s", STR_ARG(diags.list.at[0].text));
    return doc;
}

static void round_trip(void **state) {
    struct doc *doc = full_doc(*state);
    struct str text = doc_to_json(*state, doc);
    assert_doc(read_one(*state, &text), doc);
    assert_int_equal(text.n, 0);
}

static void lines_are_as_documented(void **state) {
    struct doc *doc = new_doc(*state, S("a"));
    doc_block(doc, BLOCK_PARAGRAPH)->para = doc_para(doc, S("一"), (struct place){.line = 1});
    struct table *t = doc_block(doc, BLOCK_TABLE)->table;
    t->columns = 2;
    add_cell(doc, vec_push(doc->a, &t->rows), 0, 2, 1, S("二"));
    assert_str(
        doc_to_json(*state, doc),
        S("{\"type\":\"document\",\"doc\":\"a\"}\n"
          "{\"type\":\"paragraph\",\"text\":\"一\",\"line\":1,\"id\":0}\n"
          "{\"type\":\"table\",\"columns\":2,\"rows\":[{\"cells\":[{\"col\":0,\"col_span\":2,"
          "\"paras\":[{\"text\":\"二\",\"id\":1}]}]}]}\n"));
}

static void several_documents(void **state) {
    struct doc *one = full_doc(*state), *two = new_doc(*state, S("two"));
    struct buf b = {.a = *state};
    buf_add(&b, doc_to_json(*state, one));
    buf_add(&b, doc_to_json(*state, two));
    struct str text = buf_str(&b);
    assert_doc(read_one(*state, &text), one);
    assert_doc(read_one(*state, &text), two);
    assert_int_equal(text.n, 0);
}

static void expect_refused(void **state, struct str text, uint32_t line, const char *words) {
    struct diags diags = {.a = *state};
    struct str rest = text;
    struct doc *doc = NULL;
    assert_int_equal(doc_from_json(*state, &rest, &diags, &doc), -1);
    assert_null(doc);
    assert_str(rest, text);
    assert_int_equal(diags.list.n, 1);
    assert_str(diags.list.at[0].name, S("bad-json"));
    assert_int_equal(diags.list.at[0].at.line, line);
    if (str_find(diags.list.at[0].text, str_of(words), 0) == SIZE_MAX)
        fail_msg("\"%s\" is not in \"%.*s\"", words, STR_ARG(diags.list.at[0].text));
}

#define DOC "{\"type\":\"document\",\"doc\":\"a\"}\n"
#define TABLE(columns, cells)                                                                      \
    DOC "{\"type\":\"table\",\"columns\":" columns ",\"rows\":[{\"cells\":[" cells "]}]}"

static void bad_lines_are_refused(void **state) {
    expect_refused(state, S(""), 0, "no document");
    expect_refused(state, S("{\"type\":\"paragraph\"}"), 1, "comes first");
    expect_refused(state, S(DOC "\n{\"type\":"), 3, "");
    expect_refused(state, S(DOC "[]"), 2, "type");
    expect_refused(state, S(DOC "{\"type\":\"picture\"}"), 2, "picture");
    expect_refused(state, S(DOC "{\"type\":\"paragraph\",\"text\":7}"), 2, "\"text\"");
    expect_refused(state, S(DOC "{\"type\":\"paragraph\",\"gap\":-1}"), 2, "\"gap\"");
    expect_refused(state, S(DOC "{\"type\":\"paragraph\",\"level\":256}"), 2, "\"level\"");
    expect_refused(state, S(DOC "{\"type\":\"warning\",\"code\":\"x\",\"severity\":\"note\"}"), 2,
                   "\"code\"");
    expect_refused(state, S("\xFF"), 1, "");
}

/* What readers of the doc rely on without looking. */
static void bad_shapes_are_refused(void **state) {
    expect_refused(state, S(TABLE("1", "{\"col\":1}")), 2, "outside");
    expect_refused(state, S(TABLE("2", "{\"col\":1},{\"col\":0}")), 2, "another cell");
    expect_refused(state, S(TABLE("1", "{\"row_span\":2}")), 2, "outside");
    expect_refused(state, S(TABLE("1", "{\"col_span\":0}")), 2, "outside");
    expect_refused(state, S(DOC "{\"type\":\"paragraph\",\"id\":1}"), 2, "ids");
    expect_refused(state, S(DOC "{\"type\":\"paragraph\"}\n{\"type\":\"paragraph\"}"), 3, "ids");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, test_arena, test_drop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(round_trip),
        TEST(lines_are_as_documented),
        TEST(several_documents),
        TEST(bad_lines_are_refused),
        TEST(bad_shapes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
