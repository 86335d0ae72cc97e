#include "base/utf8.h"

static inline bool follows(unsigned char c) {
    return (c & 0xC0) == 0x80;
}

/* The bytes of a character of n, or 0 where these are none. */
static inline size_t decode(const unsigned char *p, size_t n, int32_t *cp) {
    unsigned char lead = p[0];
    if (lead < 0x80)
        return *cp = lead, 1;
    if (lead >= 0xE0 && lead <= 0xEF) { /* first, as most are Chinese characters */
        if (n < 3 || !follows(p[1]) || !follows(p[2]))
            return 0;
        *cp = (lead & 0xF) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        return *cp >= 0x800 && (*cp < 0xD800 || *cp > 0xDFFF) ? 3 : 0;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        if (n < 2 || !follows(p[1]))
            return 0;
        return *cp = (lead & 0x1F) << 6 | (p[1] & 0x3F), 2;
    }
    if (lead < 0xF0 || lead > 0xF4 || n < 4 || !follows(p[1]) || !follows(p[2]) || !follows(p[3]))
        return 0;
    *cp = (lead & 0x7) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    return *cp >= 0x10000 && *cp <= 0x10FFFF ? 4 : 0;
}

int32_t utf8_next_other(struct str s, size_t *i) {
    int32_t cp = -1;
    size_t n = decode((const unsigned char *)s.p + *i, s.n - *i, &cp);
    *i += n ? n : 1;
    return n ? cp : -1;
}

void utf8_put(struct buf *b, uint32_t cp) {
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    char bytes[4];
    for (size_t i = n - 1; i > 0; i--, cp >>= 6)
        bytes[i] = (char)(0x80 | (cp & 0x3F));
    bytes[0] = (char)(leads[n] | cp);
    buf_add(b, (struct str){bytes, n});
}

size_t utf8_valid(struct str s) {
    int32_t cp;
    for (size_t i = 0, n; i < s.n; i += n)
        if (!(n = decode((const unsigned char *)s.p + i, s.n - i, &cp)))
            return i;
    return s.n;
}

struct str utf8_repair(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    if (utf8_valid(s) == s.n)
        return s;
    for (size_t i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        utf8_put(&b, cp < 0 ? 0xFFFD : (uint32_t)cp);
    }
    return buf_str(&b);
}

int32_t utf8_fold(int32_t cp) {
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        cp -= 0xFEE0;
    return cp >= 'A' && cp <= 'Z' ? cp + 'a' - 'A' : cp;
}

bool utf8_is_han(int32_t cp) {
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x323AF);
}

static bool wide_in_chinese(int32_t cp) {
    return cp == 0x2014 || cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D ||
           cp == 0x2026 || cp == 0xB7 || (cp >= 0x2460 && cp <= 0x24FF) ||
           (cp >= 0x2160 && cp <= 0x217F) || (cp >= 0x25A0 && cp <= 0x25FF) ||
           (cp >= 0x2605 && cp <= 0x2606) || cp == 0x2264 || cp == 0x2265;
}

int utf8_width(int32_t cp) {
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x300 && cp <= 0x36F))
        return 0;
    if (cp != ' ' && cp != 0xA0 && cp != 0x3000 && utf8_is_space(cp))
        return cp >= 0x2000 && cp <= 0x200A ? 1 : 0;
    if ((cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0x303E) ||
        (cp >= 0x3041 && cp <= 0xA4CF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
        (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFE30 && cp <= 0xFE6F) ||
        (cp >= 0xFF01 && cp <= 0xFF60) || (cp >= 0xFFE0 && cp <= 0xFFE6) ||
        (cp >= 0x1F300 && cp <= 0x1FAFF) || (cp >= 0x20000 && cp <= 0x3FFFD))
        return 2;
    return wide_in_chinese(cp) ? 2 : 1;
}

size_t utf8_len(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++)
        utf8_next(s, &i);
    return n;
}

size_t utf8_ink(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;)
        n += !utf8_is_space(utf8_next(s, &i));
    return n;
}

size_t utf8_columns(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;)
        n += (size_t)utf8_width(utf8_next(s, &i));
    return n;
}

/* Byte offset where the last character of s begins. */
static size_t last_start(struct str s) {
    size_t at = s.n - 1;
    while (at > 0 && s.n - at < 4 && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

struct str utf8_trim(struct str s) {
    for (size_t i = 0; s.n > 0 && utf8_is_space(utf8_next(s, &i)); i = 0)
        s = str_cut(s, i, s.n);
    while (s.n > 0) {
        size_t at = last_start(s), i = at;
        if (!utf8_is_space(utf8_next(s, &i)) || i < s.n)
            break;
        s = str_cut(s, 0, at);
    }
    return s;
}

bool utf8_blank(struct str s) {
    return utf8_trim(s).n == 0;
}

struct str utf8_squeeze(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        if (!utf8_is_space(utf8_next(s, &i)))
            continue;
        buf_add(&b, str_cut(s, from, at));
        from = i;
    }
    if (from == 0)
        return s;
    buf_add(&b, str_cut(s, from, s.n));
    return buf_str(&b);
}

struct str utf8_tail(struct str s, size_t n) {
    size_t i = s.n;
    while (n > 0 && i > 0) {
        i--;
        n -= (s.p[i] & 0xC0) != 0x80; /* the first byte of a character */
    }
    return str_cut(s, i, s.n);
}
