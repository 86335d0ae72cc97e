#include "base/numeral.h"
#include "base/utf8.h"
#include <math.h>

/* The character at byte at, 0 behind the end. */
static int32_t peek(struct str s, size_t at, size_t *next) {
    *next = at;
    return at < s.n ? utf8_next(s, next) : 0;
}

/* ---- Arabic ---- */

static int arabic(int32_t cp) {
    if (cp >= '0' && cp <= '9')
        return cp - '0';
    return cp >= 0xFF10 && cp <= 0xFF19 ? cp - 0xFF10 : -1;
}

static size_t digits(struct str s, size_t at, double *value, int *count) {
    size_t next;
    int digit;
    for (*count = 0; (digit = arabic(peek(s, at, &next))) >= 0; at = next, ++*count)
        *value = *value * 10 + digit;
    return at;
}

/* ,345 of 12,345: a mark, three digits and no more. */
static bool thousands(struct str s, size_t at, double *value, size_t *end) {
    double group = 0;
    int count;
    size_t next;
    int32_t cp = peek(s, at, &next);
    if (cp != ',' && cp != ' ')
        return false;
    *end = digits(s, next, &group, &count);
    *value = *value * 1000 + group;
    return count == 3;
}

static size_t read_arabic(struct str s, size_t at, double *value) {
    double whole = 0, more = 0;
    int count;
    size_t end = digits(s, at, &whole, &count), next;
    if (count == 0)
        return 0;
    for (more = whole; count <= 3 && thousands(s, end, &more, &next); end = next)
        whole = more;
    int32_t point = peek(s, end, &next);
    if (point == '.' || point == 0xFF0E) {
        double fraction = 0;
        size_t to = digits(s, next, &fraction, &count);
        end = count ? to : end;
        whole += count ? fraction / pow(10, count) : 0;
    }
    *value = whole;
    return end - at;
}

/* ---- Chinese ---- */

static int chinese_digit(int32_t cp) {
    static const int32_t list[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                   0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D}; /* 〇一二…九 */
    for (int i = 0; i < 10; i++)
        if (cp == list[i])
            return i;
    return cp == 0x96F6 || cp == 0x25CB ? 0 : cp == 0x4E24 ? 2 : -1; /* 零 ○, 两 */
}

static double chinese_unit(int32_t cp) {
    return cp == 0x5341 ? 10 : cp == 0x767E ? 100 : cp == 0x5343 ? 1000 : 0; /* 十 百 千 */
}

static double chinese_myriad(int32_t cp) {
    return cp == 0x4E07 ? 1e4 : cp == 0x4EBF ? 1e8 : 0; /* 万 亿 */
}

struct chinese {
    double total, section, digit; /* sum above 万, below it, the digit that waits for its unit */
    bool waits, units;
};

/* One character of a number; false where it is none. */
static bool take(struct chinese *n, int32_t cp, bool first) {
    int digit = chinese_digit(cp);
    double unit = chinese_unit(cp), myriad = chinese_myriad(cp);
    if (digit >= 0) {
        n->digit = n->waits && !n->units ? n->digit * 10 + digit : digit;
        n->waits = true;
        return true;
    }
    if (unit > 0 && (!first || unit == 10) && (n->waits || first)) {
        n->section += (n->waits ? n->digit : 1) * unit;
    } else if (myriad > 0 && !first) {
        n->total = (n->total + n->section + n->digit) * myriad;
        n->section = 0;
    } else {
        return false;
    }
    n->digit = 0;
    n->waits = false;
    n->units = true;
    return true;
}

static size_t read_chinese(struct str s, size_t at, double *value) {
    struct chinese n = {0};
    size_t end = at, next, after;
    for (int32_t cp; (cp = peek(s, end, &next)) != 0; end = next) {
        if (chinese_myriad(cp) > 0 && chinese_digit(peek(s, next, &after)) < 0)
            break;
        if (!take(&n, cp, end == at))
            break;
    }
    *value = n.total + n.section + n.digit;
    return end - at;
}

size_t numeral_read(struct str s, size_t at, double *value) {
    size_t n = read_arabic(s, at, value);
    return n ? n : read_chinese(s, at, value);
}
