/* A saved page: the first part that is HTML, decoded, is read as any page. What it shows beside
 * that in frames are further parts of HTML, which are not read but named.
 */
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/doc.h"
#include "ingest/mhtml.h"
#include <string.h>

enum { BID_SAVED_PAGE = 96, HEADER_BYTES = 8192 };

/* ---- headers ---- */

static bool begins(struct str s, const char *word) {
    return str_same(str_cut(s, 0, strlen(word)), str_of(word));
}

/* Offset of the word; SIZE_MAX where there is none. */
static size_t find_word(struct str s, const char *word) {
    for (size_t i = 0; i < s.n; i++)
        if (begins(str_cut(s, i, s.n), word))
            return i;
    return SIZE_MAX;
}

/* The lines down to the first empty one, which *body is behind. */
static struct str header_of(struct str s, size_t *body) {
    for (size_t i = 0, end; i < s.n; i = end + 1) {
        end = str_find(s, S("\n"), i);
        if (end == SIZE_MAX)
            break;
        if (end == i || (end == i + 1 && s.p[i] == '\r')) {
            *body = end + 1;
            return str_cut(s, 0, i);
        }
    }
    *body = s.n;
    return s;
}

/* The value of a field, over all its lines: those that go on begin with white space. */
static struct str field(struct str header, const char *name) {
    for (size_t i = 0, end; i < header.n; i = end + 1) {
        size_t n = strlen(name), from = i + n;
        end = str_find(header, S("\n"), i);
        while (end < header.n && end + 1 < header.n &&
               (header.p[end + 1] == ' ' || header.p[end + 1] == '\t'))
            end = str_find(header, S("\n"), end + 1);
        end = end < header.n ? end : header.n;
        if (from < end && header.p[from] == ':' && begins(str_cut(header, i, end), name))
            return utf8_trim(str_cut(header, from + 1, end));
    }
    return (struct str){0};
}

static struct str boundary_of(struct str type) {
    size_t at = find_word(type, "boundary="), to;
    if (at == SIZE_MAX)
        return (struct str){0};
    struct str v = str_cut(type, at + strlen("boundary="), type.n);
    bool quoted = str_starts(v, S("\""));
    v = str_cut(v, quoted, v.n);
    for (to = 0; to < v.n && !strchr(quoted ? "\"" : " ;\t\r\n", v.p[to]); to++)
        continue;
    return str_cut(v, 0, to);
}

bool mhtml_is(struct str bytes) {
    size_t body;
    struct str header = header_of(str_cut(bytes, 0, HEADER_BYTES), &body);
    struct str type = field(header, "content-type");
    return field(header, "mime-version").n > 0 &&
           (begins(type, "multipart/") || begins(type, "text/html"));
}

static int bid(const struct source *src) {
    return mhtml_is(src->bytes) ? BID_SAVED_PAGE : 0;
}

/* ---- what a part holds ---- */

static int digit(const char *digits, char c) {
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Quoted-printable (RFC 2045, 6.7): "=3D", and a line's end behind "=" is none. */
static struct str unquoted(struct arena *a, struct str s) {
    static const char hex[] = "0123456789ABCDEF";
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], c1 = i + 1 < s.n ? s.p[i + 1] : '\n', c2 = i + 2 < s.n ? s.p[i + 2] : 0;
        int high = digit(hex, c1 >= 'a' ? (char)(c1 - 32) : c1);
        int low = digit(hex, c2 >= 'a' ? (char)(c2 - 32) : c2);
        bool breaks = c1 == '\n' || (c1 == '\r' && c2 == '\n');
        if (c == '=' && breaks) {
            i += c1 == '\n' ? 1 : 2;
        } else if (c == '=' && high >= 0 && low >= 0) {
            buf_byte(&b, (char)(high << 4 | low));
            i += 2;
        } else {
            buf_byte(&b, c);
        }
    }
    return buf_str(&b);
}

/* Base64 (RFC 2045, 6.8). */
static struct str unpacked(struct arena *a, struct str s) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buf b = {.a = a};
    uint32_t bits = 0, n = 0;
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int d = digit(digits, s.p[i]);
        if (d < 0)
            continue;
        bits = (bits << 6 | (uint32_t)d) & 0xFFFFFF;
        n += 6;
        if (n >= 8)
            buf_byte(&b, (char)(bits >> (n -= 8) & 0xFF));
    }
    return buf_str(&b);
}

static struct str decoded(struct arena *a, struct str encoding, struct str body) {
    return begins(encoding, "quoted-printable") ? unquoted(a, body)
           : begins(encoding, "base64")         ? unpacked(a, body)
                                                : body;
}

/* ---- reading ---- */

/* The next part, from *at on; p NULL behind the last. */
static struct str next_part(struct arena *a, struct str s, struct str boundary, size_t *at) {
    struct str mark = str_fmt(a, "--%.*s", STR_ARG(boundary));
    size_t from = str_find(s, mark, *at), end;
    if (from == SIZE_MAX || str_starts(str_cut(s, from + mark.n, s.n), S("--")))
        return (struct str){0};
    from = str_find(s, S("\n"), from);
    if (from == SIZE_MAX)
        return (struct str){0};
    end = str_find(s, mark, from);
    *at = end < s.n ? end : s.n;
    return str_cut(s, from + 1, *at);
}

/* Bytes of the page itself, decoded; p NULL where there is none. *frames: further parts of HTML. */
static struct str find_page(struct arena *a, struct str s, size_t *frames) {
    struct str page = {0}, part;
    size_t body, at = 0;
    struct str boundary = boundary_of(field(header_of(s, &body), "content-type"));
    if (boundary.n == 0)
        return decoded(a, field(header_of(s, &body), "content-transfer-encoding"),
                       str_cut(s, body, s.n));
    while ((part = next_part(a, s, boundary, &at)).p) {
        struct str header = header_of(part, &body);
        if (!begins(field(header, "content-type"), "text/html"))
            continue;
        *frames += page.p != NULL;
        if (!page.p)
            page =
                decoded(a, field(header, "content-transfer-encoding"), str_cut(part, body, part.n));
    }
    return page;
}

static int read(const struct source *src, struct doc *doc) {
    struct source page = *src;
    size_t frames = 0;
    page.bytes = find_page(doc->a, src->bytes, &frames);
    if (page.bytes.n == 0)
        return diag_add(&doc->diags, DIAG_DAMAGED, (struct place){.line = 1},
                        S("the saved page holds no page; save it again")),
               -1;
    if (charset_decode(doc->a, page.bytes, &doc->diags, &page.text, &page.encoding) < 0)
        return -1;
    doc->encoding = page.encoding;
    if (frames)
        diag_add(&doc->diags, DIAG_LEFT_OUT, (struct place){.line = 1},
                 str_fmt(doc->a,
                         "the saved page has %zu further pages (frames, headers), which are not "
                         "read; save one that has text of the plan by itself",
                         frames));
    return read_html.read(&page, doc);
}

const struct reader read_mhtml = {"saved page", bid, read};
