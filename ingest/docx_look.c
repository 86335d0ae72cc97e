/* What the properties of a run say of its text: w:rPr (17.3.2.28). */
#include "ingest/docx.h"
#include "ingest/symbol.h"

static struct look *look(void *user) {
    struct docx *d = user;
    return &d->in->draft.look;
}

static int hide(struct xml *x, void *user) {
    look(user)->hidden = xml_attr_on(x);
    return 0;
}

/* A line through the words deletes them by hand (17.3.2.37, 17.3.2.9). */
static int strike(struct xml *x, void *user) {
    look(user)->struck = xml_attr_on(x);
    return 0;
}

/* Word switches the other line off where it sets one. */
static int strike_twice(struct xml *x, void *user) {
    look(user)->struck |= xml_attr_on(x);
    return 0;
}

/* A style of characters turns round what that of the paragraph says (17.7.3). */
static int run_style(struct xml *x, void *user) {
    struct docx *d = user;
    struct look of_style = styles_look(&d->styles, xml_attr(x, "w:val"));
    d->in->draft.look.hidden ^= of_style.hidden;
    d->in->draft.look.struck ^= of_style.struck;
    d->in->draft.look.raised |= of_style.raised;
    return 0;
}

/* A font of the theme goes before one that is named (17.3.2.26). */
static int fonts(struct xml *x, void *user) {
    struct str ascii = xml_attr(x, "w:ascii");
    if (ascii.p || xml_attr(x, "w:asciiTheme").p)
        look(user)->symbols = xml_attr(x, "w:asciiTheme").p ? NULL : symbol_font(ascii);
    return 0;
}

static int vertical(struct xml *x, void *user) {
    look(user)->raised = str_eq(xml_attr(x, "w:val"), S("superscript"));
    return 0;
}

/* The look before a tracked change stands behind the new one (17.13.5.31). */
static int old_look(struct xml *x, void *user) {
    if (!docx_drops_inserted(user))
        return 0;
    *look(user) = ((struct docx *)user)->in->draft.plain;
    return xml_children(x, x->known, user);
}

int docx_look(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:rStyle", run_style},   {"w:vanish", hide},
        {"w:strike", strike},      {"w:dstrike", strike_twice},
        {"w:vertAlign", vertical}, {"w:rFonts", fonts},
        {"w:rPrChange", old_look}, {NULL, NULL}};
    return xml_children(x, elements, user);
}
