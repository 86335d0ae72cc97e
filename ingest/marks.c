#include "ingest/marks.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Longer ones are no notes or marks, but brackets that nothing closes. */
enum { NOTE_LINES = 20, NOTE_BYTES = 20000, MARK_BYTES = 1000, TAG_BYTES = 200, ANCHOR_CHARS = 10 };

bool lines_next(struct lines *l, struct str *line) {
    if (l->at >= l->text.n)
        return false;
    size_t end = str_find(l->text, S("\n"), l->at);
    *line = str_cut(l->text, l->at, end == SIZE_MAX ? l->text.n : end);
    l->at = end == SIZE_MAX ? l->text.n : end + 1;
    l->number++;
    return true;
}

/* Is "[12:" at byte at? *body becomes the offset behind the colon. */
static bool note_starts(struct str s, size_t at, struct str *n, size_t *body) {
    size_t i = at + 1;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
        i++;
    if (s.p[at] != '[' || i == at + 1 || i >= s.n || s.p[i] != ':')
        return false;
    *n = str_cut(s, at + 1, i);
    *body = i + 1;
    return true;
}

/* Offset of the ] that closes the bracket whose inside begins at from, or SIZE_MAX. */
static size_t closing(struct str s, size_t from) {
    int depth = 1;
    for (size_t i = from; i < s.n && i < from + NOTE_BYTES; i++) {
        depth += s.p[i] == '[';
        depth -= s.p[i] == ']';
        if (depth == 0)
            return i;
    }
    return SIZE_MAX;
}

static bool note_open(struct str s) {
    struct str n;
    for (size_t i = str_find(s, S("["), 0); i != SIZE_MAX; i = str_find(s, S("["), i + 1)) {
        size_t body;
        if (note_starts(s, i, &n, &body) && closing(s, body) == SIZE_MAX)
            return true;
    }
    return false;
}

struct str marks_whole_line(struct arena *a, struct lines *l, struct str line) {
    struct lines ahead = *l;
    struct buf b = {.a = a};
    struct str more;
    if (!note_open(line))
        return line;
    buf_add(&b, line);
    for (int i = 0; i < NOTE_LINES && lines_next(&ahead, &more); i++) {
        buf_byte(&b, '\n');
        buf_add(&b, more);
        if (!note_open(buf_str(&b))) {
            *l = ahead;
            return buf_str(&b);
        }
    }
    return line; /* it never closes: printed text, not a note */
}

struct taker {
    struct doc *doc;
    struct place at;
    struct buf out;
    struct marks *marks;
};

/* [bookmark: …] and [footnoteRef:N]: length of the mark at byte i, 0 where there is none. */
static size_t take_mark(struct taker *t, struct str s, size_t i) {
    static const struct str bookmark = S("[bookmark:"), ref = S("[footnoteRef:");
    struct str rest = str_cut(s, i, i + MARK_BYTES);
    if (!str_starts(rest, bookmark) && !str_starts(rest, ref))
        return 0;
    size_t end = str_find(rest, S("]"), 0);
    if (end == SIZE_MAX)
        return 0;
    struct str mark = str_cut(rest, 0, end + 1);
    if (str_starts(rest, bookmark)) {
        doc_furniture(t->doc, "bookmark", mark, t->at);
        return mark.n;
    }
    struct note *a = vec_push(t->doc->a, &t->marks->refs);
    *a = (struct note){.n = utf8_trim(str_cut(mark, ref.n, end)),
                       .para = {.at = t->at},
                       .anchor = str_dup(t->doc->a, utf8_tail(buf_str(&t->out), ANCHOR_CHARS))};
    doc_furniture(t->doc, "footnote mark", mark, t->at);
    return mark.n;
}

static size_t take_note(struct taker *t, struct str s, size_t i) {
    struct str n;
    size_t body, end;
    if (!note_starts(s, i, &n, &body) || (end = closing(s, body)) == SIZE_MAX)
        return 0;
    doc_furniture(t->doc, "footnote mark", str_cut(s, i, body), t->at);
    doc_furniture(t->doc, "footnote mark", str_cut(s, end, end + 1), t->at);
    struct note *note = vec_push(t->doc->a, &t->marks->notes);
    *note = (struct note){.n = n, .para = {.text = utf8_trim(str_cut(s, body, end)), .at = t->at}};
    return end + 1 - i;
}

struct str marks_take(struct doc *doc, struct str line, struct place at, struct marks *marks) {
    struct taker t = {.doc = doc, .at = at, .out = {.a = doc->a}, .marks = marks};
    if (!memchr(line.n ? line.p : "", '[', line.n))
        return line;
    for (size_t i = 0; i < line.n;) {
        size_t taken = 0;
        if (line.p[i] == '[') {
            taken = take_mark(&t, line, i);
            if (!taken)
                taken = take_note(&t, line, i);
        }
        if (!taken)
            buf_byte(&t.out, line.p[i]);
        i += taken ? taken : 1;
    }
    return buf_str(&t.out);
}

/* By number; of equal ones the first comes first. */
static int by_number(const void *a, const void *b) {
    const struct note *const *x = a, *const *y = b;
    int c = str_cmp((*x)->n, (*y)->n);
    return c ? c : (*x > *y) - (*x < *y);
}

static const struct note **sorted(struct arena *a, const struct note *list, size_t n) {
    const struct note **out = arena_array(a, n + 1, sizeof(struct note *));
    for (size_t i = 0; i < n; i++)
        out[i] = &list[i];
    if (n)
        qsort(out, n, sizeof(struct note *), by_number);
    return out;
}

static const struct note *find_note(const struct note *const *list, size_t n, struct str number) {
    size_t from = 0;
    for (size_t to = n; from < to;) {
        size_t middle = from + (to - from) / 2;
        if (str_cmp(list[middle]->n, number) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < n && str_eq(list[from]->n, number) ? list[from] : NULL;
}

void marks_finish(struct doc *doc, const struct marks *marks) {
    const struct note **notes = sorted(doc->a, marks->notes.at, marks->notes.n);
    const struct note **refs = sorted(doc->a, marks->refs.at, marks->refs.n);
    for (size_t i = 0; i < marks->notes.n; i++) {
        const struct note *found = &marks->notes.at[i];
        const struct note *ref = find_note(refs, marks->refs.n, found->n);
        struct note *note = doc_block(doc, BLOCK_FOOTNOTE)->note;
        *note = (struct note){.n = found->n,
                              .para = doc_para(doc, found->para.text, found->para.at),
                              .anchor = ref ? ref->anchor : (struct str){0}};
    }
    for (size_t i = 0; i < marks->refs.n; i++)
        if (!find_note(notes, marks->notes.n, marks->refs.at[i].n))
            diag_add(&doc->diags, DIAG_ODD_NOTE, marks->refs.at[i].para.at,
                     str_fmt(doc->a, "mark %.*s", STR_ARG(marks->refs.at[i].n)));
}

size_t marks_tag(struct str s, size_t at, struct str *name) {
    size_t i = at + 1, from = i;
    if (at >= s.n || s.p[at] != '<')
        return 0;
    i += i < s.n && s.p[i] == '/';
    size_t letters = i;
    while (i < s.n && ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z'))
        i++;
    if (i == letters || i - letters > 10)
        return 0;
    *name = str_cut(s, from, i);
    size_t end = str_find(str_cut(s, 0, at + TAG_BYTES), S(">"), i);
    return end == SIZE_MAX ? 0 : end + 1 - at;
}
