#include "tests/random_docx.h"
#include "tests/make_docx.h"

enum { COLUMNS = 6, ROWS = 8, DEEPEST = 2 };
enum { RESTARTED = 5 /* the list whose start is overridden */ };

/* Which states of the document show what is being written. */
enum { SHOWN_NEVER = 0, SHOWN_AFTER = 1, SHOWN_BEFORE = 2, SHOWN_BOTH = 3 };

struct maker {
    struct arena *a;
    unsigned state;
    bool tracked;
    int shown;  /* of the content at hand */
    int depth;  /* of tables */
    bool boxed; /* in a text box */
    unsigned marks, notes;
    struct buf body, foot;
    struct buf *out; /* the one being written */
    struct buf seen[2];
};

static unsigned draw(struct maker *m, unsigned n) {
    m->state = m->state * 1664525u + 1013904223u;
    return (m->state >> 10) % n;
}

static void put(struct maker *m, const char *s) {
    buf_add(m->out, str_of(s));
}

/* ---- text ---- */

static void put_run(struct maker *m, const char *element, struct str s) {
    const char *props = draw(m, 4) ? "" : "<w:rPr><w:b/></w:rPr>";
    buf_fmt(m->out, "<w:r>%s<w:%s xml:space=\"preserve\">%.*s</w:%s></w:r>", props, element,
            STR_ARG(s), element);
}

/* A run, or two: they may be cut within a mark. */
static void put_runs(struct maker *m, const char *element, struct str s) {
    size_t at = draw(m, 3) ? s.n : 1 + draw(m, (unsigned)s.n - 1);
    put_run(m, element, str_cut(s, 0, at));
    if (at == s.n)
        return;
    put(m, draw(m, 2) ? "<w:proofErr w:type=\"spellStart\"/>" : "<w:lastRenderedPageBreak/>");
    put_run(m, element, str_cut(s, at, s.n));
}

static void see(struct maker *m, int shown, struct str mark) {
    if (shown & SHOWN_AFTER)
        buf_fmt(&m->seen[0], "%.*s\n", STR_ARG(mark));
    if (shown & SHOWN_BEFORE)
        buf_fmt(&m->seen[1], "%.*s\n", STR_ARG(mark));
}

static struct str new_mark(struct maker *m) {
    return str_fmt(m->a, "k%04uz", m->marks++);
}

#define BY "w:author=\"a\" w:date=\"2026-01-01T00:00:00Z\""

static void put_inserted(struct maker *m) {
    struct str mark = new_mark(m);
    put(m, "<w:ins w:id=\"1\" " BY ">");
    put_runs(m, "t", mark);
    put(m, "</w:ins>");
    see(m, m->shown & SHOWN_AFTER, mark);
}

static void put_deleted(struct maker *m) {
    struct str mark = new_mark(m);
    put(m, "<w:del w:id=\"2\" " BY ">");
    put_runs(m, "delText", mark);
    put(m, "</w:del>");
    see(m, m->shown & SHOWN_BEFORE, mark);
}

/* In a row that is inserted or deleted Word marks the runs, too. */
static void put_plain(struct maker *m) {
    if (m->shown == SHOWN_AFTER) {
        put_inserted(m);
    } else if (m->shown == SHOWN_BEFORE) {
        put_deleted(m);
    } else {
        struct str mark = new_mark(m);
        put_runs(m, "t", mark);
        see(m, m->shown, mark);
    }
}

/* One digit of a number is another one after the change. */
static void put_digit_changed(struct maker *m) {
    unsigned n = m->marks += 20;
    m->marks += 20;
    buf_fmt(
        m->out,
        "<w:r><w:t>k%03u</w:t></w:r><w:del w:id=\"3\" " BY "><w:r><w:delText>%u</w:delText></w:r>"
        "</w:del><w:ins w:id=\"4\" " BY "><w:r><w:t>%u</w:t></w:r></w:ins><w:r><w:t>z</w:t></w:r>",
        n / 10, n % 10, (n + 1) % 10);
    see(m, m->shown & SHOWN_BEFORE, str_fmt(m->a, "k%03u%uz", n / 10, n % 10));
    see(m, m->shown & SHOWN_AFTER, str_fmt(m->a, "k%03u%uz", n / 10, (n + 1) % 10));
}

static void put_field(struct maker *m) {
    struct str mark = new_mark(m);
    put(m, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
           "xml:space=\"preserve\"> HYPERLINK \"http://a.example/k9999z\" "
           "</w:instrText></w:r><w:r><w:fldChar "
           "w:fldCharType=\"separate\"/></w:r>");
    put_runs(m, "t", mark);
    put(m, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    see(m, m->shown, mark);
}

static void put_wrapped(struct maker *m) {
    static const char *const wraps[][2] = {{"<w:smartTag w:element=\"a\">", "</w:smartTag>"},
                                           {"<w:hyperlink w:anchor=\"b\">", "</w:hyperlink>"},
                                           {"<w:fldSimple w:instr=\" REF b \">", "</w:fldSimple>"}};
    unsigned i = draw(m, sizeof wraps / sizeof *wraps);
    put(m, wraps[i][0]);
    put_plain(m);
    put(m, wraps[i][1]);
}

static void put_note(struct maker *m) {
    struct buf *outer = m->out;
    put_plain(m);
    if (m->boxed)
        return; /* text boxes have no notes */
    buf_fmt(m->out, "<w:r><w:footnoteReference w:id=\"%u\"/></w:r>", ++m->notes);
    m->out = &m->foot;
    buf_fmt(m->out, "<w:footnote w:id=\"%u\"><w:p><w:r><w:footnoteRef/></w:r>", m->notes);
    put_plain(m);
    put(m, "</w:p></w:footnote>");
    m->out = outer;
}

static void put_paragraph(struct maker *m);

static void put_text_box(struct maker *m) {
    put(m, "<w:r><w:pict><v:shape style=\"width:200pt;height:80pt\"><v:textbox>"
           "<w:txbxContent>");
    m->boxed = true;
    put_paragraph(m);
    m->boxed = false;
    put(m, "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>");
    put_plain(m);
}

static void put_text(struct maker *m) {
    static void (*const kinds[])(struct maker * m) = {put_plain, put_plain,   put_plain,
                                                      put_field, put_wrapped, put_note};
    static void (*const changes[])(struct maker * m) = {put_inserted, put_deleted,
                                                        put_digit_changed};
    for (unsigned i = 1 + draw(m, 3); i > 0; i--) {
        if (m->tracked && m->shown == SHOWN_BOTH && draw(m, 3) == 0)
            changes[draw(m, 3)](m);
        else
            kinds[m->shown == SHOWN_BOTH ? draw(m, 6) : 0](m);
        if (draw(m, 4) == 0)
            put(m, "<w:r><w:tab/></w:r>");
    }
}

/* ---- paragraphs ---- */

static void put_paragraph(struct maker *m) {
    unsigned list;
    put(m, "<w:p>");
    switch (draw(m, 6)) {
    case 0:
        buf_fmt(m->out, "<w:pPr><w:pStyle w:val=\"Heading%u\"/></w:pPr>", 1 + draw(m, 2));
        break;
    case 1:
    case 2:
        list = 1 + draw(m, m->boxed ? RESTARTED - 1 : RESTARTED);
        buf_fmt(m->out,
                "<w:pPr><w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%u\"/></w:numPr></w:pPr>",
                list == RESTARTED ? 0 : draw(m, 3), list);
        break;
    default:
        break;
    }
    put_text(m);
    put(m, "</w:p>");
}

/* ---- tables ---- */

/* The plan of a table: each place belongs to a cell, by its first row and column. */
struct plan {
    unsigned rows, columns;
    struct {
        unsigned row, col, row_span, col_span;
    } at[ROWS][COLUMNS];
};

static bool is_free(const struct plan *p, unsigned r, unsigned c, unsigned h, unsigned w) {
    for (unsigned i = r; i < r + h; i++)
        for (unsigned k = c; k < c + w; k++)
            if (p->at[i][k].row_span)
                return false;
    return true;
}

static void claim(struct plan *p, unsigned r, unsigned c, unsigned h, unsigned w) {
    for (unsigned i = r; i < r + h; i++)
        for (unsigned k = c; k < c + w; k++) {
            p->at[i][k].row = r;
            p->at[i][k].col = c;
            p->at[i][k].row_span = h;
            p->at[i][k].col_span = w;
        }
}

static void plan_table(struct maker *m, struct plan *p) {
    p->rows = 2 + draw(m, ROWS - 1);
    p->columns = 2 + draw(m, COLUMNS - 1);
    for (unsigned i = draw(m, 5); i > 0; i--) {
        unsigned r = draw(m, p->rows), c = draw(m, p->columns);
        unsigned h = 1 + draw(m, p->rows - r), w = 1 + draw(m, p->columns - c);
        if (is_free(p, r, c, h, w))
            claim(p, r, c, h, w);
    }
    for (unsigned r = 0; r < p->rows; r++)
        for (unsigned c = 0; c < p->columns; c++)
            if (!p->at[r][c].row_span)
                claim(p, r, c, 1, 1);
}

/* Tables in cells of tables, DEEPEST of them. NOLINTBEGIN(misc-no-recursion) */
static void put_table(struct maker *m);

static void put_cell(struct maker *m, const struct plan *p, unsigned r, unsigned c) {
    unsigned w = p->at[r][c].col_span, h = p->at[r][c].row_span;
    bool first = p->at[r][c].row == r;
    buf_fmt(m->out, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>", 1400 * w);
    if (w > 1)
        buf_fmt(m->out, "<w:gridSpan w:val=\"%u\"/>", w);
    if (h > 1)
        put(m, first ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>");
    put(m, "</w:tcPr>");
    if (first && m->depth < DEEPEST && draw(m, 12) == 0)
        put_table(m);
    for (unsigned i = first ? 1 + draw(m, 2) : 0; i > 0; i--)
        put_paragraph(m);
    put(m, first ? "</w:tc>" : "<w:p/></w:tc>");
}

static bool merges_rows(const struct plan *p, unsigned r) {
    for (unsigned c = 0; c < p->columns; c++)
        if (p->at[r][c].row_span > 1)
            return true;
    return false;
}

static void put_row(struct maker *m, const struct plan *p, unsigned r) {
    int outer = m->shown;
    bool control = draw(m, 10) == 0;
    put(m, control ? "<w:sdt><w:sdtContent><w:tr>" : "<w:tr>");
    if (r == 0 && draw(m, 2))
        put(m, "<w:trPr><w:tblHeader/></w:trPr>");
    if (m->tracked && m->shown == SHOWN_BOTH && r > 0 && !merges_rows(p, r) && draw(m, 4) == 0) {
        bool inserted = draw(m, 2);
        buf_fmt(m->out, "<w:trPr><w:%s w:id=\"7\" " BY "/></w:trPr>", inserted ? "ins" : "del");
        m->shown &= inserted ? SHOWN_AFTER : SHOWN_BEFORE;
    }
    for (unsigned c = 0; c < p->columns; c += p->at[r][c].col_span)
        put_cell(m, p, r, c);
    put(m, control ? "</w:tr></w:sdtContent></w:sdt>" : "</w:tr>");
    m->shown = outer;
}

static void put_table(struct maker *m) {
    struct plan p = {0};
    plan_table(m, &p);
    m->depth++;
    put(m, "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>");
    for (unsigned c = 0; c < p.columns; c++)
        put(m, "<w:gridCol w:w=\"1400\"/>");
    put(m, "</w:tblGrid>");
    for (unsigned r = 0; r < p.rows; r++)
        put_row(m, &p, r);
    put(m, "</w:tbl>");
    m->depth--;
}

/* NOLINTEND(misc-no-recursion) */

/* ---- the document ---- */

static void put_control(struct maker *m) {
    put(m, "<w:sdt><w:sdtPr/><w:sdtContent>");
    put_paragraph(m);
    put(m, "</w:sdtContent></w:sdt>");
}

static void put_box_paragraph(struct maker *m) {
    put(m, "<w:p>");
    put_text_box(m);
    put(m, "</w:p>");
}

static const char styles[] =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/>"
    "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style><w:style w:type=\"paragraph\" "
    "w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"
    "</w:style>";

#define LEVEL(i, format, text)                                                                     \
    "<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format                      \
    "\"/><w:suff w:val=\"space\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define LIST(id, s)                                                                                \
    "<w:abstractNum w:abstractNumId=\"" id "\"><w:multiLevelType "                                 \
    "w:val=\"multilevel\"/>" s "</w:abstractNum>"
#define INSTANCE(id, of, s)                                                                        \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" of "\"/>" s "</w:num>"

static const char numbering[] =
    LIST("0", LEVEL("0", "chineseCountingThousand", "%1、")
                  LEVEL("1", "chineseCountingThousand", "（%2）") LEVEL("2", "decimal", "%3."))
        LIST("1", LEVEL("0", "decimal", "%1") LEVEL("1", "decimal", "%1.%2")
                      LEVEL("2", "decimal", "%1.%2.%3"))
            LIST("2", LEVEL("0", "upperRoman", "%1.") LEVEL("1", "lowerLetter", "%2)")
                          LEVEL("2", "upperLetter", "%3."))
                LIST("3", LEVEL("0", "ideographTraditional", "%1、")
                              LEVEL("1", "decimalEnclosedCircle", "%2")
                                  LEVEL("2", "decimalFullWidth", "%3．")) INSTANCE("1", "0", "")
                    INSTANCE("2", "1", "") INSTANCE("3", "2", "") INSTANCE("4", "3", "")
                        INSTANCE("5", "1",
                                 "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>"
                                 "</w:lvlOverride>");

struct random_docx random_docx(struct arena *a, unsigned seed) {
    static void (*const blocks[])(struct maker * m) = {
        put_paragraph, put_paragraph, put_paragraph, put_table, put_control, put_box_paragraph};
    struct maker m = {.a = a,
                      .state = seed * 2654435761u + 1,
                      .tracked = seed % 2,
                      .shown = SHOWN_BOTH,
                      .marks = 1000,
                      .body.a = a,
                      .foot.a = a,
                      .seen = {{.a = a}, {.a = a}}};
    buf_add(&m.foot, S("<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r>"
                       "</w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" "
                       "w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"));
    m.out = &m.body;
    for (unsigned i = 4 + draw(&m, 8); i > 0; i--) {
        blocks[draw(&m, sizeof blocks / sizeof *blocks)](&m);
        put(&m, "<w:p/>"); /* Word shows tables that nothing parts as one */
    }
    struct docx_parts parts = {.body = str_z(a, buf_str(&m.body)),
                               .styles = styles,
                               .numbering = numbering,
                               .footnotes = str_z(a, buf_str(&m.foot))};
    return (struct random_docx){make_docx(a, &parts), buf_str(&m.seen[0]), buf_str(&m.seen[1])};
}
