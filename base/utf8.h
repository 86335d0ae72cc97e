/* UTF-8 and what the program asks of single characters. */
#ifndef TIAOMU_BASE_UTF8_H
#define TIAOMU_BASE_UTF8_H

#include "base/str.h"

/* What is asked of every character is defined here, for the compiler to see; the rest of utf8_next
 * is utf8_next_other. */
int32_t utf8_next_other(struct str s, size_t *i);
/* Decodes the code point at byte *i of s and moves *i behind it; *i must be < s.n. Malformed bytes
 * (Unicode 15, table 3-7) give -1 and move *i by one byte. */
static inline int32_t utf8_next(struct str s, size_t *i) {
    const unsigned char *p = (const unsigned char *)s.p + *i;
    if (p[0] < 0x80)
        return ++*i, p[0];
    bool han =
        (p[0] & 0xF0) == 0xE0 && s.n - *i >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
    int32_t cp = han ? (p[0] & 0xF) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F) : 0;
    if (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF))
        return utf8_next_other(s, i);
    *i += 3;
    return cp;
}

/* White space: Unicode White_Space, and zero-width characters, which no reader sees either
 * (U+200B..U+200F, U+2060, U+FEFF, U+00AD). */
static inline bool utf8_is_space(int32_t cp) {
    if (cp <= 0x20)
        return cp == ' ' || (cp >= 9 && cp <= 13);
    if (cp < 0x2000)
        return cp == 0x85 || cp == 0xA0 || cp == 0xAD || cp == 0x1680;
    return cp <= 0x200F || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
           cp == 0x2060 || cp == 0x3000 || cp == 0xFEFF;
}

/* Appends one code point; a value that is none appends U+FFFD. */
void utf8_put(struct buf *b, uint32_t cp);
/* Byte offset of the first malformed byte, or s.n where all is well-formed. */
size_t utf8_valid(struct str s);
/* s with U+FFFD for each malformed byte; s itself where there is none. */
struct str utf8_repair(struct arena *a, struct str s);

/* A Chinese character: the Han script's unified and compatibility blocks, U+3007. */
bool utf8_is_han(int32_t cp);
/* As compared: fullwidth forms (U+FF01..U+FF5E) as ASCII, ASCII capitals as small letters. */
int32_t utf8_fold(int32_t cp);
/* Columns on a terminal, 0 to 2: East Asian Wide and Fullwidth are 2 (Unicode Annex 11); marks that
 * are ambiguous there but wide in Chinese fonts (— “ ” ‘ ’ … ·) are 2 as well. */
int utf8_width(int32_t cp);

size_t utf8_len(struct str s);      /* code points */
size_t utf8_ink(struct str s);      /* code points that are not white space */
size_t utf8_columns(struct str s);  /* sum of utf8_width */
struct str utf8_trim(struct str s); /* without white space at both ends */
bool utf8_blank(struct str s);      /* nothing but white space */
/* A copy without any white space; s itself where there is none. */
struct str utf8_squeeze(struct arena *a, struct str s);
/* The last n code points of s. */
struct str utf8_tail(struct str s, size_t n);

#endif
