/* Formulas (ECMA-376 part 1, 22.1) in one line: what stands above and below each other on the page
 * follows each other, with the signs that its structure draws. These are no text in the file; who
 * draws them counts them.
 */
#include "base/utf8.h"
#include "ingest/docx.h"

/* What stands apart on the page never makes one number with what is before it. */
static void part_digits(struct docx *d) {
    struct str before = buf_str(&d->in->draft.text);
    if (before.n && before.p[before.n - 1] >= '0' && before.p[before.n - 1] <= '9')
        docx_put(d, S(" "));
}

int docx_numerator(struct xml *x, void *user) {
    part_digits(user);
    return xml_children(x, x->known, user);
}

int docx_denominator(struct xml *x, void *user) {
    docx_put(user, S("/"));
    return xml_children(x, x->known, user);
}

/* The sign of a root stands between its degree and what is under it (22.1.2.88). */
int docx_degree(struct xml *x, void *user) {
    if (xml_children(x, x->known, user) < 0)
        return -1;
    docx_draw(user, S("√"));
    return 0;
}

/* The signs that properties name. */
struct signs {
    struct arena *a;
    struct str operator, begin, end;
};

static int operator_sign(struct xml *x, void *user) {
    struct signs *s = user;
    s->operator= str_dup(s->a, xml_attr(x, "m:val"));
    return 0;
}

static int begin_sign(struct xml *x, void *user) {
    struct signs *s = user;
    s->begin = str_dup(s->a, xml_attr(x, "m:val"));
    return 0;
}

static int end_sign(struct xml *x, void *user) {
    struct signs *s = user;
    s->end = str_dup(s->a, xml_attr(x, "m:val"));
    return 0;
}

static const struct xml_known sign_elements[] = {
    {"m:chr", operator_sign}, {"m:begChr", begin_sign}, {"m:endChr", end_sign}, {NULL, NULL}};

/* An integral where no other operator is named (22.1.2.20). */
int docx_operator(struct xml *x, void *user) {
    struct docx *d = user;
    struct signs s = {.a = d->a, .operator= S("∫")};
    if (xml_children(x, sign_elements, &s) < 0)
        return -1;
    docx_draw(d, s.operator);
    return 0;
}

/* What has elements side by side or below each other: brackets, equations, rows of a matrix. */
struct docx_elements {
    size_t depth;
    struct signs signs;
    bool begun;
};

static int read_elements(struct xml *x, struct docx *d, struct signs signs) {
    struct docx_elements e = {.depth = x->depth, .signs = signs}, *outer = d->elements;
    d->elements = &e;
    int status = xml_children(x, x->known, d);
    d->elements = outer;
    docx_draw(d, e.signs.end);
    return status;
}

/* Parentheses where no other brackets are named (22.1.2.10, 22.1.2.34). */
int docx_brackets(struct xml *x, void *user) {
    struct docx *d = user;
    return read_elements(x, d, (struct signs){.a = d->a, .begin = S("("), .end = S(")")});
}

int docx_bracket_signs(struct xml *x, void *user) {
    struct docx *d = user;
    struct signs none = {.a = d->a};
    return xml_children(x, sign_elements, d->elements ? &d->elements->signs : &none);
}

int docx_row(struct xml *x, void *user) {
    struct docx *d = user;
    part_digits(d);
    return read_elements(x, d, (struct signs){.a = d->a});
}

int docx_element(struct xml *x, void *user) {
    struct docx *d = user;
    struct docx_elements *e = d->elements;
    if (e && e->depth + 1 == x->depth) {
        if (e->begun)
            docx_put(d, S(" "));
        else
            docx_draw(d, e->signs.begin);
        e->begun = true;
    }
    return xml_children(x, x->known, d);
}
