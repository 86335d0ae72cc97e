/* A plan as a Word document, each finding a comment at its place (ECMA-376 part 1, 17.13.4).
 *
 * A finding stands where the item is that it speaks of: in the row of its measure, in the cell that
 * has its words, and over those words alone where they are there. What has no place in the plan
 * (an item of the plan above that is missing here) is a comment on the title.
 */
#include "base/utf8.h"
#include "out/body.h"
#include "out/check.h"
#include "out/word.h"

struct commenting {
    struct arena *a;
    struct buf *b; /* of w:body */
    struct buf comments;
    const struct checked *file;
    enum lang lang;
    struct str by; /* the attributes that say who and when */
    bool *told;    /* by finding */
    unsigned n;    /* comments so far */
};

/* ---- comments ---- */

static void put_comment_text(struct commenting *c, const char *style, struct str text) {
    if (text.n == 0)
        return;
    buf_fmt(&c->comments, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
    word_run(&c->comments, text, NULL, false);
    buf_add(&c->comments, S("</w:p>"));
}

static void put_comment(struct commenting *c, const struct finding *f) {
    const struct check_info *info = check_info(f->code);
    struct str level = label_of(c->lang, diag_level_name(info->level));
    struct str action = finding_text(c->a, f, check_words(f->code, c->lang)->action);
    buf_fmt(&c->comments, "<w:comment w:id=\"%u\"%.*s w:initials=\"TM\">", c->n, STR_ARG(c->by));
    put_comment_text(c, "Note", str_fmt(c->a, "%.*s (%.*s)", STR_ARG(level), STR_ARG(info->name)));
    put_comment_text(c, "Note", check_message(c->a, f, c->lang));
    put_comment_text(c, "Note", action);
    buf_add(&c->comments, S("</w:comment>"));
}

static void put_run(struct buf *b, struct str text) {
    if (text.n)
        word_run(b, text, NULL, false);
}

/* The line of a paragraph with a comment on its words, or on all of it. */
struct marked {
    const struct finding *f;
    size_t from, to; /* bytes of the line */
    unsigned id;
};
typedef VEC(struct marked) marked_list;

/* The plan's text has full-width marks where the page has narrow ones. */
static int32_t widened(int32_t cp) {
    return cp == ',' || cp == ';' || cp == ':' || cp == '(' || cp == ')' ? cp + 0xFEE0 : cp;
}

/* Where the words stand in the line, white space apart; false where they do not. */
static bool words_in(struct arena *a, struct str line, struct str words, size_t *from, size_t *to) {
    struct str first = utf8_squeeze(a, str_cut(words, 0, str_find(words, S("\n"), 0)));
    for (size_t i = 0; first.n && i < line.n;) {
        size_t at = i, k = 0;
        int32_t cp = utf8_next(line, &i);
        if (utf8_is_space(cp))
            continue;
        for (size_t x = at; x < line.n && k < first.n;) {
            size_t here = k;
            int32_t p = utf8_next(line, &x);
            if (utf8_is_space(p))
                continue;
            if (widened(p) != widened(utf8_next(first, &here))) {
                k = SIZE_MAX;
                break;
            }
            k = here;
            *to = x;
        }
        if (k == first.n) {
            *from = at;
            return true;
        }
    }
    return false;
}

static void put_reference(struct buf *b, unsigned id) {
    buf_fmt(b, "<w:r><w:commentReference w:id=\"%u\"/></w:r>", id);
}

/* Comments may overlap: the line is cut wherever one begins or ends. */
static void put_line(struct commenting *c, const char *style, struct str line,
                     const marked_list *marks) {
    buf_fmt(c->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
    for (size_t at = 0, next; at <= line.n; at = next) {
        next = line.n + 1;
        for (size_t i = 0; i < marks->n; i++) {
            const struct marked *m = &marks->at[i];
            if (m->to == at && m->from < at) {
                buf_fmt(c->b, "<w:commentRangeEnd w:id=\"%u\"/>", m->id);
                put_reference(c->b, m->id);
            }
        }
        for (size_t i = 0; i < marks->n; i++) {
            const struct marked *m = &marks->at[i];
            if (m->from == at)
                buf_fmt(c->b, "<w:commentRangeStart w:id=\"%u\"/>", m->id);
            if (m->from == at && m->to == at) {
                buf_fmt(c->b, "<w:commentRangeEnd w:id=\"%u\"/>", m->id);
                put_reference(c->b, m->id);
            }
            next = m->from > at && m->from < next ? m->from : next;
            next = m->to > at && m->to < next ? m->to : next;
        }
        put_run(c->b, str_cut(line, at, next));
    }
    buf_add(c->b, S("</w:p>"));
}

/* Takes the finding into the paragraph's comments. */
static void mark(struct commenting *c, const struct finding *f, struct str line,
                 marked_list *marks) {
    struct marked m = {.f = f, .from = 0, .to = line.n, .id = c->n};
    if (!words_in(c->a, line, f->excerpt, &m.from, &m.to)) {
        m.from = 0;
        m.to = line.n;
    }
    *vec_push(c->a, marks) = m;
    put_comment(c, f);
    c->told[f - c->file->findings.at] = true;
    c->n++;
}

/* The findings that are about these words, one line after the other; what is left of them stands on
 * the first line. */
static void put_text(struct commenting *c, const char *style, struct str text, const size_t *about,
                     size_t n) {
    bool first = true;
    for (size_t from = 0, to; from <= text.n; from = to + 1, first = false) {
        marked_list marks = {0};
        size_t at, end;
        to = str_find(text, S("\n"), from);
        to = to == SIZE_MAX ? text.n : to;
        struct str line = str_cut(text, from, to);
        for (size_t i = 0; i < n; i++) {
            const struct finding *f = &c->file->findings.at[about[i]];
            bool here = words_in(c->a, line, f->excerpt, &at, &end);
            bool nowhere = first && !words_in(c->a, text, f->excerpt, &at, &end);
            if (!c->told[about[i]] && (here || nowhere))
                mark(c, f, line, &marks);
        }
        put_line(c, style, line, &marks);
    }
}

/* ---- which findings are about what ---- */

typedef VEC(size_t) index_list;

static bool about_line(const struct finding *f, const struct body_line *line) {
    if (line->measure)
        return f->table_no == line->measure->table_no && f->task_no == line->measure->task_no &&
               (f->measure_no ? f->measure_no : 1) == line->measure->measure_no && f->task_no;
    return line->cells_of && f->row_no && f->table_no == line->cells_of->table_no &&
           f->row_no == line->cells_of->row_no;
}

static bool about_block(struct arena *a, const struct finding *f, const struct body_block *b) {
    size_t from, to;
    if (b->clause)
        return (f->at.line && f->at.line == b->clause->at.line) ||
               (place_path(f->at).n && str_eq(place_path(f->at), place_path(b->clause->at)));
    return !f->measure_no && !f->row_no && words_in(a, b->text, f->excerpt, &from, &to);
}

/* ---- the document ---- */

static enum column_kind column_wanted(enum check_code code) {
    if (code >= CHECK_NUMBER_GAP && code <= CHECK_NUMBER_LATE)
        return COLUMN_SERIAL;
    if (code == CHECK_NO_DEADLINE || (code >= CHECK_ODD_DEADLINE && code <= CHECK_DEADLINE_LATE))
        return COLUMN_DEADLINE;
    return code == CHECK_NO_LEAD || code == CHECK_NO_UNIT ? COLUMN_ROLE : COLUMN_MEASURE;
}

/* The cell that has the finding's words, from the right for units, else the one of its column. */
static size_t cell_for(struct commenting *c, const struct body_table *t,
                       const struct body_line *line, const struct finding *f) {
    bool unit = f->code >= CHECK_LEAD_AND_SUPPORT && f->code <= CHECK_UNIT_VARIANTS;
    size_t n = t->columns.n, from, to;
    for (size_t i = 0; f->excerpt.n && i < n; i++) {
        size_t at = unit ? n - 1 - i : i;
        if (!line->cells[at].continues &&
            words_in(c->a, line->cells[at].text, f->excerpt, &from, &to))
            return at;
    }
    enum column_kind kind = line->measure ? column_wanted(f->code) : COLUMN_CELL;
    for (size_t i = 0; i < n; i++)
        if (t->columns.at[i].kind == kind && !line->cells[i].continues &&
            (f->code != CHECK_NO_UNIT || str_eq(t->columns.at[i].name, f->part[0])))
            return i;
    return n - 1;
}

static const char *cell_style(const struct body_table *t, const struct body_line *line, size_t i) {
    enum column_kind kind = t->columns.at[i].kind;
    return line->kind == LINE_HEADER                          ? "TableHead"
           : kind == COLUMN_SERIAL || kind == COLUMN_DEADLINE ? "TableCentre"
                                                              : "TableText";
}

static void put_cell(struct commenting *c, const struct body_table *t, const struct body_line *line,
                     size_t i, unsigned width) {
    index_list about = {0};
    const struct body_cell *cell = &line->cells[i];
    for (size_t k = 0; k < c->file->findings.n; k++) {
        const struct finding *f = &c->file->findings.at[k];
        if (!c->told[k] && line->part == 0 && about_line(f, line) && cell_for(c, t, line, f) == i)
            *vec_push(c->a, &about) = k;
    }
    buf_fmt(c->b, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>", width);
    if (t->columns.at[i].kind == COLUMN_SERIAL || t->columns.at[i].kind == COLUMN_TASK)
        buf_add(c->b, cell->continues ? S("<w:vMerge/>") : S("<w:vMerge w:val=\"restart\"/>"));
    buf_add(c->b, S("<w:vAlign w:val=\"center\"/></w:tcPr>"));
    put_text(c, cell_style(t, line, i), cell->continues ? S("") : cell->text, about.at, about.n);
    buf_add(c->b, S("</w:tc>"));
}

static unsigned weight_of(enum column_kind kind) {
    return kind == COLUMN_SERIAL     ? 5
           : kind == COLUMN_MEASURE  ? 42
           : kind == COLUMN_DEADLINE ? 9
                                     : 14;
}

static void put_section(struct commenting *c, struct str text, size_t columns) {
    buf_fmt(c->b,
            "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:gridSpan w:val=\"%zu\"/></w:tcPr>",
            WORD_LANDSCAPE, columns);
    put_text(c, "TableSection", text, NULL, 0);
    buf_add(c->b, S("</w:tc>"));
}

static void put_table(struct commenting *c, const struct body_table *t) {
    unsigned all = 0, *widths = arena_array(c->a, t->columns.n + 1, sizeof *widths);
    for (size_t i = 0; i < t->columns.n; i++)
        all += weight_of(t->columns.at[i].kind);
    for (size_t i = 0; i < t->columns.n; i++)
        widths[i] = WORD_LANDSCAPE * weight_of(t->columns.at[i].kind) / all;
    word_table(c->b, widths, t->columns.n);
    for (size_t r = 0; r < t->lines.n; r++) {
        const struct body_line *line = &t->lines.at[r];
        buf_add(c->b, line->kind == LINE_HEADER ? S("<w:tr><w:trPr><w:tblHeader/></w:trPr>")
                                                : S("<w:tr>"));
        if (line->kind == LINE_SECTION)
            put_section(c, line->cells[0].text, t->columns.n);
        for (size_t i = 0; line->kind != LINE_SECTION && i < t->columns.n; i++)
            put_cell(c, t, line, i, widths[i]);
        buf_add(c->b, S("</w:tr>"));
    }
    buf_add(c->b, S("</w:tbl>"));
}

static void put_block(struct commenting *c, const struct body_block *b) {
    index_list about = {0};
    for (size_t k = 0; k < c->file->findings.n; k++)
        if (!c->told[k] && about_block(c->a, &c->file->findings.at[k], b))
            *vec_push(c->a, &about) = k;
    put_text(c, body_style(b), b->text, about.at, about.n);
    if (b->table)
        put_table(c, b->table);
}

/* What found no place stands in front, on a line of its own. */
static void put_rest(struct commenting *c) {
    index_list rest = {0};
    for (size_t k = 0; k < c->file->findings.n; k++)
        if (!c->told[k])
            *vec_push(c->a, &rest) = k;
    if (rest.n)
        put_text(c, "Note", label(c->lang, LABEL_other_findings), rest.at, rest.n);
}

static struct str attributes(struct arena *a, struct out_author by) {
    struct buf b = {.a = a};
    buf_add(&b, S(" w:author=\""));
    word_escape(&b, by.name);
    buf_add(&b, by.date.n ? S("\" w:date=\"") : S(""));
    word_escape(&b, by.date);
    buf_byte(&b, '"');
    return buf_str(&b);
}

int out_check_docx(struct buf *b, const struct plan *plan, const struct checked *file,
                   enum lang lang, struct out_author by) {
    struct buf text = {.a = b->a};
    struct body body = {0};
    struct commenting c = {.a = b->a,
                           .b = &text,
                           .comments.a = b->a,
                           .file = file,
                           .lang = lang,
                           .by = attributes(b->a, by)};
    c.told = arena_array(b->a, file->findings.n + 1, sizeof *c.told);
    body_of(b->a, plan, &body);
    for (size_t i = 0; i < body.blocks.n; i++)
        put_block(&c, &body.blocks.at[i]);
    put_rest(&c);
    const struct word_document d = {.title = plan->document.title,
                                    .author = by.name,
                                    .date = by.date,
                                    .landscape = true,
                                    .body = buf_str(&text),
                                    .comments = buf_str(&c.comments)};
    return word_package(b, &d);
}
