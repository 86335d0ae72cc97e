/* Paragraphs, their runs and text boxes. */
#include "base/utf8.h"
#include "ingest/docx.h"
#include "ingest/numfmt.h"
#include "ingest/symbol.h"

static struct draft *draft(void *user) {
    struct docx *d = user;
    return &d->in->draft;
}

static bool in_field_code(const struct draft *p) {
    for (size_t i = 0; i < p->fields.n; i++)
        if (p->fields.at[i])
            return true;
    return false;
}

/* Text that the page does not show as part of the paragraph is furniture. */
static const char *noise(const struct docx *d) {
    const struct draft *p = &d->in->draft;
    if (in_field_code(p))
        return "field code";
    if (d->mark)
        return "footnote mark";
    if (p->ruby)
        return "ruby text";
    if (p->look.hidden)
        return "hidden text";
    return p->look.struck ? "struck text" : NULL;
}

void docx_put(struct docx *d, struct str s) {
    struct draft *p = draft(d);
    const char *name = noise(d);
    if (d->mark)
        buf_add(d->mark, s);
    if (!name)
        buf_add(&p->text, s);
    else if (!utf8_blank(s))
        doc_furniture(d->doc, name, str_dup(d->a, s), p->at);
    if (name && p->look.struck)
        buf_add(&p->crossed, s);
}

void docx_draw(struct docx *d, struct str sign) {
    d->ink.chars += utf8_ink(sign);
    docx_put(d, sign);
}

/* Superscript digits behind a digit would read on as one number: 10⁴, not 104. */
static bool would_join(const struct draft *p, struct str s) {
    char before = p->text.n ? p->text.p[p->text.n - 1] : ' ';
    return p->look.raised && before >= '0' && before <= '9' && s.n && s.p[0] >= '0' &&
           s.p[0] <= '9';
}

/* Fonts of symbols draw other characters than are stored. What shows is told where it is known; a
 * space there is a character all the same. */
static struct str draw(struct arena *a, const struct symbol_font *font, struct str s) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        uint32_t c = symbol_char(font, (uint32_t)cp);
        utf8_put(&b, utf8_is_space((int32_t)c) ? (uint32_t)cp : c);
    }
    return buf_str(&b);
}

/* The line ends of a text element are spaces; breaks are elements of their own. */
static void put_text(void *user, struct str s) {
    struct docx *d = user;
    if (draft(d)->look.symbols)
        s = draw(d->a, draft(d)->look.symbols, s);
    if (would_join(draft(d), s))
        s = raised_digits(d->a, s);
    for (size_t end; (end = str_find(s, S("\n"), 0)) != SIZE_MAX; s = str_cut(s, end + 1, s.n)) {
        docx_put(d, str_cut(s, 0, end));
        docx_put(d, S(" "));
    }
    docx_put(d, s);
}

static bool is_xml_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct str trim(struct str s) {
    while (s.n && is_xml_space(s.p[0]))
        s = str_cut(s, 1, s.n);
    while (s.n && is_xml_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool docx_keeps_space(const struct xml *x, bool otherwise) {
    struct str space = xml_attr(x, "xml:space");
    return space.p ? str_eq(space, S("preserve")) : otherwise;
}

static void put_trimmed(void *user, struct str s) {
    put_text(user, trim(s));
}

/* White space at the ends of a text is that of who laid out the file, unless it is said to be the
 * text's (17.3.3.31; XML 1.0, 2.10). */
static int text(struct xml *x, void *user) {
    struct docx *d = user;
    field_shows(&d->field);
    return xml_texts(x, docx_keeps_space(x, d->keeps_space) ? put_text : put_trimmed, d);
}

static int deleted_text(struct xml *x, void *user) {
    return docx_drops_inserted(user) ? text(x, user) : 0;
}

static int tab(struct xml *x, void *user) {
    (void)x;
    docx_put(user, S("\t"));
    return 0;
}

static int line_break(struct xml *x, void *user) {
    struct docx *d = user;
    d->page += str_eq(xml_attr(x, "w:type"), S("page"));
    docx_put(user, S("\n"));
    return 0;
}

static int hyphen(struct xml *x, void *user) {
    (void)x;
    docx_put(user, S("-"));
    return 0;
}

uint32_t docx_symbol(const struct xml *x) {
    struct str s = xml_attr(x, "w:char");
    uint32_t code = 0;
    for (size_t i = 0; i < s.n && i < 6; i++) {
        uint32_t c = (unsigned char)s.p[i];
        code = code << 4 | ((c > '9' ? c + 9 : c) & 0xF);
    }
    return code < 0x20 ? 0 : symbol_char(symbol_font(xml_attr(x, "w:font")), code);
}

static int symbol(struct xml *x, void *user) {
    struct docx *d = user;
    struct buf b = {.a = d->a};
    uint32_t cp = docx_symbol(x);
    if (cp)
        utf8_put(&b, cp);
    docx_put(d, buf_str(&b));
    return 0;
}

static int run(struct xml *x, void *user) {
    struct draft *p = draft(user);
    struct look outer = p->plain;
    p->plain = p->look;
    int status = xml_children(x, x->known, user);
    docx_end_mark(user);
    p->look = p->plain;
    p->plain = outer;
    return status;
}

static int superscript(struct xml *x, void *user) {
    draft(user)->look.raised = true;
    int status = xml_children(x, x->known, user);
    draft(user)->look.raised = false;
    return status;
}

static int ruby_text(struct xml *x, void *user) {
    draft(user)->ruby = true;
    int status = xml_children(x, x->known, user);
    draft(user)->ruby = false;
    return status;
}

/* A text box stands in the paragraph it is anchored to and counts its lists on its own. */
static struct container box_in(struct docx *d, struct story *story) {
    struct container box = *d->in;
    box.prefix = str_fmt(d->a, "%.*s/", STR_ARG(place_path(d->in->draft.at)));
    box.first = (struct str){0};
    box.paras_met = box.tables_met = box.gap = 0;
    box.draft = (struct draft){0};
    box.story = story;
    return box;
}

static int text_box(struct xml *x, void *user) {
    struct docx *d = user;
    struct story story = {0};
    struct container box = box_in(d, &story);
    return docx_fill(x, d, &box);
}

static const struct xml_known inline_elements[] = {{"w:pPr", docx_paragraph_props},
                                                   {"w:rPr", docx_look},
                                                   {"w:r", run},
                                                   {"w:t", text},
                                                   {"m:r", run},
                                                   {"m:t", text},
                                                   {"m:sup", superscript},
                                                   {"m:num", docx_numerator},
                                                   {"m:den", docx_denominator},
                                                   {"m:deg", docx_degree},
                                                   {"m:naryPr", docx_operator},
                                                   {"m:d", docx_brackets},
                                                   {"m:dPr", docx_bracket_signs},
                                                   {"m:eqArr", docx_row},
                                                   {"m:mr", docx_row},
                                                   {"m:e", docx_element},
                                                   {"m:ctrlPr", xml_skip},
                                                   {"w:delText", deleted_text},
                                                   {"w:tab", tab},
                                                   {"w:ptab", tab},
                                                   {"w:br", line_break},
                                                   {"w:cr", line_break},
                                                   {"w:noBreakHyphen", hyphen},
                                                   {"w:sym", symbol},
                                                   {"w:rt", ruby_text},
                                                   {"w:fldChar", docx_field_mark},
                                                   {"w:instrText", docx_field_code},
                                                   {"w:delInstrText", docx_deleted_code},
                                                   {"w:checkBox", docx_check_box},
                                                   {"w:footnoteReference", docx_footnote_mark},
                                                   {"w:endnoteReference", docx_endnote_mark},
                                                   {"w:lastRenderedPageBreak", docx_page_rendered},
                                                   {"w:txbxContent", text_box},
                                                   {"v:textpath", docx_word_art},
                                                   {"w:object", docx_object},
                                                   {"c:chart", docx_chart},
                                                   {"dgm:relIds", docx_diagram},
                                                   {"a:blip", docx_picture},
                                                   {"v:imagedata", docx_picture},
                                                   DOCX_COMMON,
                                                   {NULL, NULL}};

/* ---- the paragraph as a whole ---- */

/* The paragraph's list and level: its own, else its style's (17.9.18). */
static void find_list(const struct docx *d, const struct props *p, const struct style *s,
                      int32_t *id, int32_t *lvl) {
    *id = p->num_id >= 0 ? p->num_id : s->num_id;
    *lvl = p->level;
    if (*lvl < 0 && p->num_id < 0)
        *lvl = numbering_level_of_style(&d->numbering, *id, s->id);
    if (*lvl < 0)
        *lvl = s->level > 0 ? s->level : 0;
}

static struct str count_label(struct docx *d, const struct props *p, const struct style *s) {
    int32_t id, lvl;
    struct str label, odd;
    find_list(d, p, s, &id, &lvl);
    if (id <= 0) /* 0 takes a style's number away */
        return (struct str){0};
    int status = numbering_count(&d->numbering, d->in->story, id, lvl, &label, &odd);
    if (status != 0)
        diag_add(&d->doc->diags, DIAG_ODD_NUMBERING, d->in->draft.at,
                 status < 0 ? label : str_fmt(d->a, "format %.*s is unknown", STR_ARG(odd)));
    return status < 0 ? (struct str){0} : label;
}

/* The next paragraph of the container, unless one is open that runs on into it. */
static void start(struct docx *d, struct container *in) {
    struct draft *p = &in->draft;
    in->paras_met++;
    if (!p->joining) {
        p->text.a = p->crossed.a = d->a;
        p->text.n = p->crossed.n = 0;
        struct str path = in->paras_met == 1 && in->first.n
                              ? in->first
                              : str_fmt(d->a, "%.*sp%u", STR_ARG(in->prefix), in->paras_met);
        p->at = place_in(path);
    }
    p->props = props_unset;
    p->fields.n = 0;
    p->look = styles_look(&d->styles, S(""));
    p->ruby = false;
}

/* Hands a finished paragraph to the container. */
static void keep(struct docx *d, struct str s, struct str label, uint8_t heading) {
    struct container *in = d->in;
    if (in->kind == IN_PAGE) {
        doc_furniture(d->doc, in->page, s, in->draft.at);
    } else if (in->kind == IN_NOTE) {
        if (in->note->n)
            buf_byte(in->note, '\n');
        buf_add(in->note, s);
    } else {
        struct para p = doc_para(d->doc, s, in->draft.at);
        p.label = label;
        p.level = heading;
        p.gap = in->gap;
        if (in->kind == IN_CELL)
            *vec_push(d->a, in->paras) = p;
        else
            doc_block(d->doc, BLOCK_PARAGRAPH)->para = p;
    }
    in->gap = 0;
}

/* A paragraph that is hidden to its mark shows no number, but is counted: Word puts such ones in
 * where a list is told to skip numbers. */
static bool is_hidden(const struct props *p, const struct style *s) {
    return p->mark_hidden < 0 ? s->hidden == 1 : p->mark_hidden == 1;
}

/* An empty paragraph is kept only for its number; what lies under a merged cell shows none. */
static void finish(struct docx *d) {
    struct draft *p = &d->in->draft;
    struct str s = utf8_trim(buf_str(&p->text));
    struct style st = styles_resolve(&d->styles, p->props.style);
    struct str label = {0};
    if (!utf8_blank(buf_str(&p->crossed)))
        diag_add(&d->doc->diags, DIAG_STRUCK, p->at, str_dup(d->a, buf_str(&p->crossed)));
    if (s.n || !d->in->covered)
        label = count_label(d, &p->props, &st);
    if (s.n == 0 && is_hidden(&p->props, &st))
        label = (struct str){0};
    if (s.n || label.n)
        keep(d, str_dup(d->a, s), label, styles_heading(&st, p->props.outline));
    else
        d->in->gap++;
}

/* Its words are a paragraph, as in a text box. */
int docx_word_art(struct xml *x, void *user) {
    struct docx *d = user;
    struct story story = {0};
    struct container box = box_in(d, &story), *outer = d->in;
    start(d, &box);
    buf_add(&box.draft.text, xml_attr(x, "string"));
    d->in = &box;
    finish(d);
    d->in = outer;
    return 0;
}

void docx_flush(struct docx *d) {
    struct draft *p = &d->in->draft;
    if (p->joining && !(utf8_blank(buf_str(&p->text)) && utf8_blank(buf_str(&p->crossed))))
        finish(d);
    p->joining = false;
}

/* The content of the paragraph, or the piece of one that stands in none. */
static int read_inline(struct xml *x, struct docx *d) {
    x->known = inline_elements;
    for (const struct xml_known *k = inline_elements; !xml_is(x, "w:p") && k->name; k++)
        if (xml_is(x, k->name))
            return k->read(x, d);
    return xml_children(x, inline_elements, d);
}

int docx_paragraph(struct xml *x, void *user) {
    struct docx *d = user;
    struct draft *p = &d->in->draft;
    if ((d->cell && d->cell->dropped) || (d->row && d->row->dropped))
        return 0;
    start(d, d->in);
    if (xml_is(x, "w:p"))
        field_none(&d->field);
    if (read_inline(x, d) < 0)
        return -1;
    p->joining = p->props.mark_removed;
    if (!p->joining)
        finish(d);
    if (d->section_ends)
        docx_count_notes(d);
    return 0;
}

int docx_fill(struct xml *x, struct docx *d, struct container *in) {
    struct container *outer = d->in;
    d->in = in;
    int status = xml_children(x, in->content, d);
    if (status == 0)
        docx_flush(d);
    d->in = outer;
    return status;
}
