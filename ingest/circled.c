#include "ingest/circled.h"
#include "base/utf8.h"

enum {
    FIRST = 0x2460, /* ① */
    NUMBERS = 20,
    MARK_BYTES = 3, /* of one in UTF-8 */
    ANCHOR_CHARS = 10,
    SAME_CHARS = 2, /* behind both: not a mark and its note, but two numbers of one item */
    NOTE_LINES = 5,
    FULL_CHARS = 12,   /* no line of a note is narrower */
    PARAS_ABOVE = 1000 /* that are searched for a mark: some pages */
};

struct marks {
    struct doc *doc;
    struct arena *a;          /* of the list: */
    VEC(struct para *) paras; /* of text and cells, in order */
    size_t from[NUMBERS];     /* paragraph behind the last note of the number */
};

/* 1 for ① … 20 for ⑳ at byte i; 0 where there is none. */
static int number_at(struct str s, size_t i) {
    size_t next = i;
    int32_t cp = i < s.n ? utf8_next(s, &next) : 0;
    return cp >= FIRST && cp < FIRST + NUMBERS ? cp - FIRST + 1 : 0;
}

/* A mark follows a word, a bracket or a quotation; an item's number, what parts it from others. */
static bool is_behind_word(struct str s, size_t i) {
    static const struct str closing[] = {S("）"), S(")"), S("”"), S("》"), S("%"), S("℃")};
    struct str before = utf8_tail(str_cut(s, 0, i), 1);
    size_t next = 0;
    int32_t cp = before.n ? utf8_next(before, &next) : 0;
    bool letter = (cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z');
    for (size_t k = 0; k < sizeof closing / sizeof *closing; k++)
        letter = letter || str_eq(before, closing[k]);
    return letter || utf8_is_han(cp);
}

static struct str head(struct str s, size_t chars) {
    size_t i = 0;
    while (i < s.n && chars-- > 0)
        utf8_next(s, &i);
    return str_cut(s, 0, i);
}

/* The byte of the mark of this number in text; SIZE_MAX where there is none. */
static size_t mark_in(struct str text, int n, struct str note) {
    for (size_t i = 0; i < text.n; i++) {
        if (number_at(text, i) != n || !is_behind_word(text, i))
            continue;
        struct str behind = str_cut(text, i + MARK_BYTES, text.n);
        bool item = behind.n && str_eq(head(behind, SAME_CHARS), head(note, SAME_CHARS));
        return item ? SIZE_MAX : i;
    }
    return SIZE_MAX;
}

static void add_cells(struct marks *m, struct table *t) {
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++)
            for (size_t k = 0; k < t->rows.at[r].cells.at[c].paras.n; k++)
                *vec_push(m->a, &m->paras) = &t->rows.at[r].cells.at[c].paras.at[k];
}

static struct str without(struct arena *a, struct str s, size_t at) {
    return str_fmt(a, "%.*s%.*s", STR_ARG(str_cut(s, 0, at)),
                   STR_ARG(str_cut(s, at + MARK_BYTES, s.n)));
}

static void take_mark(struct doc *doc, struct para *p, size_t at, struct str *anchor) {
    struct str mark = str_cut(p->text, at, at + MARK_BYTES);
    if (anchor)
        *anchor = utf8_tail(str_cut(p->text, 0, at), ANCHOR_CHARS);
    doc_furniture(doc, "footnote mark", mark, p->at);
    p->text = utf8_trim(without(doc->a, p->text, at));
}

/* The nearest paragraph above that marks the note. */
static struct para *marked(const struct marks *m, int n, struct str note, size_t *at) {
    size_t from = m->from[n - 1];
    if (m->paras.n > PARAS_ABOVE && from < m->paras.n - PARAS_ABOVE)
        from = m->paras.n - PARAS_ABOVE;
    for (size_t i = m->paras.n; i > from; i--) {
        *at = mark_in(m->paras.at[i - 1]->text, n, note);
        if (*at != SIZE_MAX)
            return m->paras.at[i - 1];
    }
    return NULL;
}

static bool ends(struct str s) {
    return str_ends(s, S("。")) || str_ends(s, S("；")) || str_ends(s, S("）"));
}

/* The lines that a note of bare lines goes on with, where its own may be full; returns the block
 * behind them. */
static size_t take_lines(struct doc *doc, struct note *note, size_t next) {
    for (size_t last = next + NOTE_LINES; next < last && next < doc->blocks.n; next++) {
        const struct block *b = &doc->blocks.at[next];
        bool more = b->kind == BLOCK_PARAGRAPH && b->para.gap == 0 && !number_at(b->para.text, 0);
        if (!more || ends(note->para.text) || utf8_len(note->para.text) < FULL_CHARS)
            break;
        note->para.text =
            str_fmt(doc->a, "%.*s%.*s", STR_ARG(note->para.text), STR_ARG(b->para.text));
    }
    return next;
}

/* Makes block i a footnote where it is one. */
static bool take_note(struct marks *m, struct block *b) {
    struct str text = b->para.text;
    int n = number_at(text, 0);
    size_t at;
    struct str note = utf8_trim(str_cut(text, MARK_BYTES, text.n));
    struct para *p = n && note.n ? marked(m, n, note, &at) : NULL;
    if (!p)
        return false;
    b->kind = BLOCK_FOOTNOTE;
    b->note = arena_alloc(m->doc->a, sizeof *b->note);
    b->note->n = str_cut(text, 0, MARK_BYTES);
    take_mark(m->doc, p, at, &b->note->anchor);
    take_mark(m->doc, &b->para, 0, NULL);
    b->note->para = b->para;
    b->note->para.gap = 0;
    m->from[n - 1] = m->paras.n;
    return true;
}

/* The ids of paragraphs are the numbers from 0, each once; lines that a note took are none now. */
static void number_anew(struct marks *m) {
    struct doc *doc = m->doc;
    doc->paras = 0;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        struct block *b = &doc->blocks.at[i];
        if (b->kind != BLOCK_TABLE) {
            (b->kind == BLOCK_FOOTNOTE ? &b->note->para : &b->para)->id = doc->paras++;
            continue;
        }
        m->paras.n = 0;
        add_cells(m, b->table);
        for (size_t k = 0; k < m->paras.n; k++)
            m->paras.at[k]->id = doc->paras++;
    }
}

void circled_notes(struct doc *doc) {
    struct marks m = {.doc = doc, .a = arena_beside(doc->a)};
    size_t kept = 0;
    for (size_t i = 0; i < doc->blocks.n;) {
        struct block *b = &doc->blocks.at[i++];
        bool lines = b->kind == BLOCK_PARAGRAPH && take_note(&m, b);
        if (lines)
            i = take_lines(doc, b->note, i);
        else if (b->kind == BLOCK_TABLE)
            add_cells(&m, b->table);
        doc->blocks.at[kept] = *b;
        if (b->kind == BLOCK_PARAGRAPH)
            *vec_push(m.a, &m.paras) = &doc->blocks.at[kept].para;
        kept++;
    }
    if (kept < doc->blocks.n) {
        doc->blocks.n = kept;
        number_anew(&m);
    }
    arena_drop(m.a);
}
