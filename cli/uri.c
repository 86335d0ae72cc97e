#include "cli/uri.h"
#include "base/utf8.h"

static int hex(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int decode(struct arena *a, struct str s, bool query, struct str *out) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%') {
            int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1, low = high < 0 ? -1 : hex(s.p[i + 2]);
            if (low < 0)
                return -1;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && query) {
            c = ' ';
        }
        if ((unsigned char)c < ' ' || c == 0x7F)
            return -1;
        buf_byte(&b, c);
    }
    *out = buf_str(&b);
    return utf8_valid(*out) == out->n ? 0 : -1;
}

static int read_params(struct arena *a, struct str query, site_params *out) {
    for (size_t from = 0, to; from < query.n; from = to + 1) {
        to = str_find(query, S("&"), from);
        to = to == SIZE_MAX ? query.n : to;
        struct str one = str_cut(query, from, to);
        size_t equals = str_find(one, S("="), 0);
        struct site_param p = {0};
        if (decode(a, str_cut(one, 0, equals), true, &p.name) < 0 ||
            (equals != SIZE_MAX && decode(a, str_cut(one, equals + 1, one.n), true, &p.value) < 0))
            return -1;
        if (p.name.n)
            *vec_push(a, out) = p;
    }
    return 0;
}

int uri_read(struct arena *a, struct str raw, struct uri *out) {
    size_t mark = str_find(raw, S("?"), 0);
    *out = (struct uri){0};
    if (!str_starts(raw, S("/")) || decode(a, str_cut(raw, 1, mark), false, &out->path) < 0)
        return -1;
    return mark == SIZE_MAX ? 0 : read_params(a, str_cut(raw, mark + 1, raw.n), &out->params);
}
