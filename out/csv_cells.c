#include "out/csv.h"
#include <string.h>

void csv_end(struct buf *b) {
    buf_add(b, S("\r\n"));
}

static bool quoted(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    return s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

static bool like_formula(struct str s) {
    return s.n && memchr("=+-@\t\r", s.p[0], 6);
}

static void put(struct buf *b, struct str s, bool safe) {
    bool quote = quoted(s);
    if (quote)
        buf_byte(b, '"');
    if (safe && like_formula(s))
        buf_byte(b, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, s.p[i]);
    }
    if (quote)
        buf_byte(b, '"');
}

void csv_text(struct buf *b, struct str s) {
    put(b, s, true);
}

void csv_exact(struct buf *b, struct str s) {
    put(b, s, false);
}

void csv_next(struct buf *b, struct str s) {
    buf_byte(b, ',');
    csv_text(b, s);
}
