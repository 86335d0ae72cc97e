/* Footnotes of text that spaces align: they stand below a page's table, and nothing but their
 * number marks them and the place they belong to.
 */
#include "base/utf8.h"
#include "ingest/aligned.h"

enum { NUMBER_DIGITS = 2, ANCHOR_CHARS = 10 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The number that a footnote begins with; empty where the line is none. */
static struct str note_number(const struct aligned_line *l) {
    struct str s = utf8_trim(l->text);
    size_t n = 0, i;
    while (n < s.n && is_digit(s.p[n]))
        n++;
    i = n;
    bool text = n < s.n && utf8_is_han(utf8_next(s, &i));
    bool note = n > 0 && n <= NUMBER_DIGITS && l->gap > 0 && l->runs.n == 1 && text;
    return str_cut(s, 0, note ? n : 0);
}

/* A number behind a character of two columns, without the space that is set there in running text;
 * no digit and no letter follows. */
static const char *mark_in(struct str s, struct str number) {
    for (size_t at = 0; (at = str_find(s, number, at)) != SIZE_MAX; at += number.n) {
        size_t i = at + number.n, b = 0;
        struct str before = utf8_tail(str_cut(s, 0, at), 1);
        bool wide = before.n && utf8_is_han(utf8_next(before, &b));
        if (wide && (i == s.n || utf8_width(utf8_next(s, &i)) == 2 || s.p[at + number.n] == ' '))
            return s.p + at;
    }
    return NULL;
}

static void add_note(struct aligned_notes *notes, struct doc *doc, struct aligned_line *l,
                     struct str number) {
    struct str s = utf8_trim(l->text);
    struct place at = {.line = l->number};
    l->furniture = "footnote";
    *vec_push(doc->a, &notes->marks.notes) = (struct note){
        .n = number, .para = {.text = utf8_trim(str_cut(s, number.n, s.n)), .at = at}};
    doc_furniture(doc, "footnote mark", number, at);
}

void aligned_find_notes(struct aligned_notes *notes, struct doc *doc, struct aligned_page p) {
    struct aligned_line *lines = p.lines;
    for (size_t i = 1; i < p.n; i++) {
        struct str number = lines[i].furniture ? (struct str){0} : note_number(&lines[i]);
        const char *mark = NULL;
        for (size_t k = 0; number.n && k < i && !mark; k++)
            mark = lines[k].furniture ? NULL : mark_in(lines[k].text, number);
        if (!mark)
            continue;
        *vec_push(doc->a, &notes->places) = (struct str){mark, number.n};
        add_note(notes, doc, &lines[i], number);
    }
}

struct str aligned_take_marks(struct aligned_notes *notes, struct doc *doc, struct str text,
                              struct place at) {
    for (size_t i = 0; i < notes->places.n; i++) {
        struct str mark = notes->places.at[i];
        if (mark.p < text.p || mark.p >= text.p + text.n)
            continue;
        size_t from = (size_t)(mark.p - text.p);
        struct str before = str_cut(text, 0, from);
        *vec_push(doc->a, &notes->marks.refs) =
            (struct note){.n = mark, .anchor = utf8_tail(before, ANCHOR_CHARS), .para.at = at};
        doc_furniture(doc, "footnote mark", mark, at);
        struct str rest = str_cut(text, from + mark.n, text.n);
        return str_fmt(doc->a, "%.*s%.*s", STR_ARG(before), STR_ARG(rest));
    }
    return text;
}
