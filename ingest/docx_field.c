/* The code of the field being read, for those that have no result of their own: what the page shows
 * of an equation is in its code (17.16.5.17 has it by name alone). Who reads the text and who
 * counts it go by the same steps. */
#include "ingest/docx.h"
#include "ingest/equation.h"

/* ---- the code: who reads the text and who counts it go by the same steps ---- */

void field_none(struct field_code *f) {
    f->state = FIELD_NONE;
}

void field_add(struct field_code *f, struct str code) {
    if (f->state == FIELD_CODE)
        buf_add(&f->text, code);
}

void field_shows(struct field_code *f) {
    if (f->state == FIELD_RESULT)
        f->state = FIELD_NONE;
}

static struct str end(struct field_code *f) {
    bool bare = f->state != FIELD_NONE;
    f->state = FIELD_NONE;
    return bare ? equation_text(f->text.a, buf_str(&f->text)) : S("");
}

struct str field_step(struct field_code *f, struct str type) {
    if (str_eq(type, S("begin"))) {
        f->state = FIELD_CODE;
        f->text.n = 0;
    } else if (str_eq(type, S("separate")) && f->state == FIELD_CODE) {
        f->state = FIELD_RESULT;
    } else if (str_eq(type, S("end"))) {
        return end(f);
    }
    return S("");
}

/* ---- the elements ---- */

static int box_state(struct xml *x, void *user) {
    *(bool *)user = xml_attr_on(x);
    return 0;
}

/* A check box of a form has no result: the page shows the box. Its state goes before its default
 * (17.16.7, 17.16.8). */
int docx_check_box(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:default", box_state}, {"w:checked", box_state}, {NULL, NULL}};
    bool checked = false;
    if (xml_children(x, elements, &checked) < 0)
        return -1;
    docx_put(user, checked ? S("☒") : S("☐"));
    return 0;
}

/* The list of a form, and what of it is chosen; the page shows that (17.16.9). */
struct choice {
    struct arena *a;
    int32_t result, otherwise, met; /* -1: not said */
    struct str text;
};

static int result(struct xml *x, void *user) {
    ((struct choice *)user)->result = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int otherwise(struct xml *x, void *user) {
    ((struct choice *)user)->otherwise = xml_attr_int(x, "w:val", 0);
    return 0;
}

static int entry(struct xml *x, void *user) {
    struct choice *c = user;
    if (c->met++ == (c->result < 0 ? c->otherwise : c->result))
        c->text = str_dup(c->a, xml_attr(x, "w:val"));
    return 0;
}

static int drop_down(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:default", otherwise}, {"w:result", result}, {"w:listEntry", entry}, {NULL, NULL}};
    struct docx *d = user;
    struct choice c = {.a = d->a, .result = -1};
    if (xml_children(x, elements, &c) < 0)
        return -1;
    docx_draw(d, c.text);
    return 0;
}

static void add_code(void *user, struct str s) {
    struct docx *d = user;
    field_add(&d->field, s);
}

int docx_field_code(struct xml *x, void *user) {
    return xml_texts(x, add_code, user);
}

int docx_deleted_code(struct xml *x, void *user) {
    return docx_drops_inserted(user) ? docx_field_code(x, user) : 0;
}

/* What an equation shows; its digits are no part of a number before it. */
static void put_equation(struct docx *d, struct str s) {
    const struct draft *p = &d->in->draft;
    bool joins = p->text.n && s.n && p->text.p[p->text.n - 1] >= '0' &&
                 p->text.p[p->text.n - 1] <= '9' && s.p[0] >= '0' && s.p[0] <= '9';
    if (joins)
        docx_put(d, S(" "));
    docx_put(d, s);
}

/* A field's code stands between begin and separate, its result between separate and end
 * (17.16.18). */
int docx_field_mark(struct xml *x, void *user) {
    static const struct xml_known form[] = {
        {"w:checkBox", docx_check_box}, {"w:ddList", drop_down}, {NULL, NULL}};
    struct docx *d = user;
    struct draft *p = &d->in->draft;
    struct str type = str_dup(d->a, xml_attr(x, "w:fldCharType"));
    if (xml_children(x, form, d) < 0)
        return -1;
    if (str_eq(type, S("begin")))
        *vec_push(d->a, &p->fields) = true;
    else if (p->fields.n && str_eq(type, S("separate")))
        p->fields.at[p->fields.n - 1] = false;
    else if (p->fields.n && str_eq(type, S("end")))
        p->fields.n--;
    put_equation(d, field_step(&d->field, type));
    return 0;
}
