/* Numbers as Chinese documents print them. */
#ifndef TIAOMU_BASE_NUMERAL_H
#define TIAOMU_BASE_NUMERAL_H

#include "base/str.h"

/* Reads the number that begins at byte at of s: Arabic digits of either width with a decimal point
 * and commas or single spaces (GB/T 15835-2011, 5.1.1) between thousands, or Chinese numerals (两,
 * 二十三, 三百零五, 三万五千; digits alone, as in 二〇二五, are read one by one). A last 万 or 亿
 * is left to the unit (3万户 counts 万户), and 百, 千, 万, 亿 begin no number. Returns its bytes, 0
 * where there is none. */
size_t numeral_read(struct str s, size_t at, double *value);

#endif
