/* What a paragraph says about itself: w:pPr (17.3.1.26). */
#include "ingest/docx.h"

static struct draft *draft(void *user) {
    struct docx *d = user;
    return &d->in->draft;
}

/* One that the document has not is ignored (17.3.1.27). */
static int style(struct xml *x, void *user) {
    struct docx *d = user;
    struct str id = xml_attr(x, "w:val");
    if (!str_eq(id, d->style))
        d->style = styles_has(&d->styles, id) ? str_dup(d->a, id) : S("");
    draft(d)->props.style = d->style;
    return 0;
}

static int outline(struct xml *x, void *user) {
    draft(user)->props.outline = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int num_id(struct xml *x, void *user) {
    draft(user)->props.num_id = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int level(struct xml *x, void *user) {
    draft(user)->props.level = xml_attr_int(x, "w:val", -1);
    return 0;
}

/* A number given by a tracked change (17.13.5.19): without it there is none. */
static int number_inserted(struct xml *x, void *user) {
    (void)x;
    if (docx_drops_inserted(user))
        draft(user)->props.num_id = 0;
    return 0;
}

static int numbers(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:numId", num_id}, {"w:ilvl", level}, {"w:ins", number_inserted}, {NULL, NULL}};
    return xml_children(x, elements, user);
}

static int mark_inserted(struct xml *x, void *user) {
    (void)x;
    draft(user)->props.mark_removed |= docx_drops_inserted(user);
    return 0;
}

static int mark_deleted(struct xml *x, void *user) {
    (void)x;
    draft(user)->props.mark_removed |= !docx_drops_inserted(user);
    return 0;
}

static int mark_hidden(struct xml *x, void *user) {
    draft(user)->props.mark_hidden = xml_attr_on(x);
    return 0;
}

static int mark_props(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:ins", mark_inserted},
                                                {"w:moveTo", mark_inserted},
                                                {"w:del", mark_deleted},
                                                {"w:moveFrom", mark_deleted},
                                                {"w:vanish", mark_hidden},
                                                {"w:rPrChange", xml_skip},
                                                {NULL, NULL}};
    return xml_children(x, elements, user);
}

/* The properties before a tracked change stand behind the new ones. */
static int old_props(struct xml *x, void *user) {
    if (!docx_drops_inserted(user))
        return 0;
    struct props now = draft(user)->props;
    draft(user)->props = props_unset;
    draft(user)->props.mark_removed = now.mark_removed;
    draft(user)->props.mark_hidden = now.mark_hidden;
    return xml_children(x, x->known, user);
}

int docx_paragraph_props(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:pStyle", style},
                                                {"w:outlineLvl", outline},
                                                {"w:numPr", numbers},
                                                {"w:rPr", mark_props},
                                                {"w:sectPr", docx_section},
                                                {"w:pPrChange", old_props},
                                                {"w:pageBreakBefore", docx_page_before},
                                                {NULL, NULL}};
    struct docx *d = user;
    if (xml_children(x, elements, d) < 0)
        return -1;
    draft(d)->look = styles_look(&d->styles, draft(d)->props.style);
    return 0;
}
