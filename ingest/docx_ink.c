#include "base/utf8.h"
#include "ingest/docx.h"

static bool is_inserted(const struct xml *x) {
    return xml_is(x, "w:ins") || xml_is(x, "w:moveTo") || xml_is(x, "w:cellIns");
}

static bool is_deleted(const struct xml *x) {
    return xml_is(x, "w:del") || xml_is(x, "w:moveFrom") || xml_is(x, "w:cellDel");
}

/* Among the properties of a row or cell a change concerns the whole row or cell. */
static size_t changed_depth(const struct ink *k, const struct xml *x) {
    if (k->row_props && x->depth == k->row_props + 1)
        return k->row_props - 1;
    if (k->cell_props && x->depth == k->cell_props + 1)
        return k->cell_props - 1;
    return x->depth;
}

static void note_branch(struct ink *k, const struct xml *x) {
    while (k->branched.n <= x->depth)
        *vec_push(k->a, &k->branched) = false;
    k->branched.at[x->depth] = false;
    if (!xml_is(x, "mc:Choice") && !xml_is(x, "mc:Fallback"))
        return;
    if (k->branched.at[x->depth - 1])
        k->skip = x->depth;
    k->branched.at[x->depth - 1] = true;
}

static void open_text(struct ink *k, const struct xml *x) {
    k->text = x->depth;
    field_shows(&k->field);
}

static void open_field(struct ink *k, const struct xml *x) {
    bool drop_inserted = k->tracked == TRACKED_REJECT;
    if (xml_is(x, "w:p"))
        field_none(&k->field);
    else if (xml_is(x, "w:fldChar"))
        k->chars += utf8_ink(field_step(&k->field, xml_attr(x, "w:fldCharType")));
    else if (xml_is(x, "w:instrText") || (drop_inserted && xml_is(x, "w:delInstrText")))
        k->code = x->depth;
}

static bool is_props(const struct xml *x) {
    static const struct xml_known all[] = {DOCX_PROPERTIES, {NULL, NULL}};
    bool found = false;
    for (size_t i = 0; all[i].name && str_ends(x->name, S("Pr")) && !found; i++)
        found = xml_is(x, all[i].name);
    return found;
}

/* Properties hold no text, but those of rows and cells say whether these are there. */
static void open_props(struct ink *k, const struct xml *x) {
    if (!k->props && is_props(x))
        k->props = x->depth;
    if (xml_is(x, "w:trPr"))
        k->row_props = x->depth;
    else if (xml_is(x, "w:tcPr"))
        k->cell_props = x->depth;
}

static void open_content(struct ink *k, const struct xml *x) {
    bool drop_inserted = k->tracked == TRACKED_REJECT;
    open_field(k, x);
    if (xml_is(x, "w:t") || xml_is(x, "m:t") || (drop_inserted && xml_is(x, "w:delText")))
        open_text(k, x);
    else if (xml_is(x, "w:noBreakHyphen") || xml_is(x, "w:checkBox") || xml_is(x, "m:den"))
        k->chars++;
    else if (xml_is(x, "v:textpath"))
        k->chars += utf8_ink(xml_attr(x, "string"));
    else if (xml_is(x, "w:sym"))
        k->chars += docx_symbol(x) && !utf8_is_space((int32_t)docx_symbol(x));
}

static void open_element(struct ink *k, const struct xml *x) {
    if (k->text || k->code)
        return; /* of what stands within text only text is read */
    note_branch(k, x);
    open_props(k, x);
    if (k->tracked == TRACKED_REJECT ? is_inserted(x) : is_deleted(x))
        k->skip = changed_depth(k, x);
    else if (!k->props)
        open_content(k, x);
}

static void close_element(struct ink *k, const struct xml *x) {
    if (k->text == x->depth)
        k->text = 0;
    if (k->code == x->depth)
        k->code = 0;
    if (k->props == x->depth)
        k->props = 0;
    if (k->row_props == x->depth)
        k->row_props = 0;
    if (k->cell_props == x->depth)
        k->cell_props = 0;
}

static void note_gone(struct ink *k, const struct xml *x) {
    if (xml_is(x, "w:footnoteReference"))
        *vec_push(k->a, &k->gone[NOTE_FOOT]) = xml_attr_int(x, "w:id", -1);
    else if (xml_is(x, "w:endnoteReference"))
        *vec_push(k->a, &k->gone[NOTE_END]) = xml_attr_int(x, "w:id", -1);
}

void ink_tap(void *user, const struct xml *x) {
    struct ink *k = user;
    if (k->skip && x->event == XML_CLOSE && x->depth == k->skip)
        k->skip = 0;
    if (x->event == XML_OPEN && k->skip)
        note_gone(k, x);
    else if (x->event == XML_OPEN)
        open_element(k, x);
    if (x->event == XML_CLOSE)
        close_element(k, x);
    if (!k->skip && k->text && x->event == XML_TEXT)
        k->chars += utf8_ink(x->text);
    if (!k->skip && k->code && x->event == XML_TEXT)
        field_add(&k->field, x->text);
}
