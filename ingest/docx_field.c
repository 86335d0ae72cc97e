/* The code of the field being read, for those that have no result of their own: what the page shows
 * of an equation is in its code (17.16.5.17 has it by name alone). Who reads the text and who
 * counts it go by the same steps. */
#include "ingest/docx.h"
#include "ingest/equation.h"

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
