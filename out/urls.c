#include "out/urls.h"
#include <string.h>

enum { LONGEST = 120, KEPT = 100 };

static bool special(unsigned char c) {
    return c <= ' ' || c == 0x7F || strchr("/\\:*?\"<>|#%&~+'", c);
}

/* Up to n bytes, no character cut in two. */
static struct str cut_at_character(struct str s, size_t n) {
    while (n && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return str_cut(s, 0, n);
}

struct str url_slug(struct arena *a, struct str name) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (special(c) || (i == 0 && c == '.'))
            buf_fmt(&b, "~%02X", c);
        else
            buf_byte(&b, (char)c);
    }
    if (b.n == 0)
        buf_byte(&b, '~');
    if (b.n <= LONGEST)
        return buf_str(&b);
    return str_fmt(a, "%.*s~~%016llx", STR_ARG(cut_at_character(buf_str(&b), KEPT)),
                   (unsigned long long)str_hash(name));
}

struct str url_org_key(const struct mention *m) {
    return m->org_id.n ? m->org_id : m->org_kind == ORG_UNKNOWN ? (struct str){0} : m->org;
}

void url_encode(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
            (c && strchr("-._~", c)))
            buf_byte(b, (char)c);
        else
            buf_fmt(b, "%%%02X", c);
    }
}

static struct str encoded(struct arena *a, struct str name) {
    struct buf b = {.a = a};
    url_encode(&b, url_slug(a, name));
    return buf_str(&b);
}

struct str url_doc(struct arena *a, struct str doc) {
    return str_fmt(a, "doc/%.*s.html", STR_ARG(encoded(a, doc)));
}

struct str url_number(struct arena *a, const struct measure *m) {
    return str_fmt(a, "%d.%d.%d", m->table_no, m->task_no, m->measure_no);
}

struct str url_measure(struct arena *a, struct str doc, const struct measure *m) {
    return str_fmt(a, "doc/%.*s/%.*s.html", STR_ARG(encoded(a, doc)), STR_ARG(url_number(a, m)));
}

struct str url_org(struct arena *a, struct str key) {
    return str_fmt(a, "org/%.*s.html", STR_ARG(encoded(a, key)));
}

struct str url_diff(struct arena *a, struct str old, struct str new) {
    return str_fmt(a, "diff/%.*s/%.*s.html", STR_ARG(encoded(a, old)), STR_ARG(encoded(a, new)));
}
