/* Text of a page flows into paragraphs: white space collapses, blocks and breaks end a paragraph
 * (CSS Text 3, 4.1; HTML Standard, 15.3).
 */
#include "base/utf8.h"
#include "ingest/html.h"
#include "ingest/numfmt.h"

enum { ANCHOR_CHARS = 10 };

/* ---- paragraphs ---- */

/* A label waits for the first text of its item, at the item's end no longer. */
static void finish_with(struct flow *f, struct str label) {
    struct str printed = buf_str(&f->text), text = utf8_trim(printed);
    bool says = text.n || label.n;
    if (says) {
        struct para p = {.text = text, .label = label, .gap = f->gap, .level = f->level};
        p.at.line = f->line ? f->line : f->at->line;
        p.indent =
            text.n ? (uint32_t)utf8_len(str_cut(printed, 0, (size_t)(text.p - printed.p))) : 0;
        f->piece.para = p;
        f->piece.node = html_block(f->at);
        if (f->cell)
            *vec_push(f->h->doc->a, &f->cell->paras) = p;
        else
            *vec_push(f->h->doc->a, &f->h->pieces) = f->piece;
        f->label = (struct str){0};
    }
    f->gap = says ? 0 : f->gap + (printed.n > 0);
    f->text = (struct buf){.a = f->h->doc->a};
    f->piece = (struct piece){0};
    f->space = SPACE_NONE;
    f->line = 0;
}

static void finish(struct flow *f) {
    bool blank = utf8_blank(buf_str(&f->text));
    finish_with(f, blank ? (struct str){0} : f->label);
}

static bool is_wide(int32_t cp) {
    return cp >= 0x2E80 && utf8_width(cp) == 2;
}

static bool collapses(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void meet_space(struct flow *f, bool line_break) {
    f->space = line_break || f->space == SPACE_LINE_BREAK ? SPACE_LINE_BREAK : SPACE_INSIDE;
}

/* A stretch of white space is one space; where it holds a line break between two wide characters,
 * it is none (CSS Text 3, 4.1.3). */
static void put_space(struct flow *f, int32_t next) {
    bool none = f->space == SPACE_LINE_BREAK && is_wide(f->last) && is_wide(next);
    if (f->space != SPACE_NONE && f->text.n && !none)
        buf_byte(&f->text, ' ');
    f->space = SPACE_NONE;
}

/* The character at byte i of s; returns the offset behind it. */
static size_t put_char(struct flow *f, struct str s, size_t i, uint32_t line) {
    size_t from = i;
    int32_t cp = utf8_next(s, &i);
    put_space(f, cp);
    buf_add(&f->text, str_cut(s, from, i));
    f->last = cp;
    if (f->line == 0 && !utf8_is_space(cp))
        f->line = line;
    return i;
}

static void put_collapsed(struct flow *f, struct str s, uint32_t line) {
    for (size_t i = 0; i < s.n;) {
        if (!collapses(s.p[i])) {
            i = put_char(f, s, i, line);
            continue;
        }
        meet_space(f, s.p[i] == '\n');
        line += s.p[i++] == '\n';
    }
}

static void put_preformatted(struct flow *f, struct str s, uint32_t line) {
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] != '\n') {
            i = put_char(f, s, i, line);
            continue;
        }
        buf_byte(&f->text, ' '); /* an empty line is an empty paragraph */
        finish(f);
        line++;
        i++;
    }
}

/* A superscript behind a digit would read on as one number: a footnote's mark 0.68¹ as 0.681, 10⁴
 * as 104. */
static bool would_join(const struct flow *f, const struct node *n) {
    char before = f->text.n && f->space == SPACE_NONE ? f->text.p[f->text.n - 1] : ' ';
    bool digit = n->text.n && n->text.p[0] >= '0' && n->text.p[0] <= '9';
    return digit && before >= '0' && before <= '9' && n->parent && html_is(n->parent, "sup");
}

static void put_text(struct flow *f, const struct node *n) {
    struct str text = would_join(f, n) ? raised_digits(f->h->doc->a, n->text) : n->text;
    uint32_t line = n->line; /* of its end */
    for (size_t i = 0; i < n->text.n; i++)
        line -= n->text.p[i] == '\n';
    if (f->pre)
        put_preformatted(f, text, line);
    else
        put_collapsed(f, text, line);
    if (f->link)
        f->piece.link_ink += n->ink;
}

/* ---- elements ---- */

/* What the browser prints in front of an item of an ordered list. */
static struct str label_of(struct arena *a, const struct node *li) {
    static const struct {
        const char *type, *format;
    } types[] = {{"1", "decimal"},
                 {"a", "lowerLetter"},
                 {"A", "upperLetter"},
                 {"i", "lowerRoman"},
                 {"I", "upperRoman"}};
    struct str style = utf8_squeeze(a, html_attr(li->parent, "style"));
    struct str type =
        html_attr(li, "type").n ? html_attr(li, "type") : html_attr(li->parent, "type");
    struct buf b = {.a = a};
    const char *format = "decimal";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(type, str_of(types[i].type)))
            format = types[i].format;
    if (str_find(style, S("list-style:none"), 0) != SIZE_MAX ||
        str_find(style, S("list-style-type:none"), 0) != SIZE_MAX)
        return buf_str(&b);
    numfmt_put(&b, numfmt_of(str_of(format)), li->number);
    buf_byte(&b, '.');
    return buf_str(&b);
}

void html_furniture(struct html *h, const char *name, const struct node *n) {
    struct str text = utf8_trim(html_text(h->doc->a, n));
    if (text.n)
        doc_furniture(h->doc, name, text, (struct place){.line = n->line});
}

static void html_struck(struct html *h, const struct node *n) {
    struct str text = utf8_trim(html_text(h->doc->a, n));
    if (text.n)
        diag_add(&h->doc->diags, DIAG_STRUCK, (struct place){.line = n->line}, text);
    html_furniture(h, "struck text", n);
}

/* Elements whose text is none of the paragraphs'; true where n is one. */
static bool take_out(struct flow *f, const struct node *n) {
    struct html *h = f->h;
    if (n->kind == ELEMENT_RAW)
        return true;
    bool hidden = n->hidden || n->kind == ELEMENT_HIDDEN;
    bool mark = n->link != LINK_PLAIN;
    bool struck = n->kind == ELEMENT_STRUCK;
    if (!hidden && !mark && !struck && n->kind != ELEMENT_CONTROL)
        return false;
    if (struck && !hidden)
        return html_struck(h, n), true;
    html_furniture(h, hidden ? "hidden text" : mark ? "footnote mark" : "page furniture", n);
    if (n->link == LINK_NOTE_MARK && !hidden)
        *vec_push(h->doc->a, &h->marks->refs) =
            (struct note){.n = html_note_number(h->doc->a, n),
                          .para.at.line = n->line,
                          .anchor = str_dup(h->doc->a, utf8_tail(buf_str(&f->text), ANCHOR_CHARS))};
    return true;
}

static bool makes_block(const struct node *n) {
    return n->kind == ELEMENT_BLOCK || n->kind == ELEMENT_ASIDE || n->kind == ELEMENT_BREAK;
}

static void enter_block(struct flow *f, struct node *n) {
    if (n->kind == ELEMENT_BREAK && f->level) {
        meet_space(f, true); /* a heading in two lines is one */
        return;
    }
    if (n->kind == ELEMENT_BREAK)
        buf_byte(&f->text, ' '); /* behind nothing it is an empty line */
    finish(f);
    f->pre += html_is(n, "pre");
    f->level = n->level ? n->level : f->level;
    if (n->number && html_is(n, "li")) {
        finish_with(f, f->label); /* of an item that begins with a list */
        f->label = label_of(f->h->doc->a, n);
    }
}

/* Elements that are read later and in another way; true where n is one. */
static bool leave_due(struct flow *f, struct node *n) {
    struct html *h = f->h;
    bool table = !f->flat && html_is(n, "table") && html_is_data(n, &h->columns);
    if (!n->note.p && !table)
        return false;
    finish(f);
    if (n->note.p)
        *vec_push(h->doc->a, &h->due) = n;
    else
        *vec_push(h->doc->a, &h->pieces) = (struct piece){.due = true, .node = n};
    return true;
}

/* True where the children are to be entered. */
static bool enter(struct flow *f, struct node *n) {
    if (n->name.n == 0) {
        put_text(f, n);
        return false;
    }
    if (take_out(f, n) || leave_due(f, n))
        return false;
    if (makes_block(n))
        enter_block(f, n);
    f->at = n;
    if (html_is(n, "a") && html_attr(n, "href").p) {
        f->link = n;
        f->piece.links++;
    }
    return true;
}

static void leave(struct flow *f, struct node *n) {
    if (n->kind == ELEMENT_BLOCK || n->kind == ELEMENT_ASIDE) {
        if (html_is(n, "li"))
            finish_with(f, f->label);
        else
            finish(f);
        f->at = n->parent;
    }
    f->pre -= html_is(n, "pre");
    f->level = n->level ? 0 : f->level;
    f->link = f->link == n ? NULL : f->link;
}

struct flow html_flow_begin(struct html *h, struct cell *cell, bool flat, struct node *n) {
    return (struct flow){.h = h, .cell = cell, .flat = flat, .text.a = h->doc->a, .at = n};
}

void html_flow(struct flow *f, struct node *n) {
    for (struct node *x = n; x && !f->h->failed;) {
        bool inside = enter(f, x);
        if (inside && x->first) {
            x = x->first;
            continue;
        }
        if (inside)
            leave(f, x);
        while (x != n && !x->next) {
            x = x->parent;
            leave(f, x);
        }
        x = x == n ? NULL : x->next;
    }
}

void html_flow_children(struct flow *f, const struct node *n) {
    for (struct node *x = n->first; x; x = x->next)
        html_flow(f, x);
}

void html_flow_end(struct flow *f) {
    finish(f);
}

void html_take_note(struct html *h, struct node *n) {
    struct cell cell = {0};
    struct buf text = {.a = h->doc->a};
    struct flow f = html_flow_begin(h, &cell, true, n);
    html_flow_children(&f, n);
    html_flow_end(&f);
    for (size_t i = 0; i < cell.paras.n; i++)
        buf_fmt(&text, "%s%.*s", i ? "\n" : "", STR_ARG(cell.paras.at[i].text));
    *vec_push(h->doc->a, &h->marks->notes) =
        (struct note){.n = n->note, .para = {.text = buf_str(&text), .at.line = n->line}};
}
