#include "ingest/numfmt.h"
#include "base/utf8.h"

/* A way of counting by tens, hundreds and thousands. */
struct counting {
    const char *digits, *units; /* zero to nine; ten, hundred, thousand, ten thousand */
    bool zero;                  /* a gap inside is printed as zero: 一百零一 */
    bool bare_ten;              /* ten to nineteen begin with ten: 十一 */
    bool bare_unit;             /* one is left out before every unit: 百十一 */
};

struct numfmt {
    const char *name;
    void (*put)(struct buf *b, const struct numfmt *f, uint32_t n);
    const char *row; /* its characters, three bytes each */
    uint32_t first;  /* its first code point, where they follow each other in Unicode */
    uint32_t count;  /* how many numbers it can express */
    const struct counting *counting;
};

static void put_decimal(struct buf *b, const struct numfmt *f, uint32_t n) {
    (void)f;
    buf_fmt(b, "%u", n);
}

static void put_zero(struct buf *b, const struct numfmt *f, uint32_t n) {
    (void)f;
    buf_fmt(b, "%02u", n);
}

static void put_dashes(struct buf *b, const struct numfmt *f, uint32_t n) {
    (void)f;
    buf_fmt(b, "- %u -", n);
}

/* *, †, ‡, §, **, †† … (the Chicago Manual of Style, 17th edition, 14.25). */
static void put_signs(struct buf *b, const struct numfmt *f, uint32_t n) {
    static const char *const signs[] = {"*", "†", "‡", "§"};
    (void)f;
    for (uint32_t i = 0; i <= (n - 1) / 4; i++)
        buf_fmt(b, "%s", signs[(n - 1) % 4]);
}

static void put_nothing(struct buf *b, const struct numfmt *f, uint32_t n) {
    (void)b, (void)f, (void)n;
}

/* The character at place i of a row of three-byte characters. */
static void put_han(struct buf *b, const char *row, uint32_t i) {
    buf_add(b, (struct str){row + (size_t)3 * i, 3});
}

static void put_code(struct buf *b, const struct numfmt *f, uint32_t n) {
    utf8_put(b, f->first + n - 1);
}

static void put_row(struct buf *b, const struct numfmt *f, uint32_t n) {
    put_han(b, f->row, n - 1);
}

/* Every decimal digit by another character. */
static void put_digits(struct buf *b, const struct numfmt *f, uint32_t n) {
    char digits[12];
    uint32_t len = 0;
    do
        digits[len++] = (char)(n % 10);
    while (n /= 10);
    while (len)
        put_han(b, f->row, (uint32_t)digits[--len]);
}

/* a … z, aa, bb … zz, aaa: the letter is repeated. */
static void put_letters(struct buf *b, const struct numfmt *f, uint32_t n) {
    for (uint32_t i = 0; i <= (n - 1) / 26; i++)
        utf8_put(b, f->first + (n - 1) % 26);
}

static void put_roman(struct buf *b, const struct numfmt *f, uint32_t n) {
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            buf_add(b, str_of(f->first == 'I' ? parts[i].upper : parts[i].lower));
}

static const struct counting chinese = {"零一二三四五六七八九", "十百千万", true, true, false};
static const struct counting taiwanese = {"零一二三四五六七八九", "十百千萬", true, true, false};
static const struct counting legal = {"零壹贰叁肆伍陆柒捌玖", "拾佰仟万", true, false, false};
static const struct counting legal_old = {"零壹貳參肆伍陸柒捌玖", "拾佰仟萬", true, false, false};
static const struct counting japanese = {"〇一二三四五六七八九", "十百千万", false, true, true};

/* n below ten thousand; after is set where a greater unit stands before. */
static void put_group(struct buf *b, const struct counting *c, uint32_t n, bool after) {
    static const uint32_t value[] = {1, 10, 100, 1000};
    bool gap = false, whole = n < 20 && !after;
    for (int i = 3; i >= 0; i--) {
        uint32_t digit = n / value[i] % 10;
        if (digit == 0) {
            gap = after;
            continue;
        }
        if (gap && c->zero)
            put_han(b, c->digits, 0);
        bool bare = i > 0 && digit == 1 && (c->bare_unit || (c->bare_ten && whole));
        if (!bare)
            put_han(b, c->digits, digit);
        if (i > 0)
            put_han(b, c->units, (uint32_t)i - 1);
        gap = false;
        after = true;
    }
}

static void put_counting(struct buf *b, const struct numfmt *f, uint32_t n) {
    const struct counting *c = f->counting;
    if (n >= 10000) {
        put_group(b, c, n / 10000, false);
        put_han(b, c->units, 3);
    }
    put_group(b, c, n % 10000, n >= 10000);
}

/* Tens by name up to 99, then digit by digit: 十, 九十九, 一○○. */
static void put_tens(struct buf *b, const struct numfmt *f, uint32_t n) {
    if (n > 0 && n < 100)
        put_counting(b, f, n);
    else
        put_digits(b, f, n);
}

/* A digit-by-digit format expresses every number. */
#define ALL UINT32_MAX
enum { GROUPS = 99999999, LETTERS = 30 * 26, SIGNS = 40, ROMAN = 3999 };

static const char circle[] = "○一二三四五六七八九"; /* U+25CB: MS-DOCX 2.4 */
static const char digital[] = "〇一二三四五六七八九";
static const char wide[] = "０１２３４５６７８９";

static const struct numfmt formats[] = {
    {"decimal", put_decimal, NULL, 0, ALL, NULL},
    {"decimalHalfWidth", put_decimal, NULL, 0, ALL, NULL},
    {"decimalZero", put_zero, NULL, 0, ALL, NULL},
    {"decimalFullWidth", put_digits, wide, 0, ALL, NULL},
    {"decimalFullWidth2", put_digits, wide, 0, ALL, NULL},
    {"decimalEnclosedCircle", put_code, NULL, 0x2460, 20, NULL},
    {"decimalEnclosedCircleChinese", put_code, NULL, 0x2460, 10, NULL},
    {"decimalEnclosedFullstop", put_code, NULL, 0x2488, 20, NULL},
    {"decimalEnclosedParen", put_code, NULL, 0x2474, 20, NULL},
    {"numberInDash", put_dashes, NULL, 0, ALL, NULL},
    {"upperLetter", put_letters, NULL, 'A', LETTERS, NULL},
    {"lowerLetter", put_letters, NULL, 'a', LETTERS, NULL},
    {"upperRoman", put_roman, NULL, 'I', ROMAN, NULL},
    {"lowerRoman", put_roman, NULL, 'i', ROMAN, NULL},
    {"chineseCounting", put_tens, circle, 0, ALL, &chinese},
    {"taiwaneseCounting", put_tens, circle, 0, ALL, &chinese},
    {"chineseCountingThousand", put_counting, NULL, 0, GROUPS, &chinese},
    {"taiwaneseCountingThousand", put_counting, NULL, 0, GROUPS, &taiwanese},
    {"chineseLegalSimplified", put_counting, NULL, 0, GROUPS, &legal},
    {"ideographLegalTraditional", put_counting, NULL, 0, GROUPS, &legal_old},
    {"japaneseCounting", put_counting, NULL, 0, GROUPS, &japanese},
    {"ideographDigital", put_digits, digital, 0, ALL, NULL},
    {"ideographTraditional", put_row, "甲乙丙丁戊己庚辛壬癸", 0, 10, NULL},
    {"ideographZodiac", put_row, "子丑寅卯辰巳午未申酉戌亥", 0, 12, NULL},
    /* Word encloses them in parentheses: MS-OI29500 2.1.540 */
    {"ideographEnclosedCircle", put_code, NULL, 0x3220, 10, NULL},
    {"chicago", put_signs, NULL, 0, SIGNS, NULL},
    {"none", put_nothing, NULL, 0, ALL, NULL},
    {"bullet", put_nothing, NULL, 0, ALL, NULL},
};

const struct numfmt *numfmt_of(struct str name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq(name, str_of(formats[i].name)))
            return &formats[i];
    return NULL;
}

/* Zero has no place in most formats; a list that starts there shows a decimal zero, but digit by
 * digit where the format has digits. */
static bool expresses(const struct numfmt *f, uint32_t n) {
    return n <= f->count && (n > 0 || f->count == ALL);
}

void numfmt_put(struct buf *b, const struct numfmt *format, uint32_t n) {
    if (format && expresses(format, n))
        format->put(b, format, n);
    else
        put_decimal(b, format, n);
}

uint32_t numfmt_width(struct str example) {
    enum { MOST_DIGITS = 9 };
    if (!str_starts(example, S("0")))
        return 0;
    struct str digits = str_cut(example, 0, str_find(example, S(","), 0));
    return digits.n < MOST_DIGITS ? (uint32_t)digits.n : MOST_DIGITS;
}

void numfmt_put_wide(struct buf *b, const struct numfmt *format, uint32_t n, uint32_t width) {
    uint32_t digits = 1;
    for (uint32_t rest = n; rest >= 10; rest /= 10)
        digits++;
    for (; digits < width; digits++)
        buf_byte(b, '0');
    numfmt_put(b, format, n);
}

struct str raised_digits(struct arena *a, struct str s) {
    static const struct str digits[] = {S("⁰"), S("¹"), S("²"), S("³"), S("⁴"),
                                        S("⁵"), S("⁶"), S("⁷"), S("⁸"), S("⁹")};
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            buf_add(&b, digits[s.p[i] - '0']);
        else
            buf_byte(&b, s.p[i]);
    return buf_str(&b);
}
