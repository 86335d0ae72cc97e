#include "ingest/charset.h"
#include "base/utf8.h"
#include <errno.h>
#include <iconv.h>

/* What is wrong first, and where. */
struct fault {
    bool found;
    size_t offset; /* of the byte, in the file */
    uint32_t line;
    struct str text;
};

/* An encoding to try, with its byte order mark. */
struct encoding {
    const char *name;
    struct str mark;
};

static const struct encoding UTF_8 = {"UTF-8", S("\xEF\xBB\xBF")};
static const struct encoding GB_18030 = {"GB18030", S("\x84\x31\x95\x33")};
static const struct encoding UTF_16LE = {"UTF-16LE", S("\xFF\xFE")};
static const struct encoding UTF_16BE = {"UTF-16BE", S("\xFE\xFF")};

/* Strict conversion; returns how many bytes went well, all of them or those before the fault. */
static size_t convert(struct buf *out, const char *from, const char *to, struct str bytes) {
    iconv_t cd = iconv_open(to, from);
    if (cd == (iconv_t)-1)
        return 0;
    char chunk[4096], *in = (char *)(uintptr_t)bytes.p;
    size_t left = bytes.n, done = 0;
    do {
        char *end = chunk;
        size_t room = sizeof chunk;
        done = iconv(cd, &in, &left, &end, &room);
        buf_add(out, (struct str){chunk, sizeof chunk - room});
    } while (done == (size_t)-1 && errno == E2BIG);
    iconv_close(cd);
    return bytes.n - left;
}

/* The number of the line that begins or goes on behind s. */
static uint32_t line_behind(struct str s) {
    uint32_t line = 1;
    for (size_t i = 0; i < s.n; i++)
        line += s.p[i] == '\n' || (s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
    return line;
}

/* A fault of the character behind the decoded text before; what names it. */
static int set_fault(struct fault *fault, const struct encoding *e, struct arena *a,
                     struct str bytes, struct str before, struct str what) {
    struct buf again = {.a = a};
    convert(&again, "UTF-8", e->name, before);
    size_t mark = str_starts(bytes, e->mark) ? e->mark.n : 0;
    *fault = (struct fault){true, mark + again.n, line_behind(before), what};
    return -1;
}

/* The bytes as UTF-8, without their mark. */
static int decode(struct arena *a, const struct encoding *e, struct str bytes, struct str *text,
                  struct fault *fault) {
    size_t skip = str_starts(bytes, e->mark) ? e->mark.n : 0;
    struct str body = str_cut(bytes, skip, bytes.n);
    struct buf out = {.a = a};
    size_t good = e == &UTF_8 ? utf8_valid(body) : convert(&out, e->name, "UTF-8", body);
    *text = e == &UTF_8 ? str_cut(body, 0, good) : buf_str(&out);
    if (good == body.n)
        return 0;
    return set_fault(
        fault, e, a, bytes, *text,
        str_fmt(a, "byte 0x%02X is not valid %s", (unsigned)(unsigned char)body.p[good], e->name));
}

/* Control characters (C0 and C1) that no text has: all but tab, line ends and form feed. */
static bool is_control(int32_t cp) {
    return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r' && cp != '\f') ||
           (cp >= 0x7F && cp < 0xA0 && cp != 0x85);
}

/* Code points with no meaning in interchange: private use, noncharacters, planes not in use. */
static bool is_strange(int32_t cp) {
    return (cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
           (cp & 0xFFFE) == 0xFFFE || cp >= 0x40000;
}

/* Word processors leave some in text that they hand over, for fields, cells and line breaks; zeros
 * and more than one in a hundred characters show that it is none. */
static int refuse_controls(struct arena *a, const struct encoding *e, struct str bytes,
                           struct str text, struct fault *fault) {
    size_t first = text.n, controls = 0, all = 0;
    bool zeros = false;
    for (size_t i = 0; i < text.n; all++) {
        size_t at = i;
        int32_t cp = utf8_next(text, &i);
        zeros |= cp == 0;
        if (is_control(cp) && controls++ == 0)
            first = at;
    }
    if (controls * 100 <= all && !zeros)
        return 0;
    size_t at = first;
    return set_fault(fault, e, a, bytes, str_cut(text, 0, first),
                     str_fmt(a,
                             "the control character U+%04X shows that this is no text (read as %s)",
                             (unsigned)utf8_next(text, &at), e->name));
}

/* Those that stay show nothing; the vertical tab is Word's line break. */
static struct str blank_controls(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        if (!is_control(cp))
            continue;
        buf_add(&b, str_cut(s, from, at));
        buf_byte(&b, cp == '\v' ? '\n' : ' ');
        from = i;
    }
    if (from == 0)
        return s;
    buf_add(&b, str_cut(s, from, s.n));
    return buf_str(&b);
}

/* Nearly any bytes can be read as GB18030; more than one character without meaning in a hundred
 * shows that they are something else. (A few occur: 0xA3A0, a blank of old input methods.) */
static int refuse_strange(struct arena *a, const struct encoding *e, struct str bytes,
                          struct str text, struct fault *fault) {
    size_t first = text.n, strange = 0, foreign = 0;
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        int32_t cp = utf8_next(text, &i);
        foreign += cp >= 0x80;
        if (is_strange(cp) && strange++ == 0)
            first = at;
    }
    if (strange * 100 <= foreign)
        return 0;
    return set_fault(fault, e, a, bytes, str_cut(text, 0, first),
                     str_fmt(a, "characters without meaning show that this is not %s", e->name));
}

/* UTF-8 with some bad bytes is damaged UTF-8, though it could be read as GB18030. */
static bool mostly_utf8(struct str bytes) {
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < bytes.n;) {
        int32_t cp = utf8_next(bytes, &i);
        good += cp >= 0x800;
        bad += cp < 0;
    }
    return good > 4 * bad;
}

/* UTF-16 without a mark: the upper half of ASCII characters is zero. */
static const struct encoding *utf16_by_zeros(struct str bytes) {
    size_t zeros[2] = {0};
    for (size_t i = 0; i < bytes.n; i++)
        zeros[i % 2] += bytes.p[i] == 0;
    if (bytes.n % 2 || zeros[0] == zeros[1])
        return NULL;
    return zeros[0] > zeros[1] ? &UTF_16BE : &UTF_16LE;
}

static int try(struct arena *a, const struct encoding *e, struct str bytes, struct str *text,
               struct fault *fault) {
    struct fault own = {0};
    struct str out;
    if (decode(a, e, bytes, &out, &own) == 0 && refuse_controls(a, e, bytes, out, &own) == 0 &&
        (e == &UTF_8 || refuse_strange(a, e, bytes, out, &own) == 0)) {
        *text = out;
        return 0;
    }
    if (!fault->found || own.offset > fault->offset)
        *fault = own; /* the encoding that got furthest tells most */
    return -1;
}

static const struct encoding *by_mark(struct str bytes) {
    static const struct encoding *const marked[] = {&UTF_8, &UTF_16LE, &UTF_16BE, &GB_18030};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (str_starts(bytes, marked[i]->mark))
            return marked[i];
    return NULL;
}

static const struct encoding *find_encoding(struct arena *a, struct str bytes, struct str *text,
                                            struct fault *fault) {
    const struct encoding *marked = by_mark(bytes);
    if (marked)
        return try(a, marked, bytes, text, fault) == 0 ? marked : NULL;
    if (try(a, &UTF_8, bytes, text, fault) == 0)
        return &UTF_8;
    const struct encoding *wide = utf16_by_zeros(bytes);
    const struct encoding *next = wide ? wide : &GB_18030;
    if (!wide && mostly_utf8(bytes))
        return NULL;
    return try(a, next, bytes, text, fault) == 0 ? next : NULL;
}

/* CRLF and CR become \n. */
static struct str unify_line_ends(struct arena *a, struct str s) {
    if (str_find(s, S("\r"), 0) == SIZE_MAX)
        return s;
    struct buf b = {.a = a};
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\r')
            continue;
        buf_add(&b, str_cut(s, from, i));
        if (i + 1 == s.n || s.p[i + 1] != '\n')
            buf_byte(&b, '\n');
        from = i + 1;
    }
    buf_add(&b, str_cut(s, from, s.n));
    return buf_str(&b);
}

int charset_decode(struct arena *a, struct str bytes, struct diags *diags, struct str *text,
                   struct str *encoding) {
    struct fault fault = {0};
    struct str out;
    const struct encoding *e = find_encoding(a, bytes, &out, &fault);
    if (!e) {
        struct place at = {.line = fault.line};
        diag_add(diags, DIAG_CHARSET, at,
                 str_fmt(diags->a, "%.*s, at byte offset %zu", STR_ARG(fault.text), fault.offset));
        return -1;
    }
    *text = unify_line_ends(a, blank_controls(a, out));
    *encoding = str_of(e->name);
    return 0;
}

void charset_preload(void) {
    static const char *const names[] = {"GB18030", "UTF-16LE"};
    static iconv_t kept[sizeof names / sizeof *names]; /* a converter goes with its last user */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!kept[i])
            kept[i] = iconv_open("UTF-8", names[i]);
}
