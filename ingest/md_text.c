#include "base/utf8.h"
#include "ingest/markdown.h"
#include <string.h>

enum { FIRST_WIDE = 0x2E80, ANCHOR_CHARS = 10 };

/* ---- widths and printed lines ---- */

static size_t width(int32_t cp) {
    size_t w = (size_t)utf8_width(cp);
    return cp < FIRST_WIDE && w > 1 ? 1 : w;
}

size_t md_columns(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;)
        n += width(utf8_next(s, &i));
    return n;
}

void md_join(struct buf *cell, struct str line, bool full) {
    if (str_ends(buf_str(cell), S("\\"))) {
        buf_byte(cell, '\n');
        buf_add(cell, line);
        return;
    }
    size_t i = 0, k = 0;
    struct str last = utf8_tail(buf_str(cell), 1);
    bool narrow =
        last.n && line.n && width(utf8_next(last, &i)) < 2 && width(utf8_next(line, &k)) < 2;
    if (narrow && !full)
        buf_byte(cell, ' ');
    buf_add(cell, line);
}

void md_rule(struct md *md, struct str text, uint32_t line) {
    if (!utf8_blank(text))
        doc_furniture(md->doc, "table rule", utf8_trim(text), (struct place){.line = line});
}

/* ---- footnotes ---- */

/* "[^12]" or "[12]" at byte i: its length and number. */
static size_t note_mark(struct str s, size_t i, struct str *number) {
    size_t from = i + 1 + (i + 1 < s.n && s.p[i + 1] == '^'), to = from;
    while (to < s.n && s.p[to] >= '0' && s.p[to] <= '9')
        to++;
    if (s.p[i] != '[' || to == from || to == s.n || s.p[to] != ']')
        return 0;
    *number = str_cut(s, from, to);
    return to + 1 - i;
}

bool md_note_at(struct str line, struct str *number, size_t *body) {
    size_t n = line.n ? note_mark(line, 0, number) : 0;
    bool colon = n && n < line.n && line.p[n] == ':';
    if (!n || line.p[1] == '^' ? !colon : n >= line.n || line.p[n] != ' ')
        return false;
    *body = n + colon;
    return true;
}

static bool has_note(const struct md *md, struct str number) {
    for (size_t i = 0; i < md->notes.n; i++)
        if (str_eq(md->notes.at[i], number))
            return true;
    return false;
}

/* ---- marks inside a line ---- */

struct inlines {
    struct md *md;
    struct cell *cell;
    struct para like;                /* place, level and gap of what is put next */
    struct buf text, marks, crossed; /* crossed: words that are struck through */
    size_t strong, strikes;          /* ** and ~~ yet to come */
    bool struck;
};

static void put_paragraph(struct inlines *in) {
    struct doc *doc = in->md->doc;
    struct str text = utf8_trim(buf_str(&in->text));
    in->text = (struct buf){.a = doc->a};
    if (text.n == 0)
        return;
    struct para p = doc_para(doc, text, in->like.at);
    p.level = in->like.level;
    p.gap = in->like.gap;
    p.indent = in->like.indent;
    in->like.gap = 0;
    if (in->cell)
        *vec_push(doc->a, &in->cell->paras) = p;
    else
        doc_block(doc, BLOCK_PARAGRAPH)->para = p;
}

static size_t take_note(struct inlines *in, struct str s, size_t i) {
    struct str number;
    size_t n = note_mark(s, i, &number);
    if (!n || !has_note(in->md, number))
        return 0;
    struct arena *a = in->md->doc->a;
    *vec_push(a, &in->md->marks.refs) =
        (struct note){.n = number,
                      .para.at = in->like.at,
                      .anchor = str_dup(a, utf8_trim(utf8_tail(buf_str(&in->text), ANCHOR_CHARS)))};
    doc_furniture(in->md->doc, "footnote mark", str_cut(s, i, i + n), in->like.at);
    return n;
}

/* Tags that Markdown leaves inside a line (CommonMark 0.30, 6.6). */
static size_t take_tag(struct inlines *in, struct str s, size_t i) {
    static const char *const names[] = {"b",   "strong", "i",      "em",   "u",   "s",   "sup",
                                        "sub", "span",   "small",  "font", "del", "ins", "p",
                                        "br",  "div",    "center", "html", "body"};
    struct str name;
    size_t n = marks_tag(s, i, &name);
    size_t slash = n && name.p[0] == '/';
    struct str bare = n ? str_cut(name, slash, name.n) : name;
    for (size_t k = 0; n && k < sizeof names / sizeof *names; k++) {
        if (!str_eq(bare, str_of(names[k])))
            continue;
        doc_furniture(in->md->doc, "html tag", str_cut(s, i, i + n), in->like.at);
        if (str_eq(bare, S("s")) || str_eq(bare, S("del")))
            in->struck = !slash;
        if (str_eq(bare, S("p")) || str_eq(bare, S("br")))
            put_paragraph(in);
        return n;
    }
    return 0;
}

/* A backslash before punctuation or at a line's end, which breaks it (6.7), strong emphasis in
 * pairs (CommonMark 0.30, 2.4 and 6.2), and strikethrough (GitHub Flavored Markdown, 6.5). */
static size_t take_mark(struct inlines *in, struct str s, size_t i) {
    if (str_starts(str_cut(s, i, s.n), S("\\\n"))) {
        buf_byte(&in->marks, '\\');
        put_paragraph(in);
        return S("\\\n").n;
    }
    if (s.p[i] == '\\' &&
        (i + 1 == s.n || strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ", s.p[i + 1]))) {
        buf_byte(&in->marks, '\\');
        if (i + 1 < s.n)
            buf_byte(&in->text, s.p[i + 1]);
        return i + 1 < s.n ? 2 : 1;
    }
    bool strike = s.p[i] == '~';
    struct str mark = strike ? S("~~") : S("**");
    size_t *left = strike ? &in->strikes : &in->strong;
    if (*left == 0 || !str_starts(str_cut(s, i, s.n), mark))
        return 0;
    --*left;
    in->struck ^= strike;
    buf_add(&in->marks, mark);
    return 2;
}

static size_t in_pairs(struct str s, struct str mark) {
    size_t n = 0;
    for (size_t i = str_find(s, mark, 0); i != SIZE_MAX; i = str_find(s, mark, i + mark.n))
        n++;
    return n - n % 2;
}

static size_t take(struct inlines *in, struct str s, size_t i) {
    switch (s.p[i]) {
    case '[':
        return take_note(in, s, i);
    case '<':
        return take_tag(in, s, i);
    case '\\':
    case '*':
    case '~':
        return take_mark(in, s, i);
    default:
        return 0;
    }
}

static void put_crossed(struct inlines *in) {
    struct str text = utf8_trim(buf_str(&in->crossed));
    if (text.n == 0)
        return;
    doc_furniture(in->md->doc, "struck text", text, in->like.at);
    diag_add(&in->md->doc->diags, DIAG_STRUCK, in->like.at, text);
}

void md_put(struct md *md, struct cell *cell, struct str text, struct para like) {
    struct inlines in = {.md = md,
                         .cell = cell,
                         .like = like,
                         .text.a = md->doc->a,
                         .marks.a = md->doc->a,
                         .crossed.a = md->doc->a,
                         .strong = in_pairs(text, S("**")),
                         .strikes = in_pairs(text, S("~~"))};
    for (size_t i = 0; i < text.n;) {
        size_t n = take(&in, text, i);
        if (!n)
            buf_byte(in.struck ? &in.crossed : &in.text, text.p[i]);
        i += n ? n : 1;
    }
    put_crossed(&in);
    put_paragraph(&in);
    if (in.marks.n)
        doc_furniture(md->doc, "markdown mark", buf_str(&in.marks), like.at);
}
