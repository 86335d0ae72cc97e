/* Plans side by side on a terminal. Each document has a letter, so that any number of them fits. */
#include "out/compare.h"
#include "out/layout.h"
#include "out/words.h"

enum { LETTERS = 26, SNIPPET_LINES = 2 };

struct printing {
    struct buf *b;
    const struct comparison *c;
    struct out_compare_view view;
    struct str topic; /* of the row before */
};

struct str out_compare_letter(struct arena *a, size_t document) {
    return document < LETTERS ? str_fmt(a, "%c", (char)('A' + document))
                              : str_fmt(a, "%zu", document + 1);
}

static struct str letter(const struct printing *p, size_t doc) {
    return out_compare_letter(p->b->a, doc);
}

static void put(struct printing *p, size_t indent, struct str label, struct str text) {
    layout_text(p->b, indent, label, text, p->view.width);
}

static void put_documents(struct printing *p) {
    for (size_t i = 0; i < p->c->n; i++) {
        const struct document *d = &p->c->plans[i]->document;
        struct buf b = {.a = p->b->a};
        buf_fmt(&b, "%.*s  %.*s", STR_ARG(d->doc), STR_ARG(d->title));
        put(p, 0, letter(p, i), buf_str(&b));
    }
}

/* Where the document has the row, or a dash. */
static struct str places(const struct printing *p, const struct compared_row *row, size_t doc) {
    const item_list *cell = &row->cells[doc];
    return cell->n ? out_places(p->b->a, p->c->plans[doc], cell) : S("—");
}

static struct str snippet(const struct printing *p, size_t indent, struct str text, size_t lines) {
    return out_snippet(p->b->a, text, p->view.width > indent ? p->view.width - indent : 0, lines);
}

static void put_head(struct printing *p, const struct compared_row *row) {
    struct buf b = {.a = p->b->a};
    for (size_t i = 0; i < p->c->n; i++)
        buf_fmt(&b, "%.*s %.*s  ", STR_ARG(letter(p, i)), STR_ARG(places(p, row, i)));
    if (row->documents > 1)
        buf_fmt(&b, "(%.2f)", row->similarity);
    if (!str_eq(row->topic, p->topic)) {
        buf_byte(p->b, '\n');
        put(p, 0, row->topic, (struct str){0});
    }
    p->topic = row->topic;
    put(p, 2, buf_str(&b), (struct str){0});
}

static void put_texts(struct printing *p, const struct compared_row *row) {
    for (size_t i = 0; i < p->c->n; i++) {
        struct str text = out_texts(p->b->a, &row->cells[i]);
        if (!text.n)
            continue;
        if (p->view.full) {
            put(p, 4, letter(p, i), text);
        } else {
            put(p, 4, (struct str){0}, snippet(p, 4, text, SNIPPET_LINES));
            return;
        }
    }
}

/* "A >=35%  B =55%", among the documents that have the row. */
static void put_field(struct printing *p, const struct compared_row *row, struct str name,
                      const struct str *texts) {
    struct buf b = {.a = p->b->a};
    for (size_t i = 0; i < p->c->n; i++)
        if (row->cells[i].n)
            buf_fmt(&b, "%s%.*s %.*s", b.n ? "  " : "", STR_ARG(letter(p, i)),
                    STR_ARG(texts[i].n ? texts[i] : S("—")));
    put(p, 4, str_fmt(p->b->a, "%.*s:", STR_ARG(name)), buf_str(&b));
}

/* What a number is of, and the year it is for. */
static struct str subject(struct arena *a, const struct compared_quantity *q) {
    struct str name = q->subject.n ? q->subject : S("quantity");
    return q->year ? str_fmt(a, "%.*s (%d)", STR_ARG(name), q->year) : name;
}

static struct str on_one_line(struct arena *a, struct str lines) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < lines.n; i++)
        buf_add(&b, lines.p[i] == '\n' ? S("; ") : str_cut(lines, i, i + 1));
    return buf_str(&b);
}

static void put_differences(struct printing *p, const struct compared_row *row) {
    struct arena *a = p->b->a;
    struct str *texts = arena_array(a, p->c->n + 1, sizeof *texts);
    for (size_t i = 0; i < row->quantities.n; i++) {
        const struct compared_quantity *q = &row->quantities.at[i];
        for (size_t k = 0; k < p->c->n; k++)
            texts[k] = out_value(a, q->values[k]);
        if (q->differs)
            put_field(p, row, subject(a, q), texts);
    }
    if (row->deadlines_differ) {
        for (size_t k = 0; k < p->c->n; k++)
            texts[k] = snippet(p, 0, on_one_line(a, row->deadlines[k]), 1);
        put_field(p, row, S("deadline"), texts);
    }
    if (row->leads_differ) {
        for (size_t k = 0; k < p->c->n; k++)
            texts[k] = out_names(a, &row->leads_printed[k], S("、"));
        put_field(p, row, S("leads"), texts);
    }
}

static void put_why(struct printing *p, const struct compared_row *row) {
    struct arena *a = p->b->a;
    for (size_t i = 0; i < row->pairings.n; i++) {
        const struct pairing *x = &row->pairings.at[i];
        put(p, 4, S("why:"),
            str_fmt(a, "%.*s %.*s = %.*s %.*s: %.*s", STR_ARG(letter(p, x->one)),
                    STR_ARG(item_place(a, p->c->plans[x->one], &x->one_item)),
                    STR_ARG(letter(p, x->other)),
                    STR_ARG(item_place(a, p->c->plans[x->other], &x->other_item)),
                    STR_ARG(out_evidence(a, &x->evidence))));
    }
}

static void put_row(struct printing *p, const struct compared_row *row) {
    put_head(p, row);
    put_texts(p, row);
    put_differences(p, row);
    if (p->view.why)
        put_why(p, row);
}

static void put_alone(struct printing *p, size_t doc) {
    struct arena *a = p->b->a;
    size_t n = 0;
    for (size_t i = 0; i < p->c->rows.n; i++)
        n += p->c->rows.at[i].documents == 1 && p->c->rows.at[i].cells[doc].n;
    if (!n)
        return;
    buf_fmt(p->b, "\nonly in %.*s %.*s: %zu\n", STR_ARG(letter(p, doc)),
            STR_ARG(p->c->plans[doc]->document.doc), n);
    for (size_t i = 0; i < p->c->rows.n; i++) {
        const struct compared_row *row = &p->c->rows.at[i];
        if (row->documents > 1 || !row->cells[doc].n)
            continue;
        struct buf b = {.a = a};
        struct str text = out_texts(a, &row->cells[doc]);
        buf_fmt(&b, "%.*s｜%.*s", STR_ARG(row->topic), STR_ARG(text));
        put(p, 2, places(p, row, doc), p->view.full ? buf_str(&b) : snippet(p, 10, buf_str(&b), 1));
    }
}

void out_compare(struct buf *b, const struct comparison *c, struct out_compare_view view) {
    struct printing p = {.b = b, .c = c, .view = view};
    put_documents(&p);
    for (size_t i = 0; view.only == OUT_EVERY && i < c->rows.n; i++)
        if (c->rows.at[i].documents > 1)
            put_row(&p, &c->rows.at[i]);
    for (size_t doc = 0; doc < c->n; doc++)
        if (view.only == OUT_EVERY || (size_t)view.only == doc)
            put_alone(&p, doc);
}

void out_compare_summary(struct buf *b, const struct comparison *c) {
    size_t *rows = arena_array(b->a, c->n + 1, sizeof *rows);
    for (size_t i = 0; i < c->rows.n; i++)
        rows[c->rows.at[i].documents]++;
    for (size_t i = c->n; i > 1; i--)
        buf_fmt(b, "in %zu documents: %zu\n", i, rows[i]);
    for (size_t doc = 0; doc < c->n; doc++) {
        size_t n = 0;
        for (size_t i = 0; i < c->rows.n; i++)
            n += c->rows.at[i].documents == 1 && c->rows.at[i].cells[doc].n;
        buf_fmt(b, "only in %.*s: %zu\n", STR_ARG(c->plans[doc]->document.doc), n);
    }
}
