#include "ingest/docx.h"

static void left_out(struct docx *d, const char *what, struct str name, const char *advice) {
    diag_add(&d->doc->diags, DIAG_LEFT_OUT, place_in(d->part),
             str_fmt(d->a, "%s (%.*s) is not read; %s", what, STR_ARG(name), advice));
}

int docx_chunk(struct xml *x, void *user) {
    left_out(user, "another file put into this one", xml_attr(x, "r:id"),
             "open the document in Word, save it and give it again");
    return 0;
}

static int ole_object(struct xml *x, void *user) {
    left_out(user, "an embedded object", xml_attr(x, "ProgID"),
             "a table in it is missing: paste its cells into the document as a table");
    return 0;
}

int docx_chart(struct xml *x, void *user) {
    left_out(user, "a chart", xml_attr(x, "r:id"), "write the numbers that it shows into the text");
    return 0;
}

int docx_diagram(struct xml *x, void *user) {
    left_out(user, "a diagram (SmartArt)", xml_attr(x, "r:dm"),
             "write the words that it shows into the text");
    return 0;
}

int docx_subdocument(struct xml *x, void *user) {
    left_out(user, "a document of its own that this one refers to", xml_attr(x, "r:id"),
             "give it as a file, too");
    return 0;
}

int docx_object(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"o:OLEObject", ole_object}, {"v:textpath", docx_word_art}, {NULL, NULL}};
    return xml_children(x, elements, user);
}

int docx_picture(struct xml *x, void *user) {
    struct docx *d = user;
    (void)x;
    d->pictures++;
    return 0;
}

void docx_tell_pictures(struct docx *d) {
    if (d->pictures)
        diag_add(&d->doc->diags, DIAG_PICTURES, place_in(d->part),
                 str_fmt(d->a, "%u", d->pictures));
}
