#include "out/layout.h"

enum { NARROWEST = 6 };

static bool word_part(int32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           cp == '.' || cp == '_' || cp == '-' || cp == '%';
}

/* Marks that no line begins with (GB/T 15834-2011, 5.1). */
static bool closing(int32_t cp) {
    static const int32_t marks[] = {0x3002, 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F,
                                    0xFF09, 0x300B, 0x3009, 0x3011, 0x201D, 0x2019, 0x300D,
                                    ',',    ';',    ')',    '!',    '?'};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cp == marks[i])
            return true;
    return false;
}

/* The next line of s from *at on, at most width columns, and *at behind it. A single character
 * wider than that stands alone. */
static struct str next_line(struct str s, size_t *at, size_t width) {
    size_t from = *at, fits = from, used = 0;
    int32_t before = 0;
    for (size_t i = from; i < s.n;) {
        size_t start = i;
        int32_t cp = utf8_next(s, &i);
        if (cp == '\n') {
            *at = i;
            return str_cut(s, from, start);
        }
        if (start > from && !closing(cp) && !(word_part(before) && word_part(cp)))
            fits = start;
        used += (size_t)utf8_width(cp);
        if (used > width && start > from) {
            *at = fits > from ? fits : start;
            return str_cut(s, from, *at);
        }
        before = cp;
    }
    *at = s.n;
    return str_cut(s, from, s.n);
}

static size_t longest_line(struct str s) {
    size_t most = 0;
    for (size_t at = 0; at < s.n;) {
        size_t n = utf8_columns(next_line(s, &at, SIZE_MAX));
        most = n > most ? n : most;
    }
    return most;
}

/* Characters that would move the cursor are left out. */
static void put_printable(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n;) {
        size_t start = i;
        int32_t cp = utf8_next(s, &i);
        if (cp >= 0x20 && (cp < 0x7F || cp >= 0xA0))
            buf_add(b, str_cut(s, start, i));
    }
}

static void put_spaces(struct buf *b, size_t n) {
    while (n--)
        buf_byte(b, ' ');
}

void layout_cell(struct layout *l, struct str text) {
    *vec_push(l->a, &l->cells) = text;
}

static void put_row(struct buf *b, const struct layout *l, const struct str *cells) {
    size_t *at = arena_array(l->a, l->columns, sizeof *at);
    for (bool more = true; more;) {
        size_t owed = l->indent;
        more = false;
        for (size_t i = 0; i < l->columns; i++) {
            struct str line = utf8_trim(next_line(cells[i], &at[i], l->widths[i]));
            if (line.n) {
                put_spaces(b, owed);
                put_printable(b, line);
                owed = 0;
            }
            size_t n = utf8_columns(line);
            owed += LAYOUT_GAP + (l->widths[i] > n ? l->widths[i] - n : 0);
            more = more || at[i] < cells[i].n;
        }
        buf_byte(b, '\n');
    }
}

/* Takes columns from the widest until all fit; false where they cannot. */
static bool narrow(size_t *widths, size_t n, size_t room) {
    size_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += widths[i];
    while (sum > room) {
        size_t widest = 0;
        for (size_t i = 1; i < n; i++)
            if (widths[i] > widths[widest])
                widest = i;
        if (widths[widest] <= NARROWEST)
            return false;
        widths[widest]--;
        sum--;
    }
    return true;
}

bool layout_fit(struct layout *l, size_t width) {
    size_t gaps = l->indent + (l->columns - 1) * LAYOUT_GAP;
    l->widths = arena_array(l->a, l->columns, sizeof *l->widths);
    for (size_t i = 0; i < l->cells.n; i++) {
        size_t n = longest_line(l->cells.at[i]), *w = &l->widths[i % l->columns];
        *w = n > *w ? n : *w;
    }
    return gaps < width && narrow(l->widths, l->columns, width - gaps);
}

void layout_rows(struct buf *b, const struct layout *l, size_t from, size_t n) {
    for (size_t i = from; i < from + n; i++)
        put_row(b, l, &l->cells.at[i * l->columns]);
}

void layout_text(struct buf *b, size_t indent, struct str label, struct str text, size_t width) {
    size_t hang = indent + (label.n ? utf8_columns(label) + 1 : 0), at = 0;
    size_t room = width > hang + NARROWEST ? width - hang : NARROWEST;
    put_spaces(b, indent);
    put_printable(b, label);
    if (label.n && text.n)
        buf_byte(b, ' ');
    do {
        if (at)
            put_spaces(b, hang);
        put_printable(b, utf8_trim(next_line(text, &at, room)));
        buf_byte(b, '\n');
    } while (at < text.n);
}
