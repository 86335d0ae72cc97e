/* UTF-8 and what the program asks of single characters. */
#ifndef TIAOMU_BASE_UTF8_H
#define TIAOMU_BASE_UTF8_H

#include "base/str.h"

/* Decodes the code point at byte *i of s and moves *i behind it; *i must be < s.n. Malformed bytes
 * (Unicode 15, table 3-7) give -1 and move *i by one byte. */
int32_t utf8_next(struct str s, size_t *i);
/* Appends one code point; a value that is none appends U+FFFD. */
void utf8_put(struct buf *b, uint32_t cp);
/* Byte offset of the first malformed byte, or s.n where all is well-formed. */
size_t utf8_valid(struct str s);
/* s with U+FFFD for each malformed byte; s itself where there is none. */
struct str utf8_repair(struct arena *a, struct str s);

/* White space: Unicode White_Space, and zero-width characters, which no reader sees either
 * (U+200B..U+200F, U+2060, U+FEFF, U+00AD). */
bool utf8_is_space(int32_t cp);
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
